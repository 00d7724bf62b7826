#include "storage/redis_options.h"

#include <charconv>
#include <optional>

namespace askwell::storage {

namespace {

constexpr int kMaxDatabase = 16'383;  // more than any server offers; the server itself knows its limit

std::optional<int> number(std::string_view text, int lowest, int highest) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < lowest || value > highest)
        return std::nullopt;
    return value;
}

std::optional<std::string> percent_decoded(std::string_view text) {
    std::string decoded;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            decoded += text[at];
            continue;
        }
        const std::string_view digits = text.substr(at + 1, 2);
        unsigned char byte = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
        if (digits.size() != 2 || error != std::errc{} || end != digits.data() + 2) return std::nullopt;
        decoded += static_cast<char>(byte);
        at += 2;
    }
    return decoded;
}

/// Cuts `text` at the first `mark`; what follows is returned, nullopt when there is no mark.
std::optional<std::string_view> cut(std::string_view& text, char mark) {
    const auto at = text.find(mark);
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view rest = text.substr(at + 1);
    text = text.substr(0, at);
    return rest;
}

std::string read_credentials(std::string_view text, RedisOptions& options) {
    const auto password_text = cut(text, ':');
    const auto user = percent_decoded(text);
    const auto password = percent_decoded(password_text.value_or(""));
    if (!user || !password)
        return "the user or password of the Redis URL has a '%' without two hex digits after it; write '%' "
               "as %25";
    if (!user->empty() && password->empty())
        return "the Redis URL names a user without a password; write redis://user:password@host";
    options.user = *user;
    options.password = *password;
    return {};
}

std::string read_host(std::string_view text, RedisOptions& options) {
    std::optional<std::string_view> port;
    if (text.starts_with('[')) {
        const auto rest = cut(text, ']');
        if (!rest || !(rest->empty() || rest->starts_with(':')))
            return "the IPv6 host of the Redis URL has no closing bracket; write redis://[::1]:6379";
        if (!rest->empty()) port = rest->substr(1);
        text.remove_prefix(1);
    } else {
        port = cut(text, ':');
    }
    if (text.empty()) return "the Redis URL names no host; write redis://host:6379";
    options.host = std::string{text};
    if (!port) return {};
    const auto value = number(*port, 1, 65'535);
    if (!value) return "the port of the Redis URL is not a number from 1 to 65535";
    options.port = static_cast<std::uint16_t>(*value);
    return {};
}

}  // namespace

boost::system::result<RedisOptions, BadRedisUrl> parse_redis_url(std::string_view url) {
    RedisOptions options;
    options.tls = url.starts_with("rediss://");
    if (!options.tls && !url.starts_with("redis://")) {
        return BadRedisUrl{"a Redis URL begins with redis:// or rediss:// (TLS)"};
    }
    url.remove_prefix(url.find("//") + 2);
    if (url.find_first_of("?#") != std::string_view::npos) {
        return BadRedisUrl{"a Redis URL has no '?' or '#'; in a password write them as %3F and %23"};
    }
    // A password may hold an '@' that its author forgot to encode: the last one ends it. '/' must be encoded.
    std::string error;
    if (const auto at = url.rfind('@'); at != std::string_view::npos) {
        error = read_credentials(url.substr(0, at), options);
        url.remove_prefix(at + 1);
    }
    const std::string_view database = cut(url, '/').value_or("");
    if (error.empty()) error = read_host(url, options);
    if (!error.empty()) return BadRedisUrl{error};
    if (database.empty()) return options;
    const auto value = number(database, 0, kMaxDatabase);
    if (!value)
        return BadRedisUrl{
            "the database of the Redis URL, after the last '/', is not a number from 0 to 16383"};
    options.database = *value;
    return options;
}

}  // namespace askwell::storage
