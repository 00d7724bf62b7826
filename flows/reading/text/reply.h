// Making readings; shared by the readers of all question types.
#pragma once

#include <string>
#include <utility>

#include "flows/reading_result.h"

namespace askwell::flows::reading {

/// Why a reply to a yes/no question is unclear in which neither was found.
inline constexpr const char* kNeitherYesNorNo = "neither yes nor no";

/// Why a reply is unclear that names one option for now and another for then (有时候…有时候…).
inline constexpr const char* kNowAndThen = "now one, now the other";
inline constexpr const char* kInPassing = "an option in passing";

inline Reading answer(AnswerValue value, std::string comment = {}) {
    Reading reading;
    reading.kind = ReadingKind::answer;
    reading.value = std::move(value);
    reading.comment = std::move(comment);
    return reading;
}

inline Reading unclear(std::string reason) {
    Reading reading;
    reading.kind = ReadingKind::unclear;
    reading.reason = std::move(reason);
    return reading;
}

inline Reading command(Command command) {
    Reading reading;
    reading.kind = ReadingKind::command;
    reading.command = command;
    return reading;
}

}  // namespace askwell::flows::reading
