// What a reply says about all options at once or in turn: all but one, yes to some, or that nothing was
// wrong. Thread rule: pure functions.
#pragma once

#include <optional>
#include <set>

#include "flows/reading/choices/option_names.h"
#include "flows/reading/text/text.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

/// What "all" means in a reply that names no option: of the list itself ("select all", 以上都是) every option
/// but the one that says "none"; of the world (都有影响) the open one is left out, too. "All four" must be as
/// many as `counted`; nothing when they are not.
std::optional<std::set<Index>> all_options(const Question& question, const OptionNames& names,
                                           std::string_view text, std::optional<Index> counted);

/// "All of them are affected", and nothing else.
bool says_all_affected(const Question& question, std::string_view text);

/// "Everything except the laundry", 除了贷款都用: the options that can be chosen without those that are
/// excepted; the open one only when the list is meant. The rest may be named behind it ("all but cost: speed
/// and price"). Nothing when the reply says anything else, or when no listed option would be left.
std::optional<std::set<Index>> all_but(const Question& question, const OptionNames& names,
                                       const FoldedText& reply);

/// What is taken off again at the end of a reply, and where its clause begins.
struct TakenOff {
    std::size_t begin = 0;
    std::set<Index> options;
};

/// "Cost and efficiency, actually scrap cost", 1和2，去掉2: what the last clause takes off, when it names
/// options and nothing else.
std::optional<TakenOff> taken_off(const Question& question, const OptionNames& names,
                                  const FoldedText& reply);

/// "Late? No. Damaged? Yes.": the options asked about that are answered with yes; nothing when anything else
/// is said, or yes to none.
std::optional<std::set<Index>> answered_in_turn(const Question& question, const OptionNames& names,
                                                const FoldedText& reply);

/// "All good, nothing went wrong", 没啥问题, in answer to "what went wrong?", and nothing beside it.
bool says_all_went_well(const Question& question, std::string_view text);

}  // namespace askwell::flows::reading
