// DingTalk's robot API for tests, and the phones of a company's members: session webhooks that end, the
// robot's messages to members, buttons that send a text.
#pragma once

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

#include "tests/support/cn_double.h"

namespace askwell::test {

/// Thread rule: as CnPlatform.
class DingTalkDouble final : public CnPlatform {
  public:
    DingTalkDouble();

    nlohmann::json settings() const override;
    PlatformServer& server() override { return server_; }
    bool say(const std::string& user, std::string_view text) override;
    bool tap(const std::string& user, std::string_view button) override;
    /// Session webhooks are refused from now on, those handed out later too.
    void end_sessions();
    /// How many messages came through a session webhook.
    int answered_in_session() const;
    /// No member of the company: messages to them are answered with their id in invalidStaffIdList.
    void remove(const std::string& user);

  private:
    HttpAnswer answer(const HttpQuestion& question);
    nlohmann::json get_token(const HttpQuestion& question);
    nlohmann::json batch_send(const HttpQuestion& question);
    nlohmann::json send_by_session(const HttpQuestion& question, const CnTarget& target);

    mutable std::mutex mutex_;
    std::map<std::string, std::string> sessions_;  ///< user by session
    std::set<std::string> removed_;
    bool ended_ = false;
    int in_session_ = 0;
    int next_message_ = 0;
    PlatformServer server_;  // last: its thread ends before what it uses goes
};

}  // namespace askwell::test
