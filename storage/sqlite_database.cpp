#include "storage/sqlite_database.h"

#include <algorithm>
#include <iterator>

#include <boost/system/system_error.hpp>

namespace askwell::storage {

namespace {

/// Bounds how long a transaction holds the file's lock, and how much is lost when its COMMIT fails.
constexpr std::size_t kMaxBatch = 256;

}  // namespace

SqliteDatabase::SqliteDatabase(const std::filesystem::path& path, const SqliteSchema& schema) try
    : connection_(path, schema), thread_([this] { work(); }) {
} catch (const SqliteError& error) {
    throw boost::system::system_error(make_error_code(error.kind()), error.what());
}

SqliteDatabase::~SqliteDatabase() {
    {
        const std::scoped_lock lock{mutex_};
        stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void SqliteDatabase::submit(std::unique_ptr<Task> task) {
    {
        const std::scoped_lock lock{mutex_};
        queue_.push_back(std::move(task));
    }
    wake_.notify_one();
}

void SqliteDatabase::work() {
    for (Tasks batch = next_batch(); !batch.empty(); batch = next_batch()) {
        const std::optional<StoreErrc> failure = transact(batch);
        for (const auto& task : batch) task->answer(failure ? failure : task->failure);
    }
}

/// Waits for work; empty when there is none and none will come.
SqliteDatabase::Tasks SqliteDatabase::next_batch() {
    std::unique_lock lock{mutex_};
    wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    const auto end = queue_.begin() + static_cast<std::ptrdiff_t>(std::min(queue_.size(), kMaxBatch));
    Tasks batch{std::make_move_iterator(queue_.begin()), std::make_move_iterator(end)};
    queue_.erase(queue_.begin(), end);
    return batch;
}

std::optional<StoreErrc> SqliteDatabase::transact(const Tasks& batch) {
    const bool writes =
        std::ranges::any_of(batch, [](const auto& task) { return task->access() == Access::write; });
    try {
        connection_.execute(writes ? "BEGIN IMMEDIATE" : "BEGIN");
        for (const auto& task : batch) run_in_savepoint(*task);
        connection_.execute("COMMIT");
        return std::nullopt;
    } catch (const SqliteError& error) {
        if (connection_.in_transaction()) connection_.execute("ROLLBACK");
        return error.kind();
    }
}

void SqliteDatabase::run_in_savepoint(Task& task) {
    connection_.execute("SAVEPOINT job");
    try {
        task.run(connection_);
    } catch (const SqliteError& error) {
        // A full disk or an I/O error can make SQLite give up the whole transaction, not only this statement.
        if (!connection_.in_transaction()) throw;
        task.failure = error.kind();
        connection_.execute("ROLLBACK TO job");
    }
    connection_.execute("RELEASE job");
}

}  // namespace askwell::storage
