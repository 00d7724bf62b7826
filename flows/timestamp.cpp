#include "flows/timestamp.h"

#include <algorithm>
#include <charconv>

namespace askwell::flows {

namespace {

/// Takes pieces off the front of a text; once one is missing, everything after it fails.
class Scanner {
  public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    int digits(std::size_t count, int highest) {
        int value = 0;
        const char* const begin = rest_.data();
        const auto [end, error] = std::from_chars(begin, begin + std::min(count, rest_.size()), value);
        ok_ = ok_ && rest_.size() >= count && rest_[0] != '-' && error == std::errc{} &&
              end == begin + count && value <= highest;
        if (ok_) rest_.remove_prefix(count);
        return value;
    }
    bool take(char expected) {
        if (rest_.empty() || rest_.front() != expected) return false;
        rest_.remove_prefix(1);
        return true;
    }
    void expect(char expected) { ok_ = take(expected) && ok_; }
    bool ok() const { return ok_; }
    std::string_view rest() const { return rest_; }
    bool at_end() const { return ok_ && rest_.empty(); }

  private:
    std::string_view rest_;
    bool ok_ = true;
};

std::chrono::milliseconds fraction(Scanner& scanner) {
    if (!scanner.take('.')) return std::chrono::milliseconds{0};
    int ms = scanner.digits(1, 9) * 100;
    for (int weight = 10; scanner.ok() && !scanner.rest().empty(); weight /= 10) {
        const char c = scanner.rest().front();
        if (c < '0' || c > '9') break;
        ms += scanner.digits(1, 9) * weight;
    }
    return std::chrono::milliseconds{ms};
}

std::chrono::minutes offset(Scanner& scanner) {
    if (scanner.take('Z') || scanner.take('z')) return std::chrono::minutes{0};
    const bool west = scanner.take('-');
    if (!west) scanner.expect('+');
    const int hours = scanner.digits(2, 23);
    scanner.expect(':');
    const std::chrono::minutes east{hours * 60 + scanner.digits(2, 59)};
    return west ? -east : east;
}

}  // namespace

std::optional<TimePoint> parse_timestamp(std::string_view text) {
    Scanner scanner{text};
    const int year = scanner.digits(4, 9999);
    scanner.expect('-');
    const int month = scanner.digits(2, 12);
    scanner.expect('-');
    const int day = scanner.digits(2, 31);
    if (!scanner.take('T') && !scanner.take('t')) scanner.expect(' ');
    const int hour = scanner.digits(2, 23);
    scanner.expect(':');
    const int minute = scanner.digits(2, 59);
    scanner.expect(':');
    const int second = scanner.digits(2, 59);
    const auto ms = fraction(scanner);
    const auto east = offset(scanner);
    const std::chrono::year_month_day date{std::chrono::year{year},
                                           std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!scanner.at_end() || !date.ok()) return std::nullopt;
    return TimePoint{std::chrono::sys_days{date}} + std::chrono::hours{hour} + std::chrono::minutes{minute} +
           std::chrono::seconds{second} + ms - east;
}

}  // namespace askwell::flows
