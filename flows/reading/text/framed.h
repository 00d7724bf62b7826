// Frames that keep what they hold from being the customer's answer: "my wife says 4", 谁说满意, "… would be a
// lie". Thread rule: pure functions of the text.
#pragma once

#include <string_view>

namespace askwell::flows::reading {

/// What a frame holds: scores have words of their own for doubt and denial, and yes or no for doubt.
enum class Held { score, option, yes_or_no };

/// True when the folded reply is one clause, and all of it a frame and what the frame leads up to: somebody
/// else's word, another time, a wish, a question about the options.
bool begins_in_frame(std::string_view folded, Held held);

/// The same for a frame behind what it holds: "… would be a lie", …才怪.
bool ends_in_frame(std::string_view folded);

}  // namespace askwell::flows::reading
