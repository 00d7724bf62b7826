// Texts that come in parts: kept until all are there, so that a long answer is read as one.
#include <algorithm>
#include <utility>
#include <vector>

#include "flows/turn.h"

namespace askwell::flows {

namespace {

/// Parts of one text come within seconds of each other. Longer than this nobody should wait for an answer.
constexpr Duration kPatience = std::chrono::seconds{30};
/// So many parts are kept of one contact; more is no text that anybody wrote.
constexpr std::size_t kMostParts = 64;

bool same_text(const TextPart& a, const TextPart& b) {
    return a.group == b.group && a.total == b.total;
}

}  // namespace

std::optional<TimePoint> parts_due(const ContactState& state) {
    if (state.parts.empty()) return std::nullopt;
    return state.parts.front().arrived_at + kPatience;
}

void Turn::keep_part(const TextReceived& event) {
    step_.changed = true;
    const TextPart& place = *event.part;
    auto& parts = contact().parts;
    const auto there = [&place](const WaitingPart& part) {
        return same_text(part.place, place) && part.place.number == place.number;
    };
    // The network's numbers begin again: this is another text, and of that one no more will come.
    if (std::ranges::any_of(parts, there)) read_parts_of(place);
    parts.push_back({place, event.text, context_.received_at, event.sent_at});
    const auto count =
        std::ranges::count_if(parts, [&place](const auto& part) { return same_text(part.place, place); });
    if (count == place.total) return read_parts_of(place);
    if (parts.size() > kMostParts) read_parts_of(TextPart{parts.front().place});
}

/// Reads what has come of a text as if it had come whole.
void Turn::read_parts_of(const TextPart& text) {
    std::vector<WaitingPart> read;
    std::vector<WaitingPart> others;
    for (auto& part : contact().parts)
        (same_text(part.place, text) ? read : others).push_back(std::move(part));
    contact().parts = std::move(others);
    std::ranges::sort(read, {}, [](const auto& part) { return part.place.number; });
    TextReceived whole;
    for (const auto& part : read) {
        whole.text += part.text;
        if (!whole.sent_at) whole.sent_at = part.sent_at;
    }
    take_text(whole);
}

void Turn::read_late_parts() {
    for (auto due = parts_due(contact()); due && *due <= context_.now; due = parts_due(contact())) {
        read_parts_of(TextPart{contact().parts.front().place});
    }
}

}  // namespace askwell::flows
