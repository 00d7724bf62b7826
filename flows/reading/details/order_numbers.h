// Order numbers, in the many forms that shops give them.
#pragma once

#include "flows/reading/text/text.h"
#include "flows/reading_result.h"

namespace askwell::flows::reading {

/// The one order number of the reply: 4 to 40 letters, digits, hyphens, underscores and slashes with a digit
/// among them; upper case, without blanks. A bare telephone number or date is none unless it is called an
/// order number. What else is said is the comment.
Reading read_order_no(const FoldedText& reply);

}  // namespace askwell::flows::reading
