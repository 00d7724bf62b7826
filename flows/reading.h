// Understanding what a customer typed. Pure functions of the question and the text; a guess is worse than a
// question.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "flows/survey.h"

namespace askwell::flows {

/// Whole-message commands, in both languages ("停止", "STOP", "跳过", …).
enum class Command { stop, help, skip, back, restart, later, start };

/// A score, the codes of chosen options in the survey's order, a number, yes or no, or a text as it was
/// typed.
struct Score {
    int value = 0;
    bool operator==(const Score&) const = default;
};
struct Chosen {
    std::vector<std::string> codes;
    std::string other;  ///< what the customer wrote for "other"; "" when not (yet) said
    bool operator==(const Chosen&) const = default;
};
struct Number {
    double value = 0;
    bool operator==(const Number&) const = default;
};
struct YesNo {
    bool yes = false;
    bool operator==(const YesNo&) const = default;
};
struct OpenText {
    std::string text;
    bool operator==(const OpenText&) const = default;
};
using AnswerValue = std::variant<std::monostate, Score, Chosen, Number, YesNo, OpenText>;

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
    std::string reason;  ///< for people who debug a survey: why it was unclear ("two scores", "out of range")
};

struct ReadingContext {
    std::string_view
        language;  ///< the conversation's language: breaks ties, never excludes the other language
    bool opt_out_letters = false;  ///< the last text we sent offered T / TD / N / R as a way out
};

/// Reads a reply to `question`. Never throws for any text, valid UTF-8 or not.
Reading read_answer(const Survey& survey, const Question& question, std::string_view text,
                    const ReadingContext& context);

/// Reads a reply to an open follow-up ("why?") or to "other (which?)": commands first, then any text is the
/// answer.
Reading read_open(std::string_view text, const ReadingContext& context);

/// Reads a reply to the invitation or to a yes/no check of ours: YesNo or a command, else unclear.
Reading read_consent(std::string_view text, const ReadingContext& context);

/// True when the text, although no command, most likely asks us never to write again ("please stop texting
/// me"). "They will stop by again" is not one. Such a wish is confirmed once, then honoured.
bool sounds_like_opt_out(std::string_view text);

/// For matching only: NFKC, case, width and Traditional/Simplified folded, default-ignorable characters
/// removed, trimmed.
std::string fold_for_matching(std::string_view text);

}  // namespace askwell::flows
