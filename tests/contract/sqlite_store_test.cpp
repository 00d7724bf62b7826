// What the SQLite store promises beyond the contract: files of older schemas, values that were moved,
// tidying.
#include "storage/sqlite_store.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "storage/codec.h"
#include "storage/digest.h"
#include "storage/sealed_records.h"
#include "storage/sqlite_connection.h"
#include "tests/contract/store_backend.h"
#include "tests/support/conversation_samples.h"
#include "tests/support/process.h"

namespace askwell::test {
namespace {

using namespace storage;
using testing::Eq;
using testing::Optional;

constexpr std::int32_t kApplicationId = 0x41736b43;
constexpr int kSchema = 5;

/// The file as a program of schema `version` opens or creates it.
SqliteConnection open_as(const std::filesystem::path& path, int version) {
    std::vector<std::string> files;
    for (int number = 1; number <= version; ++number) {
        files.push_back(read_file(std::string{ASKWELL_TEST_DATA} + "/../../storage/schema/conversations_" +
                                  std::to_string(number) + ".sql"));
    }
    const std::vector<std::string_view> migrations{files.begin(), files.end()};
    return {path, {kApplicationId, migrations}};
}

class SqliteStoreTest : public testing::Test {
  protected:
    std::unique_ptr<ConversationStore> open() { return make_sqlite_store(path_, test_cipher()); }
    template <typename T>
    Result<T> run(boost::asio::awaitable<Result<T>> work) {
        return loop_.run(std::move(work));
    }
    /// The file as another program sees it.
    SqliteConnection raw() { return open_as(path_, kSchema); }
    std::int64_t rows(std::string_view table) {
        SqliteConnection db = raw();
        SqliteQuery query{db, "SELECT COUNT(*) FROM " + std::string{table}};
        query.step();
        return query.integer(0);
    }

    TempDir folder_;
    std::filesystem::path path_ = folder_.path() / "conversations.db";
    Loop loop_;
};

TEST_F(SqliteStoreTest, a_file_of_schema_1_is_opened_with_its_conversations_and_knows_what_came_later) {
    {
        const SealedRecords records{test_cipher()};
        SqliteConnection old = open_as(path_, 1);
        SqliteQuery{old, "INSERT INTO contacts VALUES (?,?,?,?,NULL)", key().partition, key().digest,
                    1,   Blob{records.seal(key(), 1, full_contact())}}
            .step();
        SqliteQuery{old, "INSERT INTO messages VALUES (?,?,19,0,0,?)", key().partition, key().digest,
                    Blob{records.seal(key(), full_contact().contact, full_outgoing(), "")}}
            .step();
        SqliteQuery{old, "INSERT INTO outboxes VALUES (?,?,?)", key().partition, key().digest,
                    flows::to_unix_ms(at_second(30))}
            .step();
    }
    const auto store = open();
    flows::ContactState expected = full_contact();
    expected.version = 1;
    EXPECT_EQ(encode(run(store->load(key())).value()), encode(expected));
    EXPECT_EQ(run(store->commit(step(1)))->status, CommitStatus::applied);
    EXPECT_TRUE(run(store->begin_send(key(), 19, 0, kUs)).value()) << "nobody is known to hold it";
    EXPECT_TRUE(run(store->settle({key(), 19, true, {}, at_second(1), kLease, kUs})).value().empty());
    EXPECT_TRUE(run(store->claim_note("token", kUs, at_second(60), at_second(0))).value());
    ASSERT_TRUE(run(store->keep_note("token", "t1", at_second(60), at_second(0))));
    EXPECT_THAT(run(store->find_note("token", at_second(0))).value(), Optional(Eq("t1")));
    EXPECT_EQ(run(store->count_dead_letters(kPartition)).value(), 0U);
}

TEST_F(SqliteStoreTest, a_note_that_was_moved_or_prolonged_does_not_open) {
    const auto store = open();
    const ContactKey token = place_of_note("token");
    const ContactKey other = place_of_note("other");
    ASSERT_TRUE(run(store->keep_note("token", "t1", at_second(60), at_second(0))));
    {
        SqliteConnection db = raw();
        SqliteQuery{db, "INSERT INTO notes SELECT ?, ?, until, sealed FROM notes WHERE digest=?",
                    other.partition, other.digest, token.digest}
            .step();
        SqliteQuery{db, "UPDATE notes SET until=until+1 WHERE digest=?", token.digest}.step();
    }
    EXPECT_EQ(run(store->find_note("other", at_second(0))).error(), StoreErrc::corrupt);
    EXPECT_EQ(run(store->find_note("token", at_second(0))).error(), StoreErrc::corrupt);
}

TEST_F(SqliteStoreTest, tidying_removes_notes_and_claims_that_are_past) {
    const auto store = open();
    const int partition = place_of_note("token").partition;
    ASSERT_TRUE(run(store->keep_note("token", "t1", at_second(60), at_second(0))));
    ASSERT_TRUE(run(store->claim_note("token", kUs, at_second(30), at_second(0))));
    const auto tidy = [&](int where, std::int64_t second) {
        ASSERT_TRUE(run(store->tidy(where, at_second(second))));
    };
    tidy(partition, 29);
    EXPECT_EQ(rows("note_claims"), 1);
    tidy(partition, 30);
    EXPECT_EQ(rows("note_claims"), 0);
    EXPECT_EQ(rows("notes"), 1);
    tidy((partition + 1) % kPartitions, 60);
    EXPECT_EQ(rows("notes"), 1) << "of another partition";
    tidy(partition, 60);
    EXPECT_EQ(rows("notes"), 0);
}

}  // namespace
}  // namespace askwell::test
