// What a reply says about the options of a question, before it is decided whether that is an answer.
// Thread rule: pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "flows/reading/choices/option_mention.h"
#include "flows/reading/choices/option_names.h"
#include "flows/reading/text/text.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

/// What a reply says about options, before it is decided whether that is an answer.
struct Findings {
    std::vector<Mention> mentions;
    std::vector<Mention>
        parts;  ///< words of labels that stand in a sentence, and choose nothing by themselves
    bool all = false;
    std::optional<Index> all_of;  ///< how many options "all" was said to be ("all four", "both")
    bool denied = false;          ///< options were ruled out, and none is sure to be affirmed
    bool doubtful = false;
    bool alternative = false;                    ///< "or" was said: harmless inside the name of one option
    bool unlisted = false;                       ///< something that no option lists was named
    bool impossible = false;                     ///< a number that no option has
    std::size_t text_begin = std::string::npos;  ///< where words begin that are neither choice nor wrapping
    bool text_first = false;                     ///< such words come before the first choice
};

/// Finds the options that `reply` names or numbers.
Findings find_options(const Question& question, const OptionNames& names, const FoldedText& reply);

}  // namespace askwell::flows::reading
