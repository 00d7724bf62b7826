#include "tests/chaos/invariants.h"

#include <algorithm>
#include <iterator>

namespace askwell::chaos {

Violations nothing_was_found(const History& history) {
    Violations broken;
    for (const Finding& finding : history.findings) broken.push_back({finding.kind, finding.what});
    return broken;
}

Violations check(const History& history) {
    Violations all;
    for (const auto invariant :
         {nothing_acknowledged_is_lost, one_entry_each, answers_are_what_was_said, reminders_are_rare,
          invitations_are_single, order_is_kept, copies_have_causes, kills_copy_little, silence_after_opt_out,
          nobody_waits, nothing_was_found}) {
        Violations broken = invariant(history);
        std::ranges::move(broken, std::back_inserter(all));
    }
    return all;
}

}  // namespace askwell::chaos
