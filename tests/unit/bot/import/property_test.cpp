// No bytes may crash an import, and what comes out loads.
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bot/import/surveyjs.h"
#include "bot/import/xlsform.h"
#include "tests/unit/bot/import/imported.h"

namespace askwell::import::test {
namespace {

constexpr int kRounds = 400;

/// Flips bits, cuts, repeats or swaps pieces.
std::string damaged(std::string bytes, std::mt19937& random) {
    const auto below = [&random](std::size_t limit) {
        return std::uniform_int_distribution<std::size_t>{0, limit == 0 ? 0 : limit - 1}(random);
    };
    for (std::size_t times = 1 + below(4); times > 0 && !bytes.empty(); --times) {
        const std::size_t at = below(bytes.size());
        switch (below(4)) {
            case 0:
                bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << below(8)));
                break;
            case 1:
                bytes.resize(at);
                break;
            case 2:
                bytes.insert(at, bytes.substr(below(bytes.size()), below(40)));
                break;
            default:
                bytes.erase(at, below(20));
        }
    }
    return bytes;
}

/// Either a survey that loads or an error that helps.
void expect_sound(const Imported& imported) {
    lines_of(imported.notes);
    if (imported.survey.empty()) {
        ASSERT_FALSE(imported.notes.errors.empty());
        EXPECT_FALSE(imported.notes.errors.front().remedy.empty());
    } else {
        survey_of(imported);
    }
}

template <typename Import>
void damage_and_import(const std::string& bytes, const Import& import) {
    std::mt19937 random{20261121};
    for (int round = 0; round < kRounds; ++round) {
        const std::string tried = damaged(bytes, random);
        expect_sound(import(tried));
        if (testing::Test::HasFailure()) FAIL() << "in round " << round;
    }
}

TEST(ImportProperty, a_damaged_workbook_gives_a_survey_or_an_error) {
    damage_and_import(workbook_of(sheets_of_csv(sample("clinic.csv"))),
                      [](const std::string& bytes) { return import_xlsx(bytes, {"", "form"}); });
}

TEST(ImportProperty, a_damaged_csv_gives_a_survey_or_an_error) {
    damage_and_import(sample("clinic.csv"), [](const std::string& bytes) {
        return import_csv({"form.csv", bytes}, std::nullopt, {"", "form"});
    });
}

TEST(ImportProperty, a_damaged_surveyjs_form_gives_a_survey_or_an_error) {
    damage_and_import(sample("delivery.surveyjs.json"),
                      [](const std::string& bytes) { return import_surveyjs(bytes, {"", "form"}); });
}

/// Damage to the XML inside the zip, which checksums would otherwise catch first.
TEST(ImportProperty, a_damaged_sheet_gives_a_survey_or_an_error) {
    const std::string sheet =
        "<worksheet><sheetData><row r=\"1\"><c t=\"inlineStr\"><is><t>type</t></is></c><c "
        "t=\"inlineStr\"><is><t>name</t></is></c>"
        "<c t=\"inlineStr\"><is><t>label</t></is></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c "
        "t=\"s\"><v>1</v></c>"
        "<c><v>45000.5</v></c></row></sheetData></worksheet>";
    damage_and_import(sheet, [](const std::string& xml) {
        return import_xlsx(
            workbook_around(xml, "<sst><si><t>text</t></si><si><r><t>na</t></r><r><t>me</t></r></si></sst>"),
            {"", "form"});
    });
}

/// Cells of any kind in the places where forms have types, expressions and parameters.
TEST(ImportProperty, any_cells_give_a_survey_or_an_error) {
    const std::vector<std::string> words{"text",
                                         "integer",
                                         "select_one abc",
                                         "select_multiple abc or_other",
                                         "range",
                                         "begin group",
                                         "end group",
                                         "note",
                                         "acknowledge",
                                         "q",
                                         "Q",
                                         "end",
                                         "1",
                                         "",
                                         "",
                                         "${q} = 'a'",
                                         "${Q} > 3",
                                         "not(",
                                         "${q}",
                                         "start=-5 end=5",
                                         "start=1e300 end=nan step=0",
                                         "yes",
                                         "满意${q}{",
                                         "\xE2\x80\x8B",
                                         std::string(300, 'x'),
                                         ". > 3 and . < 2",
                                         "\x01"};
    std::mt19937 random{7};
    for (int round = 0; round < kRounds; ++round) {
        Cells rows;
        for (int row = 0; row < 6; ++row) {
            std::vector<std::string> cells;
            for (int cell = 0; cell < 8; ++cell)
                cells.push_back(words[std::uniform_int_distribution<std::size_t>{
                    0, (cell == 0 ? 9 : words.size()) - 1}(random)]);
            rows.push_back(std::move(cells));
        }
        std::string csv = "type,name,label,relevant,constraint,parameters,required,hint\n";
        for (const auto& cells : rows) {
            for (const auto& cell : cells) csv += "\"" + cell + "\",";
            csv.back() = '\n';
        }
        expect_sound(import_csv({"form.csv", csv},
                                CsvFile{"choices.csv", "list_name,name,label\nabc,a,A\nabc,b,B\nabc,,\n"},
                                {"", "form"}));
        ASSERT_FALSE(testing::Test::HasFailure()) << csv;
    }
}

}  // namespace
}  // namespace askwell::import::test
