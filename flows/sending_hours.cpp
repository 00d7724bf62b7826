#include "flows/sending_hours.h"

#include <memory>
#include <string>

#include <unicode/gregocal.h>
#include <unicode/timezone.h>

namespace askwell::flows {

namespace {

using Zone = std::unique_ptr<icu::TimeZone>;

Zone zone_of(std::string_view name) {
    Zone zone{icu::TimeZone::createTimeZone(
        icu::UnicodeString::fromUTF8({name.data(), static_cast<std::int32_t>(name.size())}))};
    if (*zone == icu::TimeZone::getUnknown()) return Zone{icu::TimeZone::getGMT()->clone()};
    return zone;
}

int minute_of_day(icu::Calendar& calendar) {
    UErrorCode status = U_ZERO_ERROR;
    const int hour = calendar.get(UCAL_HOUR_OF_DAY, status);
    const int minute = calendar.get(UCAL_MINUTE, status);
    return hour * 60 + minute;
}

icu::GregorianCalendar calendar_at(TimePoint time, std::string_view time_zone) {
    UErrorCode status = U_ZERO_ERROR;
    icu::GregorianCalendar calendar{*zone_of(time_zone), icu::Locale::getRoot(), status};
    calendar.setTime(static_cast<UDate>(to_unix_ms(time)), status);
    return calendar;
}

bool open_at(const SendingHours& hours, int minute) {
    return minute >= hours.from && minute < hours.to;
}

}  // namespace

bool is_time_zone(std::string_view name) {
    const Zone zone{icu::TimeZone::createTimeZone(
        icu::UnicodeString::fromUTF8({name.data(), static_cast<std::int32_t>(name.size())}))};
    return !name.empty() && *zone != icu::TimeZone::getUnknown();
}

bool within(const SendingHours& hours, TimePoint time, std::string_view time_zone) {
    auto calendar = calendar_at(time, time_zone);
    return open_at(hours, minute_of_day(calendar));
}

TimePoint next_within(const SendingHours& hours, TimePoint time, std::string_view time_zone) {
    auto calendar = calendar_at(time, time_zone);
    const int minute = minute_of_day(calendar);
    if (open_at(hours, minute)) return time;
    UErrorCode status = U_ZERO_ERROR;
    // By the calendar, not by adding minutes: on a day when clocks change, opening time is not a fixed
    // distance away.
    if (minute >= hours.to) calendar.add(UCAL_DAY_OF_MONTH, 1, status);
    calendar.set(UCAL_HOUR_OF_DAY, hours.from / 60);
    calendar.set(UCAL_MINUTE, hours.from % 60);
    calendar.set(UCAL_SECOND, 0);
    calendar.set(UCAL_MILLISECOND, 0);
    const auto opening = from_unix_ms(static_cast<std::int64_t>(calendar.getTime(status)));
    // A zone can skip the opening time itself (clocks go forward over it); the first moment after the gap is
    // right then.
    return opening > time ? opening : time;
}

TimePoint last_within(const SendingHours& hours, TimePoint time, std::string_view time_zone) {
    auto calendar = calendar_at(time, time_zone);
    const int minute = minute_of_day(calendar);
    if (open_at(hours, minute)) return time;
    UErrorCode status = U_ZERO_ERROR;
    if (minute < hours.from) calendar.add(UCAL_DAY_OF_MONTH, -1, status);
    const int last = hours.to - 1;
    calendar.set(UCAL_HOUR_OF_DAY, last / 60);
    calendar.set(UCAL_MINUTE, last % 60);
    calendar.set(UCAL_SECOND, 0);
    calendar.set(UCAL_MILLISECOND, 0);
    const auto closing = from_unix_ms(static_cast<std::int64_t>(calendar.getTime(status)));
    return closing < time ? closing : time;
}

}  // namespace askwell::flows
