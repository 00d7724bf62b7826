// Serves the chat page as the service does — same paths, same security headers — with a WebSocket whose every
// word the test says itself. Not the product's server: what is tested here is the page.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include <nlohmann/json_fwd.hpp>

namespace askwell::test {

/// Thread rule: every member may be called from any thread.
class ScriptedChatServer {
  public:
    ScriptedChatServer();
    ~ScriptedChatServer();
    ScriptedChatServer(const ScriptedChatServer&) = delete;
    ScriptedChatServer& operator=(const ScriptedChatServer&) = delete;

    /// http://127.0.0.1:PORT/chat
    std::string url() const;

    /// The next frame of this type from whatever connection, skipping others; std::runtime_error when none
    /// comes in `patience`.
    nlohmann::json expect(const std::string& type,
                          std::chrono::milliseconds patience = std::chrono::seconds{15});
    /// Says something on the newest connection.
    void say(const nlohmann::json& frame);
    /// Resets the newest connection.
    void drop();
    /// While false, new connections are reset.
    void accept_sockets(bool accept);
    /// How many WebSockets were opened so far.
    std::size_t sockets() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace askwell::test
