#include "adapters/feishu_event.h"

#include <array>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/answers.h"
#include "adapters/feishu_proof.h"
#include "adapters/utc.h"
#include "flows/json_source.h"

namespace askwell::adapters {

namespace {

using nlohmann::json;
using Content = decltype(Inbound::content);

constexpr std::string_view kMention = "@_user_";

/// Where a file's key stands in the content of its message.
struct FileKind {
    std::string_view type;
    std::string_view key;
};
constexpr std::array kFileKinds = {FileKind{"image", "image_key"}, FileKind{"file", "file_key"},
                                   FileKind{"audio", "file_key"}, FileKind{"media", "file_key"},
                                   FileKind{"sticker", "file_key"}};

const json& child(const json& object, std::string_view name) {
    static const json none;
    const auto* const found = member(object, name);
    return found == nullptr ? none : *found;
}

HttpReply empty_answer() {
    return {200, "application/json", "{}"};
}

Received read(Inbound inbound) {
    return {Verdict::accept, "", {std::move(inbound)}, empty_answer()};
}

Received nothing(std::string reason) {
    return ignored(std::move(reason), empty_answer());
}

/// Mentions stand in a text as "@_user_1"; what is left is what was said.
std::string without_mentions(std::string text) {
    constexpr std::string_view kDigits = "0123456789";
    for (auto at = text.find(kMention); at != std::string::npos; at = text.find(kMention, at)) {
        const auto end = text.find_first_not_of(kDigits, at + kMention.size());
        text.erase(at, end == std::string::npos ? end : end - at);
    }
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// A rich text ("post"): people who write several lines or paste send one without knowing.
std::string post_text(const json& content) {
    std::string text = text_member(content, "title");
    const auto& paragraphs = child(content, "content");
    if (!paragraphs.is_array()) return text;
    for (const auto& paragraph : paragraphs) {
        if (!paragraph.is_array()) continue;
        std::string line;
        for (const auto& piece : paragraph) line += text_member(piece, "text");
        if (!line.empty()) text += (text.empty() ? "" : "\n") + line;
    }
    return text;
}

/// nullopt for contents that answer nothing (cards of others …).
std::optional<Content> message_content(const json& message, bool group) {
    flows::JsonError error;
    const auto content = flows::parse_json(text_member(message, "content"), error).value_or(json{});
    const auto type = text_member(message, "message_type");
    if (type == "text" || type == "post") {
        auto text = type == "text" ? text_member(content, "text") : post_text(content);
        return InboundText{group ? without_mentions(std::move(text)) : std::move(text)};
    }
    if (type == "location") return InboundText{text_member(content, "name")};
    for (const auto& kind : kFileKinds) {
        if (kind.type != type) continue;
        return InboundAttachment{type, text_member(content, kind.key), text_member(content, "file_name")};
    }
    return std::nullopt;
}

bool mentions_somebody(const json& message) {
    const auto& mentions = child(message, "mentions");
    return (mentions.is_array() && !mentions.empty()) ||
           text_member(message, "content").find(kMention) != std::string::npos;
}

Received read_message(const json& event, Inbound inbound) {
    const auto& sender = child(event, "sender");
    const auto& message = child(event, "message");
    if (text_member(sender, "sender_type") != "user") return nothing("message of a bot");
    const bool group = text_member(message, "chat_type") != "p2p";
    // A bot with leave to read a whole group hears everything: only what mentions it is meant for it.
    if (group && !mentions_somebody(message)) return nothing("message in a group that mentions nobody");
    inbound.address = text_member(child(sender, "sender_id"), "open_id");
    if (inbound.address.empty()) return rejected(Verdict::malformed, "message without open_id");
    inbound.platform_id = text_member(message, "message_id");
    if (const auto time = from_unix_ms_digits(text_member(message, "create_time"))) inbound.sent_at = time;
    auto content = message_content(message, group);
    if (!content) return nothing("a kind of message that answers nothing");
    inbound.content = std::move(*content);
    return read(std::move(inbound));
}

/// What a button gave along: a text, or an object whose only member is one, as ours is.
std::string tapped(const json& action) {
    const auto& value = child(action, "value");
    if (value.is_string()) return value.get<std::string>();
    if (value.is_object() && value.size() == 1 && value.begin()->is_string()) {
        return value.begin()->get<std::string>();
    }
    return text_member(action, "option");
}

Received read_tap(const json& action, Inbound inbound) {
    auto payload = tapped(action);
    if (payload.empty()) return nothing("tap without a value of ours");
    if (inbound.address.empty()) return rejected(Verdict::malformed, "tap without open_id");
    inbound.content = InboundChoice{std::move(payload), "", ""};
    return read(std::move(inbound));
}

Received read_card(const json& event, Inbound inbound) {
    inbound.address = text_member(child(event, "operator"), "open_id");
    inbound.platform_id = text_member(child(event, "context"), "open_message_id");
    return read_tap(child(event, "action"), std::move(inbound));
}

/// The old kind of tap has no event id: its token is given once a tap.
Received read_old_card(const json& body) {
    Inbound inbound;
    inbound.address = text_member(body, "open_id");
    inbound.platform_id = text_member(body, "open_message_id");
    inbound.message_id = fmt::format("{}|{}", inbound.platform_id, text_member(body, "token"));
    return read_tap(child(body, "action"), std::move(inbound));
}

Received read_receipt(const json& event, const Inbound& frame) {
    const auto address = text_member(child(child(event, "reader"), "reader_id"), "open_id");
    const auto& ids = child(event, "message_id_list");
    Received received = nothing("");
    if (address.empty() || !ids.is_array()) return nothing("receipt that names no message");
    for (const auto& id : ids) {
        if (!id.is_string()) continue;
        Inbound one = frame;
        if (!received.messages.empty()) one.message_id += fmt::format(":{}", received.messages.size());
        one.address = address;
        InboundStatus status{id.get<std::string>(), DeliveryStatus::delivered};
        status.platform_status = "read";
        one.content = std::move(status);
        received.messages.push_back(std::move(one));
    }
    return received;
}

Received answer_check(const json& body) {
    const auto* const challenge = member(body, "challenge");
    if (challenge == nullptr || !challenge->is_string()) {
        return rejected(Verdict::malformed, "url_verification without challenge");
    }
    return ignored("check of the URL", {200, "application/json", to_text({{"challenge", *challenge}})});
}

}  // namespace

Received read_feishu_event(const json& body) {
    const auto type = text_member(body, "type");
    if (type == "url_verification") return answer_check(body);
    if (is_old_card_tap(body)) return read_old_card(body);
    if (type == "event_callback") return nothing("event of version 1.0: subscribe to version 2.0");
    const auto& header = child(body, "header");
    const auto& event = child(body, "event");
    Inbound inbound;
    inbound.message_id = text_member(header, "event_id");
    if (inbound.message_id.empty() || !event.is_object()) {
        return rejected(Verdict::malformed, "not an event of version 2.0");
    }
    inbound.recipient = text_member(header, "app_id");
    inbound.sent_at = from_unix_ms_digits(text_member(header, "create_time"));
    const auto kind = text_member(header, "event_type");
    if (kind == "im.message.receive_v1") return read_message(event, std::move(inbound));
    if (kind == "card.action.trigger") return read_card(event, std::move(inbound));
    if (kind == "im.message.message_read_v1") return read_receipt(event, inbound);
    return nothing("an event that says nothing to us");
}

}  // namespace askwell::adapters
