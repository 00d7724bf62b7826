#include "storage/redis_options.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "storage/decimal.h"

namespace askwell::storage {

namespace {

constexpr std::uint16_t kSentinelPort = 26'379;
constexpr int kMaxDatabase = 16'383;  // more than any server offers; the server itself knows its limit

std::optional<int> number_within(std::string_view text, int lowest, int highest) {
    const auto value = number<int>(text);
    return value && *value >= lowest && *value <= highest ? value : std::nullopt;
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

std::string read_address(std::string_view text, RedisAddress& address) {
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
    if (text.empty()) return "the Redis URL names no host, or none after a ','; write redis://host:6379";
    address.host = std::string{text};
    if (!port) return {};
    const auto value = number_within(*port, 1, 65'535);
    if (!value) return "the port of the Redis URL is not a number from 1 to 65535";
    address.port = static_cast<std::uint16_t>(*value);
    return {};
}

std::string read_places(std::string_view text, RedisOptions& options) {
    if (options.shape == RedisShape::single) {
        if (text.find(',') != std::string_view::npos)
            return "the Redis URL names several hosts; write redis-cluster://host,host or "
                   "redis+sentinel://host,host/service";
        return read_address(text, options.server);
    }
    std::optional<std::string_view> rest = text;
    while (rest) {
        text = *rest;
        rest = cut(text, ',');
        RedisAddress address;
        if (options.shape == RedisShape::sentinel) address.port = kSentinelPort;
        if (std::string error = read_address(text, address); !error.empty()) return error;
        options.seeds.push_back(std::move(address));
    }
    return {};
}

/// What stands after the places: "[/service][/db]".
std::string read_path(std::string_view path, RedisOptions& options) {
    if (options.shape == RedisShape::sentinel) {
        const std::string_view rest = cut(path, '/').value_or("");
        const auto service = percent_decoded(path);
        if (!service || service->empty())
            return "the Redis URL does not name the service that the sentinels watch; write "
                   "redis+sentinel://host:26379/service";
        options.service = *service;
        path = rest;
    }
    if (path.empty()) return {};
    const auto value = number_within(path, 0, kMaxDatabase);
    if (!value) return "the database of the Redis URL, after the last '/', is not a number from 0 to 16383";
    if (options.shape == RedisShape::cluster && *value != 0) return "a Redis Cluster has no database but 0";
    options.database = *value;
    return {};
}

struct Scheme {
    std::string_view prefix;
    RedisShape shape;
    bool tls;
};

const Scheme* find_scheme(std::string_view url) {
    static constexpr std::array<Scheme, 6> kSchemes{{
        {"redis://", RedisShape::single, false},
        {"rediss://", RedisShape::single, true},
        {"redis+sentinel://", RedisShape::sentinel, false},
        {"rediss+sentinel://", RedisShape::sentinel, true},
        {"redis-cluster://", RedisShape::cluster, false},
        {"rediss-cluster://", RedisShape::cluster, true},
    }};
    const auto found = std::ranges::find_if(
        kSchemes, [url](const Scheme& scheme) { return url.starts_with(scheme.prefix); });
    return found == kSchemes.end() ? nullptr : found;
}

}  // namespace

boost::system::result<RedisOptions, BadRedisUrl> parse_redis_url(std::string_view url) {
    const Scheme* const scheme = find_scheme(url);
    if (scheme == nullptr) {
        return BadRedisUrl{
            "a Redis URL begins with redis://, redis+sentinel:// or redis-cluster://, or with rediss instead "
            "of redis for TLS"};
    }
    RedisOptions options;
    options.shape = scheme->shape;
    options.tls = scheme->tls;
    url.remove_prefix(scheme->prefix.size());
    if (url.find_first_of("?#") != std::string_view::npos) {
        return BadRedisUrl{"a Redis URL has no '?' or '#'; in a password write them as %3F and %23"};
    }
    // A password may hold an '@' that its author forgot to encode: the last one ends it. '/' must be encoded.
    std::string error;
    if (const auto at = url.rfind('@'); at != std::string_view::npos) {
        error = read_credentials(url.substr(0, at), options);
        url.remove_prefix(at + 1);
    }
    const std::string_view path = cut(url, '/').value_or("");
    if (error.empty()) error = read_places(url, options);
    if (error.empty()) error = read_path(path, options);
    if (!error.empty()) return BadRedisUrl{error};
    return options;
}

}  // namespace askwell::storage
