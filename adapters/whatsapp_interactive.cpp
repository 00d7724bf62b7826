#include "adapters/whatsapp_interactive.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/choices.h"
#include "adapters/text.h"

namespace askwell::adapters {

namespace {

using nlohmann::json;

// Cloud API, interactive reply buttons and lists. Its "characters" are counted in UTF-16 units to be safe.
constexpr std::size_t kMaxText = 1024;
constexpr ButtonLimits kButtons{3, 20};
constexpr ButtonLimits kRows{10, 24};

/// The button that opens a list, at most 20 characters.
std::string list_button(std::string_view language) {
    return language.starts_with("zh") ? "请选择" : "Choose";
}

json buttons(const flows::Outgoing& message, const std::vector<std::string>& captions) {
    auto all = json::array();
    for (std::size_t i = 0; i < captions.size(); ++i) {
        json reply = {{"id", message.choices[i].payload}, {"title", captions[i]}};
        all.push_back({{"type", "reply"}, {"reply", std::move(reply)}});
    }
    return {{"buttons", std::move(all)}};
}

json rows(const flows::Outgoing& message, const std::vector<std::string>& captions) {
    auto all = json::array();
    for (std::size_t i = 0; i < captions.size(); ++i)
        all.push_back({{"id", message.choices[i].payload}, {"title", captions[i]}});
    auto sections = json::array({json{{"rows", std::move(all)}}});
    return {{"button", list_button(message.language)}, {"sections", std::move(sections)}};
}

/// Captions that a list shows whole and buttons would replace by numbers.
bool only_rows_fit(const flows::Outgoing& message) {
    return captions_fit(message, kRows.caption) && !captions_fit(message, kButtons.caption);
}

/// The last part bears the buttons.
WhatsAppInteractive with_action(const char* type, const std::string& text, json action) {
    auto parts = split_text(text, kMaxText, in_utf16_units());
    auto last = std::move(parts.back());
    parts.pop_back();
    json content = {{"type", type}, {"body", {{"text", std::move(last)}}}, {"action", std::move(action)}};
    return {std::move(parts), std::make_shared<const json>(std::move(content))};
}

}  // namespace

std::optional<WhatsAppInteractive> whatsapp_interactive(const flows::Outgoing& message) {
    const auto buttoned = on_buttons(message, kButtons);
    if (buttoned && !only_rows_fit(message))
        return with_action("button", buttoned->text, buttons(message, buttoned->captions));
    if (const auto listed = on_buttons(message, kRows))
        return with_action("list", listed->text, rows(message, listed->captions));
    return std::nullopt;
}

}  // namespace askwell::adapters
