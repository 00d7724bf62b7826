#include "flows/reading/choices/option_parts.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

#include "flows/folding.h"
#include "flows/reading/text/option_words.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

/// What the label grants before "but"; "" when it grants nothing.
std::string granted(std::string_view label) {
    for (const std::string_view but : {", but ", " but ", "但"}) {
        const std::size_t place = label.find(but);
        if (place != std::string_view::npos) return std::string{trim_marks(label.substr(0, place))};
    }
    return {};
}

/// Whoever stands before it, and nothing else.
bool only_begins(std::string_view words) {
    constexpr std::array<std::string_view, 9> kBeginnings = {"",   "i",  "we",   "yes", "yes i",
                                                             "我", "还", "我还", "是"};
    return std::find(kBeginnings.begin(), kBeginnings.end(), trim_marks(words)) != kBeginnings.end();
}

}  // namespace

std::optional<Index> part_of_label(const OptionNames& names, std::string_view text) {
    const auto part = names.with_part(text);
    return part ? part : names.with_part(without_wrapping(text));
}

bool grants_only(const Option& option, std::string_view folded) {
    const std::string_view said = trim_marks(folded);
    const auto listed = [said](const auto& words) {
        return std::any_of(words.second.begin(), words.second.end(),
                           [said](const std::string& word) { return fold_for_matching(word) == said; });
    };
    const bool half_said =
        std::any_of(option.label.all().begin(), option.label.all().end(), [said](const auto& label) {
            const std::string half = granted(fold_for_matching(label.second));
            return !half.empty() && said.ends_with(half) &&
                   only_begins(said.substr(0, said.size() - half.size()));
        });
    return half_said && std::none_of(option.synonyms.begin(), option.synonyms.end(), listed);
}

}  // namespace askwell::flows::reading
