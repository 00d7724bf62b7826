// What reading makes of a reply: an answer, a command, or the decision to ask again.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "flows/answer_value.h"
#include "flows/time.h"

namespace askwell::flows {

/// Whole-message commands, in both languages ("停止", "STOP", "跳过", …).
enum class Command {
    stop,
    help,
    skip,
    back,
    restart,
    later,
    start,
    language,  ///< "English", 中文: go on in Reading::language
    done,      ///< "that's all", 没有了: only in reply to "anything else?" (read_more)
};

enum class ReadingKind {
    answer,   ///< `value` is certain; `comment` holds what was said beside it
    unclear,  ///< something was said that we will not guess at: ask again
    command,  ///< `command` is set
    nothing,  ///< empty, only punctuation or only invisible characters
};

struct Reading {
    ReadingKind kind = ReadingKind::nothing;
    AnswerValue value;
    std::string comment;
    std::optional<Command> command;
    /// A wish to be left alone was put in words of its own ("please stop texting me"), not as a command: by
    /// itself (Command::stop) or beside an answer. It is confirmed once, then honoured.
    bool confirm = false;
    std::string language;  ///< with Command::language: "zh-CN" or "en"
    std::string reason;  ///< for people who debug a survey: why it was unclear ("two scores", "out of range")
};

struct ReadingContext {
    std::string_view
        language;  ///< the conversation's language: breaks ties, never excludes the other language
    bool opt_out_letters = false;  ///< the last text we sent offered T / TD / N / R as a way out
    TimePoint now{};               ///< when it was said: "yesterday" is a day before
    std::string_view time_zone;    ///< the contact's, an IANA name; "" = UTC
};

}  // namespace askwell::flows
