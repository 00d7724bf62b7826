#include "flows/json_object.h"

#include <cmath>
#include <numeric>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace askwell::flows {

namespace {

const nlohmann::json& empty_object() {
    static const nlohmann::json empty = nlohmann::json::object();
    return empty;
}

/// Levenshtein distance, for "did you mean".
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replace = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, replace});
        }
    }
    return row.back();
}

std::string escape(std::string_view name) {
    std::string escaped;
    for (const char c : name) {
        if (c == '~') {
            escaped += "~0";
        } else if (c == '/') {
            escaped += "~1";
        } else {
            escaped += c;
        }
    }
    return escaped;
}

}  // namespace

JsonObject::JsonObject(const nlohmann::json& json, std::string pointer, DiagnosticSink& sink)
    : json_(&json), pointer_(std::move(pointer)), sink_(&sink) {
    if (json.is_object()) return;
    sink.error(pointer_, fmt::format("an object is expected here, not {}", json.type_name()), "write { … }");
    json_ = &empty_object();
}

bool JsonObject::has(std::string_view name) const {
    return json_->contains(name);
}

std::string JsonObject::at(std::string_view name) const {
    return pointer_ + "/" + escape(name);
}

void JsonObject::allow(const std::vector<std::string_view>& names) const {
    for (const auto& item : json_->items()) {
        const std::string& field = item.key();
        if (std::find(names.begin(), names.end(), field) != names.end()) continue;
        const auto nearest = std::min_element(names.begin(), names.end(), [&field](auto a, auto b) {
            return distance(field, a) < distance(field, b);
        });
        const bool likely = nearest != names.end() && distance(field, *nearest) <= 2;
        sink_->error(at(field), fmt::format("unknown field \"{}\"", field),
                     likely ? fmt::format("did you mean \"{}\"?", *nearest) : "remove it");
    }
}

const nlohmann::json* JsonObject::find(std::string_view name, bool required, std::string_view what) const {
    const auto found = json_->find(name);
    if (found != json_->end()) return &*found;
    if (required)
        sink_->error(pointer_, fmt::format("\"{}\" is missing", name),
                     fmt::format("add \"{}\": {}", name, what));
    return nullptr;
}

std::string JsonObject::text(std::string_view name, bool required) const {
    const auto* const value = find(name, required, "a text");
    if (value == nullptr) return {};
    if (!value->is_string() || (required && value->get_ref<const std::string&>().empty())) {
        sink_->error(at(name), fmt::format("\"{}\" is not a text or is empty", name),
                     "write a text in double quotes");
        return {};
    }
    return value->get<std::string>();
}

std::optional<double> JsonObject::number(std::string_view name) const {
    const auto* const value = find(name, false, "a number");
    if (value == nullptr) return std::nullopt;
    if (!value->is_number() || !std::isfinite(value->get<double>())) {
        sink_->error(at(name), fmt::format("\"{}\" is not a number", name), "write a number without quotes");
        return std::nullopt;
    }
    return value->get<double>();
}

std::int64_t JsonObject::integer(std::string_view name, std::int64_t fallback, std::int64_t low,
                                 std::int64_t high) const {
    const auto value = number(name);
    if (!value) return fallback;
    if (*value != std::floor(*value) || *value < static_cast<double>(low) ||
        *value > static_cast<double>(high)) {
        sink_->error(at(name), fmt::format("\"{}\" is out of range", name),
                     fmt::format("write a whole number from {} to {}", low, high));
        return fallback;
    }
    return static_cast<std::int64_t>(*value);
}

bool JsonObject::flag(std::string_view name, bool fallback) const {
    const auto* const value = find(name, false, "true or false");
    if (value == nullptr) return fallback;
    if (!value->is_boolean()) {
        sink_->error(at(name), fmt::format("\"{}\" is neither true nor false", name),
                     "write true or false without quotes");
        return fallback;
    }
    return value->get<bool>();
}

const nlohmann::json* JsonObject::array(std::string_view name, bool required) const {
    const auto* const value = find(name, required, "[ … ]");
    if (value == nullptr || value->is_array()) return value;
    sink_->error(at(name), fmt::format("\"{}\" is not a list", name), "write [ … ]");
    return nullptr;
}

}  // namespace askwell::flows
