// A survey as its author defined it: an immutable value, loaded once and shared by every conversation that
// runs on it. Thread rule: const after loading; share by std::shared_ptr<const Survey>.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "flows/condition.h"
#include "flows/memo.h"
#include "flows/time.h"

namespace askwell::flows {

/// One text in several languages. Keys are BCP 47 tags as written in the survey ("zh-CN", "en").
class Localized {
  public:
    Localized() = default;
    explicit Localized(std::map<std::string, std::string, std::less<>> texts) : texts_(std::move(texts)) {}

    /// The text in `language`; without one, in `fallback`; without that, in any language; "" when there is no
    /// text at all.
    std::string_view in(std::string_view language, std::string_view fallback) const;

    bool has(std::string_view language) const { return texts_.find(language) != texts_.end(); }
    bool empty() const { return texts_.empty(); }
    const std::map<std::string, std::string, std::less<>>& all() const { return texts_; }

  private:
    std::map<std::string, std::string, std::less<>> texts_;
};

/// Words a customer may use for a choice, by language, beside its label.
using Synonyms = std::map<std::string, std::vector<std::string>, std::less<>>;

enum class QuestionType {
    rating,
    nps,
    single,
    multi,
    yes_no,
    text,
    number,
    date,
    phone,
    email,
    order_no,
    attachment,
    info,  ///< is said and asks nothing
};

/// What a rating measures: how it is analysed, and which words answer it.
enum class RatingMeaning { csat, likert, ces };
/// Which end of a rating is the good one.
enum class Best { high, low };

/// One score of a rating scale.
struct ScalePoint {
    int score = 0;
    Localized label;
    Synonyms synonyms;
    Synonyms cues;  ///< words that give the score away in a story that names none ("跑了三趟才修好")
    /// Scales by range (a duration in minutes, say): the score holds for values above `over` up to and
    /// including `up_to`.
    std::optional<double> over;
    std::optional<double> up_to;
};

/// The scores a rating may take, ascending. `unit` is "minute" when points are ranges of a duration, else "".
struct Scale {
    std::vector<ScalePoint> points;
    std::string unit;

    int lowest() const { return points.empty() ? 0 : points.front().score; }
    int highest() const { return points.empty() ? 0 : points.back().score; }
    bool by_range() const { return !unit.empty(); }
    const ScalePoint* find(int score) const;
};

/// One choice of a single or multi question. The code is stable: it is what the ledger keeps.
struct Option {
    std::string code;
    Localized label;
    Synonyms synonyms;
    bool other = false;      ///< "other": asks which
    Localized other_prompt;  ///< the question that asks which; empty unless `other`
    Synonyms other_words;  ///< what customers name that no option lists ("email", 门店); empty unless `other`
    Synonyms cues;         ///< words that give the option away in a story that names none ("leak", 掉了)
};

/// The open question after some scores. A comment that came with the score is taken as its answer.
struct FollowUp {
    std::optional<int> at_least;
    std::optional<int> at_most;
    Localized text;

    bool fits(int score) const {
        return score >= at_least.value_or(score) && score <= at_most.value_or(score);
    }
};

/// What an open answer may lack, so that a probe is worth asking.
enum class OpenFlaw {
    brief,      ///< a few words
    vague,      ///< words without substance ("so-so", 还行)
    judgement,  ///< an opinion without any fact ("terrible!")
};

/// A question that digs deeper after an open answer. At most kMaxProbes for one question, each once.
struct Probe {
    OpenFlaw after = OpenFlaw::brief;
    Localized text;
};
inline constexpr std::size_t kMaxProbes = 2;

/// Where a conversation goes on after a question: `to` is an index into the survey's questions, or their
/// number for the end.
struct Goto {
    std::optional<Condition> condition;  ///< always, when absent
    std::size_t to = 0;
};

/// The days a date question may be about, seen from the day it is answered.
enum class DateRange { any, past, future };

struct Question {
    std::string id;
    QuestionType type = QuestionType::text;
    Localized text;
    std::string dimension;  ///< groups items in the analysis ("efficiency"); "" for none
    std::optional<Condition> ask_if;
    std::vector<Goto> gotos;  ///< the first whose condition holds; none: the next question
    bool key = false;         ///< asked once more at the end when it stays unanswered

    RatingMeaning meaning = RatingMeaning::csat;  ///< rating only
    Best best = Best::high;                       ///< rating only
    Scale scale;                                  ///< rating only
    Localized low_label;                          ///< nps only: what 0 means …
    Localized high_label;                         ///< … and 10
    std::vector<FollowUp> follow_ups;             ///< rating and nps; the first that fits is asked
    std::vector<Option> options;                  ///< single and multi
    bool randomise = false;                       ///< single and multi
    std::optional<double> minimum;                ///< number only
    std::optional<double> maximum;
    bool whole = false;               ///< number only: no fractions
    Synonyms yes_words;               ///< yes_no only: what else says yes to this question …
    Synonyms no_words;                ///< … and what no
    Synonyms yes_cues;                ///< yes_no only: words that give yes away in a story …
    Synonyms no_cues;                 ///< … and no
    DateRange when = DateRange::any;  ///< date only
    bool with_time = false;           ///< date only: to the minute
    std::vector<Probe> probes;        ///< text only
    Memo memo;                        ///< what reading makes of these words

    bool scored() const { return type == QuestionType::rating || type == QuestionType::nps; }
    bool chosen() const { return type == QuestionType::single || type == QuestionType::multi; }
    const Option* find_option(std::string_view code) const;
};

/// The span in which a survey invites; open conversations expire at its end.
struct Period {
    std::optional<TimePoint> from;
    std::optional<TimePoint> until;
};

/// Thanks for those for whom `condition` holds.
struct ConditionalText {
    Condition condition;
    Localized text;
};

/// Sorts the ledger entry of a conversation. Empty members are left to other rules and to staff.
struct LedgerRule {
    std::optional<Condition> condition;
    std::string entry_class;  ///< "urgent", "important", "suggestion", "praise" or ""
    std::string priority;     ///< "P0" … "P3" or ""
};

struct Survey {
    std::string id;
    std::string version;  ///< the author's version plus a hash of the content: the same version is always the
                          ///< same survey
    std::vector<std::string> languages;  ///< the first is the fallback
    Localized title;
    std::vector<std::string> fields;  ///< names of the event fields that texts and conditions use
    Synonyms keywords;                ///< whole messages with which a customer starts it
    Localized invitation;  ///< who asks, what for, anonymous, how long; ends before the way out, which we add
    Localized consent;     ///< asked after the invitation; empty: no consent is asked for
    Localized reminder;    ///< empty: nobody is reminded
    Localized thanks;
    std::vector<ConditionalText> thanks_if;  ///< the first that holds replaces `thanks`
    Localized thanks_partial;
    std::vector<LedgerRule> ledger;
    std::vector<Question> questions;
    Duration reminder_after = 3 * kDay;
    Duration expires_after = 15 * kDay;  ///< since the invitation
    Period period;

    std::string_view fallback_language() const {
        return languages.empty() ? std::string_view{} : languages.front();
    }
    std::string_view text(const Localized& localized, std::string_view language) const {
        return localized.in(language, fallback_language());
    }
    const Question* find(std::string_view question_id) const;
    /// The index of a question; questions.size() when there is none of that id.
    std::size_t index_of(std::string_view question_id) const;
};

using SurveyPtr = std::shared_ptr<const Survey>;

/// All surveys that are on, by id and by id@version. An immutable value: a reload makes a new one.
class Catalog {
  public:
    /// Adds a survey; the last one added with an id is the one new conversations use, earlier versions stay
    /// reachable.
    void add(SurveyPtr survey);

    /// Makes the versions of `earlier` reachable that this does not know, without making them current.
    void add_earlier(const Catalog& earlier);

    /// The survey new conversations of `id` run on, or null.
    SurveyPtr current(std::string_view id) const;
    /// Exactly this version; when it is gone, the current survey of that id; null when there is none.
    SurveyPtr pinned(std::string_view id, std::string_view version) const;
    std::vector<SurveyPtr> all() const;

  private:
    std::map<std::string, SurveyPtr, std::less<>> current_;
    std::map<std::pair<std::string, std::string>, SurveyPtr, std::less<>> versions_;
};

}  // namespace askwell::flows
