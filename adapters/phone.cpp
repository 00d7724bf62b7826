#include "adapters/phone.h"

#include <algorithm>

namespace askwell::adapters {

namespace {

constexpr std::string_view kMainland = "+86";

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_mainland_mobile(std::string_view digits) {
    return digits.size() == 11 && digits.starts_with('1') && all_digits(digits);
}

}  // namespace

std::string e164(std::string_view number, flows::SmsRule rule) {
    if (number.starts_with("00") && all_digits(number)) return "+" + std::string{number.substr(2)};
    const bool long_enough = number.size() >= 8 && number.size() <= 15;
    if (!long_enough || !all_digits(number) || number.starts_with('0')) return std::string{number};
    const bool mainland = rule == flows::SmsRule::china && is_mainland_mobile(number);
    return std::string{mainland ? kMainland : "+"} + std::string{number};
}

std::optional<std::string> given_phone(std::string_view given, flows::SmsRule rule) {
    std::string digits;
    const bool has_country = given.find('+') != std::string_view::npos;
    for (const char c : given) {
        if (c >= '0' && c <= '9') {
            digits += c;
        } else if (c != ' ' && c != '-' && c != '(' && c != ')' && !(c == '+' && digits.empty())) {
            return std::nullopt;
        }
    }
    if (!has_country && rule == flows::SmsRule::china && is_mainland_mobile(digits))
        return std::string{kMainland} + digits;
    if (digits.starts_with("00")) digits.erase(0, 2);
    if (digits.size() < 7 || digits.size() > 15) return std::nullopt;
    return "+" + digits;
}

std::string without_plus(std::string_view number) {
    return std::string{number.substr(number.starts_with('+') ? 1 : 0)};
}

std::string mainland_number(std::string_view address) {
    if (address.starts_with(kMainland)) {
        const auto national = address.substr(kMainland.size());
        if (is_mainland_mobile(national)) return std::string{national};
    }
    return without_plus(address);
}

}  // namespace askwell::adapters
