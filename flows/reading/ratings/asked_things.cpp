#include "flows/reading/ratings/asked_things.h"

#include <algorithm>
#include <string>
#include <vector>

#include "flows/reading/ratings/score_sums.h"
#include "flows/reading/text/disowned.h"
#include "flows/reading/text/hinted_pattern.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/rewrite.h"

namespace askwell::flows::reading {
namespace {

struct Given {
    std::string_view thing;
    std::string_view score;  ///< its figure, in the reply
};

/// What a clause gives a score to: "attitude was a 5", 态度5分, "2 for speed"; nullopt when it gives none by
/// name.
std::optional<Given> given_in(std::string_view clause) {
    static const Pattern thing_first{
        "^ *(?:and |but |with |for |the |his |her |their |your |你们的?|客服的?|我给|给|但是?|不过)*"
        "([a-z][a-z' -]{2,30}?|[\\p{Han}]{2,8}?)"
        "(?: was| were| is| are| gets?| got| deserves?| an?| maybe| perhaps| more like| probably| "
        "only|[:=-]| |只能?|我|就|得|打|给|是|也|还|最多)*(" +
        written_score() + ")(?:吧|啊|了|的| )*$"};
    static const Pattern score_first{
        "^ *(?:and |but |an? |i'?d give )*(" + written_score() +
        ") (?:for|on|to) (?:the |his |her |their |your )?([a-z][a-z' -]{2,30}?) *$"};
    if (const auto found = thing_first.first(clause)) return Given{found->group(1), found->group(2)};
    if (const auto found = score_first.first(clause)) return Given{found->group(2), found->group(1)};
    return std::nullopt;
}

/// True when the words of `thing` that say anything are words of the question.
bool is_asked(std::string_view thing, std::string_view asked) {
    constexpr std::size_t kShortest = 4;
    constexpr std::string_view kWhole[] = {"overall", "in general", "总体", "整体", "总的", "综合"};
    if (std::find(std::begin(kWhole), std::end(kWhole), thing) != std::end(kWhole))
        return contains_any(asked, {"overall", "总"});
    if (is_han(code_point_at(thing, 0).value)) return asked.find(thing) != std::string_view::npos;
    bool any = false;
    for (std::size_t begin = 0; begin < thing.size();) {
        const std::size_t end = std::min(thing.find(' ', begin), thing.size());
        const std::string_view word = thing.substr(begin, end - begin);
        if (word.size() >= kShortest && find_words(asked, word) == std::string_view::npos) return false;
        any = any || word.size() >= kShortest;
        begin = end + 1;
    }
    return any;
}

/// "5 for service, 1 for the wait, so 3": what comes of them all, and no thing.
bool concludes(std::string_view thing) {
    static const Pattern words{
        "^(?:so|thus|hence|therefore|then|call it|say|let'?s say|makes?|that makes|which makes|altogether|in "
        "all|in total|total|on balance|on average|average|所以|那就|那么|平均|一共|总共|合计|折中|加起来|"
        "算下来|算)(?![a-z])"};
    return words.found_in(thing);
}

/// The customer leaves it to us which of them counts, or sets what was expected beside what was.
bool leaves_open(std::string_view text) {
    return leaves_it_to_us(text) || contains_any(text, {"预期", "期望", "expect", "自己算", "work it out"});
}

/// A first look that takes no time: most replies name one figure.
bool may_hold_two(std::string_view text) {
    constexpr std::string_view kNumerals[] = {"零",   "一",  "二",    "两",    "三",   "四",  "五",    "六",
                                              "七",   "八",  "九",    "十",    "one",  "two", "three", "four",
                                              "five", "six", "seven", "eight", "nine", "ten", "zero"};
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    int figures = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        figures += is_digit(text[i]) && (i == 0 || !is_digit(text[i - 1])) ? 1 : 0;
    for (const std::string_view numeral : kNumerals) {
        for (std::size_t at = text.find(numeral); at != std::string_view::npos && figures < 2;
             at = text.find(numeral, at + numeral.size()))
            ++figures;
    }
    return figures > 1;
}

/// The whole of what was served, and whoever served: whoever is dissatisfied with "him" or with "how he
/// spoke" may speak of the very thing asked about.
bool may_be_the_whole(std::string_view thing) {
    static const Pattern whole{
        "服务$|客服|整个|全程|体验|过程|处理|结果|[员人工们他她它你您]$|师傅|^[这那]|^(?:how|what|him|her|"
        "them|you|it|"
        "this|that|everything|all|way|whole)(?![a-z])|(?<![a-z])(?:service|support|help|call|experience|"
        "agent|rep|"
        "staff|team|engineer|technician|tech|guy|man|woman|lady|person|people|outcome|result|lot|yous)(?![a-"
        "z])"};
    return whole.found_in(thing);
}

/// 说实话, 对我来说, 我非常: words around a verdict that name nothing it could be said of.
bool is_no_thing(std::string_view words) {
    static const Pattern around{
        "^(?:我|俺|咱|本人|个人|说|老实|坦白|讲|认真|客观|凭良心|总|整体|综合|反正|其实|确实|真|感|觉|表示|"
        "不得不|目前|现在|最后|最终|结果|"
        "相当|超级?|蛮|比较|完全|绝对|实在|基本|大体|大致|依然|仍然|始终|特)|(?:来说|来讲|而言|感觉|觉得|"
        "感受|说|讲|是)$"};
    return around.found_in(words);
}

}  // namespace

std::optional<FoldedText> without_other_feelings(const FoldedText& reply, std::string_view asked) {
    static const HintedPattern feeling{
        "(?:对 ?([\\p{Han}]{2,8}?)|(?<=[ "
        ",.;!但过是然管且])(?!很|非常|十分|特别|极|挺|不|最|太|也|还|但|可|满意|一般)([\\p{Han}]{2,6}?))(?:"
        "我|还是|还|倒是|倒|是|也|都|就|真的|"
        "确实)*(?:很|非常|十分|特别|极其|极|超级?|挺|相当|比较|不太|不大|不怎么|不|有点)*满意|"
        "(?<![a-z])(?:dis|un)?(?:satisfied|happy|pleased|content|impressed) (?:with|about|by) (?:the |your "
        "|my |our |"
        "their )?([a-z][a-z -]{2,30}?)(?= *(?:[,.;!?]|$| though| tho| but| and| so))",
        {"满意", "satisfied", "happy", "pleased", "content", "impressed"}};
    Replacements rest{reply};
    bool any = false;
    const auto others =
        feeling.may_be_in(reply.text) ? feeling.pattern().all(reply.text) : std::vector<PatternMatch>{};
    for (const PatternMatch& found : others) {
        const std::string_view thing = !found.group(1).empty()   ? found.group(1)
                                       : !found.group(2).empty() ? found.group(2)
                                                                 : found.group(3);
        if (is_asked(thing, asked) || may_be_the_whole(thing) || is_no_thing(thing)) continue;
        rest.add(found.begin, found.end);
        any = true;
    }
    if (!any) return std::nullopt;
    FoldedText without = rest.finished();
    const bool figure_alone = figures_in(without.text).size() == 1 && !feeling.may_be_in(without.text);
    return figure_alone ? std::optional{std::move(without)} : std::nullopt;
}

bool gives_other_things_apart(std::string_view text, std::string_view asked) {
    constexpr std::size_t kLongest = 200;  // bytes
    static const Pattern gives{"^ *(?:and |but |an? )?" + written_score() +
                               " (?:for|to) (?!me(?![a-z]))[a-z]|^ *" +
                               "(?:我|就|但是?|不过)*给(?!你|您|我|[0-9])[\\p{Han}]{2,8}?" + written_score()};
    if (text.size() > kLongest || text.find_first_of(",.;!?\n") >= text.size() - 1 || !may_hold_two(text))
        return false;
    std::string_view first;
    bool differ = false;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find_first_of(",.;!?\n", begin), text.size());
        const std::string_view clause = text.substr(begin, end - begin);
        begin = end + 1;
        if (figures_in(clause).empty()) continue;
        const auto given = given_in(clause);
        if (!given || !gives.found_in(clause) || is_asked(given->thing, asked)) return false;
        differ = differ || (!first.empty() && first != given->score);
        first = given->score;
    }
    return differ;
}

std::optional<FoldedText> without_other_things(const FoldedText& reply, std::string_view asked) {
    constexpr std::size_t kLongest = 200;  // bytes
    const std::string_view text = reply.text;
    const std::size_t mark = text.find_first_of(",.;!?\n");
    if (text.size() > kLongest || mark >= text.size() - 1) return std::nullopt;
    if (!may_hold_two(text) || figures_in(text).size() < 2 || leaves_open(text)) return std::nullopt;
    Replacements rest{reply};
    const auto cut = [&](std::string_view part) {
        const auto place = static_cast<std::size_t>(part.data() - text.data());
        rest.add(place, place + part.size());
    };
    int of_asked = 0;
    int of_others = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find_first_of(",.;!?\n", begin), text.size());
        const std::string_view clause = text.substr(begin, end - begin);
        begin = end + 1;
        if (figures_in(clause).empty()) continue;
        const auto given = given_in(clause);
        if (!given || concludes(given->thing)) return std::nullopt;
        const bool counts = is_asked(given->thing, asked);
        (counts ? of_asked : of_others) += 1;
        if (!counts) cut(given->score);
        const auto at = static_cast<std::size_t>(given->score.data() - clause.data());
        const bool thing_first = given->thing.data() < given->score.data();
        if (counts) cut(thing_first ? clause.substr(0, at) : clause.substr(at + given->score.size()));
    }
    if (of_asked != 1 || of_others == 0) return std::nullopt;
    return rest.finished();
}

}  // namespace askwell::flows::reading
