#include "flows/reading/sounds.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <unordered_map>

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include "flows/reading/rewrite.h"

namespace askwell::flows::reading {
namespace {

/// Nobody says a score in more, and a slip in a longer text is part of a story.
constexpr std::size_t kLongest = 120;  // bytes
/// Shorter pinyin is too often a word of another language ("hao", "man").
constexpr std::size_t kShortestPinyin = 5;

/// "man" for 满.
std::string transliterated(char32_t ideograph) {
    static const std::unique_ptr<icu::Transliterator> kPinyin = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Transliterator> made{icu::Transliterator::createInstance(
            "Han-Latin; NFD; [:Mn:] Remove; Lower", UTRANS_FORWARD, status)};
        if (U_FAILURE(status)) throw std::runtime_error("ICU has no Han-Latin data");
        return made;
    }();
    icu::UnicodeString text(static_cast<UChar32>(ideograph));
    kPinyin->transliterate(text);
    std::string sound;
    text.trim().toUTF8String(sound);
    return sound;
}

/// Remembered, since transliterating takes a lock and microseconds; at most as many as there are ideographs.
const std::string& sound_of(char32_t ideograph) {
    thread_local std::unordered_map<char32_t, std::string> known;
    const auto found = known.find(ideograph);
    if (found != known.end()) return found->second;
    return known.emplace(ideograph, transliterated(ideograph)).first->second;
}

/// "man yi " for 满意; "" when anything else than ideographs stands in [0, text.size()).
std::string sounds_of(std::string_view text) {
    std::string sounds;
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = code_point_at(text, i);
        if (!is_han(point.value)) return {};
        sounds.append(sound_of(point.value)).push_back(' ');
        i += point.length;
    }
    return sounds;
}

/// Words by their sounds; an empty word where several sound alike.
using Meant = std::map<std::string, std::string_view, std::less<>>;

Meant meant_by(const std::vector<std::string>& words) {
    Meant meant;
    for (const std::string& word : words) {
        std::string sounds = sounds_of(word);
        if (sounds.empty()) continue;
        const auto [place, fresh] = meant.emplace(std::move(sounds), word);
        if (!fresh && place->second != word) place->second = {};
    }
    return meant;
}

std::string without_blanks(std::string_view text) {
    std::string letters;
    for (const char letter : text) {
        if (letter != ' ') letters.push_back(letter);
    }
    return letters;
}

/// The word whose pinyin is all that `text` consists of.
std::string_view meant_by_pinyin(std::string_view text, const Meant& meant) {
    const std::string letters = without_blanks(trim_marks(text));
    if (letters.size() < kShortestPinyin) return {};
    std::string_view word;
    for (const auto& [sounds, candidate] : meant) {
        if (without_blanks(sounds) != letters) continue;
        if (!word.empty()) return {};
        word = candidate;
    }
    return word;
}

/// 满以为 is a word of its own: what was meant ends here, or a particle follows.
bool may_end_at(std::string_view text, std::size_t end) {
    constexpr std::string_view kParticles[] = {"吧", "了", "啊", "哦", "呀", "呢", "啦", "嘛", "的", "哈"};
    const std::string_view rest = text.substr(end);
    return rest.empty() || !is_han(code_point_at(rest, 0).value) ||
           std::any_of(std::begin(kParticles), std::end(kParticles),
                       [rest](std::string_view particle) { return rest.starts_with(particle); });
}

struct Heard {
    std::string_view word;
    std::size_t end = 0;
};

/// The longest of the words that [begin, …) sounds like.
Heard heard_at(std::string_view text, std::size_t begin, const Meant& meant) {
    Heard heard;
    std::string sounds;
    for (std::size_t i = begin; i < text.size();) {
        const CodePoint point = code_point_at(text, i);
        if (!is_han(point.value)) break;
        sounds.append(sound_of(point.value)).push_back(' ');
        i += point.length;
        const auto found = meant.lower_bound(sounds);
        if (found == meant.end() || !found->first.starts_with(sounds)) break;
        if (found->first == sounds && !found->second.empty() && may_end_at(text, i))
            heard = {found->second, i};
    }
    return heard;
}

}  // namespace

std::optional<FoldedText> by_sound(const FoldedText& reply, const std::vector<std::string>& words) {
    const std::string_view text = reply.text;
    if (text.size() > kLongest) return std::nullopt;
    const Meant meant = meant_by(words);
    Rewrite rewrite{reply};
    if (const std::string_view word = meant_by_pinyin(text, meant); !word.empty()) {
        rewrite.put(word, 0);
        return rewrite.finished();
    }
    bool changed = false;
    for (std::size_t i = 0; i < text.size();) {
        const Heard heard = heard_at(text, i, meant);
        const std::size_t end = heard.word.empty() ? i + code_point_at(text, i).length : heard.end;
        if (heard.word.empty() || heard.word == text.substr(i, end - i)) {
            rewrite.keep(i, end);
        } else {
            rewrite.put(heard.word, i);
            changed = true;
        }
        i = end;
    }
    if (!changed) return std::nullopt;
    return rewrite.finished();
}

}  // namespace askwell::flows::reading
