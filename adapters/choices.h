// Saying a question's choices in text, for platforms that have no buttons, and on buttons.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/text.h"
#include "flows/engine.h"

namespace askwell::adapters {

/// The score that a choice of a scale stands for: the code at the end of its payload ("c3.4:5" → "5"); its
/// position, from 1, when that is not a number. Precondition: `position` is the choice's index in
/// `message.choices`.
std::string score_of(const flows::Outgoing& message, std::size_t position);

/// A choice as a button shows it: "Phone", and on a scale "5 · Very satisfied", or "5" when the label says no
/// more.
std::string button_caption(const flows::Outgoing& message, std::size_t position);

/// A line a choice, as with_written_choices() writes them; "" when there are no choices.
std::string written_choices(const flows::Outgoing& message);

/// The text and below it a line a choice, in the order given (scales ascend): "1. Phone", and on a scale "5
/// Very satisfied". A scale whose labels are only its numbers takes one line ("1 2 3 4 5"). Just the text
/// when there are no choices.
std::string with_written_choices(const flows::Outgoing& message);

/// What a platform's buttons can hold.
struct ButtonLimits {
    std::size_t count = 0;    ///< buttons beside one message
    std::size_t caption = 0;  ///< UTF-16 units on each
};

/// A question on a platform with buttons: captions[i] is what stands on the button of choices[i].
struct ButtonedText {
    std::string text;
    std::vector<std::string> captions;
};

/// True when every choice has a caption of its own that fits.
bool captions_fit(const flows::Outgoing& message, std::size_t units);

/// The message with its choices on buttons. Where a caption is too long (or is another's too) the choices are
/// written below the text and the buttons show their numbers: nothing is ever cut. nullopt without choices
/// and with more than the platform has buttons for: with_written_choices() says it then.
std::optional<ButtonedText> on_buttons(const flows::Outgoing& message, ButtonLimits limits);

}  // namespace askwell::adapters
