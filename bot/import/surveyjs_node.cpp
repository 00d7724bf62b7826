#include "bot/import/surveyjs_node.h"

#include <algorithm>
#include <utility>

#include <fmt/core.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "bot/import/language.h"

namespace askwell::import {

using Json = nlohmann::json;

const Json* Node::find(std::string_view key) {
    if (!json_->is_object()) return nullptr;
    const auto found = json_->find(key);
    if (found == json_->end()) return nullptr;
    read_.emplace(key);
    return found->is_null() ? nullptr : &*found;
}

const Json* Node::find_either(std::string_view key, std::string_view older) {
    const Json* const current = find(key);
    const Json* const old = find(older);
    return current != nullptr ? current : old;
}

std::vector<Node> Node::list(std::string_view key) {
    std::vector<Node> nodes;
    const Json* const array = find(key);
    if (array == nullptr || !array->is_array()) return nodes;
    for (std::size_t i = 0; i < array->size(); ++i)
        nodes.emplace_back((*array)[i], fmt::format("{}/{}", at(key), i));
    return nodes;
}

std::string Node::text(std::string_view key) {
    const Json* const value = find(key);
    return value == nullptr ? std::string{} : value_text(*value);
}

std::optional<double> Node::number(std::string_view key) {
    return to_number(text(key));
}

bool Node::flag(std::string_view key) {
    const Json* const value = find(key);
    return value != nullptr && value->is_boolean() && value->get<bool>();
}

std::vector<std::string> Node::unread() const {
    std::vector<std::string> keys;
    if (!json_->is_object()) return keys;
    for (const auto& [key, value] : json_->items()) {
        if (!read_.contains(key)) keys.push_back(key);
    }
    return keys;
}

std::string value_text(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_number()) return number_text(value.get<double>());
    if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
    return {};
}

Texts LocalStrings::read(const Json* value, const std::string& pointer) {
    Texts texts;
    if (value == nullptr) return texts;
    const auto add = [&](const std::string& language, const Json& text) {
        std::string plain = plain_text(value_text(text));
        if (!plain.empty()) texts.insert_or_assign(language, std::move(plain));
    };
    if (!value->is_object()) {
        add(default_, *value);
        return texts;
    }
    for (const auto& [locale, text] : value->items()) {
        if (locale == "default") continue;
        const auto known = tags_.find(locale);
        const auto tag =
            known == tags_.end() ? tags_.emplace(locale, language_tag(locale)).first->second : known->second;
        if (!tag) {
            draft_.dropped(pointer + "/" + locale, fmt::format("the text in \"{}\"", locale),
                           "which language that is is not known", "use a code such as \"en\" or \"zh-cn\"");
            continue;
        }
        if (std::find(languages_.begin(), languages_.end(), *tag) == languages_.end())
            languages_.push_back(*tag);
        add(*tag, text);
    }
    if (const auto text = value->find("default"); text != value->end()) add(default_, *text);
    return texts;
}

std::vector<NamedText> read_named(Node& node, std::string_view key, LocalStrings& strings, Draft& draft) {
    std::vector<NamedText> named;
    for (Node& entry : node.list(key)) {
        const bool object = entry.json().is_object();
        NamedText one{object ? entry.text("value") : value_text(entry.json()), {}};
        if (one.value.empty()) {
            draft.dropped(entry.pointer(), "an entry without a value",
                          "results could not tell it from others", "give it a value");
            continue;
        }
        if (object) one.text = strings.read(entry, "text");
        if (one.text.empty() && !to_number(one.value))
            one.text = {{strings.default_language(), plain_text(one.value)}};
        report_unread(entry, draft);
        named.push_back(std::move(one));
    }
    return named;
}

void report_unread(const Node& node, Draft& draft) {
    const std::vector<std::string> keys = node.unread();
    if (keys.empty()) return;
    draft.dropped(node.pointer(), fmt::format("the settings {}", fmt::join(keys, ", ")),
                  "Askwell has no such settings", "see whether the survey needs them");
}

}  // namespace askwell::import
