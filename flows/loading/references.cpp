#include "flows/loading/references.h"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "flows/placeholders.h"

namespace askwell::flows::loading {

namespace {

/// Which questions some course of answers leads to. Conditions are taken as able to hold and able not to.
std::vector<bool> reachable(const Survey& survey) {
    const std::size_t count = survey.questions.size();
    std::vector<bool> reached(count + 1, false);
    reached[0] = true;
    for (std::size_t i = 0; i < count; ++i) {
        if (!reached[i]) continue;
        const Question& question = survey.questions[i];
        bool goes_on = true;
        for (const Goto& each : question.gotos) {
            if (!goes_on) break;
            reached[each.to] = true;
            goes_on = each.condition.has_value();
        }
        if (goes_on || question.ask_if) reached[i + 1] = true;
    }
    return reached;
}

class PlaceholderCheck {
  public:
    PlaceholderCheck(const Survey& survey, DiagnosticSink& sink) : survey_(survey), sink_(sink) {}

    /// Reports placeholders that name neither a field nor one of the first `known` questions.
    void check(const Localized& texts, const std::string& pointer, std::size_t known) {
        for (const auto& [language, text] : texts.all()) {
            for (const Placeholder& placeholder : placeholders_in(text)) {
                if (is_known(placeholder.name, known)) continue;
                sink_.error(
                    pointer + "/" + language,
                    fmt::format("\"{{{}}}\" is neither a field nor an earlier question", placeholder.name),
                    fmt::format("add \"{0}\" to \"fields\", or write \"{{{{{0}}}\" for the brace itself",
                                placeholder.name));
            }
        }
    }

    void check_question(std::size_t index) {
        const Question& question = survey_.questions[index];
        const std::string place = fmt::format("/questions/{}", index);
        check(question.text, place + "/text", index);
        for (const FollowUp& follow_up : question.follow_ups)
            check(follow_up.text, place + "/follow_up/text", index + 1);
        for (const Probe& probe : question.probes) check(probe.text, place + "/probes", index + 1);
        for (const Option& option : question.options) {
            check(option.other_prompt, place + "/options", index);
        }
    }

  private:
    bool is_known(std::string_view name, std::size_t known) const {
        if (name == "survey") return true;
        if (std::find(survey_.fields.begin(), survey_.fields.end(), name) != survey_.fields.end())
            return true;
        const std::size_t index = survey_.index_of(name);
        return index < known && survey_.questions[index].type != QuestionType::info;
    }

    const Survey& survey_;
    DiagnosticSink& sink_;
};

}  // namespace

void check_placeholders(const Survey& survey, DiagnosticSink& sink) {
    PlaceholderCheck placeholders{survey, sink};
    const std::size_t count = survey.questions.size();
    for (std::size_t i = 0; i < count; ++i) placeholders.check_question(i);
    placeholders.check(survey.invitation, "/invitation", 0);
    placeholders.check(survey.consent, "/consent", 0);
    placeholders.check(survey.reminder, "/reminder/text", 0);
    placeholders.check(survey.thanks, "/thanks", count);
    placeholders.check(survey.thanks_partial, "/thanks_partial", count);
    for (std::size_t i = 0; i < survey.thanks_if.size(); ++i)
        placeholders.check(survey.thanks_if[i].text, fmt::format("/thanks_if/{}/text", i), count);
}

void check_reachable(const Survey& survey, DiagnosticSink& sink) {
    const std::vector<bool> reached = reachable(survey);
    for (std::size_t i = 0; i < survey.questions.size(); ++i) {
        if (reached[i]) continue;
        sink.error(fmt::format("/questions/{}", i),
                   fmt::format("nothing leads to the question \"{}\"", survey.questions[i].id),
                   "remove it, or give an earlier \"goto\" a condition");
    }
}

}  // namespace askwell::flows::loading
