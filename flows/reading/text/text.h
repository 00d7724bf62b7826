// A reply folded for matching that still knows where every byte came from, so that a comment can be cut out
// as typed. Thread rule: pure functions; the ICU objects behind them are built once and only read afterwards.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace askwell::flows::reading {

/// Replies are analysed up to this many bytes; nobody writes a score in more. Longer texts are open answers
/// or unclear.
inline constexpr std::size_t kAnalysedBytes = 4096;

/// `text` is what fold_for_matching() gives, but with line breaks kept and nothing trimmed. It views `raw`,
/// which must live on.
struct FoldedText {
    std::string_view raw;
    std::string text;
    /// origin[i] is the offset in `raw` that folded byte i came from; one entry more than bytes, the last is
    /// raw.size().
    std::vector<std::uint32_t> origin;

    std::string_view raw_between(std::size_t begin, std::size_t end) const {
        return raw.substr(origin[begin], origin[end] - origin[begin]);
    }
};

/// The folded bytes [begin, end) of `whole` as a text of their own.
FoldedText part_of(const FoldedText& whole, std::size_t begin, std::size_t end);

/// Folds NFKC, case, width, Traditional to Simplified, digits of any script, dashes and quotation marks;
/// drops default-ignorable characters; collapses blanks; puts dialect words in their standard form. Invalid
/// UTF-8 becomes U+FFFD.
FoldedText fold(std::string_view raw);

/// `text` with every ill-formed sequence replaced by U+FFFD, so that it can be stored and sent as it is.
std::string valid_utf8(std::string_view text);

/// The code point that begins at `position` (U+FFFD when ill-formed), and its length in bytes.
struct CodePoint {
    char32_t value = 0;
    std::size_t length = 0;
};
CodePoint wide_code_point_at(std::string_view text, std::size_t position);
inline CodePoint code_point_at(std::string_view text, std::size_t position) {
    const bool ascii = position < text.size() && static_cast<unsigned char>(text[position]) < 0x80;
    return ascii ? CodePoint{static_cast<char32_t>(text[position]), 1} : wide_code_point_at(text, position);
}

/// True when `text` contains one of `words`, within a word or not.
bool contains_any(std::string_view text, std::span<const std::string_view> words);
inline bool contains_any(std::string_view text, std::initializer_list<std::string_view> words) {
    return contains_any(text, std::span{words.begin(), words.size()});
}

/// True when a digit from 0 to 9 stands at `position`.
inline bool is_digit_at(std::string_view text, std::size_t position) {
    return position < text.size() && text[position] >= '0' && text[position] <= '9';
}

/// `position`, or the place behind the blank that stands there.
inline std::size_t after_blank(std::string_view text, std::size_t position) {
    return position < text.size() && text[position] == ' ' ? position + 1 : position;
}

/// `text` without white space and separators (commas, colons, dashes, brackets) around it; full stops and
/// exclamation marks at the end belong to the sentence and stay.
std::string_view trim_separators(std::string_view text);
/// `text` without white space around it.
std::string_view trim_space(std::string_view text);
/// `folded` without white space, punctuation and symbols around it: what is compared with whole-message
/// words.
std::string_view trim_marks(std::string_view folded);
/// `text` without any of `endings` at its end, however many stand there.
std::string_view without_endings(std::string_view text, std::initializer_list<std::string_view> endings);

/// `text` without the blanks between its letters when it consists of single letters or ideographs (非 常 满
/// 意, "s t o p"); nothing for every other text.
std::optional<std::string> closed_up(std::string_view text);

/// True when nothing is said: only white space, punctuation, invisible characters or broken bytes. An emoji
/// says something.
bool says_nothing(std::string_view raw);

/// Ideographs, the script that is written without blanks between words.
bool is_han(char32_t character);
/// A letter or digit of a script that is written with blanks, so that a word ends where they end.
bool is_word_character(char32_t character);
bool is_emoji(char32_t character);

}  // namespace askwell::flows::reading
