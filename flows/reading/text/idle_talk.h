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
};

/// `reply` without what opens and ends it and is about nothing asked. It may be a second look only: what is
/// left out here ("first time", "driving") answers some questions. nullopt where there is none of it, or
/// nothing else.
std::optional<PlainReply> without_idle_talk(const FoldedText& reply);

}  // namespace askwell::flows::reading
