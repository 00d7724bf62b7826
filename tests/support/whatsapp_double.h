// WhatsApp's Cloud API for tests, and the phones of its users. Source: Meta's pages "Send messages",
// "Interactive reply buttons", "Interactive lists", "Templates", "messages webhook".
#pragma once

#include <map>
#include <memory>

#include "tests/support/chat_double.h"

namespace askwell::test {

class WhatsAppDouble final : public ChatDouble {
  public:
    struct Options {
        std::string phone_number_id = "106540352242922";
        std::string access_token = "EAAJ-system-user";
        /// Approved templates: how many body parameters each has.
        std::map<std::string, std::size_t> templates;
    };
    WhatsAppDouble();
    explicit WhatsAppDouble(Options options);
    ~WhatsAppDouble() override;

    nlohmann::json channel() const override;
    PlatformServer& server() override;
    ChatPhones& phones() override;
    void deliver_to(WebhookTarget target) override;
    /// `who` is a number as WhatsApp writes it ("16505551234") or a business-scoped id ("US.1349").
    WebhookRun say(const std::string& who, std::string_view text) override;
    WebhookRun tap(const std::string& who, std::string_view button) override;

    /// The customer opens the chat for the first time.
    WebhookRun open_chat(const std::string& who);
    /// A delivery report: "sent", "delivered", "read", or "failed" with an error code.
    WebhookRun report(const std::string& who, const std::string& message_id, std::string_view status,
                      int error_code = 0);
    /// The next message is refused with this code, though nothing is wrong with it.
    void refuse_next(int code);
    /// As if 24 hours had passed since the customer wrote: free texts are refused with 131047.
    void close_window(const std::string& who);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace askwell::test
