#include "tests/unit/flows/talk.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "flows/survey_loader.h"

namespace askwell::flows::test {

namespace {

/// Loaded once: surveys never change, and property tests begin many thousand talks.
const Catalog& shipped_once() {
    static const Catalog catalog = shipped_catalog();
    return catalog;
}

}  // namespace

Talk::Talk(std::string language) : catalog(shipped_once()) {
    context.now = kMonday;
    context.received_at = kMonday;
    context.catalog = &catalog;
    context.default_time_zone = "Asia/Shanghai";
    context.default_language = std::move(language);
    state.contact = {"sms", "+8613800000001"};
    state.key = "017-00000000000000000000000000000000";
}

std::vector<Outgoing> Talk::happen(const Event& event) {
    Step step = advance(state, event, context);
    if (step.changed) state = std::move(step.next);
    refusal = step.refusal;
    all.insert(all.end(), step.outgoing.begin(), step.outgoing.end());
    finished.insert(finished.end(), step.finished.begin(), step.finished.end());
    context.now += std::chrono::milliseconds{10};
    context.received_at = context.now;
    return step.outgoing;
}

std::vector<Outgoing> Talk::begin_by_customer(std::string survey, Fields fields) {
    StartRequested start;
    start.survey_id = std::move(survey);
    start.origin = Origin::customer;
    start.fields = std::move(fields);
    return happen(start);
}

std::vector<Outgoing> Talk::begin_by_event(bool opted_in, std::string event_id) {
    StartRequested start;
    start.survey_id = "service-process";
    start.event_id = std::move(event_id);
    start.opted_in = opted_in;
    return happen(start);
}

std::vector<Outgoing> Talk::say(std::string_view text) {
    return say_at(text, context.now);
}

std::vector<Outgoing> Talk::say_at(std::string_view text, TimePoint received_at) {
    context.received_at = received_at;
    TextReceived event;
    event.text = text;
    return happen(event);
}

std::vector<Outgoing> Talk::tap(std::string_view label) {
    for (auto message = all.rbegin(); message != all.rend(); ++message) {
        if (message->choices.empty()) continue;
        for (const Choice& choice : message->choices) {
            if (choice.label == label) return tap_payload(choice.payload);
        }
        break;
    }
    throw std::logic_error("no button says " + std::string{label});
}

std::vector<Outgoing> Talk::tap_payload(std::string_view payload) {
    return happen(ChoiceReceived{std::string{payload}});
}

std::vector<Outgoing> Talk::wait(Duration span) {
    const TimePoint end = context.now + span;
    std::vector<Outgoing> said_meanwhile;
    for (int rounds = 0; rounds < 100; ++rounds) {
        const auto due = due_at(state, context);
        if (!due || *due > end) break;
        context.now = std::max(context.now, *due);
        context.received_at = context.now;
        const auto messages = happen(TimeReached{});
        said_meanwhile.insert(said_meanwhile.end(), messages.begin(), messages.end());
    }
    context.now = end;
    context.received_at = end;
    return said_meanwhile;
}

void Talk::begin() {
    begin_by_customer();
    say("start");
}

std::vector<Outgoing> Talk::answer_all() {
    std::vector<Outgoing> last;
    while (conversation().state == ConversationState::asking) last = say("5");
    return last;
}

const Answer* Talk::answer(std::string_view question_id) const {
    const auto& answers = state.conversation->answers;
    const auto found = std::find_if(answers.begin(), answers.end(), [question_id](const Answer& each) {
        return each.question_id == question_id;
    });
    return found == answers.end() ? nullptr : &*found;
}

std::string Talk::open_question() const {
    if (!state.conversation || !state.conversation->prompt) return {};
    const auto survey = catalog.current(state.conversation->survey_id);
    return survey->questions.at(state.conversation->prompt->question).id;
}

std::size_t Talk::said(MessageKind kind) const {
    return static_cast<std::size_t>(std::count_if(
        all.begin(), all.end(), [kind](const Outgoing& message) { return message.kind == kind; }));
}

}  // namespace askwell::flows::test
