// What an answer may be.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "flows/time.h"

namespace askwell::flows {

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

}  // namespace askwell::flows
