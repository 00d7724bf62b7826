#include "flows/survey_loader.h"

#include <algorithm>
#include <fstream>
#include <functional>
#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "flows/duration.h"
#include "flows/reading.h"

namespace askwell::flows {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::SizeIs;

json minimal() {
    return json::parse(R"({
        "id": "mini", "version": "1", "languages": ["en"],
        "title": {"en": "Mini"}, "invitation": {"en": "May we ask?"}, "thanks": {"en": "Thanks."},
        "reminder": {"text": {"en": "Still open:"}},
        "questions": [
            {"id": "q1", "type": "rating", "text": {"en": "How was it?"},
             "scale": {"points": [{"score": 1, "label": {"en": "bad"}}, {"score": 2, "label": {"en": "good"}}]},
             "follow_up": {"at_most": 1, "text": {"en": "Why?"}}},
            {"id": "q2", "type": "single", "text": {"en": "Which?"},
             "options": [{"code": "a", "label": {"en": "A"}}, {"code": "b", "label": {"en": "B"}}]}
        ]})");
}

LoadedSurvey load(const json& document) {
    return load_survey("mini.json", document.dump(2));
}

TEST(SurveyLoader, loads_the_shipped_survey_as_the_instrument_says) {
    const SurveyPtr survey = shipped_catalog().current("service-process");
    ASSERT_NE(survey, nullptr);
    ASSERT_THAT(survey->questions, SizeIs(7));
    EXPECT_EQ(std::count_if(survey->questions.begin(), survey->questions.end(),
                            [](const Question& q) { return q.scored(); }),
              6);
    for (std::size_t i = 1; i < 7; ++i) {
        EXPECT_THAT(survey->questions[i].scale.points, SizeIs(5));
        ASSERT_THAT(survey->questions[i].follow_ups, SizeIs(1));
        EXPECT_EQ(survey->questions[i].follow_ups.front().at_most, 3);
    }
    EXPECT_EQ(survey->reminder_after, 3 * kDay);
    EXPECT_EQ(survey->expires_after, 15 * kDay);
    EXPECT_TRUE(survey->questions[0].options.back().other);
}

TEST(SurveyLoader, ranges_of_minutes_meet_without_gaps) {
    const SurveyPtr survey = shipped_catalog().current("service-process");
    const auto score_of = [&](double minutes) {
        int found = 0;
        for (const ScalePoint& point : survey->questions[1].scale.points) {
            if ((!point.over || minutes > *point.over) && (!point.up_to || minutes <= *point.up_to)) {
                EXPECT_EQ(found, 0) << minutes << " has two scores";
                found = point.score;
            }
        }
        return found;
    };
    for (const auto& [minutes, score] : std::map<double, int>{{0, 5},
                                                              {2.9, 5},
                                                              {3, 4},
                                                              {5, 4},
                                                              {5.5, 3},
                                                              {6, 3},
                                                              {15, 3},
                                                              {15.5, 2},
                                                              {16, 2},
                                                              {30, 2},
                                                              {30.1, 1},
                                                              {600, 1}}) {
        EXPECT_EQ(score_of(minutes), score) << minutes;
    }
}

TEST(SurveyLoader, warns_of_nothing_in_what_ships) {
    EXPECT_TRUE(load(minimal()).survey);
    EXPECT_THAT(load(minimal()).diagnostics, SizeIs(0));
}

TEST(SurveyLoader, the_same_version_is_always_the_same_survey) {
    json other = minimal();
    other["title"]["en"] = "Mini 2";
    EXPECT_EQ(load(minimal()).survey->version, load(minimal()).survey->version);
    EXPECT_NE(load(minimal()).survey->version, load(other).survey->version);
}

struct Mistake {
    const char* name;
    std::function<void(json&)> make;
    const char* pointer;
    const char* message;
};

class SurveyMistakes : public testing::TestWithParam<Mistake> {};

TEST_P(SurveyMistakes, are_reported_at_their_place_with_a_remedy) {
    json document = minimal();
    GetParam().make(document);
    const LoadedSurvey loaded = load(document);
    EXPECT_EQ(loaded.survey, nullptr);
    const auto found =
        std::find_if(loaded.diagnostics.begin(), loaded.diagnostics.end(), [](const Diagnostic& each) {
            return each.pointer == GetParam().pointer &&
                   each.message.find(GetParam().message) != std::string::npos;
        });
    ASSERT_NE(found, loaded.diagnostics.end()) << [&] {
        std::string all;
        for (const Diagnostic& each : loaded.diagnostics) all += to_string(each) + "\n";
        return all;
    }();
    EXPECT_GT(found->line, 0);
    EXPECT_GT(found->column, 0);
    EXPECT_FALSE(found->remedy.empty());
    EXPECT_THAT(to_string(*found), HasSubstr("mini.json:"));
}

/// The second question, `a` or `b`, with a field more.
std::function<void(json&)> with(const char* field, json value) {
    return [field, value](json& survey) { survey["questions"][1][field] = value; };
}

/// A third question of `type` with fields of its own.
std::function<void(json&)> third(const char* type, json fields) {
    return [type, fields](json& survey) {
        json question = {{"id", "q3"}, {"type", type}, {"text", {{"en", "And?"}}}};
        question.update(fields);
        survey["questions"].push_back(question);
    };
}

json about(const char* question, const char* how, json value) {
    return {{"question", question}, {how, value}};
}

INSTANTIATE_TEST_SUITE_P(
    Branches, SurveyMistakes,
    testing::Values(
        Mistake{"condition_on_a_later_question", with("ask_if", about("q2", "is", "a")),
                "/questions/1/ask_if/question", "no earlier question"},
        Mistake{"condition_on_nothing", with("ask_if", json::object()), "/questions/1/ask_if",
                "about one thing"},
        Mistake{"condition_on_two_things", with("ask_if", {{"question", "q1"}, {"field", "x"}, {"is", 1}}),
                "/questions/1/ask_if", "about one thing"},
        Mistake{"condition_that_compares_with_nothing", with("ask_if", {{"question", "q1"}}),
                "/questions/1/ask_if/", "compares with nothing"},
        Mistake{"score_that_nobody_can_give", with("ask_if", about("q1", "is", 3)), "/questions/1/ask_if/is",
                "no answer that could be given"},
        Mistake{"code_that_does_not_exist", third("text", {{"ask_if", about("q2", "is", "c")}}),
                "/questions/2/ask_if/is", "no answer that could be given"},
        Mistake{"one_wrong_code_of_several", third("text", {{"ask_if", about("q2", "is", {"a", "c"})}}),
                "/questions/2/ask_if/is/1", "no answer that could be given"},
        Mistake{"choice_compared_by_size", third("text", {{"ask_if", about("q2", "at_least", 2)}}),
                "/questions/2/ask_if/at_least", "no number to compare"},
        Mistake{"empty_range", with("ask_if", {{"question", "q1"}, {"at_least", 2}, {"at_most", 1}}),
                "/questions/1/ask_if/at_least", "nothing is at least"},
        Mistake{"mistake_deep_in_a_tree",
                with("ask_if", {{"and", {{{"or", {{{"not", about("q7", "given", true)}}}}}}}}),
                "/questions/1/ask_if/and/0/or/0/not/question", "no earlier question"},
        Mistake{"empty_and", with("ask_if", {{"and", json::array()}}), "/questions/1/ask_if/and", "empty"},
        Mistake{"undeclared_field", with("ask_if", {{"field", "plan"}, {"is", "gold"}}),
                "/questions/1/ask_if/field", "no field \"plan\""},
        Mistake{"goto_nowhere", with("goto", "q9"), "/questions/1/goto", "no question \"q9\""},
        Mistake{"goto_back", with("goto", "q1"), "/questions/1/goto", "does not come later"},
        Mistake{"goto_itself", with("goto", "q2"), "/questions/1/goto", "does not come later"},
        Mistake{"goto_list_without_a_condition", with("goto", json::array({{{"to", "end"}}})),
                "/questions/1/goto/0", "\"if\" is missing"},
        Mistake{"unreachable",
                [](json& s) {
                    third("text", json::object())(s);
                    s["questions"][0]["goto"] = "q3";
                },
                "/questions/1", "nothing leads to"},
        Mistake{"question_called_end", [](json& s) { s["questions"][1]["id"] = "end"; }, "/questions/1/id",
                "end of the survey"}),
    [](const auto& info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Types, SurveyMistakes,
    testing::Values(
        Mistake{"eleven_on_a_scale_of_ten",
                third("nps", {{"follow_up", {{"at_most", 11}, {"text", {{"en", "Why?"}}}}}}),
                "/questions/2/follow_up/at_most", "not a score"},
        Mistake{"follow_up_of_no_score",
                [](json& s) {
                    s["questions"][0]["follow_up"] = {
                        {"at_least", 2}, {"at_most", 1}, {"text", {{"en", "?"}}}};
                },
                "/questions/0/follow_up/at_least", "is above"},
        Mistake{"number_upside_down", third("number", {{"minimum", 5}, {"maximum", 1}}),
                "/questions/2/minimum", "above"},
        Mistake{"unknown_best", [](json& s) { s["questions"][0]["best"] = "middle"; }, "/questions/0/best",
                "not a known best"},
        Mistake{"unknown_when", third("date", {{"when", "sometimes"}}), "/questions/2/when",
                "not a known when"},
        Mistake{"scale_on_an_info", third("info", {{"scale", json::object()}}), "/questions/2/scale",
                "unknown field"},
        Mistake{"key_info", third("info", {{"key", true}}), "/questions/2/key", "unknown field"},
        Mistake{"probe_after_nothing",
                third("text", {{"probes", json::array({{{"after", "long"}, {"text", {{"en", "?"}}}}})}}),
                "/questions/2/probes/0/after", "not a known after"},
        Mistake{"no_probes", third("text", {{"probes", json::array()}}), "/questions/2/probes", "1 to 6"},
        Mistake{"which_of_a_plain_option",
                [](json& s) { s["questions"][1]["options"][0]["other_prompt"] = {{"en", "Which?"}}; },
                "/questions/1/options/0/other_prompt", "does not ask which"},
        Mistake{"other_words_of_a_plain_option",
                [](json& s) { s["questions"][1]["options"][0]["other_words"] = {{"en", {"email"}}}; },
                "/questions/1/options/0/other_words", "does not ask which"},
        Mistake{"synonyms_for_perhaps",
                third("yes_no", {{"synonyms", {{"perhaps", {{"en", {"could be"}}}}}}}),
                "/questions/2/synonyms/perhaps", "unknown field"},
        Mistake{"synonyms_of_yes_without_language", third("yes_no", {{"synonyms", {{"yes", {"done"}}}}}),
                "/questions/2/synonyms/yes", "lists of words"},
        Mistake{"cue_that_is_a_label_of_another",
                [](json& s) { s["questions"][1]["options"][0]["cues"] = {{"en", {"leak", "b"}}}; },
                "/questions/1/options/0/cues/en/1", "gives away another choice"},
        Mistake{"cue_of_yes_and_no",
                third("yes_no", {{"cues", {{"yes", {{"en", {"Leaks"}}}}, {"no", {{"en", {"leaks"}}}}}}}),
                "/questions/2/cues/no/en/0", "gives away another choice"},
        Mistake{"cue_of_a_sentence",
                third("yes_no", {{"cues", {{"yes", {{"en", {std::string(121, 'x')}}}}}}}),
                "/questions/2/cues/yes/en/0", "at most 120 characters"},
        Mistake{"cues_without_end",
                third("yes_no", {{"cues", {{"yes", {{"en", std::vector<std::string>(201, "x")}}}}}}),
                "/questions/2/cues/yes/en", "at most 200 cues"},
        Mistake{"cue_of_two_scores",
                third("rating", {{"scale",
                                  {{"points",
                                    {{{"score", 1}, {"label", "no"}, {"cues", {{"en", {"leaks"}}}}},
                                     {{"score", 2}, {"label", "yes"}, {"cues", {{"en", {"Leaks"}}}}}}}}}}),
                "/questions/2/scale/points/1/cues/en/0", "gives away another choice"},
        Mistake{"cues_for_perhaps", third("yes_no", {{"cues", {{"perhaps", {{"en", {"could be"}}}}}}}),
                "/questions/2/cues/perhaps", "unknown field"},
        Mistake{"cues_on_a_text", third("text", {{"cues", {{"en", {"leak"}}}}}), "/questions/2/cues",
                "unknown field"}),
    [](const auto& info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Whole, SurveyMistakes,
    testing::Values(
        Mistake{"unknown_placeholder", [](json& s) { s["thanks"]["en"] = "Bye, {name}."; }, "/thanks/en",
                "neither a field nor an earlier question"},
        Mistake{"placeholder_of_a_later_question",
                [](json& s) { s["questions"][0]["text"]["en"] = "Not {q2}?"; }, "/questions/0/text/en",
                "neither a field nor an earlier question"},
        Mistake{"field_with_a_blank", [](json& s) { s["fields"] = {"order no"}; }, "/fields/0",
                "no name of a field"},
        Mistake{"period_backwards",
                [](json& s) {
                    s["period"] = {{"from", "2026-11-15T00:00:00+08:00"},
                                   {"until", "2026-11-01T00:00:00+08:00"}};
                },
                "/period/until", "ends before it begins"},
        Mistake{"date_without_an_offset", [](json& s) { s["period"] = {{"from", "2026-11-15"}}; },
                "/period/from", "not a date and time"},
        Mistake{"day_that_does_not_exist", [](json& s) { s["period"] = {{"from", "2026-02-30T00:00:00Z"}}; },
                "/period/from", "not a date and time"},
        Mistake{"unknown_class", [](json& s) { s["ledger"] = json::array({{{"class", "dire"}}}); },
                "/ledger/0/class", "not a known class"},
        Mistake{"rule_that_sorts_nothing", [](json& s) { s["ledger"] = json::array({json::object()}); },
                "/ledger/0/", "sorts nothing"},
        Mistake{"thanks_without_a_condition",
                [](json& s) { s["thanks_if"] = json::array({{{"text", {{"en", "Bye."}}}}}); }, "/thanks_if/0",
                "\"if\" is missing"},
        Mistake{"keywords_of_a_foreign_language", [](json& s) { s["keywords"] = {{"fr", {"avis"}}}; },
                "/keywords/fr", "lists of words"}),
    [](const auto& info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Cases, SurveyMistakes,
    testing::Values(
        Mistake{"unknown_field", [](json& s) { s["titel"] = 1; }, "/titel", "unknown field"},
        Mistake{"no_id", [](json& s) { s.erase("id"); }, "", "\"id\" is missing"},
        Mistake{"bad_id", [](json& s) { s["id"] = "Über"; }, "/id", "not a valid id"},
        Mistake{"no_languages", [](json& s) { s["languages"] = json::array(); }, "/languages",
                "at least one language"},
        Mistake{"missing_translation", [](json& s) { s["languages"] = {"en", "zh-CN"}; }, "/title",
                "translation into \"zh-CN\""},
        Mistake{"unlisted_language", [](json& s) { s["title"]["fr"] = "Petit"; }, "/title/fr",
                "not among the survey's languages"},
        Mistake{"empty_text", [](json& s) { s["thanks"]["en"] = "  "; }, "/thanks/en", "empty"},
        Mistake{"no_questions", [](json& s) { s["questions"] = json::array(); }, "/questions",
                "between 1 and 200"},
        Mistake{"unknown_type", [](json& s) { s["questions"][0]["type"] = "stars"; }, "/questions/0/type",
                "not a known type"},
        Mistake{"same_id_twice", [](json& s) { s["questions"][1]["id"] = "q1"; }, "/questions/1/id",
                "used twice"},
        Mistake{"same_code_twice", [](json& s) { s["questions"][1]["options"][1]["code"] = "a"; },
                "/questions/1/options/1/code", "used twice"},
        Mistake{"scale_on_a_choice", [](json& s) { s["questions"][1]["scale"] = json::object(); },
                "/questions/1/scale", "unknown field"},
        Mistake{"no_scale", [](json& s) { s["questions"][0].erase("scale"); }, "/questions/0",
                "\"scale\" is missing"},
        Mistake{"one_score", [](json& s) { s["questions"][0]["scale"]["points"].erase(1); },
                "/questions/0/scale/points", "2 to 11"},
        Mistake{"gap_in_scores", [](json& s) { s["questions"][0]["scale"]["points"][1]["score"] = 5; },
                "/questions/0/scale/points", "not consecutive"},
        Mistake{"score_is_a_text", [](json& s) { s["questions"][0]["scale"]["points"][0]["score"] = "1"; },
                "/questions/0/scale/points/0/score", "not a number"},
        Mistake{"follow_up_beyond_scale", [](json& s) { s["questions"][0]["follow_up"]["at_most"] = 9; },
                "/questions/0/follow_up/at_most", "not a score"},
        Mistake{"range_without_unit", [](json& s) { s["questions"][0]["scale"]["points"][0]["over"] = 3; },
                "/questions/0/scale/points/0/score", "needs a unit"},
        Mistake{"one_option", [](json& s) { s["questions"][1]["options"].erase(1); }, "/questions/1/options",
                "2 to 30"},
        Mistake{"bad_duration", [](json& s) { s["reminder"]["after"] = "soon"; }, "/reminder/after",
                "not a duration"},
        Mistake{"question_is_a_number", [](json& s) { s["questions"][0] = 5; }, "/questions/0",
                "object is expected"},
        Mistake{"eleven_scored",
                [](json& s) {
                    for (int i = 0; i < 10; ++i) {
                        json more = s["questions"][0];
                        more["id"] = "more" + std::to_string(i);
                        s["questions"].push_back(more);
                    }
                },
                "/questions", "11 scored questions"}),
    [](const auto& info) { return info.param.name; });

TEST(SurveyLoader, reports_every_mistake_at_once) {
    json document = minimal();
    document["id"] = "";
    document["questions"][0]["type"] = "stars";
    document["questions"][1].erase("options");
    EXPECT_GE(load(document).diagnostics.size(), 3U);
}

TEST(SurveyLoader, says_did_you_mean) {
    json document = minimal();
    document["invitaton"] = document["invitation"];
    const auto diagnostics = load(document).diagnostics;
    EXPECT_THAT(to_string(diagnostics.front()), HasSubstr("did you mean \"invitation\"?"));
}

TEST(SurveyLoader, warns_of_leading_questions_links_and_long_texts) {
    json document = minimal();
    document["questions"][0]["text"]["en"] = "Don't you agree that we were fast?";
    document["thanks"]["en"] = "See https://example.com " + std::string(400, 'x');
    const LoadedSurvey loaded = load(document);
    EXPECT_NE(loaded.survey, nullptr) << "warnings do not stop a survey";
    EXPECT_THAT(loaded.diagnostics, SizeIs(3));
    EXPECT_FALSE(has_errors(loaded.diagnostics));
}

TEST(SurveyLoader, warns_of_words_that_name_two_choices_and_of_values_that_may_be_missing) {
    json document = minimal();
    document["fields"] = {"order_no"};
    document["thanks"]["en"] = "Thanks for {order_no}.";
    document["questions"][1]["options"][1]["synonyms"] = {{"en", {"A"}}};
    const LoadedSurvey loaded = load(document);
    ASSERT_NE(loaded.survey, nullptr);
    ASSERT_THAT(loaded.diagnostics, SizeIs(2));
    EXPECT_EQ(loaded.diagnostics[0].pointer, "/thanks/en");
    EXPECT_EQ(loaded.diagnostics[1].pointer, "/questions/1/options/1");
}

TEST(SurveyLoader, takes_a_synonym_of_two_options_for_one_that_leaves_open_which) {
    json document = minimal();
    for (json& option : document["questions"][1]["options"]) option["synonyms"] = {{"en", {"either way"}}};
    const LoadedSurvey loaded = load(document);
    ASSERT_NE(loaded.survey, nullptr);
    EXPECT_TRUE(loaded.diagnostics.empty());
    const Question& question = loaded.survey->questions[1];
    EXPECT_EQ(read_answer(question, "either way", {}).kind, ReadingKind::unclear);
    EXPECT_EQ(read_answer(question, "A, either way", {}).kind, ReadingKind::answer);
}

TEST(SurveyLoader, refuses_a_file_that_is_no_survey_by_its_size_alone) {
    const auto loaded = load_survey("big.json", std::string(10U << 20U, ' '));
    ASSERT_THAT(loaded.diagnostics, SizeIs(1));
    EXPECT_THAT(loaded.diagnostics[0].message, HasSubstr("10485760 bytes"));
}

TEST(SurveyLoader, reports_a_few_findings_of_a_file_full_of_questions) {
    json document = minimal();
    for (int i = 0; i < 20'000; ++i) document["questions"].push_back({{"id", "q1"}, {"type", "text"}});
    EXPECT_LT(load(document).diagnostics.size(), 1'000U);
}

TEST(SurveyLoader, keeps_texts_of_every_script_and_direction_as_they_are) {
    for (const char* const text :
         {"\u202Eتقييم الخدمة\u202C", "zero\u200Bwidth\u200D", "नमस्ते", "👩‍👩‍👧‍👦"}) {
        json document = minimal();
        document["questions"][0]["text"]["en"] = text;
        const LoadedSurvey loaded = load(document);
        ASSERT_NE(loaded.survey, nullptr) << text;
        EXPECT_EQ(loaded.survey->questions[0].text.in("en", "en"), text);
    }
}

TEST(SurveyLoader, names_the_place_of_broken_json) {
    const auto loaded = load_survey("broken.json", "{\n  \"id\": \"x\",\n  oops\n}");
    ASSERT_THAT(loaded.diagnostics, SizeIs(1));
    EXPECT_EQ(loaded.diagnostics[0].line, 3);
}

TEST(SurveyLoader, survives_any_mutilation_of_a_survey) {
    const std::string text = minimal().dump();
    for (std::size_t cut = 0; cut < text.size(); cut += 3) {
        load_survey("cut.json", text.substr(0, cut));
        std::string flipped = text;
        flipped[cut] = static_cast<char>(flipped[cut] ^ 0x15);
        load_survey("flipped.json", flipped);
    }
}

json everything() {
    std::ifstream file{ASKWELL_TEST_DATA "/everything.json"};
    return json::parse(file);
}

TEST(SurveyLoader, survives_every_value_replaced_by_every_kind) {
    const json document = everything();
    const json flat = document.flatten();
    for (const auto& item : flat.items()) {
        for (const json& value :
             {json(nullptr), json(1), json(-1e308), json(true), json(""), json::array(), json::object()}) {
            json changed = document;
            changed[json::json_pointer(item.key())] = value;
            load(changed);
        }
    }
}

TEST(Durations, are_a_number_and_a_unit) {
    EXPECT_EQ(parse_duration("500ms"), Duration{500});
    EXPECT_EQ(parse_duration("3d"), 3 * kDay);
    EXPECT_EQ(parse_duration("90m"), std::chrono::minutes{90});
    for (const char* wrong : {"", "3", "d", "3 d", "-3d", "1.5h", "3w", "99999999999999999999d", "999999d"}) {
        EXPECT_EQ(parse_duration(wrong), std::nullopt) << wrong;
    }
}

}  // namespace
}  // namespace askwell::flows
