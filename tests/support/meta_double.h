// For the sources of the doubles of WhatsApp and Messenger: Meta's Graph API and its signed webhooks.
#pragma once

#include <deque>
#include <functional>
#include <mutex>
#include <set>
#include <string>

#include "tests/support/chat_api.h"

namespace askwell::test {

inline constexpr std::string_view kMetaAppSecret = "9f8e7d6c5b4a39281706f5e4d3c2b1a0";
inline constexpr std::string_view kMetaVerifyToken = "verify-token";

/// {"error":{…}} with this code; `subcode` 0 = none.
ChatRefusal meta_refusal(int status, int code, const std::string& message, int subcode = 0,
                         bool our_fault = true);
/// Code 100, with which Meta answers what it cannot read.
ChatRefusal meta_bad_parameter(const std::string& why);
/// For PlatformServer::Handlers::refuse.
HttpAnswer meta_fault(Fault fault, seconds retry_after);

/// Both doubles' state beside phones and server: who may be written to, and what is to be refused next.
class MetaState {
  public:
    /// The request's object, when path and token are right; and no error is planned.
    nlohmann::json accept(const HttpQuestion& question, const std::string& path, const std::string& token);
    void refuse_next(int code, int subcode);

    /// Customers who wrote within 24 hours.
    void open_window(const std::string& who);
    void close_window(const std::string& who);
    bool window_open(const std::string& who) const;

    void deliver_to(WebhookTarget target);
    /// Posts {"object":object,"entry":[entry]} as Meta writes it: non-ASCII and "/" escaped, signed.
    WebhookRun deliver(const std::string& object, nlohmann::json entry) const;
    std::string next_id(const char* prefix);

  private:
    struct Planned {
        int code;
        int subcode;
    };
    mutable std::mutex mutex_;
    std::deque<Planned> planned_;
    std::set<std::string> open_;
    WebhookTarget target_;
    std::uint64_t last_id_ = 0;
};

/// What both doubles are made of. `send` answers a request or throws a ChatRefusal; it runs on the server's
/// thread.
struct MetaPlatform {
    explicit MetaPlatform(std::function<HttpAnswer(const HttpQuestion&)> send);
    /// The settings of a channel that fits.
    nlohmann::json channel(std::string_view platform, const std::string& access_token) const;

    MetaState state;
    ChatPhones phones;
    PlatformServer server;  // last: its thread ends before what it uses goes
};

}  // namespace askwell::test
