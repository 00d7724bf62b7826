// What the doubles of SMS platforms share: phones, and one face for tests that run over all of them. Each
// double checks what the real platform checks, answers in its words, signs webhooks as it does, and keeps
// what every phone saw.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "tests/support/platform_double.h"

namespace askwell::test {

/// A message as the phone got it.
struct SmsMessage {
    std::string id;         ///< the platform's
    std::string reference;  ///< what the service gave along to get back in reports; "" when nothing
    std::string text;       ///< with the signature, where there is one
    std::map<std::string, std::string> buttons;  ///< caption and payload (WhatsApp)
};

/// Thread rule: every member may be called from any thread.
class SmsPhones {
  public:
    void add(const std::string& phone, SmsMessage message);
    std::vector<SmsMessage> messages(const std::string& phone) const;
    /// Waits until the phone has got `count` messages in all; returns what it got, fewer when `patience`
    /// ended first.
    std::vector<SmsMessage> wait_for(const std::string& phone, std::size_t count,
                                     milliseconds patience) const;
    /// A number never given before, for the platform's ids.
    std::uint64_t next_id();

  private:
    mutable std::mutex mutex_;
    mutable std::condition_variable arrived_;
    std::map<std::string, std::vector<SmsMessage>> phones_;
    std::uint64_t last_id_ = 0;
};

/// One platform. Phones are named in E.164. Thread rule: every member may be called from any thread.
class SmsDouble {
  public:
    SmsDouble();
    virtual ~SmsDouble();
    SmsDouble(const SmsDouble&) = delete;
    SmsDouble& operator=(const SmsDouble&) = delete;

    /// The settings of a channel that fits; "survey" is left to the test.
    virtual nlohmann::json channel() const = 0;
    /// What follows the channel's webhook URL: a secret in the path, or "".
    virtual std::string webhook_suffix() const { return {}; }

    /// An SMS from `phone`; waits for the end of the webhook.
    virtual WebhookRun say(const std::string& phone, std::string_view text) = 0;
    /// One of `total` parts of a long text that has `reference`, for platforms that do not put them together;
    /// std::logic_error for all others.
    virtual WebhookRun say_part(const std::string& phone, std::string_view text, int number, int total,
                                const std::string& reference);
    /// A delivery report: delivered, or failed for good.
    virtual WebhookRun report(const std::string& phone, const SmsMessage& message, bool delivered) = 0;
    /// The next send is refused with this code of the platform.
    void refuse_next(std::string code);

    void deliver_to(WebhookTarget target);
    SmsPhones& phones() { return phones_; }
    const PlatformServer& server() const { return *server_; }
    PlatformServer& server() { return *server_; }

  protected:
    /// Says what an accepted or refused request is answered with; runs on the server's thread.
    virtual HttpAnswer answer(const HttpQuestion& question) = 0;
    virtual HttpAnswer refuse(Fault fault, seconds retry_after) = 0;
    /// Starts the server; called at the end of the constructor of the double.
    void serve();
    /// Ends it; called at the beginning of the destructor of the double.
    void stop_serving();

    /// The code of refuse_next(), once; "" when there is none.
    std::string take_refusal();
    /// Posts one webhook to every URL.
    WebhookRun deliver(const HttpCall& call) const;

  private:
    mutable std::mutex mutex_;
    WebhookTarget target_;
    std::string refusal_;
    SmsPhones phones_;
    std::unique_ptr<PlatformServer> server_;
};

std::unique_ptr<SmsDouble> make_aliyun_sms_double();
std::unique_ptr<SmsDouble> make_tencent_sms_double();
std::unique_ptr<SmsDouble> make_vonage_sms_double();
/// `transport` is "sms" or "whatsapp".
std::unique_ptr<SmsDouble> make_vonage_messages_double(std::string transport);
/// A gateway that speaks JSON and signs with an HMAC over time and body.
std::unique_ptr<SmsDouble> make_http_gateway_double();

}  // namespace askwell::test
