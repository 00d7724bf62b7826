// Replies from anybody: no text may crash the reader or bind it for long, and what it answers is an answer to
// the question that was asked.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "flows/reading.h"
#include "flows/survey_loader.h"

namespace {

using namespace askwell::flows;

void require(bool holds) {
    if (!holds) std::abort();
}

const std::vector<const Question*>& questions() {
    static const std::vector<SurveyPtr> surveys = shipped_catalog().all();
    static const std::vector<const Question*> all = [] {
        std::vector<const Question*> found;
        for (const SurveyPtr& survey : surveys) {
            for (const Question& question : survey->questions) found.push_back(&question);
        }
        return found;
    }();
    return all;
}

bool is_option(const Question& question, const std::string& code) {
    return std::any_of(question.options.begin(), question.options.end(),
                       [&code](const Option& option) { return option.code == code; });
}

void require_an_answer(const Question& question, const Reading& reading) {
    if (const auto* const score = std::get_if<Score>(&reading.value))
        require(question.scored() && score->value >= 0 && score->value <= 10);
    if (const auto* const chosen = std::get_if<Chosen>(&reading.value)) {
        require(question.type == QuestionType::multi || chosen->codes.size() == 1);
        for (const std::string& code : chosen->codes) require(is_option(question, code));
    }
    require(!std::holds_alternative<YesNo>(reading.value) || question.type == QuestionType::yes_no);
}

}  // namespace

/// The first byte chooses the question, the second the language; the rest is the reply.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t kChoices = 2;
    if (size < kChoices) return 0;
    const Question& question = *questions()[data[0] % questions().size()];
    const std::string_view text{reinterpret_cast<const char*>(data) + kChoices, size - kChoices};
    const TimePoint now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 21}};
    const ReadingContext context{data[1] % 2 == 0 ? "zh-CN" : "en", false, now, "Asia/Shanghai"};
    const Reading reading = read_answer(question, text, context);
    if (reading.kind == ReadingKind::answer) require_an_answer(question, reading);
    require(reading.kind != ReadingKind::command || reading.command.has_value());
    require(!reading.confirm || reading.command == Command::stop || reading.kind == ReadingKind::answer);
    read_more(question, text, context);
    read_open(text, context);
    read_consent(text, context);
    if (const auto instead = read_correction(text)) require(instead->size() <= text.size());
    return 0;
}
