#include "adapters/templates.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "adapters/answers.h"
#include "adapters/choices.h"
#include "flows/placeholders.h"
#include "flows/words.h"

namespace askwell::adapters {

namespace {

using flows::MessageKind;
using nlohmann::json;

constexpr std::string_view kSetting = "templates";
constexpr std::array kKinds = {MessageKind::invitation, MessageKind::question, MessageKind::reprompt,
                               MessageKind::help,       MessageKind::reminder, MessageKind::thanks,
                               MessageKind::notice};
constexpr std::array<std::string_view, 7> kMembers = {"survey",   "language", "message",   "question",
                                                      "template", "locale",   "parameters"};

std::optional<MessageKind> kind_named(std::string_view name) {
    const auto* const found = std::find_if(
        kKinds.begin(), kKinds.end(), [name](MessageKind kind) { return flows::to_string(kind) == name; });
    return found == kKinds.end() ? std::nullopt : std::optional{*found};
}

std::string kinds_in_words() {
    std::string words;
    for (const auto kind : kKinds) words += (words.empty() ? "" : ", ") + std::string{flows::to_string(kind)};
    return words;
}

bool fits(std::string_view wanted, std::string_view given) {
    return wanted.empty() || wanted == given;
}

/// Reads one entry; its place in errors is "/templates/<index>/…".
class EntryReader {
  public:
    EntryReader(const json& entry, std::string place, SettingsReader& reader, Parameterised style)
        : entry_(entry), place_(std::move(place)), reader_(reader), style_(style) {}

    Template read() {
        for (const auto& item : entry_.items()) {
            if (std::find(kMembers.begin(), kMembers.end(), item.key()) == kMembers.end())
                error(item.key(), "is not known here",
                      "use survey, language, message, question, template, locale, parameters");
        }
        Template made;
        made.survey = text("survey");
        made.language = text("language");
        made.question = text("question");
        made.name = text("template");
        made.locale = text("locale");
        if (made.name.empty())
            error("template", "is missing", "write the name or id that the platform approved");
        if (const auto word = text("message"); !word.empty()) {
            made.message = kind_named(word);
            if (!made.message) error("message", "is no kind of message", "use one of: " + kinds_in_words());
        }
        read_parameters(made);
        return made;
    }

  private:
    std::string text(const char* name) {
        const auto* const value = member(entry_, name);
        if (value == nullptr) return {};
        if (!value->is_string()) error(name, "is not a string", "write it in double quotes");
        return value->is_string() ? value->get<std::string>() : std::string{};
    }

    void read_parameters(Template& made) {
        const auto* const list = member(entry_, "parameters");
        if (list == nullptr) return;
        if (!list->is_array() && !list->is_object()) {
            error("parameters", "is neither a list nor an object",
                  R"(write ["{text}"] by position or {"name": "{text}"} by name)");
            return;
        }
        if (list->is_array() && style_ == Parameterised::by_name && !list->empty())
            error("parameters", "is a list", R"(this platform names them: write {"name": "{text}"})");
        if (list->is_object() && style_ == Parameterised::by_position && !list->empty())
            error("parameters", "is an object", R"(this platform counts them: write ["{text}"])");
        for (const auto& item : list->items()) {
            if (!item.value().is_string()) {
                error("parameters", "has a value that is not a string", R"(write texts such as "{text}")");
                return;
            }
            made.parameters.emplace_back(list->is_object() ? item.key() : std::string{},
                                         item.value().get<std::string>());
        }
    }

    void error(const std::string& name, const std::string& message, std::string remedy) {
        reader_.error(place_ + '/' + name, '"' + name + "\" " + message, std::move(remedy));
    }

    const json& entry_;
    std::string place_;
    SettingsReader& reader_;
    Parameterised style_;
};

}  // namespace

const Template* Templates::find(const flows::Outgoing& message) const {
    const auto found = std::find_if(all_.begin(), all_.end(), [&message](const Template& each) {
        return fits(each.survey, message.survey_id) && fits(each.language, message.language) &&
               fits(each.question, message.question_id) && (!each.message || *each.message == message.kind);
    });
    return found == all_.end() ? nullptr : &*found;
}

bool Templates::can_say(MessageKind kind) const {
    return std::any_of(all_.begin(), all_.end(),
                       [kind](const Template& each) { return !each.message || *each.message == kind; });
}

Setting templates_setting(bool required) {
    return {std::string{kSetting}, required, false,
            "approved templates, a list: survey, language, message, question (which messages it is for), "
            "template (its name or id), locale, parameters"};
}

Templates read_templates(const json& values, SettingsReader& reader, Parameterised style) {
    const auto* const list = member(values, kSetting);
    if (list == nullptr && !reader.required(kSetting)) return {};
    if (list == nullptr || (list->empty() && reader.required(kSetting))) {
        reader.error(kSetting, "no template is given", "this platform takes nothing else: give one at least");
        return {};
    }
    if (!list->is_array()) {
        reader.error(kSetting, "not a list", R"(write [{"template": "…", "parameters": ["{text}"]}])");
        return {};
    }
    std::vector<Template> all;
    for (std::size_t i = 0; i < list->size(); ++i) {
        const std::string place = std::string{kSetting} + '/' + std::to_string(i);
        if (!(*list)[i].is_object()) {
            reader.error(place, "not an object", R"(write {"template": "…"})");
            continue;
        }
        all.push_back(EntryReader{(*list)[i], place, reader, style}.read());
    }
    return Templates{std::move(all)};
}

std::vector<std::pair<std::string, std::string>> fill_parameters(const Template& chosen,
                                                                 const flows::Outgoing& message) {
    const auto value = [&message](std::string_view name) -> std::optional<std::string> {
        if (name == "text") return message.text;
        if (name == "choices") return written_choices(message);
        const auto found = message.fields.find(name);
        return found == message.fields.end() ? std::nullopt : std::optional{found->second};
    };
    std::vector<std::pair<std::string, std::string>> filled;
    for (const auto& [name, pattern] : chosen.parameters)
        filled.emplace_back(name, flows::fill(pattern, value));
    return filled;
}

}  // namespace askwell::adapters
