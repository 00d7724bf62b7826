// Commands: whole messages, and clauses that plainly ask for one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "flows/reading_result.h"

namespace askwell::flows::reading {

/// The command that a whole folded message is, or nothing. A command word inside a sentence is none.
std::optional<Command> command_in(std::string_view folded);

/// A command that clauses of a message ask for, and the other clauses.
struct CommandBeside {
    Command command;
    std::string rest;
};

/// "Oops, fat fingers, go back to the last question": for messages that answer nothing. Nothing when two
/// commands are asked for or a figure is named beside.
std::optional<CommandBeside> command_beside(std::string_view folded);

/// True for "not now", 晚点再说 and their kin, which put off even with a reason of any kind behind them.
bool puts_off_plainly(std::string_view folded);

/// True for STOP, 退订 and their kin, which carriers require to be honoured whatever is being asked.
bool is_carrier_stop(std::string_view folded);

/// True when the whole folded message is a letter way out: T, TD, N, R or 0000. Only a way out when it was
/// offered.
bool is_opt_out_letter(std::string_view folded);

}  // namespace askwell::flows::reading
