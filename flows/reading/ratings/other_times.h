// Durations that are no answer to how long something took.
// Thread rule: pure functions.
#pragma once

#include <optional>
#include <string_view>

namespace askwell::flows::reading {

/// Why the time that `folded` names is not the one that `asked`, the wording of a question on a scale of
/// durations, asks for: it is that of a whole call, of something else ("5 minutes left on my break",
/// 再给你们3分钟), or one of two. nullopt for all others.
std::optional<const char*> why_other_time(std::string_view folded, std::string_view asked);

}  // namespace askwell::flows::reading
