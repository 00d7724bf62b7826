// Values of earlier answers within texts: "${name}" in XLSForm, "{name}" in SurveyJS.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "bot/import/expression.h"

namespace askwell::import {

/// The text with each reference as "{id}", id being `id_of` its name, or left out when that is nullopt. Other
/// opening braces are doubled, as Askwell's texts want them.
std::string replace_references(std::string_view text, Dialect dialect,
                               const std::function<std::optional<std::string>(std::string_view)>& id_of);

}  // namespace askwell::import
