// What the doubles of platforms share: an HTTP server that can misbehave on command, a record of what the
// service did wrong, and the delivery of webhooks. See telegram_double.h and twilio_double.h.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/http_exchange.h"

namespace askwell::test {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// How one request is to fail.
enum class Fault {
    too_many_requests,  ///< 429 in the platform's words; nothing is delivered
    server_error,       ///< 500; nothing is delivered
    hang,               ///< read, never answered, until the client closes; nothing is delivered
    reset,              ///< the connection is reset (RST) before anything is done
    drop_answer,        ///< the message is delivered, then the connection is reset instead of an answer
    slow,               ///< all goes well, but the answer comes only after kSlowAnswer
};
constexpr milliseconds kSlowAnswer{800};

/// An HTTP/1.1 server on a free port of 127.0.0.1 with one thread of its own, Beast used directly.
/// Thread rule: every member may be called from any thread; `answer` and `refuse` run on the server's thread.
class PlatformServer {
  public:
    struct Handlers {
        std::function<HttpAnswer(const HttpQuestion&)> answer;
        /// The platform's own words for Fault::too_many_requests and Fault::server_error.
        std::function<HttpAnswer(Fault, seconds retry_after)> refuse;
        /// How this request is to fail, for doubles that decide by the request; may be empty. Asked when no
        /// fault of fail_next() is left.
        std::function<std::optional<Fault>(const HttpQuestion&)> choose_fault = {};
    };
    explicit PlatformServer(Handlers handlers);
    /// Closes what is still open, and waits for the thread.
    ~PlatformServer();
    PlatformServer(const PlatformServer&) = delete;
    PlatformServer& operator=(const PlatformServer&) = delete;

    /// http://127.0.0.1:PORT, without a slash at the end.
    std::string base_url() const;

    /// The next `count` requests fail so; several calls queue up. `retry_after` counts for too_many_requests
    /// only.
    void fail_next(Fault fault, int count = 1, seconds retry_after = seconds{1});
    /// Forgets the faults not yet used.
    void heal();

    /// How many requests came, failed ones included.
    std::uint64_t requests() const;
    /// How many TCP connections were accepted: few when the service keeps connections alive.
    std::uint64_t connections() const;

    /// What the service did against the platform's rules, in order. A test that expects none must look.
    std::vector<std::string> violations() const;
    void add_violation(std::string what);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Where webhooks go and how stubborn the platform is.
struct WebhookTarget {
    /// Every URL gets every webhook, all at the same time (two replicas, say).
    std::vector<std::string> urls;
    /// How often each webhook is delivered to each URL, one after the other: platforms deliver at least once.
    int copies = 1;
    int attempts = 5;                 ///< bound of tries per copy; the platform's own is hours long
    milliseconds first_pause{1'000};  ///< before the second try; doubles each time
    milliseconds patience{15'000};    ///< for one answer
};

/// What came of one webhook.
struct WebhookRun {
    std::vector<int> statuses;  ///< of every try, by URL; 0 = no answer
    bool accepted = false;      ///< every copy to every URL ended with 2xx
};

/// Posts the call that `call_for` makes for each URL of `target`. `again` decides after a try whether the
/// platform tries again.
WebhookRun deliver_webhook(const WebhookTarget& target,
                           const std::function<HttpCall(const std::string& url)>& call_for,
                           const std::function<bool(const HttpAnswer&)>& again);

}  // namespace askwell::test
