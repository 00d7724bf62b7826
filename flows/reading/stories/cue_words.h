// The words of a story that keep its cues from telling anything.
// Thread rule: pure functions.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "flows/reading/choices/option_names.h"
#include "flows/reading/text/asked.h"

namespace askwell::flows::reading {

/// Bytes [begin, end) of a folded text.
struct CueSpan {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// True when `text`, beside the words in `cues`, asks, supposes, doubts, repeats hearsay, or tells of other
/// people where the question is about the customer. A cue that asks by itself ("could you add") makes its
/// sentence a wish.
bool tells_nothing_certain(std::string_view text, const std::vector<CueSpan>& cues, Concern concern);

/// True when `text` tells of another time, or of what is planned, promised or needed rather than of what was
/// ("two visits booked", 要跑几趟才能修好): it gives no score away.
bool is_of_another_time(std::string_view text);

/// True when a denial stands right before the cue at `span`, or right behind it. One that is part of a cue of
/// `cues` ("nobody cared") denies none.
bool is_denied(std::string_view text, CueSpan span, const std::vector<CueSpan>& cues);

/// Where the clauses of `text` begin, the first at 0.
std::vector<std::size_t> clause_begins(std::string_view text);

/// Where the clause begins that holds position `at`, of those that begin at `begins`, or of those of `text`.
std::size_t clause_begin(const std::vector<std::size_t>& begins, std::size_t at);
std::size_t clause_begin(std::string_view text, std::size_t at);

/// 也, "too": something comes on top.
bool says_also(std::string_view words);

/// "Just cost", 只有成本, "cost only" of the options called `names`: nothing is to be added up, but for what
/// is joined to it.
bool names_only(const OptionNames& names, std::string_view text);

}  // namespace askwell::flows::reading
