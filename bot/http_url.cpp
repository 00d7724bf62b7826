#include "bot/http_url.h"

#include <algorithm>
#include <charconv>

#include <boost/asio/ip/address_v6.hpp>
#include <fmt/format.h>

#include "bot/http_guard.h"

namespace askwell::bot {

namespace {

constexpr std::uint16_t kHttpPort = 80;
constexpr std::uint16_t kHttpsPort = 443;

std::optional<bool> take_scheme(std::string_view& text) {
    const auto end = text.find("://");
    if (end == std::string_view::npos) return std::nullopt;
    const auto scheme = text.substr(0, end);
    text.remove_prefix(end + 3);
    if (equals_ignoring_case(scheme, "https")) return true;
    if (equals_ignoring_case(scheme, "http")) return false;
    return std::nullopt;
}

/// ":port" or "".
std::optional<std::uint16_t> read_port(std::string_view text, std::uint16_t fallback) {
    if (text.empty()) return fallback;
    if (text.front() != ':') return std::nullopt;
    text.remove_prefix(1);
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc{} || end != text.data() + text.size() || port == 0) return std::nullopt;
    return port;
}

bool is_name(std::string_view host) {
    return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
               c == '.' || c == '_';
    });
}

bool is_ipv6(std::string_view host) {
    boost::system::error_code error;
    boost::asio::ip::make_address_v6(std::string{host}, error);
    return !error;
}

}  // namespace

std::string Url::authority() const {
    const auto name = host.find(':') == std::string::npos ? host : "[" + host + "]";
    return port == (tls ? kHttpsPort : kHttpPort) ? name : fmt::format("{}:{}", name, port);
}

std::optional<Url> parse_url(std::string_view text) {
    const auto acceptable = [](char c) { return c > ' ' && c < '\x7f' && c != '#'; };
    if (!std::all_of(text.begin(), text.end(), acceptable)) return std::nullopt;
    const auto tls = take_scheme(text);
    if (!tls) return std::nullopt;

    const auto authority = text.substr(0, text.find_first_of("/?"));
    text.remove_prefix(authority.size());
    const bool literal = authority.starts_with('[');
    const auto host_end = literal ? authority.find(']') : authority.find(':');
    if (literal && host_end == std::string_view::npos) return std::nullopt;
    const auto host = literal ? authority.substr(1, host_end - 1) : authority.substr(0, host_end);
    if (literal ? !is_ipv6(host) : !is_name(host)) return std::nullopt;
    const auto rest = literal ? authority.substr(host_end + 1) : authority.substr(host.size());
    const auto port = read_port(rest, *tls ? kHttpsPort : kHttpPort);
    if (!port) return std::nullopt;

    Url url{.tls = *tls, .host = std::string{host}, .port = *port, .target = std::string{text}};
    std::transform(url.host.begin(), url.host.end(), url.host.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (!url.target.starts_with('/')) url.target.insert(0, "/");
    return url;
}

}  // namespace askwell::bot
