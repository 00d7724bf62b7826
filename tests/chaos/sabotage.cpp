#include "tests/chaos/sabotage.h"

#include <algorithm>

namespace askwell::chaos {

const std::vector<Sabotage>& sabotages() {
    static const std::vector<Sabotage> all = {
        // Whoever dies between commit and answer gets the message once more.
        {"dedupe_off",
         {{FaultKind::crash, 2}, {FaultKind::kill, 3}},
         {{FaultKind::crash, {"before_answer", "after_commit"}}},
         {"nothing_acknowledged_is_lost"}},
        // What was promised dies with its replica, or meets a store that is away.
        {"ack_before_commit",
         {{FaultKind::crash, 2}, {FaultKind::kill, 3}, {FaultKind::redis_kill, 1}},
         {{FaultKind::crash, {"before_commit"}}},
         {"nothing_acknowledged_is_lost"}},
        // What had to be tried again is due for all replicas at once, and the platform takes its time.
        {"nonatomic_claim",
         {{FaultKind::platform, 6}},
         {{FaultKind::platform, {"throttles", "is slow", "fails"}}},
         {"copies_have_causes", "order_is_kept"}},
        // What went out and was not heard of is sent again, also by those who go on for the dead.
        {"reminder_resend",
         {{FaultKind::platform, 2}, {FaultKind::crash, 2}, {FaultKind::days, 1}},
         {{FaultKind::platform, {"does not answer what it did"}}, {FaultKind::crash, {"after_send_once"}}},
         {"reminders_are_rare", "invitations_are_single"}},
        // What is finished is nowhere between its removal and the ledger.
        {"early_handoff",
         {{FaultKind::crash, 3}, {FaultKind::ledger, 1}, {FaultKind::kill, 2}},
         {{FaultKind::crash, {"before_ledger"}}},
         {"one_entry_each"}},
    };
    return all;
}

const Sabotage* sabotage_named(std::string_view name) {
    const auto found = std::ranges::find(sabotages(), name, &Sabotage::name);
    return found == sabotages().end() ? nullptr : &*found;
}

std::set<std::string> caught_by(const Sabotage& sabotage, const Violations& violations) {
    std::set<std::string> names;
    for (const Violation& each : violations) {
        if (sabotage.breaks.contains(each.invariant)) names.insert(each.invariant);
    }
    return names;
}

}  // namespace askwell::chaos
