#include "bot/http_connection.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <exception>
#include <optional>
#include <string_view>
#include <type_traits>
#include <typeinfo>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/stream_traits.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <boost/core/demangle.hpp>
#include <fmt/chrono.h>
#include <spdlog/spdlog.h>

#include "bot/deadline.h"
#include "bot/http_guard.h"
#include "bot/http_websocket.h"

namespace askwell::bot {

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;
using tcp = asio::ip::tcp;

constexpr auto kResult = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t kReadSize = 4096;
/// Also what the parser may hold of a chunk header or a trailer: with an unbounded buffer Beast 345 throws on
/// a long one.
constexpr std::size_t kBufferLimit = 16 * 1024;
/// A close right after a refusal would reset the connection while the peer still sends, and it might lose the
/// answer. So we read on for a while and throw away (RFC 9112 §9.6).
constexpr auto kLinger = std::chrono::seconds{2};
constexpr std::size_t kMaxLingerBytes = 1024 * 1024;
constexpr std::string_view kHeadEnd = "\r\n\r\n";
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr auto kServerName = "askwell";

Refusal refuse_parse_error(error_code code) {
    if (code == http::error::body_limit) {
        return {413, "body_too_large", "the body is larger than this service takes"};
    }
    if (code == http::error::end_of_stream || code == http::error::partial_message ||
        code == asio::error::eof || code == asio::ssl::error::stream_truncated) {
        return {400, "incomplete", "the connection ended before the request did"};
    }
    return {400, "bad_framing", "this is not a well-formed HTTP/1.1 request"};
}

Headers copy_headers(const http::fields& fields) {
    Headers headers;
    for (const auto& field : fields) headers.emplace_back(field.name_string(), field.value());
    return headers;
}

bool has_body(int status) {
    return status >= 200 && status != 204 && status != 304;
}

/// What a handler may answer: a final status, fields that cannot break out of the head.
bool is_valid(const HttpResponse& response) {
    return response.status >= 200 && response.status <= 599 &&
           std::all_of(response.headers.begin(), response.headers.end(), is_valid_field);
}

void add_common_headers(http::fields& fields, ServerContext& server) {
    fields.set(http::field::server, kServerName);
    fields.set(http::field::date, server.date());
    fields.set("X-Content-Type-Options", "nosniff");
}

bool is_ours(std::string_view name) {
    for (const auto ours :
         {"Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Date", "Server"}) {
        if (equals_ignoring_case(name, ours)) return true;
    }
    return false;
}

template <typename Stream>
class HttpConnection final : public Connection, public std::enable_shared_from_this<HttpConnection<Stream>> {
  public:
    HttpConnection(Stream stream, std::string peer, TlsContextPtr tls, std::shared_ptr<ServerContext> server)
        : server_(std::move(server)),
          peer_(std::move(peer)),
          tls_(std::move(tls)),
          stream_(std::move(stream)),
          deadline_(stream_.get_executor()),
          buffer_(kBufferLimit) {}

    asio::awaitable<void> run() override {
        bool open = co_await handshake();
        while (open) open = co_await serve_one();
        co_await hang_up();
    }

    void finish() override {
        if (idle_) return abort();
        if (auto websocket = websocket_.lock())
            websocket->close(boost::beast::websocket::close_code::going_away);
    }

    void abort() override {
        error_code ignored;  // closing is all that can be done with a socket that does not close
        socket().close(ignored);
    }

  private:
    static constexpr bool kTls = !std::is_same_v<Stream, tcp::socket>;
    using Parser = http::request_parser<http::string_body>;

    auto& socket() { return boost::beast::get_lowest_layer(stream_); }

    /// Nothing more can be said when it passes.
    void close_after(std::chrono::milliseconds time) {
        deadline_.arm(time, [this] { abort(); });
    }

    /// Reading ends when it passes, but the answer can still be written.
    void stop_reading_after(std::chrono::milliseconds time) {
        deadline_.arm(time, [this] {
            timed_out_ = true;
            error_code ignored;  // the peer may be gone, then reading has ended anyway
            socket().shutdown(tcp::socket::shutdown_receive, ignored);
        });
    }

    asio::awaitable<bool> handshake() {
        if constexpr (kTls) {
            close_after(server_->options.request_timeout);
            const auto [error] = co_await stream_.async_handshake(asio::ssl::stream_base::server, kResult);
            co_return !error;
        }
        co_return true;
    }

    /// One request and its answer; false when the connection must end.
    asio::awaitable<bool> serve_one() {
        const bool begun = co_await wait_for_first_byte();
        if (!begun) co_return false;
        stop_reading_after(server_->options.request_timeout);
        parser_.emplace();
        parser_->body_limit(server_->options.body_limit);
        parser_->header_limit(kBufferLimit);
        request_ = {};
        auto refusal = co_await read_head();
        if (!refusal) refusal = co_await read_body();
        deadline_.disarm();
        if (refusal) {
            co_await refuse(*refusal);
            co_return false;
        }
        keep_alive_ = parser_->keep_alive() && !timed_out_;
        const bool upgrade = boost::beast::websocket::is_upgrade(parser_->get());
        if (upgrade) co_return co_await serve_upgrade();
        HttpResponse response = co_await answer(std::move(request_));
        co_return co_await write(std::move(response));
    }

    asio::awaitable<bool> wait_for_first_byte() {
        if (buffer_.size() > 0) co_return true;
        if (server_->stopping) co_return false;
        idle_ = true;
        close_after(server_->options.idle_timeout);
        const bool read = co_await read_some();
        idle_ = false;
        co_return read;
    }

    asio::awaitable<bool> read_some() {
        const auto room = std::min(kReadSize, buffer_.max_size() - buffer_.size());
        const auto [error, size] = co_await stream_.async_read_some(buffer_.prepare(room), kResult);
        buffer_.commit(size);
        co_return !error;
    }

    std::string_view buffered() const {
        const auto bytes = buffer_.cdata();
        return {static_cast<const char*>(bytes.data()), bytes.size()};
    }

    asio::awaitable<std::optional<Refusal>> read_head() {
        const auto limit = server_->options.header_limit;
        std::size_t searched = 0;
        auto end = buffered().find(kHeadEnd);
        while (end == std::string_view::npos && buffer_.size() < limit) {
            searched = buffer_.size() - std::min(buffer_.size(), kHeadEnd.size() - 1);
            const bool read = co_await read_some();
            if (!read) co_return unreadable(asio::error::eof);
            end = buffered().find(kHeadEnd, searched);
        }
        if (end == std::string_view::npos || end + kHeadEnd.size() > limit) {
            co_return Refusal{431, "header_too_large",
                              "the request line and headers are larger than this service takes"};
        }
        co_return parse_head(end + kHeadEnd.size());
    }

    std::optional<Refusal> parse_head(std::size_t size) {
        if (auto refusal = check_head_bytes(buffered().substr(0, size))) return refusal;
        error_code error;
        parser_->put(asio::buffer(buffer_.cdata(), size), error);
        if (error) return refuse_parse_error(error);
        buffer_.consume(size);
        const auto& message = parser_->get();
        request_.method = message.method_string();
        request_.target = message.target();
        request_.peer = peer_;
        // Copied now: Beast merges the trailers of a chunked body into the same fields.
        request_.headers = copy_headers(message);
        return check_head(request_.target, static_cast<int>(message.version()), request_.headers);
    }

    asio::awaitable<std::optional<Refusal>> read_body() {
        if (parser_->is_done()) co_return std::nullopt;
        if (!request_.header("Expect").empty() && parser_->get().version() == 11 && buffer_.size() == 0) {
            const auto [error, size] = co_await asio::async_write(stream_, asio::buffer(kContinue), kResult);
            if (error) co_return unreadable(error);
        }
        const auto [error, size] = co_await http::async_read(stream_, buffer_, *parser_, kResult);
        if (error) co_return unreadable(error);
        request_.body = std::move(parser_->get().body());
        co_return std::nullopt;
    }

    Refusal unreadable(error_code error) const {
        if (timed_out_) return {408, "timeout", "the request took too long to arrive"};
        return refuse_parse_error(error);
    }

    asio::awaitable<void> refuse(Refusal refusal) {
        server_->count(refusal.outcome);
        keep_alive_ = false;
        unread_ = true;
        auto response = problem(refusal.status, reason_phrase(refusal.status), refusal.detail);
        co_await write(std::move(response));
    }

    asio::awaitable<HttpResponse> answer(HttpRequest request) {
        std::string failure = "it answered what HTTP cannot carry";
        try {
            HttpResponse response = co_await server_->hooks.handle(std::move(request));
            if (is_valid(response)) co_return response;
        } catch (const std::exception& error) {
            failure = describe(error);
        } catch (...) {
            failure = "an unknown exception";
        }
        co_return handler_failed(failure);
    }

    /// The type only: what() may quote what a customer wrote.
    static std::string describe(const std::exception& error) {
        return boost::core::demangle(typeid(error).name());
    }

    HttpResponse handler_failed(const std::string& why) {
        spdlog::error("a request handler failed: {}", why);
        server_->count("handler_error");
        return problem(500, reason_phrase(500), "the service failed to answer; its log says why");
    }

    /// False when the connection must end.
    asio::awaitable<bool> write(HttpResponse response) {
        http::response<http::string_body> message;
        message.version(11);
        message.result(static_cast<unsigned>(response.status));
        for (const auto& [name, value] : response.headers) {
            if (!is_ours(name)) message.insert(name, value);
        }
        add_common_headers(message, *server_);
        const bool keep = keep_alive_ && !server_->draining && !server_->stopping;
        if (!keep) message.set(http::field::connection, "close");
        if (keep && parser_->get().version() == 10) message.set(http::field::connection, "keep-alive");
        if (has_body(response.status)) {
            message.content_length(response.body.size());
            if (parser_->get().method() != http::verb::head) message.body() = std::move(response.body);
        }
        close_after(server_->options.idle_timeout);
        const auto [error, size] = co_await http::async_write(stream_, message, kResult);
        co_return !error && keep;
    }

    asio::awaitable<bool> serve_upgrade() {
        auto refusal = refuse_upgrade();
        if (refusal) co_return co_await write(std::move(*refusal));
        deadline_.disarm();
        auto websocket =
            std::make_shared<WebSocketSession<Stream>>(this->shared_from_this(), stream_, server_->options);
        // A plain pointer: Beast 345 does not destroy what a decorator captures.
        const auto decorate = [server = server_.get()](boost::beast::websocket::response_type& message) {
            add_common_headers(message, *server);
        };
        const bool accepted = co_await websocket->accept(parser_->get(), decorate);
        if (accepted) {
            websocket_ = websocket;
            if (server_->stopping) finish();
            co_await run_websocket(websocket);
            close_after(server_->options.request_timeout);
            co_await websocket->finish();
        }
        co_return false;
    }

    std::optional<HttpResponse> refuse_upgrade() {
        const auto& hooks = server_->hooks;
        if (!hooks.accept_websocket || !hooks.websocket) {
            return problem(403, reason_phrase(403), "there is no WebSocket here");
        }
        if (!request_.body.empty() || buffer_.size() > 0) {
            return problem(400, reason_phrase(400), "an upgrade has no body, and frames wait for its answer");
        }
        try {
            return hooks.accept_websocket(request_);
        } catch (const std::exception& error) {
            return handler_failed(describe(error));
        }
    }

    asio::awaitable<void> run_websocket(std::shared_ptr<WebSocketSession<Stream>> websocket) {
        try {
            co_await server_->hooks.websocket(websocket, std::move(request_));
        } catch (const std::exception& error) {
            spdlog::error("a WebSocket handler failed: {}", describe(error));
            server_->count("handler_error");
        }
    }

    asio::awaitable<void> hang_up() {
        close_after(kLinger);
        if constexpr (kTls) co_await stream_.async_shutdown(kResult);
        error_code error;
        socket().shutdown(tcp::socket::shutdown_send, error);
        buffer_.clear();
        for (std::size_t total = 0; unread_ && !error && total < kMaxLingerBytes;) {
            const auto [read_error, size] =
                co_await socket().async_read_some(buffer_.prepare(kReadSize), kResult);
            error = read_error;
            total += size;
        }
        abort();
    }

    std::shared_ptr<ServerContext> server_;
    std::string peer_;
    TlsContextPtr tls_;  // a reload must not take it from under the stream
    Stream stream_;
    Deadline deadline_;
    boost::beast::flat_buffer buffer_;
    std::optional<Parser> parser_;
    HttpRequest request_;
    std::weak_ptr<WebSocketSession<Stream>> websocket_;
    bool idle_ = false;
    bool timed_out_ = false;
    bool keep_alive_ = false;
    bool unread_ = false;  // the peer may still be sending what we refused
};

}  // namespace

const std::string& ServerContext::date() {
    const auto now = std::time(nullptr);
    if (now != date_second_) {
        date_second_ = now;
        date_ = fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(now));
    }
    return date_;
}

ConnectionPtr make_connection(tcp::socket socket, std::string peer, TlsContextPtr tls,
                              std::shared_ptr<ServerContext> server) {
    if (!tls) {
        return std::make_shared<HttpConnection<tcp::socket>>(std::move(socket), std::move(peer), nullptr,
                                                             std::move(server));
    }
    using TlsStream = asio::ssl::stream<tcp::socket>;
    TlsStream stream{std::move(socket), *tls};
    return std::make_shared<HttpConnection<TlsStream>>(std::move(stream), std::move(peer), std::move(tls),
                                                       std::move(server));
}

}  // namespace askwell::bot
