// Long texts that the network delivers in parts: read as one, whatever order they come in, and never lost.
#include <algorithm>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/flows/talk.h"

namespace askwell::flows::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::IsEmpty;
using testing::Not;

TextReceived part(std::string text, int number, int total, std::string group = "c7") {
    TextReceived event;
    event.text = std::move(text);
    event.part = TextPart{std::move(group), number, total};
    return event;
}

/// Everything the customer said, in the order in which it was read.
std::string all_words(const Talk& talk) {
    std::string words;
    for (const auto& answer : talk.conversation().answers) {
        for (const auto& raw : answer.raw) words += raw + '|';
    }
    for (const auto& note : talk.conversation().notes) words += note.text + '|';
    return words;
}

TEST(Parts, are_read_as_one_text_when_the_last_has_come) {
    Talk talk;
    talk.begin();
    EXPECT_THAT(talk.happen(part("5, but the engineer ", 1, 3)), IsEmpty());
    EXPECT_THAT(talk.happen(part("and lost the part", 3, 3)), IsEmpty());
    const auto open = talk.open_question();
    EXPECT_THAT(talk.happen(part("came late ", 2, 3)), Not(IsEmpty()));
    EXPECT_NE(talk.open_question(), open);
    EXPECT_THAT(all_words(talk), testing::HasSubstr("5, but the engineer came late and lost the part"));
    EXPECT_THAT(talk.state.parts, IsEmpty());
}

TEST(Parts, are_one_text_in_whatever_order_they_come) {
    const std::vector<std::string> texts = {"5 - ", "非常", "好 ", "😀", "!"};
    std::vector<int> order(texts.size());
    std::iota(order.begin(), order.end(), 0);
    do {
        Talk talk;
        talk.begin();
        for (const int at : order)
            talk.happen(part(texts[static_cast<std::size_t>(at)], at + 1, static_cast<int>(texts.size())));
        ASSERT_THAT(all_words(talk), testing::HasSubstr("5 - 非常好 😀!"));
        ASSERT_THAT(talk.state.parts, IsEmpty());
    } while (std::next_permutation(order.begin(), order.end()));
}

TEST(Parts, that_wait_in_vain_are_read_after_half_a_minute) {
    Talk talk;
    talk.begin();
    talk.happen(part("5, because ", 1, 2));
    const auto due = talk.state.parts.at(0).arrived_at + seconds{30};
    EXPECT_EQ(due_at(talk.state, talk.context), due);
    EXPECT_THAT(talk.wait(due - talk.context.now - milliseconds{1}), IsEmpty());
    EXPECT_THAT(talk.wait(milliseconds{1}), Not(IsEmpty()));
    EXPECT_THAT(all_words(talk), testing::HasSubstr("5, because"));
    EXPECT_THAT(talk.state.parts, IsEmpty());
    // The part that comes after all is a text of its own: nothing of it is lost.
    talk.happen(part("it was quick", 2, 2));
    talk.wait(seconds{31});
    EXPECT_THAT(all_words(talk), testing::HasSubstr("it was quick"));
}

TEST(Parts, of_two_texts_do_not_mix) {
    Talk talk;
    talk.begin();
    talk.happen(part("5, fine ", 1, 2, "1"));
    talk.happen(part("second ", 1, 2, "2"));
    talk.happen(part("indeed", 2, 2, "1"));
    EXPECT_THAT(all_words(talk), testing::HasSubstr("5, fine indeed"));
    talk.happen(part("text", 2, 2, "2"));
    EXPECT_THAT(all_words(talk), testing::HasSubstr("second text"));
}

TEST(Parts, under_a_number_that_came_before_begin_another_text) {
    Talk talk;
    talk.begin();
    talk.happen(part("5 was the first ", 1, 2));
    talk.happen(part("4 is another ", 1, 2));
    EXPECT_THAT(all_words(talk), testing::HasSubstr("5 was the first"));
    talk.happen(part("one", 2, 2));
    EXPECT_THAT(all_words(talk), testing::HasSubstr("4 is another one"));
}

TEST(Parts, of_a_customer_without_conversation_reach_staff_as_one_text) {
    Talk talk;
    talk.context.start_survey.clear();
    talk.happen(part("the machine ", 1, 2));
    talk.happen(part("broke again", 2, 2));
    ASSERT_FALSE(talk.finished.empty());
    EXPECT_EQ(talk.finished.back().conversation.notes.at(0).text, "the machine broke again");
}

TEST(Parts, lose_no_word_however_they_come) {
    std::mt19937 chance{20260101};
    for (int round = 0; round < 300; ++round) {
        Talk talk;
        talk.begin();
        int words = 0;
        for (int event = 0; event < 12; ++event) {
            const auto total = static_cast<int>(chance() % 4 + 1);
            talk.happen(part("<w" + std::to_string(words++) + ">", static_cast<int>(chance() % 4) % total + 1,
                             total, std::to_string(chance() % 2)));
            if (chance() % 4 == 0) talk.wait(seconds{static_cast<int>(chance() % 40)});
        }
        talk.wait(seconds{31});
        ASSERT_THAT(talk.state.parts, IsEmpty());
        std::string everything = all_words(talk);
        for (const auto& entry : talk.finished) {
            for (const auto& answer : entry.conversation.answers) {
                for (const auto& raw : answer.raw) everything += raw;
                everything += answer.comment;
            }
            for (const auto& note : entry.conversation.notes) everything += note.text;
        }
        for (int word = 0; word < words; ++word)
            ASSERT_THAT(everything, testing::HasSubstr("<w" + std::to_string(word) + ">"))
                << "round " << round;
    }
}

TEST(Parts, never_grow_without_bound) {
    Talk talk;
    talk.begin();
    for (int text = 0; text < 1000; ++text) talk.happen(part("x", 1, 2, std::to_string(text)));
    EXPECT_LE(talk.state.parts.size(), 64U);
}

}  // namespace
}  // namespace askwell::flows::test
