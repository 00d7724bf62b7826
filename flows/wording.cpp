#include "flows/wording.h"

#include <charconv>
#include <initializer_list>
#include <utility>

#include <fmt/core.h>

#include "flows/phrases.h"

namespace askwell::flows {

namespace {

std::string payload(const Conversation& conversation, const Prompt& prompt, std::string_view code) {
    return fmt::format("c{}.{}:{}", conversation_count(conversation.id), prompt.number, code);
}

std::vector<Choice> choices_of(const Survey& survey, const Question& question,
                               const Conversation& conversation, const Prompt& prompt) {
    const std::string_view language = conversation.language;
    std::vector<Choice> choices;
    for (const ScalePoint& point : question.scale.points) {
        choices.push_back({payload(conversation, prompt, std::to_string(point.score)),
                           std::string{survey.text(point.label, language)}});
    }
    for (const Option& option : question.options) {
        choices.push_back(
            {payload(conversation, prompt, option.code), std::string{survey.text(option.label, language)}});
    }
    if (question.type == QuestionType::yes_no) {
        choices.push_back(
            {payload(conversation, prompt, "yes"), std::string{phrase(Phrase::yes_button, language)}});
        choices.push_back(
            {payload(conversation, prompt, "no"), std::string{phrase(Phrase::no_button, language)}});
    }
    return choices;
}

std::vector<Choice> two_choices(const Conversation& conversation, const Prompt& prompt, Phrase yes,
                                Phrase no) {
    return {{payload(conversation, prompt, "yes"), std::string{phrase(yes, conversation.language)}},
            {payload(conversation, prompt, "no"), std::string{phrase(no, conversation.language)}}};
}

std::string with_hint(std::string_view text, std::string_view hint, std::string_view language) {
    const bool needs_space = language.substr(0, 2) != "zh";
    return std::string{text} + (needs_space ? " " : "") + std::string{hint};
}

Wording word_question(const Survey& survey, const Conversation& conversation, const Prompt& prompt) {
    const Question& question = survey.questions.at(prompt.question);
    const std::string_view language = conversation.language;
    std::string text{survey.text(question.text, language)};
    if (survey.questions.size() > 1) {
        text = fmt::format("({}/{}) {}", prompt.question + 1, survey.questions.size(), text);
    }
    if (question.type == QuestionType::multi)
        text = with_hint(text, phrase(Phrase::several_hint, language), language);
    if (question.type == QuestionType::text)
        text = with_hint(text, phrase(Phrase::skip_hint, language), language);
    return {std::move(text), choices_of(survey, question, conversation, prompt),
            question.type == QuestionType::rating};
}

std::string_view other_prompt(const Survey& survey, const Question& question, std::string_view language) {
    for (const Option& option : question.options) {
        if (option.other && !option.other_prompt.empty()) return survey.text(option.other_prompt, language);
    }
    return phrase(Phrase::which_other, language);
}

std::string fill(std::string text, std::initializer_list<std::pair<std::string_view, std::string>> values) {
    for (const auto& [name, value] : values) {
        const std::string mark = "{" + std::string{name} + "}";
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size())) {
            text.replace(at, mark.size(), value);
        }
    }
    return text;
}

std::string ask_again_rating(const Survey& survey, const Question& question, std::string_view language) {
    if (question.scale.by_range()) return std::string{phrase(Phrase::ask_again_minutes, language)};
    const ScalePoint& low = question.scale.points.front();
    const ScalePoint& high = question.scale.points.back();
    return fill(std::string{phrase(Phrase::ask_again_number, language)},
                {{"low", std::to_string(low.score)},
                 {"high", std::to_string(high.score)},
                 {"low_label", std::string{survey.text(low.label, language)}},
                 {"high_label", std::string{survey.text(high.label, language)}}});
}

std::string ask_again(const Survey& survey, const Question& question, std::string_view language) {
    switch (question.type) {
        case QuestionType::rating:
            return ask_again_rating(survey, question, language);
        case QuestionType::single:
            return std::string{phrase(Phrase::ask_again_choice, language)};
        case QuestionType::multi:
            return std::string{phrase(Phrase::ask_again_several, language)};
        case QuestionType::yes_no:
            return std::string{phrase(Phrase::ask_again_yes_no, language)};
        case QuestionType::nps:
        case QuestionType::number:
            return std::string{phrase(Phrase::ask_again_quantity, language)};
        case QuestionType::text:
            return std::string{phrase(Phrase::ask_again_text, language)};
    }
    return {};
}

template <typename Number>
bool take_number(std::string_view& text, Number& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{}) return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return true;
}

bool take(std::string_view& text, char expected) {
    if (text.empty() || text.front() != expected) return false;
    text.remove_prefix(1);
    return true;
}

}  // namespace

std::string lines(std::string_view first, std::string_view second) {
    if (first.empty()) return std::string{second};
    if (second.empty()) return std::string{first};
    return std::string{first} + "\n" + std::string{second};
}

Wording word_prompt(const Survey& survey, const Conversation& conversation, const Prompt& prompt) {
    const std::string_view language = conversation.language;
    switch (prompt.kind) {
        case PromptKind::invitation:
            return {std::string{survey.text(survey.invitation, language)},
                    two_choices(conversation, prompt, Phrase::start_button, Phrase::decline_button), false};
        case PromptKind::question:
            return word_question(survey, conversation, prompt);
        case PromptKind::other_text:
            return {
                std::string{other_prompt(survey, survey.questions.at(prompt.question), language)}, {}, false};
        case PromptKind::follow_up: {
            const Question& question = survey.questions.at(prompt.question);
            const auto text = question.follow_ups.empty()
                                  ? std::string_view{}
                                  : survey.text(question.follow_ups.front().text, language);
            return {with_hint(text, phrase(Phrase::skip_hint, language), language), {}, false};
        }
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
        case PromptKind::opt_out_check:
            wording.text = phrase(Phrase::ask_again_yes_no, language);
            return wording;
        case PromptKind::question:
            wording.text = ask_again(survey, survey.questions.at(prompt.question), language);
            break;
        case PromptKind::other_text:
        case PromptKind::follow_up:
            wording.text = phrase(Phrase::ask_again_text, language);
            break;
    }
    if (last) wording.text = with_hint(wording.text, phrase(Phrase::or_skip, language), language);
    return wording;
}

std::optional<ParsedPayload> parse_payload(std::string_view payload) {
    ParsedPayload parsed;
    if (!take(payload, 'c') || !take_number(payload, parsed.conversation) || !take(payload, '.') ||
        !take_number(payload, parsed.prompt) || !take(payload, ':') || payload.empty()) {
        return std::nullopt;
    }
    parsed.code = payload;
    return parsed;
}

std::uint32_t conversation_count(std::string_view conversation_id) {
    std::uint32_t count = 0;
    const auto dash = conversation_id.rfind('-');
    if (dash == std::string_view::npos) return 0;
    std::string_view digits = conversation_id.substr(dash + 1);
    return take_number(digits, count) ? count : 0;
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
