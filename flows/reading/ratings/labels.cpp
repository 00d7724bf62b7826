#include "flows/reading/ratings/labels.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "flows/folding.h"
#include "flows/reading/numbers/counts.h"
#include "flows/reading/numbers/numbers.h"
#include "flows/reading/ratings/common_labels.h"
#include "flows/reading/ratings/expectations.h"
#include "flows/reading/ratings/label_words.h"

namespace askwell::flows::reading {
namespace {

/// The plain form of an English comparative ("happier" → "happy"); "" when `word` is none.
std::vector<std::string> plain_forms(std::string_view word) {
    if (word.size() < 5 || !word.ends_with("er")) return {};
    const std::string stem{word.substr(0, word.size() - 2)};
    if (stem.ends_with('i')) return {stem.substr(0, stem.size() - 1) + 'y'};
    return {stem, stem + 'e'};
}

/// 清楚 for 清清楚楚, which says "very"; "" when no such word stands at `position`.
std::string doubled_word(std::string_view text, std::size_t position) {
    constexpr std::size_t kIdeograph = 3;  // bytes
    const std::string_view word = text.substr(position, 4 * kIdeograph);
    if (word.size() < 4 * kIdeograph || !is_han(code_point_at(word, 0).value)) return {};
    const std::string_view first = word.substr(0, kIdeograph);
    const std::string_view second = word.substr(2 * kIdeograph, kIdeograph);
    if (word.substr(kIdeograph, kIdeograph) != first || word.substr(3 * kIdeograph) != second) return {};
    return std::string{first}.append(second);
}

std::size_t skip_blank(std::string_view text, std::size_t position) {
    if (position < text.size() && (text[position] == ' ' || text[position] == '-')) return position + 1;
    for (const std::string_view particle : {"的", "地", "得", "之"}) {
        if (text.substr(position).starts_with(particle)) return position + particle.size();
    }
    return position;
}

/// The end of the degree words at `position` ("very very "), or `position` when there are none.
std::size_t after_degrees(std::string_view text, std::size_t position, Degree degree) {
    std::size_t end = position;
    for (int repeats = 0; repeats < 4; ++repeats) {
        const auto* entry = degrees().at(text, end);
        if (entry == nullptr || entry->meaning != degree) break;
        end = skip_blank(text, end + entry->phrase.size());
    }
    return end;
}

/// A form with one of its words changed for another of row number `row`.
struct Variant {
    std::string form;
    std::size_t row = 0;
};

/// The variants of `form` by the rows from number `first` on.
std::vector<Variant> variants_of(const std::string& form, std::size_t first) {
    std::vector<Variant> variants;
    for (std::size_t number = first; number < interchangeable().size(); ++number) {
        const InterchangeableWords& row = interchangeable()[number];
        std::string_view present;
        std::size_t place = 0;
        for (const std::string_view word : row) {
            const std::size_t found =
                word.size() > present.size() ? find_words(form, word) : std::string::npos;
            if (found != std::string::npos) {
                present = word;
                place = found;
            }
        }
        if (present.empty()) continue;
        for (const std::string_view word : row) {
            if (word != present)
                variants.push_back({std::string{form}.replace(place, present.size(), word), number});
        }
    }
    return variants;
}

/// `form` with its intensifier changed for one of just the same strength.
std::vector<std::string> same_strength(std::string_view form) {
    constexpr std::string_view kVery = "非常";
    constexpr std::string_view kWholly = "完全";
    std::vector<std::string> forms;
    const auto replace = [&](std::string_view word, std::initializer_list<std::string_view> others) {
        if (!form.starts_with(word)) return;
        for (const std::string_view other : others)
            forms.push_back(std::string{other}.append(form.substr(word.size())));
    };
    replace(kVery, {"十分", "极其", "特别"});
    replace(kWholly, {"绝对", "根本", "压根"});
    return forms;
}

template <typename Key>
std::optional<int> value_in(const std::map<Key, int>& points, const Key& key) {
    const auto found = points.find(key);
    return found == points.end() ? std::nullopt : std::optional{found->second};
}

/// "7", 7分: a label that says no more than its score, which is read as a number.
bool is_figure(std::string_view form, int score) {
    const auto number = number_at(form, 0);
    if (!number || number->span() || number->high != score) return false;
    const std::string_view unit = trim_space(form.substr(number->length));
    return unit.empty() || unit == "分" || unit == "points" || unit == "point";
}

/// "16-30" for the label "16-30 minutes", which names no scores; "" for other labels.
std::string band_of(std::string_view label, const Scale& scale) {
    static const PhraseMap<bool> units{{true, {"minutes", "minute", "mins", "min", "分钟", "分"}}};
    const auto low = number_at(label, 0);
    if (!low || low->high == 0 || !label.substr(low->length).starts_with('-')) return {};
    const std::size_t second = low->length + 1;
    const auto high = number_at(label, second);
    if (!high || high->high <= scale.highest()) return {};
    const std::size_t end = second + high->length;
    return units.whole(trim_space(label.substr(end))) != nullptr ? std::string{label.substr(0, end)} : "";
}

bool is_several_ideographs(std::string_view form) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < form.size(); ++count) {
        const CodePoint point = code_point_at(form, i);
        if (!is_han(point.value)) return false;
        i += point.length;
    }
    return count > 1;
}

/// A scale that names its ends only: a degree word more or less could mean any of the points between.
bool names_every_point(const Scale& scale) {
    return std::none_of(scale.points.begin(), scale.points.end(),
                        [](const ScalePoint& point) { return point.label.empty(); });
}

}  // namespace

LabelMatcher::LabelMatcher(const Scale& scale) : lowest_(scale.lowest()), highest_(scale.highest()) {
    std::vector<std::pair<std::string, Named>> forms;
    const auto own = [&forms](std::string_view text, Named named) {
        std::string folded = fold_for_matching(text);
        std::string plain = with_plain_counts(folded);
        if (plain != folded) forms.emplace_back(std::move(plain), named);
        std::string compared = with_plain_expectations(folded);
        if (compared != folded) forms.emplace_back(std::move(compared), named);
        forms.emplace_back(std::move(folded), named);
    };
    for (const ScalePoint& point : scale.points) {
        for (const auto& [language, label] : point.label.all()) {
            const std::string folded = fold_for_matching(label);
            if (!is_figure(folded, point.score)) own(label, {point.score, false});
            if (scale.by_range()) own(band_of(folded, scale), {point.score, false});
        }
        for (const auto& [language, words] : point.synonyms) {
            for (const std::string& word : words) own(word, {point.score, true});
        }
    }
    std::vector<LabelForm> labels;
    for (const auto& [form, named] : forms) {
        if (!named.synonym) labels.emplace_back(form, named.score);
        if (is_several_ideographs(form)) han_forms_.push_back(form);
    }
    if (!names_every_point(scale)) {
        for (const auto& [form, named] : forms) {
            exact_.add(form, named);
            note_words(form);
            for (const std::string& same : same_strength(form)) exact_.add(same, named);
        }
        sort_words();
        return;
    }
    add_with_variants(forms);
    std::vector<std::pair<std::string, Named>> everyday;
    for (auto& [form, score] : everyday_words(labels))
        everyday.emplace_back(std::move(form), Named{score, true});
    add_with_variants(everyday);
    forms.insert(forms.end(), everyday.begin(), everyday.end());
    for (const auto& [form, named] : forms) {
        if (after_degrees(form, 0, Degree::strong) > 0) continue;
        add_opposite(form, named.score);
        if (const int* point = strong_.whole(form)) intensified_.emplace(named.score, *point);
    }
    for (const std::string_view common : {"very", "really", "extremely", "quite", "fairly", "pretty", "not",
                                          "completely", "totally", "absolutely"}) {
        note_words(common);
    }
    sort_words();
}

/// Own words first, which win over our variants of others.
void LabelMatcher::add_with_variants(const std::vector<std::pair<std::string, Named>>& forms) {
    for (const auto& [form, named] : forms) add(form, named);
    for (const auto& [form, named] : forms) {
        for (const Variant& variant : variants_of(form, 0)) {
            add(variant.form, named);
            // 超出了我的预期: each pair of rows once.
            for (const Variant& further : variants_of(variant.form, variant.row + 1))
                add(further.form, named);
        }
    }
}

void LabelMatcher::sort_words() {
    std::sort(words_.begin(), words_.end());
    words_.erase(std::unique(words_.begin(), words_.end()), words_.end());
}

void LabelMatcher::note_words(std::string_view form) {
    std::size_t end = 0;
    for (std::size_t i = 0; i < form.size(); i = end + 1) {
        end = i;
        while (end < form.size() && form[end] >= 'a' && form[end] <= 'z') ++end;
        if (end > i) words_.emplace_back(form.substr(i, end - i));
    }
}

void LabelMatcher::add(std::string_view form, Named named) {
    const int score = named.score;
    exact_.add(form, named);
    note_words(form);
    const std::size_t core = after_degrees(form, 0, Degree::strong);
    if (const std::size_t moderated = after_degrees(form, 0, Degree::mild);
        moderated > 0 && moderated < form.size()) {
        mild_.add(form.substr(moderated), score);
        if (!named.synonym && diminishes(form, 0)) diminished_.add(form.substr(moderated), score);
        if (!named.synonym && moderates(form, 0)) mild_labels_.add(form.substr(moderated), score);
    }
    if (core == 0 || core >= form.size()) {  // "well" is a degree elsewhere
        plain_.add(form, score);
        constexpr std::string_view kArticle = "a ";  // "bit of a faff"
        if (form.starts_with(kArticle)) plain_.add(form.substr(kArticle.size()), score);
    } else {
        strong_.add(form.substr(core), score);
    }
}

/// Notes the point that the negation of the plain label `form` names, when the scale has one.
void LabelMatcher::add_opposite(std::string_view form, int score) {
    const bool han = is_han(code_point_at(form, 0).value);
    for (const std::string_view prefix : {"不", "dis", "un", "in", "not "}) {
        const std::string negative = std::string{prefix}.append(form);
        if (const int* point = plain_.whole(negative)) opposite_.emplace(Negatable{score, han}, *point);
        if (const int* point = strong_.whole(negative))
            strong_opposite_.emplace(Negatable{score, han}, *point);
    }
}

std::optional<LabelMatcher::Match> LabelMatcher::at(std::string_view text, std::size_t position) const {
    std::optional<Match> best;
    const auto consider = [&best](const std::optional<Match>& match) {
        if (match && (!best || match->length > best->length)) best = match;
    };
    if (const auto* entry = exact_.at(text, position)) {
        best = Match{entry->phrase.size(), entry->meaning.score, entry->meaning.synonym};
    }
    consider(graded(text, position));
    const auto denial = negated(text, position);
    if (denial && best && denial->length == best->length) best->denied = denial->denied;
    consider(denial);
    consider(unsurpassed(text, position));
    return best;
}

/// "Couldn't be happier": no point lies beyond.
std::optional<LabelMatcher::Match> LabelMatcher::unsurpassed(std::string_view text,
                                                             std::size_t position) const {
    static const PhraseMap<bool> could{{true, {"couldn't", "could not", "can't", "cannot"}}};
    if (const auto* verb = could.at(text, position)) {  // "couldn't agree more", "couldn't agree less"
        const std::size_t core = skip_blank(text, position + verb->phrase.size());
        const auto* entry = plain_.at(text, core);
        const std::size_t end = entry == nullptr ? core : core + entry->phrase.size();
        const bool more = stands_at(text, end, " more");
        if (entry != nullptr && (more || stands_at(text, end, " less"))) {
            const int* point = strong_.whole(entry->phrase);
            const auto opposite = value_in(strong_opposite_, Negatable{entry->meaning, false});
            const auto meant = more ? (point == nullptr ? std::nullopt : std::optional{*point}) : opposite;
            if (meant) return Match{end + std::string_view{" more"}.size() - position, meant};
        }
    }
    static const PhraseMap<bool> lesser{{true,
                                         {"couldn't be less", "could not be less", "couldn't be any less",
                                          "couldn't have been less", "can't be less"}}};
    if (const auto* less = lesser.at(text, position)) {
        const std::size_t core = skip_blank(text, position + less->phrase.size());
        const auto* entry = plain_.at(text, core);
        if (entry == nullptr) return std::nullopt;
        const auto found = strong_opposite_.find(Negatable{entry->meaning, false});
        if (found == strong_opposite_.end()) return std::nullopt;
        return Match{core + entry->phrase.size() - position, found->second};
    }
    static const PhraseMap<bool> beginnings{
        {true,
         {"couldn't be", "could not be", "can't be", "cannot be", "couldn't have been", "could not have been",
          "couldn't be any", "could not be any", "couldn't have been any"}}};
    const auto* beginning = beginnings.at(text, position);
    if (beginning == nullptr) return std::nullopt;
    const std::size_t word = skip_blank(text, position + beginning->phrase.size());
    std::size_t end = word;
    while (end < text.size() && text[end] >= 'a' && text[end] <= 'z') ++end;
    for (const std::string& plain : plain_forms(text.substr(word, end - word))) {
        if (const int* point = strong_.whole(plain)) return Match{end - position, *point};
    }
    return std::nullopt;
}

/// "Agree slightly" where "slightly agree" is a label, 适应得特别好 where 非常适应 is one.
std::optional<LabelMatcher::Match> LabelMatcher::followed_by_degree(std::string_view text,
                                                                    std::size_t position) const {
    static const PhraseMap<bool> little{
        {true, {"slightly", "somewhat", "a little", "a bit", "a little bit", "mildly"}}};
    if (const auto* entry = plain_.at(text, position)) {
        const std::size_t degree = skip_blank(text, position + entry->phrase.size());
        const auto* word = little.at(text, degree);
        const int* point = diminished_.whole(entry->phrase);
        if (word != nullptr && point != nullptr)
            return Match{degree + word->phrase.size() - position, *point};
    }
    constexpr std::string_view kGood = "好";
    const auto* verb = strong_.at(text, position);
    if (verb == nullptr || !is_han(code_point_at(text, position).value)) return std::nullopt;
    const auto names = [&](std::string_view very) {
        return exact_.whole(std::string{very}.append(verb->phrase)) != nullptr;
    };
    if (!names("非常") && !names("很")) return std::nullopt;  // 解决得很好 is not for certain 完美解决
    const std::size_t particle = position + verb->phrase.size();
    const std::size_t degree = skip_blank(text, particle);
    const std::size_t good = after_degrees(text, degree, Degree::strong);
    if (degree == particle || good == degree || !text.substr(good).starts_with(kGood)) return std::nullopt;
    return Match{good + kGood.size() - position, verb->meaning};
}

std::optional<LabelMatcher::Match> LabelMatcher::graded(std::string_view text, std::size_t position) const {
    // 很满意, "so prompt", 太慢了: how people remark on what they like or not; a 4 or a 2 beside it holds.
    static const PhraseMap<bool> remarks{
        {true,
         {"很",      "很是", "太",   "真是太", "实在太", "实在是太", "真的太",   "真的很", "超",  "超级",
          "贼",      "老",   "巨",   "死",     "so",     "too",      "really",   "super",  "way", "way too",
          "far too", "real", "dead", "bloody", "proper", "awfully",  "terribly", "ever so"}}};
    if (const std::size_t core = after_degrees(text, position, Degree::strong); core > position) {
        const auto* entry = plain_.at(text, core);
        // "so pretty quick", "next day so fairly quick": no degree but a conjunction.
        const bool joins =
            text.substr(position).starts_with("so ") && after_degrees(text, core, Degree::mild) > core;
        if (const auto* strong = strong_.at(text, core))
            return Match{core + strong->phrase.size() - position, strong->meaning,
                         remarks.whole(trim_space(text.substr(position, core - position))) != nullptr};
        if (entry != nullptr && !joins) {
            // 压根没人联系我: nothing lies beyond the ends.
            const bool end = entry->meaning == lowest_ || entry->meaning == highest_;
            return Match{core + entry->phrase.size() - position,
                         end ? std::optional{entry->meaning} : std::nullopt};
        }
    }
    if (const std::string doubled = doubled_word(text, position); !doubled.empty()) {
        if (const int* point = strong_.whole(doubled)) return Match{2 * doubled.size(), *point};
    }
    constexpr std::string_view kGood =
        "好";  // 好满意: "very" only when it touches its label, and as weak as 很
    if (text.substr(position).starts_with(kGood)) {
        const std::size_t core = position + kGood.size();
        if (const auto* entry = plain_.at(text, core); entry != nullptr) {
            const int* point = strong_.whole(entry->phrase);
            if (point != nullptr) return Match{core + entry->phrase.size() - position, *point, true};
        }
    }
    if (const auto* entry = plain_.at(text, position)) {
        const std::size_t end = position + entry->phrase.size();
        const std::size_t degree_begin = end < text.size() && text[end] == ' ' ? end + 1 : end;
        if (const auto* degree = trailing_degrees().at(text, degree_begin)) {
            const int* point = strong_.whole(entry->phrase);
            return Match{degree_begin + degree->phrase.size() - position,
                         point == nullptr ? std::nullopt : std::optional{*point},
                         !degree->meaning};  // 专业没话讲，4分
        }
    }
    if (const auto match = followed_by_degree(text, position)) return match;
    if (const auto* degree = degrees().at(text, position);
        degree != nullptr &&
        degree->meaning == Degree::mild) {  // 算是基本解决: a label of its own begins with 基本
        const std::size_t next = skip_blank(text, position + degree->phrase.size());
        if (const auto own = label_within(text, position, next)) return own;
        const std::size_t all = after_degrees(text, next, Degree::mild);
        const std::size_t core = plain_.at(text, next) != nullptr ? next : all;
        const auto* like = diminishes(text, position) ? diminished_.at(text, core) : nullptr;
        if (moderates(text, position)) like = mild_labels_.at(text, core);
        if (like != nullptr && plain_.at(text, core) != nullptr)  // 略难 where 有点难 and 难 are labels
            return Match{core + like->phrase.size() - position, like->meaning, true};
        if (const auto* entry = plain_.at(text, core))
            return Match{core + entry->phrase.size() - position, entry->meaning, true};
        if (const auto* entry = mild_.at(text, core))
            return Match{core + entry->phrase.size() - position, entry->meaning};
        if (const auto* entry = strong_.at(text, core))
            return Match{core + entry->phrase.size() - position, std::nullopt};
    }
    return std::nullopt;
}

/// 还是比较满意 where 比较满意 is a label: one begins within the degree [begin, end) and goes on beyond it.
std::optional<LabelMatcher::Match> LabelMatcher::label_within(std::string_view text, std::size_t begin,
                                                              std::size_t end) const {
    for (std::size_t i = begin + code_point_at(text, begin).length; i < end;
         i += code_point_at(text, i).length) {
        const auto* own = exact_.at(text, i);
        if (own != nullptr && i + own->phrase.size() > end)
            return Match{i + own->phrase.size() - begin, own->meaning.score, own->meaning.synonym};
    }
    return std::nullopt;
}

std::optional<LabelMatcher::Match> LabelMatcher::negated(std::string_view text, std::size_t position) const {
    const auto* negation = negations().at(text, position);
    if (negation == nullptr) return std::nullopt;
    const std::size_t core = skip_blank(text, position + negation->phrase.size());
    const bool excludes = negation->phrase.starts_with("不是") || negation->phrase.starts_with("not");
    const auto* entry = plain_.at(text, core);
    if (entry == nullptr) {
        const auto further = graded(text, core);
        const auto* whole = exact_.at(text, core);
        if (!further && whole == nullptr) return std::nullopt;
        const std::size_t length =
            std::max(further ? further->length : 0, whole == nullptr ? 0 : whole->phrase.size());
        Match match{core + length - position, std::nullopt};
        match.denied =
            further && further->length == length ? further->score : std::optional{whole->meaning.score};
        match.excluded = excludes;
        return match;
    }
    std::size_t end = core + entry->phrase.size();
    Negation kind = negation->meaning;
    for (const std::string_view strengthened :
         {" at all", " whatsoever", " in the slightest", " in the least", " one bit"}) {
        if (!text.substr(end).starts_with(strengthened)) continue;
        end += strengthened.size();
        kind = Negation::strong;
    }
    Match match{end - position, std::nullopt};
    match.denied = entry->meaning;
    match.excluded = excludes;
    const Negatable negated{entry->meaning, is_han(code_point_at(entry->phrase, 0).value)};
    if (kind == Negation::plain) match.score = value_in(opposite_, negated);
    if (kind == Negation::strong) {
        match.score = value_in(strong_opposite_, negated);
        // "Not easy to use at all", where the opposite is written "not easy to use" or "difficult".
        const auto opposite = value_in(opposite_, negated);
        if (!match.score && opposite) match.score = value_in(intensified_, *opposite);
    }
    return match;
}

}  // namespace askwell::flows::reading
