// What `askwell --version` says.
#pragma once

#include <string>

namespace askwell::bot {

/// "askwell 0.1.0 (commit 1a2b3c4, clang 19.1.7)"
std::string version_text();

}  // namespace askwell::bot
