#include "adapters/batch.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/answers.h"

namespace askwell::adapters {

Received read_batch(const nlohmann::json& entries, HttpReply reply,
                    BatchEntry (*read)(const nlohmann::json& entry)) {
    Received received;
    received.reply = std::move(reply);
    std::size_t unreadable = 0;
    for (const auto& entry : entries) {
        auto [inbound, ours] = read(entry);
        if (inbound) {
            received.messages.push_back(std::move(*inbound));
        } else if (ours) {
            ++unreadable;
        }
    }
    if (unreadable > 0 && received.messages.empty()) {
        return rejected(Verdict::malformed, "no entry can be read");
    }
    if (unreadable > 0) received.reason = std::to_string(unreadable) + " unreadable entries left out";
    if (unreadable == 0 && received.messages.empty()) received.reason = "nothing of a kind we use";
    return received;
}

}  // namespace askwell::adapters
