// What a conversation knows so far, and the way through the survey that follows from it. Internal to the
// engine.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "flows/conversation.h"
#include "flows/survey.h"

namespace askwell::flows {

/// A view; `survey` and `conversation` must outlive it and stay as they are meanwhile. Only answers to
/// questions that are on the way count: what was said on a branch that was left holds no condition.
class Facts {
  public:
    Facts(const Survey& survey, const Conversation& conversation);

    /// The record of question `index`, on the way or not; null when it was not reached.
    const Answer* record(std::size_t index) const { return records_[index]; }
    /// The questions on the way, info texts included, in order. Behind the last answer the way is a forecast:
    /// what is not known holds no condition.
    const std::vector<std::size_t>& way() const { return way_; }
    bool on_way(std::size_t index) const;
    /// The first question on the way without a record.
    std::optional<std::size_t> next() const;

    bool hold(const Condition& condition) const;
    bool hold(const std::optional<Condition>& condition) const { return !condition || hold(*condition); }

  private:
    void find_way();
    std::size_t after(std::size_t index) const;
    bool compare(const Condition& condition) const;
    const Answer* given(std::size_t index) const;

    const Survey& survey_;
    const Conversation& conversation_;
    std::vector<const Answer*> records_;  ///< by question
    std::vector<std::size_t> way_;
};

}  // namespace askwell::flows
