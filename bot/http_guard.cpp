#include "bot/http_guard.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace askwell::bot {

namespace {

/// Content-Length of more digits cannot be a size we would take, nor one that 64 bits hold for certain.
constexpr std::size_t kMaxLengthDigits = 18;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_alphanumeric(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_token_char(char c) {
    return is_alphanumeric(c) || std::string_view{"!#$%&'*+-.^_`|~"}.find(c) != std::string_view::npos;
}

bool is_control(char c) {
    return (c >= 0 && c < ' ') || c == '\x7f';
}

bool is_visible_ascii(char c) {
    return c > ' ' && c < '\x7f';
}

/// Characters of uri-host [ ":" port ] (RFC 3986 §3.2.2), percent-encoding and IP literals included.
bool is_host_char(char c) {
    return is_alphanumeric(c) || std::string_view{"-._~!$&'()*+;=%:[]"}.find(c) != std::string_view::npos;
}

Refusal bad_framing(std::string_view detail) {
    return {400, "bad_framing", detail};
}

std::vector<std::string_view> values(const Headers& headers, std::string_view name) {
    std::vector<std::string_view> found;
    for (const auto& [field, value] : headers) {
        if (equals_ignoring_case(field, name)) found.push_back(value);
    }
    return found;
}

std::optional<Refusal> check_target(std::string_view target) {
    if (target.empty() || target.front() != '/') {
        return bad_framing(
            "the request target must begin with '/'; absolute, authority and asterisk forms are not served");
    }
    if (!std::all_of(target.begin(), target.end(), is_visible_ascii) ||
        target.find('#') != std::string_view::npos) {
        return bad_framing(
            "the request target must be visible ASCII without '#'; percent-encode everything else");
    }
    return std::nullopt;
}

std::optional<Refusal> check_host(int version, const Headers& headers) {
    const auto hosts = values(headers, "Host");
    if (hosts.size() > 1) return bad_framing("there must be one Host header, not several");
    if (hosts.empty()) {
        if (version < 11) return std::nullopt;
        return bad_framing("an HTTP/1.1 request must have a Host header");
    }
    const auto host = hosts.front();
    if (host.empty() || !std::all_of(host.begin(), host.end(), is_host_char)) {
        return bad_framing("the Host header must be a host name or address, with or without a port");
    }
    return std::nullopt;
}

std::optional<Refusal> check_length(int version, const Headers& headers) {
    const auto codings = values(headers, "Transfer-Encoding");
    const auto lengths = values(headers, "Content-Length");
    if (!codings.empty()) {
        if (version < 11) return bad_framing("HTTP/1.0 has no Transfer-Encoding; send Content-Length");
        if (!lengths.empty()) return bad_framing("send Content-Length or Transfer-Encoding, not both");
        if (codings.size() > 1 || !equals_ignoring_case(codings.front(), "chunked")) {
            return bad_framing("the only Transfer-Encoding served is exactly \"chunked\"");
        }
        return std::nullopt;
    }
    if (lengths.empty()) return std::nullopt;
    const auto length = lengths.front();
    if (lengths.size() > 1 || length.empty() || length.size() > kMaxLengthDigits ||
        !std::all_of(length.begin(), length.end(), is_digit)) {
        return bad_framing("there must be one Content-Length, a decimal number");
    }
    return std::nullopt;
}

std::optional<Refusal> check_content_coding(const Headers& headers) {
    for (const auto coding : values(headers, "Content-Encoding")) {
        if (!equals_ignoring_case(coding, "identity")) {
            return Refusal{415, "unsupported", "a compressed body is not accepted; send it as it is"};
        }
    }
    return std::nullopt;
}

std::optional<Refusal> check_expectation(const Headers& headers) {
    for (const auto expectation : values(headers, "Expect")) {
        if (!equals_ignoring_case(expectation, "100-continue")) {
            return Refusal{417, "unsupported", "the only expectation served is 100-continue"};
        }
    }
    return std::nullopt;
}

}  // namespace

bool equals_ignoring_case(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](char x, char y) { return lower(x) == lower(y); });
}

bool is_valid_field(const Header& field) {
    const auto& [name, value] = field;
    return !name.empty() && std::all_of(name.begin(), name.end(), is_token_char) &&
           std::none_of(value.begin(), value.end(), [](char c) { return c != '\t' && is_control(c); });
}

std::optional<Refusal> check_head_bytes(std::string_view head) {
    for (std::size_t i = 0; i < head.size(); ++i) {
        const char c = head[i];
        if (c == '\r') {
            if (i + 1 == head.size() || head[i + 1] != '\n') return bad_framing("a line must end with CR LF");
            ++i;
            const bool folded = i + 1 < head.size() && (head[i + 1] == ' ' || head[i + 1] == '\t');
            if (folded) return bad_framing("a header must be on one line");
        } else if (is_control(c) && c != '\t') {
            return bad_framing("the request head contains a control character");
        }
    }
    return std::nullopt;
}

std::optional<Refusal> check_head(std::string_view target, int version, const Headers& headers) {
    if (auto refusal = check_target(target)) return refusal;
    if (auto refusal = check_host(version, headers)) return refusal;
    if (auto refusal = check_length(version, headers)) return refusal;
    if (auto refusal = check_content_coding(headers)) return refusal;
    return check_expectation(headers);
}

}  // namespace askwell::bot
