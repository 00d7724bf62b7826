#include "bot/import/csv.h"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

namespace askwell::import {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

char separator_of(std::string_view text) {
    const std::string_view line = text.substr(0, text.find('\n'));
    const auto count = [line](char c) { return std::count(line.begin(), line.end(), c); };
    char best = ',';
    for (const char candidate : {';', '\t'}) {
        if (count(candidate) > count(best)) best = candidate;
    }
    return best;
}

class Reader {
  public:
    Reader(std::string_view text, std::string name)
        : text_(text), separator_(separator_of(text)), sheet_{std::move(name), {}} {}

    std::optional<Sheet> read(Note& error) {
        for (int number = 1; at_ < text_.size(); ++number) {
            Row row{number, {}};
            if (!read_record(row, error)) return std::nullopt;
            cells_ += row.cells.size();
            if (cells_ > kMaxCells) {
                error = {sheet_.name, "this file has too many cells",
                         fmt::format("more than {} are refused", kMaxCells),
                         "keep only the form in the file"};
                return std::nullopt;
            }
            if (!row.cells.empty()) sheet_.rows.push_back(std::move(row));
        }
        return std::move(sheet_);
    }

  private:
    bool read_record(Row& row, Note& error) {
        for (int column = 0;; ++column) {
            const std::size_t begin = at_;
            std::string field;
            if (!read_field(field)) {
                error = {cell_name(sheet_.name, column, row.number),
                         "a quoted field has no end, or something follows its end",
                         fmt::format("it begins at byte {}", begin),
                         "double each quote inside a quoted field"};
                return false;
            }
            if (!field.empty()) row.cells.emplace(column, std::move(field));
            if (at_ >= text_.size()) return true;
            const char end = text_[at_++];
            if (end == separator_) continue;
            if (end == '\r' && at_ < text_.size() && text_[at_] == '\n') ++at_;
            return true;
        }
    }

    /// Reads up to the separator or line end, which stays; false when quotes do not match.
    bool read_field(std::string& field) {
        if (at_ >= text_.size() || text_[at_] != '"') {
            const char ends[] = {separator_, '\r', '\n'};
            const auto end = std::min(text_.find_first_of({ends, 3}, at_), text_.size());
            field = text_.substr(at_, end - at_);
            at_ = end;
            return true;
        }
        for (++at_;;) {
            const auto quote = text_.find('"', at_);
            if (quote == std::string_view::npos) return false;
            field += text_.substr(at_, quote - at_);
            at_ = quote + 1;
            if (at_ >= text_.size() || text_[at_] != '"') break;
            field += text_[at_++];
        }
        return at_ >= text_.size() || text_[at_] == separator_ || text_[at_] == '\r' || text_[at_] == '\n';
    }

    std::string_view text_;
    char separator_;
    Sheet sheet_;
    std::size_t at_ = 0;
    std::size_t cells_ = 0;
};

}  // namespace

std::optional<Sheet> read_csv(std::string_view bytes, std::string name, Note& error) {
    const auto refuse = [&](std::string what, std::string why, std::string remedy) {
        error = {name, std::move(what), std::move(why), std::move(remedy)};
        return std::nullopt;
    };
    if (bytes.size() > kMaxBytes)
        return refuse("this file is too large", fmt::format("it has {} bytes", bytes.size()),
                      "keep only the form in it");
    if (const auto at = ill_formed_at(bytes))
        return refuse("this file is not UTF-8", fmt::format("byte {} cannot be read", *at),
                      "save it as \"CSV UTF-8\"");
    if (bytes.find('\0') != std::string_view::npos)
        return refuse("this file holds zero bytes", "no CSV does", "save it as \"CSV UTF-8\"");
    if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
    return Reader{bytes, std::move(name)}.read(error);
}

}  // namespace askwell::import
