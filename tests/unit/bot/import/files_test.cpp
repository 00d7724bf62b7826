// CSV files and workbooks into rows, and what is refused.
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bot/import/csv.h"
#include "bot/import/workbook.h"
#include "tests/unit/bot/import/form_files.h"

namespace askwell::import {
namespace {

using test::workbook_around;

/// "1:a|b 2:c": rows by number, cells by column, absent ones empty.
std::string shown(const Sheet& sheet) {
    std::string text;
    for (const Row& row : sheet.rows) {
        text += (text.empty() ? "" : " ") + std::to_string(row.number) + ":";
        int column = 0;
        for (const auto& [index, cell] : row.cells) {
            for (; column < index; ++column) text += "|";
            text += cell;
        }
    }
    return text;
}

TEST(ImportCsv, reads_what_spreadsheets_write) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"a,b\nc,d\n", "1:a|b 2:c|d"},
        {"a,b\r\nc,d", "1:a|b 2:c|d"},
        {"\xEF\xBB\xBF"
         "a,b\r",
         "1:a|b"},
        {"\"a,1\",\"say \"\"hi\"\"\"\n", "1:a,1|say \"hi\""},
        {"\"two\nlines\",b\nc,d\n", "1:two\nlines|b 2:c|d"},
        {"\"two\r\nlines\",b", "1:two\r\nlines|b"},
        {"a;b;c,d\ne;f;g", "1:a|b|c,d 2:e|f|g"},
        {"a\tb\nc\td", "1:a|b 2:c|d"},
        {"a,,c\n,,\nx", "1:a||c 3:x"},
        {"", ""},
        {"\n\n", ""},
    };
    for (const auto& [bytes, rows] : cases) {
        Note error;
        const auto sheet = read_csv(bytes, "f.csv", error);
        ASSERT_TRUE(sheet) << error.what;
        EXPECT_EQ(shown(*sheet), rows) << bytes;
    }
}

TEST(ImportCsv, says_where_it_is_broken) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"a,\"b\nc,d", "f.csv!B1"},
        {"a,b\nc,\"d\"e", "f.csv!B2"},
        {"a,\xc0\xfa", "f.csv"},
        {std::string{"a\0b", 3}, "f.csv"},
        {std::string(kMaxBytes + 1, 'a'), "f.csv"},
        {"a\n" + std::string(2 * kMaxCells + 10, ',').replace(0, 1, "b,"), ""},
    };
    for (const auto& [bytes, where] : cases) {
        Note error;
        const auto sheet = read_csv(bytes, "f.csv", error);
        EXPECT_EQ(!sheet.has_value(), !where.empty()) << where;
        if (!sheet) {
            EXPECT_EQ(error.where, where);
            EXPECT_FALSE(error.remedy.empty());
        }
    }
}

TEST(ImportWorkbook, reads_cells_of_every_kind_as_a_person_does) {
    Note error;
    const auto sheets = read_workbook(test::workbook_of_all_kinds(), error);
    ASSERT_TRUE(sheets) << error.why;
    ASSERT_EQ(sheets->size(), 1U);
    EXPECT_EQ(shown(sheets->front()), "1:5|0.25|TRUE|2026-11-21|2026-11-21 14:05:00|rich text|ab");
}

TEST(ImportWorkbook, finds_parts_by_their_relations_and_any_prefix) {
    Note error;
    const auto sheets = read_workbook(
        workbook_around(
            "<x:worksheet><x:sheetData><x:row r=\"3\"><x:c r=\"B3\" t=\"s\"><x:v>1</x:v></x:c>"
            "<x:c t=\"inlineStr\"><x:is><x:t xml:space=\"preserve\"> in &lt;line </x:t></x:is></x:c></x:row>"
            "<x:row><x:c><x:v>1.50</x:v></x:c><x:c t=\"b\"><x:v>0</x:v></x:c></x:row>"
            "</x:sheetData></x:worksheet>",
            "<sst><si><t>zero</t></si><si><r><t>on</t></r><r><t>e</t></r><rPh><t>ichi</t></rPh></si></sst>"),
        error);
    ASSERT_TRUE(sheets) << error.what << error.why;
    EXPECT_EQ(shown(sheets->front()), "3:|one| in <line  4:1.5|FALSE");
    EXPECT_EQ(sheets->front().name, "survey");
}

TEST(ImportWorkbook, says_what_is_wrong) {
    const auto sheet_with = [](const std::string& cell) {
        return workbook_around("<worksheet><sheetData><row r=\"2\">" + cell +
                               "</row></sheetData></worksheet>");
    };
    struct Case {
        std::string name;
        std::string bytes;
        std::string says;
        std::string where;
    };
    const std::vector<Case> cases{
        {"nothing", "", "no .xlsx", ""},
        {"text", "type,name,label", "no .xlsx", ""},
        {"old format", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "no .xlsx", ""},
        {"some zip", test::zip_of({{"readme.txt", "hello"}}), "cannot be unpacked", ""},
        {"not XML", workbook_around("<worksheet><sheetData>"), "damaged", ""},
        {"doctype", workbook_around("<!DOCTYPE w [<!ENTITY a \"b\">]><worksheet/>"), "document type", ""},
        {"error value", sheet_with("<c r=\"C2\" t=\"e\"><v>#REF!</v></c>"), "#REF!", "survey!C2"},
        {"absent string", sheet_with("<c r=\"A2\" t=\"s\"><v>7</v></c>"), "not there", "survey!A2"},
        {"negative string", sheet_with("<c t=\"s\"><v>-1</v></c>"), "not there", "survey!A2"},
        {"ill-formed text", sheet_with("<c t=\"inlineStr\"><is><t>\xff\xfe</t></is></c>"), "UTF-8",
         "survey!A2"},
        {"row number", workbook_around("<worksheet><sheetData><row r=\"99999999\"/></sheetData></worksheet>"),
         "number", "survey"},
        {"bomb", workbook_around("<worksheet>" + std::string(std::size_t{60} << 20U, ' ') + "</worksheet>"),
         "cannot be unpacked", ""},
    };
    for (const Case& one : cases) {
        Note error;
        EXPECT_FALSE(read_workbook(one.bytes, error)) << one.name;
        EXPECT_NE(error.what.find(one.says), std::string::npos) << one.name << ": " << error.what;
        EXPECT_EQ(error.where, one.where) << one.name;
        EXPECT_FALSE(error.remedy.empty()) << one.name;
    }
}

TEST(ImportWorkbook, survives_xml_nested_without_end) {
    std::string deep = "<worksheet><sheetData><row><c>";
    for (int i = 0; i < 500'000; ++i) deep += "<a>";
    for (int i = 0; i < 500'000; ++i) deep += "</a>";
    Note error;
    EXPECT_TRUE(read_workbook(workbook_around(deep + "</c></row></sheetData></worksheet>"), error));
}

TEST(ImportSheet, names_cells_and_columns_as_spreadsheets_do) {
    EXPECT_EQ(cell_name("survey", 0, 1), "survey!A1");
    EXPECT_EQ(cell_name("survey", 25, 7), "survey!Z7");
    EXPECT_EQ(cell_name("survey", 26, 7), "survey!AA7");
    EXPECT_EQ(cell_name("survey", 702, 1), "survey!AAA1");
    const Table table{Sheet{"s",
                            {{2,
                              {{0, "Type"},
                               {1, "label::English (en)"},
                               {2, "Media::Image"},
                               {3, "Relevance"},
                               {4, "label:French"}}},
                             {3, {{0, " text "}, {3, "x"}}}}}};
    ASSERT_EQ(table.columns().size(), 5U);
    EXPECT_EQ(table.columns()[1].name, "label");
    EXPECT_EQ(table.columns()[1].language, "English (en)");
    EXPECT_EQ(table.columns()[2].name, "media::image");
    EXPECT_EQ(table.columns()[4].language, "French");
    EXPECT_EQ(table.text(table.rows().front(), "type"), "text");
    EXPECT_EQ(table.where(table.rows().front(), "relevant"), "s!D3");
}

}  // namespace
}  // namespace askwell::import
