// The ways in which a reply names an option and does not choose it, as patterns by what they have in common.
// Thread rule: immutable.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "flows/reading/text/hinted_pattern.h"

namespace askwell::flows::reading {

/// The questions to which a way of naming an option is no answer.
enum class Asked {
    anything,
    trouble,   ///< what went wrong or is affected
    part,      ///< which part of a whole did
    means,     ///< anything else: there a thing that would not do is not chosen
    coming,    ///< how the customer reached us
    reaching,  ///< how we shall reach the customer
    feedback,  ///< what the customer writes about
    self,      ///< what the customer is
    often,     ///< how often something happens
};

/// A pattern whose clauses choose nothing. In a masked one <option> stands for any name of an option.
struct Passing {
    Asked asked = Asked::anything;
    bool masked = false;
    HintedPattern pattern;
    bool by_number = false;  ///< what it finds names options by their numbers too
    bool alone = false;      ///< only what it finds is left out, and not the clause around it
};
Passing passing(Asked asked, std::string source, std::initializer_list<std::string_view> words);

/// A character of a clause, and where one begins, in the sources of patterns.
inline constexpr const char* kInClause = "[^,.;:!?\\n]";
inline constexpr const char* kClauseBegin = "(?<=^|[,.;:!?\\n]|[,.;:!?\\n] )";

/// Each option name in a masked text: this mark and as many fillers as the name has bytes more.
inline constexpr char kOptionMark = '\x01';
inline constexpr char kOptionFiller = '\x04';

/// What others say, and the customer denies, doubts or never saw; views of several others; who sent the
/// customer here.
const std::vector<Passing>& others_views();
/// Another time, a time to come, what is still open, and how often the customer does something else.
const std::vector<Passing>& other_occasions();
/// Being asked itself, names and titles, aims and documents, praise set aside, what would not do.
const std::vector<Passing>& other_subjects();
/// What went well beside the rest, and what other teams have or are called.
const std::vector<Passing>& the_rest();
/// What somebody of the customer's or of ours is, and what the customer would like to be.
const std::vector<Passing>& other_people();
/// An option's word in another sense: in idioms, as another kind of word, of another matter or business.
const std::vector<Passing>& other_senses();

/// Parts found all right or spoken of as departments, praise for our own, options that are only weighed.
const std::vector<Passing>& no_troubles();
/// What we did to reach the customer, and ways that failed, were only advised or only meant.
const std::vector<Passing>& other_ways();

}  // namespace askwell::flows::reading
