#include "bot/http_client.h"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include "bot/deadline.h"
#include "bot/http_guard.h"
#include "bot/http_url.h"
#include "bot/tls.h"

namespace askwell::bot {

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using adapters::Headers;
using adapters::SendRequest;
using adapters::SendResponse;
using boost::system::error_code;
using boost::system::result;
using Clock = std::chrono::steady_clock;
using tcp = asio::ip::tcp;
using TlsStream = asio::ssl::stream<tcp::socket>;
using Message = http::request<http::string_body>;

constexpr auto kResult = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t kHeaderLimit = 16 * 1024;
constexpr std::size_t kBufferLimit = 64 * 1024;
/// 100 Continue, 103 Early Hints: read past, but not without end.
constexpr int kMaxInterimAnswers = 8;
constexpr auto kUserAgent = "askwell";

class ErrorCategory final : public boost::system::error_category {
  public:
    const char* name() const noexcept override { return "askwell.http_client"; }
    std::string message(int code) const override {
        switch (static_cast<ClientErrc>(code)) {
            case ClientErrc::not_sent:
                return "no connection to the server";
            case ClientErrc::certificate:
                return "the server's certificate is not valid for its name";
            case ClientErrc::lost_after_send:
                return "the connection broke before the answer was complete";
            case ClientErrc::timeout:
                return "no whole answer in time";
            case ClientErrc::bad_response:
                return "the answer is not HTTP or too large";
            case ClientErrc::bad_url:
                return "not an http(s) URL";
            case ClientErrc::bad_request:
                return "the request has a method or header that HTTP cannot carry";
        }
        return "unknown HTTP client error";
    }
};

/// One TCP connection, plain or TLS, and its deadline.
class Wire {
  public:
    Wire(const asio::any_io_executor& executor, asio::ssl::context* tls)
        : deadline_(executor), stream_(make_stream(executor, tls)), buffer_(kBufferLimit) {}

    tcp::socket& socket() {
        auto* tls = std::get_if<TlsStream>(&stream_);
        return tls != nullptr ? tls->next_layer() : std::get<tcp::socket>(stream_);
    }

    TlsStream* tls() { return std::get_if<TlsStream>(&stream_); }

    template <typename Visitor>
    decltype(auto) visit(Visitor visitor) {
        return std::visit(std::move(visitor), stream_);
    }

    boost::beast::flat_buffer& buffer() { return buffer_; }

    void close_at(Clock::time_point due) {
        deadline_.arm_at(due, [this] {
            expired_ = true;
            close();
        });
    }

    /// Its deadline passed.
    bool expired() const { return expired_; }

    void close() {
        error_code ignored;  // closing is all that can be done with a socket that does not close
        socket().close(ignored);
    }

    /// Kept alive, not closed by the server, and without unasked bytes: fit for another request.
    bool is_quiet() {
        if (!socket().is_open() || buffer_.size() > 0) return false;
        if (auto* stream = tls(); stream != nullptr && SSL_pending(stream->native_handle()) > 0) return false;
        error_code error;
        char byte = 0;
        socket().non_blocking(true, error);
        if (error) return false;
        socket().receive(asio::buffer(&byte, 1), tcp::socket::message_peek, error);
        return error == asio::error::would_block;
    }

  private:
    using Stream = std::variant<tcp::socket, TlsStream>;

    static Stream make_stream(const asio::any_io_executor& executor, asio::ssl::context* tls) {
        if (tls == nullptr) return Stream{std::in_place_type<tcp::socket>, executor};
        return Stream{std::in_place_type<TlsStream>, executor, *tls};
    }

    Deadline deadline_;
    Stream stream_;
    boost::beast::flat_buffer buffer_;
    bool expired_ = false;
};
using WirePtr = std::unique_ptr<Wire>;

/// A request under way, as close() and the pool see it.
struct Flight {
    explicit Flight(const asio::any_io_executor& executor) : wake(executor), resolver(executor) {}

    asio::steady_timer wake;  // cancelled when what it waits for has come
    tcp::resolver resolver;
    Wire* wire = nullptr;
    bool granted = false;  // a connection slot was handed over
    bool resolved = false;
    error_code resolve_error;
    std::vector<tcp::endpoint> endpoints;
};

using HostKey = std::tuple<bool, std::string, std::uint16_t>;

/// Slots limit how many requests run at once; an idle connection needs none, but no connection is opened
/// while one idles. So no more connections are open than there are slots.
struct Host {
    std::size_t slots_taken = 0;
    std::deque<Flight*> waiting;
    std::vector<WirePtr> idle;
};

/// How one request on one connection went.
struct Exchange {
    result<SendResponse> outcome = ClientErrc::not_sent;
    bool untouched = false;   ///< not one byte was written
    bool keep_alive = false;  ///< the connection may serve another request
};

Exchange failed(ClientErrc code) {
    return {.outcome = code};
}

ClientErrc classify_read_error(error_code error) {
    static const auto& http_errors = make_error_code(http::error::bad_version).category();
    const bool cut_short = error == http::error::end_of_stream || error == http::error::partial_message;
    const bool malformed = error.category() == http_errors && !cut_short;
    return malformed ? ClientErrc::bad_response : ClientErrc::lost_after_send;
}

SendResponse to_response(http::response<http::string_body> message) {
    SendResponse response{.status = static_cast<int>(message.result_int())};
    for (const auto& field : message) response.headers.emplace_back(field.name_string(), field.value());
    response.body = std::move(message.body());
    return response;
}

/// nullopt when HTTP cannot carry it. Lengths and the connection's life are ours to say.
std::optional<Message> make_message(SendRequest request, const Url& url) {
    if (!is_valid_field({request.method, ""})) return std::nullopt;
    if (!std::all_of(request.headers.begin(), request.headers.end(), is_valid_field)) return std::nullopt;
    Message message;
    message.version(11);
    message.method_string(request.method);
    message.target(url.target);
    message.set(http::field::user_agent, kUserAgent);
    for (const auto& [name, value] : request.headers) message.set(name, value);
    message.set(http::field::host, url.authority());
    message.erase(http::field::connection);
    message.body() = std::move(request.body);
    message.prepare_payload();
    return message;
}

/// What must agree before a connection is used again: where the answer ended is beyond doubt.
template <typename Parser>
bool is_reusable(const Parser& parser, const Wire& wire, std::size_t surplus) {
    const auto& message = parser.get();
    const bool two_lengths =
        message.count(http::field::transfer_encoding) > 0 && message.count(http::field::content_length) > 0;
    return parser.keep_alive() && !two_lengths && surplus == 0 && !wire.expired();
}

template <typename Stream>
asio::awaitable<Exchange> read_answer(Stream& stream, Wire& wire, std::size_t limit, bool head) {
    for (int answers = 0; answers <= kMaxInterimAnswers; ++answers) {
        http::response_parser<http::string_body> parser;
        parser.header_limit(kHeaderLimit);
        parser.body_limit(limit);
        parser.skip(head);
        const auto [error, size] = co_await http::async_read(stream, wire.buffer(), parser, kResult);
        if (error) co_return failed(wire.expired() ? ClientErrc::timeout : classify_read_error(error));
        if (parser.get().result_int() < 200) continue;
        const bool keep = is_reusable(parser, wire, wire.buffer().size());
        co_return Exchange{.outcome = to_response(parser.release()), .keep_alive = keep};
    }
    co_return failed(ClientErrc::bad_response);
}

template <typename Stream>
asio::awaitable<Exchange> exchange(Stream& stream, Wire& wire, const Message& message, std::size_t limit) {
    const auto [error, written] = co_await http::async_write(stream, message, kResult);
    if (error && written == 0) {
        co_return Exchange{.outcome = wire.expired() ? ClientErrc::timeout : ClientErrc::not_sent,
                           .untouched = true};
    }
    // A server may answer and close before it has read everything: its answer is worth more than the broken
    // pipe.
    if (error && wire.expired()) co_return failed(ClientErrc::timeout);
    Exchange answer = co_await read_answer(stream, wire, limit, message.method() == http::verb::head);
    if (error) answer.keep_alive = false;
    co_return answer;
}

}  // namespace

error_code make_error_code(ClientErrc code) {
    static const ErrorCategory category;
    return {static_cast<int>(code), category};
}

struct HttpClient::Impl {
    Impl(asio::any_io_executor on, ClientOptions with)
        : executor(std::move(on)), options(std::move(with)), tls(make_client_tls(options.ca_file)) {}

    /// What a request holds, given back however it ends.
    class Lease {
      public:
        Lease(std::shared_ptr<Impl> impl, Host& host)
            : impl_(std::move(impl)), host_(host), flight_(std::make_shared<Flight>(impl_->executor)) {
            impl_->flights.insert(flight_.get());
        }
        ~Lease() {
            impl_->flights.erase(flight_.get());
            std::erase(host_.waiting, flight_.get());
            if (flight_->granted) give_slot_back(host_);
        }
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;

        const std::shared_ptr<Flight>& flight() const { return flight_; }

      private:
        std::shared_ptr<Impl> impl_;
        Host& host_;
        std::shared_ptr<Flight> flight_;
    };

    static void give_slot_back(Host& host) {
        if (host.waiting.empty()) {
            --host.slots_taken;
            return;
        }
        auto* next = host.waiting.front();
        host.waiting.pop_front();
        next->granted = true;
        next->wake.cancel();
    }

    /// Waits until `done`, the deadline or close().
    template <typename Done>
    asio::awaitable<void> wait(std::shared_ptr<Flight> flight, Clock::time_point deadline, Done done) {
        while (!closed && !done(*flight) && Clock::now() < deadline) {
            flight->wake.expires_at(deadline);
            co_await flight->wake.async_wait(kResult);
        }
    }

    asio::awaitable<bool> take_slot(std::shared_ptr<Flight> flight, Host& host, Clock::time_point deadline) {
        if (host.slots_taken < options.connections_per_host) {
            ++host.slots_taken;
            flight->granted = true;
        } else {
            host.waiting.push_back(flight.get());
            co_await wait(flight, deadline, [](const Flight& waiting) { return waiting.granted; });
        }
        co_return flight->granted && !closed;
    }

    WirePtr take_idle(Host& host) {
        while (!host.idle.empty()) {
            auto wire = std::move(host.idle.back());
            host.idle.pop_back();
            if (wire->is_quiet()) return wire;
        }
        return nullptr;
    }

    /// getaddrinfo blocks a thread of Asio's, and cannot be cancelled there: so the flight does not wait for
    /// its end.
    asio::awaitable<void> resolve(std::shared_ptr<Flight> flight, const Url& url,
                                  Clock::time_point deadline) {
        error_code not_an_address;
        const auto address = asio::ip::make_address(url.host, not_an_address);
        if (!not_an_address) {
            flight->endpoints = {{address, url.port}};
            co_return;
        }
        flight->resolver.async_resolve(
            url.host, std::to_string(url.port),
            [flight](error_code error, const tcp::resolver::results_type& results) {
                flight->resolved = true;
                flight->resolve_error = error;
                for (const auto& entry : results) flight->endpoints.push_back(entry.endpoint());
                flight->wake.cancel();
            });
        co_await wait(flight, deadline, [](const Flight& waiting) { return waiting.resolved; });
    }

    /// A new connection, ready to be written to. Any failure here means that the server has seen nothing of
    /// the request.
    asio::awaitable<result<WirePtr>> connect(std::shared_ptr<Flight> flight, const Url& url,
                                             Clock::time_point deadline) {
        co_await resolve(flight, url, deadline);
        if (closed || flight->endpoints.empty()) co_return ClientErrc::not_sent;
        auto wire = std::make_unique<Wire>(executor, url.tls ? tls.get() : nullptr);
        flight->wire = wire.get();
        wire->close_at(deadline);
        const auto [error, endpoint] =
            co_await asio::async_connect(wire->socket(), flight->endpoints, kResult);
        auto outcome = error ? make_error_code(ClientErrc::not_sent) : error_code{};
        if (!outcome) {
            error_code ignored;  // an option only: slower without
            wire->socket().set_option(tcp::no_delay(true), ignored);
            if (url.tls) outcome = co_await handshake(*wire->tls(), url.host);
        }
        flight->wire = nullptr;
        if (outcome) co_return outcome;
        co_return std::move(wire);
    }

    static asio::awaitable<error_code> handshake(TlsStream& stream, const std::string& host) {
        if (!expect_host(stream.native_handle(), host)) co_return ClientErrc::bad_url;
        const auto [error] = co_await stream.async_handshake(asio::ssl::stream_base::client, kResult);
        if (!error) co_return error_code{};
        const bool refused = SSL_get_verify_result(stream.native_handle()) != X509_V_OK;
        co_return refused ? ClientErrc::certificate : ClientErrc::not_sent;
    }

    asio::awaitable<Exchange> run_on(Wire& wire, std::shared_ptr<Flight> flight, const Message& message) {
        flight->wire = &wire;
        auto running =
            wire.visit([&](auto& stream) { return exchange(stream, wire, message, options.response_limit); });
        Exchange done = co_await std::move(running);
        flight->wire = nullptr;
        if (closed && !done.outcome)
            done.outcome = done.untouched ? ClientErrc::not_sent : ClientErrc::lost_after_send;
        co_return done;
    }

    void keep(Host& host, WirePtr wire) {
        if (closed) return;
        wire->close_at(Clock::now() + options.idle);
        host.idle.push_back(std::move(wire));
    }

    static asio::awaitable<result<SendResponse>> send(std::shared_ptr<Impl> self, SendRequest request) {
        const auto deadline = Clock::now() + self->options.timeout;
        const auto url = parse_url(request.url);
        if (!url) co_return ClientErrc::bad_url;
        const auto message = make_message(std::move(request), *url);
        if (!message) co_return ClientErrc::bad_request;

        Host& host = self->hosts[{url->tls, url->host, url->port}];
        const Lease lease{self, host};
        const bool admitted = co_await self->take_slot(lease.flight(), host, deadline);
        if (!admitted) co_return ClientErrc::not_sent;

        if (auto kept = self->take_idle(host)) {
            kept->close_at(deadline);
            Exchange done = co_await self->run_on(*kept, lease.flight(), *message);
            if (done.keep_alive) self->keep(host, std::move(kept));
            const bool stale = done.untouched && !self->closed;
            if (!stale) co_return std::move(done.outcome);
            host.idle.clear();  // the server has closed one, so probably all; and no more than the limit may
                                // be open
        }
        result<WirePtr> fresh = co_await self->connect(lease.flight(), *url, deadline);
        if (!fresh) co_return fresh.error();
        WirePtr wire = std::move(*fresh);
        Exchange done = co_await self->run_on(*wire, lease.flight(), *message);
        if (done.keep_alive) self->keep(host, std::move(wire));
        co_return std::move(done.outcome);
    }

    void close() {
        closed = true;
        for (auto& [key, host] : hosts) host.idle.clear();
        for (auto* flight : flights) {
            flight->wake.cancel();
            if (flight->wire != nullptr) flight->wire->close();
        }
    }

    asio::any_io_executor executor;
    ClientOptions options;
    TlsContextPtr tls;
    std::map<HostKey, Host> hosts;
    std::set<Flight*> flights;
    bool closed = false;
};

HttpClient::HttpClient(asio::any_io_executor executor, ClientOptions options)
    : impl_(std::make_shared<Impl>(std::move(executor), std::move(options))) {}

HttpClient::~HttpClient() {
    impl_->close();
}

asio::awaitable<result<SendResponse>> HttpClient::send(SendRequest request) {
    return Impl::send(impl_, std::move(request));
}

void HttpClient::close() {
    impl_->close();
}

}  // namespace askwell::bot
