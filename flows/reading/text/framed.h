// Frames that keep what they hold from being the customer's answer: "my wife says 4", 谁说满意, "… would be a
// lie". Thread rule: pure functions of the text.
#pragma once

#include <string_view>

namespace askwell::flows::reading {

/// True when the folded reply is one clause, and all of it a frame and what it holds: somebody else's word,
/// another time, a wish, a question about the options, a word thrown back. `scored`: it holds a score or a
/// label.
bool is_framed(std::string_view folded, bool scored);

}  // namespace askwell::flows::reading
