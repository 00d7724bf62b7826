#include "flows/reading/ratings/irony.h"

#include <algorithm>

#include "flows/reading/text/hinted_pattern.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

bool has_sign_of_irony(const std::vector<Clause>& clauses) {
    return std::any_of(clauses.begin(), clauses.end(), [](const Clause& c) { return c.has(Role::irony); });
}

/// "Very prompt, I only grew a beard meanwhile", 及时得很，黄花菜都凉了: a wait blown up until nobody can
/// mean the praise before it.
bool blows_up_wait(std::string_view text) {
    static const HintedPattern waits{
        "(?<![a-z])(?:(?:two|three|four|five|[2-9]|[1-9][0-9]|several|many|a few|couple of) "
        "(?:birthdays|christmases|"
        "anniversaries|winters|summers|prime ministers|presidents)|(?:grew|grown|growing|grow) (?:a (?:full "
        "|long )?"
        "(?:beard|moustache)|old(?:er)?)|(?:aged|ageing|aging) (?:ten|twenty|[0-9]+|several|a few) years|"
        "(?:hair|beard) (?:went|turned|has gone|is) gr[ae]y|time to (?:retire|raise (?:a|two|three)|write a "
        "(?:book|"
        "novel)|read war and peace|grow)|cobwebs|the next ice age|(?:as|like) an? "
        "(?:snail|sloth|tortoise|glacier))"
        "(?![a-z])|if (?:you|we) (?:call|think|consider) [^,.;!?]{3,40}(?:prompt|quick|fast|slow|a service)|"
        "花儿?都(?:快)?谢了|黄花菜都?(?:快)?凉|头发(?:都)?(?:等|快)*白了|胡子(?:都)?(?:等|快)*(?:长|白)|孩子("
        "?:都|快)*(?:会打酱油|上(?:小|中|大)学|出生)|"
        "天荒地老|地老天荒|海枯石烂|猴年马月|等到(?:过年|明年|下辈子|退休)",
        {"birthdays", "christmases", "anniversar", "winters", "summers", "ministers", "presidents",
         "gr",        "aged",        "ag",         "time to", "cobwebs", "ice age",   " an ",
         " a ",       "if you",      "if we",      "花",      "头发",    "胡子",      "孩子",
         "天荒",      "海枯",        "猴年",       "等到"}};
    // "Last time I grew a beard", "no time to grow old" tell of no such wait.
    return waits.found_in(text) &&
           !contains_any(text, {"上次", "以前", "之前", "原来", "别家", "没等", "不用等", "last time",
                                "used to", "others", "no time", "not ", "n't ", "unlike"});
}

/// 便捷，跑了五趟的那种便捷; 耐心到把我电话挂了; "prompt, only took three months": what follows belies the
/// label.
bool is_belied(std::string_view text) {
    static const HintedPattern belied{
        "(?:跑|等|打|拖|转|催|填|排)[^,.;!?]{2,10}的那种[\\p{Han}]{1,4}$|"
        "(?:到|得)(?:直接|干脆|都)?把(?:我|人家?)[\\p{Han}]{0,6}(?:挂|弄丢|弄坏|气[疯哭死])|"
        "(?<![a-z])(?:only|just|merely) (?:took|waited|needed) (?:you |them |me |us |him )?"
        "(?:(?:a|one|two|three|four|five|six|[0-9]+|several|a few) )?(?:fortnight|months?|years?)(?![a-z])|"
        "(?<![a-z])so [a-z]+ (?:that )?(?:he|she|they|you) (?:hung up|cut me off|put the phone down)|"
        "^[a-z]+ ?\\?+ (?:lol|lmao|rofl|ha(?:ha)*|as if|yeah right|pull the other)(?![a-z])",
        {"那种", "把我", "把人", "fortnight", "month", "year", "hung up", "cut me off", "the phone down",
         "?"}};
    return belied.found_in(text);
}

/// "5 stars for leaving me without a phone", 满分，感谢你们让我白跑三趟: nobody gives marks for that.
bool rewards_harm(std::string_view text) {
    static const HintedPattern harm{
        "(?<![a-z])(?:stars?|points?|marks|[0-9]|satisfied|happy|brilliant|well done|great job|bravo|"
        "congrat(?:ulation)?s|thanks|thank you|hats off|cheers) (?:to you )?(?:for|with) "
        "(?:(?:always|totally|completely|just|yet again) )?"
        "(?:(?:leaving|keeping) (?:me|us|my|our|an? |the )[^,.;!?]{0,30}"
        "(?:without|waiting|hanging|on hold|stranded|in the (?:dark|cold|lurch|rain)|stuck)|"
        "(?:ignoring|wasting|ruining|forgetting|losing|breaking|wrecking|ghosting|cancelling|overcharging|"
        "hanging up on|cutting off|cutting me|fobbing|messing) |making (?:me|us|my|our|an? )[^,.;!?]{0,20}"
        "(?:wait|queue|chase|repeat|pay twice|cry|call (?:back )?(?:again|twice|[0-9])|late|worse)|"
        "(?:never|not) (?:ringing|calling|phoning|showing|turning|answering|helping|solving|fixing|replying|"
        "coming|picking|listening|bothering|caring|doing|telling))|"
        "(?:感谢|谢谢|多谢|奖励|表扬|恭喜|辛苦)(?:一下)?(?:你们?|您们?|贵公司|他们?|她们?)?(?:成功|又|再次|"
        "终于)*(?:"
        "(?:让|害|叫|使)(?:我|俺|老子|我们)(?:们|家|妈|爸)?[^,.;!?没不少免]{0,4}"
        "(?:白跑|白等|等了|跑了|请了|耽误|丢了|损失|失业|白花|多花|熬|迟到|气)|"
        "(?:拖了|迟到|放(?:了)?我鸽子|忽悠|耍(?:了)?我|骗(?:了)?我|浪费(?:了)?我|不理|挂(?:了)?我电话)|"
        "把[\\p{Han}]{1,8}(?:弄|搞|修|寄|送)(?:丢|坏|错|没))",
        {"leaving",  "keeping",  "ignoring", "wasting",    "ruining",      "forgetting", "losing",
         "breaking", "wrecking", "ghosting", "cancelling", "overcharging", "hanging up", "cutting",
         "fobbing",  "messing",  "making",   "for never",  "for not",      "with never", "with not",
         "感谢",     "谢谢",     "多谢",     "奖励",       "表扬",         "恭喜",       "辛苦"}};
    static const HintedPattern spared{
        "(?:not|never|without|instead of) (?:leaving|keeping|making|wasting|losing)|"
        "keeping [^,.;!?]{1,20} (?:posted|informed|updated|up to date|in the loop|company|in the picture)",
        {"leaving", "keeping", "making", "wasting", "losing"}};
    return harm.found_in(text) && !spared.found_in(text);
}

}  // namespace

bool is_taken_back(const std::vector<Clause>& clauses, std::string_view text) {
    static const PhraseMap<bool> words{
        {true, {"开玩笑的",    "骗你的",   "骗你们的",   "逗你的",       "逗你玩",       "反话",
                "说反话",      "我说反话", "反着听",     "just kidding", "only kidding", "just joking",
                "only joking", "才怪",     "yeah right", "my foot",      "my arse",      "my ass",
                "you wish",    "想得美",   "你想得美"}}};
    return std::any_of(clauses.begin(), clauses.end(), [text](const Clause& clause) {
        return std::any_of(clause.pieces.begin(), clause.pieces.end(), [text](const Piece& piece) {
            return piece.kind == PieceKind::word && piece.role == Role::irony &&
                   words.whole(text.substr(piece.begin, piece.end - piece.begin)) != nullptr;
        });
    });
}

bool mocks(const std::vector<Clause>& clauses, std::string_view text) {
    return has_sign_of_irony(clauses) ||
           text.find("as mud") != std::string_view::npos ||  // in the email, say
           blows_up_wait(text) || rewards_harm(text) || is_belied(text);
}

}  // namespace askwell::flows::reading
