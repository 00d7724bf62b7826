#include "storage/redis_greeting.h"

namespace askwell::storage {

std::vector<RedisCommand> greeting(const RedisOptions& options) {
    std::vector<RedisCommand> commands;
    if (!options.password.empty()) {
        commands.push_back({"AUTH"});
        if (!options.user.empty()) commands.back().push_back(options.user);
        commands.back().push_back(options.password);
    }
    if (options.database != 0) commands.push_back({"SELECT", std::to_string(options.database)});
    // Sentinels may be behind the times, and a demoted master would take our steps and lose them.
    if (options.shape == RedisShape::sentinel) commands.push_back({"ROLE"});
    return commands;
}

std::optional<StoreErrc> objection(const RedisReply& reply) {
    if (reply.is_error()) {
        const StoreErrc kind = kind_of_error(reply.text);
        // "ERR invalid password", "ERR DB index is out of range": the settings are wrong, not the server.
        return kind == StoreErrc::protocol ? StoreErrc::misconfigured : kind;
    }
    const bool is_role = reply.type == RedisReply::Type::array;
    if (is_role && (reply.elements.empty() || reply.elements[0].text != "master")) {
        return StoreErrc::unavailable;
    }
    return std::nullopt;
}

}  // namespace askwell::storage
