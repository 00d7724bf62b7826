// The Redis protocol (RESP2) as values: hiredis is the codec, and no hiredis header leaves
// redis_protocol.cpp. Thread rule: values; a parser belongs to one connection.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/result.h"

namespace askwell::storage {

struct RedisReply {
    enum class Type { nil, integer, status, string, array, error };
    Type type = Type::nil;
    std::int64_t integer = 0;
    std::string text;  ///< string, status, error
    std::vector<RedisReply> elements;

    bool is_error() const { return type == Type::error; }
};

/// A command and its arguments; not empty.
using RedisCommand = std::vector<std::string>;

/// One command on the wire.
std::string format_command(const RedisCommand& arguments);

/// What an error reply means for the caller; StoreErrc::protocol for errors that are bugs of ours.
StoreErrc kind_of_error(std::string_view error_reply);

/// Replies out of a byte stream.
class ReplyParser {
  public:
    ReplyParser();
    ~ReplyParser();
    ReplyParser(const ReplyParser&) = delete;
    ReplyParser& operator=(const ReplyParser&) = delete;

    /// Takes bytes as they came. False when the stream is broken for good: close the connection.
    bool feed(std::string_view bytes);
    /// The next whole reply; nullopt when more bytes are needed; StoreErrc::protocol when what came is no
    /// reply.
    Result<std::optional<RedisReply>> next();

  private:
    struct Reader;
    std::unique_ptr<Reader> reader_;
};

}  // namespace askwell::storage
