#include "tests/support/http_exchange.h"

#include <charconv>
#include <stdexcept>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <unicode/unistr.h>

namespace askwell::test {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

namespace {

constexpr std::string_view kLoopback = "http://127.0.0.1:";
constexpr std::size_t kAnswerLimit = std::size_t{64} << 20U;  // a screenshot in base64 must fit

http::request<http::string_body> to_request(const HttpCall& call, std::uint16_t port,
                                            const std::string& target) {
    http::request<http::string_body> request;
    request.method_string(call.method);
    request.target(target);
    request.set(http::field::host, "127.0.0.1:" + std::to_string(port));
    for (const auto& [name, value] : call.fields) request.insert(name, value);
    if (request.count(http::field::connection) == 0) request.set(http::field::connection, "close");
    request.body() = call.body;
    request.prepare_payload();
    return request;
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool is_form_safe(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view{"*-._"}.find(c) != std::string_view::npos;
}

std::string form_escape(std::string_view text) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (is_form_safe(c)) {
            out += c;
        } else if (c == ' ') {
            out += '+';
        } else {
            out += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
        }
    }
    return out;
}

std::string form_unescape(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
        const int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
        if (low >= 0) {
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            out += text[i] == '+' ? ' ' : text[i];
        }
    }
    return out;
}

}  // namespace

std::string field(const HttpFields& fields, std::string_view name) {
    for (const auto& [key, value] : fields) {
        if (beast::iequals(key, name)) return value;
    }
    return {};
}

std::pair<std::uint16_t, std::string> split_loopback_url(std::string_view url) {
    std::uint16_t port = 0;
    if (!url.starts_with(kLoopback)) throw std::invalid_argument("tests talk to 127.0.0.1 only");
    const std::string_view rest = url.substr(kLoopback.size());
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), port);
    if (error != std::errc{}) throw std::invalid_argument("a port is missing in the URL");
    const std::string_view target = rest.substr(static_cast<std::size_t>(end - rest.data()));
    return {port, target.empty() ? "/" : std::string{target}};
}

HttpAnswer http_call(const HttpCall& call, std::chrono::milliseconds patience) {
    const auto [port, target] = split_loopback_url(call.url);
    asio::io_context loop{1};
    beast::tcp_stream stream{loop};
    stream.expires_after(patience);
    beast::error_code error;
    const auto finish = [&](beast::error_code result, auto&&...) { error = result; };
    const auto completed = [&] {
        loop.restart();
        loop.run();
        return !error;
    };

    stream.async_connect(asio::ip::tcp::endpoint{asio::ip::address_v4::loopback(), port}, finish);
    if (!completed()) return {.connected = false};
    stream.socket().set_option(asio::ip::tcp::no_delay{true});
    const http::request<http::string_body> request = to_request(call, port, target);
    http::async_write(stream, request, finish);
    if (!completed()) return {};
    beast::flat_buffer buffer;
    http::response_parser<http::string_body> parser;
    parser.body_limit(kAnswerLimit);
    parser.skip(call.method == "HEAD");
    http::async_read(stream, buffer, parser, finish);
    if (!completed()) return {};

    HttpAnswer answer{.status = static_cast<int>(parser.get().result_int())};
    for (const auto& item : parser.get()) answer.fields.emplace_back(item.name_string(), item.value());
    answer.body = std::move(parser.get().body());
    return answer;
}

std::string form_encode(const FormFields& form) {
    std::string out;
    for (const auto& [name, value] : form) {
        if (!out.empty()) out += '&';
        out += form_escape(name) + '=' + form_escape(value);
    }
    return out;
}

FormFields form_decode(std::string_view body) {
    FormFields form;
    while (!body.empty()) {
        const std::string_view pair = body.substr(0, body.find('&'));
        body.remove_prefix(std::min(pair.size() + 1, body.size()));
        if (pair.empty()) continue;
        const auto equals = pair.find('=');
        const std::string_view value = equals == std::string_view::npos ? "" : pair.substr(equals + 1);
        form.emplace_back(form_unescape(pair.substr(0, equals)), form_unescape(value));
    }
    return form;
}

std::size_t utf16_units(std::string_view text) {
    const icu::StringPiece bytes{text.data(), static_cast<std::int32_t>(text.size())};
    return static_cast<std::size_t>(icu::UnicodeString::fromUTF8(bytes).length());
}

}  // namespace askwell::test
