#include "flows/turn.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include "flows/facts.h"

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

void Turn::heard() {
    if (!context_.window && !context_.budget) return;  // nothing depends on it
    // What opens less takes nothing away from what is still open.
    if (context_.opens && !contact().narrow_window && may_write(contact(), context_)) return;
    contact().narrow_window = context_.opens;
    contact().heard_at = context_.received_at;
    contact().said_since_heard = 0;
    step_.changed = true;
}

bool Turn::can_send(MessageKind kind) const {
    const bool by_template = kind == MessageKind::invitation
                                 ? context_.template_invitation
                                 : kind == MessageKind::reminder && context_.template_reminder;
    return by_template || may_write(step_.next, context_);
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
        if (context_.templates) name_for_templates(message);
    }
    if (context_.budget) ++contact().said_since_heard;
    step_.outgoing.push_back(std::move(message));
    step_.changed = true;
}

void Turn::name_for_templates(Outgoing& message) const {
    const Conversation& talk = *step_.next.conversation;
    message.survey_id = talk.survey_id;
    message.fields = talk.fields;
    const bool asks = talk.prompt && survey_ && talk.prompt->kind == PromptKind::question &&
                      (message.kind == MessageKind::question || message.kind == MessageKind::reprompt ||
                       message.kind == MessageKind::reminder);
    if (asks) message.question_id = survey_->questions[talk.prompt->question].id;
}

const Question& Turn::open_question() const {
    return survey_->questions[step_.next.conversation->prompt->question];
}

void Turn::ask(PromptKind kind, std::size_t question, std::string_view before, std::size_t probe) {
    Prompt prompt;
    prompt.kind = kind;
    prompt.question = question;
    prompt.probe = probe;
    prompt.number = ++conversation().prompts;
    prompt.asked_at = moment();
    conversation().prompt = prompt;
    present_again(kind == PromptKind::invitation ? MessageKind::invitation : MessageKind::question, before);
}

void Turn::present_again(MessageKind kind, std::string_view before) {
    Wording wording = word_prompt(*survey_, conversation(), *conversation().prompt);
    wording.text = lines(before, wording.text);
    // Also when an invitation is shown again: in another language, say.
    if (conversation().prompt->kind == PromptKind::invitation || kind == MessageKind::reminder) {
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
    // Each round shows an info text or ends; there are at most so many questions.
    for (std::size_t rounds = 0; rounds <= survey_->questions.size(); ++rounds) {
        const auto next = Facts{*survey_, conversation()}.next();
        if (!next) {
            if (!ask_key_question_again(before)) complete();
            return;
        }
        if (survey_->questions[*next].type != QuestionType::info)
            return ask(PromptKind::question, *next, before);
        show_info(*next);
    }
    throw std::logic_error("the way through a survey has no end");
}

void Turn::show_info(std::size_t question) {
    conversation().prompt.reset();
    Answer& shown = answer_to(question);
    shown.status = AnswerStatus::shown;
    Prompt prompt;
    prompt.question = question;
    prompt.kind = PromptKind::question;
    say(MessageKind::question, word_prompt(*survey_, conversation(), prompt));
}

bool Turn::ask_key_question_again(std::string_view before) {
    const Facts facts{*survey_, conversation()};
    for (const std::size_t index : facts.way()) {
        const Answer* const record = facts.record(index);
        const bool open = record->status == AnswerStatus::missing || record->status == AnswerStatus::skipped;
        if (!survey_->questions[index].key || !open || record->asked_again) continue;
        find_answer(index)->asked_again = true;
        ask(PromptKind::question, index, lines(before, words(Phrase::once_more)));
        return true;
    }
    return false;
}

void Turn::complete() {
    const Localized* thanks = &survey_->thanks;
    if (answered() == 0 && !survey_->thanks_partial.empty()) {
        thanks = &survey_->thanks_partial;
    } else {
        const Facts facts{*survey_, conversation()};
        const auto fitting =
            std::find_if(survey_->thanks_if.begin(), survey_->thanks_if.end(),
                         [&facts](const ConditionalText& each) { return facts.hold(each.condition); });
        if (fitting != survey_->thanks_if.end()) thanks = &fitting->text;
    }
    const std::string text = piped(*survey_, conversation(), survey_->text(*thanks, conversation().language));
    end(Disposition::complete, EndReason::completed);
    say(MessageKind::thanks, text);
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
    // Time, a block or a failed delivery end it without a look at the survey.
    if (!survey_) find_survey();
    tidy_answers();
    sort_and_screen();
    step_.finished.push_back({contact().contact, ended, 0});
    step_.changed = true;
}

void Turn::tidy_answers() {
    if (!survey_) return;
    Conversation& ended = conversation();
    std::vector<bool> keep;
    {
        const Facts facts{*survey_, ended};
        for (const Answer& answer : ended.answers) {
            const std::size_t index = survey_->index_of(answer.question_id);
            const bool off_way = index < survey_->questions.size() && !facts.on_way(index);
            keep.push_back(!off_way && answer.status != AnswerStatus::shown);
        }
    }
    std::vector<Answer> kept;
    for (std::size_t i = 0; i < keep.size(); ++i) {
        Answer& answer = ended.answers[i];
        if (keep[i]) {
            kept.push_back(std::move(answer));
            continue;
        }
        // Said on a branch that a later change closed: no answer any more, but not lost.
        for (std::string& raw : answer.raw) {
            ended.notes.push_back({answer.question_id, std::move(raw), answer.answered_at});
        }
    }
    ended.answers = std::move(kept);
}

void Turn::sort_and_screen() {
    if (!survey_) return;
    Conversation& ended = conversation();
    ended.entry_class.clear();
    ended.priority.clear();
    const Facts facts{*survey_, ended};
    for (const LedgerRule& rule : survey_->ledger) {
        const bool news = (ended.entry_class.empty() && !rule.entry_class.empty()) ||
                          (ended.priority.empty() && !rule.priority.empty());
        if (answered() == 0 || !news || !facts.hold(rule.condition)) continue;
        if (ended.entry_class.empty()) ended.entry_class = rule.entry_class;
        if (ended.priority.empty()) ended.priority = rule.priority;
    }
    static const ScreeningWords no_words;
    ended.flags = screen(*survey_, ended, context_.screening_words ? *context_.screening_words : no_words);
    const std::uint64_t said = fingerprint(ended);
    if (said == 0) return;
    if (said == contact().last_fingerprint && contact().last_response != ended.id)
        ended.flags.push_back({FlagKind::duplicate, "the same answers as " + contact().last_response});
    contact().last_fingerprint = said;
    contact().last_response = ended.id;
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
    const bool about_question = prompt && prompt->kind != PromptKind::invitation &&
                                prompt->kind != PromptKind::consent &&
                                prompt->kind != PromptKind::opt_out_check;
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

TimePoint Turn::moment() const {
    // Which answer was the last, and whether a reminder is still wanted, goes by these times: a clock that
    // was set back must not turn them round. When it is much further back, the times in the state are the
    // wrong ones.
    constexpr Duration kSetBack = std::chrono::hours{1};
    const Conversation& now = *step_.next.conversation;
    TimePoint latest = context_.now;
    if (now.reminder_at) latest = std::max(latest, *now.reminder_at + Duration{1});
    for (const Answer& answer : now.answers) {
        if (answer.answered_at > latest) latest = answer.answered_at + Duration{1};
    }
    return latest - context_.now < kSetBack ? latest : context_.now;
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
    // Kept in the survey's order, whatever order "back" led to; the place is nearly always the end.
    auto position = answers.end();
    while (position != answers.begin()) {
        const std::size_t before = survey_->index_of(std::prev(position)->question_id);
        if (before <= question || before == survey_->questions.size()) break;
        --position;
    }
    return *answers.insert(position, std::move(fresh));
}

}  // namespace askwell::flows
