// What holds for every text: reading never fails, never leaves the scale, and understands the survey's own
// words.
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "flows/folding.h"
#include "flows/reading.h"
#include "reading_survey.h"

namespace askwell::flows {
namespace {

using test::reading_question;
using test::reading_survey;

const ReadingContext kChinese{"zh-CN", false};

int lowest(const Question& question) {
    return question.type == QuestionType::nps ? 0 : question.scale.lowest();
}
int highest(const Question& question) {
    return question.type == QuestionType::nps ? 10 : question.scale.highest();
}

/// Reads `text` as the reply to everything and checks what must hold whatever it says.
void check_anything_goes(const std::string& text) {
    for (const Question& question : reading_survey().questions) {
        const Reading reading = read_answer(question, text, kChinese);
        if (reading.kind != ReadingKind::answer) continue;
        if (const auto* score = std::get_if<Score>(&reading.value)) {
            EXPECT_GE(score->value, lowest(question));
            EXPECT_LE(score->value, highest(question));
        }
        if (const auto* chosen = std::get_if<Chosen>(&reading.value)) {
            EXPECT_FALSE(chosen->codes.empty());
            EXPECT_TRUE(question.type == QuestionType::multi || chosen->codes.size() == 1);
        }
        if (const auto* number = std::get_if<Number>(&reading.value)) {
            EXPECT_GE(number->value, question.minimum.value());
            EXPECT_LE(number->value, question.maximum.value());
        }
        EXPECT_LE(reading.comment.size(), 3 * text.size());
    }
    read_open(text, kChinese);
    read_consent(text, kChinese);
    fold_for_matching(text);
}

TEST(ReadingProperty, RandomBytesAreSafe) {
    std::mt19937 random{20240501};
    std::uniform_int_distribution<int> byte{0, 255};
    std::uniform_int_distribution<std::size_t> length{0, 40};
    for (int round = 0; round < 2000; ++round) {
        std::string text(length(random), '\0');
        for (char& c : text) c = static_cast<char>(byte(random));
        SCOPED_TRACE(testing::PrintToString(text));
        check_anything_goes(text);
        if (HasFailure()) return;
    }
}

TEST(ReadingProperty, RandomPhrasesAreSafe) {
    const std::vector<std::string> parts{"5",       "4分",       "五",   "十",    "半",   "分钟",
                                         "满意",    "不",        "非常", "or",    "-",    "/",
                                         "10",      "，",        "。",   "?",     "⭐",   "☆",
                                         " ",       "\n",        "but",  "就是",  "给",   "满分",
                                         "个",      "不到",      "hour", "and",   "half", "two",
                                         "hundred", "电话",      "其他", "：",    "B",    "第",
                                         "都有",    "没有",      "yes",  "no",    "\xF0", "\xED\xA0\x80",
                                         "\u200B",  "\u202E",    "④",    "1",     ".",    "万",
                                         "多",      "几",        "3",    "stop",  "> ",   "「",
                                         "」",      "- - - - -", "if",   "如果",  "not",  "very",
                                         "app",     "+",         "%",    "\u0301"};
    std::mt19937 random{7};
    std::uniform_int_distribution<std::size_t> pick{0, parts.size() - 1};
    std::uniform_int_distribution<int> length{1, 9};
    for (int round = 0; round < 2000; ++round) {
        std::string text;
        for (int i = length(random); i > 0; --i) text += parts[pick(random)];
        SCOPED_TRACE(testing::PrintToString(text));
        check_anything_goes(text);
        if (HasFailure()) return;
    }
}

TEST(ReadingProperty, LongTextsAreNoScoresAndStayWholeAsOpenAnswers) {
    for (const std::string& part : {std::string{"5"}, std::string{"\u0301"}, std::string{"满意"},
                                    std::string{"\xFF"}, std::string{"\n"}}) {
        std::string text;
        while (text.size() < (1u << 20)) text += part;
        for (const Question& question : reading_survey().questions) {
            const Reading reading = read_answer(question, text, kChinese);
            if (question.type != QuestionType::text) EXPECT_NE(reading.kind, ReadingKind::answer);
        }
        read_open(text, kChinese);
        fold_for_matching(text);
    }
    const std::string story(1u << 20, 'x');
    EXPECT_EQ(std::get<OpenText>(read_open(story, kChinese).value).text, story);
}

/// As much as is analysed of what lists and stories are made of; work that grows with its square would show.
TEST(ReadingProperty, LongListsOfTheSameAreRead) {
    constexpr std::size_t kAnalysed = 4096;
    for (const std::string part :
         {"4,", "5,", "其他,", "其他：", "1? ", "a?\n", "a,b ", "一是,", "❌2 ", "✅1", "4号", "微信",
          "after the ", "both and ", "我同事打了5分 ", "the rest 5 "}) {
        std::string text;
        while (text.size() + part.size() <= kAnalysed) text += part;
        for (const Question& question : reading_survey().questions) read_answer(question, text, kChinese);
    }
}

TEST(ReadingProperty, EveryLabelReadsAsItsOwnScore) {
    for (const Question& question : reading_survey().questions) {
        for (const ScalePoint& point : question.scale.points) {
            for (const auto& [language, label] : point.label.all()) {
                const Reading reading = read_answer(question, label, {language, false});
                EXPECT_EQ(reading.value, AnswerValue{Score{point.score}}) << label << ": " << reading.reason;
                const std::string numbered = std::to_string(point.score) + " " + label;
                EXPECT_EQ(read_answer(question, numbered, {language, false}).value,
                          AnswerValue{Score{point.score}})
                    << numbered;
            }
        }
    }
}

TEST(ReadingProperty, EveryLabelBesideAnotherScoreIsAskedAgain) {
    for (const Question& question : reading_survey().questions) {
        for (const ScalePoint& point : question.scale.points) {
            for (const auto& [language, label] : point.label.all()) {
                const int other = point.score == 1 ? 5 : 1;
                const std::string text = std::to_string(other) + " " + label;
                EXPECT_EQ(read_answer(question, text, {language, false}).kind, ReadingKind::unclear) << text;
            }
        }
    }
}

TEST(ReadingProperty, EveryOptionLabelAndNumberReadsAsItsCode) {
    for (const char* id : {"channel", "aspects"}) {
        const Question& question = reading_question(id).question;
        for (std::size_t i = 0; i < question.options.size(); ++i) {
            const AnswerValue expected = Chosen{{question.options[i].code}, ""};
            for (const auto& [language, label] : question.options[i].label.all()) {
                EXPECT_EQ(read_answer(question, label, {language, false}).value, expected) << label;
            }
            EXPECT_EQ(read_answer(question, std::to_string(i + 1), kChinese).value, expected) << i + 1;
            const std::string letter(1, static_cast<char>('A' + i));
            EXPECT_EQ(read_answer(question, letter, kChinese).value, expected) << letter;
        }
    }
}

TEST(ReadingProperty, ScoresAreReadInEveryNotation) {
    const std::vector<std::vector<std::string>> notations{
        {"1", "2", "3", "4", "5"},           {"１", "２", "３", "４", "５"},
        {"一", "二", "三", "四", "五"},      {"①", "②", "③", "④", "⑤"},
        {"壹", "贰", "叁", "肆", "伍"},      {"one", "two", "three", "four", "five"},
        {"Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ"},           {"1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣"},
        {"1/5", "2/5", "3/5", "4/5", "5/5"}, {"1分", "两分", "3分", "四分", "5分"}};
    for (const auto& notation : notations) {
        for (int score = 1; score <= 5; ++score) {
            const std::string& text = notation[static_cast<std::size_t>(score - 1)];
            for (const char* id : {"csat", "minutes", "solved"}) {
                EXPECT_EQ(read_answer(reading_question(id).question, text, kChinese).value,
                          AnswerValue{Score{score}})
                    << id << " " << text;
            }
        }
    }
}

TEST(ReadingProperty, CommentsAreTheCustomersOwnBytes) {
    const Reading reading =
        read_answer(reading_question("csat").question, "４，等太久ＡＢＣ　啊！", kChinese);
    EXPECT_EQ(reading.value, AnswerValue{Score{4}});
    EXPECT_EQ(reading.comment, "等太久ＡＢＣ　啊！");
}

TEST(ReadingProperty, BrokenUtf8NeverLeavesTheReader) {
    const Reading reading = read_answer(reading_question("open").question, "slow \xFF\xC3 line", kChinese);
    EXPECT_EQ(std::get<OpenText>(reading.value).text, "slow \uFFFD\uFFFD line");
}

TEST(FoldForMatching, MakesOneFormOfWidthCaseScriptAndInvisibleCharacters) {
    EXPECT_EQ(fold_for_matching(" ＶＥＲＹ　Satis\u200Bfied "), "very satisfied");
    EXPECT_EQ(fold_for_matching("非常滿意"), "非常满意");
    EXPECT_EQ(fold_for_matching("退訂回Ｔ"), "退订回t");
    EXPECT_EQ(fold_for_matching("e\u0301"), "é");
    EXPECT_EQ(fold_for_matching("④ Ⅳ ❹ 4️⃣ ٤"), "4 4 4 4 4");
    EXPECT_EQ(fold_for_matching("don’t"), "don't");
    EXPECT_EQ(fold_for_matching("\xFF"), "\uFFFD");
    EXPECT_EQ(fold_for_matching(""), "");
}

}  // namespace
}  // namespace askwell::flows
