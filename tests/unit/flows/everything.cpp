#include "tests/unit/flows/everything.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "flows/survey_loader.h"

namespace askwell::flows::test {
namespace {

SurveyPtr load() {
    std::ifstream file{ASKWELL_TEST_DATA "/everything.json"};
    std::stringstream text;
    text << file.rdbuf();
    LoadedSurvey loaded = load_survey("everything.json", text.str());
    if (!loaded.survey) throw std::logic_error(to_string(loaded.diagnostics.front()));
    return loaded.survey;
}

/// What was answered to `id`; null when nothing was.
const AnswerValue* value(const Conversation& conversation, std::string_view id) {
    for (const Answer& answer : conversation.answers) {
        if (answer.question_id == id && answer.status == AnswerStatus::answered) return &answer.value;
    }
    return nullptr;
}

bool said_yes(const Conversation& conversation, std::string_view id) {
    const AnswerValue* const found = value(conversation, id);
    return found != nullptr && *found == AnswerValue{YesNo{true}};
}

}  // namespace

SurveyPtr everything() {
    static const SurveyPtr survey = load();
    return survey;
}

std::vector<std::string> expected_way(const Conversation& conversation) {
    std::vector<std::string> way{"visit"};
    if (const auto* const visit = value(conversation, "visit"); visit != nullptr) {
        const auto& codes = std::get<Chosen>(*visit).codes;
        if (std::find(codes.begin(), codes.end(), "shop") != codes.end()) way.emplace_back("shop_info");
    }
    way.emplace_back("csat");
    if (const auto* const csat = value(conversation, "csat"); csat != nullptr) {
        if (std::get<Score>(*csat).value <= 3) way.emplace_back("reasons");
    }
    way.emplace_back("solved");
    if (!said_yes(conversation, "solved")) {
        way.emplace_back("day");
        way.emplace_back("proof");
    }
    way.emplace_back("nps");
    way.emplace_back("callback");
    if (said_yes(conversation, "callback")) {
        way.emplace_back("phone");
        if (value(conversation, "phone") == nullptr) way.emplace_back("email");
    }
    const auto order = conversation.fields.find("order_no");
    if (order == conversation.fields.end() || order->second.empty()) way.emplace_back("order");
    way.emplace_back("count");
    way.emplace_back("story");
    return way;
}

}  // namespace askwell::flows::test
