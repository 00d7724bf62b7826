#include "adapters/line_reading.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/answers.h"

namespace askwell::adapters {

namespace {

using nlohmann::json;

constexpr std::array kFiles = {"image", "video", "audio", "file"};

// Named in the reason, so that an operator who looks for a missing message finds why.
constexpr std::array kNotRead = {"unsend",     "join",   "leave",      "memberJoined",
                                 "memberLeft", "beacon", "accountLink"};

void read_message(const json& message, Inbound inbound, Received& received) {
    const auto type = text_member(message, "type");
    inbound.platform_id = text_member(message, "id");
    const auto* text = member(message, "text");
    if (type == "text" && text != nullptr && text->is_string()) {
        inbound.content = InboundText{text->get<std::string>()};
    } else if (std::find(kFiles.begin(), kFiles.end(), type) != kFiles.end() &&
               !inbound.platform_id.empty()) {
        const auto size = std::max<std::int64_t>(integer_member(message, "fileSize").value_or(0), 0);
        inbound.content = InboundAttachment{type, inbound.platform_id, text_member(message, "fileName"),
                                            static_cast<std::uint64_t>(size), ""};
    } else {
        return leave_out(received, "message without text or file");  // stickers, locations
    }
    received.messages.push_back(std::move(inbound));
}

void read_postback(const json& postback, Inbound inbound, Received& received) {
    inbound.content = InboundChoice{text_member(postback, "data"), "", ""};
    received.messages.push_back(std::move(inbound));
}

/// "follow" comes for new friends and for those who unblock us.
void read_follow(const json& follow, Inbound inbound, Received& received) {
    if (bool_member(follow, "isUnblocked")) {
        inbound.content = InboundReturned{};
    } else {
        inbound.content = InboundStart{};
    }
    received.messages.push_back(std::move(inbound));
}

void read_unfollow(Inbound inbound, Received& received) {
    inbound.content = InboundBlocked{};
    received.messages.push_back(std::move(inbound));
}

void read_event(const json& event, const std::string& destination, Received& received) {
    const auto* source = member(event, "source");
    if (source == nullptr || text_member(*source, "type") != "user")
        return leave_out(received, "not a private chat");
    if (text_member(event, "mode") == "standby")
        return leave_out(received, "another module is in charge of the conversation");
    Inbound inbound;
    inbound.address = text_member(*source, "userId");
    inbound.message_id = text_member(event, "webhookEventId");
    if (inbound.address.empty()) return leave_out(received, "event without userId");
    if (inbound.message_id.empty()) return leave_out(received, "event without webhookEventId");
    inbound.recipient = destination;
    inbound.sent_at = time_from_ms(integer_member(event, "timestamp"));
    inbound.reply_route = text_member(event, "replyToken");
    const auto type = text_member(event, "type");
    const auto* content = member(event, type);
    const auto& details = content == nullptr ? event : *content;
    if (type == "message") return read_message(details, std::move(inbound), received);
    if (type == "postback") return read_postback(details, std::move(inbound), received);
    if (type == "follow") return read_follow(details, std::move(inbound), received);
    if (type == "unfollow") return read_unfollow(std::move(inbound), received);
    const bool known = std::find(kNotRead.begin(), kNotRead.end(), type) != kNotRead.end();
    leave_out(received, known ? type : "event of a kind we do not use");
}

}  // namespace

Received read_line_webhook(const json& webhook) {
    const auto* events = member(webhook, "events");
    if (events == nullptr || !events->is_array()) {
        return rejected(Verdict::malformed, "no webhook of LINE: events is missing");
    }
    if (events->empty()) return ignored("check of the URL");
    const auto destination = text_member(webhook, "destination");
    Received received;
    for (const auto& event : *events) read_event(event, destination, received);
    return received;
}

}  // namespace askwell::adapters
