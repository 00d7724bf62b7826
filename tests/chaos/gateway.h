// The platform's outgoing side: a gateway that takes what the service sends, shows it on phones, and has
// weather. It speaks the protocol of tests/support/http_gateway_double and names each message as the service
// does, so that a copy is known as one. Thread rule: any thread; `arrived` is called on the server's thread.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "tests/chaos/dice.h"
#include "tests/chaos/recorder.h"
#include "tests/support/platform_double.h"

namespace askwell::chaos {

/// Shares of requests that go wrong, together at most 1.
struct Weather {
    double throttled = 0;  ///< 429 with Retry-After: 1
    double failed = 0;     ///< 500, nothing delivered
    double reset = 0;      ///< RST, nothing delivered
    double hanging = 0;    ///< never answered, nothing delivered
    double dropped = 0;    ///< delivered, but the service is not told
    double slow = 0;       ///< delivered, the answer comes late
};
/// A little of everything, as on any day.
inline constexpr Weather kUsualWeather{0.005, 0.005, 0.005, 0, 0.01, 0.01};

class Gateway {
  public:
    /// A message that this phone had not shown before.
    using Arrived = std::function<void(const std::string& phone, const std::string& text)>;
    Gateway(Dice dice, Recorder& recorder, Arrived arrived);

    /// The channel's settings, but for its survey.
    nlohmann::json channel() const;
    /// The webhooks' secret, behind the channel's URL.
    static std::string url_secret();

    void set_weather(const Weather& weather);
    /// What the service did against the protocol.
    std::vector<std::string> violations() const { return server_.violations(); }

  private:
    std::optional<test::Fault> choose_fault(const test::HttpQuestion& question);
    test::HttpAnswer answer(const test::HttpQuestion& question);
    static test::HttpAnswer refuse(test::Fault fault, test::seconds retry_after);

    Dice dice_;
    Recorder& recorder_;
    Arrived arrived_;
    std::mutex mutex_;  ///< of weather_
    Weather weather_ = kUsualWeather;
    // Of the server's thread alone:
    std::map<std::string, int> requests_;  ///< by reference
    std::map<std::string, int> copies_;    ///< … those that were delivered
    bool dropping_ = false;                ///< the request at hand will not be answered
    test::PlatformServer server_;          ///< last: its thread ends before what it uses goes
};

}  // namespace askwell::chaos
