#include "flows/reading/choices/option_details.h"

#include <algorithm>
#include <string>

#include "flows/reading/text/asked.h"
#include "flows/reading/text/option_words.h"
#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {
namespace {

bool has_name(const OptionNames& names, std::string_view text) {
    for (std::size_t i = 0; i < text.size(); i += code_point_at(text, i).length) {
        if (names.at(text, i) != nullptr || names.abbreviated_at(text, i).first > 0) return true;
    }
    return false;
}

bool only_joints(const OptionNames& names, std::string_view words) {
    for (std::size_t i = 0; i < words.size();) {
        const auto* word = option_words().at(words, i);
        const auto* found = names.at(words, i);
        const std::size_t name =
            found != nullptr ? found->phrase.size() : names.abbreviated_at(words, i).first;
        const bool joint =
            word != nullptr && (word->meaning == OptionWord::joint || word->meaning == OptionWord::wrap);
        if (name == 0 && !joint && words[i] != ' ') return false;
        i += name > 0 ? name : joint ? word->phrase.size() : 1;
    }
    return true;
}

}  // namespace

std::size_t address_at(std::string_view text, std::size_t position) {
    const std::size_t at = text.find('@', position);
    if (at == std::string_view::npos || at == position || !word_boundary(text, position)) return 0;
    constexpr std::string_view kCharacters = "abcdefghijklmnopqrstuvwxyz0123456789._%+-";
    if (text.find_first_not_of(kCharacters, position) != at) return 0;
    const std::size_t end = std::min(text.find_first_not_of(kCharacters, at + 1), text.size());
    return text.substr(at, end - at).find('.') == std::string_view::npos ? 0 : end - position;
}

bool wishes_a_call(const Question& question, std::string_view text, std::size_t begin, std::size_t end) {
    constexpr std::string_view kMe = " me";
    const std::string_view behind = text.substr(end);
    const std::string_view name = text.substr(begin, end - begin);
    const bool past = name.ends_with("ed") || name == "rang";
    const bool wish = (!past && behind.starts_with(kMe) && word_boundary(behind, kMe.size())) ||
                      text.substr(0, begin).ends_with("给我");
    return wish && wording_of(question).find(" did you ") != std::string::npos;
}

bool in_a_list_with_a_name(const OptionNames& names, std::string_view text, std::size_t begin,
                           std::size_t end) {
    constexpr std::string_view kMarks = ",.;:!\n+&/";
    const std::string_view before = text.substr(0, begin);
    const std::string_view behind = text.substr(end);
    if (!has_name(names, before) && !has_name(names, behind)) return false;
    const std::size_t mark = before.find_last_of(kMarks);
    const std::size_t clause = mark == std::string_view::npos ? 0 : mark + 1;
    return only_joints(names, before.substr(clause)) &&
           only_joints(names, behind.substr(0, behind.find_first_of(kMarks)));
}

}  // namespace askwell::flows::reading
