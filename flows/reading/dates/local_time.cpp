#include "flows/reading/dates/local_time.h"

#include <memory>

#include <unicode/timezone.h>
#include <unicode/unistr.h>

namespace askwell::flows::reading {

LocalTime local_time(TimePoint time, std::string_view time_zone) {
    // An unknown name makes the "unknown zone", whose offset is zero.
    const std::unique_ptr<icu::TimeZone> zone{
        icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(time_zone))};
    UErrorCode status = U_ZERO_ERROR;
    std::int32_t standard = 0;
    std::int32_t daylight = 0;
    zone->getOffset(static_cast<UDate>(to_unix_ms(time)), false, standard, daylight, status);
    const TimePoint wall = time + Duration{standard} + Duration{daylight};
    const auto day = std::chrono::floor<std::chrono::days>(wall);
    const auto minute = std::chrono::floor<std::chrono::minutes>(wall - day);
    return {day, static_cast<int>(minute.count())};
}

}  // namespace askwell::flows::reading
