// The notebook of storage/conversation_store.h, against every store: what replicas share for a short while.
#include <algorithm>
#include <limits>
#include <random>

#include <gmock/gmock.h>

#include "tests/contract/store_backend.h"

namespace askwell::test {
namespace {

using namespace storage;
using testing::Eq;
using testing::Optional;

constexpr Holder kFirst{1};
constexpr Holder kSecond{std::numeric_limits<std::uint64_t>::max()};

class Notebook : public StoreContract {
  protected:
    void keep(std::string name, std::string value, TimePoint until = at_second(60)) {
        succeed(store_->keep_note(std::move(name), std::move(value), until, at_second(0)));
    }
    bool claim(ConversationStore& store, std::string name, TimePoint until, TimePoint now,
               Holder holder = kUs) {
        return get(store.claim_note(std::move(name), holder, until, now));
    }
    /// As another replica finds it.
    std::optional<std::string> find(std::string name, TimePoint now = at_second(0)) {
        return get(other_->find_note(std::move(name), now));
    }
};

std::string every_byte(std::size_t size) {
    std::string bytes(size, '\0');
    for (std::size_t at = 0; at < size; ++at) bytes[at] = static_cast<char>(at % 256);
    return bytes;
}

std::shared_ptr<const Cipher> cipher(std::map<std::string, std::string, std::less<>> keys,
                                     std::string current) {
    return std::make_shared<const Cipher>(std::move(keys), std::move(current));
}

// ---- values ----

TEST_P(Notebook, what_is_kept_is_found_until_its_time_ends) {
    keep("token", "t1", at_second(60));
    EXPECT_THAT(find("token", at_second(0)), Optional(Eq("t1")));
    EXPECT_THAT(find("token", at_second(60) - Duration{1}), Optional(Eq("t1")));
    EXPECT_EQ(find("token", at_second(60)), std::nullopt);
    EXPECT_EQ(find("token", at_second(9999)), std::nullopt);
    EXPECT_EQ(find("another"), std::nullopt);
}

TEST_P(Notebook, the_clock_of_who_asks_decides_not_that_of_who_kept) {
    succeed(store_->keep_note("token", "t1", at_second(60), at_second(0)));
    EXPECT_THAT(find("token", at_second(-86'400)), Optional(Eq("t1"))) << "a clock that is behind";
    succeed(store_->keep_note("token", "t2", at_second(60), at_second(86'400)));
    EXPECT_THAT(find("token", at_second(59)), Optional(Eq("t2"))) << "kept by a clock that is ahead";
}

TEST_P(Notebook, what_is_kept_again_is_replaced_with_its_time) {
    keep("token", "t1", at_second(60));
    keep("token", "t2", at_second(30));
    EXPECT_THAT(find("token", at_second(29)), Optional(Eq("t2")));
    EXPECT_EQ(find("token", at_second(30)), std::nullopt);
    keep("token", "t3", at_second(90));
    EXPECT_THAT(find("token", at_second(89)), Optional(Eq("t3")));
}

TEST_P(Notebook, what_is_kept_for_ever_is_found) {
    keep("token", "t1", TimePoint::max());
    EXPECT_THAT(find("token"), Optional(Eq("t1")));
    EXPECT_TRUE(claim(*store_, "token", TimePoint::max(), at_second(0)));
    EXPECT_FALSE(claim(*other_, "token", TimePoint::max(), at_second(86'400)));
}

TEST_P(Notebook, names_and_values_are_any_bytes) {
    const std::vector<std::string> names{
        "",
        std::string(1, '\0'),
        std::string("a\0b", 3),
        "a",
        "a b",
        "a\nb",
        "a ",
        "\xff\xfe\xc0\x80",
        "*",
        "{p017}:s:x",
        "token",
        "\xe2\x80\x8ftoken",
        "\xe2\x80\x8btoken",
        "%s",
        "' OR 1=1 --",
        "TOKEN",
        "\xed\xa0\x80 surrogate",
        every_byte(256),
        "\r\n",
        std::string(1'000'000, 'n'),
    };
    for (const std::string& name : names) keep(name, "value of " + name);
    for (const std::string& name : names) EXPECT_EQ(find(name), "value of " + name);
}

TEST_P(Notebook, values_of_any_size_come_back) {
    for (const std::size_t size : {0U, 1U, 255U, 65'536U, 1'048'576U}) {
        keep("value", every_byte(size));
        EXPECT_EQ(find("value"), every_byte(size)) << size;
    }
}

TEST_P(Notebook, what_another_key_sealed_is_read_as_long_as_the_key_is_known) {
    keep("token", "t1");
    const std::string first(32, 'k');  // test_cipher()'s
    const std::string second(32, 'n');
    other_ = open(cipher({{"k1", first}, {"k2", second}}, "k2"));
    EXPECT_THAT(find("token"), Optional(Eq("t1")));

    other_ = open(cipher({{"k2", second}}, "k2"));
    EXPECT_EQ(run(other_->find_note("token", at_second(0))).error(), StoreErrc::corrupt);
    EXPECT_FALSE(find("token", at_second(60)).has_value()) << "what is past need not open";
    succeed(other_->keep_note("token", "t2", at_second(60), at_second(0)));
    EXPECT_THAT(find("token"), Optional(Eq("t2"))) << "one that does not open can be replaced";
}

// ---- claims ----

TEST_P(Notebook, a_name_is_claimed_by_one_until_the_claim_ends) {
    EXPECT_TRUE(claim(*store_, "token", at_second(30), at_second(0)));
    EXPECT_FALSE(claim(*other_, "token", at_second(60), at_second(0)));
    EXPECT_FALSE(claim(*store_, "token", at_second(60), at_second(0))) << "not even by who has it";
    EXPECT_FALSE(claim(*other_, "token", at_second(90), at_second(30) - Duration{1}));
    EXPECT_TRUE(claim(*other_, "token", at_second(60), at_second(30)));
    EXPECT_FALSE(claim(*store_, "token", at_second(90), at_second(59)));
    EXPECT_TRUE(claim(*store_, "other", at_second(30), at_second(0))) << "another name";
}

TEST_P(Notebook, claims_and_values_do_not_touch_each_other) {
    EXPECT_TRUE(claim(*store_, "token", at_second(30), at_second(0)));
    EXPECT_EQ(find("token"), std::nullopt);
    keep("token", "t1");
    EXPECT_FALSE(claim(*other_, "token", at_second(30), at_second(0)));
    EXPECT_TRUE(claim(*other_, "token", at_second(50), at_second(30)));
    EXPECT_THAT(find("token", at_second(59)), Optional(Eq("t1")));
}

TEST_P(Notebook, what_is_dropped_is_kept_no_longer_and_claimed_as_before) {
    keep("token", "t1");
    keep("other", "o1");
    EXPECT_TRUE(claim(*store_, "token", at_second(30), at_second(0)));
    succeed(other_->drop_note("token"));
    EXPECT_EQ(find("token"), std::nullopt);
    EXPECT_FALSE(claim(*other_, "token", at_second(30), at_second(0)));
    EXPECT_THAT(find("other"), Optional(Eq("o1")));
    succeed(store_->drop_note("never kept"));
}

TEST_P(Notebook, a_claim_that_was_ended_is_free_at_once) {
    EXPECT_TRUE(claim(*store_, "token", at_second(30), at_second(0), kFirst));
    EXPECT_TRUE(claim(*store_, "other", at_second(30), at_second(0), kFirst));
    keep("token", "t1");
    succeed(store_->end_claim("token", kFirst));
    EXPECT_THAT(find("token"), Optional(Eq("t1")));
    EXPECT_TRUE(claim(*other_, "token", at_second(30), at_second(0), kSecond));
    EXPECT_FALSE(claim(*other_, "other", at_second(30), at_second(0), kSecond)) << "another name";
    succeed(store_->end_claim("never claimed", kFirst));
}

TEST_P(Notebook, a_slow_claimer_ends_nobody_elses_claim) {
    EXPECT_TRUE(claim(*store_, "token", at_second(30), at_second(0), kFirst));
    succeed(other_->end_claim("token", kSecond));
    EXPECT_FALSE(claim(*other_, "token", at_second(30), at_second(29), kSecond))
        << "it was not theirs to end";
    EXPECT_TRUE(claim(*other_, "token", at_second(60), at_second(30), kSecond));
    succeed(store_->end_claim("token", kFirst));
    succeed(store_->drop_note("token"));
    EXPECT_FALSE(claim(*store_, "token", at_second(90), at_second(59), kFirst));
    succeed(other_->end_claim("token", kSecond));
    EXPECT_TRUE(claim(*store_, "token", at_second(90), at_second(59), kFirst));
}

// 50 claim at once over two stores, again each time the last claim ended.
TEST_P(Notebook, of_many_claimers_exactly_one_wins) {
    for (std::int64_t round = 0; round < 10; ++round) {
        const TimePoint now = at_second(round * 30);
        std::vector<awaitable<Result<bool>>> claims;
        for (int claimer = 0; claimer < 50; ++claimer) {
            ConversationStore& store = claimer % 2 == 0 ? *store_ : *other_;
            claims.push_back(store.claim_note("token", kUs, now + kLease, now));
        }
        EXPECT_EQ(std::ranges::count(get_all(std::move(claims)), true), 1) << "round " << round;
    }
}

// ---- the whole ----

TEST_P(Notebook, tidying_leaves_what_still_counts) {
    const std::vector<std::string> names{"a", "b", "c", "d"};
    for (const std::string& name : names) {
        keep(name, name);
        EXPECT_TRUE(claim(*store_, name, at_second(60), at_second(0)));
    }
    for (int partition = 0; partition < kPartitions; ++partition)
        succeed(store_->tidy(partition, at_second(59)));
    for (const std::string& name : names) {
        EXPECT_EQ(find(name, at_second(59)), name);
        EXPECT_FALSE(claim(*other_, name, at_second(99), at_second(59)));
    }
}

TEST_P(Notebook, a_store_opened_again_has_the_notes_and_claims_of_before) {
    keep("token", "t1");
    EXPECT_TRUE(claim(*store_, "token", at_second(30), at_second(0)));
    store_.reset();
    other_.reset();
    store_ = open();
    other_ = open();
    EXPECT_THAT(find("token"), Optional(Eq("t1")));
    EXPECT_FALSE(claim(*other_, "token", at_second(60), at_second(29)));
}

/// What a notebook is, in memory.
struct Model {
    struct Note {
        std::string value;
        TimePoint until;
    };
    struct Claim {
        Holder holder{};
        TimePoint until;
    };
    std::map<std::string, Note> notes;
    std::map<std::string, Claim> claims;
};

// 2,000 random steps with a clock that moves on, over a few names so that they meet.
TEST_P(Notebook, any_history_agrees_with_the_model) {
    std::minstd_rand random{20'261'122};
    const auto below = [&random](int limit) {
        return std::uniform_int_distribution<int>{0, limit - 1}(random);
    };
    Model model;
    std::int64_t second = 0;
    for (int step = 0; step < 2000; ++step) {
        second += below(3);
        const TimePoint now = at_second(second);
        const TimePoint until = at_second(second + below(12) - 1);
        const std::string name(1, static_cast<char>('a' + below(3)));
        const Holder holder = below(2) == 0 ? kFirst : kSecond;
        ConversationStore& store = below(2) == 0 ? *store_ : *other_;
        switch (below(6)) {
            case 0:
                succeed(store.keep_note(name, std::to_string(step), until, now));
                model.notes[name] = {std::to_string(step), until};
                break;
            case 1: {
                const auto known = model.claims.find(name);
                const bool open = known == model.claims.end() || known->second.until <= now;
                ASSERT_EQ(claim(store, name, until, now, holder), open) << "step " << step;
                if (open) model.claims[name] = {holder, until};
                break;
            }
            case 2:
                if (below(4) > 0) break;  // rarely, or little would be there to find
                succeed(store.drop_note(name));
                model.notes.erase(name);
                break;
            case 3: {
                succeed(store.end_claim(name, holder));
                const auto known = model.claims.find(name);
                if (known != model.claims.end() && known->second.holder == holder) model.claims.erase(known);
                break;
            }
            default: {
                const auto known = model.notes.find(name);
                const bool there = known != model.notes.end() && known->second.until > now;
                ASSERT_EQ(get(store.find_note(name, now)),
                          there ? std::optional{known->second.value} : std::nullopt)
                    << "step " << step;
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Stores, Notebook, testing::ValuesIn(backend_names()),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace askwell::test
