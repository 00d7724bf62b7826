#include "flows/reading/dates/day_doubts.h"

#include <string>
#include <utility>
#include <vector>

#include "flows/reading/text/patterns.h"

namespace askwell::flows::reading {
namespace {

struct Doubt {
    Pattern pattern;
    const char* reason;
};

/// A pattern over masked text, in which <day>, <time> and <part> stand for whole mentions.
Pattern masked_pattern(std::string source) {
    constexpr std::pair<std::string_view, std::string_view> kNames[] = {
        {"<day>", "\\x01\\x04*+"}, {"<time>", "\\x02\\x04*+"}, {"<part>", "\\x03\\x04*+"}};
    for (const auto& [name, mark] : kNames) {
        for (std::size_t at = source.find(name); at != std::string::npos; at = source.find(name, at)) {
            source.replace(at, name.size(), mark);
        }
    }
    return Pattern{source};
}

std::vector<Doubt> make_doubts() {
    std::vector<Doubt> made;
    const auto add = [&made](const char* source, const char* reason) {
        made.push_back({masked_pattern(source), reason});
    };
    const char* const ruled_out = "ruled out, or nothing happened on it";
    add("或|还是|要么|(?<![a-z])(?:or(?! so(?![a-z]))|either)(?![a-z])", "one of several");
    add("可能|也许|好像|估计|说不定|不确定|不一定|maybe|perhaps|probably|possibly|"
        "(?<![a-z])(?:might|must have|guess|should be)(?![a-z])",
        "not certain");
    // About a time is fine, about a day is not.
    add("(?:大概|大约|差不多|约莫|约|~|(?<![a-z])(?:about|around|approximately|roughly|circa|ca\\.?))"
        "(?=(?:[ 的是在]|at |on |the |<part>)*<day>(?!(?:[ 的在]|at |<part>)*<time>))",
        "about");
    add("<day>(?: |<part>)*(?:左右|前后|上下|那几天|那周|那段|附近|初|中旬|上旬|下旬|底|末|-?ish|or so|give "
        "or take)",
        "about");
    add("(?:(?:超过|至少|最多|将近|不止)|(?<![a-z])(?:(?:less|more|longer) than|at "
        "(?:least|most)|over|under|almost|nearly|up to)) ?"
        "<day>",
        "about");
    add("(?:early|late|mid|end of|beginning of|start of|week of|month of|the eve of)[ -]?(?:the )?<day>",
        "about");
    add("不是|没|未|(?<!差)不(?!好意思|错|客气|久|少|同|管|用谢)|别|并非|除了?<day>|<day> ?[以之]外",
        ruled_out);
    add("n't|(?<![a-z])(?:not|no|never|nor|neither|nobody|none|except|excluding|apart from|bar|but|other "
        "than|dont|didnt)(?![a-z])(?=.*<day>)",
        ruled_out);
    add("n't|(?<![a-z])(?:not|never|nobody|dont|didnt)(?![a-z])", ruled_out);
    add("吗|呢$|几号|哪天|什么时候|能不能|可不可以|行不行|(?<![a-z])(?:which|what day)(?![a-z])",
        "a question");
    add("(?:如果|要是|假如)(?!(?:你们?|您|都|也)*(?:方便|可以|行)(?:的话)?(?:[ "
        ",就]|<day>|$))|(?<![a-z])(?:unless|if(?! "
        "(?:that'?s?|that is|it'?s?|it is|you)(?: (?:works?|suits?|is|can|could|ok|okay|alright|all "
        "right|fine|"
        "possible|convenient|good|for|you|with|that|it|u|are|free))*(?: ?$| ?[,.;!?])))(?![a-z])",
        "a condition");
    add("<day>[的 ]*(?:之|以)?[前后](?!台)|<day> ?(?:起|开始|以来|到现在|至今|onwards?|before last|"
        "(?:and|or) (?:before|after|later|earlier))",
        "before or after");
    add("(?<![a-z])(?:before|after|since|until|till|by|(?<!it's |it is |its |was |is |that's "
        ")from|between|through|starting|as of) (?:the |on "
        ")?<day>",
        "before or after");
    add("<day> ?(?:(?:-|~|到|至|直到) "
        "?(?=[0-9一二三四五六七八九十周星礼日\\x01])|(?:to|until|till|through|thru) (?=[0-9\\x01]))",
        "a range of days");
    add("(?<![a-z])an? <day>", "any such day");
    add("(?:第[一二三四五0-9]+个?(?:周|星期|礼拜)?的?|前一?个?|后一个|最后一?个?|某个?|[上下]一?个?(?:周|月|"
        "星期|礼拜)的?|[去前明]年的?|[年月周]前的?) ?<day>",
        "another day than the words alone name");
    add("(?<![a-z])(?:first|second|third|fourth|fifth|[1-5](?:st|nd|rd|th)|one|some|another|black|good|"
        "easter|cyber|super|bank|"
        "ash|shrove|holy|palm|whit|ago|weeks? on) <day>|<day>,? (?:last|next|this) (?:year|month|week)|"
        "<day> (?:of(?! all days| course)|in(?= (?:the )?(?:an?|one|two|three|four|five|six|[0-9]+|next|last|"
        "first|second|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|fall|winter|week|"
        "month|year|future))) (?!(?:the )?(?:early |late |mid-?)?<part>)",
        "another day than the words alone name");
    add("农历|阴历|旧历|民国|初[一二三四五六七八九十]|lunar", "another calendar");
    add("(?<![a-z])(?:due|deadline|expir(?:es?|ed|y)|ran out|runs out|valid|renew(?:s|ed|al)?)"
        "(?: (?:date|was|is|by|on|for|until|till|in|back|again|to|be|handed|the|of|it))* <day>|"
        "(?:截止|截至|到期|期限|有效期|保修|质保|有效)(?:日期?|时间|日)?(?:是|为|到|至|在|于)*<day>|<day>(?:"
        "就|才|已经|要)*(?:到期|过期|"
        "截止|截至|满期)",
        "a deadline");
    add("(?<![a-z])(?:supposed|meant|scheduled|booked|expected|due|promised|should have)(?: "
        "(?:to|have|been|be|for|in|"
        "by|it|us|me|arrived?|come|delivered?|installed?|here|on|the|arriving|coming|delivery))* <day>|"
        "(?:本该|本应|应该在|本来(?:说|要|应该)?|原定|约定|预定|说好|计划)(?:是|在|于)?<day>",
        "what was to be");
    add("(?:订单|单号|编号|工单|电话|手机|(?<![a-z])(?:order|phone|ticket))(?:号码?|(?: number| no\\.?)|[ "
        ":是#])*<day>",
        "another kind of number");
    add("生日|birthday|(?<![a-z])(?:married|wedding|born|anniversary)(?![a-z])|结婚|出生", "another day");
    add("(?<![a-z])(?:invoice|receipt|letter|bill|contract|warranty|ticket|statement|quote|document|note|"
        "certificate)(?: (?:is|was|says|shows))*(?: dated| from)?(?: the| of)? <day>|(?<![a-z])dated "
        "(?:the "
        ")?<day>|(?:发票|收据|合同|账单|单据|小票|保单|保修卡|通知)(?:上|上面)?的?(?:日期|时间)?(?:写|开|"
        "落款|印|标)?(?:的|着)?(?:是)?<day>",
        "the day of a paper");
    add("(?<![0-9a-z.])[0-9]+(?:\\.[0-9]+)?(?![0-9a-z])(?! ?[\\p{L}])|<day> ?- ?[0-9]", "a number left over");
    return made;
}

}  // namespace

const char* doubt_about_day(std::string_view clause) {
    static const std::vector<Doubt> doubts = make_doubts();
    for (const Doubt& doubt : doubts) {
        if (doubt.pattern.found_in(clause)) return doubt.reason;
    }
    return nullptr;
}

bool opens_another_choice(std::string_view clause) {
    static const Pattern other{"^ *(?:or(?![a-z])|或|还是|要么|要不|[0-9]{1,2} ?(?:都|也|$))"};
    return other.found_in(clause);
}

bool takes_back_day(std::string_view clause) {
    static const Pattern refusal{
        "^ *(?:actually |oh |um |er )?(?:no|nope|nah|never mind|forget "
        "it|不行?|也不行|还是不行|不了|算了|不方便|没空)[吧啊 ]*$"};
    return refusal.found_in(clause);
}

bool doubt_about_time(std::string_view clause) {
    static const Pattern bound = masked_pattern(
        "<time> ?(?:之|以)?[前后]|<time> ?差|<time> ?(?:或|还是|到|至|-(?!ish)|~|(?:or(?! "
        "so(?![a-z]))|to|until) "
        ")|(?:不到|没到|超过|将近) "
        "?(?:<part>)?<time>|"
        "(?<![a-z])(?:before|after|by|until|till|since|from) <time>|"
        "<time> ?(?:or later|onwards?|or earlier|at the latest|at the earliest)");
    return bound.found_in(clause);
}

bool tells_of_another_day(std::string_view masked) {
    static const Pattern other = masked_pattern(
        "(?<![a-z])(?:(?:on )?(?:some|an)other day|a different day|not (?:on )?that day|not the same day)"
        "(?![a-z])|(?<![a-z])(?:this|it|that)(?: one)? "
        "(?:was|happened|came|is|broke|started)[^,.;!?\\n]{0,24} "
        "(?:after|before|later|earlier)(?: that)? *(?:$|[,.;!?\\n])|(?:不是|并非)(?:在)?(?:那|这|同一)一?天|"
        "(?:另外|另)一天|别的(?:日子|时候|一天)|(?:上回|上次|上一次|上一回|前一次|前一回)[^,.;!?\\n]{0,8}<"
        "day>"
        "[^\\x01]*(?:这回|这次|这一次|这一回|今次)[^\\x01]*$|(?<![a-z])(?:last time|the last one|the "
        "previous "
        "(?:one|time))[^,.;!?\\n]{0,16}<day>[^\\x01]*(?:this one|this time)[^\\x01]*$");
    return other.found_in(masked);
}

bool does_not_suit(std::string_view clause) {
    static const Pattern unfit = masked_pattern(
        "<day>(?:我|又|也|要|得|都|还|是|就|<part>)*(?:难说|不好说|说不准|说不好|不一定|没准|不行|不可以|"
        "不方便|没空|没时间|没有时间|不在|有事|有会|"
        "开会|出差|加班|上班|值班|要去|得去|请假|有课|有约|有安排)|"
        "^ *not (?:on )?<day>[ ,.;]*$|"
        "<day>(?: <part>)?(?:(?:'s| is| was| i'm| i am| i have| i've got) (?:no good|not "
        "good|bad|out|busy|working|"
        "away|hard to (?:say|tell)|doubtful|uncertain|an? (?:[a-z]+ )?(?:meeting|appointment))| "
        "(?:isn't|won't|doesn't|does not) (?:be |any "
        ")?(?:good|work|suit|"
        "possible))(?![a-z])");
    return unfit.found_in(clause);
}

bool tells_of_plans(std::string_view masked) {
    static const Pattern plans{
        "(?<!刚|正)(?:要|打算|准备|计划|得)(?:去)?(?:出差|出门|出国|旅游|旅行|搬家|回老家|上班|开会|请假)(?!"
        "的?时候?|前|之前)|(?<![a-z])(?:"
        "i'm|i am|we're|i'll|i will|we'll|"
        "we are) (?:be )?(?:going|travelling|traveling|away|leaving|flying|moving|off|out|on "
        "holiday)(?![a-z])"};
    return plans.found_in(masked);
}

bool tells_of_promise(std::string_view clause) {
    static const Pattern promise = masked_pattern(
        "(?:你们?|您们?|客服|师傅|人家|他们?|她)[^\\x01]{0,8}?(?:说|答应|承诺|约|讲|通知)(?:好|过|了|的|是|"
        "在|会|要)*<day>|"
        "<day>(?:那天)?[^\\x01]{0,2}?(?:你们?|您们?|客服|师傅)(?:就|才|也|又|都|已经)*(?:说|答应|承诺)|"
        "(?<![a-z])(?:you(?: guys| lot| people)?|they|he|she|your [a-z]+|the "
        "(?:agent|lady|man|fitter|engineer|office))"
        "(?: had| have|'d|'ve)? (?:said|promised|told me|agreed|"
        "were (?:supposed|meant|going|due)|was (?:supposed|meant|going|due))(?![a-z])[^\\x01]*<day>");
    return promise.found_in(clause);
}

}  // namespace askwell::flows::reading
