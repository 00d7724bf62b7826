#include "bot/failures.h"

#include "bot/log.h"

namespace askwell::bot {

namespace asio = boost::asio;

void log_bug(std::string_view what, const std::exception& bug) {
    log(LogLevel::error, "bug", {{"in", what}, {"what", bug.what()}});
}

asio::awaitable<storage::Result<bool>> Failures::record(storage::Failure failure, int limit) {
    failure.at = environment_.now();
    const storage::Work work = failure.work;
    const std::string conversation = failure.conversation_id;
    const std::string error = failure.error;
    auto dead = co_await environment_.store.failed(std::move(failure), limit);
    if (!dead) {
        log(LogLevel::error, "failure_not_counted",
            {{"work", to_string(work.kind)},
             {"contact", work.key.text()},
             {"error", dead.error().message()}});
        co_return dead;
    }
    environment_.metrics.failure(to_string(work.kind), *dead);
    log(LogLevel::warning, *dead ? "dead_letter" : "work_failed",
        {{"id", work.id()},
         {"work", to_string(work.kind)},
         {"contact", work.key.text()},
         {"conversation", conversation},
         {"error", error}});
    co_return dead;
}

}  // namespace askwell::bot
