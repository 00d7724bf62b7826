#include "flows/reading/choices/item_numbers.h"

#include <optional>

#include "flows/reading/numbers/numbers.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

constexpr std::string_view kOrdinal = "第";

struct Item {
    ItemNumber number;
    Index option = 0;
    std::size_t end = 0;  ///< byte behind the item
};

bool is_the_number(const std::optional<NumberAt>& number, std::size_t place) {
    return number && !number->span() && !number->fraction && number->high == static_cast<double>(place);
}

/// "2) cost" or 2成本 at `begin`.
std::optional<Item> numbered(const OptionNames& names, std::string_view text, std::size_t begin,
                             std::size_t place) {
    constexpr std::string_view kMarks = ".),:-";
    const auto number = number_at(text, begin);
    if (!is_the_number(number, place)) return std::nullopt;
    std::size_t name = begin + number->length;
    if (name >= text.size()) return std::nullopt;
    const bool marked = kMarks.find(text[name]) != std::string_view::npos;
    if (!marked && !is_han(code_point_at(text, name).value)) return std::nullopt;
    if (marked) name = after_blank(text, name + 1);
    const auto* found = name < text.size() ? names.at(text, name) : nullptr;
    if (found == nullptr) return std::nullopt;
    return Item{{begin, name}, found->meaning, name + found->phrase.size()};
}

/// 成本第二 at `begin`.
std::optional<Item> ranked(const OptionNames& names, std::string_view text, std::size_t begin,
                           std::size_t place) {
    const auto* found = names.at(text, begin);
    if (found == nullptr) return std::nullopt;
    const std::size_t ordinal = after_blank(text, begin + found->phrase.size());
    if (!text.substr(ordinal).starts_with(kOrdinal)) return std::nullopt;
    const auto number = number_at(text, ordinal + kOrdinal.size());
    if (!is_the_number(number, place)) return std::nullopt;
    const std::size_t end = ordinal + kOrdinal.size() + number->length;
    return Item{{ordinal, end}, found->meaning, end};
}

template <typename ItemAt>
std::vector<ItemNumber> counted(const OptionNames& names, std::string_view text, ItemAt item_at) {
    std::vector<ItemNumber> numbers;
    bool own = true;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t place = numbers.size() + 1;
        const bool within_number = i > 0 && is_digit_at(text, i - 1);
        const auto item = within_number ? std::nullopt : item_at(names, text, i, place);
        if (item) {
            numbers.push_back(item->number);
            own = own && item->option + 1 == place;
        }
        i = item ? item->end : i + code_point_at(text, i).length;
    }
    return numbers.size() < 2 || own ? std::vector<ItemNumber>{} : numbers;
}

}  // namespace

std::vector<ItemNumber> item_numbers(const OptionNames& names, std::string_view text) {
    if (text.find(kOrdinal) != std::string_view::npos) {
        if (auto numbers = counted(names, text, ranked); !numbers.empty()) return numbers;
    }
    return contains_any(text, {"1", "一"}) ? counted(names, text, numbered) : std::vector<ItemNumber>{};
}

}  // namespace askwell::flows::reading
