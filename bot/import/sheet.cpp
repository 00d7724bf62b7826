#include "bot/import/sheet.h"

#include <algorithm>
#include <array>
#include <utility>

namespace askwell::import {

namespace {

/// Older names of columns, which forms in use still have.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kOlderNames{
    {{"relevance", "relevant"},
     {"caption", "label"},
     {"command", "type"},
     {"tag", "name"},
     {"value", "name"},
     {"list", "list_name"},
     {"read_only", "readonly"},
     {"image", "media::image"}}};

std::string normal_name(std::string_view name) {
    std::string normal = ascii_lower(trim(name));
    std::replace(normal.begin(), normal.end(), ' ', '_');
    for (const auto& [older, current] : kOlderNames) {
        if (normal == older) return std::string{current};
    }
    return normal;
}

/// "media::image::English (en)" and the older "label:English" by their colons.
std::vector<std::string_view> parts_of(std::string_view header) {
    const std::string_view colons = header.find("::") == std::string_view::npos ? ":" : "::";
    std::vector<std::string_view> parts;
    for (std::size_t from = 0;;) {
        const auto to = header.find(colons, from);
        parts.push_back(trim(header.substr(from, to - from)));
        if (to == std::string_view::npos) return parts;
        from = to + colons.size();
    }
}

Table::Column column_for(int index, std::string_view header) {
    std::vector<std::string_view> parts = parts_of(trim(header));
    Table::Column column{index, normal_name(parts.front()), "", std::string{trim(header)}};
    // These begin names of two parts; in all others the second part is a language.
    const bool two =
        column.name == "media" || column.name == "bind" || column.name == "body" || column.name == "instance";
    if (two && parts.size() > 1) {
        column.name += "::" + ascii_lower(parts[1]);
        parts.erase(parts.begin());
    }
    if (parts.size() > 1) column.language = std::string{parts[1]};
    return column;
}

}  // namespace

std::string cell_name(std::string_view sheet, int column, int row) {
    std::string letters;
    for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
    return std::string{sheet} + "!" + letters + std::to_string(row);
}

Table::Table(Sheet sheet) : name_(std::move(sheet.name)) {
    const auto filled = [](const Row& row) {
        return std::any_of(row.cells.begin(), row.cells.end(),
                           [](const auto& cell) { return !trim(cell.second).empty(); });
    };
    std::erase_if(sheet.rows, [&filled](const Row& row) { return !filled(row); });
    if (sheet.rows.empty()) return;
    header_row_ = sheet.rows.front().number;
    for (const auto& [index, header] : sheet.rows.front().cells) {
        if (!trim(header).empty()) columns_.push_back(column_for(index, header));
    }
    sheet.rows.erase(sheet.rows.begin());
    rows_ = std::move(sheet.rows);
}

const Table::Column* Table::find(std::string_view column) const {
    for (const Column& candidate : columns_) {
        if (candidate.name == column && candidate.language.empty()) return &candidate;
    }
    return nullptr;
}

bool Table::has(std::string_view column) const {
    return std::any_of(columns_.begin(), columns_.end(),
                       [column](const Column& candidate) { return candidate.name == column; });
}

std::string_view Table::text(const Row& row, const Column& column) {
    const auto cell = row.cells.find(column.index);
    return cell == row.cells.end() ? std::string_view{} : trim(cell->second);
}

std::string_view Table::text(const Row& row, std::string_view column) const {
    const Column* const found = find(column);
    return found == nullptr ? std::string_view{} : text(row, *found);
}

std::string Table::where(const Row& row, std::string_view column) const {
    const Column* const found = find(column);
    if (found != nullptr) return where(row, *found);
    return cell_name(name_, row.cells.empty() ? 0 : row.cells.begin()->first, row.number);
}

}  // namespace askwell::import
