#include "flows/wording.h"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

#include "flows/facts.h"
#include "flows/hash.h"
#include "flows/payload.h"
#include "flows/phrases.h"
#include "flows/spoken.h"

namespace askwell::flows {

namespace {

void add_choice(std::vector<Choice>& choices, const Conversation& conversation, const Prompt& prompt,
                std::string_view code, std::string_view label) {
    choices.push_back({make_payload(conversation, prompt, code), std::string{label}});
}

std::vector<Choice> choices_of(const Survey& survey, const Question& question,
                               const Conversation& conversation, const Prompt& prompt) {
    const std::string_view language = conversation.language;
    std::vector<Choice> choices;
    for (const ScalePoint& point : question.scale.points) {
        add_choice(choices, conversation, prompt, std::to_string(point.score),
                   survey.text(point.label, language));
    }
    if (question.type == QuestionType::nps) {
        for (int score = 0; score <= 10; ++score) {
            add_choice(choices, conversation, prompt, std::to_string(score), std::to_string(score));
        }
    }
    for (const Option* const option : shown_options(question, conversation.id)) {
        add_choice(choices, conversation, prompt, option->code, survey.text(option->label, language));
    }
    if (question.type == QuestionType::yes_no) {
        add_choice(choices, conversation, prompt, "yes", phrase(Phrase::yes_button, language));
        add_choice(choices, conversation, prompt, "no", phrase(Phrase::no_button, language));
    }
    return choices;
}

std::vector<Choice> two_choices(const Conversation& conversation, const Prompt& prompt, Phrase yes,
                                Phrase no) {
    std::vector<Choice> choices;
    add_choice(choices, conversation, prompt, "yes", phrase(yes, conversation.language));
    add_choice(choices, conversation, prompt, "no", phrase(no, conversation.language));
    return choices;
}

std::string with_hint(std::string_view text, std::string_view hint, std::string_view language) {
    const bool needs_space = !hint.empty() && language.substr(0, 2) != "zh";
    return std::string{text} + (needs_space ? " " : "") + std::string{hint};
}

/// "(2/7) ": which of the questions on the way this is. A key question asked once more has had its turn.
std::string progress(const Survey& survey, const Conversation& conversation, const Prompt& prompt) {
    const Facts facts{survey, conversation};
    std::size_t position = 0;
    std::size_t count = 0;
    for (const std::size_t index : facts.way()) {
        if (survey.questions[index].type == QuestionType::info) continue;
        ++count;
        if (index <= prompt.question) position = count;
    }
    const Answer* const record = facts.record(prompt.question);
    if (count < 2 || (record != nullptr && record->asked_again)) return {};
    return fmt::format("({}/{}) ", position, count);
}

/// May the customer pass over the question without being asked again?
bool optional_words(const Question& question) {
    switch (question.type) {
        case QuestionType::text:
        case QuestionType::date:
        case QuestionType::phone:
        case QuestionType::email:
        case QuestionType::order_no:
        case QuestionType::attachment:
            return !question.key;
        case QuestionType::rating:
        case QuestionType::nps:
        case QuestionType::single:
        case QuestionType::multi:
        case QuestionType::yes_no:
        case QuestionType::number:
        case QuestionType::info:
            break;
    }
    return false;
}

/// What the ends of a 0–10 scale mean: "0 = not at all likely, 10 = extremely likely".
std::string nps_hint(const Survey& survey, const Question& question, std::string_view language) {
    if (question.low_label.empty() || question.high_label.empty()) return {};
    const bool zh = language.substr(0, 2) == "zh";
    return fmt::format(fmt::runtime(zh ? "（0={}，10={}）" : "(0 = {}, 10 = {})"),
                       survey.text(question.low_label, language), survey.text(question.high_label, language));
}

Wording word_question(const Survey& survey, const Conversation& conversation, const Prompt& prompt) {
    const Question& question = survey.questions.at(prompt.question);
    const std::string_view language = conversation.language;
    std::string text = piped(survey, conversation, survey.text(question.text, language));
    if (question.type == QuestionType::info) return {std::move(text), {}, false};
    text = progress(survey, conversation, prompt) + text;
    if (question.type == QuestionType::multi)
        text = with_hint(text, phrase(Phrase::several_hint, language), language);
    if (question.type == QuestionType::nps)
        text = with_hint(text, nps_hint(survey, question, language), language);
    if (optional_words(question)) text = with_hint(text, phrase(Phrase::skip_hint, language), language);
    return {std::move(text), choices_of(survey, question, conversation, prompt), question.scored()};
}

std::string_view other_prompt(const Survey& survey, const Question& question, std::string_view language) {
    for (const Option& option : question.options) {
        if (option.other && !option.other_prompt.empty()) return survey.text(option.other_prompt, language);
    }
    return phrase(Phrase::which_other, language);
}

std::string ask_again_rating(const Survey& survey, const Question& question, std::string_view language) {
    if (question.scale.by_range()) return std::string{phrase(Phrase::ask_again_minutes, language)};
    const ScalePoint& low = question.scale.points.front();
    const ScalePoint& high = question.scale.points.back();
    return with_values(phrase(Phrase::ask_again_number, language),
                       {{"low", std::to_string(low.score)},
                        {"high", std::to_string(high.score)},
                        {"low_label", std::string{survey.text(low.label, language)}},
                        {"high_label", std::string{survey.text(high.label, language)}}});
}

std::string ask_again_quantity(const Question& question, std::string_view language) {
    std::string text{phrase(Phrase::ask_again_quantity, language)};
    if (question.whole) text = with_hint(text, phrase(Phrase::whole_hint, language), language);
    if (!question.minimum || !question.maximum) return text;
    const auto limits = with_values(
        phrase(Phrase::limits_hint, language),
        {{"low", fmt::format("{}", *question.minimum)}, {"high", fmt::format("{}", *question.maximum)}});
    return with_hint(text, limits, language);
}

std::string ask_again(const Survey& survey, const Question& question, std::string_view language) {
    const auto words = [language](Phrase wanted) { return std::string{phrase(wanted, language)}; };
    switch (question.type) {
        case QuestionType::rating:
            return ask_again_rating(survey, question, language);
        case QuestionType::nps: {
            Question from_zero_to_ten;
            from_zero_to_ten.minimum = 0;
            from_zero_to_ten.maximum = 10;
            return ask_again_quantity(from_zero_to_ten, language);
        }
        case QuestionType::number:
            return ask_again_quantity(question, language);
        case QuestionType::single:
            return words(Phrase::ask_again_choice);
        case QuestionType::multi:
            return words(Phrase::ask_again_several);
        case QuestionType::yes_no:
            return words(Phrase::ask_again_yes_no);
        case QuestionType::date:
            return words(question.with_time ? Phrase::ask_again_date_time : Phrase::ask_again_date);
        case QuestionType::phone:
            return words(Phrase::ask_again_phone);
        case QuestionType::email:
            return words(Phrase::ask_again_email);
        case QuestionType::order_no:
            return words(Phrase::ask_again_order_no);
        case QuestionType::attachment:
            return words(Phrase::ask_again_attachment);
        case QuestionType::text:
        case QuestionType::info:
            break;
    }
    return words(Phrase::ask_again_text);
}

/// The open question after the score that was given.
std::string_view follow_up_text(const Survey& survey, const Conversation& conversation,
                                const Question& question) {
    const Answer* const answer = find_answer(conversation, question.id);
    const FollowUp* const fitting = answer == nullptr ? nullptr : fitting_follow_up(question, answer->value);
    if (fitting != nullptr) return survey.text(fitting->text, conversation.language);
    if (question.follow_ups.empty()) return phrase(Phrase::ask_again_text, conversation.language);
    return survey.text(question.follow_ups.front().text, conversation.language);
}

/// "Anything else?" with what is not chosen yet.
Wording word_more(const Survey& survey, const Conversation& conversation, const Prompt& prompt) {
    const Question& question = survey.questions.at(prompt.question);
    const std::string_view language = conversation.language;
    Wording wording;
    if (question.type == QuestionType::attachment) {
        wording.text = phrase(Phrase::more_files, language);
    } else {
        const Answer* const answer = find_answer(conversation, question.id);
        const auto* const chosen = answer == nullptr ? nullptr : std::get_if<Chosen>(&answer->value);
        for (const Option* const option : shown_options(question, conversation.id)) {
            const bool taken = chosen != nullptr && std::find(chosen->codes.begin(), chosen->codes.end(),
                                                              option->code) != chosen->codes.end();
            if (!taken)
                add_choice(wording.choices, conversation, prompt, option->code,
                           survey.text(option->label, language));
        }
        wording.text = with_values(
            phrase(Phrase::more_choices, language),
            {{"chosen", answer == nullptr ? "" : spoken(survey, question, answer->value, language)}});
    }
    add_choice(wording.choices, conversation, prompt, kDoneCode, phrase(Phrase::done_button, language));
    return wording;
}

}  // namespace

std::string lines(std::string_view first, std::string_view second) {
    if (first.empty()) return std::string{second};
    if (second.empty()) return std::string{first};
    return std::string{first} + "\n" + std::string{second};
}

std::vector<const Option*> shown_options(const Question& question, std::string_view conversation_id) {
    std::vector<const Option*> shown;
    shown.reserve(question.options.size());
    for (const Option& option : question.options) shown.push_back(&option);
    if (!question.randomise) return shown;
    // A key per option, drawn from conversation and code: every replica shows the same order, at any time.
    const auto key = [&](const Option* option) {
        return std::pair{option->other, fnv1a(std::string{conversation_id} + '/' + option->code)};
    };
    std::sort(shown.begin(), shown.end(),
              [&key](const Option* a, const Option* b) { return key(a) < key(b); });
    return shown;
}

const FollowUp* fitting_follow_up(const Question& question, const AnswerValue& value) {
    const auto* const score = std::get_if<Score>(&value);
    if (score == nullptr) return nullptr;
    const auto found =
        std::find_if(question.follow_ups.begin(), question.follow_ups.end(),
                     [score](const FollowUp& follow_up) { return follow_up.fits(score->value); });
    return found == question.follow_ups.end() ? nullptr : &*found;
}

Wording word_prompt(const Survey& survey, const Conversation& conversation, const Prompt& prompt) {
    const std::string_view language = conversation.language;
    const auto of_survey = [&](const Localized& texts) {
        return piped(survey, conversation, survey.text(texts, language));
    };
    switch (prompt.kind) {
        case PromptKind::invitation:
            return {of_survey(survey.invitation),
                    two_choices(conversation, prompt, Phrase::start_button, Phrase::decline_button), false};
        case PromptKind::consent:
            return {of_survey(survey.consent),
                    two_choices(conversation, prompt, Phrase::agree_button, Phrase::disagree_button), false};
        case PromptKind::question:
            return word_question(survey, conversation, prompt);
        case PromptKind::other_text: {
            const auto text = other_prompt(survey, survey.questions.at(prompt.question), language);
            return {piped(survey, conversation, text), {}, false};
        }
        case PromptKind::follow_up: {
            const auto text = follow_up_text(survey, conversation, survey.questions.at(prompt.question));
            return {
                with_hint(piped(survey, conversation, text), phrase(Phrase::skip_hint, language), language),
                {},
                false};
        }
        case PromptKind::probe: {
            const auto& probes = survey.questions.at(prompt.question).probes;
            if (prompt.probe < probes.size()) return {of_survey(probes[prompt.probe].text), {}, false};
            return {std::string{phrase(Phrase::ask_again_text, language)}, {}, false};
        }
        case PromptKind::more:
            return word_more(survey, conversation, prompt);
        case PromptKind::opt_out_check:
            return {std::string{phrase(Phrase::opt_out_check, language)},
                    two_choices(conversation, prompt, Phrase::yes_button, Phrase::no_button), false};
    }
    return {};
}

Wording word_reprompt(const Survey& survey, const Conversation& conversation, const Prompt& prompt,
                      bool last) {
    const std::string_view language = conversation.language;
    Wording wording = word_prompt(survey, conversation, prompt);
    switch (prompt.kind) {
        case PromptKind::invitation:
            wording.text = phrase(Phrase::ask_again_consent, language);
            return wording;
        case PromptKind::consent:
        case PromptKind::opt_out_check:
            wording.text = phrase(Phrase::ask_again_yes_no, language);
            return wording;
        case PromptKind::question:
            wording.text = ask_again(survey, survey.questions.at(prompt.question), language);
            break;
        case PromptKind::more:
            return wording;
        case PromptKind::other_text:
        case PromptKind::follow_up:
        case PromptKind::probe:
            wording.text = phrase(Phrase::ask_again_text, language);
            break;
    }
    if (last) wording.text = with_hint(wording.text, phrase(Phrase::or_skip, language), language);
    return wording;
}

std::string match_language(const Survey& survey, std::string_view wanted) {
    if (wanted.empty()) return {};
    const auto base = [](std::string_view tag) { return tag.substr(0, tag.find_first_of("-_")); };
    for (const std::string& language : survey.languages) {
        if (language == wanted) return language;
    }
    for (const std::string& language : survey.languages) {
        if (base(language) == base(wanted)) return language;
    }
    return {};
}

}  // namespace askwell::flows
