// From an expression of another tool to a condition on earlier answers.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/import/draft.h"
#include "bot/import/expression.h"
#include "flows/condition.h"

namespace askwell::import {

/// Finds items by the other tool's names.
std::optional<std::size_t> find_item(const std::vector<Item>& items, std::string_view name);

/// The condition that holds exactly when `expression` does, for use before question `before` (their number:
/// after all). Codes must have been given. nullopt, and `why`, when conditions cannot say it.
std::optional<flows::Condition> to_condition(const Expression& expression, const std::vector<Item>& items,
                                             std::size_t before, std::string& why);

/// One condition that holds when all do; `conditions` must not be empty.
flows::Condition all_of(std::vector<flows::Condition> conditions);

}  // namespace askwell::import
