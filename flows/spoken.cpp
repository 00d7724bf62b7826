#include "flows/spoken.h"

#include <algorithm>
#include <optional>
#include <variant>
#include <vector>

#include <fmt/core.h>

#include "flows/phrases.h"
#include "flows/placeholders.h"

namespace askwell::flows {

namespace {

std::string joined(const std::vector<std::string>& words, std::string_view language) {
    const std::string_view separator = language.substr(0, 2) == "zh" ? "、" : ", ";
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : std::string{separator}) + word;
    return text;
}

struct Spoken {
    const Survey& survey;
    const Question& question;
    std::string_view language;

    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(const Score& score) const {
        const ScalePoint* const point = question.scale.find(score.value);
        if (point == nullptr || point->label.empty()) return std::to_string(score.value);
        return std::string{survey.text(point->label, language)};
    }
    std::string operator()(const Chosen& chosen) const {
        std::vector<std::string> words;
        for (const std::string& code : chosen.codes) {
            const Option* const option = question.find_option(code);
            if (option == nullptr) continue;
            const bool named = option->other && !chosen.other.empty();
            words.push_back(named ? chosen.other : std::string{survey.text(option->label, language)});
        }
        return joined(words, language);
    }
    std::string operator()(const Number& number) const { return fmt::format("{}", number.value); }
    std::string operator()(const YesNo& answer) const {
        return std::string{phrase(answer.yes ? Phrase::yes_button : Phrase::no_button, language)};
    }
    std::string operator()(const OpenText& open) const { return open.text; }
    std::string operator()(const Date& date) const { return to_string(date); }
    std::string operator()(const Detail& detail) const { return detail.text; }
    std::string operator()(const Files& files) const {
        std::vector<std::string> names;
        names.reserve(files.files.size());
        for (const FileReference& file : files.files)
            names.push_back(file.name.empty() ? file.kind : file.name);
        return joined(names, language);
    }
};

/// A value from outside, fit to stand in a sentence: one line, at most kMaxPiped bytes, cut between
/// characters.
std::string in_one_line(std::string_view value) {
    constexpr std::size_t kMaxPiped = 120;
    std::string line{value.substr(0, kMaxPiped)};
    if (value.size() > kMaxPiped) {
        while (!line.empty() && (static_cast<unsigned char>(value[line.size()]) & 0xC0U) == 0x80U)
            line.pop_back();
        line += "…";
    }
    std::replace_if(
        line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; },
        ' ');
    return line;
}

}  // namespace

std::string spoken(const Survey& survey, const Question& question, const AnswerValue& value,
                   std::string_view language) {
    return std::visit(Spoken{survey, question, language}, value);
}

std::string with_values(std::string_view text,
                        std::initializer_list<std::pair<std::string_view, std::string>> values) {
    return fill(text, [&values](std::string_view name) -> std::optional<std::string> {
        for (const auto& [known, value] : values) {
            if (known == name) return value;
        }
        return std::nullopt;
    });
}

std::string piped(const Survey& survey, const Conversation& conversation, std::string_view text) {
    if (text.find('{') == std::string_view::npos) return std::string{text};
    return fill(text, [&](std::string_view name) -> std::optional<std::string> {
        if (name == "survey") return std::string{survey.text(survey.title, conversation.language)};
        if (const auto field = conversation.fields.find(name); field != conversation.fields.end())
            return in_one_line(field->second);
        const Question* const question = survey.find(name);
        const Answer* const answer = question == nullptr ? nullptr : find_answer(conversation, name);
        if (answer == nullptr || answer->status != AnswerStatus::answered) return std::nullopt;
        return in_one_line(spoken(survey, *question, answer->value, conversation.language));
    });
}

std::string describe(const FileReference& file) {
    std::string text = "[" + file.kind;
    if (!file.name.empty()) text += " " + file.name;
    if (file.size > 0) text += ", " + std::to_string(file.size) + " bytes";
    return text + ", " + file.reference + "]";
}

const Answer* find_answer(const Conversation& conversation, std::string_view question_id) {
    const auto& answers = conversation.answers;
    const auto found = std::find_if(answers.begin(), answers.end(), [question_id](const Answer& answer) {
        return answer.question_id == question_id;
    });
    return found == answers.end() ? nullptr : &*found;
}

}  // namespace askwell::flows
