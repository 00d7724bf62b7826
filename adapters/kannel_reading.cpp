#include "adapters/kannel_reading.h"

#include <optional>
#include <string>
#include <utility>

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include "adapters/answers.h"
#include "adapters/crypto.h"
#include "adapters/phone.h"
#include "adapters/utc.h"

namespace askwell::adapters {

namespace {

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

/// Kannel would send a body on as an SMS: none, ever.
HttpReply nothing_to_say() {
    return {200, "text/plain", ""};
}

/// Which message this is. Some SMSC drivers give no id: then the same sender, receiver, second and text are
/// the same message.
std::string message_id(const Parameters& query) {
    const auto id = parameter(query, "id");
    if (!id.empty()) return std::string{id};
    return fingerprint({parameter(query, "from"), parameter(query, "to"), parameter(query, "time"),
                        parameter(query, "text")});
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
    Inbound inbound{e164(to, rule), message + ':' + std::string{report}, std::nullopt, "", std::move(status)};
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
    Inbound inbound{e164(from, rule), message_id(query), from_unix_digits(parameter(query, "time")), "",
                    InboundText{std::move(*decoded)}};
    inbound.sender = from;
    inbound.recipient = parameter(query, "to");
    return {Verdict::accept, "", {std::move(inbound)}, nothing_to_say()};
}

}  // namespace

Received read_kannel_parameters(const Parameters& parameters, flows::SmsRule rule) {
    return find_parameter(parameters, "report") != nullptr ? read_report(parameters, rule)
                                                           : read_message(parameters, rule);
}

}  // namespace askwell::adapters
