// Texts made alike, to be compared.
#pragma once

#include <string>
#include <string_view>

namespace askwell::flows {

/// For matching only: NFKC, case, width and Traditional/Simplified folded, default-ignorable characters
/// removed, dialect words in their standard form (冇 → 没有), trimmed.
std::string fold_for_matching(std::string_view text);

}  // namespace askwell::flows
