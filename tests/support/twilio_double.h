// Twilio's Messages API for tests, and the phones of its users. It checks what api.twilio.com checks, answers
// in its words, signs its webhooks, and keeps what every phone saw.
// https://www.twilio.com/docs/messaging/api/message-resource, https://www.twilio.com/docs/usage/security
// (signature), https://www.twilio.com/docs/api/errors.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/platform_double.h"

namespace askwell::test {

/// X-Twilio-Signature: base64(HMAC-SHA1(auth token, URL + every name and value, sorted by name)).
std::string twilio_signature(std::string_view auth_token, std::string_view url, FormFields form);

/// An SMS as the phone got it.
struct TwilioMessage {
    std::string sid;
    std::string from;  ///< number or messaging service
    std::string text;
    std::string status_callback;  ///< "" when the service asked for none
    std::chrono::system_clock::time_point at;
};

/// Thread rule: every member may be called from any thread.
class TwilioDouble {
  public:
    struct Options {
        std::string account_sid = "AC00000000000000000000000000000000";
        std::string auth_token = "0123456789abcdef0123456789abcdef";
        std::string number = "+15005550006";  ///< ours
        std::string messaging_service = "MG22222222222222222222222222222222";
        /// The URL that webhooks are signed with, as a proxy's public one; "" = the one they are posted to.
        std::string signed_url;
        /// STOP and its like block the sender, START opens again, before the service hears of it.
        bool keeps_opt_outs = true;
    };
    TwilioDouble();
    explicit TwilioDouble(Options options);
    ~TwilioDouble();
    TwilioDouble(const TwilioDouble&) = delete;
    TwilioDouble& operator=(const TwilioDouble&) = delete;

    const Options& options() const;
    std::string base_url() const;
    /// Faults, violations, counts. Wrong credentials, a wrong path, a missing or oversize parameter is a
    /// violation; a number that is none (21211) or opted out (21610) is only refused.
    PlatformServer& server();
    std::vector<std::string> violations() const;

    // ---- the phone ----

    /// Where webhooks go from now on. Twilio tries once more, and only when it could not connect.
    void deliver_to(WebhookTarget target);

    /// An SMS from `phone`, E.164. Waits for the end of the webhook.
    WebhookRun say(const std::string& phone, std::string_view text);
    /// The sender's opt-out as an SMS "STOP".
    WebhookRun block(const std::string& phone) { return say(phone, "STOP"); }
    /// A status callback for `message` to the URL that the service gave with it, signed: "delivered",
    /// "undelivered" with "30003" … `phone` is the one that got it. std::logic_error when the service gave no
    /// URL.
    WebhookRun report(const std::string& phone, const TwilioMessage& message, std::string_view status,
                      std::string_view error_code = {});

    /// What this phone got, oldest first.
    std::vector<TwilioMessage> messages(const std::string& phone) const;
    /// Waits until the phone has got `count` messages in all; returns what it got, fewer when `patience`
    /// ended first.
    std::vector<TwilioMessage> wait_for_messages(const std::string& phone, std::size_t count,
                                                 milliseconds patience = seconds{10}) const;
    std::uint64_t delivered() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace askwell::test
