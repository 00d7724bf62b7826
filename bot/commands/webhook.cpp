// Judges one raw HTTP request as a channel's webhook would, without a server and without storing anything.
#include <cstdio>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "bot/commands/channel.h"
#include "bot/commands/commands.h"
#include "bot/http.h"
#include "bot/views.h"

namespace askwell::bot {

namespace {

using Json = nlohmann::json;

std::string_view take_line(std::string_view& text) {
    const auto end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

std::string_view trim(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Request line, headers, empty line, body: as on the wire, with CRLF or LF.
std::optional<HttpRequest> parse_request(std::string_view text) {
    HttpRequest request;
    const std::string_view first = take_line(text);
    const auto space = first.find(' ');
    const auto last = first.rfind(' ');
    if (space == std::string_view::npos || last == space) return std::nullopt;
    request.method = first.substr(0, space);
    request.target = first.substr(space + 1, last - space - 1);
    for (;;) {
        if (text.empty()) return request;
        const std::string_view line = take_line(text);
        if (line.empty()) break;
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) return std::nullopt;
        request.headers.emplace_back(line.substr(0, colon), trim(line.substr(colon + 1)));
    }
    request.body = text;
    return request;
}

struct ContentWriter {
    Json& json;
    void operator()(const adapters::InboundText& text) const {
        json["kind"] = "text";
        json["text"] = text.text;
        if (!text.part) return;
        json["part"] = {
            {"group", text.part->group}, {"number", text.part->number}, {"total", text.part->total}};
    }
    void operator()(const adapters::InboundChoice& choice) const {
        json["kind"] = "choice";
        json["button_id"] = choice.payload;
        if (!choice.label.empty()) json["text"] = choice.label;
        if (!choice.callback_id.empty()) json["callback_id"] = choice.callback_id;
    }
    void operator()(const adapters::InboundAttachment& attachment) const {
        json["kind"] = "attachment";
        json["attachment"] = {{"kind", attachment.kind},
                              {"reference", attachment.reference},
                              {"name", attachment.name},
                              {"size", attachment.size}};
        if (!attachment.caption.empty()) json["text"] = attachment.caption;
    }
    void operator()(const adapters::InboundStart& start) const {
        json["kind"] = "start";
        json["parameter"] = start.parameter;
    }
    void operator()(const adapters::InboundBlocked&) const {
        json["kind"] = "blocked";
        json["opt_out"] = true;
    }
    void operator()(const adapters::InboundReturned&) const { json["kind"] = "returned"; }
    void operator()(const adapters::InboundStatus& status) const {
        json["kind"] = "status";
        json["message_id"] = status.provider_id;
        const char* const outcome = status.status == adapters::DeliveryStatus::delivered ? "delivered"
                                    : status.status == adapters::DeliveryStatus::failed  ? "failed"
                                                                                         : "sent";
        json["outcome"] = outcome;
        json["status"] = status.platform_status.empty() ? outcome : status.platform_status;
        if (status.blocked) json["opt_out"] = true;
        json["error_code"] = status.error_code;
    }
};

Json to_json(const adapters::Inbound& inbound) {
    Json json = {{"sender", inbound.sender.empty() ? inbound.address : inbound.sender},
                 {"address", inbound.address},
                 {"message_id", inbound.message_id},
                 {"dedupe", inbound.message_id}};
    if (!inbound.recipient.empty()) json["recipient"] = inbound.recipient;
    if (!inbound.platform_id.empty()) {
        const bool tapped = std::holds_alternative<adapters::InboundChoice>(inbound.content);
        json[tapped ? "task_id" : "platform_message_id"] = inbound.platform_id;
    }
    if (!inbound.reply_route.empty()) json["reply_url"] = inbound.reply_route;
    if (inbound.sent_at) json["sent_at"] = rfc3339(*inbound.sent_at);
    if (!inbound.language.empty()) json["language"] = inbound.language;
    std::visit(ContentWriter{json}, inbound.content);
    return json;
}

int status_of(const adapters::Received& received) {
    switch (received.verdict) {
        case adapters::Verdict::accept:
            return received.reply.status;
        case adapters::Verdict::forged:
        case adapters::Verdict::stale:
            return 403;
        case adapters::Verdict::malformed:
            return 400;
        case adapters::Verdict::method:
            return 405;
    }
    return 500;
}

}  // namespace

int webhook(const WebhookOptions& options) {
    const auto now = parse_time(options.at);
    const auto channel = find_channel(options.config, options.channel);
    if (!now || !channel) return 1;
    const std::string text{std::istreambuf_iterator<char>{std::cin}, {}};
    const auto request = parse_request(text);
    if (!request) {
        fmt::print(stderr,
                   "Standard input is not an HTTP request. Give a request line, headers, an empty line and "
                   "the body.\n");
        return 1;
    }
    const adapters::WebhookRequest raw{request->method, request->target, request->headers, request->body};
    const adapters::Received received = channel->adapter->receive(raw, *now);
    const bool accepted = received.verdict == adapters::Verdict::accept;
    Json messages = Json::array();
    for (const auto& inbound : received.messages) messages.push_back(to_json(inbound));
    Json headers = Json::object();
    if (accepted && !received.reply.content_type.empty())
        headers["Content-Type"] = received.reply.content_type;
    const Json result = {{"verdict", accepted ? "accept" : "reject"},
                         {"reason", received.reason},
                         {"count", messages.size()},
                         {"messages", std::move(messages)},
                         {"response",
                          {{"status", status_of(received)},
                           {"headers", std::move(headers)},
                           {"body", accepted ? received.reply.body : std::string{}}}}};
    fmt::print("{}\n", result.dump(-1, ' ', false, Json::error_handler_t::replace));
    return 0;
}

}  // namespace askwell::bot
