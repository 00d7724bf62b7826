// Every sentence of storage/conversation_store.h, against every store.
#include "storage/conversation_store.h"

#include <algorithm>

#include <gmock/gmock.h>

#include "storage/codec.h"
#include "tests/contract/store_backend.h"
#include "tests/support/conversation_samples.h"

namespace askwell::test {
namespace {

using namespace storage;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::uint64_t> numbers(const std::vector<Pending>& pending) {
    std::vector<std::uint64_t> found;
    std::ranges::transform(pending, std::back_inserter(found),
                           [](const Pending& p) { return p.message.number; });
    return found;
}

std::vector<std::string> ids(const std::vector<flows::Finished>& finished) {
    std::vector<std::string> found;
    std::ranges::transform(finished, std::back_inserter(found),
                           [](const auto& f) { return f.conversation.id; });
    return found;
}

// ---- load and commit ----

TEST_P(StoreContract, a_contact_never_seen_has_version_0_and_only_its_key) {
    const auto state = get(store_->load(key()));
    flows::ContactState expected;
    expected.key = key().text();
    EXPECT_EQ(encode(state), encode(expected));
}

TEST_P(StoreContract, a_commit_is_loaded_as_it_was_given_but_with_the_next_version) {
    EXPECT_EQ(get(store_->commit(step(0))).status, CommitStatus::applied);
    auto expected = step(0).next;
    expected.version = 1;
    EXPECT_EQ(encode(get(store_->load(key()))), encode(expected));
    EXPECT_EQ(encode(get(other_->load(key()))), encode(expected));
}

TEST_P(StoreContract, a_stale_version_is_a_conflict_and_changes_nothing) {
    get(store_->commit(step(0)));
    Commit late = finishing(0, 1);
    late.message_id = "late";
    late.due = at_second(0);
    late.outgoing.push_back(message(1));
    EXPECT_EQ(get(other_->commit(late)).status, CommitStatus::conflict);

    EXPECT_EQ(get(store_->load(key())).version, 1U);
    EXPECT_THAT(get(store_->outbox(key())), IsEmpty());
    EXPECT_THAT(get(store_->claim_due(kPartition, at_second(9), kLease, 9)), IsEmpty());
    EXPECT_THAT(get(store_->claim_finished(kPartition, at_second(9), kLease, 9)).finished, IsEmpty());
    EXPECT_EQ(get(store_->commit(step(1, "late"))).status, CommitStatus::applied)
        << "a conflict must not leave a mark";
}

TEST_P(StoreContract, a_version_ahead_of_the_store_is_a_conflict) {
    EXPECT_EQ(get(store_->commit(step(5))).status, CommitStatus::conflict);
}

TEST_P(StoreContract, a_message_id_seen_before_is_a_duplicate_and_changes_nothing) {
    get(store_->commit(step(0, "m1")));
    Commit again = saying(1, 1);
    again.message_id = "m1";
    again.due = at_second(0);
    EXPECT_EQ(get(other_->commit(again)).status, CommitStatus::duplicate);
    EXPECT_EQ(get(store_->load(key())).version, 1U);
    EXPECT_THAT(get(store_->outbox(key())), IsEmpty());
    EXPECT_THAT(get(store_->claim_due(kPartition, at_second(9), kLease, 9)), IsEmpty());
}

TEST_P(StoreContract, a_duplicate_is_told_before_a_conflict) {
    get(store_->commit(step(0, "m1")));
    EXPECT_EQ(get(store_->commit(step(0, "m1"))).status, CommitStatus::duplicate);
}

TEST_P(StoreContract, message_ids_belong_to_one_contact) {
    get(store_->commit(step(0, "m1", "a")));
    EXPECT_EQ(get(store_->commit(step(0, "m1", "b"))).status, CommitStatus::applied);
}

TEST_P(StoreContract, an_empty_message_id_is_never_a_duplicate) {
    EXPECT_EQ(get(store_->commit(step(0))).status, CommitStatus::applied);
    EXPECT_EQ(get(store_->commit(step(1))).status, CommitStatus::applied);
}

TEST_P(StoreContract, a_commit_without_change_writes_only_the_mark) {
    get(store_->commit(step(0)));
    Commit mark = finishing(7, 1);  // any version: nothing is written that it would guard
    mark.message_id = "m1";
    mark.state_changed = false;
    mark.due = at_second(0);
    mark.outgoing.push_back(message(1));
    EXPECT_EQ(get(store_->commit(mark)).status, CommitStatus::applied);
    EXPECT_EQ(get(store_->load(key())).version, 1U);
    EXPECT_THAT(get(store_->outbox(key())), IsEmpty());
    EXPECT_THAT(get(store_->claim_due(kPartition, at_second(9), kLease, 9)), IsEmpty());
    EXPECT_THAT(get(store_->claim_finished(kPartition, at_second(9), kLease, 9)).finished, IsEmpty());
    EXPECT_EQ(get(store_->commit(mark)).status, CommitStatus::duplicate);
    EXPECT_EQ(get(store_->commit(step(1, "m1"))).status, CommitStatus::duplicate);
}

TEST_P(StoreContract, marks_hold_for_8_days_and_are_then_tidied_away) {
    get(store_->commit(step(0, "m1")));
    const auto after = [this](std::int64_t seconds) {
        succeed(store_->tidy(kPartition, at_second(seconds)));
        Commit again = step(1, "m1");
        again.now = at_second(seconds);
        return get(store_->commit(again)).status;
    };
    EXPECT_EQ(after(8 * 86'400 - 1), CommitStatus::duplicate);
    EXPECT_EQ(after(8 * 86'400 + 1), CommitStatus::applied);
}

// ---- outbox ----

TEST_P(StoreContract, the_committer_of_the_first_message_sends_now) {
    const Committed committed = get(store_->commit(saying(0, 1)));
    EXPECT_TRUE(committed.send_now);
    const auto pending = get(other_->outbox(key()));
    ASSERT_EQ(pending.size(), 1U);
    EXPECT_EQ(pending[0].contact, full_contact().contact);
    EXPECT_EQ(pending[0].message, message(1));
    EXPECT_EQ(pending[0].attempts, 0);
}

TEST_P(StoreContract, a_commit_without_messages_has_nothing_to_send) {
    EXPECT_FALSE(get(store_->commit(step(0))).send_now);
    EXPECT_THAT(get(store_->claim_outbox(kPartition, at_second(999), kLease, 9, kUs)), IsEmpty());
}

TEST_P(StoreContract, who_commits_behind_waiting_messages_does_not_send) {
    get(store_->commit(saying(0, 1)));
    EXPECT_FALSE(get(other_->commit(saying(1, 2))).send_now);
    EXPECT_THAT(numbers(get(store_->outbox(key()))), ElementsAre(1, 2));
}

TEST_P(StoreContract, an_outbox_keeps_by_what_each_message_can_be_said) {
    Commit answering = saying(0, 1);
    answering.reply_route = "session";
    get(store_->commit(answering));
    get(store_->commit(saying(1, 2)));
    const auto routes = [](const std::vector<Pending>& pending) {
        std::vector<std::string> routes;
        for (const Pending& message : pending) routes.push_back(message.reply_route);
        return routes;
    };
    EXPECT_THAT(routes(get(other_->outbox(key()))), ElementsAre("session", ""));
    EXPECT_THAT(routes(get(store_->settle({key(), 2, true, {}, at_second(1), kLease, kUs}))),
                ElementsAre("session"));
}

TEST_P(StoreContract, an_outbox_is_in_order_of_numbers_not_of_digits) {
    Commit commit = step(0);
    for (const std::uint64_t number : {10U, 9U, 100U, 11U}) commit.outgoing.push_back(message(number));
    get(store_->commit(commit));
    EXPECT_THAT(numbers(get(store_->outbox(key()))), ElementsAre(9, 10, 11, 100));
}

TEST_P(StoreContract, settling_removes_one_message_and_returns_the_rest) {
    get(store_->commit(saying(0, 1)));
    get(store_->commit(saying(1, 2)));
    get(store_->commit(saying(2, 3)));
    EXPECT_THAT(numbers(get(store_->settle({key(), 2, true, {}, at_second(1), kLease, kUs}))),
                ElementsAre(1, 3));
    EXPECT_THAT(numbers(get(store_->settle({key(), 1, true, {}, at_second(1), kLease, kUs}))),
                ElementsAre(3));
    EXPECT_THAT(get(store_->settle({key(), 3, true, {}, at_second(1), kLease, kUs})), IsEmpty());
    EXPECT_THAT(get(store_->claim_outbox(kPartition, at_second(999), kLease, 9, kUs)), IsEmpty());
    EXPECT_TRUE(get(store_->commit(saying(3, 4))).send_now);
}

TEST_P(StoreContract, settling_what_is_gone_returns_the_rest_and_changes_nothing) {
    get(store_->commit(saying(0, 1)));
    get(store_->commit(saying(1, 2)));
    get(store_->settle({key(), 1, true, {}, at_second(0), kLease, kUs}));
    EXPECT_THAT(numbers(get(other_->settle({key(), 1, true, {}, at_second(20), kLease, kUs}))),
                ElementsAre(2));
    EXPECT_THAT(numbers(get(other_->settle({key(), 1, false, at_second(99), at_second(20), kLease, kUs}))),
                ElementsAre(2));
    EXPECT_THAT(get(store_->claim_outbox(kPartition, at_second(30), kLease, 9, kUs)), ElementsAre(key()))
        << "lease as before";
    EXPECT_THAT(get(store_->settle({key("b"), 1, true, {}, at_second(0), kLease, kUs})), IsEmpty());
}

TEST_P(StoreContract, settling_renews_the_lease_for_what_remains) {
    get(store_->commit(saying(0, 1)));
    get(store_->commit(saying(1, 2)));
    get(store_->settle({key(), 1, true, {}, at_second(20), kLease, kUs}));
    EXPECT_THAT(get(other_->claim_outbox(kPartition, at_second(49), kLease, 9, kUs)), IsEmpty());
    EXPECT_THAT(get(other_->claim_outbox(kPartition, at_second(50), kLease, 9, kUs)), ElementsAre(key()));
}

TEST_P(StoreContract, a_message_kept_for_later_is_claimed_at_its_retry_time) {
    get(store_->commit(saying(0, 1)));
    EXPECT_THAT(numbers(get(store_->settle({key(), 1, false, at_second(300), at_second(1), kLease, kUs}))),
                ElementsAre(1));
    EXPECT_THAT(get(other_->claim_outbox(kPartition, at_second(299), kLease, 9, kUs)), IsEmpty());
    EXPECT_THAT(get(other_->claim_outbox(kPartition, at_second(300), kLease, 9, kUs)), ElementsAre(key()));
    EXPECT_THAT(numbers(get(other_->outbox(key()))), ElementsAre(1));
}

TEST_P(StoreContract, messages_of_a_pull_contact_wait_and_are_never_claimed) {
    Commit first = saying(0, 1);
    first.pull = true;
    Commit second = saying(1, 2);
    second.pull = true;
    EXPECT_FALSE(get(store_->commit(first)).send_now);
    EXPECT_FALSE(get(store_->commit(second)).send_now);
    EXPECT_THAT(numbers(get(store_->outbox(key()))), ElementsAre(1, 2));
    EXPECT_THAT(numbers(get(store_->settle({key(), 2, true, {}, at_second(1), kLease, kUs}))),
                ElementsAre(1));
    EXPECT_THAT(get(store_->claim_outbox(kPartition, at_second(9999), kLease, 9, kUs)), IsEmpty());
}

TEST_P(StoreContract, a_contact_that_no_longer_pulls_gets_what_waited) {
    Commit pulled = saying(0, 1);
    pulled.pull = true;
    get(store_->commit(pulled));
    EXPECT_FALSE(get(store_->commit(saying(1, 2))).send_now);
    EXPECT_THAT(get(store_->claim_outbox(kPartition, at_second(0), kLease, 9, kUs)), ElementsAre(key()));
}

TEST_P(StoreContract, an_outbox_is_claimed_when_its_lease_ends_not_before_and_by_one) {
    get(store_->commit(saying(0, 1)));
    EXPECT_THAT(get(other_->claim_outbox(kPartition, at_second(29), kLease, 9, kUs)), IsEmpty());
    EXPECT_THAT(get(other_->claim_outbox(kPartition, at_second(30), kLease, 9, kUs)), ElementsAre(key()));
    EXPECT_THAT(get(store_->claim_outbox(kPartition, at_second(59), kLease, 9, kUs)), IsEmpty());
    EXPECT_THAT(get(store_->claim_outbox(kPartition, at_second(60), kLease, 9, kUs)), ElementsAre(key()));
    EXPECT_THAT(get(store_->claim_outbox(kPartition + 1, at_second(999), kLease, 9, kUs)), IsEmpty());
}

TEST_P(StoreContract, sending_is_begun_once_per_attempt) {
    get(store_->commit(saying(0, 1)));
    EXPECT_TRUE(get(store_->begin_send(key(), 1, 0, kUs)));
    EXPECT_FALSE(get(other_->begin_send(key(), 1, 0, kUs))) << "begun by another";
    EXPECT_EQ(get(other_->outbox(key())).at(0).attempts, 1);
    EXPECT_TRUE(get(other_->begin_send(key(), 1, 1, kUs)));
    EXPECT_EQ(get(store_->outbox(key())).at(0).attempts, 2);
    get(store_->settle({key(), 1, true, {}, at_second(0), kLease, kUs}));
    EXPECT_FALSE(get(store_->begin_send(key(), 1, 2, kUs))) << "no longer there";
    EXPECT_FALSE(get(store_->begin_send(key("b"), 1, 0, kUs)));
}

TEST_P(StoreContract, attempts_of_a_settled_message_do_not_keep_its_outbox) {
    get(store_->commit(saying(0, 1)));
    get(store_->begin_send(key(), 1, 0, kUs));
    EXPECT_THAT(get(store_->settle({key(), 1, true, {}, at_second(0), kLease, kUs})), IsEmpty());
    EXPECT_TRUE(get(store_->commit(saying(1, 2))).send_now);
    EXPECT_EQ(get(store_->outbox(key())).at(0).attempts, 0);
}

TEST_P(StoreContract, what_is_settled_for_a_retry_counts_a_try_and_has_no_attempt_in_flight) {
    get(store_->commit(saying(0, 1)));
    EXPECT_TRUE(get(store_->begin_send(key(), 1, 0, kUs)));
    for (int tries = 1; tries <= 3; ++tries) {
        const auto rest = get(store_->settle({key(), 1, false, at_second(9), at_second(1), kLease, kUs}));
        ASSERT_EQ(rest.size(), 1U);
        EXPECT_EQ(rest[0].tries, tries);
        EXPECT_EQ(rest[0].attempts, 0) << "it certainly did not go out: another may begin it";
        EXPECT_TRUE(get(other_->begin_send(key(), 1, 0, kUs)));
    }
    EXPECT_THAT(get(store_->settle({key(), 1, true, {}, at_second(2), kLease, kUs})), IsEmpty());
    EXPECT_TRUE(get(store_->commit(saying(1, 2))).send_now) << "nothing of it is left behind";
}

// ---- due times ----

TEST_P(StoreContract, a_due_time_is_claimed_when_it_comes_and_again_when_its_claimer_dies) {
    Commit commit = step(0);
    commit.due = at_second(100);
    get(store_->commit(commit));
    EXPECT_THAT(get(store_->claim_due(kPartition, at_second(99), kLease, 9)), IsEmpty());
    EXPECT_THAT(get(store_->claim_due(kPartition, at_second(100), kLease, 9)), ElementsAre(key()));
    EXPECT_THAT(get(other_->claim_due(kPartition, at_second(129), kLease, 9)), IsEmpty());
    EXPECT_THAT(get(other_->claim_due(kPartition, at_second(130), kLease, 9)), ElementsAre(key()));
}

TEST_P(StoreContract, a_commit_sets_the_due_time_anew_or_removes_it) {
    Commit commit = step(0);
    commit.due = at_second(100);
    get(store_->commit(commit));
    Commit later = step(1);
    later.due = at_second(200);
    get(store_->commit(later));
    EXPECT_THAT(get(store_->claim_due(kPartition, at_second(199), kLease, 9)), IsEmpty());
    EXPECT_THAT(get(store_->claim_due(kPartition, at_second(200), kLease, 9)), ElementsAre(key()));
    get(store_->commit(step(2)));
    EXPECT_THAT(get(store_->claim_due(kPartition, at_second(9999), kLease, 9)), IsEmpty());
}

TEST_P(StoreContract, claims_take_at_most_their_limit_the_longest_due_first) {
    const std::vector<std::string> names{"c", "a", "b"};
    for (std::size_t at = 0; at < names.size(); ++at) {
        Commit commit = step(0, {}, names[at]);
        commit.due = at_second(static_cast<std::int64_t>(at));
        get(store_->commit(commit));
    }
    EXPECT_THAT(get(store_->claim_due(kPartition, at_second(9), kLease, 2)), ElementsAre(key("c"), key("a")));
    EXPECT_THAT(get(other_->claim_due(kPartition, at_second(9), kLease, 2)), ElementsAre(key("b")));
    EXPECT_THAT(get(other_->claim_due(kPartition, at_second(9), kLease, 0)), IsEmpty());
}

// ---- finished conversations ----

TEST_P(StoreContract, a_finished_conversation_is_handed_out_until_it_is_handed_off) {
    const Commit commit = finishing(0, 1);
    get(store_->commit(commit));
    const auto claimed = get(store_->claim_finished(kPartition, at_second(0), kLease, 9)).finished;
    ASSERT_EQ(claimed.size(), 1U);
    EXPECT_EQ(encode(claimed[0]), encode(commit.finished[0]));
    EXPECT_THAT(get(other_->claim_finished(kPartition, at_second(29), kLease, 9)).finished, IsEmpty());
    EXPECT_EQ(get(other_->claim_finished(kPartition, at_second(30), kLease, 9)).finished.size(), 1U);
    succeed(store_->finished_handed_off(key(), claimed[0].conversation.id, claimed[0].revision));
    EXPECT_THAT(get(store_->claim_finished(kPartition, at_second(9999), kLease, 9)).finished, IsEmpty());
    succeed(other_->finished_handed_off(key(), claimed[0].conversation.id, claimed[0].revision));
}

TEST_P(StoreContract, handing_off_one_conversation_leaves_the_others) {
    get(store_->commit(finishing(0, 1)));
    get(store_->commit(finishing(1, 2)));
    succeed(store_->finished_handed_off(key(), key().text() + "-1", 0));
    EXPECT_THAT(ids(get(store_->claim_finished(kPartition, at_second(1), kLease, 9)).finished),
                ElementsAre(key().text() + "-2"));
}

TEST_P(StoreContract, a_later_revision_is_handed_off_by_itself) {
    get(store_->commit(finishing(0, 1)));
    Commit again = finishing(1, 1);
    again.finished[0].revision = 4;
    get(store_->commit(again));
    succeed(store_->finished_handed_off(key(), key().text() + "-1", 0));
    const auto claimed = get(store_->claim_finished(kPartition, at_second(1), kLease, 9)).finished;
    ASSERT_EQ(claimed.size(), 1U) << "handing off the first must not lose the second";
    EXPECT_EQ(claimed[0].revision, 4U);
    succeed(store_->finished_handed_off(key(), key().text() + "-1", 4));
    EXPECT_THAT(get(store_->claim_finished(kPartition, at_second(9999), kLease, 9)).finished, IsEmpty());
}

// ---- provider ids ----

TEST_P(StoreContract, a_provider_id_leads_to_its_message) {
    succeed(store_->remember_provider_id("sms", "SM1", key(), 7, at_second(0)));
    const auto found = get(other_->find_provider_id("sms", "SM1"));
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->key, key());
    EXPECT_EQ(found->number, 7U);
    EXPECT_FALSE(get(store_->find_provider_id("telegram", "SM1")).has_value()) << "ids belong to a channel";
    EXPECT_FALSE(get(store_->find_provider_id("sms", "SM2")).has_value());
}

// ---- the whole ----

TEST_P(StoreContract, a_store_in_order_is_fit_for_use) {
    succeed(store_->check());
}

TEST_P(StoreContract, nothing_personal_can_be_read_in_what_is_stored) {
    Commit commit = finishing(0, 1);
    commit.message_id = "m1";
    commit.outgoing.push_back(message(1));
    get(store_->commit(commit));
    succeed(store_->remember_provider_id("sms", "SM-canary", key(), 1, at_second(0)));
    succeed(store_->keep_note("note-canary", "token-canary", at_second(60), at_second(0)));
    EXPECT_TRUE(get(store_->claim_note("note-canary", kUs, at_second(60), at_second(0))));
    const std::string raw = backend_->raw_bytes();
    ASSERT_NE(raw.find(key().digest), std::string::npos) << "looked in the wrong place";
    for (const std::string_view canary :
         {kCanaryAddress, kCanaryText, std::string_view{"SM-canary"}, std::string_view{"note-canary"},
          std::string_view{"token-canary"}}) {
        EXPECT_EQ(raw.find(canary), std::string::npos) << canary;
    }
}

INSTANTIATE_TEST_SUITE_P(Stores, StoreContract, testing::ValuesIn(backend_names()),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace askwell::test
