// What the doubles of WeChat, WeCom, Feishu and DingTalk share: phones that show messages, access tokens that
// expire on command, and JSON over HTTP.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/support/json_answer.h"
#include "tests/support/platform_double.h"

namespace askwell::test {

struct CnButton {
    std::string text;
    std::string key;  ///< what a tap says to the platform
};

/// A message as the phone shows it.
struct CnMessage {
    std::string text;
    std::vector<CnButton> buttons;
    bool passive = false;  ///< it came as the answer to a webhook
};

/// Thread rule: every member may be called from any thread.
class CnPhones {
  public:
    void show(const std::string& user, CnMessage message);
    std::vector<CnMessage> seen(const std::string& user) const;
    /// Waits until the phone has seen `count` messages in all; returns what it saw, fewer when `patience`
    /// ended first.
    std::vector<CnMessage> wait_for(const std::string& user, std::size_t count,
                                    milliseconds patience = seconds{10}) const;
    /// The newest button with this text or key; std::out_of_range when the phone shows none.
    CnButton button(const std::string& user, std::string_view wanted) const;

  private:
    mutable std::mutex mutex_;
    mutable std::condition_variable arrived_;
    std::map<std::string, std::vector<CnMessage>> seen_;
};

/// Thread rule: every member may be called from any thread.
class CnTokens {
  public:
    enum class State { valid, expired, unknown };
    std::string issue();
    State judge(std::string_view token) const;
    /// Whatever was issued has expired.
    void expire();
    std::uint64_t issued() const;

  private:
    mutable std::mutex mutex_;
    std::uint64_t issued_ = 0;
    std::uint64_t expired_ = 0;
};

/// What a platform says when it refuses. `our_fault` marks what a correct client never causes.
struct CnRefused {
    int status = 200;
    nlohmann::json body;
    std::string violation;  ///< "" when a correct client may see this
};

/// What every double says to a field that is missing or of another type.
inline constexpr int kWrongFields = 47001;

/// One platform with its phones. Webhooks of a double are to be sent one after the other.
class CnPlatform {
  public:
    virtual ~CnPlatform() = default;
    CnPlatform() = default;
    CnPlatform(const CnPlatform&) = delete;
    CnPlatform& operator=(const CnPlatform&) = delete;

    /// A channel's settings for this platform.
    virtual nlohmann::json settings() const = 0;
    virtual PlatformServer& server() = 0;
    /// The user writes; taps the newest button so named. True when every copy of the webhook was taken.
    virtual bool say(const std::string& user, std::string_view text) = 0;
    virtual bool tap(const std::string& user, std::string_view button) = 0;

    void deliver_to(WebhookTarget target) { target_ = std::move(target); }
    const CnPhones& phones() const { return phones_; }
    CnTokens& tokens() { return tokens_; }

  protected:
    /// Posts `body` to the webhook, as often as the target says; what the last answer was.
    bool post(const std::string& query, const HttpFields& fields, const std::string& body,
              HttpAnswer* last = nullptr) const;
    /// Runs `call`; what it throws as CnRefused becomes the answer, and a violation where it is one.
    template <typename Call>
    HttpAnswer answered(PlatformServer& server, Call call) {
        try {
            return answer_json(200, call());
        } catch (const CnRefused& refused) {
            if (!refused.violation.empty()) server.add_violation(refused.violation);
            return answer_json(refused.status, refused.body);
        } catch (const nlohmann::json::exception& wrong) {
            server.add_violation(std::string{"a field is missing or of another type: "} + wrong.what());
            return answer_json(400, {{"code", kWrongFields}, {"errcode", kWrongFields}});
        }
    }

    CnPhones phones_;
    CnTokens tokens_;
    WebhookTarget target_;
};

/// Path and parameters of a request's target.
struct CnTarget {
    std::string path;
    std::map<std::string, std::string> query;
};
CnTarget split_target(const std::string& target);

/// The body as a JSON object; throws CnRefused with a violation for anything else, for a method that is not
/// POST and for another content type.
nlohmann::json posted_json(const HttpQuestion& question, const nlohmann::json& refusal);

std::int64_t seconds_now();

}  // namespace askwell::test
