// Values in texts: "{product_model|your product}" is replaced by what the event told or the customer
// answered.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace askwell::flows {

/// True for a name that may stand in braces: 1 to 40 of [A-Za-z0-9_-].
bool is_placeholder_name(std::string_view name);

struct Placeholder {
    std::string_view name;
    std::string_view fallback;  ///< after "|"; "" when none is given
};

/// The placeholders of `text`, in order. Braces that hold no name are text.
std::vector<Placeholder> placeholders_in(std::string_view text);

/// `text` with each placeholder replaced by value(name), where that is nullopt or empty by its fallback; "{{"
/// becomes "{".
std::string fill(std::string_view text,
                 const std::function<std::optional<std::string>(std::string_view name)>& value);

}  // namespace askwell::flows
