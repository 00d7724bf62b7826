#include "flows/reading/yes_no/echo.h"

#include <algorithm>

#include "flows/reading/text/hinted_pattern.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/text.h"
#include "flows/reading/yes_no/asked_words.h"
#include "flows/reading/yes_no/echo_words.h"

namespace askwell::flows::reading {
namespace {

using Word = EchoWord;

/// What people call the contact that we offer.
constexpr std::string_view kContacts[] = {"打电话", "联系", "联络", "来电", "回电", "致电", "打"};

/// 给我打 is no 我打.
constexpr std::string_view kToMe[] = {"给", "跟", "向"};

bool is_negated_auxiliary(std::string_view word) {
    return word.ends_with("n't") || (word.ends_with("nt") && word != "not");
}

class Echo {
  public:
    Echo(std::string_view clause, std::string_view question)
        : clause_(clause), question_(question), asked_(question) {}

    Stance run() {
        if (reports_a_contact() || goes_the_other_way()) return Stance::none;
        if (asks_by_alternative()) return Stance::maybe;
        if (is_impossible() || denies_there_is_any()) return Stance::no;
        skip_who_did_it();
        while (position_ < clause_.size()) {
            if (!step()) return Stance::none;
        }
        if (nobody_ && asks_what_to_do()) return Stance::none;
        if (predicate_.empty() && (nobody_ || !answers_alone_ || content_)) return Stance::none;
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

    /// 没人联系我 is no answer to 需要我们联系您吗, nor "nobody followed up" to "anything left to follow
    /// up?".
    bool asks_what_to_do() const {
        return contains_any(question_,
                            {"需要", "可以", "还有", "would you", "may we", "shall we", "left", "else"});
    }

    /// 我会跟进的 where our doing is asked about; 我打过你们的 where others' are.
    bool swaps_sides() const {
        static const HintedPattern by_customer{
            "^(?:我(?:会|再|来|自己|可以)|(?:i|we)(?:'ll| will| can|'d rather) )", {"我", "i", "we"}};
        const bool ours =
            asked_.has("我们") || asked_.has(" us ") || asked_.has(" us?") || asked_.has(" we ");
        if (ours) return (asked_.has("需要我们") || asked_.has("us to")) && by_customer.found_in(clause_);
        static const HintedPattern of_us{"你们|贵司|(?<![a-z])(?:you|yours)$", {"你们", "贵司", "you"}};
        return of_us.found_in(clause_);
    }

    /// 已经跟进了, where it is asked what is left.
    bool is_done_already() const {
        return (asked_.has("还有") || asked_.has(" left ")) &&
               contains_any(clause_, {"已经", "过了", "already", "followed", "i left", "we left"});
    }

    /// 是我打给你们的, "I called you": not what was asked, whether somebody called the customer.
    bool goes_the_other_way() const {
        if (swaps_sides() || is_done_already()) return true;
        if (!asked_.has("给您打") && !asked_.has("call you")) return false;
        if (contains_any(clause_, {"打给你", "打给他", "给你们打", "给他打", "给他们打", "i called", "i rang",
                                   "i phoned", "we called", "i did call", "i had to call"}))
            return true;
        const std::size_t mine = clause_.find("我打");
        const std::string_view before = clause_.substr(0, std::min(mine, clause_.size()));
        return mine != std::string_view::npos &&
               std::none_of(std::begin(kToMe), std::end(kToMe),
                            [before](std::string_view word) { return before.ends_with(word); });
    }

    /// 来不了, 出差参加不了: the question's own verb cannot be done; what stands before it is the reason.
    bool is_impossible() const {
        constexpr std::string_view kCannot = "不了";
        const std::string_view clause = without_endings(clause_, {"啊", "呀", "呢", "哦", "啦", "的", " "});
        if (!clause.ends_with(kCannot)) return false;
        const std::string_view deed = clause.substr(0, clause.size() - kCannot.size());
        constexpr std::size_t kIdeograph = 3;  // bytes
        for (const std::size_t length : {2 * kIdeograph, kIdeograph}) {
            if (deed.size() < length) continue;
            const std::string_view verb = deed.substr(deed.size() - length);
            if (is_han(code_point_at(verb, 0).value) && asked_.asks_to_do(verb))
                return !qualifies(deed.substr(0, deed.size() - length));
        }
        return false;
    }

    /// "The pharmacist told me", 护士说了: whoever it was, where it is asked whether anybody did.
    void skip_who_did_it() {
        if (!asked_.has("有人") && !asked_.has("anyone") && !asked_.has("anybody")) return;
        static const HintedPattern somebody{
            "^(?:(?:the|my|your|our|a|an) [a-z]+ (?=[a-z]+(?: me| "
            "us|$))|(?:(?![我你您没不别有])[\\p{Han}]){1,3}"
            "(?=(?:已经|都|就|也)?(?:说|讲|告诉|通知|打|联系|提)))",
            {"the ", "my ", "your ", "our ", "a ", "an ", "说", "讲", "告诉", "通知", "打", "联系", "提"}};
        if (const auto found = somebody.pattern().first(clause_)) position_ = found->end;
    }

    /// "No pets", "no pet at all": none of what the question asks for.
    bool denies_there_is_any() const {
        constexpr std::string_view kNo = "no ";
        if (!clause_.starts_with(kNo)) return false;
        std::string_view thing = clause_.substr(kNo.size());
        for (const std::string_view end : {" at all", " here", " yet", " whatsoever", " left", " sorry"}) {
            if (thing.ends_with(end)) thing.remove_suffix(end.size());
        }
        return thing.find(' ') == std::string_view::npos && asked_.asks_for_any(thing);
    }

    static bool qualifies(std::string_view text) {
        for (std::size_t i = 0; i < text.size(); i += code_point_at(text, i).length) {
            const auto* word = echo_words().at(text, i);
            if (word != nullptr && (word->meaning == Word::negation || word->meaning == Word::hedge))
                return true;
        }
        return false;
    }

    bool step() {
        const CodePoint point = code_point_at(clause_, position_);
        const bool han = is_han(point.value);
        if (!han && !is_word_character(point.value)) {
            position_ += point.length;
            return true;
        }
        if (han && is_denied_possibility()) return true;
        const auto* word = echo_words().at(clause_, position_);
        const std::size_t piece = han ? han_piece() : latin_piece();
        const std::size_t length = word == nullptr ? 0 : word->phrase.size();
        if (piece > length) {
            asks_if_subject_ = false;
            content_ = true;
            const std::string_view said = clause_.substr(position_, piece);
            both_ =
                both_ || (!affirmed_.empty() && (said.starts_with(affirmed_) || affirmed_.starts_with(said)));
            if (asked_.same_deed(clause_, position_) == piece || asked_.says_something(said) ||
                (han && (demands(said) || is_possibility())))
                predicate_ = said;
            position_ += piece;
            return true;
        }
        if (word == nullptr || counts_enough(*word)) return false;
        if (word->meaning == Word::manner && predicate_.empty()) return false;
        take(*word);
        position_ += length;
        return true;
    }

    /// 听不清 denies 听得清: takes it when it stands here.
    bool is_denied_possibility() {
        constexpr std::size_t kIdeograph = 3;  // bytes
        const std::string_view said = clause_.substr(position_, 3 * kIdeograph);
        if (said.size() < 3 * kIdeograph || said.substr(kIdeograph, kIdeograph) != "不") return false;
        std::string granted{said};
        granted.replace(kIdeograph, kIdeograph, "得");
        if (!asked_.has(granted)) return false;
        ++negations_;
        content_ = true;
        predicate_ = said;
        position_ += said.size();
        return true;
    }

    /// "I could" answers "could you hear?"; elsewhere it hedges.
    bool is_asked_for(std::string_view hedge) const {
        const std::string_view before = clause_.substr(0, position_);
        return hedge == "could" && asked_.has("could you ") &&
               (before.ends_with("i ") || before.ends_with("we "));
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
        if (word.meaning == Word::nobody) {
            ++negations_;
            nobody_ = true;
        }
        static const PhraseMap<bool> subjects{
            {true, {"i", "we", "it", "they", "he", "she", "you", "this", "that"}}};
        const bool asks_back = asks_if_subject_ && subjects.whole(word.phrase) != nullptr;
        const bool degree = word.meaning == Word::complete || word.meaning == Word::manner;
        const bool partly = degree && negations_ > 0;
        const bool either =
            word.phrase == "还是" && (!predicate_.empty() || answers_alone_);  // 需要还是不需要
        const bool granted = word.meaning == Word::hedge && is_asked_for(word.phrase);
        hedged_ = hedged_ || asks_back || partly || either || (word.meaning == Word::hedge && !granted);
        answers_alone_ = answers_alone_ || granted;
        asks_if_subject_ = position_ == 0 && word.meaning == Word::auxiliary;
        if (word.meaning != Word::auxiliary) return;
        const bool han = is_han(code_point_at(word.phrase, 0).value);
        // 需要 answers only what asks for it; "I would" answers whatever was asked.
        if (!han || asked_.has(word.phrase)) answers_alone_ = true;
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
        const std::size_t deed = asked_.same_deed(clause_, position_);
        length = std::max({length, deed, demanded_contact()});
        if (length >= kTwoIdeographs || (deed > 0 && length == deed)) return length;
        const std::string_view piece = clause_.substr(position_, length);
        if (ideographs > 1 || length == 0) return 0;
        return asked_.ends_in(piece) || is_possibility() || demands(piece) ? length : 0;
    }

    /// 能用, 不能用 where 能正常用门禁卡吗 is asked: what stands here can be done, or not.
    bool is_possibility() const { return asked_.has("能") && clause_.substr(0, position_).ends_with("能"); }

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
        const std::string_view behind = without_endings(
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
        if (asked_.offers(verb)) return true;
        return std::find(std::begin(kContacts), std::end(kContacts), verb) != std::end(kContacts) &&
               std::any_of(std::begin(kContacts), std::end(kContacts),
                           [this](std::string_view contact) { return asked_.offers(contact); });
    }

    /// Bytes of a word for the contact offered, when it is demanded or refused here (别再打电话来了); or 0.
    std::size_t demanded_contact() const {
        for (const std::string_view contact : kContacts) {
            if (clause_.substr(position_).starts_with(contact) && demands(contact)) return contact.size();
        }
        return 0;
    }

    std::size_t latin_piece() const {
        if (const std::size_t deed = asked_.same_deed(clause_, position_); deed > 0) return deed;
        std::size_t end = position_ + code_point_at(clause_, position_).length;
        while (end < clause_.size() && !word_boundary(clause_, end))
            end += code_point_at(clause_, end).length;
        const std::string_view word = clause_.substr(position_, end - position_);
        return asked_.has_word(word) ? word.size() : 0;
    }

    std::string_view clause_;
    std::string_view question_;
    AskedWords asked_;
    std::size_t position_ = 0;
    int negations_ = 0;
    bool hedged_ = false;
    bool content_ = false;
    bool both_ = false;           ///< 解决了也没解决
    std::string_view predicate_;  ///< what says something about what was asked; the last such word
    std::string_view affirmed_;   ///< the same, before a denial
    bool answers_alone_ = false;
    bool nobody_ = false;
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
