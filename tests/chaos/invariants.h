// What must hold of every run, as pure functions over its history. Each returns what breaks it; none when it
// holds.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/chaos/history.h"

namespace askwell::chaos {

struct Violation {
    std::string invariant;
    std::string what;
};
using Violations = std::vector<Violation>;

/// Every acknowledged message is in an answer or a note of its customer's conversations, once; and nothing is
/// there that was not said, or oftener than it was said.
Violations nothing_acknowledged_is_lost(const History& history);

/// The ledger has one entry for each survey that was begun, and no other.
Violations one_entry_each(const History& history);

/// Each answer is what was said to its question, in its conversation; a score is the one said, or its
/// correction.
Violations answers_are_what_was_said(const History& history);

/// At most one reminder a conversation, copies counted; none after an answer or an opt-out, none outside
/// hours.
Violations reminders_are_rare(const History& history);

/// At most one invitation a conversation, copies counted, within hours.
Violations invitations_are_single(const History& history);

/// A phone shows new messages in the order in which the service made them.
Violations order_is_kept(const History& history);

/// A further copy of a message needs a cause: a replica that died or stood still, a Redis that died, a clock
/// that jumped, or a platform that did not say that the message had arrived.
Violations copies_have_causes(const History& history);

/// After an opt-out there is nothing but one confirmation.
Violations silence_after_opt_out(const History& history);

/// What was acknowledged and asks for a word got one.
Violations nobody_waits(const History& history);

/// No replica ends unless it is told to, and then as it is told; but one that does not find Redis may give up
/// its start.
Violations nobody_dies_unbidden(const History& history);

/// Everything that was begun came to its end in its time.
Violations drains_end(const History& history);

/// Whoever was told to die at a crash point came by it.
Violations crash_points_are_passed(const History& history);

/// The service refused nothing of the platform's, and sent nothing that it cannot read, nothing to nobody.
Violations the_platform_is_understood(const History& history);

/// No work is left, no log is indiscreet, no clock was believed that was off by minutes.
Violations nothing_was_found(const History& history);

/// All of the above.
Violations check(const History& history);

/// Why a phone may have got a message once more.
enum class CopyCause {
    platform,    ///< it hid that it had delivered the message; then nothing else is asked for
    kill,        ///< a replica was killed
    pause,       ///< a replica stood still
    redis_kill,  ///< Redis died or failed over
    clock,       ///< a clock jumped or was off, so that leases ended early
    several,     ///< more than one of these, and nobody can tell which
    none,
};
std::string_view to_string(CopyCause cause);

/// Copies beyond the first of its message, by what happened between it and the copy before.
struct Copies {
    std::map<CopyCause, int> by_cause;
    int most = 0;  ///< of one message

    int all() const;
    Copies& operator+=(const Copies& more);
};
Copies count_copies(const History& history);

}  // namespace askwell::chaos
