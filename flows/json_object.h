// Reading a hand-written JSON object field by field, complaining about everything at once. For surveys and
// the configuration.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "flows/json_source.h"

namespace askwell::flows {

/// A view of one object at `pointer`; findings go to `sink`. A value that is no object is reported once and
/// then reads as empty. `json` and `sink` must outlive it.
class JsonObject {
  public:
    JsonObject(const nlohmann::json& json, std::string pointer, DiagnosticSink& sink);

    /// The JSON pointer of field `name`.
    std::string at(std::string_view name) const;
    bool has(std::string_view name) const;

    /// Reports every field that is not among `names`, with the nearest known name.
    void allow(const std::vector<std::string_view>& names) const;

    /// The field, or null; reports it as missing when `required`. `what` describes it for the author.
    const nlohmann::json* find(std::string_view name, bool required, std::string_view what) const;

    /// A text; "" when absent (reported when `required`) or not a text (reported).
    std::string text(std::string_view name, bool required = true) const;
    std::optional<double> number(std::string_view name) const;
    /// A whole number within [low, high]; `fallback` when absent or reported.
    std::int64_t integer(std::string_view name, std::int64_t fallback, std::int64_t low,
                         std::int64_t high) const;
    bool flag(std::string_view name, bool fallback = false) const;
    const nlohmann::json* array(std::string_view name, bool required) const;

    /// One of a few words; the first one when absent or reported.
    template <typename T>
    T one_of(std::string_view name, std::initializer_list<std::pair<std::string_view, T>> words) const {
        const std::string word = text(name);
        std::string known;
        for (const auto& [candidate, value] : words) {
            if (candidate == word) return value;
            known += known.empty() ? "" : ", ";
            known += candidate;
        }
        if (!word.empty())
            sink_->error(at(name), "\"" + word + "\" is not a known " + std::string{name},
                         "use one of: " + known);
        return words.begin()->second;
    }

  private:
    const nlohmann::json* json_;
    std::string pointer_;
    DiagnosticSink* sink_;
};

}  // namespace askwell::flows
