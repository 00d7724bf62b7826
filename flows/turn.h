// One turn of a conversation: the working state of advance(), from the event to the finished Step. Internal
// to the engine.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "flows/engine.h"
#include "flows/payload.h"
#include "flows/phrases.h"
#include "flows/reading.h"
#include "flows/spoken.h"
#include "flows/wording.h"

namespace askwell::flows {

/// How often an unclear reply is asked again before the question is left.
inline constexpr int kMaxReprompts = 2;

/// When the parts of some text have waited long enough for the others; nullopt when none wait.
std::optional<TimePoint> parts_due(const ContactState& state);

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

    /// The customer wrote or tapped: the platform's window opens anew.
    void heard();

    Step take() { return std::move(step_); }

  private:
    // turn.cpp: speaking and the course of a conversation
    ContactState& contact() { return step_.next; }
    Conversation& conversation() { return *step_.next.conversation; }
    bool running() const {
        return step_.next.conversation && step_.next.conversation->state != ConversationState::ended;
    }
    bool find_survey();
    const Question& open_question() const;
    void refuse(Refusal refusal) { step_.refusal = refusal; }
    bool can_send(MessageKind kind) const;
    void say(MessageKind kind, Wording wording);
    void say(MessageKind kind, std::string_view text) { say(kind, Wording{std::string{text}, {}, false}); }
    void name_for_templates(Outgoing& message) const;
    std::string_view words(Phrase phrase) const;
    void ask(PromptKind kind, std::size_t question, std::string_view before = {}, std::size_t probe = 0);
    void present_again(MessageKind kind, std::string_view before);
    void invite();
    void begin();
    void next_question(std::string_view before = {});
    bool ask_key_question_again(std::string_view before);
    void show_info(std::size_t question);
    void complete();
    void end(Disposition disposition, EndReason reason);
    void tidy_answers();
    void sort_and_screen();
    void end_unfinished(EndReason reason);
    void opt_out();
    void note(std::string_view text);
    std::size_t answered() const;
    Answer& answer_to(std::size_t question);
    /// Now, and later than every answer and reminder before it.
    TimePoint moment() const;
    Answer* find_answer(std::size_t question);

    // turn_start.cpp: beginnings and time
    void start(const StartRequested& event);
    void start_queued();
    void queue(const StartRequested& event);
    Refusal refuse_start(const StartRequested& event) const;
    void remind();
    void leave_reminder(Refusal reason);
    /// A text while no conversation runs, said at `said_at`.
    void tell_idle(std::string_view text, TimePoint said_at);
    bool start_by_keyword(std::string_view text);
    void keep_unsolicited(std::string_view text);
    void hand_off_again();
    std::string_view zone() const;

    // turn_parts.cpp: texts that come in parts
    void keep_part(const TextReceived& event);
    void read_parts_of(const TextPart& text);
    void read_late_parts();

    // turn_reply.cpp: what the customer says
    void take_text(const TextReceived& event);
    ReadingContext reading_context() const;
    void hear(std::string_view text);
    bool came_before_prompt(const TextReceived& event) const;
    /// When it may have been said: not before `earliest`, not after `latest`.
    struct SaidBetween {
        TimePoint earliest;
        TimePoint latest;
    };
    SaidBetween said_between(const TextReceived& event) const;
    Reading read(std::string_view text) const;
    Reading read_reply_to(std::size_t question, std::string_view text, bool more = false) const;
    void check_opt_out(std::string_view text);
    /// The same beside an answer, which stands; `said` messages were ready before it was taken.
    void check_opt_out_after_answer(std::size_t said);
    void take_answer(const Reading& reading, std::string_view raw);
    void take_consent(bool yes);
    void take_consent_text(bool yes);
    void take_opt_out_check(bool yes);
    void take_question_answer(AnswerValue value, std::string comment, std::string_view raw);
    void take_other_text(std::string_view text, std::string_view raw);
    void take_comment(std::string_view text, std::string_view raw);
    void take_probe_answer(std::string_view text, std::string_view raw);
    void after_answer();
    bool probe(std::string_view said);
    void ask_again(std::string_view text);

    // turn_command.cpp: whole-message commands
    void obey(const Reading& command, std::string_view text);
    void skip();
    void back();
    void restart();
    void switch_language(std::string_view language);
    /// Answers "who is this?" and asks the open question again.
    void tell_who_writes(MessageKind kind);

    // turn_tap.cpp: buttons and files
    void take_tap(const ParsedPayload& tapped, std::string_view label);
    void take_one_of_several(const std::string& code, std::string_view label);
    void take_file(const FileReference& file);

    // turn_afterthought.cpp: what was meant for an earlier question
    void hear_early(std::string_view text, const SaidBetween& said);
    bool correct(std::string_view text);
    bool correct(std::string_view text, std::size_t question);
    /// The answer that must be meant by a correction to `instead` said then; nullopt when it may be one or
    /// another.
    std::optional<std::size_t> correctable(const SaidBetween& said, std::string_view instead) const;
    /// "Sorry, 4" to a question asked again, or to the first of all, answers it rather than correcting the
    /// one before. True when taken.
    bool answers_at_last(std::string_view text);
    bool correct_after_end(std::string_view text);
    void change(std::size_t question, const Reading& reading, std::string_view raw);
    std::optional<std::size_t> last_answered() const;
    /// The last question that was answered or left (skipped, given up) by then: what "I meant 4" is about.
    std::optional<std::size_t> last_settled(TimePoint by = TimePoint::max()) const;
    bool join(const Reading& reading, std::string_view text);
    bool join_last_answer(std::string_view text);

    const Context& context_;
    SurveyPtr survey_;
    Step step_;
};

}  // namespace askwell::flows
