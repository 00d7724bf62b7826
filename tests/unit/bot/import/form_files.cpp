#include "tests/unit/bot/import/form_files.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include <unistd.h>
#include <xlsxwriter.h>
#include <zip.h>

#include <gtest/gtest.h>

namespace askwell::import::test {

namespace {

std::string read_file(const std::string& path) {
    std::ifstream in{path, std::ios::binary};
    if (!in) throw std::runtime_error("there is no file " + path);
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// A workbook in a temporary file, which is where libxlsxwriter writes.
class Writer {
  public:
    Writer() {
        const int file = ::mkstemp(path_.data());
        if (file < 0) throw std::runtime_error("there is no place for a temporary file");
        ::close(file);
        workbook_ = workbook_new(path_.c_str());
    }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    ~Writer() { std::remove(path_.c_str()); }

    lxw_workbook* workbook() { return workbook_; }

    std::string bytes() {
        if (workbook_close(workbook_) != LXW_NO_ERROR)
            throw std::runtime_error("the workbook was not written");
        return read_file(path_);
    }

  private:
    std::string path_ = testing::TempDir() + "askwell_form_XXXXXX";
    lxw_workbook* workbook_ = nullptr;
};

}  // namespace

std::string workbook_of(const Sheets& sheets) {
    Writer writer;
    for (const auto& [name, rows] : sheets) {
        lxw_worksheet* const sheet = workbook_add_worksheet(writer.workbook(), name.c_str());
        for (std::size_t row = 0; row < rows.size(); ++row) {
            for (std::size_t column = 0; column < rows[row].size(); ++column) {
                if (rows[row][column].empty()) continue;
                worksheet_write_string(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                                       rows[row][column].c_str(), nullptr);
            }
        }
    }
    return writer.bytes();
}

std::string workbook_of_all_kinds() {
    Writer writer;
    lxw_worksheet* const sheet = workbook_add_worksheet(writer.workbook(), "survey");
    lxw_format* const day = workbook_add_format(writer.workbook());
    format_set_num_format(day, "yyyy-mm-dd");
    lxw_format* const minute = workbook_add_format(writer.workbook());
    format_set_num_format_index(minute, 22);
    lxw_format* const money = workbook_add_format(writer.workbook());
    format_set_num_format(money, "#,##0.00 \"days\"");
    lxw_format* const bold = workbook_add_format(writer.workbook());
    format_set_bold(bold);
    lxw_datetime date{2026, 11, 21, 0, 0, 0};
    lxw_datetime time{2026, 11, 21, 14, 5, 0};
    worksheet_write_number(sheet, 0, 0, 5, nullptr);
    worksheet_write_number(sheet, 0, 1, 0.25, money);
    worksheet_write_boolean(sheet, 0, 2, 1, nullptr);
    worksheet_write_datetime(sheet, 0, 3, &date, day);
    worksheet_write_datetime(sheet, 0, 4, &time, minute);
    char rich[] = "rich";
    char text[] = " text";
    lxw_rich_string_tuple first{bold, rich};
    lxw_rich_string_tuple second{nullptr, text};
    lxw_rich_string_tuple* pieces[] = {&first, &second, nullptr};
    worksheet_write_rich_string(sheet, 0, 5, pieces, nullptr);
    worksheet_write_formula_str(sheet, 0, 6, "=\"a\"&\"b\"", nullptr, "ab");
    return writer.bytes();
}

std::string zip_of(const std::vector<std::pair<std::string, std::string>>& entries) {
    zip_source_t* const target = zip_source_buffer_create(nullptr, 0, 0, nullptr);
    zip_source_keep(target);
    zip_t* const archive = zip_open_from_source(target, ZIP_TRUNCATE, nullptr);
    for (const auto& [path, content] : entries) {
        zip_source_t* const source = zip_source_buffer(archive, content.data(), content.size(), 0);
        zip_file_add(archive, path.c_str(), source, ZIP_FL_OVERWRITE);
    }
    if (zip_close(archive) != 0 || zip_source_open(target) != 0)
        throw std::runtime_error("the archive was not written");
    zip_stat_t stat{};
    zip_source_stat(target, &stat);
    std::string bytes(stat.size, '\0');
    zip_source_read(target, bytes.data(), bytes.size());
    zip_source_close(target);
    zip_source_free(target);
    return bytes;
}

std::string workbook_around(const std::string& worksheet, const std::string& strings) {
    const std::string types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    const auto relation = [&types](const std::string& id, const std::string& type,
                                   const std::string& target) {
        return "<Relationship Id=\"" + id + "\" Type=\"" + types + type + "\" Target=\"" + target + "\"/>";
    };
    return zip_of({{"_rels/.rels", "<Relationships>" + relation("a", "officeDocument", "/book/main.xml") +
                                       "</Relationships>"},
                   {"book/main.xml",
                    "<x:workbook xmlns:rel=\"r\"><x:sheets><x:sheet name=\"survey\" "
                    "rel:id=\"b\"/></x:sheets></x:workbook>"},
                   {"book/_rels/main.xml.rels",
                    "<Relationships>" + relation("b", "worksheet", "pages/one.xml") +
                        relation("c", "sharedStrings", "../strings.xml") + "</Relationships>"},
                   {"book/pages/one.xml", worksheet},
                   {"strings.xml", strings}});
}

std::string sample(const std::string& name) {
    return read_file(std::string{ASKWELL_TEST_DATA} + "/samples/" + name);
}

}  // namespace askwell::import::test
