// Access tokens of platforms that want one with every call (WeChat, WeCom, Feishu, DingTalk): fetched once
// for all replicas, kept in the store, refreshed before they expire and once when the platform refuses one.
// Thread rule: one object per worker, on its executor.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <variant>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include "adapters/adapter.h"
#include "bot/environment.h"

namespace askwell::bot {

class AccessTokens {
  public:
    explicit AccessTokens(WorkerEnvironment environment);

    /// The channel's token, or why there is none now. Callers that come while it is being fetched wait for
    /// that one fetch.
    boost::asio::awaitable<std::variant<std::string, adapters::SendResult>> get(const Channel* channel);

    /// The platform refused `token`: the next get() has another, unless somebody fetched one meanwhile.
    boost::asio::awaitable<void> refused(const Channel* channel, std::string token);

  private:
    struct Entry {
        std::string token;
        flows::TimePoint refresh_at{};
        flows::TimePoint expires_at{};
        std::string refused;                                  ///< not to be taken from the store again
        std::shared_ptr<boost::asio::steady_timer> fetching;  ///< set while somebody fetches; ends then
    };
    boost::asio::awaitable<std::variant<std::string, adapters::SendResult>> renew(const Channel* channel);
    /// Under our claim, which ends with a token.
    boost::asio::awaitable<adapters::SendResult> fetch_claimed(const Channel* channel);
    boost::asio::awaitable<bool> take_from_store(const Channel* channel);
    boost::asio::awaitable<adapters::SendResult> fetch(const Channel* channel);
    void remember(Entry& entry, std::string token, flows::TimePoint fetched, flows::TimePoint expires);

    WorkerEnvironment environment_;
    std::map<std::string, Entry, std::less<>> entries_;  ///< by channel
};

}  // namespace askwell::bot
