#include "flows/reading/choices/option_figures.h"

#include <algorithm>

#include "flows/reading/text/asked.h"
#include "flows/reading/text/option_words.h"
#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {
namespace {

/// "1and3", "1n3".
constexpr std::string_view kJoints[] = {"and", "n"};

bool is_han_at(std::string_view text, std::size_t place) {
    return place < text.size() && is_han(code_point_at(text, place).value);
}

/// What may follow an option's number, with or without a blank (2号, 1和3都有).
bool follows_choice(std::string_view word) {
    // clang-format off
    static const PhraseMap<bool> words{
        {true,
         {"号", "选项", "和", "与", "及", "以及", "还有", "跟", "加", "也", "都", "吧", "啊", "是", "了",
          "的", "就是", "因为", "看情况", "看天气", "看心情", "看时间", "看运气", "视情况", "差不多", "各半", "一半一半", "居多", "为多", "之间", "可能", "也许", "大概", "应该", "同时", "一起", "有时", "偶尔", "经常", "轮着", "轮流", "但是", "但", "不过", "主要", "或", "或者", "还是", "到", "至", "呢", "哦", "呗", "嘛", "哈", "喽", "咯", "啦", "噢", "哟", "嘞", "呀", "喔",
          "谢谢", "就", "就行", "就好", "就可以", "个选项", "这个", "那个", "影响", "受影响", "受到", "这两", "这俩", "最大", "最多", "最合适", "最符合", "最接近", "最像", "比较合适", "合适", "比较", "为主", "更", "尤其", "确实", "真的", "两个", "两项", "三项", "都有", "都选", "都是", "没有", "没",
          "不是", "不", "没用", "第", "全部", "全", "全选", "全都", "通通", "统统"}},
    };
    // clang-format on
    return words.at(word, 0) != nullptr;
}

/// 第3个 names, 3个 counts.
bool follows_either(std::string_view word) {
    static const PhraseMap<bool> words{{true, {"个", "项", "种", "样", "条", "类", "点"}}};
    return words.at(word, 0) != nullptr && !word.starts_with("个选项");
}

bool counter_after_blank(std::string_view word) {
    static const PhraseMap<bool> counters{
        {true, {"次", "天", "分钟", "小时", "个", "位", "名", "人", "号楼", "楼", "元", "块", "年", "月"}}};
    return counters.at(word, 0) != nullptr;
}

/// 3号窗口: which of several things or people it is.
bool numbers_a_thing(std::string_view text, std::size_t end) {
    static const PhraseMap<bool> things{
        {true, {"窗口", "柜台", "柜", "机", "楼", "店",   "门", "线", "员工", "客服", "坐席", "座席",
                "师傅", "技师", "桌", "房", "厅", "包间", "车", "院", "工位", "仓库", "设备"}}};
    constexpr std::string_view kNumber = "号";
    return text.substr(end).starts_with(kNumber) && things.at(text, end + kNumber.size()) != nullptr;
}

/// 第3个页面, 第二个师傅: a thing or a person told by its turn, and no option.
bool orders_a_thing(std::string_view text, std::size_t place) {
    static const PhraseMap<bool> things{
        {true, {"页面", "界面", "画面", "按钮", "窗口", "菜单", "师傅", "技师", "客服", "坐席",
                "同事", "人",   "员工", "经理", "电话", "月",   "星期", "礼拜", "小时", "钟头",
                "年头", "单子", "订单", "工单", "客户", "顾客", "路口", "门"}}};
    return things.at(text, place) != nullptr;
}

/// 2号下午, 3号开始的: the day of the month.
bool day_of_month(std::string_view text, std::size_t end) {
    static const PhraseMap<bool> times{
        {true, {"上午", "下午", "早上",   "中午",   "晚上",   "凌晨", "那天", "当天", "前后",  "左右",
                "开始", "起就", "起一直", "到现在", "到今天", "至今", "以来", "以后", "之后",  "以前",
                "之前", "又",   "再次",   "才来",   "才有人", "约的", "开会", "要开", "有会",  "再说",
                "再看", "再定", "才开",   "才定",   "才知道", "才有", "才能", "回来", "发工资"}}};
    constexpr std::string_view kDay = "号";
    return text.substr(end).starts_with(kDay) && times.at(text, end + kDay.size()) != nullptr;
}

bool is_unit(std::string_view text, std::size_t place) {
    static const PhraseMap<bool> units{
        {true,
         {"star",    "stars",   "point",   "points",    "time",   "times",      "minute",     "minutes",
          "min",     "mins",    "hour",    "hours",     "day",    "days",       "week",       "weeks",
          "people",  "calls",   "percent", "years",     "extra",  "additional", "separate",   "whole",
          "wasted",  "lost",    "visits",  "trips",     "repeat", "orders",     "complaints", "complaints",
          "refunds", "returns", "months",  "countries", "cities", "shops",      "branches"}}};
    return units.at(text, place) != nullptr;
}

/// "2 of my colleagues", "three of the vans" count; "3 cheers for whoever wrote this" is a way of speaking.
bool counts_among(std::string_view rest) {
    static const PhraseMap<bool> ties{
        {true,
         {"of my", "of our", "of us", "of the", "of your", "of his", "of her", "of their", "cheers for",
          "thumbs up", "thumbs down", "guesses", "cents", "pence", "hoots", "strikes"}},
        {false, {"of the above", "of the list", "of the options", "of the choices"}}};
    const auto* tie = ties.at(rest, 0);
    return tie != nullptr && tie->meaning;
}

/// "Option 2 of the four".
bool named_as_choice(std::string_view before) {
    constexpr std::string_view kNames[] = {"option ", "number ", "no. ", "choice ", "answer ", "item "};
    return std::any_of(std::begin(kNames), std::end(kNames),
                       [before](std::string_view name) { return before.ends_with(name); });
}

bool starts_comment(std::string_view text, std::size_t place) {
    static const PhraseMap<bool> starters{
        {true, {"are",       "were",       "suffer",        "suffers",   "suffered",  "got",       "take",
                "takes",     "took a",     "apply",         "applies",   "affected",  "hit",       "too",
                "also",      "as well",    "definitely",    "really",    "equally",   "both",      "probably",
                "mostly",    "mainly",     "because",       "but",       "since",     "cause",     "as",
                "though",    "it's",       "was",           "which",     "so",        "i",         "they",
                "thanks",    "cos",        "works",         "worked",    "crashes",   "keeps",     "is",
                "it",        "can",        "can't",         "cannot",    "won't",     "doesn't",   "still",
                "nothing",   "he",         "she",           "depending", "depends",   "whichever", "whatever",
                "who knows", "at times",   "at the moment", "when",      "sometimes", "maybe",     "perhaps",
                "together",  "partly",     "somewhat",      "slightly",  "badly",     "heavily",   "would",
                "will",      "every time", "again",         "if",        "please",    "only",      "just",
                "not",       "same",       "the same"}}};
    return starters.at(text, place) != nullptr;
}

/// True when `text` holds nothing but wrapping, words that may be letters of options, and `names` if given.
bool only_letters_and_wrapping(std::string_view text, const OptionNames* names) {
    constexpr std::string_view kOptionLetters = "abcdefghij";
    for (std::size_t i = 0; i < text.size();) {
        const auto* word = option_words().at(text, i);
        const CodePoint point = code_point_at(text, i);
        const auto* name = names == nullptr ? nullptr : names->at(text, i);
        if (name != nullptr) {
            i += name->phrase.size();
            continue;
        }
        if (word != nullptr && word->phrase.size() > 1 &&
            (word->meaning == OptionWord::wrap || word->meaning == OptionWord::joint ||
             word->meaning == OptionWord::negation)) {
            i += word->phrase.size();
            continue;
        }
        if (is_han(point.value)) return false;
        std::size_t end = i + point.length;
        if (is_word_character(point.value)) {
            while (end < text.size() && !word_boundary(text, end)) end += code_point_at(text, end).length;
            const std::string_view letters = text.substr(i, end - i);
            // Letters run together ascend: "abd", and not "cafe" or "dad".
            const bool run = letters.find_first_not_of(kOptionLetters) == std::string_view::npos &&
                             std::is_sorted(letters.begin(), letters.end());
            if (letters.size() > 1 && !run) return false;
            if (letters.size() == 1 && (letters.front() < 'a' || letters.front() > 'z')) return false;
        }
        i = end;
    }
    return true;
}

/// "1 tablet", "2 phones" count; "2 phone" and what cannot be counted ("1 efficiency") do not. Names of
/// several words are labels.
bool may_be_counted(std::string_view name, double count) {
    if (name.find(' ') != std::string_view::npos) return false;
    if (count > 1) return name.ends_with('s');
    constexpr std::string_view kAbstract[] = {"ency", "ence", "ity"};
    return std::none_of(std::begin(kAbstract), std::end(kAbstract),
                        [name](std::string_view ending) { return name.ends_with(ending); });
}

/// "1) customers" without what numbers it.
std::string_view without_numeral(std::string_view clause) {
    const std::size_t digits = clause.find_first_not_of("0123456789 ");
    const bool numbered = digits != std::string_view::npos && digits > 0 && clause[digits] == ')';
    return numbered ? clause.substr(digits + 1) : clause;
}

}  // namespace

std::size_t OptionFigure::joint_of_numbers() const {
    return digit_before(position_) ? joint_before_digit(position_) : 0;
}

bool OptionFigure::digit_before(std::size_t place) const {
    return place > 0 && is_digit_at(text_, place - 1);
}

std::size_t OptionFigure::joint_before_digit(std::size_t place) const {
    if (place >= text_.size()) return 0;
    for (const std::string_view joint : kJoints) {
        if (text_.substr(place).starts_with(joint) && is_digit_at(text_, place + joint.size()))
            return joint.size();
    }
    return 0;
}

bool OptionFigure::joint_ends_here() const {
    for (const std::string_view joint : kJoints) {
        if (text_.substr(0, position_).ends_with(joint) && digit_before(position_ - joint.size()))
            return true;
    }
    return false;
}

bool OptionFigure::between_numbers(const CodePoint& mark) const {
    if (mark.value != U'-' && mark.value != U'~') return false;
    const std::string_view before = trim_space(text_.substr(0, position_));
    const std::string_view after = trim_space(text_.substr(position_ + mark.length));
    return !before.empty() && is_digit_at(before, before.size() - 1) && number_at(after, 0).has_value();
}

bool OptionFigure::cut(std::size_t end) const {
    return (!word_boundary(text_, position_) && !joint_ends_here()) ||
           (!word_boundary(text_, end) && joint_before_digit(end) == 0);
}

std::size_t OptionFigure::place_counter(std::size_t end) const {
    return ordinal() && follows_either(text_.substr(std::min(end, text_.size())))
               ? code_point_at(text_, end).length
               : 0;
}

bool OptionFigure::counts_something(std::size_t end) const {
    if (end >= text_.size() || joint_before_digit(end) > 0) return false;
    const bool blank = text_[end] == ' ';
    const std::size_t next = blank ? end + 1 : end;
    if (next >= text_.size()) return false;
    const std::string_view rest = text_.substr(next);
    if (is_han_at(text_, next)) {
        if (names_.at(text_, next) != nullptr || number_at(text_, next)) return false;
        if (day_of_month(text_, next) || numbers_a_thing(text_, next) || day_beyond_options(next))
            return true;
        if (follows_either(rest))
            return !ordinal() || orders_a_thing(text_, next + code_point_at(rest, 0).length);
        if (follows_choice(rest)) return false;
        return !blank || counter_after_blank(rest);
    }
    if (!is_word_character(code_point_at(text_, next).value) || !blank) return false;
    if (counts_among(rest)) return !named_as_choice(text_.substr(0, position_));
    return option_words().at(text_, next) == nullptr && names_.at(text_, next) == nullptr &&
           !number_at(text_, next) && !starts_comment(text_, next) &&
           (is_unit(text_, next) || !other_number() || inside_sentence());
}

/// 13号: a day, where there are not so many options; 9号, or 13号 behind 1号, may be a slip for one of them.
bool OptionFigure::day_beyond_options(std::size_t end) const {
    constexpr double kFirstOfTwoDigits = 10;
    const auto number = number_at(text_, position_);
    constexpr std::string_view kDay = "号";
    return text_.substr(end).starts_with(kDay) &&
           text_.substr(0, position_).find(kDay) == std::string_view::npos && number &&
           number->high >= kFirstOfTwoDigits && number->high > static_cast<double>(question_.options.size());
}

/// "It cost us 4 vans": words before the figure, in its clause, that neither choose nor wrap.
bool OptionFigure::inside_sentence() const {
    const std::size_t stop =
        position_ == 0 ? std::string_view::npos : text_.find_last_of(",.;:!?\n", position_ - 1);
    for (std::size_t i = stop == std::string_view::npos ? 0 : stop + 1; i < position_;) {
        const CodePoint point = code_point_at(text_, i);
        const auto* word = option_words().at(text_, i);
        const bool chooses =
            word != nullptr && (word->meaning == OptionWord::wrap || word->meaning == OptionWord::joint);
        const auto number = number_at(text_, i);
        if (!chooses && !number && (is_word_character(point.value) || is_han(point.value))) return true;
        i += chooses ? word->phrase.size() : number ? number->length : point.length;
    }
    return false;
}

bool OptionFigure::other_number() const {
    const auto number = number_at(text_, position_);
    const auto index = number ? static_cast<Index>(number->high) : 0;
    return index >= 1 && index <= question_.options.size() && question_.options[index - 1].other;
}

bool OptionFigure::counts_another(const NumberAt& number) const {
    const std::size_t end = position_ + number.length;
    if (question_.type != QuestionType::multi || end >= text_.size() || text_[end] != ' ') return false;
    const auto* name = names_.at(text_, end + 1);
    return name != nullptr && name->meaning + 1 != static_cast<Index>(number.high) &&
           !question_.options[name->meaning].other;
}

bool OptionFigure::counts_of_them(std::size_t end) const {
    static const PhraseMap<bool> ties{{true, {"of them", "of those", "of these", "of 'em"}}};
    const std::string_view rest = text_.substr(end);
    for (const std::string_view tie : {" in ", " out of "}) {  // "1 in 3 orders"
        if (rest.starts_with(tie) && number_at(text_, end + tie.size())) return true;
    }
    return rest.starts_with(' ') && ties.at(rest, 1) != nullptr &&
           !named_as_choice(text_.substr(0, position_));
}

bool OptionFigure::negative() const {
    return position_ > 0 && text_[position_ - 1] == '-' && (position_ == 1 || text_[position_ - 2] == ' ');
}

bool OptionFigure::given_as_own() const {
    const std::string_view before = trim_space(text_.substr(0, position_));
    return before.ends_with("是") || before.ends_with(" is");
}

bool OptionFigure::money() const {
    const std::string_view before = text_.substr(0, position_);
    return before.ends_with("£") || before.ends_with("$") || before.ends_with("€") || before.ends_with("¥");
}

bool OptionFigure::amount(std::size_t end) const {
    static const PhraseMap<bool> units{{true, {"percent", "per cent", "%"}}};
    const std::size_t next = end < text_.size() && text_[end] == ' ' ? end + 1 : end;
    return money() || text_.substr(end).starts_with('%') || units.at(text_, next) != nullptr;
}

bool OptionFigure::contradicts_name(const NumberAt& number, bool numbered) const {
    const std::string_view before = trim_space(text_.substr(0, position_));
    const std::size_t start = before.find_last_of(",.;:!?\n");
    const std::string_view clause = start == std::string_view::npos ? before : before.substr(start + 1);
    const bool index = !number.fraction && !number.span() && number.high >= 1 &&
                       number.high <= static_cast<double>(question_.options.size());
    const bool listed =
        names_.whole(trim_marks(without_numeral(clause))).has_value();  // "1. customers 2. money"
    if (!index || (!listed && !only_wrapping(clause))) return false;
    const std::size_t end = position_ + number.length;
    std::size_t next = end;
    if (ordinal() && (text_.substr(next).starts_with("个") || text_.substr(next).starts_with("项")))
        next += std::string_view{"个"}.size();
    if (numbered) ++next;
    while (next < text_.size() && std::string_view{" .):-"}.find(text_[next]) != std::string_view::npos)
        ++next;
    const auto* name = names_.at(text_, next);
    if (name == nullptr || name->meaning + 1 == static_cast<Index>(number.high) ||
        question_.options[name->meaning].other)
        return false;
    const bool blank_only = next == end + 1 && text_[end] == ' ';
    return !blank_only || !may_be_counted(name->phrase, number.high);
}

std::size_t OptionFigure::counted_people(const NumberAt& number) const {
    static const PhraseMap<bool> people{
        {true,
         {"customer", "customers", "client", "clients", "user", "users", "客户", "顾客", "用户", "客人"}}};
    std::size_t noun = position_ + number.length;
    for (const std::string_view counter : {" ", "多个", "几个", "个", "多位", "位", "多名", "名"}) {
        if (!text_.substr(noun).starts_with(counter)) continue;
        noun += counter.size();
        break;
    }
    const auto* name = names_.at(text_, noun);
    if (noun == position_ + number.length || name == nullptr || people.whole(name->phrase) == nullptr)
        return 0;
    const bool index = text_[noun - 1] == ' ' && name->meaning + 1 == static_cast<Index>(number.high);
    return question_.type == QuestionType::multi && !index ? noun + name->phrase.size() : 0;
}

bool OptionFigure::names_a_line(const NumberAt& number) const {
    constexpr double kShortestLine = 100;
    const std::size_t end = position_ + number.length;
    return number.low >= kShortestLine && end < text_.size() && names_.at(text_, end) != nullptr;
}

bool OptionFigure::goes_with_word_before(const std::vector<Mention>& mentions) const {
    constexpr std::string_view kTimes[] = {" at ",     " before ",  " after ",  " around ",  " past ",
                                           " until ",  " between ", " window ", " counter ", " desk ",
                                           " till ",   " team ",    " shift ",  " room ",    " floor ",
                                           " branch ", " store ",   " depot ",  " building "};
    const std::string_view before = text_.substr(0, position_);
    if (std::any_of(std::begin(kTimes), std::end(kTimes),
                    [before](std::string_view word) { return before.ends_with(word); }))
        return true;
    if (before.ends_with(" and ") && before.find(" between ") != std::string_view::npos) return true;
    return !is_digit_at(text_, position_) && !mentions.empty() && mentions.back().by == By::name &&
           mentions.back().end == position_;
}

bool OptionFigure::linked(std::size_t end) const {
    const auto mark = [this](std::size_t place) {
        return place < text_.size() && std::string_view{"/-:"}.find(text_[place]) != std::string_view::npos;
    };
    return (mark(end) && end + 1 < text_.size() && number_at(text_, end + 1)) ||
           (position_ > 1 && mark(position_ - 1) && digit_before(position_ - 1));
}

std::size_t OptionFigure::telephone() const {
    constexpr std::size_t kFewestDigits = 7;
    constexpr std::size_t kFewestTogether = 3;
    if (question_.type != QuestionType::single || !word_boundary(text_, position_)) return 0;
    std::size_t digits = 0;
    std::size_t together = 0;
    std::size_t most_together = 0;
    std::size_t end = position_;
    for (; end < text_.size(); ++end) {
        if (is_digit_at(text_, end)) {
            ++digits;
            most_together = std::max(most_together, ++together);
            continue;
        }
        const bool mark = text_[end] == '-' || text_[end] == ' ';
        if (!mark || digits == 0 || !is_digit_at(text_, end + 1)) break;
        together = 0;
    }
    return digits >= kFewestDigits && most_together >= kFewestTogether ? end - position_ : 0;
}

bool OptionFigure::only_letters_beside(std::size_t end) const {
    const bool article = text_.substr(position_, end - position_) == "a";
    const OptionNames* names = article ? nullptr : &names_;
    if (!only_letters_and_wrapping(text_.substr(0, position_), names)) return false;
    const std::string_view rest = text_.substr(end);
    if (is_han_at(rest, 0) && names_.at(text_, end) != nullptr) return true;  // b在线客服
    if (rest.starts_with(' ') && starts_comment(text_, end + 1)) return true;
    const std::string_view behind = trim_space(rest);
    const bool mark_follows = !behind.empty() && !is_han_at(behind, 0) &&
                              !is_word_character(code_point_at(behind, 0).value) && !inside_word(end);
    return mark_follows || only_letters_and_wrapping(rest.substr(0, rest.find_first_of(",.;:!\n")), names);
}

/// The mark at `place` ties letters together: e-mail, "c'mon".
bool OptionFigure::inside_word(std::size_t place) const {
    return place + 1 < text_.size() &&
           std::string_view{"-'/."}.find(text_[place]) != std::string_view::npos &&
           is_word_character(code_point_at(text_, place + 1).value);
}

/// Bytes of the two ideographs at `place` when the question has them too: 地方 in 五个地方都去了.
std::size_t OptionFigure::asked_noun(std::size_t place) const {
    constexpr std::size_t kTwoIdeographs = 6;
    const std::string_view noun = text_.substr(std::min(place, text_.size()), kTwoIdeographs);
    const bool han =
        noun.size() == kTwoIdeographs && is_han_at(noun, 0) && is_han_at(noun, kTwoIdeographs / 2);
    return han && wording_of(question_).find(noun) != std::string::npos ? kTwoIdeographs : 0;
}

std::size_t OptionFigure::all_behind(std::size_t end) const {
    const std::string_view rest = text_.substr(end);
    for (const std::string_view counter : {"个", "项", "样", "种", ""}) {
        if (!rest.starts_with(counter)) continue;
        const std::size_t noun =
            end + counter.size() + (counter.empty() ? 0 : asked_noun(end + counter.size()));
        const auto* word = option_words().at(text_, noun);
        const bool all = word != nullptr && word->meaning == OptionWord::all;
        return all && (!counter.empty() || word->phrase == "全选") ? noun + word->phrase.size() : 0;
    }
    return 0;
}

std::vector<Index> OptionFigure::run_together(const NumberAt& number) const {
    constexpr std::size_t kDigits = 9;
    const std::size_t options = question_.options.size();
    if (question_.type != QuestionType::multi || options > kDigits || !number.plain) return {};
    const std::string_view digits = text_.substr(position_, number.length);
    if (linked(position_ + number.length)) return {};
    if (text_.substr(position_ + number.length).starts_with("号")) return {};  // 13号 is one of something
    std::vector<Index> indexes;
    for (std::size_t i = 0; i < digits.size();) {
        const auto digit = number_at(digits.substr(i, code_point_at(digits, i).length), 0);
        if (!digit || digit->high < 1 || digit->high > static_cast<double>(options)) return {};
        const auto index = static_cast<Index>(digit->high) - 1;
        if (std::find(indexes.begin(), indexes.end(), index) != indexes.end()) return {};
        indexes.push_back(index);
        i += code_point_at(digits, i).length;
    }
    return indexes;
}

std::vector<Index> OptionFigure::letters(std::size_t end) const {
    const std::string_view word = text_.substr(position_, end - position_);
    const std::size_t most = question_.type == QuestionType::multi ? question_.options.size() : 1;
    if (word.empty() || word.size() > most) return {};
    if (text_.substr(0, position_).ends_with('\'')) return {};  // "that'd be cost"
    std::vector<Index> indexes;
    for (const char letter : word) {
        const auto index = static_cast<Index>(letter - 'a');
        if (letter < 'a' || letter > 'z' || index >= question_.options.size()) return {};
        if (!indexes.empty() && index <= indexes.back()) return {};
        indexes.push_back(index);
    }
    return only_letters_beside(end) ? indexes : std::vector<Index>{};
}

}  // namespace askwell::flows::reading
