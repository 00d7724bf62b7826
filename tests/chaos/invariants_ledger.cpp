// What the ledger must say.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "tests/chaos/customer.h"
#include "tests/chaos/invariants.h"
#include "tests/chaos/views.h"

namespace askwell::chaos {

namespace {

/// The texts of a customer, and how often each occurs.
using Texts = std::map<std::string, int>;

struct Words {
    Texts said;
    Texts acknowledged;
    Texts found;
};

std::map<std::string, Words> words_by_phone(const History& history) {
    std::map<std::string, Words> phones;
    const auto acknowledged = acknowledged_at(history);
    for (const Said& said : history.said) {
        Words& words = phones[said.phone];
        ++words.said[said.text];
        if (acknowledged.contains(said.message)) ++words.acknowledged[said.text];
    }
    for (const Row& row : history.rows) {
        Words& words = phones[row.phone];
        for (const std::string& note : row.notes) ++words.found[note];
        for (const Row::Answer& answer : row.answers) {
            for (const std::string& raw : answer.raw) ++words.found[raw];
        }
    }
    return phones;
}

/// The nonces in a text.
std::vector<std::string> nonces_in(std::string_view text) {
    std::vector<std::string> nonces;
    for (auto at = text.find(kNonceMark); at != std::string_view::npos; at = text.find(kNonceMark, at + 1)) {
        const auto end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz", at);
        nonces.emplace_back(text.substr(at, end == std::string_view::npos ? end : end - at));
    }
    return nonces;
}

struct Meant {
    std::string talk;
    std::string question;
};

std::map<std::string, Meant> meanings(const History& history) {
    std::map<std::string, Meant> meant;
    for (const Said& said : history.said) {
        for (std::string& nonce : nonces_in(said.text)) meant[std::move(nonce)] = {said.talk, said.question};
    }
    return meant;
}

/// What was said as a score to a question of a talk.
struct Scores {
    std::set<std::string> said;
    std::string corrected;  ///< acknowledged
};

std::map<std::pair<std::string, std::string>, Scores> scores_said(const History& history) {
    std::map<std::pair<std::string, std::string>, Scores> scores;
    const auto acknowledged = acknowledged_at(history);
    for (const Said& said : history.said) {
        if (!said.score) continue;
        Scores& known = scores[{said.talk, said.question}];
        known.said.insert(std::to_string(*said.score));
        if (said.correction && acknowledged.contains(said.message))
            known.corrected = std::to_string(*said.score);
    }
    return scores;
}

}  // namespace

Violations nothing_acknowledged_is_lost(const History& history) {
    constexpr const char* kName = "nothing_acknowledged_is_lost";
    Violations broken;
    const auto count = [](const Texts& texts, const std::string& text) {
        const auto found = texts.find(text);
        return found == texts.end() ? 0 : found->second;
    };
    for (const auto& [phone, words] : words_by_phone(history)) {
        for (const auto& [text, times] : words.acknowledged) {
            const int kept = count(words.found, text);
            if (kept < times)
                broken.push_back({kName, fmt::format("{}: \"{}\" was acknowledged {} times and kept {} times",
                                                     phone, text, times, kept)});
        }
        for (const auto& [text, times] : words.found) {
            const int said = count(words.said, text);
            if (said < times)
                broken.push_back({kName, fmt::format("{}: \"{}\" was said {} times and kept {} times", phone,
                                                     text, said, times)});
        }
    }
    return broken;
}

Violations one_entry_each(const History& history) {
    constexpr const char* kName = "one_entry_each";
    Violations broken;
    std::map<std::string, int> entries;
    std::set<std::string> conversations;
    for (const Row& row : history.rows) {
        ++entries[row.talk];
        if (!conversations.insert(row.conversation).second)
            broken.push_back({kName, row.conversation + " has two entries"});
    }
    std::set<std::string> begun;
    for (const Begun& each : history.begun) {
        begun.insert(each.talk);
        const auto found = entries.find(each.talk);
        const int count = found == entries.end() ? 0 : found->second;
        if (count != 1)
            broken.push_back({kName, fmt::format("{} {} has {} entries", each.phone, each.talk, count)});
    }
    for (const auto& [talk, count] : entries) {
        if (!begun.contains(talk))
            broken.push_back({kName, "an entry of a survey that nobody began: " + talk});
    }
    return broken;
}

Violations answers_are_what_was_said(const History& history) {
    constexpr const char* kName = "answers_are_what_was_said";
    Violations broken;
    const auto meant = meanings(history);
    const auto scores = scores_said(history);
    for (const Row& row : history.rows) {
        const auto complain = [&](const Row::Answer& answer, const std::string& what) {
            broken.push_back(
                {kName, fmt::format("{} {} {}: {}", row.phone, row.talk, answer.question, what)});
        };
        for (const Row::Answer& answer : row.answers) {
            if (!answer.answered) continue;
            for (const std::string& nonce : nonces_in(answer.value + " " + answer.comment)) {
                const auto found = meant.find(nonce);
                if (found == meant.end()) {
                    complain(answer, nonce + " was never said");
                } else if (found->second.question != answer.question || found->second.talk != row.talk) {
                    complain(answer, fmt::format("{} was said to {} of {}", nonce, found->second.question,
                                                 found->second.talk));
                }
            }
            const auto known = scores.find({row.talk, answer.question});
            const bool score = known != scores.end();
            if (score && !known->second.said.contains(answer.value))
                complain(answer, "nobody said " + answer.value);
            if (score && !known->second.corrected.empty() && answer.value != known->second.corrected)
                complain(answer,
                         fmt::format("{} was corrected to {}", answer.value, known->second.corrected));
            if (!score && nonces_in(answer.value).empty())
                complain(answer, "nobody said \"" + answer.value + '"');
        }
    }
    return broken;
}

}  // namespace askwell::chaos
