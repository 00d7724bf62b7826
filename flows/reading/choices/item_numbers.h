// Numbers in a reply that only count its items: "1) cost 2) efficiency", 成本第一，效率第二.
// Thread rule: pure functions of the text.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "flows/reading/choices/option_names.h"

namespace askwell::flows::reading {

/// A number in a reply that counts an item and names no option, with what ties it to the item.
struct ItemNumber {
    std::size_t begin = 0;  ///< byte where it stands
    std::size_t end = 0;    ///< byte behind it and its mark
};

/// The numbers of the folded `text` that count the options named in it, from one on and two or more of them;
/// empty where each is also its option's own number.
std::vector<ItemNumber> item_numbers(const OptionNames& names, std::string_view text);

}  // namespace askwell::flows::reading
