#include "adapters/choices.h"

#include <algorithm>

namespace askwell::adapters {

namespace {

bool is_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool label_is_score(const flows::Outgoing& message, std::size_t position) {
    const auto& label = message.choices[position].label;
    return label.empty() || label == score_of(message, position);
}

bool labels_are_scores(const flows::Outgoing& message) {
    for (std::size_t i = 0; i < message.choices.size(); ++i) {
        if (!label_is_score(message, i)) return false;
    }
    return true;
}

std::string line(const flows::Outgoing& message, std::size_t position) {
    const auto& label = message.choices[position].label;
    if (!message.scale) return std::to_string(position + 1) + ". " + label;
    const auto score = score_of(message, position);
    return label_is_score(message, position) ? score : score + ' ' + label;
}

}  // namespace

std::string score_of(const flows::Outgoing& message, std::size_t position) {
    const std::string_view payload = message.choices[position].payload;
    const auto code = payload.substr(payload.rfind(':') + 1);
    return is_number(code) ? std::string{code} : std::to_string(position + 1);
}

std::string button_caption(const flows::Outgoing& message, std::size_t position) {
    const auto& label = message.choices[position].label;
    if (!message.scale) return label;
    const auto score = score_of(message, position);
    return label_is_score(message, position) ? score : score + " · " + label;
}

std::string written_choices(const flows::Outgoing& message) {
    std::string text;
    const bool one_line = message.scale && labels_are_scores(message);
    for (std::size_t i = 0; i < message.choices.size(); ++i) {
        if (i > 0) text += one_line ? ' ' : '\n';
        text += line(message, i);
    }
    return text;
}

std::string with_written_choices(const flows::Outgoing& message) {
    if (message.choices.empty()) return message.text;
    return message.text + '\n' + written_choices(message);
}

}  // namespace askwell::adapters
