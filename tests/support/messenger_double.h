// Messenger's Send API for tests, and the phones of its users. Source: Meta's pages "Send API", "Quick
// replies", "Webhook events".
#pragma once

#include <memory>

#include "tests/support/chat_double.h"

namespace askwell::test {

class MessengerDouble final : public ChatDouble {
  public:
    struct Options {
        std::string page = "1122334455";
        std::string access_token = "EAAJ-page";
    };
    MessengerDouble();
    explicit MessengerDouble(Options options);
    ~MessengerDouble() override;

    nlohmann::json channel() const override;
    PlatformServer& server() override;
    ChatPhones& phones() override;
    void deliver_to(WebhookTarget target) override;
    /// `who` is a page-scoped id.
    WebhookRun say(const std::string& who, std::string_view text) override;
    WebhookRun tap(const std::string& who, std::string_view button) override;

    /// The echo of a message of ours, and the report that it was delivered and read.
    WebhookRun echo(const std::string& who, const ChatMessage& message);
    WebhookRun report_delivered(const std::string& who, const ChatMessage& message);
    /// The next message is refused with this code, though nothing is wrong with it.
    void refuse_next(int code, int subcode = 0);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace askwell::test
