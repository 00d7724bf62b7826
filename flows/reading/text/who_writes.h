// "Who is this?", 您哪位: asks who we are, and neither answers nor asks how to.
#pragma once

#include <string_view>

namespace askwell::flows::reading {

/// True for a whole folded reply that asks who writes, beside courtesies and a yes or no.
bool asks_who_we_are(std::string_view folded);

}  // namespace askwell::flows::reading
