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

enum class QuestionType { rating, nps, single, multi, yes_no, text, number };

/// What a rating measures: how it is analysed, and which words answer it.
enum class RatingMeaning { csat, likert, ces };

/// One score of a rating scale.
struct ScalePoint {
    int score = 0;
    Localized label;
    Synonyms synonyms;
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
};

/// The open question after a low score. A comment that came with the score is taken as its answer.
struct FollowUp {
    int at_most = 3;  ///< asked when the score is this or lower
    Localized text;
};

struct Question {
    std::string id;
    QuestionType type = QuestionType::text;
    RatingMeaning meaning = RatingMeaning::csat;
    Localized text;
    std::string dimension;        ///< groups items in the analysis ("efficiency"); "" for none
    Scale scale;                  ///< rating only
    std::vector<Option> options;  ///< single and multi only
    std::optional<FollowUp> follow_up;
    std::optional<double> minimum;  ///< number only
    std::optional<double> maximum;

    bool scored() const { return type == QuestionType::rating || type == QuestionType::nps; }
};

struct Survey {
    std::string id;
    std::string version;  ///< the author's version plus a hash of the content: the same version is always the
                          ///< same survey
    std::vector<std::string> languages;  ///< the first is the fallback
    Localized title;
    Localized invitation;  ///< who asks, what for, anonymous, how long; ends before the way out, which we add
    Localized reminder;
    Localized thanks;
    Localized thanks_partial;
    std::vector<Question> questions;
    Duration reminder_after = 3 * kDay;
    Duration expires_after = 15 * kDay;  ///< since the invitation

    std::string_view fallback_language() const {
        return languages.empty() ? std::string_view{} : languages.front();
    }
    std::string_view text(const Localized& localized, std::string_view language) const {
        return localized.in(language, fallback_language());
    }
    const Question* find(std::string_view question_id) const;
};

using SurveyPtr = std::shared_ptr<const Survey>;

/// All surveys that are on, by id and by id@version. An immutable value: a reload makes a new one.
class Catalog {
  public:
    /// Adds a survey; the last one added with an id is the one new conversations use, earlier versions stay
    /// reachable.
    void add(SurveyPtr survey);

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
