// Labels in another sense, by the words on either side: "please be patient", "as above", 及时雨.
// Thread rule: pure functions of the text.
#pragma once

#include <cstddef>
#include <string_view>

namespace askwell::flows::reading {

/// True when the label at [begin, end) of the folded text asks for something, asks back, tells of the
/// customer, or is part of an idiom.
bool in_another_sense(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace askwell::flows::reading
