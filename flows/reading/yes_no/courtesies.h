// The courtesies around an answer of yes or no: "ok, no need", "honestly it wasn't, thanks".
// Thread rule: pure functions of the text.
#pragma once

#include <optional>

#include "flows/reading/text/text.h"

namespace askwell::flows::reading {

/// What a reply says between its courtesies.
struct BareReply {
    FoldedText said;
    bool after_assent = false;  ///< led up to by "ok" or "right", which may be a yes or only a lead-up
    bool nothing_else = false;  ///< ends in 没别的 or "nothing else", which answers only by itself
};

/// `reply` without the words that lead up to an answer and those that end it; nothing where it has none or
/// holds nothing else.
std::optional<BareReply> without_courtesies(const FoldedText& reply);

/// True when `bare` behind "ok" may decline as well as agree: another way ("email only"), or to an offer,
/// which is no question for permission, "I'm good".
bool may_decline(const FoldedText& bare, bool permission);

}  // namespace askwell::flows::reading
