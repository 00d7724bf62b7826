// What must last while a conversation runs: contacts, outbox, due times, finished conversations not yet in
// the ledger. Implementations: redis_store.h, sqlite_store.h; both pass tests/contract. All times are passed
// in; no store reads a clock. Thread rule: one object per worker, used on that worker's executor only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "flows/engine.h"
#include "storage/contact_key.h"
#include "storage/dead_letter.h"
#include "storage/result.h"

namespace askwell::storage {

using boost::asio::awaitable;
using flows::Duration;
using flows::TimePoint;

/// Who takes a lease or claims a note: a random number of the worker's own. A lease is its holder's until
/// another takes it; after its end anybody may.
enum class Holder : std::uint64_t {};

enum class CommitStatus {
    applied,
    duplicate,  ///< `message_id` was applied before: nothing was done
    conflict,   ///< the contact's version is not `expected_version`: load again, advance again
};

/// One atomic step of one contact.
struct Commit {
    ContactKey key;
    std::uint64_t expected_version = 0;
    /// What to remember against a second delivery of the same event; "" = no dedupe. Kept at least 8 days.
    std::string message_id;
    flows::ContactState next;  ///< its `version` is ignored: the store writes expected_version + 1
    std::vector<flows::Outgoing> outgoing;
    std::string reply_route;  ///< kept with each of `outgoing`: Pending::reply_route
    std::vector<flows::Finished> finished;
    std::optional<TimePoint> due;
    TimePoint now;
    Duration lease;     ///< how long the committer may take to send before others may
    Holder holder{};    ///< who holds that lease
    bool pull = false;  ///< outgoing messages wait for the contact's client: never claimed for sending
    bool state_changed = true;  ///< false: only the dedupe mark is written (the version stays)
};

struct Committed {
    CommitStatus status = CommitStatus::applied;
    /// The committer holds the contact's outbox lease: send now. False when earlier messages wait under
    /// somebody's lease; their holder will send these too, in order.
    bool send_now = false;
};

/// A message in the outbox.
struct Pending {
    flows::ContactId contact;
    flows::Outgoing message;  ///< its number alone when `damaged`
    int attempts =
        0;  ///< how often sending was begun with an outcome nobody knows; settling for a retry sets it to 0
    int tries = 0;         ///< how often it was settled for a retry
    bool damaged = false;  ///< it does not open
    /// By what it can be said while the platform lets that (adapters::Inbound::reply_route); "": by no more
    /// than the address. May be secret.
    std::string reply_route;
};

/// What became of a message at the head of an outbox.
struct Settle {
    ContactKey key;
    std::uint64_t number = 0;  ///< Outgoing::number
    /// True: remove it. False: it certainly did not go out; keep it, try again at `retry_at` (tries + 1,
    /// attempts = 0).
    bool done = true;
    TimePoint retry_at;
    TimePoint now;
    Duration lease;   ///< renewed for what remains
    Holder holder{};  ///< who settles; of no account where nobody holds a lease (contacts that pull)
    /// Done because the platform has it: then that counts, whoever holds the outbox by now.
    bool went_out = false;
};

/// A finished conversation by name.
struct FinishedName {
    std::string conversation_id;
    std::uint32_t revision = 0;
    bool operator==(const FinishedName&) const = default;
};

/// Finished conversations that were claimed: those that open, and the names of those that do not.
struct ClaimedFinished {
    std::vector<flows::Finished> finished;
    std::vector<FinishedName> damaged;
};

/// How often the same work may fail until it is a dead letter.
inline constexpr int kMaxFailures = 3;

class ConversationStore {
  public:
    virtual ~ConversationStore() = default;

    /// The contact's state; version 0 and only `key` set when never seen.
    virtual awaitable<Result<flows::ContactState>> load(ContactKey key) = 0;

    virtual awaitable<Result<Committed>> commit(Commit commit) = 0;

    /// Everything in the contact's outbox, in order of Outgoing::number.
    virtual awaitable<Result<std::vector<Pending>>> outbox(ContactKey key) = 0;

    /// Records that sending `number` begins: attempts + 1. False, and do not send, when it is no longer
    /// there, was begun by another (attempts differs from `attempts`) or another than `holder` holds the
    /// outbox by now. Needed before an at-most-once send.
    virtual awaitable<Result<bool>> begin_send(ContactKey key, std::uint64_t number, int attempts,
                                               Holder holder) = 0;

    /// Settles one message; returns what remains in the contact's outbox, so that the holder goes on.
    /// `lease_lost` when another holds the outbox by now: a message that `went_out` is removed all the same,
    /// and an outbox emptied so is nobody's; any other stays as it was, and what becomes of it is for the
    /// other to say.
    virtual awaitable<Result<std::vector<Pending>>> settle(Settle settle) = 0;

    /// Contacts of `partition` whose outbox is due (its lease ended or its retry time came); their leases are
    /// `holder`'s until now + lease.
    virtual awaitable<Result<std::vector<ContactKey>>> claim_outbox(int partition, TimePoint now,
                                                                    Duration lease, std::size_t limit,
                                                                    Holder holder) = 0;

    /// Contacts of `partition` whose due time has come; their due times move to now + lease, so that a dead
    /// claimer's work is found again. The claimer advances and commits, which sets the true next due time.
    virtual awaitable<Result<std::vector<ContactKey>>> claim_due(int partition, TimePoint now, Duration lease,
                                                                 std::size_t limit) = 0;

    /// Finished conversations of `partition` not yet handed off; leased until now + lease.
    virtual awaitable<Result<ClaimedFinished>> claim_finished(int partition, TimePoint now, Duration lease,
                                                              std::size_t limit) = 0;
    /// Removes a finished conversation of exactly this revision, after the ledger has committed it. No-op
    /// when already removed.
    virtual awaitable<Result<void>> finished_handed_off(ContactKey key, std::string conversation_id,
                                                        std::uint32_t revision) = 0;

    /// Remembers which contact a provider's message id belongs to, for delivery reports. Kept 8 days.
    virtual awaitable<Result<void>> remember_provider_id(std::string channel, std::string provider_id,
                                                         ContactKey key, std::uint64_t number,
                                                         TimePoint now) = 0;
    struct Sent {
        ContactKey key;
        std::uint64_t number = 0;
    };
    virtual awaitable<Result<std::optional<Sent>>> find_provider_id(std::string channel,
                                                                    std::string provider_id) = 0;

    // Dead letters: work that fails because of what it is, not because a store or a platform is away. It is
    // counted, and at last set aside, so that it holds up nothing else and nobody tries for ever.

    /// Counts a failure, and sets the work aside when it failed `limit` times (counts are kept for 8 days
    /// after the last failure): it is a dead letter then, with the record it is about, and no claim finds it
    /// any more. True when it is a dead letter now. Work that was set aside before and failed again stays one
    /// letter, with the tries of both.
    virtual awaitable<Result<bool>> failed(Failure failure, int limit) = 0;
    /// Letters of `partition` after `after`, at most `limit`.
    virtual awaitable<Result<std::vector<DeadLetter>>> dead_letters(int partition, LetterCursor after,
                                                                    std::size_t limit) = 0;
    /// nullopt when there is no letter of this id; any text may be asked for.
    virtual awaitable<Result<std::optional<DeadLetter>>> find_dead_letter(std::string id) = 0;
    /// Ends the letter and puts its work back where the next claim finds it. An event is put back nowhere:
    /// who ends its letter has given it to the conversation. False when there is no such letter.
    virtual awaitable<Result<bool>> release_dead_letter(Work work, TimePoint now) = 0;
    /// Removes the letter and what was set aside with it. False when there is no letter of this id.
    virtual awaitable<Result<bool>> discard_dead_letter(std::string id) = 0;
    /// How many letters `partition` has.
    virtual awaitable<Result<std::size_t>> count_dead_letters(int partition) = 0;

    // The notebook: what replicas share for a short while and could do without, such as a platform's access
    // token or the answer a webhook was given. Names and values are any bytes; a name says nothing personal.
    // Whether a time has passed is decided by the `now` of who asks.

    /// Keeps `value` under `name`, sealed, until `until`; replaces what was kept before.
    virtual awaitable<Result<void>> keep_note(std::string name, std::string value, TimePoint until,
                                              TimePoint now) = 0;
    /// The value kept; nullopt when there is none or its time has passed (until <= now). `corrupt` when it
    /// does not open: keep another or drop it.
    virtual awaitable<Result<std::optional<std::string>>> find_note(std::string name, TimePoint now) = 0;
    /// Forgets the kept value; a claim stands. No-op when there is none.
    virtual awaitable<Result<void>> drop_note(std::string name) = 0;
    /// True for exactly one caller until `until` or end_claim(), whoever `holder` is: who got it does what is
    /// to be done once. A claim touches no kept value. After `timeout` and `lost_after_send` the name may be
    /// claimed by nobody that knows, until `until`: claim for as long as the work takes, not longer.
    virtual awaitable<Result<bool>> claim_note(std::string name, Holder holder, TimePoint until,
                                               TimePoint now) = 0;
    /// Ends `holder`'s claim. No-op when there is none, or another's by now: a claimer that was slow leaves
    /// alone what is no longer its own.
    virtual awaitable<Result<void>> end_claim(std::string name, Holder holder) = 0;

    /// Removes what is past its keeping time in `partition`: dedupe marks and provider ids older than 8 days,
    /// notes and claims past theirs.
    virtual awaitable<Result<void>> tidy(int partition, TimePoint now) = 0;

    /// Reachable and fit for use? For /readyz. Error says why not.
    virtual awaitable<Result<void>> check() = 0;
};

}  // namespace askwell::storage
