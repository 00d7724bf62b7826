#include "adapters/answers.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

#include <nlohmann/json.hpp>

#include "flows/json_source.h"

namespace askwell::adapters {

namespace {

int status_for(Verdict verdict) {
    switch (verdict) {
        case Verdict::accept:
            return 200;
        case Verdict::forged:
        case Verdict::stale:
            return 403;
        case Verdict::malformed:
            return 400;
        case Verdict::method:
            return 405;
    }
    return 400;
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_name(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

/// Compares the media type alone: what follows it (charset) is nobody's concern here.
bool has_type(const Headers& headers, std::string_view wanted) {
    const auto type = header(headers, "Content-Type").substr(0, wanted.size());
    return same_name(type, wanted);
}

}  // namespace

Received rejected(Verdict verdict, std::string reason) {
    return {verdict, std::move(reason), {}, {status_for(verdict), "", ""}};
}

Received ignored(std::string reason, HttpReply reply) {
    return {Verdict::accept, std::move(reason), {}, std::move(reply)};
}

std::string_view proof_header(const Headers& headers, std::string_view name) {
    const auto times = std::count_if(headers.begin(), headers.end(),
                                     [name](const Header& field) { return same_name(field.first, name); });
    return times == 1 ? header(headers, name) : std::string_view{};
}

std::variant<nlohmann::json, Received> read_json_body(std::string_view body) {
    if (body.size() > kMaxWebhookBody) return rejected(Verdict::malformed, "body too large");
    flows::JsonError error;
    auto value = flows::parse_json(body, error);
    if (value) return std::move(*value);
    return not_json(error);
}

Received not_json(const flows::JsonError& error) {
    return rejected(Verdict::malformed,
                    "not JSON at byte " + std::to_string(error.offset) + ": " + error.message);
}

void leave_out(Received& received, std::string_view reason) {
    if (received.reason.empty()) received.reason = reason;
}

bool is_form(const Headers& headers) {
    return has_type(headers, "application/x-www-form-urlencoded");
}

bool is_json(const Headers& headers) {
    return has_type(headers, "application/json");
}

std::optional<Duration> retry_after(const Headers& headers) {
    const auto value = header(headers, "Retry-After");
    std::int64_t seconds = 0;
    const auto [end, failure] = std::from_chars(value.data(), value.data() + value.size(), seconds);
    if (failure != std::errc{} || end != value.data() + value.size() || seconds < 0) return std::nullopt;
    constexpr std::int64_t kDaySeconds = 24 * 60 * 60;
    return std::chrono::seconds{std::min(seconds, kDaySeconds)};
}

SendOutcome outcome_of_status(int status) {
    if (status >= 200 && status < 300) return SendOutcome::sent;
    if (status == 401) return SendOutcome::credentials;
    if (status == 408 || status == 425 || status == 429 || status >= 500) return SendOutcome::retry;
    return SendOutcome::permanent;
}

const nlohmann::json* member(const nlohmann::json& object, std::string_view name) {
    const auto found = object.find(name);
    return found == object.end() ? nullptr : &*found;
}

std::string text_member(const nlohmann::json& object, std::string_view name) {
    const auto* value = member(object, name);
    return value != nullptr && value->is_string() ? value->get<std::string>() : std::string{};
}

std::optional<std::int64_t> integer_member(const nlohmann::json& object, std::string_view name) {
    const auto* value = member(object, name);
    if (value == nullptr || !value->is_number_integer()) return std::nullopt;
    constexpr auto kLargest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (value->is_number_unsigned() && value->get<std::uint64_t>() > kLargest) return std::nullopt;
    return value->get<std::int64_t>();
}

std::string word_member(const nlohmann::json& object, std::string_view name) {
    const auto number = integer_member(object, name);
    return number ? std::to_string(*number) : text_member(object, name);
}

bool bool_member(const nlohmann::json& object, std::string_view name) {
    const auto* value = member(object, name);
    return value != nullptr && value->is_boolean() && value->get<bool>();
}

const nlohmann::json& array_member(const nlohmann::json& object, std::string_view name) {
    static const auto none = nlohmann::json::array();
    const auto* value = member(object, name);
    return value != nullptr && value->is_array() ? *value : none;
}

std::optional<TimePoint> time_from_ms(std::optional<std::int64_t> unix_ms) {
    constexpr std::int64_t kLast = 0xFFFF'FFFFLL * 1000;  // what 32-bit seconds can say
    if (!unix_ms || *unix_ms <= 0 || *unix_ms > kLast) return std::nullopt;
    return flows::from_unix_ms(*unix_ms);
}

std::optional<TimePoint> time_from_seconds(std::string_view digits) {
    std::uint32_t seconds = 0;
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
    const bool whole = end == digits.data() + digits.size() || *end == '.';
    if (failure != std::errc{} || !whole) return std::nullopt;
    return time_from_ms(std::int64_t{seconds} * 1000);
}

std::string to_text(const nlohmann::json& value) {
    return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace askwell::adapters
