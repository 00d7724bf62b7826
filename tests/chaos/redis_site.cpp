#include "tests/chaos/redis_site.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>
#include <sys/resource.h>

namespace askwell::chaos {

namespace {

using test::RedisServer;
using test::wait_until;

constexpr int kPartitions = 256;
constexpr std::chrono::seconds kPatience{30};

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// One command a partition.
std::string each_partition(std::string_view command, std::string_view key, std::string_view rest = {}) {
    std::string all;
    for (int partition = 0; partition < kPartitions; ++partition)
        all += fmt::format("{} {{p{:03}}}:{}{}\n", command, partition, key, rest);
    return all;
}

}  // namespace

std::string_view to_string(RedisShape shape) {
    switch (shape) {
        case RedisShape::single:
            return "single";
        case RedisShape::sentinel:
            return "sentinel";
        case RedisShape::cluster:
            return "cluster";
    }
    return "unknown";
}

RedisSite::RedisSite(RedisShape shape, int replicas) : shape_(shape), replicas_(replicas) {
    switch (shape) {
        case RedisShape::single:
            single_ = std::make_unique<RedisServer>();
            return;
        case RedisShape::sentinel:
            sentinels_ = std::make_unique<test::RedisSentinelServers>(
                std::vector<std::string>{"--min-replicas-to-write", "1", "--min-replicas-max-lag", "10"},
                kReplicas);
            return;
        case RedisShape::cluster:
            cluster_ = std::make_unique<test::RedisClusterServers>();
            return;
    }
}

nlohmann::json RedisSite::store() const {
    switch (shape_) {
        case RedisShape::single:
            return {{"kind", "redis"}, {"url", single_->url()}};
        case RedisShape::sentinel:
            return {{"kind", "redis"}, {"url", sentinels_->url()}, {"replicas", replicas_}};
        case RedisShape::cluster:
            return {{"kind", "redis"}, {"url", cluster_->url()}};
    }
    return {};
}

RedisServer& RedisSite::master() {
    return shape_ == RedisShape::sentinel ? sentinels_->server(master_) : *single_;
}

std::vector<RedisServer*> RedisSite::masters() {
    if (shape_ != RedisShape::cluster) return {&master()};
    std::vector<RedisServer*> all;
    for (std::size_t i = 0; i < cluster_->size(); ++i) all.push_back(&cluster_->node(i));
    return all;
}

std::string RedisSite::kill_and_restart(const Dice& dice) {
    const auto all = masters();
    const std::size_t victim = dice.roll("victim") % all.size();
    all[victim]->kill();
    all[victim]->restart();
    if (cluster_) wait_until([this] { return cluster_->is_whole(); }, kPatience);
    return std::to_string(victim);
}

std::string RedisSite::fail_over() {
    if (!sentinels_) throw std::logic_error("only sentinels fail over");
    RedisServer& old = master();
    const std::size_t before = master_;
    old.kill();
    const std::string had = offsets(before);
    const auto promoted = [&] {
        for (std::size_t i = 0; i < sentinels_->size(); ++i) {
            if (i == before || !sentinels_->agree_on(sentinels_->server(i).port())) continue;
            master_ = i;
            return has(master().cli({"ROLE"}), "master");
        }
        return false;
    };
    bool done = wait_until(promoted, std::chrono::seconds{6});
    // After a failover sentinels begin no other for some time; an operator may.
    for (std::size_t tries = 0; !done && tries < 9; ++tries) {
        sentinels_->sentinel_cli(tries % test::RedisSentinelServers::kSentinels,
                                 {"SENTINEL", "FAILOVER", std::string{test::RedisSentinelServers::kService}});
        done = wait_until(promoted, std::chrono::seconds{4});
    }
    old.restart();
    if (!done) throw std::runtime_error("no replica became master");
    // Sentinels would tell it in some ten seconds.
    old.cli({"REPLICAOF", "127.0.0.1", std::to_string(master().port())});
    // The next failover needs replicas that know the new master.
    const auto followed = [&] {
        for (std::size_t i = 0; i < sentinels_->size(); ++i) {
            if (i != master_ &&
                !has(sentinels_->server(i).cli({"INFO", "replication"}), "master_link_status:up"))
                return false;
        }
        return true;
    };
    if (!wait_until(followed, kPatience))
        throw std::runtime_error("a replica does not follow the new master");
    return fmt::format("{} to {}; {}", before, master_, had);
}

std::string RedisSite::offsets(std::size_t but) {
    constexpr std::string_view kField = "slave_repl_offset:";
    std::vector<std::string> all;
    for (std::size_t i = 0; i < sentinels_->size(); ++i) {
        if (i == but) continue;
        const std::string info = sentinels_->server(i).cli({"INFO", "replication"});
        const auto at = info.find(kField);
        const std::string offset =
            at == std::string::npos
                ? "?"
                : info.substr(at + kField.size(), info.find('\r', at) - at - kField.size());
        all.push_back(fmt::format("{} at {}", i, offset));
    }
    return fmt::format("{}", fmt::join(all, ", "));
}

void RedisSite::on_masters(const std::vector<std::string>& command) {
    for (RedisServer* const server : masters()) server->cli(command);
}

void RedisSite::fill_disk() {
    for (RedisServer* const server : masters()) {
        server->limit_files(0);
        // With fsync at every write it ends itself rather than acknowledge what it cannot keep.
        wait_until([&] { return !server->alive(); }, std::chrono::seconds{3});
        server->restart();
    }
    if (cluster_) wait_until([this] { return cluster_->is_whole(); }, kPatience);
}

std::int64_t RedisSite::sum(const std::string& commands, std::int64_t& unknown) {
    std::int64_t total = 0;
    for (RedisServer* const server : masters()) {
        const auto answer = test::run({"redis-cli", "-p", std::to_string(server->port())}, commands);
        if (answer.status != 0) ++unknown;
        std::istringstream lines{answer.output};
        for (std::string line; std::getline(lines, line);) {
            std::int64_t value = 0;
            const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), value);
            // A partition of another node is answered with MOVED, which is no number.
            if (error == std::errc{} && end == line.data() + line.size()) total += value;
        }
    }
    return total;
}

Work RedisSite::work(std::int64_t service_now) {
    Work work;
    work.outboxes = sum(each_partition("ZCARD", "out"), work.unknown);
    work.held = sum(each_partition("HLEN", "hold"), work.unknown);
    work.due_now = sum(each_partition("ZCOUNT", "due", " -inf " + std::to_string(service_now)), work.unknown);
    work.timers = sum(each_partition("ZCARD", "due"), work.unknown);
    work.unrecorded =
        sum(each_partition("HLEN", "fin"), work.unknown) + sum(each_partition("ZCARD", "finz"), work.unknown);
    work.letters = sum(each_partition("ZCARD", "deadz"), work.unknown);
    for (RedisServer* const server : masters()) {
        const std::string keys = server->cli({"--scan", "--pattern", "{p*}:o:*"});
        work.messages += std::count(keys.begin(), keys.end(), '\n');
    }
    return work;
}

}  // namespace askwell::chaos
