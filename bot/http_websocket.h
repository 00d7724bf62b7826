// A WebSocket on a connection of the HTTP server. Included by http_connection.cpp only: it is full of Beast.
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>

#include "bot/http_server.h"

namespace askwell::bot {

/// What waits to be read by a slow peer, at most; beyond it the peer is dropped.
inline constexpr std::size_t kMaxQueuedMessages = 256;
inline constexpr std::size_t kMaxQueuedBytes = 1024 * 1024;

/// `Owner` is the connection: it owns the stream, and is kept alive by whoever holds the WebSocket.
template <typename Stream>
class WebSocketSession final : public WebSocket,
                               public std::enable_shared_from_this<WebSocketSession<Stream>> {
  public:
    WebSocketSession(std::shared_ptr<void> owner, Stream& stream, const ServerOptions& options)
        : owner_(std::move(owner)), websocket_(stream), ended_signal_(stream.get_executor()) {
        namespace beast_websocket = boost::beast::websocket;
        websocket_.set_option(
            beast_websocket::stream_base::timeout{.handshake_timeout = options.request_timeout,
                                                  .idle_timeout = options.idle_timeout,
                                                  .keep_alive_pings = true});
        websocket_.read_message_max(options.websocket_message_limit);
        websocket_.text(true);
        ended_signal_.expires_at(boost::asio::steady_timer::time_point::max());
    }

    /// Answers the upgrade. `decorate` adds headers to the 101, or to the refusal when the request is no
    /// proper upgrade.
    template <typename Request, typename Decorator>
    boost::asio::awaitable<bool> accept(const Request& request, Decorator decorate) {
        websocket_.set_option(boost::beast::websocket::stream_base::decorator(std::move(decorate)));
        const auto [error] = co_await websocket_.async_accept(request, kResult);
        ended_ = static_cast<bool>(error);
        co_return !ended_;
    }

    boost::asio::awaitable<boost::system::result<std::string>> receive() override {
        const auto self = this->shared_from_this();
        if (closing_ || ended_) co_return boost::asio::error::operation_aborted;
        boost::beast::flat_buffer buffer;
        const auto [error, size] = co_await websocket_.async_read(buffer, kResult);
        if (error) {
            closing_ = true;
            end();
            co_return error;
        }
        if (!websocket_.got_text()) {
            close(boost::beast::websocket::close_code::unknown_data);
            co_return boost::asio::error::invalid_argument;
        }
        co_return boost::beast::buffers_to_string(buffer.data());
    }

    bool send(std::string text) override {
        if (closing_ || ended_) return false;
        if (queue_.size() >= kMaxQueuedMessages || queued_bytes_ + text.size() > kMaxQueuedBytes) {
            // The peer does not read, so it would not read a close frame either.
            drop();
            return false;
        }
        queued_bytes_ += text.size();
        queue_.push_back(std::move(text));
        if (queue_.size() == 1) write_next();
        return true;
    }

    void close() override { close(boost::beast::websocket::close_code::normal); }

    /// Closes after what is queued has been written. No effect when it is closing already.
    void close(boost::beast::websocket::close_code reason) {
        if (std::exchange(closing_, true) || ended_) return;
        reason_ = reason;
        if (queue_.empty()) begin_closing_handshake();
    }

    /// Closes and waits until that is done, or the stream was closed under it.
    boost::asio::awaitable<void> finish() {
        const auto self = this->shared_from_this();
        close();
        while (!ended_) co_await ended_signal_.async_wait(kResult);
    }

  private:
    static constexpr auto kResult = boost::asio::as_tuple(boost::asio::use_awaitable);

    void write_next() {
        websocket_.async_write(boost::asio::buffer(queue_.front()),
                               [self = this->shared_from_this()](boost::system::error_code error,
                                                                 std::size_t) { self->written(error); });
    }

    void written(boost::system::error_code error) {
        if (error) {
            closing_ = true;
            return end();
        }
        queued_bytes_ -= queue_.front().size();
        queue_.pop_front();
        if (!queue_.empty()) return write_next();
        if (closing_) begin_closing_handshake();
    }

    void begin_closing_handshake() {
        if (ended_) return;
        websocket_.async_close(reason_,
                               [self = this->shared_from_this()](boost::system::error_code) { self->end(); });
    }

    void drop() {
        closing_ = true;
        boost::beast::close_socket(boost::beast::get_lowest_layer(websocket_));
        end();
    }

    void end() {
        ended_ = true;
        ended_signal_.cancel();
    }

    std::shared_ptr<void> owner_;
    boost::beast::websocket::stream<Stream&, false> websocket_;  // false: no permessage-deflate
    std::deque<std::string> queue_;                              // the front is being written
    std::size_t queued_bytes_ = 0;
    boost::beast::websocket::close_reason reason_;
    bool closing_ = false;
    bool ended_ = false;
    boost::asio::steady_timer ended_signal_;
};

}  // namespace askwell::bot
