// Customers of every temper walk through every survey that ships, in each of its languages: each walk ends,
// and nothing on the way is longer than two SMS or shows what customers should not see.
#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/choices.h"
#include "flows/sms_segments.h"
#include "tests/unit/flows/talk.h"

namespace askwell::flows::test {
namespace {

using testing::HasSubstr;
using testing::Not;

enum class Temper {
    pleased,    ///< takes the last of all choices and tells at length
    angry,      ///< takes the first one and says only that it is terrible
    reserved,   ///< passes over whatever may be passed over
    incoherent  ///< never says what was asked for
};

using Walk = std::tuple<std::string, std::string, Temper, bool>;

class CatalogWalk : public testing::TestWithParam<Walk> {
  protected:
    CatalogWalk() : talk_(std::get<1>(GetParam())) {
        StartRequested start;
        start.survey_id = std::get<0>(GetParam());
        start.opted_in = true;
        if (std::get<3>(GetParam()))
            start.fields = {
                {"company", "Harbour Electrics"}, {"product_model", "KF-35"}, {"order_no", "SH20260226"}};
        talk_.happen(start);
    }

    bool zh() const { return std::get<1>(GetParam()) == "zh-CN"; }

    /// What this customer does when asked what was said last.
    void reply() {
        const Outgoing& asked = talk_.all.back();
        switch (std::get<2>(GetParam())) {
            case Temper::pleased:
                if (asked.choices.empty()) {
                    talk_.say(
                        zh() ? "昨天上午师傅准时来了，半小时就换好了零件，还教我怎么清洗滤网。"
                             : "The engineer came on time yesterday, changed the part in half an hour and "
                               "showed me how to clean the filter.");
                } else {
                    talk_.tap(asked.choices.back().label);
                }
                break;
            case Temper::angry:
                if (asked.choices.empty()) {
                    talk_.say(zh() ? "太差了！" : "Terrible!");
                } else {
                    talk_.tap(asked.choices.front().label);
                }
                break;
            case Temper::reserved:
                talk_.say(zh() ? "跳过" : "skip");
                break;
            case Temper::incoherent:
                talk_.say("3 or 4 of 7, 12 or so");
                break;
        }
    }

    /// Accepts invitation and consent, which nobody in their right mind would skip.
    void accept() {
        while (talk_.conversation().prompt && (talk_.conversation().prompt->kind == PromptKind::invitation ||
                                               talk_.conversation().prompt->kind == PromptKind::consent)) {
            talk_.tap(talk_.all.back().choices.front().label);
        }
    }

    Talk talk_;
};

TEST_P(CatalogWalk, ends_with_thanks_and_says_nothing_too_long) {
    accept();
    const std::size_t patience = 10 * talk_.catalog.current(std::get<0>(GetParam()))->questions.size();
    std::size_t replies = 0;
    while (talk_.conversation().state == ConversationState::asking && replies < patience) {
        reply();
        ++replies;
    }
    EXPECT_LT(replies, patience) << "the conversation goes round in circles";
    EXPECT_EQ(talk_.all.back().kind, MessageKind::thanks);
    EXPECT_EQ(talk_.conversation().disposition, Disposition::complete);
    for (const Outgoing& message : talk_.all) {
        const std::string text = adapters::with_written_choices(message);
        EXPECT_LE(count_segments(text).count(), 2U) << text;
        EXPECT_THAT(text, Not(HasSubstr("{")));
        EXPECT_THAT(text, Not(HasSubstr("  ")));
    }
}

std::vector<std::string> surveys() {
    std::vector<std::string> ids;
    for (const SurveyPtr& survey : Talk{}.catalog.all()) ids.push_back(survey->id);
    return ids;
}

std::string walk_name(const testing::TestParamInfo<Walk>& info) {
    static const std::map<Temper, std::string> tempers{{Temper::pleased, "pleased"},
                                                       {Temper::angry, "angry"},
                                                       {Temper::reserved, "reserved"},
                                                       {Temper::incoherent, "incoherent"}};
    const auto& [survey, language, temper, known] = info.param;
    std::string name = survey + '_' + language + '_' + tempers.at(temper) + (known ? "_known" : "_unknown");
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(All, CatalogWalk,
                         testing::Combine(testing::ValuesIn(surveys()), testing::Values("zh-CN", "en"),
                                          testing::Values(Temper::pleased, Temper::angry, Temper::reserved,
                                                          Temper::incoherent),
                                          testing::Bool()),
                         walk_name);

}  // namespace
}  // namespace askwell::flows::test
