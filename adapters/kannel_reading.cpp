#include "adapters/kannel_reading.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include "adapters/answers.h"
#include "adapters/crypto.h"

namespace askwell::adapters {

namespace {

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// E.164 with its "+" where the number says which country it is in; short codes, names and other national
/// numbers stay as they are. Kannel passes on what the carrier gives: "+86138…", "0086138…", "86138…", and in
/// China also "138…".
std::string normalised(std::string_view number, flows::SmsRule rule) {
    if (number.starts_with("00") && all_digits(number)) return "+" + std::string{number.substr(2)};
    const bool long_enough = number.size() >= 8 && number.size() <= 15;
    if (!long_enough || !all_digits(number) || number.starts_with('0')) return std::string{number};
    const bool chinese_mobile = number.size() == 11 && number.starts_with('1');
    return (rule == flows::SmsRule::china && chinese_mobile ? "+86" : "+") + std::string{number};
}

/// The text as UTF-8; nullopt for binary messages and charsets that Kannel does not name. Without mo-recode
/// it hands over UCS-2 messages as UTF-16BE, and says so in %C.
std::optional<std::string> as_utf8(std::string_view text, const std::string& charset) {
    const auto is = [&charset](const char* name) { return ucnv_compareNames(charset.c_str(), name) == 0; };
    if (charset.empty() || is("UTF-8") || is("GSM")) return std::string{text};
    if (!is("UTF-16BE") && !is("WINDOWS-1252") && !is("ISO-8859-1")) return std::nullopt;
    const icu::UnicodeString decoded{text.data(), static_cast<int32_t>(text.size()), charset.c_str()};
    std::string utf8;
    return decoded.toUTF8String(utf8);
}

std::optional<TimePoint> unix_time(std::string_view digits) {
    std::uint32_t seconds = 0;
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
    if (failure != std::errc{} || end != digits.data() + digits.size() || seconds == 0) return std::nullopt;
    return TimePoint{std::chrono::seconds{seconds}};
}

/// Kannel would send a body on as an SMS: none, ever.
HttpReply nothing_to_say() {
    return {200, "text/plain", ""};
}

/// Which message this is. Some SMSC drivers give no id: then the same sender, receiver, second and text are
/// the same message.
std::string message_id(const Parameters& query) {
    const auto id = parameter(query, "id");
    if (!id.empty()) return std::string{id};
    std::string whole;
    for (const std::string_view name : {"from", "to", "time", "text"}) {
        const auto value = parameter(query, name);
        whole += std::to_string(value.size()) + ':' + std::string{value};
    }
    return "h-" + hex_encode(sha256(whole)).substr(0, 32);
}

Received read_report(const Parameters& query, flows::SmsRule rule) {
    const auto report = parameter(query, "report");
    const std::string message{parameter(query, "message")};
    const auto to = parameter(query, "to");
    if (message.empty() || to.empty()) {
        return rejected(Verdict::malformed, "delivery report without message or to");
    }
    InboundStatus status{message, DeliveryStatus::sent, "", false};
    if (report == "1") {
        status.status = DeliveryStatus::delivered;
    } else if (report == "2" || report == "16") {
        status.status = DeliveryStatus::failed;
        status.error_code = report == "2" ? "not delivered to phone" : "rejected by SMSC";
    } else if (report == "4") {
        return ignored("buffered by the SMSC", nothing_to_say());
    } else if (report != "8") {
        return rejected(Verdict::malformed, "unknown delivery report");
    }
    Inbound inbound{normalised(to, rule), message + ':' + std::string{report}, std::nullopt, "",
                    std::move(status)};
    return {Verdict::accept, "", {std::move(inbound)}, nothing_to_say()};
}

Received read_message(const Parameters& query, flows::SmsRule rule) {
    const auto from = parameter(query, "from");
    const auto* text = find_parameter(query, "text");
    if (from.empty() || text == nullptr) {
        return rejected(Verdict::malformed, "neither a message nor a delivery report");
    }
    auto decoded = as_utf8(*text, std::string{parameter(query, "charset")});
    if (!decoded) return ignored("binary message", nothing_to_say());
    Inbound inbound{normalised(from, rule), message_id(query), unix_time(parameter(query, "time")), "",
                    InboundText{std::move(*decoded)}};
    return {Verdict::accept, "", {std::move(inbound)}, nothing_to_say()};
}

}  // namespace

Received read_kannel_parameters(const Parameters& parameters, flows::SmsRule rule) {
    return find_parameter(parameters, "report") != nullptr ? read_report(parameters, rule)
                                                           : read_message(parameters, rule);
}

}  // namespace askwell::adapters
