#include "flows/reading/choices/other_two.h"

#include <string>
#include <string_view>

#include "flows/reading/numbers/numbers.h"
#include "flows/reading/text/hinted_pattern.h"

namespace askwell::flows::reading {
namespace {

/// The options that `text` names or numbers, whatever it says of them.
std::set<Index> named_in(const OptionNames& names, std::string_view text, std::size_t count) {
    std::set<Index> named;
    std::set<Index> numbered;
    for (std::size_t i = 0; i < text.size();) {
        const auto* name = names.at(text, i);
        const auto number = name == nullptr ? number_at(text, i) : std::nullopt;
        if (name != nullptr) named.insert(name->meaning);
        if (number && !number->span() && number->high >= 1 && number->high <= static_cast<double>(count))
            numbered.insert(static_cast<Index>(number->high) - 1);
        i += name != nullptr ? name->phrase.size() : number ? number->length : code_point_at(text, i).length;
    }
    return named.empty() ? numbered : named;
}

bool rules_out(std::string_view text) {
    return contains_any(text, {"没", "不", "除", "无", "no ", "not ", "n't", "nope", "but ", "except",
                               "apart from", "bar ", "minus", "without"});
}

}  // namespace

std::optional<std::set<Index>> other_two(const Question& question, const OptionNames& names,
                                         const FoldedText& reply) {
    static const HintedPattern rest{
        "(?:其[他它余]|另外|剩下|剩余|别)的?那?([两俩二三23])(?:个|项|样|种|条)|(?<![a-z])(?:the "
        ")?(?:other|remaining) "
        "(two|three|2|3)(?![a-z0-9])",
        {"其", "另外", "剩", "别", "other ", "remaining "}};
    const std::string_view text = reply.text;
    const auto found = rest.may_be_in(text) ? rest.pattern().first(text) : std::nullopt;
    if (!found) return std::nullopt;
    const std::string_view told = found->group(1).empty() ? found->group(2) : found->group(1);
    const std::size_t count = told == "三" || told == "3" || told == "three" ? 3 : 2;
    const std::string around =
        std::string{text.substr(0, found->begin)} + ' ' + std::string{text.substr(found->end)};
    const std::set<Index> named = named_in(names, around, question.options.size());
    std::set<Index> others;
    if (named.size() != 1 || !rules_out(around)) return others;
    std::set<Index> open;  // "other", which four options may be counted with or without
    for (Index i = 0; i < question.options.size(); ++i) {
        const bool none = names.empty() && *names.empty() == i;
        if (!named.contains(i) && !none) (question.options[i].other ? open : others).insert(i);
    }
    if (others.size() != count) others.merge(open);
    if (others.size() != count) others.clear();
    return others;
}

}  // namespace askwell::flows::reading
