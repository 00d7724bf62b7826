// JSON text from outside, parsed with limits and with a memory of where each value stood.
// Thread rule: values, no shared state. Errors are diagnostics, never exceptions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <nlohmann/json_fwd.hpp>

#include "flows/diagnostic.h"

namespace askwell::flows {

/// Nesting allowed in any JSON that comes from outside. nlohmann's copy and dump recurse and crash at 100,000
/// levels.
inline constexpr int kMaxJsonDepth = 32;

struct JsonError {
    std::size_t offset = 0;  ///< byte offset where parsing stopped
    std::string message;
};

/// Parses strictly: UTF-8 valid, nesting at most `max_depth`, no duplicate keys, nothing after the value.
/// Returns the value, or sets `error`. Does not throw on any input.
std::optional<nlohmann::json> parse_json(std::string_view text, JsonError& error,
                                         int max_depth = kMaxJsonDepth);

/// 1-based line and column of a byte offset.
struct Position {
    int line = 0;
    int column = 0;
};
Position position_of(std::string_view text, std::size_t offset);

/// Where the value at `pointer` (RFC 6901) begins in `text`, which parse_json() has accepted. When the value
/// does not exist, the nearest existing parent is located. O(size of text): for error messages, not for the
/// message path.
Position locate(std::string_view text, std::string_view pointer);

/// Collects findings about one file, adding the position of each JSON pointer.
class DiagnosticSink {
  public:
    DiagnosticSink(std::string file, std::string_view text) : file_(std::move(file)), text_(text) {}

    void error(std::string_view pointer, std::string message, std::string remedy);
    void warning(std::string_view pointer, std::string message, std::string remedy);
    /// A finding at a byte offset, for text that is not JSON at all.
    void error_at(std::size_t offset, std::string message, std::string remedy);

    const Diagnostics& found() const { return found_; }
    Diagnostics take() { return std::move(found_); }

  private:
    std::string file_;
    std::string_view text_;
    Diagnostics found_;
};

}  // namespace askwell::flows
