// Cells of a spreadsheet, and a sheet seen as a table whose first row names the columns.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "bot/import/text.h"

namespace askwell::import {

/// More than any form has, and little enough to hold: what exceeds it is refused.
inline constexpr std::size_t kMaxBytes = std::size_t{16} << 20U;
inline constexpr std::size_t kMaxCells = 400'000;

struct Row {
    int number = 0;                    ///< 1-based, as the spreadsheet shows it
    std::map<int, std::string> cells;  ///< by 0-based column; empty cells are left out
};

struct Sheet {
    std::string name;
    std::vector<Row> rows;  ///< ascending; rows without cells may be left out
};

/// "survey!C7". `column` is 0-based.
std::string cell_name(std::string_view sheet, int column, int row);

/// A sheet whose first row with cells names its columns. Names are compared in lower case with '_' for
/// spaces; "label::English (en)" is the column "label" in the language "English (en)".
class Table {
  public:
    struct Column {
        int index = 0;
        std::string name;      ///< "label", "media::image"
        std::string language;  ///< as written; "" for none
        std::string header;    ///< as written
    };

    Table() = default;
    explicit Table(Sheet sheet);

    const std::vector<Column>& columns() const { return columns_; }
    /// The rows below the header.
    const std::vector<Row>& rows() const { return rows_; }

    bool has(std::string_view column) const;
    /// The trimmed text of a cell in the column of this name without a language; "" when there is none.
    std::string_view text(const Row& row, std::string_view column) const;
    static std::string_view text(const Row& row, const Column& column);

    std::string where(const Column& column) const { return cell_name(name_, column.index, header_row_); }
    std::string where(const Row& row, const Column& column) const {
        return cell_name(name_, column.index, row.number);
    }
    /// The cell in the column of this name, or the row's first cell when there is no such column.
    std::string where(const Row& row, std::string_view column) const;

  private:
    const Column* find(std::string_view column) const;

    std::string name_;
    int header_row_ = 0;
    std::vector<Column> columns_;
    std::vector<Row> rows_;
};

}  // namespace askwell::import
