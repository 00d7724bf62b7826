#include "adapters/messenger_reading.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/answers.h"

namespace askwell::adapters {

namespace {

using nlohmann::json;

std::string id_of(const json& event, std::string_view side) {
    const auto* who = member(event, side);
    return who == nullptr ? std::string{} : text_member(*who, "id");
}

/// Every file is a message of its own; the words beside them go with the first.
bool read_files(const json& message, const Inbound& whole, Received& received) {
    bool any = false;
    for (const auto& file : array_member(message, "attachments")) {
        const auto* payload = member(file, "payload");
        const auto url = payload == nullptr ? std::string{} : text_member(*payload, "url");
        const auto kind = text_member(file, "type");
        // A shared link comes as "fallback", its address also in the text.
        if (url.empty() || kind == "fallback") continue;
        auto one = whole;
        if (any) one.message_id += ':' + std::to_string(&file - &array_member(message, "attachments")[0]);
        one.content = InboundAttachment{kind, url, "", 0, any ? "" : text_member(message, "text")};
        received.messages.push_back(std::move(one));
        any = true;
    }
    return any;
}

void read_message(const json& message, Inbound inbound, Received& received) {
    if (bool_member(message, "is_echo")) return leave_out(received, "echo of our own message");
    inbound.message_id = text_member(message, "mid");
    if (inbound.message_id.empty()) return leave_out(received, "message without mid");
    const auto* text = member(message, "text");
    const bool has_text = text != nullptr && text->is_string();
    if (const auto* tapped = member(message, "quick_reply")) {
        inbound.content = InboundChoice{text_member(*tapped, "payload"), "", text_member(message, "text")};
    } else if (read_files(message, inbound, received)) {
        return;
    } else if (has_text) {
        inbound.content = InboundText{text->get<std::string>()};
    } else {
        return leave_out(received, "message without text or file");
    }
    received.messages.push_back(std::move(inbound));
}

/// What an m.me link carried; nullptr when the customer did not come by one.
const json* referral_of(const json& event) {
    const auto* referral = member(event, "referral");
    return referral != nullptr && !text_member(*referral, "ref").empty() ? referral : nullptr;
}

/// Postbacks of old pages, and referrals, have no mid: nobody does two in one millisecond.
std::string made_id(const json& event, const Inbound& inbound, std::string_view kind) {
    const auto at = integer_member(event, "timestamp").value_or(0);
    return inbound.address + ':' + std::to_string(at) + ':' + std::string{kind};
}

void read_postback(const json& event, const json& postback, Inbound inbound, Received& received) {
    inbound.message_id = text_member(postback, "mid");
    if (inbound.message_id.empty()) inbound.message_id = made_id(event, inbound, "postback");
    if (const auto* referral = referral_of(postback)) {
        inbound.content = InboundStart{text_member(*referral, "ref")};
    } else {
        inbound.content = InboundChoice{text_member(postback, "payload"), "", text_member(postback, "title")};
    }
    received.messages.push_back(std::move(inbound));
}

void read_delivery(const json& delivery, const Inbound& inbound, Received& received) {
    const auto& ids = array_member(delivery, "mids");
    if (ids.empty()) return leave_out(received, "delivery report without messages");
    for (const auto& id : ids) {
        if (!id.is_string()) continue;
        auto one = inbound;
        const auto mid = id.get<std::string>();
        one.message_id = mid + ":delivered";
        one.content = InboundStatus{mid, DeliveryStatus::delivered, "", false, "delivered"};
        received.messages.push_back(std::move(one));
    }
}

// Named in the reason, so that an operator who looks for a missing message finds why.
constexpr std::array kNotRead = {"read",  "reaction",        "message_edit",
                                 "optin", "account_linking", "pass_thread_control"};

void read_event(const json& event, Received& received) {
    Inbound inbound;
    inbound.address = id_of(event, "sender");
    inbound.recipient = id_of(event, "recipient");
    inbound.sent_at = time_from_ms(integer_member(event, "timestamp"));
    if (inbound.address.empty()) return leave_out(received, "event without sender");
    if (const auto* message = member(event, "message"))
        return read_message(*message, std::move(inbound), received);
    if (const auto* tap = member(event, "postback"))
        return read_postback(event, *tap, std::move(inbound), received);
    if (const auto* delivery = member(event, "delivery")) return read_delivery(*delivery, inbound, received);
    if (const auto* referral = referral_of(event)) {
        inbound.message_id = made_id(event, inbound, "referral");
        inbound.content = InboundStart{text_member(*referral, "ref")};
        received.messages.push_back(std::move(inbound));
        return;
    }
    for (const auto* kind : kNotRead) {
        if (event.contains(kind)) return leave_out(received, kind);
    }
    leave_out(received, "event of a kind we do not use");
}

}  // namespace

void read_messenger_entry(const json& entry, Received& received) {
    for (const auto& event : array_member(entry, "messaging")) read_event(event, received);
    if (member(entry, "standby") != nullptr)
        leave_out(received, "another app is in charge of the conversation");
    if (member(entry, "changes") != nullptr) leave_out(received, "field that we do not use");
}

}  // namespace askwell::adapters
