#include "adapters/text.h"

#include <algorithm>
#include <memory>
#include <stdexcept>

#include <unicode/brkiter.h>
#include <unicode/unistr.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

namespace askwell::adapters {

namespace {

/// Byte offsets at which a text may be cut, ascending, its end included and its beginning not.
using Borders = std::vector<std::size_t>;

using OwnedText = std::unique_ptr<UText, decltype(&utext_close)>;

Borders character_borders(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const OwnedText view{
        utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status), &utext_close};
    const std::unique_ptr<icu::BreakIterator> iterator{
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status)};
    if (U_SUCCESS(status)) iterator->setText(view.get(), status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no character borders: is its data installed?");
    Borders borders;
    for (auto at = iterator->next(); at != icu::BreakIterator::DONE; at = iterator->next()) {
        borders.push_back(static_cast<std::size_t>(at));
    }
    return borders;
}

/// The borders of code points in text[begin, end).
Borders code_point_borders(std::string_view text, std::size_t begin, std::size_t end) {
    Borders borders;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    for (std::size_t at = begin; at < end;) {
        U8_FWD_1(bytes, at, end);
        borders.push_back(at);
    }
    return borders;
}

/// Cuts one text part by part.
class Splitter {
  public:
    Splitter(std::string_view text, std::size_t limit, const Measure& measure)
        : text_(text), limit_(limit), measure_(measure), characters_(character_borders(text)) {}

    std::size_t next_cut(std::size_t begin) const {
        const auto after_begin = std::upper_bound(characters_.begin(), characters_.end(), begin);
        const auto first_too_far = first_not_fitting(after_begin, characters_.end(), begin);
        if (first_too_far != after_begin) return readable_cut(begin, *std::prev(first_too_far));
        const auto points = code_point_borders(text_, begin, *after_begin);
        const auto point = first_not_fitting(points.begin(), points.end(), begin);
        return point == points.begin() ? points.front() : *std::prev(point);
    }

  private:
    Borders::const_iterator first_not_fitting(Borders::const_iterator first, Borders::const_iterator last,
                                              std::size_t begin) const {
        return std::partition_point(first, last, [this, begin](std::size_t end) {
            return measure_(text_.substr(begin, end - begin)) <= limit_;
        });
    }

    std::size_t readable_cut(std::size_t begin, std::size_t end) const {
        if (end == text_.size()) return end;
        const auto part = text_.substr(begin, end - begin);
        for (const char separator : {'\n', ' '}) {
            const auto found = part.rfind(separator);
            if (found == std::string_view::npos || found < part.size() / 2) continue;
            const auto cut = begin + found + 1;
            if (std::binary_search(characters_.begin(), characters_.end(), cut)) return cut;
        }
        return end;
    }

    std::string_view text_;
    std::size_t limit_;
    const Measure& measure_;
    Borders characters_;
};

}  // namespace

Measure in_bytes() {
    return [](std::string_view text) { return text.size(); };
}

Measure in_utf16_units() {
    return [](std::string_view text) {
        const icu::StringPiece piece{text.data(), static_cast<int32_t>(text.size())};
        return static_cast<std::size_t>(icu::UnicodeString::fromUTF8(piece).length());
    };
}

Measure in_sms_segments(flows::SmsRule rule) {
    return [rule](std::string_view text) { return flows::count_segments(text, rule).count(); };
}

std::vector<std::string> split_text(std::string_view text, std::size_t limit, const Measure& measure) {
    if (measure(text) <= limit) return {std::string{text}};
    const Splitter splitter{text, limit, measure};
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto cut = splitter.next_cut(begin);
        parts.emplace_back(text.substr(begin, cut - begin));
        begin = cut;
    }
    return parts;
}

std::string one_line(std::string_view text) {
    constexpr std::string_view kWhite = " \t\r\n\v\f";
    std::string line;
    for (auto at = text.find_first_not_of(kWhite); at != std::string_view::npos;) {
        const auto end = std::min(text.find_first_of(kWhite, at), text.size());
        if (!line.empty()) line += ' ';
        line += text.substr(at, end - at);
        at = text.find_first_not_of(kWhite, end);
    }
    return line;
}

}  // namespace askwell::adapters
