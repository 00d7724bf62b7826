// Replies that hold a score or a label and give none.
// Thread rule: pure functions.
#pragma once

#include <optional>
#include <string_view>

#include "flows/survey.h"

namespace askwell::flows::reading {

/// Why `folded` is no verdict on `scale` whatever it names: it asks about the scale ("is 1 good or bad"),
/// puts the verdict off (回访了再打分), tells what was promised or that the customer gave up, is a request,
/// meant for somebody else or in another's words, or is said of something else than what `asked`, the wording
/// of the question, asks about (`misplaced.h`). nullopt for all others.
std::optional<const char*> why_no_verdict(std::string_view folded, std::string_view asked,
                                          const Scale& scale);

}  // namespace askwell::flows::reading
