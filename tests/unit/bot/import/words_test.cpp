// Ids, languages and plain texts: what names and texts of other tools become.
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "bot/import/identifier.h"
#include "bot/import/language.h"
#include "bot/import/references.h"
#include "bot/import/text.h"

namespace askwell::import {
namespace {

TEST(ImportIdentifier, keeps_valid_names_and_mends_others_by_the_name_alone) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"first_visit", "first_visit"},
        {"a-1", "a-1"},
        {"Q1", "q1"},
        {"1", "q_1"},
        {"2nd visit", "q_2nd_visit"},
        {"Overall satisfaction?", "overall_satisfaction"},
        {"m.row one", "m_row_one"},
        {"满意度", "man_yi_du"},
        {"Größe", "grosse"},
        {"_hidden", "hidden"},
        {"end", "q_end"},
        {"", "q"},
        {"!!!", "q"},
        {"\xff\xfe", "q"},
    };
    for (const auto& [name, id] : cases) {
        const std::string made = identifier_for(name, kQuestionIds);
        EXPECT_EQ(made, id) << name;
        EXPECT_TRUE(is_identifier(made, kQuestionIds)) << made;
    }
    EXPECT_EQ(identifier_for("5", kOptionCodes), "c_5");
    EXPECT_EQ(identifier_for("end", kOptionCodes), "end");
}

TEST(ImportIdentifier, tells_long_names_apart) {
    const std::string head(60, 'a');
    const std::string one = identifier_for(head + "1", kQuestionIds);
    const std::string two = identifier_for(head + "2", kQuestionIds);
    EXPECT_EQ(one.size(), 40U);
    EXPECT_NE(one, two);
    EXPECT_EQ(one.substr(0, 31), std::string(31, 'a'));
}

TEST(ImportIdentifier, lets_valid_names_keep_theirs_whatever_comes_before) {
    const std::vector<std::string> names{"Q1", "q1", "Q-1", "q1", "Q1", "q1_2"};
    const std::vector<std::string> ids{"q1_3", "q1", "q-1", "q1_4", "q1_5", "q1_2"};
    EXPECT_EQ(identifiers_for(names, kQuestionIds), ids);
}

TEST(ImportIdentifier, makes_valid_and_different_ids_of_any_names) {
    std::vector<std::string> names;
    for (int i = 0; i < 300; ++i)
        names.push_back(std::string(static_cast<std::size_t>(i % 50), i % 3 == 0 ? 'Z' : '\xe4'));
    const auto ids = identifiers_for(names, kOptionCodes);
    for (const std::string& id : ids) EXPECT_TRUE(is_identifier(id, kOptionCodes)) << id;
    EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), names.size());
}

TEST(ImportLanguage, knows_languages_by_code_and_name) {
    const std::vector<std::pair<std::string, std::string>> cases{{"English (en)", "en"},
                                                                 {"中文 (zh)", "zh-CN"},
                                                                 {"zh-cn", "zh-CN"},
                                                                 {"zh_CN", "zh-CN"},
                                                                 {"zh-tw", "zh-TW"},
                                                                 {"French", "fr"},
                                                                 {"Français", "fr"},
                                                                 {"Deutsch (de)", "de"},
                                                                 {"pt-br", "pt-BR"},
                                                                 {"中文", "zh-CN"},
                                                                 {"EN", "en"},
                                                                 {"Chinese", "zh-CN"},
                                                                 {"Gibberish", ""},
                                                                 {"English (gibberish)", ""},
                                                                 {"", ""},
                                                                 {"\xff", ""},
                                                                 {std::string(5000, 'a'), ""}};
    for (const auto& [name, tag] : cases)
        EXPECT_EQ(language_tag(name).value_or(""), tag) << name.substr(0, 30);
}

TEST(ImportText, becomes_what_a_message_can_show) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"  How   was it? ", "How was it?"},
        {"one<br/>two<p>three</p>", "one\ntwo\nthree"},
        {"<span style=\"color:red\">Red</span> &amp; **bold**", "Red & bold"},
        {"a < b and b > c", "a < b and b > c"},
        {"&#20320;&#x597d;&nbsp;&unknown; &#0; &#xD800;", "你好 &unknown; &#0;"},
        {"line\r\n\r\n  next\t", "line\nnext"},
        {"a\x01"
         "b\xC2\x85"
         "c",
         "ab c"},
        {"<!-- note -->text<", "text<"},
        {"\xE3\x80\x80全角\xE3\x80\x80", "全角"},
        {"", ""},
    };
    for (const auto& [html, plain] : cases) EXPECT_EQ(plain_text(html), plain) << html;
}

TEST(ImportText, finds_where_utf8_ends) {
    EXPECT_EQ(ill_formed_at("满意"), std::nullopt);
    EXPECT_EQ(ill_formed_at("ab\xff"), 2U);
    EXPECT_EQ(ill_formed_at("a\xe6\xbb"), 1U);
    EXPECT_EQ(ill_formed_at("\xed\xa0\x80"), 0U);
}

TEST(ImportReferences, become_values_of_ours_and_braces_stay_braces) {
    const auto id_of = [](std::string_view name) -> std::optional<std::string> {
        if (name == "unknown") return std::nullopt;
        return "id_" + std::string{name};
    };
    const auto xlsform = [&](std::string_view text) {
        return replace_references(text, Dialect::xlsform, Braces::doubled, id_of);
    };
    const auto surveyjs = [&](std::string_view text) {
        return replace_references(text, Dialect::surveyjs, Braces::doubled, id_of);
    };
    EXPECT_EQ(xlsform("Why ${ q }?"), "Why {id_q}?");
    EXPECT_EQ(xlsform("Why {q}? ${unknown}!"), "Why {{q}? !");
    EXPECT_EQ(xlsform("${a}${b} ${"), "{id_a}{id_b} ${{");
    EXPECT_EQ(surveyjs("Why {q}?"), "Why {id_q}?");
    EXPECT_EQ(replace_references("{x {q}{unknown}", Dialect::surveyjs, Braces::kept, id_of), "{x {id_q}");
    EXPECT_EQ(surveyjs("{} {{q} {a\nb}"), "{{} {{{id_q} {{a\nb}");
}

}  // namespace
}  // namespace askwell::import
