#include "flows/reading/quantity.h"

#include <algorithm>
#include <optional>

#include "flows/reading/numbers.h"
#include "flows/reading/phrases.h"
#include "flows/reading/reply.h"

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
          "没一个人", "没有一个", "一个都没", "一个也没", "一次都没", "一次也没", "一分钱没", "一分没",
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

}  // namespace

Reading read_number(const Question& question, const FoldedText& reply) {
    const std::string_view text = reply.text;
    std::optional<double> value;
    for (std::size_t position = 0; position < text.size();) {
        const auto* bound = bounds().at(text, position);
        const auto number = number_at(text, position);
        if (bound != nullptr && (!number || bound->phrase.size() >= number->length)) {
            if (bound->meaning) return unclear("not an exact number");
            position += bound->phrase.size();
            continue;
        }
        if (!number) {
            position += code_point_at(text, position).length;
            continue;
        }
        std::size_t end = position + number->length;
        if (value) return unclear("several numbers");
        const bool ordinal = text.substr(0, position).ends_with("第");
        if (ordinal || number->span() || glued(text, position, end)) return unclear("not an exact number");
        const Multiple multiple = multiple_at(text, end);
        end += multiple.length;
        if (text.substr(0, end).ends_with("来") || text.substr(end).starts_with("多") ||
            text.substr(end).starts_with("几") || text.substr(end).starts_with("+")) {
            return unclear("not an exact number");
        }
        value = number->low * multiple.factor;
        for (const std::string_view half : {"个半", "半", " and a half"}) {
            if (!text.substr(end).starts_with(half)) continue;
            *value += 0.5;
            end += half.size();
            break;
        }
        if (negative_sign(text, position)) value = -*value;
        position = end;
    }
    if (!value) return unclear("no number");
    if ((question.minimum && *value < *question.minimum) ||
        (question.maximum && *value > *question.maximum)) {
        return unclear("out of range");
    }
    return answer(Number{*value});
}

}  // namespace askwell::flows::reading
