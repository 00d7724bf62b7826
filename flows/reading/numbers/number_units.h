// The words right after a number in a reply to a scored question: points, stars, or something it counts.
#pragma once

#include <cstddef>
#include <string_view>

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

/// The word that begins at `begin`; "" where none does.
std::string_view word_at(std::string_view text, std::size_t begin);

/// "6 delivery took 10 days": a noun in the singular and its verb begin the comment.
bool begins_a_sentence(std::string_view text, std::size_t begin);

/// True for a word that only begins like a counter: 口音, 件件.
bool begins_other_word(std::string_view text, std::size_t position);

}  // namespace askwell::flows::reading
