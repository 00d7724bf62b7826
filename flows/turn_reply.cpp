// What the customer says: answers, comments, and what we do not understand.
#include <algorithm>
#include <stdexcept>
#include <utility>

#include "flows/reading.h"
#include "flows/turn.h"

namespace askwell::flows {

namespace {

/// A platform's time is believed within this span before we received the message: a message that is older
/// than the longest that a platform goes on retrying (7 days at WhatsApp, 24 h at Telegram) has a broken
/// clock.
constexpr Duration kBelievableDelay = 8 * kDay;
/// Clocks of platforms and ours may differ by so much before we call a message early.
constexpr Duration kClockTolerance = std::chrono::seconds{2};

bool wants_other_text(const Question& question, const AnswerValue& value) {
    const auto* const chosen = std::get_if<Chosen>(&value);
    if (chosen == nullptr || !chosen->other.empty()) return false;
    return std::any_of(chosen->codes.begin(), chosen->codes.end(), [&question](const std::string& code) {
        const Option* const option = question.find_option(code);
        return option != nullptr && option->other;
    });
}

/// The question with its options in the order this conversation was shown, so that numbers mean what was
/// read.
Question as_shown(const Question& question, std::string_view conversation_id) {
    Question shown = question;
    shown.options.clear();
    for (const Option* const option : shown_options(question, conversation_id))
        shown.options.push_back(*option);
    return shown;
}

/// The codes in the survey's order, whatever order they were read in.
void sort_codes(const Question& question, AnswerValue& value) {
    auto* const chosen = std::get_if<Chosen>(&value);
    if (chosen == nullptr) return;
    const auto place = [&question](const std::string& code) { return question.find_option(code); };
    std::sort(chosen->codes.begin(), chosen->codes.end(),
              [&place](const std::string& a, const std::string& b) { return place(a) < place(b); });
}

/// The probe that fits what an open answer lacks: its own, else one for a lesser want.
std::optional<std::size_t> fitting_probe(const Question& question, const Answer& answer, OpenFlaw flaw) {
    if (answer.probed.size() >= kMaxProbes) return std::nullopt;
    const auto find = [&](OpenFlaw wanted) -> std::optional<std::size_t> {
        for (std::size_t i = 0; i < question.probes.size(); ++i) {
            const bool asked =
                std::find(answer.probed.begin(), answer.probed.end(), i) != answer.probed.end();
            if (question.probes[i].after == wanted && !asked) return i;
        }
        return std::nullopt;
    };
    for (const OpenFlaw wanted : {flaw, OpenFlaw::vague, OpenFlaw::brief}) {
        if (wanted == OpenFlaw::vague && flaw == OpenFlaw::brief) continue;
        if (const auto found = find(wanted)) return found;
    }
    return std::nullopt;
}

}  // namespace

void Turn::on(const TextReceived& event) {
    if (event.part && event.part->total > 1) return keep_part(event);
    take_text(event);
}

void Turn::take_text(const TextReceived& event) {
    if (!running()) return tell_idle(event.text, said_between(event).latest);
    if (!find_survey()) {
        note(event.text);
        return end_unfinished(EndReason::superseded);
    }
    if (!conversation().prompt) {  // not yet invited
        note(event.text);
        if (read_consent(event.text, {conversation().language, context_.opt_out_letters}).command ==
            Command::stop) {
            opt_out();
        }
        return;
    }
    if (came_before_prompt(event)) return hear_early(event.text, said_between(event));
    hear(event.text);
}

bool Turn::came_before_prompt(const TextReceived& event) const {
    // The prompt is in the store: it was made before now, whatever a clock says that was set back, or that
    // lags behind another replica's. Such a clock cannot tell early from late.
    if (context_.now < step_.next.conversation->prompt->asked_at) return false;
    return said_between(event).latest < step_.next.conversation->prompt->asked_at;
}

Turn::SaidBetween Turn::said_between(const TextReceived& event) const {
    const TimePoint received = context_.received_at;
    if (!event.sent_at || *event.sent_at + kBelievableDelay <= received) return {received, received};
    return {std::min(received, *event.sent_at),
            std::min(received, *event.sent_at + event.sent_at_precision + kClockTolerance)};
}

ReadingContext Turn::reading_context() const {
    const Conversation& now = *step_.next.conversation;
    ReadingContext context;
    context.language = now.language;
    context.opt_out_letters = now.prompt && now.prompt->offered_letters;
    context.now = context_.received_at;
    context.time_zone = zone();
    return context;
}

Reading Turn::read(std::string_view text) const {
    const Conversation& now = *step_.next.conversation;
    const ReadingContext context = reading_context();
    switch (now.prompt->kind) {
        case PromptKind::invitation:
        case PromptKind::consent:
        case PromptKind::opt_out_check:
            return read_consent(text, context);
        case PromptKind::question:
        case PromptKind::more:
            return read_reply_to(now.prompt->question, text, now.prompt->kind == PromptKind::more);
        case PromptKind::other_text:
        case PromptKind::follow_up:
        case PromptKind::probe:
            return read_open(text, context);
    }
    return {};
}

Reading Turn::read_reply_to(std::size_t index, std::string_view text, bool more) const {
    const auto read_as = more ? read_more : read_answer;
    const Question& question = survey_->questions[index];
    if (!question.randomise) return read_as(question, text, reading_context());
    Reading reading = read_as(as_shown(question, step_.next.conversation->id), text, reading_context());
    sort_codes(question, reading.value);
    return reading;
}

void Turn::hear(std::string_view text) {
    if (answers_at_last(text) || correct(text)) return;
    const Reading reading = read(text);
    const bool answered = reading.kind == ReadingKind::answer;
    if (reading.confirm && !answered) return check_opt_out(text);
    if (reading.kind == ReadingKind::command && reading.command) return obey(reading, text);
    if (join(reading, text)) return;
    if (!answered) return ask_again(text);
    const std::size_t said = step_.outgoing.size();
    take_answer(reading, text);
    if (reading.confirm) check_opt_out_after_answer(said);
}

void Turn::check_opt_out_after_answer(std::size_t said) {
    if (!running()) return opt_out();
    const Prompt next = *conversation().prompt;
    if (step_.outgoing.size() > said) {
        step_.outgoing.pop_back();  // the next question: it is asked if the wish was a misunderstanding
        --contact().messages;
        if (context_.budget) --contact().said_since_heard;
    }
    ask(PromptKind::opt_out_check, next.question);
    conversation().interrupted = next;
}

void Turn::check_opt_out(std::string_view text) {
    note(text);
    const Prompt interrupted = *conversation().prompt;
    if (interrupted.kind == PromptKind::opt_out_check) return opt_out();
    ask(PromptKind::opt_out_check, interrupted.question);
    conversation().interrupted = interrupted;
}

void Turn::take_answer(const Reading& reading, std::string_view raw) {
    const auto yes = [&reading] {
        const auto* const answer = std::get_if<YesNo>(&reading.value);
        return answer != nullptr && answer->yes;
    };
    const auto words = [&]() -> std::string_view {
        const auto* const open = std::get_if<OpenText>(&reading.value);
        return open != nullptr ? std::string_view{open->text} : raw;
    };
    switch (conversation().prompt->kind) {
        case PromptKind::invitation:
            note(raw);
            return take_consent(yes());
        case PromptKind::consent:
            note(raw);
            return take_consent_text(yes());
        case PromptKind::opt_out_check:
            note(raw);
            return take_opt_out_check(yes());
        case PromptKind::question:
            return take_question_answer(reading.value, reading.comment, raw);
        case PromptKind::more: {
            Answer& answer = answer_to(conversation().prompt->question);
            const auto* const more = std::get_if<Chosen>(&reading.value);
            auto* const chosen = std::get_if<Chosen>(&answer.value);
            if (more == nullptr || chosen == nullptr) return take_comment(words(), raw);
            Chosen all = *chosen;
            for (const std::string& code : more->codes) {
                if (std::find(all.codes.begin(), all.codes.end(), code) == all.codes.end())
                    all.codes.push_back(code);
            }
            if (!more->other.empty()) all.other = more->other;
            AnswerValue value{std::move(all)};
            sort_codes(open_question(), value);
            answer.value = std::move(value);
            answer.raw.emplace_back(raw);
            answer.comment = lines(answer.comment, reading.comment);
            answer.answered_at = moment();
            return after_answer();
        }
        case PromptKind::other_text:
            return take_other_text(words(), raw);
        case PromptKind::follow_up:
            return take_comment(words(), raw);
        case PromptKind::probe:
            return take_probe_answer(words(), raw);
    }
}

void Turn::take_consent(bool yes) {
    if (!yes) {
        end_unfinished(EndReason::declined);
        return say(MessageKind::notice, words(Phrase::declined));
    }
    if (survey_->consent.empty()) return begin();
    ask(PromptKind::consent, 0);
}

void Turn::take_consent_text(bool yes) {
    if (!yes) return take_consent(false);
    conversation().consent =
        Consent{piped(*survey_, conversation(), survey_->text(survey_->consent, conversation().language)),
                context_.now};
    begin();
}

void Turn::take_opt_out_check(bool yes) {
    if (yes) return opt_out();
    if (!conversation().interrupted) throw std::logic_error("an opt-out check interrupted nothing");
    Prompt resumed = *std::exchange(conversation().interrupted, std::nullopt);
    // A new number: buttons shown before the check still mean the question, but it is asked anew.
    resumed.number = ++conversation().prompts;
    resumed.asked_at = context_.now;
    conversation().prompt = resumed;
    present_again(resumed.kind == PromptKind::invitation ? MessageKind::invitation : MessageKind::question,
                  {});
}

void Turn::take_question_answer(AnswerValue value, std::string comment, std::string_view raw) {
    Answer& answer = answer_to(conversation().prompt->question);
    answer.changed = answer.status == AnswerStatus::answered && !(answer.value == value);
    answer.status = AnswerStatus::answered;
    answer.value = std::move(value);
    answer.comment = std::move(comment);
    answer.raw.emplace_back(raw);
    answer.answered_at = moment();
    step_.changed = true;
    after_answer();
}

void Turn::after_answer() {
    const std::size_t index = conversation().prompt->question;
    const Question& question = open_question();
    const Answer& answer = answer_to(index);
    if (wants_other_text(question, answer.value)) return ask(PromptKind::other_text, index);
    if (answer.comment.empty() && fitting_follow_up(question, answer.value) != nullptr)
        return ask(PromptKind::follow_up, index);
    const auto* const open = std::get_if<OpenText>(&answer.value);
    if (open != nullptr && probe(open->text)) return;
    next_question();
}

bool Turn::probe(std::string_view said) {
    const std::size_t index = conversation().prompt->question;
    const Question& question = open_question();
    Answer& answer = answer_to(index);
    if (question.probes.empty()) return false;
    const auto flaw = flaw_of(said);
    const auto fitting = flaw ? fitting_probe(question, answer, *flaw) : std::nullopt;
    if (!fitting) return false;
    answer.probed.push_back(*fitting);
    ask(PromptKind::probe, index, {}, *fitting);
    return true;
}

void Turn::take_other_text(std::string_view text, std::string_view raw) {
    Answer& answer = answer_to(conversation().prompt->question);
    if (auto* const chosen = std::get_if<Chosen>(&answer.value)) {
        chosen->other = text;
    } else {
        answer.comment = lines(answer.comment, text);
    }
    answer.raw.emplace_back(raw);
    answer.answered_at = moment();
    step_.changed = true;
    next_question();
}

void Turn::take_comment(std::string_view text, std::string_view raw) {
    Answer& answer = answer_to(conversation().prompt->question);
    answer.comment = lines(answer.comment, text);
    answer.raw.emplace_back(raw);
    answer.answered_at = moment();
    step_.changed = true;
    next_question();
}

void Turn::take_probe_answer(std::string_view text, std::string_view raw) {
    Answer& answer = answer_to(conversation().prompt->question);
    if (auto* const open = std::get_if<OpenText>(&answer.value)) open->text = lines(open->text, text);
    answer.raw.emplace_back(raw);
    answer.answered_at = moment();
    step_.changed = true;
    if (!probe(text)) next_question();
}

void Turn::ask_again(std::string_view text) {
    note(text);
    Prompt& prompt = *conversation().prompt;
    if (prompt.reprompts < kMaxReprompts) {
        ++prompt.reprompts;
        if (asks_who_writes(text)) return tell_who_writes(MessageKind::reprompt);
        return say(MessageKind::reprompt,
                   word_reprompt(*survey_, conversation(), prompt, prompt.reprompts == kMaxReprompts));
    }
    switch (prompt.kind) {
        case PromptKind::invitation:
        case PromptKind::consent:
            return;  // asked three times; the reminder and the end of the survey follow in their time
        case PromptKind::opt_out_check:
            return opt_out();  // in doubt for the customer's peace
        case PromptKind::question: {
            Answer& answer = answer_to(prompt.question);
            if (answer.status != AnswerStatus::answered) {
                answer.status = AnswerStatus::missing;
                answer.answered_at = moment();
            }
            return next_question(words(Phrase::moving_on));
        }
        case PromptKind::more:
        case PromptKind::other_text:
        case PromptKind::follow_up:
        case PromptKind::probe:
            return next_question(words(Phrase::moving_on));
    }
}

}  // namespace askwell::flows
