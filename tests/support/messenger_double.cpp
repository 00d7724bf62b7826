#include "tests/support/messenger_double.h"

#include <utility>

#include "tests/support/meta_double.h"

namespace askwell::test {

namespace {

using nlohmann::json;

constexpr std::size_t kTextLimit = 2000;
constexpr std::size_t kQuickReplies = 13;
constexpr std::size_t kTitle = 20;
constexpr std::size_t kPayload = 1000;

std::vector<ChatButton> quick_replies_of(const json& message) {
    std::vector<ChatButton> buttons;
    if (!message.contains("quick_replies")) return buttons;
    for (const json& reply : array_at(message, "/quick_replies", kQuickReplies, meta_bad_parameter)) {
        if (reply.value("content_type", "") != "text")
            throw meta_bad_parameter("quick reply of another type");
        buttons.push_back({text_at(reply, "/title", kTitle, meta_bad_parameter),
                           text_at(reply, "/payload", kPayload, meta_bad_parameter)});
    }
    return buttons;
}

}  // namespace

struct MessengerDouble::Impl {
    explicit Impl(Options given)
        : options{std::move(given)}, meta{[this](const HttpQuestion& question) { return send(question); }} {}

    HttpAnswer send(const HttpQuestion& question) {
        const json body = meta.state.accept(question, "/v25.0/me/messages", options.access_token);
        expect_members(body, {"recipient", "messaging_type", "message"}, meta_bad_parameter);
        if (body.value("messaging_type", "") != "RESPONSE") throw meta_bad_parameter("messaging_type");
        const auto who = text_at(body, "/recipient/id", 64, meta_bad_parameter);
        ChatMessage message{meta.state.next_id("m_OUT"),
                            text_at(body, "/message/text", kTextLimit, meta_bad_parameter),
                            quick_replies_of(body.at("message")), "response"};
        if (!meta.state.window_open(who))
            throw meta_refusal(403, 10, "(#10) This message is sent outside of allowed window.", 2018278);
        const json answer = {{"recipient_id", who}, {"message_id", message.id}};
        meta.phones.show(who, std::move(message));
        return answer_json(200, answer);
    }

    WebhookRun deliver(const std::string& from, const std::string& to, json event) {
        event.update({{"sender", {{"id", from}}}, {"recipient", {{"id", to}}}, {"timestamp", unix_ms()}});
        return meta.state.deliver(
            "page",
            {{"id", options.page}, {"time", unix_ms()}, {"messaging", json::array({std::move(event)})}});
    }

    WebhookRun deliver_message(const std::string& who, json message) {
        meta.state.open_window(who);
        message["mid"] = meta.state.next_id("m_IN");
        return deliver(who, options.page, {{"message", std::move(message)}});
    }

    const Options options;
    MetaPlatform meta;  // last: its server's thread ends before what it uses goes
};

MessengerDouble::MessengerDouble() : MessengerDouble{Options{}} {}
MessengerDouble::MessengerDouble(Options options) : impl_{std::make_unique<Impl>(std::move(options))} {}
MessengerDouble::~MessengerDouble() = default;

json MessengerDouble::channel() const {
    return impl_->meta.channel("messenger", impl_->options.access_token);
}

PlatformServer& MessengerDouble::server() {
    return impl_->meta.server;
}
ChatPhones& MessengerDouble::phones() {
    return impl_->meta.phones;
}
void MessengerDouble::deliver_to(WebhookTarget target) {
    impl_->meta.state.deliver_to(std::move(target));
}

WebhookRun MessengerDouble::say(const std::string& who, std::string_view text) {
    return impl_->deliver_message(who, {{"text", text}});
}

WebhookRun MessengerDouble::tap(const std::string& who, std::string_view button) {
    const ChatButton tapped = impl_->meta.phones.find_button(who, button).buttons[0];
    return impl_->deliver_message(who,
                                  {{"text", tapped.caption}, {"quick_reply", {{"payload", tapped.payload}}}});
}

WebhookRun MessengerDouble::echo(const std::string& who, const ChatMessage& message) {
    return impl_->deliver(impl_->options.page, who,
                          {{"message", {{"mid", message.id}, {"text", message.text}, {"is_echo", true}}}});
}

WebhookRun MessengerDouble::report_delivered(const std::string& who, const ChatMessage& message) {
    const json delivery = {{"mids", json::array({message.id})}, {"watermark", unix_ms()}};
    return impl_->deliver(who, impl_->options.page, {{"delivery", delivery}});
}

void MessengerDouble::refuse_next(int code, int subcode) {
    impl_->meta.state.refuse_next(code, subcode);
}

}  // namespace askwell::test
