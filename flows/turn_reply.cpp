// What the customer says: commands, answers, comments, corrections by "back", and what we do not understand.
#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <utility>

#include "flows/turn.h"

namespace askwell::flows {

namespace {

constexpr int kMaxReprompts = 2;

/// A platform's time is believed within this span before we received the message: longer than any platform
/// goes on retrying (24 h at Telegram) it is a broken clock, not a late message.
constexpr Duration kBelievableDelay = kDay;
/// Clocks of platforms and ours may differ by so much before we call a message early.
constexpr Duration kClockTolerance = std::chrono::seconds{2};

/// The answer a button stands for; monostate when the question has no such code.
AnswerValue value_of_choice(const Question& question, const std::string& code) {
    if (question.type == QuestionType::yes_no) {
        if (code == "yes" || code == "no") return YesNo{code == "yes"};
        return {};
    }
    if (question.type == QuestionType::rating) {
        int score = 0;
        const auto [end, error] = std::from_chars(code.data(), code.data() + code.size(), score);
        if (error != std::errc{} || end != code.data() + code.size() || question.scale.find(score) == nullptr)
            return {};
        return Score{score};
    }
    for (const Option& option : question.options) {
        if (option.code == code) return Chosen{{code}, {}};
    }
    return {};
}

bool wants_other_text(const Question& question, const AnswerValue& value) {
    const auto* const chosen = std::get_if<Chosen>(&value);
    if (chosen == nullptr || !chosen->other.empty()) return false;
    return std::any_of(question.options.begin(), question.options.end(), [chosen](const Option& option) {
        return option.other &&
               std::find(chosen->codes.begin(), chosen->codes.end(), option.code) != chosen->codes.end();
    });
}

bool wants_follow_up(const Question& question, const Answer& answer) {
    const auto* const score = std::get_if<Score>(&answer.value);
    return !question.follow_ups.empty() && score != nullptr &&
           question.follow_ups.front().fits(score->value) && answer.comment.empty();
}

}  // namespace

void Turn::on(const TextReceived& event) {
    if (!running()) return tell_idle(event.text);
    if (!find_survey()) {
        note(event.text);
        return end_unfinished(EndReason::superseded);
    }
    if (!conversation().prompt) {  // not yet invited
        const Reading reading = read_consent(event.text, {conversation().language, context_.opt_out_letters});
        if (reading.command == Command::stop) {
            note(event.text);
            return opt_out();
        }
        return note(event.text);
    }
    if (came_before_prompt(event)) return hear_early(event.text);
    hear(event.text);
}

bool Turn::came_before_prompt(const TextReceived& event) const {
    TimePoint said_at = context_.received_at;
    if (event.sent_at && *event.sent_at + kBelievableDelay > context_.received_at) {
        said_at = std::min(said_at, *event.sent_at + event.sent_at_precision + kClockTolerance);
    }
    return said_at < step_.next.conversation->prompt->asked_at;
}

void Turn::hear_early(std::string_view text) {
    // Typed before the current question was asked: it cannot answer it. Often it is the reason for the score
    // just given.
    const Prompt prompt = *conversation().prompt;
    const Reading command = read_open(text, {conversation().language, prompt.offered_letters});
    if (command.command == Command::stop) {
        note(text);
        return opt_out();
    }
    if (prompt.kind == PromptKind::follow_up) {
        const Question& question = survey_->questions[prompt.question];
        const Reading again =
            read_answer(*survey_, question, text, {conversation().language, prompt.offered_letters});
        if (command.kind == ReadingKind::answer && again.kind == ReadingKind::unclear) return hear(text);
    }
    note(text);
}

Reading Turn::read(std::string_view text) const {
    const Conversation& now = *step_.next.conversation;
    const ReadingContext reading_context{now.language, now.prompt->offered_letters};
    switch (now.prompt->kind) {
        case PromptKind::invitation:
        case PromptKind::opt_out_check:
            return read_consent(text, reading_context);
        case PromptKind::question:
            return read_answer(*survey_, survey_->questions[now.prompt->question], text, reading_context);
        case PromptKind::other_text:
        case PromptKind::follow_up:
            return read_open(text, reading_context);
    }
    return {};
}

void Turn::hear(std::string_view text) {
    const Reading reading = read(text);
    if (reading.kind == ReadingKind::command && reading.command) return obey(*reading.command, text);
    const bool open = std::holds_alternative<OpenText>(reading.value);
    const bool may_be_opt_out =
        reading.kind == ReadingKind::unclear || (reading.kind == ReadingKind::answer && open);
    const PromptKind kind = conversation().prompt->kind;
    if (may_be_opt_out && kind != PromptKind::opt_out_check && sounds_like_opt_out(text)) {
        note(text);
        const Prompt interrupted = *conversation().prompt;
        ask(PromptKind::opt_out_check, interrupted.question);
        conversation().interrupted = interrupted;
        return;
    }
    if (reading.kind == ReadingKind::answer) return take_answer(reading, text);
    ask_again(text);
}

void Turn::take_answer(const Reading& reading, std::string_view raw) {
    switch (conversation().prompt->kind) {
        case PromptKind::invitation:
        case PromptKind::opt_out_check: {
            const bool check = conversation().prompt->kind == PromptKind::opt_out_check;
            note(raw);
            const auto* const yes = std::get_if<YesNo>(&reading.value);
            if (check) return take_opt_out_check(yes != nullptr && yes->yes);
            return take_consent(yes != nullptr && yes->yes);
        }
        case PromptKind::question:
            return take_question_answer(reading.value, reading.comment, raw);
        case PromptKind::other_text:
        case PromptKind::follow_up: {
            const auto* const open = std::get_if<OpenText>(&reading.value);
            return take_open_answer(open != nullptr ? std::string_view{open->text} : raw, raw);
        }
    }
}

void Turn::take_consent(bool yes) {
    if (yes) return begin();
    end_unfinished(EndReason::declined);
    say(MessageKind::notice, words(Phrase::declined));
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
    answer.answered_at = context_.now;
    step_.changed = true;
    after_answer(answer);
}

void Turn::after_answer(const Answer& answer) {
    const std::size_t index = conversation().prompt->question;
    const Question& question = survey_->questions[index];
    if (wants_other_text(question, answer.value)) return ask(PromptKind::other_text, index);
    if (wants_follow_up(question, answer)) return ask(PromptKind::follow_up, index);
    next_question();
}

void Turn::take_open_answer(std::string_view text, std::string_view raw) {
    const PromptKind kind = conversation().prompt->kind;
    Answer& answer = answer_to(conversation().prompt->question);
    if (auto* const chosen = std::get_if<Chosen>(&answer.value);
        chosen != nullptr && kind == PromptKind::other_text) {
        chosen->other = text;
    } else {
        answer.comment = lines(answer.comment, text);
    }
    answer.raw.emplace_back(raw);
    answer.answered_at = context_.now;
    next_question();
}

void Turn::ask_again(std::string_view text) {
    note(text);
    Prompt& prompt = *conversation().prompt;
    if (prompt.reprompts < kMaxReprompts) {
        ++prompt.reprompts;
        return say(MessageKind::reprompt,
                   word_reprompt(*survey_, conversation(), prompt, prompt.reprompts == kMaxReprompts));
    }
    switch (prompt.kind) {
        case PromptKind::invitation:
            return;  // we do not press; the invitation stays open until it expires
        case PromptKind::opt_out_check:
            return take_opt_out_check(true);  // in doubt, the customer is left alone
        case PromptKind::question: {
            Answer& answer = answer_to(prompt.question);
            // After "back", what was understood before still holds.
            if (answer.status != AnswerStatus::answered) answer.status = AnswerStatus::missing;
            return next_question(words(Phrase::moving_on));
        }
        case PromptKind::other_text:
        case PromptKind::follow_up:
            return next_question(words(Phrase::moving_on));
    }
}

void Turn::obey(Command command, std::string_view text) {
    note(text);
    switch (command) {
        case Command::stop:
            return opt_out();
        case Command::help:
            return present_again(MessageKind::help, words(Phrase::help_question));
        case Command::skip:
            return skip();
        case Command::back:
            return back();
        case Command::restart:
            return restart();
        case Command::later:
            return say(MessageKind::notice, words(Phrase::later));
        case Command::start:
            if (conversation().prompt->kind == PromptKind::invitation) return begin();
            return present_again(MessageKind::question, {});
    }
}

void Turn::skip() {
    const Prompt prompt = *conversation().prompt;
    switch (prompt.kind) {
        case PromptKind::invitation:
            return take_consent(false);
        case PromptKind::opt_out_check:
            return take_opt_out_check(false);
        case PromptKind::question: {
            Answer& answer = answer_to(prompt.question);
            if (answer.status != AnswerStatus::answered) answer.status = AnswerStatus::skipped;
            answer.answered_at = context_.now;
            return next_question();
        }
        case PromptKind::other_text:
        case PromptKind::follow_up:
            return next_question();
    }
}

void Turn::back() {
    const Prompt prompt = *conversation().prompt;
    if (prompt.kind == PromptKind::invitation || prompt.kind == PromptKind::opt_out_check) {
        return present_again(MessageKind::question, {});
    }
    if (prompt.kind != PromptKind::question) return ask(PromptKind::question, prompt.question);
    if (prompt.question == 0) return ask(PromptKind::question, 0, words(Phrase::first_question));
    ask(PromptKind::question, prompt.question - 1);
}

void Turn::restart() {
    if (conversation().prompt->kind == PromptKind::invitation)
        return present_again(MessageKind::question, {});
    // What was said stays on record, as notes.
    for (Answer& answer : conversation().answers) {
        for (std::string& raw : answer.raw) {
            conversation().notes.push_back({answer.question_id, std::move(raw), answer.answered_at});
        }
    }
    conversation().answers.clear();
    conversation().interrupted.reset();
    next_question(words(Phrase::restarted));
}

void Turn::on(const ChoiceReceived& event) {
    const auto parsed = parse_payload(event.payload);
    const bool current = parsed && running() && conversation().prompt &&
                         parsed->conversation == conversation_count(conversation().id) &&
                         parsed->prompt == conversation().prompt->number;
    if (!current || !find_survey()) return refuse(Refusal::stale_choice);
    const Prompt prompt = *conversation().prompt;
    const Wording shown = word_prompt(*survey_, conversation(), prompt);
    const auto chosen =
        std::find_if(shown.choices.begin(), shown.choices.end(),
                     [&event](const Choice& choice) { return choice.payload == event.payload; });
    if (chosen == shown.choices.end()) return refuse(Refusal::stale_choice);
    switch (prompt.kind) {
        case PromptKind::invitation:
            note(chosen->label);
            return take_consent(parsed->code == "yes");
        case PromptKind::opt_out_check:
            note(chosen->label);
            return take_opt_out_check(parsed->code == "yes");
        case PromptKind::question:
            return take_question_answer(value_of_choice(survey_->questions[prompt.question], parsed->code),
                                        {}, chosen->label);
        case PromptKind::other_text:
        case PromptKind::follow_up:
            return refuse(Refusal::stale_choice);
    }
}

void Turn::on(const AttachmentReceived& event) {
    if (!running()) return tell_idle(event.description);
    survey_ = context_.catalog->pinned(conversation().survey_id, conversation().survey_version);
    note(event.description);
}

}  // namespace askwell::flows
