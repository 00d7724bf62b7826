#include "flows/reading/yes_no.h"

#include <vector>

#include "flows/reading/phrases.h"
#include "flows/reading/reply.h"

namespace askwell::flows::reading {
namespace {

enum class Word {
    yes,
    no,
    maybe,    ///< neither: ask again
    hum,      ///< yes, unless words follow that say otherwise
    wrap,     ///< particles and politeness around the answer
    starter,  ///< begins the comment
};

const PhraseMap<Word>& words() {
    // clang-format off
    static const PhraseMap<Word> map{
        {Word::yes,
         {"no problems", "no issues", "no issue", "是", "是的", "是啊", "是呀", "是哒", "是滴", "对",
          "对的", "对啊", "对呀", "对对", "对对对", "没错", "没问题", "没有问题", "可以", "可以的",
          "可以啊", "行", "行的", "行啊", "行吧", "好", "好的", "好啊", "好呀", "好滴", "好哒", "好吧",
          "好嘞", "嗯呢", "恩恩", "嗯是的", "当然", "当然可以", "当然愿意", "必须", "必须的", "有", "有的",
          "有啊", "有过", "会", "会的", "愿意", "愿意的", "同意", "确实", "确认", "正确", "肯定", "肯定的",
          "一定", "需要", "要", "要的", "能", "能的", "成", "中", "得", "1", "ok的", "没毛病", "妥", "妥了",
          "乐意", "方便", "没意见", "不是问题", "怎么不是", "可不是", "不错", "y", "yes", "yep", "yup",
          "yeah", "yea", "ya", "yah", "ye", "yess", "yesss", "yes it is", "yes it was", "yes i do",
          "yes i did", "yes please", "yes pls", "sure", "sure thing", "of course", "no problem", "no prob",
          "no problem at all", "ok", "okay", "okey", "k", "kk", "alright", "all right", "certainly",
          "definitely", "absolutely", "indeed", "correct", "right", "that's right", "true", "affirmative",
          "aye", "it was", "it is", "it did", "i did", "i do", "i am", "they did", "he did", "she did",
          "it has", "i have", "i will", "i would", "why not", "go ahead", "fine", "fine by me",
          "sounds good", "by all means", "positive", "agreed", "you bet", "totally", "exactly",
          "i think so", "i believe so", "gladly", "happy to", "not a problem", "without a doubt",
          "no doubt", "for sure", "uh huh", "mhm", "yeh", "oui", "✓", "✔", "✅"}},
        {Word::no,
         {"没兴趣", "不感兴趣", "not interested", "不", "不是", "不是的", "否", "没", "没有", "没有的",
          "没有啊", "没呢", "没啊", "还没", "还没有", "还没呢", "不行", "不可以", "不能", "不会", "不要",
          "不用", "不用了", "不必", "不必了", "不需要", "不愿意", "不想", "不对", "不同意", "不好", "不了",
          "不方便", "不乐意", "未", "并没有", "并没", "并不", "并不是", "才没有", "从来没有", "从没",
          "根本没有", "完全没有", "根本没", "压根没有", "压根没", "绝不", "算了", "算了吧", "错", "错误",
          "不正确", "无", "木有", "2", "n", "no", "nope", "nah", "nay", "nop", "noo", "nooo", "no it isn't",
          "no it wasn't", "no i don't", "no i didn't", "not really", "not yet", "not at all", "not",
          "never", "no way", "of course not", "absolutely not", "definitely not", "certainly not",
          "no thanks", "no thank you", "no thx", "incorrect", "false", "wrong", "negative", "it wasn't",
          "it isn't", "it was not", "it is not", "it didn't", "it did not", "didn't", "i didn't",
          "i did not", "i don't", "i do not", "i don't think so", "don't think so", "they didn't",
          "they did not", "he didn't", "she didn't", "it hasn't", "it has not", "i haven't", "i have not",
          "i won't", "i wouldn't", "wasn't", "isn't", "not a chance", "not this time", "afraid not",
          "i'm afraid not", "unfortunately not", "sadly not", "unfortunately no", "no sorry", "still not",
          "still no", "non", "i am not", "i'm not", "✗", "✘", "❌", "不太行", "不咋行"}},
        {Word::maybe,
         {"也许", "可能", "可能吧", "或许", "大概", "大概吧", "差不多", "不知道", "不清楚", "不确定",
          "不好说", "不一定", "不记得", "忘了", "说不好", "说不准", "一半", "一半一半", "部分", "算是",
          "算是吧", "看情况", "看吧", "再看", "还行", "一般", "是吗", "是么", "对吗", "有吗", "不是没有",
          "不是不", "不是不可以", "不是不行", "没有不", "不能说没有", "不能说不", "也是也不是", "是也不是",
          "是不是", "有没有", "可以吗", "行吗", "行不行", "好不好", "无所谓", "随便", "都行", "都可以",
          "未必", "不见得", "应该", "应该吧", "应该是", "好像", "好像是", "好像没有", "算吧", "maybe",
          "perhaps", "possibly", "probably", "not sure", "i'm not sure", "unsure", "don't know",
          "i don't know", "dont know", "idk", "dunno", "no idea", "no clue", "sort of", "kind of", "kinda",
          "sorta", "partly", "partially", "half", "more or less", "depends", "it depends", "yes and no",
          "yes or no", "hard to say", "can't say", "can't remember", "don't remember", "i guess",
          "i suppose", "somewhat", "almost", "sometimes", "not exactly", "not quite", "not entirely",
          "not completely", "not fully", "hardly", "barely", "is it", "was it", "really", "either",
          "neither", "both", "what", "why", "which", "if", "如果", "要是", "除非", "yes but no",
          "no and yes", "和", "或", "或者", "or", "not no", "not never", "not that i know",
          "not that i know of", "可是", "不至于"}},
        {Word::hum, {"嗯", "嗯嗯", "恩", "恩恩", "嗯嗯嗯"}},
        {Word::wrap,
         {"开始吧", "开始", "来吧", "问吧", "start", "let's go", "let's start", "吧", "啊", "呀", "哦",
          "呢", "啦", "了", "的", "嘛", "哈", "哈哈", "噢", "滴", "哒", "喽", "呗", "~", "我", "我们",
          "他们", "你好", "您好", "请", "pls", "please", "thanks", "thx", "ty", "thank you", "谢谢", "well",
          "oh", "hi", "hello", "um", "hmm", "very much", "sir", "mate", "man", "dear", "so far", "at all",
          "i think", "唉", "哎", "额", "呃", "哎呀", "当时", "这次", "的呢", "回复", "选", "sorry"}},
        {Word::starter,
         {"但", "但是", "不过", "可", "就是", "只是", "因为", "后来", "而且", "虽然", "不然", "but",
          "because", "though", "although", "and", "however", "it came", "they", "the", "it", "my", "he",
          "she", "we", "after", "only", "just", "since", "cos", "cuz", "still", "until", "even", "i had",
          "i still", "i", "with", "on", "in", "at", "for", "this", "that", "when", "thanks for"}},
    };
    // clang-format on
    return map;
}

enum class Stance { none, yes, no, maybe };

struct Clause {
    Stance stance = Stance::none;
    bool text = false;
    std::size_t begin = 0;
};

/// 解决了 echoes the question's verb, 没解决 denies it.
Stance echo(std::string_view clause, std::string_view question) {
    if (question.empty()) return Stance::none;
    const auto shorn = [](std::string_view text, std::initializer_list<std::string_view> suffixes) {
        for (const std::string_view suffix : suffixes) {
            if (text.ends_with(suffix)) text.remove_suffix(suffix.size());
        }
        return text;
    };
    std::string_view core = shorn(trim_marks(clause), {"啊", "的", "呢", "呀", "啦", "了", "过", " yes"});
    if (words().whole(core) != nullptr) return Stance::none;  // 没问题 is an idiom, not a denial of 问题
    Stance stance = Stance::yes;
    for (const std::string_view negation : {"还没有", "还没", "没有", "没", "未", "不", "not ", "it was not ",
                                            "it wasn't ", "it's not ", "still not ", "is not "}) {
        if (!core.starts_with(negation)) continue;
        core.remove_prefix(negation.size());
        stance = Stance::no;
        break;
    }
    for (const std::string_view lead : {"已经", "都", "it was ", "it is ", "it's ", "was ", "is "}) {
        if (core.starts_with(lead)) core.remove_prefix(lead.size());
    }
    constexpr std::size_t kTwoIdeographs = 6;
    if (core.size() < kTwoIdeographs - 1) return Stance::none;
    for (std::size_t place = question.find(core); place != std::string_view::npos;
         place = question.find(core, place + 1)) {
        if (stands_at(question, place, core)) return stance;
    }
    return Stance::none;
}

class Reader {
  public:
    Reader(const FoldedText& reply, std::string_view question)
        : reply_(reply), text_(reply.text), question_(question) {}

    Reading run() {
        cut();
        Stance said = Stance::none;
        std::size_t comment = text_.size();
        bool after = false;
        for (const Clause& clause : clauses_) {
            if (clause.stance == Stance::maybe) {
                if (said == Stance::none) return unclear("neither yes nor no");
            } else if (clause.stance != Stance::none && !clause.text) {
                if (said != Stance::none && said != clause.stance) return unclear("yes and no");
                if (comment == text_.size() || said != Stance::none) said = clause.stance;
                continue;
            }
            if (said == Stance::none && (clause.text || clause.stance != Stance::none))
                return unclear("neither yes nor no");
            if (clause.text && !after) {
                comment = clause.begin;
                after = true;
            }
        }
        if (said == Stance::none && hummed_) said = Stance::yes;
        if (said == Stance::none) return unclear("neither yes nor no");
        if (asked_) return unclear("a question");
        std::string beside = valid_utf8(trim_separators(reply_.raw_between(comment, text_.size())));
        return answer(YesNo{said == Stance::yes}, std::move(beside));
    }

  private:
    void cut() {
        std::size_t position = 0;
        open(0);
        while (position < text_.size()) {
            const CodePoint point = code_point_at(text_, position);
            if (text_[position] == ' ') {
                ++position;
                continue;
            }
            if (clauses_.back().begin == position) {
                const std::size_t stop = std::min(text_.find_first_of(",.!;?\n", position), text_.size());
                const Stance echoed =
                    echo(std::string_view{text_}.substr(position, stop - position), question_);
                if (echoed != Stance::none && words().whole(trim_marks(std::string_view{text_}.substr(
                                                  position, stop - position))) == nullptr) {
                    say(echoed);
                    position = stop;
                    continue;
                }
            }
            const auto* word = words().at(text_, position);
            if (word != nullptr && whole_word(position, word->phrase.size())) {
                take(word->meaning, position);
                position += word->phrase.size();
                continue;
            }
            if (!is_word_character(point.value) && !is_han(point.value)) {
                if (!is_emoji(point.value)) {
                    asked_ = asked_ || (point.value == U'?' && !clauses_.back().text && clauses_.size() <= 2);
                    open(position + point.length);
                }
                position += point.length;
                continue;
            }
            begin_text(position);
            while (position < text_.size() && is_word_character(code_point_at(text_, position).value)) {
                position += code_point_at(text_, position).length;
            }
            if (is_han(point.value)) position += point.length;
        }
    }

    /// 不 is "no" only where the clause ends or particles follow: 不错, 不到, 没人 are other words.
    bool whole_word(std::size_t position, std::size_t length) const {
        const std::size_t next = position + length;
        if (next >= text_.size()) return true;
        const CodePoint point = code_point_at(text_, next);
        if (!is_han(point.value) || !is_han(code_point_at(text_, position).value)) return true;
        return words().at(text_, next) != nullptr;
    }

    void open(std::size_t begin) {
        while (begin < text_.size() && text_[begin] == ' ') ++begin;
        clauses_.push_back(Clause{Stance::none, false, begin});
    }

    void begin_text(std::size_t position) {
        if (clauses_.back().stance != Stance::none && !clauses_.back().text && position > 0 &&
            text_[position - 1] == ' ') {
            open(position);
        }
        clauses_.back().text = true;
    }

    void take(Word word, std::size_t position) {
        switch (word) {
            case Word::yes:
                return say(Stance::yes);
            case Word::no:
                return say(Stance::no);
            case Word::maybe:
                return say(Stance::maybe);
            case Word::hum:
                hummed_ = true;
                return;
            case Word::wrap:
                return;
            case Word::starter:
                if (clauses_.back().stance != Stance::none) open(position);
                clauses_.back().text = true;
                return;
        }
    }

    /// Two words in one clause: the same again is emphasis, anything else contradicts.
    void say(Stance stance) {
        Stance& said = clauses_.back().stance;
        said = said == Stance::none || said == stance ? stance : Stance::maybe;
    }

    const FoldedText& reply_;
    const std::string& text_;
    std::string_view question_;
    std::vector<Clause> clauses_;
    bool asked_ = false;
    bool hummed_ = false;
};

}  // namespace

Reading read_yes_no(const FoldedText& reply, std::string_view question) {
    return Reader{reply, question}.run();
}

}  // namespace askwell::flows::reading
