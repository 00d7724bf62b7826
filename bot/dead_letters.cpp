#include "bot/dead_letters.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/core.h>

#include "bot/log.h"

namespace askwell::bot {

namespace asio = boost::asio;
using storage::DeadLetter;
using storage::LetterCursor;
using storage::Result;

namespace {

LetterCursor place_of(const DeadLetter& letter) {
    return {letter.at, letter.id};
}

std::string_view to_string(Replay replay) {
    switch (replay) {
        case Replay::applied:
            return "applied";
        case Replay::released:
            return "released";
        case Replay::failed_again:
            return "failed_again";
        case Replay::unreadable:
            return "unreadable";
        case Replay::unknown:
            break;
    }
    return "unknown";
}

}  // namespace

std::string to_string(const LetterCursor& cursor) {
    return fmt::format("{}.{}", flows::to_unix_ms(cursor.at), cursor.id);
}

std::optional<LetterCursor> parse_cursor(std::string_view text) {
    if (text.empty()) return LetterCursor{};
    const auto dot = text.find('.');
    if (dot == std::string_view::npos || !storage::letter_place(text.substr(dot + 1))) return std::nullopt;
    std::int64_t at = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + dot, at);
    if (error != std::errc{} || end != text.data() + dot || at < 0) return std::nullopt;
    return LetterCursor{flows::from_unix_ms(at), std::string{text.substr(dot + 1)}};
}

DeadLetters::DeadLetters(WorkerEnvironment environment, Dispatcher& dispatcher)
    : environment_(std::move(environment)), dispatcher_(dispatcher), failures_(environment_) {}

asio::awaitable<Result<std::vector<DeadLetter>>> DeadLetters::page(LetterCursor after, std::size_t limit) {
    std::vector<DeadLetter> all;
    for (int partition = 0; partition < storage::kPartitions; ++partition) {
        auto letters = co_await environment_.store.dead_letters(partition, after, limit);
        if (!letters) co_return letters.error();
        std::ranges::move(*letters, std::back_inserter(all));
    }
    std::ranges::sort(all, {}, place_of);
    if (all.size() > limit) all.resize(limit);
    co_return all;
}

asio::awaitable<Result<Replay>> DeadLetters::replay(std::string id, std::string by) {
    auto found = co_await environment_.store.find_dead_letter(id);
    if (!found) co_return found.error();
    std::optional<DeadLetter>& letter = *found;
    if (!letter) co_return Replay::unknown;
    if (!letter->failure) co_return Replay::unreadable;
    Result<Replay> replayed = Replay::released;
    if (letter->failure->work.kind == storage::WorkKind::event)
        replayed = co_await replay_event(*letter->failure);
    if (replayed && *replayed != Replay::failed_again && *replayed != Replay::unreadable) {
        // An event that was applied and whose letter stayed is a duplicate the next time: nothing is done
        // twice.
        const auto ended =
            co_await environment_.store.release_dead_letter(letter->failure->work, environment_.now());
        if (!ended) co_return ended.error();
    }
    if (replayed) {
        log(LogLevel::warning, "dead_letter_replayed",
            {{"id", id}, {"by", by}, {"result", to_string(*replayed)}});
    }
    co_return replayed;
}

asio::awaitable<Result<Replay>> DeadLetters::replay_event(storage::Failure failure) {
    auto stored = storage::decode_event(failure.payload);
    if (!stored) co_return Replay::unreadable;
    const auto tried = co_await dispatcher_.replay(failure.work.key, std::move(*stored));
    if (tried.fault.empty()) {
        const auto& handled = *tried.value;
        if (!handled) co_return handled.error();
        co_return Replay::applied;
    }
    failure.error = tried.fault;
    const auto counted = co_await failures_.record(std::move(failure), 1);
    if (!counted) co_return counted.error();
    co_return Replay::failed_again;
}

asio::awaitable<Result<bool>> DeadLetters::discard(std::string id, std::string by) {
    // Looked at first: afterwards nobody could say what it was.
    const auto found = co_await environment_.store.find_dead_letter(id);
    if (!found) co_return Result<bool>{boost::system::in_place_error, found.error()};
    auto discarded = co_await environment_.store.discard_dead_letter(id);
    if (!discarded || !*discarded) co_return discarded;
    const std::optional<DeadLetter>& letter = *found;
    const bool opens = letter && letter->failure;
    log(LogLevel::warning, "dead_letter_discarded",
        {{"id", id},
         {"by", by},
         {"work", opens ? to_string(letter->failure->work.kind) : "unreadable"},
         {"conversation", opens ? letter->failure->conversation_id : std::string{}}});
    co_return discarded;
}

}  // namespace askwell::bot
