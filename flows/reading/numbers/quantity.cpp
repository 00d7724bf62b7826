#include "flows/reading/numbers/quantity.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "flows/reading/numbers/numbers.h"
#include "flows/reading/numbers/time_units.h"
#include "flows/reading/text/asked.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/reply.h"

namespace askwell::flows::reading {
namespace {

/// Makes the number beside it a bound or a guess.
const PhraseMap<bool>& bounds() {
    // clang-format off
    static const PhraseMap<bool> words{
        {true,
         {"不到", "不足", "超过", "至少", "最多", "至多", "起码", "以上", "以下", "以内", "多于", "少于",
          "不止", "或", "或者", "好像不是", "不是", "不知道", "不记得", "吗", "more than", "less than",
          "over", "under", "at least", "at most", "up to", "between", "or", "not", "if", "?", "~", "%",
          "half", "半", "max", "maximum", "min.", "minimum", "顶多", "最低", "最高", "封顶", "大于", "小于",
          "如果", "忘了", "don't know", "不下", "不低于", "不少于", "不多于", "将近", "接近", "快到", "几乎",
          "almost", "nearly", "no more than", "no fewer than", "no less than", "一个人都没", "一个人也没",
          "没一个人", "没有一个", "一个都没", "一个也没", "一次都没", "一次也没", "小一周", "小一个", "小半", "一分钱没", "一分没",
          "有余", "折", "打折", "not one", "not a single one"}},
        {false,
         {"一下", "一直", "一些", "一点", "一起", "一般", "一样", "一定", "一共", "第一次", "万一", "no one",
          "one of", "十分", "一般般", "一会", "一会儿", "一路", "一样的", "十分满意", "this one",
          "that one"}},
    };
    // clang-format on
    return words;
}

struct Multiple {
    double factor = 1;
    std::size_t length = 0;
};

/// 3万, 1.5k, 一个半.
Multiple multiple_at(std::string_view text, std::size_t position) {
    static const PhraseMap<double> factors{{1e3, {"千", "k"}}, {1e4, {"万", "w"}},
                                           {1e2, {"百"}},      {1e8, {"亿"}},
                                           {1e6, {"million"}}, {1e3, {"thousand", "grand"}}};
    const std::string_view rest = text.substr(std::min(position, text.size()));
    const std::size_t blank = rest.starts_with(' ') ? 1 : 0;
    const auto* entry = factors.at(rest.substr(blank), 0);
    return entry == nullptr ? Multiple{} : Multiple{entry->meaning, blank + entry->phrase.size()};
}

bool negative_sign(std::string_view text, std::size_t position) {
    const std::string_view before = text.substr(0, position);
    if (before.ends_with("负") || before.ends_with("minus ")) return true;
    return position > 0 && text[position - 1] == '-' && (position == 1 || text[position - 2] == ' ');
}

/// Letters right behind a number that are no unit: 3rd, 4S店, 7pm.
bool other_word(std::string_view text, std::size_t end) {
    // clang-format off
    static const PhraseMap<bool> units{
        {true,
         {"k", "w", "x", "times", "time", "rmb", "usd", "eur", "gbp", "cny", "hkd", "twd", "yuan", "dollars",
          "dollar", "bucks", "euro", "euros", "pounds", "person", "persons", "people", "pax", "ppl",
          "guests", "pcs", "pc", "pieces", "items", "calls", "visits", "h", "hr", "hrs", "hours", "min",
          "mins", "minutes", "s", "sec", "d", "days", "kg", "g", "km", "cm", "yrs", "years", "yo",
          "million"}},
    };
    // clang-format on
    if (end >= text.size() || !is_word_character(code_point_at(text, end).value)) return false;
    return units.at(text.substr(end), 0) == nullptr;
}

/// A number glued to letters (A4, 5G) or to another by a mark (2024-05-01, 1/2) is part of something else.
bool glued(std::string_view text, std::size_t position, std::size_t end) {
    if (!word_boundary(text, position)) return true;
    const auto linked = [&](std::size_t mark, std::size_t digit) {
        return mark < text.size() && digit < text.size() &&
               std::string_view{"-/:."}.find(text[mark]) != std::string_view::npos && text[digit] >= '0' &&
               text[digit] <= '9';
    };
    return linked(end, end + 1) || other_word(text, end);
}

/// A number of the reply, or "a week" where time is asked for.
struct Amount {
    double value = 0;
    std::optional<TimeUnit> unit;
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// 半, " and a half" behind a number.
void add_half(std::string_view text, Amount& amount) {
    for (const std::string_view half : {"个半", "半", " and a half"}) {
        if (!text.substr(amount.end).starts_with(half)) continue;
        amount.value += 0.5;
        amount.end += half.size();
        return;
    }
}

void add_unit(std::string_view text, Amount& amount) {
    const auto unit = time_unit_at(text, amount.end);
    if (!unit) return;
    amount.unit = unit->unit;
    amount.end += unit->length;
}

/// "a fortnight", "half an hour", 半小时.
std::optional<Amount> time_without_number(std::string_view text, std::size_t position) {
    static const PhraseMap<double> articles{{1, {"a", "an"}}, {0.5, {"half an", "half a", "half", "半"}}};
    const auto* article = articles.at(text, position);
    if (article == nullptr) return std::nullopt;
    Amount amount{article->meaning, {}, position, position + article->phrase.size()};
    add_unit(text, amount);
    if (!amount.unit) return std::nullopt;
    add_half(text, amount);
    return amount;
}

/// What the numbers are read against.
struct Asked {
    const Question& question;
    std::optional<TimeUnit> unit;

    /// "gb" of "how many GB?".
    bool counts_in(std::string_view letters) const {
        const std::string& wording = wording_of(question);
        const std::size_t place = letters.size() < 2 ? std::string::npos : wording.find(letters);
        return place != std::string::npos && word_boundary(wording, place + letters.size());
    }
    bool allows(double value) const {
        return !(question.minimum && value < *question.minimum) &&
               !(question.maximum && value > *question.maximum);
    }
};

/// 2019年, "since 2019", where no year can be the answer; "19/11" and "the 12th" beside nights.
bool tells_when(const Asked& asked, std::string_view text, const Amount& amount) {
    static const Pattern before{"(?:(?<![a-z])(?:since|in|from|of|year) |自|从)$"};
    static const Pattern date{
        "^(?:[./][0-9]{1,2}(?![0-9])(?! ?(?:天|晚|夜|周|days?|nights?|weeks?))|(?:st|nd|rd|th)(?![a-z]))"};
    const bool year = amount.value >= 1900 && amount.value < 2100 && !asked.allows(amount.value);
    if (year && (text.substr(amount.end).starts_with("年") || before.found_in(text.substr(0, amount.begin))))
        return true;
    return asked.unit && date.found_in(text.substr(amount.end));
}

/// The number at `position`; why it is no exact one.
struct Exact {
    Amount amount;
    const char* problem = nullptr;
};

/// The letters that touch a figure: "gb" of "50gb".
std::string_view unit_letters(std::string_view text, std::size_t position) {
    std::size_t end = position;
    while (end < text.size() && text[end] >= 'a' && text[end] <= 'z') ++end;
    return text.substr(position, end - position);
}

/// 5g套餐, "4g, about 20gb": the name of a mobile network beside an amount.
bool names_a_network(std::string_view text, std::size_t position) {
    static const Pattern name{"^[2-6]g(?: ?(?:套餐|手机|网络?|卡|信号|版|用户)|[,. ]|$)"};
    static const Pattern amount{"[0-9] ?g"};
    return name.found_in(text.substr(position)) && word_boundary(text, position) &&
           amount.all(text).size() > 1;
}

Exact exact_at(const Asked& asked, std::string_view text, std::size_t position, const NumberAt& number) {
    Exact exact{{number.low, {}, position, position + number.length}};
    Amount& amount = exact.amount;
    const bool ordinal = text.substr(0, position).ends_with("第");
    const bool joined = glued(text, position, amount.end) && !time_unit_at(text, amount.end) &&
                        !asked.counts_in(unit_letters(text, amount.end));
    if (ordinal || number.span() || joined) exact.problem = "not an exact number";
    const Multiple multiple = multiple_at(text, amount.end);
    amount.value *= multiple.factor;
    amount.end += multiple.length;
    const std::string_view rest = text.substr(amount.end);
    if (text.substr(0, amount.end).ends_with("来") || rest.starts_with("多") || rest.starts_with("几") ||
        rest.starts_with("+"))
        exact.problem = "not an exact number";
    add_half(text, amount);
    if (negative_sign(text, position)) amount.value = -amount.value;
    return exact;
}

struct Amounts {
    std::vector<Amount> all;
    const char* problem = nullptr;
};

Amounts amounts_in(const Asked& asked, std::string_view text) {
    Amounts found;
    for (std::size_t position = 0; position < text.size();) {
        if (asked.unit) {
            if (auto amount = time_without_number(text, position)) {
                position = amount->end;
                const bool rate = !found.all.empty() && found.all.back().unit &&
                                  after_blank(text, found.all.back().end) == amount->begin;
                if (!rate) found.all.push_back(*amount);  // "5 days a week", as the question says
                continue;
            }
        }
        const auto* bound = bounds().at(text, position);
        const auto number = number_at(text, position);
        if (bound != nullptr && (!number || bound->phrase.size() >= number->length)) {
            if (bound->meaning) return {{}, "not an exact number"};
            position += bound->phrase.size();
        } else if (!number) {
            position += code_point_at(text, position).length;
        } else if (names_a_network(text, position)) {
            position += number->length + 1;
        } else {
            Exact exact = exact_at(asked, text, position, *number);
            const bool aside = tells_when(asked, text, exact.amount);
            if (!aside && exact.problem != nullptr) return {{}, exact.problem};
            if (aside) exact.amount.end = text.find_first_not_of("0123456789./stndrh", exact.amount.end);
            add_unit(text, exact.amount);
            position = std::min(exact.amount.end, text.size());
            if (!aside) found.all.push_back(exact.amount);
        }
    }
    return found;
}

/// 两张，一张信用卡一张储蓄卡: of three numbers and more, the first or the last is all the others together.
std::optional<double> sum_told(const std::vector<Amount>& amounts) {
    constexpr std::size_t kFewest = 3;
    if (amounts.size() < kFewest) return std::nullopt;
    double all = 0;
    for (const Amount& amount : amounts) all += amount.value;
    for (const double whole : {amounts.front().value, amounts.back().value}) {
        if (2 * whole == all) return whole;
    }
    return std::nullopt;
}

/// "2 kids", "room 1204": counts or names something else, where nights are asked for.
bool stands_aside(const Asked& asked, std::string_view text, const Amount& amount) {
    static const Pattern thing{
        "^ ?(?![多几来左或和跟与及到至])\\p{Han}|"
        "^ "
        "(?!(?:in|and|or|to|at|on|from|then|maybe|plus|more|actually|not|for|total|by|with|but)(?![a-z]))[a-"
        "z]"};
    return !asked.allows(amount.value) || thing.found_in(text.substr(amount.end));
}

/// "1 hour 30 minutes": the second goes on with the first.
bool goes_on(std::string_view text, const Amount& first, const Amount& second) {
    static const Pattern joint{"^(?: |and|零|又)*$"};
    return *second.unit < *first.unit && joint.found_in(text.substr(first.end, second.begin - first.end));
}

/// The amounts that are counted in the unit asked for, or can be.
Reading read_time(const Asked& asked, std::string_view text, const std::vector<Amount>& amounts) {
    const bool exact = std::any_of(amounts.begin(), amounts.end(),
                                   [&](const Amount& amount) { return amount.unit == asked.unit; });
    const auto parts = std::count_if(amounts.begin(), amounts.end(), [](const Amount& amount) {
        return amount.unit == TimeUnit::part_of_day;
    });
    if (parts > 1) return unclear("several numbers");  // "2 mornings and 2 afternoons"
    std::optional<double> value;
    const Amount* last = nullptr;
    for (const Amount& amount : amounts) {
        if (!amount.unit && !stands_aside(asked, text, amount)) return unclear("several numbers");
        const auto factor = amount.unit ? converted(*amount.unit, *asked.unit) : std::nullopt;
        if (!factor && amount.unit && !exact) return unclear("another measure of time");
        if (!factor) continue;
        const double told = amount.value * *factor;
        const bool more = last != nullptr && goes_on(text, *last, amount);
        if (value && !more && *value != told) return unclear("several numbers");
        value = (more ? *value : 0) + told;
        last = &amount;
    }
    return value ? answer(Number{*value}) : unclear("another measure of time");
}

/// "None", 一张都没有, "no cards", where none may be the answer.
bool says_none(const Asked& asked, std::string_view text) {
    static const Pattern none{
        "^(?:我|现在|目前|已经|还|都|暂时|i |we |currently |now |at the moment )*"
        "(?:没有?|无|零|一[个张次位件台分]?[都也]没有?|none|nil|zilch|nada|not any|"
        "(?:don't|do not|dont|haven't) (?:have |got )?any|no ([a-z]+))"
        "(?:了|啊|呢|的|吧|哦|过| |any ?more|left|at all|yet|now|at the moment|currently|really)*"
        "(?:[,.;!\\n]|$)"};
    const auto match = none.first(text);
    if (!match || !asked.allows(0)) return false;
    for (std::size_t place = match->end; place < text.size(); place += code_point_at(text, place).length) {
        if (number_at(text, place)) return false;
    }
    const std::string_view thing = match->group(1);
    return thing.empty() ||
           wording_of(asked.question).find("how many " + std::string{thing}) != std::string::npos;
}

/// Days are no count of anything else, nor rooms of nights: "3 days" to "how many times?".
bool counts_something_else(const Asked& asked, std::string_view text, const Amount& amount) {
    static const Pattern how_long{
        "多久|多长|多大|时间|岁|(?<![a-z])(?:how long|how old|age|time|duration)(?![a-z])"};
    static const Pattern thing{
        "^ ?(?:个?(?:人|房间|孩子|小孩|大人)|间|位|次|趟|(?:rooms?|guests?|people|persons?|adults?|kids?|"
        "children|beds?|times|stays|visits)(?![a-z]))"};
    static const Pattern data{"^ ?(?:mb|megs?|m|兆|tb|t)(?![a-z])"};  // 500兆 to "how many GB?"
    if (asked.unit) return thing.found_in(text.substr(amount.end));
    if (asked.counts_in("gb") && data.found_in(text.substr(amount.end))) return true;
    return amount.unit && *amount.unit != TimeUnit::other && *amount.unit != TimeUnit::part_of_day &&
           !how_long.found_in(wording_of(asked.question));
}

/// "My wife, me and two kids", 我和老公带俩娃: some of the people asked for are counted, the others named.
bool counts_some_of_them(const Asked& asked, std::string_view text, const Amount& amount) {
    static const Pattern children{
        "^ ?(?:个|名)?(?:孩子|小孩|娃|儿子|女儿|老人|大人)|^ (?:small |young |little |grown "
        ")?(?:kids?|children|sons?|"
        "daughters?|grandchildren|grandkids|babies|toddlers|adults?|lodgers?)(?![a-z])"};
    static const Pattern others{
        "(?<![a-z])(?:me|i|wife|husband|partner|mother|father|mum|mom|dad|parents)(?![a-z])|我|老婆|老公|"
        "爱人|老伴|爸|妈|父母|"
        "先生|太太|夫妻|媳妇"};
    return children.found_in(text.substr(amount.end)) && others.found_in(text.substr(0, amount.begin)) &&
           !contains_any(wording_of(asked.question), {"孩子", "小孩", "kids", "children"});
}

Reading read_amounts(const Asked& asked, std::string_view text, const std::vector<Amount>& amounts) {
    if (amounts.empty()) return unclear("no number");
    const bool timed =
        std::any_of(amounts.begin(), amounts.end(), [](const Amount& amount) { return amount.unit; });
    if (asked.unit && timed) return read_time(asked, text, amounts);
    if (amounts.size() == 1 && counts_something_else(asked, text, amounts.front()))
        return unclear("another measure");
    if (amounts.size() == 1 && counts_some_of_them(asked, text, amounts.front()))
        return unclear("only some counted");
    if (amounts.size() == 1) return answer(Number{amounts.front().value});
    const auto sum = sum_told(amounts);
    return sum ? answer(Number{*sum}) : unclear("several numbers");
}

}  // namespace

Reading read_number(const Question& question, const FoldedText& reply) {
    const std::string_view text = reply.text;
    const Asked asked{question, asked_time_unit(question)};
    if (asked.unit && tells_another_rate(question, *asked.unit, text)) return unclear("a rate");
    if (says_none(asked, text)) return answer(Number{0});
    const Amounts amounts = amounts_in(asked, text);
    if (amounts.problem != nullptr) return unclear(amounts.problem);
    Reading reading = read_amounts(asked, text, amounts.all);
    if (reading.kind != ReadingKind::answer) return reading;
    const double value = std::get<Number>(reading.value).value;
    if (!asked.allows(value)) return unclear("out of range");
    if (question.whole && value != std::floor(value)) return unclear("no whole number");
    return reading;
}

}  // namespace askwell::flows::reading
