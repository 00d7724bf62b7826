// Options that are bands of numbers (18–35岁, "under 1,000", 2万以上), and the amounts that replies name.
// Thread rule: immutable after construction.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "flows/survey.h"

namespace askwell::flows::reading {

/// An amount or the band it lies in, from `low` to `high`, both included unless told otherwise.
struct Band {
    double low = 0;
    double high = std::numeric_limits<double>::infinity();
    bool above = false;  ///< `low` itself does not belong to it ("over 65")
    bool below = false;  ///< `high` does not ("under 18")
};

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
    bool has_unit(std::string_view phrase) const;

    std::vector<Entry> bands_;
    std::string units_;           ///< the labels and the question, in which the units stand
    std::size_t options_ = 0;     ///< of the question, bands or not
    double smallest_ = 0;         ///< the smallest limit above zero that a label names
};

}  // namespace askwell::flows::reading
