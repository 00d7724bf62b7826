// What stands in single cells of an XLSForm: types, parameters, truth values, ranges.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace askwell::import {

enum class RowType {
    text,
    integer,
    decimal,
    select_one,
    select_multiple,
    date,
    date_time,
    time,
    note,
    range,
    acknowledge,
    attachment,
    begin_group,
    begin_repeat,
    end,
    metadata,  ///< recorded by the device, not asked
    calculation,
    unknown,
};

struct TypeCell {
    RowType type = RowType::unknown;
    std::string list;       ///< the choices of a select
    bool or_other = false;  ///< "or_other" after the list
};

/// Understands the current spellings and the older ones with spaces ("select one from list").
TypeCell parse_type(std::string_view cell);

/// "start=1 end=5;step=1" by name, in lower case.
std::map<std::string, std::string, std::less<>> parse_parameters(std::string_view cell);

/// "yes", "TRUE", "true()" … and their opposites; nullopt for an expression.
std::optional<bool> parse_flag(std::string_view cell);

}  // namespace askwell::import
