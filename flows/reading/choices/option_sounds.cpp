#include "flows/reading/choices/option_sounds.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "flows/reading/text/option_words.h"
#include "flows/reading/text/rewrite.h"
#include "flows/reading/text/sounds.h"

namespace askwell::flows::reading {
namespace {

constexpr std::size_t kIdeograph = 3;  // bytes
constexpr std::size_t kFewest = 2 * kIdeograph;
constexpr std::size_t kMost = 8 * kIdeograph;
/// Lists are short; a longer text is a story.
constexpr std::size_t kLongest = 120;

/// Bytes of the mark or joint at `position` that parts the items of a list, or 0.
std::size_t parting(std::string_view text, std::size_t position) {
    const CodePoint point = code_point_at(text, position);
    if (!is_han(point.value)) return is_word_character(point.value) ? 0 : point.length;
    const auto* word = option_words().at(text, position);
    const bool joint = word != nullptr && word->meaning == OptionWord::joint;
    return joint && position > 0 ? word->phrase.size() : 0;
}

bool all_han(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); i += code_point_at(text, i).length) {
        if (!is_han(code_point_at(text, i).value)) return false;
    }
    return true;
}

/// 收集 sounds like 手机 and means something else: of a slip half the ideographs are right.
bool half_as_written(std::string_view typed, std::string_view name) {
    if (typed.size() != name.size()) return false;
    std::size_t right = 0;
    for (std::size_t i = 0; i < name.size(); i += kIdeograph)
        right += typed.substr(i, kIdeograph) == name.substr(i, kIdeograph) ? 1 : 0;
    return 2 * right * kIdeograph >= name.size();
}

/// Where the words around an item end that begins at `begin`: 主要是 of 主要是工作效律.
std::size_t after_wrapping(std::string_view text, std::size_t begin, std::size_t end) {
    for (const auto* word = option_words().at(text, begin); word != nullptr;
         word = option_words().at(text, begin)) {
        if (word->meaning != OptionWord::wrap || begin + word->phrase.size() + kFewest > end) break;
        begin += word->phrase.size();
    }
    return begin;
}

/// The name that `item` sounds like and is not; "" when it has a name of its own or sounds like none or
/// several.
std::string heard_in(const OptionNames& names, const SpokenWords& sounds, const FoldedText& item) {
    if (item.text.size() < kFewest || item.text.size() > kMost || !all_han(item.text) ||
        names.whole(item.text))
        return {};
    for (std::size_t i = 0; i < item.text.size(); i += kIdeograph) {
        if (names.at(item.text, i) != nullptr && names.at(item.text, i)->phrase.size() > kFewest) return {};
    }
    const auto heard = sounds.heard_in(item);
    const bool named = heard && names.whole(heard->text) && half_as_written(item.text, heard->text);
    return named ? heard->text : std::string{};
}

}  // namespace

std::optional<FoldedText> with_options_by_sound(const Question& question, const OptionNames& names,
                                                const FoldedText& reply) {
    const std::string_view text = reply.text;
    if (text.size() > kLongest) return std::nullopt;
    const auto& sounds = question.memo.of<SpokenWords>([&names] { return SpokenWords{names.han_names()}; });
    const bool latin = std::none_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
    if (latin) return names.whole(trim_marks(text)) ? std::nullopt : sounds.heard_in(reply);
    Rewrite rewrite{reply};
    bool changed = false;
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t end = begin;
        std::size_t mark = parting(text, begin);
        while (end < text.size() && (mark = parting(text, end)) == 0) end += code_point_at(text, end).length;
        const auto heard = [&](std::size_t from) {
            return end > from ? heard_in(names, sounds, part_of(reply, from, end)) : std::string{};
        };
        std::size_t item = begin;
        std::string name = heard(item);
        if (const std::size_t bare = after_wrapping(text, begin, end); name.empty() && bare > begin)
            name = heard(item = bare);
        rewrite.keep(begin, name.empty() ? end : item);
        if (!name.empty()) {
            rewrite.put(name, item);
            changed = true;
        }
        if (end < text.size()) rewrite.keep(end, end + mark);
        begin = end + (end < text.size() ? mark : 0);
    }
    return changed ? std::optional{rewrite.finished()} : std::nullopt;
}

}  // namespace askwell::flows::reading
