#include "flows/reading/asked.h"

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

std::optional<FoldedText> after_question(const Question& question, const FoldedText& reply) {
    const std::size_t begin = reply.text.find_first_not_of("\"' >");
    if (begin == std::string::npos) return std::nullopt;
    for (const auto& [language, text] : question.text.all()) {
        if (text.size() > 2 * reply.text.size()) continue;  // folding a character at most halves it
        const std::string& asked = folded_once(text);
        if (asked.empty() || reply.text.compare(begin, asked.size(), asked) != 0) continue;
        std::size_t answer = begin + asked.size();
        const std::size_t marks = reply.text.find_first_not_of("\"' >-\n", answer);
        const bool dashes = marks != std::string::npos && marks >= answer + 2;  // "?-1" may be minus one
        if (dashes) answer = marks;
        return part_of(reply, answer, reply.text.size());
    }
    return std::nullopt;
}

}  // namespace askwell::flows::reading
