#include "bot/import/workbook.h"

#include <chrono>
#include <cmath>
#include <cstdint>
#include <ctime>
#include <map>
#include <utility>

#include <fmt/chrono.h>
#include <fmt/core.h>
#include <pugixml.hpp>

#include "bot/import/archive.h"

namespace askwell::import {

namespace {

constexpr int kMaxRows = 1'048'576;
constexpr int kMaxColumns = 16'384;

/// The name without its namespace's prefix, which writers choose freely.
std::string_view local_name(pugi::xml_node node) {
    const std::string_view name = node.name();
    return name.substr(name.find(':') + 1);
}

pugi::xml_node child(pugi::xml_node parent, std::string_view name) {
    return parent.find_child([name](pugi::xml_node node) { return local_name(node) == name; });
}

/// The value of an attribute that has a prefix of the writer's choice ("r:id").
std::string_view prefixed(pugi::xml_node node, std::string_view name) {
    for (const pugi::xml_attribute attribute : node.attributes()) {
        const std::string_view full = attribute.name();
        if (full.size() > name.size() && full.ends_with(name) && full[full.size() - name.size() - 1] == ':')
            return attribute.value();
    }
    return {};
}

/// "xl/worksheets/sheet1.xml" for "worksheets/sheet1.xml", "/xl/…" or "../xl/…" in a part of folder "xl/".
std::string resolve(std::string_view folder, std::string_view target) {
    if (target.starts_with('/')) return std::string{target.substr(1)};
    std::string path{folder};
    while (target.starts_with("../")) {
        target.remove_prefix(3);
        const auto parent = path.rfind('/', path.size() < 2 ? 0 : path.size() - 2);
        path.resize(parent == std::string::npos ? 0 : parent + 1);
    }
    return path + std::string{target};
}

/// The text of a string item: plain (<t>) or rich (<r><t>); phonetic readings (<rPh>) are left out.
std::string string_item(pugi::xml_node item) {
    std::string text;
    for (const pugi::xml_node part : item.children()) {
        if (local_name(part) == "t") text += part.text().get();
        if (local_name(part) == "r") text += child(part, "t").text().get();
    }
    return text;
}

/// 0-based column and 1-based row of "C7"; nullopt when it is no such name.
std::optional<std::pair<int, int>> parse_reference(std::string_view reference) {
    int column = 0;
    int row = 0;
    std::size_t at = 0;
    for (; at < reference.size() && reference[at] >= 'A' && reference[at] <= 'Z' && column <= kMaxColumns;
         ++at)
        column = column * 26 + (reference[at] - 'A' + 1);
    const std::size_t letters = at;
    for (; at < reference.size() && reference[at] >= '0' && reference[at] <= '9' && row <= kMaxRows; ++at)
        row = row * 10 + (reference[at] - '0');
    const bool whole = letters > 0 && at > letters && at == reference.size();
    if (!whole || column > kMaxColumns || row < 1 || row > kMaxRows) return std::nullopt;
    return std::pair{column - 1, row};
}

/// True for number formats that show a date or time: y, m, d, h or s outside quotes and brackets.
bool is_date_format(std::string_view code) {
    bool quoted = false;
    bool bracketed = false;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (c == '\\') {
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == '[' || c == ']') {
            bracketed = c == '[';
        } else if (!quoted && !bracketed &&
                   std::string_view{"yYmMdDhHsS"}.find(c) != std::string_view::npos) {
            return true;
        }
    }
    return false;
}

/// A day number of a spreadsheet as a date: days since the end of 1899, or since 1904.
std::string date_text(double serial, bool since_1904) {
    using namespace std::chrono;
    // 1900 counts as a leap year in spreadsheets; from March 1900 on, day 0 is therefore 30 December 1899.
    const sys_days zero = since_1904 ? sys_days{year{1904} / 1 / 1} : sys_days{year{1899} / 12 / 30};
    const auto time = sys_seconds{zero} + seconds{std::llround(serial * 86400)};
    const bool midnight = time == floor<days>(time);
    const std::tm parts = fmt::gmtime(system_clock::to_time_t(time));
    return midnight ? fmt::format("{:%Y-%m-%d}", parts) : fmt::format("{:%Y-%m-%d %H:%M:%S}", parts);
}

class WorkbookReader {
  public:
    WorkbookReader(Archive archive, Note& error) : archive_(std::move(archive)), error_(error) {}

    std::optional<std::vector<Sheet>> read() {
        const std::string path = workbook_path();
        const auto slash = path.rfind('/');
        const std::string folder = path.substr(0, slash == std::string::npos ? 0 : slash + 1);
        pugi::xml_document document;
        if (!parse(path, document)) return std::nullopt;
        const auto parts = relations(folder + "_rels/" + path.substr(folder.size()) + ".rels", folder);
        if (!parts) return std::nullopt;
        const pugi::xml_node workbook = document.document_element();
        since_1904_ = child(workbook, "workbookPr").attribute("date1904").as_bool();
        if (!read_styles(*parts) || !read_strings(*parts)) return std::nullopt;
        std::vector<Sheet> sheets;
        for (const pugi::xml_node entry : child(workbook, "sheets").children()) {
            const auto part = parts->find(prefixed(entry, "id"));
            if (part == parts->end() || part->second.type != "worksheet") continue;
            auto sheet = read_sheet(entry.attribute("name").value(), part->second.path);
            if (!sheet) return std::nullopt;
            sheets.push_back(std::move(*sheet));
        }
        if (sheets.empty())
            return fail("", "this workbook has no sheet that can be read", "no worksheet is listed in it");
        return sheets;
    }

  private:
    struct Part {
        std::string type;  ///< the last word of the relation's type: "worksheet", "sharedStrings"
        std::string path;
    };
    using Parts = std::map<std::string, Part, std::less<>>;

    std::nullopt_t fail(std::string where, std::string what, std::string why) {
        error_ = {std::move(where), std::move(what), std::move(why),
                  "open it in a spreadsheet program and save it as .xlsx again"};
        return std::nullopt;
    }

    bool parse(const std::string& path, pugi::xml_document& document) {
        const auto xml = archive_.read(path);
        if (!xml) {
            fail("", "this workbook cannot be unpacked",
                 path + " is missing, damaged, encrypted or too large");
            return false;
        }
        const auto parsed =
            document.load_buffer(xml->data(), xml->size(),
                                 pugi::parse_default | pugi::parse_doctype | pugi::parse_ws_pcdata_single);
        if (!parsed) {
            fail("", "this workbook is damaged",
                 fmt::format("{}: {} at byte {}", path, parsed.description(), parsed.offset));
            return false;
        }
        for (const pugi::xml_node node : document.children()) {
            if (node.type() != pugi::node_doctype) continue;
            fail("", "this workbook has a document type declaration",
                 path + " has one, and no workbook needs it");
            return false;
        }
        return true;
    }

    std::string workbook_path() {
        const auto roots = relations("_rels/.rels", "");
        for (const auto& [id, part] : roots.value_or(Parts{})) {
            if (part.type == "officeDocument") return part.path;
        }
        error_ = {};
        return "xl/workbook.xml";
    }

    std::optional<Parts> relations(const std::string& path, std::string_view folder) {
        pugi::xml_document document;
        if (!parse(path, document)) return std::nullopt;
        Parts parts;
        for (const pugi::xml_node relation : document.document_element().children()) {
            const std::string_view type = relation.attribute("Type").value();
            parts.emplace(relation.attribute("Id").value(),
                          Part{std::string{type.substr(type.rfind('/') + 1)},
                               resolve(folder, relation.attribute("Target").value())});
        }
        return parts;
    }

    static const Part* part_of_type(const Parts& parts, std::string_view type) {
        for (const auto& [id, part] : parts) {
            if (part.type == type) return &part;
        }
        return nullptr;
    }

    bool read_strings(const Parts& parts) {
        const Part* const part = part_of_type(parts, "sharedStrings");
        if (part == nullptr) return true;
        pugi::xml_document document;
        if (!parse(part->path, document)) return false;
        for (const pugi::xml_node item : document.document_element().children())
            strings_.push_back(string_item(item));
        return true;
    }

    bool read_styles(const Parts& parts) {
        const Part* const part = part_of_type(parts, "styles");
        if (part == nullptr) return true;
        pugi::xml_document document;
        if (!parse(part->path, document)) return false;
        std::map<int, bool> formats;
        for (const pugi::xml_node format : child(document.document_element(), "numFmts").children())
            formats[format.attribute("numFmtId").as_int()] =
                is_date_format(format.attribute("formatCode").value());
        for (const pugi::xml_node style : child(document.document_element(), "cellXfs").children()) {
            const int id = style.attribute("numFmtId").as_int();
            const auto own = formats.find(id);
            const bool built_in = (id >= 14 && id <= 22) || (id >= 45 && id <= 47);
            style_is_date_.push_back(own == formats.end() ? built_in : own->second);
        }
        return true;
    }

    std::optional<Sheet> read_sheet(std::string name, const std::string& path) {
        pugi::xml_document document;
        if (!parse(path, document)) return std::nullopt;
        Sheet sheet{std::move(name), {}};
        int number = 0;
        for (const pugi::xml_node node : child(document.document_element(), "sheetData").children()) {
            number = node.attribute("r").as_int(number + 1);
            if (number < 1 || number > kMaxRows) return fail(sheet.name, "a row has no valid number", path);
            Row row{number, {}};
            if (!read_cells(node, sheet.name, row)) return std::nullopt;
            if (!row.cells.empty()) sheet.rows.push_back(std::move(row));
        }
        return sheet;
    }

    bool read_cells(pugi::xml_node node, const std::string& sheet, Row& row) {
        int column = -1;
        for (const pugi::xml_node cell : node.children()) {
            const auto reference = parse_reference(cell.attribute("r").value());
            column = reference ? reference->first : column + 1;
            auto text = cell_text(cell, cell_name(sheet, column, row.number));
            if (!text) return false;
            if (text->empty()) continue;
            if (++cells_ > kMaxCells || column >= kMaxColumns) {
                fail(sheet, "this workbook has too many cells",
                     fmt::format("more than {} are refused", kMaxCells));
                return false;
            }
            row.cells.insert_or_assign(column, std::move(*text));
        }
        return true;
    }

    std::optional<std::string> cell_text(pugi::xml_node cell, const std::string& where) {
        const std::string_view type = cell.attribute("t").value();
        const std::string value = child(cell, "v").text().get();
        std::string text = value;
        if (type == "inlineStr") {
            text = string_item(child(cell, "is"));
        } else if (type == "s") {
            const auto index = to_number(value);
            if (!index || *index < 0 || *index >= static_cast<double>(strings_.size()))
                return fail(where, "this cell refers to a text that is not there", "shared string " + value);
            text = strings_[static_cast<std::size_t>(*index)];
        } else if (type == "b") {
            text = value == "1" ? "TRUE" : "FALSE";
        } else if (type == "e") {
            error_ = {where, fmt::format("this cell holds the error value {}", value), "its formula failed",
                      "mend the formula or write the text itself"};
            return std::nullopt;
        } else if (type.empty() || type == "n") {
            text = number_cell(value, cell.attribute("s").as_uint());
        }
        if (ill_formed_at(text))
            return fail(where, "this cell's text is not UTF-8", "the workbook is damaged");
        return text;
    }

    std::string number_cell(const std::string& value, std::size_t style) const {
        constexpr double kLastDay = 2'958'466;  // the end of the year 9999
        const auto number = to_number(value);
        if (!number) return value;
        const bool is_date = style < style_is_date_.size() && style_is_date_[style];
        return is_date && *number >= 0 && *number < kLastDay ? date_text(*number, since_1904_)
                                                             : number_text(*number);
    }

    Archive archive_;
    Note& error_;
    std::vector<std::string> strings_;
    std::vector<bool> style_is_date_;
    bool since_1904_ = false;
    std::size_t cells_ = 0;
};

}  // namespace

std::optional<std::vector<Sheet>> read_workbook(std::string_view bytes, Note& error) {
    if (bytes.size() > kMaxBytes) {
        error = {"", "this workbook is too large", fmt::format("it has {} bytes", bytes.size()),
                 "keep only the form in it"};
        return std::nullopt;
    }
    auto archive = Archive::open(bytes);
    if (!archive) {
        error = {"", "this is no .xlsx workbook", "it is not a zip archive or is damaged",
                 "save it as .xlsx (not .xls) or as \"CSV UTF-8\""};
        return std::nullopt;
    }
    return WorkbookReader{std::move(*archive), error}.read();
}

}  // namespace askwell::import
