// Cutting a text to what a platform takes at once, without breaking a character.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "flows/sms_segments.h"

namespace askwell::adapters {

/// How big a part is, in the platform's unit. Must not shrink when text is added.
using Measure = std::function<std::size_t(std::string_view)>;

Measure in_bytes();
/// UTF-16 code units, as Telegram and Twilio count; invalid UTF-8 counts as U+FFFD.
Measure in_utf16_units();
/// SMS segments by `rule`.
Measure in_sms_segments(flows::SmsRule rule);

/// The parts of `text` in order, each at most `limit` by `measure`; one part when it fits. Cuts behind a line
/// break, else behind a space, when one lies in the second half of the part; else between two characters as
/// people see them (ICU's grapheme clusters); inside one only when it alone exceeds the limit. The parts put
/// together are `text`.
std::vector<std::string> split_text(std::string_view text, std::size_t limit, const Measure& measure);

/// `text` with each run of white space as one space and none at its ends, for what takes one line only
/// (template parameters).
std::string one_line(std::string_view text);

}  // namespace askwell::adapters
