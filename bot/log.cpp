#include "bot/log.h"

#include <memory>

#include <nlohmann/json.hpp>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace askwell::bot {

namespace {

spdlog::level::level_enum spdlog_level(LogLevel level) {
    switch (level) {
        case LogLevel::debug:
            return spdlog::level::debug;
        case LogLevel::info:
            return spdlog::level::info;
        case LogLevel::warning:
            return spdlog::level::warn;
        case LogLevel::error:
            return spdlog::level::err;
    }
    return spdlog::level::info;
}

spdlog::logger& logger() {
    static const std::shared_ptr<spdlog::logger> made = [] {
        auto fresh =
            std::make_shared<spdlog::logger>("askwell", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        fresh->set_formatter(std::make_unique<spdlog::pattern_formatter>(
            R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})", spdlog::pattern_time_type::utc));
        fresh->flush_on(spdlog::level::info);
        return fresh;
    }();
    return *made;
}

}  // namespace

void set_log_level(LogLevel level) {
    logger().set_level(spdlog_level(level));
}

void log(LogLevel level, std::string_view event, std::initializer_list<LogField> fields) {
    if (!logger().should_log(spdlog_level(level))) return;
    nlohmann::ordered_json line = {{"event", event}};
    for (const LogField& field : fields) {
        std::visit([&](const auto& value) { line[std::string{field.name}] = value; }, field.value);
    }
    const std::string text = line.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
    // The pattern opens the object; what follows its first brace is ours.
    logger().log(spdlog_level(level), "{}", std::string_view{text}.substr(1, text.size() - 2));
}

}  // namespace askwell::bot
