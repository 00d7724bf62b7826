// The surveys that ship are what their instruments say: items, order, scales, dimensions, key items. What is
// written here are facts the ledger and every comparison over the years rely on; wording is free.
#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "flows/folding.h"
#include "flows/reading.h"
#include "flows/sms_segments.h"
#include "flows/survey.h"
#include "flows/survey_loader.h"
#include "flows/words.h"

namespace askwell::flows {
namespace {

using testing::AnyOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// An item in one line: "solved rating outcome key", then its labels.
std::string outline(const Question& question) {
    std::string line = question.id + ' ' + std::string{to_string(question.type)};
    if (!question.dimension.empty()) line += ' ' + question.dimension;
    if (question.key) line += " key";
    if (question.ask_if) line += " if";
    std::string between = ": ";
    const auto add = [&](const std::string& name, const Localized& label) {
        line += std::exchange(between, ", ") + name + ' ' + std::string{label.in("zh-CN", "")} + '/' +
                std::string{label.in("en", "")};
    };
    for (const ScalePoint& point : question.scale.points) {
        if (question.type == QuestionType::rating) add(std::to_string(point.score), point.label);
    }
    for (const Option& option : question.options) add(option.code, option.label);
    return line;
}

#define SATISFACTION                                                                              \
    ": 1 非常不满意/very dissatisfied, 2 不满意/dissatisfied, 3 一般/neutral, 4 满意/satisfied, " \
    "5 非常满意/very satisfied"

const std::map<std::string, std::vector<std::string>>& instruments() {
    static const std::map<std::string, std::vector<std::string>> items{
        {"service-process",
         {"channel single profile: phone 电话/Phone, online_agent 在线客服/Online agent, app App或小程序/App "
          "or "
          "mini-program, official_account 公众号/Official account, other 其他/Other",
          "first_response rating efficiency: 1 超过30分钟/over 30 minutes, 2 16–30分钟/16-30 minutes, 3 "
          "6–15分钟/6-15 minutes, 4 3–5分钟/3-5 minutes, 5 3分钟以内/under 3 minutes",
          "total_time rating efficiency" SATISFACTION,
          "clarity rating experience: 1 非常不清楚/very unclear, 2 不清楚/unclear, 3 一般/average, 4 "
          "清楚/clear, 5 非常清楚/very clear",
          "simplicity rating experience: 1 非常繁琐/very cumbersome, 2 繁琐/cumbersome, 3 一般/average, 4 "
          "便捷/convenient, 5 非常便捷/very convenient",
          "solved rating outcome key: 1 完全没有解决/not at all, 2 部分解决/partly, 3 基本解决/basically, 4 "
          "较好解决/well, 5 完美解决/perfectly",
          "expectations rating outcome key: 1 远低于预期/far below, 2 低于预期/below, 3 符合预期/as "
          "expected, 4 "
          "超出预期/above, 5 远超预期/far above"}},
        {"hotline",
         {"waiting rating connection" SATISFACTION,
          "menu rating menu: 1 非常难用/very difficult, 2 难用/difficult, 3 一般/average, 4 好用/easy, 5 "
          "非常好用/very easy",
          "attitude rating attitude" SATISFACTION, "first_contact yes_no solving",
          "thoroughness rating solving key: 1 完全没有解决/not at all, 2 部分解决/partly, 3 "
          "基本解决/basically, 4 较好解决/well, 5 完美解决/perfectly",
          "knowledge rating knowledge" SATISFACTION, "smoothness rating process" SATISFACTION,
          "records rating process: 1 非常不准确/very inaccurate, 2 不准确/inaccurate, 3 一般/average, 4 "
          "准确/accurate, 5 非常准确/very accurate",
          "follow_up_due yes_no process",
          "follow_up_timely rating process if: 1 非常不及时/very slow, 2 不及时/slow, 3 一般/average, 4 "
          "及时/prompt, 5 非常及时/very prompt",
          "overall rating overall key" SATISFACTION, "recommend nps loyalty", "suggestions text"}},
        {"hotline-interview",
         {"experience text experience key", "touch_points text touch_points", "highlights text highlights",
          "expectations text expectations", "other_hotlines yes_no comparison",
          "comparison text comparison if", "suggestions text suggestions"}},
        {"feedback-intake",
         {"type single key: product_quality 产品质量/Product quality, service_experience 服务体验/Service "
          "experience, feature_suggestion 功能建议/Feature suggestion, complaint 投诉/Complaint",
          "description text key",
          "impact single if: blocked 用不了/Cannot use it, affected 能用但体验不好/Can use it, but badly, "
          "no_impact "
          "没有影响/No effect, praise 是表扬/It is praise",
          "happened_at date if", "order_no order_no if", "attachments attachment if", "reference text",
          "reply_by single if: here 在这里回复/Reply here, phone 打电话/By phone, email 发邮件/By email, "
          "none "
          "不用告诉我/No need",
          "phone phone if", "email email if"}},
        {"after-sales",
         {"product_model text profile if", "order_no order_no profile if",
          "response rating response: 1 非常不及时/very slow, 2 不及时/slow, 3 一般/average, 4 及时/prompt, 5 "
          "非常及时/very prompt",
          "solving rating solving key: 1 没有解决/not solved, 2 多次处理才解决/solved after several tries, 3 "
          "基本解决/basically solved, 4 顺利解决/solved smoothly, 5 高效解决/solved efficiently",
          "professionalism rating professionalism: 1 非常不专业/very unprofessional, 2 "
          "不专业/unprofessional, 3 一般/average, 4 专业/professional, 5 非常专业/very professional",
          "patience rating communication: 1 非常不耐心/very impatient, 2 不耐心/impatient, 3 一般/average, 4 "
          "耐心/patient, 5 非常耐心/very patient",
          "active_service rating active_service: 1 从不/never, 2 很少/rarely, 3 有时/sometimes, 4 "
          "经常/usually, 5 "
          "总是/always",
          "overall rating overall key" SATISFACTION,
          "recommend rating loyalty: 1 绝不会/never, 2 可能不会/probably not, 3 说不准/not sure, 4 "
          "可能会/probably, 5 一定会/certainly",
          "improve text", "anything_else text", "call_back yes_no", "customer_name text if", "phone phone if",
          "contact_date date if"}},
        {"process-problem",
         {"reporter single profile: staff 公司员工/A member of staff, private_customer 个人客户/A private "
          "customer, business_customer 企业客户/A business customer",
          "department text profile if",
          "step single key: first_enquiry 首次咨询/First enquiry, complaint_handling 投诉处理/Complaint "
          "handling, repair 售后维修/After-sales repair, return_visit 客户回访/Return visit, other "
          "其他/Other",
          "happened_at date", "what text key",
          "frequency single: first_time 首次出现/The first time, occasional 偶尔/Occasionally, frequent "
          "频繁/Frequently",
          "impact multi: customer_experience 客户体验/Customer experience, working_efficiency "
          "工作效率/Working efficiency, company_cost 公司成本/Company cost, other 其他/Other",
          "suggestion text", "name text", "call_back yes_no", "phone phone if"}},
        {"csat", {"satisfaction rating overall" SATISFACTION}},
        {"nps", {"recommend nps loyalty"}},
    };
    return items;
}

#undef SATISFACTION

std::vector<std::string> shipped() {
    std::vector<std::string> ids;
    for (const auto& [id, items] : instruments()) ids.push_back(id);
    return ids;
}

class ShippedSurvey : public testing::TestWithParam<std::string> {
  protected:
    static Catalog& catalog() {
        static Catalog shipped = shipped_catalog();
        return shipped;
    }
    const Survey& survey() const {
        const SurveyPtr found = catalog().current(GetParam());
        if (found == nullptr) throw std::runtime_error(GetParam() + " does not ship");
        return *found;
    }
};

TEST_P(ShippedSurvey, asks_the_items_of_its_instrument) {
    std::vector<std::string> asked;
    for (const Question& question : survey().questions) asked.push_back(outline(question));
    EXPECT_THAT(asked, testing::ElementsAreArray(instruments().at(GetParam())));
}

TEST_P(ShippedSurvey, keeps_to_the_rules_that_all_instruments_share) {
    EXPECT_THAT(survey().languages, ElementsAre("zh-CN", "en"));
    EXPECT_LE(std::count_if(survey().questions.begin(), survey().questions.end(),
                            [](const Question& question) { return question.scored(); }),
              10);
    EXPECT_EQ(survey().reminder_after, 3 * kDay);
    EXPECT_GE(survey().expires_after, 7 * kDay);
    EXPECT_LE(survey().expires_after, 15 * kDay);
    EXPECT_FALSE(survey().reminder.empty());
    EXPECT_FALSE(survey().ledger.empty());
    EXPECT_EQ(survey().consent.empty(), GetParam() != "hotline-interview");
}

TEST_P(ShippedSurvey, says_in_the_invitation_how_long_it_takes_and_what_becomes_of_the_name) {
    const Localized& invitation = survey().invitation;
    EXPECT_THAT(std::string{invitation.in("zh-CN", "")}, HasSubstr("分钟"));
    EXPECT_THAT(std::string{invitation.in("en", "")}, HasSubstr("minute"));
    EXPECT_THAT(std::string{invitation.in("zh-CN", "")},
                AnyOf(HasSubstr("匿名"), HasSubstr("真名"), HasSubstr("姓名")));
    EXPECT_THAT(std::string{invitation.in("en", "")}, AnyOf(HasSubstr("anonymous"), HasSubstr("name")));
}

/// Everything in the survey that is read by customers, but for labels.
std::vector<const Localized*> texts(const Survey& survey) {
    std::vector<const Localized*> all{&survey.title,    &survey.invitation, &survey.consent,
                                      &survey.reminder, &survey.thanks,     &survey.thanks_partial};
    for (const ConditionalText& each : survey.thanks_if) all.push_back(&each.text);
    for (const Question& question : survey.questions) {
        all.insert(all.end(), {&question.text, &question.low_label, &question.high_label});
        for (const FollowUp& each : question.follow_ups) all.push_back(&each.text);
        for (const Probe& each : question.probes) all.push_back(&each.text);
        for (const Option& each : question.options) all.push_back(&each.other_prompt);
    }
    std::erase_if(all, [](const Localized* text) { return text->empty(); });
    return all;
}

TEST_P(ShippedSurvey, speaks_both_languages_in_their_own_alphabet) {
    for (const Localized* const text : texts(survey())) {
        ASSERT_TRUE(text->has("zh-CN") && text->has("en"));
        const std::string zh{text->in("zh-CN", "")};
        EXPECT_EQ(zh.find_first_of(",?!;\"'"), std::string::npos) << "Western punctuation in " << zh;
        const std::string en{text->in("en", "")};
        EXPECT_EQ(count_segments(en).encoding, SmsEncoding::gsm7) << "halves what an SMS holds: " << en;
    }
}

TEST_P(ShippedSurvey, is_begun_by_words_that_begin_no_other) {
    std::map<std::string, std::string> begun;
    for (const SurveyPtr& each : catalog().all()) {
        for (const auto& [language, words] : each->keywords) {
            for (const std::string& word : words) {
                const auto [known, fresh] = begun.emplace(fold_for_matching(word), each->id);
                EXPECT_TRUE(fresh) << word << " is said twice, by " << known->second << " and " << each->id;
            }
        }
    }
}

/// What a label or synonym of a question stands for, by the words themselves.
struct Meant {
    std::string words;
    std::string language;
    AnswerValue value;
};

std::vector<Meant> all_words(const Question& question) {
    std::vector<Meant> all;
    const auto add = [&all](const Localized& label, const Synonyms& synonyms, const AnswerValue& value) {
        for (const auto& [language, text] : label.all()) all.push_back({text, language, value});
        for (const auto& [language, words] : synonyms) {
            for (const std::string& each : words) all.push_back({each, language, value});
        }
    };
    for (const ScalePoint& point : question.scale.points) {
        if (question.type == QuestionType::rating) add(point.label, point.synonyms, Score{point.score});
    }
    for (const Option& option : question.options)
        add(option.label, option.synonyms, Chosen{{option.code}, {}});
    return all;
}

/// Words of several choices, which are meant to be asked about: a mini-program, or an account there.
bool is_shared(const std::string& words) {
    static const std::set<std::string> shared{"微信",      "wechat",     "weixin",
                                              "on wechat", "via wechat", "through wechat"};
    return shared.contains(words);
}

TEST_P(ShippedSurvey, gives_no_two_choices_the_same_word) {
    for (const Question& question : survey().questions) {
        std::map<std::string, AnswerValue> known;
        for (const Meant& meant : all_words(question)) {
            if (is_shared(meant.words)) continue;
            const auto [same, fresh] = known.emplace(fold_for_matching(meant.words), meant.value);
            EXPECT_TRUE(fresh || same->second == meant.value) << question.id << ": " << meant.words;
        }
    }
}

TEST_P(ShippedSurvey, reads_each_label_and_synonym_as_its_own_choice) {
    for (const Question& question : survey().questions) {
        for (const Meant& meant : all_words(question)) {
            const Reading reading = read_answer(question, meant.words, {meant.language});
            if (is_shared(meant.words)) {
                EXPECT_EQ(reading.kind, ReadingKind::unclear) << meant.words;
                continue;
            }
            EXPECT_EQ(reading.kind, ReadingKind::answer)
                << question.id << ": " << meant.words << ": " << reading.reason;
            EXPECT_EQ(reading.value, meant.value) << question.id << ": " << meant.words;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(All, ShippedSurvey, testing::ValuesIn(shipped()), [](const auto& id) {
    std::string name = id.param;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
});

TEST(ShippedCatalog, holds_every_survey_of_the_folder_and_no_other) {
    std::vector<std::string> ids;
    for (const SurveyPtr& survey : shipped_catalog().all()) ids.push_back(survey->id);
    EXPECT_THAT(ids, testing::UnorderedElementsAreArray(shipped()));
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator{std::filesystem::path{ASKWELL_TEST_DATA} /
                                                                 "../../../flows/catalog"}) {
        if (entry.path().extension() == ".json") files.push_back(entry.path().stem().string());
    }
    EXPECT_THAT(files, testing::UnorderedElementsAreArray(shipped()));
}

TEST(ShippedCatalog, is_checked_without_a_word_of_complaint) {
    std::string complaints;
    for (const LoadedSurvey& loaded : shipped_surveys()) {
        for (const Diagnostic& each : loaded.diagnostics) complaints += to_string(each) + '\n';
    }
    EXPECT_THAT(complaints, IsEmpty());
}

TEST(ShippedCatalog, has_no_more_cues_for_a_choice_than_a_designer_can_defend) {
    constexpr std::size_t kMost = 30;
    for (const LoadedSurvey& loaded : shipped_surveys()) {
        for (const Question& question : loaded.survey->questions) {
            std::vector<const Synonyms*> all{&question.yes_cues, &question.no_cues};
            for (const Option& option : question.options) all.push_back(&option.cues);
            for (const ScalePoint& point : question.scale.points) all.push_back(&point.cues);
            for (const Synonyms* cues : all) {
                for (const auto& [language, list] : *cues)
                    EXPECT_LE(list.size(), kMost) << question.id << ' ' << language;
            }
        }
    }
}

TEST(ShippedCatalog, asks_why_after_a_low_score_where_the_instrument_says_so) {
    const SurveyPtr survey = shipped_catalog().current("service-process");
    for (const Question& question : survey->questions) {
        if (!question.scored()) continue;
        for (int score = 1; score <= 5; ++score) {
            const bool asked = std::any_of(question.follow_ups.begin(), question.follow_ups.end(),
                                           [score](const FollowUp& each) { return each.fits(score); });
            EXPECT_EQ(asked, score <= 3) << question.id << ' ' << score;
        }
    }
}

TEST(ShippedCatalog, asks_why_after_every_score_of_the_short_surveys) {
    for (const auto& [id, highest] : std::map<std::string, int>{{"csat", 5}, {"nps", 10}}) {
        const SurveyPtr survey = shipped_catalog().current(id);
        const Question& question = survey->questions.front();
        for (int score = id == "nps" ? 0 : 1; score <= highest; ++score) {
            EXPECT_EQ(std::count_if(question.follow_ups.begin(), question.follow_ups.end(),
                                    [score](const FollowUp& each) { return each.fits(score); }),
                      1)
                << id << ' ' << score;
        }
    }
}

TEST(ShippedCatalog, digs_deeper_in_every_topic_of_the_interview_and_asks_for_facts_in_a_report) {
    const Catalog catalog = shipped_catalog();
    for (const Question& question : catalog.current("hotline-interview")->questions) {
        if (question.type != QuestionType::text) continue;
        std::set<OpenFlaw> dug;
        for (const Probe& probe : question.probes) dug.insert(probe.after);
        EXPECT_THAT(dug, ElementsAre(OpenFlaw::brief, OpenFlaw::vague, OpenFlaw::judgement)) << question.id;
    }
    const auto& probes = catalog.current("process-problem")->find("what")->probes;
    EXPECT_TRUE(std::any_of(probes.begin(), probes.end(),
                            [](const Probe& probe) { return probe.after == OpenFlaw::judgement; }));
}

}  // namespace
}  // namespace askwell::flows
