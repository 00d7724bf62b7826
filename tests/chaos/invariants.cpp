#include "tests/chaos/invariants.h"

#include <algorithm>
#include <csignal>
#include <iterator>
#include <set>

#include <fmt/format.h>

#include "tests/chaos/views.h"

namespace askwell::chaos {

Violations nobody_dies_unbidden(const History& history) {
    constexpr int kCouldNotStart = 1;  // Redis was away
    const auto as_told = [](const Ended& ended) {
        switch (ended.order) {
            case Ended::Order::none:
                return ended.status == kCouldNotStart;
            case Ended::Order::crash:
                return ended.status == 128 + SIGKILL || ended.status == kCouldNotStart;
            case Ended::Order::stop:
                return ended.status == 0;
        }
        return false;
    };
    Violations broken;
    for (const Ended& each : history.ended) {
        if (!as_told(each))
            broken.push_back(
                {"death", fmt::format("replica {} ended with {}{}", each.replica, each.status,
                                      each.order == Ended::Order::stop ? " after SIGTERM" : "")});
    }
    return broken;
}

Violations drains_end(const History& history) {
    Violations broken;
    for (const Drain& each : history.drains) {
        if (each.over) continue;
        broken.push_back({"drain", fmt::format("{} did not come to an end in {} s", each.what,
                                               (each.until.real - each.from.real) / 1000)});
        for (const std::string& who : each.waiting) broken.push_back({"drain", who + " still waits"});
    }
    return broken;
}

Violations crash_points_are_passed(const History& history) {
    Violations broken;
    for (const Sweep& each : history.sweeps) {
        if (!each.died) broken.push_back({"sweep", "nobody came by " + each.crash_point});
    }
    return broken;
}

Violations the_platform_is_understood(const History& history) {
    Violations broken;
    for (const Refused& each : history.refused)
        broken.push_back({"harness", each.what + " was answered " + each.answer});
    for (const Nonsense& each : history.nonsense) broken.push_back({"harness", each.what});
    std::set<std::string> customers;
    for (const Begun& each : history.begun) customers.insert(each.phone);
    for (const Shown& each : history.shown) {
        if (!customers.contains(each.phone))
            broken.push_back({"harness", name(each) + " is a message to nobody"});
    }
    return broken;
}

Violations nothing_was_found(const History& history) {
    Violations broken;
    for (const Finding& finding : history.findings) broken.push_back({finding.kind, finding.what});
    return broken;
}

Violations check(const History& history) {
    Violations all;
    for (const auto invariant :
         {nothing_acknowledged_is_lost, one_entry_each, answers_are_what_was_said, reminders_are_rare,
          invitations_are_single, order_is_kept, copies_have_causes, silence_after_opt_out, nobody_waits,
          nobody_dies_unbidden, drains_end, crash_points_are_passed, the_platform_is_understood,
          nothing_was_found}) {
        Violations broken = invariant(history);
        std::ranges::move(broken, std::back_inserter(all));
    }
    return all;
}

}  // namespace askwell::chaos
