// What each clause of a reply says about the score, before the clauses are weighed together.
// Thread rule: a value of one reply.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "flows/reading/ratings/rating_clauses.h"

namespace askwell::flows::reading {

enum class Verdict {
    scores,
    withdrawn,  ///< a score that is not given: "not 10", 本来想给5分
    comment,
    wrapping,
    doubtful,
};

/// How much a score can be relied on beside another one.
enum class Weight {
    hedged,     ///< "convenient enough": nothing by itself, and beside a number like the next
    granted,    ///< 便捷是便捷: nothing by itself, and with an objection to something else what it says
    moderated,  ///< 挺满意, a synonym: a number one point away is no contradiction
    label,
    number,
};

struct Judged {
    Verdict verdict = Verdict::wrapping;
    int score = 0;
    const char* reason = "";
    Weight weight = Weight::number;
};

/// What two scores say together: the same, a number beside a label close to it, or a contradiction.
Judged agreed(const Judged& one, const Judged& other);

/// Judges the clauses of a reply from the first to the last.
class Judge {
  public:
    /// `clauses` must outlive this; `lowest` and `highest` are the ends of the scale.
    Judge(const std::vector<Clause>& clauses, int lowest, int highest)
        : clauses_(clauses), lowest_(lowest), highest_(highest) {}

    Judged judge(std::size_t index);

  private:
    Judged judged_by_itself(std::size_t index);
    std::optional<Judged> under_condition(std::size_t index);
    void leave_supposition(std::size_t index);
    bool is_settled(std::size_t index) const;
    bool is_over(std::size_t index) const;
    bool grudges(const Clause& clause) const;
    bool tells_what_is_lacking(std::size_t index) const;
    bool is_taken_off(std::size_t index) const;
    bool corrects(std::size_t index) const;
    bool is_question_about_score(std::size_t index) const;
    bool is_interjection(const Clause& clause) const;
    bool guesses_alone(const Clause& clause) const;
    bool begins_a_story(std::size_t index) const;
    bool goes_on_counting(std::size_t index) const;
    bool scores_something_else(const Clause& clause) const;
    bool gives_other_reason(const Clause& clause) const;
    Judged by_time(const Clause& clause) const;
    Judged mixed(const Clause& clause) const;
    Judged plain(const Clause& clause) const;

    const std::vector<Clause>& clauses_;
    int lowest_;
    int highest_;
    std::optional<int> given_;  ///< the score in figures of the last clause that has one
    bool conditional_ = false;
    bool supposed_ = false;  ///< what would be the case under the condition has been said
};

}  // namespace askwell::flows::reading
