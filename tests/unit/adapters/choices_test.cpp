#include "adapters/choices.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/uuid.h"
#include "tests/unit/adapters/kit.h"

namespace askwell::adapters {
namespace {

using testing::ElementsAre;
using testing::MatchesRegex;

TEST(OnButtons, puts_whole_captions_on_them) {
    const auto made = on_buttons(testkit::single_choice(), {3, 20});
    ASSERT_TRUE(made.has_value());
    EXPECT_EQ(made->text, "How did you reach us?");
    EXPECT_THAT(made->captions, ElementsAre("Phone", "Online agent"));
}

TEST(OnButtons, writes_captions_that_do_not_fit_below_the_text_and_shows_numbers) {
    const auto made = on_buttons(testkit::single_choice(), {3, 11});
    ASSERT_TRUE(made.has_value());
    EXPECT_EQ(made->text, "How did you reach us?\n1. Phone\n2. Online agent");
    EXPECT_THAT(made->captions, ElementsAre("1", "2"));
}

TEST(OnButtons, shows_scores_when_the_labels_of_a_scale_do_not_fit) {
    auto scale = testkit::scale(2, {"not at all satisfied", "satisfied"});
    scale.choices[0].payload = "c2.3:0";
    scale.choices[1].payload = "c2.3:10";
    const auto made = on_buttons(scale, {3, 20});
    ASSERT_TRUE(made.has_value());
    EXPECT_EQ(made->text, "How satisfied are you?\n0 not at all satisfied\n10 satisfied");
    EXPECT_THAT(made->captions, ElementsAre("0", "10"));
}

TEST(OnButtons, counts_utf16_units_up_to_the_very_limit) {
    auto message = testkit::single_choice();
    message.choices[1].label = std::string(18, 'x') + "😀";
    EXPECT_TRUE(captions_fit(message, 20));
    message.choices[1].label += 'x';
    EXPECT_FALSE(captions_fit(message, 20));
}

TEST(OnButtons, shows_numbers_when_captions_are_empty_or_the_same) {
    auto message = testkit::single_choice();
    message.choices[1].label = "Phone";
    EXPECT_THAT(on_buttons(message, {3, 20})->captions, ElementsAre("1", "2"));
    message.choices[1].label = "";
    EXPECT_THAT(on_buttons(message, {3, 20})->captions, ElementsAre("1", "2"));
}

TEST(OnButtons, are_none_without_choices_and_with_too_many) {
    EXPECT_FALSE(on_buttons(testkit::plain("Why?"), {3, 20}).has_value());
    EXPECT_TRUE(on_buttons(testkit::scale(10, {}), {10, 20}).has_value());
    EXPECT_FALSE(on_buttons(testkit::scale(11, {}), {10, 20}).has_value());
}

TEST(Uuid, is_of_version_5_and_stays_the_same_for_a_name) {
    const auto one = uuid_of("017-0123-2.7/0");
    EXPECT_THAT(one, MatchesRegex("[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
    EXPECT_EQ(one, uuid_of("017-0123-2.7/0"));
    EXPECT_NE(one, uuid_of("017-0123-2.8/0"));
}

}  // namespace
}  // namespace askwell::adapters
