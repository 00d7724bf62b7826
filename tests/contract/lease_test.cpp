// Who holds an outbox, against every store: what a holder may do after its lease was taken by another.
#include <algorithm>
#include <limits>
#include <random>
#include <set>

#include <gmock/gmock.h>

#include "tests/contract/store_backend.h"

namespace askwell::test {
namespace {

using namespace storage;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr Holder kFirst{1};
constexpr Holder kSecond{std::numeric_limits<std::uint64_t>::max()};

class Lease : public StoreContract {
  protected:
    /// `holder` commits message `number`; true when it is to send it now.
    bool say(std::uint64_t expected_version, std::uint64_t number, Holder holder, std::int64_t second = 0) {
        Commit commit = saying(expected_version, number);
        commit.holder = holder;
        commit.now = at_second(second);
        return get(store_->commit(commit)).send_now;
    }
    std::vector<ContactKey> claim(std::int64_t second, Holder holder) {
        return get(other_->claim_outbox(kPartition, at_second(second), kLease, 9, holder));
    }
    Result<std::vector<Pending>> settle(std::uint64_t number, Holder holder, std::int64_t second) {
        return run(store_->settle({key(), number, true, {}, at_second(second), kLease, holder}));
    }
    /// `holder` says that the platform has message `number`.
    Result<std::vector<Pending>> went_out(std::uint64_t number, Holder holder, std::int64_t second) {
        return run(store_->settle({key(), number, true, {}, at_second(second), kLease, holder, true}));
    }
    Result<std::vector<Pending>> keep_for_later(std::uint64_t number, Holder holder, std::int64_t second,
                                                std::int64_t retry) {
        return run(
            store_->settle({key(), number, false, at_second(retry), at_second(second), kLease, holder}));
    }
    std::vector<std::uint64_t> waiting() {
        std::vector<std::uint64_t> numbers;
        for (const Pending& pending : get(other_->outbox(key()))) numbers.push_back(pending.message.number);
        return numbers;
    }
};

TEST_P(Lease, who_lost_it_settles_and_renews_nothing) {
    EXPECT_TRUE(say(0, 1, kFirst));
    EXPECT_THAT(claim(30, kSecond), ElementsAre(key()));
    EXPECT_EQ(settle(1, kFirst, 31).error(), StoreErrc::lease_lost);
    EXPECT_EQ(keep_for_later(1, kFirst, 31, 999).error(), StoreErrc::lease_lost);
    EXPECT_EQ(settle(77, kFirst, 31).error(), StoreErrc::lease_lost) << "whatever the message";
    const auto pending = get(other_->outbox(key()));
    ASSERT_EQ(pending.size(), 1U);
    EXPECT_EQ(pending[0].tries, 0);
    EXPECT_THAT(claim(59, kFirst), IsEmpty());
    EXPECT_THAT(claim(60, kFirst), ElementsAre(key())) << "the other's lease is as it was";
}

TEST_P(Lease, who_lost_it_begins_nothing) {
    EXPECT_TRUE(say(0, 1, kFirst));
    EXPECT_THAT(claim(30, kSecond), ElementsAre(key()));
    EXPECT_FALSE(get(store_->begin_send(key(), 1, 0, kFirst)));
    EXPECT_EQ(get(other_->outbox(key())).at(0).attempts, 0);
    EXPECT_TRUE(get(store_->begin_send(key(), 1, 0, kSecond)));
    EXPECT_EQ(keep_for_later(1, kFirst, 31, 999).error(), StoreErrc::lease_lost);
    EXPECT_EQ(get(other_->outbox(key())).at(0).attempts, 1) << "what the other began is still under way";
}

TEST_P(Lease, who_lost_it_takes_out_what_went_out_and_renews_nothing) {
    EXPECT_TRUE(say(0, 1, kFirst));
    EXPECT_FALSE(say(1, 2, kSecond));
    EXPECT_THAT(claim(30, kSecond), ElementsAre(key()));
    EXPECT_EQ(went_out(77, kFirst, 31).error(), StoreErrc::lease_lost);
    EXPECT_THAT(waiting(), ElementsAre(1, 2));
    EXPECT_EQ(went_out(1, kFirst, 31).error(), StoreErrc::lease_lost) << "the rest is the other's to send";
    EXPECT_THAT(waiting(), ElementsAre(2));
    EXPECT_THAT(claim(59, kFirst), IsEmpty());
    ASSERT_TRUE(went_out(1, kSecond, 32)) << "who sent it, too, finds it gone and goes on";
    EXPECT_THAT(waiting(), ElementsAre(2));
    EXPECT_TRUE(went_out(2, kSecond, 33));
    EXPECT_THAT(waiting(), IsEmpty());
}

TEST_P(Lease, an_outbox_emptied_by_who_lost_it_is_nobodys) {
    EXPECT_TRUE(say(0, 1, kFirst));
    EXPECT_THAT(claim(30, kSecond), ElementsAre(key()));
    EXPECT_EQ(went_out(1, kFirst, 31).error(), StoreErrc::lease_lost);
    EXPECT_THAT(claim(99, kFirst), IsEmpty()) << "or it would be looked at for ever";
    EXPECT_TRUE(say(1, 2, kFirst, 100)) << "the next message is sent at once";
    EXPECT_EQ(keep_for_later(1, kSecond, 101, 999).error(), StoreErrc::lease_lost);
    EXPECT_EQ(went_out(1, kSecond, 101).error(), StoreErrc::lease_lost);
    EXPECT_THAT(waiting(), ElementsAre(2));
    EXPECT_TRUE(went_out(2, kFirst, 102));
}

TEST_P(Lease, what_went_out_and_was_settled_otherwise_meanwhile_stays_so) {
    EXPECT_TRUE(say(0, 1, kFirst));
    EXPECT_THAT(claim(30, kSecond), ElementsAre(key()));
    ASSERT_TRUE(get(store_->begin_send(key(), 1, 0, kSecond)));
    EXPECT_EQ(went_out(1, kFirst, 31).error(), StoreErrc::lease_lost);
    EXPECT_TRUE(say(1, 2, kFirst, 32));
    const auto pending = get(other_->outbox(key()));
    ASSERT_EQ(pending.size(), 1U);
    EXPECT_EQ(pending[0].attempts, 0) << "what was begun belonged to the first message";
    EXPECT_FALSE(get(store_->begin_send(key(), 1, 1, kSecond))) << "it is gone";
}

TEST_P(Lease, it_is_its_holders_after_its_end_while_nobody_took_it) {
    EXPECT_TRUE(say(0, 1, kFirst));
    EXPECT_FALSE(say(1, 2, kSecond)) << "behind the first's message";
    EXPECT_TRUE(get(store_->begin_send(key(), 1, 0, kFirst)));
    EXPECT_EQ(settle(1, kSecond, 1).error(), StoreErrc::lease_lost) << "a commit behind does not take it";
    ASSERT_TRUE(settle(1, kFirst, 40));
    EXPECT_THAT(waiting(), ElementsAre(2));
    EXPECT_THAT(claim(69, kSecond), IsEmpty()) << "renewed";
    EXPECT_THAT(claim(70, kSecond), ElementsAre(key()));
}

TEST_P(Lease, it_may_be_taken_again_by_who_had_it) {
    EXPECT_TRUE(say(0, 1, kFirst));
    EXPECT_THAT(claim(30, kFirst), ElementsAre(key()));
    EXPECT_TRUE(settle(1, kFirst, 31));
    EXPECT_THAT(waiting(), IsEmpty());
}

TEST_P(Lease, it_ends_with_the_outbox_and_the_next_message_has_a_holder_of_its_own) {
    EXPECT_TRUE(say(0, 1, kFirst));
    EXPECT_TRUE(settle(1, kFirst, 1));
    ASSERT_TRUE(settle(1, kSecond, 1)) << "nobody holds an empty outbox";
    EXPECT_TRUE(say(1, 2, kSecond));
    EXPECT_EQ(settle(1, kFirst, 2).error(), StoreErrc::lease_lost)
        << "a settlement repeated after a lost connection must not lead the first to send the second's";
    EXPECT_TRUE(settle(2, kSecond, 2));
}

TEST_P(Lease, what_is_kept_for_later_is_claimed_from_who_kept_it) {
    EXPECT_TRUE(say(0, 1, kFirst));
    ASSERT_TRUE(keep_for_later(1, kFirst, 1, 300));
    EXPECT_FALSE(say(1, 2, kSecond));
    EXPECT_THAT(claim(300, kSecond), ElementsAre(key()));
    EXPECT_EQ(settle(1, kFirst, 301).error(), StoreErrc::lease_lost);
    EXPECT_TRUE(settle(1, kSecond, 301));
    EXPECT_THAT(waiting(), ElementsAre(2));
}

TEST_P(Lease, who_fetches_messages_needs_none) {
    Commit commit = saying(0, 1);
    commit.pull = true;
    commit.holder = kFirst;
    get(store_->commit(commit));
    EXPECT_TRUE(settle(1, kSecond, 1));
    EXPECT_THAT(waiting(), IsEmpty());
}

TEST_P(Lease, of_many_claimers_one_holds_it_and_only_that_one_settles) {
    EXPECT_TRUE(say(0, 1, kFirst));
    std::vector<awaitable<Result<std::vector<ContactKey>>>> claims;
    for (std::uint64_t claimer = 0; claimer < 20; ++claimer) {
        ConversationStore& store = claimer % 2 == 0 ? *store_ : *other_;
        claims.push_back(store.claim_outbox(kPartition, at_second(30), kLease, 9, Holder{100 + claimer}));
    }
    const auto claimed = get_all(std::move(claims));
    EXPECT_EQ(std::ranges::count(claimed, std::vector{key()}), 1);
    for (std::uint64_t claimer = 0; claimer < 20; ++claimer) {
        const bool held = !claimed[claimer].empty();
        EXPECT_EQ(keep_for_later(1, Holder{100 + claimer}, 31, 99).has_value(), held) << claimer;
    }
    EXPECT_EQ(get(store_->outbox(key())).at(0).tries, 1);
}

// 1,000 random steps of three workers over a clock that moves on: who was given the lease last is the only
// one who can settle, but for what went out, which is gone whoever says so; and everything said is settled
// exactly once.
TEST_P(Lease, in_any_history_only_the_last_to_get_it_settles) {
    std::minstd_rand random{20'261'122};
    const auto below = [&random](std::uint64_t limit) {
        return std::uniform_int_distribution<std::uint64_t>{0, limit - 1}(random);
    };
    std::optional<Holder> holder;
    std::uint64_t version = 0;
    std::set<std::uint64_t> unsettled;
    std::int64_t second = 0;
    for (int step = 0; step < 1000; ++step) {
        SCOPED_TRACE(step);
        second += static_cast<std::int64_t>(below(20));
        const Holder worker{below(3)};
        switch (below(4)) {
            case 0: {
                const std::uint64_t number = ++version;
                ASSERT_EQ(say(number - 1, number, worker, second), unsettled.empty());
                if (unsettled.empty()) holder = worker;
                unsettled.insert(number);
                break;
            }
            case 1:
                if (!claim(second, worker).empty()) holder = worker;
                break;
            case 2: {
                if (unsettled.empty()) break;
                const std::uint64_t number = 1 + below(version);  // gone already, perhaps
                ASSERT_EQ(went_out(number, worker, second).has_value(), worker == holder);
                unsettled.erase(number);
                break;
            }
            default: {
                if (unsettled.empty()) break;
                const std::uint64_t number = *unsettled.begin();
                const auto settled = settle(number, worker, second);
                ASSERT_EQ(settled.has_value(), worker == holder);
                if (!settled) break;
                unsettled.erase(number);
                ASSERT_EQ(settled->size(), unsettled.size());
            }
        }
        ASSERT_EQ(waiting().size(), unsettled.size());
    }
    EXPECT_GT(version, 100U);
}

INSTANTIATE_TEST_SUITE_P(Stores, Lease, testing::Values("redis", "sqlite"),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace askwell::test
