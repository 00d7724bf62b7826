// What a reply says as a whole, by how it is built, before its clauses are weighed.
// Thread rule: pure functions.
#pragma once

#include <optional>
#include <string_view>

#include "flows/reading.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {

/// The reason of replies that bid us go on ("go ahead, ask").
inline constexpr const char* kBidsGoOn = "bids us go on";

/// Why a yes or no in `reply` is none to `question`, though it says one; nullopt for all others.
std::optional<const char*> why_no_answer(std::string_view reply, std::string_view question);

/// Yes, no, or why neither, where the whole reply tells; nullopt where its clauses must.
std::optional<Reading> read_pattern(const FoldedText& reply, std::string_view question);

}  // namespace askwell::flows::reading
