#include "flows/reading/details/spoken_digits.h"

#include <string>

#include "flows/reading/text/patterns.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/rewrite.h"

namespace askwell::flows::reading {
namespace {

/// The digits of a stretch: "double five two" is 552.
std::string digits_in(std::string_view stretch) {
    static const PhraseMap<char> digits{{'0', {"zero", "oh", "o", "nought", "0"}},
                                        {'1', {"one", "1"}},
                                        {'2', {"two", "2"}},
                                        {'3', {"three", "3"}},
                                        {'4', {"four", "4"}},
                                        {'5', {"five", "5"}},
                                        {'6', {"six", "6"}},
                                        {'7', {"seven", "7"}},
                                        {'8', {"eight", "8"}},
                                        {'9', {"nine", "9"}}};
    static const PhraseMap<std::size_t> times{{2, {"double"}}, {3, {"triple", "treble"}}};
    std::string written;
    std::size_t count = 1;
    for (std::size_t position = 0; position < stretch.size();) {
        if (const auto* digit = digits.at(stretch, position)) {
            written.append(count, digit->meaning);
            position += digit->phrase.size();
            count = 1;
        } else if (const auto* more = times.at(stretch, position)) {
            count = more->meaning;
            position += more->phrase.size();
        } else {
            ++position;  // a blank or mark between two words: all of a stretch is ASCII
        }
    }
    return written;
}

}  // namespace

std::optional<FoldedText> with_written_digits(const FoldedText& reply) {
    static const Pattern stretch = [] {
        const std::string times = "(?:(?:double|triple|treble) )";
        const std::string word =
            "(?:zero|oh|o|nought|one|two|three|four|five|six|seven|eight|nine)(?![a-z'])";
        const std::string begin = "(?<![a-z0-9'])";
        // A mark behind the words is dropped before figures: "eight one two three, 4567" is one number.
        const std::string mark = "(?:[,.-](?= ?[0-9]))?";
        return Pattern{begin + times + "?" + word + "(?:[ ,.-]{1,2}" + times + "?" + word + ")+" + mark +
                       "|" + begin + times + "(?:[0-9](?![0-9])|" + word + ")"};
    }();
    const auto found = stretch.all(reply.text);
    if (found.empty()) return std::nullopt;
    Rewrite written{reply};
    std::size_t from = 0;
    for (const PatternMatch& match : found) {
        written.keep(from, match.begin);
        written.put(digits_in(match.group(0)), match.begin);
        from = match.end;
    }
    written.keep(from, reply.text.size());
    return written.finished();
}

}  // namespace askwell::flows::reading
