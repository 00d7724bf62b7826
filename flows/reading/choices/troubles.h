// Two options in one reply: the one that was chosen, and why it was not the other.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "flows/reading/choices/option_names.h"
#include "flows/reading/text/text.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

/// The option chosen, and the bytes of the folded reply that tell what was wrong with the other.
struct ChoiceBesideTrouble {
    Index option = 0;
    std::size_t reason_begin = 0;
    std::size_t reason_end = 0;
};

/// "Web chat, 电话打不通", 电话打不通，后来用的公众号: nothing unless one part names one option and the other
/// part names one other, with words of trouble.
std::optional<ChoiceBesideTrouble> choice_beside_trouble(const Question& question, const OptionNames& names,
                                                         const FoldedText& reply);

/// "In this chat please, my phone is on silent all day", 在这里回，我手机静音: nothing unless the first
/// clause chooses and the others only tell about other options. What may be a correction must have been read
/// before.
std::optional<ChoiceBesideTrouble> choice_before_story(const Question& question, const OptionNames& names,
                                                       const FoldedText& reply);

/// True when the words of `text` from `begin` tell of another way that was gone after the one before
/// (…，后来又在网上找人聊的, "rang first, then went on the website").
bool used_another(std::string_view text, std::size_t begin);

/// True when an option is named that was shut or full ("pool was closed", 泳池没开): it was not used.
bool names_shut(const OptionNames& names, std::string_view text);

}  // namespace askwell::flows::reading
