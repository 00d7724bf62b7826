// Phone numbers: as platforms write them, and as we do, in E.164 with its "+".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "flows/sms_segments.h"

namespace askwell::adapters {

/// E.164 where the number says which country it is in: a "+" stays, "00" becomes "+", and 8 to 15 digits
/// without leading zero are taken for a country code and number, but by the rule for China an 11-digit mobile
/// number gets "+86". Short codes, names and other national numbers stay as they are.
std::string e164(std::string_view number, flows::SmsRule rule = flows::SmsRule::international);

/// A number as people and their systems write it ("+86 138-0000-0001", "0049 (30) …"), in E.164; nullopt when
/// it is none. By the rule for China "138 0000 0001" is one of the mainland, as in e164().
std::optional<std::string> given_phone(std::string_view given,
                                       flows::SmsRule rule = flows::SmsRule::international);

/// As platforms that leave the "+" out want it: "+447700900001" is "447700900001".
std::string without_plus(std::string_view number);

/// As platforms in China want it: a mobile number of the mainland without "+86", any other without "+".
std::string mainland_number(std::string_view address);

}  // namespace askwell::adapters
