// Everyday words for labels that many surveys share: how often, and compared with what was expected.
// Thread rule: immutable after construction.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace askwell::flows::reading {

/// A label or synonym of a scale in folded spelling, and its score.
using LabelForm = std::pair<std::string, int>;

/// What people say for the labels among `labels` that many surveys share ("rarely": "once in a blue moon").
/// Nothing unless three points of the scale at least are of one kind. The survey's own words are not left
/// out.
std::vector<LabelForm> everyday_words(const std::vector<LabelForm>& labels);

/// True for a folded word that says how often ("never", 每次都).
bool says_how_often(std::string_view label);

}  // namespace askwell::flows::reading
