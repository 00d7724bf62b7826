// Telephone numbers as people write them.
#pragma once

#include "flows/reading/text/text.h"
#include "flows/reading_result.h"

namespace askwell::flows::reading {

/// The one telephone number of the reply: digits, with "+" in front when the country code was told. Mainland
/// mobiles, landlines with their area code, 400 and 800 numbers; with a country code any of 7 to 15 digits;
/// North American ones in their own grouping or in an English conversation, there also eight digits of
/// Singapore or Hong Kong. Digits may be spoken ("oh seven double nine"). What else is said is the comment,
/// extensions too.
Reading read_phone(const FoldedText& said, const ReadingContext& context);

/// True when the digits are a mainland mobile number, however they are grouped.
bool looks_like_mobile(std::string_view digits);

}  // namespace askwell::flows::reading
