// Child processes, free ports, temporary folders and bounded waiting, for tests that start real programs.
#pragma once

#include <chrono>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace askwell::test {

/// A port that was free a moment ago on 127.0.0.1. Every call gives another one.
std::uint16_t free_port();

/// A new empty folder, removed with everything in it at the end of its life.
class TempDir {
  public:
    TempDir();
    ~TempDir();
    TempDir(const TempDir&) = delete;
    TempDir& operator=(const TempDir&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

void write_file(const std::filesystem::path& path, std::string_view text);
std::string read_file(const std::filesystem::path& path);

/// Asks `done` every 10 ms until it is true or `patience` is over; returns whether it became true.
bool wait_until(const std::function<bool()>& done,
                std::chrono::milliseconds patience = std::chrono::seconds{10});

/// True when something accepts connections on 127.0.0.1:port.
bool is_listening(std::uint16_t port);

/// A program that this test started. It is killed when the object goes, and when the test itself dies.
class ChildProcess {
  public:
    struct Options {
        std::map<std::string, std::string> environment;  ///< added to ours
        std::filesystem::path output;                    ///< stdout and stderr go here; "" = /dev/null
        std::filesystem::path working_directory;
        std::string input;  ///< given on standard input
    };
    /// Throws std::system_error when the program cannot be started.
    ChildProcess(std::vector<std::string> argv, Options options);
    ~ChildProcess();
    ChildProcess(ChildProcess&& other) noexcept;
    ChildProcess& operator=(ChildProcess&& other) noexcept;

    pid_t pid() const { return pid_; }
    bool alive();
    void signal(int number) const;
    /// Writes that would make a file larger than `bytes` fail, as on a full disk; nullopt takes that back.
    void limit_files(std::optional<std::uint64_t> bytes) const;
    /// kill -9 and reap.
    void kill();
    /// SIGTERM, then wait; kill -9 after `patience`. Returns the exit status (128+signal when signalled).
    int terminate(std::chrono::milliseconds patience = std::chrono::seconds{15});
    /// Waits for the end; -1 when it still runs after `patience`.
    int wait(std::chrono::milliseconds patience);

  private:
    pid_t pid_ = -1;
    int status_ = -1;
};

struct Finished {
    int status = 0;
    std::string output;  ///< stdout and stderr
};
/// Runs a program to its end.
Finished run(std::vector<std::string> argv, std::string input = {},
             std::map<std::string, std::string> environment = {},
             std::chrono::milliseconds patience = std::chrono::seconds{60});

/// The askwell binary of this build, or the one that the environment variable ASKWELL_BINARY names.
std::string askwell_binary();

}  // namespace askwell::test
