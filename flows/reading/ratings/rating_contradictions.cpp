#include "flows/reading/ratings/rating_contradictions.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "flows/reading/ratings/irony.h"
#include "flows/reading/text/feelings.h"
#include "flows/reading/text/hinted_pattern.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

/// True when a clause says `role` about the score, not about something that it names.
bool any_says(const std::vector<Clause>& clauses, Role role) {
    return std::any_of(clauses.begin(), clauses.end(), [role](const Clause& clause) {
        return clause.has(role) && !clause.has(PieceKind::text) && !clause.has(Role::negation);
    });
}

/// Words of a verdict that allow no score on the other side: +1 praise, -1 blame.
const PhraseMap<int>& strong_verdicts() {
    // clang-format off
    static const PhraseMap<int> words{
        {1, {"太好了", "特别好", "太棒了", "great", "lovely", "excellent", "awesome", "amazing", "perfect", "brilliant", "fantastic", "wonderful", "outstanding", "superb", "best", "最好", "最佳", "很棒", "很好", "非常好", "非常满意", "很满意", "特别满意", "十分满意", "very satisfied", "very happy", "extremely happy", "extremely satisfied"}},
        {-1,
         {"太差了", "太烂了", "极差", "非常差", "特别差", "太差劲", "太差劲了", "差劲", "horrendous", "abysmal", "atrocious", "diabolical", "terrible", "awful", "horrible", "useless", "rubbish", "dreadful", "appalling", "shocking", "disgusting", "disgraceful", "pathetic", "最低", "太差", "太烂", "很烂", "很差", "不行", "真不行", "不咋地", "不咋样", "不怎么样", "不靠谱", "非常不满意", "很不满意", "特别不满意", "very dissatisfied", "very unhappy", "extremely dissatisfied", "extremely unhappy"}},
    };
    // clang-format on
    return words;
}

/// True when a clause holds no more than a strong verdict of `sign` and words around it: "5, terrible".
bool strongly_says(const std::vector<Clause>& clauses, std::string_view text, int sign) {
    const Clause* before = nullptr;
    return std::any_of(clauses.begin(), clauses.end(), [&](const Clause& clause) {
        const Clause* const last = std::exchange(before, &clause);
        // "The music was so awful": said of what the clause before names.
        if (clause.joined && last != nullptr && last->has(PieceKind::text)) return false;
        if (clause.has(PieceKind::text) || clause.has(PieceKind::off_scale) || clause.has(Role::negation) ||
            clause.has(Role::starter) || clause.has(Sense::past) ||
            clause.has(sign > 0 ? Role::blame : Role::praise))  // "1, best avoid"
            return false;
        return std::any_of(clause.pieces.begin(), clause.pieces.end(), [&](const Piece& piece) {
            const int* said = strong_verdicts().whole(text.substr(piece.begin, piece.end - piece.begin));
            return piece.kind == PieceKind::word && said != nullptr && *said == sign;
        });
    });
}

/// "1 - wonderful lady, so kind, thank you": thanks and twice praise, with no complaint and no wish.
bool only_thanks(const std::vector<Clause>& clauses, std::string_view text) {
    static const PhraseMap<bool> thanks{
        {true, {"thank you", "thanks", "thank u", "thankyou", "many thanks", "感谢", "谢谢", "多谢"}}};
    static const PhraseMap<bool> wishes{
        {true, {"please", "pls",  "more", "should",       "could", "but", "if",   "next time",
                "would",  "hope", "wish", "was supposed", "更",    "请",  "希望", "建议",
                "但",     "但是", "不过", "就是",         "能",    "要",  "应该"}}};
    const bool reserved = std::any_of(clauses.begin(), clauses.end(), [](const Clause& clause) {
        return clause.asked || clause.has(Role::negation) || clause.has(Role::condition);
    });
    bool thanked = false;
    for (std::size_t i = 0; i < text.size() && !reserved; i += code_point_at(text, i).length) {
        if (wishes.at(text, i) != nullptr) return false;
        thanked = thanked || thanks.at(text, i) != nullptr;
    }
    if (!thanked) return false;
    std::ptrdiff_t praise = 0;
    for (const Feeling& feeling : feelings_in(text)) {
        if (feeling.value < 0) return false;
        const std::string_view said = text.substr(feeling.begin, feeling.end - feeling.begin);
        praise += feeling.value > 0 && said != "感谢" ? 1 : 0;
    }
    return praise >= 2;
}

/// "5 - total nightmare": a clause that is an outcry of blame.
bool cries_out(std::string_view text) {
    static const HintedPattern outcry{
        "(?:^|[,.;:!0-9\\n-]) *(?:it'?s |it was |this (?:is|was) |was |what )?(?:just |such )?(?:an? )?"
        "(?:(?:total|totally|complete|absolute|utter|pure|real|bloody|right|proper) )*"
        "(?:nightmare|disaster|shambles|disgrace|farce|joke|fiasco)"
        "(?: of an? [a-z]+| (?:from start to finish|start to finish|to deal with))*(?= ?(?:[,.;:!\\n-]|$))|"
        "(?:^|[,.;:!分\\n ]) *(?:这)?(?:简直|真|真的|完全|纯属|太)*(?:就)?是?(?:一?[场个])?"
        "(?:噩梦|灾难|笑话|受罪|折磨)(?:一样|一般)?(?:的(?:体验|服务|经历))?了?(?= ?(?:[,.;:!\\n]|$))|"
        "(?:^|[,.;:!0-9\\n-]) *(?:(?:it|this|that|you)(?:'s|'re| is| are| was| were)? |quite |simply |just "
        "|by far "
        "|honestly |utterly |absolutely |easily |probably |truly )*(?:the )?(?:very )?(?:worst (?:[a-z'-]+ "
        "){0,3}?(?:ever|on earth|in the (?:world|country)|i've|i "
        "have|going|around)|pits(?![a-z]))|"
        "(?:^|[,.;:!分星\\n "
        "])(?:你们|这|简直|真是?|服务|售后|态度|客服)*(?:(?:差|烂|坑|糟)(?:到(?:了)?(?:极点|家|爆|底|没边|"
        "离谱)|"
        "透了|爆了|极了)|(?:是)?(?:我)?(?:史上|这辈子|平生|有史以来|全(?:国|世界|中国))?(?:见过|遇到|碰到|"
        "用过)?(?:过)?最(?:烂|差|垃圾|坑|糟糕|恶心)的?"
        "(?:一次)?(?:售后|服务|客服|公司|商家|店|品牌|体验|热线|一家|一次)(?=$|[,.;:!])|(?:从|就)?没(?:有)?"
        "见过(?:这么|这样)(?:差|烂|坑|垃圾)|"
        "坑死人|坑人不)|"
        "(?:^|[,.;:!分\\n ])(?:这|你们|服务|态度|实在|真是?|真的|简直|就是|的)*太(?:差劲?|烂|糟糕?)了?(?= "
        "?(?:[,.;:!\\n]|$))",
        {"太差",   "太烂", "太糟",      "worst",    "pits",     "到极点",   "到了极点", "到家",
         "到爆",   "到底", "没边",      "离谱",     "透了",     "爆了",     "极了",     "最",
         "见过",   "坑",   "nightmare", "disaster", "shambles", "disgrace", "farce",    "joke",
         "fiasco", "噩梦", "灾难",      "笑话",     "受罪",     "折磨"}};
    // The pattern takes longer than all the rest of a short reply.
    return outcry.found_in(text);
}

/// "1 - best service ever": nothing is better, no "not" is before it, and it was not in the past.
bool praises_beyond_others(const std::vector<Clause>& clauses, std::string_view text) {
    static const Pattern superlative{
        "(?<!not )(?<!not the )(?<!n't the )(?<![a-z])(?:best|greatest|finest|nicest|loveliest) (?:[a-z]+ "
        "){0,3}"
        "(?:ever|(?:i've|i have|we've|we have) (?:ever "
        ")?(?:had|seen|used|known|come across))(?![a-z])|(?:^|[,.;:!0-9\\n-]) *(?:truly |really |absolutely "
        "|just |simply |"
        "what |an? "
        ")*(?:superb|excellent|great|amazing|outstanding|brilliant|fantastic|wonderful|perfect|awesome|"
        "first[- ]class|top[- ]notch|exceptional|fabulous) "
        "(?:work|job|service|experience|support|stuff|help|team|"
        "staff|people|company)(?: all round| throughout| as always| indeed| thank you| thanks| guys| team| "
        "everyone| "
        "all| keep it up)*(?= ?(?:[,.;:!\\n-]|$))|(?<!不是)最好的(?:一次|一家|服务|客服|体验)|服务太好了|"
        "(?:^|[,.;:!0-9\\n-]) *(?:i'm |i am |i was |we're |we are |we were )?(?:absolutely |truly |really "
        "|so "
        "|totally |completely |just |well )*(?:delighted|thrilled|chuffed(?: to bits)?|over the moon|blown "
        "away|loved (?:it|every minute(?: of it)?))(?: with (?:it|you|the [a-z]+))?(?= ?(?:[,.;:!\\n-]|$))"};
    const auto is_past = [](const Clause& clause) { return clause.has(Sense::past); };
    return superlative.found_in(text) && std::none_of(clauses.begin(), clauses.end(), is_past);
}

/// 1分，我非常满意你们的服务; 5，名字地址都不准确: a verdict of the other end of the scale, as a sentence.
bool says_the_other_end(std::string_view text, bool top) {
    constexpr const char* kBegins = "(?:^|[,.;:!?分星\\n ])";
    static const HintedPattern praise{std::string{kBegins} +
                                          "(?:我|我们|总体|整体|真的|确实)*(?:对(?:你们|这次|他|她)[\\p{Han}]"
                                          "{0,6})?(?:非常|很|特别|十分|极其|相当)"
                                          "(?:地|的)?满意(?:你们|您们|贵|这次|他|她|这个)",
                                      {"满意"}};
    static const HintedPattern blame{std::string{kBegins} +
                                         "(?:什么都|啥都|啥也|什么也|根本|完全|一点都?|半天都?|都|谁都|[\\p{"
                                         "Han}]{2,6}都)(?:没|不)(?:有)?(?:说|讲|解释)?得?"
                                         "(?:清楚|准确|明白|及时|专业)(?:啊|呀|的|了)*(?=[,.;:!\\n ]|$)|" +
                                         kBegins +
                                         "(?:从来|从头到尾|根本|压根|一直|自始至终)(?:都|就)?没(?:有)?(?:"
                                         "一个)?人(?:告诉|通知|联系|说|管|理|跟我|给我|回)",
                                     {"清楚", "准确", "明白", "及时", "专业", "人"}};
    if (contains_any(text, {"别家", "上次", "以前", "之前", "原来", "其他", "别人", "以为", "不过"}))
        return false;
    return top ? blame.found_in(text) : praise.found_in(text);
}

}  // namespace

bool contradicted(const std::vector<Clause>& clauses, std::string_view text, const Scale& scale, int score) {
    if (is_taken_back(clauses, text)) return true;
    const int twice = 2 * score;
    const int middle = scale.lowest() + scale.highest();
    const bool end = score == scale.highest() || score == scale.lowest();
    if (end && says_the_other_end(text, score == scale.highest())) return true;
    if (twice > middle)
        return any_says(clauses, Role::blame) || mocks(clauses, text) || strongly_says(clauses, text, -1) ||
               cries_out(text);
    if (score == scale.lowest() && (only_thanks(clauses, text) || praises_beyond_others(clauses, text)))
        return true;
    return twice < middle && (any_says(clauses, Role::praise) || strongly_says(clauses, text, 1));
}

bool recommends_otherwise(std::string_view comment, bool high) {
    static const HintedPattern never{
        "(?:^|[,.;!?\\n] ?)(?:(?:but|and|so) )?(?:i |we )?(?:would never|will never|would "
        "not|wouldn't|won't|will not|"
        "can't|cannot|can not|never)(?: ever)? recommend|"
        "(?:绝对|绝|坚决|打死都?|死都|永远|永远都|这辈子都?|一辈子都|肯定|一定)(?:也|都)?(?:不会|不可能|不)(?"
        ":再)?(?:给|向|跟|把)?"
        "[\\p{Han}]{0,4}推荐",
        {"recommend", "推荐"}};
    static const HintedPattern warned{
        "^(?:but |and )?(?:(?:absolutely|definitely|certainly|of course|hell|god|heck|surely) (?:not?)|no "
        "(?:way|chance)|not (?:a chance|ever|in a million years|on your life))(?= ?[,.;!]|$)|"
        "(?<!n't )(?<!not )(?<!never )(?<!to )(?<![a-z])(?:warn(?:ed|ing)? "
        "(?:everyone|everybody|anyone|people|others|all|my|the "
        "world)|tell(?:ing)? (?:everyone|everybody|anyone|people|all my [a-z]+) (?:not to|to "
        "(?:avoid|stay|steer|"
        "keep|go elsewhere))|steer (?:well )?clear|avoid like the plague)|"
        "^(?:绝对|肯定|坚决|当然|打死也?|死也)(?:不|不会|不可能)(?:的|吧|了)?(?=[,.;!]|$)|"
        "劝(?:大家|朋友|别人|各位|亲友|亲戚|身边|所有人)[^,.;!]{0,3}(?:别|不要|千万|绕|慎|三思)|拉黑(?:你们|"
        "了)?$",
        {"not", "no", "warn", "tell", "steer", "plague", "不", "劝", "拉黑"}};
    if (high && warned.found_in(comment)) return true;
    static const HintedPattern always{
        "(?:^|[,.;!?\\n] ?)(?:i |we )?(?:i'd|i'll|we'd|would|will|'d)? ?(?:absolutely |definitely |certainly "
        "|always |happily |gladly )?"
        "recommend(?:ed)? (?:you |them |it |this )?to (?:absolutely |nearly |almost )?"
        "(?:everyone|everybody|anyone|anybody|all my)|"
        "(?:一定|肯定|绝对|逢人就|见人就|到处)会?(?:(?!不|没)[\\p{Han}]){0,5}推荐",
        {"recommend", "推荐"}};
    return (high ? never : always).found_in(comment);
}

bool likelihood_at_odds(std::string_view comment, int score) {
    constexpr int kLow = 2;
    constexpr int kHigh = 7;
    static const HintedPattern likely{
        "^(?:(?:very|quite|highly|extremely|most|pretty|super) )?likely(?! not)(?![a-z])|"
        "^(?:i |we )?(?:(?:'d|would|will) )?(?:absolutely|definitely|certainly|of course|surely)(?: would| "
        "will| i would)?[.! ]*$|"
        "^(?:i |we )?(?:have |'ve )?already recommended|(?:^|[,.;!] ?)(?:the )?(?:best|greatest) "
        "(?:company|firm|service|shop|people) "
        "ever|^(?:i |we )?love you(?![a-z])|^i tell (?:everyone|everybody|all my [a-z]+|people) (?:about "
        "you|to (?:use|try|buy|come))|"
        "^(?:我|我们)?(?:(?:一定|肯定|非常|很|特别|十分|已经|早就|强烈|极力|乐意|愿意|会|能|可能|都)+|给[\\p{"
        "Han}]{2}){1,3}推荐(?!不)",
        {"likely", "absolutely", "definitely", "certainly", "of course", "surely", "already", "best",
         "greatest", "love", "tell", "推荐"}};
    static const HintedPattern unlikely{
        "^(?:(?:very|highly|quite|most|extremely|pretty|rather) )?(?:unlikely|not (?:very |that |at all |so "
        "|all that )?likely)(?![a-z])|"
        "^(?:我|我们)?(?:不太|不大|不怎么|很难|几乎不|基本不|不)(?:可能|会|想|愿意|敢)*推荐(?!白)|谁(?:会)?"
        "推荐谁",
        {"likely", "推荐"}};
    return (score <= kLow && likely.found_in(comment)) || (score >= kHigh && unlikely.found_in(comment));
}

bool denies_of_another(std::string_view text) {
    static const HintedPattern denial{
        "[,.;!?\\n] ?(?:but |and |though |while |yet )?(?:the|your|his|her|their) (?:[a-z'-]+ ){1,4}"
        "(?:was|were|is|are|did|does|do)(?:n't|nt| not)(?: so much| at all| though)? ?(?:[,.;!?]|$)",
        {"n't", "nt", " not"}};
    return denial.found_in(text);
}

bool rules_out_more(const std::vector<Clause>& clauses, const Scale& scale, int score) {
    const int middle = scale.lowest() + scale.highest();
    return std::any_of(clauses.begin(), clauses.end(), [&](const Clause& clause) {
        return !clause.says_something() &&
               std::any_of(clause.pieces.begin(), clause.pieces.end(), [&](const Piece& piece) {
                   if (piece.kind != PieceKind::label || piece.score || !piece.denied) return false;
                   const bool further = 2 * score > middle ? *piece.denied > score : *piece.denied < score;
                   return further && (2 * score - middle) * (2 * *piece.denied - middle) > 0;
               });
    });
}

bool objects_elsewhere(const std::vector<Clause>& clauses, std::string_view text) {
    static const PhraseMap<bool> failures{
        {true, {"没解决", "没有解决", "未解决", "没搞定", "没修好", "没弄好", "没办成", "没办好",
                "没用",   "没有用",   "不能用", "用不了", "不行",   "又坏",   "坏了",   "失望",
                "投诉",   "不推荐",   "不会再", "退货",   "退款",   "白跑",   "骗",     "跟没",
                "等于没", "气人",     "生气",   "最差",   "垃圾",   "差评",   "写错",   "记错"}}};
    static const PhraseMap<bool> wholes{{true, {"满意", "解决", "好用", "顺利", "高效", "准确"}}};
    const auto conceded = [](const Piece& piece) { return piece.conceded; };
    const auto granted = std::find_if(clauses.begin(), clauses.end(), [&](const Clause& clause) {
        return std::any_of(clause.pieces.begin(), clause.pieces.end(), conceded);
    });
    if (granted == clauses.end() || clauses.back().trails_off) return false;
    const bool objects = std::any_of(granted + 1, clauses.end(), [](const Clause& clause) {
        return clause.says_something() || (clause.has(Role::deduction) && !clause.has_score());  // 态度差
    });
    if (!objects) return false;
    const Piece& label = *std::find_if(granted->pieces.begin(), granted->pieces.end(), conceded);
    const auto names = [text](const PhraseMap<bool>& words, std::size_t begin, std::size_t end) {
        while (begin < end && words.at(text, begin) == nullptr) begin += code_point_at(text, begin).length;
        return begin < end;
    };
    return !names(wholes, label.begin, label.end) || !names(failures, label.end, text.size());
}

}  // namespace askwell::flows::reading
