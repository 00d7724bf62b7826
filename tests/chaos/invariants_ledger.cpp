// What the ledger must say.
#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <sstream>

#include <fmt/format.h>

#include "tests/chaos/invariants.h"
#include "tests/chaos/survey.h"
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

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in{text};
    for (std::string line; std::getline(in, line);) {
        if (!line.empty()) lines.push_back(line);
    }
    return lines;
}

/// When a phone first showed a question, by conversation and question.
using Asked = std::map<std::pair<std::string, std::string>, Stamp>;

Asked first_asked(const History& history) {
    Asked times;
    for (const Shown& shown : history.shown) {
        const std::string question{question_of(prompt_of(shown.text))};
        times.emplace(std::pair{conversation_of(shown.reference), question}, shown.at);
    }
    return times;
}

/// Whether a message may count as an answer to `question` in `conversation`. To another question than the one
/// it was meant for only when the two crossed: the customer had not seen it yet, and the service could not
/// know that. Of two messages in one breath the platform may bring the second first: a reason without its
/// score is then, for anybody, the rest of what was said before.
bool may_answer(const Said& said, const std::string& conversation, const std::string& question,
                const Asked& asked) {
    if (said.question == question || said.one_breath) return true;
    const auto shown = asked.find({conversation, question});
    return shown == asked.end() || said.at.real <= shown->second.real;
}

using SaidByText = std::map<std::pair<std::string, std::string>, std::vector<const Said*>>;  ///< talk, text

/// Whether words that were meant for `question` were taken as the answer to a later one, with which they
/// crossed. Its score is then not the last answer any more, and only the last can be corrected.
bool was_passed(const Row& row, const std::string& question, const SaidByText& said_by_text) {
    const auto meant_for_it = [&](const std::string& raw) {
        const auto found = said_by_text.find({row.talk, raw});
        return found != said_by_text.end() && std::ranges::any_of(found->second, [&](const Said* said) {
                   return said->question == question && !said->correction;
               });
    };
    return std::ranges::any_of(row.answers, [&](const Row::Answer& answer) {
        return answer.question != question && std::ranges::any_of(answer.raw, meant_for_it);
    });
}

/// What was said as a score to a question of a talk.
struct Scores {
    std::int64_t said_at = 0;  ///< the last, by the service's clock
    std::string corrected;     ///< acknowledged
};

/// So long after an answer "I meant 4" changes it (flows/turn_afterthought.cpp: an hour, and some for the
/// way). Later it is words like any other.
constexpr std::int64_t kCorrectable = 55 * 60'000;

using AcknowledgedAt = std::map<std::string, Stamp>;

/// Whether the platform brought a later message to another question before `correction`, which had to be sent
/// again: the answer to that one is then the last, and the one that is corrected.
bool was_overtaken(const Said& correction, const History& history, const AcknowledgedAt& acknowledged) {
    const std::int64_t arrived = acknowledged.at(correction.message).real;
    return std::ranges::any_of(history.said, [&](const Said& later) {
        const auto found = acknowledged.find(later.message);
        return later.talk == correction.talk && later.question != correction.question &&
               later.at.real > correction.at.real && found != acknowledged.end() &&
               found->second.real < arrived;
    });
}

std::map<std::pair<std::string, std::string>, Scores> scores_said(const History& history) {
    std::map<std::pair<std::string, std::string>, Scores> scores;
    const AcknowledgedAt acknowledged = acknowledged_at(history);
    for (const Said& said : history.said) {
        if (!said.score) continue;
        Scores& known = scores[{said.talk, said.question}];
        const auto found = acknowledged.find(said.message);
        const bool in_time =
            found != acknowledged.end() && found->second.service - known.said_at < kCorrectable;
        if (said.correction && in_time && !was_overtaken(said, history, acknowledged))
            known.corrected = std::to_string(*said.score);
        known.said_at = said.at.service;
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
    Violations broken;
    const auto scores = scores_said(history);
    const auto asked = first_asked(history);
    SaidByText said_by_text;
    for (const Said& said : history.said) said_by_text[{said.talk, said.text}].push_back(&said);
    std::set<const Said*> late;  // corrections that are words like any other
    for (const Said& said : history.said) {
        if (said.correction && scores.at({said.talk, said.question}).corrected.empty()) late.insert(&said);
    }
    for (const Row& row : history.rows) {
        for (const Row::Answer& answer : row.answers) {
            if (!answer.answered) continue;
            const auto complain = [&](const std::string& what) {
                broken.push_back({"answers_are_what_was_said",
                                  fmt::format("{} {} {}: {}", row.phone, row.talk, answer.question, what)});
            };
            for (const std::string& raw : answer.raw) {
                const auto found = said_by_text.find({row.talk, raw});
                if (found == said_by_text.end()) {
                    complain("nobody said \"" + raw + "\" there");
                    continue;
                }
                const bool fits = std::ranges::any_of(found->second, [&](const Said* said) {
                    return may_answer(*said, row.conversation, answer.question, asked) || late.contains(said);
                });
                if (!fits)
                    complain(fmt::format("\"{}\" was said to {}", raw, found->second.front()->question));
            }
            for (const std::string& line : lines_of(answer.value + "\n" + answer.comment)) {
                const bool of_raw = std::ranges::any_of(
                    answer.raw, [&](const std::string& raw) { return raw.find(line) != std::string::npos; });
                if (!of_raw) complain("nobody said \"" + line + "\" to it");
            }
            const auto known = scores.find({row.talk, answer.question});
            if (known != scores.end() && !known->second.corrected.empty() &&
                answer.value != known->second.corrected && !was_passed(row, answer.question, said_by_text))
                complain(fmt::format("{} was corrected to {}", answer.value, known->second.corrected));
        }
    }
    return broken;
}

}  // namespace askwell::chaos
