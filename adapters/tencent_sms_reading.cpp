#include "adapters/tencent_sms_reading.h"

#include <array>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/answers.h"
#include "adapters/batch.h"
#include "adapters/crypto.h"
#include "adapters/utc.h"
#include "flows/json_source.h"

namespace askwell::adapters {

namespace {

using nlohmann::json;

// Times of statuses come without a zone and are Beijing's.
constexpr std::string_view kBeijing = "+08:00";

// The first that fits.
constexpr std::array kMeanings = {
    CodeMeaning{"InternalError*", SendOutcome::retry},
    CodeMeaning{"RequestLimitExceeded*", SendOutcome::retry},
    CodeMeaning{"LimitExceeded.App*", SendOutcome::account},
    CodeMeaning{"LimitExceeded*", SendOutcome::retry},
    CodeMeaning{"FailedOperation.MarketingSendTimeConstraint", SendOutcome::retry},
    CodeMeaning{"FailedOperation.PhoneNumberInBlacklist", SendOutcome::blocked},
    CodeMeaning{"FailedOperation.InsufficientBalanceInSmsPackage", SendOutcome::account},
    CodeMeaning{"UnauthorizedOperation*", SendOutcome::account},
    CodeMeaning{"AuthFailure*", SendOutcome::credentials},
    CodeMeaning{"FailedOperation*", SendOutcome::permanent},
    CodeMeaning{"InvalidParameter*", SendOutcome::permanent},
    CodeMeaning{"MissingParameter*", SendOutcome::permanent},
    CodeMeaning{"UnsupportedOperation*", SendOutcome::permanent},
};

/// "+" and the country's code before the number as it is dialled there; "" without a number.
std::string sender_of(const json& entry) {
    auto number = word_member(entry, "mobile");
    if (number.empty() || number.starts_with('+')) return number;
    const auto country = word_member(entry, "nationcode");
    return "+" + (country.empty() ? "86" : country) + number;
}

/// A reply has no id: the same number, time, extension and text are the same reply.
Inbound read_reply(const json& entry, const std::string& from) {
    const auto text = text_member(entry, "text");
    const auto time = word_member(entry, "time");
    Inbound inbound;
    inbound.recipient = word_member(entry, "extend");
    inbound.message_id = fingerprint({from, time, inbound.recipient, text});
    inbound.sent_at = from_unix_digits(time);
    inbound.content = InboundText{text};
    return inbound;
}

std::optional<Inbound> read_status(const json& entry, const std::string& to) {
    const auto id = word_member(entry, "sid");
    if (id.empty()) return std::nullopt;
    const auto word = text_member(entry, "report_status");
    const auto code = text_member(entry, "errmsg");
    InboundStatus status{id, DeliveryStatus::sent, ""};
    if (word == "SUCCESS") status.status = DeliveryStatus::delivered;
    if (word == "FAIL") {
        status.status = DeliveryStatus::failed;
        status.error_code = code;
    }
    status.platform_status = word;
    Inbound inbound;
    inbound.message_id = fingerprint({id, to, word});
    inbound.platform_id = id;
    inbound.sent_at = from_local_time(text_member(entry, "user_receive_time"), kBeijing);
    inbound.content = std::move(status);
    return inbound;
}

enum class Kind { reply, status, other };

Kind kind_of(const json& entry) {
    if (member(entry, "report_status") != nullptr) return Kind::status;
    return member(entry, "text") != nullptr ? Kind::reply : Kind::other;
}

BatchEntry read_entry(const json& entry) {
    const auto kind = kind_of(entry);
    if (kind == Kind::other) return {std::nullopt, !entry.is_object()};
    const auto phone = sender_of(entry);
    if (phone.empty()) return {};
    BatchEntry read{kind == Kind::reply ? std::optional{read_reply(entry, phone)}
                                        : read_status(entry, phone)};
    if (read.inbound) read.inbound->address = phone;
    return read;
}

}  // namespace

Received read_tencent_sms(std::string_view body) {
    flows::JsonError error;
    auto parsed = flows::parse_json(body, error);
    if (!parsed) return not_json(error);
    if (parsed->is_object()) parsed = json::array({std::move(*parsed)});
    if (!parsed->is_array()) return rejected(Verdict::malformed, "neither an object nor an array");
    return read_batch(*parsed, {200, "application/json", R"({"result":0,"errmsg":"OK"})"}, read_entry);
}

std::span<const CodeMeaning> tencent_sms_codes() {
    return kMeanings;
}

}  // namespace askwell::adapters
