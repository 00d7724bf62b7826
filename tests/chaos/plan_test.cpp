// What is planned before a wave: faults in an order by the seed, and the sabotaged runs that test the
// harness.
#include "tests/chaos/plan.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <ranges>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/chaos/sabotage.h"

namespace askwell::chaos {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> details_of(const std::vector<PlannedFault>& plan, FaultKind kind) {
    std::vector<std::string> details;
    for (const PlannedFault& fault : plan) {
        if (fault.kind == kind) details.push_back(fault.detail);
    }
    std::ranges::sort(details);
    return details;
}

TEST(Plan, has_the_faults_that_were_ordered_and_the_same_ones_by_the_same_seed) {
    const FaultCounts counts{{FaultKind::kill, 3}, {FaultKind::crash, 13}, {FaultKind::pause, 0}};
    const auto plan = make_plan(counts, {}, Dice{1});
    EXPECT_EQ(std::ranges::count(plan, FaultKind::kill, &PlannedFault::kind), 3);
    EXPECT_EQ(std::ranges::count(plan, FaultKind::pause, &PlannedFault::kind), 0);
    std::vector<std::string> points = crash_points();
    std::ranges::sort(points);
    EXPECT_EQ(details_of(plan, FaultKind::crash), points) << "crashes take turns through all crash points";
    const auto numbers = [&counts](std::uint64_t seed) {
        std::vector<std::size_t> found;
        for (const PlannedFault& fault : make_plan(counts, {}, Dice{seed})) found.push_back(fault.number);
        return found;
    };
    EXPECT_EQ(numbers(1), numbers(1));
    EXPECT_NE(numbers(1), numbers(2));
}

TEST(Plan, details_take_turns) {
    const FaultDetails details{{FaultKind::platform, {"fails", "is slow"}},
                               {FaultKind::crash, {"after_commit"}}};
    const auto plan =
        make_plan({{FaultKind::platform, 3}, {FaultKind::crash, 2}, {FaultKind::kill, 1}}, details, Dice{7});
    EXPECT_THAT(details_of(plan, FaultKind::platform), ElementsAre("fails", "fails", "is slow"));
    EXPECT_THAT(details_of(plan, FaultKind::crash), ElementsAre("after_commit", "after_commit"));
    EXPECT_THAT(details_of(plan, FaultKind::kill), ElementsAre(""));
}

TEST(Sabotage, is_caught_by_what_it_breaks_and_by_nothing_else) {
    for (const Sabotage& each : sabotages()) {
        ASSERT_THAT(each.breaks, testing::Not(IsEmpty())) << each.name;
        const std::string right{*each.breaks.begin()};
        const Violations noise{{"drain", ""}, {"nobody_waits", ""}, {"queue", ""}, {"harness", ""}};
        EXPECT_THAT(caught_by(each, noise), IsEmpty()) << each.name;
        EXPECT_THAT(caught_by(each, {{"drain", ""}, {right, ""}, {right, ""}}), ElementsAre(right))
            << each.name;
        EXPECT_EQ(sabotage_named(each.name), &each);
    }
    EXPECT_EQ(sabotage_named("none"), nullptr);
    EXPECT_EQ(sabotage_named(""), nullptr);
}

TEST(Sabotage, is_looked_for_several_times_before_it_counts_as_unnoticed) {
    for (const Sabotage& each : sabotages()) {
        const auto counts = each.faults | std::views::values;
        EXPECT_LE(std::accumulate(counts.begin(), counts.end(), 0), kMostFaultsUntilCaught / 5) << each.name;
    }
}

TEST(Sabotage, crashes_at_crash_points_that_there_are) {
    for (const Sabotage& each : sabotages()) {
        const auto found = each.details.find(FaultKind::crash);
        if (found == each.details.end()) continue;
        for (const std::string& point : found->second)
            EXPECT_THAT(crash_points(), testing::Contains(point)) << each.name;
    }
}

}  // namespace
}  // namespace askwell::chaos
