#include "flows/answer_value.h"

#include <fmt/format.h>

namespace askwell::flows {

std::string to_string(const Date& date) {
    constexpr int kHour = 60;
    std::string day = fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
    if (!date.minute) return day;
    return fmt::format("{}T{:02}:{:02}", day, *date.minute / kHour, *date.minute % kHour);
}

}  // namespace askwell::flows
