// What readings of single and multiple choices have in common.
// Thread rule: pure functions.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "flows/reading/choices/option_finder.h"
#include "flows/reading/choices/troubles.h"
#include "flows/reading/text/text.h"
#include "flows/reading_result.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

/// Reads a reply, or what is left of one.
using ReadReply = std::function<Reading(const FoldedText&)>;

/// The option that the reply names and nothing else; with a question mark it asks, with a
/// plus ("Pro+") it may be another.
std::optional<Index> whole_name(const OptionNames& names, std::string_view text);

/// The options that `found` mentions.
std::set<Index> chosen_in(const Findings& found);

/// The reply's words after position `begin`, as typed; "" when only particles are left.
std::string words_after(const FoldedText& reply, std::size_t begin);

/// The answer of the options at `indexes`; `other` is what was written for the open one, `comment` the rest.
Reading chosen(const Question& question, const std::set<Index>& indexes, std::string other,
               std::string comment);

/// True when no word goes on behind `position`, or 是 and "is" begin to explain.
bool ends_at_separator(std::string_view text, std::size_t position);

/// The mention of "other" that begins what the customer wrote for it, or null.
const Mention* other_mention(const Question& question, const Findings& found);

/// The words beside the choices: those before the first of them, or those after the last.
std::string comment_in(const FoldedText& reply, const Findings& found);

/// "He sent me to another desk" and "the other clerk sent me back" do not choose "other".
bool other_in_a_sentence(const Question& question, const FoldedText& reply, const Findings& found);

/// 员工情绪，算其他吧: what no option lists, told before the option that it is counted as.
std::optional<Reading> read_counted_as_other(const Question& question, const OptionNames& names,
                                             const FoldedText& reply);

/// True when no option was called by its name.
bool only_numbers(const Findings& found);

/// Behind words that are no wrapping and not what was asked (受影响的就是2 says which).
bool number_in_a_sentence(const Question& question, std::string_view text, const Findings& found);

/// The reason beside `choice`, as typed.
std::string comment_between(const FoldedText& reply, const ChoiceBesideTrouble& choice);

/// `reading` with the whole reply for its comment.
Reading with_all_said(Reading reading, const FoldedText& reply);

/// What `read` makes of the reply without what it names in passing; of the whole reply, where that names no
/// option or leaves no answer beside the one that the whole gives.
Reading read_but_passing(const Question& question, const FoldedText& reply, const ReadReply& read);

}  // namespace askwell::flows::reading
