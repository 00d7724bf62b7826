// A conversation in the terminal, on the real engine; nothing is stored.
#include <cstdio>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <fmt/core.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "adapters/choices.h"
#include "bot/commands/commands.h"
#include "bot/service.h"
#include "bot/views.h"
#include "flows/engine.h"

namespace askwell::bot {

namespace {

class Terminal {
  public:
    explicit Terminal(flows::SurveyPtr survey) : survey_id_(survey->id) { catalog_.add(std::move(survey)); }

    /// Lines from a pipe come at once; a person would have taken so long for each.
    void let_pass(flows::Duration span) { ahead_ += span; }

    void begin(const std::string& language, std::map<std::string, std::string, std::less<>> fields) {
        state_.contact = {"terminal", "you"};
        state_.key = "000-terminal";
        flows::StartRequested start;
        start.survey_id = survey_id_;
        start.language = language;
        start.origin = flows::Origin::customer;
        start.fields = std::move(fields);
        happen(start);
    }

    void say(const std::string& line) {
        flows::TextReceived text;
        text.text = line;
        happen(text);
    }

    bool ended() const {
        return state_.conversation && state_.conversation->state == flows::ConversationState::ended;
    }
    std::string record() const { return to_json(state_.contact, *state_.conversation).dump(2); }

  private:
    void happen(const flows::Event& event) {
        flows::Context context;
        context.now = system_now() + ahead_;
        context.screening_words = &words_;
        context.received_at = context.now;
        context.catalog = &catalog_;
        const flows::Step step = flows::advance(state_, event, context);
        state_ = step.next;
        for (const auto& message : step.outgoing)
            fmt::print("{}\n\n", adapters::with_written_choices(message));
        std::fflush(stdout);
    }

    std::string survey_id_;
    flows::Catalog catalog_;
    flows::ContactState state_;
    flows::Duration ahead_{0};
    flows::ScreeningWords words_ = flows::default_screening_words();
};

using Fields = std::map<std::string, std::string, std::less<>>;

/// "name=value" …; nullopt, after a message, when one has no "=".
std::optional<Fields> parse_fields(const std::vector<std::string>& pairs) {
    Fields fields;
    for (const std::string& pair : pairs) {
        const auto equals = pair.find('=');
        if (equals == std::string::npos || equals == 0) {
            fmt::print(stderr, "\"{}\" is no field. Write --field name=value.\n", pair);
            return std::nullopt;
        }
        fields.insert_or_assign(pair.substr(0, equals), pair.substr(equals + 1));
    }
    return fields;
}

}  // namespace

int chat(const ChatOptions& options) {
    auto survey = find_survey(options.survey);
    if (survey == nullptr) return 1;
    const bool person = ::isatty(STDIN_FILENO) != 0;
    auto fields = parse_fields(options.fields);
    if (!fields) return 1;
    Terminal terminal{std::move(survey)};
    terminal.begin(options.language, *std::move(fields));
    std::string line;
    while (!terminal.ended()) {
        if (person) fmt::print("> ");
        std::fflush(stdout);
        if (!std::getline(std::cin, line)) break;
        if (!person) terminal.let_pass(std::chrono::seconds{30});
        terminal.say(line);
    }
    if (options.json) fmt::print("{}\n", terminal.record());
    return 0;
}

}  // namespace askwell::bot
