// The flat XML of WeChat and WeCom: one element, whose children hold texts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/encoding.h"

namespace askwell::adapters {

/// The children of the document's element in order, each with its own text, CDATA and the five entities of
/// XML decoded; elements further down are left out. nullopt for what is no XML, and for any DOCTYPE: no
/// entity is ever declared or fetched.
std::optional<Parameters> parse_flat_xml(std::string_view text);

/// <name><![CDATA[text]]></name>. Any bytes are safe: "]]>" is divided between two sections, invalid UTF-8
/// becomes U+FFFD, and control characters that XML does not know are left out.
std::string cdata_element(std::string_view name, std::string_view text);

}  // namespace askwell::adapters
