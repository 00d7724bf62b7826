#include "flows/reading/ratings/score_sums.h"

#include <algorithm>
#include <array>

#include "flows/reading/numbers/numbers.h"
#include "flows/reading/text/hinted_pattern.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

/// "10 minus 1 … 9", 5减1，4分: the highest score, what is taken off, and what is left.
std::optional<int> rest_of_sum(std::string_view text, const std::vector<Figure>& figures,
                               const Scale& scale) {
    static const Pattern taken{
        "(?:减去?|扣掉?了?|少了?|minus|less|take off|taking off|took off|knock off|knocked off|docked|"
        "deduct(?:ed)?)(?: an?| the)? ?$"};
    constexpr std::size_t kTerms = 3;
    if (figures.size() != kTerms || figures[0].value != scale.highest()) return std::nullopt;
    const std::size_t between = figures[0].end;
    const bool less = taken.found_in(text.substr(between, figures[1].begin - between));
    const int left = figures[0].value - figures[1].value;
    return less && figures[1].value > 0 && figures[2].value == left ? std::optional{left} : std::nullopt;
}

/// "A 5 but the wait brings it down to a 3", 本来5分，等太久降到3分: a score that came to another one.
std::optional<int> became(std::string_view text, const std::vector<Figure>& figures) {
    static const Pattern change{
        "(?:make|made|bring|brought|drop|dropped|take|took|knock|knocked|pull|pulled|bump|bumped|raise|"
        "raised)s? "
        "it (?:back |right )?(?:down |up )?(?:to )?(?:an? )?$|(?:降|拉低|扣|减|提|升|加)(?:到|成|为)了?$"};
    constexpr std::size_t kBoth = 2;
    if (figures.size() != kBoth || !change.found_in(text.substr(0, figures[1].begin))) return std::nullopt;
    return figures[1].value;
}

/// 接得挺快的就是晚高峰打不进来你就给个四分吧: an opinion, and its one score at the end. Without the opinion
/// it may be a condition (修好了就给5分吧).
std::optional<int> given_at_last(std::string_view text, const std::vector<Figure>& figures) {
    static const Pattern giving{"(?:^|[^了好完才能多少])(?:我|你|那)?就?(?:给|打)(?:个|你们?|他|她)*$"};
    static const Pattern ending{"^(?:吧|得了|好了|算了|啦)+(?:谢谢|多谢|感谢|辛苦)?[啊了您们你 .!]*$"};
    constexpr std::string_view kOpinions[] = {"挺", "蛮", "还行", "还可以", "不错", "太", "有点"};
    constexpr std::string_view kOpen[] = {"若", "要", "只要", "除非", "的话", "再", "才", "早", "快点"};
    if (figures.empty() || !contains_any(text, kOpinions) || contains_any(text, kOpen)) return std::nullopt;
    const auto in_points = [text](const Figure& figure) {
        return text.substr(figure.begin, figure.end - figure.begin).ends_with("分");
    };
    const Figure& last = figures.back();
    const bool gives = std::count_if(figures.begin(), figures.end(), in_points) == 1 && in_points(last) &&
                       giving.found_in(text.substr(0, last.begin)) && ending.found_in(text.substr(last.end));
    return gives ? std::optional{last.value} : std::nullopt;
}

/// "…, so 3": the last words of a reply that weighs several scores, with none outside theirs.
std::optional<int> concluded(std::string_view text, const std::vector<Figure>& figures) {
    static const Pattern conclusion{
        "(?:^|[,.;:!\\n ])(?:so(?: overall| it's| i'd say| i say| i'll say| i'll go with| let's say)?(?: "
        "an?)?|overall(?: it's| i'd say)?(?: an?)?|所以|因此)(?:我|就|给|打|是|个|一个|:|,| )*$"};
    constexpr std::size_t kFewest = 3;
    if (figures.size() < kFewest) return std::nullopt;
    const Figure& last = figures.back();
    const auto [low, high] =
        std::minmax_element(figures.begin(), figures.end() - 1,
                            [](const Figure& one, const Figure& other) { return one.value < other.value; });
    const bool weighed = low->value <= last.value && last.value <= high->value && low->value < high->value;
    constexpr std::string_view kParticles[] = {"吧", "啊", "了", "哈", "呗"};
    std::string_view behind = trim_marks(text.substr(last.end));
    for (const std::string_view particle : kParticles) {
        if (behind == particle) behind = {};
    }
    return weighed && behind.empty() && conclusion.found_in(text.substr(0, last.begin))
               ? std::optional{last.value}
               : std::nullopt;
}

}  // namespace

std::string written_score() {
    return "(?<![0-9.a-z])(?:[0-9]{1,2}|[零一二两三四五六七八九十]|zero|one|two|three|four|five|six|seven|"
           "eight|"
           "nine|ten)(?![0-9%a-z]|\\.[0-9])(?:分|颗?星| ?stars?| points?)?";
}

std::vector<Figure> figures_in(std::string_view text) {
    static const Pattern pattern{written_score()};
    constexpr std::string_view kNumerals[] = {
        "0",    "1",   "2",   "3",     "4",    "5",    "6",   "7",     "8",     "9",    "零",
        "一",   "二",  "两",  "三",    "四",   "五",   "六",  "七",    "八",    "九",   "十",
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};
    if (!contains_any(text, kNumerals)) return {};
    std::vector<Figure> figures;
    for (const PatternMatch& match : pattern.all(text)) {
        const auto number = number_at(text, match.begin);
        if (number && !number->span() && !number->fraction)
            figures.push_back({truncated(number->high), match.begin, match.end});
    }
    return figures;
}

std::optional<int> score_worked_out(std::string_view folded, const Scale& scale) {
    constexpr std::string_view kSums[] = {"减",    "扣",   "少",     "minus", "less",    "tak",  "took",
                                          "knock", "dock", "deduct", "so",    "overall", "所以", "因此",
                                          " it ",  "降",   "到",     "成",    "为",      "给",   "打"};
    constexpr std::string_view kOpen[] = {"?", "if ", "would", "如果", "要是", "假如"};
    if (!contains_any(folded, kSums) || contains_any(folded, kOpen)) return std::nullopt;
    const std::vector<Figure> figures = figures_in(folded);
    const auto on_scale = [&scale](const Figure& figure) { return figure.value <= scale.highest(); };
    if (!std::all_of(figures.begin(), figures.end(), on_scale)) return std::nullopt;
    auto score = rest_of_sum(folded, figures, scale);
    if (!score) score = became(folded, figures);
    if (!score) score = given_at_last(folded, figures);
    if (!score) score = concluded(folded, figures);
    return score && scale.find(*score) != nullptr ? score : std::nullopt;
}

bool leaves_a_sum(std::string_view folded, const Scale& scale) {
    static const HintedPattern taken{
        "(?<![a-z])(?:minus|less) (?:(?:one|1|two|2|half)(?=[ ,.;!]+(?:for|because|as|since|due)(?![a-z])|"
        "[ .!]*$| (?:point|star|mark))|(?:a|an|half a|one|1|two|2) (?:point|star|mark)s?)|"
        "(?<![a-z])(?:take|taking|took|knock|knocked|knocking|dock|docked|docking|deduct|deducted) "
        "(?:a|an|one|"
        "1|two|2|half an?)(?: ?(?:point|star|mark)s?| off)(?![a-z])",
        {"minus", "less", "tak", "took", "knock", "dock", "deduct"}};
    if (!taken.may_be_in(folded)) return false;
    const auto found = taken.pattern().first(folded);
    if (!found) return false;
    const std::vector<Figure> before = figures_in(folded.substr(0, found->begin));
    return before.size() == 1 && before.front().value == scale.highest() &&
           figures_in(folded.substr(found->end)).empty();
}

}  // namespace askwell::flows::reading
