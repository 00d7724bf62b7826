// The guard together with the parser behind it: what both admit must have one framing only, by a reading of
// our own.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "bot/http_guard.h"

namespace {

namespace http = boost::beast::http;
using askwell::bot::Headers;

void require(bool holds) {
    if (!holds) std::abort();
}

/// Beast keeps fields of one name together, so their order in the head is lost.
Headers sorted(Headers headers) {
    std::sort(headers.begin(), headers.end());
    return headers;
}

/// The head once more, by nothing but line ends and colons.
Headers read_plainly(std::string_view head) {
    Headers headers;
    head.remove_prefix(head.find("\r\n") + 2);
    while (!head.starts_with("\r\n")) {
        const auto line = head.substr(0, head.find("\r\n"));
        const auto colon = line.find(':');
        require(colon != std::string_view::npos && colon > 0);
        auto value = line.substr(colon + 1);
        const auto first = std::min(value.find_first_not_of(" \t"), value.size());
        value.remove_prefix(first);
        value = value.substr(0, value.find_last_not_of(" \t") + 1);
        headers.emplace_back(line.substr(0, colon), value);
        head.remove_prefix(line.size() + 2);
    }
    return headers;
}

void check_admitted(const http::request_parser<http::string_body>& parser, const Headers& headers,
                    std::string_view head) {
    require(sorted(read_plainly(head)) == sorted(headers));
    const auto coding = askwell::adapters::header(headers, "Transfer-Encoding");
    const auto length = askwell::adapters::header(headers, "Content-Length");
    require(parser.chunked() == !coding.empty());
    require(coding.empty() || (length.empty() && parser.get().version() == 11));
    require(!length.empty() == parser.content_length().has_value());
    if (!length.empty()) require(std::stoull(std::string{length}) == *parser.content_length());
    require(parser.is_done() == (coding.empty() && (length.empty() || *parser.content_length() == 0)));
    require(head.find('\0') == std::string_view::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input{reinterpret_cast<const char*>(data), size};
    const auto end = input.find("\r\n\r\n");
    if (end == std::string_view::npos) return 0;
    const auto head = input.substr(0, end + 4);
    if (askwell::bot::check_head_bytes(head)) return 0;

    http::request_parser<http::string_body> parser;
    boost::system::error_code error;
    parser.header_limit(16 * 1024);
    parser.put(boost::asio::buffer(head), error);
    if (error) return 0;
    const auto& message = parser.get();
    Headers headers;
    for (const auto& field : message) headers.emplace_back(field.name_string(), field.value());
    const std::string target{message.target()};
    if (!askwell::bot::check_head(target, static_cast<int>(message.version()), headers))
        check_admitted(parser, headers, head);
    return 0;
}
