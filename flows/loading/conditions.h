// Reading conditions: which question or field, compared with what. Internal to loading.
#pragma once

#include <optional>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "flows/condition.h"
#include "flows/loading/parts.h"

namespace askwell::flows::loading {

class ConditionReader {
  public:
    /// `survey` holds the questions a condition may name: those read so far, which are the earlier ones.
    ConditionReader(const Survey& survey, const Parts& parts) : survey_(&survey), parts_(&parts) {}

    /// The condition at `pointer`; nullopt when it is wrong, which is reported.
    std::optional<Condition> read(const nlohmann::json& json, const std::string& pointer) const;
    /// The condition in field `name`; nullopt when there is none or it is wrong.
    std::optional<Condition> read(const JsonObject& object, std::string_view name, bool required) const;

  private:
    std::optional<Condition> read_parts(const nlohmann::json& list, const std::string& pointer,
                                        Condition::Kind kind) const;
    std::optional<Condition> read_comparison(const JsonObject& object) const;
    bool name_subject(const JsonObject& object, Condition& condition) const;
    void read_limits(const JsonObject& object, Condition& condition) const;
    void read_values(const JsonObject& object, Condition& condition) const;
    bool fits(const Condition& condition, const nlohmann::json& value) const;

    const Survey* survey_;
    const Parts* parts_;
};

}  // namespace askwell::flows::loading
