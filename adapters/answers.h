// What adapters have in common when they answer webhooks and read answers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include <nlohmann/json_fwd.hpp>

#include "adapters/adapter.h"
#include "flows/json_source.h"

namespace askwell::adapters {

/// The largest webhook body an adapter reads; platforms send a few kilobytes.
inline constexpr std::size_t kMaxWebhookBody = 1024 * 1024;

/// Not accepted; the reply has the status that the verdict asks for and no body, which an SMS gateway might
/// send on.
Received rejected(Verdict verdict, std::string reason);
/// Accepted, but nothing in it concerns us. `reply` is what the platform expects.
Received ignored(std::string reason, HttpReply reply = {});

/// The value of a header that carries a proof; "" when it is absent or, in any case of its name, came more
/// than once: then nobody can say which one the platform wrote.
std::string_view proof_header(const Headers& headers, std::string_view name);

/// The JSON of a webhook whose proof was right, or the refusal: above kMaxWebhookBody or no JSON.
std::variant<nlohmann::json, Received> read_json_body(std::string_view body);

/// Notes why a part of a webhook was left out; the first reason stays.
void leave_out(Received& received, std::string_view reason);

/// Refuses a body that is not JSON, and says where and why without quoting it.
Received not_json(const flows::JsonError& error);

/// True when Content-Type says that the body is an HTML form.
bool is_form(const Headers& headers);
/// True when Content-Type says that the body is JSON.
bool is_json(const Headers& headers);

/// The header Retry-After in its form as seconds (RFC 9110, section 10.2.3); nullopt for any other form. At
/// most a day.
std::optional<Duration> retry_after(const Headers& headers);

/// The outcome that an HTTP status alone tells: 2xx sent, 401 credentials, 408, 425, 429 and 5xx retry, else
/// permanent.
SendOutcome outcome_of_status(int status);

// Members of JSON values from outside. A wrong type is like an absent member.

/// Null when `object` is no object or has no such member.
const nlohmann::json* member(const nlohmann::json& object, std::string_view name);
std::string text_member(const nlohmann::json& object, std::string_view name);
std::optional<std::int64_t> integer_member(const nlohmann::json& object, std::string_view name);
/// A string, or an integer in digits: platforms write ids now as one, now as the other. "" for anything else.
std::string word_member(const nlohmann::json& object, std::string_view name);
bool bool_member(const nlohmann::json& object, std::string_view name);
/// An empty array when `object` has no such array.
const nlohmann::json& array_member(const nlohmann::json& object, std::string_view name);

/// The time that a platform states; nullopt when it states none, or one before 1970 or after 2106.
std::optional<TimePoint> time_from_ms(std::optional<std::int64_t> unix_ms);
/// The same from the seconds that begin `digits` ("1767225600", Slack's "1767225600.000100").
std::optional<TimePoint> time_from_seconds(std::string_view digits);

/// Compact JSON text; invalid UTF-8 becomes U+FFFD.
std::string to_text(const nlohmann::json& value);

}  // namespace askwell::adapters
