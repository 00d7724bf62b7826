// Every label of scales and choices, and every score, in the wrapping that customers put around it: what
// merely wraps it leaves it as it is; what asks, supposes, wishes, passes on or takes it back leaves no
// answer.
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "flows/reading.h"
#include "reading_survey.h"

namespace askwell::flows {
namespace {

using test::Asked;
using test::reading_question;

constexpr std::string_view kHole = "_";

/// Sentences with a hole for what is said, by language.
struct Wrapping {
    std::string language;
    std::vector<std::string_view> sentences;
};

std::string filled(std::string_view sentence, std::string_view what) {
    std::string text{sentence};
    for (std::size_t hole = text.find(kHole); hole != std::string::npos;
         hole = text.find(kHole, hole + what.size()))
        text.replace(hole, kHole.size(), what);
    return text;
}

const std::vector<std::string_view> kScales{"cat:hotline:overall",
                                            "cat:hotline:menu",
                                            "cat:service-process:clarity",
                                            "cat:service-process:simplicity",
                                            "cat:service-process:expectations",
                                            "cat:after-sales:response",
                                            "cat:after-sales:patience",
                                            "cat:after-sales:professionalism",
                                            "cat:bank:login",
                                            "cat:garage:booking",
                                            "cat:hotel:overall",
                                            "cat:mobile:signal",
                                            "cat:flight:crew"};

Reading read(const Asked& asked, const std::string& language, const std::string& text) {
    return read_answer(asked.question, text, {language, false});
}

void expect_score(const Asked& asked, const std::string& language, const std::string& text, int score) {
    const Reading reading = read(asked, language, text);
    const auto* const read_score = std::get_if<Score>(&reading.value);
    ASSERT_NE(read_score, nullptr) << text << ": " << reading.reason;
    EXPECT_EQ(read_score->value, score) << text;
}

TEST(ReadingWrapping, LabelsKeepTheirScore) {
    const std::vector<Wrapping> wrappings{{"zh-CN",
                                           {"我觉得_",
                                            "_吧",
                                            "_，谢谢",
                                            "嗯，_",
                                            "_！！！",
                                            "这次_",
                                            "总的来说_",
                                            "说实话_",
                                            "_啊",
                                            "_的",
                                            "_。辛苦了",
                                            "个人感觉_",
                                            "应该是_",
                                            "_👍",
                                            "那就_吧",
                                            "我选_",
                                            "_，打了3次电话",
                                            "_，等了20分钟",
                                            "_，小王服务的",
                                            "老实讲_",
                                            "_呗",
                                            "总体感觉_",
                                            "真的_",
                                            "就_吧",
                                            "_ 谢谢",
                                            "你好，_",
                                            "反正_",
                                            "我的评价是_",
                                            "嗯那个就是_",
                                            "_（一个人的看法）",
                                            "怎么说呢，_",
                                            "_，我妈也这么说",
                                            "确实_",
                                            "只能说_",
                                            "_～",
                                            "【_】"}},
                                          {"en",
                                           {"I'd say _",
                                            "_ thanks",
                                            "_, thank you",
                                            "it was _",
                                            "honestly _",
                                            "_ tbh",
                                            "_!!!",
                                            "overall _",
                                            "_ I think",
                                            "I think _",
                                            "hmm _",
                                            "_, waited 20 minutes",
                                            "_, called 3 times",
                                            "_ - Tom was great",
                                            "they were _",
                                            "_ mate",
                                            "_ x",
                                            "_. cheers",
                                            "well, _",
                                            "ok _",
                                            "my answer is _",
                                            "_ in my opinion",
                                            "prob _",
                                            "_ this time",
                                            "just _",
                                            "_ for me",
                                            "_, no complaints",
                                            "erm _",
                                            "yeah _",
                                            "I found it _",
                                            "to be fair _",
                                            "id say _",
                                            "It's _",
                                            "_, nothing to add",
                                            "_ lah",
                                            "I guess _"}}};
    for (const std::string_view id : kScales) {
        const Asked asked = reading_question(id);
        for (const ScalePoint& point : asked.question.scale.points) {
            for (const Wrapping& wrapping : wrappings) {
                const std::string_view label = point.label.in(wrapping.language, "");
                for (const std::string_view sentence : wrapping.sentences)
                    expect_score(asked, wrapping.language, filled(sentence, label), point.score);
            }
        }
    }
}

TEST(ReadingWrapping, ScoresKeepTheirValueBesideOtherNumbers) {
    const std::vector<Wrapping> wrappings{
        {"zh-CN",
         {"_分，等了20分钟", "_分，打了3次才通", "_分，工号1023", "_分，5楼王女士", "_分，不能再多",
          "要我打分就打_分", "_分，问题第二天才解决", "麻烦记_分", "_分 客服小姐姐很好", "_分，主要是快"}},
        {"en",
         {"_. Waited 20 minutes", "_, called 3 times", "_ - took 2 weeks", "_, 45 min wait",
          "_ cos it took 3 calls", "_ I suppose, 2 calls needed", "_, thanks to Tom", "erm _", "_ for effort",
          "put me down for _"}}};
    for (const std::string_view id : {"cat:hotline:overall", "cat:nps:recommend"}) {
        const Asked asked = reading_question(id);
        const bool nps = asked.question.type == QuestionType::nps;
        for (int score = nps ? 0 : 1; score <= (nps ? 10 : 5); ++score) {
            for (const Wrapping& wrapping : wrappings) {
                for (const std::string_view sentence : wrapping.sentences)
                    expect_score(asked, wrapping.language, filled(sentence, std::to_string(score)), score);
            }
        }
    }
}

TEST(ReadingWrapping, WhatIsAskedSupposedOrTakenBackIsNoScore) {
    const std::vector<Wrapping> wrappings{
        {"zh-CN",
         {"_？",           "_吗",       "如果修好就_", "本来_的",         "差点_",     "希望_",  "怎么可能_",
          "你说_就_",      "到底_不_",  "别人都_",     "_的话就不投诉了", "_个鬼",     "_才怪",  "除非_",
          "还没到_的程度", "怎么才能_", "不能说_",     "想要_",           "_或者别的", "为什么_"}},
        {"en",
         {"_?",           "is it _?",        "not sure if _", "if fixed _",         "was _ until last week",
          "nearly _",     "how can it be _", "can't say _",   "hope to be _",       "would be _ if fixed",
          "_ my foot",    "define _",        "_ or not",      "I want it to be _",  "why _",
          "used to be _", "should be _",     "_, yeah right", "wouldn't call it _", "almost _"}}};
    for (const std::string_view id : kScales) {
        const Asked asked = reading_question(id);
        for (const ScalePoint& point : asked.question.scale.points) {
            for (const Wrapping& wrapping : wrappings) {
                const std::string_view label = point.label.in(wrapping.language, "");
                for (const std::string_view sentence : wrapping.sentences) {
                    const std::string text = filled(sentence, label);
                    EXPECT_NE(read(asked, wrapping.language, text).kind, ReadingKind::answer) << text;
                }
            }
        }
    }
}

const std::vector<std::string_view> kChoices{"cat:service-process:channel",
                                             "cat:feedback-intake:type",
                                             "cat:process-problem:reporter",
                                             "cat:process-problem:step",
                                             "cat:process-problem:frequency",
                                             "cat:flight:cabin",
                                             "cat:hotel:purpose",
                                             "cat:garage:job",
                                             "cat:kindergarten:class",
                                             "cat:claim:kind"};

/// Options of `question` but for "other", which asks which.
std::vector<const Option*> plain_options(const Question& question) {
    std::vector<const Option*> plain;
    for (const Option& option : question.options) {
        if (!option.other) plain.push_back(&option);
    }
    return plain;
}

TEST(ReadingWrapping, OptionsKeepTheirCode) {
    const std::vector<Wrapping> wrappings{
        {"zh-CN",
         {"_吧",       "_啊",         "_，谢谢", "_。",       "_！",       "_👍",      "嗯，_",   "你好，_",
          "说实话，_", "其实_",       "选_",     "我选_",     "是_",       "就是_",    "应该是_", "肯定是_",
          "主要是_",   "我的答案是_", "哦，_",   "_，没别的", "_，麻烦了", "_，辛苦了"}},
        {"en", {"_ thanks",
                "_ please",
                "_!",
                "_.",
                "_ 👍",
                "I'd say _",
                "I think _",
                "definitely _",
                "probably _",
                "mainly _",
                "honestly _",
                "well, _",
                "oh, _",
                "hi, _",
                "just _",
                "to be honest, _",
                "option: _",
                "I choose _",
                "going with _",
                "it's _",
                "it was _",
                "that's _",
                "my answer is _",
                "_ I think",
                "_ for sure",
                "_ tbh",
                "_ I'd say",
                "_ obviously"}}};
    for (const std::string_view id : kChoices) {
        const Asked asked = reading_question(id);
        for (const Option* const option : plain_options(asked.question)) {
            for (const Wrapping& wrapping : wrappings) {
                const std::string_view label = option->label.in(wrapping.language, "");
                for (const std::string_view sentence : wrapping.sentences) {
                    const std::string text = filled(sentence, label);
                    const Reading reading = read(asked, wrapping.language, text);
                    const auto* const chosen = std::get_if<Chosen>(&reading.value);
                    ASSERT_NE(chosen, nullptr) << id << ": " << text << ": " << reading.reason;
                    EXPECT_EQ(chosen->codes, std::vector<std::string>{option->code}) << id << ": " << text;
                }
            }
        }
    }
}

/// "Body and paint" and the like read as two clauses, the second of which may be the customer's own.
bool is_one_thing(std::string_view label) {
    return label.find(" and ") == std::string_view::npos && label.find(',') == std::string_view::npos;
}

TEST(ReadingWrapping, WhatIsFramedAsAnothersOrAskedAboutIsNoChoice) {
    const std::vector<Wrapping> wrappings{
        {"zh-CN",
         {"我老婆说_", "邻居说_", "网站上写_", "谁说_", "凭什么_", "什么叫_", "_个鬼", "_才怪", "_是什么意思",
          "_算不算", "说好的_呢？", "呵呵_", "能不能选_", "但愿_"}},
        {"en",
         {"my wife says _", "they told me _", "your website says _", "who says _", "why would I say _",
          "what do you mean by _", "does _ count", "can I choose _", "so much for _", "I wish I could say _",
          "I was told to say _", "_ my foot", "_ yeah right", "_ would be a lie",
          "_ is what they want to hear"}}};
    for (const std::string_view id : kChoices) {
        const Asked asked = reading_question(id);
        for (const Option* const option : plain_options(asked.question)) {
            for (const Wrapping& wrapping : wrappings) {
                const std::string_view label = option->label.in(wrapping.language, "");
                if (!is_one_thing(label)) continue;
                for (const std::string_view sentence : wrapping.sentences) {
                    const std::string text = filled(sentence, label);
                    EXPECT_NE(read(asked, wrapping.language, text).kind, ReadingKind::answer)
                        << id << ": " << text;
                }
            }
        }
    }
}

}  // namespace
}  // namespace askwell::flows
