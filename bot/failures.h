// Work that fails because of what it is: a stored value that cannot be read, or a bug that it meets. It is
// counted, and set aside as a dead letter at last, so that nothing else waits for it and nobody tries for
// ever. What fails because a store or a platform is away is none: it is simply tried again. Thread rule: one
// object per worker, on its executor.
#pragma once

#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <boost/asio/awaitable.hpp>

#include "bot/environment.h"
#include "storage/dead_letter.h"
#include "storage/result.h"

namespace askwell::bot {

/// What became of work: its value, and one word for why it will fail again, "" when it will not.
template <typename T>
struct Attempt {
    std::optional<T> value;  ///< none when something was thrown
    std::string_view fault;  ///< "corrupt", "exception" or ""
};

/// Logs what work called `what` threw: that is a bug, or memory has run out.
void log_bug(std::string_view what, const std::exception& bug);

/// Awaits `work`; what it throws is logged and comes back as a fault.
template <typename T>
boost::asio::awaitable<Attempt<T>> attempt(std::string_view what, boost::asio::awaitable<T> work) {
    try {
        T value = co_await std::move(work);
        std::string_view fault;
        if constexpr (requires { value.error(); }) {
            if (!value && value.error() == storage::StoreErrc::corrupt) fault = "corrupt";
        }
        co_return Attempt<T>{std::move(value), fault};
    } catch (const std::exception& bug) {
        log_bug(what, bug);
        co_return Attempt<T>{std::nullopt, "exception"};
    }
}

class Failures {
  public:
    explicit Failures(WorkerEnvironment environment) : environment_(std::move(environment)) {}

    /// Counts a failure of `failure.work` now. True when it is a dead letter now; errors are the store's, and
    /// the work is where it was then. `limit`: how many failures make a dead letter.
    boost::asio::awaitable<storage::Result<bool>> record(storage::Failure failure,
                                                         int limit = storage::kMaxFailures);

  private:
    WorkerEnvironment environment_;
};

}  // namespace askwell::bot
