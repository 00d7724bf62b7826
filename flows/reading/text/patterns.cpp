#include "flows/reading/text/patterns.h"

#include <limits>
#include <stdexcept>
#include <string>

#include <unicode/unistr.h>
#include <unicode/utext.h>

namespace askwell::flows::reading {
namespace {

/// Bounds what a hostile text can cost, in steps of ICU's matcher (about a second); our patterns stay far
/// below.
constexpr std::int32_t kTimeLimit = 1000;

PatternMatch match_of(const icu::RegexMatcher& matcher, std::string_view text, UErrorCode& status) {
    PatternMatch match;
    for (std::int32_t group = 0; group <= matcher.groupCount(); ++group) {
        const auto begin = matcher.start64(group, status);
        const auto end = matcher.end64(group, status);
        match.groups.push_back(
            begin < 0 ? std::string_view{}
                      : text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)));
    }
    match.begin = static_cast<std::size_t>(matcher.start64(0, status));
    match.end = static_cast<std::size_t>(matcher.end64(0, status));
    return match;
}

}  // namespace

Pattern::Pattern(std::string_view source) {
    UErrorCode status = U_ZERO_ERROR;
    UParseError where;
    pattern_.reset(icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(source), where, status));
    if (U_FAILURE(status)) throw std::logic_error("bad pattern: " + std::string{source});
}

std::vector<PatternMatch> Pattern::all(std::string_view text) const {
    return search(text, std::numeric_limits<std::size_t>::max());
}

std::optional<PatternMatch> Pattern::first(std::string_view text) const {
    std::vector<PatternMatch> found = search(text, 1);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::vector<PatternMatch> Pattern::search(std::string_view text, std::size_t limit) const {
    std::vector<PatternMatch> found;
    UErrorCode status = U_ZERO_ERROR;
    const icu::LocalUTextPointer bytes{
        utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status)};
    const std::unique_ptr<icu::RegexMatcher> matcher{pattern_->matcher(status)};
    if (U_FAILURE(status)) return found;
    matcher->setTimeLimit(kTimeLimit, status);
    matcher->reset(bytes.getAlias());
    while (found.size() < limit && matcher->find(status) && U_SUCCESS(status)) {
        found.push_back(match_of(*matcher, text, status));
    }
    return found;
}

}  // namespace askwell::flows::reading
