#include "flows/reading/choices/option_bands.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "flows/folding.h"
#include "flows/reading/text/asked.h"
#include "flows/reading/text/option_words.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

bool lies_in(const Band& told, const Band& band) {
    constexpr double kWhole = 1;  // less than 20,000 lies in 5,000–19,999
    const bool low = told.low > band.low || (told.low == band.low && (!band.above || told.above));
    const bool high = told.high < band.high || (told.high == band.high && (!band.below || told.below)) ||
                      (told.below && !band.below && told.high <= band.high + kWhole);
    return low && high;
}

/// The part that two labels of one option have in common.
Band common(const Band& a, const Band& b) {
    Band band;
    band.low = std::max(a.low, b.low);
    band.high = std::min(a.high, b.high);
    band.above = (a.low == band.low && a.above) || (b.low == band.low && b.above);
    band.below = (a.high == band.high && a.below) || (b.high == band.high && b.below);
    return band;
}

/// The band that a label is, with nothing else in it.
std::optional<Band> band_of(std::string_view label, std::string_view asked) {
    const std::vector<Amount> amounts = amounts_in(label, asked);
    if (amounts.size() != 1) return std::nullopt;
    const Amount& amount = amounts.front();
    const bool only =
        only_beside_amount(label.substr(0, amount.begin)) && only_beside_amount(label.substr(amount.end));
    if (!only) return std::nullopt;
    Band band = amount.band;
    if (amount.loose) band.above = band.below = false;
    return band;
}

/// What stands before and behind an amount in its clause.
std::pair<std::string_view, std::string_view> clause_around(std::string_view text, const Amount& amount) {
    constexpr std::string_view kMarks = ",.;:!?\n()";
    const std::size_t mark = text.substr(0, amount.begin).find_last_of(kMarks);
    const std::size_t begin = mark == std::string_view::npos ? 0 : mark + 1;
    const std::size_t end = std::min(text.find_first_of(kMarks, amount.end), text.size());
    return {text.substr(begin, amount.begin - begin), text.substr(amount.end, end - amount.end)};
}

/// "Number 3", 第三个 name an option by its place.
bool is_place(std::string_view before) {
    constexpr std::string_view kPlaces[] = {"第",   "选",  "选项",    "option ", "number ",
                                            "no. ", "no.", "answer ", "choice "};
    return std::any_of(std::begin(kPlaces), std::end(kPlaces),
                       [before](std::string_view place) { return before.ends_with(place); });
}

/// A question, or a word that leaves open what is meant.
bool leaves_open(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); i += code_point_at(text, i).length) {
        const auto* word = option_words().at(text, i);
        if (word != nullptr && word->meaning == OptionWord::unsure) return true;
    }
    return text.find('?') != std::string_view::npos;
}

}  // namespace

OptionBands::OptionBands(const Question& question) : options_(question.options.size()) {
    std::string asked = units_asked_by(wording_of(question));
    for (const Option& option : question.options) {
        for (const auto& [language, label] : option.label.all()) asked += ' ' + fold_for_matching(label);
    }
    for (std::size_t i = 0; i < question.options.size(); ++i) {
        std::optional<Band> band;
        for (const auto& [language, label] : question.options[i].label.all()) {
            const std::string folded = fold_for_matching(label);
            const auto here = band_of(folded, asked);
            const bool figures = folded.find_first_of("0123456789") != std::string::npos;
            if (!here && figures) {
                bands_.clear();
                return;
            }
            if (here) band = band ? common(*band, *here) : *here;
        }
        if (band) bands_.push_back({i, *band});
    }
    constexpr std::size_t kFewest = 2;
    if (bands_.size() < kFewest) bands_.clear();
    asked_ = std::move(asked);
    smallest_ = kInfinite;
    for (const Entry& entry : bands_) {
        for (const double limit : {entry.band.low, entry.band.high}) {
            if (limit > 0) smallest_ = std::min(smallest_, limit);
        }
    }
    ages_ = asks_ages(asked_);
}

std::optional<std::size_t> OptionBands::option_of(const Band& told) const {
    std::vector<const Entry*> fitting;
    for (const Entry& entry : bands_) {
        if (lies_in(told, entry.band)) fitting.push_back(&entry);
    }
    // 65 is in 51–65岁, not in 65岁以上.
    if (fitting.size() > 1)
        std::erase_if(fitting, [](const Entry* entry) {
            return entry->band.high == kInfinite || entry->band.low == 0;
        });
    return fitting.size() == 1 ? std::optional{fitting.front()->option} : std::nullopt;
}

/// The option of an amount by itself; the number of an option where it cannot be an amount.
std::optional<std::size_t> OptionBands::option_of_bare(double value) const {
    constexpr double kFar = 3;
    const auto count = static_cast<double>(options_);
    const auto by_amount = option_of(Band{value, value, false, false});
    if (value >= 1 && value <= count) {
        const auto by_number = static_cast<std::size_t>(value) - 1;
        if (value * kFar < smallest_ || by_amount == by_number) return by_number;
        return std::nullopt;
    }
    // 7 of five options may be a slip.
    return value < smallest_ && value <= 2 * count ? std::nullopt : by_amount;
}

std::optional<BandTold> OptionBands::told_in(std::string_view text) const {
    if (bands_.empty()) return std::nullopt;
    const std::vector<Amount> amounts = amounts_in(text, asked_);
    if (amounts.empty()) return std::nullopt;
    BandTold told;
    told.alone = amounts.size() == 1;
    if (leaves_open(text)) return told;
    std::set<std::size_t> options;
    for (const Amount& amount : amounts) {
        if (is_place(text.substr(0, amount.begin))) return std::nullopt;
        const auto [before, behind] = clause_around(text, amount);
        const bool beside =
            only_beside_amount(before) && (only_beside_amount(behind) || (amount.unit && !ages_));
        const auto option = amount.bare ? option_of_bare(amount.band.low) : option_of(amount.band);
        if (!beside || !option || !plausible(amount.band)) return told;
        options.insert(*option);
        told.alone = told.alone && only_beside_amount(text.substr(0, amount.begin)) &&
                     only_beside_amount(text.substr(amount.end));
    }
    if (options.size() == 1) told.option = *options.begin();
    return told;
}

/// Nobody is 1990, and a telephone number is no amount.
bool OptionBands::plausible(const Band& told) const {
    constexpr double kOldest = 120;
    constexpr double kMost = 1e8;
    return told.low < kMost && (!ages_ || told.low <= kOldest);
}

}  // namespace askwell::flows::reading
