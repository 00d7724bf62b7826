// What phones must and must not show.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "tests/chaos/invariants.h"
#include "tests/chaos/survey.h"
#include "tests/chaos/views.h"

namespace askwell::chaos {

namespace {

/// A message that left before the service could know better: between its last look at the conversation and
/// the phone there is a way, longer on a busy machine, and when a slow platform keeps all connections to
/// itself.
constexpr std::int64_t kOnTheWay = 2'500;

/// Replicas that stand still hold what they were about to send, and no gateway can tell that it is late.
bool stands_still(FaultKind kind) {
    return kind == FaultKind::pause;
}

bool within_hours(std::int64_t service) {
    const std::int64_t hour = service / 3'600'000 % 24;
    return hour >= kOpensAt && hour < kClosesAt;
}

/// Whether the clock jumped just before: what was sent by day arrives by night then.
bool just_jumped(const History& history, std::int64_t real) {
    constexpr std::int64_t kJust = 400;
    return std::ranges::any_of(history.faults, [&](const Fault& fault) {
        return fault.kind == FaultKind::days && fault.from.real <= real && real - fault.from.real <= kJust;
    });
}

/// The references whose first copies a phone showed, by conversation.
template <typename Is>
std::map<std::string, std::vector<const Shown*>> by_conversation(const History& history, Is is) {
    std::map<std::string, std::vector<const Shown*>> found;
    for (const Shown& shown : history.shown) {
        if (is(shown.text)) found[conversation_of(shown.reference)].push_back(&shown);
    }
    return found;
}

/// The moment of a phone's acknowledged opt-out; absent for those who did not.
std::map<std::string, Stamp> opt_outs(const History& history) {
    const auto acknowledged = acknowledged_at(history);
    std::map<std::string, Stamp> times;
    for (const Said& said : history.said) {
        const auto found = acknowledged.find(said.message);
        if (said.stop && found != acknowledged.end()) times.emplace(said.phone, found->second);
    }
    return times;
}

/// The prompt that a reminder repeats was answered, and the answer acknowledged, before the reminder came.
const Said* answer_before(const History& history, const std::map<std::string, Stamp>& acknowledged,
                          const std::vector<const Shown*>& phone, const Shown& reminder) {
    // The question that it repeats was first shown at …
    const Prompt prompt = prompt_of(reminder.text);
    std::int64_t asked = -1;
    for (const Shown* const shown : phone) {
        if (shown == &reminder) break;
        const bool same = conversation_of(shown->reference) == conversation_of(reminder.reference);
        if (same && prompt_of(shown->text) == prompt) asked = shown->at.real;
    }
    if (asked < 0) return nullptr;
    for (const Said& said : history.said) {
        // What was said in the very millisecond is what the question came in answer to.
        if (said.phone != reminder.phone || !said.expects_word || said.at.real <= asked) continue;
        const auto found = acknowledged.find(said.message);
        if (found != acknowledged.end() && found->second.real + kOnTheWay < reminder.at.real) return &said;
    }
    return nullptr;
}

}  // namespace

Violations reminders_are_rare(const History& history) {
    constexpr const char* kName = "reminders_are_rare";
    Violations broken;
    const auto acknowledged = acknowledged_at(history);
    const auto phones = shown_by_phone(history);
    const auto stopped = opt_outs(history);
    for (const auto& [conversation, reminders] : by_conversation(history, is_reminder)) {
        const Shown& first = *reminders.front();
        if (reminders.size() > 1)
            broken.push_back({kName, fmt::format("{} was reminded {} times", name(first), reminders.size())});
        for (const Shown* const reminder : reminders) {
            const std::int64_t real = reminder->at.real;
            if (!within_hours(reminder->at.service) && !just_jumped(history, real))
                broken.push_back({kName, name(*reminder) + " came outside sending hours"});
            const auto stop = stopped.find(reminder->phone);
            if (stop != stopped.end() && stop->second.real + kOnTheWay < real &&
                faults_within(history, stop->second.real, real, stands_still) == 0)
                broken.push_back({kName, name(*reminder) + " came after an opt-out"});
            const Said* const answer =
                answer_before(history, acknowledged, phones.at(reminder->phone), *reminder);
            if (answer != nullptr &&
                faults_within(history, acknowledged.at(answer->message).real, real, stands_still) == 0)
                broken.push_back(
                    {kName, fmt::format("{} came after the answer {}", name(*reminder), answer->message)});
        }
    }
    return broken;
}

Violations invitations_are_single(const History& history) {
    constexpr const char* kName = "invitations_are_single";
    Violations broken;
    for (const auto& [conversation, invitations] : by_conversation(history, is_invitation)) {
        const Shown& first = *invitations.front();
        if (invitations.size() > 1)
            broken.push_back(
                {kName, fmt::format("{} was invited {} times", name(first), invitations.size())});
        if (!within_hours(first.at.service) && !just_jumped(history, first.at.real))
            broken.push_back({kName, name(first) + " came outside sending hours"});
    }
    return broken;
}

Violations order_is_kept(const History& history) {
    Violations broken;
    for (const auto& [phone, messages] : shown_by_phone(history)) {
        std::set<std::int64_t> seen;
        for (const Shown* const message : messages) {
            const std::int64_t number = number_of(message->reference);
            const bool copy = !seen.insert(number).second;
            if (!copy && *seen.rbegin() != number)
                broken.push_back(
                    {"order_is_kept", fmt::format("{} came after {}", name(*message), *seen.rbegin())});
        }
    }
    return broken;
}

Violations silence_after_opt_out(const History& history) {
    Violations broken;
    const auto phones = shown_by_phone(history);
    for (const auto& [phone, stop] : opt_outs(history)) {
        const auto found = phones.find(phone);
        std::set<std::string> confirmations;
        if (found != phones.end()) {
            for (const Shown* const shown : found->second) {
                const bool confirms = prompt_of(shown->text) == Prompt::opted_out;
                if (confirms) confirmations.insert(shown->reference);
                const bool late = shown->at.real > stop.real + kOnTheWay;
                if (!confirms && late && faults_within(history, stop.real, shown->at.real, stands_still) == 0)
                    broken.push_back({"silence_after_opt_out", name(*shown) + " came after the opt-out"});
            }
        }
        if (confirmations.size() != 1)
            broken.push_back({"silence_after_opt_out",
                              fmt::format("{} got {} confirmations", phone, confirmations.size())});
    }
    return broken;
}

Violations nobody_waits(const History& history) {
    Violations broken;
    const auto acknowledged = acknowledged_at(history);
    std::map<std::string, const Said*> last;
    for (const Said& said : history.said) {
        if (said.expects_word && acknowledged.contains(said.message)) last[said.phone] = &said;
    }
    std::set<std::string> seen;
    std::map<std::string, std::int64_t> heard_at;  // the last new message; copies tell nothing
    for (const Shown& shown : history.shown) {
        if (seen.insert(shown.reference).second) heard_at[shown.phone] = shown.at.real;
    }
    for (const auto& [phone, said] : last) {
        const auto heard = heard_at.find(phone);
        if (heard == heard_at.end() || heard->second < said->at.real)
            broken.push_back({"nobody_waits", fmt::format("{} {} was acknowledged and got no word: \"{}\"",
                                                          phone, said->message, said->text)});
    }
    return broken;
}

}  // namespace askwell::chaos
