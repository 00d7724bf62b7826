#include "adapters/aliyun_sms_reading.h"

#include <array>
#include <optional>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/answers.h"
#include "adapters/batch.h"
#include "adapters/crypto.h"
#include "adapters/phone.h"
#include "adapters/utc.h"
#include "flows/json_source.h"

namespace askwell::adapters {

namespace {

using flows::SmsRule;
using nlohmann::json;

// Times come without a zone and are Beijing's.
constexpr std::string_view kBeijing = "+08:00";

// The first that fits. A number's own limit opens again by itself, a quota of the console when somebody
// raises it.
constexpr std::array kMeanings = {
    CodeMeaning{"isp.SYSTEM_ERROR", SendOutcome::retry},
    CodeMeaning{"isp.GATEWAY_ERROR", SendOutcome::retry},
    CodeMeaning{"isv.BUSINESS_LIMIT_CONTROL", SendOutcome::retry},
    CodeMeaning{"isv.DAY_LIMIT_CONTROL", SendOutcome::account},
    CodeMeaning{"isv.MONTH_LIMIT_CONTROL", SendOutcome::account},
    CodeMeaning{"Throttling*", SendOutcome::retry},
    CodeMeaning{"ServiceUnavailable*", SendOutcome::retry},
    CodeMeaning{"InternalError*", SendOutcome::retry},
    CodeMeaning{"isv.OUT_OF_SERVICE", SendOutcome::account},
    CodeMeaning{"isv.AMOUNT_NOT_ENOUGH", SendOutcome::account},
    CodeMeaning{"isv.PRODUCT_UNSUBSCRIBE", SendOutcome::account},
    CodeMeaning{"isv.PRODUCT_UN_SUBSCRIPT", SendOutcome::account},
    CodeMeaning{"isv.ACCOUNT_*", SendOutcome::account},
    CodeMeaning{"isv.DENY_IP_RANGE", SendOutcome::account},
    CodeMeaning{"isp.RAM_PERMISSION_DENY", SendOutcome::account},
    CodeMeaning{"SignatureDoesNotMatch", SendOutcome::credentials},
    CodeMeaning{"SignatureNonceUsed", SendOutcome::retry},  // the next attempt has a fresh one
    CodeMeaning{"InvalidTimeStamp*", SendOutcome::credentials},
    CodeMeaning{"InvalidAccessKeyId*", SendOutcome::credentials},
    CodeMeaning{"Forbidden*", SendOutcome::credentials},
    CodeMeaning{"isv.*", SendOutcome::permanent},
};

Inbound read_message(const json& entry, const std::string& phone) {
    const auto text = text_member(entry, "content");
    const auto time = text_member(entry, "send_time");
    Inbound inbound;
    inbound.message_id = word_member(entry, "sequence_id");
    inbound.recipient = word_member(entry, "dest_code");
    inbound.sent_at = from_local_time(time, kBeijing);
    if (inbound.message_id.empty()) inbound.message_id = fingerprint({phone, inbound.recipient, time, text});
    inbound.content = InboundText{text};
    return inbound;
}

/// One send (BizId) may have gone to many numbers: both together name a report.
std::optional<Inbound> read_report(const json& entry, const std::string& phone) {
    const auto id = word_member(entry, "biz_id");
    const auto ours = text_member(entry, "out_id");
    if (id.empty() && ours.empty()) return std::nullopt;
    const bool delivered = bool_member(entry, "success");
    const auto code = word_member(entry, "err_code");
    Inbound inbound;
    inbound.message_id = fingerprint({id, ours, phone, delivered ? "delivered" : "failed"});
    inbound.platform_id = id;
    inbound.sent_at = from_local_time(text_member(entry, "report_time"), kBeijing);
    InboundStatus status{is_own_message_id(ours) ? ours : id,
                         delivered ? DeliveryStatus::delivered : DeliveryStatus::failed,
                         delivered ? std::string{} : code};
    status.blocked = !delivered && code == "MOBILE_IN_BLACK";
    inbound.content = std::move(status);
    return inbound;
}

enum class Kind { message, report, other };

Kind kind_of(const json& entry) {
    if (member(entry, "content") != nullptr) return Kind::message;
    return member(entry, "success") != nullptr ? Kind::report : Kind::other;
}

BatchEntry read_entry(const json& entry) {
    const auto kind = kind_of(entry);
    if (kind == Kind::other) return {std::nullopt, !entry.is_object()};
    const auto phone = word_member(entry, "phone_number");
    if (phone.empty()) return {};
    BatchEntry read{kind == Kind::message ? std::optional{read_message(entry, phone)}
                                          : read_report(entry, phone)};
    if (read.inbound) {
        read.inbound->address = e164(phone, SmsRule::china);
        read.inbound->sender = phone;
    }
    return read;
}

}  // namespace

Received read_aliyun_sms(std::string_view body) {
    flows::JsonError error;
    const auto entries = flows::parse_json(body, error);
    if (!entries) return not_json(error);
    if (!entries->is_array()) return rejected(Verdict::malformed, "not an array");
    return read_batch(*entries, {200, "application/json", R"({"code":0,"msg":"ok"})"}, read_entry);
}

std::span<const CodeMeaning> aliyun_sms_codes() {
    return kMeanings;
}

}  // namespace askwell::adapters
