#include "adapters/choices.h"

#include <algorithm>
#include <set>

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

bool captions_fit(const flows::Outgoing& message, std::size_t units) {
    const auto length = in_utf16_units();
    std::set<std::string> captions;
    for (std::size_t i = 0; i < message.choices.size(); ++i) {
        const auto [caption, fresh] = captions.insert(button_caption(message, i));
        if (!fresh || caption->empty() || length(*caption) > units) return false;
    }
    return true;
}

std::optional<ButtonedText> on_buttons(const flows::Outgoing& message, ButtonLimits limits) {
    if (message.choices.empty() || message.choices.size() > limits.count) return std::nullopt;
    const bool fit = captions_fit(message, limits.caption);
    ButtonedText made{fit ? message.text : with_written_choices(message), {}};
    for (std::size_t i = 0; i < message.choices.size(); ++i) {
        const auto number = message.scale ? score_of(message, i) : std::to_string(i + 1);
        made.captions.push_back(fit ? button_caption(message, i) : number);
    }
    return made;
}

}  // namespace askwell::adapters
