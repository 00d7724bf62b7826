// Whole-message commands: stop, help, skip, back, restart, later, another language.
#include <algorithm>

#include "flows/facts.h"
#include "flows/reading.h"
#include "flows/spoken.h"
#include "flows/turn.h"

namespace askwell::flows {

namespace {

/// Before the first question there is nothing to skip, to go back to or to begin again.
bool is_beforehand(PromptKind kind) {
    return kind == PromptKind::invitation || kind == PromptKind::consent || kind == PromptKind::opt_out_check;
}

}  // namespace

void Turn::obey(const Reading& command, std::string_view text) {
    note(text);
    switch (*command.command) {
        case Command::stop:
            return opt_out();
        case Command::help:
            if (asks_who_writes(text)) return tell_who_writes(MessageKind::help);
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
            if (conversation().prompt->kind == PromptKind::invitation) return take_consent(true);
            return present_again(MessageKind::question, {});
        case Command::language:
            return switch_language(command.language);
        case Command::done:
            return next_question();
    }
}

void Turn::tell_who_writes(MessageKind kind) {
    // The invitation tells by itself.
    const bool told = conversation().prompt->kind == PromptKind::invitation;
    present_again(kind, told ? std::string{} : piped(*survey_, conversation(), words(Phrase::who_writes)));
}

void Turn::switch_language(std::string_view language) {
    const std::string spoken_here = match_language(*survey_, language);
    contact().language = spoken_here.empty() ? std::string{language} : spoken_here;
    if (spoken_here.empty())
        return present_again(MessageKind::question, phrase(Phrase::language_missing, language));
    conversation().language = spoken_here;
    present_again(MessageKind::question, {});
}

void Turn::skip() {
    const Prompt prompt = *conversation().prompt;
    switch (prompt.kind) {
        case PromptKind::invitation:
        case PromptKind::consent:
            return take_consent(false);
        case PromptKind::opt_out_check:
            return take_opt_out_check(false);
        case PromptKind::question: {
            Answer& answer = answer_to(prompt.question);
            if (answer.status != AnswerStatus::answered) answer.status = AnswerStatus::skipped;
            answer.answered_at = moment();
            return next_question();
        }
        case PromptKind::more:
        case PromptKind::other_text:
        case PromptKind::follow_up:
        case PromptKind::probe:
            return next_question();
    }
}

void Turn::back() {
    const Prompt prompt = *conversation().prompt;
    if (is_beforehand(prompt.kind)) return present_again(MessageKind::question, {});
    if (prompt.kind != PromptKind::question) return ask(PromptKind::question, prompt.question);
    const Facts facts{*survey_, conversation()};
    const auto& way = facts.way();
    auto before = std::lower_bound(way.begin(), way.end(), prompt.question);
    while (before != way.begin()) {
        if (survey_->questions[*--before].type != QuestionType::info)
            return ask(PromptKind::question, *before);
    }
    ask(PromptKind::question, prompt.question, words(Phrase::first_question));
}

void Turn::restart() {
    if (is_beforehand(conversation().prompt->kind)) return present_again(MessageKind::question, {});
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

}  // namespace askwell::flows
