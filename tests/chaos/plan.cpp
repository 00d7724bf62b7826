#include "tests/chaos/plan.h"

#include <algorithm>
#include <utility>

namespace askwell::chaos {

const std::vector<std::string>& crash_points() {
    static const std::vector<std::string> points = {"before_commit",
                                                    "after_commit",
                                                    "before_answer",
                                                    "before_send",
                                                    "before_send_once",
                                                    "after_send_once",
                                                    "after_send_before_settle",
                                                    "after_settle",
                                                    "after_claim_outbox",
                                                    "after_claim_due",
                                                    "after_claim_finished",
                                                    "before_ledger",
                                                    "after_ledger_before_removal"};
    return points;
}

std::vector<PlannedFault> make_plan(const FaultCounts& counts, FaultDetails details, const Dice& dice) {
    details.try_emplace(FaultKind::crash, crash_points());
    details.try_emplace(
        FaultKind::clock_skew,
        std::vector<std::string>{std::string{kAhead}, std::string{kBehind}, std::string{kBeyondBelief}});
    std::vector<PlannedFault> plan;
    for (const auto& [kind, count] : counts) {
        const std::vector<std::string>& turns = details[kind];
        for (int i = 0; i < count; ++i) {
            PlannedFault fault{kind, {}, plan.size()};
            if (!turns.empty()) fault.detail = turns[static_cast<std::size_t>(i) % turns.size()];
            plan.push_back(std::move(fault));
        }
    }
    std::ranges::sort(plan, {}, [&](const PlannedFault& fault) {
        return dice.roll("order/" + std::to_string(fault.number));
    });
    return plan;
}

}  // namespace askwell::chaos
