// XLSForm piece by piece: what a row becomes, and what is said about what it does not.
#include "bot/import/xlsform.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/bot/import/imported.h"

namespace askwell::import::test {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;

Json parsed(const std::string& json) {
    return Json::parse(json);
}

/// The question without its text.
Json shape_of(const Imported& imported, std::string_view id) {
    Json question = question_of(imported, id);
    if (question.is_object()) question.erase("text");
    return question;
}

TEST(ImportXlsform, types_become_types_of_ours) {
    struct Case {
        std::string type;
        std::string parameters;
        std::string becomes;  ///< the question without id and text; "null" when it is dropped
    };
    const std::string abc =
        R"("options":[{"code":"a","label":{"en":"Ah"}},{"code":"b","label":{"en":"Be"}},{"code":"c","label":{"en":"Ce"}})";
    const std::vector<Case> cases{
        {"text", "", R"({"type":"text"})"},
        {"String", "", R"({"type":"text"})"},
        {"integer", "", R"({"type":"number","whole":true})"},
        {"decimal", "", R"({"type":"number"})"},
        {"date", "", R"({"type":"date"})"},
        {"dateTime", "", R"({"type":"date","time":true})"},
        {"time", "", R"({"type":"text"})"},
        {"note", "", R"({"type":"info"})"},
        {"acknowledge", "", R"({"type":"yes_no"})"},
        {"video", "", R"({"type":"attachment"})"},
        {"select_one abc", "", R"({"type":"single",)" + abc + "]}"},
        {"select one from abc", "", R"({"type":"single",)" + abc + "]}"},
        {"select_multiple abc", "randomize=true seed=3",
         R"({"type":"multi",)" + abc + R"(],"randomise":true})"},
        {"select_multiple abc or_other", "",
         R"({"type":"multi",)" + abc + R"(,{"code":"other","label":{"en":"Other"},"other":true}]})"},
        {"select_one missing", "", "null"},
        {"range", "start=1 end=2",
         R"({"type":"rating","meaning":"csat","scale":{"points":[{"score":1,"label":{"en":"1"}},{"score":2,"label":{"en":"2"}}]}})"},
        {"range", "start=0;end=100;step=5", R"({"type":"number","minimum":0,"maximum":100,"whole":true})"},
        {"range", "start=0 end=1 step=0.5", R"({"type":"number","minimum":0,"maximum":1})"},
        {"range", "start=1 end=12", R"({"type":"number","minimum":1,"maximum":12,"whole":true})"},
        {"geopoint", "", "null"},
        {"rank abc", "", "null"},
        {"calculate", "", "null"},
        {"deviceid", "", "null"},
        {"no such type", "", "null"},
    };
    for (const Case& one : cases) {
        const Imported imported = import_rows({"parameters"}, {{one.type, "q", "Question?", one.parameters},
                                                               {"text", "last", "Anything else?"}});
        EXPECT_EQ(shape_of(imported, "q"), parsed(one.becomes)) << one.type << "\n"
                                                                << text_of(imported.notes);
        if (one.becomes == "null") {
            EXPECT_THAT(text_of(imported.notes), HasSubstr("dropped survey!A2: " + one.type)) << one.type;
        }
    }
}

TEST(ImportXlsform, relevant_becomes_ask_if_or_is_said_to_be_lost) {
    struct Case {
        std::string relevant;
        std::string ask_if;  ///< JSON, or "!…" what the note says
    };
    const std::vector<Case> cases{
        {"${one} = 'a'", R"({"question":"one","is":"a"})"},
        {"${one} != 'a'", R"({"not":{"question":"one","is":"a"}})"},
        {"${one} = 'a' or ${one} = 'b'",
         R"({"or":[{"question":"one","is":"a"},{"question":"one","is":"b"}]})"},
        {"${one} = ''", R"({"question":"one","given":false})"},
        {"${free} != ''", R"({"question":"free","given":true})"},
        {"selected(${many}, 'b')", R"({"question":"many","is":"b"})"},
        {"${many} = 'b'",
         R"({"and":[{"question":"many","is":"b"},{"not":{"question":"many","is":["a","c"]}}]})"},
        {"not(selected(${many}, 'b')) and ${n} >= 5",
         R"({"and":[{"not":{"question":"many","is":"b"}},{"question":"n","at_least":5}]})"},
        {"${n} < 5", R"({"question":"n","at_most":4})"},
        {"${n} > 4.5", R"({"question":"n","at_least":5})"},
        {"5 >= ${n}", R"({"question":"n","at_most":5})"},
        {"${n} = 7", R"({"question":"n","is":7})"},
        {"${d} < 2.5", R"({"and":[{"question":"d","given":true},{"not":{"question":"d","at_least":2.5}}]})"},
        {"${r} <= 3", R"({"question":"r","at_most":3})"},
        {"${r} = 3", R"({"question":"r","is":3})"},
        {"${ok} = 'OK'", R"({"question":"ok","is":true})"},
        {"true()", "null"},
        {"(${one}='a' and (${n}=1 and ${r}=2)) and ${ok}='OK'",
         R"({"and":[{"question":"one","is":"a"},{"question":"n","is":1},{"question":"r","is":2},{"question":"ok","is":true}]})"},
        {"${one} = 'z'", "!\"z\" is no choice"},
        {"${one} > 2", "!are no numbers"},
        {"${free} = 'x'", "!only whether there is one"},
        {"${r} = 9", "!no answer"},
        {"${r} = 2.5", "!no answer"},
        {"${n} = 'x'", "!no answer"},
        {"${later} = 'x'", "!asked later"},
        {"${q} = 'x'", "!asked later or now"},
        {"${gone} = 'x'", "!not asked here"},
        {"${info} = 'x'", "!asks nothing"},
        {"${ok} = 'maybe'", "!yes or no"},
        {"count(${one}) > 1", "!count"},
        {"today() > ${n}", "!no number"},
        {". = 'x'", "!not asked here"},
    };
    for (const Case& one : cases) {
        const Imported imported =
            import_rows({"relevant", "parameters"}, {{"select_one abc", "one", "One?"},
                                                     {"select_multiple abc", "many", "Many?"},
                                                     {"integer", "n", "N?"},
                                                     {"decimal", "d", "D?"},
                                                     {"range", "r", "R?", "", "start=1 end=5"},
                                                     {"acknowledge", "ok", "OK?"},
                                                     {"text", "free", "Free?"},
                                                     {"geopoint", "gone", "Where?"},
                                                     {"note", "info", "Hear this."},
                                                     {"text", "q", "Question?", one.relevant},
                                                     {"text", "later", "Later?"}});
        const Json question = question_of(imported, "q");
        if (one.ask_if.starts_with('!')) {
            EXPECT_FALSE(question.contains("ask_if")) << one.relevant;
            EXPECT_THAT(text_of(imported.notes),
                        HasSubstr("dropped survey!D11: the condition " + one.relevant))
                << one.relevant;
            EXPECT_THAT(text_of(imported.notes), HasSubstr(one.ask_if.substr(1))) << one.relevant;
        } else {
            EXPECT_EQ(question.value("ask_if", Json{}), parsed(one.ask_if)) << one.relevant << "\n"
                                                                            << text_of(imported.notes);
        }
    }
}

TEST(ImportXlsform, numbered_choices_can_be_compared_by_number) {
    const Imported imported = import_workbook({{"survey",
                                                {{"type", "name", "label", "relevant"},
                                                 {"select_one age", "age", "How old?"},
                                                 {"text", "q", "Why?", "${age} >= 2"}}},
                                               {"choices",
                                                {{"list_name", "name", "label"},
                                                 {"age", "1", "young"},
                                                 {"age", "2", "older"},
                                                 {"age", "3", "old"}}}});
    EXPECT_EQ(question_of(imported, "q").at("ask_if"), parsed(R"({"question":"age","is":["c_2","c_3"]})"));
    EXPECT_THAT(text_of(imported.notes), HasSubstr("\"1\" is now \"c_1\", \"2\" is now \"c_2\""));
}

TEST(ImportXlsform, groups_give_their_condition_and_a_short_label_to_each_question) {
    const Imported imported = import_rows(
        {"relevant"}, {{"text", "free", "Free?"},
                       {"begin group", "g", "Service", "${free} != ''"},
                       {"integer", "n", "N?"},
                       {"begin_repeat", "h", "A label that is much too long to group anything by"},
                       {"text", "q", "Q?", "${n} > 1"},
                       {"end_repeat", "", ""},
                       {"end group", "", ""},
                       {"text", "after", "After?"},
                       {"end group", "", ""}});
    EXPECT_EQ(question_of(imported, "n").at("dimension"), "Service");
    EXPECT_EQ(question_of(imported, "n").at("ask_if"), parsed(R"({"question":"free","given":true})"));
    EXPECT_EQ(question_of(imported, "q").at("dimension"), "Service");
    EXPECT_EQ(question_of(imported, "q").at("ask_if"),
              parsed(R"({"and":[{"question":"free","given":true},{"question":"n","at_least":2}]})"));
    EXPECT_FALSE(question_of(imported, "after").contains("ask_if"));
    EXPECT_FALSE(question_of(imported, "after").contains("dimension"));
    const std::string notes = text_of(imported.notes);
    EXPECT_THAT(notes, HasSubstr("changed survey!C3: the group's label"));
    EXPECT_THAT(notes, HasSubstr("changed survey!A5: begin_repeat \"h\": a conversation repeats nothing"));
    EXPECT_THAT(notes, HasSubstr("dropped survey!C5: the group's label: it is too long"));
    EXPECT_THAT(notes, HasSubstr("dropped survey!A10: the end of a group: no group is open"));
}

TEST(ImportXlsform, a_condition_that_is_lost_leaves_the_others) {
    const Imported imported = import_rows({"relevant"}, {{"text", "free", "Free?"},
                                                         {"begin group", "g", "", "pulldata('x') = 1"},
                                                         {"text", "q", "Q?", "${free} != ''"},
                                                         {"text", "r", "R?"},
                                                         {"end group", "", ""}});
    EXPECT_EQ(question_of(imported, "q").at("ask_if"), parsed(R"({"question":"free","given":true})"));
    EXPECT_EQ(imported.notes.dropped.size(), 1U) << text_of(imported.notes);
}

TEST(ImportXlsform, forms_made_to_exhaust_memory_are_small_work) {
    std::string nested = "type,name,label,relevant\ntext,q,Q?\n";
    for (int i = 0; i < 30'000; ++i) nested += "begin_group,,Group,${q} != ''\n";
    const Imported deep = import_csv({"f.csv", nested + "text,last,Last?\n"}, std::nullopt, {"", "f"});
    EXPECT_TRUE(question_of(deep, "last").contains("ask_if"));
    std::string choices = "list_name,name,label\n";
    for (int i = 0; i < 100'000; ++i) choices += "l,n" + std::to_string(i) + ",L\n";
    std::string survey = "type,name,label\n";
    for (int i = 0; i < 50'000; ++i) survey += "select_one l,q,Q?\n";
    const Imported wide = import_csv({"f.csv", survey}, CsvFile{"c.csv", choices}, {"", "f"});
    EXPECT_THAT(text_of(wide.notes), HasSubstr("error : the form has 50000 questions"));
}

TEST(ImportXlsform, constraints_become_limits) {
    struct Case {
        std::string type;
        std::string constraint;
        std::string becomes;
        std::string note;  ///< "" for none
    };
    const std::vector<Case> cases{
        {"integer", ". >= 1 and . <= 10", R"({"type":"number","minimum":1,"maximum":10,"whole":true})", ""},
        {"integer", ". > 0 and . < 10", R"({"type":"number","minimum":1,"maximum":9,"whole":true})", ""},
        {"integer", "0 < .", R"({"type":"number","minimum":1,"whole":true})", ""},
        {"decimal", ". > 0.5", R"({"type":"number","minimum":0.5})", "changed survey!D2: the constraint"},
        {"decimal", ". <= 2.5 and . <= 2", R"({"type":"number","maximum":2})", ""},
        {"integer", ". > 5 and . < 5", R"({"type":"number","whole":true})", "dropped survey!D2"},
        {"integer", ". = 1 or . = 3", R"({"type":"number","whole":true})", "dropped survey!D2"},
        {"integer", ". < ${other}", R"({"type":"number","whole":true})", "two questions"},
        {"date", ". <= today()", R"({"type":"date","when":"past"})", ""},
        {"date", ". > today()", R"({"type":"date","when":"future"})", "changed survey!D2"},
        {"date", ". > '2020-01-01'", R"({"type":"date"})", "dropped survey!D2"},
        {"text", "regex(., '^[0-9]+$')", R"({"type":"text"})", "regex"},
    };
    for (const Case& one : cases) {
        const Imported imported = import_rows({"constraint"}, {{one.type, "q", "Question?", one.constraint}});
        EXPECT_EQ(shape_of(imported, "q"), parsed(one.becomes)) << one.constraint;
        const auto noted = imported.notes.dropped.size() + imported.notes.changed.size();
        // The language is guessed, and said to be.
        EXPECT_EQ(noted, one.note.empty() ? 1U : 2U) << one.constraint << "\n" << text_of(imported.notes);
        EXPECT_THAT(text_of(imported.notes), HasSubstr(one.note)) << one.constraint;
    }
}

TEST(ImportXlsform, choices_are_brought_to_what_a_message_can_offer) {
    Cells choices{{"list_name", "name", "label"}, {"one", "agree", "I agree"}};
    for (int i = 0; i < 31; ++i) choices.push_back({"many", "m" + std::to_string(i), "M"});
    const Imported imported = import_workbook({{"survey",
                                                {{"type", "name", "label", "relevant"},
                                                 {"select_one one", "agreed", "Agreed?"},
                                                 {"select_one many", "long", "Which?"},
                                                 {"text", "q", "Q?", "${agreed} = 'agree'"},
                                                 {"text", "r", "R?", "${long} = 'm1'"}}},
                                               {"choices", choices}});
    EXPECT_EQ(shape_of(imported, "agreed"), parsed(R"({"type":"yes_no"})"));
    EXPECT_EQ(shape_of(imported, "long"), parsed(R"({"type":"text"})"));
    EXPECT_EQ(question_of(imported, "q").at("ask_if"), parsed(R"({"question":"agreed","is":true})"));
    EXPECT_FALSE(question_of(imported, "r").contains("ask_if"));
    EXPECT_EQ(imported.notes.changed.size(), 3U) << text_of(imported.notes);
}

TEST(ImportXlsform, a_choice_other_asks_which_unless_a_question_does) {
    const Sheets sheets{
        {"survey",
         {{"type", "name", "label", "relevant"},
          {"select_one how", "how", "How?"},
          {"select_one how", "then", "And then?"},
          {"text", "which", "Which?", "selected(${then}, 'other')"}}},
        {"choices", {{"list_name", "name", "label"}, {"how", "phone", "Phone"}, {"how", "other", "Else"}}}};
    const Imported imported = import_workbook(sheets);
    EXPECT_TRUE(question_of(imported, "how").at("options").at(1).value("other", false));
    EXPECT_FALSE(question_of(imported, "then").at("options").at(1).value("other", false));
}

TEST(ImportXlsform, only_ten_questions_stay_scored) {
    Cells rows;
    for (int i = 0; i < 12; ++i)
        rows.push_back({"range", "r" + std::to_string(i), "R?", "", "start=1 end=5"});
    rows.push_back({"text", "q", "Q?", "${r11} <= 2"});
    const Imported imported = import_rows({"relevant", "parameters"}, rows);
    EXPECT_EQ(shape_of(imported, "r9").at("type"), "rating");
    EXPECT_EQ(shape_of(imported, "r11"), parsed(R"({"type":"number","minimum":1,"maximum":5,"whole":true})"));
    EXPECT_EQ(question_of(imported, "q").at("ask_if"), parsed(R"({"question":"r11","at_most":2})"));
}

TEST(ImportXlsform, languages_come_from_headers_and_settings) {
    const Imported imported = import_workbook(
        {{"survey",
          {{"type", "name", "label::English (en)", "label::中文 (zh)", "label::Gibberish", "hint::中文 (zh)"},
           {"text", "q", "How?", "怎么样？", "Blah?", "请写几句"},
           {"text", "r", "Why?"}}},
         {"settings", {{"form_title", "default_language", "version"}, {"评价", "中文 (zh)", "7"}}}});
    const Json survey = survey_of(imported);
    EXPECT_EQ(survey.at("languages"), parsed(R"(["zh-CN","en"])"));
    EXPECT_EQ(survey.at("title"), parsed(R"({"zh-CN":"评价","en":"评价"})"));
    EXPECT_EQ(survey.at("version"), "7");
    EXPECT_EQ(question_of(imported, "q").at("text"), parsed(R"({"zh-CN":"怎么样？\n请写几句","en":"How?"})"));
    EXPECT_EQ(question_of(imported, "r").at("text"), parsed(R"({"zh-CN":"Why?","en":"Why?"})"));
    const std::string notes = text_of(imported.notes);
    EXPECT_THAT(notes, HasSubstr("dropped survey!E1: the column \"label::Gibberish\""));
    EXPECT_THAT(notes, HasSubstr("changed survey!B3: texts that are missing in zh-CN"));
}

TEST(ImportXlsform, nothing_is_dropped_in_silence) {
    const Imported imported =
        import_workbook({{"survey",
                          {{"type", "name", "label", "default", "choice_filter", "calculation", "required",
                            "appearance", "media::audio", "my column", "disabled", "read_only", "parameters"},
                           {"text", "q", "Q ${nobody} <b>now</b>?", "x", "y=1", "1+1", "${q} = 'x'",
                            "multiline", "a.mp3", "m", "", "yes"},
                           {"text", "off", "Off?", "", "", "", "", "", "", "", "yes"},
                           {"", "typeless", "What?"},
                           {"text", "", "Nameless?"},
                           {"select_one abc", "s", "S?", "", "", "", "", "", "", "", "", "", "seed=5"},
                           {"begin group", "open", ""}}},
                         {"choices",
                          {{"list_name", "name", "label", "image"},
                           {"abc", "a", "A", "a.png"},
                           {"abc", "b", "B ${q}"},
                           {"", "x", "X"},
                           {"abc", "", "Y"},
                           {"spare", "z", "Z"}}},
                         {"settings", {{"form_id", "public_key"}, {"f", "abc"}}},
                         {"entities", {{"entity"}, {"e"}}}});
    const std::string notes = text_of(imported.notes);
    for (const char* const expected : {"dropped survey!D2: default: x",
                                       "dropped survey!E2: choice_filter: y=1",
                                       "dropped survey!F2: calculation: 1+1",
                                       "dropped survey!G2: required: ${q} = 'x'",
                                       "dropped survey!H1: the column \"appearance\" (1 filled)",
                                       "dropped survey!I1: the column \"media::audio\"",
                                       "dropped survey!J1: the column \"my column\"",
                                       "dropped survey!L1: the column \"read_only\"",
                                       "dropped survey!A3: text \"off\": it is disabled",
                                       "dropped survey!A4: a row without a type",
                                       "changed survey!B5: a question without a name",
                                       "dropped survey!M6: the parameter \"seed\"",
                                       "changed survey!A7: a group without its end",
                                       "dropped survey!B2: the value of \"nobody\"",
                                       "dropped survey!B6: the value of \"q\" in a text: titles, choices",
                                       "dropped choices!D1: the column \"image\"",
                                       "dropped choices!A4: a choice: it belongs to no list",
                                       "dropped choices!B5: a choice: it has no name",
                                       "dropped choices: the list \"spare\"",
                                       "dropped settings!B1: the column \"public_key\"",
                                       "dropped entities: the sheet",
                                       "added : invitation",
                                       "added : reminder",
                                       "added : thanks",
                                       "added : title",
                                       "added : version"}) {
        EXPECT_THAT(notes, HasSubstr(expected));
    }
    EXPECT_EQ(question_of(imported, "q").at("text").at("en"), "Q  now?");
}

TEST(ImportXlsform, csv_takes_its_choices_from_a_second_file) {
    const CsvFile survey{"s.csv", "type;name;label\nselect_one yn;q;Sure?\n"};
    const CsvFile choices{"c.csv", "list name,name,label\nyn,yes,Yes\nyn,no,No\n"};
    EXPECT_EQ(shape_of(import_csv(survey, choices, {"", "s"}), "q").at("options").size(), 2U);
    const Imported without = import_csv(survey, std::nullopt, {"", "s"});
    EXPECT_TRUE(without.survey.empty());
    EXPECT_THAT(text_of(without.notes),
                HasSubstr("dropped s.csv!A2: select_one yn \"q\": there are no choices \"yn\""));
}

TEST(ImportXlsform, forms_that_cannot_be_surveys_say_why) {
    struct Case {
        Sheets sheets;
        ImportOptions options;
        std::string says;
    };
    Cells many{{"type", "name", "label"}};
    for (int i = 0; i < 201; ++i) many.push_back({"text", "q" + std::to_string(i), "Q?"});
    const Cells one{{"type", "name", "label"}, {"text", "q", "Q?"}};
    const std::vector<Case> cases{
        {{{"questions", one}}, {"", "f"}, "no survey sheet"},
        {{{"survey", {{"name", "label"}, {"q", "Q?"}}}}, {"", "f"}, "column \"type\""},
        {{{"survey", {{"type", "name", "label"}, {"geopoint", "q", "Q?"}}}}, {"", "f"}, "no question"},
        {{{"survey", many}}, {"", "f"}, "201 questions"},
        {{{"survey", one}}, {"Not An Id", "f"}, "no id"},
    };
    for (const Case& each : cases) {
        const Imported imported = import_xlsx(workbook_of(each.sheets), each.options);
        EXPECT_TRUE(imported.survey.empty());
        ASSERT_EQ(imported.notes.errors.size(), 1U) << each.says;
        EXPECT_THAT(imported.notes.errors.front().what, HasSubstr(each.says));
        EXPECT_FALSE(imported.notes.errors.front().remedy.empty());
    }
}

TEST(ImportXlsform, ids_come_from_the_form_or_the_caller) {
    const auto id_of = [](const std::string& form_id, const ImportOptions& options) {
        Sheets sheets{{"survey", {{"type", "name", "label"}, {"text", "q", "Q?"}}}};
        if (!form_id.empty()) sheets.push_back({"settings", {{"form_id"}, {form_id}}});
        return survey_of(import_xlsx(workbook_of(sheets), options)).at("id").get<std::string>();
    };
    EXPECT_EQ(id_of("visit", {"", "file"}), "visit");
    EXPECT_EQ(id_of("Visit 2026", {"", "file"}), "visit_2026");
    EXPECT_EQ(id_of("visit", {"mine", "file"}), "mine");
    EXPECT_EQ(id_of("", {"", "就诊"}), "jiu_zhen");
    EXPECT_EQ(id_of("", {"", ""}), "s");
    EXPECT_EQ(id_of("", {"", "\xff.form"}), "form");
}

}  // namespace
}  // namespace askwell::import::test
