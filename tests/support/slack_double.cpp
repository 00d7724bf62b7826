#include "tests/support/slack_double.h"

#include <algorithm>
#include <array>
#include <deque>
#include <mutex>
#include <set>
#include <utility>

#include "tests/support/chat_api.h"

namespace askwell::test {

namespace {

using nlohmann::json;

constexpr std::size_t kTextLimit = 4000;  // longer ones Slack may cut
constexpr std::size_t kBlocks = 50;
constexpr std::size_t kSectionText = 3000;
constexpr std::size_t kElements = 25;
constexpr std::size_t kButtonText = 75;
constexpr std::size_t kValue = 2000;
constexpr std::size_t kActionId = 255;

ChatRefusal refusal(const std::string& error, bool our_fault) {
    return {answer_json(200, {{"ok", false}, {"error", error}}), error, our_fault};
}

ChatRefusal invalid_blocks(const std::string& why) {
    auto refused = refusal("invalid_blocks", true);
    refused.what += ": " + why;
    return refused;
}

HttpAnswer fault(Fault kind, seconds retry_after) {
    if (kind == Fault::server_error) return answer_json(500, {{"ok", false}, {"error", "internal_error"}});
    return answer_json(429, {{"ok", false}, {"error", "ratelimited"}},
                       {{"Retry-After", std::to_string(retry_after.count())}});
}

constexpr std::array<std::pair<std::string_view, char>, 3> kEntities{
    {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}}};

/// What a member sees. A bare control character would begin a link or a mention: a correct client escapes it.
std::string seen(std::string_view text) {
    std::string plain;
    while (!text.empty()) {
        std::size_t length = 0;
        for (const auto& [written, character] : kEntities) {
            if (!text.starts_with(written)) continue;
            plain += character;
            length = written.size();
        }
        if (length == 0 && (text[0] == '&' || text[0] == '<' || text[0] == '>'))
            throw invalid_blocks("a control character is not escaped");
        if (length == 0) plain += text[0];
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return plain;
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else
            out += c;
    }
    return out;
}

std::vector<ChatButton> buttons_of(const json& block) {
    std::vector<ChatButton> buttons;
    std::vector<ChatButton> ids;
    for (const json& element : array_at(block, "/elements", kElements, invalid_blocks)) {
        if (element.value("type", "") != "button") throw invalid_blocks("element is no button");
        if (element.value("/text/type"_json_pointer, "") != "plain_text")
            throw invalid_blocks("a button's text is plain_text");
        const auto caption = seen(text_at(element, "/text/text", kButtonText, invalid_blocks));
        buttons.push_back({caption, text_at(element, "/value", kValue, invalid_blocks)});
        ids.push_back({caption, text_at(element, "/action_id", kActionId, invalid_blocks)});
    }
    expect_unique(ids, false, invalid_blocks);
    return buttons;
}

ChatMessage message_of(const json& body) {
    ChatMessage message;
    message.text =
        seen(text_at(body, "/text", kTextLimit, [](const std::string&) { return refusal("no_text", true); }));
    message.way = "text";
    if (!body.contains("blocks")) return message;
    message.way = "blocks";
    message.text.clear();
    for (const json& block : array_at(body, "/blocks", kBlocks, invalid_blocks)) {
        const auto type = block.value("type", "");
        if (type == "section") {
            message.text += seen(text_at(block, "/text/text", kSectionText, invalid_blocks));
        } else if (type == "actions") {
            message.buttons = buttons_of(block);
        } else {
            throw invalid_blocks("unknown block");
        }
    }
    return message;
}

bool again(const HttpAnswer&) {
    return true;
}

}  // namespace

struct SlackDouble::Impl {
    explicit Impl(Options given)
        : options{std::move(given)},
          server{{[this](const HttpQuestion& question) {
                      return answer_with(server, question,
                                         [this](const HttpQuestion& each) { return post(each); });
                  },
                  fault}} {}

    HttpAnswer post(const HttpQuestion& question) {
        if (question.method != "POST" || question.target != "/api/chat.postMessage")
            throw refusal("unknown_method", true);
        if (field(question.fields, "Authorization") != "Bearer " + options.bot_token)
            throw refusal("invalid_auth", true);
        const json body =
            json_object(question, [](const std::string&) { return refusal("invalid_json", true); });
        expect_members(body, {"channel", "text", "blocks", "mrkdwn", "unfurl_links"}, invalid_blocks);
        ChatMessage message = message_of(body);
        const auto who = body.value("channel", std::string{});
        const std::lock_guard lock{mutex};
        if (!planned.empty()) {
            const std::string error = planned.front();
            planned.pop_front();
            throw refusal(error, false);
        }
        if (!members.contains(who)) throw refusal("channel_not_found", false);
        message.id = next_ts();
        const json answer = {{"ok", true}, {"channel", "D" + who}, {"ts", message.id}};
        phones.show(who, std::move(message));
        return answer_json(200, answer);
    }

    std::string next_ts() {
        const auto number = std::to_string(++last_ts);
        return std::to_string(unix_ms() / 1000) + "." + std::string(6 - number.size(), '0') + number;
    }

    WebhookRun deliver(const char* path, const char* type, const std::string& body) const {
        std::unique_lock lock{mutex};
        const WebhookTarget where = target;
        lock.unlock();
        const auto call_for = [&](const std::string& url) {
            const auto now = std::to_string(unix_ms() / 1000);
            const auto signature =
                to_hex(hmac_sha256_bytes(options.signing_secret, "v0:" + now + ":" + body));
            return HttpCall{.method = "POST",
                            .url = url + path,
                            .fields = {{"Content-Type", type},
                                       {"X-Slack-Request-Timestamp", now},
                                       {"X-Slack-Signature", "v0=" + signature}},
                            .body = body};
        };
        return deliver_webhook(where, call_for, again);
    }

    WebhookRun deliver_event(const std::string& who, json event) {
        std::unique_lock lock{mutex};
        const auto ts = next_ts();
        const auto id = "Ev" + std::to_string(last_ts);
        lock.unlock();
        event.update({{"type", "message"},
                      {"channel_type", "im"},
                      {"channel", "D" + who},
                      {"ts", ts},
                      {"event_ts", ts}});
        const json callback = {{"token", "deprecated"}, {"team_id", "T0001"},
                               {"api_app_id", "A0001"}, {"type", "event_callback"},
                               {"event_id", id},        {"event_time", unix_ms() / 1000},
                               {"event", event}};
        return deliver("/events", "application/json", callback.dump());
    }

    const Options options;
    mutable std::mutex mutex;
    std::set<std::string> members;
    std::deque<std::string> planned;
    std::uint64_t last_ts = 0;
    WebhookTarget target;
    ChatPhones phones;
    PlatformServer server;  // last: its thread ends before what it uses goes
};

SlackDouble::SlackDouble() : SlackDouble{Options{}} {}
SlackDouble::SlackDouble(Options options) : impl_{std::make_unique<Impl>(std::move(options))} {}
SlackDouble::~SlackDouble() = default;

json SlackDouble::channel() const {
    return {{"platform", "slack"},
            {"signing_secret", impl_->options.signing_secret},
            {"bot_token", impl_->options.bot_token},
            {"base_url", impl_->server.base_url() + "/api"}};
}

PlatformServer& SlackDouble::server() {
    return impl_->server;
}
ChatPhones& SlackDouble::phones() {
    return impl_->phones;
}
void SlackDouble::deliver_to(WebhookTarget target) {
    const std::lock_guard lock{impl_->mutex};
    impl_->target = std::move(target);
}

WebhookRun SlackDouble::say(const std::string& who, std::string_view text) {
    add_member(who);
    return impl_->deliver_event(who, {{"user", who}, {"text", escaped(text)}, {"client_msg_id", "c-1"}});
}

WebhookRun SlackDouble::tap(const std::string& who, std::string_view button) {
    const ChatMessage tapped = impl_->phones.find_button(who, button);
    std::unique_lock lock{impl_->mutex};
    const auto ts = impl_->next_ts();
    lock.unlock();
    const ChatButton& shown = tapped.buttons[0];
    const json action = {{"action_id", shown.payload},
                         {"block_id", "b1"},
                         {"text", {{"type", "plain_text"}, {"text", escaped(shown.caption)}}},
                         {"value", shown.payload},
                         {"type", "button"},
                         {"action_ts", ts}};
    const json payload = {
        {"type", "block_actions"},
        {"user", {{"id", who}, {"team_id", "T0001"}}},
        {"api_app_id", "A0001"},
        {"container", {{"type", "message"}, {"message_ts", tapped.id}, {"channel_id", "D" + who}}},
        {"response_url", "https://hooks.slack.com/actions/T0001/1/x"},
        {"actions", json::array({action})}};
    return impl_->deliver("/interactivity", "application/x-www-form-urlencoded",
                          form_encode({{"payload", payload.dump()}}));
}

void SlackDouble::add_member(const std::string& who) {
    const std::lock_guard lock{impl_->mutex};
    impl_->members.insert(who);
}

WebhookRun SlackDouble::own_message_event(const std::string& who, const ChatMessage& message) {
    return impl_->deliver_event(who,
                                {{"user", "U0BOT"}, {"bot_id", "B0001"}, {"text", escaped(message.text)}});
}

void SlackDouble::refuse_next(std::string error) {
    const std::lock_guard lock{impl_->mutex};
    impl_->planned.push_back(std::move(error));
}

}  // namespace askwell::test
