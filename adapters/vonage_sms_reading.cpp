#include "adapters/vonage_sms_reading.h"

#include <array>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/answers.h"
#include "adapters/phone.h"
#include "adapters/utc.h"
#include "flows/json_source.h"

namespace askwell::adapters {

namespace {

using nlohmann::json;

constexpr std::array kMeanings = {
    CodeMeaning{"0", SendOutcome::sent},
    CodeMeaning{"1", SendOutcome::retry, "throttled"},
    CodeMeaning{"2", SendOutcome::permanent, "missing parameter"},
    CodeMeaning{"3", SendOutcome::permanent, "invalid parameter"},
    CodeMeaning{"4", SendOutcome::credentials, "invalid credentials"},
    CodeMeaning{"5", SendOutcome::retry, "internal error"},
    CodeMeaning{"6", SendOutcome::permanent, "invalid message"},
    CodeMeaning{"7", SendOutcome::blocked, "number barred"},
    CodeMeaning{"8", SendOutcome::account, "account barred"},
    CodeMeaning{"9", SendOutcome::account, "out of credit"},
    CodeMeaning{"10", SendOutcome::retry, "too many connections"},
    CodeMeaning{"11", SendOutcome::account, "account not enabled for HTTP"},
    CodeMeaning{"12", SendOutcome::permanent, "message too long"},
    CodeMeaning{"14", SendOutcome::credentials, "invalid signature"},
    CodeMeaning{"15", SendOutcome::permanent, "invalid sender"},
    CodeMeaning{"22", SendOutcome::permanent, "invalid network code"},
    CodeMeaning{"29", SendOutcome::permanent, "number not on the whitelist of a trial"},
    CodeMeaning{"32", SendOutcome::credentials, "signature and API secret disallowed"},
    CodeMeaning{"33", SendOutcome::permanent, "number deactivated"},
};

std::optional<std::string> as_javascript(const json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_boolean() || value.is_number_integer() || value.is_null()) return to_text(value);
    return std::nullopt;  // fractions and what is nested are in no webhook
}

std::optional<Parameters> flat_members(std::string_view body) {
    flows::JsonError error;
    const auto object = flows::parse_json(body, error);
    if (!object || !object->is_object()) return std::nullopt;
    Parameters parameters;
    for (const auto& item : object->items()) {
        auto value = as_javascript(item.value());
        if (!value) return std::nullopt;
        parameters.emplace_back(item.key(), std::move(*value));
    }
    return parameters;
}

std::optional<DeliveryStatus> delivery_status(std::string_view word) {
    if (word == "delivered") return DeliveryStatus::delivered;
    if (word == "failed" || word == "rejected" || word == "expired") return DeliveryStatus::failed;
    if (word == "accepted" || word == "buffered" || word == "submitted" || word == "unknown") {
        return DeliveryStatus::sent;
    }
    return std::nullopt;
}

Received read_receipt(const Parameters& parameters, Inbound inbound) {
    const std::string word{parameter(parameters, "status")};
    const auto known = delivery_status(word);
    if (!known) return ignored("status of a kind we do not use");
    const auto ours = parameter(parameters, "client-ref");
    inbound.platform_id = inbound.message_id;
    inbound.message_id += ':' + word;
    inbound.content = InboundStatus{is_own_message_id(ours) ? std::string{ours} : inbound.platform_id, *known,
                                    std::string{parameter(parameters, "err-code")}, false, word};
    return {Verdict::accept, "", {std::move(inbound)}, {}};
}

}  // namespace

std::optional<Parameters> vonage_parameters(const WebhookRequest& request) {
    if (request.method == "GET") return decode_form(query_of(request.target));
    return is_json(request.headers) ? flat_members(request.body) : decode_form(request.body);
}

Received read_vonage_sms(const Parameters& parameters) {
    const auto number = parameter(parameters, "msisdn");
    const auto type = parameter(parameters, "type");
    const bool receipt = find_parameter(parameters, "status") != nullptr;
    const auto* const text = find_parameter(parameters, "text");
    if (!receipt && type == "binary") return ignored("binary message");
    if (!receipt && text == nullptr && type.empty()) return ignored("neither a message nor a receipt");
    Inbound inbound;
    inbound.address = e164(number);
    inbound.sender = number;
    inbound.recipient = parameter(parameters, "to");
    inbound.message_id = parameter(parameters, "messageId");
    inbound.sent_at = from_local_time(parameter(parameters, "message-timestamp"), "Z");
    if (number.empty() || inbound.message_id.empty()) {
        return rejected(Verdict::malformed, "no msisdn or messageId");
    }
    if (receipt) return read_receipt(parameters, std::move(inbound));
    // A long text comes in parts (concat-part): each is a message of its own, with an id of its own.
    inbound.content = InboundText{text == nullptr ? std::string{} : *text};
    return {Verdict::accept, "", {std::move(inbound)}, {}};
}

const CodeMeaning* vonage_sms_meaning(std::string_view status) {
    return meaning_of(kMeanings, status);
}

}  // namespace askwell::adapters
