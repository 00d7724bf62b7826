#include "storage/redis_letters.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "storage/decimal.h"
#include "storage/embedded.h"
#include "storage/redis_keys.h"
#include "storage/retention.h"

namespace askwell::storage {

namespace {

/// Where work of a kind waits to be claimed: index, records, holders, as far as it has them.
struct Place {
    std::vector<std::string> keys;
    std::string entry;  ///< its name in the index
};

Place place_of(const Work& work) {
    const int partition = work.key.partition;
    switch (work.kind) {
        case WorkKind::event:
            break;
        case WorkKind::timer:
            return {{partition_key(partition, "due")}, work.key.digest};
        case WorkKind::hand_off:
            return {{partition_key(partition, "finz"), partition_key(partition, "fin")}, work.item};
        case WorkKind::message:
            return {{partition_key(partition, "out"), contact_key(work.key, "o"),
                     partition_key(partition, "hold")},
                    work.key.digest};
    }
    return {};
}

}  // namespace

RedisLetters::RedisLetters(RedisCaller& redis, const SealedRecords& records)
    : redis_(redis),
      records_(records),
      failed_(scripts::failed_lua),
      end_(scripts::end_letter_lua),
      page_(scripts::letters_lua) {}

awaitable<Result<bool>> RedisLetters::failed(Failure failure, int limit) {
    const Work& work = failure.work;
    const std::string id = work.id();
    std::vector<std::string> keys{partition_key(work.key.partition, "fail:" + id),
                                  partition_key(work.key.partition, "dead"),
                                  partition_key(work.key.partition, "deadz")};
    Place place = place_of(work);
    std::ranges::move(place.keys, std::back_inserter(keys));
    std::vector<std::string> arguments{id,
                                       milliseconds(failure.at),
                                       std::to_string(limit),
                                       std::to_string(kRetention.count()),
                                       records_.seal(failure),
                                       std::move(place.entry),
                                       work.item};
    const Result<RedisReply> reply = co_await redis_.call(failed_, std::move(keys), std::move(arguments));
    if (!reply) co_return Result<bool>{boost::system::in_place_error, reply.error()};
    co_return reply->integer == 1;
}

/// `field`: "<tries> <time> <sealed>".
DeadLetter RedisLetters::open(std::string id, std::string_view field) const {
    const auto word = [&field] {
        const std::string_view first = field.substr(0, field.find(' '));
        field.remove_prefix(std::min(first.size() + 1, field.size()));
        return first;
    };
    DeadLetter letter;
    letter.id = std::move(id);
    letter.tries = number<int>(word()).value_or(0);
    letter.at = flows::from_unix_ms(number<std::int64_t>(word()).value_or(0));
    Result<Failure> failure = records_.open_failure(letter.id, field);
    if (failure) letter.failure = std::move(*failure);
    return letter;
}

awaitable<Result<std::vector<DeadLetter>>> RedisLetters::page(int partition, LetterCursor after,
                                                              std::size_t limit) {
    std::vector<std::string> keys{partition_key(partition, "dead"), partition_key(partition, "deadz")};
    std::vector<std::string> arguments{milliseconds(after.at), after.id, std::to_string(limit)};
    const Result<RedisReply> reply = co_await redis_.call(page_, std::move(keys), std::move(arguments));
    if (!reply) co_return reply.error();
    std::vector<DeadLetter> letters;
    for (std::size_t at = 0; at + 1 < reply->elements.size(); at += 2)
        letters.push_back(open(reply->elements[at].text, reply->elements[at + 1].text));
    co_return letters;
}

awaitable<Result<std::optional<DeadLetter>>> RedisLetters::find(std::string id) {
    const auto place = letter_place(id);
    if (!place) co_return std::optional<DeadLetter>{};
    std::vector<std::string> command{"HGET", partition_key(place->partition, "dead"), id};
    const Result<RedisReply> reply = co_await redis_.ask(std::move(command));
    if (!reply) co_return reply.error();
    if (reply->type == RedisReply::Type::nil) co_return std::optional<DeadLetter>{};
    co_return std::optional{open(std::move(id), reply->text)};
}

awaitable<Result<bool>> RedisLetters::end(std::string id, std::vector<std::string> place,
                                          std::vector<std::string> entry) {
    const int partition = letter_place(id)->partition;
    std::vector<std::string> keys{partition_key(partition, "dead"), partition_key(partition, "deadz")};
    std::ranges::move(place, std::back_inserter(keys));
    std::vector<std::string> arguments{std::move(id)};
    std::ranges::move(entry, std::back_inserter(arguments));
    const Result<RedisReply> reply = co_await redis_.call(end_, std::move(keys), std::move(arguments));
    if (!reply) co_return Result<bool>{boost::system::in_place_error, reply.error()};
    co_return reply->integer == 1;
}

awaitable<Result<bool>> RedisLetters::release(Work work, TimePoint now) {
    Place place = place_of(work);
    if (place.keys.size() > 2) place.keys.resize(2);  // whoever claims the outbox next holds it
    return end(work.id(), std::move(place.keys), {milliseconds(now), std::move(place.entry), work.item});
}

awaitable<Result<bool>> RedisLetters::discard(std::string id) {
    if (!letter_place(id)) co_return Result<bool>{boost::system::in_place_value, false};
    auto discarded = co_await end(std::move(id), {}, {});
    co_return discarded;
}

awaitable<Result<std::size_t>> RedisLetters::count(int partition) {
    std::vector<std::string> command{"ZCARD", partition_key(partition, "deadz")};
    const Result<RedisReply> reply = co_await redis_.ask(std::move(command));
    if (!reply) co_return reply.error();
    co_return static_cast<std::size_t>(reply->integer);
}

}  // namespace askwell::storage
