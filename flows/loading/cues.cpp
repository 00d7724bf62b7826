#include "flows/loading/cues.h"

#include <map>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "flows/folding.h"

namespace askwell::flows::loading {
namespace {

constexpr std::size_t kMaxCues = 200;    ///< of one choice in one language
constexpr std::size_t kMaxLength = 120;  ///< characters

std::size_t characters(std::string_view text) {
    std::size_t count = 0;
    for (const char byte : text) count += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    return count;
}

}  // namespace

Synonyms read_cues(const JsonObject& object, std::string_view name, const Parts& parts) {
    Synonyms cues = parts.words(object, name);
    for (const auto& [language, list] : cues) {
        const std::string place = fmt::format("{}/{}", object.at(name), language);
        if (list.size() > kMaxCues) {
            parts.sink().error(place, fmt::format("a choice has at most {} cues in a language", kMaxCues),
                               "keep the words that occur in many stories");
        }
        for (std::size_t i = 0; i < list.size(); ++i) {
            if (characters(list[i]) <= kMaxLength) continue;
            parts.sink().error(fmt::format("{}/{}", place, i),
                               fmt::format("a cue has at most {} characters", kMaxLength),
                               "take the few words of it that give the choice away");
        }
    }
    return cues;
}

void check_cues(const std::vector<CuedChoice>& choices, DiagnosticSink& sink) {
    std::map<std::string, std::size_t> owners;  // of every word that names or gives away a choice
    for (std::size_t i = 0; i < choices.size(); ++i) {
        for (const auto& [language, label] : choices[i].label->all())
            owners.emplace(fold_for_matching(label), i);
        for (const auto& [language, list] : *choices[i].synonyms) {
            for (const std::string& word : list) owners.emplace(fold_for_matching(word), i);
        }
    }
    for (std::size_t i = 0; i < choices.size(); ++i) {
        for (const auto& [language, list] : *choices[i].cues) {
            for (std::size_t k = 0; k < list.size(); ++k) {
                const auto [owner, fresh] = owners.emplace(fold_for_matching(list[k]), i);
                if (fresh || owner->second == i) continue;
                sink.error(fmt::format("{}/{}/{}", choices[i].pointer, language, k),
                           fmt::format("\"{}\" gives away another choice of this question too", list[k]),
                           "let each cue give away one choice");
            }
        }
    }
}

}  // namespace askwell::flows::loading
