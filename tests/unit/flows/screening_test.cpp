// Which responses are flagged, and what the evidence says.
#include "flows/screening.h"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace askwell::flows {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

Localized both(std::string chinese, std::string english) {
    return Localized{{{"zh-CN", std::move(chinese)}, {"en", std::move(english)}}};
}

Question scored(std::string id, Best best = Best::high) {
    Question question;
    question.id = std::move(id);
    question.type = QuestionType::rating;
    question.text = both("您对这次服务满意吗？", "How satisfied are you with this service?");
    question.best = best;
    const std::pair<const char*, const char*> labels[] = {{"非常不满意", "very dissatisfied"},
                                                          {"不满意", "dissatisfied"},
                                                          {"一般", "neutral"},
                                                          {"满意", "satisfied"},
                                                          {"非常满意", "very satisfied"}};
    int score = 0;
    for (const auto& [chinese, english] : labels) {
        question.scale.points.push_back({++score, both(chinese, english), {}, {}, {}});
    }
    return question;
}

Question plain(std::string id, QuestionType type) {
    Question question;
    question.id = std::move(id);
    question.type = type;
    question.text = both("请说说。", "Please tell us.");
    return question;
}

Survey make_survey() {
    Survey survey;
    survey.id = "screening";
    survey.languages = {"zh-CN", "en"};
    survey.questions = {scored("a"),
                        scored("b"),
                        scored("c"),
                        scored("effort", Best::low),
                        plain("nps", QuestionType::nps),
                        plain("open", QuestionType::text),
                        plain("proof", QuestionType::attachment)};
    return survey;
}

const Survey& survey() {
    static const Survey made = make_survey();
    return made;
}

constexpr TimePoint kStart{1'795'233'600'000ms};

/// A conversation that is answered at a reader's pace.
class Talk {
  public:
    explicit Talk(std::string language = "en") {
        conversation_.survey_id = "screening";
        conversation_.language = std::move(language);
    }
    Talk& answer(std::string id, AnswerValue value, std::string comment = {}, Duration taken = 30s) {
        Answer answer;
        answer.question_id = std::move(id);
        answer.status = AnswerStatus::answered;
        answer.value = std::move(value);
        answer.comment = std::move(comment);
        answer.asked_at = now_;
        answer.answered_at = now_ += taken;
        conversation_.answers.push_back(std::move(answer));
        return *this;
    }
    Talk& skip(std::string id) {
        Answer answer;
        answer.question_id = std::move(id);
        answer.status = AnswerStatus::skipped;
        conversation_.answers.push_back(std::move(answer));
        return *this;
    }
    Talk& note(std::string text) {
        conversation_.notes.push_back({"", std::move(text), now_});
        return *this;
    }
    std::vector<Flag> flags(const ScreeningWords& words = default_screening_words()) const {
        return screen(survey(), conversation_, words);
    }
    const Conversation& conversation() const { return conversation_; }

  private:
    Conversation conversation_;
    TimePoint now_ = kStart;
};

std::vector<FlagKind> kinds(const std::vector<Flag>& flags) {
    std::vector<FlagKind> found;
    for (const Flag& flag : flags) found.push_back(flag.kind);
    return found;
}

TEST(UniformScores, AreFlaggedFromThreeItemsOn) {
    const auto of = [](int a, int b, int c) {
        return kinds(Talk{}.answer("a", Score{a}).answer("b", Score{b}).answer("c", Score{c}).flags());
    };
    EXPECT_THAT(of(5, 5, 5), testing::ElementsAre(FlagKind::all_highest));
    EXPECT_THAT(of(1, 1, 1), testing::ElementsAre(FlagKind::all_lowest));
    EXPECT_THAT(of(3, 3, 3), testing::ElementsAre(FlagKind::all_same));
    EXPECT_THAT(of(4, 5, 5), testing::IsEmpty());
    EXPECT_THAT(of(1, 1, 2), testing::IsEmpty());
    EXPECT_THAT(kinds(Talk{}.answer("a", Score{5}).answer("b", Score{5}).skip("c").flags()),
                testing::IsEmpty());
}

TEST(UniformScores, FollowTheGoodEndOfTheScale) {
    const auto of = [](int a, int effort, int nps) {
        return kinds(
            Talk{}.answer("a", Score{a}).answer("effort", Score{effort}).answer("nps", Score{nps}).flags());
    };
    EXPECT_THAT(of(5, 1, 10), testing::ElementsAre(FlagKind::all_highest));
    EXPECT_THAT(of(1, 5, 0), testing::ElementsAre(FlagKind::all_lowest));
    EXPECT_THAT(of(5, 5, 5), testing::ElementsAre(FlagKind::all_same));
    EXPECT_THAT(of(5, 5, 10), testing::IsEmpty());
}

TEST(Haste, IsAnsweringFasterThanOneReads) {
    const auto at_pace = [](Duration pace, const char* language) {
        return Talk{language}
            .answer("a", Score{4}, "", pace)
            .answer("b", Score{5}, "", pace)
            .answer("c", Score{4}, "", pace)
            .flags();
    };
    // 7 + 8 words once and 7 more for each further question, at 476 words a minute: under 4 s.
    const auto flags = at_pace(1s, "en");
    ASSERT_THAT(kinds(flags), testing::ElementsAre(FlagKind::too_fast));
    EXPECT_EQ(flags.front().evidence, "3 s for 3 questions; reading takes 4 s");
    EXPECT_THAT(at_pace(2s, "en"), testing::IsEmpty());
    EXPECT_THAT(kinds(at_pace(1s, "zh-CN")), testing::ElementsAre(FlagKind::too_fast));
    EXPECT_THAT(at_pace(3s, "zh-CN"), testing::IsEmpty());
}

TEST(Haste, NeedsThreeClosedAnswers) {
    EXPECT_THAT(Talk{}
                    .answer("a", Score{4}, "", 0s)
                    .answer("b", Score{5}, "", 0s)
                    .answer("open", OpenText{"x y"}, "", 0s)
                    .flags(),
                testing::IsEmpty());
}

TEST(ScoreAgainstComment, NamesTheItem) {
    const auto flags = Talk{}.answer("a", Score{5}, "terrible, never again").flags();
    ASSERT_THAT(kinds(flags), testing::ElementsAre(FlagKind::score_against_comment));
    EXPECT_EQ(flags.front().evidence, "a: score 5, but the comment reads like a complaint");
    EXPECT_THAT(kinds(Talk{}.answer("a", Score{1}, "师傅很专业，非常满意").flags()),
                testing::ElementsAre(FlagKind::score_against_comment));
    EXPECT_THAT(kinds(Talk{}.answer("effort", Score{1}, "too complicated").flags()),
                testing::ElementsAre(FlagKind::score_against_comment));
    EXPECT_THAT(kinds(Talk{}.answer("nps", Score{9}, "等太久了").flags()),
                testing::ElementsAre(FlagKind::score_against_comment));
    EXPECT_THAT(kinds(Talk{}.answer("nps", Score{0}, "great").flags()),
                testing::ElementsAre(FlagKind::score_against_comment));
    EXPECT_THAT(Talk{}.answer("a", Score{4}, "terrible").flags(), testing::IsEmpty());
    EXPECT_THAT(Talk{}.answer("a", Score{5}, "很好").flags(), testing::IsEmpty());
    EXPECT_THAT(Talk{}.answer("a", Score{5}, "slow but friendly").flags(), testing::IsEmpty());
    EXPECT_THAT(Talk{}.answer("nps", Score{7}, "too slow").flags(), testing::IsEmpty());
}

TEST(Words, AreFoundWholeAndFolded) {
    const ScreeningWords words{{"darn", "混账"}, {"casino"}};
    const auto of = [&words](std::string text) {
        return Talk{}.answer("open", OpenText{std::move(text)}).flags(words);
    };
    const auto flags = of("You ＤＡＲＮ people, this is my secret");
    ASSERT_THAT(kinds(flags), testing::ElementsAre(FlagKind::abusive));
    EXPECT_EQ(flags.front().evidence, "open: abusive word \"darn\"");
    EXPECT_THAT(flags.front().evidence, Not(HasSubstr("secret")));
    EXPECT_THAT(kinds(of("你们这些混賬东西")), testing::ElementsAre(FlagKind::abusive));
    EXPECT_THAT(kinds(of("join our casino")), testing::ElementsAre(FlagKind::off_topic));
    EXPECT_THAT(of("darning socks"), testing::IsEmpty());
    EXPECT_THAT(kinds(Talk{}.answer("a", Score{3}, "darn").flags(words)),
                testing::ElementsAre(FlagKind::abusive));
    const auto noted = Talk{}.note("darn").flags(words);
    ASSERT_EQ(noted.size(), 1u);
    EXPECT_EQ(noted.front().evidence, "abusive word \"darn\"");
}

TEST(Words, OfTheBuiltInListSpareOrdinaryComplaints) {
    for (const char* text :
         {"第一次打电话没人接", "我妈的订单一直没到", "滚筒洗衣机坏了", "操作太麻烦", "垃圾服务",
          "the class was bad", "Scunthorpe branch", "Dick was helpful", "cockpit display broken"}) {
        EXPECT_THAT(Talk{}.answer("open", OpenText{text}).flags(), testing::IsEmpty()) << text;
    }
    for (const char* text : {"傻逼客服", "what the FUCK", "你们都是王八蛋"}) {
        EXPECT_THAT(kinds(Talk{}.answer("open", OpenText{text}).flags()),
                    testing::ElementsAre(FlagKind::abusive))
            << text;
    }
}

TEST(OffTopic, IsTextThatSaysNothing) {
    for (const char* text : {"aaaaaaa", "啊啊啊啊啊", "asdfgh", "asdf asdf", "qwertyu", "sdfghjkl",
                             "xkcdfgzq", "https://spam.example/x", "www.spam.example http://other.example"}) {
        EXPECT_THAT(kinds(Talk{}.answer("open", OpenText{text}).flags()),
                    testing::ElementsAre(FlagKind::off_topic))
            << text;
    }
    for (const char* text : {"ok", "好", "very slow", "see https://shop.example/o/1 it is wrong", "hmm",
                             "AB1234", "Fahrt", "555"}) {
        EXPECT_THAT(Talk{}.answer("open", OpenText{text}).flags(), testing::IsEmpty()) << text;
    }
    EXPECT_THAT(Talk{}.answer("proof", OpenText{"https://example.com/p.jpg"}).flags(), testing::IsEmpty());
}

TEST(Fingerprint, IsTheSameForTheSameAnswers) {
    const auto talk = [](int c, std::string comment) {
        return Talk{}.answer("a", Score{5}).answer("b", Score{4}).answer("c", Score{c}, std::move(comment));
    };
    const auto first = fingerprint(talk(3, "Too slow").conversation());
    EXPECT_NE(first, 0u);
    EXPECT_EQ(first, fingerprint(talk(3, " too ＳＬＯＷ").conversation()));
    EXPECT_NE(first, fingerprint(talk(2, "Too slow").conversation()));
    EXPECT_NE(first, fingerprint(talk(3, "fast").conversation()));
    const auto other = Talk{}.answer("a", Score{5}).answer("c", Score{4}).answer("b", Score{3}, "Too slow");
    EXPECT_NE(first, fingerprint(other.conversation()));
}

TEST(Fingerprint, IsNoneForTooLittle) {
    EXPECT_EQ(fingerprint(Conversation{}), 0u);
    EXPECT_EQ(fingerprint(Talk{}.answer("a", Score{5}).answer("b", Score{5}).skip("c").conversation()), 0u);
    EXPECT_NE(fingerprint(Talk{}.answer("open", OpenText{"slow"}).conversation()), 0u);
    EXPECT_NE(fingerprint(Talk{}.answer("a", Score{5}, "slow").conversation()), 0u);
}

TEST(Screening, IsSafeOnAnyBytes) {
    for (const std::string& text :
         {std::string{"\xFF\xFE"}, std::string(1u << 16, 'a'), std::string{"\u202E\u200B"}}) {
        const Talk talk = Talk{}.answer("gone", OpenText{text}).answer("a", Score{5}, text);
        talk.flags();
        EXPECT_NE(fingerprint(talk.conversation()), 0u);
    }
}

}  // namespace
}  // namespace askwell::flows
