// What is wrong with a hand-written file, said so that its author can mend it. Used for surveys and for the
// configuration.
#pragma once

#include <string>
#include <vector>

namespace askwell::flows {

enum class Severity { error, warning };

/// One finding in a file. `line` and `column` are 1-based and count bytes; 0 when the finding concerns the
/// whole file.
struct Diagnostic {
    Severity severity = Severity::error;
    std::string file;
    int line = 0;
    int column = 0;
    std::string pointer;  ///< JSON pointer (RFC 6901) to the offending value
    std::string message;  ///< what is wrong
    std::string remedy;   ///< what would be right

    bool operator==(const Diagnostic&) const = default;
};

using Diagnostics = std::vector<Diagnostic>;

/// "file:line:column: error: message; remedy (at /pointer)", one line without a line break at its end.
std::string to_string(const Diagnostic& diagnostic);

/// True when at least one finding is an error, not merely a warning.
bool has_errors(const Diagnostics& diagnostics);

}  // namespace askwell::flows
