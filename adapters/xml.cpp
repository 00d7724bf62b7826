#include "adapters/xml.h"

#include <algorithm>

#include <fmt/format.h>
#include <pugixml.hpp>
#include <unicode/unistr.h>

namespace askwell::adapters {

namespace {

constexpr std::string_view kSectionEnd = "]]>";

std::string text_of(const pugi::xml_node& element) {
    std::string text;
    for (const pugi::xml_node node : element.children()) {
        if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) text += node.value();
    }
    return text;
}

bool has_doctype(const pugi::xml_document& document) {
    const auto nodes = document.children();
    return std::any_of(nodes.begin(), nodes.end(),
                       [](const pugi::xml_node& node) { return node.type() == pugi::node_doctype; });
}

/// What XML 1.0, section 2.2, allows: no control characters but tab and line ends, no U+FFFE and U+FFFF.
bool is_xml_character(char16_t unit) {
    if (unit < u' ') return unit == u'\t' || unit == u'\n' || unit == u'\r';
    return unit != u'\uFFFE' && unit != u'\uFFFF';
}

std::string xml_characters(std::string_view text) {
    const icu::StringPiece piece{text.data(), static_cast<int32_t>(text.size())};
    const auto whole = icu::UnicodeString::fromUTF8(piece);
    icu::UnicodeString kept;
    for (int32_t i = 0; i < whole.length(); ++i) {
        if (is_xml_character(whole.charAt(i))) kept.append(whole.charAt(i));
    }
    std::string utf8;
    return kept.toUTF8String(utf8);
}

}  // namespace

std::optional<Parameters> parse_flat_xml(std::string_view text) {
    pugi::xml_document document;
    const auto parsed = document.load_buffer(text.data(), text.size(),
                                             pugi::parse_default | pugi::parse_doctype, pugi::encoding_utf8);
    if (!parsed || has_doctype(document)) return std::nullopt;
    Parameters fields;
    for (const pugi::xml_node child : document.document_element().children()) {
        if (child.type() == pugi::node_element) fields.emplace_back(child.name(), text_of(child));
    }
    return fields;
}

std::string cdata_element(std::string_view name, std::string_view text) {
    auto safe = xml_characters(text);
    constexpr std::string_view kDivided = "]]]]><![CDATA[>";
    for (auto at = safe.find(kSectionEnd); at != std::string::npos;
         at = safe.find(kSectionEnd, at + kDivided.size())) {
        safe.replace(at, kSectionEnd.size(), kDivided);
    }
    return fmt::format("<{0}><![CDATA[{1}]]></{0}>", name, safe);
}

}  // namespace askwell::adapters
