#include "tests/unit/bot/http_harness.h"

#include <cerrno>
#include <charconv>
#include <future>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <arpa/inet.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace askwell::test {

namespace {

constexpr timeval kPatience{.tv_sec = 10, .tv_usec = 0};

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

int make_socket() {
    const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (made < 0) throw std::system_error{errno, std::system_category(), "socket"};
    return made;
}

void be_patient(int socket) {
    const int on = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
    ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof kPatience);
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

std::size_t content_length(std::string_view head) {
    constexpr std::string_view kName = "\r\nContent-Length: ";
    const auto at = head.find(kName);
    std::size_t length = 0;
    if (at != std::string_view::npos) {
        const auto value = head.substr(at + kName.size());
        std::from_chars(value.data(), value.data() + value.size(), length);
    }
    return length;
}

}  // namespace

RawClient::RawClient(std::uint16_t port) : socket_(make_socket()) {
    be_patient(socket_);
    const auto address = loopback(port);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        const int error = errno;
        ::close(socket_);
        throw std::system_error{error, std::system_category(), "connect"};
    }
}

RawClient::RawClient(Adopt, int socket) : socket_(socket) {
    be_patient(socket_);
}

RawClient::~RawClient() {
    if (socket_ >= 0) ::close(socket_);
}

RawClient::RawClient(RawClient&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), buffer_(std::move(other.buffer_)) {}

bool RawClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool RawClient::fill() {
    char chunk[16 * 1024];
    const auto got = ::recv(socket_, chunk, sizeof chunk, 0);
    if (got < 0 && errno == EAGAIN) throw std::runtime_error{"the peer was silent for ten seconds"};
    if (got <= 0) return false;
    buffer_.append(chunk, static_cast<std::size_t>(got));
    return true;
}

std::string RawClient::read_response(bool head_only) {
    std::size_t end = buffer_.find("\r\n\r\n");
    while (end == std::string::npos) {
        if (!fill()) return {};
        end = buffer_.find("\r\n\r\n");
    }
    const auto total =
        end + 4 + (head_only ? 0 : content_length(std::string_view{buffer_}.substr(0, end + 2)));
    return read(total);
}

std::string RawClient::read(std::size_t enough) {
    while (buffer_.size() < enough && fill()) {
    }
    const auto size = std::min(enough, buffer_.size());
    auto bytes = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return bytes;
}

bool RawClient::closed_by_peer() {
    try {
        while (fill()) {
        }
    } catch (const std::runtime_error&) {
        return false;
    }
    return true;
}

void RawClient::shutdown_send() {
    ::shutdown(socket_, SHUT_WR);
}

void RawClient::reset() {
    const linger hard{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    ::close(std::exchange(socket_, -1));
}

int status_of(std::string_view response) {
    int status = 0;
    if (response.size() > 12) std::from_chars(response.data() + 9, response.data() + 12, status);
    return status;
}

std::string body_of(std::string_view response) {
    const auto end = response.find("\r\n\r\n");
    return end == std::string_view::npos ? std::string{} : std::string{response.substr(end + 4)};
}

Loop::Loop() : thread_([this] { context_.run(); }) {}

Loop::~Loop() {
    busy_.reset();
    context_.stop();
    thread_.join();
}

void Loop::run(std::function<boost::asio::awaitable<void>()> work) {
    auto coroutine = work();
    const auto executor = context_.get_executor();
    boost::asio::co_spawn(executor, std::move(coroutine), boost::asio::use_future).get();
}

void Loop::run_plain(std::function<void()> work) {
    std::promise<void> done;
    boost::asio::post(context_, [&] {
        work();
        done.set_value();
    });
    done.get_future().get();
}

ServerHarness::ServerHarness(bot::ServerOptions options, bot::ServerHooks hooks) {
    if (!hooks.handle) {
        hooks.handle = [this](bot::HttpRequest request) -> boost::asio::awaitable<bot::HttpResponse> {
            auto body = fmt::format("{} {} {}", request.method, request.target, request.body.size());
            {
                const std::lock_guard lock{mutex_};
                requests_.push_back(std::move(request));
            }
            co_return bot::respond(200, "text/plain", std::move(body));
        };
    }
    hooks.on_refused = [this](std::string_view outcome) {
        const std::lock_guard lock{mutex_};
        ++refused_[std::string{outcome}];
    };
    server_ = std::make_unique<bot::HttpServer>(loop_.context().get_executor(), std::move(options),
                                                std::move(hooks));
    port_ = server_->port();
    server_->start();
}

ServerHarness::~ServerHarness() {
    loop_.run_plain([this] { server_.reset(); });
}

int ServerHarness::refused(const std::string& outcome) {
    const std::lock_guard lock{mutex_};
    return refused_[outcome];
}

std::vector<bot::HttpRequest> ServerHarness::requests() {
    const std::lock_guard lock{mutex_};
    return requests_;
}

void ServerHarness::stop(std::chrono::milliseconds patience) {
    loop_.run([this, patience] { return server_->stop(patience); });
}

MisbehavingServer::MisbehavingServer(std::function<void(RawClient&)> behaviour)
    : listener_(make_socket()), behaviour_(std::move(behaviour)) {
    auto address = loopback(0);
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener_, generic, size) != 0 || ::listen(listener_, 128) != 0 ||
        ::getsockname(listener_, generic, &size) != 0) {
        throw std::system_error{errno, std::system_category(), "listen"};
    }
    port_ = ntohs(address.sin_port);
    thread_ = std::thread{[this] {
        for (int accepted = ::accept(listener_, nullptr, nullptr); accepted >= 0;
             accepted = ::accept(listener_, nullptr, nullptr)) {
            auto client = RawClient::adopt(accepted);
            {
                const std::lock_guard lock{mutex_};
                ++connections_;
            }
            behaviour_(client);
        }
    }};
}

MisbehavingServer::~MisbehavingServer() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
}

int MisbehavingServer::connections() {
    const std::lock_guard lock{mutex_};
    return connections_;
}

}  // namespace askwell::test
