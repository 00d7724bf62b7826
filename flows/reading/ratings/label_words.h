// The words around the labels of a scale: how much, not at all, and those that say the same.
// Thread rule: immutable after construction.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {

enum class Degree {
    strong,
    mild,
    none,  ///< looks like one but is part of a word: 超出预期
};

const PhraseMap<Degree>& degrees();

/// Intensifiers that follow their word: 满意极了.
const PhraseMap<bool>& trailing_degrees();

/// True when the degree word at `position` makes little of what follows (有点, "slightly").
bool diminishes(std::string_view text, std::size_t position);

/// True when the one at `position` says so with reserve (比较, "fairly").
bool moderates(std::string_view text, std::size_t position);

enum class Negation {
    plain,     ///< 不, 不太, "not very": the plain opposite
    strong,    ///< 一点都不, "not at all": the intensified opposite
    elevated,  ///< 不是非常, "not extremely": short of the top, no one knows how far
};

const PhraseMap<Negation>& negations();

/// Words that rating labels use for one another. A reply may use any word of a row where the label has
/// another of it.
using InterchangeableWords = std::vector<std::string_view>;
const std::vector<InterchangeableWords>& interchangeable();

}  // namespace askwell::flows::reading
