#include <cstdio>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "adapters/encoding.h"
#include "bot/commands/commands.h"
#include "bot/secrets.h"

namespace askwell::bot {

namespace {

constexpr std::size_t kTokenBytes = 32;

}  // namespace

int token(const TokenOptions& options) {
    if (options.key) {
        fmt::print("{}\n", adapters::base64_encode(random_bytes(kTokenBytes)));
        fmt::print(stderr,
                   "A key of 32 bytes in base64. Keep it in a file or an environment variable and name it in "
                   "\"keys\".\n");
        return 0;
    }
    for (const std::string& scope : options.scopes) {
        if (scope == "staff" || scope == "events") continue;
        fmt::print(stderr, "\"{}\" is not a scope. Use staff, events or both.\n", scope);
        return 2;
    }
    const std::string secret = random_hex(kTokenBytes);
    const nlohmann::json entry = {
        {"name", options.name}, {"sha256", sha256_hex(secret)}, {"scopes", options.scopes}};
    fmt::print("{}\n", secret);
    fmt::print(stderr,
               "The token above is shown once. Add its hash to \"tokens\" in the configuration:\n  {}\n",
               entry.dump());
    return 0;
}

}  // namespace askwell::bot
