// Three replicas of the service on one Redis and one ledger, their clock, and their keeper, who starts again
// what ended. Thread rule: one thread; service_now() and addresses() from any.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "tests/chaos/courier.h"
#include "tests/chaos/recorder.h"
#include "tests/chaos/redis_site.h"
#include "tests/support/askwell_process.h"

namespace askwell::chaos {

/// The service's clock: the system's, moved by files that the replicas read, one each.
class InjectedClock {
  public:
    /// It is ten in the morning, UTC, of some day to come. The files are in `folder`.
    InjectedClock(const std::filesystem::path& folder, std::size_t replicas);

    std::int64_t now() const;  ///< milliseconds since 1970, by all who are right
    void move(std::chrono::milliseconds by);
    /// All clocks of the service (the store's, too) are behind those of the world (the platform's, the
    /// phones') by so much; 0 sets them right.
    void set_back(std::chrono::milliseconds by);
    /// To the next ten o'clock.
    void move_to_morning();
    /// The wall clock of one replica is ahead of all others by so much, or behind when negative; 0 sets it
    /// right.
    void skew(std::size_t replica, std::chrono::milliseconds by);
    const std::filesystem::path& file(std::size_t replica) const { return machines_.at(replica).file; }

  private:
    struct Machine {
        std::filesystem::path file;
        std::chrono::milliseconds skew{0};
    };
    void write(const Machine& machine) const;

    std::vector<Machine> machines_;
    std::atomic<std::int64_t> offset_{0};
    std::chrono::milliseconds behind_{0};
};

class Site {
  public:
    static constexpr std::size_t kReplicas = 3;

    /// `channel` is the gateway's, as a channel named "sms". Everything is kept in `folder`.
    Site(const std::filesystem::path& folder, RedisSite redis, const nlohmann::json& channel,
         std::string sabotage, const InjectedClock& clock);

    RedisSite& redis() { return redis_; }
    test::AskwellProcess& replica(std::size_t index) { return *replicas_.at(index); }
    std::vector<Courier::Address> addresses() const;
    std::string staff_token() const { return replicas_.front()->staff_token(); }
    std::filesystem::path ledger_file() const { return folder_ / "data" / "ledger.db"; }
    std::vector<std::filesystem::path> log_files() const;

    void kill(std::size_t index);
    /// Starts it (again, after kill); `crash_at` names a crash point for this life.
    void launch(std::size_t index, const std::string& crash_at = {});
    /// Starts again those that ended of themselves, and records that they did. Returns whether all are ready.
    bool keep(Recorder& recorder);
    /// Keeps them until all are ready; false when that takes more than half a minute.
    bool wait_until_ready(Recorder& recorder);

    /// The ledger's entries behind number `after`; `after` moves on. Throws when it cannot be read.
    std::vector<Row> read_ledger(std::int64_t& after);

  private:
    std::filesystem::path folder_;
    RedisSite redis_;
    std::vector<std::unique_ptr<test::AskwellProcess>> replicas_;
    std::vector<std::string> crash_at_;  ///< by replica: where this life shall end; "" for nowhere
};

}  // namespace askwell::chaos
