// The words right after a number in a reply to a scored question: points, stars, or something it counts.
#pragma once

#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {

enum class NumberUnit {
    points,
    stars,
    scale_name,         ///< 分制: the number is the size of a scale
    counter,            ///< 天, 个, "of us": the number counts something; Chinese counters are a closed class
    fraction_of_point,  ///< 分半, 分以上: not an exact score
};

const PhraseMap<NumberUnit>& number_units();

}  // namespace askwell::flows::reading
