// Verdicts by satisfaction where the scale has other names.
// Thread rule: pure functions.
#pragma once

#include "flows/reading/text/text.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

/// True for five points that run from "very un-…" over the middle to "very …".
bool runs_both_ways(const Scale& scale);

/// The five points of satisfaction, for replies like 满意 to "were the records accurate?".
const Scale& satisfaction_scale();

}  // namespace askwell::flows::reading
