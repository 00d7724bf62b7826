#include "flows/reading/text/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <stdexcept>

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include "flows/folding.h"
#include "flows/reading/text/dialects.h"

namespace askwell::flows::reading {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
/// More combining marks than any language stacks; bounds the work that hostile text can cause.
constexpr int kMaxSegmentUnits = 32;

const icu::Normalizer2& nfkc_casefold() {
    static const icu::Normalizer2& normalizer = []() -> const icu::Normalizer2& {
        UErrorCode status = U_ZERO_ERROR;
        const icu::Normalizer2* instance = icu::Normalizer2::getNFKCCasefoldInstance(status);
        if (U_FAILURE(status)) throw std::runtime_error("ICU has no NFKC_Casefold data");
        return *instance;
    }();
    return normalizer;
}

/// Traditional-to-Simplified by character. A table, because a Transliterator takes a lock on every call and
/// loses offsets.
class Simplifier {
  public:
    static const Simplifier& instance() {
        static const Simplifier simplifier;
        return simplifier;
    }
    char32_t simplified(char32_t character) const {
        return character >= kFirst && character <= kLast ? table_[character - kFirst] : character;
    }

  private:
    static constexpr char32_t kFirst = 0x3400;
    static constexpr char32_t kLast = 0x9FFF;

    Simplifier() {
        UErrorCode status = U_ZERO_ERROR;
        const std::unique_ptr<icu::Transliterator> transliterator{
            icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status)};
        if (U_FAILURE(status)) throw std::runtime_error("ICU has no Traditional-Simplified data");
        for (char32_t character = kFirst; character <= kLast; ++character) {
            icu::UnicodeString text(static_cast<UChar32>(character));
            transliterator->transliterate(text);
            const auto mapped = static_cast<char32_t>(text.char32At(0));
            table_[character - kFirst] =
                static_cast<char16_t>(text.countChar32() == 1 && mapped <= 0xFFFF ? mapped : character);
        }
    }

    std::array<char16_t, kLast - kFirst + 1> table_;
};

/// Numeric value of ❹ and its like, which NFKC leaves alone; -1 for everything else.
int enclosed_number(UChar32 character) {
    if (character == 0x1F51F) return 10;  // the keycap emoji for ten is one character
    if (u_charType(character) != U_OTHER_NUMBER) return -1;
    const double value = u_getNumericValue(character);
    return value >= 0 && value <= 50 && std::trunc(value) == value ? static_cast<int>(value) : -1;
}

/// Ⅳ as 4: NFKC would make letters of it, and a lone Ⅴ would no longer be told from the letter V. 0 for
/// everything else.
int roman_numeral(UChar32 character) {
    return character >= 0x2160 && character <= 0x217B ? static_cast<int>(u_getNumericValue(character)) : 0;
}

char32_t unified_mark(char32_t character) {
    switch (character) {
        case 0x2018:
        case 0x2019:
        case 0x02BC:
        case 0x00B4:
            return U'\'';
        case 0x201C:
        case 0x201D:
            return U'"';
        case 0x2010:
        case 0x2011:
        case 0x2012:
        case 0x2013:
        case 0x2014:
        case 0x2015:
        case 0x2212:
            return U'-';
        case 0x301C:
        case 0x223C:
        case 0x02DC:
            return U'~';
        case 0x2044:
        case 0x2215:
            return U'/';
        case 0x3002:
            return U'.';
        case 0x3001:
            return U',';
        default:
            return character;
    }
}

class Folder {
  public:
    explicit Folder(std::string_view raw) {
        folded_.raw = raw;
        folded_.text.reserve(raw.size());
        folded_.origin.reserve(raw.size() + 1);
    }

    FoldedText run() {
        const std::string_view raw = folded_.raw;
        while (position_ < raw.size()) {
            const auto byte = static_cast<unsigned char>(raw[position_]);
            const bool ascii_follows =
                position_ + 1 >= raw.size() || static_cast<unsigned char>(raw[position_ + 1]) < 0x80;
            if (byte < 0x80 && ascii_follows) {
                emit(byte >= 'A' && byte <= 'Z' ? byte + 32u : byte, position_);
                ++position_;
            } else {
                segment();
            }
        }
        folded_.origin.push_back(static_cast<std::uint32_t>(raw.size()));
        return std::move(folded_);
    }

  private:
    /// Folds one character with the marks that combine with it.
    void segment() {
        const std::size_t begin = position_;
        const auto first = static_cast<UChar32>(next());
        // A unified ideograph is its own normal form; nothing that follows here combines with it.
        if (is_unified(first) && (position_ == folded_.raw.size() || is_plain_next()))
            return emit(static_cast<char32_t>(first), begin);
        if (const int number = roman_numeral(first); number > 0) return put_number(number, begin);
        icu::UnicodeString source(first);
        while (position_ < folded_.raw.size() && source.length() < kMaxSegmentUnits) {
            const CodePoint following = code_point_at(folded_.raw, position_);
            if (nfkc_casefold().hasBoundaryBefore(static_cast<UChar32>(following.value))) break;
            source.append(static_cast<UChar32>(next()));
        }
        UErrorCode status = U_ZERO_ERROR;
        icu::UnicodeString target;
        nfkc_casefold().normalize(source, target, status);
        const icu::UnicodeString& result = U_FAILURE(status) ? source : target;
        for (std::int32_t i = 0; i < result.length(); i = result.moveIndex32(i, 1)) {
            emit(static_cast<char32_t>(result.char32At(i)), begin);
        }
    }

    static bool is_unified(UChar32 character) { return character >= 0x4E00 && character <= 0x9FFF; }

    bool is_plain_next() const {
        const auto byte = static_cast<unsigned char>(folded_.raw[position_]);
        return byte < 0x80 || is_unified(static_cast<UChar32>(code_point_at(folded_.raw, position_).value));
    }

    char32_t next() {
        const CodePoint point = code_point_at(folded_.raw, position_);
        position_ += point.length;
        return point.value;
    }

    void emit(char32_t character, std::size_t from) {
        if (character > 0x20 && character < 0x7F) {
            folded_.text.push_back(static_cast<char>(character));
            folded_.origin.push_back(static_cast<std::uint32_t>(from));
            return;
        }
        const auto code = static_cast<UChar32>(character);
        if (character >= 0x80) {
            if (u_charType(code) == U_ENCLOSING_MARK) return;  // the frame of a keycap
            // Faces such as (๑•̀ㅂ•́) are drawn with Thai digits; nobody here counts with them.
            const bool thai = character >= 0x0E50 && character <= 0x0E59;
            if (const std::int32_t digit = u_charDigitValue(code); digit >= 0 && !thai) {
                return put(U'0' + static_cast<char32_t>(digit), from);
            }
            if (const int number = enclosed_number(code); number >= 0) return put_number(number, from);
        }
        if (character == U'\n' || character == U'\r' || character == 0x2028 || character == 0x2029) {
            return put(U'\n', from);
        }
        if (u_isUWhiteSpace(code) || u_charType(code) == U_CONTROL_CHAR) {
            if (!folded_.text.empty() && folded_.text.back() != ' ' && folded_.text.back() != '\n')
                put(U' ', from);
            return;
        }
        put(unified_mark(Simplifier::instance().simplified(character)), from);
    }

    void put_number(int number, std::size_t from) {
        for (const char digit : std::to_string(number)) put(static_cast<char32_t>(digit), from);
    }

    void put(char32_t character, std::size_t from) {
        char bytes[U8_MAX_LENGTH];
        int length = 0;
        U8_APPEND_UNSAFE(bytes, length, character);
        folded_.text.append(bytes, static_cast<std::size_t>(length));
        folded_.origin.insert(folded_.origin.end(), static_cast<std::size_t>(length),
                              static_cast<std::uint32_t>(from));
    }

    FoldedText folded_;
    std::size_t position_ = 0;
};

template <typename Drop>
std::string_view trim_if(std::string_view text, Drop drop_front, Drop drop_back) {
    while (!text.empty()) {
        const CodePoint first = code_point_at(text, 0);
        if (!drop_front(first.value)) break;
        text.remove_prefix(first.length);
    }
    while (!text.empty()) {
        std::size_t start = text.size() - 1;
        while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
        const CodePoint last = code_point_at(text, start);
        if (start + last.length != text.size() || !drop_back(last.value)) break;
        text.remove_suffix(last.length);
    }
    return text;
}

bool is_space(char32_t character) {
    if (character < 0x80) return character <= 0x20 || character == 0x7F;
    const auto code = static_cast<UChar32>(character);
    return u_isUWhiteSpace(code) || u_hasBinaryProperty(code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ||
           u_charType(code) == U_CONTROL_CHAR;
}

bool is_separator(char32_t character) {
    constexpr std::u32string_view kSeparators = U",，;；:：、-–—~～()（）[]【】|/";
    return is_space(character) || kSeparators.find(character) != std::u32string_view::npos;
}

bool is_leading_separator(char32_t character) {
    constexpr std::u32string_view kMore = U".。!！…·";
    return is_separator(character) || kMore.find(character) != std::u32string_view::npos;
}

bool is_mark(char32_t character) {
    if (character < 0x80) {
        const bool letter =
            (character >= U'a' && character <= U'z') || (character >= U'A' && character <= U'Z');
        return !letter && (character < U'0' || character > U'9');
    }
    constexpr char32_t kObjectReplacement = 0xFFFC;  // what is left of a picture that was cut out
    const auto code = static_cast<UChar32>(character);
    return is_space(character) || u_ispunct(code) || character == kReplacement ||
           character == kObjectReplacement ||
           (U_GET_GC_MASK(code) & (U_GC_SM_MASK | U_GC_SK_MASK | U_GC_SC_MASK | U_GC_CN_MASK)) != 0;
}

bool is_mark_or_symbol(char32_t character) {
    return is_mark(character) || u_charType(static_cast<UChar32>(character)) == U_OTHER_SYMBOL;
}

}  // namespace

FoldedText fold(std::string_view raw) {
    return in_standard_words(Folder{raw}.run());
}

FoldedText part_of(const FoldedText& whole, std::size_t begin, std::size_t end) {
    FoldedText part;
    part.raw = whole.raw;
    part.text = whole.text.substr(begin, end - begin);
    part.origin.assign(whole.origin.begin() + static_cast<std::ptrdiff_t>(begin),
                       whole.origin.begin() + static_cast<std::ptrdiff_t>(end) + 1);
    return part;
}

std::string valid_utf8(std::string_view text) {
    std::string valid;
    valid.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = code_point_at(text, i);
        const bool ill_formed = point.value == kReplacement && text.substr(i, point.length) != "\xEF\xBF\xBD";
        valid.append(ill_formed ? std::string_view{"\xEF\xBF\xBD"} : text.substr(i, point.length));
        i += point.length;
    }
    return valid;
}

CodePoint wide_code_point_at(std::string_view text, std::size_t position) {
    const std::string_view window = text.substr(position, U8_MAX_LENGTH);
    std::int32_t length = 0;
    UChar32 code = 0;
    // NOLINTNEXTLINE(bugprone-inc-dec-in-conditions): a macro of ICU
    U8_NEXT_OR_FFFD(window.data(), length, static_cast<std::int32_t>(window.size()), code);
    return {static_cast<char32_t>(code), static_cast<std::size_t>(length)};
}

bool contains_any(std::string_view text, std::span<const std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [text](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

std::string_view trim_separators(std::string_view text) {
    return trim_if(text, is_leading_separator, is_separator);
}
std::string_view trim_space(std::string_view text) {
    return trim_if(text, is_space, is_space);
}
std::string_view trim_marks(std::string_view folded) {
    return trim_if(folded, is_mark_or_symbol, is_mark_or_symbol);
}

std::string_view without_endings(std::string_view text, std::initializer_list<std::string_view> endings) {
    for (bool cut = true; cut;) {
        cut = false;
        for (const std::string_view ending : endings) {
            if (!text.ends_with(ending)) continue;
            text.remove_suffix(ending.size());
            cut = true;
        }
    }
    return text;
}

std::optional<std::string> closed_up(std::string_view text) {
    constexpr int kFewestIdeographs = 2;
    constexpr int kFewestLetters = 4;  // "a b c" lists options
    std::string closed;
    int ideographs = 0;
    int letters = 0;
    bool apart = true;  // the next character may be a letter
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = code_point_at(text, i);
        if (is_space(point.value)) {
            apart = true;
        } else if (is_emoji(point.value)) {
            closed.append(text.substr(i, point.length));
        } else if (!is_mark(point.value)) {
            const bool han = is_han(point.value);
            if (!apart || !(han || u_isalpha(static_cast<UChar32>(point.value)))) return std::nullopt;
            ++(han ? ideographs : letters);
            apart = false;
            closed.append(text.substr(i, point.length));
        }
        i += point.length;
    }
    const bool enough =
        letters == 0 ? ideographs >= kFewestIdeographs : letters >= kFewestLetters && ideographs == 0;
    return enough ? std::optional{std::move(closed)} : std::nullopt;
}

bool says_nothing(std::string_view raw) {
    for (std::size_t i = 0; i < raw.size();) {
        const CodePoint point = code_point_at(raw, i);
        const bool tick = point.value == U'√' || point.value == U'×';
        if (tick || !is_mark(point.value)) return false;
        i += point.length;
    }
    return true;
}

bool is_han(char32_t character) {
    constexpr char32_t kFirst = 0x2E80;  // the first block with ideographs
    if (character < kFirst) return false;
    return u_hasBinaryProperty(static_cast<UChar32>(character), UCHAR_IDEOGRAPHIC);
}

bool is_word_character(char32_t character) {
    if (character < 0x80) {
        return (character >= U'a' && character <= U'z') || (character >= U'0' && character <= U'9') ||
               (character >= U'A' && character <= U'Z');
    }
    return u_isalnum(static_cast<UChar32>(character)) && !is_han(character);
}

bool is_emoji(char32_t character) {
    const auto code = static_cast<UChar32>(character);
    return character >= 0x80 &&
           (u_hasBinaryProperty(code, UCHAR_EXTENDED_PICTOGRAPHIC) ||
            u_hasBinaryProperty(code, UCHAR_EMOJI_MODIFIER) || u_charType(code) == U_OTHER_SYMBOL);
}

}  // namespace askwell::flows::reading

namespace askwell::flows {

std::string fold_for_matching(std::string_view text) {
    std::string folded = reading::fold(text).text;
    std::replace(folded.begin(), folded.end(), '\n', ' ');
    return std::string{reading::trim_space(folded)};
}

}  // namespace askwell::flows
