// The storage thread: group commit, failures that stay with their job, files that are refused.
#include "storage/sqlite_database.h"

#include <array>
#include <atomic>

#include <boost/asio/co_spawn.hpp>
#include <boost/system/system_error.hpp>

#include <gmock/gmock.h>

#include "tests/support/loop.h"
#include "tests/support/process.h"

namespace askwell::test {
namespace {

using namespace storage;
using Access = SqliteDatabase::Access;
using Job = SqliteDatabase::Job<int>;
using testing::HasSubstr;

constexpr std::string_view kFirst = "CREATE TABLE t (n INTEGER PRIMARY KEY, text TEXT)";
constexpr std::string_view kSecond = "ALTER TABLE t ADD COLUMN more TEXT";
constexpr std::array kMigrations{kFirst, kSecond};
constexpr SqliteSchema kOld{7, std::span{kMigrations}.first(1)};
constexpr SqliteSchema kNew{7, kMigrations};

class SqliteDatabaseTest : public testing::Test {
  protected:
    Result<int> run(SqliteDatabase& database, Job job, Access access = Access::write) {
        return loop_.run(database.run<int>(access, std::move(job)));
    }
    /// Submits all jobs while the storage thread is held, so that they share a transaction.
    std::vector<Result<int>> run_together(SqliteDatabase& database, std::vector<Job> jobs);

    static Job insert(int n) {
        return [n](SqliteConnection& db) {
            SqliteQuery{db, "INSERT INTO t (n) VALUES (?)", n}.step();
            return n;
        };
    }
    static Job count() {
        return [](SqliteConnection& db) {
            SqliteQuery query{db, "SELECT COUNT(*) FROM t"};
            query.step();
            return static_cast<int>(query.integer(0));
        };
    }

    TempDir folder_;
    std::filesystem::path path_ = folder_.path() / "test.db";
    Loop loop_;
};

std::vector<Result<int>> SqliteDatabaseTest::run_together(SqliteDatabase& database, std::vector<Job> jobs) {
    std::atomic<bool> go = false;
    jobs.insert(jobs.begin(), [&go](SqliteConnection&) {
        wait_until([&go] { return go.load(); });
        return 0;
    });
    std::vector<Result<int>> results(jobs.size());
    std::size_t left = jobs.size();
    for (std::size_t at = 0; at < jobs.size(); ++at) {
        boost::asio::co_spawn(loop_.context(), database.run<int>(Access::write, jobs[at]),
                              [&, at](std::exception_ptr, Result<int> result) {
                                  results[at] = result;
                                  --left;
                              });
    }
    loop_.context().restart();
    loop_.context().poll();
    go = true;
    while (left > 0 && loop_.context().run_one() > 0) {
    }
    results.erase(results.begin());
    return results;
}

TEST_F(SqliteDatabaseTest, what_is_answered_is_on_disk) {
    {
        SqliteDatabase database{path_, kNew};
        EXPECT_EQ(run(database, insert(1)).value(), 1);
        SqliteDatabase other{path_, kNew};
        EXPECT_EQ(run(other, count(), Access::read).value(), 1);
    }
    SqliteDatabase again{path_, kNew};
    EXPECT_EQ(run(again, count(), Access::read).value(), 1);
}

TEST_F(SqliteDatabaseTest, a_job_that_fails_takes_nothing_of_the_others_with_it) {
    SqliteDatabase database{path_, kNew};
    const Job half = [](SqliteConnection& db) {
        SqliteQuery{db, "INSERT INTO t (n) VALUES (50)"}.step();
        SqliteQuery{db, "INSERT INTO t (n) VALUES (1)"}.step();  // there already
        return 50;
    };
    const auto results = run_together(database, {insert(1), half, insert(2)});
    EXPECT_TRUE(results[0]);
    EXPECT_EQ(results[1].error(), StoreErrc::protocol);
    EXPECT_TRUE(results[2]);
    EXPECT_EQ(run(database, count()).value(), 2);
}

TEST_F(SqliteDatabaseTest, a_full_disk_is_told_and_nothing_is_half_done) {
    SqliteDatabase database{path_, kNew};
    const Job limit = [](SqliteConnection& db) {
        SqliteQuery query{db, "PRAGMA max_page_count=20"};
        query.step();
        return 0;
    };
    ASSERT_TRUE(run(database, limit));
    const Job big = [](SqliteConnection& db) {
        SqliteQuery{db, "INSERT INTO t (n) VALUES (2)"}.step();
        SqliteQuery{db, "INSERT INTO t (n, text) VALUES (3, ?)", std::string(200'000, 'x')}.step();
        return 0;
    };
    ASSERT_TRUE(run(database, insert(1)));
    EXPECT_EQ(run(database, big).error(), StoreErrc::full);
    EXPECT_EQ(run(database, count()).value(), 1);
    EXPECT_TRUE(run(database, insert(2))) << "small work goes on";
}

TEST_F(SqliteDatabaseTest, when_commit_fails_every_job_of_the_transaction_fails) {
    SqliteDatabase database{path_, kNew};
    const Job schema = [](SqliteConnection& db) {
        db.execute("CREATE TABLE child (n INTEGER REFERENCES t (n) DEFERRABLE INITIALLY DEFERRED)");
        return 0;
    };
    ASSERT_TRUE(run(database, schema));
    const Job orphan = [](SqliteConnection& db) {
        SqliteQuery{db, "INSERT INTO child VALUES (99)"}.step();  // only COMMIT will mind
        return 0;
    };
    // The first may share a transaction with the job that holds the thread; the other two share one.
    const auto results = run_together(database, {insert(1), orphan});
    EXPECT_FALSE(results[0]);
    EXPECT_FALSE(results[1]);
    EXPECT_EQ(run(database, count()).value(), 0);
    EXPECT_TRUE(run(database, insert(1)));
}

TEST_F(SqliteDatabaseTest, jobs_queued_at_the_end_are_finished) {
    std::vector<Result<int>> results(20);
    {
        SqliteDatabase database{path_, kNew};
        for (int n = 0; n < 20; ++n) {
            boost::asio::co_spawn(loop_.context(), database.run<int>(Access::write, insert(n)),
                                  [&results, n](std::exception_ptr, Result<int> result) {
                                      results[static_cast<std::size_t>(n)] = result;
                                  });
        }
        loop_.context().restart();
        loop_.context().poll();
    }
    loop_.context().run();
    for (int n = 0; n < 20; ++n) EXPECT_EQ(results[static_cast<std::size_t>(n)].value(), n);
}

TEST_F(SqliteDatabaseTest, an_older_file_is_brought_to_the_present_schema_with_its_rows) {
    {
        SqliteDatabase old{path_, kOld};
        ASSERT_TRUE(run(old, insert(1)));
    }
    SqliteDatabase database{path_, kNew};
    const Job use = [](SqliteConnection& db) {
        SqliteQuery{db, "UPDATE t SET more='x' WHERE n=1"}.step();
        return 0;
    };
    EXPECT_TRUE(run(database, use));
    EXPECT_EQ(run(database, count()).value(), 1);
}

std::string refusal(const std::filesystem::path& path, const SqliteSchema& schema) {
    try {
        const SqliteDatabase database{path, schema};
    } catch (const boost::system::system_error& error) {
        return error.what();
    }
    return "";
}

TEST_F(SqliteDatabaseTest, a_file_of_a_later_schema_is_refused) {
    {
        const SqliteDatabase database{path_, kNew};
    }
    EXPECT_THAT(refusal(path_, kOld), HasSubstr("schema 2 is later than 1"));
}

TEST_F(SqliteDatabaseTest, what_is_no_database_is_refused_by_name) {
    write_file(path_, std::string(5000, 'x'));
    EXPECT_THAT(refusal(path_, kNew), HasSubstr("test.db"));
    EXPECT_THAT(refusal(folder_.path() / "missing" / "x.db", kNew), HasSubstr("unable to open"));
    EXPECT_EQ(read_file(path_), std::string(5000, 'x'));
}

}  // namespace
}  // namespace askwell::test
