#include "flows/reading/ratings/spelling.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <utility>

#include "flows/reading/ratings/label_words.h"
#include "flows/reading/ratings/rating_words.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/rewrite.h"

namespace askwell::flows::reading {
namespace {

/// Shorter words are too often one slip away from another real word.
constexpr std::size_t kShortestMisspelt = 5;
/// Two short words run together, like "soeasy", are rarer than the words that merely look like them.
constexpr std::size_t kShortestJoined = 8;

enum class Script { latin, han, other };

Script script_of(char32_t character) {
    if (is_han(character)) return Script::han;
    return character >= U'a' && character <= U'z' ? Script::latin : Script::other;
}

bool is_letter(char32_t character) {
    return is_han(character) || is_word_character(character);
}

/// The script of the single letter or ideograph that stands alone at `position`.
Script lone_character_at(std::string_view text, std::size_t position) {
    if (position >= text.size()) return Script::other;
    const CodePoint point = code_point_at(text, position);
    const std::size_t end = position + point.length;
    const bool alone = end == text.size() || !is_letter(code_point_at(text, end).value);
    return alone ? script_of(point.value) : Script::other;
}

/// The end of the run of spaced-out characters at `position`, the beginning of a word, or `position` when
/// there is none.
std::size_t spaced_run(std::string_view text, std::size_t position) {
    const Script script = lone_character_at(text, position);
    if (script == Script::other) return position;
    std::size_t count = 0;
    std::size_t end = position;
    for (std::size_t next = position; lone_character_at(text, next) == script;) {
        end = next + code_point_at(text, next).length;
        ++count;
        if (end == text.size() || text[end] != ' ') break;
        next = end + 1;
    }
    return count >= (script == Script::han ? 2U : 3U) ? end : position;
}

FoldedText closed(const FoldedText& reply) {
    Rewrite copy{reply};
    bool after_letter = false;
    for (std::size_t i = 0; i < reply.text.size();) {
        const std::size_t run = after_letter ? i : spaced_run(reply.text, i);
        for (; i < run; ++i) {
            if (reply.text[i] != ' ') copy.keep(i, i + 1);
        }
        if (i >= reply.text.size()) break;
        const CodePoint point = code_point_at(reply.text, i);
        after_letter = is_letter(point.value);
        copy.keep(i, i + point.length);
        i += point.length;
    }
    return copy.finished();
}

/// True when one letter left out, added or wrong, or two letters swapped, makes `a` of `b`.
bool one_slip(std::string_view a, std::string_view b) {
    while (!a.empty() && !b.empty() && a.front() == b.front()) {
        a.remove_prefix(1);
        b.remove_prefix(1);
    }
    while (!a.empty() && !b.empty() && a.back() == b.back()) {
        a.remove_suffix(1);
        b.remove_suffix(1);
    }
    if (a.size() + b.size() == 1 || (a.size() == 1 && b.size() == 1)) return true;
    return a.size() == 2 && b.size() == 2 && a[0] == b[1] && a[1] == b[0];
}

/// True when `written` is `word` with two neighbours swapped or a letter doubled, or with one left out of
/// five or more, the last one of four ("fiv").
bool plain_slip(std::string_view written, std::string_view word) {
    constexpr std::size_t kShortestCut = 5;
    const bool doubles = written.size() == word.size() + 1;
    const bool drops =
        written.size() + 1 == word.size() &&
        (word.size() >= kShortestCut || (word.size() == kShortestCut - 1 && word.starts_with(written)));
    if (written.front() != word.front() || written == word) return false;
    if (!doubles && !drops && written.size() != word.size()) return false;
    const auto same = std::mismatch(written.begin(), written.end(), word.begin(), word.end());
    const std::string_view a{same.first, written.end()};
    const std::string_view b{same.second, word.end()};
    if (doubles) return a.front() == *(same.first - 1) && a.substr(1) == b;
    if (drops) return a == b.substr(1);
    return a.size() > 1 && a[0] == b[1] && a[1] == b[0] && a.substr(2) == b.substr(2);
}

/// True for "fourrr" and "fiiive": the letters of `word`, one of them held at least three times.
bool drawn_out(std::string_view written, std::string_view word) {
    constexpr std::size_t kHeld = 3;
    bool held = false;
    const auto run = [](std::string_view letters) {
        return std::min(letters.find_first_not_of(letters.front()), letters.size());
    };
    while (!written.empty() && !word.empty() && written.front() == word.front()) {
        const std::size_t typed = run(written);
        const std::size_t meant = run(word);
        if (typed != meant && (typed < kHeld || typed < meant)) return false;
        held = held || typed > meant;
        written.remove_prefix(typed);
        word.remove_prefix(meant);
    }
    return held && written.empty() && word.empty();
}

/// The word of `words` that `written` is meant to be; "" when it is none, or one of several.
template <typename IsMeant>
std::string_view plain_word(std::string_view written, std::initializer_list<std::string_view> words,
                            IsMeant is_meant) {
    std::string_view meant;
    for (const std::string_view word : words) {
        if (word == written) return {};
        if (!is_meant(written, word)) continue;
        if (!meant.empty()) return {};
        meant = word;
    }
    return meant;
}

/// The word for a number, or of yes and no, that `written` is a slip of and no word or name by itself; "" for
/// others.
std::string_view meant_plainly(std::string_view written, bool yes_no) {
    constexpr std::string_view kRealWords[] = {"tow",  "teen", "tree", "thee",  "there",
                                               "seen", "sven", "foru", "pleas", "thank"};
    constexpr std::size_t kShortest = 3;
    if (written.size() < kShortest ||
        std::find(std::begin(kRealWords), std::end(kRealWords), written) != std::end(kRealWords))
        return {};
    const std::string_view number = plain_word(
        written, {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"},
        [](std::string_view typed, std::string_view word) {
            return plain_slip(typed, word) || drawn_out(typed, word);
        });
    if (!number.empty() || !yes_no) return number;
    return plain_word(written,
                      {"yes", "yeah", "yep", "yup", "nope", "sure", "please", "thanks", "okay", "definitely",
                       "absolutely", "certainly"},
                      plain_slip);
}

/// True when two letters left out of a long word make `written` of it ("convient").
bool two_left_out(std::string_view written, std::string_view word) {
    constexpr std::size_t kShortest = 7;
    if (written.size() < kShortest || word.size() != written.size() + 2) return false;
    for (const char letter : word) {
        if (!written.empty() && written.front() == letter) written.remove_prefix(1);
    }
    return written.empty();
}

/// True when the words differ only in which letters are doubled ("unproffesional").
bool same_but_doubled(std::string_view a, std::string_view b) {
    const auto single = [](std::string_view word) {
        std::string letters{word};
        letters.erase(std::unique(letters.begin(), letters.end()), letters.end());
        return letters;
    };
    return single(a) == single(b);
}

/// The only word that `written` can be a slip for; "" when there is none. The first letter is hardly ever the
/// wrong one, and looking there would make "satisfied" of its opposites.
std::string_view meant_word(std::string_view written, const std::vector<std::string>& words) {
    constexpr std::string_view kRealWords[] = {"clean", "lively", "party", "simply", "bellow", "fairy"};
    if (std::find(std::begin(kRealWords), std::end(kRealWords), written) != std::end(kRealWords)) return {};
    const auto only_one = [&](const auto& is_slip_for) {
        std::string_view meant;
        for (const std::string& word : words) {
            if (word.size() < kShortestMisspelt || word.front() != written.front()) continue;
            if (!is_slip_for(word)) continue;
            if (!meant.empty()) return std::pair{std::string_view{}, true};
            meant = word;
        }
        return std::pair{meant, !meant.empty()};
    };
    // "Profesional" is one letter from "professional", and two from its plural.
    const auto [meant, found] = only_one([&](const std::string& word) { return one_slip(written, word); });
    if (found) return meant;
    return only_one([&](const std::string& word) {
               return two_left_out(written, word) || same_but_doubled(written, word);
           })
        .first;
}

/// The only word of four letters with two neighbours swapped in `written` ("vrey"); "" when there is none.
std::string_view swapped_word(std::string_view written, const std::vector<std::string>& words) {
    if (written.size() + 1 != kShortestMisspelt) return {};
    const auto meant = std::find_if(words.begin(), words.end(), [written](const std::string& word) {
        return word.size() == written.size() && plain_slip(written, word);
    });
    return meant == words.end() ? std::string_view{} : std::string_view{*meant};
}

/// "So" for "soooo", where that is a word of a label or a degree; "" for other words.
std::string drawn_out_word(std::string_view written, const std::vector<std::string>& words) {
    constexpr std::size_t kDrawnOut = 3;
    std::string word;
    for (std::size_t i = 0; i < written.size();) {
        const std::size_t run = std::min(written.find_first_not_of(written[i], i), written.size()) - i;
        word.append(run >= kDrawnOut ? 1 : run, written[i]);
        i += run;
    }
    const bool known =
        std::binary_search(words.begin(), words.end(), word) || degrees().whole(word) != nullptr;
    return known && word.size() < written.size() ? word : std::string{};
}

/// Cuts `joined` into words, longest first.
bool cut_into_words(std::string_view joined, const std::vector<std::string>& words,
                    std::vector<std::string_view>& parts) {
    if (joined.empty()) return true;
    for (std::size_t length = joined.size(); length > 1; --length) {
        const auto word = std::lower_bound(words.begin(), words.end(), joined.substr(0, length));
        if (word == words.end() || *word != joined.substr(0, length)) continue;
        parts.emplace_back(*word);
        if (cut_into_words(joined.substr(length), words, parts)) return true;
        parts.pop_back();
    }
    return false;
}

/// Writes the word at [begin, end) the way it was meant.
void put_meant(Rewrite& copy, std::string_view text, std::size_t begin, std::size_t end,
               const std::vector<std::string>& words) {
    constexpr std::size_t kLongest = 40;
    const std::string_view written = text.substr(begin, end - begin);
    const bool known =
        std::binary_search(words.begin(), words.end(), written) || rating_words().at(text, begin) != nullptr;
    if (known) return copy.keep(begin, end);
    if (const std::string_view meant = swapped_word(written, words); !meant.empty())
        return copy.put(meant, begin);
    if (const std::string meant = drawn_out_word(written, words); !meant.empty())
        return copy.put(meant, begin);
    if (written.size() < kShortestMisspelt || written.size() > kLongest) return copy.keep(begin, end);
    if (const std::string_view meant = meant_word(written, words); !meant.empty())
        return copy.put(meant, begin);
    std::vector<std::string_view> parts;
    if (written.size() < kShortestJoined || !cut_into_words(written, words, parts))
        return copy.keep(begin, end);
    for (const std::string_view part : parts) {
        if (part.data() != parts.front().data()) copy.put(" ", begin);
        copy.put(part, begin);
    }
}

/// Calls `use(begin, end, word)` for each stretch of `text`: a word of letters, or what is none.
template <typename Use>
void for_each_word(std::string_view text, Use use) {
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        while (end < text.size() && text[end] >= 'a' && text[end] <= 'z') ++end;
        const bool word = end > i && word_boundary(text, i) && word_boundary(text, end);
        if (!word) end = std::max(end, i + 1);
        use(i, end, word);
        i = end;
    }
}

}  // namespace

std::optional<FoldedText> respelt(const FoldedText& reply, const std::vector<std::string>& words) {
    const FoldedText plain = closed(reply);
    Rewrite mended{plain};
    for_each_word(plain.text, [&](std::size_t begin, std::size_t end, bool word) {
        word ? put_meant(mended, plain.text, begin, end, words) : mended.keep(begin, end);
    });
    FoldedText text = mended.finished();
    return text.text == reply.text ? std::nullopt : std::optional{std::move(text)};
}

std::optional<FoldedText> with_plain_words(const FoldedText& reply, bool yes_no) {
    const std::string_view text = reply.text;
    const auto meant = [&](std::size_t begin, std::size_t end) {
        return meant_plainly(text.substr(begin, end - begin), yes_no);
    };
    bool slips = false;  // in nearly every reply there is none, and nothing to copy
    for_each_word(text, [&](std::size_t begin, std::size_t end, bool word) {
        slips = slips || (word && !meant(begin, end).empty());
    });
    if (!slips) return std::nullopt;
    Rewrite plain{reply};
    for_each_word(text, [&](std::size_t begin, std::size_t end, bool word) {
        const std::string_view instead = word ? meant(begin, end) : std::string_view{};
        instead.empty() ? plain.keep(begin, end) : plain.put(instead, begin);
    });
    return plain.changed();
}

}  // namespace askwell::flows::reading
