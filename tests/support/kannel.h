// A real Kannel (bearerbox and smsbox of package kannel) for tests, with its fake SMS centre; this object is
// the centre's other side: the phones. Kannel 1.4.5 user guide: chapter 7 "Fake SMSC", tables 7-7 (smsbox),
// 7-9 and 7-10 (sms-service, escapes).
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace askwell::test {

/// Thread rule: every member may be called from any thread.
class Kannel {
  public:
    struct Options {
        /// Where Kannel hands on what phones say: http://127.0.0.1:PORT/webhooks/CHANNEL
        std::string webhook_url;
        std::string secret;  ///< becomes ?secret=
        std::string username = "askwell";
        std::string password = "kannel-password";
        int retries = 60;  ///< how often a webhook is tried again when it cannot connect or gets a 5xx, one
                           ///< second apart
    };
    /// Starts both programs on free ports and waits until they take messages; std::runtime_error with their
    /// log when they do not.
    explicit Kannel(Options options);
    /// Stops both, smsbox first.
    ~Kannel();
    Kannel(const Kannel&) = delete;
    Kannel& operator=(const Kannel&) = delete;

    const Options& options() const;
    /// http://127.0.0.1:PORT, without a slash at the end; the interface is /cgi-bin/sendsms.
    std::string base_url() const;

    /// An SMS from a phone to our number. As a phone does, in the 7-bit alphabet when printable ASCII is
    /// enough, else in UCS-2.
    void say(const std::string& from, std::string_view text, const std::string& to = "10690001");

    /// The texts that this phone got, oldest first, decoded; a message in parts counts once, when its last
    /// part is there.
    std::vector<std::string> sms_received(const std::string& phone) const;
    /// Waits until the phone has got `count` messages in all; returns what it got, fewer when `patience`
    /// ended first.
    std::vector<std::string> wait_for_sms(const std::string& phone, std::size_t count,
                                          std::chrono::milliseconds patience = std::chrono::seconds{
                                              15}) const;
    /// How many parts the SMS centre sent to all phones together: what an operator would bill.
    std::size_t parts_sent() const;

    /// What both programs wrote, for a failing test's message.
    std::string log() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace askwell::test
