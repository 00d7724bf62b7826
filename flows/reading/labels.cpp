#include "flows/reading/labels.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "flows/reading.h"

namespace askwell::flows::reading {
namespace {

enum class Degree {
    strong,
    mild,
    none,  ///< looks like one but is part of a word: 超出预期
};

const PhraseMap<Degree>& degrees() {
    // clang-format off
    static const PhraseMap<Degree> map{
        {Degree::strong,
         {"非常", "十分", "特别", "极其", "极为", "极度", "极", "超级", "超", "非长", "飞常", "灰常", "很", "很是", "太", "超超", "完全",
          "彻底", "强烈", "一点", "一点都", "一点也", "根本", "压根", "压根儿", "丝毫", "百分百", "百分之百", "绝对", "无比", "巨", "老", "贼", "相当相当", "远", "远远", "大大",
          "very", "extremely", "really", "super", "so", "highly", "completely", "totally", "absolutely",
          "fully", "entirely", "100%", "perfectly", "incredibly", "utterly", "most", "far", "well", "much",
          "way", "v", "vry", "too", "strongly", "greatly", "deeply", "wholly", "thoroughly",
          "truly", "immensely", "dead", "proper", "real", "bloody", "hella", "damn", "awfully", "terribly", "ever so", "exceptionally", "exceedingly",
          "tremendously", "hugely", "unbelievably", "insanely", "ridiculously", "remarkably", "beyond", "couldn't be more",
          "could not be more", "couldn't have been more", "could not have been more", "can't be more", "cannot be more", "不能更", "不能再", "没法更",
          "verry", "realy", "extremly", "格外", "超级无敌", "无敌", "超级超级", "尤为", "相当之", "贼拉", "那叫一个", "真是太", "实在太", "实在是太", "真的太", "真的很", "真的非常"}},
        {Degree::mild,
         {"比较", "较", "较为", "挺", "蛮", "还算", "还是比较", "还是挺", "算是", "也算", "也算是", "还算是", "基本算", "基本算是", "基本上算", "基本上算是", "有点", "有点儿", "有一点", "有些",
          "稍微", "稍", "略", "quite", "fairly", "pretty", "rather", "somewhat", "mostly", "reasonably",
          "generally", "基本", "基本上", "大体", "大体上", "大致", "大致上", "总体", "a bit", "a little", "slightly", "moderately", "relatively", "decently", "kind of", "kinda", "sort of", "sorta",
          "bit", "bit too", "bit of a", "tad", "a little bit", "a little bit too", "a bit too", "a little too", "a tad", "a tad too", "a touch", "a smidge", "a smidgen", "a shade", "mildly", "ever so slightly", "slightly too", "a bit on the", "a tad bit",
          "一丢丢", "有一丢丢", "有那么点", "有那么点儿", "有那么一点", "多少有点", "多少有些", "略显", "略微", "略有点", "略嫌", "稍显", "稍嫌", "稍稍", "稍微有点", "稍有些", "偏", "怪", "些许", "有点偏", "有点太"}},
        {Degree::none, {"超出", "超过", "超预期", "超期望", "超期待", "太阳", "so-so", "so so"}},
    };
    // clang-format on
    return map;
}

/// Intensifiers that follow their word: 满意极了.
const PhraseMap<bool>& trailing_degrees() {
    static const PhraseMap<bool> map{
        {true, {"极了", "得很", "的很",     "滴很",     "得不得了", "的不得了", "得不行",     "的不行",
                "透了", "透顶", "死了",     "得要死",   "得要命",   "坏了",     "得一塌糊涂", "到不行",
                "到爆", "爆了", "得没话说", "得没的说", "得没得说", "得飞起",   "惨了"}}};
    return map;
}

enum class Negation {
    plain,     ///< 不, 不太, "not very": the plain opposite
    strong,    ///< 一点都不, "not at all": the intensified opposite
    elevated,  ///< 不是非常, "not extremely": short of the top, no one knows how far
};

const PhraseMap<Negation>& negations() {
    // clang-format off
    static const PhraseMap<Negation> map{
        {Negation::plain,
         {"不", "不太", "不大", "不怎么", "不够", "不算", "不很", "不是很", "不是太", "不是特别",
          "不是那么", "没那么", "没有那么", "没有很", "没", "没有", "不是", "并不", "并不是", "说不上多", "谈不上多", "算不上多", "算不得", "not all that", "不能算", "不咋", "不甚", "算不上", "不算很", "并没有", "并没", "还不", "还没", "don't", "do not", "dont", "didn't", "not", "not very", "not really", "not so",
          "not too", "not that", "not quite", "isn't", "wasn't", "aren't", "weren't", "am not",
          "not particularly", "not exactly", "isnt", "wasnt"}},
        {Negation::strong,
         {"一点都不", "一点也不", "一点儿都不", "一点儿也不", "完全不", "根本不", "毫不", "绝不", "丝毫不",
          "非常不", "not at all", "not in the least", "not remotely", "absolutely not", "totally not",
          "completely not"}},
        {Negation::elevated,
         {"谈不上", "称不上", "说不上", "wouldn't say", "i wouldn't say", "wouldn't call it", "i wouldn't call it", "不是非常", "不是十分", "不是完全", "没有完全", "没完全", "不完全", "没有非常", "没有特别",
          "没有彻底", "not extremely", "not completely", "never", "not fully", "not totally", "not entirely",
          "not super", "not perfectly", "not highly", "neither", "nor"}},
    };
    // clang-format on
    return map;
}

/// Words that rating labels use for one another. A reply may use any word of a row where the label has
/// another of it.
using Row = std::vector<std::string_view>;
const std::vector<Row>& interchangeable() {
    static const std::vector<Row> rows{
        {"便捷", "方便", "便利", "方便快捷", "快捷方便"},
        {"解决", "搞定", "修好", "弄好", "处理好", "办好", "搞好", "解决到", "解决掉", "修理好", "弄妥",
         "办妥"},
        {"准确", "准却", "准缺"},
        {"及时", "即时", "急时"},
        {"耐心", "奈心"},
        {"专业", "专页"},
        {"一次就", "一趟就", "一回就", "1次就", "来一次就", "来了一次就", "来了一趟就", "来一趟就",
         "上门一次就", "上门一趟就", "跑一趟就", "一次性"},
        {"very", "verry"},
        {"一部分", "部分", "一半", "一小半"},
        {"繁琐", "麻烦", "复杂", "繁杂", "烦琐"},
        {"清楚", "清晰", "清楚明白", "清晰明了", "清楚明了"},
        {"高于", "超出", "超过", "超", "超出了", "超过了"},
        {"跟", "和", "与"},
        {"想的",       "我想的",   "想象的",   "想象中",   "想象中的", "我想象中", "我以为的",
         "以为的",     "我预想的", "我期望的", "我期待的", "原来想的", "原先想的", "我想象的",
         "我想象中的", "预想的",   "预想中的", "预期的",   "我预期的", "期望的",   "期待的"},
        {"好几次", "多次",   "几次",   "两次", "三次", "四次", "五次",   "两三次", "三四次",
         "四五次", "很多次", "好多次", "n次",  "2次",  "3次",  "4次",    "5次",    "好几趟",
         "几趟",   "两趟",   "三趟",   "四趟", "2趟",  "3趟",  "好几回", "两回",   "三回"},
        {"several tries",    "two tries",     "three tries",       "four tries",     "2 tries",
         "3 tries",          "4 tries",       "a few tries",       "many tries",     "multiple tries",
         "several attempts", "two attempts",  "three attempts",    "2 attempts",     "3 attempts",
         "a few attempts",   "many attempts", "multiple attempts", "several visits", "two visits",
         "three visits",     "three goes",    "two goes",          "several goes",   "a few goes",
         "four goes",        "3 goes",        "four attempts",     "four visits",    "a few visits",
         "3 attempts",       "4 visits",      "multiple visits",   "2 visits",       "3 visits"},
        {"预期", "期望", "期待", "我的预期", "我的期望", "我的期待", "心理预期", "我预期"},
        {"没有", "没", "未"},
        {"较好", "比较好", "较好地", "较好的"},
        {"完美", "圆满"},
        {"彻底", "彻彻底底", "完完全全", "完全彻底"},
        {"一般",         "一般般",     "普通",       "中等",           "一般吧",
         "马马虎虎",     "凑合",       "不好不坏",   "不好也不坏",     "中规中矩",
         "平平",         "不快不慢",   "不难不易",   "不算好也不算坏", "说不上好也说不上坏",
         "既不好也不坏", "说不上好坏", "谈不上好坏", "还凑合",         "凑合吧",
         "凑活",         "普普通通",   "一般化",     "中不溜",         "平平常常",
         "平平无奇",     "马虎",       "马马虎虎吧"},
        {"neutral", "average", "so-so", "so so", "neither satisfied nor dissatisfied", "in the middle",
         "in between", "neither good nor bad", "neither great nor terrible", "not good not bad",
         "neither one nor the other", "middle of the road", "middling", "run of the mill",
         "neither here nor there", "ordinary"},
        {"dissatisfied", "unsatisfied", "unhappy", "dissapointed", "disappointed"},
        {"satisfied", "happy", "pleased", "content", "chuffed"},
        {"took", "took him", "took her", "took them", "took you", "took me", "took us", "takes", "needed"},
        {"cumbersome", "complicated", "tedious"},
        {"convenient", "easy", "simple"},
        {"solved", "resolved", "fixed", "sorted", "sorted out", "repaired", "mended"},
        {"on the first try", "first try", "first time", "the first time", "first time round",
         "at the first attempt", "at the first try", "on the first attempt", "in one go", "in one visit",
         "on the first visit", "first visit", "on the first go", "first go", "at first attempt",
         "on first visit", "in a single visit", "with one visit", "in just one visit"},
        {"several goes", "couple of goes", "a couple of goes", "a couple of visits", "a couple of tries",
         "a couple of attempts", "a couple of trips", "several trips", "two trips", "three trips", "2 trips",
         "3 trips"},
        {"far above", "far beyond", "well above", "way above"},
        {"far below", "well below", "way below"},
        {"far too", "way too", "much too"},
        {"得", "的"},
        {"满意", "满义", "漫意"},
        {"清楚", "请楚", "清处"},
        {"一般", "一班"},
        {"差", "不好", "差劲"},
        {"poor", "bad"},
        {"有时", "有时候"},
        {"很少", "极少"},
        {"从不", "从来不", "从来没有"},
    };
    return rows;
}

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

bool contains_word(std::string_view text, std::string_view word, std::size_t& place) {
    for (place = text.find(word); place != std::string_view::npos; place = text.find(word, place + 1)) {
        if (stands_at(text, place, word)) return true;
    }
    return false;
}

/// `form` with one of its words changed for another of the same row.
std::vector<std::string> variants_of(const std::string& form) {
    std::vector<std::string> variants;
    for (const Row& row : interchangeable()) {
        std::string_view present;
        std::size_t place = 0;
        for (const std::string_view word : row) {
            std::size_t found = 0;
            if (word.size() > present.size() && contains_word(form, word, found)) {
                present = word;
                place = found;
            }
        }
        if (present.empty()) continue;
        for (const std::string_view word : row) {
            if (word != present) variants.push_back(std::string{form}.replace(place, present.size(), word));
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

/// A scale that names its ends only: a degree word more or less could mean any of the points between.
bool names_every_point(const Scale& scale) {
    return std::none_of(scale.points.begin(), scale.points.end(),
                        [](const ScalePoint& point) { return point.label.empty(); });
}

}  // namespace

LabelMatcher::LabelMatcher(const Scale& scale) {
    std::vector<std::pair<std::string, Named>> forms;
    const auto own = [&forms](std::string_view text, Named named) {
        forms.emplace_back(fold_for_matching(text), named);
    };
    for (const ScalePoint& point : scale.points) {
        for (const auto& [language, label] : point.label.all()) own(label, {point.score, false});
        for (const auto& [language, words] : point.synonyms) {
            for (const std::string& word : words) own(word, {point.score, true});
        }
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
    for (const auto& [form, named] : forms) add(form, named);
    for (const auto& [form, named] : forms) {  // after all own words, which win over our variants of others
        for (const std::string& variant : variants_of(form)) {
            add(variant, named);
            for (const std::string& further : variants_of(variant)) add(further, named);  // 超出了我的预期
        }
    }
    for (const auto& [form, named] : forms) {
        if (after_degrees(form, 0, Degree::strong) == 0) add_opposite(form, named.score);
    }
    for (const std::string_view common :
         {"very", "really", "extremely", "quite", "fairly", "pretty", "not"}) {
        note_words(common);
    }
    sort_words();
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
    }
    if (core == 0 || core >= form.size()) {  // "well" is a degree elsewhere
        plain_.add(form, score);
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
    consider(negated(text, position));
    consider(unsurpassed(text, position));
    return best;
}

/// "Couldn't be happier": no point lies beyond.
std::optional<LabelMatcher::Match> LabelMatcher::unsurpassed(std::string_view text,
                                                             std::size_t position) const {
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

std::optional<LabelMatcher::Match> LabelMatcher::graded(std::string_view text, std::size_t position) const {
    if (const std::size_t core = after_degrees(text, position, Degree::strong); core > position) {
        if (const auto* entry = strong_.at(text, core))
            return Match{core + entry->phrase.size() - position, entry->meaning};
        if (const auto* entry = plain_.at(text, core))
            return Match{core + entry->phrase.size() - position, std::nullopt};
    }
    if (const std::string doubled = doubled_word(text, position); !doubled.empty()) {
        if (const int* point = strong_.whole(doubled)) return Match{2 * doubled.size(), *point};
    }
    constexpr std::string_view kGood = "好";  // 好满意: "very" only when it touches its label
    if (text.substr(position).starts_with(kGood)) {
        const std::size_t core = position + kGood.size();
        if (const auto* entry = plain_.at(text, core); entry != nullptr) {
            const int* point = strong_.whole(entry->phrase);
            if (point != nullptr) return Match{core + entry->phrase.size() - position, *point};
        }
    }
    if (const auto* entry = plain_.at(text, position)) {
        const std::size_t end = position + entry->phrase.size();
        if (const auto* degree = trailing_degrees().at(text, end)) {
            const int* point = strong_.whole(entry->phrase);
            return Match{end + degree->phrase.size() - position,
                         point == nullptr ? std::nullopt : std::optional{*point}};
        }
    }
    if (const auto* degree = degrees().at(text, position);
        degree != nullptr &&
        degree->meaning == Degree::mild) {  // 算是基本解决: a label of its own begins with 基本
        const std::size_t next = skip_blank(text, position + degree->phrase.size());
        const std::size_t all = after_degrees(text, next, Degree::mild);
        const std::size_t core = plain_.at(text, next) != nullptr ? next : all;
        if (const auto* entry = plain_.at(text, core))
            return Match{core + entry->phrase.size() - position, entry->meaning, true};
        if (const auto* entry = mild_.at(text, core))
            return Match{core + entry->phrase.size() - position, entry->meaning};
        if (const auto* entry = strong_.at(text, core))
            return Match{core + entry->phrase.size() - position, std::nullopt};
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
    for (const std::string_view strengthened : {" at all", " whatsoever"}) {
        if (!text.substr(end).starts_with(strengthened)) continue;
        end += strengthened.size();
        kind = Negation::strong;
    }
    Match match{end - position, std::nullopt};
    match.denied = entry->meaning;
    match.excluded = excludes;
    const auto& opposites = kind == Negation::strong ? strong_opposite_ : opposite_;
    const Negatable negated{entry->meaning, is_han(code_point_at(entry->phrase, 0).value)};
    if (kind != Negation::elevated) {
        if (const auto found = opposites.find(negated); found != opposites.end()) match.score = found->second;
    }
    return match;
}

const LabelMatcher& matcher_for(const Scale& scale) {
    constexpr std::size_t kKept = 128;
    thread_local std::map<std::string, LabelMatcher> kept;
    std::string key;
    const auto note = [&key](std::string_view text) { key.append(text).push_back('\0'); };
    for (const ScalePoint& point : scale.points) {
        note(std::to_string(point.score));
        for (const auto& [language, label] : point.label.all()) note(label);
        for (const auto& [language, words] : point.synonyms) {
            for (const std::string& word : words) note(word);
        }
    }
    if (const auto found = kept.find(key); found != kept.end()) return found->second;
    if (kept.size() >= kKept) kept.clear();
    return kept.emplace(std::move(key), LabelMatcher{scale}).first->second;
}

}  // namespace askwell::flows::reading
