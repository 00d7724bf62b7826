// The real `askwell serve` of this build, as a child process with a configuration of its own.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include "tests/support/process.h"

namespace askwell::test {

class AskwellProcess {
  public:
    /// Writes `config` (its "listen" is set to a free port, and to the same port again after restart()) into
    /// a folder and starts the service there; returns when /readyz says ready. Several processes that share a
    /// `folder` share keys, ledger and staff token.
    AskwellProcess(const std::filesystem::path& folder, nlohmann::json config,
                   std::map<std::string, std::string> environment = {});
    ~AskwellProcess();
    AskwellProcess(const AskwellProcess&) = delete;
    AskwellProcess& operator=(const AskwellProcess&) = delete;

    std::uint16_t port() const { return port_; }
    /// "http://127.0.0.1:<port>" + path
    std::string url(const std::string& path = "") const;
    ChildProcess& process() { return *process_; }

    /// kill -9.
    void kill();
    /// Starts again after kill() or stop(), and waits until it is ready.
    void start();
    /// The same without waiting; `more` is added to its environment for this life.
    void launch(const std::map<std::string, std::string>& more = {});
    /// Whether it says that it is ready.
    bool ready() const;
    /// SIGTERM; returns the exit status.
    int stop();

    /// GET or POST with the staff token; the parsed JSON body, null when there is none. `status` gets the
    /// HTTP status.
    nlohmann::json call(const std::string& method, const std::string& path, const nlohmann::json& body = {},
                        int* status = nullptr);
    /// Sends a structured CloudEvent whose data is `data`; returns the answer.
    nlohmann::json trigger(const std::string& id, const nlohmann::json& data, int* status = nullptr);
    /// The whole ledger.
    nlohmann::json ledger();
    /// The value of a metric line that begins with `name_and_labels`; 0 when there is none.
    double metric(const std::string& name_and_labels);
    /// Standard output and error so far.
    std::string output() const;
    const std::filesystem::path& output_file() const { return output_file_; }
    const std::filesystem::path& config_file() const { return config_file_; }
    /// The token for the API, as its folder keeps it.
    std::string staff_token() const;

    /// Conversation settings for tests: sending at any hour, no frequency caps, a quick tick.
    static nlohmann::json quick_conversation();

  private:
    std::filesystem::path folder_;
    std::filesystem::path config_file_;
    std::filesystem::path output_file_;
    std::map<std::string, std::string> environment_;
    std::uint16_t port_;
    std::unique_ptr<ChildProcess> process_;
};

}  // namespace askwell::test
