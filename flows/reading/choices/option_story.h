// Figures of a reply that are part of what it tells, beside the option that it chooses.
// Thread rule: the text must live as long as it.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "flows/reading/choices/option_finder.h"
#include "flows/reading/choices/option_mention.h"
#include "flows/reading/choices/option_names.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

/// What a folded reply to `question` tells around its choices, noted from left to right.
class OptionStory {
  public:
    OptionStory(const Question& question, const OptionNames& names, std::string_view text)
        : question_(question), names_(names), text_(text) {}

    /// A word begins at `begin` that neither chooses nor wraps.
    void note_word(std::size_t begin) { words_.push_back(begin); }
    /// A number stands at [begin, end) that no option has.
    void note_beyond(std::size_t begin, std::size_t end) {
        beyond_.push_back(Mention{0, By::number, begin, end});
    }

    /// Takes out of `found` what only tells when (修完以后) and the figures among other words, where
    /// something else is chosen ("Complaint. Third one this year", "… on page 2", 我4号打的), and notes there
    /// whether a number is left that no option has.
    void settle(Findings& found) const;

  private:
    bool tells(const Mention& figure) const;

    const Question& question_;
    const OptionNames& names_;
    std::string_view text_;
    std::vector<std::size_t> words_;
    std::vector<Mention> beyond_;
};

}  // namespace askwell::flows::reading
