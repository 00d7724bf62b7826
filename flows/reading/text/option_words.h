// The words that stand around and between the options a reply names, in any survey.
// Thread rule: immutable after construction.
#pragma once

#include <string_view>

#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {

/// What a word says about the options beside it.
enum class OptionWord {
    wrap,         ///< may stand around a choice (我用的是, "by")
    joint,        ///< joins choices (和, "and")
    negation,     ///< the choice after it is not meant
    alternative,  ///< the one or the other (或者)
    unsure,       ///< what is chosen is not ours to say ("not sure", 记不清)
    doubt,     ///< the same for the options of its clause ("except", 除了), and for all when none came before
    range,     ///< doubt between two options (1到3), a word like others elsewhere (遇到)
    all,       ///< every option
    rhetoric,  ///< begins a question that wants no answer (还能怎么联系)
    not_words,  ///< contains a number or label and means none
};

const PhraseMap<OptionWord>& option_words();

/// Words people use for an option "other" in any survey.
inline constexpr const char* kOtherWords[] = {
    "其他",   "其它",  "别的",           "另外的",  "其他方式",    "其他渠道",       "其它方式",  "其他的",
    "其它的", "other", "something else", "another", "another way", "some other way", "other way", "others"};

/// What people say, and surveys call an option, when none of the others applies.
const PhraseMap<bool>& words_for_none();

/// `text` without marks and wrapping at its ends.
std::string_view without_wrapping(std::string_view text);

/// True when `text` holds nothing but particles, politeness and other wrapping.
bool only_wrapping(std::string_view text);

}  // namespace askwell::flows::reading
