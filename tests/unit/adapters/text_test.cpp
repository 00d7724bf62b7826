#include "adapters/text.h"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/choices.h"

namespace askwell::adapters {
namespace {

using testing::ElementsAre;

TEST(SplitText, leaves_alone_what_fits) {
    EXPECT_THAT(split_text("", 10, in_bytes()), ElementsAre(""));
    EXPECT_THAT(split_text("满意", 2, in_utf16_units()), ElementsAre("满意"));
    EXPECT_THAT(split_text("😀", 2, in_utf16_units()), ElementsAre("😀"));
}

TEST(SplitText, cuts_between_words_when_it_can) {
    EXPECT_THAT(split_text("one two three", 8, in_bytes()), ElementsAre("one two ", "three"));
    EXPECT_THAT(split_text("first\nsecond third", 9, in_bytes()), ElementsAre("first\n", "second ", "third"));
    EXPECT_THAT(split_text("a bcdefghij", 8, in_bytes()), ElementsAre("a bcdefg", "hij"));
}

TEST(SplitText, never_breaks_a_character_that_fits) {
    EXPECT_THAT(split_text("ab👨‍👩‍👧cd", 9, in_utf16_units()),
                ElementsAre("ab", "👨‍👩‍👧c", "d"));
    EXPECT_THAT(split_text("e\u0301e\u0301", 5, in_bytes()), ElementsAre("e\u0301", "e\u0301"));
    EXPECT_THAT(split_text("满意", 4, in_bytes()), ElementsAre("满", "意"));
}

TEST(SplitText, breaks_a_character_larger_than_a_part_between_code_points) {
    const std::string zalgo = "a\u0301\u0302\u0303\u0304";
    EXPECT_THAT(split_text(zalgo, 3, in_utf16_units()), ElementsAre("a\u0301\u0302", "\u0303\u0304"));
    EXPECT_THAT(split_text("满意", 1, in_bytes()), ElementsAre("满", "意"));
}

TEST(SplitText, counts_sms_segments_by_rule) {
    const std::string ascii(150, 'a');
    EXPECT_EQ(split_text(ascii, 1, in_sms_segments(flows::SmsRule::international)).size(), 1U);
    EXPECT_EQ(split_text(ascii, 1, in_sms_segments(flows::SmsRule::china)).size(), 3U);
}

TEST(SplitText, loses_nothing_and_exceeds_nothing) {
    const std::vector<std::string> pieces = {
        "a", " ", "\n", "满", "😀", "e\u0301", "👨‍👩‍👧‍👦", "\xff", "\xe6\xbb", "\r\n"};
    const std::vector<Measure> measures = {in_bytes(), in_utf16_units()};
    std::mt19937 random{3};  // NOLINT: the same texts every time
    for (int round = 0; round < 400; ++round) {
        std::string text;
        for (auto length = random() % 80; length > 0; --length) text += pieces[random() % pieces.size()];
        const auto& measure = measures[random() % measures.size()];
        const std::size_t limit = 4 + random() % 40;
        std::string joined;
        for (const auto& part : split_text(text, limit, measure)) {
            EXPECT_LE(measure(part), limit) << text;
            joined += part;
        }
        EXPECT_EQ(joined, text);
    }
}

flows::Outgoing question(std::vector<flows::Choice> choices, bool scale) {
    flows::Outgoing message;
    message.text = "Well?";
    message.choices = std::move(choices);
    message.scale = scale;
    return message;
}

TEST(WrittenChoices, number_the_options) {
    EXPECT_EQ(with_written_choices(question({{"c1.2:tel", "Phone"}, {"c1.2:web", "Online agent"}}, false)),
              "Well?\n1. Phone\n2. Online agent");
}

TEST(WrittenChoices, put_the_score_before_the_label_of_a_scale) {
    EXPECT_EQ(with_written_choices(question({{"c1.2:1", "很不满意"}, {"c1.2:2", "不满意"}}, true)),
              "Well?\n1 很不满意\n2 不满意");
}

TEST(WrittenChoices, take_the_score_from_the_payload_where_a_scale_begins_at_zero) {
    EXPECT_EQ(with_written_choices(question({{"c1.2:0", "Never"}, {"c1.2:1", "Always"}}, true)),
              "Well?\n0 Never\n1 Always");
    EXPECT_EQ(with_written_choices(question({{"x", "Never"}, {"y", "Always"}}, true)),
              "Well?\n1 Never\n2 Always");
}

TEST(WrittenChoices, put_bare_numbers_on_one_line) {
    EXPECT_EQ(with_written_choices(question({{"c1.2:1", "1"}, {"c1.2:2", "2"}, {"c1.2:3", ""}}, true)),
              "Well?\n1 2 3");
}

TEST(WrittenChoices, leave_an_open_question_alone) {
    EXPECT_EQ(with_written_choices(question({}, false)), "Well?");
}

TEST(ButtonCaption, shows_score_and_label) {
    const auto scale = question({{"c1.2:4", "满意"}, {"c1.2:5", "5"}}, true);
    EXPECT_EQ(button_caption(scale, 0), "4 · 满意");
    EXPECT_EQ(button_caption(scale, 1), "5");
    EXPECT_EQ(button_caption(question({{"c1.2:a", "Phone"}}, false), 0), "Phone");
}

}  // namespace
}  // namespace askwell::adapters
