#include "flows/reading/yes_no/echo.h"

#include <algorithm>

#include "flows/reading/text/phrases.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

enum class Word {
    negation,
    hedge,      ///< neither yes nor no
    filler,     ///< adverbs of degree and time, subjects, particles
    complete,   ///< hedges when it is denied: "not fully solved"
    auxiliary,  ///< a verb that answers alone: "I would", "she was", 愿意
};

const PhraseMap<Word>& words() {
    // clang-format off
    static const PhraseMap<Word> map{
        {Word::negation,
         {"千万别", "千万不要", "千万不", "打死也别", "打死也不", "打死都不", "别再", "不要再", "请别再", "请不要再", "请勿", "没有", "没", "未", "不", "并没有", "并没", "并不", "并未", "没能", "没法", "不曾", "未曾", "未能",
          "不太", "不怎么", "不是很", "不是", "不算", "从来没", "从来没有", "从没", "不敢", "不咋", "不大",
          "没怎么", "nothing", "none", "can't", "cannot", "can not", "cant", "couldn't", "不用", "不必",
          "无需", "无须", "别", "不要", "请别", "请不要", "根本没", "根本没有", "根本不", "压根没",
          "压根没有", "压根不", "完全没", "完全没有", "完全不", "还没", "还没有", "还是没", "还是没有",
          "还不", "一点不", "一点都不", "一点也不", "一点没", "一点都没", "都没", "都没有", "绝不", "绝对不",
          "肯定不", "一定不", "才没", "才不", "仍未", "尚未", "不会再", "再也不", "木有", "没得", "not",
          "never", "still not", "not yet", "not really", "not that", "not very", "not at all", "no longer"}},
        {Word::negation,
         {"wasn't", "isn't", "aren't", "weren't", "didn't", "hasn't", "haven't", "hadn't", "don't",
          "doesn't", "won't", "wouldn't", "wasnt", "isnt", "didnt", "hasnt", "havent", "dont", "doesnt",
          "wont", "wouldnt"}},
        {Word::hedge,
         {"基本", "基本上", "差不多", "部分", "一部分", "一半", "勉强", "算", "算是", "大致", "大概", "可能",
          "应该", "好像", "也许", "似乎", "貌似", "或许", "不完全", "没完全", "没有完全", "未完全", "几乎",
          "有时", "有时候", "吗", "么", "如果", "要是", "只要", "除非", "almost", "partly", "partially",
          "mostly", "nearly", "basically", "kind of", "sort of", "probably", "maybe", "perhaps", "somewhat",
          "half", "not fully", "not completely", "not entirely", "not quite", "hardly", "barely",
          "sometimes", "if", "unless", "more or less", "should", "could", "might", "may"}},
        {Word::filler,
         {"至今", "迄今", "到现在", "到目前", "直到现在", "到今天", "一直", "反正", "已经", "已", "都", "早就", "早已", "早", "终于", "最后", "最终", "当场", "现场", "当天", "当时",
          "马上", "立刻", "很快", "一下子", "就", "真的", "确实", "的确", "肯定", "一定", "当然", "绝对",
          "必须", "非常", "很", "挺", "太", "特别", "相当", "十分", "超", "超级", "蛮", "比较", "实在",
          "还是", "还", "也", "我", "我们", "你们", "您", "你", "他", "她", "它", "他们", "她们", "它们",
          "本人", "这次", "这", "那", "是", "是的", "对", "了", "的", "过", "啊", "呀", "呢", "啦", "呗", "随时", "尽管", "哦", "嘞", "您嘞", "来", "过来",
          "吧", "嘛", "哈", "呐", "滴", "哒", "到", "完", "好了", "掉", "现在", "目前", "今天", "昨天",
          "刚刚", "刚", "被", "给", "有点", "有些", "有点儿", "谢谢", "非常非常", "我觉得", "觉得", "我感觉",
          "感觉", "我认为", "暂时", "上周", "前天", "昨晚", "今早", "上个月", "前几天", "sure", "surely",
          "thankfully", "luckily", "sadly", "unfortunately", "一次性", "特", "老", "真", "还真", "有", "嗯",
          "嗯嗯", "恩", "一分钱", "一毛钱", "一块钱", "半毛钱", "一两次", "两三次", "强烈", "极力", "大力", "anyone", "everyone", "anybody", "everybody", "people",
          "others", "think", "yes", "请", "货", "东西", "麻烦", "anything", "something", "please", "highly",
          "then", "ever", "really", "very", "so", "quite", "pretty", "too", "extremely", "absolutely",
          "definitely", "certainly", "already", "yet", "still", "now", "finally", "just", "rather", "enough",
          "indeed", "a bit", "the", "a", "an", "my", "our", "me", "your", "to", "of", "on", "in", "at",
          "that", "this", "i", "we", "it", "they", "he", "she", "you", "been", "be", "get", "got", "any",
          "for", "at all", "today", "yesterday", "one"}},
        {Word::complete,
         {"好几家", "几家", "两家", "一家", "不少", "不少家", "很多", "很多家", "好多", "好多家", "挺多", "好几次", "几次", "全", "全都", "全部", "完全", "彻底", "统统", "totally", "completely", "fully", "entirely", "all",
          "everything", "properly"}},
        {Word::auxiliary,
         {"can", "was", "were", "is", "are", "am", "did", "do", "does", "has", "have", "had", "will",
          "would", "it's", "i'd", "i'll", "i've", "we'd", "we've", "they've", "he's", "she's", "it'd",
          "愿意", "会", "能", "想", "要", "需要", "可以", "肯"}},
    };
    // clang-format on
    return map;
}

/// Verbs that say the same in answer to each other: 解决了吗 is answered by 搞定了.
constexpr std::string_view kSameDeed[][8] = {
    {"解决", "搞定", "处理好", "弄好", "办好", "修好", "搞好", "办妥"},
    {"solved", "resolved", "fixed", "sorted", "sorted out", "settled", "dealt with", "taken care of"},
    {"开通", "开了", "激活", "启用"},
    {"收到", "拿到", "签收", "领到", "到货", "到账"},
    {"考虑过", "想过"},
    {"received", "arrived", "delivered", "got it", "got mine", "have it"},
};

/// What people call the contact that we offer.
constexpr std::string_view kContacts[] = {"打电话", "联系", "联络", "来电", "回电", "致电", "打"};

bool is_negated_auxiliary(std::string_view word) {
    return word.ends_with("n't") || (word.ends_with("nt") && word != "not");
}

std::string_view without(std::string_view text, std::initializer_list<std::string_view> endings) {
    for (bool cut = true; cut;) {
        cut = false;
        for (const std::string_view ending : endings) {
            if (!text.ends_with(ending)) continue;
            text.remove_suffix(ending.size());
            cut = true;
        }
    }
    return text;
}

class Echo {
  public:
    Echo(std::string_view clause, std::string_view question) : clause_(clause), question_(question) {}

    Stance run() {
        if (reports_a_contact()) return Stance::none;
        if (asks_by_alternative()) return Stance::maybe;
        if (is_impossible()) return Stance::no;
        while (position_ < clause_.size()) {
            if (!step()) return Stance::none;
        }
        if (predicate_.empty() && !(answers_alone_ && !content_)) return Stance::none;
        if (hedged_ || both_ || negations_ > 1) return Stance::maybe;
        return negations_ == 1 ? Stance::no : Stance::yes;
    }

  private:
    /// "You called already" tells what was done and grants nothing.
    bool reports_a_contact() const {
        if (!clause_.starts_with("you ")) return false;
        for (const std::string_view deed : {"called", "phoned", "contacted", "rang", "never", "already"}) {
            if (clause_.find(deed) != std::string_view::npos) return true;
        }
        return false;
    }

    /// 来不了, 出差参加不了: the question's own verb cannot be done; what stands before it is the reason.
    bool is_impossible() const {
        constexpr std::string_view kCannot = "不了";
        const std::string_view clause = without(clause_, {"啊", "呀", "呢", "哦", "啦", "的", " "});
        if (!clause.ends_with(kCannot)) return false;
        const std::string_view deed = clause.substr(0, clause.size() - kCannot.size());
        constexpr std::size_t kIdeograph = 3;  // bytes
        for (const std::size_t length : {2 * kIdeograph, kIdeograph}) {
            if (deed.size() < length) continue;
            const std::string_view verb = deed.substr(deed.size() - length);
            if (is_han(code_point_at(verb, 0).value) && asks_to_do(verb))
                return !qualifies(deed.substr(0, deed.size() - length));
        }
        return false;
    }

    static bool qualifies(std::string_view text) {
        for (std::size_t i = 0; i < text.size(); i += code_point_at(text, i).length) {
            const auto* word = words().at(text, i);
            if (word != nullptr && (word->meaning == Word::negation || word->meaning == Word::hedge))
                return true;
        }
        return false;
    }

    /// 来 in 还会再来吗, 参加 in 参加秋游吗: the verb, not the thing.
    bool asks_to_do(std::string_view verb) const {
        constexpr std::size_t kTwoIdeographs = 6;
        if (verb.size() < kTwoIdeographs) return ends_a_question(verb);
        return question_.find(verb) != std::string_view::npos && says_something(verb);
    }

    bool step() {
        const CodePoint point = code_point_at(clause_, position_);
        const bool han = is_han(point.value);
        if (!han && !is_word_character(point.value)) {
            position_ += point.length;
            return true;
        }
        const auto* word = words().at(clause_, position_);
        const std::size_t piece = han ? han_piece() : latin_piece();
        const std::size_t length = word == nullptr ? 0 : word->phrase.size();
        if (piece > length) {
            asks_if_subject_ = false;
            content_ = true;
            const std::string_view said = clause_.substr(position_, piece);
            both_ =
                both_ || (!affirmed_.empty() && (said.starts_with(affirmed_) || affirmed_.starts_with(said)));
            if (says_something(said) || (han && demands(said))) predicate_ = said;
            position_ += piece;
            return true;
        }
        if (word == nullptr || counts_enough(*word)) return false;
        take(*word);
        position_ += length;
        return true;
    }

    /// "I get enough calls" says how many, "quick enough" how.
    bool counts_enough(const PhraseMap<Word>::Entry& word) const {
        return word.phrase == "enough" && !content_;
    }

    void take(const PhraseMap<Word>::Entry& word) {
        if (word.meaning == Word::negation) {
            ++negations_;
            affirmed_ = predicate_;
            answers_alone_ = answers_alone_ || is_negated_auxiliary(word.phrase);
        }
        static const PhraseMap<bool> subjects{
            {true, {"i", "we", "it", "they", "he", "she", "you", "this", "that"}}};
        const bool asks_back = asks_if_subject_ && subjects.whole(word.phrase) != nullptr;
        const bool partly = word.meaning == Word::complete && negations_ > 0;
        const bool either =
            word.phrase == "还是" && (!predicate_.empty() || answers_alone_);  // 需要还是不需要
        hedged_ = hedged_ || asks_back || partly || either || word.meaning == Word::hedge;
        asks_if_subject_ = position_ == 0 && word.meaning == Word::auxiliary;
        if (word.meaning != Word::auxiliary) return;
        const bool han = is_han(code_point_at(word.phrase, 0).value);
        // 需要 answers only what asks for it; "I would" answers whatever was asked.
        if (!han || question_.find(word.phrase) != std::string_view::npos) answers_alone_ = true;
    }

    /// Bytes of the longest run of ideographs from here that the question has too: two at least, or the one
    /// that the question asks about (等待时间长吗).
    std::size_t han_piece() const {
        constexpr std::size_t kTwoIdeographs = 6;
        std::size_t length = 0;
        std::size_t ideographs = 0;
        for (std::size_t end = position_; end < clause_.size();) {
            const CodePoint point = code_point_at(clause_, end);
            end += point.length;
            if (!is_han(point.value) || point.value == U'吗' ||
                question_.find(clause_.substr(position_, end - position_)) == std::string_view::npos)
                break;
            length = end - position_;
            ++ideographs;
        }
        if (half_of_alternative(length)) length = 0;
        length = std::max({length, same_deed(), demanded_contact()});
        if (length >= kTwoIdeographs) return length;
        const std::string_view piece = clause_.substr(position_, length);
        return ideographs <= 1 && length > 0 && (ends_a_question(piece) || demands(piece)) ? length : 0;
    }

    /// 有没有打过, 解决没解决: a word, 没 or 不, and the same word again. 没有没有 and 没了没了 are answers.
    bool asks_by_alternative() const {
        for (const std::string_view negation : {"没", "不"}) {
            for (std::size_t place = clause_.find(negation); place != std::string_view::npos;
                 place = clause_.find(negation, place + 1)) {
                for (const std::size_t length : {negation.size(), 2 * negation.size()}) {
                    if (place < length) continue;
                    const std::string_view before = clause_.substr(place - length, length);
                    const bool again = clause_.substr(place + negation.size()).starts_with(before);
                    const bool denied = clause_.substr(0, place - length).ends_with(negation);
                    if (again && !denied && before != negation && before != "了") return true;
                }
            }
        }
        return false;
    }

    /// The denying half of 有没有, 会不会: 没有打过 is no echo of 有没有打过, but denies it.
    bool half_of_alternative(std::size_t length) const {
        const std::string_view piece = clause_.substr(position_, length);
        if (!piece.starts_with("没") && !piece.starts_with("不")) return false;
        const std::size_t place = question_.find(piece);
        const CodePoint denied = code_point_at(piece, code_point_at(piece, 0).length);
        return place >= denied.length && place != std::string_view::npos && piece.size() > denied.length &&
               code_point_at(question_, place - denied.length).value == denied.value;
    }

    /// 别打, 打吧, 可以打: the verb of the question's deed (给您打电话) in a demand.
    bool demands(std::string_view verb) const {
        if (!is_deed(verb)) return false;
        const std::string_view before = clause_.substr(0, position_);
        const std::string_view behind = without(
            clause_.substr(position_ + verb.size()),
            {"来了", "给我", "给俺", "我", "电话", "咯", "您", "你", "嘞", "哈", "啊", "哦", "呀", "谢谢"});
        const auto ends = [before](std::string_view word) { return before.ends_with(word); };
        constexpr std::string_view kBefore[] = {"别", "别再", "不要", "不要再", "不用", "不必", "可以",
                                                "能", "随时", "尽管", "不需要", "无需", "给我", "给俺"};
        constexpr std::string_view kBehind[] = {"吧", "呗", "好了", "嘛", "了", "啦", "我吧"};
        const bool closes =
            behind.empty() || std::find(std::begin(kBehind), std::end(kBehind), behind) != std::end(kBehind);
        if (!closes) return false;
        return std::any_of(std::begin(kBefore), std::end(kBefore), ends) ||
               (before.empty() && (behind == "吧" || behind == "呗" || behind == "啦" || behind == "我吧"));
    }

    /// What the question offers to do for the customer: 给您打, 我们来. 打 answers 联系.
    bool is_deed(std::string_view verb) const {
        if (is_offered(verb)) return true;
        return std::find(std::begin(kContacts), std::end(kContacts), verb) != std::end(kContacts) &&
               std::any_of(std::begin(kContacts), std::end(kContacts),
                           [this](std::string_view contact) { return is_offered(contact); });
    }

    /// Bytes of a word for the contact offered, when it is demanded or refused here (别再打电话来了); or 0.
    std::size_t demanded_contact() const {
        for (const std::string_view contact : kContacts) {
            if (clause_.substr(position_).starts_with(contact) && demands(contact)) return contact.size();
        }
        return 0;
    }

    bool is_offered(std::string_view verb) const {
        for (std::size_t place = question_.find(verb); place != std::string_view::npos;
             place = question_.find(verb, place + 1)) {
            const std::string_view before = question_.substr(0, place);
            for (const std::string_view offer : {"给您", "给你", "我们", "我们再"}) {
                if (before.ends_with(offer)) return true;
            }
        }
        return false;
    }

    /// Bytes of a verb here that answers one of the question's, or 0.
    std::size_t same_deed() const {
        for (const auto& deed : kSameDeed) {
            const bool asked = std::any_of(std::begin(deed), std::end(deed), [this](std::string_view verb) {
                return question_.find(verb) != std::string_view::npos;
            });
            if (!asked) continue;
            std::size_t longest = 0;
            for (const std::string_view verb : deed) {
                if (stands_at(clause_, position_, verb)) longest = std::max(longest, verb.size());
            }
            if (longest > 0) return longest;
        }
        return 0;
    }

    std::size_t latin_piece() const {
        if (const std::size_t deed = same_deed(); deed > 0) return deed;
        std::size_t end = position_ + code_point_at(clause_, position_).length;
        while (end < clause_.size() && !word_boundary(clause_, end))
            end += code_point_at(clause_, end).length;
        const std::string_view word = clause_.substr(position_, end - position_);
        return find_word(word, 0) == std::string_view::npos ? 0 : word.size();
    }

    /// Where the question has the word from `from` on, in whatever form: recommended answers recommend.
    std::size_t find_word(std::string_view word, std::size_t from) const {
        constexpr std::size_t kShortestStem = 4;
        std::string_view stem = word;
        for (const std::string_view ending : {"ing", "ed", "d", "s"}) {
            if (!word.ends_with(ending) || word.size() < kShortestStem + ending.size()) continue;
            stem.remove_suffix(ending.size());
            break;
        }
        for (std::size_t place = question_.find(stem, from); place != std::string_view::npos;
             place = question_.find(stem, place + 1)) {
            if (!word_boundary(question_, place)) continue;
            for (const std::string_view ending : {"", "s", "d", "ed", "ing"}) {
                const std::size_t end = place + stem.size() + ending.size();
                if ((ending.empty() || stem.size() >= kShortestStem) &&
                    question_.substr(place + stem.size()).starts_with(ending) &&
                    word_boundary(question_, end))
                    return place;
            }
        }
        return std::string_view::npos;
    }

    static bool follows_determiner(std::string_view before) {
        for (const std::string_view word : {" the ", " your ", " a ", " our "}) {
            if (before.ends_with(word)) return true;
        }
        return false;
    }

    bool ends_a_question(std::string_view piece) const {
        for (std::size_t place = question_.find(piece); place != std::string_view::npos;
             place = question_.find(piece, place + 1)) {
            const std::string_view before = question_.substr(0, place);
            const auto follows = [before](std::string_view word) { return before.ends_with(word); };
            if (follows("给") || follows("跟") || follows("对") || follows("向") ||
                follows_determiner(before))
                continue;  // 推荐给朋友吗
            const std::string_view rest = question_.substr(place + piece.size());
            const std::string_view until = rest.substr(0, std::min(rest.find_first_of("?\n"), rest.size()));
            if (without(until, {"吗", "么", "呢", "了", "过", "的", " "}).empty()) return true;
            if (is_verb_with_object(piece, until)) return true;
        }
        return false;
    }

    /// 打 in 给您打电话了吗: the verb alone answers what asks whether it was done.
    static bool is_verb_with_object(std::string_view piece, std::string_view until) {
        if (piece.size() != code_point_at(piece, 0).length || !is_han(code_point_at(piece, 0).value))
            return false;
        for (const std::string_view done : {"了吗", "过吗"}) {
            if (!until.ends_with(done)) continue;
            const std::string_view object = until.substr(0, until.size() - done.size());
            constexpr std::size_t kTwoIdeographs = 6;
            return !object.empty() && object.size() <= kTwoIdeographs;
        }
        return false;
    }

    /// The name of a thing that the question asks about says nothing about it: 问题, "your parcel".
    bool says_something(std::string_view piece) const {
        if (piece.size() == same_deed() || ends_a_question(piece)) return true;
        if (!is_han(code_point_at(piece, 0).value)) {
            for (std::size_t place = find_word(piece, 0); place != std::string_view::npos;
                 place = find_word(piece, place + 1)) {
                const std::string_view before = question_.substr(0, place);
                if (!follows_determiner(before)) return true;
            }
            return false;
        }
        for (std::size_t place = question_.find(piece); place != std::string_view::npos;
             place = question_.find(piece, place + 1)) {
            const std::string_view before = question_.substr(0, place);
            const bool begins =
                before.empty() || std::string_view{"\n ,.!?"}.find(before.back()) != std::string_view::npos;
            if (!begins && !before.ends_with("的") && !before.ends_with("给")) return true;
        }
        return false;
    }

    std::string_view clause_;
    std::string_view question_;
    std::size_t position_ = 0;
    int negations_ = 0;
    bool hedged_ = false;
    bool content_ = false;
    bool both_ = false;           ///< 解决了也没解决
    std::string_view predicate_;  ///< what says something about what was asked; the last such word
    std::string_view affirmed_;   ///< the same, before a denial
    bool answers_alone_ = false;
    bool asks_if_subject_ = false;  ///< "did it" asks back
};

}  // namespace

Stance echo(std::string_view clause, std::string_view question) {
    constexpr std::size_t kLongest = 90;  // bytes: a longer clause tells a story
    if (clause.empty() || clause.size() > kLongest) return Stance::none;
    const std::size_t half = clause.size() / 2;
    const bool twice =
        is_han(code_point_at(clause, 0).value) && clause.substr(0, half) == clause.substr(half);
    return Echo{twice ? clause.substr(half) : clause, question}.run();  // 打了打了
}

}  // namespace askwell::flows::reading
