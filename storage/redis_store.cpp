#include "storage/redis_store.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "storage/decimal.h"
#include "storage/digest.h"
#include "storage/embedded.h"
#include "storage/faults.h"
#include "storage/redis_fitness.h"
#include "storage/redis_keys.h"
#include "storage/retention.h"

namespace askwell::storage {

namespace {

/// The name of a finished conversation in its partition's hash: "<conversation id>.<revision>".
std::string finished_field(std::string_view conversation_id, std::uint32_t revision) {
    return std::string{conversation_id} + "." + std::to_string(revision);
}

std::vector<std::string> commit_arguments(const Commit& commit, const SealedRecords& records) {
    const auto lease_end = commit.pull ? std::string{} : milliseconds(commit.now + commit.lease);
    std::vector<std::string> arguments{
        milliseconds(commit.now),
        commit.message_id.empty() ? std::string{} : mark_of(commit.message_id),
        milliseconds(commit.now - kRetention),
        std::to_string(kRetention.count()),
        std::to_string(commit.expected_version),
        commit.state_changed ? "1" : "0",
        commit.state_changed ? records.seal(commit.key, commit.expected_version + 1, commit.next)
                             : std::string{},
        commit.due ? milliseconds(*commit.due) : std::string{},
        lease_end,
        commit.key.digest,
        text_of(commit.holder),
    };
    arguments.push_back(std::to_string(commit.outgoing.size()));
    for (const flows::Outgoing& message : commit.outgoing) {
        arguments.push_back(std::to_string(message.number));
        arguments.push_back(records.seal(commit.key, commit.next.contact, message, commit.reply_route));
    }
    arguments.push_back(std::to_string(commit.finished.size()));
    for (const flows::Finished& finished : commit.finished) {
        arguments.push_back(finished_field(finished.conversation.id, finished.revision));
        arguments.push_back(records.seal(finished, kForHandOff));
    }
    return arguments;
}

}  // namespace

RedisStore::RedisStore(boost::asio::any_io_executor executor, RedisOptions options,
                       std::shared_ptr<const Cipher> cipher)
    : options_(options),
      redis_(std::move(executor), std::move(options)),
      records_(std::move(cipher)),
      scripts_{Script{scripts::commit_lua},         Script{scripts::begin_send_lua},
               Script{scripts::settle_lua},         Script{scripts::claim_lua},
               Script{scripts::claim_finished_lua}, Script{scripts::forget_finished_lua}},
      letters_(redis_, records_),
      notes_(redis_, records_) {}

awaitable<Result<flows::ContactState>> RedisStore::load(ContactKey key) {
    std::vector<std::string> command{"HMGET", contact_key(key, "s"), "v", "b"};
    const Result<RedisReply> reply = co_await redis_.ask(std::move(command));
    if (!reply) co_return reply.error();
    if (reply->elements.size() != 2) co_return StoreErrc::protocol;
    if (reply->elements[0].type == RedisReply::Type::nil) {
        flows::ContactState unseen;
        unseen.key = key.text();
        co_return unseen;
    }
    const auto version = number<std::uint64_t>(reply->elements[0].text);
    if (!version) co_return StoreErrc::corrupt;
    co_return records_.open_state(key, *version, reply->elements[1].text);
}

awaitable<Result<Committed>> RedisStore::commit(Commit commit) {
    const ContactKey& key = commit.key;
    std::vector<std::string> keys{contact_key(key, "s"),
                                  contact_key(key, "d"),
                                  contact_key(key, "o"),
                                  partition_key(key.partition, "out"),
                                  partition_key(key.partition, "due"),
                                  partition_key(key.partition, "fin"),
                                  partition_key(key.partition, "finz"),
                                  partition_key(key.partition, "hold")};
    std::vector<std::string> arguments = commit_arguments(commit, records_);
    const Result<RedisReply> reply =
        co_await redis_.call(scripts_.commit, std::move(keys), std::move(arguments));
    if (!reply) co_return reply.error();
    if (reply->type != RedisReply::Type::integer) co_return StoreErrc::protocol;
    switch (reply->integer) {
        case 0:
            co_return Committed{CommitStatus::applied, false};
        case 1:
            co_return Committed{CommitStatus::applied, true};
        case 2:
            co_return Committed{CommitStatus::duplicate, false};
        case 3:
            co_return Committed{CommitStatus::conflict, false};
        default:
            co_return StoreErrc::protocol;
    }
}

/// `fields`: number → sealed message, and where there were any "a" + number → attempts, "t" + number → tries;
/// in no order.
Result<std::vector<Pending>> RedisStore::open_outbox(const ContactKey& key, const RedisReply& fields) const {
    struct Fields {
        std::string_view sealed;
        int attempts = 0;
        int tries = 0;
    };
    std::map<std::uint64_t, Fields> messages;
    for (std::size_t at = 0; at + 1 < fields.elements.size(); at += 2) {
        std::string_view name = fields.elements[at].text;
        const std::string_view value = fields.elements[at + 1].text;
        const char kind = name.empty() ? '\0' : name.front();
        const bool is_count = kind == 'a' || kind == 't';
        if (is_count) name.remove_prefix(1);
        const auto message = number<std::uint64_t>(name);
        const auto count = is_count ? number<int>(value) : 0;
        if (!message || !count) return StoreErrc::corrupt;
        Fields& known = messages[*message];
        if (kind == 'a') {
            known.attempts = *count;
        } else if (kind == 't') {
            known.tries = *count;
        } else {
            known.sealed = value;
        }
    }
    std::vector<Pending> pending;
    pending.reserve(messages.size());
    for (const auto& [message, known] : messages) {
        Pending opened = records_.open_pending(key, message, known.attempts, known.sealed);
        opened.tries = known.tries;
        pending.push_back(std::move(opened));
    }
    return pending;
}

awaitable<Result<std::vector<Pending>>> RedisStore::outbox(ContactKey key) {
    std::vector<std::string> command{"HGETALL", contact_key(key, "o")};
    const Result<RedisReply> reply = co_await redis_.ask(std::move(command));
    if (!reply) co_return reply.error();
    co_return open_outbox(key, *reply);
}

awaitable<Result<bool>> RedisStore::begin_send(ContactKey key, std::uint64_t message, int attempts,
                                               Holder holder) {
    std::vector<std::string> keys{contact_key(key, "o"), partition_key(key.partition, "hold")};
    std::vector<std::string> arguments{std::to_string(message), std::to_string(attempts), key.digest,
                                       text_of(holder)};
    const Result<RedisReply> reply =
        co_await redis_.call(scripts_.begin_send, std::move(keys), std::move(arguments));
    if (!reply) co_return Result<bool>{boost::system::in_place_error, reply.error()};
    co_return reply->integer == 1;
}

awaitable<Result<std::vector<Pending>>> RedisStore::settle(Settle settle) {
    std::vector<std::string> keys{contact_key(settle.key, "o"), partition_key(settle.key.partition, "out"),
                                  partition_key(settle.key.partition, "hold")};
    std::vector<std::string> arguments{settle.key.digest,
                                       std::to_string(settle.number),
                                       settle.done ? "1" : "0",
                                       milliseconds(settle.retry_at),
                                       milliseconds(settle.now + settle.lease),
                                       text_of(settle.holder),
                                       settle.went_out ? "1" : "0"};
    // May be repeated: a message that is gone is left alone, one to be tried again counts a try more at
    // worst.
    const Result<RedisReply> reply =
        co_await redis_.call(scripts_.settle, std::move(keys), std::move(arguments), IfLost::repeat);
    if (!reply) co_return reply.error();
    if (reply->type == RedisReply::Type::nil) co_return StoreErrc::lease_lost;
    co_return open_outbox(settle.key, *reply);
}

awaitable<Result<std::vector<ContactKey>>> RedisStore::claim(std::vector<std::string> keys,
                                                             std::vector<std::string> arguments,
                                                             int partition) {
    // What is claimed stays due, so that others claim it, too.
    if (faults::sabotaged("nonatomic_claim")) arguments[1] = arguments[0];
    Result<RedisReply> reply = co_await redis_.call(scripts_.claim, std::move(keys), std::move(arguments));
    if (!reply) co_return reply.error();
    std::vector<ContactKey> claimed;
    claimed.reserve(reply->elements.size());
    for (RedisReply& name : reply->elements) claimed.push_back({partition, std::move(name.text)});
    co_return claimed;
}

awaitable<Result<std::vector<ContactKey>>> RedisStore::claim_outbox(int partition, TimePoint now,
                                                                    Duration lease, std::size_t limit,
                                                                    Holder holder) {
    return claim({partition_key(partition, "out"), partition_key(partition, "hold")},
                 {milliseconds(now), milliseconds(now + lease), std::to_string(limit), text_of(holder)},
                 partition);
}

awaitable<Result<std::vector<ContactKey>>> RedisStore::claim_due(int partition, TimePoint now, Duration lease,
                                                                 std::size_t limit) {
    return claim({partition_key(partition, "due")},
                 {milliseconds(now), milliseconds(now + lease), std::to_string(limit)}, partition);
}

awaitable<Result<ClaimedFinished>> RedisStore::claim_finished(int partition, TimePoint now, Duration lease,
                                                              std::size_t limit) {
    std::vector<std::string> keys{partition_key(partition, "finz"), partition_key(partition, "fin")};
    std::vector<std::string> arguments{milliseconds(now), milliseconds(now + lease), std::to_string(limit)};
    Result<RedisReply> reply =
        co_await redis_.call(scripts_.claim_finished, std::move(keys), std::move(arguments));
    if (!reply) co_return reply.error();
    std::vector<SealedFinished> claimed;
    for (std::size_t at = 0; at + 1 < reply->elements.size(); at += 2) {
        const std::string& field = reply->elements[at].text;
        const auto dot = field.find('.');
        const auto revision = number<std::uint32_t>(
            std::string_view{field}.substr(dot == std::string::npos ? field.size() : dot + 1));
        claimed.push_back(
            {field.substr(0, dot), revision.value_or(0), std::move(reply->elements[at + 1].text)});
    }
    co_return records_.open(claimed, kForHandOff);
}

awaitable<Result<void>> RedisStore::finished_handed_off(ContactKey key, std::string conversation_id,
                                                        std::uint32_t revision) {
    std::vector<std::string> keys{partition_key(key.partition, "finz"), partition_key(key.partition, "fin")};
    std::vector<std::string> arguments{finished_field(conversation_id, revision)};
    const Result<RedisReply> reply =
        co_await redis_.call(scripts_.forget_finished, std::move(keys), std::move(arguments), IfLost::repeat);
    if (!reply) co_return reply.error();
    co_return Result<void>{};
}

awaitable<Result<void>> RedisStore::remember_provider_id(std::string channel, std::string provider_id,
                                                         ContactKey key, std::uint64_t message, TimePoint) {
    const ContactKey place = place_of_provider_id(channel, provider_id);
    std::vector<std::string> command{"SET", contact_key(place, "sent"),
                                     fmt::format("{} {}", key.text(), message), "PX",
                                     std::to_string(kRetention.count())};
    return redis_.tell(std::move(command));
}

awaitable<Result<std::optional<ConversationStore::Sent>>> RedisStore::find_provider_id(
    std::string channel, std::string provider_id) {
    const ContactKey place = place_of_provider_id(channel, provider_id);
    std::vector<std::string> command{"GET", contact_key(place, "sent")};
    const Result<RedisReply> reply = co_await redis_.ask(std::move(command));
    if (!reply) co_return reply.error();
    if (reply->type == RedisReply::Type::nil) co_return std::optional<Sent>{};
    const std::string_view text = reply->text;
    const auto space = std::min(text.find(' '), text.size());
    const auto key = ContactKey::parse(text.substr(0, space));
    const auto message = number<std::uint64_t>(text.substr(std::min(space + 1, text.size())));
    if (!key || !message) co_return StoreErrc::corrupt;
    co_return std::optional<Sent>{Sent{*key, *message}};
}

awaitable<Result<bool>> RedisStore::failed(Failure failure, int limit) {
    return letters_.failed(std::move(failure), limit);
}

awaitable<Result<std::vector<DeadLetter>>> RedisStore::dead_letters(int partition, LetterCursor after,
                                                                    std::size_t limit) {
    return letters_.page(partition, std::move(after), limit);
}

awaitable<Result<std::optional<DeadLetter>>> RedisStore::find_dead_letter(std::string id) {
    return letters_.find(std::move(id));
}

awaitable<Result<bool>> RedisStore::release_dead_letter(Work work, TimePoint now) {
    return letters_.release(std::move(work), now);
}

awaitable<Result<bool>> RedisStore::discard_dead_letter(std::string id) {
    return letters_.discard(std::move(id));
}

awaitable<Result<std::size_t>> RedisStore::count_dead_letters(int partition) {
    return letters_.count(partition);
}

awaitable<Result<void>> RedisStore::keep_note(std::string name, std::string value, TimePoint until,
                                              TimePoint now) {
    return notes_.keep(std::move(name), std::move(value), until, now);
}

awaitable<Result<std::optional<std::string>>> RedisStore::find_note(std::string name, TimePoint now) {
    return notes_.find(std::move(name), now);
}

awaitable<Result<void>> RedisStore::drop_note(std::string name) {
    return notes_.drop(std::move(name));
}

awaitable<Result<bool>> RedisStore::claim_note(std::string name, Holder holder, TimePoint until,
                                               TimePoint now) {
    return notes_.claim(std::move(name), holder, until, now);
}

awaitable<Result<void>> RedisStore::end_claim(std::string name, Holder holder) {
    return notes_.end_claim(std::move(name), holder);
}

awaitable<Result<void>> RedisStore::tidy(int, TimePoint) {
    co_return Result<void>{};
}

awaitable<Result<void>> RedisStore::check() {
    std::vector<RedisCommand> questions{{"INFO"}};
    const auto masters = co_await redis_.ask_masters(std::move(questions));
    if (!masters) co_return masters.error();
    for (const auto& answers : *masters) {
        if (const Result<void> fit = judge_info(answers[0]); !fit) co_return fit;
    }
    co_return Result<void>{};
}

awaitable<Result<TimePoint>> RedisStore::clock() {
    std::vector<RedisCommand> questions{{"TIME"}};
    const auto masters = co_await redis_.ask_masters(std::move(questions));
    if (!masters) co_return masters.error();
    if (masters->empty() || masters->front()[0].elements.size() != 2) co_return StoreErrc::protocol;
    const auto& elements = masters->front()[0].elements;
    const auto seconds = number<std::int64_t>(elements[0].text);
    const auto microseconds = number<std::int64_t>(elements[1].text);
    if (!seconds || !microseconds) co_return StoreErrc::protocol;
    // Tests that move the service's clock move this one with it.
    co_return flows::from_unix_ms(*seconds * 1000 + *microseconds / 1000) + faults::clock_offset();
}

awaitable<Result<std::vector<std::string>>> RedisStore::warnings() {
    std::vector<RedisCommand> questions{{"INFO"}, {"CONFIG", "GET", "appendfsync"}};
    const auto masters = co_await redis_.ask_masters(std::move(questions));
    if (!masters) co_return masters.error();
    std::set<std::string> found;  // the same fault of several masters is one sentence
    for (const auto& answers : *masters) found.merge(fitness_warnings(answers[0], answers[1], options_));
    co_return std::vector<std::string>{found.begin(), found.end()};
}

std::unique_ptr<RedisStore> make_redis_store(boost::asio::any_io_executor executor, RedisOptions options,
                                             std::shared_ptr<const Cipher> cipher) {
    return std::make_unique<RedisStore>(std::move(executor), std::move(options), std::move(cipher));
}

}  // namespace askwell::storage
