#include "flows/reading/choices/choices.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "flows/reading/choices/frequencies.h"
#include "flows/reading/choices/in_passing.h"
#include "flows/reading/choices/option_conclusions.h"
#include "flows/reading/choices/option_contrasts.h"
#include "flows/reading/choices/option_denials.h"
#include "flows/reading/choices/option_finder.h"
#include "flows/reading/choices/option_leftovers.h"
#include "flows/reading/choices/option_parts.h"
#include "flows/reading/choices/option_sounds.h"
#include "flows/reading/choices/option_ticks.h"
#include "flows/reading/choices/option_times.h"
#include "flows/reading/choices/option_totals.h"
#include "flows/reading/choices/somebody_else.h"
#include "flows/reading/choices/troubles.h"
#include "flows/reading/choices/unlisted.h"
#include "flows/reading/numbers/numbers.h"
#include "flows/reading/text/asked.h"
#include "flows/reading/text/option_words.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/reply.h"

namespace askwell::flows::reading {
namespace {

/// The option that the reply names and nothing else; with a question mark it asks, with a
/// plus ("Pro+") it may be another.
std::optional<Index> whole_name(const OptionNames& names, std::string_view text) {
    return text.find_first_of("?+") == std::string_view::npos ? names.whole(trim_marks(text)) : std::nullopt;
}

std::set<Index> chosen_in(const Findings& found) {
    std::set<Index> chosen;
    for (const Mention& mention : found.mentions) chosen.insert(mention.option);
    return chosen;
}

/// The reply's words after position `begin`, as typed; "" when only particles are left.
std::string words_after(const FoldedText& reply, std::size_t begin) {
    begin = std::min(reply.text.find_first_not_of(" =", begin), reply.text.size());
    const std::string raw = valid_utf8(trim_separators(reply.raw_between(begin, reply.text.size())));
    return only_wrapping(fold_for_matching(raw)) ? std::string{} : raw;
}

Reading chosen(const Question& question, const std::set<Index>& indexes, std::string other,
               std::string comment) {
    Chosen value;
    for (const Index index : indexes) value.codes.push_back(question.options[index].code);
    value.other = std::move(other);
    return answer(std::move(value), std::move(comment));
}

bool ends_at_separator(std::string_view text, std::size_t position) {
    const std::size_t next = after_blank(text, position);
    if (next >= text.size() || stands_at(text, next, "是") || stands_at(text, next, "is")) return true;
    const CodePoint point = code_point_at(text, next);
    return !is_word_character(point.value) && !is_han(point.value);
}

/// The mention of "other" that begins what the customer wrote for it, or null.
const Mention* other_mention(const Question& question, const Findings& found) {
    const auto place =
        std::find_if(found.mentions.begin(), found.mentions.end(),
                     [&](const Mention& mention) { return question.options[mention.option].other; });
    return place == found.mentions.end() ? nullptr : &*place;
}

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

/// The words beside the choices: those before the first of them, or those after the last.
std::string comment_in(const FoldedText& reply, const Findings& found) {
    if (found.text_begin == std::string::npos || found.mentions.empty()) return {};
    if (!found.text_first) return words_after(reply, found.mentions.back().end);
    return valid_utf8(trim_separators(reply.raw_between(0, found.mentions.front().begin)));
}

/// "He sent me to another desk" and "the other clerk sent me back" do not choose "other".
bool other_in_a_sentence(const Question& question, const FoldedText& reply, const Findings& found) {
    const Mention* const other = other_mention(question, found);
    if (other == nullptr || chosen_in(found).size() != 1) return false;
    const bool determiner = std::string_view{reply.text}.substr(0, other->begin).ends_with("the ") &&
                            !ends_at_separator(reply.text, other->end);
    return found.text_first || determiner;
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

/// 员工情绪，算其他吧: what no option lists, told before the option that it is counted as.
std::optional<Reading> read_counted_as_other(const Question& question, const OptionNames& names,
                                             const FoldedText& reply) {
    const std::size_t end = end_of_counted_as_other(reply.text);
    const auto other = std::find_if(question.options.begin(), question.options.end(),
                                    [](const Option& option) { return option.other; });
    if (end == 0 || other == question.options.end()) return std::nullopt;
    const FoldedText told = part_of(reply, 0, end);
    const Findings found = find_options(question, names, told);
    const bool plain = found.mentions.empty() && !found.denied && !found.doubtful && !found.all;
    if (!plain || only_wrapping(told.text)) return std::nullopt;
    return chosen(question, {static_cast<Index>(other - question.options.begin())},
                  valid_utf8(trim_separators(reply.raw_between(0, end))), {});
}

bool only_numbers(const Findings& found) {
    return std::all_of(found.mentions.begin(), found.mentions.end(),
                       [](const Mention& mention) { return mention.by == By::number; });
}

/// Behind words that are no wrapping and not what was asked (受影响的就是2 says which).
bool number_in_a_sentence(const Question& question, std::string_view text, const Findings& found) {
    return only_numbers(found) && found.text_first &&
           !only_asked_about(question, text.substr(0, found.mentions.front().begin));
}

/// 几乎每天, "almost daily".
bool stands_close(std::string_view before) {
    before = trim_space(before);
    constexpr std::string_view kClose[] = {"几乎", "差不多", "将近", "almost", "nearly", "practically"};
    return std::any_of(std::begin(kClose), std::end(kClose),
                       [before](std::string_view word) { return before.ends_with(word); });
}

/// "Two or three times a week" where options name how often; nothing when the reply or the options do not.
std::optional<Reading> read_frequency(const Question& question, const OptionNames& names,
                                      const FoldedText& reply) {
    if (names.frequencies().empty()) return std::nullopt;
    const bool of_today = contains_any(reply.text, {"today", "今天", "今儿"});  // "first time today"
    if (names.first_time() && says_first_time(reply.text) && !of_today)
        return chosen(question, {*names.first_time()}, {}, {});
    const auto told = frequency_in(reply.text, true);
    if (!told) return std::nullopt;
    const auto option = option_of_frequency(names.frequencies(), *told);
    if (!option) return unclear("between the options");
    const Index index = *option;
    const Findings found = find_options(question, names, reply);
    const bool named_another = std::any_of(
        found.mentions.begin(), found.mentions.end(),
        [index](const Mention& mention) { return mention.option != index && mention.by == By::name; });
    if (named_another || found.denied || reply.text.find('?') != std::string::npos)
        return unclear("not certain which option");
    const std::string_view text = reply.text;
    if (stands_close(text.substr(0, told->begin))) return unclear("close to an option");
    std::string_view behind = text.substr(told->end);
    if (constexpr std::string_view kEach = "都"; behind.starts_with(kEach))
        behind.remove_prefix(kEach.size());
    const bool alone = only_wrapping(text.substr(0, told->begin)) && only_wrapping(behind);
    return chosen(question, {index}, {}, alone ? std::string{} : words_after(reply, 0));
}

/// "None of these, I went into the branch", 都不是，去柜台办的: where the other option is, for a question
/// without one that says "none".
std::optional<std::size_t> other_after_none(const Question& question, const OptionNames& names,
                                            std::string_view text) {
    const bool has_other = std::any_of(question.options.begin(), question.options.end(),
                                       [](const Option& option) { return option.other; });
    const std::size_t mark = text.find_first_of(",.;:!\n");
    if (!has_other || names.empty() || mark == std::string_view::npos) return std::nullopt;
    const std::string_view none = trim_marks(text.substr(0, mark));
    const bool says_none =
        words_for_none().whole(none) != nullptr && none.size() > std::string_view{"没有"}.size();
    return says_none && !trim_marks(text.substr(mark)).empty() ? std::optional{mark} : std::nullopt;
}

Reading read_one(const Question& question, const OptionNames& names, const FoldedText& reply) {
    const std::string_view text = trim_marks(reply.text);
    if (const auto whole = whole_name(names, reply.text)) return chosen(question, {*whole}, {}, {});
    if (auto other = read_counted_as_other(question, names, reply)) return *std::move(other);
    if (auto often = read_frequency(question, names, reply)) return *std::move(often);
    if (const auto told = names.bands().told_in(reply.text)) {
        if (!told->option) return unclear("between the options");
        return chosen(question, {*told->option}, {}, told->alone ? std::string{} : words_after(reply, 0));
    }
    const Findings found = find_options(question, names, reply);
    if (const auto mark = other_after_none(question, names, reply.text); mark && found.mentions.empty()) {
        const auto other = std::find_if(question.options.begin(), question.options.end(),
                                        [](const Option& option) { return option.other; });
        return chosen(question, {static_cast<Index>(other - question.options.begin())},
                      words_after(reply, *mark), {});
    }
    if (other_in_a_sentence(question, reply, found)) return unclear("\"other\" inside a sentence");
    if (const Mention* other = other_mention(question, found);
        other == found.mentions.data() && other != nullptr && !found.text_first) {
        const bool same_only = chosen_in(found).size() == 1;
        // 其他同事知道吗 asks.
        if (found.doubtful && !ends_at_separator(reply.text, other->end)) return unclear("a question");
        if (same_only || ends_at_separator(reply.text, other->end)) {
            return chosen(question, {other->option},
                          words_after(reply, found.mentions[same_only ? found.mentions.size() - 1 : 0].end),
                          {});
        }
    }
    if (const auto middle = middle_of_denied(question, names, reply.text))
        return chosen(question, {*middle}, {}, {});
    if (comes_and_goes(names, reply.text)) return unclear(kNowAndThen);
    if (found.doubtful) return unclear(found.denied ? "an option is ruled out" : "not certain which option");
    const std::set<Index> options = chosen_in(found);
    Unlisted unlisted = unlisted_in(question, names, reply, found);
    const bool other_alone = options.empty() && !unlisted.words.empty() && !found.all && !found.alternative;
    if (other_alone && !found.impossible)
        return chosen(question, {unlisted.option}, std::move(unlisted.words), {});
    if (found.denied) return unclear("an option is ruled out");
    const bool either = found.alternative && found.unlisted;
    if (options.size() > 1 || (!options.empty() && (either || !unlisted.words.empty())))
        return unclear("several options");
    if (found.impossible) return unclear("no option has that number");
    if (options.empty()) {
        if (const auto part = part_of_label(names, text)) return chosen(question, {*part}, {}, {});
        return unclear("no option");
    }
    if (number_in_a_sentence(question, reply.text, found)) return unclear("a number inside a sentence");
    if (says_not_listed(reply.text)) return unclear("an option, and none");
    if (concern_of(question) == Concern::self && (plays_two_parts(reply.text) || was_before(reply.text)))
        return unclear("two parts");
    if (is_withdrawn(reply.text)) return unclear("taken back");
    if (only_excused(question, names, reply)) return unclear("was all right");
    if (used_another(reply.text, found.mentions.back().end)) return unclear("one after the other");
    return chosen(question, options, {}, comment_in(reply, found));
}

std::string comment_between(const FoldedText& reply, const ChoiceBesideTrouble& choice) {
    return valid_utf8(trim_separators(reply.raw_between(choice.reason_begin, choice.reason_end)));
}

/// `reading` with the whole reply for its comment.
Reading with_all_said(Reading reading, const FoldedText& reply) {
    reading.comment = valid_utf8(trim_separators(reply.raw_between(0, reply.text.size())));
    return reading;
}

Reading read_several(const Question& question, const OptionNames& names, const FoldedText& reply) {
    const std::string_view text = trim_marks(reply.text);
    if (names.empty() && says_all_went_well(question, text))
        return chosen(question, {*names.empty()}, {}, {});
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
    if (!found.all && !told && leaves_an_item(names, reply, found, !other.empty()))
        return unclear("something beside the choices");
    return chosen(question, options, other, told ? std::string{} : comment_in(reply, found));
}

/// What `read` makes of the reply without what it names in passing; of the whole reply, where that names no
/// option or leaves no answer beside the one that the whole gives.
template <typename Read>
Reading read_but_passing(const Question& question, const FoldedText& reply, Read read) {
    const auto passing = named_in_passing(question, names_of(question), reply);
    if (!passing) return read(reply);
    Reading own = says_nothing(passing->rest.text) ? unclear(kInPassing) : read(passing->rest);
    // "Used to be cost, now efficiency too" leaves open whether the first still holds.
    const bool open = passing->names_option && passing->adds && question.type == QuestionType::multi;
    if (own.kind == ReadingKind::answer && open) return unclear(kInPassing);
    if (own.kind == ReadingKind::answer) return with_all_said(std::move(own), reply);
    return passing->names_option ? unclear(kInPassing) : read(reply);
}

Reading read_single_said(const Question& question, const FoldedText& reply) {
    const OptionNames& names = names_of(question);
    Reading reading = read_one(question, names, reply);
    if (const auto* const said = std::get_if<Chosen>(&reading.value)) {
        const auto is_said = [said](const Option& option) { return option.code == said->codes.front(); };
        const auto option = std::find_if(question.options.begin(), question.options.end(), is_said);
        if (grants_only(*option, reply.text)) return unclear("half of a label");
    }
    if (reading.kind != ReadingKind::unclear) return reading;
    if (const auto heard = with_options_by_sound(question, names, reply)) {
        Reading again = read_one(question, names, *heard);
        if (again.kind == ReadingKind::answer) return again;
    }
    const bool named_several =
        reading.reason == "several options" || reading.reason == "an option is ruled out";
    if (const auto blamed = named_several ? without_excused(question, names, reply) : std::nullopt) {
        Reading again = read_one(question, names, *blamed);
        if (again.kind == ReadingKind::answer) return with_all_said(std::move(again), reply);
    }
    if (const auto now = without_other_times(reply)) {
        Reading again = read_one(question, names, *now);
        if (again.kind == ReadingKind::answer) return with_all_said(std::move(again), reply);
    }
    if (const auto last = concluded_option(names, reply.text))
        return with_all_said(chosen(question, {*last}, {}, {}), reply);
    const auto choice = choice_beside_trouble(question, names, reply);
    if (!choice) return reading;
    return chosen(question, {choice->option}, {}, comment_between(reply, *choice));
}

}  // namespace

Reading read_single(const Question& question, const FoldedText& reply) {
    return read_but_passing(question, reply,
                            [&question](const FoldedText& said) { return read_single_said(question, said); });
}

std::optional<Reading> read_choice_before_story(const Question& question, const FoldedText& reply) {
    if (question.type != QuestionType::single) return std::nullopt;
    const auto choice = choice_before_story(question, names_of(question), reply);
    if (!choice) return std::nullopt;
    return chosen(question, {choice->option}, {}, comment_between(reply, *choice));
}

namespace {

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

bool is_label(const Question& question, std::string_view text) {
    const auto same = [text](std::string_view label) { return fold_for_matching(label) == text; };
    const auto named = [&same](const auto& item) {
        return std::any_of(item.label.all().begin(), item.label.all().end(),
                           [&](const auto& label) { return same(label.second); }) ||
               std::any_of(item.synonyms.begin(), item.synonyms.end(), [&](const auto& words_of) {
                   return std::any_of(words_of.second.begin(), words_of.second.end(), same);
               });
    };
    return std::any_of(question.options.begin(), question.options.end(), named) ||
           std::any_of(question.scale.points.begin(), question.scale.points.end(), named);
}

bool letter_could_answer(const Question& question, std::string_view letter) {
    if (question.type == QuestionType::yes_no) return letter == "n" || letter == "t";
    if (question.type == QuestionType::number) return letter == "0000";
    if (letter.size() != 1) return is_label(question, letter);
    if (static_cast<Index>(letter.front() - 'a') < question.options.size()) return true;
    const auto begins = [letter](const auto& item) {
        return std::any_of(item.label.all().begin(), item.label.all().end(), [letter](const auto& label) {
            return fold_for_matching(label.second).starts_with(letter);
        });
    };
    return is_label(question, letter) ||
           std::any_of(question.options.begin(), question.options.end(), begins) ||
           std::any_of(question.scale.points.begin(), question.scale.points.end(), begins);
}

}  // namespace askwell::flows::reading
