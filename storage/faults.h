// What tests may do to a running service from inside: stop it dead at a named place, switch a safeguard off,
// move its clock. There only when the build has ASKWELL_FAULTS, which what ships has not; else everything
// here is nothing, known at compile time. The environment says what is wanted; tests/chaos/README.md lists
// the names.
#pragma once

#include <chrono>
#include <string_view>

namespace askwell::storage::faults {

#ifdef ASKWELL_FAULTS

/// Kills the process (SIGKILL) when ASKWELL_CRASH_AT is "<place>", or "<place>:<n>" and this is the n-th
/// time. Thread-safe.
void crash_point(std::string_view place);

/// Whether ASKWELL_SABOTAGE is `name`: that safeguard is to be left out, to see whether the tests notice.
bool sabotaged(std::string_view name);

/// How far all clocks (the wall's, the steady one, the store's) are ahead of the system's: the first number
/// in the file that ASKWELL_CLOCK_OFFSET_FILE names, read again every few milliseconds. 0 without one.
/// Thread-safe.
std::chrono::milliseconds clock_offset();

/// How far this process's wall clock is ahead of all others, besides: the second number there. Thread-safe.
std::chrono::milliseconds clock_skew();

#else

constexpr void crash_point(std::string_view) {}
constexpr bool sabotaged(std::string_view) {
    return false;
}
constexpr std::chrono::milliseconds clock_offset() {
    return {};
}
constexpr std::chrono::milliseconds clock_skew() {
    return {};
}

#endif

}  // namespace askwell::storage::faults
