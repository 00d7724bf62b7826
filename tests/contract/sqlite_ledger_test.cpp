// The ledger's contract, on the SQLite ledger; and what analysts find in its file.
#include "storage/sqlite_ledger.h"

#include <array>
#include <atomic>
#include <thread>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>

#include "storage/codec.h"
#include "storage/sqlite_connection.h"
#include "storage/sqlite_store.h"
#include "tests/contract/store_backend.h"
#include "tests/support/conversation_samples.h"
#include "tests/support/process.h"

namespace askwell::test {
namespace {

using namespace storage;
using testing::ElementsAre;
using testing::IsEmpty;

flows::Finished finished(int n) {
    flows::Finished made{full_contact().contact, full_conversation()};
    made.conversation.id = key().text() + "-" + std::to_string(n);
    return made;
}

class SqliteLedgerTest : public testing::Test {
  protected:
    std::unique_ptr<Ledger> open() const { return make_sqlite_ledger(path_, test_cipher()); }
    void record(Ledger& ledger, int n) {
        const Result<void> recorded = loop_.run(ledger.record(finished(n), at_second(n)));
        ASSERT_TRUE(recorded) << recorded.error().message();
    }
    std::vector<std::int64_t> numbers(Ledger& ledger, std::int64_t after, std::size_t limit) {
        std::vector<std::int64_t> found;
        const auto entries = loop_.run(ledger.entries(after, limit));
        for (const LedgerEntry& entry : entries.value()) found.push_back(entry.number);
        return found;
    }

    TempDir folder_;
    std::filesystem::path path_ = folder_.path() / "ledger.db";
    Loop loop_;
};

TEST_F(SqliteLedgerTest, keeps_what_it_is_given) {
    const auto ledger = open();
    record(*ledger, 1);
    const auto entries = loop_.run(ledger->entries(0, 10)).value();
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(entries[0].number, 1);
    EXPECT_EQ(entries[0].recorded_at, at_second(1));
    EXPECT_EQ(encode(entries[0].response), encode(finished(1)));
}

TEST_F(SqliteLedgerTest, a_second_hand_off_changes_nothing_and_succeeds) {
    const auto ledger = open();
    record(*ledger, 1);
    flows::Finished changed = finished(1);
    changed.conversation.language = "en";
    EXPECT_TRUE(loop_.run(ledger->record(changed, at_second(99))));
    record(*ledger, 2);
    const auto entries = loop_.run(ledger->entries(0, 10)).value();
    ASSERT_EQ(entries.size(), 2U);
    EXPECT_EQ(entries[0].recorded_at, at_second(1));
    EXPECT_EQ(encode(entries[0].response), encode(finished(1)));
    EXPECT_EQ(entries[1].number, 2) << "a no-op must not use up a number";
    EXPECT_EQ(loop_.run(ledger->count()).value(), 2);
}

TEST_F(SqliteLedgerTest, a_later_revision_replaces_the_content_and_keeps_number_and_time) {
    const auto ledger = open();
    record(*ledger, 1);
    flows::Finished later = finished(1);
    later.revision = 3;
    later.conversation.notes.push_back({"", "one more thing", at_second(50)});
    EXPECT_TRUE(loop_.run(ledger->record(later, at_second(60))));
    EXPECT_TRUE(loop_.run(ledger->record(finished(1), at_second(70)))) << "an older revision comes late";
    const auto entries = loop_.run(ledger->entries(0, 10)).value();
    ASSERT_EQ(entries.size(), 1U) << "one row a conversation";
    EXPECT_EQ(entries[0].number, 1);
    EXPECT_EQ(entries[0].recorded_at, at_second(1));
    EXPECT_EQ(encode(entries[0].response), encode(later));
}

TEST_F(SqliteLedgerTest, survives_being_opened_again) {
    {
        const auto ledger = open();
        record(*ledger, 1);
    }
    const auto ledger = open();
    record(*ledger, 1);
    record(*ledger, 2);
    EXPECT_THAT(numbers(*ledger, 0, 10), ElementsAre(1, 2));
    EXPECT_TRUE(loop_.run(ledger->check()));
}

TEST_F(SqliteLedgerTest, pages_by_number) {
    const auto ledger = open();
    EXPECT_THAT(numbers(*ledger, 0, 10), IsEmpty());
    for (int n = 1; n <= 5; ++n) record(*ledger, n);
    EXPECT_THAT(numbers(*ledger, 0, 2), ElementsAre(1, 2));
    EXPECT_THAT(numbers(*ledger, 2, 2), ElementsAre(3, 4));
    EXPECT_THAT(numbers(*ledger, 4, 2), ElementsAre(5));
    EXPECT_THAT(numbers(*ledger, 5, 2), IsEmpty());
    EXPECT_THAT(numbers(*ledger, 0, 0), IsEmpty());
}

// Each thread stands for a process: its own connection, opened at the same moment, the same conversations.
TEST_F(SqliteLedgerTest, several_processes_record_into_one_file_once_each_and_without_gaps) {
    constexpr int kProcesses = 4;
    constexpr int kConversations = 100;
    std::atomic<int> failures = 0;
    std::vector<std::thread> processes;
    for (int process = 0; process < kProcesses; ++process) {
        processes.emplace_back([&, process] {
            Loop loop;
            const auto ledger = open();
            for (int n = 0; n < kConversations; ++n) {
                const int conversation = (n + process * 25) % kConversations;
                if (!loop.run(ledger->record(finished(conversation), at_second(n)))) ++failures;
            }
        });
    }
    for (std::thread& process : processes) process.join();
    EXPECT_EQ(failures, 0);
    const auto ledger = open();
    std::vector<std::int64_t> expected(kConversations);
    for (int n = 0; n < kConversations; ++n) expected[static_cast<std::size_t>(n)] = n + 1;
    EXPECT_EQ(numbers(*ledger, 0, 1000), expected);
}

TEST_F(SqliteLedgerTest, is_found_fit_while_another_process_writes_and_unfit_when_it_cannot_be_read) {
    const auto ledger = open();
    {
        const auto schema = read_file(std::string{ASKWELL_TEST_DATA} + "/../../storage/schema/ledger_1.sql");
        const std::array<std::string_view, 1> migrations{schema};
        SqliteConnection writer{path_, {0x41736b4c, migrations}};
        SqliteQuery{writer, "BEGIN IMMEDIATE"}.step();
        EXPECT_TRUE(loop_.run(ledger->check())) << "it waits for nobody";
    }
    askwell::test::run({"sqlite3", path_.string(), "DROP TABLE ledger"});
    EXPECT_FALSE(loop_.run(ledger->check()));
}

TEST_F(SqliteLedgerTest, analysts_read_what_is_not_personal_with_plain_sql) {
    const auto ledger = open();
    record(*ledger, 1);
    const auto shown = askwell::test::run(
        {"sqlite3", path_.string(),
         "SELECT conversation_id, channel, survey_id, survey_version, language, disposition, end_reason, "
         "began_at < ended_at, json_extract(scores, '$.score'), scores FROM ledger"});
    EXPECT_EQ(shown.output,
              key().text() + "-1|sms-cn|servqual|1.2+abcdef|zh-CN|partial|opted_out|1|4|{\"score\":4}\n");
}

TEST_F(SqliteLedgerTest, nothing_personal_can_be_read_in_its_files) {
    const auto ledger = open();
    record(*ledger, 1);
    std::string raw;
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path()))
        raw += read_file(entry.path());
    ASSERT_NE(raw.find("servqual"), std::string::npos) << "looked in the wrong place";
    for (const std::string_view canary :
         {kCanaryAddress, kCanaryText, std::string_view{"a comment"}, std::string_view{"A-1"}}) {
        EXPECT_EQ(raw.find(canary), std::string::npos) << canary;
    }
}

TEST_F(SqliteLedgerTest, another_key_or_a_moved_record_is_corrupt) {
    {
        const auto ledger = open();
        record(*ledger, 1);
        record(*ledger, 2);
    }
    askwell::test::run(
        {"sqlite3", path_.string(),
         "UPDATE ledger SET sealed=(SELECT sealed FROM ledger WHERE number=1) WHERE number=2"});
    const auto ledger = open();
    EXPECT_TRUE(loop_.run(ledger->entries(0, 1)));
    EXPECT_EQ(loop_.run(ledger->entries(1, 1)).error(), StoreErrc::corrupt);
}

TEST_F(SqliteLedgerTest, a_file_of_another_kind_is_refused_and_left_alone) {
    {
        const auto store = make_sqlite_store(path_, test_cipher());
    }
    EXPECT_THROW(open(), boost::system::system_error);
    EXPECT_NO_THROW(make_sqlite_store(path_, test_cipher()));
}

}  // namespace
}  // namespace askwell::test
