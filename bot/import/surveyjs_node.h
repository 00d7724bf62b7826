// Reading objects of a SurveyJS form: what was looked at is remembered, so that the rest can be reported.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "bot/import/draft.h"
#include "bot/import/text.h"

namespace askwell::import {

/// A view of one object at `pointer`. What is no object reads as an empty one. `json` must outlive it.
class Node {
  public:
    Node(const nlohmann::json& json, std::string pointer) : json_(&json), pointer_(std::move(pointer)) {}

    const std::string& pointer() const { return pointer_; }
    std::string at(std::string_view key) const { return pointer_ + "/" + std::string{key}; }

    /// The value, or null; null values count as absent.
    const nlohmann::json* find(std::string_view key);
    /// The first of these that is there: settings that were renamed.
    const nlohmann::json* find_either(std::string_view key, std::string_view older);
    /// An array's elements with their pointers; none when it is absent or no array.
    std::vector<Node> list(std::string_view key);
    /// A text, number or truth value as text; "" when absent.
    std::string text(std::string_view key);
    /// A number, or a text that is one.
    std::optional<double> number(std::string_view key);
    bool flag(std::string_view key);

    const nlohmann::json& json() const { return *json_; }
    /// Keys that nobody asked for.
    std::vector<std::string> unread() const;

  private:
    const nlohmann::json* json_;
    std::string pointer_;
    std::set<std::string, std::less<>> read_;
};

/// A text, number or truth value as text; "" for anything else.
std::string value_text(const nlohmann::json& value);

/// Localised strings, and which languages occur in them.
class LocalStrings {
  public:
    /// `default_language` is the language of plain strings and of "default". `draft` takes notes and must
    /// outlive it.
    LocalStrings(std::string default_language, Draft& draft)
        : default_(default_language), languages_{std::move(default_language)}, draft_(draft) {}

    /// The plain text by language of a string or of {"default": …, "zh-cn": …}; empty for anything else.
    Texts read(const nlohmann::json* value, const std::string& pointer);
    Texts read(Node& node, std::string_view key) { return read(node.find(key), node.at(key)); }

    /// All languages that have occurred so far, the default first.
    const std::vector<std::string>& languages() const { return languages_; }
    const std::string& default_language() const { return default_; }

  private:
    std::string default_;
    std::vector<std::string> languages_;
    std::map<std::string, std::optional<std::string>> tags_;  ///< by locale, as they were looked up
    Draft& draft_;
};

/// A choice, column or row: the value that results hold, and what is shown.
struct NamedText {
    std::string value;
    Texts text;
};

/// The entries of an array of values or of {"value": …, "text": …}. A number without a text of its own has
/// none, any other value is its own text. Entries without a value, and settings that are not read, are noted.
std::vector<NamedText> read_named(Node& node, std::string_view key, LocalStrings& strings, Draft& draft);

/// Notes the keys of `node` that nobody asked for.
void report_unread(const Node& node, Draft& draft);

}  // namespace askwell::import
