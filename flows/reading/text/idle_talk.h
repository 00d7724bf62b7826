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

enum class IdleTalk {
    courtesies,  ///< greetings, thanks, wishes: they never answer, and make no answer of what is none
    emphasis,    ///< also "I'd say", "for sure", which may answer; thanks stay, for they tell of a mood
};

/// `reply` without what opens and ends it and is about nothing asked. nullopt where there is none of it, or
/// nothing else.
std::optional<PlainReply> without_idle_talk(const FoldedText& reply, IdleTalk which);

}  // namespace askwell::flows::reading
