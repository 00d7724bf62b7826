// Labels and scores of a product, or before the name of a thing, where a service is asked about.
// Thread rule: pure functions.
#pragma once

#include <string_view>

namespace askwell::flows::reading {

/// "Very satisfied with the toaster itself", 对面包机本身非常满意, "very professional van": true when the
/// only label of `folded` is said of a product or a thing, and `asked`, the wording of the question, asks
/// about a service.
bool is_of_a_thing(std::string_view folded, std::string_view asked);

/// "4 stars for the vacuum itself", 给产品5分: true when all of `folded` is a score for a product, and
/// `asked` asks about a service.
bool scores_only_a_thing(std::string_view folded, std::string_view asked);

}  // namespace askwell::flows::reading
