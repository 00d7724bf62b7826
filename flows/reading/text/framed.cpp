#include "flows/reading/text/framed.h"

#include <initializer_list>
#include <string>
#include <vector>

#include "flows/reading/text/hint_index.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

constexpr std::size_t kLongest = 120;  // bytes; who writes more tells a story

/// What stands in the frame; what goes on behind a joint is the customer's own.
constexpr const char* kHeld =
    "(?:(?! (?:but|and|so|makes?|this time|today|now|then|though|i|i'd|i'm|me)(?![a-z])|我|这次|这回|现在|今|"
    "还是|也|你们)[^,.;:!?\\n]){1,48}?";
constexpr const char* kPuts = "(?:say|put|give|pick|choose|tick|answer|press|write)";
constexpr const char* kRelatives =
    "(?:老婆|老公|爱人|媳妇|太太|妈妈?|爸爸?|父亲|母亲|儿子|女儿|姐姐?|妹妹?|哥哥?|弟弟?|朋友|同事|邻居|领导|"
    "老板|"
    "室友|家人|婆婆|丈母娘|奶奶|爷爷|外婆|外公)";

/// Frames that are looked for where one of their words stands.
class Frames {
  public:
    void add(const std::string& source, std::initializer_list<std::string_view> hints) {
        for (const std::string_view hint : hints) index_.add(hint, frames_.size());
        frames_.emplace_back(source);
    }

    bool found_in(std::string_view text) const {
        const HintIndex::Patterns possible = index_.in(text);
        for (std::size_t i = 0; i < frames_.size() && possible.any(); ++i) {
            if (possible.test(i) && frames_[i].found_in(text)) return true;
        }
        return false;
    }

  private:
    std::vector<Pattern> frames_;
    HintIndex index_;
};

/// In front of what they hold, and behind it.
struct Kinds {
    Frames leading;
    Frames trailing;
};

std::string english(const std::string& frame) {
    return "^(?:(?:well|um|oh|but|and|so),? )*" + frame + " " + kHeld + "[ .!?]*$";
}

std::string behind_english(const std::string& frame) {
    return std::string{"^\"?"} + kHeld + frame + "[ .!?]*$";
}

constexpr const char* kParticles = "(?:吧|啊|呀|嘛|的|[ .!?])*$";

std::string han(const std::string& frame) {
    return "^" + frame + kHeld + kParticles;
}

std::string behind_han(const std::string& frame) {
    return std::string{"^\"?"} + kHeld + frame + kParticles;
}

void add_others_words(Kinds& kinds) {
    const std::string puts = kPuts;
    kinds.leading.add(
        english("(?:my|our|his|her) (?:wife|husband|mum|mom|mother|dad|father|son|daughter|sister|brother|"
                "friend|mate|neighbou?r|boss|manager|colleague|partner|flatmate|landlord|nan|gran|grandma|"
                "aunt|uncle|cousin|girlfriend|boyfriend|kids?)(?: (?:says?|said|thinks?|thought|reckons?|"
                "wants|wanted|told me|chose|picked|put|gave)|(?:'d| would) (?:say|put|give|pick|choose))"),
        {" wife",     " husband",   " mum",     " mom",      " dad",      " father",  " son",
         " daughter", " sister",    " brother", " friend",   " mate",     " neighbo", " boss",
         " manager",  " colleague", " partner", " flatmate", " landlord", " nan",     " gran",
         " aunt",     " uncle",     " cousin",  " girlfr",   " boyfr",    " kid"});
    kinds.leading.add(
        english(
            "(?:they|he|she|you|people|others|someone|somebody|(?:the|your) (?:driver|fitter|agents?|boss|"
            "ad|ads|advert|website|site|leaflet|app|man|lady|guy|rep|manager|technician|engineer|colleague|"
            "bot|people|staff|brochure|email))(?: all| always| just| only)? (?:said|says?|told me|"
            "claim(?:s|ed)?|promised?|promises|wrote|advertised?|(?:wanted|asked|told|begged|expects?|"
            "expected|got) me to " +
            puts + "|made me " + puts + ")"),
        {" said", " says", "they say", "you say", "he say", "people say", "others say", " told", " claim",
         " promis", " wrote", " advert", " me to ", " made me"});
    kinds.leading.add(
        english("i(?:'ve| have)?(?: was| am)?(?:'m)? (?:been )?(?:told|asked|supposed|meant|expected) to " +
                puts),
        {"told to", "asked to", "supposed to", "meant to", "expected to"});
    kinds.trailing.add(
        behind_english(
            "(?: (?:said|says|thinks|according to) (?:the|my|our|your) [a-z]+|\"? (?:he|she|they|you) "
            "(?:said|says?)|[ ,]+(?:or )?so they (?:say|said|claim)|[ ,]+if you believe "
            "(?:them|him|her|that))"),
        {" said", " says", "they say", "you say", "he say", "people say", "others say", " thinks",
         "according", "so they", "believe"});
    kinds.trailing.add(
        behind_english(
            " is what (?:they|you|he|she) (?:want|wants|wanted|expect|expects|expected|asked)(?: me)?"
            "(?: to (?:hear|say|put|see))?"),
        {" is what"});
    kinds.leading.add(
        han("(?:我们?)?(?:本来|原来|原本|当初|一直|开始|一开始|起初)?(?:还|都|也)?以为(?:是|会|要|得)?"),
        {"以为"});
    kinds.leading.add(han("听(?:我|我们)?(?:的|家)?" + std::string{kRelatives} + "们?(?:说|讲)(?:是|会)?"),
                      {"听"});
    kinds.leading.add(english("i(?:'d| had)?(?: always| first| just)? (?:thought|assumed|figured) "
                              "(?:it|this|they|you|he|she|that)(?:'d| would| was going to| might)(?: be)?"),
                      {"thought", "assumed", "figured"});
    kinds.leading.add(han("[我俺咱]?们?家?的?" + std::string{kRelatives} +
                          "(?:说(?!得|明|话|清)|话(?=佢|他|她|会|[0-9])|觉得|认为|会?[让叫]我[选打给]|[想会]["
                          "选打给]|[选给]了?|打(?=["
                          "0-9一二三四五六七"
                          "八九十]))(?:是|的是)?"),
                      {"老婆", "老公", "爱人", "媳妇", "太太", "妈",   "爸",   "父亲", "母亲", "儿子",
                       "女儿", "姐",   "妹",   "哥",   "弟",   "朋友", "同事", "邻居", "领导", "老板",
                       "室友", "家人", "婆婆", "丈母", "奶奶", "爷爷", "外婆", "外公"});
    kinds.leading.add(han("(?:他|她|他们|她们|你们|客服|师傅|店员|网站上?|网上|官网上?|广告上?|宣传|海报上?|"
                          "说明书上?|别人|有人|"
                          "人家|小哥|经理|销售)(?:都|就|却|明明|只|一直)?(?:说是?(?!得|明|话|清)|讲是|写着?|"
                          "写的是?|承诺|答应|"
                          "保证|宣称|标着?|[让叫要]我?[选打给写填])"),
                      {"说", "讲是", "写", "承诺", "答应", "保证", "宣称", "标", "让", "叫", "要"});
    kinds.trailing.add(behind_han("\"?(?:他|她|他们|客服|师傅|你们|我老婆|我老公)说的"), {"说的"});
}

void add_other_times(Kinds& kinds) {
    kinds.leading.add(english("last (?:time|year|month|week|winter|summer|autumn|spring)(?: (?:it was|it's "
                              "been|i (?:used|chose|"
                              "said|gave)|was))?"),
                      {"last "});
    kinds.leading.add(
        english("(?:normally|usually|typically|previously|back then|in the past)(?: it(?:'s| is| was))"),
        {"normally", "usually", "typically", "previously", "back then", "in the past"});
    kinds.leading.add(english("(?:up )?until (?:last (?:week|month|year)|yesterday|recently)(?: it was)?"),
                      {"until "});
    kinds.leading.add(english("before (?:the|your|that|this) [a-z]+(?: it was)?"), {"before "});
    kinds.leading.add(english("(?:for )?(?:the|my|your) (?:other|previous|earlier|former) "
                              "(?!two|three|four|ones?|day|night|week|month|hand|way|side|"
                              "half)[a-z]+(?: (?:was|got|gets|would be))?:?"),
                      {" other ", " previous ", " earlier ", " former "});
    kinds.leading.add(
        han("(?:上次|上回|去年|前年|上个月|上一次|以前|之前|原来|本来|原先|从前|升级之?前|更新之?前|另一家|"
            "别家|"
            "其他家|上一单|前一单|之前那个(?:客服|师傅)|上个(?:客服|师傅))(?:是|给了?|选的?|用的?|打的?)?"),
        {"上次", "上回", "去年", "前年", "上个", "上一", "以前", "之前", "原来", "本来", "原先", "从前",
         "升级前", "更新前", "另一家", "别家", "其他家", "前一单"});
}

void add_wishes_and_questions(Kinds& kinds) {
    const std::string puts = kPuts;
    kinds.leading.add(
        english(
            "(?:(?:it(?:'s| is| was) )?(?:supposed|meant|ought) to (?:be|have been)|(?:it )?should(?:'ve| "
            "have) been)"),
        {"supposed to", "meant to", "ought to", "should"});
    kinds.leading.add(english("(?:(?:i'?d|i would) (?:love|have liked|have loved) to " + puts +
                              "|i wish i could " + puts + ")"),
                      {" love to", "liked to", "loved to", "i wish"});
    kinds.leading.add(english("(?:so much for|nothing like)"), {"so much for", "nothing like"});
    kinds.leading.add(
        english("(?:who (?:says|said)(?: it'?s| it was)?|why (?:would|should|do) i " + puts + ")"),
        {"who sa", "why "});
    kinds.leading.add(english("what(?:'s| is)? (?:do you mean by|meant by|does|counts as|exactly is)"),
                      {"what"});
    kinds.leading.add(english("(?:does|(?:can|should|shall) i " + puts + ")"),
                      {"does ", "can i", "should i", "shall i"});
    kinds.trailing.add(
        behind_english(
            "(?: would be (?:a lie|lying|a joke|pushing it|an exaggeration|an insult)| (?:is|was)(?: "
            "not|n't) (?:(?:(?:quite|really|exactly) )?the word(?: i'd use)?|(?:how|what) i'd "
            "(?:put|call) it))"),
        {" would be", "the word", "i'd put", "i'd call"});
    kinds.trailing.add(
        behind_english(
            "(?:(?:,|\\.{2,}|…| -) ?not| my (?:foot|arse|ass|eye)|[ ,]+yeah,? right|[ ,]+as if|[ ,]+in "
            "your dreams| for you,? (?:but )?not for (?:me|us))"),
        {"not", "my foot", "my arse", "my ass", "my eye", "right", "as if", "dreams"});
    kinds.leading.add(han("(?:差点(?:就|儿就?)?(?:[给选打])?|哪里|哪算|哪能算|这也叫|这也算|这叫|什么叫|谁说|"
                          "凭什么|但愿|万一|"
                          "呵呵|可以选|能不能选|可不可以选|能选)"),
                      {"差点", "哪里", "哪算", "哪能", "这也", "这叫", "什么叫", "谁说", "凭什么", "但愿",
                       "万一", "呵呵", "选"});
    kinds.leading.add(std::string{"^还(?!行|可以|好|不错|凑合|算|蛮|挺|没|不|有|在|要|会|得|是)"} + kHeld +
                          "呢" + kParticles,
                      {"呢"});
    kinds.trailing.add(
        behind_han(
            "(?:个(?:鬼|屁|头|毛|锤子)|才怪|算不算|是(?:什么|啥)意思|(?:是|具体|主要)*指的?是?(?:什么|啥|"
            "哪)[^,.;!?]{0,6}|(?:都|具体)?包括(?:什么|啥|哪)[^,.;!?]{0,4}|怎么算|(?:是|就是|都是)(?:骗人|"
            "假|吹|忽悠|瞎说|扯)的?|还差得?远|是[你他]们想[听要]的吧?)"),
        {"个鬼",   "个屁", "个头", "个毛", "个锤", "才怪", "算不算", "意思", "指",   "包括",
         "怎么算", "骗人", "假",   "吹",   "忽悠", "瞎说", "扯",     "还差", "想听", "想要"});
}

/// "I wish it was", "I was going to say", 你们就想听…吧: hoped for, nearly said, wanted to be heard.
void add_unsaid(Kinds& kinds) {
    const std::string puts = kPuts;
    kinds.leading.add(
        "^(?:(?:i|we)(?:'d| had)? ?(?:was|were|been|had been)? ?)?(?:expect(?:ed|ing)|hop(?:ed|ing) "
        "for|(?:was )?promised) "
        "(?:an? |at least )?[0-9]{1,2}(?:[- ]?stars?| points?| out of [0-9]{1,2})?(?: service| treatment| "
        "rating)?[ .!]*$",
        {"expect", "hop", "promised"});
    kinds.leading.add(
        english("i(?:'d| do)? (?:only )?wish (?:it|they|that|you|he|she|this)(?:'d)?(?: (?:was|were|had been|"
                "could be|could have been|been))?"),
        {"wish "});
    kinds.leading.add(
        english(
            "i (?:never|didn't|did not|haven't|have not)(?: ever| actually)? (?:say|said|wrote|write|typed?|"
            "put|gave|given?|chose|chosen|pick(?:ed)?|tick(?:ed)?|select(?:ed)?|mean|meant)"),
        {"i never", "i didn't", "i did not", "i haven't", "i have not"});
    kinds.leading.add(
        english(
            "i (?:seriously |really |very much |highly )?doubt (?:it|that|this|they|you)(?:'s| is| was| were|"
            "'ll be| will be|'re| are)"),
        {"doubt "});
    kinds.leading.add(english("i(?:'d| had)? (?:was|been|am|were|'m) "
                              "(?:going|about|tempted|planning|thinking of|close)(?: to)? "
                              "(?:say|put|give|pick|choose|tick|answer|press|write|saying|giving|putting)"),
                      {"going to", "about to", "tempted to", "planning to", "thinking of"});
    kinds.leading.add(
        english("(?:you|they)(?: just| only| really| all)? (?:want|wants|need|expect|would like|'d like|"
                "'d love) (?:me|us) to " +
                puts),
        {" want", " need", " expect", "like "});
    kinds.leading.add(
        english("what(?:'s| is) the (?:point|use|good) (?:of|in) (?:saying|putting|giving|choosing|picking|"
                "ticking)"),
        {" the point", " the use", " the good"});
    kinds.trailing.add(
        std::string{
            "^[^\\n]{1,48}?[ ,.…!;-]+(?:(?:but|hmm+|um|er|wait|no),? )*(?:let me think(?: about (?:it|that|"
            "this))?(?: some more| again| first)?|(?:i'll|i|i'd|i'm going to)(?: need to| have to| "
            "must| will)? think about (?:it|that|this)(?: some more| again| first)?|give me a "
            "(?:minute|moment|sec|second) to think)[ .!]*$"},
        {"think"});
    kinds.trailing.add(
        std::string{"^[^\\n]{1,48}?[ ,.…!;-]+(?:(?:i'm|i am|ha(?:ha)*),? )*(?:(?:just|only) )?(?<!no "
                    ")(?<!not )(?<!n't )(?:kidding|joking|"
                    "teasing|messing with you|pulling your leg|(?:just|only) a joke|jk|j/k)[ .!]*$"},
        {"kidding", "joking", "teasing", "messing", "pulling", " joke", "jk", "j/k"});
    kinds.trailing.add(
        std::string{
            "^[^\\n]{1,40}?[ "
            ",.…~!;]+(?:哈)*(?:我)?(?:跟你们?|和你们?)?(?:只是|就是|是)?(?:开个?玩笑|逗你们?玩?|说着玩|"
            "闹着玩)(?:而已|罢了|的|啦|呢|哈)*[ .!~]*$"},
        {"玩"});
    kinds.trailing.add(
        behind_english(" or something(?: else| other| along those lines)?(?:,? (?:who knows|whatever|dunno|"
                       "idk|i don't know))?"),
        {"or something"});
    kinds.trailing.add(
        std::string{"^(?:i hope|hope|hopefully|let's hope|maybe|perhaps|with luck|fingers crossed)(?: for| "
                    "it's| it'll be| to be)? "} +
            kHeld + ",? next time[ .!?]*$",
        {"next time"});
    kinds.trailing.add(std::string{"^[^\\n]{1,40}?[ ,.…~!;]+(?:等等?[, "
                                   "]*)?(?:我|让我|容我|等我)?(?:还?得|还是|还|要|先)?再?(?:想想|想一想|"
                                   "考虑考虑|考虑一下|想一下|琢磨琢磨)(?:吧|看|再说|哈|啊|哦)*[ .!…]*$"},
                       {"想", "考虑", "琢磨"});
    kinds.trailing.add(behind_han("(?:还有?(?:什么|啥)?(?:用|意义|意思)|有(?:什么|啥|个屁|毛)(?:用|意义)|又(?"
                                  ":怎么?样|能怎|如何)|顶(?:什么|啥)用)"),
                       {"用", "意义", "意思", "怎", "如何"});
    kinds.leading.add(han("(?:希望|但愿|期待|争取|盼着?|指望)(?:你们|贵司)?(?:下次|下回|以后|今后|将来|往后|"
                          "再来时?)(?:能|可以|会|是|给|有|打)*(?!"
                          "更|再|改|继|还|也|不|别|多|少|早|快)"),
                      {"希望", "但愿", "期待", "争取", "盼", "指望"});
    kinds.leading.add(han("(?:总不能|别以为|别指望|休想|难不成|莫非|该不会)(?:是|说|打|给|选|让我|"
                          "我|会|还|真|就|个)*"),
                      {"总不能", "别以为", "别指望", "休想", "难不成", "莫非", "该不会"});
    kinds.leading.add(han("(?:你们?|您|他们)(?:不)?(?:就是?|只|是|无非|不过)*(?:想要?|希望|指望|盼着|等着|要)"
                          "(?:听到?|让?我们?(?:说|打|给|选|填|回|评)|"
                          "我(?:说|打|给|选|填|回|评))(?:个|是|一个)?"),
                      {"想", "希望", "指望", "盼", "等着", "要"});
    kinds.leading.add(han("(?:你们?的?|那个)?(?:客服|师傅|店员|小哥|经理|销售|人家|他|她|小姐姐)(?:都|就|却|"
                          "非|一直|还|硬)*(?:说)?[让叫要求教](?:我们?|俺)"
                          "(?:回复?|说|评|勾|点|按)(?:个|是|一个)?"),
                      {"让", "叫", "要", "求", "教"});
}

const Kinds& kinds_of_frames() {
    static const Kinds kinds = [] {
        Kinds made;
        add_others_words(made);
        add_other_times(made);
        add_wishes_and_questions(made);
        add_unsaid(made);
        return made;
    }();
    return kinds;
}

/// Said of a label of a scale they have a score of their own.
const Frames& denials() {
    static const Frames frames = [] {
        Frames made;
        made.add(english("(?:hardly|far from)"), {"hardly", "far from"});
        made.add(han("(?:谈不上|算不上|称不上)"), {"谈不上", "算不上", "称不上"});
        return made;
    }();
    return frames;
}

/// Doubt and denial that a score has words of its own for: 不知道是不是每周两次, "not sure if monthly".
const Frames& doubts() {
    static const Frames frames = [] {
        Frames made;
        made.add(
            english(
                "(?:(?:i'm |i am )?not sure (?:if|whether)(?: it'?s| it was| it is)?|(?:is|was) it|if only"
                "(?: it was| it were)?|(?:it )?would(?:'ve| have) been|(?:it )?used to be|i "
                "(?:wouldn't|would not) "
                "say)"),
            {"not sure", "is it", "was it", "if only", "would", "used to be"});
        made.add(han("(?:(?:我)?(?:不知道|不晓得|不确定|不清楚|不敢说)(?:是不是|是否|算不算)|会不会是?|"
                     "不一定是|我可?没有?说(?:过)?|"
                     "要是|如果是|假如是|难道是?|怎么可能是?)"),
                 {"不知道", "不晓得", "不确定", "不清楚", "不敢说", "会不会", "不一定", "没说", "没有说",
                  "要是", "如果", "假如", "难道", "怎么可能"});
        return made;
    }();
    return frames;
}

bool is_short(std::string_view text) {
    return !text.empty() && text.size() <= kLongest;
}

}  // namespace

bool begins_in_frame(std::string_view folded, Held held) {
    const std::string_view text = trim_space(folded);
    if (!is_short(text)) return false;
    return kinds_of_frames().leading.found_in(text) || (held != Held::score && denials().found_in(text)) ||
           (held == Held::option && doubts().found_in(text));
}

bool ends_in_frame(std::string_view folded) {
    const std::string_view text = trim_space(folded);
    return is_short(text) && kinds_of_frames().trailing.found_in(text);
}

}  // namespace askwell::flows::reading
