// A survey on its way from another tool: the importers fill a Draft, finish() makes a survey of it.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "bot/import/expression.h"
#include "bot/import/result.h"
#include "bot/import/text.h"
#include "flows/survey.h"

namespace askwell::import {

/// What a survey may have; SURVEYS.md says so.
inline constexpr std::size_t kMaxQuestions = 200;
inline constexpr std::size_t kMaxOptions = 30;

/// A question and what the other tool called things. Ids and codes are given by finish().
struct Item {
    flows::Question question;
    std::string where;
    std::string name;
    std::vector<std::string> option_names;  ///< beside question.options
    std::vector<std::string> yes{"true"};   ///< what expressions call "yes" of a yes_no question …
    std::vector<std::string> no{"false"};   ///< … and "no"
    std::vector<std::size_t> gates;         ///< into Draft::gates; all must hold for it to be asked
};

/// An expression that decides what is asked, its own or of a group around it.
struct Gate {
    std::string where;
    std::string text;
};

/// What the importers fill. Texts still hold the other tool's references ("${name}", "{name}"); missing
/// translations are empty.
struct Draft {
    Dialect dialect = Dialect::xlsform;
    flows::Survey survey;  ///< without questions
    std::vector<Item> items;
    std::size_t asked = 0;  ///< how many questions were added; those over kMaxQuestions are not kept
    std::vector<Gate> gates;
    std::vector<std::pair<Gate, flows::Localized>> thanks_if;
    Notes notes;

    void add(Item item);
    void dropped(std::string where, std::string what, std::string why, std::string remedy);
    void changed(std::string where, std::string what, std::string why, std::string remedy);
    /// The index of a new gate; `text` must not be empty.
    std::size_t add_gate(std::string where, std::string_view text);
};

/// Gives ids, writes conditions, fills in what is missing and brings the survey within Askwell's limits; all
/// that is noted. Without a question to ask, or with more than 200, there is an error instead of a survey.
Imported finish(Draft draft, const ImportOptions& options);

}  // namespace askwell::import
