#include "flows/json_source.h"

#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace askwell::flows {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

struct Refused {
    const char* label;
    std::string text;
    std::size_t offset;
    const char* message;
};

class ParseRefuses : public testing::TestWithParam<Refused> {};

TEST_P(ParseRefuses, with_offset_and_reason) {
    JsonError error;
    EXPECT_FALSE(parse_json(GetParam().text, error).has_value());
    EXPECT_EQ(error.offset, GetParam().offset);
    EXPECT_THAT(error.message, HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    Texts, ParseRefuses,
    testing::Values(
        Refused{"empty", "", 0, "unexpected end of input"},
        Refused{"only_space", "  \n", 3, "unexpected end of input"},
        Refused{"trailing_garbage", "{} x", 3, "syntax error"},
        Refused{"two_values", "1 2", 2, "expected end of input"},
        Refused{"truncated", R"({"a":[1,)", 8, "unexpected end of input"},
        Refused{"trailing_comma", "[1,]", 3, "unexpected ']'"},
        Refused{"comment", "// no\n1", 0, "syntax error"},
        Refused{"single_quotes", "{'a':1}", 1, "syntax error"},
        Refused{"leading_zero", "[01]", 2, "unexpected number literal"},
        Refused{"not_a_number", "NaN", 0, "syntax error"},
        Refused{"number_out_of_range", "[1e999]", 5, "number out of range"},
        Refused{"nul_byte", std::string("[1]\0{", 5), 3, "NUL byte"},
        Refused{"invalid_utf8", "[\"\xff\"]", 2, "ill-formed UTF-8"},
        Refused{"overlong_utf8", "[\"\xc0\xaf\"]", 2, "ill-formed UTF-8"},
        Refused{"utf8_surrogate", "[\"\xed\xa0\x80\"]", 3, "ill-formed UTF-8"},
        Refused{"lone_surrogate_escape", R"(["\ud800"])", 8, "surrogate"},
        Refused{"raw_line_break_in_string", "[\"a\nb\"]", 3, "control character"},
        Refused{"duplicate_key", R"({"a":1,"a":2})", 7, "same key twice"},
        Refused{"duplicate_key_written_differently", R"({"\"a":1,  "\u0022a":2})", 11, "same key twice"},
        Refused{"duplicate_key_deep", R"([{"x":{"k":1,"k":1}}])", 13, "same key twice"},
        Refused{"too_deep", std::string(33, '[') + std::string(33, ']'), 32, "more than 32 levels"}),
    [](const auto& info) { return info.param.label; });

TEST(ParseJson, says_nothing_of_the_text_in_its_errors) {
    for (const std::string text : {R"({"phone":"+8613800000001)", R"(["13800000001x\q"])", "13800000001e9999",
                                   "[13800000001 secret]"}) {
        JsonError error;
        ASSERT_FALSE(parse_json(text, error).has_value()) << text;
        EXPECT_THAT(error.message, Not(HasSubstr("1380000"))) << text;
        EXPECT_THAT(error.message, Not(HasSubstr("sec"))) << text;
    }
}

TEST(ParseJson, accepts_every_kind_of_value) {
    const std::string text =
        R"({"null":null,"yes":true,"no":false,"minus":-9223372036854775808,"big":18446744073709551615,"half":0.5,)"
        R"("text":"满意 \ud83d\ude00","list":[1,[2,{"x":[]}]],"":{}})";
    JsonError error;
    const auto value = parse_json(text, error);
    ASSERT_TRUE(value.has_value()) << error.message;
    EXPECT_EQ(*value, json::parse(text));
}

TEST(ParseJson, accepts_a_byte_order_mark_as_editors_write_it) {
    JsonError error;
    EXPECT_EQ(parse_json("\xEF\xBB\xBF[1]", error), json::array({1}));
    EXPECT_EQ(locate("\xEF\xBB\xBF[1]", "").column, 1);
}

TEST(ParseJson, accepts_exactly_the_depth_allowed) {
    JsonError error;
    EXPECT_TRUE(parse_json(std::string(32, '[') + std::string(32, ']'), error).has_value());
    EXPECT_TRUE(parse_json("[[1]]", error, 2).has_value());
    EXPECT_FALSE(parse_json("[[[1]]]", error, 2).has_value());
    EXPECT_TRUE(parse_json("1", error, 0).has_value());
}

TEST(ParseJson, survives_a_hundred_thousand_levels) {
    const int levels = 100'000;
    std::string objects;
    for (int level = 0; level < levels; ++level) objects += R"({"a":)";
    for (const auto& text :
         {std::string(levels, '['), std::string(levels, '[') + std::string(levels, ']'), objects}) {
        JsonError error;
        EXPECT_FALSE(parse_json(text, error).has_value());
        EXPECT_THAT(error.message, HasSubstr("32 levels"));
        EXPECT_EQ(locate(text, "/0/0").line, 1);
    }
}

TEST(PositionOf, counts_lines_and_bytes_from_one) {
    const std::string text = "{\n  \"满\": 1\r\n}";
    EXPECT_EQ(position_of(text, 0).line, 1);
    EXPECT_EQ(position_of(text, 0).column, 1);
    EXPECT_EQ(position_of(text, text.find('1')).line, 2);
    EXPECT_EQ(position_of(text, text.find('1')).column, 10);
    EXPECT_EQ(position_of(text, 9999).line, 3);
    EXPECT_EQ(position_of("", 0).line, 1);
}

/// The offset of a position, to look at what stands there.
std::size_t offset_of(const std::string& text, Position position) {
    std::size_t at = 0;
    for (int line = 1; line < position.line; ++line) at = text.find('\n', at) + 1;
    return at + static_cast<std::size_t>(position.column) - 1;
}

/// The one value that begins at `offset`.
json value_at(const std::string& text, std::size_t offset) {
    std::istringstream rest{text.substr(offset)};
    json value;
    rest >> value;
    return value;
}

void expect_every_value_located(const std::string& text, const json& value,
                                const json::json_pointer& pointer) {
    const auto offset = offset_of(text, locate(text, pointer.to_string()));
    ASSERT_LT(offset, text.size()) << pointer << " in " << text;
    EXPECT_EQ(value_at(text, offset), value) << pointer << " in " << text;
    if (value.is_object()) {
        for (const auto& [key, child] : value.items()) expect_every_value_located(text, child, pointer / key);
    } else if (value.is_array()) {
        for (std::size_t i = 0; i < value.size(); ++i)
            expect_every_value_located(text, value[i], pointer / i);
    }
}

json random_value(std::mt19937& random, int depth) {
    static const std::vector<std::string> keys = {"a",    "b~c", "d/e", "",     "\"", "\\",
                                                  "满意", "]",   "{,:", "a\nb", "~1", "0"};
    const auto pick = random() % (depth > 0 ? 8 : 5);
    const auto size = random() % 5;
    switch (pick) {
        case 0:
            return nullptr;
        case 1:
            return random() % 2 == 0;
        case 2:
            return static_cast<int>(random() % 2000) - 1000;
        case 3:
            return keys[random() % keys.size()];
        case 4:
            return static_cast<double>(random() % 1000) / 8.0;
        case 5: {
            json list = json::array();
            for (std::size_t i = 0; i < size; ++i) list.push_back(random_value(random, depth - 1));
            return list;
        }
        default: {
            json object = json::object();
            for (std::size_t i = 0; i < size; ++i)
                object[keys[random() % keys.size()]] = random_value(random, depth - 1);
            return object;
        }
    }
}

TEST(Locate, finds_every_value_of_every_document) {
    std::mt19937 random{20261121};  // NOLINT: the same documents every time
    for (int round = 0; round < 400; ++round) {
        const json document = random_value(random, 5);
        const int indent = static_cast<int>(random() % 4) - 1;
        const auto text = document.dump(indent, ' ', /*ensure_ascii=*/random() % 2 == 0);
        JsonError error;
        ASSERT_EQ(parse_json(text, error), document) << text;
        expect_every_value_located(text, document, json::json_pointer{});
    }
}

TEST(Locate, finds_the_nearest_parent_of_what_is_missing) {
    const std::string text = "{\n \"a\": {\n  \"list\": [10, 20]\n }\n}";
    const auto list = locate(text, "/a/list");
    for (const auto* pointer : {"/a/list/2", "/a/list/x", "/a/list/01", "/a/list/-", "/a/list/99999999999"}) {
        EXPECT_EQ(locate(text, pointer).line, list.line) << pointer;
        EXPECT_EQ(locate(text, pointer).column, list.column) << pointer;
    }
    EXPECT_EQ(locate(text, "/b/c").line, 1);
    EXPECT_EQ(locate(text, "/a/list/1/deeper").column, locate(text, "/a/list/1").column);
}

TEST(Locate, stays_inside_text_that_is_not_json) {
    const std::string text = R"({"a":[1,{"b":"c\")";
    for (std::size_t size = 0; size <= text.size(); ++size) {
        for (const auto* pointer : {"", "/", "/a", "/a/1", "/a/1/b", "/a/1/b/0", "x"}) {
            const auto position = locate(std::string_view{text}.substr(0, size), pointer);
            EXPECT_EQ(position.line, 1);
            EXPECT_LE(position.column, static_cast<int>(size) + 1);
        }
    }
}

TEST(DiagnosticSink, puts_findings_at_their_place) {
    const std::string text = "{\n  \"id\": 7\n}";
    DiagnosticSink sink{"survey.json", text};
    sink.error("/id", "id is a number", "write a string");
    sink.warning("", "no title", "add one");
    sink.error_at(4, "odd", "");
    ASSERT_EQ(sink.found().size(), 3U);
    EXPECT_EQ(to_string(sink.found()[0]), "survey.json:2:9: error: id is a number; write a string (at /id)");
    EXPECT_EQ(to_string(sink.found()[1]), "survey.json:1:1: warning: no title; add one");
    EXPECT_EQ(to_string(sink.found()[2]), "survey.json:2:3: error: odd");
    EXPECT_EQ(sink.take().size(), 3U);
}

}  // namespace
}  // namespace askwell::flows
