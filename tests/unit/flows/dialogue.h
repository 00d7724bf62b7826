// A conversation written down as plain text: what the customer does, and below it what we say. Read from a
// file, played on the engine with a clock of its own, written again. See golden/README.md for the form.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace askwell::flows::test {

/// Something that happens in a dialogue.
struct Move {
    enum class Kind { says, taps, sends_file, waits, remark };
    Kind kind = Kind::says;
    std::string text;  ///< the words, the button's label, the file's name, the span ("3d"), the remark
};

/// What is written by hand in a dialogue's file; the rest follows from it.
struct Dialogue {
    std::vector<std::string> head;  ///< the first lines as written: remarks and settings
    std::map<std::string, std::string> settings;
    std::map<std::string, std::string, std::less<>> fields;  ///< of the event that starts it
    std::vector<Move> moves;
};

/// Reads a dialogue; what we say in it is passed over. Throws std::runtime_error naming the line that is
/// none.
Dialogue parse_dialogue(std::string_view text);

/// What a dialogue came to.
struct Played {
    std::string text;               ///< the whole file, with all we said and the record that was kept
    std::vector<std::string> said;  ///< each message, choices written as on a phone without buttons
};

/// Plays a dialogue on the surveys that ship. Throws when a move is impossible (a button
/// that is not there: std::logic_error; a span of time that is none: std::runtime_error).
Played play(const Dialogue& dialogue);

}  // namespace askwell::flows::test
