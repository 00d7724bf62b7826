// LINE's Messaging API for tests, and the phones of its users. Source: LINE's Messaging API reference,
// "Retrying a failed API request".
#pragma once

#include <memory>

#include "tests/support/chat_double.h"

namespace askwell::test {

/// ChatMessage::way is "reply" or "push".
class LineDouble final : public ChatDouble {
  public:
    struct Options {
        std::string channel_secret = "8c570fa6dd201bb328f1c1eac23a96d8";
        std::string access_token = "line-channel-access-token";
    };
    LineDouble();
    explicit LineDouble(Options options);
    ~LineDouble() override;

    nlohmann::json channel() const override;
    PlatformServer& server() override;
    ChatPhones& phones() override;
    void deliver_to(WebhookTarget target) override;
    /// `who` is a user id ("U" and 32 hex digits). Both make the user a friend of the account.
    WebhookRun say(const std::string& who, std::string_view text) override;
    WebhookRun tap(const std::string& who, std::string_view button) override;

    /// Adds the account as a friend, or blocks it: pushes are then still answered with 200, and not shown.
    WebhookRun follow(const std::string& who);
    WebhookRun block(const std::string& who);
    /// Events bring no reply token from now on.
    void withhold_reply_tokens();
    /// Reply tokens given from now on are refused, as after a minute.
    void spoil_reply_tokens();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace askwell::test
