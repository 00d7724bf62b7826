#include "adapters/wx_reading.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "adapters/answers.h"
#include "adapters/utc.h"
#include "adapters/xml.h"

namespace askwell::adapters {

namespace {

constexpr std::array<std::string_view, 5> kFileKinds = {"image", "voice", "video", "shortvideo", "file"};

/// What a link or a code carried: "qrscene_order-7" of somebody who follows by it, "order-7" of a follower.
std::string scene(std::string_view key) {
    constexpr std::string_view kPrefix = "qrscene_";
    return std::string{key.starts_with(kPrefix) ? key.substr(kPrefix.size()) : key};
}

/// How a template message fared: "success", "failed:user block", "failed: system failed".
InboundStatus template_status(const Parameters& fields) {
    const std::string status{parameter(fields, "Status")};
    const bool arrived = status == "success";
    InboundStatus read{std::string{parameter(fields, "MsgID")},
                       arrived ? DeliveryStatus::delivered : DeliveryStatus::failed, arrived ? "" : status};
    read.blocked = status.find("user block") != std::string::npos;
    read.platform_status = status;
    return read;
}

using Content = decltype(Inbound::content);

/// nullopt for events that say nothing to us.
std::optional<Content> read_event(const Parameters& fields) {
    const auto event = parameter(fields, "Event");
    const auto key = parameter(fields, "EventKey");
    if (event == "subscribe" || event == "SCAN") return InboundStart{scene(key)};
    if (event == "unsubscribe") return InboundBlocked{};
    if (event == "CLICK" || event == "click" || event == "template_card_event") {
        if (key.empty()) return std::nullopt;
        return InboundChoice{std::string{key}, "", ""};
    }
    if (event == "TEMPLATESENDJOBFINISH") return template_status(fields);
    return std::nullopt;
}

/// A place is said by its name, a link by its title and address: "" when they have none.
std::string shared_text(std::string_view type, const Parameters& fields) {
    if (type == "location") return std::string{parameter(fields, "Label")};
    const auto url = parameter(fields, "Url");
    if (type != "link" || url.empty()) return {};
    return std::string{parameter(fields, "Title")} + '\n' + std::string{url};
}

/// nullopt for messages of kinds that answer nothing.
std::optional<Content> read_content(const Parameters& fields) {
    const std::string type{parameter(fields, "MsgType")};
    if (type == "event") return read_event(fields);
    if (type == "text") {
        const std::string said{parameter(fields, "Content")};
        const auto entry = parameter(fields, "bizmsgmenuid");
        if (entry.empty()) return InboundText{said};
        return InboundChoice{std::string{entry}, "", said};
    }
    if (auto shared = shared_text(type, fields); !shared.empty()) return InboundText{std::move(shared)};
    if (std::find(kFileKinds.begin(), kFileKinds.end(), type) == kFileKinds.end()) return std::nullopt;
    // What the platform heard in a voice message stands for words beside it.
    return InboundAttachment{type, std::string{parameter(fields, "MediaId")},
                             std::string{parameter(fields, "Title")}, 0,
                             std::string{parameter(fields, "Recognition")}};
}

}  // namespace

WxStamp wx_stamp(const Parameters& query, std::string_view signature_name) {
    return {parameter(query, signature_name), parameter(query, "timestamp"), parameter(query, "nonce")};
}

std::optional<Received> refuse_wx_call(const WebhookRequest& request) {
    if (request.method != "GET" && request.method != "POST") {
        return rejected(Verdict::method, "neither POST nor GET");
    }
    if (request.body.size() > kMaxWebhookBody) return rejected(Verdict::malformed, "body too large");
    return std::nullopt;
}

std::optional<Received> refuse_wx_stamp(const WxEnvelope& envelope, const WxStamp& stamp,
                                        std::string_view encrypted, TimePoint now, Duration max_age) {
    if (!envelope.signed_by_platform(stamp, encrypted)) {
        return rejected(Verdict::forged, "signature does not match");
    }
    const auto time = from_unix_digits(stamp.timestamp);
    if (!time) return rejected(Verdict::malformed, "timestamp is not a number of seconds");
    if (!is_recent(*time, now, max_age)) return rejected(Verdict::stale, "signed too long ago or ahead");
    return std::nullopt;
}

Received wx_url_checked(std::string echo) {
    return ignored("check of the URL", {200, "text/plain", std::move(echo)});
}

OpenedWxBody open_wx_body(const WxEnvelope& envelope, const Parameters& query, std::string_view body,
                          TimePoint now, Duration max_age) {
    const auto stamp = wx_stamp(query, "msg_signature");
    if (stamp.signature.empty()) return {rejected(Verdict::forged, "no msg_signature"), ""};
    const auto outer = parse_flat_xml(body);
    if (!outer) return {rejected(Verdict::malformed, "not XML, or XML with a DOCTYPE"), ""};
    const auto encrypted = parameter(*outer, "Encrypt");
    if (encrypted.empty()) return {rejected(Verdict::forged, "nothing that is signed"), ""};
    if (auto refused = refuse_wx_stamp(envelope, stamp, encrypted, now, max_age)) {
        return {std::move(*refused), ""};
    }
    if (!envelope.has_key()) {
        return {rejected(Verdict::malformed, "encrypted, but no encoding_aes_key is set"), ""};
    }
    auto clear = envelope.open(encrypted);
    if (!clear) {
        return {rejected(Verdict::forged, "not encrypted with our encoding_aes_key for our id"), ""};
    }
    return {{}, std::move(*clear)};
}

Received read_wx_message(std::string_view xml, const HttpReply& reply) {
    const auto fields = parse_flat_xml(xml);
    if (!fields) return rejected(Verdict::malformed, "not XML, or XML with a DOCTYPE");
    const auto time = parameter(*fields, "CreateTime");
    const bool event = parameter(*fields, "MsgType") == "event";
    Inbound inbound;
    inbound.address = parameter(*fields, "FromUserName");
    // MsgId exceeds what a double holds: it stays a text. Events have none.
    inbound.message_id = event ? inbound.address + std::string{time} : parameter(*fields, "MsgId");
    if (inbound.address.empty() || inbound.message_id.empty() || (event && time.empty())) {
        return rejected(Verdict::malformed, "neither a message nor an event");
    }
    auto content = read_content(*fields);
    if (!content) return ignored("a kind of message or event that answers nothing", reply);
    inbound.content = std::move(*content);
    inbound.sent_at = from_unix_digits(time);
    inbound.recipient = parameter(*fields, "ToUserName");
    inbound.platform_id = parameter(*fields, "TaskId");  // our own id of a card that was tapped
    return {Verdict::accept, "", {std::move(inbound)}, reply};
}

}  // namespace askwell::adapters
