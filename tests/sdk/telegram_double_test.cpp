// Our double of Telegram against a published client: what the client sends is no violation, what the double
// answers and refuses the client understands.
#include "tests/support/telegram_double.h"

#include <cstdint>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/process.h"

namespace askwell::test {
namespace {

constexpr std::int64_t kChat = 4242;  // whom the program writes to

TEST(TelegramDouble, is_of_one_mind_with_a_published_client) {
    TelegramDouble telegram;
    telegram.know(kChat);
    const Finished library = run(
        {ASKWELL_PYTHON, ASKWELL_TELEGRAM_LIBRARY, "double", telegram.base_url(), telegram.options().token});
    EXPECT_EQ(library.status, 0) << library.output;
    const auto seen = telegram.messages(kChat);
    ASSERT_THAT(seen, testing::SizeIs(2));
    EXPECT_EQ(seen[0].text, "满意吗？ 😀");
    EXPECT_THAT(seen[0].buttons,
                testing::ElementsAre(TelegramButton{"1", "c1.1:1"}, TelegramButton{"2", "c1.2:2"}));
    // What the program did wrong on purpose, and nothing else.
    EXPECT_THAT(telegram.violations(),
                testing::ElementsAre(testing::HasSubstr("message text is empty"), testing::HasSubstr("401")));
}

}  // namespace
}  // namespace askwell::test
