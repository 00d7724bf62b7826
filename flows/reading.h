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

/// What a reply may be: a score, the codes of chosen options in the survey's order, a number, yes or no, a
/// text as it was typed, a date, a detail in normal form, or files.
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
/// A day of the proleptic Gregorian calendar in the contact's zone, and the minute of that day when the
/// question asks for it and it was told.
struct Date {
    int year = 0;
    int month = 0;              ///< 1 … 12
    int day = 0;                ///< 1 … 31
    std::optional<int> minute;  ///< 0 … 1439
    bool operator==(const Date&) const = default;
};
/// "2026-11-21" or "2026-11-21T14:05".
std::string to_string(const Date& date);

/// A phone number (digits, with "+" in front when the country code was told), an e-mail address (as typed,
/// the domain in lower case) or an order number (upper case, without spaces).
struct Detail {
    std::string text;
    bool operator==(const Detail&) const = default;
};
/// A file the customer sent; its bytes stay with the platform.
struct FileReference {
    std::string kind;        ///< "photo", "document", "image/jpeg" …
    std::string name;        ///< "" when the platform does not tell
    std::uint64_t size = 0;  ///< bytes; 0 when unknown
    std::string reference;   ///< the platform's id or address of the file
    TimePoint at{};          ///< when we received it
    bool operator==(const FileReference&) const = default;
};
struct Files {
    std::vector<FileReference> files;
    bool operator==(const Files&) const = default;
};
using AnswerValue = std::variant<std::monostate, Score, Chosen, Number, YesNo, OpenText, Date, Detail, Files>;

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
    /// With Command::stop: the wish was put in words of its own ("please stop texting me"), not as a command.
    /// It is confirmed once, then honoured.
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

/// Reads a reply to `question`. Never throws for any text, valid UTF-8 or not.
Reading read_answer(const Question& question, std::string_view text, const ReadingContext& context);

/// Makes what reading keeps with the questions of `survey`, so that no customer waits for it.
void prepare_reading(const Survey& survey);

/// Reads a reply to an open follow-up ("why?") or to "other (which?)": commands first, then any text is the
/// answer.
Reading read_open(std::string_view text, const ReadingContext& context);

/// Reads a reply to the invitation or to a yes/no check of ours: YesNo or a command, else unclear.
Reading read_consent(std::string_view text, const ReadingContext& context);

/// Reads a reply to "anything else?" after some choices were tapped or files sent: more options of
/// `question`, or Command::done for "no", "that's all", 没有了.
Reading read_more(const Question& question, std::string_view text, const ReadingContext& context);

/// When the text takes back what was said before ("I meant 4", 打错了，是4分): what it shall be instead ("4",
/// "4分"), cut from `text`; an empty view when only the mistake is told ("typo, sorry"). nullopt when it is
/// no correction.
std::optional<std::string_view> read_correction(std::string_view text);

/// True for a text that goes on with a sentence begun before ("and nobody called back", 而且没人理我).
bool continues_a_sentence(std::string_view text);

/// What an open answer lacks; nullopt when nothing, or when the customer said that there is nothing to say.
std::optional<OpenFlaw> flaw_of(std::string_view text);

/// True for a reply that says there is nothing to say ("no, that's all", 没有). It answers, but tells
/// nothing.
bool says_there_is_nothing(std::string_view text);

/// What a text feels like, from words of praise and complaint with their negations: -1 complaint, +1 praise,
/// 0 neither, both or unknown. For flags that a person looks at; never for scores.
int sentiment(std::string_view text);

/// For matching only: NFKC, case, width and Traditional/Simplified folded, default-ignorable characters
/// removed, dialect words in their standard form (冇 → 没有), trimmed.
std::string fold_for_matching(std::string_view text);

}  // namespace askwell::flows
