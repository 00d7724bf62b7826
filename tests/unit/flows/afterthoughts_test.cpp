// Corrections, sentences that go on, flaws of open answers, and what a text feels like.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "flows/reading.h"

namespace askwell::flows {
namespace {

struct CorrectionRow {
    const char* text;
    const char* meant;  ///< null: no correction
};

// clang-format off
const CorrectionRow kCorrections[] = {
    {"I meant 4", "4"}, {"i meant 4.", "4."}, {"Sorry, I meant 4", "4"}, {"oops I meant 2", "2"},
    {"I meant to say 4", "4"}, {"I meant to press 2", "2"}, {"I mean 4", "4"}, {"I meant very satisfied", "very satisfied"},
    {"I meant 4, not 3", "4"}, {"I meant a 4", "4"}, {"sorry, 4 not 3", "4"}, {"Sorry, 4", "4"}, {"typo: 4", "4"},
    {"sorry meant 2", "2"}, {"Sorry that should be 4 not 2, fat fingers", "4"}, {"oops that was meant to be 5", "5"}, {"sorry, meant 3 not 4", "3"}, {"oops meant 5", "5"}, {"打错了不是2，是7分", "7分"}, {"打錯了不是2，係7分", "7分"},
    {"Typo - 4", "4"}, {"correction, 4", "4"}, {"Correction: satisfied", "satisfied"}, {"*4", "4"}, {"*satisfied", "satisfied"},
    {"no wait, 4", "4"}, {"No, wait - it's 4", "4"}, {"wait, 4", "4"}, {"oops, 4", "4"}, {"Oops, satisfied", "satisfied"},
    {"actually, 4", "4"}, {"change it to 4", "4"}, {"please change my answer to 4", "4"}, {"change my answer to satisfied", "satisfied"},
    {"make it 4", "4"}, {"make that a 4", "4"}, {"my mistake, 4", "4"}, {"wrong button, 4", "4"},
    {"打错了，是4分", "4分"}, {"打错了 4", "4"}, {"按错了，4", "4"}, {"说错了应该是满意", "满意"}, {"说错了，应该是满意", "满意"},
    {"不对，是4", "4"}, {"不对，4分", "4分"}, {"改成4分", "4分"}, {"请改成4分", "4分"}, {"帮我改成满意", "满意"}, {"把上一题改成4分", "4分"},
    {"更正：5", "5"}, {"更正一下：5分", "5分"}, {"手滑，4分", "4分"}, {"不好意思按错了，4", "4"}, {"我刚才打错了，应该是4分", "4分"},
    {"選錯了，是滿意", "滿意"}, {"選錯了，應該是４", "４"}, {"是说4分", "4分"}, {"我的意思是4分", "4分"}, {"4分，不是3分", "4分"}, {"点错了，我选电话", "电话"},
    {"哎呀点错了 4", "4"}, {"抱歉，打错了，2分", "2分"},
    {"typo, sorry", ""}, {"typo", ""}, {"my mistake", ""}, {"oops, wrong button", ""}, {"I pressed the wrong one", ""},
    {"打错了", ""}, {"按错了", ""}, {"手滑了", ""}, {"说错了，不好意思", ""}, {"點錯了", ""},
    {"应该是客服的问题", nullptr}, {"I meant to call again", nullptr}, {"4", nullptr}, {"满意", nullptr}, {"sorry to hear that", nullptr},
    {"Sorry, I was late", nullptr}, {"the driver was sorry", nullptr}, {"wait time was too long", nullptr}, {"wait was long", nullptr},
    {"no, wait times are terrible", nullptr}, {"make it faster", nullptr}, {"change it to something better", nullptr},
    {"客服说错了价格", nullptr}, {"你们打错了电话", nullptr}, {"送错了地址", nullptr}, {"不对", nullptr}, {"不对，客服没来过", nullptr},
    {"希望改成24小时服务", nullptr}, {"改成在线预约会更方便一些", nullptr}, {"我的意思是服务太慢了", nullptr}, {"I mean, the service was bad", nullptr},
    {"I meant it", nullptr}, {"sorry meant to write sooner", nullptr}, {"I meant what I said", nullptr}, {"wrong number", nullptr}, {"Actually the staff were great", nullptr},
    {"没打错", nullptr}, {"错误的账单", nullptr}, {"错过了电话", nullptr}, {"sorry", nullptr}, {"", nullptr}, {"***", nullptr}, {"* * *", nullptr},
};

const char* const kContinuations[] = {
    "and nobody called back", "And the price was wrong", "but the price is high", "also the app crashes", "because it took too long",
    "so I had to call again", "plus I had to pay", "which was annoying", "...and then he left", ", and rude", "then they hung up",
    "而且没人理我", "而且沒人理我", "还有价格太贵", "但是价格有点高", "不过态度还可以", "因为等太久了", "所以我又打了一次", "然后就没消息了", "另外客服态度不好",
    "也没人理我", "还要收费", "还没人回我", "结果修了三次", "……而且很慢", "比如上门时间", "只是慢了点",
};
const char* const kBeginnings[] = {
    "The service was slow", "so slow", "so-so", "Android app crashes", "button is broken", "orange", "other things", "because", "and", "also.",
    "thank you", "还行", "还可以", "还好", "还不错", "也行", "也可以", "也许", "客服态度不好", "但愿如此", "没有", "5", "", "。。。", "andere",
    "结局不错", "最后一次",
};

struct FlawRow {
    const char* text;
    std::optional<OpenFlaw> flaw;
};
const FlawRow kFlaws[] = {
    {"so-so", OpenFlaw::vague}, {"It was ok", OpenFlaw::vague}, {"fine", OpenFlaw::vague}, {"Not bad", OpenFlaw::vague},
    {"don't know", OpenFlaw::vague}, {"还行", OpenFlaw::vague}, {"还行吧", OpenFlaw::vague}, {"一般般", OpenFlaw::vague},
    {"還可以", OpenFlaw::vague}, {"就那样", OpenFlaw::vague}, {"我觉得还可以", OpenFlaw::vague}, {"说不上来", OpenFlaw::vague},
    {"terrible!", OpenFlaw::judgement}, {"The service was terrible", OpenFlaw::judgement}, {"very good", OpenFlaw::judgement},
    {"很好", OpenFlaw::judgement}, {"太差了！", OpenFlaw::judgement}, {"服务态度很差", OpenFlaw::judgement}, {"非常满意", OpenFlaw::judgement},
    {"I am really very disappointed with everything overall", OpenFlaw::judgement}, {"体验特别糟糕，非常失望，再也不想用了", OpenFlaw::judgement},
    {"price", OpenFlaw::brief}, {"the app", OpenFlaw::brief}, {"opening hours", OpenFlaw::brief}, {"价格", OpenFlaw::brief},
    {"上门时间", OpenFlaw::brief}, {"包装和说明书", OpenFlaw::brief},
    {"无", std::nullopt}, {"没有", std::nullopt}, {"没了", std::nullopt}, {"没有了，谢谢", std::nullopt}, {"nothing", std::nullopt},
    {"No", std::nullopt}, {"N/A", std::nullopt}, {"no comment", std::nullopt}, {"nothing to add", std::nullopt}, {"沒有意見", std::nullopt},
    {"The technician came two hours late and did not apologise", std::nullopt}, {"等了三个小时，师傅来了也没修好", std::nullopt},
    {"I called twice and nobody answered the phone", std::nullopt}, {"打了五次电话都没人接，最后自己去了门店", std::nullopt},
    {"希望可以在小程序里直接预约上门时间", std::nullopt}, {"", std::nullopt}, {"...", std::nullopt},
};

struct SentimentRow {
    const char* text;
    int feeling;
};
const SentimentRow kSentiments[] = {
    {"great service", 1}, {"很满意", 1}, {"不错", 1}, {"師傅很專業", 1}, {"not bad", 1}, {"no problems at all", 1}, {"没问题", 1}, {"太好了", 1},
    {"wasn't late", 1}, {"not a complaint", 1}, {"👍", 1}, {"客服很耐心", 1},
    {"等太久了", -1}, {"terrible", -1}, {"not good", -1}, {"wasn't very helpful", -1}, {"不满意", -1}, {"不太好", -1}, {"态度很差", -1},
    {"沒人理我", -1}, {"too slow", -1}, {"not at all satisfied", -1}, {"没那么好", -1}, {"并不方便", -1}, {"再也不来了", -1}, {"😡", -1},
    {"", 0}, {"昨天来的", 0}, {"the blue one", 0}, {"slow but friendly", 0}, {"态度好但是太慢", 0}, {"希望更好", 0}, {"快递到了", 0},
    {"你好", 0}, {"差不多", 0}, {"could be better", 0}, {"good morning", 0}, {"goodbye", 0}, {"希望快一点", 0}, {"出差了", 0},
};
// clang-format on

TEST(Corrections, SayWhatWasMeant) {
    for (const CorrectionRow& row : kCorrections) {
        const auto found = read_correction(row.text);
        EXPECT_EQ(found.has_value(), row.meant != nullptr) << row.text;
        if (found && row.meant != nullptr) EXPECT_EQ(*found, row.meant) << row.text;
    }
}

TEST(Corrections, AreCutFromTheText) {
    const std::string text = "  打错了，是 ４分  ";
    const auto found = read_correction(text);
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(*found, "４分");
    EXPECT_GE(found->data(), text.data());
    EXPECT_LE(found->data() + found->size(), text.data() + text.size());
}

TEST(Continuations, GoOnWithASentence) {
    for (const char* text : kContinuations) EXPECT_TRUE(continues_a_sentence(text)) << text;
    for (const char* text : kBeginnings) EXPECT_FALSE(continues_a_sentence(text)) << text;
}

TEST(Flaws, AreWhatAProbeWouldHelp) {
    for (const FlawRow& row : kFlaws) {
        const auto flaw = flaw_of(row.text);
        EXPECT_EQ(flaw.has_value() ? static_cast<int>(*flaw) : -1,
                  row.flaw ? static_cast<int>(*row.flaw) : -1)
            << row.text;
    }
}

TEST(Sentiment, CountsPraiseAndComplaint) {
    for (const SentimentRow& row : kSentiments) EXPECT_EQ(sentiment(row.text), row.feeling) << row.text;
}

TEST(Afterthoughts, AreSafeOnAnyBytes) {
    std::vector<std::string> texts{"\xFF\xFE", "\xED\xA0\x80", "i meant \xFF", "打错了\xE4",
                                   std::string(1u << 20, 'x')};
    for (const char* part : {"不", "and ", "*", "打错了，", "not very ", "\u200B", "\u202E"}) {
        std::string text;
        while (text.size() < (1u << 16)) text += part;
        texts.push_back(std::move(text));
    }
    for (const std::string& text : texts) {
        read_correction(text);
        continues_a_sentence(text);
        flaw_of(text);
        EXPECT_LE(std::abs(sentiment(text)), 1);
    }
}

}  // namespace
}  // namespace askwell::flows
