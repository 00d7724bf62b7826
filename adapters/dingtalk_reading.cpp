#include "adapters/dingtalk_reading.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/answers.h"
#include "adapters/crypto.h"
#include "adapters/encoding.h"
#include "adapters/settings.h"

namespace askwell::adapters {

namespace {

using nlohmann::json;
using Content = decltype(Inbound::content);

HttpReply empty_answer() {
    return {200, "application/json", "{}"};
}

const json& child(const json& object, std::string_view name) {
    static const json none;
    const auto* const found = member(object, name);
    return found == nullptr ? none : *found;
}

/// A mention of the robot leaves a space before what was said.
std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// Rich text comes in pieces, texts and pictures: the words are the answer; without words the first picture
/// is.
std::optional<Content> rich_text(const json& pieces) {
    std::string text;
    std::string picture;
    if (!pieces.is_array()) return std::nullopt;
    for (const auto& piece : pieces) {
        text += text_member(piece, "text");
        if (picture.empty()) picture = text_member(piece, "downloadCode");
    }
    text = trimmed(text);
    if (picture.empty()) return InboundText{std::move(text)};
    return InboundAttachment{"picture", std::move(picture), "", 0, std::move(text)};
}

/// nullopt for kinds that answer nothing.
std::optional<Content> message_content(const json& body) {
    const auto type = text_member(body, "msgtype");
    if (type == "text") return InboundText{trimmed(text_member(child(body, "text"), "content"))};
    const auto& content = child(body, "content");
    if (type == "richText") return rich_text(child(content, "richText"));
    if (type != "picture" && type != "audio" && type != "video" && type != "file") return std::nullopt;
    // What DingTalk heard in a voice message stands for words beside it.
    return InboundAttachment{type, text_member(content, "downloadCode"), text_member(content, "fileName"), 0,
                             text_member(content, "recognition")};
}

std::optional<TimePoint> time_member(const json& body, std::string_view name) {
    constexpr std::int64_t kLatest = 4'294'967'295'000;  // the year 2106
    const auto ms = integer_member(body, name);
    return ms && *ms > 0 && *ms <= kLatest ? std::optional{flows::from_unix_ms(*ms)} : std::nullopt;
}

}  // namespace

std::string dingtalk_sign(std::string_view secret, std::string_view timestamp) {
    return base64_encode(hmac_sha256(secret, fmt::format("{}\n{}", timestamp, secret)));
}

bool is_session_webhook(std::string_view url, std::string_view trusted_origin) {
    if (!is_http_url(url)) return false;
    if (!trusted_origin.empty() && url.starts_with(trusted_origin) &&
        path_of(url) == url.substr(trusted_origin.size())) {
        return true;
    }
    constexpr std::string_view kScheme = "https://";
    constexpr std::string_view kDomain = ".dingtalk.com";
    constexpr std::string_view kHostLetters = "abcdefghijklmnopqrstuvwxyz0123456789-.";
    if (!url.starts_with(kScheme)) return false;
    const auto rest = url.substr(kScheme.size());
    const auto host = rest.substr(0, rest.find_first_of("/?"));
    return host.size() > kDomain.size() && host.ends_with(kDomain) &&
           host.find_first_not_of(kHostLetters) == std::string_view::npos;
}

bool is_outsider(std::string_view address) {
    return address.starts_with('$');
}

Received read_dingtalk_message(const json& body, std::string_view trusted_origin, TimePoint now) {
    Inbound inbound;
    inbound.message_id = text_member(body, "msgId");
    inbound.address = text_member(body, "senderStaffId");
    if (inbound.address.empty()) inbound.address = text_member(body, "senderId");
    if (inbound.message_id.empty() || inbound.address.empty()) {
        return rejected(Verdict::malformed, "not a message to a robot");
    }
    auto content = message_content(body);
    if (!content) return ignored("a kind of message that answers nothing", empty_answer());
    inbound.content = std::move(*content);
    inbound.sent_at = time_member(body, "createAt");
    inbound.recipient = text_member(body, "robotCode");
    const auto expires = time_member(body, "sessionWebhookExpiredTime");
    auto route = text_member(body, "sessionWebhook");
    if (is_session_webhook(route, trusted_origin) && (!expires || *expires > now)) {
        inbound.reply_route = std::move(route);
    }
    return {Verdict::accept, "", {std::move(inbound)}, empty_answer()};
}

}  // namespace askwell::adapters
