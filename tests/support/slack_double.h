// Slack's Web API for tests, and the screens of a workspace's members. Source: Slack's pages
// "chat.postMessage", "Block Kit reference", "Verifying requests from Slack", "Events API".
#pragma once

#include <memory>

#include "tests/support/chat_double.h"

namespace askwell::test {

/// ChatMessage::text is what the member sees: entities decoded.
class SlackDouble final : public ChatDouble {
  public:
    struct Options {
        std::string signing_secret = "8f742231b10e8888abcd99yyyzzz85a5";
        std::string bot_token = "xoxb-1-test";
    };
    SlackDouble();
    explicit SlackDouble(Options options);
    ~SlackDouble() override;

    nlohmann::json channel() const override;
    PlatformServer& server() override;
    ChatPhones& phones() override;
    /// Events go to each URL + "/events", taps to each URL + "/interactivity".
    void deliver_to(WebhookTarget target) override;
    /// `who` is a member id ("U0001").
    WebhookRun say(const std::string& who, std::string_view text) override;
    WebhookRun tap(const std::string& who, std::string_view button) override;

    /// A member who can be written to without having written first; others are "channel_not_found".
    void add_member(const std::string& who);
    /// The event that our own message causes in the bot's eyes: with bot_id, never to be answered.
    WebhookRun own_message_event(const std::string& who, const ChatMessage& message);
    /// The next message is refused with this error, though nothing is wrong with it.
    void refuse_next(std::string error);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace askwell::test
