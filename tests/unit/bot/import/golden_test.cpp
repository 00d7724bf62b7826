// Whole forms: what they become, all that is said about it, and that customers can walk through.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bot/import/surveyjs.h"
#include "bot/import/xlsform.h"
#include "flows/survey_loader.h"
#include "tests/unit/bot/import/imported.h"
#include "tests/unit/flows/talk.h"

namespace askwell::import::test {
namespace {

/// A customer's way through an imported survey, beginning on the web chat.
class Walk {
  public:
    Walk(const Imported& imported, const std::string& language) : talk_(language) {
        const auto loaded = flows::load_survey("imported.json", imported.survey);
        talk_.catalog.add(loaded.survey);
        flows::StartRequested start;
        start.survey_id = loaded.survey->id;
        start.language = language;
        start.origin = flows::Origin::customer;
        talk_.happen(start);
        talk_.say(language == "en" ? "yes" : "好的");
    }

    /// The question that is open after this answer; "" at the end.
    std::string answer(const std::string& text) {
        talk_.say(text);
        return talk_.open_question();
    }
    std::string open() const { return talk_.open_question(); }
    std::string last_said() const { return talk_.all.back().text; }

  private:
    flows::test::Talk talk_;
};

Imported clinic() {
    return import_csv({"clinic.csv", sample("clinic.csv")}, std::nullopt, {"", "clinic"});
}

Imported delivery() {
    return import_surveyjs(sample("delivery.surveyjs.json"), {"", "delivery"});
}

TEST(ImportedClinic, becomes_the_survey_in_samples) {
    const Imported imported = clinic();
    survey_of(imported);
    EXPECT_EQ(imported.survey, sample("clinic.json"));
    EXPECT_EQ(text_of(imported.notes), sample("clinic.notes"));
}

TEST(ImportedClinic, is_the_same_as_a_workbook) {
    const Imported imported = import_xlsx(workbook_of(sheets_of_csv(sample("clinic.csv"))), {"", "clinic"});
    EXPECT_EQ(imported.survey, sample("clinic.json"));
}

TEST(ImportedClinic, can_be_walked_through_in_both_languages) {
    const Imported imported = clinic();
    Walk content{imported, "en"};
    EXPECT_EQ(content.open(), "visittype");
    EXPECT_EQ(content.answer("First visit"), "wait");
    EXPECT_EQ(content.answer("10"), "ease");
    EXPECT_EQ(content.answer("5"), "praise");
    EXPECT_EQ(content.answer("She listened to everything I had to say."), "again");
    Walk unhappy{imported, "zh-CN"};
    EXPECT_EQ(unhappy.answer("复诊"), "wait");
    EXPECT_EQ(unhappy.answer("45"), "why_long");
    EXPECT_EQ(unhappy.answer("预约太多"), "ease");
    EXPECT_EQ(unhappy.answer("2"), "complaint");
    EXPECT_THAT(unhappy.last_said(), testing::HasSubstr("您选了2分"));
    EXPECT_EQ(unhappy.answer("解释得太少，我什么都没有听懂。"), "again");
    EXPECT_EQ(unhappy.answer("不会"), "why_not");
}

TEST(ImportedDelivery, becomes_the_survey_in_samples) {
    const Imported imported = delivery();
    survey_of(imported);
    EXPECT_EQ(imported.survey, sample("delivery.json"));
    EXPECT_EQ(text_of(imported.notes), sample("delivery.notes"));
}

TEST(ImportedDelivery, can_be_walked_through) {
    const Imported imported = delivery();
    Walk late{imported, "en"};
    EXPECT_EQ(late.open(), "arrival");
    EXPECT_EQ(late.answer("Late"), "hours_late");
    EXPECT_EQ(late.answer("3"), "problems");
    EXPECT_EQ(late.answer("Damaged"), "damage");
    EXPECT_EQ(late.answer("The box was torn open at one side."), "crew_friendly");
    EXPECT_EQ(late.answer("1"), "crew_row_2");
    EXPECT_EQ(late.answer("3"), "rude");
    EXPECT_EQ(late.answer("He threw the parcel over the fence."), "packaging");
    Walk never{imported, "en"};
    EXPECT_EQ(never.answer("Not at all"), "recommend");
}

}  // namespace
}  // namespace askwell::import::test
