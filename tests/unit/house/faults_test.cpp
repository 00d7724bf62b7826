// Crash points and sabotage are for test builds: what ships has nothing of them, not even their names.
#include <string>

#include <gtest/gtest.h>

#include "tests/support/process.h"

#ifdef ASKWELL_FAULTS
#undef ASKWELL_FAULTS
constexpr bool kBuiltWithFaults = true;
#else
constexpr bool kBuiltWithFaults = false;
#endif
#include "storage/faults.h"  // as it is compiled into what ships

namespace {

// Known at compile time, so that no branch and no word of it is left.
static_assert(!askwell::storage::faults::sabotaged("dedupe_off"));
static_assert(askwell::storage::faults::clock_offset().count() == 0);
static_assert(askwell::storage::faults::clock_skew().count() == 0);
static_assert((askwell::storage::faults::crash_point("after_commit"), true));

TEST(Faults, are_in_the_binary_of_a_test_build_and_in_no_other) {
    const std::string binary = askwell::test::read_file(askwell::test::askwell_binary());
    ASSERT_GT(binary.size(), 1'000'000U);
    for (const char* const name :
         {"ASKWELL_CRASH_AT", "ASKWELL_SABOTAGE", "ASKWELL_CLOCK_OFFSET_FILE", "dedupe_off",
          "ack_before_commit", "nonatomic_claim", "reminder_resend", "early_handoff",
          "after_send_before_settle", "after_ledger_before_removal"}) {
        EXPECT_EQ(binary.find(name) != std::string::npos, kBuiltWithFaults) << name;
    }
}

}  // namespace
