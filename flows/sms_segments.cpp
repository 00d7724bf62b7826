#include "flows/sms_segments.h"

#include <memory>
#include <numeric>
#include <optional>
#include <stdexcept>

#include <unicode/brkiter.h>
#include <unicode/unistr.h>

namespace askwell::flows {

namespace {

// 3GPP TS 23.038, section 6.2.1: the default alphabet and, behind an escape, its extension table. The ç that
// looks missing is: position 0x09 holds Ç alone.
constexpr std::u16string_view kBasic =
    u"\n\r !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
    u"¡£¤¥§¿ÄÅÆÇÉÑÖØÜßàäåæèéìñòöøùüΓΔΘΛΞΠΣΦΨΩ";
constexpr std::u16string_view kExtension = u"\f[\\]^{|}~€";

/// How much fits: alone in one message, and in each part when a header that joins the parts takes its room.
struct Capacity {
    std::size_t alone;
    std::size_t part;
};
constexpr Capacity kSeptets{160, 153};
constexpr Capacity kUcs2Units{70, 67};

/// What each indivisible piece of a text costs, in order.
using Costs = std::vector<std::size_t>;

std::optional<Costs> septet_costs(const icu::UnicodeString& text) {
    Costs costs;
    for (int32_t at = 0; at < text.length(); ++at) {
        const char16_t unit = text[at];
        if (kBasic.find(unit) != std::u16string_view::npos) {
            costs.push_back(1);
        } else if (kExtension.find(unit) != std::u16string_view::npos) {
            costs.push_back(2);
        } else {
            return std::nullopt;
        }
    }
    return costs;
}

void append_code_points(const icu::UnicodeString& text, int32_t begin, int32_t end, Costs& costs) {
    for (int32_t at = begin; at < end;) {
        const auto next = text.moveIndex32(at, 1);
        costs.push_back(static_cast<std::size_t>(next - at));
        at = next;
    }
}

/// Characters as people see them stay whole, as in Twilio's calculator; a line break may be parted, and so
/// must what is longer than a segment.
Costs ucs2_costs(const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> borders{
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status)};
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no character borders: is its data installed?");
    borders->setText(text);
    Costs costs;
    int32_t begin = borders->first();
    for (int32_t end = borders->next(); end != icu::BreakIterator::DONE; begin = end, end = borders->next()) {
        const auto units = static_cast<std::size_t>(end - begin);
        if (units > kUcs2Units.part || text[begin] == u'\r') {
            append_code_points(text, begin, end, costs);
        } else {
            costs.push_back(units);
        }
    }
    return costs;
}

std::vector<std::size_t> pack(const Costs& costs, Capacity capacity) {
    const auto total = std::accumulate(costs.begin(), costs.end(), std::size_t{0});
    if (total <= capacity.alone) return {total};
    std::vector<std::size_t> segments{0};
    for (const auto cost : costs) {
        if (segments.back() + cost > capacity.part) segments.push_back(0);
        segments.back() += cost;
    }
    return segments;
}

SmsSegments counted(SmsEncoding encoding, const Costs& costs, Capacity capacity) {
    return {encoding, std::accumulate(costs.begin(), costs.end(), std::size_t{0}), pack(costs, capacity)};
}

}  // namespace

SmsSegments count_segments(std::string_view text, SmsRule rule) {
    const auto units =
        icu::UnicodeString::fromUTF8(icu::StringPiece{text.data(), static_cast<int32_t>(text.size())});
    if (rule == SmsRule::international) {
        if (const auto septets = septet_costs(units)) return counted(SmsEncoding::gsm7, *septets, kSeptets);
    }
    return counted(SmsEncoding::ucs2, ucs2_costs(units), kUcs2Units);
}

}  // namespace askwell::flows
