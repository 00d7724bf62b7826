#include <algorithm>
#include <set>
#include <utility>

#include "flows/folding.h"
#include "flows/reading/choices/choice_readings.h"
#include "flows/reading/choices/choices.h"
#include "flows/reading/choices/option_contrasts.h"
#include "flows/reading/choices/option_denials.h"
#include "flows/reading/choices/option_finder.h"
#include "flows/reading/choices/option_leftovers.h"
#include "flows/reading/choices/option_parts.h"
#include "flows/reading/choices/option_sounds.h"
#include "flows/reading/choices/option_ticks.h"
#include "flows/reading/choices/option_times.h"
#include "flows/reading/choices/option_totals.h"
#include "flows/reading/choices/other_two.h"
#include "flows/reading/choices/second_numbers.h"
#include "flows/reading/choices/troubles.h"
#include "flows/reading/choices/unlisted.h"
#include "flows/reading/numbers/numbers.h"
#include "flows/reading/text/asked.h"
#include "flows/reading/text/option_words.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/reply.h"

namespace askwell::flows::reading {
namespace {

/// Bytes of the name or number of an open option at `position`, or 0.
std::size_t other_at(const Question& question, const OptionNames& names, std::string_view text,
                     std::size_t position) {
    const auto* name = names.at(text, position);
    if (name != nullptr) return question.options[name->meaning].other ? name->phrase.size() : 0;
    const auto number = number_at(text, position);
    const bool counts =
        number && number->high >= 1 && number->high <= static_cast<double>(question.options.size());
    return counts && question.options[static_cast<Index>(number->high) - 1].other ? number->length : 0;
}

std::size_t after_marks(std::string_view text) {
    return std::min(text.find_first_not_of(" /,.;:=-"), text.size());
}

/// Where "other" ends in 其他：同事都想走 and 一和四，四是账目对不上: what follows explains it and chooses
/// nothing. Only the last clause that begins with "other" can be followed by such words.
std::size_t explained_other(const Question& question, const OptionNames& names, const FoldedText& reply) {
    const std::string_view text = reply.text;
    std::size_t last = text.size();
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = begin + other_at(question, names, text, begin);
        if (end > begin && ends_at_separator(text, end)) last = end;
        const std::size_t mark = text.find_first_of(",.;:!\n", begin);
        begin = mark == std::string_view::npos ? text.size() : after_blank(text, mark + 1);
    }
    const FoldedText rest = part_of(reply, last, text.size());
    if (const auto figure = number_at(rest.text, after_marks(rest.text));
        figure && says_nothing(std::string_view{rest.text}.substr(after_marks(rest.text) + figure->length)))
        return text.size();  // 4/5 is a score
    const Findings behind = find_options(question, names, rest);
    const bool chooses = !behind.mentions.empty() || behind.doubtful || behind.denied;
    return chooses || only_wrapping(rest.text) ? text.size() : last;
}

/// "All four, other = our vendors": what the open option is told beside all of them.
bool names_all_and_other(const Question& question, const FoldedText& reply, const Findings& found) {
    const Mention* const other = other_mention(question, found);
    if (other == nullptr || chosen_in(found).size() != 1) return false;
    constexpr std::string_view kWhich = "第";  // 全部都有，第四样是士气
    std::string_view before = trim_space(std::string_view{reply.text}.substr(0, other->begin));
    if (before.ends_with(kWhich)) before = trim_space(before.substr(0, before.size() - kWhich.size()));
    return !before.empty() && std::string_view{",.;:+&\n"}.find(before.back()) != std::string_view::npos;
}

Reading read_several(const Question& question, const OptionNames& names, const FoldedText& reply) {
    const std::string_view text = trim_marks(reply.text);
    if (names.empty() && says_all_went_well(question, text))
        return chosen(question, {*names.empty()}, {}, {});
    if (const auto two = other_two(question, names, reply))
        return two->empty() ? unclear("which others") : chosen(question, *two, {}, {});
    if (auto other = read_counted_as_other(question, names, reply)) return *std::move(other);
    if (const auto most = all_but(question, names, reply)) return chosen(question, *most, {}, {});
    if (const auto some = answered_in_turn(question, names, reply)) return chosen(question, *some, {}, {});
    if (!asks_for_trouble(question) && names_shut(names, reply.text)) {
        const auto rest = choice_beside_trouble(question, names, reply);
        if (!rest) return unclear("an option could not be used");
        return chosen(question, {rest->option}, {}, comment_between(reply, *rest));
    }
    const Findings found =
        find_options(question, names, part_of(reply, 0, explained_other(question, names, reply)));
    const bool all_and_other = found.all && names_all_and_other(question, reply, found);
    if (!all_and_other && other_in_a_sentence(question, reply, found))
        return unclear("\"other\" inside a sentence");
    if (found.denied) return unclear("an option is ruled out");
    std::set<Index> options = chosen_in(found);
    std::string other;
    bool told = false;  // every word is in `other`
    if (const Mention* mention = other_mention(question, found);
        mention != nullptr && question.options[found.mentions.back().option].other) {
        mention = &found.mentions.back();
        other = words_after(reply, mention->end);
        told = !other.empty();
    }
    Unlisted unlisted = found.all || other_mention(question, found) != nullptr
                            ? Unlisted{}
                            : unlisted_in(question, names, reply, found);
    if (found.doubtful ||
        (found.alternative && (options.size() != 1 || found.unlisted || only_numbers(found))))
        return unclear("not certain which options");
    if (found.impossible) return unclear("no option has that number");
    if (all_and_other) {
        if (words_for_none().whole(fold_for_matching(other)) != nullptr) return unclear("none, and some");
        options = *all_options(question, names, "all", std::nullopt);
    } else if (found.all) {
        // "Both speed and price, please" counts what it names.
        const bool counted = found.all_of && *found.all_of == options.size();
        if (!options.empty() && !counted && found.text_begin != std::string::npos)
            return unclear("all, or some");
        if (found.text_first && !says_all_affected(question, text)) return unclear("no option");
        if (options.empty()) {  // 1和3都有 names two
            auto all = all_options(question, names, text, found.all_of);
            if (!all) return unclear("not as many options");
            options = *std::move(all);
        }
    }
    if (!unlisted.words.empty()) {
        options.insert(unlisted.option);
        other = std::move(unlisted.words);
        told = unlisted.only;
    }
    if (options.empty()) {
        if (const auto part = part_of_label(names, text)) return chosen(question, {*part}, {}, {});
        return unclear("no option");
    }
    if (options.size() > 1 && names.empty() && options.contains(*names.empty()))
        return unclear("none, and some");
    if (only_excused(question, names, reply)) return unclear("was all right");
    if (!found.mentions.empty() && !found.all && number_in_a_sentence(question, reply.text, found))
        return unclear("a number inside a sentence");
    if (!found.mentions.empty() && !found.all && other.empty() && only_numbers(found) &&
        names_second_number(std::string_view{reply.text}.substr(found.mentions.back().end),
                            question.options.size()))
        return unclear("not certain which options");
    if (!found.all && !told && leaves_an_item(names, reply, found, !other.empty()))
        return unclear("something beside the choices");
    return chosen(question, options, other, told ? std::string{} : comment_in(reply, found));
}

/// "Cost and efficiency, actually scrap cost": what is left of the choices before.
Reading without_taken_off(const Question& question, const FoldedText& reply, const TakenOff& taken) {
    Reading before = read_multi(question, part_of(reply, 0, taken.begin));
    auto* const chosen_first = std::get_if<Chosen>(&before.value);
    if (chosen_first == nullptr) return unclear("taken back");
    const std::size_t first = chosen_first->codes.size();
    std::erase_if(chosen_first->codes, [&](const std::string& code) {
        return std::any_of(taken.options.begin(), taken.options.end(),
                           [&](Index index) { return question.options[index].code == code; });
    });
    const bool all_taken = first - chosen_first->codes.size() == taken.options.size();
    return all_taken && !chosen_first->codes.empty() ? before : unclear("taken back");
}

Reading read_multi_said(const Question& question, const FoldedText& reply) {
    const OptionNames& names = names_of(question);
    if (const auto rest = after_taken_back(reply)) return read_multi(question, *rest);
    if (const auto taken = taken_off(question, names, reply))
        return without_taken_off(question, reply, *taken);
    if (const auto ticked = ticked_in(question, names, reply)) {
        if (ticked->options.empty()) return unclear("crossed out");
        Reading reading = chosen(question, ticked->options, {}, {});
        return ticked->says_more ? with_all_said(std::move(reading), reply) : reading;
    }
    if (const auto whole = whole_name(names, reply.text)) return chosen(question, {*whole}, {}, {});
    // Before anything else: what only sounds like an option would be a comment beside the others.
    const auto heard = with_options_by_sound(question, names, reply);
    const FoldedText& meant = heard ? *heard : reply;
    if (const auto blamed = without_excused(question, names, meant)) {
        Reading reading = read_several(question, names, *blamed);
        if (reading.kind == ReadingKind::answer) return with_all_said(std::move(reading), reply);
    }
    return read_several(question, names, meant);
}

}  // namespace

Reading read_multi(const Question& question, const FoldedText& reply) {
    return read_but_passing(question, reply,
                            [&question](const FoldedText& said) { return read_multi_said(question, said); });
}

}  // namespace askwell::flows::reading
