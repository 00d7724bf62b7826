// Many at once on one contact, over two stores: what is applied, is applied once.
#include <algorithm>
#include <map>
#include <random>

#include "tests/contract/store_backend.h"

namespace askwell::test {
namespace {

using namespace storage;

class StoreConcurrency : public StoreContract {
  protected:
    /// Runs all commits at once, alternating between the two stores; returns their statuses in order.
    std::vector<CommitStatus> commit_all(std::vector<Commit> commits);
};

std::vector<CommitStatus> StoreConcurrency::commit_all(std::vector<Commit> commits) {
    std::vector<awaitable<Result<Committed>>> works;
    for (Commit& commit : commits) {
        ConversationStore& store = works.size() % 2 == 0 ? *store_ : *other_;
        works.push_back(store.commit(std::move(commit)));
    }
    std::vector<CommitStatus> statuses;
    for (const Committed& committed : get_all(std::move(works))) statuses.push_back(committed.status);
    return statuses;
}

TEST_P(StoreConcurrency, of_50_commits_on_one_version_exactly_one_is_applied) {
    for (std::uint64_t version = 0; version < 10; ++version) {
        const auto statuses = commit_all(std::vector<Commit>(50, step(version)));
        EXPECT_EQ(std::ranges::count(statuses, CommitStatus::applied), 1);
        EXPECT_EQ(std::ranges::count(statuses, CommitStatus::conflict), 49);
        EXPECT_EQ(get(store_->load(key())).version, version + 1);
    }
}

// As dispatchers do: whoever meets a conflict loads and tries again. 60 events, each delivered 1 to 12 times,
// in any order.
TEST_P(StoreConcurrency, events_delivered_up_to_12_times_are_applied_once_each) {
    constexpr int kEvents = 60;
    std::minstd_rand random{20'261'121};
    std::vector<std::string> deliveries;
    for (int event = 0; event < kEvents; ++event) {
        const auto times = std::uniform_int_distribution<std::size_t>{1, 12}(random);
        deliveries.insert(deliveries.end(), times, "event-" + std::to_string(event));
    }
    std::ranges::shuffle(deliveries, random);

    std::map<std::string, int> applied;
    for (int round = 0; !deliveries.empty() && round < 2 * kEvents; ++round) {
        const std::uint64_t version = get(store_->load(key())).version;
        std::vector<Commit> commits;
        for (const std::string& event : deliveries) commits.push_back(step(version, event));
        const auto statuses = commit_all(std::move(commits));
        std::vector<std::string> again;
        for (std::size_t at = 0; at < statuses.size(); ++at) {
            if (statuses[at] == CommitStatus::conflict) again.push_back(deliveries[at]);
            if (statuses[at] == CommitStatus::applied) ++applied[deliveries[at]];
        }
        deliveries = std::move(again);
    }
    EXPECT_TRUE(deliveries.empty());
    EXPECT_EQ(applied.size(), static_cast<std::size_t>(kEvents));
    EXPECT_TRUE(std::ranges::all_of(applied, [](const auto& event) { return event.second == 1; }));
    EXPECT_EQ(get(store_->load(key())).version, static_cast<std::uint64_t>(kEvents));
}

INSTANTIATE_TEST_SUITE_P(Stores, StoreConcurrency, testing::ValuesIn(backend_names()),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace askwell::test
