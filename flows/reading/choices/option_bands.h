// Options that are bands of numbers (18–35岁, "under 1,000", 2万以上), and the amounts that replies name.
// Thread rule: immutable after construction.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "flows/reading/numbers/amounts.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

/// What a reply says about bands.
struct BandTold {
    std::optional<std::size_t> option;  ///< the one option that the amount certainly lies in
    bool alone = false;                 ///< nothing else is said
};

/// The options of one question that are bands, read from their labels alone; synonyms do not matter.
class OptionBands {
  public:
    OptionBands() = default;
    explicit OptionBands(const Question& question);

    /// What the folded `text` says in answer to a question about bands; nothing when the question is none or
    /// no amount is named. A bare number that is also an option's number names no amount where none so small
    /// can be meant; where it can, it leaves open which.
    std::optional<BandTold> told_in(std::string_view text) const;

  private:
    struct Entry {
        std::size_t option = 0;
        Band band;
    };

    std::optional<std::size_t> option_of(const Band& told) const;
    std::optional<std::size_t> option_of_bare(double value) const;
    bool plausible(const Band& told) const;

    std::vector<Entry> bands_;
    std::string asked_;        ///< the question and its labels, in which the units stand
    std::size_t options_ = 0;  ///< of the question, bands or not
    double smallest_ = 0;      ///< the smallest limit above zero that a label names
    bool ages_ = false;
};

}  // namespace askwell::flows::reading
