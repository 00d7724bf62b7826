#include "bot/access_tokens.h"

#include <algorithm>
#include <utility>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <nlohmann/json.hpp>

#include "adapters/answers.h"
#include "bot/log.h"
#include "flows/json_source.h"

namespace askwell::bot {

namespace asio = boost::asio;
using adapters::SendOutcome;
using adapters::SendResult;
using nlohmann::json;
using Answer = std::variant<std::string, SendResult>;

namespace {

/// Who claims a refresh has so long for it; then another replica tries.
constexpr flows::Duration kClaim = std::chrono::seconds{20};
constexpr flows::Duration kPoll = std::chrono::milliseconds{250};
constexpr int kPolls = 40;
/// Refreshed this long before it expires, or at nine tenths of a short life.
constexpr flows::Duration kMargin = std::chrono::minutes{5};

std::string note_name(const Channel& channel) {
    return "access_token:" + channel.name;
}

SendResult nothing_yet(std::string reason) {
    return {SendOutcome::retry, "", std::move(reason), std::nullopt};
}

/// Ends the wait of everybody who waits for a fetch, whatever became of it.
class Fetching {
  public:
    Fetching(std::shared_ptr<asio::steady_timer>& slot, const asio::any_io_executor& executor) : slot_(slot) {
        slot_ = std::make_shared<asio::steady_timer>(executor, asio::steady_timer::time_point::max());
    }
    ~Fetching() {
        slot_->cancel();
        slot_.reset();
    }
    Fetching(const Fetching&) = delete;
    Fetching& operator=(const Fetching&) = delete;

  private:
    std::shared_ptr<asio::steady_timer>& slot_;
};

}  // namespace

AccessTokens::AccessTokens(WorkerEnvironment environment) : environment_(std::move(environment)) {}

asio::awaitable<Answer> AccessTokens::get(const Channel* channel) {
    Entry& entry = entries_[channel->name];  // stays where it is: nothing is ever erased
    if (const auto fetching = entry.fetching) {
        boost::system::error_code cancelled;
        co_await fetching->async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
    }
    if (!entry.token.empty() && environment_.now() < entry.refresh_at) co_return entry.token;
    if (entry.fetching) co_return nothing_yet("an access token is being fetched");
    const Fetching fetching{entry.fetching, environment_.executor};
    auto renewed = co_await renew(channel);
    co_return renewed;
}

asio::awaitable<Answer> AccessTokens::renew(const Channel* channel) {
    Entry& entry = entries_[channel->name];
    const auto still_good = [&] { return !entry.token.empty() && environment_.now() < entry.expires_at; };
    for (int polls = 0; polls < kPolls; ++polls) {
        if (co_await take_from_store(channel)) co_return entry.token;
        const auto now = environment_.now();
        const auto claimed = co_await environment_.store.claim_note(note_name(*channel), environment_.holder,
                                                                    now + kClaim, now);
        if (!claimed) {
            if (still_good()) co_return entry.token;
            co_return nothing_yet("the store is not available: " + claimed.error().message());
        }
        if (*claimed) {
            const SendResult fetched = co_await fetch_claimed(channel);
            if (fetched.outcome == SendOutcome::sent || still_good()) co_return entry.token;
            co_return fetched;
        }
        if (still_good()) co_return entry.token;
        co_await pause(kPoll);
    }
    co_return nothing_yet("another replica fetches an access token and has not got it yet");
}

asio::awaitable<SendResult> AccessTokens::fetch_claimed(const Channel* channel) {
    SendResult fetched;
    // Who had the claim before may have fetched one since we looked.
    if (!co_await take_from_store(channel)) fetched = co_await fetch(channel);
    // After a failure the claim stands until its time ends: that spares the platform.
    if (fetched.outcome == SendOutcome::sent)
        co_await environment_.store.end_claim(note_name(*channel), environment_.holder);
    co_return fetched;
}

asio::awaitable<bool> AccessTokens::take_from_store(const Channel* channel) {
    auto note = co_await environment_.store.find_note(note_name(*channel), environment_.now());
    if (!note || !*note) co_return false;
    flows::JsonError ignored;
    const auto kept = flows::parse_json(**note, ignored).value_or(json{});
    std::string token = adapters::text_member(kept, "token");
    const auto fetched = adapters::integer_member(kept, "fetched").value_or(0);
    const auto expires = adapters::integer_member(kept, "expires").value_or(0);
    Entry& entry = entries_[channel->name];
    if (token.empty() || token == entry.refused) co_return false;
    remember(entry, std::move(token), flows::from_unix_ms(fetched), flows::from_unix_ms(expires));
    co_return environment_.now() < entry.refresh_at;
}

asio::awaitable<SendResult> AccessTokens::fetch(const Channel* channel) {
    auto request = channel->adapter->token_request();
    if (!request)
        co_return SendResult{SendOutcome::permanent, "", "this channel has no access token", std::nullopt};
    const auto response = co_await environment_.client.send(std::move(*request));
    if (!response) {
        environment_.metrics.token(channel->name, "failed");
        co_return nothing_yet("no access token: " + response.error().message());
    }
    auto read = channel->adapter->read_token(*response);
    if (auto* const failure = std::get_if<SendResult>(&read)) {
        environment_.metrics.token(channel->name, "refused");
        log(LogLevel::error, "access_token_refused",
            {{"channel", channel->name}, {"status", response->status}, {"reason", failure->reason}});
        if (failure->outcome == SendOutcome::sent) failure->outcome = SendOutcome::retry;
        co_return *failure;
    }
    environment_.metrics.token(channel->name, "fetched");
    const auto& grant = std::get<adapters::TokenGrant>(read);
    const auto now = environment_.now();
    const auto expires = now + grant.lifetime;
    remember(entries_[channel->name], grant.token, now, expires);
    const json note = {
        {"token", grant.token}, {"fetched", flows::to_unix_ms(now)}, {"expires", flows::to_unix_ms(expires)}};
    const auto kept = co_await environment_.store.keep_note(note_name(*channel), note.dump(), expires, now);
    // Without the note every replica fetches its own, which platforms bear for a while.
    if (!kept)
        log(LogLevel::warning, "access_token_not_kept",
            {{"channel", channel->name}, {"error", kept.error().message()}});
    co_return SendResult{};
}

void AccessTokens::remember(Entry& entry, std::string token, flows::TimePoint fetched,
                            flows::TimePoint expires) {
    const flows::Duration life = std::max(flows::Duration{0}, expires - fetched);
    entry.token = std::move(token);
    entry.expires_at = expires;
    entry.refresh_at = expires - std::min<flows::Duration>(kMargin, life / 10);
}

asio::awaitable<void> AccessTokens::refused(const Channel* channel, std::string token) {
    Entry& entry = entries_[channel->name];
    entry.refused = token;
    if (entry.token == token) entry.token.clear();
    const auto note = co_await environment_.store.find_note(note_name(*channel), environment_.now());
    if (!note || !*note) co_return;
    flows::JsonError ignored;
    const auto kept = flows::parse_json(**note, ignored).value_or(json{});
    if (adapters::text_member(kept, "token") != token) co_return;  // somebody fetched another meanwhile
    const auto dropped = co_await environment_.store.drop_note(note_name(*channel));
    if (!dropped)
        log(LogLevel::warning, "access_token_not_dropped",
            {{"channel", channel->name}, {"error", dropped.error().message()}});
}

}  // namespace askwell::bot
