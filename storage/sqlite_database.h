// A SQLite file served by one thread of its own. Jobs that wait together run in one transaction (group
// commit: one fsync for all), each in a savepoint; callers are resumed on their executors after COMMIT.
//
// Thread rule: run() from any thread. The destructor finishes what is queued; destroy it before the contexts
// of its callers. Errors: a job that fails fails alone; when BEGIN or COMMIT fails, every job of that
// transaction fails. Nothing is half done.
#pragma once

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "storage/completion.h"
#include "storage/sqlite_connection.h"

namespace askwell::storage {

class SqliteDatabase {
  public:
    enum class Access {
        read,
        write,  ///< takes the file's write lock first, so that what was read still holds when it writes
    };
    template <typename T>
    using Job = std::function<T(SqliteConnection&)>;

    /// Throws boost::system::system_error, with the path and what is wrong, when the file cannot be used.
    SqliteDatabase(const std::filesystem::path& path, const SqliteSchema& schema);
    ~SqliteDatabase();
    SqliteDatabase(const SqliteDatabase&) = delete;
    SqliteDatabase& operator=(const SqliteDatabase&) = delete;

    /// Runs `job` on the storage thread. It reports failure by letting SqliteError pass, and touches nothing
    /// but the connection and what it holds itself.
    template <typename T>
    boost::asio::awaitable<Result<T>> run(Access access, Job<T> job);

  private:
    class Task {
      public:
        explicit Task(Access access) : access_(access) {}
        virtual ~Task() = default;
        Access access() const { return access_; }
        virtual void run(SqliteConnection& connection) = 0;
        /// Answers the caller: `failure`, or what run() made.
        virtual void answer(std::optional<StoreErrc> failure) = 0;

        std::optional<StoreErrc> failure;  ///< its own

      private:
        Access access_;
    };
    template <typename T>
    class TaskOf;
    using Tasks = std::vector<std::unique_ptr<Task>>;

    void submit(std::unique_ptr<Task> task);
    void work();
    Tasks next_batch();
    std::optional<StoreErrc> transact(const Tasks& batch);
    void run_in_savepoint(Task& task);

    SqliteConnection connection_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::unique_ptr<Task>> queue_;
    bool stopping_ = false;
    std::thread thread_;
};

template <typename T>
class SqliteDatabase::TaskOf final : public Task {
  public:
    TaskOf(Access access, Job<T> job, Completion<Result<T>> completion)
        : Task(access), job_(std::move(job)), completion_(std::move(completion)) {}

    void run(SqliteConnection& connection) override { value_ = job_(connection); }

    void answer(std::optional<StoreErrc> reason) override {
        if (reason) {
            completion_.answer(Result<T>{boost::system::in_place_error, make_error_code(*reason)});
        } else {
            completion_.answer(Result<T>{boost::system::in_place_value, std::move(*value_)});
        }
    }

  private:
    Job<T> job_;
    Completion<Result<T>> completion_;
    std::optional<T> value_;
};

template <typename T>
boost::asio::awaitable<Result<T>> SqliteDatabase::run(Access access, Job<T> job) {
    namespace asio = boost::asio;
    const auto start = [](auto handler, SqliteDatabase* database, Access wanted, Job<T> work) {
        const auto executor = asio::get_associated_executor(handler);
        Completion<Result<T>> completion{executor, std::move(handler)};
        database->submit(std::make_unique<TaskOf<T>>(wanted, std::move(work), std::move(completion)));
    };
    return asio::async_initiate<const asio::use_awaitable_t<>, void(Result<T>)>(start, asio::use_awaitable,
                                                                                this, access, std::move(job));
}

}  // namespace askwell::storage
