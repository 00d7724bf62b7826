// Webhooks that bring several messages at once.
#pragma once

#include <optional>

#include <nlohmann/json_fwd.hpp>

#include "adapters/adapter.h"

namespace askwell::adapters {

/// What one entry of a batch is: ours and readable, ours and not readable, or of a kind we do not use.
struct BatchEntry {
    std::optional<Inbound> inbound;
    bool ours = true;
};

/// Reads an array entry by entry; one that cannot be read does not lose the others. Malformed when entries
/// are ours and none can be read; otherwise accepted, and answered with `reply`.
Received read_batch(const nlohmann::json& entries, HttpReply reply,
                    BatchEntry (*read)(const nlohmann::json& entry));

}  // namespace askwell::adapters
