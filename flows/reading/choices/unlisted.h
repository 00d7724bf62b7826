// Things a customer names that no option lists: 去门店问的, "our reputation" are "other", with the words
// kept. Thread rule: pure functions.
#pragma once

#include <string>
#include <string_view>

#include "flows/reading/choices/option_finder.h"
#include "flows/reading/choices/option_names.h"
#include "flows/reading/text/text.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

/// What a reply names that no option lists.
struct Unlisted {
    std::string words;  ///< as typed; "" when nothing is named so
    bool only = false;  ///< the reply says nothing else beside its options
    Index option = 0;   ///< the option "other"
};

/// Looks for the survey's words for unlisted things in `reply`, where `found` names no option or some.
/// Without options the first clause must name the thing, and the whole reply is its words; beside options
/// each item of a list may. An item counts only when it consists of the thing, words that stand around it
/// (going, asking, particles, the question's own words) and at most a short name before it: "the shop was
/// rude" tells a story.
Unlisted unlisted_in(const Question& question, const OptionNames& names, const FoldedText& reply,
                     const Findings& found);

/// "Not on your list", 选项里没有.
bool says_not_listed(std::string_view text);

}  // namespace askwell::flows::reading
