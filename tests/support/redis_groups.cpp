#include "tests/support/redis_groups.h"

#include <chrono>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace askwell::test {

namespace {

constexpr int kSlots = 16'384;
constexpr std::chrono::seconds kPatience{30};  // a busy machine is no failure

void require(bool done, const char* what) {
    if (!done) throw std::runtime_error(std::string{"a group of Redis servers does not come up: "} + what);
}

std::string without_end_of_line(std::string text) {
    while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
    return text;
}

std::string cli(std::uint16_t port, std::vector<std::string> arguments) {
    std::vector<std::string> argv{"redis-cli", "-p", std::to_string(port)};
    argv.insert(argv.end(), arguments.begin(), arguments.end());
    return run(std::move(argv)).output;
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// Where others and we reach it.
std::uint16_t used_port(const RedisServer& server) {
    return server.tls_port() == 0 ? server.port() : server.tls_port();
}

}  // namespace

// ---- cluster ----

RedisClusterServers::RedisClusterServers(std::size_t replicas_each, std::vector<std::string> settings,
                                         const TlsCertificate* tls)
    : tls_(tls != nullptr) {
    if (tls_) settings.insert(settings.end(), {"--tls-cluster", "yes"});
    std::vector<std::uint16_t> bus_ports;
    for (std::size_t index = 0; index < kMasters * (1 + replicas_each); ++index) {
        bus_ports.push_back(free_port());
        std::vector<std::string> all{"--cluster-enabled",
                                     "yes",
                                     "--cluster-port",
                                     std::to_string(bus_ports.back()),
                                     "--cluster-node-timeout",
                                     "1000",
                                     "--repl-diskless-sync-delay",
                                     "0"};
        all.insert(all.end(), settings.begin(), settings.end());
        nodes_.push_back(std::make_unique<RedisServer>(std::move(all), "redis-server", tls));
    }
    for (std::size_t index = 0; index < nodes_.size(); ++index) {
        node(index).cli({"CLUSTER", "SET-CONFIG-EPOCH", std::to_string(index + 1)});
        if (index > 0) {
            node(index).cli({"CLUSTER", "MEET", "127.0.0.1", std::to_string(used_port(node(0))),
                             std::to_string(bus_ports[0])});
        }
    }
    for (std::size_t index = 0; index < kMasters; ++index) {
        const int first = static_cast<int>(index) * kSlots / static_cast<int>(kMasters);
        const int last = static_cast<int>(index + 1) * kSlots / static_cast<int>(kMasters) - 1;
        node(index).cli({"CLUSTER", "ADDSLOTSRANGE", std::to_string(first), std::to_string(last)});
    }
    require(wait_until([this] { return is_whole(); }, kPatience), "not all slots are served");
    for (std::size_t index = kMasters; index < nodes_.size(); ++index) {
        const std::string master = id(index % kMasters);
        require(wait_until([&] { return has(node(index).cli({"CLUSTER", "REPLICATE", master}), "OK"); },
                           kPatience),
                "a replica is refused");
        require(
            wait_until([&] { return has(node(index).cli({"INFO"}), "master_link_status:up"); }, kPatience),
            "a replica has no master");
    }
}

std::string RedisClusterServers::url() const {
    return std::string{tls_ ? "rediss" : "redis"} +
           "-cluster://127.0.0.1:" + std::to_string(used_port(*nodes_[0])) +
           ",127.0.0.1:" + std::to_string(used_port(*nodes_[1]));
}

std::string RedisClusterServers::id(std::size_t index) const {
    return without_end_of_line(nodes_.at(index)->cli({"CLUSTER", "MYID"}));
}

std::size_t RedisClusterServers::owner(std::uint16_t slot) const {
    for (std::size_t index = 0; index < nodes_.size(); ++index) {
        std::istringstream lines{nodes_[index]->cli({"CLUSTER", "NODES"})};
        for (std::string line; std::getline(lines, line);) {
            if (!has(line, "myself,master")) continue;
            // "<id> <address> myself,master - <sent> <received> <epoch> connected 0-5460 [77->-…] …"
            std::istringstream words{line};
            std::string word;
            for (int skipped = 0; skipped < 8; ++skipped) words >> word;
            while (words >> word && word[0] != '[') {
                const auto dash = word.find('-');
                const int first = std::stoi(word);
                const int last = dash == std::string::npos ? first : std::stoi(word.substr(dash + 1));
                if (first <= slot && slot <= last) return index;
            }
        }
    }
    return nodes_.size();
}

bool RedisClusterServers::is_whole() const {
    for (const auto& each : nodes_) {
        const std::string info = each->cli({"CLUSTER", "INFO"});
        const bool down = has(info, "Could not connect");
        const bool whole = has(info, "cluster_state:ok") &&
                           has(info, "cluster_slots_ok:" + std::to_string(kSlots)) &&
                           has(info, "cluster_known_nodes:" + std::to_string(nodes_.size()));
        if (!down && !whole) return false;
    }
    return true;
}

void RedisClusterServers::clear() const {
    for (std::size_t index = 0; index < kMasters; ++index) nodes_[index]->cli({"FLUSHALL"});
}

void RedisClusterServers::begin_move(std::uint16_t slot, std::size_t from, std::size_t to) const {
    const std::string name = std::to_string(slot);
    nodes_.at(to)->cli({"CLUSTER", "SETSLOT", name, "IMPORTING", id(from)});
    nodes_.at(from)->cli({"CLUSTER", "SETSLOT", name, "MIGRATING", id(to)});
}

void RedisClusterServers::move_keys(std::uint16_t slot, std::size_t from, std::size_t to) const {
    const std::string keys = nodes_.at(from)->cli({"CLUSTER", "GETKEYSINSLOT", std::to_string(slot), "1000"});
    std::vector<std::string> migrate{"MIGRATE", "127.0.0.1", std::to_string(nodes_.at(to)->port()), "", "0",
                                     "5000",    "KEYS"};
    const std::size_t without_keys = migrate.size();
    std::istringstream lines{keys};
    for (std::string key; std::getline(lines, key);) {
        if (!key.empty()) migrate.push_back(key);
    }
    if (migrate.size() > without_keys) nodes_.at(from)->cli(std::move(migrate));
}

void RedisClusterServers::finish_move(std::uint16_t slot, std::size_t to) const {
    const std::string owner_id = id(to);
    nodes_.at(to)->cli({"CLUSTER", "SETSLOT", std::to_string(slot), "NODE", owner_id});
    for (std::size_t index = 0; index < kMasters; ++index) {
        nodes_[index]->cli({"CLUSTER", "SETSLOT", std::to_string(slot), "NODE", owner_id});
    }
}

// ---- sentinels ----

RedisSentinelServers::RedisSentinelServers(std::vector<std::string> settings, std::size_t replicas,
                                           const TlsCertificate* tls)
    : tls_(tls != nullptr) {
    settings.insert(settings.end(), {"--repl-diskless-sync-delay", "0"});
    servers_.push_back(std::make_unique<RedisServer>(settings, "redis-server", tls));
    for (std::size_t index = 0; index < replicas; ++index) {
        servers_.push_back(std::make_unique<RedisServer>(settings, "redis-server", tls));
        RedisServer& replica = *servers_.back();
        replica.cli({"REPLICAOF", "127.0.0.1", std::to_string(used_port(first()))});
        require(wait_until([&] { return has(replica.cli({"INFO"}), "master_link_status:up"); }, kPatience),
                "the replica has no master");
    }
    for (std::size_t index = 0; index < kSentinels; ++index) {
        sentinels_.push_back(std::make_unique<Sentinel>(used_port(first()), tls));
    }
    const std::string slaves = "num-slaves\n" + std::to_string(replicas) + "\n";
    const auto know_each_other = [&] {
        for (std::size_t index = 0; index < kSentinels; ++index) {
            const std::string known = sentinel_cli(index, {"SENTINEL", "MASTERS"});
            if (!has(known, "num-other-sentinels\n2\n") || !has(known, slaves)) return false;
        }
        return true;
    };
    require(wait_until(know_each_other, kPatience), "the sentinels do not find each other");
}

RedisSentinelServers::Sentinel::Sentinel(std::uint16_t master, const TlsCertificate* tls)
    : port(free_port()),
      tls_port(tls == nullptr ? std::uint16_t{0} : free_port()),
      process({"redis-server", configure(master, tls), "--sentinel"}, {}) {}

std::string RedisSentinelServers::Sentinel::configure(std::uint16_t master, const TlsCertificate* tls) const {
    const auto file = folder.path() / "sentinel.conf";
    const std::string service{kService};
    std::string tls_lines;
    if (tls != nullptr) {
        const std::string certificate = tls->file().string();
        tls_lines = "tls-port " + std::to_string(tls_port) + "\ntls-cert-file " + certificate +
                    "\ntls-key-file " + tls->key_file().string() + "\ntls-ca-cert-file " + certificate +
                    "\ntls-auth-clients no\ntls-replication yes\n";
    }
    write_file(file, tls_lines + "bind 127.0.0.1\nport " + std::to_string(port) + "\ndir " +
                         folder.path().string() + "\nsentinel monitor " + service + " 127.0.0.1 " +
                         std::to_string(master) + " 2\nsentinel down-after-milliseconds " + service +
                         " 1000\nsentinel failover-timeout " + service + " 5000\n");
    return file.string();
}

std::string RedisSentinelServers::url() const {
    std::string url = tls_ ? "rediss+sentinel://" : "redis+sentinel://";
    for (const auto& sentinel : sentinels_) {
        url += "127.0.0.1:" + std::to_string(tls_ ? sentinel->tls_port : sentinel->port) + ",";
    }
    url.back() = '/';
    return url + std::string{kService};
}

std::string RedisSentinelServers::sentinel_cli(std::size_t index, std::vector<std::string> arguments) const {
    return cli(sentinel_port(index), std::move(arguments));
}

bool RedisSentinelServers::agree_on(std::uint16_t port) const {
    const std::string expected = "127.0.0.1\n" + std::to_string(port) + "\n";
    for (std::size_t index = 0; index < kSentinels; ++index) {
        if (!sentinels_[index]->process.alive()) continue;
        if (sentinel_cli(index, {"SENTINEL", "GET-MASTER-ADDR-BY-NAME", std::string{kService}}) != expected) {
            return false;
        }
    }
    return true;
}

}  // namespace askwell::test
