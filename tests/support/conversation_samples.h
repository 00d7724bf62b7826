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
/// The same as schema 1 of the stored form knew them.
flows::Conversation conversation_of_schema_1();
flows::ContactState contact_of_schema_1();
/// A message in which no field has its default value.
flows::Outgoing full_outgoing();
/// The same as schemas 2 and 3 knew them; conversations have not changed since.
flows::ContactState contact_of_schema_3();
flows::ContactState contact_of_schema_2();
flows::Outgoing outgoing_of_schema_2();

}  // namespace askwell::test
