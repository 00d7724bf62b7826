// Choosing among overlapping finds.
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

namespace askwell::flows::reading {

/// Orders finds with `begin` and `end` from left to right; of those that overlap the first stays, of those
/// that begin together the longest, of equals the one found first.
template <typename Mention>
void keep_without_overlaps(std::vector<Mention>& found) {
    std::vector<std::size_t> order(found.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&found](std::size_t left, std::size_t right) {
        const Mention& a = found[left];
        const Mention& b = found[right];
        if (a.begin != b.begin) return a.begin < b.begin;
        return a.end != b.end ? a.end > b.end : left < right;
    });
    std::vector<Mention> kept;
    for (const std::size_t index : order) {
        if (kept.empty() || found[index].begin >= kept.back().end) kept.push_back(std::move(found[index]));
    }
    found = std::move(kept);
}

}  // namespace askwell::flows::reading
