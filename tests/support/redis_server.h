// A real redis-server for a test, on a free port, keeping its data in a temporary folder as production would:
// append-only file, fsync at every write, no eviction.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/support/process.h"
#include "tests/support/tls_certificate.h"

namespace askwell::test {

class RedisServer {
  public:
    /// Starts `program` (redis-server, or valkey-server) from PATH with `settings` ("--name", "value", …)
    /// after ours. Throws std::runtime_error, saying what to install, when it does not come up.
    /// `tls`: it also speaks TLS, on tls_port(); outlives it.
    explicit RedisServer(std::vector<std::string> settings = {}, std::string program = "redis-server",
                         const TlsCertificate* tls = nullptr);

    std::uint16_t port() const { return port_; }
    /// 0 where it has none.
    std::uint16_t tls_port() const { return tls_port_; }
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
    std::uint16_t port_;
    std::uint16_t tls_port_;
    std::vector<std::string> settings_;
    ChildProcess process_;
};

}  // namespace askwell::test
