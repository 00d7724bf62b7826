#include "flows/reading/choices/option_names.h"

#include <algorithm>
#include <map>
#include <set>

#include "flows/folding.h"
#include "flows/reading/text/asked.h"
#include "flows/reading/text/option_words.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

/// What stands between the names of a label with several ("App、小程序", "app/mini-program").
constexpr std::string_view kNameMarks[] = {"/", ",", "或", " or ", ";", "(", ")"};

std::vector<std::string> names_in(const std::string& label) {
    std::vector<std::string> names{label};
    for (const std::string_view mark : kNameMarks) {
        std::vector<std::string> parts;
        for (const std::string& name : names) {
            std::size_t begin = 0;
            for (std::size_t end = name.find(mark); end != std::string::npos;
                 end = name.find(mark, end + mark.size())) {
                if (mark == "," && is_digit_at(name, end + 1)) continue;  // 1,000
                parts.push_back(name.substr(begin, end - begin));
                begin = end + mark.size();
            }
            parts.push_back(name.substr(begin));
        }
        names = std::move(parts);
    }
    return names;
}

/// True where an ideograph and a letter of another script touch: 专业版Plus.
bool scripts_meet(std::string_view text, std::size_t place) {
    if (place == 0 || place >= text.size()) return false;
    const auto plain = [text](std::size_t i) { return static_cast<unsigned char>(text[i]) < 0x80; };
    if (plain(place) == plain(place - 1)) return false;
    return plain(place)
               ? text[place] >= 'a' && text[place] <= 'z'
               : text[place - 1] >= 'a' && text[place - 1] <= 'z' && is_han(code_point_at(text, place).value);
}

/// Two ideographs or more, and nothing else.
bool all_han(std::string_view text) {
    constexpr std::size_t kTwoIdeographs = 6;
    for (std::size_t i = 0; i < text.size(); i += code_point_at(text, i).length) {
        if (!is_han(code_point_at(text, i).value)) return false;
    }
    return text.size() >= kTwoIdeographs;
}

bool denies(std::string_view text) {
    static const PhraseMap<bool> negations{
        {true, {"不", "没", "未", "无", "非", "not", "no", "never", "without"}}};
    for (std::size_t i = 0; i < text.size(); i += code_point_at(text, i).length) {
        if (negations.at(text, i) != nullptr) return true;
    }
    return false;
}

/// True for the option that says none of the others holds, in words of the question ("No delays", 没有耽误)
/// or of all of them (都没用到, "Nowhere").
bool says_none(std::string_view label, std::string_view wording) {
    if (words_for_none().whole(label) != nullptr) return true;
    for (const std::string_view begin : {"都没", "都不", "全没", "nowhere", "none of"}) {
        if (label.starts_with(begin)) return true;
    }
    for (const std::string_view begin : {"没有", "没", "无", "no "}) {
        const bool more = label.starts_with(begin) && label.size() > begin.size();
        if (more && wording.find(label.substr(begin.size())) != std::string_view::npos) return true;
    }
    return false;
}

/// The English words of a name that are long enough to be told from others, without those of any name; those
/// with a hyphen also in one ("wifi").
std::vector<std::string> words_in(std::string_view name) {
    constexpr std::size_t kShortest = 3;
    std::vector<std::string> words(1);
    std::vector<std::string> joined(1);
    for (const char c : name) {
        if (c >= 'a' && c <= 'z') {
            words.back() += c;
            joined.back() += c;
            continue;
        }
        if (!words.back().empty()) words.emplace_back();
        if (c != '-' && !joined.back().empty()) joined.emplace_back();
    }
    for (std::string& word : joined) {
        if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(std::move(word));
    }
    static const PhraseMap<bool> any_name{
        {true, {"fine", "best", "good", "want", "like", "give",   "send",    "just",  "back", "get",
                "make", "with", "your", "you",  "this", "that",   "need",    "the",   "for",  "was",
                "not",  "can",  "any",  "all",  "and",  "mobile", "nothing", "member"}}};
    std::erase_if(words, [](const std::string& word) {
        return word.size() < kShortest || any_name.whole(word) != nullptr;
    });
    return words;
}

/// True when `typed` is `word` with a letter left out, doubled or added, or two neighbours changed places; in
/// long words also with a wrong one. First and last letters stand, lest "pricey" be "price" and "table"
/// "tablet"; "sending" is no slip for "spending".
bool one_slip_apart(std::string_view typed, std::string_view word) {
    constexpr std::size_t kShortest = 5;
    constexpr std::size_t kLong = 8;
    static const PhraseMap<bool> other_words{
        {true,
         {"sending", "there", "quite", "quiet", "trail", "trial", "through", "though", "thought", "trough"}}};
    if (other_words.whole(typed) != nullptr) return false;
    if (word.size() < kShortest || typed.size() < kShortest - 1 || typed.front() != word.front())
        return false;
    if (typed.back() != word.back()) {  // onlien
        const std::size_t kept = typed.size() - 2;
        return typed.size() == word.size() && typed.substr(0, kept) == word.substr(0, kept) &&
               typed[kept] == word[kept + 1] && typed[kept + 1] == word[kept];
    }
    const auto same = std::mismatch(typed.begin(), typed.end(), word.begin(), word.end());
    const std::string_view a{same.first, typed.end()};
    const std::string_view b{same.second, word.end()};
    if (a.size() == b.size() + 1) return a.substr(1) == b;
    if (a.size() + 1 == b.size()) return a == b.substr(1);
    if (a.size() + 2 == b.size() && word.size() > kLong) return a == b.substr(2);  // effi(ci)ency
    if (a.size() != b.size() || a.size() < 2) return false;
    const bool swapped = a[0] == b[1] && a[1] == b[0] && a.substr(2) == b.substr(2);
    return swapped || (word.size() >= kLong && a.substr(1) == b.substr(1));
}

/// "Promotion" and "promoted": seven letters or more that differ in a noun's or a verb's ending.
bool same_stem(std::string_view typed, std::string_view word) {
    constexpr std::ptrdiff_t kShortest = 6;
    static const PhraseMap<bool> endings{
        {true, {"ion", "ions", "ed", "e", "ing", "ement", "er", "or", "ation"}}};
    const auto same = std::mismatch(typed.begin(), typed.end(), word.begin(), word.end());
    const auto ends = [](std::string_view ending) {
        return ending.empty() || endings.whole(ending) != nullptr;
    };
    return same.first - typed.begin() >= kShortest && ends({same.first, typed.end()}) &&
           ends({same.second, word.end()});
}

/// `word` as it sounds: "telefone" is "telephone", "complane" "complain".
std::string as_it_sounds(std::string_view word) {
    std::string sound;
    constexpr std::string_view kLongA = "ane";
    constexpr std::size_t kShortest = 7;
    if (word.size() >= kShortest && word.ends_with(kLongA))
        return as_it_sounds(word.substr(0, word.size() - kLongA.size())) + "ain";
    for (std::size_t i = 0; i < word.size(); ++i) {
        const bool ph = word.substr(i).starts_with("ph");
        sound += ph ? 'f' : word[i];
        if (ph) ++i;
    }
    return sound;
}

/// What sounds alike begins with the same letter, "f" with "ph" at most: cheaper to ask than the sound.
bool may_sound_alike(std::string_view word, std::string_view other) {
    const auto first = [](std::string_view text) { return text.starts_with("ph") ? 'f' : text.front(); };
    return !word.empty() && !other.empty() && first(word) == first(other);
}

/// The English word at `position`, or "".
std::string_view word_from(std::string_view text, std::size_t position) {
    std::size_t end = position;
    while (end < text.size() && text[end] >= 'a' && text[end] <= 'z') ++end;
    return text.substr(position, end - position);
}

/// "Cst" for "cost".
std::string without_vowels(std::string_view word) {
    std::string consonants;
    for (const char letter : word) {
        if (consonants.empty() || std::string_view{"aeiou"}.find(letter) == std::string_view::npos)
            consonants += letter;
    }
    return consonants;
}

/// The end of the abbreviation of `label`, of two words or more, that stands at `position`; or `position`. Of
/// every word three letters stand at least.
std::size_t after_abbreviation(std::string_view text, std::size_t position, std::string_view label) {
    constexpr std::size_t kShortest = 3;
    if (!word_boundary(text, position)) return position;
    std::size_t end = position;
    int words = 0;
    bool cut = false;
    for (std::size_t place = 0; place < label.size(); ++words) {
        const std::string_view whole = word_from(label, place);
        const std::string_view written = word_from(text, end);
        const bool short_for = whole.starts_with(written) || written == without_vowels(whole);
        if (written.size() < kShortest || !short_for) return position;
        cut = cut || written.size() < whole.size();
        place += whole.size();
        end += written.size();
        if (!word_boundary(text, end) || (place < label.size() && label[place] != ' ')) return position;
        if (place == label.size()) break;
        ++place;
        if (text.substr(end).starts_with(". ")) ++end;
        if (end >= text.size() || text[end] != ' ') return position;
        ++end;
    }
    return cut && words > 0 ? end : position;
}

bool part_may_end(std::string_view text, std::size_t end) {
    if (end >= text.size() || !is_han(code_point_at(text, end).value)) return true;
    const auto* word = option_words().at(text, end);
    return word != nullptr && (word->meaning == OptionWord::joint || word->meaning == OptionWord::wrap);
}

}  // namespace

OptionNames::OptionNames(const Question& question)
    : bands_(question), frequencies_(frequencies_of_options(question)) {
    const std::vector<Option>& options = question.options;
    for (Index i = 0; i < options.size(); ++i) {
        for (const auto& [language, label] : options[i].label.all()) add_label(label, i);
    }
    add_synonyms(options);
    const std::string& wording = wording_of(question);
    for (const auto& [label, index] : labels_) {
        for (const std::string& name : names_in(label)) add(name, index, true);
        if (says_none(label, question.type == QuestionType::multi ? wording : std::string{})) empty_ = index;
    }
    for (const auto& [label, index] : labels_) {
        if (!frequencies_.empty() && !first_time_ && names_first_time(label)) first_time_ = index;
    }
    add_variants();
    for (Index i = 0; i < options.size(); ++i) {
        if (!options[i].other) continue;
        for (const auto& word : kOtherWords) names_.add(word, i);
        for (const auto& [language, words] : options[i].other_words) {
            for (const std::string& word : words) unlisted_.add(word, i);
        }
    }
}

void OptionNames::add_synonyms(const std::vector<Option>& options) {
    std::map<std::string, std::set<Index>> meant;
    for (Index i = 0; i < options.size(); ++i) {
        for (const auto& [language, synonyms] : options[i].synonyms) {
            for (const std::string& synonym : synonyms) meant[fold_for_matching(synonym)].insert(i);
        }
    }
    for (auto& [synonym, of] : meant) {
        for (const Index index : of) synonyms_.emplace_back(synonym, index);
        if (of.size() == 1) {
            add(synonym, *of.begin(), false);
        } else {
            shared_.add_folded(synonym, std::move(of));
        }
    }
}

/// The spellings of a name that differ in blanks and hyphens, or in the mark of a range.
void OptionNames::add(std::string_view name, Index index, bool label) {
    const std::string folded = fold_for_matching(name);
    names_.add(folded, index);
    if (all_han(folded)) han_names_.push_back(folded);
    if (!denies(folded)) {
        constexpr std::ptrdiff_t kMostBlanks = 1;  // of a name of three words or more no word stands for it
        const bool by_word = label || std::count(folded.begin(), folded.end(), ' ') <= kMostBlanks;
        for (std::string& word : by_word ? words_in(folded) : std::vector<std::string>{}) {
            // "Work here" is staff, "a customer here" is not; nor "still broken" what "still usable" is.
            static const PhraseMap<bool> beside{{true, {"here", "still", "totally", "completely", "even"}}};
            if (label || beside.whole(word) == nullptr) words_.emplace_back(std::move(word), index);
        }
    }
    bool varies = folded.find_first_of("- ") != std::string::npos;
    for (std::size_t i = 1; i < folded.size() && !varies; ++i) varies = scripts_meet(folded, i);
    if (!varies) return;
    for (const std::string_view mark : {" ", "", "-", " - ", "到", "至", " to ", "~"}) {
        std::string variant;
        for (std::size_t i = 0; i < folded.size(); ++i) {
            const bool range = is_digit_at(folded, i + 1) && i > 0 && is_digit_at(folded, i - 1);
            const bool fits = range == (mark.size() > 1 || mark == "~");
            if (fits && (folded[i] == '-' || (folded[i] == ' ' && !range))) {
                variant += mark;
            } else {
                variant += folded[i];
            }
            if (mark == " " && scripts_meet(folded, i + 1)) variant += ' ';
        }
        names_.add(variant, index);
    }
}

/// 退休了 is said with words between, 打款慢 as 打款也慢, 打款特别慢, unless that is another name.
void OptionNames::add_variants() {
    constexpr std::size_t kIdeograph = 3;
    constexpr std::string_view kDegrees[] = {"也",   "很",   "太",   "真",     "好",   "挺",  "特别",
                                             "非常", "有点", "有些", "实在太", "也很", "也太"};
    static const PhraseMap<bool> qualities{
        {true, {"慢", "差", "贵", "久", "少", "多", "大", "小", "近", "远", "乱", "脏", "吵", "旧", "好"}}};
    constexpr std::string_view kDone = "了";
    for (const auto& [name, index] : synonyms_) {  // 退休了: 退休五年了
        if (!name.ends_with(kDone) || name.size() <= 2 * kIdeograph || !all_han(name)) continue;
        const std::string_view verb = std::string_view{name}.substr(0, name.size() - kIdeograph);
        if (names_.whole(verb) == nullptr) names_.add(verb, index);
    }
    std::vector<std::pair<std::string, Index>> known = synonyms_;
    known.insert(known.end(), labels_.begin(), labels_.end());
    for (const auto& [name, index] : known) {
        if (name.size() <= 2 * kIdeograph || !all_han(name) || denies(name)) continue;
        const std::size_t last = name.size() - kIdeograph;
        if (qualities.at(name, last) == nullptr) continue;
        for (const std::string_view degree : kDegrees) {
            std::string said = name;
            said.insert(last, degree);
            if (names_.whole(said) == nullptr) names_.add(said, index);
        }
    }
}

void OptionNames::add_label(const std::string& label, Index index) {
    add(label, index, true);
    labels_.emplace_back(fold_for_matching(label), index);
}

std::optional<Index> OptionNames::whole(std::string_view text) const {
    if (const Index* found = names_.whole(text)) return *found;
    return words_for_none().whole(text) != nullptr ? empty_ : std::nullopt;
}

std::optional<Index> OptionNames::like(std::string_view word) const {
    constexpr std::size_t kShortestStem = 3;
    for (const std::string_view ending : {"s", "d", "ed", "ing"}) {
        if (!word.ends_with(ending) || word.size() < kShortestStem + ending.size()) continue;
        if (const Index* found = names_.whole(word.substr(0, word.size() - ending.size()))) return *found;
    }
    return only_word(word, [this](const std::string& name, Index index) {
        const Index* named = names_.whole(name);
        return named != nullptr && *named == index;
    });
}

std::optional<Index> OptionNames::with_word(std::string_view word) const {
    if (const auto found = only_word(word, [](const std::string&, Index) { return true; })) return found;
    static const PhraseMap<bool> spans{{true, {"time", "day", "week", "month", "year", "hour"}}};
    if (word.ends_with('s') || spans.whole(word) != nullptr) return std::nullopt;
    // "Loan" is "Loans"; "lad" with a slip is not "loads".
    const std::string plural = std::string{word} + 's';
    return only_word(plural, [&plural](const std::string& name, Index) { return name == plural; });
}

std::optional<Index> OptionNames::cut_short(std::string_view word) const {
    constexpr std::size_t kShortest = 3;
    if (word.size() < kShortest) return std::nullopt;
    std::set<Index> found;
    for (const auto& [name, index] : words_) {
        const Index* const whole = names_.whole(name);
        const bool by_itself = whole != nullptr && *whole == index;
        if (by_itself && 2 * word.size() <= name.size() + 1 && name.starts_with(word)) found.insert(index);
    }
    return found.size() == 1 ? std::optional{*found.begin()} : std::nullopt;
}

template <typename Counts>
std::optional<Index> OptionNames::only_word(std::string_view word, Counts counts) const {
    std::set<Index> found;
    const std::string sound = as_it_sounds(word);
    for (const auto& [name, index] : words_) {
        const bool same = name == word || same_stem(word, name) || one_slip_apart(word, name) ||
                          (may_sound_alike(word, name) && as_it_sounds(name) == sound);
        if (same && counts(name, index)) found.insert(index);
    }
    return found.size() == 1 ? std::optional{*found.begin()} : std::nullopt;
}

std::optional<Index> OptionNames::with_part(std::string_view part) const {
    constexpr std::size_t kShortest = 3;  // bytes: three letters, or one ideograph
    if (part.empty() || part.size() < (is_han(code_point_at(part, 0).value) ? 2 * kShortest : kShortest))
        return std::nullopt;
    std::set<Index> found;
    for (const auto& [label, index] : labels_) {
        if (denies(label) && !denies(part)) continue;  // 问题 is not 问题没解决
        for (std::size_t place = label.find(part); place != std::string::npos;
             place = label.find(part, place + 1)) {
            if (word_boundary(label, place)) found.insert(index);
        }
    }
    for (const auto& [synonym, index] : synonyms_) {  // 公司: 公司员工, or 公司客户
        if (found.size() == 1 && !found.contains(index) && synonym.starts_with(part)) found.insert(index);
    }
    return found.size() == 1 ? std::optional{*found.begin()} : std::nullopt;
}

std::pair<std::size_t, Index> OptionNames::part_at(std::string_view text, std::size_t position) const {
    constexpr std::size_t kLongest = 8 * 3;
    for (std::size_t end = position; end < text.size() && end - position < kLongest;) {
        const CodePoint point = code_point_at(text, end);
        if (!is_han(point.value)) break;
        end += point.length;
        if (!part_may_end(text, end)) continue;
        if (const auto option = with_part(text.substr(position, end - position)))
            return {end - position, *option};
    }
    return {0, 0};
}

std::pair<std::size_t, std::set<Index>> OptionNames::shared_at(std::string_view text,
                                                               std::size_t position) const {
    constexpr std::size_t kTwoIdeographs = 6;
    constexpr std::size_t kShortest = 4;
    if (!word_boundary(text, position)) return {};
    std::string_view word = text.substr(position, kTwoIdeographs);
    if (!is_han(code_point_at(text, position).value)) word = word_from(text, position);
    if (word.size() < kShortest || denies(word)) return {};
    std::set<Index> options;
    for (const auto& [label, index] : labels_) {
        for (std::size_t place = label.find(word); place != std::string::npos;
             place = label.find(word, place + 1)) {
            if (word_boundary(label, place) && word_boundary(label, place + word.size()))
                options.insert(index);
        }
    }
    if (options.size() < 2) return {};
    return {word.size(), std::move(options)};
}

std::pair<std::size_t, Index> OptionNames::abbreviated_at(std::string_view text, std::size_t position) const {
    std::size_t length = 0;
    std::set<Index> options;
    for (const auto& [label, index] : labels_) {
        const std::size_t end = after_abbreviation(text, position, label);
        if (end == position) continue;
        length = end - position;
        options.insert(index);
    }
    if (options.size() != 1) return {0, 0};
    return {length, *options.begin()};
}

const OptionNames& names_of(const Question& question) {
    return question.memo.of<OptionNames>([&question] { return OptionNames{question}; });
}

}  // namespace askwell::flows::reading
