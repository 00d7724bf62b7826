// Items of a reply that only sound like an option, as keyboards by pinyin make them (工作笑率 for 工作效率).
// Thread rule: pure functions.
#pragma once

#include <optional>

#include "flows/reading/choices/option_names.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {

/// `reply` with each item of its list that sounds, as a whole, like one option's name put as that name;
/// nothing when there is none. Offsets still lead to the raw text.
std::optional<FoldedText> with_options_by_sound(const Question& question, const OptionNames& names,
                                                const FoldedText& reply);

}  // namespace askwell::flows::reading
