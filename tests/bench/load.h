// A load generator inside the process: keeps connections to 127.0.0.1 busy and notes how long each answer
// took.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace askwell::bench {

struct LoadOptions {
    std::uint16_t port = 0;
    std::size_t connections = 32;  ///< each sends its next request when the answer has come
    std::chrono::milliseconds warm_up{500};
    std::chrono::milliseconds duration{3000};
    std::string target = "/";
    std::string content_type = "application/json";
    std::vector<std::string> bodies = {"{}"};  ///< sent in turn; not empty
};

struct LoadResult {
    std::size_t answers = 0;   ///< with status 2xx, within the duration
    std::size_t failures = 0;  ///< other answers and broken connections, warming up included
    double seconds = 0;
    std::vector<std::chrono::nanoseconds> latencies;  ///< of the answers, ascending

    double per_second() const { return static_cast<double>(answers) / seconds; }
    /// The latency that a share `quantile` of the answers (0 to 1) did not exceed; 0 without answers.
    std::chrono::nanoseconds latency(double quantile) const;
};

/// Runs on the calling thread until the duration is over. Connections that break are not opened again.
LoadResult run_load(const LoadOptions& options);

}  // namespace askwell::bench
