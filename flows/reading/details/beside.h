// The words beside a detail (a phone number, an address, an order number) in a reply.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "flows/reading/text/text.h"

namespace askwell::flows::reading {

/// What the reply says before `begin` and after `end` (offsets into the folded text), as typed; labels ("my
/// number is", 电话：), politeness and marks left out. "" when nothing is left.
std::string words_beside(const FoldedText& reply, std::size_t begin, std::size_t end);

/// True when folded words only label, introduce or thank: "my number is", 电话：.
bool only_labels(std::string_view folded);

/// The clause of the folded text in which `position` lies, up to `position`.
std::string_view clause_before(std::string_view text, std::size_t position);
/// The same clause, from `position` on.
std::string_view clause_after(std::string_view text, std::size_t position);

/// True when the words before rule out what follows (不是, "not"), or those after what stood before (空号,
/// "is old").
bool ruled_out(std::string_view before, std::string_view after);
/// The same for certain, so that another one beside it counts: 旧号…停机了, "my old one …"; but not "maybe".
bool given_up(std::string_view before, std::string_view after);

}  // namespace askwell::flows::reading
