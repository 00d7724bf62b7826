#include "flows/diagnostic.h"

#include <algorithm>

namespace askwell::flows {

std::string to_string(const Diagnostic& diagnostic) {
    std::string text = diagnostic.file;
    if (diagnostic.line > 0) {
        text += ':' + std::to_string(diagnostic.line) + ':' + std::to_string(diagnostic.column);
    }
    text += diagnostic.severity == Severity::error ? ": error: " : ": warning: ";
    text += diagnostic.message;
    if (!diagnostic.remedy.empty()) text += "; " + diagnostic.remedy;
    if (!diagnostic.pointer.empty()) text += " (at " + diagnostic.pointer + ")";
    return text;
}

bool has_errors(const Diagnostics& diagnostics) {
    return std::any_of(diagnostics.begin(), diagnostics.end(),
                       [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::error; });
}

}  // namespace askwell::flows
