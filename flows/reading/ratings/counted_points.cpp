#include "flows/reading/ratings/counted_points.h"

#include "flows/reading/text/hinted_pattern.h"
#include "flows/reading/text/patterns.h"

namespace askwell::flows::reading {

bool are_matters(std::string_view text, std::size_t begin, std::size_t end) {
    static const Pattern before{
        "(?<![a-z])(?:other|remaining|first|last|those|both|following|open|outstanding|missing|main|"
        "raised|made|mentioned|discussed|addressed|covered|sorted|listed|had(?: about| only)?) $"};
    static const Pattern behind{
        "^ (?:are|were|remain|remained|need|needed|still|stayed|have|left|open|outstanding|unanswered|"
        "unsolved|unresolved|can wait|could wait|to discuss|to raise|i (?:raised|made|mentioned|asked|had|"
        "listed)|you (?:missed|ignored|forgot|skipped)|that (?:are|were|i|you|need))(?![a-z])"};
    if (text.substr(begin, end - begin).find("point") == std::string_view::npos) return false;
    if (text.substr(0, begin).ends_with("at ") && text.substr(begin).starts_with("one point")) return true;
    return before.found_in(text.substr(0, begin)) || behind.found_in(text.substr(end));
}

bool names_a_part(std::string_view text, std::size_t begin, std::size_t end) {
    static const Pattern part{
        "(?:步骤|步|环节|阶段|选项|步骤第|流程第|(?<![a-z])(?:step|stage|phase|section|paragraph|page|"
        "question) )$"};
    const std::string_view rest = text.substr(end);
    if (rest.starts_with("分") || rest.starts_with("星") || rest.starts_with(" point")) return false;
    // 步骤3 and the end of the clause may give that part a 3.
    if (rest.empty() || std::string_view{",.;!/"}.find(rest.front()) != std::string_view::npos) return false;
    return part.found_in(text.substr(0, begin));
}

}  // namespace askwell::flows::reading
