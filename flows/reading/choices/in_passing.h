// Options that a reply names and does not choose: another's view that the customer disowns, another time, a
// name or a title, an aim, being asked itself. What is left without those clauses may be the answer.
// Thread rule: pure functions.
#pragma once

#include <optional>

#include "flows/reading/choices/option_names.h"
#include "flows/reading/text/text.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

struct InPassing {
    FoldedText rest;            ///< the reply without the clauses that choose nothing
    bool names_option = false;  ///< one of them names an option
    bool adds = false;          ///< what is left adds to something ("now efficiency, too")
};

/// The clauses of `reply` that choose nothing, whatever they name; nothing when it has none.
std::optional<InPassing> named_in_passing(const Question& question, const OptionNames& names,
                                          const FoldedText& reply);

}  // namespace askwell::flows::reading
