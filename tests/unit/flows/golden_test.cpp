// The surveys that ship, as a customer lives through them: every dialogue in golden/ is played on the engine
// and must read as it is written. ASKWELL_GOLDEN=write writes the files anew, so that a change of wording is
// reviewed as a difference of dialogues.
#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "flows/sms_segments.h"
#include "flows/survey_loader.h"
#include "tests/unit/flows/dialogue.h"

namespace askwell::flows::test {
namespace {

using testing::HasSubstr;
using testing::Not;

std::vector<std::filesystem::path> files() {
    std::vector<std::filesystem::path> found;
    for (const auto& entry :
         std::filesystem::directory_iterator{std::filesystem::path{ASKWELL_TEST_DATA} / "golden"}) {
        if (entry.path().extension() == ".txt") found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::string content(const std::filesystem::path& file) {
    std::ifstream stream{file};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

class Golden : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Golden, dialogue_reads_as_written) {
    const std::string written = content(GetParam());
    const Played played = play(parse_dialogue(written));
    const char* const mode = std::getenv("ASKWELL_GOLDEN");
    if (mode != nullptr && std::string_view{mode} == "write") std::ofstream{GetParam()} << played.text;
    EXPECT_EQ(content(GetParam()), played.text) << "set ASKWELL_GOLDEN=write to write the dialogue anew";
}

TEST_P(Golden, nothing_said_takes_more_than_two_SMS_or_shows_a_placeholder) {
    for (const std::string& text : play(parse_dialogue(content(GetParam()))).said) {
        EXPECT_LE(count_segments(text).count(), 2U) << text;
        EXPECT_THAT(text, Not(HasSubstr("{"))) << text;
        EXPECT_THAT(text, Not(HasSubstr("  "))) << text;
    }
}

INSTANTIATE_TEST_SUITE_P(Dialogues, Golden, testing::ValuesIn(files()), [](const auto& file) {
    std::string name = file.param.stem().string();
    std::replace_if(name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
    return name;
});

TEST(GoldenDialogues, cover_every_survey_that_ships_in_each_of_its_languages) {
    std::map<std::string, std::set<std::string>> spoken;
    std::map<std::string, int> dialogues;
    for (const auto& file : files()) {
        const Dialogue dialogue = parse_dialogue(content(file));
        spoken[dialogue.settings.at("survey")].insert(dialogue.settings.at("language"));
        ++dialogues[dialogue.settings.at("survey")];
    }
    for (const SurveyPtr& survey : shipped_catalog().all()) {
        for (const std::string& language : survey->languages) {
            EXPECT_TRUE(spoken[survey->id].contains(language)) << survey->id << " in " << language;
        }
        EXPECT_GE(dialogues[survey->id], 3) << survey->id << " needs an awkward customer, too";
    }
}

TEST(GoldenDialogues, say_which_line_is_none) {
    EXPECT_THROW(parse_dialogue("survey: csat\n\nhello\n"), std::runtime_error);
    EXPECT_THROW(parse_dialogue("surwey: csat\n"), std::runtime_error);
    try {
        parse_dialogue("survey: csat\n\n> hi\n? what\n");
        FAIL();
    } catch (const std::runtime_error& error) {
        EXPECT_THAT(error.what(), HasSubstr("line 4"));
    }
}

TEST(GoldenDialogues, join_lines_that_the_customer_typed_as_one_message) {
    const Dialogue dialogue = parse_dialogue("survey: csat\n\n> one\n> two\n\n> three\n");
    ASSERT_EQ(dialogue.moves.size(), 2U);
    EXPECT_EQ(dialogue.moves[0].text, "one\ntwo");
}

}  // namespace
}  // namespace askwell::flows::test
