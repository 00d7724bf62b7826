// Feishu's API for tests, and the phones of its users: encrypted and signed events, cards, receipts.
#pragma once

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

#include "tests/support/cn_double.h"

namespace askwell::test {

/// Thread rule: as CnPlatform.
class FeishuDouble final : public CnPlatform {
  public:
    FeishuDouble();

    nlohmann::json settings() const override;
    PlatformServer& server() override { return server_; }
    bool say(const std::string& user, std::string_view text) override;
    bool tap(const std::string& user, std::string_view button) override;
    /// The check of the URL, encrypted and unsigned; what it was answered.
    std::string check_url() const;
    /// The user has stopped the bot: 230053.
    void stop(const std::string& user);

  private:
    HttpAnswer answer(const HttpQuestion& question);
    nlohmann::json get_token(const HttpQuestion& question);
    nlohmann::json send(const HttpQuestion& question);
    bool deliver(const std::string& type, const nlohmann::json& event);

    std::mutex mutex_;
    std::set<std::string> stopped_;
    std::map<std::string, std::string> sent_;  ///< message id by uuid
    int next_event_ = 0;
    PlatformServer server_;  // last: its thread ends before what it uses goes
};

}  // namespace askwell::test
