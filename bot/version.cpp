#include "bot/version.h"

namespace askwell::bot {

std::string version_text() {
#if defined(__clang__)
    const std::string compiler = "clang " __clang_version__;
#else
    const std::string compiler = "gcc " __VERSION__;
#endif
    return std::string{"askwell "} + ASKWELL_VERSION + " (commit " + ASKWELL_COMMIT + ", " + compiler + ")";
}

}  // namespace askwell::bot
