#include "flows/reading/choices/option_kinds.h"

#include <algorithm>
#include <utility>

namespace askwell::flows::reading {

bool OptionKinds::meet_word(std::string_view text, std::size_t position,
                            const std::vector<Mention>& mentions) {
    if (question_.type != QuestionType::single || position < kind_end_) return false;
    const bool joined = std::exchange(joined_, false);
    auto [length, options] = names_.shared_at(text, position);
    const bool another = length > 0 && std::none_of(mentions.begin(), mentions.end(), [&](const Mention& m) {
                             return options.contains(m.option);
                         });
    if (!another) return false;
    kind_end_ = position + length;
    kinds_ = std::move(options);
    kind_joined_ = false;
    return joined && !mentions.empty();
}

void OptionKinds::meet_joint() {
    joined_ = true;
    kind_joined_ = !kinds_.empty();
}

bool OptionKinds::meet_option(Index option) {
    joined_ = false;
    return kind_joined_ && !kinds_.contains(option);
}

}  // namespace askwell::flows::reading
