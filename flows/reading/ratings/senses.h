// What words around a score say of time, wish and contrast. Thread rule: pure.
#pragma once

#include <string_view>
#include <vector>

#include "flows/reading/ratings/score_scan.h"

namespace askwell::flows::reading {

/// What the word of `text` at [`begin`, `end`) says beside its role; `before` are the pieces in front of it.
Sense sense_of(std::string_view text, std::size_t begin, std::size_t end, const std::vector<Piece>& before);

}  // namespace askwell::flows::reading
