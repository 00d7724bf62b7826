// WeChat's Official Account API for tests, and the phones of followers: messages in clear or in safe mode,
// answers inside the webhook's response, the 48 hours and the five messages.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "tests/support/cn_double.h"

namespace askwell::test {

/// Thread rule: as CnPlatform.
class WeChatDouble final : public CnPlatform {
  public:
    struct Options {
        bool safe = false;             ///< webhooks are encrypted, and so are the answers
        bool customer_service = true;  ///< verified accounts may send; others get 48001
    };
    explicit WeChatDouble(Options options);

    nlohmann::json settings() const override;
    PlatformServer& server() override { return server_; }
    bool say(const std::string& user, std::string_view text) override;
    bool tap(const std::string& user, std::string_view button) override;
    /// The user scans the account's code and follows.
    bool follow(const std::string& user, std::string_view scene = {});
    bool unfollow(const std::string& user);
    /// WeChat's check of the URL; what it was answered.
    std::string check_url() const;

  private:
    struct Follower {
        bool follows = false;
        std::int64_t last_wrote = 0;  ///< unix seconds
        int sent_since = 0;
    };
    HttpAnswer answer(const HttpQuestion& question);
    nlohmann::json stable_token(const HttpQuestion& question);
    nlohmann::json custom_send(const HttpQuestion& question, const std::string& token);
    void check_token(const std::string& token);
    void check_window(const std::string& user);
    bool deliver(const std::string& user, const std::string& fields, bool wrote);
    void show_reply(const std::string& user, const HttpAnswer& answer);
    /// The CreateTime of an event: events are told apart by their second, and people take one for each.
    std::int64_t event_time();
    std::string stamped(std::string_view signature_name, const std::string& encrypted) const;

    const Options options_;
    std::mutex mutex_;
    std::map<std::string, Follower> followers_;
    std::int64_t next_message_ = 24'560'000'000'000'000;
    std::int64_t last_event_ = 0;  ///< unix seconds
    PlatformServer server_;        // last: its thread ends before what it uses goes
};

}  // namespace askwell::test
