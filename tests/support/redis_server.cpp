#include "tests/support/redis_server.h"

#include <stdexcept>
#include <utility>

namespace askwell::test {

namespace {

std::vector<std::string> with_tls(std::vector<std::string> settings, std::uint16_t port,
                                  const TlsCertificate* tls) {
    if (tls == nullptr) return settings;
    const std::vector<std::string> more{"--tls-port",         std::to_string(port),
                                        "--tls-cert-file",    tls->file().string(),
                                        "--tls-key-file",     tls->key_file().string(),
                                        "--tls-ca-cert-file", tls->file().string(),
                                        "--tls-auth-clients", "no",
                                        "--tls-replication",  "yes"};
    settings.insert(settings.end(), more.begin(), more.end());
    return settings;
}

}  // namespace

RedisServer::RedisServer(std::vector<std::string> settings, std::string program, const TlsCertificate* tls)
    : program_(std::move(program)),
      port_(free_port()),
      tls_port_(tls == nullptr ? std::uint16_t{0} : free_port()),
      settings_(with_tls(std::move(settings), tls_port_, tls)),
      process_(command_line(), {{}, folder_.path() / "log", {}, {}}) {
    start();
}

std::vector<std::string> RedisServer::command_line() const {
    std::vector<std::string> argv{program_,
                                  "--bind",
                                  "127.0.0.1",
                                  "--port",
                                  std::to_string(port_),
                                  "--dir",
                                  folder_.path().string(),
                                  "--save",
                                  "",
                                  "--appendonly",
                                  "yes",
                                  "--appendfsync",
                                  "always",
                                  "--maxmemory-policy",
                                  "noeviction"};
    argv.insert(argv.end(), settings_.begin(), settings_.end());
    return argv;
}

std::string RedisServer::url() const {
    return "redis://127.0.0.1:" + std::to_string(port_);
}

void RedisServer::start() {
    // Listening is not enough: it may still be loading its file.
    const bool up =
        wait_until([this] { return !process_.alive() || cli({"PING"}).find("PONG") != std::string::npos; });
    if (up && process_.alive()) return;
    throw std::runtime_error(program_ +
                             " does not start; install it (apt-get install redis-server). It said: " +
                             read_file(folder_.path() / "log"));
}

void RedisServer::kill() {
    process_.kill();
}

void RedisServer::restart() {
    process_.kill();
    process_ = ChildProcess(command_line(), {{}, folder_.path() / "log", {}, {}});
    start();
}

void RedisServer::pause() const {
    process_.signal(SIGSTOP);
}
void RedisServer::resume() const {
    process_.signal(SIGCONT);
}

void RedisServer::limit_files(std::uint64_t bytes) const {
    process_.limit_files(bytes);
}

std::string RedisServer::cli(std::vector<std::string> arguments) const {
    std::vector<std::string> argv{"redis-cli", "-p", std::to_string(port_)};
    argv.insert(argv.end(), arguments.begin(), arguments.end());
    return run(std::move(argv)).output;
}

}  // namespace askwell::test
