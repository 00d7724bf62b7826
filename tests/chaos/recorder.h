// Collects a History while it happens, and writes it down: one JSON object a line, in the order in which
// things were noticed. Thread-safe.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <functional>
#include <mutex>
#include <string>

#include "tests/chaos/history.h"

namespace askwell::chaos {

class Recorder {
  public:
    /// Appends to `file`. `service_now` is the service's clock in milliseconds since 1970.
    Recorder(const std::filesystem::path& file, std::function<std::int64_t()> service_now);

    Stamp now() const;

    void begun(Begun event);
    void said(Said event);
    void acknowledged(const std::string& message);
    void given_up(const std::string& message);
    void shown(Shown event);
    void fault(Fault event);
    void row(Row event);
    void ended(Ended event);
    void sweep(Sweep event);
    void drain(Drain event);
    void refused(const std::string& what, const std::string& answer);
    void nonsense(Nonsense event);
    void finding(Finding event);

    /// All so far; the next call begins anew.
    History take();

  private:
    void write(const std::string& line);

    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    std::function<std::int64_t()> service_now_;
    std::mutex mutex_;
    std::ofstream file_;
    History history_;
};

}  // namespace askwell::chaos
