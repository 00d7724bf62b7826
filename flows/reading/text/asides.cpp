#include "flows/reading/text/asides.h"

#include <string>

#include "flows/reading/text/hinted_pattern.h"

namespace askwell::flows::reading {
namespace {

/// 在我看来, 说句实话, 总而言之. Not 确实 or 当然: they say yes.
std::string chinese_openers() {
    const std::string says = "(?:来)?(?:说|讲)";
    const std::string adverbs =
        "(?:坦白|坦率|实事求是|客观|公道|公平|老老实实|老实|严格|简单|不夸张|直白|凭良心|摸着良心|平心)";
    const std::string seen = "(?:看法|看|说|经验|感受|体验|体会|理解|观察|印象)(?:来说|来看|来讲)?";
    return "(?:" + adverbs + "(?:地|的|而)?" + says +
           "(?!了|过|明|清)|(?:说|讲)实在的?|(?:说|讲)句?(?:实话|老实话|真话|真心话|心里话|良心话|大实话|"
           "公道话|不好听的|"
           "公平话)|讲真的?|说真的|其实|"
           "(?:讲道理|平心而论|实事求是|总而言之|总之|简而言之|简言之|长话短说|说到底|说白了|不吹不黑|"
           "实不相瞒|有一说一|恕我直言|怎么说呢|"
           "老实话|实话实说|实话|不得不说|总的来说|总的来讲|总的来看|总的说来|综合来看|综合起来看|客观来看|"
           "不瞒你们?说|不瞒您说)|要我" +
           says + "|(?:依|照|按|以)我的?" + seen +
           "|在我(?:个人)?(?:看来|眼里|这里|这儿)|"
           "我(?:个人)?(?:认为|的(?:看法|感受|意见|回答|答案|评价)是)|(?:就|对|对于)我(?:个人|自己|们)?(?:"
           "而言|来说|来讲)|"
           "就(?:这次|这件事)(?:而言|来说|来讲)|从我的?(?:角度|立场)(?:来看|看|来说|出发)?|一句话(?:总结|"
           "概括|,|:)|(?:这么|这样)说吧|"
           "我?就?直(?:接)?说吧|我直说(?=,))(?:吧|呢|啊|哈)?";
}

/// "In my experience", "truth be told". Not "for the most part" or "I guess": they hold something back.
std::string english_openers() {
    return "(?:in (?:my|our) (?:honest |humble |own |personal )*(?:opinion|view|experience|case|eyes|book|"
           "judge?ment)|from (?:my|our) (?:own )?(?:experience|point of view|perspective|side|end)|from what "
           "(?:i|we)"
           "(?:'ve| have)? (?:saw|seen|can (?:tell|see)|could (?:tell|see)|gather)|if (?:you ask me|(?:i'm|i "
           "am|i'm being) "
           "(?:(?:totally|completely|really|perfectly|brutally) )?(?:honest|fair|truthful|frank))|(?:the "
           ")?truth be told|to "
           "tell (?:you )?the truth|in (?:truth|short|brief|a word|a nutshell|summary|conclusion)|in all "
           "(?:fairness|"
           "honesty)|needless to say|by and large|all in all|to sum (?:it )?up|to be "
           "(?:(?:perfectly|quite|completely|"
           "totally|really|brutally|very) )?(?:honest|fair|frank|truthful|clear|blunt)(?: with "
           "you)?|(?:(?:quite|perfectly|"
           "brutally) "
           ")?(?:honestly|frankly|truthfully|candidly|personally|obviously|naturally|basically|clearly)|"
           "(?:generally|broadly|strictly|honestly|frankly|personally) speaking|speaking for myself|as for "
           "me|as far as "
           "(?:i|we)(?:'m| am|'re| are)? (?:can tell|can see|could tell|know|concerned)|(?:as|the way) "
           "(?:i|we) (?:see|saw) "
           "it|to (?:my|our) mind|on (?:balance|the whole)|long story short|to cut a long story short|(?:to "
           ")?put it "
           "(?:simply|bluntly|plainly|briefly)|(?:simply|bluntly|plainly) put|put simply|hand on heart|fair "
           "play|(?:my |"
           "the )?(?:honest|short|quick|simple) answer(?: is| would be)?|i(?:'d)? (?:must|have to|gotta|got "
           "to) (?:say|"
           "admit)|at the end of the day|being (?:totally |completely )?honest|my honest (?:opinion|view) "
           "is)(?![a-z'-])(?: that(?= ))?";
}

}  // namespace

std::optional<FoldedText> without_opener(const FoldedText& reply) {
    static const Pattern opener{"^ ?(?:(?:" + chinese_openers() + "|" + english_openers() +
                                ")[ ,.:;…~-]*){1,2}(?=[^ ,.:;])"};
    const auto found = opener.first(reply.text);
    if (!found || found->end == 0) return std::nullopt;
    return part_of(reply, found->end, reply.text.size());
}

std::optional<FoldedText> without_aside(const FoldedText& reply) {
    static const HintedPattern aside{
        "(?:[,.!;] ?| - ?)(?:and |but )?(?:(?:would|can|could) you (?:credit|believe|imagine)(?: (?:it|that|"
        "this))?|if you (?:can|could|would) (?:credit|believe|imagine)(?: (?:it|that|this))?|believe "
        "(?:it|me) or "
        "not|believe me|believe you me|if you please|if you ask me|mind you|no less|go figure|imagine that|"
        "(?:just )?so you know|for what it'?s worth|(?:你|您)(?:敢|能)信(?:吗|么|不)?|"
        "信不信由你|不骗你|不瞒你说|说出来你都不信|你想想|你说气不气人|你说巧不巧|你品品)[?!. ]*$",
        {"you", "believe", "no less", "go figure", "imagine", "worth", "信", "不骗", "不瞒", "你"}};
    const auto found = aside.may_be_in(reply.text) ? aside.pattern().first(reply.text) : std::nullopt;
    if (!found || says_nothing(std::string_view{reply.text}.substr(0, found->begin))) return std::nullopt;
    return part_of(reply, 0, found->begin);
}

}  // namespace askwell::flows::reading
