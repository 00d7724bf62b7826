// Further copies of messages, and why there may be any.
#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <ranges>
#include <set>

#include <fmt/format.h>

#include "tests/chaos/invariants.h"
#include "tests/chaos/views.h"

namespace askwell::chaos {

namespace {

/// A fault begins before it is noticed: a replica is dead before kill() returns.
constexpr std::int64_t kBefore = 500;

/// What makes a replica, or whoever goes on for it, unsure whether a message went out.
std::optional<CopyCause> cause_of(FaultKind kind) {
    switch (kind) {
        case FaultKind::kill:
        case FaultKind::crash:
            return CopyCause::kill;
        case FaultKind::pause:
            return CopyCause::pause;
        case FaultKind::redis_kill:
        case FaultKind::redis_disk:
        case FaultKind::failover:
            return CopyCause::redis_kill;
        case FaultKind::clock_ahead:  // leases end early
        case FaultKind::clock_behind:
        case FaultKind::clock_skew:
        case FaultKind::days:
            return CopyCause::clock;
        case FaultKind::term:
        case FaultKind::client_kill:
        case FaultKind::memory:
        case FaultKind::platform:
        case FaultKind::ledger:
        case FaultKind::disk:
        case FaultKind::reload:
            return std::nullopt;
    }
    return std::nullopt;
}

/// Messages that phones showed more than once, each with its copies in order.
std::map<std::string, std::vector<const Shown*>> copied(const History& history) {
    std::map<std::string, std::vector<const Shown*>> messages;
    for (const Shown& shown : history.shown) messages[shown.reference].push_back(&shown);
    std::erase_if(messages, [](const auto& each) { return each.second.size() == 1; });
    return messages;
}

/// Why `next` may have come after `copy`.
CopyCause cause_between(const History& history, const Shown& copy, const Shown& next) {
    if (copy.answer_dropped) return CopyCause::platform;
    std::set<CopyCause> possible;
    for (const Fault& fault : history.faults) {
        const auto cause = cause_of(fault.kind);
        if (cause && touches(fault, copy.at.real - kBefore, next.at.real)) possible.insert(*cause);
    }
    if (possible.empty()) return CopyCause::none;
    return possible.size() == 1 ? *possible.begin() : CopyCause::several;
}

}  // namespace

std::string_view to_string(CopyCause cause) {
    switch (cause) {
        case CopyCause::platform:
            return "platform_hid_its_answer";
        case CopyCause::kill:
            return "kill";
        case CopyCause::pause:
            return "pause";
        case CopyCause::redis_kill:
            return "redis_kill";
        case CopyCause::clock:
            return "clock";
        case CopyCause::several:
            return "several_possible";
        case CopyCause::none:
            return "none";
    }
    return "unknown";
}

int Copies::all() const {
    const auto counts = by_cause | std::views::values;
    return std::accumulate(counts.begin(), counts.end(), 0);
}

Copies& Copies::operator+=(const Copies& more) {
    most = std::max(most, more.most);
    for (const auto& [cause, count] : more.by_cause) by_cause[cause] += count;
    return *this;
}

Copies count_copies(const History& history) {
    Copies copies;
    for (const auto& [reference, shown] : copied(history)) {
        copies.most = std::max(copies.most, static_cast<int>(shown.size()) - 1);
        for (std::size_t i = 1; i < shown.size(); ++i)
            ++copies.by_cause[cause_between(history, *shown[i - 1], *shown[i])];
    }
    return copies;
}

Violations copies_have_causes(const History& history) {
    Violations broken;
    for (const auto& [reference, copies] : copied(history)) {
        const std::int64_t first = copies.front()->at.real;
        const std::int64_t last = copies.back()->at.real;
        const auto dropped =
            std::ranges::count_if(copies, [](const Shown* copy) { return copy->answer_dropped; });
        const auto leaves_in_doubt = [](FaultKind kind) { return cause_of(kind).has_value(); };
        const int causes =
            static_cast<int>(dropped) + faults_within(history, first - kBefore, last, leaves_in_doubt);
        const int extra = static_cast<int>(copies.size()) - 1;
        if (extra > causes)
            broken.push_back({"copies_have_causes", fmt::format("{}: {} further copies, {} causes",
                                                                name(*copies.front()), extra, causes)});
    }
    return broken;
}

}  // namespace askwell::chaos
