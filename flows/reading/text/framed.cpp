#include "flows/reading/text/framed.h"

#include <string>

#include "flows/reading/text/patterns.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

constexpr std::size_t kLongest = 120;  // bytes; who writes more tells a story

/// What stands in the frame; what goes on behind a joint is the customer's own.
constexpr const char* kHeld =
    "(?:(?! (?:but|and|so|makes?|this "
    "time|today|now|then|though|i|i'd|i'm|me)(?![a-z])|我|这次|这回|现在|今|还是|也|你们)"
    "[^,.;:!?\\n]){1,48}?";

constexpr const char* kParticles = "(?:吧|啊|呀|嘛|的|[ .!?])*$";

bool has_letters(std::string_view text) {
    return text.find_first_of("abcdefghijklmnopqrstuvwxyz") != std::string_view::npos;
}

std::string english_before() {
    const std::string puts = "(?:say|put|give|pick|choose|tick|answer|press|write)";
    return "(?:(?:my|our|his|her) "
           "(?:wife|husband|mum|mom|mother|dad|father|son|daughter|sister|brother|friend|"
           "mate|neighbou?r|boss|manager|colleague|partner|flatmate|landlord|nan|gran|grandma|aunt|uncle|"
           "cousin|"
           "girlfriend|boyfriend|kids?)(?: (?:says?|said|thinks?|thought|reckons?|wants|wanted|told me|chose|"
           "picked|put|gave)|(?:'d| would) (?:say|put|give|pick|choose))"
           "|(?:they|he|she|you|people|others|someone|somebody|(?:the|your) "
           "(?:driver|fitter|agents?|boss|ad|ads|"
           "advert|website|site|leaflet|app|man|lady|guy|rep|manager|technician|engineer|colleague|bot|"
           "people|"
           "staff|brochure|email))(?: all| always| just| only)? (?:said|says?|told "
           "me|claim(?:s|ed)?|promised?|"
           "promises|wrote|advertised?|(?:wanted|asked|told|begged|expects?|expected|got) me to " +
           puts + "|made me " + puts +
           ")"
           "|i(?:'ve| have)?(?: was| am)?(?:'m)? (?:been )?(?:told|asked|supposed|meant|expected) to " +
           puts +
           "|(?:it(?:'s| is| was) )?(?:supposed|meant|ought) to (?:be|have been)|(?:it )?should(?:'ve| have) "
           "been"
           "|last (?:time|year|month|week|winter|summer|autumn|spring)(?: (?:it was|it's been|i "
           "(?:used|chose|said|"
           "gave)|was))?"
           "|(?:normally|usually|typically|previously|back then|in the past)(?: it(?:'s| is| was))"
           "|(?:i'?d|i would) (?:love|have liked|have loved) to " +
           puts + "|i wish i could " + puts +
           "|so much for|nothing like"
           "|who (?:says|said)(?: it'?s| it was)?|why (?:would|should|do) i " +
           puts + "|what(?:'s| is)? (?:do you mean by|meant by|does|counts as|exactly is)|does|can i " +
           puts + "|(?:should|shall) i " + puts +
           "|(?:up )?until (?:last (?:week|month|year)|yesterday|recently)(?: it was)?"
           "|before (?:the|your|that|this) [a-z]+(?: it was)?"
           "|(?:for )?(?:the|my|your) (?:other|previous|earlier|former) "
           "(?!day|night|week|month|hand|way|side|half)[a-z]+(?: (?:was|got|gets|would be))?:?"
           ") ";
}

std::string english_behind() {
    return "(?: (?:said|says|thinks|according to) (?:the|my|our|your) [a-z]+|\"? (?:he|she|they|you) "
           "(?:said|says?)"
           "| would be (?:a lie|lying|a joke|pushing it|an exaggeration|an insult)"
           "| (?:is|was)(?: not|n't) (?:(?:quite|really|exactly) )?the word(?: i'd use)?"
           "| (?:is|was)(?: not|n't) (?:how|what) i'd (?:put|call) it"
           "|(?:,|\\.{2,}|…| -) ?not| my (?:foot|arse|ass|eye)|[ ,]+yeah,? right|[ ,]+as if|[ ,]+in your "
           "dreams"
           "| is what (?:they|you|he|she) (?:want|wants|wanted|expect|expects|expected|asked)(?: me)?(?: to "
           "(?:hear|say|put|see))?"
           "| for you,? (?:but )?not for (?:me|us)|[ ,]+(?:or )?so they (?:say|said|claim)|[ ,]+if you "
           "believe "
           "(?:them|him|her|that))";
}

std::string han_before() {
    return "(?:[我俺咱]?们?家?的?(?:老婆|老公|爱人|媳妇|太太|妈妈?|爸爸?|父亲|母亲|儿子|女儿|姐姐?|妹妹?|"
           "哥哥?|弟弟?"
           "|朋友|同事|邻居|领导|老板|室友|家人|婆婆|丈母娘|奶奶|爷爷|外婆|外公)(?:说(?!得|明|话|清)|觉得|"
           "认为|会?[让叫]我[选打给]|"
           "[想会][选打给]|[选给]了?|打(?=[0-9一二三四五六七八九十]))(?:是|的是)?"
           "|(?:他|她|他们|她们|你们|客服|师傅|店员|网站上?|网上|官网上?|广告上?|宣传|海报上?|说明书上?|别人|"
           "有人|人家|"
           "小哥|经理|销售)(?:都|就|却|明明|只|一直)?(?:说是?(?!得|明|话|清)|讲是|写着?|写的是?|承诺|答应|"
           "保证|宣称|标着?|"
           "[让叫要]我?[选打给写填])"
           "|(?:上次|上回|去年|前年|上个月|上一次|以前|之前|原来|本来|原先|从前|升级之?前|更新之?前|另一家|"
           "别家|其他家|"
           "上一单|前一单|之前那个(?:客服|师傅)|上个(?:客服|师傅))(?:是|给了?|选的?|用的?|打的?)?"
           "|差点(?:就|儿就?)?(?:[给选打])?|哪里|哪算|哪能算|这也叫|这也算|这叫|什么叫|谁说|凭什么|"
           "但愿|万一|呵呵|可以选|能不能选|可不可以选|能选)";
}

std::string han_behind() {
    return "(?:个(?:鬼|屁|头|毛|锤子)|才怪|算不算|是(?:什么|啥)意思|(?:是|具体|主要)*指的?是?(?:什么|啥|哪)[^"
           ",.;!?]{0,6}|(?:都|具体)?包括(?:什么|啥|哪)[^,.;!?]{0,4}|怎么算|(?:是|就是|都是)(?:骗人|假|吹|"
           "忽悠|瞎说|"
           "扯)的?|"
           "还差得?远|是[你他]们想[听要]的吧?|\"?(?:他|她|他们|客服|师傅|你们|我老婆|我老公)说的)";
}

}  // namespace

bool begins_in_frame(std::string_view folded, bool scored) {
    const std::string_view text = trim_space(folded);
    if (text.empty() || text.size() > kLongest) return false;
    const std::string held = kHeld;
    static const Pattern english{"^(?:(?:well|um|oh|but|and|so),? )*" + english_before() + held + "[ .!?]*$"};
    static const Pattern han{"^(?:" + han_before() + held +
                             "|还(?!行|可以|好|不错|凑合|算|蛮|挺|没|不|有|在|要|会|得|是)" + held + "呢)" +
                             kParticles};
    // Said of a scale's label they have a score of their own.
    static const Pattern denied{"^(?:(?:hardly|far from) |谈不上|算不上|称不上)" + held + kParticles};
    return (has_letters(text) && english.found_in(text)) || han.found_in(text) ||
           (!scored && denied.found_in(text));
}

bool ends_in_frame(std::string_view folded) {
    const std::string_view text = trim_space(folded);
    if (text.empty() || text.size() > kLongest) return false;
    const std::string held = kHeld;
    static const Pattern english{"^\"?" + held + english_behind() + "[ .!?]*$"};
    static const Pattern han{"^\"?" + held + han_behind() + kParticles};
    return (has_letters(text) && english.found_in(text)) || han.found_in(text);
}

}  // namespace askwell::flows::reading
