#include "storage/redis_protocol.h"

#include <array>
#include <new>
#include <stdexcept>
#include <utility>

#include <hiredis/hiredis.h>

namespace askwell::storage {

namespace {

/// Nothing we ask for comes near; a wrong length must not become an allocation.
constexpr int kMaxElements = 1'000'000;

/// Where the value that the reader has just parsed belongs: below its parent, or at the root.
RedisReply* place(const redisReadTask* task) {
    if (task->parent == nullptr) {
        auto* root = static_cast<RedisReply*>(task->privdata);
        *root = {};
        return root;
    }
    auto* parent = static_cast<RedisReply*>(task->parent->obj);
    return &parent->elements[static_cast<std::size_t>(task->idx)];
}

// The reader calls these from C: no exception may leave them. A null answer makes it report that memory ran
// out.

void* create_string(const redisReadTask* task, char* text, std::size_t size) noexcept try {
    RedisReply* reply = place(task);
    reply->type = task->type == REDIS_REPLY_ERROR    ? RedisReply::Type::error
                  : task->type == REDIS_REPLY_STATUS ? RedisReply::Type::status
                                                     : RedisReply::Type::string;
    reply->text.assign(text, size);
    return reply;
} catch (const std::bad_alloc&) {
    return nullptr;
}

void* create_array(const redisReadTask* task, int elements) noexcept try {
    if (elements < 0 || elements > kMaxElements) return nullptr;
    RedisReply* reply = place(task);
    reply->type = RedisReply::Type::array;
    reply->elements.resize(static_cast<std::size_t>(elements));
    return reply;
} catch (const std::bad_alloc&) {
    return nullptr;
}

void* create_integer(const redisReadTask* task, long long value) noexcept {
    RedisReply* reply = place(task);
    reply->type = RedisReply::Type::integer;
    reply->integer = value;
    return reply;
}

void* create_nil(const redisReadTask* task) noexcept {
    return place(task);
}

void free_object(void*) noexcept {}  // values live in the parser's root

struct FreeReader {
    void operator()(redisReader* reader) const { redisReaderFree(reader); }
};

struct FreeCommand {
    void operator()(char* command) const { redisFreeCommand(command); }
};

}  // namespace

std::string format_command(const RedisCommand& arguments) {
    std::vector<const char*> texts;
    std::vector<std::size_t> sizes;
    texts.reserve(arguments.size());
    sizes.reserve(arguments.size());
    for (const std::string& argument : arguments) {
        texts.push_back(argument.data());
        sizes.push_back(argument.size());
    }
    char* command = nullptr;
    const auto size =
        redisFormatCommandArgv(&command, static_cast<int>(arguments.size()), texts.data(), sizes.data());
    if (size < 0) throw std::bad_alloc();
    const std::unique_ptr<char, FreeCommand> owner{command};
    return {command, static_cast<std::size_t>(size)};
}

StoreErrc kind_of_error(std::string_view error_reply) {
    static constexpr std::array<std::pair<std::string_view, StoreErrc>, 17> kKinds{{
        {"LOADING", StoreErrc::unavailable},
        {"READONLY", StoreErrc::unavailable},
        {"CLUSTERDOWN", StoreErrc::unavailable},
        {"MASTERDOWN", StoreErrc::unavailable},
        {"TRYAGAIN", StoreErrc::unavailable},
        {"NOREPLICAS", StoreErrc::unavailable},
        {"BUSY", StoreErrc::unavailable},
        {"UNKILLABLE", StoreErrc::unavailable},
        {"OOM", StoreErrc::full},
        {"MISCONF", StoreErrc::full},  // the last save or append failed: as a rule, the disk is full
        {"NOAUTH", StoreErrc::misconfigured},
        {"WRONGPASS", StoreErrc::misconfigured},
        {"NOPERM", StoreErrc::misconfigured},
        {"NOSCRIPT", StoreErrc::unavailable},  // flushed again meanwhile
        {"MOVED",
         StoreErrc::misconfigured},  // redis_cluster.h follows it: this server was taken for a single one
        {"ASK", StoreErrc::misconfigured},
        {"CROSSSLOT", StoreErrc::protocol},
    }};
    const std::string_view word = error_reply.substr(0, error_reply.find(' '));
    for (const auto& [name, kind] : kKinds) {
        if (word == name) return kind;
    }
    return StoreErrc::protocol;
}

struct ReplyParser::Reader {
    redisReplyObjectFunctions functions{create_string, create_array, create_integer, create_nil, free_object};
    RedisReply root;
    std::unique_ptr<redisReader, FreeReader> reader{redisReaderCreateWithFunctions(&functions)};
};

ReplyParser::ReplyParser() : reader_(std::make_unique<Reader>()) {
    if (!reader_->reader) throw std::bad_alloc();
    reader_->reader->privdata = &reader_->root;  // the library's macro for this casts to int
}

ReplyParser::~ReplyParser() = default;

bool ReplyParser::feed(std::string_view bytes) {
    return redisReaderFeed(reader_->reader.get(), bytes.data(), bytes.size()) == REDIS_OK;
}

Result<std::optional<RedisReply>> ReplyParser::next() {
    void* reply = nullptr;
    if (redisReaderGetReply(reader_->reader.get(), &reply) != REDIS_OK) return StoreErrc::protocol;
    if (reply == nullptr) return std::optional<RedisReply>{};
    return std::optional<RedisReply>{std::exchange(reader_->root, {})};
}

}  // namespace askwell::storage
