// Values with something in every field, and small ones, for tests of what keeps them.
#pragma once

#include <string>

#include "flows/engine.h"

namespace askwell::test {

inline constexpr std::string_view kCanaryAddress = "+8613800138000";
inline constexpr std::string_view kCanaryText = "canary text 等太久了";

/// A conversation in which no field has its default value.
flows::Conversation full_conversation();
/// A contact in which no field has its default value; holds full_conversation().
flows::ContactState full_contact();
/// A message in which no field has its default value.
flows::Outgoing full_outgoing();

}  // namespace askwell::test
