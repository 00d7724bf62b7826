// E-mail addresses as people write and spell them.
#pragma once

#include "flows/reading/text/text.h"
#include "flows/reading_result.h"

namespace askwell::flows::reading {

/// The one e-mail address of the reply, in the everyday form of RFC 5321 (dot-atom at a domain name), spelled
/// out
/// ("john at example dot com") or in full width too; the domain in lower case. What else is said is the
/// comment.
Reading read_email(const FoldedText& reply);

}  // namespace askwell::flows::reading
