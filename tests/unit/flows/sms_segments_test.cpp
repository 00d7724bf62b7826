#include "flows/sms_segments.h"

#include <fstream>
#include <numeric>
#include <random>
#include <string>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace askwell::flows {
namespace {

using testing::ElementsAre;

std::string repeated(std::string_view text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

TEST(CountSegments, agrees_with_every_vector_of_twilios_calculator) {
    std::ifstream file{ASKWELL_TEST_DATA "/../adapters/vectors/sms_segments.json"};
    const auto vectors = nlohmann::json::parse(file).at("vectors");
    ASSERT_FALSE(vectors.empty());
    for (const auto& vector : vectors) {
        const auto counted = count_segments(vector.at("text").get<std::string>());
        SCOPED_TRACE(vector.at("note").get<std::string>());
        EXPECT_EQ(counted.encoding == SmsEncoding::gsm7 ? "GSM-7" : "UCS-2", vector.at("encoding"));
        EXPECT_EQ(counted.count(), vector.at("segments"));
        EXPECT_EQ(counted.segment_units, vector.at("segment_units").get<std::vector<std::size_t>>());
    }
}

TEST(CountSegments, keeps_an_extension_character_whole_at_the_border) {
    const auto counted = count_segments(std::string(152, 'a') + "€" + std::string(10, 'b'));
    EXPECT_EQ(counted.encoding, SmsEncoding::gsm7);
    EXPECT_THAT(counted.segment_units, ElementsAre(152, 12));
    EXPECT_EQ(counted.units, 164U);
}

TEST(CountSegments, keeps_a_surrogate_pair_whole_at_the_border) {
    EXPECT_THAT(count_segments(repeated("满", 66) + "😀" + repeated("意", 4)).segment_units,
                ElementsAre(66, 6));
}

TEST(CountSegments, keeps_a_joined_emoji_whole_at_the_border) {
    EXPECT_THAT(
        count_segments(repeated("满", 60) + "👨‍👩‍👧‍👦" + repeated("意", 4)).segment_units,
        ElementsAre(60, 15));
}

TEST(CountSegments, splits_a_character_that_no_segment_can_hold) {
    const auto counted = count_segments("a" + repeated("\u0301", 99));
    EXPECT_THAT(counted.segment_units, ElementsAre(67, 33));
}

TEST(CountSegments, takes_the_limits_of_one_message_exactly) {
    EXPECT_EQ(count_segments(std::string(160, 'a')).count(), 1U);
    EXPECT_EQ(count_segments(std::string(161, 'a')).count(), 2U);
    EXPECT_EQ(count_segments(repeated("满", 70)).count(), 1U);
    EXPECT_EQ(count_segments(repeated("满", 71)).count(), 2U);
}

TEST(CountSegments, keeps_to_every_border_of_both_alphabets) {
    struct Case {
        std::string text;
        std::vector<std::size_t> units;
    };
    const std::vector<Case> cases = {
        {std::string(158, 'a') + "€", {160}},
        {std::string(159, 'a') + "€", {153, 8}},
        {std::string(151, 'a') + "€" + std::string(8, 'b'), {153, 8}},
        {std::string(306, 'a'), {153, 153}},
        {std::string(307, 'a'), {153, 153, 1}},
        {repeated("€", 80), {160}},
        {repeated("€", 81), {152, 10}},
        {repeated("满", 68) + "😀", {70}},
        {repeated("满", 69) + "😀", {67, 4}},
        {repeated("满", 65) + "😀" + repeated("意", 4), {67, 4}},
        {repeated("满", 134), {67, 67}},
        {repeated("满", 135), {67, 67, 1}},
        {repeated("😀", 35), {70}},
        {repeated("😀", 36), {66, 6}},
        {std::string(160, 'a') + "’", {67, 67, 27}},  // one character makes all of them wide
    };
    for (const auto& item : cases)
        EXPECT_EQ(count_segments(item.text).segment_units, item.units) << item.text;
}

TEST(CountSegments, counts_the_signature_like_any_text_by_chinas_rule) {
    const std::string sign = "【问卷】";
    EXPECT_EQ(count_segments(sign + std::string(66, 'a'), SmsRule::china).count(), 1U);
    EXPECT_THAT(count_segments(sign + std::string(67, 'a'), SmsRule::china).segment_units,
                ElementsAre(67, 4));
    // What costs two septets elsewhere is one character here.
    EXPECT_EQ(count_segments(repeated("€", 70), SmsRule::china).count(), 1U);
    EXPECT_THAT(count_segments(repeated("😀", 36), SmsRule::china).segment_units, ElementsAre(66, 6));
}

TEST(CountSegments, counts_by_china_rule_seventy_whatever_the_alphabet) {
    EXPECT_EQ(count_segments(std::string(70, 'a'), SmsRule::china).count(), 1U);
    // The example of the carriers' rule: 160 characters are 67 + 67 + 26.
    EXPECT_THAT(count_segments(std::string(160, 'a'), SmsRule::china).segment_units, ElementsAre(67, 67, 26));
    EXPECT_EQ(count_segments("a", SmsRule::china).encoding, SmsEncoding::ucs2);
}

TEST(CountSegments, knows_what_only_looks_like_gsm) {
    for (const auto* text : {"ç", "`", "\t", "“", "…", "Á", "ê", "α", "’"}) {
        EXPECT_EQ(count_segments(text).encoding, SmsEncoding::ucs2) << text;
    }
    for (const auto* text : {"Ç", "ñ", "Ω", "@", "\f", "§", "¥"}) {
        EXPECT_EQ(count_segments(text).encoding, SmsEncoding::gsm7) << text;
    }
}

TEST(CountSegments, counts_invalid_utf8_as_replacement_characters) {
    const auto counted = count_segments("ok\xff\xfe");
    EXPECT_EQ(counted.encoding, SmsEncoding::ucs2);
    EXPECT_EQ(counted.units, 4U);
}

TEST(CountSegments, loses_no_unit_and_overfills_no_segment) {
    const std::vector<std::string> pieces = {
        "a", "€", "满", "😀", "\r\n", "e\u0301", "👨‍👩‍👧‍👦", "{", "\xff"};
    std::mt19937 random{7};  // NOLINT: the same texts every time
    for (int round = 0; round < 500; ++round) {
        std::string text;
        const auto kinds = 1 + random() % pieces.size();
        for (auto length = random() % 300; length > 0; --length) text += pieces[random() % kinds];
        for (const auto rule : {SmsRule::international, SmsRule::china}) {
            const auto counted = count_segments(text, rule);
            const auto& segments = counted.segment_units;
            EXPECT_EQ(std::accumulate(segments.begin(), segments.end(), std::size_t{0}), counted.units);
            const std::size_t alone = counted.encoding == SmsEncoding::gsm7 ? 160 : 70;
            const std::size_t part = counted.encoding == SmsEncoding::gsm7 ? 153 : 67;
            for (const auto units : segments) EXPECT_LE(units, segments.size() == 1 ? alone : part) << text;
        }
    }
}

}  // namespace
}  // namespace askwell::flows
