// What happened in a run, as values: what customers said, what phones showed, which faults there were, what
// the ledger and the stores had in the end. invariants.h judges it; recorder.h collects it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace askwell::chaos {

/// A moment, in milliseconds: by the driver's steady clock since the run began, and by the service's clock
/// (injected) since 1970.
struct Stamp {
    std::int64_t real = 0;
    std::int64_t service = 0;
};

/// A survey that the service promised to hold: its event was answered with 202.
struct Begun {
    Stamp at;
    std::string phone;
    std::string talk;  ///< the event's id
};

/// A message of a customer, before its first delivery.
struct Said {
    Stamp at;
    std::string phone;
    std::string talk;
    std::string message;   ///< the platform's id of it
    std::string question;  ///< what it is meant to answer: a question's id, or ""
    std::string text;
    std::optional<int> score;  ///< what it says as a score
    bool correction = false;   ///< … instead of the one said before
    bool stop = false;         ///< opts out
    bool one_breath = false;   ///< one of two messages said at once; the platform may turn them around
    bool expects_word = true;  ///< the customer waits until the service says something
};

/// The first 2xx for a message.
struct Acknowledged {
    Stamp at;
    std::string message;
};

/// The platform stopped trying to deliver a message.
struct GivenUp {
    Stamp at;
    std::string message;
};

/// A message that arrived at a phone; a copy is another one with the same reference.
struct Shown {
    Stamp at;
    std::string phone;
    std::string reference;  ///< "<conversation>.<number>", as the service told the gateway
    std::string text;
    bool answer_dropped = false;  ///< the service was not told that it had arrived
};

enum class FaultKind {
    kill,          ///< kill -9 of a replica
    crash,         ///< a replica killed itself at a crash point
    pause,         ///< SIGSTOP of a replica, and SIGCONT
    term,          ///< SIGTERM of a replica
    redis_kill,    ///< kill -9 of the Redis with the data, and its restart
    failover,      ///< kill -9 of the master behind sentinels until another is master
    client_kill,   ///< CLIENT KILL of every connection
    memory,        ///< maxmemory so low that Redis refuses
    platform,      ///< the platform throttles, fails, resets, answers late
    ledger,        ///< somebody holds the ledger's lock
    disk,          ///< no file of a replica may grow
    redis_disk,    ///< no file of Redis may grow: it exits, and is started again
    clock_ahead,   ///< the clock jumps forwards
    clock_behind,  ///< the clock jumps backwards
    clock_skew,    ///< the clock of one replica is off
    days,          ///< days pass, some nights among them
    reload,        ///< SIGHUP of every replica
};
std::string_view to_string(FaultKind kind);
std::optional<FaultKind> fault_kind(std::string_view word);

struct Fault {
    FaultKind kind = FaultKind::kill;
    std::string detail;
    Stamp from;
    Stamp until;
};

/// An entry of the ledger.
struct Row {
    struct Answer {
        std::string question;
        std::string value;  ///< a text as it is, anything else as JSON
        std::string comment;
        std::vector<std::string> raw;
        bool answered = false;
    };
    std::string conversation;
    std::string talk;
    std::string phone;
    std::string disposition;
    std::vector<Answer> answers;
    std::vector<std::string> notes;
};

/// A replica's process that ended otherwise than by our kill -9.
struct Ended {
    enum class Order {
        none,
        crash,  ///< it was told of a crash point
        stop,   ///< SIGTERM
    };
    Stamp at;
    std::size_t replica = 0;
    Order order = Order::none;
    int status = 0;  ///< exit status; 128 and the signal's number
};

/// A replica was told to die at a crash point.
struct Sweep {
    Stamp at;
    std::string crash_point;
    bool died = false;
};

/// A wait for all that was begun to come to its end.
struct Drain {
    Stamp from;
    Stamp until;
    std::string what;
    bool over = false;                 ///< it did
    std::vector<std::string> waiting;  ///< customers who had no word then
};

/// What the service answered to a message or an event when it was no plain success and no call to try again.
struct Refused {
    Stamp at;
    std::string what;    ///< the message's id, or the event's
    std::string answer;  ///< HTTP status, or the event's status and reason
};

/// A request to the platform that it could not read.
struct Nonsense {
    std::string what;
};

/// Something that should not be: work in a store after everything was done, a word in a log, a clock that was
/// believed.
struct Finding {
    std::string kind;  ///< "queue", "log", "clock"
    std::string what;
};

struct History {
    std::vector<Begun> begun;
    std::vector<Said> said;
    std::vector<Acknowledged> acknowledged;
    std::vector<GivenUp> given_up;
    std::vector<Shown> shown;
    std::vector<Fault> faults;
    std::vector<Row> rows;
    std::vector<Ended> ended;
    std::vector<Sweep> sweeps;
    std::vector<Drain> drains;
    std::vector<Refused> refused;
    std::vector<Nonsense> nonsense;
    std::vector<Finding> findings;
};

}  // namespace askwell::chaos
