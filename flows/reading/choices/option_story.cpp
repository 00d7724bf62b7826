#include "flows/reading/choices/option_story.h"

#include <algorithm>
#include <iterator>

#include "flows/reading/choices/option_figures.h"
#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {

namespace {

/// 修完以后, "after the repair": when it was, rather than what.
bool says_when(std::string_view text, const Mention& mention) {
    static const PhraseMap<bool> times{{true,
                                        {"以后", "之后", "后的", "完以后", "完之后", "完了以后", "好以后",
                                         "好之后", "了以后", "了之后", "以前", "之前", "前的"}}};
    if (times.at(text, mention.end) != nullptr) return true;
    const std::string_view before = text.substr(0, mention.begin);
    constexpr std::string_view kWords[] = {"after ", "after the ", "after a ", "before the "};
    return std::any_of(std::begin(kWords), std::end(kWords),
                       [before](std::string_view word) { return before.ends_with(word); });
}

}  // namespace

void OptionStory::settle(Findings& found) const {
    const auto is_told = [&](const Mention& mention) {
        if (found.all && question_.options[mention.option].other) return false;  // 都有，第四样是士气
        return mention.by == By::number ? tells(mention) : says_when(text_, mention);
    };
    const bool chosen = found.unlisted || !std::all_of(found.mentions.begin(), found.mentions.end(), is_told);
    const bool beyond = std::any_of(beyond_.begin(), beyond_.end(),
                                    [&](const Mention& figure) { return !chosen || !tells(figure); });
    if (chosen) std::erase_if(found.mentions, is_told);
    found.impossible = found.impossible || beyond;
}

/// Words stand before the figure in its clause, or behind one that says which of several (14号才有人理我).
bool OptionStory::tells(const Mention& figure) const {
    constexpr std::string_view kMarks = ",.;:!?()\n";
    constexpr std::string_view kDay = "号";
    const std::size_t mark =
        figure.begin == 0 ? std::string::npos : text_.find_last_of(kMarks, figure.begin - 1);
    const std::size_t first = mark == std::string::npos ? 0 : mark + 1;
    const bool day = text_.substr(figure.end).starts_with(kDay);
    if (day && names_.at(text_, figure.end + kDay.size()) != nullptr) return true;  // 4号投诉的
    const bool which = day || OptionFigure{question_, names_, text_, figure.begin}.ordinal();
    const std::size_t last =
        which ? std::min(text_.find_first_of(kMarks, figure.end), text_.size()) : figure.begin;
    return std::any_of(words_.begin(), words_.end(),
                       [first, last](std::size_t word) { return word >= first && word < last; });
}

}  // namespace askwell::flows::reading
