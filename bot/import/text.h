// Texts of other tools as plain text. Pure functions; any bytes are safe.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace askwell::import {

/// One text by language (BCP 47).
using Texts = std::map<std::string, std::string, std::less<>>;

/// Where `text` stops being UTF-8; nullopt when all of it is.
std::optional<std::size_t> ill_formed_at(std::string_view text);

/// Without white space at both ends, of any script.
std::string_view trim(std::string_view text);

/// Lower case of ASCII letters only: for keywords.
std::string ascii_lower(std::string_view text);

/// What a text message can show: tags and Markdown emphasis are removed, entities resolved, line breaks kept
/// as
/// "\n", other control characters and superfluous white space removed.
std::string plain_text(std::string_view text);

/// The number of code points.
std::size_t length_of(std::string_view text);

/// `text` as a number when all of it is one ("4", "-1.5"), else nullopt.
std::optional<double> to_number(std::string_view text);

/// "4" for 4.0, "0.5" for 0.5.
std::string number_text(double number);

}  // namespace askwell::import
