// WeCom's API for tests, and the phones of a company's members: encrypted webhooks, cards of buttons, members
// that are not reached behind errcode 0.
#pragma once

#include <mutex>
#include <set>
#include <string>
#include <string_view>

#include "tests/support/cn_double.h"

namespace askwell::test {

/// Thread rule: as CnPlatform.
class WeComDouble final : public CnPlatform {
  public:
    WeComDouble();

    nlohmann::json settings() const override;
    PlatformServer& server() override { return server_; }
    bool say(const std::string& user, std::string_view text) override;
    bool tap(const std::string& user, std::string_view button) override;
    /// WeCom's check of the URL; what it was answered.
    std::string check_url() const;
    /// Members outside the app's range: messages to them are answered with errcode 0 and reach nobody.
    void hide(const std::string& user);

  private:
    HttpAnswer answer(const HttpQuestion& question);
    nlohmann::json get_token(const HttpQuestion& question, const CnTarget& target);
    nlohmann::json send(const HttpQuestion& question, const CnTarget& target);
    bool deliver(const std::string& user, const std::string& fields);
    /// The CreateTime of an event: events are told apart by their second, and people take one for each.
    std::int64_t event_time();
    std::string stamped(const std::string& encrypted) const;

    std::mutex mutex_;
    std::set<std::string> hidden_;
    std::set<std::string> said_;  ///< bodies that came with enable_duplicate_check
    std::int64_t next_message_ = 7'000'000'000'000'000;
    std::int64_t last_event_ = 0;  ///< unix seconds
    PlatformServer server_;        // last: its thread ends before what it uses goes
};

}  // namespace askwell::test
