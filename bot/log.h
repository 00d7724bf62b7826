// One JSON object a line, on standard error. What may be logged is what callers name: keys, ids, counts,
// codes. Never addresses, texts, tokens or bodies.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

namespace askwell::bot {

enum class LogLevel { debug, info, warning, error };

struct LogField {
    std::string_view name;
    std::variant<std::string, std::int64_t, double, bool> value;

    LogField(std::string_view field, std::string_view text) : name(field), value(std::string{text}) {}
    LogField(std::string_view field, const char* text) : name(field), value(std::string{text}) {}
    LogField(std::string_view field, const std::string& text) : name(field), value(text) {}
    LogField(std::string_view field, bool flag) : name(field), value(flag) {}
    LogField(std::string_view field, double number) : name(field), value(number) {}
    template <typename Integer>
        requires std::is_integral_v<Integer>
    LogField(std::string_view field, Integer number)
        : name(field), value(static_cast<std::int64_t>(number)) {}
};

/// Call once at start; lines below `level` are dropped. Thread-safe.
void set_log_level(LogLevel level);

/// Writes {"time":…,"level":…,"event":event, fields…}. Thread-safe. `event` is a short constant name
/// ("send_failed").
void log(LogLevel level, std::string_view event, std::initializer_list<LogField> fields = {});

}  // namespace askwell::bot
