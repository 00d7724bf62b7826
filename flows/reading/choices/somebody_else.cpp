#include "flows/reading/choices/somebody_else.h"

#include <algorithm>
#include <iterator>

#include "flows/reading/text/patterns.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

/// Stand right before a name and move it to another time.
constexpr std::string_view kNoLonger[] = {
    "former",  "ex",     "ex-",      "retired", "prospective", "future", "potential",  "离职",
    "退休",    "未来",   "离职的",   "退休的",  "以前的",      "之前的", "曾经的",     "过去的",
    "原来的",  "以前是", "之前是",   "曾是",    "曾经是",      "原来是", "used to be", "i was",
    "we were", "认识",   "认识你们", "想当",    "想做",        "know",   "know a",     "know your"};

/// Stand right before a name and say it of somebody of the customer's.
constexpr std::string_view kKinsmanIs[] = {
    "老公是", "老婆是",      "爸是",      "妈是",   "爸爸是", "妈妈是",     "朋友是",
    "儿子是", "女儿是",      "家人是",    "亲戚是", "同学是", "husband is", "wife is",
    "son is", "daughter is", "friend is", "mum is", "dad is", "husband's",  "wife's"};

/// Follow a name and make a kinsman of whom it names.
const PhraseMap<bool>& kinsmen() {
    // clang-format off
    static const PhraseMap<bool> words{
        {true,
         {"家属", "亲属", "家人", "亲戚", "的家属", "的家人", "的亲戚", "的朋友", "的老婆", "的老公", "的妻子", "的丈夫", "的孩子",
          "的父母", "子女", "的同学", "'s wife", "'s husband", "'s partner", "'s son", "'s daughter", "'s mother", "'s father",
          "'s friend", "'s relative", "s wife", "s husband", "relative", "family"}}};
    // clang-format on
    return words;
}

/// 我是店里的常客: of the place, and no staff.
bool is_guest_of(std::string_view name, std::string_view rest) {
    static const PhraseMap<bool> guests{
        {true,
         {"常客", "老客户", "新客户", "大客户", "客户", "老顾客", "顾客", "熟客", "客人", "会员", "用户",
          "老用户", "租户", "房东", "供应商", "供货商", "粉丝", "邻居"}}};
    return name.ends_with("的") && guests.at(rest, 0) != nullptr;
}

}  // namespace

bool names_somebody_else(std::string_view text, std::size_t begin, std::size_t end) {
    const std::string_view before = trim_space(text.substr(0, begin));
    const auto ends_before = [before](std::string_view word) {
        return before.ends_with(word) && word_boundary(before, before.size() - word.size());
    };
    const std::string_view rest = text.substr(end);
    const bool talked_of = rest.starts_with(" are ") || rest.starts_with(" were ");
    return std::any_of(std::begin(kNoLonger), std::end(kNoLonger), ends_before) ||
           std::any_of(std::begin(kKinsmanIs), std::end(kKinsmanIs), ends_before) ||
           is_guest_of(text.substr(begin, end - begin), rest) || (talked_of && before.ends_with("your")) ||
           before == "前" || before.ends_with("是前") ||
           kinsmen().at(rest.substr(rest.starts_with(' ') ? 1 : 0), 0) != nullptr;
}

bool plays_two_parts(std::string_view text) {
    static const PhraseMap<bool> words{{true,
                                        {"自己也",
                                         "本人也",
                                         "我也买",
                                         "我也用",
                                         "我也在用",
                                         "也买了",
                                         "也在用",
                                         "自己又买",
                                         "同时也买",
                                         "自己家也",
                                         "家里也买",
                                         "家里也用",
                                         "bit of both",
                                         "also bought",
                                         "also buy",
                                         "also own",
                                         "also use",
                                         "also have one",
                                         "also got one",
                                         "bought one too",
                                         "own one",
                                         "have one myself",
                                         "use it myself",
                                         "use one myself",
                                         "bought one myself",
                                         "bought it myself too"}}};
    static const Pattern as_customer{
        "也是(?:你们的?|个)?老?(?:顾客|客户|消费者|用户)|(?:自己|这次|本人)[^,.;]{0,6}(?:当|作为|以)(?:的是)?"
        "(?:普通|一个|一名|一般)?(?:顾客|客户|消费者|"
        "用户)|(?:以|作为)"
        "(?:普通|一个|一名|一般)?(?:顾客|客户|消费者|用户)的?(?:身份|角度)|"
        "(?:writing|here|speaking|calling|complaining|asking|bought (?:it|this)|this time)(?: "
        "(?:is|it's|i'm|i was))?"
        "(?: just)? as an? (?:customer|client|user|consumer)|this time (?:i'm|im|i am|i was) (?:a|the) "
        "(?:customer|client|user|consumer)|my (?:own |other "
        ")?(?:kid|son|daughter|boy|girl|wife|husband|partner|"
        "mum|mom|dad|family|household|child|children|kids)(?:'s| is| are) (?:also |all )?(?:an? |your )?"
        "(?:customer|client|user|consumer)s?"};
    static const PhraseMap<bool> customers{{true,
                                            {"客户", "顾客", "用户", "个人", "消费者", "customer", "consumer",
                                             "private", "personal", "individual"}}};
    const auto names_customer = [](std::string_view part) {
        for (std::size_t i = 0; i < part.size(); i += code_point_at(part, i).length) {
            if (customers.at(part, i) != nullptr) return true;
        }
        return false;
    };
    if (const auto part = as_customer.first(text)) return !names_customer(text.substr(0, part->begin));
    if (names_customer(text)) return false;
    bool also = false;
    for (std::size_t i = 0; i < text.size(); i += code_point_at(text, i).length) {
        also = also || words.at(text, i) != nullptr;
    }
    return also;
}

}  // namespace askwell::flows::reading
