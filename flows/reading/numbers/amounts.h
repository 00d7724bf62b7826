// Amounts as people name them: 45岁, 1.5万, "about thirty thousand", "over 65", 18到35.
// Thread rule: pure functions.
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace askwell::flows::reading {

/// An amount or the band it lies in, from `low` to `high`, both included unless told otherwise.
struct Band {
    double low = 0;
    double high = std::numeric_limits<double>::infinity();
    bool above = false;  ///< `low` itself does not belong to it ("over 65")
    bool below = false;  ///< `high` does not ("under 18")
};

/// An amount at a place of a text.
struct Amount {
    Band band;
    std::size_t begin = 0;
    std::size_t end = 0;
    bool bare = false;   ///< a figure and nothing more
    bool unit = false;   ///< with a unit that was asked for
    bool loose = false;  ///< bound by 以上 or 以下
};

/// The amounts in the folded `text`, from left to right, with the units that stand in `asked` or mean the
/// same; numerals in other words (一般, 一次) are none.
std::vector<Amount> amounts_in(std::string_view text, std::string_view asked);

/// True when the folded `words` may stand around an amount in an answer and say nothing of their own.
bool only_beside_amount(std::string_view words);

/// Units in which a folded question asks by what it is about: 您的年龄 is answered in 岁.
std::string units_asked_by(std::string_view question);

/// True when `asked` has a unit of ages.
bool asks_ages(std::string_view asked);

}  // namespace askwell::flows::reading
