#include "flows/reading/choices/unlisted.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "flows/reading/choices/option_denials.h"
#include "flows/reading/text/asked.h"
#include "flows/reading/text/feelings.h"
#include "flows/reading/text/option_words.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {
namespace {

/// Words that stand around a thing named.
enum class Around {
    going,    ///< how the customer came to it (去, "popped into"), and other words that say nothing new
    place,    ///< where or which it is: a name may follow ("in Leeds", "the branch on")
    after,    ///< completes its name (环节, "team") or says that it suffers, which was asked (受损)
    spoiler,  ///< makes a story, a wish or a remark of it
};

const PhraseMap<Around>& around_words() {
    // clang-format off
    static const PhraseMap<Around> map{
        {Around::going,
         {"去", "去了", "去过", "去的", "到", "到了", "到你们", "跑", "跑到", "跑去", "跑了", "走", "走到", "亲自", "亲自去", "直接", "直接去", "当面", "现场", "本人", "自己", "专门", "特意",
          "问", "问的", "问了", "问过", "办", "办的", "办理", "反映", "反馈", "投的", "写", "写的", "写了", "发", "发的", "发了", "发了个", "发了封", "寄", "寄的", "寄了", "封", "填", "填了", "私信", "私信的", "私信了", "留言", "留言的", "留了言", "评论", "评论区", "托", "帮忙", "帮我", "帮我们", "报的", "报修的", "代", "代我", "是在", "是去", "是到",
          "那里", "那儿", "那边", "这里", "这边", "家", "附近", "线下", "线上", "网上", "过去", "一下", "来", "会", "还", "也", "主要", "影响", "影响了", "影响到", "影响到了", "伤", "伤了", "对", "在", "整个", "整体", "我们的", "你们家",
          "called into", "called in to the", "called in to your", "called in at", "called by the", "called by your", "called round", "called around to", "called over", "called at the", "called at your", "called to the", "called to your", "went", "went to", "went into", "went in", "walked", "walked in", "walked into", "walked in to", "walk in", "walk into", "walk in to", "walk-in", "went in to", "came in to", "popped in to", "popped", "popped in", "popped into", "dropped", "dropped in", "dropped into", "dropped by", "came", "came in", "came into", "came to",
          "messaged", "messaged you", "messaged you on", "messaged ye", "messaged ye on", "messaged them", "dm'd", "dm'd you", "dmed", "pinged", "pinged you", "visited", "visit", "stopped by", "stopped at", "nipped", "nipped in", "nipped into", "drove to", "sent", "sent you", "sent in", "wrote", "wrote you", "wrote to you", "wrote in", "filled in", "filled out", "spoke to", "spoke to someone", "asked", "asked someone", "asked somebody",
          "talked to someone", "in person", "person", "face to face", "directly", "straight", "into", "to", "out", "local", "nearest", "own", "whole", "some", "some kind of", "affects", "affected", "affecting", "hurts", "hurt", "hurting", "hits",
          "damages", "harms", "mainly", "mostly", "also", "really", "actually", "tbh", "lol", "honestly", "basically", "during", "when", "while", "around", "about", "been", "step", "stage", "bit", "part"}},
        {Around::place, {"in", "at", "on", "near", "of", "of the", "by", "from", "within", "for"}},
        {Around::after,
         {"to support", "to you", "to your team", "to your support team", "to customer service", "to customer services", "to customer support", "to head office", "给你们", "给客服", "twice", "ye", "ya", "片", "盘", "没人回", "没人理", "没回", "没回复", "没反应", "no reply", "no answer", "no response", "heard nothing", "got nothing back", "got no reply", "and got nothing back", "and heard nothing", "and heard nothing back", "and got no reply", "and got no answer", "and no reply", "three times", "two times", "four times", "several times", "a few times", "两次", "三次", "几次", "好几次", "多次", "好多次", "环节", "步骤", "阶段", "流程", "过程", "那步", "那一步", "这步", "这一步", "的时候", "时候", "时", "那块", "这块", "那一块", "这一块", "方面", "上", "上面", "里", "里面", "部门", "人员", "员工", "工作人员", "店员", "服务台", "前台", "窗口", "方式", "渠道", "受损", "受影响", "受到影响", "受到了影响", "下降", "降低", "变差", "低落", "出了", "出现",
          "dm", "dms", "direct message", "那天", "那日", "当天", "当日", "那一关", "这一关", "那关", "那一道", "那一块", "那一环", "那道手续", "问题", "出问题", "出了问题", "出的问题", "有问题", "出错", "出错了", "出了错", "出岔子", "出岔子了", "step", "stage", "process", "phase", "part", "side", "bit", "team", "department", "dept", "desk", "counter", "stuff", "issue", "issues", "problem", "problems", "suffers", "suffered", "suffering", "takes a hit", "took a hit",
          "is down", "is affected", "was affected", "has suffered", "went wrong", "goes wrong"}},
        {Around::spoiler,
         {"answer", "reply to", "赶紧", "赶快", "快点", "快", "尽快", "马上", "立刻", "请", "呢", "收到", "收到了", "看到", "买", "买的", "me", "us", "from you", "got", "get", "received", "saw", "stop", "stopped", "please", "don't", "before you", "之前", "上次", "以前", "earlier", "before", "last time", "要", "我要", "give", "gimme", "get me", "每", "每个", "哪", "哪个", "几", "谁", "啥", "什么", "怎么", "为什么", "为何", "想", "想去", "要去", "打算", "准备", "让", "叫", "说", "说是", "听说", "希望", "应该", "可以", "能", "得", "建议", "最好", "都", "全", "等", "too", "never", "nobody", "no", "nothing", "why", "who", "what", "where", "which", "how", "will", "would", "could", "should", "can", "want", "wanted", "need", "needed", "wish", "told", "said", "says", "going to", "gonna", "tell", "ask", "see", "check", "any", "every", "each", "because", "but"}},
    };
    // clang-format on
    return map;
}

/// True for what went wrong with a thing, false for what makes a wish or a question of it.
const PhraseMap<bool>& trouble_words() {
    // clang-format off
    static const PhraseMap<bool> map{
        {true,
         {"错", "晚", "慢", "迟", "拖", "没人", "没装好", "没弄好", "没办好", "没到", "没下来", "没收到", "没送到", "没给", "没退", "还没", "一直没", "不见", "丢", "坏", "漏", "重复", "不对", "出问题", "太久", "很久", "半天", "卡住", "卡了", "搞砸", "破", "碎", "torn", "damaged",
          "wrong", "wrongly", "incorrect", "incorrectly", "late", "never came", "never arrived", "never turned up", "never happened", "never showed", "didn't come", "didn't arrive", "hasn't come", "hasn't arrived", "not arrived", "lost", "missing", "slow", "mess", "messed up", "mixed up", "mix-up", "delayed", "broken", "failed", "overdue", "took ages", "took forever", "took weeks", "still waiting", "charged twice", "fell apart", "went missing"}},
        {false,
         {"请", "想", "希望", "什么", "怎么", "吗", "能不能", "麻烦", "要是", "如果", "别", "不用", "不要", "快点", "尽快", "please", "want", "would", "could", "should", "can", "when", "how", "why", "if", "hope", "wish", "not wrong"}},
    };
    // clang-format on
    return map;
}

/// True when the question has the ideograph or word as well: it says nothing new.
bool asked(const Question& question, std::string_view word, bool han) {
    constexpr std::size_t kShortest = 4;
    if (!han && word.size() < kShortest) return false;
    return wording_of(question).find(word) != std::string::npos;
}

struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Reads one item of a list, or one clause.
class Item {
  public:
    Item(const Question& question, const OptionNames& names, std::string_view text)
        : question_(question), names_(names), text_(text) {}

    /// The option "other" when the item names something that it stands for.
    std::optional<Index> run() {
        while (position_ < text_.size()) {
            if (!step()) return std::nullopt;
        }
        if (!named_ || (!troubled_ && tells_feelings())) return std::nullopt;
        return named_;
    }

  private:
    bool step() {
        const CodePoint point = code_point_at(text_, position_);
        if (!is_han(point.value) && !is_word_character(point.value)) {
            if (point.value == U'?' || is_emoji(point.value)) return false;
            position_ += point.length;
            return true;
        }
        if (stands_at(text_, position_, "you") && trim_space(text_.substr(0, position_)).empty())
            return false;
        const auto* thing = names_.unlisted_at(text_, position_);
        const auto* name = names_.at(text_, position_);
        const auto* word = option_words().at(text_, position_);
        const auto* around = around_words().at(text_, position_);
        const std::size_t longest = std::max({size(thing), size(name), size(word), size(around)});
        if (thing != nullptr && size(thing) == longest) {
            named_ = thing->meaning;
            thing_begin_ = position_;
            thing_end_ = position_ + longest;
            place_ = false;
            verb_ = false;
        } else if (named_ && goes_wrong()) {
            position_ = text_.size();
            return true;
        } else if ((name != nullptr && size(name) == longest) ||
                   (verb_ && longest > 0 &&
                    !(noun_ && around != nullptr && around->meaning == Around::place))) {
            return false;
        } else if (around != nullptr && size(around) == longest) {
            if (around->meaning == Around::spoiler) return false;
            if (around->meaning == Around::after && !named_) return unknown(point);
            place_ = place_ || around->meaning == Around::place;
            noun_ = verb_ = false;
            if (around->meaning == Around::after) told_.push_back({position_, position_ + longest});
        } else if (word != nullptr) {
            if (word->meaning != OptionWord::wrap && word->meaning != OptionWord::joint &&
                word->meaning != OptionWord::range)
                return false;
        } else {
            return unknown(point);
        }
        position_ += longest;
        return true;
    }

    template <typename Entry>
    static std::size_t size(const Entry* entry) {
        return entry == nullptr ? 0 : entry->phrase.size();
    }

    /// A name may stand before the thing ("Orchard branch"), and where a place is told; what follows the
    /// thing otherwise tells what it did.
    bool unknown(const CodePoint& point) {
        constexpr int kMostIdeographs = 4;
        constexpr int kMostWords = 2;
        const std::size_t begin = position_;
        std::size_t end = position_ + point.length;
        const bool han = is_han(point.value);
        while (!han && end < text_.size() && !word_boundary(text_, end))
            end += code_point_at(text_, end).length;
        const std::string_view word = text_.substr(position_, end - position_);
        position_ = end;
        if (asked(question_, word, han)) return true;
        if (word.find_first_of("0123456789") != std::string_view::npos) return false;
        if (named_ && (han || !place_)) return false;
        verb_ = !han && !named_;
        const std::string_view before = trim_space(text_.substr(0, begin));
        noun_ = before == "a" || before == "an" || before == "one" || before == "the";
        return han ? ++ideographs_ <= kMostIdeographs : ++words_ <= kMostWords;
    }

    /// 发票开错了两次, "the bill came wrong", in answer to "what went wrong?": trouble is told of the thing
    /// that begins the clause, and nothing is asked for.
    bool goes_wrong() {
        const std::string_view rest = text_.substr(thing_end_);
        if (question_.type != QuestionType::single || !asks_for_trouble(question_) ||
            !only_wrapping(text_.substr(0, thing_begin_)))
            return false;
        bool wrong = false;
        for (std::size_t i = 0; i < rest.size(); i += code_point_at(rest, i).length) {
            const auto* word = trouble_words().at(rest, i);
            if (word == nullptr) continue;
            if (!word->meaning) return false;
            wrong = true;
        }
        const std::vector<Feeling> feelings = feelings_in(rest);
        troubled_ = wrong && rest.find('?') == std::string_view::npos &&
                    std::none_of(feelings.begin(), feelings.end(),
                                 [](const Feeling& feeling) { return feeling.value > 0; });
        return troubled_;
    }

    /// Feelings beside the thing; those within its name ("good name") or in what completes it (没人回) are
    /// none.
    bool tells_feelings() const {
        const std::vector<Feeling> feelings = feelings_in(text_);
        return std::any_of(feelings.begin(), feelings.end(), [this](const Feeling& feeling) {
            const auto holds = [&feeling](const Span& span) {
                return feeling.begin >= span.begin && feeling.end <= span.end;
            };
            return feeling.value != 0 && !holds({thing_begin_, thing_end_}) &&
                   std::none_of(told_.begin(), told_.end(), holds);
        });
    }

    const Question& question_;
    const OptionNames& names_;
    std::string_view text_;
    std::size_t position_ = 0;
    std::optional<Index> named_;
    std::size_t thing_begin_ = 0;  ///< the thing named last
    std::size_t thing_end_ = 0;
    std::vector<Span> told_;  ///< what completes its name or says what it suffers
    bool place_ = false;      ///< a word for where was said since
    bool verb_ =
        false;  ///< the last word is a name of the thing that follows, or else a verb ("cancel my order")
    bool troubled_ = false;  ///< what went wrong with the thing is told
    bool noun_ = false;      ///< that word is a noun: what follows with "in" or "on" is where it is
    int ideographs_ = 0;
    int words_ = 0;
};

/// The clauses of `text`; cut at "and" as well when it may be a list.
std::vector<Span> cut(std::string_view text, bool list) {
    std::vector<Span> spans{{0, 0}};
    for (std::size_t i = 0; i < text.size();) {
        const bool reason =
            stands_at(text, i, "because") || stands_at(text, i, "cos") || text.substr(i).starts_with("因为");
        const bool dash = text.substr(i).starts_with("- ") && text.substr(0, i).ends_with(' ');
        const bool mark =
            reason || dash || std::string_view{",.;:!()\n+&/"}.find(text[i]) != std::string_view::npos;
        const auto* const word = list ? option_words().at(text, i) : nullptr;
        const bool joint = word != nullptr && word->meaning == OptionWord::joint;
        const std::size_t length = joint ? word->phrase.size() : code_point_at(text, i).length;
        if (mark || joint) {
            spans.back().end = i;
            spans.push_back({i + length, i + length});
        }
        i += length;
    }
    spans.back().end = text.size();
    std::erase_if(spans, [text](const Span& span) {
        return trim_marks(text.substr(span.begin, span.end - span.begin)).empty();
    });
    return spans;
}

bool holds_option(const Findings& found, const Span& span) {
    return std::any_of(found.mentions.begin(), found.mentions.end(), [&span](const Mention& mention) {
        return mention.begin >= span.begin && mention.begin < span.end;
    });
}

}  // namespace

bool says_not_listed(std::string_view text) {
    static const Pattern words{
        "(?<![a-z])(?:(?:it's |it is |which is |that's )?(?:not|isn't) (?:on|in|among|one of|part of) "
        "(?:your|the|these|those|this) "
        "(?:list|options|choices|menu|ones listed)|(?:not|isn't) (?:listed|an option)(?: here| "
        "there)?|(?:that's |it's |which is |it is )?none of (?:the|your|those|these) (?:ones |options "
        "|choices |"
        "things |steps )?(?:that )?(?:you "
        "(?:list|listed|name|named|give|gave|mention|mentioned)|listed|above|"
        "here))(?![a-z])|"
        "(?:选项|列表|上面|这里|这几个|你们)(?:里|中|里面|里头|上)?(?:没有|没列|没写|没|不在)|没有(?:这个|"
        "这一|对应的?)(?:选项|项)|没有我(?:说|要|讲|想说|遇到)的(?:那个|这个|那种|那项|情况)?"};
    return words.found_in(text);
}

Unlisted unlisted_in(const Question& question, const OptionNames& names, const FoldedText& reply,
                     const Findings& found) {
    Unlisted unlisted;
    if (!found.unlisted) return unlisted;
    const bool alone = found.mentions.empty();
    const std::string_view text = reply.text;
    unlisted.only = true;
    for (const Span& span : cut(text, !alone)) {
        if (holds_option(found, span)) continue;
        const std::string_view part = text.substr(span.begin, span.end - span.begin);
        const auto option = Item{question, names, part}.run();
        const bool wrapping = only_wrapping(part) || says_not_listed(part);
        if (option) {
            unlisted.option = *option;
            if (!unlisted.words.empty()) unlisted.words += ", ";
            unlisted.words += valid_utf8(
                trim_separators(reply.raw_between(alone ? 0 : span.begin, alone ? text.size() : span.end)));
            if (alone) return unlisted;
        } else if (!wrapping) {
            unlisted.only = false;
            if (alone && !found.denied) return {};
        }
    }
    return unlisted;
}

}  // namespace askwell::flows::reading
