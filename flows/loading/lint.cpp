#include "flows/loading/lint.h"

#include <array>
#include <string>
#include <string_view>

#include <fmt/core.h>

#include "flows/sms_segments.h"

namespace askwell::flows::loading {

namespace {

constexpr std::size_t kMaxSegments = 2;

/// Beginnings and turns of phrase that put an answer into the customer's mouth.
constexpr std::array<std::string_view, 12> kLeading{"don't you",  "didn't you",   "wouldn't you", "isn't it",
                                                    "aren't you", "surely you",   "难道",         "您一定",
                                                    "相信您",     "是不是很满意", "应该很满意",   "肯定满意"};

std::string lower(std::string_view text) {
    std::string lowered{text};
    for (char& c : lowered) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lowered;
}

void lint_text(std::string_view text, const std::string& pointer, DiagnosticSink& sink) {
    if (const auto segments = count_segments(text).count(); segments > kMaxSegments) {
        sink.warning(pointer, fmt::format("this text takes {} SMS", segments),
                     fmt::format("shorten it to {}", kMaxSegments));
    }
    const std::string lowered = lower(text);
    if (lowered.find("http://") != std::string::npos || lowered.find("https://") != std::string::npos ||
        lowered.find("www.") != std::string::npos) {
        sink.warning(pointer, "a link in a survey text looks like fraud and is filtered by carriers",
                     "remove the link");
    }
}

void lint_texts(const Localized& texts, const std::string& pointer, DiagnosticSink& sink) {
    for (const auto& [language, text] : texts.all()) lint_text(text, pointer + "/" + language, sink);
}

void lint_question(const Question& question, const std::string& pointer, DiagnosticSink& sink) {
    lint_texts(question.text, pointer + "/text", sink);
    for (const auto& [language, text] : question.text.all()) {
        const std::string lowered = lower(text);
        for (const std::string_view leading : kLeading) {
            if (lowered.find(leading) == std::string::npos) continue;
            sink.warning(pointer + "/text/" + language,
                         fmt::format("\"{}\" leads the customer to an answer", leading),
                         "ask neutrally: \"How would you rate …\"");
            break;
        }
    }
    for (const FollowUp& follow_up : question.follow_ups)
        lint_texts(follow_up.text, pointer + "/follow_up/text", sink);
}

}  // namespace

void lint(const Survey& survey, DiagnosticSink& sink) {
    lint_texts(survey.invitation, "/invitation", sink);
    lint_texts(survey.reminder, "/reminder/text", sink);
    lint_texts(survey.thanks, "/thanks", sink);
    for (std::size_t i = 0; i < survey.questions.size(); ++i) {
        lint_question(survey.questions[i], fmt::format("/questions/{}", i), sink);
    }
    if (survey.reminder_after >= survey.expires_after) {
        sink.warning("/reminder/after", "the reminder would come when the survey has expired",
                     "remind earlier or let it expire later");
    }
}

}  // namespace askwell::flows::loading
