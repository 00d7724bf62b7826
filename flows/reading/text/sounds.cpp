#include "flows/reading/text/sounds.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include "flows/reading/text/rewrite.h"

namespace askwell::flows::reading {
namespace {

/// Nobody says a score in more, and a slip in a longer text is part of a story.
constexpr std::size_t kLongest = 120;  // bytes
/// Shorter pinyin is too often a word of another language ("hao", "man").
constexpr std::size_t kShortestPinyin = 5;

/// "man" for 满.
std::string transliterated(char32_t ideograph) {
    static const std::unique_ptr<icu::Transliterator> han_latin = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Transliterator> made{icu::Transliterator::createInstance(
            "Han-Latin; NFD; [:Mn:] Remove; Lower", UTRANS_FORWARD, status)};
        if (U_FAILURE(status)) throw std::runtime_error("ICU has no Han-Latin data");
        return made;
    }();
    icu::UnicodeString text(static_cast<UChar32>(ideograph));
    han_latin->transliterate(text);
    std::string sound;
    text.trim().toUTF8String(sound);
    return sound;
}

/// As keyboards of the south have it: zh for z, ch for c, sh for s, and -ng for -n.
std::string without_southern_differences(std::string syllable) {
    if (syllable.size() > 1 && syllable[1] == 'h') syllable.erase(1, 1);
    if (syllable.ends_with("ng")) syllable.pop_back();
    return syllable;
}

/// The syllable of `ideograph`, equal for all that sound alike. Remembered by each thread, since
/// transliterating takes a lock and microseconds.
const std::string& syllable_of(char32_t ideograph) {
    thread_local std::unordered_map<char32_t, std::string> known;
    const auto found = known.find(ideograph);
    return found != known.end() ? found->second
                                : known.emplace(ideograph, transliterated(ideograph)).first->second;
}

/// A character of a reply, with its syllable when it is an ideograph, else "".
struct Spoken {
    std::string_view syllable;
    std::size_t begin = 0;
};

std::vector<Spoken> spoken(std::string_view text) {
    std::vector<Spoken> parts;
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = code_point_at(text, i);
        parts.push_back({{}, i});
        if (is_han(point.value)) parts.back().syllable = syllable_of(point.value);
        i += point.length;
    }
    return parts;
}

/// In three syllables and more the southern differences do not count: 公总号 is 公众号, but 十份 is not 四分.
bool sounds_at(const std::vector<Spoken>& parts, std::size_t place, const std::vector<std::string>& word) {
    constexpr std::size_t kLong = 3;
    const bool is_long = word.size() >= kLong;
    const auto alike = [is_long](const std::string& syllable, const Spoken& part) {
        if (part.syllable == syllable) return true;
        return is_long && !part.syllable.empty() &&
               without_southern_differences(std::string{part.syllable}) ==
                   without_southern_differences(syllable);
    };
    return parts.size() - place >= word.size() &&
           std::equal(word.begin(), word.end(), parts.begin() + static_cast<std::ptrdiff_t>(place), alike);
}

/// `text` as the pinyin of a whole reply; "" when it can be none.
std::string as_pinyin(std::string_view text) {
    std::string letters;
    for (const char letter : trim_marks(text)) {
        if (letter == ' ') continue;
        if (letter < 'a' || letter > 'z') return {};
        letters.push_back(letter);
    }
    return letters.size() < kShortestPinyin ? std::string{} : letters;
}

/// 满以为 is a word of its own: what was meant ends here, or a particle follows.
bool may_end_at(std::string_view text, std::size_t end) {
    constexpr std::string_view kParticles[] = {"吧", "了", "啊", "哦", "呀", "呢", "啦", "嘛", "的", "哈"};
    const std::string_view rest = text.substr(end);
    return rest.empty() || !is_han(code_point_at(rest, 0).value) ||
           std::any_of(std::begin(kParticles), std::end(kParticles),
                       [rest](std::string_view particle) { return rest.starts_with(particle); });
}

/// A word that the text sounds like from a part of it on; several that sound alike are none.
struct Heard {
    std::string_view word;
    std::size_t parts = 0;

    void hear(std::string_view another, std::size_t length) {
        if (length < parts || another == word) return;
        word = length > parts ? another : std::string_view{};
        parts = length;
    }
};

}  // namespace

SpokenWords::SpokenWords(const std::vector<std::string>& words) {
    for (const std::string& text : words) {
        Word word{text, {}, {}};
        for (const Spoken& part : spoken(text)) {
            word.sounds.emplace_back(part.syllable);
            word.pinyin += part.syllable;
        }
        words_.push_back(std::move(word));
    }
}

std::optional<FoldedText> SpokenWords::heard_in(const FoldedText& reply) const {
    const std::string_view text = reply.text;
    if (text.size() > kLongest) return std::nullopt;
    const std::vector<Spoken> parts = spoken(text);
    const std::string letters = as_pinyin(text);
    Heard all;
    std::vector<Heard> heard(parts.size());
    for (const Word& word : words_) {
        if (!letters.empty() && word.pinyin == letters) all.hear(word.text, 1);
        for (std::size_t i = 0; i < heard.size(); ++i) {
            const std::size_t after = i + word.sounds.size();
            if (!sounds_at(parts, i, word.sounds)) continue;
            if (may_end_at(text, after < heard.size() ? parts[after].begin : text.size()))
                heard[i].hear(word.text, word.sounds.size());
        }
    }
    Rewrite rewrite{reply};
    if (!all.word.empty()) {
        rewrite.put(all.word, 0);
        return rewrite.finished();
    }
    for (std::size_t i = 0; i < heard.size();) {
        const std::size_t next = i + (heard[i].word.empty() ? 1 : heard[i].parts);
        const std::size_t begin = parts[i].begin;
        const std::size_t end = next < heard.size() ? parts[next].begin : text.size();
        heard[i].word.empty() ? rewrite.keep(begin, end) : rewrite.put(heard[i].word, begin);
        i = next;
    }
    return rewrite.changed();
}

}  // namespace askwell::flows::reading
