// What the service counts, for /metrics. Names and labels are documented where they are made, in metrics.cpp.
// Thread-safe: one object per process, shared by all workers. Labels hold configuration names and fixed words
// only.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace askwell::bot {

class Metrics {
  public:
    Metrics();
    ~Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;

    void webhook(std::string_view channel, int status, std::chrono::duration<double> took);
    /// What became of an inbound event: "applied", "duplicate", "ignored", "refused_<reason>", "store_error".
    void event(std::string_view channel, std::string_view result);
    void conflict();
    /// What became of a send: "sent", "retry", "permanent", "blocked", …, "ambiguous", "not_wanted".
    void send(std::string_view channel, std::string_view outcome);
    /// What became of asking for an access token: "fetched", "refused", "failed".
    void token(std::string_view channel, std::string_view result);
    /// Whether the channel's circuit is open, as the worker that spoke last sees it.
    void circuit(std::string_view channel, bool open);
    /// `change` more messages wait in this process for their turn.
    void waiting(std::string_view channel, int change);
    void message(std::string_view kind);
    void finished(std::string_view disposition);
    void handed_off(bool recorded);
    /// A piece of work failed because of what it is; `dead`: it is a dead letter now.
    void failure(std::string_view work, bool dead);
    /// How many dead letters the store has.
    void dead_letters(std::size_t count);
    /// Whether due work waits because this machine's clock cannot be believed.
    void clock_doubted(bool doubted);
    void http_refused(std::string_view reason);

    /// The text exposition format.
    std::string text() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace askwell::bot
