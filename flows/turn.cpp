#include "flows/turn.h"

#include <algorithm>
#include <iterator>

namespace askwell::flows {

bool Turn::find_survey() {
    survey_ = context_.catalog->pinned(conversation().survey_id, conversation().survey_version);
    if (survey_ == nullptr) return false;
    // An older version may have had more questions than the one that is left.
    const auto& prompt = conversation().prompt;
    return !prompt || prompt->question < survey_->questions.size();
}

std::string_view Turn::words(Phrase wanted) const {
    const auto& state = step_.next;
    if (state.conversation && !state.conversation->language.empty())
        return phrase(wanted, state.conversation->language);
    return phrase(wanted,
                  state.language.empty() ? std::string_view{context_.default_language} : state.language);
}

void Turn::say(MessageKind kind, Wording wording) {
    Outgoing message;
    message.number = ++contact().messages;
    message.kind = kind;
    message.text = std::move(wording.text);
    message.choices = std::move(wording.choices);
    message.scale = wording.scale;
    message.language = contact().language.empty() ? context_.default_language : contact().language;
    if (contact().conversation) {
        message.conversation_id = conversation().id;
        message.language = conversation().language;
    }
    step_.outgoing.push_back(std::move(message));
    step_.changed = true;
}

void Turn::ask(PromptKind kind, std::size_t question, std::string_view before) {
    Prompt prompt;
    prompt.kind = kind;
    prompt.question = question;
    prompt.number = ++conversation().prompts;
    prompt.asked_at = context_.now;
    conversation().prompt = prompt;
    present_again(kind == PromptKind::invitation ? MessageKind::invitation : MessageKind::question, before);
}

void Turn::present_again(MessageKind kind, std::string_view before) {
    Wording wording = word_prompt(*survey_, conversation(), *conversation().prompt);
    wording.text = lines(before, wording.text);
    if (kind == MessageKind::invitation || kind == MessageKind::reminder) {
        wording.text =
            lines(wording.text, words(context_.opt_out_letters ? Phrase::way_out_letter : Phrase::way_out));
        conversation().prompt->offered_letters = context_.opt_out_letters;
    }
    say(kind, std::move(wording));
}

void Turn::invite() {
    conversation().state = ConversationState::invited;
    conversation().invited_at = context_.now;
    contact().last_surveyed[conversation().survey_id] = context_.now;
    ask(PromptKind::invitation, 0);
}

void Turn::begin() {
    conversation().state = ConversationState::asking;
    conversation().began_at = context_.now;
    contact().opted_in = true;
    next_question();
}

void Turn::next_question(std::string_view before) {
    for (std::size_t index = 0; index < survey_->questions.size(); ++index) {
        if (find_answer(index) == nullptr) return ask(PromptKind::question, index, before);
    }
    complete();
}

void Turn::complete() {
    end(Disposition::complete, EndReason::completed);
    const bool nothing_said = answered() == 0 && !survey_->thanks_partial.empty();
    say(MessageKind::thanks,
        survey_->text(nothing_said ? survey_->thanks_partial : survey_->thanks, conversation().language));
}

void Turn::end(Disposition disposition, EndReason reason) {
    Conversation& ended = conversation();
    ended.state = ConversationState::ended;
    ended.ended_at = context_.now;
    ended.prompt.reset();
    ended.interrupted.reset();
    ended.disposition = disposition;
    ended.end_reason = reason;
    if (ended.reminder == ReminderState::pending) {
        ended.reminder = ReminderState::not_sent;
        ended.reminder_reason = "conversation_ended";
    }
    step_.finished.push_back({contact().contact, ended, 0});
    step_.changed = true;
}

void Turn::end_unfinished(EndReason reason) {
    const bool refused =
        reason == EndReason::declined || reason == EndReason::opted_out || reason == EndReason::blocked;
    const auto nothing = reason == EndReason::undeliverable ? Disposition::undeliverable
                         : refused                          ? Disposition::refused
                                                            : Disposition::no_response;
    end(answered() > 0 ? Disposition::partial : nothing, reason);
}

void Turn::opt_out() {
    contact().opted_out = true;
    contact().opted_in = false;
    contact().queue.clear();
    step_.changed = true;
    if (running()) end_unfinished(EndReason::opted_out);
    say(MessageKind::notice, words(Phrase::opt_out_done));
}

void Turn::note(std::string_view text) {
    Note kept;
    kept.text = text;
    kept.at = context_.now;
    const auto& prompt = conversation().prompt;
    const bool about_question =
        prompt && prompt->kind != PromptKind::invitation && prompt->kind != PromptKind::opt_out_check;
    if (about_question && survey_) kept.question_id = survey_->questions[prompt->question].id;
    conversation().notes.push_back(std::move(kept));
    step_.changed = true;
}

std::size_t Turn::answered() const {
    const auto& answers = step_.next.conversation->answers;
    return static_cast<std::size_t>(std::count_if(answers.begin(), answers.end(), [](const Answer& answer) {
        return answer.status == AnswerStatus::answered;
    }));
}

Answer* Turn::find_answer(std::size_t question) {
    const std::string& id = survey_->questions[question].id;
    auto& answers = conversation().answers;
    const auto found = std::find_if(answers.begin(), answers.end(),
                                    [&id](const Answer& answer) { return answer.question_id == id; });
    return found == answers.end() ? nullptr : &*found;
}

Answer& Turn::answer_to(std::size_t question) {
    if (Answer* const known = find_answer(question)) return *known;
    Answer fresh;
    fresh.question_id = survey_->questions[question].id;
    fresh.asked_at = conversation().prompt ? conversation().prompt->asked_at : context_.now;
    auto& answers = conversation().answers;
    // Kept in the survey's order, whatever order "back" led to.
    const auto position =
        std::find_if(answers.begin(), answers.end(), [this, question](const Answer& answer) {
            const Question* const other = survey_->find(answer.question_id);
            return other != nullptr && other > &survey_->questions[question];
        });
    return *answers.insert(position, std::move(fresh));
}

}  // namespace askwell::flows
