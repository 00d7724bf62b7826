#include "flows/reading/choices/option_denials.h"

#include <algorithm>

#include "flows/reading/text/asked.h"
#include "flows/reading/text/option_words.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

/// What the first of two clauses denied, the second affirms after one of these (不是电话是公众号).
bool affirms(std::string_view text, std::size_t position) {
    // clang-format off
    static const PhraseMap<bool> words{
        {true,
         {"是", "而是", "是用", "是通过", "用的是", "用的", "我用的是", "我用的", "用了", "使用的是",
          "走的是", "打的", "找的", "主要", "主要是", "只", "只是", "只有", "只用", "仅", "仅有", "要", "我要",
          "选", "我选", "就选", "但", "但是", "不过", "it was", "it was the", "it's", "it's the", "it is",
          "just", "only", "i used", "i used the", "we used", "but", "prefer", "i went with", "instead"}},
    };
    // clang-format on
    return words.at(text, position) != nullptr;
}

/// Sets what its clause says off against the clause before: 体验差，成本倒没影响.
bool contrasts(std::string_view text, std::size_t position) {
    static const PhraseMap<bool> words{{true, {"倒", "倒是", "反倒", "却", "反而"}}};
    return words.at(text, position) != nullptr;
}

/// Says that what is named is affected, whatever was denied before.
bool suffers(std::string_view text, std::size_t position) {
    static const PhraseMap<bool> words{
        {true,
         {"受影响",       "受到影响",     "受到了影响",    "受了影响", "有影响", "影响很大", "影响较大",
          "影响比较大",   "影响大",       "受损",          "下降",     "降低",   "变差",     "is affected",
          "are affected", "was affected", "were affected", "suffers",  "suffer", "suffered", "affected"}}};
    return words.at(text, position) != nullptr;
}

/// Says how it would be affected: denied right behind an option, the option is (成本没增加, "the cost didn't
/// go up").
bool tells_change(std::string_view text, std::size_t position) {
    static const PhraseMap<bool> words{
        {true, {"增加",    "上升",    "上涨",      "涨",     "变",       "变化",     "改变",
                "提高",    "下降",    "降低",      "变差",   "受损",     "减少",     "受",
                "感觉",    "察觉",    "noticed",   "notice", "felt",     "increase", "increased",
                "go up",   "gone up", "rise",      "risen",  "change",   "changed",  "drop",
                "dropped", "go down", "gone down", "suffer", "suffered", "get worse"}}};
    return words.at(text, position) != nullptr;
}

/// Denies one thing for another: 不是成本，工作效率.
bool corrects(std::string_view phrase) {
    static const PhraseMap<bool> words{{true, {"不是", "并非", "not"}}};
    return words.whole(phrase) != nullptr;
}

/// Denies all that was named: 电话，公众号都不是.
bool says_all(std::string_view phrase) {
    return phrase.starts_with("都") || phrase.starts_with("全") || phrase == "neither" || phrase == "none";
}

/// After an option, denies the next and not that one: 电话不是微信. The others may deny either (没有, "no").
bool turns_forward(std::string_view phrase) {
    static const PhraseMap<bool> words{
        {true, {"不是",        "并非",       "没用",   "没有用", "不用",       "不选",   "不包括",
                "别",          "不要",       "而不是", "not",    "but not",    "not by", "not via",
                "rather than", "instead of", "isn't",  "wasn't", "didn't use", "without"}}};
    return words.whole(phrase) != nullptr;
}

/// Denies what comes next, and never what was named before: "skip B".
bool leaves_out(std::string_view phrase) {
    static const PhraseMap<bool> words{{true, {"skip", "leave out", "leave off"}}};
    return words.whole(phrase) != nullptr;
}

/// Says of the option before it that it is no trouble.
bool clears(std::string_view phrase) {
    static const PhraseMap<bool> words{{true,
                                        {"没问题", "都没问题", "没毛病", "没关系", "没有关系", "没啥关系",
                                         "没多大关系", "没太大关系", "无关", "没有直接关系"}}};
    return words.whole(phrase) != nullptr;
}

/// Says the same among several choices: 成本还好, "the cost is fine".
bool excuses(std::string_view phrase) {
    static const PhraseMap<bool> words{
        {true, {"很好", "挺好", "挺好的", "非常好", "好得很",  "挺不错",    "很不错",
                "蛮好", "还好", "还行",   "还可以", "还算好",  "影响不大",  "问题不大",
                "没事", "fine", "ok",     "okay",   "alright", "unaffected"}}};
    return clears(phrase) || words.whole(phrase) != nullptr;
}

/// Nothing but words that join options or wrap them.
bool only_joints(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto* word = option_words().at(text, i);
        const CodePoint point = code_point_at(text, i);
        const bool ties =
            word != nullptr && (word->meaning == OptionWord::joint || word->meaning == OptionWord::wrap);
        if (!ties && (is_word_character(point.value) || is_han(point.value))) return false;
        i += ties ? word->phrase.size() : point.length;
    }
    return true;
}

}  // namespace

bool is_verdict(std::string_view phrase) {
    static const PhraseMap<bool> words{{true, {"不行", "不好", "差", "很差", "太差"}}};
    return words.whole(phrase) != nullptr;
}

void Denials::negation(std::string_view phrase, std::size_t position) {
    const bool behind = mentions_.size() > clause_begin_ && !apart_;
    if (is_verdict(phrase)) {
        words_since_ = true;
        if (!names_end_at(position) || asks_for_trouble(question_)) return;
        reach_ = Reach::closed;
        uncertain_ = true;
        return;
    }
    // "The cost is not affected", but "the call was not answered".
    const bool glued = behind && names_end_at(position);
    const bool said_of_it =
        !leaves_out(phrase) && (glued || (behind && question_.type == QuestionType::multi));
    // 1和3，2不要: a list that was joined ends at the comma.
    if (said_of_it && joined_ && mentions_.size() > comma_) clause_begin_ = std::max(clause_begin_, comma_);
    if (says_all(phrase)) clause_begin_ = 0;
    turns_forward_ = turns_forward(phrase);
    corrects_ = corrects(phrase);
    reach_ = said_of_it ? Reach::behind : Reach::forward;
    strayed_ = false;
}

bool Denials::denies_next(By by) {
    words_since_ = false;
    apart_ = false;
    switch (reach_) {
        case Reach::none:
            return false;
        case Reach::forward:
            // 没有人接电话 denies something else than the telephone: no matter when another option was
            // chosen.
            uncertain_ =
                uncertain_ || (strayed_ && question_.type == QuestionType::single && clause_begin_ == 0);
            reach_ = Reach::listing;
            return true;
        case Reach::behind:
            uncertain_ = uncertain_ || !turns_forward_ || strayed_;
            reach_ = Reach::listing;
            return true;
        case Reach::comma:
            // 不是电话，公众号; "no phone, tablet" may mean neither.
            if ((question_.type == QuestionType::single || corrects_) && by == By::name) {
                reach_ = Reach::none;
                return false;
            }
            if (by == By::name) {  // 不影响成本，效率受影响: what is said of it decides
                reach_ = Reach::none;
                open_ = true;
                return false;
            }
            [[fallthrough]];
        case Reach::listing:
        case Reach::closed:
            uncertain_ = true;
            return true;
    }
    return false;
}

void Denials::joint() {
    if (comma_ == clause_begin_) joined_ = true;
    if (reach_ == Reach::listing || reach_ == Reach::comma) reach_ = Reach::forward;
}

void Denials::word(std::string_view text, std::size_t position) {
    if (suffers(text, position)) open_ = false;
    words_since_ = true;
    const bool multi = question_.type == QuestionType::multi;
    if (reach_ == Reach::behind && multi && tells_change(text, position) && asks_for_trouble(question_)) {
        deny_clause();
        reach_ = Reach::closed;
        return;
    }
    if (contrasts(text, position)) set_off_last(text);
    affirmed_ = affirmed_ || affirms(text, position);
    if (reach_ == Reach::comma) reach_ = Reach::none;
    if ((reach_ == Reach::listing || reach_ == Reach::closed) && affirms(text, position)) {
        reach_ = Reach::none;
        clause_begin_ = mentions_.size();
    }
}

/// 效率低体验也差成本倒还好: what follows is about the last names that are joined, and none before them.
void Denials::set_off_last(std::string_view text) {
    clause_begin_ = std::max(clause_begin_, comma_);
    std::size_t last = mentions_.empty() ? 0 : mentions_.size() - 1;
    while (last > clause_begin_ && mentions_[last - 1].end <= mentions_[last].begin &&
           only_joints(text.substr(mentions_[last - 1].end, mentions_[last].begin - mentions_[last - 1].end)))
        --last;
    clause_begin_ = std::max(clause_begin_, last);
}

void Denials::other_word(std::string_view text, std::size_t position, std::size_t length) {
    if (suffers(text, position)) open_ = false;
    if (contrasts(text, position)) return set_off_last(text);
    const std::string_view said = text.substr(position, length);
    const bool multi = question_.type == QuestionType::multi;
    const bool of_question =
        multi && (asked_about(said) || (asks_for_trouble(question_) && tells_change(text, position)));
    const bool cleared = multi ? excuses(said) && mentions_.size() > clause_begin_ && !apart_
                               : clears(said) && names_end_at(position);
    if (cleared && asks_for_trouble(question_)) {
        if (multi && !says_all(said)) clause_begin_ = std::max(clause_begin_, comma_);
        deny_clause();
        reach_ = Reach::closed;
        return;
    }
    if (reach_ == Reach::behind) {
        // 成本没影响 denies; 电话没解决 tells what came of it.
        if (!of_question) uncertain_ = true;
        deny_clause();
        reach_ = Reach::closed;
    } else if (reach_ == Reach::forward) {
        strayed_ = strayed_ || !of_question;
    } else {
        word(text, position);
    }
    words_since_ = true;
    apart_ = true;
}

void Denials::blank() {
    if (words_since_ && joined_) comma_ = mentions_.size();
}

void Denials::mark(char32_t mark) {
    constexpr char32_t kListComma = U'、';
    constexpr std::u32string_view kEnds = U".;!?:\n";
    const bool sentence = mark != U',' && mark != kListComma;
    apart_ = true;
    if (mark == kListComma && reach_ == Reach::listing) return joint();
    if (mark == kListComma && comma_ == clause_begin_) joined_ = true;
    const bool ends_clause = !sentence || kEnds.find(mark) != std::u32string_view::npos;
    if (reach_ == Reach::forward && !ends_clause) return;  // 不是“电话”
    close_clause();
    reach_ = reach_ == Reach::listing && !sentence ? Reach::comma : Reach::none;
    // 主要是体验，成本没影响: what was affirmed is not denied by the next clause.
    const bool one_of = question_.type == QuestionType::single && mark != kListComma;
    if (sentence || words_since_ || affirmed_ || one_of) clause_begin_ = mentions_.size();
    if (mark != kListComma) comma_ = mentions_.size();
    affirmed_ = false;
}

void Denials::end() {
    close_clause();
    uncertain_ = uncertain_ || open_;
    reach_ = Reach::none;
}

/// A negation that ends its clause is about what the clause names (成本这块倒是没有).
void Denials::close_clause() {
    const bool multi = question_.type == QuestionType::multi;
    const bool said_last = reach_ == Reach::forward && (multi ? !strayed_ : clause_begin_ > 0);
    if (reach_ == Reach::behind || said_last) deny_clause();
}

bool Denials::names_end_at(std::size_t position) const {
    return mentions_.size() > clause_begin_ && mentions_.back().end == position;
}

void Denials::deny_clause() {
    for (std::size_t i = clause_begin_; i < mentions_.size(); ++i) denied_.insert(mentions_[i].option);
    mentions_.resize(std::min(clause_begin_, mentions_.size()));
}

bool Denials::uncertain() const {
    if (uncertain_) return true;
    if (denied_.empty()) return false;
    return mentions_.empty() ||
           std::any_of(mentions_.begin(), mentions_.end(),
                       [this](const Mention& mention) { return denied_.contains(mention.option); });
}

/// True when the question has the word too, in whatever form.
bool Denials::asked_about(std::string_view word) const {
    constexpr std::size_t kShortestStem = 4;
    for (const std::string_view ending : {"ed", "d", "s"}) {
        if (!word.ends_with(ending) || word.size() < kShortestStem + ending.size()) continue;
        word.remove_suffix(ending.size());
        break;
    }
    if (word.size() < 3) return false;
    return wording_of(question_).find(word) != std::string::npos;
}

}  // namespace askwell::flows::reading
