// The HTTP(S) client: keep-alive connections pooled per host, certificates checked, every request under one
// deadline. Thread rule: one object per worker, used on that worker's executor only.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/system/error_code.hpp>
#include <boost/system/result.hpp>

#include "adapters/adapter.h"

namespace askwell::bot {

/// How a request failed. Whether the server may have acted on it is what the caller must know.
enum class ClientErrc {
    not_sent = 1,     ///< no slot, name, connection or handshake, in time or at all: certainly not acted on
    certificate,      ///< the server's certificate is not valid for the host: not sent
    lost_after_send,  ///< the connection broke after (part of) the request was written: unknown
    timeout,          ///< written, but no whole answer before the deadline: unknown
    bad_response,     ///< not HTTP, or over the size limit: unknown
    bad_url,          ///< not http(s)://host[:port]/path: not sent
    bad_request,      ///< a method or header that HTTP cannot carry (line breaks, say): not sent
};
boost::system::error_code make_error_code(ClientErrc code);

struct ClientOptions {
    std::size_t connections_per_host = 64;
    std::chrono::milliseconds timeout{10'000};  ///< per request, connecting included
    std::chrono::milliseconds idle{30'000};     ///< a kept connection older than this is not reused
    std::size_t response_limit = 256 * 1024;
    std::string ca_file;  ///< "" = the system's certificate store
};

class HttpClient {
  public:
    /// Throws boost::system::system_error when `ca_file` does not load.
    HttpClient(boost::asio::any_io_executor executor, ClientOptions options);
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    /// Sends one request and reads its answer, whatever its status: redirects are not followed, 1xx answers
    /// are read past. Content-Length, Host and Connection are ours. Waits for a free connection when the host
    /// has its limit. A kept connection that the server closed before any byte of the answer is replaced
    /// once, silently, only when nothing had been written.
    boost::asio::awaitable<boost::system::result<adapters::SendResponse>> send(adapters::SendRequest request);

    /// Closes for good: idle connections now; requests in flight end with lost_after_send, or with not_sent
    /// when nothing of them was written; so do later ones.
    void close();

  private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

}  // namespace askwell::bot

template <>
struct boost::system::is_error_code_enum<askwell::bot::ClientErrc> : std::true_type {};
