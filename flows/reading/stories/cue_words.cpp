#include "flows/reading/stories/cue_words.h"

#include <algorithm>
#include <iterator>

#include "flows/reading/text/hinted_pattern.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

enum class Word {
    harmless,  ///< contains one of the others and means none
    spoils,    ///< supposes, doubts, asks or repeats what others say
    asks,      ///< asks where a clause begins
    kin,       ///< somebody of the customer's
    once,      ///< what was, and may be no more
};

const PhraseMap<Word>& words() {
    // clang-format off
    static const PhraseMap<Word> map{
        {Word::spoils,
         {"if", "unless", "whether", "suppose", "supposing", "in case", "would", "should", "could", "might", "wish", "hopefully",
          "maybe", "perhaps", "possibly", "probably", "unsure", "not sure", "not certain", "don't know", "dont know", "do not know", "dunno", "idk", "no idea",
          "no clue", "can't remember", "cannot remember", "can't recall", "don't remember", "don't recall", "can't say", "can't tell", "hard to say",
          "i guess", "i suppose", "it seems", "seems", "seemingly", "apparently", "allegedly", "depends", "either", "neither", "or", "almost", "nearly", "would've",
          "i heard that", "heard that", "hear that", "heard your", "heard the", "they say", "people say", "some say", "rumour", "rumor", "read that", "read online", "the press", "the news", "the papers", "reviews", "neighbour's", "neighbor's", "friend's", "colleague's", "my fault", "my own fault", "my mistake", "for example", "e.g.", "what if", "吗", "worried", "afraid", "scared",
          "如果", "要是", "假如", "假设", "万一", "的话", "倘若", "除非", "若是", "要不是", "但愿", "就好了", "本来可以", "怕", "担心",
          "可能", "也许", "或许", "没准", "说不定", "好像", "似乎", "貌似", "估计", "大概是", "大概吧", "大概会", "不确定", "不知道", "不清楚", "不晓得",
          "记不清", "记不得", "不记得", "忘了", "说不好", "说不清", "说不准", "不好说", "难说", "不一定", "应该是", "应该会", "应该不", "应该没", "看情况", "差点",
          "或者", "还是", "要么", "他说他", "我自己摔", "孩子把", "我把它", "把它摔", "我不小心", "隔壁", "邻居家", "我自己弄", "我弄坏", "自己不小心", "怪我自己", "不是你们的", "听说", "据说", "网上说", "新闻", "报道", "有人说", "别人说", "人家说", "听别人", "传言", "比如", "打个比方", "是不是", "能不能", "可不可以",
          "能否", "可否", "会不会", "有没有", "要不要", "行不行", "好不好", "为什么", "为啥", "怎么回事", "什么意思", "多少钱", "哪个", "哪种", "哪一", "哪项", "干什么", "做什么", "怎么办", "怎么算", "怎么选",
          "算什么", "算哪", "算不算", "干嘛", "凭什么", "难道"}},
        {Word::harmless,
         {"as if", "ask if", "asked if", "asking if", "see if", "wonder if", "wondered if", "ask whether", "asked whether", "asking whether", "even if", "would not", "could not", "should have", "should've", "could only", "could hardly",
          "could barely", "don't know why", "don't know how", "no idea why", "no idea how", "not sure why", "not sure how", "don't know what happened", "or so", "or two", "or three", "or more", "sooner or later",
          "more or less", "one way or another", "or other",
          "不可能", "尽可能", "不知道为什么", "不知道为啥", "不知道怎么", "不知道咋", "不知道什么原因", "还是没", "最后还是", "结果还是", "后来还是", "还是不", "还是老", "还是很", "还是一样", "还是那", "还是会", "还是在", "还是断", "还是漏", "还是打不", "还是用不",
          "别人的", "别人家", "当天就好了", "当场就好了", "一次就好了", "马上就好了", "第二天就好了", "后来就好了", "很快就好了", "换完就好了", "修完就好了", "说的话", "他的话", "她的话", "的话费", "的话筒", "哪怕", "恐怕", "不怕", "可怕"}},
        {Word::asks,
         {"why", "what's", "what is", "what are", "what does", "what do", "what counts", "which", "who do", "where is", "where do", "how do", "how does", "how come", "how much", "can i", "can you", "can we",
          "could i", "do you", "do i", "does", "is it", "is the", "is my", "was the", "was it", "are the", "is this", "is that", "is there", "are you", "are there", "are they", "will you", "did you", "have you", "has anyone", "has anybody", "do they", "will it", "will they", "will this", "would it", "谁", "哪"}},
        {Word::kin,
         {"my husband", "my wife", "my partner", "my mum", "my mom", "my mother", "my dad", "my father", "my son", "my daughter", "my sister", "my brother", "my friend", "my friends", "my mate", "my cousin", "my uncle", "my aunt",
          "my neighbour", "my neighbor", "my boyfriend", "my girlfriend", "my flatmate", "my roommate", "my boss", "my colleague", "my neighbours", "my parents", "a friend", "friends of mine", "someone i know", "somebody i know", "everyone i know", "people",
          "我老公", "我老婆", "我爱人", "我先生", "我太太", "我爸", "我妈", "我爸妈", "我父母", "我儿子", "我女儿", "我哥", "我姐", "我弟", "我妹", "我朋友", "我同学", "我邻居", "我亲戚", "我家人", "我室友", "我对象", "我男朋友", "我女朋友",
          "我同事", "同事", "我舅", "我叔", "我姨", "我表", "我堂", "我媳妇", "我婆婆", "我丈母娘", "我岳", "老公", "老婆", "朋友", "邻居", "同学", "亲戚", "别人", "人家", "他们", "隔壁"}},
        {Word::once,
         {"'d like to", "want to", "would like to", "hope to", "used to", "former", "formerly", "previously", "ex", "retired", "quit", "resigned", "no longer", "ages ago", "years ago", "applied", "apply", "applying", "interview", "interviewed", "以前", "之前", "曾经", "曾", "原来", "离职", "退休", "辞职", "辞了", "不干了", "应聘", "面试", "想去", "想来", "打算", "过一阵", "明年", "将来"}},
    };
    // clang-format on
    return map;
}

enum class Denial { denies, harmless };

const PhraseMap<Denial>& denials() {
    // clang-format off
    static const PhraseMap<Denial> map{
        {Denial::denies,
         {"no", "not", "never", "without", "none", "nothing", "nobody", "no one", "neither", "nor", "hardly", "barely", "cannot", "zero", "far from",
          "没", "没有", "不", "别", "非", "未", "无", "勿", "莫", "甭", "并未", "谈不上", "算不上", "免"}},
        {Denial::harmless,
         {"can't believe", "cannot believe", "can't stand", "couldn't believe", "not only", "not just", "not long", "not a week", "not a month", "not a day", "not even a", "no sooner", "no doubt", "no wonder", "no surprise", "no reason", "no warning", "never mind", "not to mention", "not happy",
          "not impressed", "not good", "not good enough", "not great", "not acceptable", "not ok", "not for long", "no joke", "no kidding", "no less", "not two", "not three", "nothing but",
          "没几", "没两", "没多", "没过", "没用几", "没用两", "没用多", "没用到", "没到", "没想到", "没一会", "没半", "不到", "不久", "不但", "不仅", "不光", "不只", "不止", "不停", "不断", "不小心", "不知", "不过", "不料", "不得不",
          "差不多", "动不动", "时不时", "好不容易", "别人", "别的", "别家", "特别", "分别", "个别", "非常", "非要", "非得", "无比", "无论", "无缘无故", "无故", "不管", "不论", "不敢相信", "受不了", "忍不了", "对不起", "不好意思", "来不及", "不对劲", "不行",
          "不满", "打不通", "没事", "没有想到", "不开心", "不爽", "不一会"}},
    };
    // clang-format on
    return map;
}

/// The cue that holds position `at`, or null.
const CueSpan* span_at(const std::vector<CueSpan>& cues, std::size_t at) {
    const auto found = std::find_if(cues.begin(), cues.end(),
                                    [at](const CueSpan& span) { return at >= span.begin && at < span.end; });
    return found == cues.end() ? nullptr : &*found;
}

bool ends_sentence(char byte) {
    return std::string_view{".!?;\n"}.find(byte) != std::string_view::npos;
}

bool is_mark(char byte) {
    return ends_sentence(byte) || std::string_view{",:()\"~"}.find(byte) != std::string_view::npos;
}

/// 给我妈, "for my wife": whom it was for tells nothing of whose story it is.
bool is_for(std::string_view before) {
    before = trim_space(before);
    for (const std::string_view word : {"for", "with", "给", "帮", "替", "和", "跟"}) {
        if (before.ends_with(word) && word_boundary(before, before.size() - word.size())) return true;
    }
    return false;
}

/// "My husband says …", 同事说: what follows the person is their word for it.
bool reports(std::string_view rest) {
    rest = trim_space(rest);
    for (const std::string_view word : {"says", "said", "reckons", "thinks", "told me", "说"}) {
        if (rest.starts_with(word) && word_boundary(rest, word.size())) return true;
    }
    return false;
}

bool asks_or_supposes(std::string_view text, const CueSpan& span) {
    for (std::size_t i = span.begin; i < span.end; i += code_point_at(text, i).length) {
        const auto* word = words().at(text, i);
        if (word != nullptr && (word->meaning == Word::spoils || word->meaning == Word::asks)) return true;
    }
    return false;
}

/// The cues, those that ask or suppose by themselves with the rest of their sentence: what is wished for.
std::vector<CueSpan> with_wishes(std::string_view text, std::vector<CueSpan> cues) {
    for (CueSpan& span : cues) {
        if (!asks_or_supposes(text, span)) continue;
        while (span.end < text.size() && (span.end == 0 || !ends_sentence(text[span.end - 1]))) ++span.end;
    }
    return cues;
}

/// 坏了吗, 坏了呢: but 还在等呢 asks nothing.
bool ends_in_question(std::string_view clause) {
    clause = trim_marks(clause);
    if (clause.ends_with("吗") || clause.ends_with("么")) return !clause.ends_with("什么");
    if (!clause.ends_with("呢")) return false;
    for (const std::string_view word : {"还", "正", "在", "才", "都"}) {
        if (clause.find(word) != std::string_view::npos) return false;
    }
    return true;
}

/// 退没退, 会不会: a word, a denial, and the same word again. 没没 and 了没了 are answers.
bool asks_by_alternative(std::string_view text, const std::vector<CueSpan>& cues) {
    for (std::size_t i = 0; i < text.size();) {
        if (const auto* cue = span_at(cues, i); cue != nullptr) {
            i = cue->end;
            continue;
        }
        const CodePoint said = code_point_at(text, i);
        const std::size_t denial = i + said.length;
        i = denial;
        if (!is_han(said.value) || denial >= text.size()) continue;
        const CodePoint between = code_point_at(text, denial);
        const std::size_t again = denial + between.length;
        const bool denies = between.value == U'没' || between.value == U'不';
        if (denies && said.value != U'了' && said.value != U'没' && said.value != U'不' &&
            again < text.size() && code_point_at(text, again).value == said.value)
            return true;
    }
    return false;
}

/// A word ending in "n't", typed with or without its apostrophe.
bool denies_by_ending(std::string_view word) {
    static const PhraseMap<bool> bare{
        {true,
         {"dont", "didnt", "doesnt", "isnt", "wasnt", "arent", "werent", "hasnt", "havent", "hadnt", "wont",
          "cant", "couldnt", "wouldnt", "aint"}}};
    return word.ends_with("n't") || bare.whole(word) != nullptr;
}

std::size_t word_end(std::string_view text, std::size_t at) {
    while (at < text.size() && (is_word_character(code_point_at(text, at).value) || text[at] == '\''))
        at += code_point_at(text, at).length;
    return at;
}

/// What the words between a denial and a cue weigh: too far apart, and it denies something else.
struct Distance {
    int words = 0;
    int ideographs = 0;
    bool near() const {
        constexpr int kMostWords = 2;
        constexpr int kMostIdeographs = 3;
        return words <= kMostWords && ideographs <= kMostIdeographs;
    }
};

bool denied_before(std::string_view text, std::size_t cue, const std::vector<CueSpan>& cues) {
    bool denied = false;
    Distance since;
    for (std::size_t i = clause_begin(text, cue); i < cue;) {
        if (const auto* other = span_at(cues, i); other != nullptr) {  // 能不能加 wishes and denies nothing
            i = other->end;
            continue;
        }
        const CodePoint point = code_point_at(text, i);
        const bool han = is_han(point.value);
        const auto* word = denials().at(text, i);
        std::size_t end = i + point.length;
        if (!han && is_word_character(point.value)) end = word_end(text, i);
        if (word != nullptr) end = std::max(i + word->phrase.size(), end);
        if (end > cue) break;
        const bool harmless = word != nullptr && word->meaning == Denial::harmless;
        const bool denies = (word != nullptr && !harmless) ||
                            (word == nullptr && !han && denies_by_ending(text.substr(i, end - i)));
        if (denies) {
            denied = true;
            since = {};
        } else if (han) {
            ++since.ideographs;
        } else if (is_word_character(point.value)) {
            ++since.words;
        }
        i = end;
    }
    return denied && since.near();
}

/// 漏水倒没有.
bool denied_behind(std::string_view text, std::size_t end) {
    std::string_view rest = text.substr(end);
    rest = rest.substr(
        0, static_cast<std::size_t>(std::find_if(rest.begin(), rest.end(), is_mark) - rest.begin()));
    for (bool cut = true; cut;) {
        cut = false;
        for (const std::string_view particle : {" ", "倒", "是", "的", "也", "都", "那"}) {
            if (!rest.starts_with(particle)) continue;
            rest.remove_prefix(particle.size());
            cut = true;
        }
    }
    static const PhraseMap<bool> no{
        {true, {"没有", "没", "没有过", "没有的事", "没有的", "没有啊", "不存在", "not", "no"}}};
    return no.whole(trim_marks(rest)) != nullptr;
}

/// 别家也没人理, 我以为没法用, "my colleague told me it keeps crashing", "it used to freeze": not of us, not
/// now, or not known.
bool is_framed(std::string_view clause) {
    static const HintedPattern words{
        "^ ?(?:and |but |well |so )?(?:at|with|from) (?:another|a different|the other|some other) (?:shop|"
        "company|firm|place|store|provider|brand|bank|supplier)(?![a-z])|(?<![a-z])(?:was|is|were|are) (?:at "
        "|with "
        "|from )?(?:another|a different|the other) (?:shop|company|firm|place|store|provider|brand|bank|"
        "supplier)(?![a-z])|^ ?(?:and |but |well )?(?:(?:i|we)(?:'d| had)? "
        "(?:thought|assumed|feared|expected) "
        "(?:it|they|you|he|she|this|that|there)(?:'d| would| might| was going "
        "to)(?![a-z])|(?:a|my|our|some|one "
        "of my) (?:colleague|friend|neighbou?r|workmate|mate|cousin|brother|sister|boss)s? "
        "(?:told|tells|says|"
        "said|reckons|thinks)(?![a-z])|(?:it|they|you|there) used to(?![a-z])|who (?:said|says|told "
        "you)(?![a-z]))|"
        "^ "
        "?(?:但|不过|可)?(?:别家|别人家|另一家|别的公司|其他公司|其它公司|隔壁家?|人家公司|我?(?:们)?(?:还|"
        "原|本来|"
        "一直|当初|开始)*(?:还|都)?以为|听(?:我|人|说)?(?:的)?(?:同事|朋友|邻居|人家|别人|人)?(?:说|讲)|我?(?"
        ":同事|朋友|"
        "邻居|同学)(?:跟我|和我|都|总|老)?(?:说|讲|觉得)|下次再|下回再)|的?(?:那)?是(?:另一家|别家|别的公司|"
        "其他公司|另外一家|隔壁)(?:的)?$",
        {"another", "different", "other", "thought", "assumed", "feared", "expected", "told", "tells", "say",
         "said",    "reckon",    "think", "used to", "who ",    "别",     "另",       "其他", "其它",  "隔壁",
         "人家",    "以为",      "听",    "同事",    "朋友",    "邻居",   "同学",     "下次", "下回"}};
    return words.found_in(clause);
}

/// True when every cue stands in a clause that is framed.
bool only_framed(std::string_view text, const std::vector<CueSpan>& cues) {
    return !cues.empty() && std::all_of(cues.begin(), cues.end(), [text](const CueSpan& cue) {
        const std::size_t begin = clause_begin(text, cue.begin);
        const std::size_t end = std::min(text.find_first_of(",.;!?\n", begin), text.size());
        return is_framed(text.substr(begin, end - begin));
    });
}

/// "Last time they were rude, not this time", 上次没人理，这次没有: over.
bool is_over(std::string_view text) {
    static const HintedPattern words{
        "(?<![a-z])(?:last time|last year|last month|previously|in the past|before|the time before)(?![a-z])"
        "[^.;!?\\n]{2,80}[,.;] ?(?:but |though |and )?(?:not |never )(?:this time|now|today|any ?more|this "
        "year)(?![a-z])|(?:上次|上回|上一次|以前|之前|从前|去年|过去)[^.;!?\\n]{1,30}[,.; "
        "]+(?:但|不过|可|而)?(?:这次|这回|现在|今次|今年)(?:都|就|倒|可|却|再也)*(?:没有?|不是|不会|不算|"
        "没事|没再)"
        "(?:了|的|吧|啊)*(?=[,.;!?]|$)",
        {"not ", "never ", "没", "不"}};
    return words.found_in(text);
}

}  // namespace

bool tells_nothing_certain(std::string_view text, const std::vector<CueSpan>& cues, Concern concern) {
    const std::vector<CueSpan> certain = with_wishes(text, cues);
    const std::vector<std::size_t> clauses = clause_begins(text);
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = code_point_at(text, i);
        const auto* word = words().at(text, i);
        const bool covered = span_at(certain, i) != nullptr;
        if (text[i] == '?' && !covered) return true;
        if (word == nullptr || covered) {
            i += point.length;
            continue;
        }
        const std::size_t clause = clause_begin(clauses, i);
        const bool begins = trim_marks(text.substr(clause, i - clause)).empty();
        const bool others = (concern != Concern::anything && !is_for(text.substr(0, i))) ||
                            reports(text.substr(i + word->phrase.size()));
        if (word->meaning == Word::spoils || (word->meaning == Word::asks && begins) ||
            (word->meaning == Word::kin && others) ||
            (word->meaning == Word::once && concern == Concern::self))
            return true;
        i += word->phrase.size();
    }
    if (asks_by_alternative(text, certain) || is_over(text) || only_framed(text, cues)) return true;
    for (std::size_t i = 0, begin = 0; i <= text.size(); ++i) {
        if (i < text.size() && !is_mark(text[i])) continue;
        if (ends_in_question(text.substr(begin, i - begin))) return true;
        begin = i + 1;
    }
    return false;
}

bool is_of_another_time(std::string_view text) {
    static const HintedPattern words{
        "(?<![a-z])(?:promis(?:e|ed|es|ing)|booked|scheduled|arranged|planned|will|won't|going "
        "to|gonna|needs to|"
        "tomorrow|next (?:week|month|time)|last (?:week|month|year|time)|used to)(?![a-z])|"
        "才能|才会|说要|说是要|答应|预约|安排|明天|下周|下次|打算|上次|上回|去年|以前|之前",
        {"promis", "booked",   "schedul", "arranged", "planned", "will", "won't", "going", "gonna",
         "needs",  "tomorrow", "next",    "last ",    "used to", "才",   "说",    "答应",  "预约",
         "安排",   "明天",     "下",      "打算",     "上",      "去年", "前"}};
    return words.found_in(text);
}

bool is_denied(std::string_view text, CueSpan span, const std::vector<CueSpan>& cues) {
    return denied_before(text, span.begin, cues) || denied_behind(text, span.end);
}

std::vector<std::size_t> clause_begins(std::string_view text) {
    static const PhraseMap<bool> joints{
        {true,
         {"but", "and", "so", "because", "then", "though", "yet", "但", "但是", "可是", "结果", "所以",
          "然后", "因为", "而且", "就是", "却"}}};
    constexpr std::string_view kAgain = "又";  // 既耽误干活又费钱
    const std::size_t both = text.find("既");
    std::vector<std::size_t> begins{0};
    for (std::size_t i = 0; i < text.size();) {
        if (i > both && text.substr(i).starts_with(kAgain)) begins.push_back(i);
        const auto* joint = joints.at(text, i);
        const std::size_t length = joint == nullptr ? code_point_at(text, i).length : joint->phrase.size();
        i += length;
        if (joint != nullptr || is_mark(text[i - length])) begins.push_back(i);
    }
    return begins;
}

std::size_t clause_begin(const std::vector<std::size_t>& begins, std::size_t at) {
    return *std::prev(std::upper_bound(begins.begin(), begins.end(), at));
}

std::size_t clause_begin(std::string_view text, std::size_t at) {
    return clause_begin(clause_begins(text), at);
}

bool says_also(std::string_view words) {
    static const PhraseMap<bool> also{{true, {"也", "同时", "又", "also", "too", "as well"}}};
    for (std::size_t i = 0; i < words.size(); i += code_point_at(words, i).length) {
        if (also.at(words, i) != nullptr) return true;
    }
    return false;
}

bool names_only(const OptionNames& names, std::string_view text) {
    static const PhraseMap<bool> joints{
        {true, {"还有", "而且", "并且", "再加上", "and", "plus", "besides", "on top"}}};
    constexpr std::string_view kOnly[] = {"just", "only", "solely", "purely", "just the", "only the",
                                          "只有", "只是", "只影响", "仅仅是", "就是",     "纯粹是"};
    constexpr std::string_view kNot[] = {"not", "n't", "不", "还", "也", "别的"};
    const auto denied = [&kNot](std::string_view before) {
        return std::any_of(std::begin(kNot), std::end(kNot),
                           [before](std::string_view word) { return trim_space(before).ends_with(word); });
    };
    if (says_also(text)) return false;
    bool only = false;
    for (std::size_t i = 0; i < text.size(); i += code_point_at(text, i).length) {
        if (joints.at(text, i) != nullptr) return false;
        const auto* name = names.at(text, i);
        if (name == nullptr) continue;
        const std::string_view before = trim_space(text.substr(0, i));
        const std::size_t behind = after_blank(text, i + name->phrase.size());
        for (const std::string_view word : kOnly) {
            const bool said = before.ends_with(word) && word_boundary(before, before.size() - word.size());
            only = only || (said && !denied(before.substr(0, before.size() - word.size())));
        }
        only = only || stands_at(text, behind, "only") || stands_at(text, behind, "alone");
    }
    return only;
}

}  // namespace askwell::flows::reading
