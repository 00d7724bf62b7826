#include "bot/import/references.h"

#include "bot/import/text.h"

namespace askwell::import {

namespace {

/// Names are short; braces that are further apart are just braces.
constexpr std::size_t kLongestName = 200;

std::string escaped(std::string_view text, Braces braces) {
    return braces == Braces::doubled ? doubled_braces(text) : std::string{text};
}

}  // namespace

std::string doubled_braces(std::string_view text) {
    std::string result;
    for (const char c : text) result += c == '{' ? std::string{"{{"} : std::string{c};
    return result;
}

std::string replace_references(std::string_view text, Dialect dialect, Braces braces,
                               const std::function<std::optional<std::string>(std::string_view)>& id_of) {
    const std::string_view opening = dialect == Dialect::xlsform ? "${" : "{";
    std::string result;
    while (!text.empty()) {
        const auto begin = text.find(opening);
        const auto name_at = begin == std::string_view::npos ? begin : begin + opening.size();
        const auto end = begin == std::string_view::npos ? begin : text.find_first_of("{}\n", name_at);
        if (end == std::string_view::npos) return result + escaped(text, braces);
        const std::string_view name = trim(text.substr(name_at, end - name_at));
        const bool reference = text[end] == '}' && !name.empty() && name.size() <= kLongestName;
        result += escaped(text.substr(0, reference ? begin : end), braces);
        if (reference) {
            if (const auto id = id_of(name)) result += "{" + *id + "}";
        }
        text.remove_prefix(reference ? end + 1 : end);
    }
    return result;
}

}  // namespace askwell::import
