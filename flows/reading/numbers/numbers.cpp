#include "flows/reading/numbers/numbers.h"

#include <charconv>
#include <cmath>
#include <iterator>
#include <string>
#include <vector>

#include "flows/reading/text/phrases.h"

// Our own reading rather than ICU's RuleBasedNumberFormat: that one neither knows 两千五, 三五, 十几 or "a
// dozen", nor may one formatter be shared between threads.
namespace askwell::flows::reading {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::size_t digits_at(std::string_view text, std::size_t position) {
    std::size_t end = position;
    while (end < text.size() && is_digit(text[end])) ++end;
    return end - position;
}

/// 10 to the power of the number of trailing zeros: what 20多 and 三百多 leave open.
double open_unit(double value) {
    double unit = 1;
    while (value != 0 && unit < 1e9 && std::fmod(value, unit * 10) == 0) unit *= 10;
    return unit;
}

/// 十几二十, 10多20: goes on with the next ten, which is its upper end.
void extend_to_next_ten(std::string_view text, std::size_t position, double ten, NumberAt& number) {
    constexpr std::string_view kTens[] = {"二十", "三十", "四十", "五十", "六十", "七十", "八十", "九十"};
    const auto index = static_cast<std::size_t>(ten / 10) - 2;
    if (index >= std::size(kTens)) return;
    const std::string_view rest = text.substr(position + number.length);
    const std::string digits = std::to_string(truncated(ten));
    const std::string_view next = rest.starts_with(kTens[index]) ? kTens[index] : digits;
    if (!rest.starts_with(next) || digits_at(text, position + number.length + next.size()) > 0) return;
    number.length += next.size();
    number.high = ten;
    constexpr std::string_view kSome = "几";
    if (!rest.substr(next.size()).starts_with(kSome)) return;
    number.length += kSome.size();
    number.high += 9;
}

/// 多, 余, 几 after a number: somewhat more than it.
void extend_by_more(std::string_view text, std::size_t position, NumberAt& number) {
    const std::string_view rest = text.substr(position + number.length);
    const double unit = open_unit(number.low);
    if (unit < 10) return;
    for (const std::string_view more : {"几", "多", "余"}) {
        if (!rest.starts_with(more)) continue;
        number.length += more.size();
        number.high = number.low + unit - (more == "几" ? 1 : 0);
        const double ten = number.low + unit;
        if (more == "几") number.low += 1;
        if (unit == 10) extend_to_next_ten(text, position, ten, number);
        return;
    }
    if (rest.starts_with("来")) number.length += std::string_view{"来"}.size();
}

std::optional<NumberAt> digit_number(std::string_view text, std::size_t position) {
    std::size_t count = digits_at(text, position);
    if (count == 0 || count > 15) return std::nullopt;
    NumberAt number;
    number.plain = count == 1 || text[position] != '0';
    std::string written{text.substr(position, count)};
    std::size_t end = position + count;
    while (count <= 3 && end < text.size() && text[end] == ',' && digits_at(text, end + 1) == 3) {
        written.append(text.substr(end + 1, 3));
        end += 4;
        number.plain = false;
    }
    if (end < text.size() && text[end] == '.' && digits_at(text, end + 1) > 0) {
        const std::size_t decimals = digits_at(text, end + 1);
        const std::string_view fraction = text.substr(end + 1, decimals);
        written.append(1, '.').append(fraction);
        number.fraction = fraction.find_first_not_of('0') != std::string_view::npos;
        end += 1 + decimals;
        number.plain = false;
    }
    const auto parsed = std::from_chars(written.data(), written.data() + written.size(), number.low);
    if (parsed.ec != std::errc{}) return std::nullopt;
    number.high = number.low;
    number.length = end - position;
    extend_by_more(text, position, number);
    return number;
}

struct HanNumeral {
    int digit = -1;  ///< 0…9, or -1 when it is a unit
    double unit = 0;
    std::size_t length = 0;
};

std::optional<HanNumeral> han_numeral_at(std::string_view text, std::size_t position) {
    if (position >= text.size()) return std::nullopt;
    const CodePoint point = code_point_at(text, position);
    constexpr std::u32string_view kDigits = U"零一二三四五六七八九";
    constexpr std::u32string_view kFormal = U"〇壹贰叁肆伍陆柒捌玖";
    for (const std::u32string_view row : {kDigits, kFormal}) {
        if (const auto digit = row.find(point.value); digit != std::u32string_view::npos) {
            return HanNumeral{static_cast<int>(digit), 0, point.length};
        }
    }
    switch (point.value) {
        case U'两':
        case U'俩':
            return HanNumeral{2, 0, point.length};
        case U'十':
        case U'拾':
            return HanNumeral{-1, 10, point.length};
        case U'百':
        case U'佰':
            return HanNumeral{-1, 100, point.length};
        case U'千':
        case U'仟':
            return HanNumeral{-1, 1000, point.length};
        case U'万':
            return HanNumeral{-1, 1e4, point.length};
        case U'亿':
            return HanNumeral{-1, 1e8, point.length};
        default:
            return std::nullopt;
    }
}

/// The value of numerals without neighbours like 三四. Digits only count by position (二〇二四); 三百二 is
/// 320.
double han_value(const std::vector<HanNumeral>& numerals) {
    double total = 0;
    double section = 0;
    double pending = 0;
    double last_unit = 0;
    bool zero = false;
    bool units = false;
    for (const HanNumeral& numeral : numerals) {
        if (numeral.digit >= 0) {
            zero = zero || numeral.digit == 0;
            pending = pending * 10 + numeral.digit;
            continue;
        }
        units = true;
        zero = false;
        if (numeral.unit >= 1e4) {
            total = (total + section + pending) * numeral.unit;
            section = 0;
        } else {
            section += (pending == 0 ? 1 : pending) * numeral.unit;
        }
        pending = 0;
        last_unit = numeral.unit;
    }
    if (units && !zero && pending > 0 && pending < 10 && last_unit >= 100) pending *= last_unit / 10;
    return total + section + pending;
}

/// The place of two neighbouring digits that name a span (三四, 三五, 十五六), or the size when there is
/// none.
std::size_t span_place(const std::vector<HanNumeral>& numerals) {
    const bool only_digits =
        std::all_of(numerals.begin(), numerals.end(), [](const HanNumeral& n) { return n.digit >= 0; });
    if (only_digits && numerals.size() != 2) return numerals.size();
    for (std::size_t i = 0; i + 1 < numerals.size(); ++i) {
        const int first = numerals[i].digit;
        const int second = numerals[i + 1].digit;
        if (first > 0 && (second == first + 1 || (first == 3 && second == 5))) return i;
    }
    return numerals.size();
}

std::optional<NumberAt> han_number(std::string_view text, std::size_t position) {
    constexpr std::size_t kLongest = 16;
    std::vector<HanNumeral> numerals;
    NumberAt number;
    number.form = NumberForm::han;
    while (numerals.size() < kLongest) {
        const auto numeral = han_numeral_at(text, position + number.length);
        if (!numeral) break;
        numerals.push_back(*numeral);
        number.length += numeral->length;
    }
    if (numerals.empty() || (numerals.front().digit < 0 && numerals.front().unit > 10)) return std::nullopt;
    if (const std::size_t place = span_place(numerals); place < numerals.size()) {
        std::vector<HanNumeral> lower = numerals;
        std::vector<HanNumeral> upper = numerals;
        lower.erase(lower.begin() + static_cast<std::ptrdiff_t>(place) + 1);
        upper.erase(upper.begin() + static_cast<std::ptrdiff_t>(place));
        number.low = han_value(lower);
        number.high = han_value(upper);
        return number;
    }
    number.low = number.high = han_value(numerals);
    extend_by_more(text, position, number);
    return number;
}

/// 几, 几十, 好几: a handful; their span is all we know.
std::optional<NumberAt> han_handful(std::string_view text, std::size_t position) {
    struct Handful {
        std::string_view words;
        double low;
        double high;
    };
    constexpr Handful kHandfuls[] = {
        {"好几十", 30, 99}, {"几十", 20, 99}, {"好几", 3, 9}, {"几", 2, 9}, {"数十", 20, 99}};
    for (const Handful& handful : kHandfuls) {
        if (!text.substr(position).starts_with(handful.words)) continue;
        return NumberAt{handful.low, handful.high, handful.words.size(), NumberForm::han, false, false};
    }
    return std::nullopt;
}

const PhraseMap<double>& small_words() {
    static const PhraseMap<double> words = [] {
        PhraseMap<double> map;
        constexpr const char* kUpToNineteen[] = {"zero",    "one",     "two",       "three",    "four",
                                                 "five",    "six",     "seven",     "eight",    "nine",
                                                 "ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                                                 "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
        constexpr const char* kTens[] = {"twenty", "thirty",  "forty",  "fifty",
                                         "sixty",  "seventy", "eighty", "ninety"};
        double value = 0;
        for (const char* word : kUpToNineteen) map.add(word, value++);
        value = 20;
        for (const char* word : kTens) {
            map.add(word, value);
            value += 10;
        }
        for (const char* word : {"nought", "naught", "zilch"}) map.add(word, 0);
        map.add("a dozen", 12);
        map.add("a hundred", 100);
        map.add("a thousand", 1000);
        map.add("hundred", 100);
        map.add("thousand", 1000);
        map.add("million", 1e6);
        return map;
    }();
    return words;
}

std::optional<NumberAt> word_number(std::string_view text, std::size_t position) {
    double total = 0;
    double section = 0;
    double previous = -1;
    std::size_t end = position;
    std::size_t next = position;
    while (const auto* entry = small_words().at(text, next)) {
        const double value = entry->meaning;
        if (previous < 0) {
            section = value;
        } else if (value >= 1000) {
            total += section * value;
            section = 0;
        } else if (value == 100 && section > 0 && section < 10) {
            section *= 100;
        } else if ((previous >= 20 && previous < 100 && value > 0 && value < 10) ||
                   (previous >= 100 && value < 100)) {
            section += value;
        } else {
            break;  // "four five" is two numbers
        }
        previous = value;
        end = next + entry->phrase.size();
        next = end;
        if (text.substr(next).starts_with(" and ") && previous >= 100) {
            next += 5;
        } else if (next < text.size() && (text[next] == ' ' || text[next] == '-')) {
            ++next;
        } else {
            break;
        }
    }
    if (previous < 0) return std::nullopt;
    return NumberAt{total + section, total + section, end - position, NumberForm::word};
}

/// II … X. A lone I, V or X is a letter; their Unicode numerals are told apart by the caller, who sees the
/// raw text.
std::optional<NumberAt> roman_number(std::string_view text, std::size_t position) {
    static const PhraseMap<double> numerals{{2, {"ii"}},  {3, {"iii"}},  {4, {"iv"}}, {6, {"vi"}},
                                            {7, {"vii"}}, {8, {"viii"}}, {9, {"ix"}}};
    const auto* entry = numerals.at(text, position);
    if (entry == nullptr) return std::nullopt;
    return NumberAt{entry->meaning, entry->meaning, entry->phrase.size(), NumberForm::roman};
}

}  // namespace

std::optional<NumberAt> number_at(std::string_view text, std::size_t position) {
    if (position >= text.size()) return std::nullopt;
    if (is_digit(text[position])) {
        if (position > 0 && is_digit(text[position - 1])) return std::nullopt;
        return digit_number(text, position);
    }
    if (const auto number = han_handful(text, position)) return number;
    if (const auto number = han_number(text, position)) return number;
    if (const auto number = word_number(text, position)) return number;
    return roman_number(text, position);
}

bool is_dashed_off(std::string_view text, std::size_t mark, const NumberAt& first, const NumberAt& second) {
    constexpr double kWidestRange = 5;
    return mark > 0 && text.substr(mark - 1).starts_with(" - ") && second.low > kWidestRange * first.high;
}

}  // namespace askwell::flows::reading
