#include "flows/reading/ratings/abuse.h"

#include "flows/reading/text/hinted_pattern.h"

namespace askwell::flows::reading {

bool asks_about_treatment(std::string_view asked) {
    return contains_any(asked, {"态度", "attitude", "耐心", "patient", "总的", "overall", "推荐", "recommend",
                                "这次服务", "service this time", "专业水平", "professional"});
}

bool tells_of_abuse(std::string_view comment) {
    static const HintedPattern chinese{
        "(?:^|[,.;:!\\n ])(?:但|但是|还|而且|就是|不过|可)?"
        "(?:客服|师傅|服务人员|工作人员|人员|话务员|坐席|小姐|服务|他|她|你们|对方|那人|人)?们?的?"
        "(?:态度|语气|口气|说话)?"
        "(?:居然|竟然|还|当场|直接|极其|极度|极为|非常|特别|十分|相当|很|太|真|这么|那么|都|也|一上来就|又)*"
        "(?:(?:(?<=太)|(?<=极其)|(?<=非常)|(?<=特别)|(?<=真))(?:差|烂)(?:了|的|劲)*(?=$|[,.;! "
        "])|恶劣(?!天气|环境|的天|条件)|蛮横|嚣张|辱骂|骂(?:人|我|了我|街|脏话)|吼(?:人|我|了我)|羞辱|侮辱|"
        "威胁(?:人|我)|讽刺我|嘲笑我|爆粗|摔(?:我)?电话|挂(?:了|断)?我的?电话|打人|推我|翻白眼)",
        {"差", "烂", "恶劣", "蛮横", "嚣张", "骂", "吼", "辱", "威胁", "讽刺", "嘲笑", "爆粗", "摔", "挂",
         "打人", "推我", "翻白眼"}};
    static const HintedPattern english{
        "(?:^|[,.;:!\\n-] ?|(?:^|[,.;:!\\n-] ?)(?:and |but )?(?:he|she|they|you|(?:the|your|this) "
        "(?:agent|man|woman|lady|guy|girl|rep|staff|engineer|technician|fitter|driver|manager|person|clerk)|"
        "it was|was|were) )"
        "(?:even |then |actually |literally |just |really |so |very |extremely |incredibly |was |were )*"
        "(?:rude and (?:[a-z]+)|abusive|aggressive|verbally "
        "abus|(?:swore|cursed|yelled|shouted|screamed|spat|"
        "sworn|shouting|yelling|swearing) at (?:me|us|my)|hung up on (?:me|us)|insulted|threatened|bullied|"
        "mocked (?:me|us)|called (?:me|us) (?:an? )?(?:idiot|stupid|names|liar|moron|fool))(?![a-z])",
        {"rude", "abus", "aggress", " at ", "hung", "insult", "threat", "bull", "mock", "called"}};
    return chinese.found_in(comment) || english.found_in(comment);
}

}  // namespace askwell::flows::reading
