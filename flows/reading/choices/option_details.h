// What goes with an option in a reply: the address or number it is for, a wish, its neighbours in a list.
// Thread rule: pure functions of the text.
#pragma once

#include <cstddef>
#include <string_view>

#include "flows/reading/choices/option_names.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

/// Bytes of the e-mail address that begins at `position` in the folded `text`, or 0.
std::size_t address_at(std::string_view text, std::size_t position);

/// "Can you call me?", 给我打电话: the name of an option from `begin` to `end` is a wish, where the question
/// is what the customer did.
bool wishes_a_call(const Question& question, std::string_view text, std::size_t begin, std::size_t end);

/// Only marks, joints, wrapping and names stand around the word from `begin` to `end`, and a name stands in
/// `text` elsewhere: "lab, pharmacy".
bool in_a_list_with_a_name(const OptionNames& names, std::string_view text, std::size_t begin,
                           std::size_t end);

}  // namespace askwell::flows::reading
