// For the sources of the invariants only: a history seen from one side.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/chaos/history.h"

namespace askwell::chaos {

/// When each message was first acknowledged.
inline std::map<std::string, Stamp> acknowledged_at(const History& history) {
    std::map<std::string, Stamp> times;
    for (const Acknowledged& each : history.acknowledged) times.emplace(each.message, each.at);
    return times;
}

/// What each phone showed, in order.
inline std::map<std::string, std::vector<const Shown*>> shown_by_phone(const History& history) {
    std::map<std::string, std::vector<const Shown*>> phones;
    for (const Shown& shown : history.shown) phones[shown.phone].push_back(&shown);
    return phones;
}

/// A message, for whoever reads about it.
inline std::string name(const Shown& shown) {
    return shown.phone + " " + shown.reference;
}

/// "<conversation>" of "<conversation>.<number>".
inline std::string conversation_of(std::string_view reference) {
    return std::string{reference.substr(0, reference.rfind('.'))};
}
inline std::int64_t number_of(std::string_view reference) {
    return std::stoll(std::string{reference.substr(reference.rfind('.') + 1)});
}

/// Whether a fault touches the time from … until (driver's clock).
inline bool touches(const Fault& fault, std::int64_t from, std::int64_t until) {
    return fault.from.real <= until && fault.until.real >= from;
}

/// How many faults of a kind that `counts` touch the time from … until.
template <typename Counts>
int faults_within(const History& history, std::int64_t from, std::int64_t until, Counts counts) {
    return static_cast<int>(std::ranges::count_if(history.faults, [&](const Fault& fault) {
        return counts(fault.kind) && touches(fault, from, until);
    }));
}

}  // namespace askwell::chaos
