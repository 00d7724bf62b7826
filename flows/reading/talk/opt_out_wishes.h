// Wishes to be left alone in words of their own.
#pragma once

#include <string_view>

namespace askwell::flows::reading {

/// True when the text, although no command, most likely asks us never to write again ("please stop texting
/// me"). "They will stop by again" is not one, nor is a story longer than a wish.
bool sounds_like_opt_out(std::string_view text);

}  // namespace askwell::flows::reading
