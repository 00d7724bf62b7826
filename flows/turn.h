// One turn of a conversation: the working state of advance(), from the event to the finished Step. Internal
// to the engine.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "flows/engine.h"
#include "flows/phrases.h"
#include "flows/wording.h"

namespace askwell::flows {

class Turn {
  public:
    Turn(const ContactState& state, const Context& context) : context_(context) { step_.next = state; }

    void on(const StartRequested& event);
    void on(const TextReceived& event);
    void on(const ChoiceReceived& event);
    void on(const AttachmentReceived& event);
    void on(const ContactBlocked& event);
    void on(const ContactReturned& event);
    void on(const TimeReached& event);
    void on(const ReminderRequested& event);
    void on(const DeliveryFailed& event);

    Step take() { return std::move(step_); }

  private:
    // turn.cpp: speaking and the course of a conversation
    ContactState& contact() { return step_.next; }
    Conversation& conversation() { return *step_.next.conversation; }
    bool running() const {
        return step_.next.conversation && step_.next.conversation->state != ConversationState::ended;
    }
    bool find_survey();
    void refuse(Refusal refusal) { step_.refusal = refusal; }
    void say(MessageKind kind, Wording wording);
    void say(MessageKind kind, std::string_view text) { say(kind, Wording{std::string{text}, {}, false}); }
    std::string_view words(Phrase phrase) const;
    void ask(PromptKind kind, std::size_t question, std::string_view before = {});
    void present_again(MessageKind kind, std::string_view before);
    void invite();
    void begin();
    void next_question(std::string_view before = {});
    void complete();
    void end(Disposition disposition, EndReason reason);
    void end_unfinished(EndReason reason);
    void opt_out();
    void note(std::string_view text);
    std::size_t answered() const;

    // turn_start.cpp: beginnings and time
    void start(const StartRequested& event);
    void start_queued();
    void queue(const StartRequested& event);
    Refusal refuse_start(const StartRequested& event) const;
    void remind();
    void tell_idle(std::string_view text);
    void keep_unsolicited(std::string_view text);
    std::string_view zone() const;

    // turn_reply.cpp: what the customer says
    void hear(std::string_view text);
    void hear_early(std::string_view text);
    bool came_before_prompt(const TextReceived& event) const;
    Reading read(std::string_view text) const;
    void obey(Command command, std::string_view text);
    void take_answer(const Reading& reading, std::string_view raw);
    void take_consent(bool yes);
    void take_opt_out_check(bool yes);
    void take_question_answer(AnswerValue value, std::string comment, std::string_view raw);
    void take_open_answer(std::string_view text, std::string_view raw);
    void after_answer(const Answer& answer);
    void ask_again(std::string_view text);
    void skip();
    void back();
    void restart();
    Answer& answer_to(std::size_t question);
    Answer* find_answer(std::size_t question);

    const Context& context_;
    SurveyPtr survey_;
    Step step_;
};

}  // namespace askwell::flows
