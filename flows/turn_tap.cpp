// Buttons and files: a tap answers the prompt it was shown with, and no other.
#include <algorithm>
#include <charconv>

#include "flows/turn.h"

namespace askwell::flows {

namespace {

constexpr std::size_t kMaxFiles = 20;
/// Files sent together arrive one by one; "anything else?" is asked once for all that come within this span.
constexpr Duration kAlbum = std::chrono::seconds{5};

/// The answer a button stands for; monostate when the question has no such code.
AnswerValue value_of_choice(const Question& question, const std::string& code) {
    if (question.type == QuestionType::yes_no) {
        if (code == "yes" || code == "no") return YesNo{code == "yes"};
        return {};
    }
    if (question.scored()) {
        int score = 0;
        const auto [end, error] = std::from_chars(code.data(), code.data() + code.size(), score);
        const bool whole = error == std::errc{} && end == code.data() + code.size();
        const bool on_scale = question.type == QuestionType::nps ? score >= 0 && score <= 10
                                                                 : question.scale.find(score) != nullptr;
        if (whole && on_scale) return Score{score};
        return {};
    }
    if (question.find_option(code) != nullptr) return Chosen{{code}, {}};
    return {};
}

}  // namespace

void Turn::on(const ChoiceReceived& event) {
    const auto parsed = parse_payload(event.payload);
    const bool current = parsed && running() && conversation().prompt &&
                         parsed->conversation == conversation_count(conversation().id) &&
                         parsed->prompt == conversation().prompt->number;
    if (!current || !find_survey()) return refuse(Refusal::stale_choice);
    const Wording shown = word_prompt(*survey_, conversation(), *conversation().prompt);
    const auto chosen =
        std::find_if(shown.choices.begin(), shown.choices.end(),
                     [&event](const Choice& choice) { return choice.payload == event.payload; });
    if (chosen == shown.choices.end()) return refuse(Refusal::stale_choice);
    take_tap(*parsed, chosen->label);
}

void Turn::take_tap(const ParsedPayload& tapped, std::string_view label) {
    const bool yes = tapped.code == "yes";
    switch (conversation().prompt->kind) {
        case PromptKind::invitation:
            note(label);
            return take_consent(yes);
        case PromptKind::consent:
            note(label);
            return take_consent_text(yes);
        case PromptKind::opt_out_check:
            note(label);
            return take_opt_out_check(yes);
        case PromptKind::question:
            if (open_question().type == QuestionType::multi) return take_one_of_several(tapped.code, label);
            return take_question_answer(value_of_choice(open_question(), tapped.code), {}, label);
        case PromptKind::more:
            if (tapped.code != kDoneCode) return take_one_of_several(tapped.code, label);
            step_.changed = true;
            return next_question();
        case PromptKind::other_text:
        case PromptKind::follow_up:
        case PromptKind::probe:
            return refuse(Refusal::stale_choice);
    }
}

void Turn::take_one_of_several(const std::string& code, std::string_view label) {
    const std::size_t index = conversation().prompt->question;
    const Question& question = open_question();
    Answer& answer = answer_to(index);
    Chosen chosen;
    // The first tap begins a new choice, also when the question is asked again after "back".
    if (conversation().prompt->kind == PromptKind::more) {
        if (const auto* const before = std::get_if<Chosen>(&answer.value)) chosen = *before;
    } else {
        answer.changed = answer.status == AnswerStatus::answered;
    }
    chosen.codes.push_back(code);
    std::sort(chosen.codes.begin(), chosen.codes.end(), [&question](const auto& a, const auto& b) {
        return question.find_option(a) < question.find_option(b);
    });
    const bool all = chosen.codes.size() == question.options.size();
    answer.status = AnswerStatus::answered;
    answer.value = std::move(chosen);
    answer.raw.emplace_back(label);
    answer.answered_at = moment();
    step_.changed = true;
    if (question.find_option(code)->other) return ask(PromptKind::other_text, index);
    if (all) return next_question();
    ask(PromptKind::more, index);
}

void Turn::on(const AttachmentReceived& event) {
    FileReference file = event.file;
    file.at = context_.received_at;
    if (!running()) return tell_idle(describe(file), context_.received_at);
    if (!find_survey() || !conversation().prompt) return note(describe(file));
    const PromptKind kind = conversation().prompt->kind;
    const bool asked_for = (kind == PromptKind::question || kind == PromptKind::more) &&
                           open_question().type == QuestionType::attachment;
    if (asked_for) return take_file(file);
    note(describe(file));
    if (!event.with_words) present_again(MessageKind::reprompt, words(Phrase::file_kept));
}

void Turn::take_file(const FileReference& file) {
    const std::size_t index = conversation().prompt->question;
    Answer& answer = answer_to(index);
    if (!std::holds_alternative<Files>(answer.value)) answer.value = Files{};
    auto& files = std::get<Files>(answer.value).files;
    if (files.size() >= kMaxFiles) return note(describe(file));
    files.push_back(file);
    answer.status = AnswerStatus::answered;
    answer.raw.push_back(describe(file));
    answer.answered_at = moment();
    step_.changed = true;
    const Prompt& prompt = *conversation().prompt;
    if (prompt.kind == PromptKind::more && context_.now - prompt.asked_at < kAlbum) return;
    ask(PromptKind::more, index);
}

}  // namespace askwell::flows
