// Texts of an XLSForm by language, and a word about columns that nobody reads.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "bot/import/draft.h"
#include "bot/import/sheet.h"
#include "bot/import/text.h"

namespace askwell::import {

/// Knows the languages of a form. `draft` takes notes; tables and draft must outlive it.
class FormTexts {
  public:
    FormTexts(const Table& survey, const Table& choices, const Table& settings, Draft& draft);

    /// BCP 47 tags, the default language first; at least one.
    const std::vector<std::string>& languages() const { return languages_; }

    /// The plain texts of a column ("label") by language; empty cells are left out.
    Texts read(const Table& table, const Row& row, std::string_view column) const;
    /// The label of a question with its hint in a line of its own.
    Texts with_hint(const Row& row) const;

  private:
    void learn_default(const Table& settings);
    void learn(const Table& table);
    std::string guess() const;
    void note_hints();

    const Table& survey_;
    Draft& draft_;
    std::string default_;                                   ///< of columns without a language
    std::map<std::string, std::string, std::less<>> tags_;  ///< by the name in a header
    std::vector<std::string> languages_;
};

/// Notes each column that holds something and is not among `known`.
void report_columns(const Table& table, const std::set<std::string_view>& known, Draft& draft);

}  // namespace askwell::import
