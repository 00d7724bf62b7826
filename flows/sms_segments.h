// How many SMS a text takes. Source: 3GPP TS 23.038 alphabets; counting as in Twilio's segment calculator.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace askwell::flows {

enum class SmsEncoding { gsm7, ucs2 };

/// Which rule counts: GSM-7 where it fits (160/153 septets) else UCS-2 (70/67 UTF-16 units); or China's
/// domestic rule, where every text counts 70/67 characters, ASCII too.
enum class SmsRule { international, china };

struct SmsSegments {
    SmsEncoding encoding = SmsEncoding::gsm7;
    std::size_t units = 0;                   ///< septets or UTF-16 units in all
    std::vector<std::size_t> segment_units;  ///< per segment; one segment of 0 for an empty text
    std::size_t count() const { return segment_units.size(); }
};

/// Counts. Extension characters cost two septets; neither they nor surrogate pairs straddle a border.
/// Invalid UTF-8 is counted as U+FFFD.
SmsSegments count_segments(std::string_view text, SmsRule rule = SmsRule::international);

}  // namespace askwell::flows
