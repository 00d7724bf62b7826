#include "storage/redis_notes.h"

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

#include "storage/decimal.h"
#include "storage/digest.h"
#include "storage/embedded.h"
#include "storage/redis_keys.h"

namespace askwell::storage {

namespace {

/// How long Redis keeps a note whose time ends at `until`, in milliseconds. Its clock must not decide, and
/// the callers' clocks may differ: so it keeps it longer.
std::string lifetime(TimePoint until, TimePoint now) {
    constexpr Duration kSlack = std::chrono::hours{1};
    constexpr Duration kLongest = 3650 * flows::kDay;  // Redis refuses times near the end of its range
    return std::to_string((std::min(std::max(until, now) - now, kLongest) + kSlack).count());
}

std::string note_key(std::string_view name) {
    return contact_key(place_of_note(name), "note");
}

std::string claim_key(std::string_view name) {
    return contact_key(place_of_note(name), "claim");
}

}  // namespace

RedisNotes::RedisNotes(RedisCaller& redis, const SealedRecords& records)
    : redis_(redis), records_(records), claim_(scripts::claim_note_lua), end_claim_(scripts::end_claim_lua) {}

awaitable<Result<void>> RedisNotes::keep(std::string name, std::string value, TimePoint until,
                                         TimePoint now) {
    std::vector<std::string> command{"SET", note_key(name),
                                     milliseconds(until) + " " + records_.seal_note(name, until, value), "PX",
                                     lifetime(until, now)};
    return redis_.tell(std::move(command));
}

awaitable<Result<std::optional<std::string>>> RedisNotes::find(std::string name, TimePoint now) {
    std::vector<std::string> command{"GET", note_key(name)};
    const Result<RedisReply> reply = co_await redis_.ask(std::move(command));
    if (!reply) co_return reply.error();
    if (reply->type == RedisReply::Type::nil) co_return std::optional<std::string>{};
    const std::string_view text = reply->text;
    const auto space = std::min(text.find(' '), text.size());
    const auto until = number<std::int64_t>(text.substr(0, space));
    if (!until) co_return StoreErrc::corrupt;
    if (flows::from_unix_ms(*until) <= now) co_return std::optional<std::string>{};
    Result<std::string> value =
        records_.open_note(name, flows::from_unix_ms(*until), text.substr(std::min(space + 1, text.size())));
    if (!value) co_return value.error();
    co_return std::optional{std::move(*value)};
}

awaitable<Result<void>> RedisNotes::drop(std::string name) {
    std::vector<std::string> command{"DEL", note_key(name)};
    return redis_.tell(std::move(command));
}

awaitable<Result<bool>> RedisNotes::claim(std::string name, Holder holder, TimePoint until, TimePoint now) {
    std::vector<std::string> keys{claim_key(name)};
    std::vector<std::string> arguments{milliseconds(now), milliseconds(until), lifetime(until, now),
                                       text_of(holder)};
    const Result<RedisReply> reply = co_await redis_.call(claim_, std::move(keys), std::move(arguments));
    if (!reply) co_return Result<bool>{boost::system::in_place_error, reply.error()};
    co_return reply->integer == 1;
}

awaitable<Result<void>> RedisNotes::end_claim(std::string name, Holder holder) {
    std::vector<std::string> keys{claim_key(name)};
    std::vector<std::string> arguments{text_of(holder)};
    // May be repeated: the second time finds nothing, or another's claim.
    const Result<RedisReply> reply =
        co_await redis_.call(end_claim_, std::move(keys), std::move(arguments), IfLost::repeat);
    if (!reply) co_return reply.error();
    co_return Result<void>{};
}

}  // namespace askwell::storage
