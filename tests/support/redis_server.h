// A real redis-server for a test, on a free port, keeping its data in a temporary folder as production would:
// append-only file, fsync at every write, no eviction.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/support/process.h"

namespace askwell::test {

class RedisServer {
  public:
    /// Starts `program` (redis-server, or valkey-server) from PATH with `settings` ("--name", "value", …)
    /// after ours. Throws std::runtime_error, saying what to install, when it does not come up.
    explicit RedisServer(std::vector<std::string> settings = {}, std::string program = "redis-server");

    std::uint16_t port() const { return port_; }
    std::string url() const;

    /// kill -9: what was not on disk is lost.
    void kill();
    /// Starts again on the same port and data.
    void restart();
    bool alive() { return process_.alive(); }
    /// No file of its own may grow beyond `bytes`, until restart(): a full disk.
    void limit_files(std::uint64_t bytes) const;
    /// Stops answering without closing a connection (SIGSTOP), and goes on.
    void pause() const;
    void resume() const;

    /// Runs redis-cli with `arguments`; returns what it printed.
    std::string cli(std::vector<std::string> arguments) const;
    /// The folder of its files.
    const std::filesystem::path& folder() const { return folder_.path(); }

  private:
    std::vector<std::string> command_line() const;
    void start();

    std::string program_;
    TempDir folder_;
    std::vector<std::string> settings_;
    std::uint16_t port_;
    ChildProcess process_;
};

}  // namespace askwell::test
