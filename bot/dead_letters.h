// What staff do with dead letters: look at them, have the work tried again, or discard it. Thread rule: one
// object per worker, on its executor. Errors: the store's.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "bot/dispatcher.h"
#include "bot/environment.h"
#include "bot/failures.h"
#include "storage/dead_letter.h"

namespace askwell::bot {

/// A cursor as text, for the API; "" is the beginning.
std::string to_string(const storage::LetterCursor& cursor);
/// The inverse; nullopt for any other text.
std::optional<storage::LetterCursor> parse_cursor(std::string_view text);

/// What became of having work tried again.
enum class Replay {
    applied,       ///< an event: it reached the conversation, now or before; the letter is gone
    released,      ///< other work: it is taken up again within a round; the letter is gone
    failed_again,  ///< an event: the letter stays, with a try more
    unreadable,    ///< the letter does not open: it is damaged, or its key is not here
    unknown,       ///< there is no such letter
};

class DeadLetters {
  public:
    DeadLetters(WorkerEnvironment environment, Dispatcher& dispatcher);

    /// At most `limit` letters after `after`, the longest dead first.
    boost::asio::awaitable<storage::Result<std::vector<storage::DeadLetter>>> page(
        storage::LetterCursor after, std::size_t limit);
    /// `by`: the name of the token that asked, for the log.
    boost::asio::awaitable<storage::Result<Replay>> replay(std::string id, std::string by);
    /// False when there is no such letter.
    boost::asio::awaitable<storage::Result<bool>> discard(std::string id, std::string by);

  private:
    boost::asio::awaitable<storage::Result<Replay>> replay_event(storage::Failure failure);

    WorkerEnvironment environment_;
    Dispatcher& dispatcher_;
    Failures failures_;
};

}  // namespace askwell::bot
