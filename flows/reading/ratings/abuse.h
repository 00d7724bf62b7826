// Staff who abused the customer, whatever the score says.
// Thread rule: pure functions.
#pragma once

#include <string_view>

namespace askwell::flows::reading {

/// True when `asked`, the wording of a question, is about how staff treated people, or about all of the
/// service: a good score for the menu or the wait may stand beside rude staff.
bool asks_about_treatment(std::string_view asked);

/// True when a clause of `comment` tells that staff swore, threatened or the like, or were more than rude:
/// 态度极其恶劣，骂人还挂我电话, "she swore at me".
bool tells_of_abuse(std::string_view comment);

}  // namespace askwell::flows::reading
