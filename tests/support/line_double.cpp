#include "tests/support/line_double.h"

#include <map>
#include <mutex>
#include <regex>
#include <set>
#include <utility>

#include "tests/support/chat_api.h"

namespace askwell::test {

namespace {

using nlohmann::json;

constexpr std::size_t kMessages = 5;
constexpr std::size_t kTextLimit = 5000;
constexpr std::size_t kQuickReplies = 13;
constexpr std::size_t kLabel = 20;
constexpr std::size_t kData = 300;

ChatRefusal refusal(int status, const std::string& message, bool our_fault = true) {
    return {answer_json(status, {{"message", message}}), std::to_string(status) + " " + message, our_fault};
}

ChatRefusal bad_request(const std::string& why) {
    return refusal(400, "The request body has 1 error(s): " + why);
}

HttpAnswer fault(Fault kind, seconds retry_after) {
    if (kind == Fault::server_error) return answer_json(500, {{"message", "Internal Server Error"}});
    return answer_json(429, {{"message", "The API rate limit has been exceeded. Try again later."}},
                       {{"Retry-After", std::to_string(retry_after.count())}});
}

std::vector<ChatButton> quick_reply_of(const json& message) {
    std::vector<ChatButton> buttons;
    if (!message.contains("quickReply")) return buttons;
    for (const json& item : array_at(message, "/quickReply/items", kQuickReplies, bad_request)) {
        if (item.value("type", "") != "action") throw bad_request("quick reply item is no action");
        const json action = item.value("action", json::object());
        if (action.value("type", "") != "postback") throw bad_request("action is no postback");
        text_at(action, "/displayText", kData, bad_request);
        buttons.push_back(
            {text_at(action, "/label", kLabel, bad_request), text_at(action, "/data", kData, bad_request)});
    }
    return buttons;
}

std::vector<ChatMessage> messages_of(const json& body, const char* way) {
    std::vector<ChatMessage> messages;
    for (const json& message : array_at(body, "/messages", kMessages, bad_request)) {
        expect_members(message, {"type", "text", "quickReply"}, bad_request);
        if (message.value("type", "") != "text") throw bad_request("message of another type");
        messages.push_back(
            {"", text_at(message, "/text", kTextLimit, bad_request), quick_reply_of(message), way});
    }
    return messages;
}

bool again(const HttpAnswer&) {
    return true;
}

}  // namespace

struct LineDouble::Impl {
    explicit Impl(Options given)
        : options{std::move(given)},
          server{{[this](const HttpQuestion& question) {
                      return answer_with(server, question,
                                         [this](const HttpQuestion& each) { return call(each); });
                  },
                  fault}} {}

    // ---- the Messaging API ----

    HttpAnswer call(const HttpQuestion& question) {
        if (field(question.fields, "Authorization") != "Bearer " + options.access_token)
            throw refusal(401, "Authentication failed. Confirm that the access token is valid.");
        const json body = json_object(question, bad_request);
        const std::lock_guard lock{mutex};
        const std::string what = question.method + " " + question.target;
        if (what == "POST /v2/bot/message/reply") return reply(question, body);
        if (what == "POST /v2/bot/message/push") return push(question, body);
        throw refusal(404, "Not found");
    }

    HttpAnswer reply(const HttpQuestion& question, const json& body) {
        expect_members(body, {"replyToken", "messages"}, bad_request);
        if (!field(question.fields, "X-Line-Retry-Key").empty())
            throw bad_request("reply takes no retry key");
        auto messages = messages_of(body, "reply");
        const auto token = reply_tokens.find(text_at(body, "/replyToken", 256, bad_request));
        if (token == reply_tokens.end()) throw refusal(400, "Invalid reply token", false);
        const std::string who = token->second;
        reply_tokens.erase(token);
        return answer_json(200, show(who, std::move(messages)));
    }

    HttpAnswer push(const HttpQuestion& question, const json& body) {
        static const std::regex uuid{"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"};
        expect_members(body, {"to", "messages"}, bad_request);
        const std::string key = field(question.fields, "X-Line-Retry-Key");
        if (!std::regex_match(key, uuid)) throw bad_request("no retry key, or one that is no UUID");
        auto messages = messages_of(body, "push");
        if (const auto earlier = accepted.find(key); earlier != accepted.end()) {
            json conflict = earlier->second.answer;
            if (earlier->second.request != body)
                throw bad_request("another request under the same retry key");
            conflict["message"] = "The retry key is already accepted";
            return answer_json(409, conflict);
        }
        const auto who = text_at(body, "/to", 64, bad_request);
        if (!friends.contains(who) && !blocked.contains(who))
            throw refusal(400, "The property, 'to', in the request body is invalid (line: -, column: -)",
                          false);
        accepted[key] = {body, show(who, std::move(messages))};
        return answer_json(200, accepted[key].answer);
    }

    json show(const std::string& who, std::vector<ChatMessage> messages) {
        json sent = json::array();
        for (ChatMessage& message : messages) {
            message.id = std::to_string(461'230'966'842'064'897 + ++last_id);
            sent.push_back({{"id", message.id}, {"quoteToken", "q-" + message.id}});
            if (!blocked.contains(who)) phones.show(who, std::move(message));
        }
        return {{"sentMessages", sent}};
    }

    // ---- phones ----

    WebhookRun deliver(const std::string& who, json event, bool with_reply_token = true) {
        std::unique_lock lock{mutex};
        const std::string number = std::to_string(++last_id);
        event.update({{"mode", "active"},
                      {"timestamp", unix_ms()},
                      {"source", {{"type", "user"}, {"userId", who}}},
                      {"webhookEventId", "01KDVH" + std::string(20 - number.size(), '0') + number},
                      {"deliveryContext", {{"isRedelivery", false}}}});
        if (with_reply_token && gives_reply_tokens) {
            event["replyToken"] = "reply-token-" + number;
            if (reply_tokens_work) reply_tokens["reply-token-" + number] = who;
        }
        const WebhookTarget where = target;
        lock.unlock();
        const json webhook = {{"destination", "U00000000000000000000000000000001"},
                              {"events", json::array({event})}};
        HttpCall call{.method = "POST",
                      .fields = {{"Content-Type", "application/json; charset=utf-8"},
                                 {"User-Agent", "LineBotWebhook/2.0"}},
                      .body = webhook.dump()};
        call.fields.emplace_back("X-Line-Signature",
                                 to_base64(hmac_sha256_bytes(options.channel_secret, call.body)));
        const auto call_for = [&call](const std::string& url) {
            call.url = url;
            return call;
        };
        return deliver_webhook(where, call_for, again);
    }

    void befriend(const std::string& who) {
        const std::lock_guard lock{mutex};
        friends.insert(who);
        blocked.erase(who);
    }

    struct Accepted {
        json request;
        json answer;
    };
    const Options options;
    mutable std::mutex mutex;
    std::set<std::string> friends;
    std::set<std::string> blocked;
    std::map<std::string, std::string> reply_tokens;  ///< token, user
    std::map<std::string, Accepted> accepted;         ///< by retry key
    std::int64_t last_id = 0;
    bool gives_reply_tokens = true;
    bool reply_tokens_work = true;
    WebhookTarget target;
    ChatPhones phones;
    PlatformServer server;  // last: its thread ends before what it uses goes
};

LineDouble::LineDouble() : LineDouble{Options{}} {}
LineDouble::LineDouble(Options options) : impl_{std::make_unique<Impl>(std::move(options))} {}
LineDouble::~LineDouble() = default;

json LineDouble::channel() const {
    return {{"platform", "line"},
            {"channel_secret", impl_->options.channel_secret},
            {"channel_access_token", impl_->options.access_token},
            {"base_url", impl_->server.base_url()}};
}

PlatformServer& LineDouble::server() {
    return impl_->server;
}
ChatPhones& LineDouble::phones() {
    return impl_->phones;
}
void LineDouble::deliver_to(WebhookTarget target) {
    const std::lock_guard lock{impl_->mutex};
    impl_->target = std::move(target);
}

WebhookRun LineDouble::say(const std::string& who, std::string_view text) {
    impl_->befriend(who);
    return impl_->deliver(
        who,
        {{"type", "message"},
         {"message", {{"id", "444573844083572737"}, {"type", "text"}, {"quoteToken", "q"}, {"text", text}}}});
}

WebhookRun LineDouble::tap(const std::string& who, std::string_view button) {
    const ChatMessage tapped = impl_->phones.find_button(who, button);
    return impl_->deliver(who, {{"type", "postback"}, {"postback", {{"data", tapped.buttons[0].payload}}}});
}

WebhookRun LineDouble::follow(const std::string& who) {
    std::unique_lock lock{impl_->mutex};
    const bool returns = impl_->blocked.contains(who);
    lock.unlock();
    impl_->befriend(who);
    return impl_->deliver(who, {{"type", "follow"}, {"follow", {{"isUnblocked", returns}}}});
}

WebhookRun LineDouble::block(const std::string& who) {
    std::unique_lock lock{impl_->mutex};
    impl_->friends.erase(who);
    impl_->blocked.insert(who);
    lock.unlock();
    return impl_->deliver(who, {{"type", "unfollow"}}, false);
}

void LineDouble::withhold_reply_tokens() {
    const std::lock_guard lock{impl_->mutex};
    impl_->gives_reply_tokens = false;
}

void LineDouble::spoil_reply_tokens() {
    const std::lock_guard lock{impl_->mutex};
    impl_->reply_tokens_work = false;
}

}  // namespace askwell::test
