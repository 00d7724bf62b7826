#include "tests/support/platform_double.h"

#include <algorithm>
#include <atomic>
#include <deque>
#include <exception>
#include <future>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

namespace askwell::test {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;

namespace {

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t kBodyLimit = std::size_t{1} << 20U;

HttpQuestion to_question(http::request<http::string_body> request) {
    HttpQuestion question{std::string{request.method_string()}, std::string{request.target()}, {}, {}};
    for (const auto& item : request) question.fields.emplace_back(item.name_string(), item.value());
    question.body = std::move(request.body());
    return question;
}

http::response<http::string_body> to_response(HttpAnswer answer, bool keep_alive) {
    http::response<http::string_body> response{http::int_to_status(static_cast<unsigned>(answer.status)), 11};
    for (const auto& [name, value] : answer.fields) response.insert(name, value);
    response.body() = std::move(answer.body);
    response.keep_alive(keep_alive);
    response.prepare_payload();
    return response;
}

/// Closes with RST instead of FIN.
void reset(tcp::socket& socket) {
    beast::error_code ignored;
    socket.set_option(asio::socket_base::linger{true, 0}, ignored);
    socket.close(ignored);
}

/// A malformed request, as opposed to a connection that ended, in the middle of one perhaps.
bool is_bad_http(beast::error_code error) {
    return error.category() == http::make_error_code(http::error::bad_method).category() &&
           error != http::error::end_of_stream && error != http::error::partial_message;
}

struct PlannedFault {
    Fault fault;
    seconds retry_after;
};

}  // namespace

struct PlatformServer::Impl {
    explicit Impl(Handlers given) : handlers{std::move(given)} {
        asio::co_spawn(loop, accept(), asio::detached);
        thread = std::thread{[this] { loop.run(); }};
    }
    ~Impl() {
        loop.stop();
        thread.join();
    }

    asio::awaitable<void> accept() {
        while (true) {
            tcp::socket socket{loop};
            const auto [error] = co_await acceptor.async_accept(socket, kAwait);
            if (error) continue;  // the peer was gone already
            connections.fetch_add(1);
            asio::co_spawn(loop, serve(std::move(socket)), asio::detached);
        }
    }

    asio::awaitable<void> serve(tcp::socket socket) {
        beast::error_code ignored;
        socket.set_option(tcp::no_delay{true}, ignored);
        beast::flat_buffer buffer;
        bool open = true;
        while (open) {
            http::request_parser<http::string_body> parser;
            parser.body_limit(kBodyLimit);
            const auto [error, bytes] = co_await http::async_read(socket, buffer, parser, kAwait);
            if (error) {
                if (is_bad_http(error)) add_violation("not HTTP: " + error.message());
                co_return;
            }
            requests.fetch_add(1);
            const bool keep_alive = parser.get().keep_alive();
            const HttpQuestion question = to_question(parser.release());
            const std::optional<PlannedFault> planned = take_fault(question);
            const std::optional<HttpAnswer> answer = decide(planned, question, socket);
            if (!answer && socket.is_open()) {  // hang: hold the connection until the client gives up
                co_await socket.async_wait(tcp::socket::wait_read, kAwait);
                co_return;
            }
            if (!answer) co_return;
            if (planned && planned->fault == Fault::slow) {
                asio::steady_timer wait{loop, kSlowAnswer};
                co_await wait.async_wait(kAwait);
            }
            const http::response<http::string_body> response = to_response(*answer, keep_alive);
            const auto [write_error, written] = co_await http::async_write(socket, response, kAwait);
            open = keep_alive && !write_error;
        }
    }

    /// The answer; nullopt when there shall be none (then the socket is closed unless it shall hang).
    std::optional<HttpAnswer> decide(const std::optional<PlannedFault>& planned, const HttpQuestion& question,
                                     tcp::socket& socket) {
        if (!planned) return answer(question);
        switch (planned->fault) {
            case Fault::too_many_requests:
            case Fault::server_error:
                return handlers.refuse(planned->fault, planned->retry_after);
            case Fault::slow:
                return answer(question);
            case Fault::hang:
                return std::nullopt;
            case Fault::drop_answer:
                answer(question);
                [[fallthrough]];
            case Fault::reset:
                reset(socket);
                return std::nullopt;
        }
        return std::nullopt;
    }

    HttpAnswer answer(const HttpQuestion& question) {
        try {
            return handlers.answer(question);
        } catch (const std::exception& bug) {
            add_violation(std::string{"the double itself failed: "} + bug.what());
            return {.status = 500};
        }
    }

    std::optional<PlannedFault> take_fault(const HttpQuestion& question) {
        std::unique_lock lock{mutex};
        if (!faults.empty()) {
            const PlannedFault fault = faults.front();
            faults.pop_front();
            return fault;
        }
        lock.unlock();
        const auto chosen = handlers.choose_fault ? handlers.choose_fault(question) : std::nullopt;
        return chosen ? std::optional{PlannedFault{*chosen, seconds{1}}} : std::nullopt;
    }

    void add_violation(std::string what) {
        const std::lock_guard lock{mutex};
        violations.push_back(std::move(what));
    }

    Handlers handlers;
    asio::io_context loop{1};
    tcp::acceptor acceptor{loop, {asio::ip::address_v4::loopback(), 0}};
    std::atomic<std::uint64_t> requests{0};
    std::atomic<std::uint64_t> connections{0};
    std::mutex mutex;
    std::deque<PlannedFault> faults;
    std::vector<std::string> violations;
    std::thread thread;
};

PlatformServer::PlatformServer(Handlers handlers) : impl_{std::make_unique<Impl>(std::move(handlers))} {}
PlatformServer::~PlatformServer() = default;

std::string PlatformServer::base_url() const {
    return "http://127.0.0.1:" + std::to_string(impl_->acceptor.local_endpoint().port());
}

void PlatformServer::fail_next(Fault fault, int count, seconds retry_after) {
    const std::lock_guard lock{impl_->mutex};
    for (int i = 0; i < count; ++i) impl_->faults.push_back({fault, retry_after});
}

void PlatformServer::heal() {
    const std::lock_guard lock{impl_->mutex};
    impl_->faults.clear();
}

std::uint64_t PlatformServer::requests() const {
    return impl_->requests;
}
std::uint64_t PlatformServer::connections() const {
    return impl_->connections;
}

std::vector<std::string> PlatformServer::violations() const {
    const std::lock_guard lock{impl_->mutex};
    return impl_->violations;
}

void PlatformServer::add_violation(std::string what) {
    impl_->add_violation(std::move(what));
}

namespace {

WebhookRun deliver_to_one(const WebhookTarget& target, const HttpCall& call,
                          const std::function<bool(const HttpAnswer&)>& again) {
    WebhookRun run{.accepted = true};
    for (int copy = 0; copy < target.copies; ++copy) {
        milliseconds pause = target.first_pause;
        for (int attempt = 1;; ++attempt) {
            const HttpAnswer answer = http_call(call, target.patience);
            run.statuses.push_back(answer.status);
            if (answer.status / 100 == 2) break;
            if (attempt >= target.attempts || !again(answer)) {
                run.accepted = false;
                break;
            }
            std::this_thread::sleep_for(pause);
            pause *= 2;
        }
    }
    return run;
}

}  // namespace

WebhookRun deliver_webhook(const WebhookTarget& target,
                           const std::function<HttpCall(const std::string& url)>& call_for,
                           const std::function<bool(const HttpAnswer&)>& again) {
    if (target.urls.empty()) throw std::logic_error("no webhook URL was given to the double");
    std::vector<std::future<WebhookRun>> runs;
    for (const std::string& url : target.urls) {
        const auto policy = target.urls.size() == 1 ? std::launch::deferred : std::launch::async;
        runs.push_back(
            std::async(policy, deliver_to_one, std::cref(target), call_for(url), std::cref(again)));
    }
    WebhookRun all{.accepted = true};
    for (std::future<WebhookRun>& run : runs) {
        const WebhookRun one = run.get();
        all.statuses.insert(all.statuses.end(), one.statuses.begin(), one.statuses.end());
        all.accepted = all.accepted && one.accepted;
    }
    return all;
}

}  // namespace askwell::test
