// Labels said of a product, or before the name of a thing, where a service is asked about.
// Thread rule: pure functions.
#pragma once

#include <string_view>

namespace askwell::flows::reading {

/// "Very satisfied with the toaster itself", 对面包机本身非常满意, "very professional van": true when the only
/// label of `folded` is said of a product or a thing, and `asked`, the wording of the question, asks about a
/// service.
bool is_of_a_thing(std::string_view folded, std::string_view asked);

}  // namespace askwell::flows::reading
