#include "flows/reading/yes_no/yes_no.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "flows/reading/stories/cue_words.h"
#include "flows/reading/stories/cues.h"
#include "flows/reading/text/asked.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/reply.h"
#include "flows/reading/text/yes_no_words.h"
#include "flows/reading/yes_no/courtesies.h"
#include "flows/reading/yes_no/echo.h"
#include "flows/reading/yes_no/other_matters.h"
#include "flows/reading/yes_no/repeats.h"
#include "flows/reading/yes_no/whole_reply.h"
#include "flows/reading/yes_no/yes_no_patterns.h"

namespace askwell::flows::reading {
namespace {

using Word = YesNoWord;

struct Clause {
    Stance stance = Stance::none;
    bool text = false;
    bool lone = false;    ///< its last word takes no other beside it
    bool joined = false;  ///< no mark stands between it and the clause before
    std::size_t begin = 0;
};

class Reader {
  public:
    Reader(const FoldedText& reply, std::string_view question, const PhraseMap<Word>* own)
        : reply_(reply), text_(reply.text), question_(question), special_{own, words_for_topic(question)} {}

    Reading run() {
        cut();
        Stance said = Stance::none;
        std::size_t comment = text_.size();
        bool after = false;
        if (ends_in_answer()) return answer_behind_story();
        for (const Clause& clause : clauses_) {
            if (clause.stance == Stance::maybe) {
                if (said == Stance::none || !clause.text) return unclear(kNeitherYesNorNo);
            } else if (clause.stance != Stance::none && !clause.text) {
                if (said != Stance::none && said != clause.stance) return unclear("yes and no");
                if (comment == text_.size() || said != Stance::none) said = clause.stance;
                continue;
            }
            if (said == Stance::none && (clause.text || clause.stance != Stance::none))
                return unclear(kNeitherYesNorNo);
            if (clause.text && !after) {
                comment = clause.begin;
                after = true;
            }
        }
        if (said == Stance::none && hummed_) said = Stance::yes;
        if (said == Stance::none) return unclear(kNeitherYesNorNo);
        if (asked_) return unclear("a question");
        std::string beside = valid_utf8(trim_separators(reply_.raw_between(comment, text_.size())));
        return answer(YesNo{said == Stance::yes}, std::move(beside));
    }

    /// "Vodafone and BT, yes": a story that says neither, and a bare answer behind it. What qualifies a first
    /// time would qualify the answer.
    bool ends_in_answer() const {
        if (question_.empty() || asks_for_first_time(question_) || asked_ || clauses_.size() < 2)
            return false;
        const Clause& story = clauses_[0];
        const Clause& last = clauses_[1];
        if (clauses_.size() > 2 && !names_then_answers()) return false;
        return story.text && story.stance == Stance::none && !last.text && !last.joined &&
               (last.stance == Stance::yes || last.stance == Stance::no);
    }

    /// "Bell and Rogers, yes. Both worse.": a few words before the answer, a sentence of neither behind it.
    bool names_then_answers() const {
        constexpr std::size_t kLongest = 24;  // bytes: four words, or eight ideographs
        const Clause& behind = clauses_[2];
        const std::string_view before = trim_space(std::string_view{text_}.substr(0, behind.begin));
        const bool ends = !before.empty() && (before.back() == '.' || before.back() == '!');
        if (!ends || clauses_[1].begin > kLongest) return false;
        for (std::size_t i = 2; i < clauses_.size(); ++i) {
            const Stance said = clauses_[i].stance;
            const bool runs_into_text = i + 1 < clauses_.size() && clauses_[i + 1].joined;  // "both worse"
            if (said == Stance::yes || said == Stance::no) return false;
            if (said == Stance::maybe && !clauses_[i].text && !runs_into_text) return false;
        }
        return true;
    }

    Reading answer_behind_story() const {
        const std::size_t end = clauses_.size() > 2 ? text_.size() : clauses_[1].begin;
        return answer(YesNo{clauses_[1].stance == Stance::yes},
                      valid_utf8(trim_separators(reply_.raw_between(0, end))));
    }

    /// True when some clause says yes, or something between.
    bool affirms() const {
        return std::any_of(clauses_.begin(), clauses_.end(), [](const Clause& clause) {
            return !clause.text && (clause.stance == Stance::yes || clause.stance == Stance::maybe);
        });
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
            const Clause& clause = clauses_.back();
            if (clause.begin == position || after_joint_ || (clause.stance != Stance::none && !clause.text)) {
                if (const std::size_t length = echoed(position); length > 0) {
                    position += length;
                    if (cuts_clause(position)) open(position);  // 别再打了烦死了
                    continue;
                }
            }
            const auto* word = word_at(text_, position);
            const bool stands_here = word != nullptr && stands(*word, position);
            after_joint_ = stands_here && word->meaning == Word::joint;  // "it was and it wasn't"
            if (stands_here) {
                if (is_special(word->phrase) && repeats_itself(word->meaning)) {
                    if (clauses_.back().stance != Stance::none) open(position);
                    clauses_.back().text = true;
                } else {
                    take(word->meaning, position);
                }
                position += word->phrase.size();
                if (word->meaning == Word::yes &&
                    !whole_word(position - word->phrase.size(), word->phrase.size()))
                    open(position);
                continue;
            }
            if (!is_word_character(point.value) && !is_han(point.value)) {
                const bool quote = point.value == U'"' || point.value == U'\'';
                if (!is_emoji(point.value) && !quote) {
                    asked_ = asked_ || (point.value == U'?' && clauses_.size() <= 2 &&
                                        (!clauses_.back().text || clauses_.back().joined));
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

    /// Takes the clause at `position` as an echo of the question; how long it is, or 0 when it is none.
    std::size_t echoed(std::size_t position) {
        const std::size_t stop = clause_end(position);
        const std::string_view clause = trim_marks(std::string_view{text_}.substr(position, stop - position));
        const auto* word = word_at(clause, 0);  // 没问题 is an idiom, not a denial of 问题
        if (word != nullptr && word->phrase.size() == clause.size()) return 0;
        const Stance stance = echo(clause, question_);
        if (stance == Stance::none) return 0;
        say(stance);
        return stop - position;
    }

    /// The longest phrase that answers, at `position`, or null.
    const PhraseMap<Word>::Entry* word_at(std::string_view text, std::size_t position) const {
        const PhraseMap<Word>::Entry* longest = nullptr;
        for (const PhraseMap<Word>* words : {special_[0], special_[1], &yes_no_words()}) {
            const auto* word = words == nullptr ? nullptr : words->at(text, position);
            if (word != nullptr && (longest == nullptr || word->phrase.size() > longest->phrase.size()))
                longest = word;
        }
        return longest;
    }

    bool is_special(std::string_view phrase) const {
        return std::any_of(special_.begin(), special_.end(), [phrase](const PhraseMap<Word>* words) {
            return words != nullptr && words->whole(phrase) != nullptr;
        });
    }

    std::size_t clause_end(std::size_t position) const {
        std::size_t stop = position;
        while (stop < text_.size() &&
               std::string_view{",.!;?\n"}.find(text_[stop]) == std::string_view::npos &&
               (stop == position || !cuts_clause(stop))) {
            stop += code_point_at(text_, stop).length;
        }
        return stop;
    }

    bool cuts_clause(std::size_t position) const {
        static const PhraseMap<bool> joints{
            {true,
             {"但",         "但是",     "不过",     "就是",       "只是",     "可是",   "因为",   "而且",
              "but",        "because",  "though",   "although",   "however",  "and",    "until",  "since",
              "after",      "cos",      "cuz",      "虽然",       "尽管",     "还在等", "一直拖", "一直没人",
              "还是老样子", "让我再",   "让我等",   "客服很",     "师傅很",   "态度很", "速度很", "辛苦了",
              "又坏了",     "打了三次", "打了两次", "打了好几次", "打了几次", "烦死了", "烦死人", "烦人",
              "太烦了",     "烦得很",   "多谢",     "谢谢"}}};
        return joints.at(text_, position) != nullptr;
    }

    /// 不 is "no" only where the clause ends or particles follow: 不错, 不到, 没人 are other words.
    bool whole_word(std::size_t position, std::size_t length) const {
        const std::size_t next = position + length;
        if (next >= text_.size()) return true;
        const CodePoint point = code_point_at(text_, next);
        if (!is_han(point.value) || !is_han(code_point_at(text_, position).value)) return true;
        return word_at(text_, next) != nullptr || echoes(next);
    }

    /// A word counts when it is not the beginning of another. 但是 begins what follows, whatever it is; 是的
    /// and its kin end a thought even where voice input leaves out the comma, but for 是的话 and the like.
    bool stands(const PhraseMap<Word>::Entry& word, std::size_t position) const {
        const std::size_t next = position + word.phrase.size();
        if (word.meaning == Word::joint || whole_word(position, word.phrase.size())) return true;
        static const PhraseMap<bool> continuations{{true,
                                                    {"话", "吗", "么", "不", "没", "人", "事", "时", "时候",
                                                     "东西", "很", "多", "少", "了", "什么", "啥", "哪"}}};
        const bool opens =
            word.phrase.ends_with("的") || word.phrase.starts_with("还") || word.phrase.starts_with("等");
        return word.meaning == Word::yes && opens && continuations.at(text_, next) == nullptr;
    }

    bool echoes(std::size_t position) const {
        return echo(trim_marks(std::string_view{text_}.substr(position, clause_end(position) - position)),
                    question_) != Stance::none;
    }

    /// Only a blank stands between a word of letters and `begin`.
    bool runs_on(std::size_t begin) const {
        const std::string_view before = trim_space(std::string_view{text_}.substr(0, begin));
        return !before.empty() && is_word_character(code_point_at(before, before.size() - 1).value);
    }

    void open(std::size_t begin) {
        while (begin < text_.size() && text_[begin] == ' ') ++begin;
        const bool joined = runs_on(begin);
        clauses_.push_back(Clause{Stance::none, false, false, joined, begin});
    }

    void begin_text(std::size_t position) {
        const Clause& clause = clauses_.back();
        if (clause.stance != Stance::none && !clause.text && !clause.lone && position > 0 &&
            text_[position - 1] == ' ') {
            open(position);
        }
        clauses_.back().text = true;
    }

    void take(Word word, std::size_t position) {
        clauses_.back().lone = word == Word::lone_yes || word == Word::lone_no;
        switch (word) {
            case Word::yes:
            case Word::lone_yes:
                return say(Stance::yes);
            case Word::no:
            case Word::lone_no:
                return say(Stance::no);
            case Word::maybe:
                return say(Stance::maybe);
            case Word::postpone:
                if (!said_before() || question_.empty()) return say(Stance::maybe);
                [[fallthrough]];
            case Word::verdict:
                if (!said_before()) return say(Stance::maybe);
                if (clauses_.back().stance != Stance::none) open(position);
                clauses_.back().text = true;
                return;
            case Word::consent:
                if (asks_permission(question_)) return say(Stance::yes);
                clauses_.back().text = true;
                return;
            case Word::hum:
                hummed_ = true;
                return;
            case Word::wrap:
                return;
            case Word::joint:
                if (clauses_.back().stance != Stance::none) open(position);
                return;
            case Word::starter:
                if (clauses_.back().stance != Stance::none) open(position);
                clauses_.back().text = true;
                return;
        }
    }

    /// "Yes, first time", "是的，不用打第二次": what goes with the answer given is a comment.
    bool repeats_itself(Word word) const {
        const Stance stance = word == Word::yes ? Stance::yes : word == Word::no ? Stance::no : Stance::maybe;
        return std::any_of(clauses_.begin(), clauses_.end(), [stance](const Clause& clause) {
            return (clause.stance == Stance::yes || clause.stance == Stance::no) &&
                   (clause.stance == stance || stance == Stance::maybe);
        });
    }

    bool said_before() const {
        return std::any_of(clauses_.begin(), clauses_.end(), [](const Clause& clause) {
            return clause.stance == Stance::yes || clause.stance == Stance::no;
        });
    }

    /// Two words in one clause: the same again is emphasis, anything else contradicts.
    void say(Stance stance) {
        Stance& said = clauses_.back().stance;
        said = said == Stance::none || said == stance ? stance : Stance::maybe;
    }

    const FoldedText& reply_;
    const std::string& text_;
    std::string_view question_;
    /// Words that answer only this question, and those that answer only such questions; or null.
    std::array<const PhraseMap<Word>*, 2> special_;
    std::vector<Clause> clauses_;
    bool asked_ = false;
    bool hummed_ = false;
    bool after_joint_ = false;
};

/// "They never sent the invoice, so yes": a story that says neither, or the same, and what follows from it.
Reading concluded(const FoldedText& reply, std::size_t begin, const Reading& story) {
    const FoldedText end = part_of(reply, reply.text.find_first_not_of(" ,", begin), reply.text.size());
    const std::string_view word = trim_marks(end.text);
    constexpr std::string_view kSo = "so ";
    constexpr std::string_view kHanSo = "所以";
    const std::string_view concluded =
        trim_marks(word.substr(word.starts_with(kSo) ? kSo.size() : kHanSo.size()));
    const auto* said = yes_no_words().at(concluded, 0);
    if (said == nullptr) return unclear(kNeitherYesNorNo);
    const bool yes = said->meaning == Word::yes || said->meaning == Word::lone_yes;
    const auto* told = std::get_if<YesNo>(&story.value);
    if (told != nullptr && told->yes != yes) return unclear("yes and no");
    if (told == nullptr && story.reason != kNeitherYesNorNo) return unclear(kNeitherYesNorNo);
    return answer(YesNo{yes}, valid_utf8(trim_separators(reply.raw_between(0, begin))));
}

Reading read(const FoldedText& reply, std::string_view question, const PhraseMap<Word>* own) {
    if (const std::size_t begin = after_repeated_question(reply.text, question); begin > 0)
        return read(part_of(reply, begin, reply.text.size()), question, own);
    if (auto told = read_pattern(reply, question)) return *std::move(told);
    Reader reader{reply, question, own};
    Reading reading = reader.run();
    if (const std::size_t begin = after_taken_back(reply.text);
        begin > 0 && reading.kind != ReadingKind::answer) {
        // "No... actually yes" alone leaves open which holds; said twice ("no, don't bother") or with a
        // reason it does not.
        Reading instead = read(part_of(reply, begin, reply.text.size()), question, own);
        const bool alone = instead.comment.empty() && is_bare_answer(reply.text.substr(begin));
        if (instead.kind == ReadingKind::answer && !alone) return instead;
    }
    if (const std::size_t begin = begin_of_conclusion(reply.text); begin > 0) {
        Reading story = read(part_of(reply, 0, begin), question, own);
        if (reading.reason == kNeitherYesNorNo || story.kind == ReadingKind::answer)
            return concluded(reply, begin, story);
    }
    if (!asks_for_first_time(question)) return reading;
    const auto* const said = std::get_if<YesNo>(&reading.value);
    const bool first = said != nullptr && said->yes;
    if (first && tells_how_first_went(reply.text)) return unclear("what the first call was like");
    if (first && (forgot_which_call(reply.text) || tells_of_another_caller(reply.text)))
        return unclear("yes, but another one called, or who knows which call");
    if (reading.reason == kNeitherYesNorNo && forgot_which_call(reply.text) &&
        !contains_any(reply.text, {"好几", "很多", "无数", "several", "many times"}))
        return reading;
    const bool another_way = tells_of_another_way(reply.text);
    if (!(another_way || tells_of_repeats(reply.text)) ||
        tells_nothing_certain(reply.text, {}, Concern::deeds))
        return reading;
    // "Took three calls" answers "on your first call?" by itself; "yes, on the second" contradicts itself.
    if (reading.reason == kNeitherYesNorNo && (another_way || !reader.affirms()))
        return answer(YesNo{false}, valid_utf8(trim_separators(reply.raw)));
    return first ? unclear("yes, but not the first time") : reading;
}

/// What is said between "ok" and "thanks" holds where the whole tells nothing or only the "ok" tells.
Reading read_between_courtesies(const FoldedText& reply, std::string_view question,
                                const PhraseMap<Word>* own) {
    Reading whole = read(reply, question, own);
    const auto bare = without_courtesies(reply);
    const bool answered = whole.kind == ReadingKind::answer;
    const bool settled = answered && bare && !bare->after_assent && !bare->nothing_else;
    if (!bare || settled || whole.reason == kBidsGoOn) return whole;
    Reading said = read(bare->said, question, own);
    if (said.kind == ReadingKind::answer) return said;
    const bool declines = bare->after_assent && may_decline(bare->said, asks_permission(question));
    return answered && (declines || bare->nothing_else) ? unclear(kNeitherYesNorNo) : whole;
}

/// "No, but the bill is still wrong", 不用了，不过你们打来也行: what is granted behind the answer takes it
/// back.
bool objects_otherwise(const Question& question, YesNo said, const FoldedText& comment) {
    if (!begins_with_objection(comment.text)) return false;
    if (said.yes ? leaves_a_part(comment.text) : grants(comment.text)) return true;
    const auto told = told_by_cues(question, comment);
    const auto* const other = told ? std::get_if<YesNo>(&told->value) : nullptr;
    return other != nullptr && other->yes != said.yes;
}

/// "Yes, this is Mrs Chan, I live on the fifth floor": the first clauses are about something else, and those
/// behind them answer nothing.
std::optional<const char*> why_no_answer_before(const Question& question, const FoldedText& reply) {
    constexpr std::size_t kLongest = 300;  // bytes
    const std::string_view text = reply.text;
    const std::string_view asked = wording_of(question);
    if (text.size() > kLongest) return std::nullopt;
    for (std::size_t mark = text.find_first_of(",.;!\n"); mark != std::string_view::npos;
         mark = text.find_first_of(",.;!\n", mark + 1)) {
        const auto why = mark == 0 ? std::nullopt : why_no_answer(text.substr(0, mark), asked);
        if (!why || trim_marks(text.substr(mark)).empty()) continue;
        const Reading behind =
            read_between_courtesies(part_of(reply, mark + 1, text.size()), asked, own_words_of(question));
        if (behind.kind != ReadingKind::answer) return why;
    }
    return std::nullopt;
}

}  // namespace

Reading read_yes_no(const Question& question, const FoldedText& reply) {
    Reading reading = read_between_courtesies(reply, wording_of(question), own_words_of(question));
    if (reading.kind == ReadingKind::answer) {
        if (const auto why = why_no_answer_before(question, reply)) return unclear(*why);
    }
    const auto* const said = std::get_if<YesNo>(&reading.value);
    if (said != nullptr && objects_otherwise(question, *said, fold(reading.comment)))
        return unclear("yes and no");
    return reading;
}

Reading read_yes_no(const FoldedText& reply) {
    return read(reply, {}, nullptr);
}

}  // namespace askwell::flows::reading
