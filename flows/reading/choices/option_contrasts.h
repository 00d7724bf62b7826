// Options that a reply names only to say that they were all right, where the question asks what was not, or
// to deny both ends of three. Thread rule: pure functions.
#pragma once

#include <optional>
#include <string_view>

#include "flows/reading/choices/option_names.h"
#include "flows/reading/text/text.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

/// `reply` without its clauses about what was before (以前能用，现在打不开) and about options that were fine
/// ("the repair was grand, it was the follow-up that went wrong"), for a question that asks what went wrong;
/// nothing when it has no such clause, or when no other option is left. Offsets still lead to the raw text.
std::optional<FoldedText> without_excused(const Question& question, const OptionNames& names,
                                          const FoldedText& reply);

/// 首次咨询挺好的，没毛病, to "what went wrong?": every option named was all right, and nothing else is
/// blamed.
bool only_excused(const Question& question, const OptionNames& names, const FoldedText& reply);

/// "Neither too fast nor too slow", 不太快也不太慢: of three options the one between the two that are denied.
std::optional<Index> middle_of_denied(const Question& question, const OptionNames& names,
                                      std::string_view text);

}  // namespace askwell::flows::reading
