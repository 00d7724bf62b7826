#include "storage/redis_fitness.h"

#include <algorithm>
#include <functional>
#include <map>
#include <string_view>

namespace askwell::storage {

namespace {

using Fields = std::map<std::string, std::string, std::less<>>;

/// "name:value" lines of INFO.
Fields parse_info(std::string_view text) {
    Fields fields;
    while (!text.empty()) {
        const auto end = std::min(text.find("\r\n"), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 2, text.size()));
        if (const auto colon = line.find(':'); colon != std::string_view::npos) {
            fields.emplace(line.substr(0, colon), line.substr(colon + 1));
        }
    }
    return fields;
}

bool is(const Fields& fields, std::string_view name, std::string_view value) {
    const auto field = fields.find(name);
    return field != fields.end() && field->second == value;
}

}  // namespace

Result<void> judge_info(const RedisReply& info) {
    if (info.is_error()) {
        const StoreErrc kind = kind_of_error(info.text);
        if (kind == StoreErrc::misconfigured) return {};  // what it would say is warned of
        return kind;
    }
    const Fields fields = parse_info(info.text);
    if (is(fields, "loading", "1") || is(fields, "role", "slave")) return StoreErrc::unavailable;
    // Without a memory limit nothing is evicted yet, but a limit can be set at any time.
    if (fields.contains("maxmemory_policy") && !is(fields, "maxmemory_policy", "noeviction")) {
        return StoreErrc::evicts;
    }
    return {};
}

std::set<std::string> fitness_warnings(const RedisReply& info, const RedisReply& fsync,
                                       const RedisOptions& options) {
    std::set<std::string> found;
    const Fields fields = info.is_error() ? Fields{} : parse_info(info.text);
    if (!fields.contains("maxmemory_policy")) {
        found.emplace("Redis does not let us read INFO: make sure that maxmemory-policy is noeviction");
    }
    if (is(fields, "cluster_enabled", "1") && options.shape != RedisShape::cluster) {
        found.emplace(
            "Redis runs in cluster mode: only a cluster of one node is served so; write its URL as "
            "redis-cluster://host,host");
    }
    // INFO counts good replicas only where some are demanded.
    const bool fails_over = options.shape != RedisShape::single;
    if (fails_over && !fields.empty() && !fields.contains("min_slaves_good_slaves")) {
        found.emplace(
            "a Redis master cut off from its replicas goes on confirming steps, which a failover then loses; "
            "set min-replicas-to-write 1 and min-replicas-max-lag 10");
    }
    if (fails_over && options.replicas == 0) {
        found.emplace(
            "Redis confirms a step before any replica has it, and a failover may lose the last ones; set "
            "\"replicas\": 1 for the store to wait for one");
    }
    if (is(fields, "aof_enabled", "0")) {
        found.emplace(
            "Redis keeps no append-only file: a crash loses acknowledged answers; set appendonly yes");
    } else if (fsync.elements.size() != 2) {
        found.emplace(
            "Redis does not let us read its settings: make sure that appendonly is yes and appendfsync is "
            "always");
    } else if (fsync.elements[1].text != "always") {
        found.emplace(
            "Redis does not write its append-only file through at every command: a power loss loses "
            "acknowledged answers; set appendfsync always");
    }
    return found;
}

}  // namespace askwell::storage
