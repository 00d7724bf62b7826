// Words that several options share, tied to another option: "both staff and customer" names two, whichever
// customer is meant. Thread rule: a value of one reply.
#pragma once

#include <cstddef>
#include <set>
#include <string_view>
#include <vector>

#include "flows/reading/choices/option_mention.h"
#include "flows/reading/choices/option_names.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

/// Follows a reply from left to right. Only a single choice is contradicted by a second option; for other
/// questions nothing is.
class OptionKinds {
  public:
    /// Both must outlive this.
    OptionKinds(const Question& question, const OptionNames& names) : question_(question), names_(names) {}

    /// A word at `position` that names no option by itself, with the options named so far. True when it names
    /// another one beside them, whichever it is.
    bool meet_word(std::string_view text, std::size_t position, const std::vector<Mention>& mentions);
    /// A joint, which ties what stands on both its sides.
    void meet_joint();
    /// True when `option` is another than what a word tied to it may mean.
    bool meet_option(Index option);

  private:
    const Question& question_;
    const OptionNames& names_;
    std::set<Index> kinds_;     ///< options that the last shared word may mean
    std::size_t kind_end_ = 0;  ///< where that word ends
    bool joined_ = false;       ///< only wrapping stands between a joint and here
    bool kind_joined_ = false;  ///< a joint followed the shared word
};

}  // namespace askwell::flows::reading
