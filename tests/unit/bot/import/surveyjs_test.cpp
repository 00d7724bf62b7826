// SurveyJS piece by piece: what an element becomes, and what is said about what it does not.
#include "bot/import/surveyjs.h"

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

Json shape_of(const Imported& imported, std::string_view id) {
    Json question = question_of(imported, id);
    if (question.is_object()) question.erase("text");
    return question;
}

TEST(ImportSurveyJs, types_become_types_of_ours) {
    struct Case {
        std::string element;  ///< without name and title
        std::string becomes;  ///< the question without id and text; "null" when it is dropped
    };
    const std::string ab = R"("options":[{"code":"a","label":{"en":"a"}},{"code":"b","label":{"en":"Be"}})";
    const std::string choices = R"("choices":["a",{"value":"b","text":"Be"}])";
    const auto scale = [](const std::vector<std::string>& labels) {
        Json points = Json::array();
        for (std::size_t i = 0; i < labels.size(); ++i)
            points.push_back({{"score", i + 1}, {"label", {{"en", labels[i]}}}});
        return Json{{"type", "rating"}, {"meaning", "csat"}, {"scale", {{"points", points}}}}.dump();
    };
    const std::vector<Case> cases{
        {R"("type":"text")", R"({"type":"text"})"},
        {R"("type":"text","inputType":"number","min":1,"max":"9.5")",
         R"({"type":"number","minimum":1,"maximum":9.5})"},
        {R"("type":"text","inputType":"number","step":1)", R"({"type":"number","whole":true})"},
        {R"("type":"text","inputType":"number","min":9,"max":1)", R"({"type":"number"})"},
        {R"("type":"text","inputType":"date")", R"({"type":"date"})"},
        {R"("type":"text","inputType":"datetime-local")", R"({"type":"date","time":true})"},
        {R"("type":"text","inputType":"email")", R"({"type":"email"})"},
        {R"("type":"text","inputType":"tel")", R"({"type":"phone"})"},
        {R"("type":"text","inputType":"color")", R"({"type":"text"})"},
        {R"("type":"text","validators":[{"type":"numeric","minValue":3}])",
         R"({"type":"number","minimum":3})"},
        {R"("type":"text","validators":[{"type":"email"}])", R"({"type":"email"})"},
        {R"("type":"comment","isRequired":true)", R"({"type":"text","key":true})"},
        {R"("type":"radiogroup",)" + choices, R"({"type":"single",)" + ab + "]}"},
        {R"("type":"dropdown","choicesOrder":"random",)" + choices,
         R"({"type":"single",)" + ab + R"(],"randomise":true})"},
        {R"("type":"checkbox","hasOther":true,"otherText":"Else",)" + choices,
         R"({"type":"multi",)" + ab + R"(,{"code":"other","label":{"en":"Else"},"other":true}]})"},
        {R"("type":"tagbox","showNoneItem":true,)" + choices,
         R"({"type":"multi",)" + ab + R"(,{"code":"none","label":{"en":"None"}}]})"},
        {R"("type":"imagepicker","multiSelect":true,)" + choices, R"({"type":"multi",)" + ab + "]}"},
        {R"("type":"dropdown","choicesByUrl":{"url":"x"})", R"({"type":"text"})"},
        {R"("type":"boolean")", R"({"type":"yes_no"})"},
        {R"("type":"rating")", scale({"1", "2", "3", "4", "5"})},
        {R"("type":"rating","rateMax":3,"minRateDescription":"bad","maxRateDescription":"good")",
         scale({"bad", "2", "good"})},
        {R"("type":"rating","rateCount":2)", scale({"1", "2"})},
        {R"("type":"rating","rateValues":[{"value":2,"text":"ok"},{"value":1,"text":"bad"}])",
         scale({"bad", "ok"})},
        {R"("type":"rating","rateValues":["a",{"value":"b","text":"Be"}])",
         R"({"type":"single",)" + ab + "]}"},
        {R"("type":"rating","rateMin":0,"rateMax":10,"minRateDescription":"no")",
         R"({"type":"nps","low_label":{"en":"no"}})"},
        {R"("type":"rating","rateMin":0,"rateMax":100)", R"({"type":"number","minimum":0,"maximum":100})"},
        {R"("type":"rating","rateMin":5,"rateMax":1)", R"({"type":"number","minimum":1,"maximum":5})"},
        {R"("type":"file")", R"({"type":"attachment"})"},
        {R"("type":"html","html":"<b>Hi</b>")", R"({"type":"info"})"},
        {R"("type":"html","html":"<br>")", "null"},
        {R"("type":"ranking","choices":["a","b"])", "null"},
        {R"("type":"expression","expression":"1")", "null"},
        {R"("type":"signaturepad")", "null"},
        {R"("type":"paneldynamic","templateElements":[{"type":"text","name":"x"}])", "null"},
        {R"("type":"matrix","columns":["a"],"rows":["r"])", "null"},
        {R"("type":"text","visible":false)", "null"},
        {R"("kind":"text")", "null"},
    };
    for (const Case& one : cases) {
        const Imported imported = import_elements(
            "{" + one.element + R"(,"name":"q","title":"Q?"},{"type":"text","name":"last","title":"L?"})");
        EXPECT_EQ(shape_of(imported, "q"), parsed(one.becomes)) << one.element << "\n"
                                                                << text_of(imported.notes);
        if (one.becomes == "null") {
            EXPECT_THAT(text_of(imported.notes), HasSubstr("dropped /elements/0")) << one.element;
        }
    }
}

TEST(ImportSurveyJs, visible_if_becomes_ask_if_or_is_said_to_be_lost) {
    struct Case {
        std::string visible_if;
        std::string ask_if;  ///< JSON, or "!…" what the note says
    };
    const std::vector<Case> cases{
        {"{one} = 'a'", R"({"question":"one","is":"a"})"},
        {"{one} anyof ['a', 'b']", R"({"question":"one","is":["a","b"]})"},
        {"{many} contains 'b'", R"({"question":"many","is":"b"})"},
        {"{many} notcontains 'b'", R"({"not":{"question":"many","is":"b"}})"},
        {"{many} allof ['a','b']", R"({"and":[{"question":"many","is":"a"},{"question":"many","is":"b"}]})"},
        {"{many} = ['a','b']",
         R"({"and":[{"question":"many","is":"a"},{"question":"many","is":"b"},{"not":{"question":"many","is":"c"}}]})"},
        {"{one} empty or {many} notempty",
         R"({"or":[{"question":"one","given":false},{"question":"many","given":true}]})"},
        {"{yes} = true", R"({"question":"yes","is":true})"},
        {"{yes} = 'oui'", R"({"question":"yes","is":true})"},
        {"!{yes}", R"({"not":{"question":"yes","is":true}})"},
        {"{score} > 8 && {score} < 10",
         R"({"and":[{"question":"score","at_least":9},{"question":"score","at_most":9}]})"},
        {"{score} anyof [1, 2]", R"({"question":"score","is":[1,2]})"},
        {"{table.first row} >= 2", R"({"question":"table_first_row","at_least":2})"},
        {"{mail} notempty", R"({"question":"mail","given":true})"},
        {"{mail} contains 'x'", "!only whether"},
        {"{one} allof ['a','b']", "!one answer only"},
        {"{one} = []", "!empty list"},
        {"{later} = 'x'", "!asked later"},
        {"{table} = 2", "!not asked here"},
        {"{score} anyof [11]", "!no answer"},
        {"{one} = ", "!ends too early"},
    };
    for (const Case& one : cases) {
        const Imported imported = import_elements(
            R"({"type":"radiogroup","name":"one","title":"O?","choices":["a","b","c"]},
               {"type":"checkbox","name":"many","title":"M?","choices":["a","b","c"]},
               {"type":"boolean","name":"yes","title":"Y?","valueTrue":"oui","valueFalse":"non"},
               {"type":"rating","name":"score","title":"S?","rateMin":0,"rateMax":10},
               {"type":"matrix","name":"table","title":"T","columns":[1,2,3],"rows":["first row","second"]},
               {"type":"text","inputType":"email","name":"mail","title":"E?"},
               {"type":"text","name":"q","title":"Q?","visibleIf":)" +
            Json(one.visible_if).dump() + R"(},
               {"type":"text","name":"later","title":"L?"})");
        const Json question = question_of(imported, "q");
        if (one.ask_if.starts_with('!')) {
            EXPECT_FALSE(question.contains("ask_if")) << one.visible_if;
            EXPECT_THAT(text_of(imported.notes), HasSubstr("dropped /elements/6/visibleIf: the condition"))
                << one.visible_if;
            EXPECT_THAT(text_of(imported.notes), HasSubstr(one.ask_if.substr(1))) << one.visible_if;
        } else {
            EXPECT_EQ(question.value("ask_if", Json{}), parsed(one.ask_if)) << one.visible_if << "\n"
                                                                            << text_of(imported.notes);
        }
    }
}

TEST(ImportSurveyJs, a_matrix_becomes_a_question_for_each_row) {
    const Imported imported = import_elements(
        R"({"type":"matrix","name":"m","title":"We were","isAllRowRequired":true,"columns":[{"value":1,"text":"no"},{"value":2,"text":"yes"}],"rows":["kind",{"value":"Quick!","text":"quick"}]},
           {"type":"matrix","name":"w","title":"When","columns":["Mon","Tue"],"rows":["a"]})");
    EXPECT_EQ(question_of(imported, "m_kind"),
              parsed(R"({"type":"rating","text":{"en":"We were: kind"},"key":true,"meaning":"csat",
                         "scale":{"points":[{"score":1,"label":{"en":"no"}},{"score":2,"label":{"en":"yes"}}]}})"));
    EXPECT_EQ(question_of(imported, "m_quick").at("text").at("en"), "We were: quick");
    EXPECT_EQ(
        shape_of(imported, "w_a"),
        parsed(
            R"({"type":"single","options":[{"code":"mon","label":{"en":"Mon"}},{"code":"tue","label":{"en":"Tue"}}]})"));
    EXPECT_THAT(text_of(imported.notes), HasSubstr("\"m.Quick!\" is now \"m_quick\""));
}

TEST(ImportSurveyJs, texts_come_in_all_languages_that_occur) {
    const Imported imported = import_surveyjs(
        R"({"title":{"default":"评价","en":"Feedback","xx-nonsense-language":"?"},"description":"关于服务。",
            "elements":[{"type":"text","name":"q","title":{"default":"怎么样？","en":"How?"},"description":{"en":"Be brief."}}]})",
        {"", "f"});
    const Json survey = survey_of(imported);
    EXPECT_EQ(survey.at("languages"), parsed(R"(["zh-CN","en"])"));
    EXPECT_EQ(survey.at("title"), parsed(R"({"zh-CN":"评价","en":"Feedback"})"));
    EXPECT_EQ(survey.at("invitation").at("zh-CN"), "关于服务。\n现在开始吗？");
    EXPECT_EQ(question_of(imported, "q").at("text"),
              parsed(R"({"zh-CN":"怎么样？","en":"How?\nBe brief."})"));
    EXPECT_THAT(text_of(imported.notes), HasSubstr("dropped /title/xx-nonsense-language"));
}

TEST(ImportSurveyJs, nothing_is_dropped_in_silence) {
    const Imported imported = import_surveyjs(
        R"({"title":"T","locale":"en","triggers":[],"width":"1px",
            "completedHtmlOnCondition":[{"expression":"{nobody} = 1","html":"Bye"}],
            "pages":[{"name":"p","title":"A title of a page that is too long for a name","navigation":1,"elements":[
              {"type":"text","title":"Nameless?","placeholder":"x","defaultValue":1,"validators":[{"type":"regex","regex":"x"}]},
              {"type":"panel","name":"n","visible":false,"elements":[{"type":"text","name":"inner"}]},
              {"type":"checkbox","name":"c","title":"C {q}?","choices":["a","b",{"text":"no value"},{"value":"d","visibleIf":"x"}],"choicesOrder":"asc"}]}]})",
        {"", "f"});
    const std::string notes = text_of(imported.notes);
    for (const char* const expected :
         {"dropped : the settings triggers, width",
          "dropped /completedHtmlOnCondition/0/expression: the condition {nobody} = 1",
          "dropped /pages/0: the settings navigation", "dropped /pages/0/title: the title: it is too long",
          "changed /pages/0/elements/0: a question without a name",
          "dropped /pages/0/elements/0: the settings defaultValue, placeholder",
          "dropped /pages/0/elements/0/validators/0: the validator \"regex\"",
          "dropped /pages/0/elements/1: \"n\": it is not visible",
          "dropped /pages/0/elements/2: the value of \"q\"",
          "dropped /pages/0/elements/2/choices/2: an entry without a value",
          "dropped /pages/0/elements/2/choices/3: the settings visibleIf",
          "changed /pages/0/elements/2: choicesOrder asc"}) {
        EXPECT_THAT(notes, HasSubstr(expected));
    }
}

TEST(ImportSurveyJs, labelled_scores_over_ten_become_choices) {
    std::string elements;
    for (int i = 0; i < 11; ++i)
        elements += R"({"type":"rating","name":"r)" + std::to_string(i) +
                    R"(","title":"R?","rateMax":3,"minRateDescription":"bad"},)";
    const Imported imported =
        import_elements(elements + R"({"type":"text","name":"q","title":"Q?","visibleIf":"{r10} <= 2"})");
    EXPECT_EQ(shape_of(imported, "r10").at("type"), "single");
    EXPECT_EQ(shape_of(imported, "r10").at("options").at(0),
              parsed(R"({"code":"c_1","label":{"en":"bad"}})"));
    EXPECT_EQ(question_of(imported, "q").at("ask_if"), parsed(R"({"question":"r10","is":["c_1","c_2"]})"));
}

TEST(ImportSurveyJs, what_is_no_form_is_refused_with_its_place) {
    struct Case {
        std::string bytes;
        std::string where;
        std::string says;
    };
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += R"({"elements":[)";
    const std::vector<Case> cases{
        {"", "1:1", "not the JSON"},
        {"{\n  \"pages\": [,]}", "2:13", "not the JSON"},
        {"[]", "", "no form"},
        {R"({"questions_": []})", "", "no form"},
        {R"({"pages": 5})", "", "no question"},
        {R"({"pages": [1, null, {"elements": [2, {}, []]}]})", "", "no question"},
        {"{\"pages\": \"\xff\"}", "1:12", "not the JSON"},
        {deep, "1:", "not the JSON"},
        {std::string(std::size_t{17} << 20U, ' '), "", "too large"},
    };
    for (const Case& one : cases) {
        const Imported imported = import_surveyjs(one.bytes, {"", "f"});
        EXPECT_TRUE(imported.survey.empty());
        ASSERT_EQ(imported.notes.errors.size(), 1U) << one.bytes.substr(0, 50);
        EXPECT_THAT(imported.notes.errors.front().what, HasSubstr(one.says)) << one.bytes.substr(0, 50);
        EXPECT_TRUE(imported.notes.errors.front().where.starts_with(one.where))
            << imported.notes.errors.front().where;
    }
}

}  // namespace
}  // namespace askwell::import::test
