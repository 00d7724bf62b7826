#include "flows/reading/text/asked.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <unordered_map>

#include "flows/reading.h"

namespace askwell::flows::reading {

const std::string& folded_once(const std::string& text) {
    constexpr std::size_t kKept = 512;
    thread_local std::unordered_map<std::string, std::string> kept;
    if (const auto found = kept.find(text); found != kept.end()) return found->second;
    if (kept.size() >= kKept) kept.clear();
    return kept.emplace(text, fold_for_matching(text)).first->second;
}

std::string wording_of(const Question& question) {
    std::string lines;
    for (const auto& [language, text] : question.text.all()) lines += folded_once(text) + '\n';
    return lines;
}

namespace {

/// The place behind whichever of `marks` stands at `place`, past the blanks on both sides; `place` when none
/// does.
std::size_t after_any(std::string_view text, std::size_t place, std::span<const std::string_view> marks) {
    const auto after_blanks = [text](std::size_t from) {
        return std::min(text.find_first_not_of(" \n", from), text.size());
    };
    const std::size_t start = after_blanks(place);
    for (const std::string_view mark : marks) {
        if (text.substr(start).starts_with(mark)) return after_blanks(start + mark.size());
    }
    return place;
}

}  // namespace

std::optional<FoldedText> after_question(const Question& question, const FoldedText& reply) {
    std::size_t begin = reply.text.find_first_not_of("\"' >");
    if (begin == std::string::npos) return std::nullopt;
    constexpr std::string_view kMarksQuestion[] = {"q:", "问:", "question:", "问题:"};
    constexpr std::string_view kMarksAnswer[] = {"a:", "答:", "answer:", "回答:"};
    begin = after_any(reply.text, begin, kMarksQuestion);
    for (const auto& [language, text] : question.text.all()) {
        if (text.size() > 2 * reply.text.size()) continue;  // folding a character at most halves it
        const std::string& asked = folded_once(text);
        if (asked.empty() || reply.text.compare(begin, asked.size(), asked) != 0) continue;
        std::size_t answer = begin + asked.size();
        const std::size_t marks = reply.text.find_first_not_of("\"' >-\n", answer);
        const bool dashes = marks != std::string::npos && marks >= answer + 2;  // "?-1" may be minus one
        if (dashes) answer = marks;
        return part_of(reply, after_any(reply.text, answer, kMarksAnswer), reply.text.size());
    }
    return std::nullopt;
}

}  // namespace askwell::flows::reading
