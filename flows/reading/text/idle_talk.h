// What stands around an answer and says nothing of it: 说句实话, "sorry for the late reply", a question of
// the customer's own. Thread rule: pure functions.
#pragma once

#include <optional>

#include "flows/reading/text/text.h"

namespace askwell::flows::reading {

struct PlainReply {
    FoldedText text;
    bool for_staff =
        false;  ///< what is left out asks or tells them something: "when do you open on Sundays?"
    bool without_number = false;  ///< a number to call or of an order is left out
};

/// Praise and thanks tell how the customer feels: they stay where a score may be taken for a slip without
/// them.
enum class Thanks { kept, left_out };

/// `reply` without what opens and ends it and is about nothing asked. What is left out here ("driving") may
/// be an answer by itself. nullopt where there is none of it, or nothing else.
std::optional<PlainReply> without_idle_talk(const FoldedText& reply, Thanks thanks);

}  // namespace askwell::flows::reading
