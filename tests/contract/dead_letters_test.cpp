// Dead letters, against every store: work that fails is counted, set aside with its record, shown, and given
// back or discarded; everything else goes on.
#include <algorithm>
#include <set>

#include <gmock/gmock.h>

#include "storage/codec.h"
#include "tests/contract/store_backend.h"
#include "tests/support/conversation_samples.h"

namespace askwell::test {
namespace {

using namespace storage;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Work event_work(std::string message_id = "m1") {
    return {WorkKind::event, key(), std::move(message_id)};
}
Work timer_work(std::string name = "a") {
    return {WorkKind::timer, key(std::move(name)), ""};
}
Work hand_off_work(std::uint32_t conversation = 1) {
    return {WorkKind::hand_off, key(), key().text() + "-" + std::to_string(conversation) + ".0"};
}
Work message_work(std::uint64_t number) {
    return {WorkKind::message, key(), std::to_string(number)};
}

Failure failure_of(Work work, std::int64_t second = 0, std::string payload = {}) {
    Failure failure;
    failure.conversation_id = work.key.text() + "-1";
    failure.work = std::move(work);
    failure.error = "corrupt";
    failure.payload = std::move(payload);
    failure.at = at_second(second);
    return failure;
}

/// A cipher that opens nothing of test_cipher()'s.
std::shared_ptr<const Cipher> strange_cipher() {
    using Keys = std::map<std::string, std::string, std::less<>>;
    return std::make_shared<const Cipher>(Keys{{"k2", std::string(32, 'n')}}, "k2");
}

class DeadLetters : public StoreContract {
  protected:
    bool fail(Work work, std::int64_t second = 0, int limit = kMaxFailures) {
        return get(store_->failed(failure_of(std::move(work), second), limit));
    }
    void bury(const Work& work, std::int64_t second = 0) {
        EXPECT_FALSE(fail(work, second));
        EXPECT_FALSE(get(other_->failed(failure_of(work, second), kMaxFailures)));
        EXPECT_TRUE(fail(work, second));
    }
    std::vector<DeadLetter> letters(LetterCursor after = {}, std::size_t limit = 100) {
        return get(other_->dead_letters(kPartition, std::move(after), limit));
    }
    std::vector<std::string> letter_ids() {
        std::vector<std::string> ids;
        for (const DeadLetter& letter : letters()) ids.push_back(letter.id);
        return ids;
    }
    std::vector<ContactKey> due(std::int64_t second) {
        return get(other_->claim_due(kPartition, at_second(second), kLease, 9));
    }
    ClaimedFinished finished(std::int64_t second) {
        return get(other_->claim_finished(kPartition, at_second(second), kLease, 9));
    }
    std::vector<std::uint64_t> waiting() {
        std::vector<std::uint64_t> numbers;
        for (const Pending& pending : get(other_->outbox(key()))) numbers.push_back(pending.message.number);
        return numbers;
    }
    void set_due(std::uint64_t expected_version, std::int64_t second) {
        Commit commit = step(expected_version);
        commit.due = at_second(second);
        ASSERT_EQ(get(store_->commit(commit)).status, CommitStatus::applied);
    }
};

// ---- counting ----

TEST_P(DeadLetters, the_third_failure_makes_one_that_says_all_that_staff_need) {
    const Work work = event_work();
    EXPECT_FALSE(fail(work, 1));
    EXPECT_FALSE(get(other_->failed(failure_of(work, 2), kMaxFailures))) << "another replica counts on";
    EXPECT_THAT(letters(), IsEmpty());
    EXPECT_TRUE(get(store_->failed(failure_of(work, 3, "what was said"), kMaxFailures)));

    const auto found = letters();
    ASSERT_EQ(found.size(), 1U);
    const DeadLetter& letter = found.front();
    EXPECT_EQ(letter.id, work.id());
    EXPECT_EQ(letter.tries, 3);
    EXPECT_EQ(letter.at, at_second(3));
    ASSERT_TRUE(letter.failure.has_value());
    EXPECT_EQ(letter.failure->work, work);
    EXPECT_EQ(letter.failure->conversation_id, key().text() + "-1");
    EXPECT_EQ(letter.failure->error, "corrupt");
    EXPECT_EQ(letter.failure->payload, "what was said");
    EXPECT_EQ(letter.failure->at, at_second(3));
    EXPECT_EQ(get(other_->count_dead_letters(kPartition)), 1U);
    EXPECT_EQ(get(other_->count_dead_letters(kPartition + 1)), 0U);
    EXPECT_EQ(get(other_->find_dead_letter(letter.id))->id, letter.id);
}

TEST_P(DeadLetters, every_piece_of_work_is_counted_by_itself) {
    const std::vector<Work> works{event_work("m1"), event_work("m2"), event_work(""),   timer_work(),
                                  timer_work("b"),  hand_off_work(1), hand_off_work(2), message_work(1)};
    for (int round = 1; round < kMaxFailures; ++round) {
        for (const Work& work : works) EXPECT_FALSE(fail(work)) << round;
    }
    std::set<std::string> ids;
    for (const Work& work : works) {
        EXPECT_TRUE(fail(work));
        ids.insert(work.id());
    }
    EXPECT_EQ(ids.size(), works.size());
    const auto listed = letter_ids();
    EXPECT_EQ((std::set<std::string>{listed.begin(), listed.end()}), ids);
}

TEST_P(DeadLetters, of_failures_at_once_each_is_counted_once) {
    std::vector<awaitable<Result<bool>>> failures;
    for (int at = 0; at < 30; ++at) {
        ConversationStore& store = at % 2 == 0 ? *store_ : *other_;
        failures.push_back(store.failed(failure_of(event_work()), kMaxFailures));
    }
    EXPECT_EQ(std::ranges::count(get_all(std::move(failures)), true), 10);
    ASSERT_EQ(letters().size(), 1U);
    EXPECT_EQ(letters().front().tries, 30);
}

TEST_P(DeadLetters, what_fails_again_stays_one_letter_with_the_tries_of_both) {
    bury(event_work(), 1);
    EXPECT_TRUE(fail(event_work(), 9, 1));
    ASSERT_EQ(letters().size(), 1U);
    EXPECT_EQ(letters().front().tries, 4);
    EXPECT_EQ(letters().front().at, at_second(9));
}

TEST_P(DeadLetters, names_and_payloads_are_any_bytes) {
    std::string bytes(1'000'000, '\0');
    for (std::size_t at = 0; at < bytes.size(); ++at) bytes[at] = static_cast<char>(at % 256);
    for (const std::string& item :
         {std::string{}, std::string("a\0b", 3), std::string{"\xff\xed\xa0\x80 .r"}, bytes}) {
        const Work work = event_work(item);
        EXPECT_TRUE(get(store_->failed(failure_of(work, 0, bytes), 1)));
        const auto letter = get(other_->find_dead_letter(work.id()));
        ASSERT_TRUE(letter && letter->failure);
        EXPECT_EQ(letter->failure->work.item, item);
        EXPECT_EQ(letter->failure->payload, bytes);
    }
}

// ---- what is set aside, and the rest ----

TEST_P(DeadLetters, a_timer_set_aside_is_claimed_by_nobody_until_it_is_given_back) {
    set_due(0, 0);
    bury(timer_work());
    EXPECT_THAT(due(9999), IsEmpty());
    EXPECT_TRUE(get(store_->release_dead_letter(timer_work(), at_second(50))));
    EXPECT_THAT(letters(), IsEmpty());
    EXPECT_THAT(due(49), IsEmpty());
    EXPECT_THAT(due(50), ElementsAre(key()));
    EXPECT_FALSE(get(store_->release_dead_letter(timer_work(), at_second(50)))) << "only once";
}

TEST_P(DeadLetters, a_time_set_since_is_not_changed_by_giving_the_timer_back) {
    set_due(0, 0);
    bury(timer_work());
    set_due(1, 100);
    EXPECT_TRUE(get(store_->release_dead_letter(timer_work(), at_second(50))));
    EXPECT_THAT(due(99), IsEmpty());
    EXPECT_THAT(due(100), ElementsAre(key()));
}

TEST_P(DeadLetters, the_timers_of_others_go_on) {
    set_due(0, 0);
    Commit commit = step(0, {}, "b");
    commit.due = at_second(0);
    get(store_->commit(commit));
    bury(timer_work());
    EXPECT_THAT(due(1), ElementsAre(key("b")));
}

TEST_P(DeadLetters, a_hand_off_set_aside_comes_back_as_it_was) {
    const Commit commit = finishing(0, 1);
    get(store_->commit(commit));
    get(store_->commit(finishing(1, 2)));
    bury(hand_off_work(1));
    const auto others = finished(9999).finished;
    ASSERT_EQ(others.size(), 1U);
    EXPECT_EQ(others[0].conversation.id, key().text() + "-2");
    succeed(store_->finished_handed_off(key(), key().text() + "-2", 0));

    EXPECT_TRUE(get(store_->release_dead_letter(hand_off_work(1), at_second(50))));
    const auto back = finished(50).finished;
    ASSERT_EQ(back.size(), 1U);
    EXPECT_EQ(encode(back[0]), encode(commit.finished[0]));
}

TEST_P(DeadLetters, a_hand_off_that_does_not_open_is_named_and_set_aside_until_the_key_is_back) {
    get(store_->commit(finishing(0, 1)));
    const auto strange = open(strange_cipher());
    const auto claimed = get(strange->claim_finished(kPartition, at_second(0), kLease, 9));
    EXPECT_THAT(claimed.finished, IsEmpty());
    EXPECT_THAT(claimed.damaged, ElementsAre(FinishedName{key().text() + "-1", 0}));
    EXPECT_TRUE(get(strange->failed(failure_of(hand_off_work()), 1)));
    EXPECT_THAT(finished(9999).finished, IsEmpty());
    EXPECT_TRUE(get(store_->release_dead_letter(hand_off_work(), at_second(50))));
    EXPECT_EQ(finished(50).finished.size(), 1U);
}

TEST_P(DeadLetters, a_message_set_aside_lets_those_behind_it_go) {
    get(store_->commit(saying(0, 1)));
    get(store_->commit(saying(1, 2)));
    bury(message_work(1));
    EXPECT_THAT(waiting(), ElementsAre(2));
    EXPECT_THAT(get(other_->claim_outbox(kPartition, at_second(30), kLease, 9, kUs)), ElementsAre(key()));
    EXPECT_THAT(get(store_->settle({key(), 2, true, {}, at_second(31), kLease, kUs})), IsEmpty());

    EXPECT_TRUE(get(store_->release_dead_letter(message_work(1), at_second(50))));
    EXPECT_THAT(get(other_->claim_outbox(kPartition, at_second(50), kLease, 9, kUs)), ElementsAre(key()));
    const auto back = get(other_->outbox(key()));
    ASSERT_EQ(back.size(), 1U);
    EXPECT_EQ(encode(back[0].message), encode(message(1)));
    EXPECT_EQ(back[0].tries, 0);
}

TEST_P(DeadLetters, when_the_only_message_is_set_aside_the_outbox_is_free) {
    get(store_->commit(saying(0, 1)));
    bury(message_work(1));
    EXPECT_THAT(get(other_->claim_outbox(kPartition, at_second(9999), kLease, 9, kUs)), IsEmpty());
    EXPECT_TRUE(get(store_->commit(saying(1, 2))).send_now);
}

TEST_P(DeadLetters, giving_a_message_back_takes_no_lease_from_who_is_sending) {
    get(store_->commit(saying(0, 1)));
    bury(message_work(1));
    EXPECT_TRUE(get(store_->commit(saying(1, 2))).send_now);
    EXPECT_TRUE(get(store_->release_dead_letter(message_work(1), at_second(1))));
    EXPECT_THAT(get(other_->claim_outbox(kPartition, at_second(29), kLease, 9, Holder{5})), IsEmpty());
    EXPECT_EQ(get(store_->settle({key(), 2, true, {}, at_second(2), kLease, kUs})).size(), 1U)
        << "who is sending goes on with it";
}

TEST_P(DeadLetters, a_message_whose_sending_was_begun_comes_back_as_begun) {
    get(store_->commit(saying(0, 1)));
    EXPECT_TRUE(get(store_->begin_send(key(), 1, 0, kUs)));
    bury(message_work(1));
    EXPECT_TRUE(get(store_->release_dead_letter(message_work(1), at_second(50))));
    EXPECT_EQ(get(other_->outbox(key())).at(0).attempts, 1) << "or a reminder might be said twice";
}

TEST_P(DeadLetters, a_message_that_does_not_open_is_shown_in_its_place) {
    get(store_->commit(saying(0, 1)));
    const auto strange = open(strange_cipher());
    const auto pending = get(strange->outbox(key()));
    ASSERT_EQ(pending.size(), 1U);
    EXPECT_TRUE(pending[0].damaged);
    EXPECT_EQ(pending[0].message.number, 1U);
    EXPECT_FALSE(get(store_->outbox(key())).at(0).damaged);
}

// ---- discarding ----

TEST_P(DeadLetters, what_is_discarded_is_gone_with_what_was_set_aside) {
    get(store_->commit(finishing(0, 1)));
    bury(hand_off_work());
    EXPECT_TRUE(get(store_->discard_dead_letter(hand_off_work().id())));
    EXPECT_FALSE(get(other_->discard_dead_letter(hand_off_work().id())));
    EXPECT_THAT(letters(), IsEmpty());
    EXPECT_FALSE(get(store_->release_dead_letter(hand_off_work(), at_second(1))));
    EXPECT_THAT(finished(9999).finished, IsEmpty());
    EXPECT_EQ(get(other_->count_dead_letters(kPartition)), 0U);
    EXPECT_FALSE(fail(hand_off_work())) << "counted from the beginning";
}

TEST_P(DeadLetters, any_text_may_be_asked_for) {
    for (const std::string& id : {std::string{}, std::string{"*"}, key().text(), key().text() + "-1",
                                  std::string("\0\xff", 2), event_work().id() + ".r",
                                  std::string(1'000'000, '0'), std::string{"999-"} + std::string(32, '0')}) {
        EXPECT_EQ(get(store_->find_dead_letter(id)), std::nullopt);
        EXPECT_FALSE(get(store_->discard_dead_letter(id)));
    }
}

// ---- listing ----

TEST_P(DeadLetters, pages_show_every_letter_once_in_order_of_time) {
    std::vector<std::pair<TimePoint, std::string>> expected;
    for (int at = 0; at < 40; ++at) {
        const Work work = event_work("m" + std::to_string(at));
        const std::int64_t second = (at * 7) % 5;  // many at the same moment
        EXPECT_TRUE(fail(work, second, 1));
        expected.emplace_back(at_second(second), work.id());
    }
    std::ranges::sort(expected);
    for (const std::size_t limit : {1U, 3U, 39U, 40U, 100U}) {
        std::vector<std::pair<TimePoint, std::string>> seen;
        LetterCursor cursor;
        for (;;) {
            const auto page = letters(cursor, limit);
            if (page.empty()) break;
            EXPECT_LE(page.size(), limit);
            for (const DeadLetter& letter : page) seen.emplace_back(letter.at, letter.id);
            cursor = {page.back().at, page.back().id};
        }
        EXPECT_EQ(seen, expected) << limit;
    }
    EXPECT_THAT(letters({}, 0), IsEmpty());
}

// ---- at rest ----

TEST_P(DeadLetters, one_that_does_not_open_is_listed_and_can_be_discarded) {
    bury(event_work(), 7);
    other_ = open(strange_cipher());
    ASSERT_EQ(letters().size(), 1U);
    EXPECT_EQ(letters().front().id, event_work().id());
    EXPECT_EQ(letters().front().at, at_second(7));
    EXPECT_EQ(letters().front().tries, 3);
    EXPECT_FALSE(letters().front().failure.has_value());
    EXPECT_TRUE(get(other_->discard_dead_letter(event_work().id())));
}

TEST_P(DeadLetters, nothing_personal_is_readable_at_rest) {
    const StoredEvent event{{"sms", std::string{kCanaryAddress}},
                            flows::TextReceived{std::string{kCanaryText}, {}, {}},
                            "canary-message-id",
                            at_second(0)};
    EXPECT_TRUE(get(store_->failed(failure_of(event_work("canary-message-id"), 0, encode(event)), 1)));
    store_.reset();
    other_.reset();
    const std::string bytes = backend_->raw_bytes();
    EXPECT_THAT(bytes, HasSubstr(event_work("canary-message-id").id()));
    for (const std::string_view canary : {kCanaryAddress, kCanaryText, std::string_view{"canary-message-id"}})
        EXPECT_THAT(bytes, Not(HasSubstr(std::string{canary})));
}

TEST_P(DeadLetters, a_store_opened_again_has_the_letters_and_counts_of_before) {
    bury(event_work("m1"));
    EXPECT_FALSE(fail(event_work("m2")));
    EXPECT_FALSE(fail(event_work("m2")));
    store_.reset();
    other_.reset();
    store_ = open();
    other_ = open();
    EXPECT_EQ(letters().size(), 1U);
    EXPECT_TRUE(fail(event_work("m2")));
}

INSTANTIATE_TEST_SUITE_P(Stores, DeadLetters, testing::ValuesIn(backend_names()),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace askwell::test
