#include "adapters/answers.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

#include <nlohmann/json.hpp>

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

}  // namespace

Received rejected(Verdict verdict, std::string reason) {
    return {verdict, std::move(reason), {}, {status_for(verdict), "", ""}};
}

Received ignored(std::string reason, HttpReply reply) {
    return {Verdict::accept, std::move(reason), {}, std::move(reply)};
}

std::string_view single_header(const Headers& headers, std::string_view name) {
    const auto first = header(headers, name);
    const bool repeated = std::any_of(headers.begin(), headers.end(), [&](const Header& field) {
        return field.second.data() != first.data() && !header({field}, name).empty();
    });
    return repeated ? std::string_view{} : first;
}

bool is_form(const Headers& headers) {
    constexpr std::string_view kForm = "application/x-www-form-urlencoded";
    const auto type = header(headers, "Content-Type").substr(0, kForm.size());
    return std::equal(type.begin(), type.end(), kForm.begin(), kForm.end(),
                      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
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

std::string to_text(const nlohmann::json& value) {
    return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace askwell::adapters
