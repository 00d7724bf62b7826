// Values of earlier answers within texts: "${name}" in XLSForm, "{name}" in SurveyJS.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "bot/import/expression.h"

namespace askwell::import {

/// Whether a text of ours may hold values, so that an opening brace must be doubled.
enum class Braces { doubled, kept };

/// The text with each reference as "{id}", id being `id_of` its name, or left out when that is nullopt.
std::string replace_references(std::string_view text, Dialect dialect, Braces braces,
                               const std::function<std::optional<std::string>(std::string_view)>& id_of);

/// Words that are to be read as they are, within a text that may hold values.
std::string doubled_braces(std::string_view text);

}  // namespace askwell::import
