#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "flows/reading/choices/choice_readings.h"
#include "flows/reading/choices/choices.h"
#include "flows/reading/choices/frequencies.h"
#include "flows/reading/choices/option_conclusions.h"
#include "flows/reading/choices/option_contrasts.h"
#include "flows/reading/choices/option_denials.h"
#include "flows/reading/choices/option_finder.h"
#include "flows/reading/choices/option_parts.h"
#include "flows/reading/choices/option_sounds.h"
#include "flows/reading/choices/option_times.h"
#include "flows/reading/choices/second_numbers.h"
#include "flows/reading/choices/somebody_else.h"
#include "flows/reading/choices/troubles.h"
#include "flows/reading/choices/unlisted.h"
#include "flows/reading/text/asked.h"
#include "flows/reading/text/option_words.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/reply.h"

namespace askwell::flows::reading {
namespace {

/// What stands behind the last mark within `text`.
std::string_view last_clause(std::string_view text) {
    text = trim_marks(text);
    const std::size_t mark = text.find_last_of(",.;:!\n");
    return trim_marks(mark == std::string_view::npos ? text : text.substr(mark + 1));
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
    if (!option) {  // 一天好几回，特别频繁: the option's name says which is nearer
        const std::string_view last = last_clause(reply.text);
        const auto named = names.whole(without_wrapping(last));
        if (!named || last.size() == trim_marks(reply.text).size()) return unclear("between the options");
        return chosen(question, {*named}, {}, words_after(reply, 0));
    }
    const Index index = *option;
    const Findings found = find_options(question, names, reply);
    const bool named_another = std::any_of(
        found.mentions.begin(), found.mentions.end(),
        [index](const Mention& mention) { return mention.option != index && mention.by == By::name; });
    if (named_another || found.denied || contains_any(reply.text, {"?", "吗"}))
        return unclear("not certain which option");
    const std::string_view text = reply.text;
    if (stands_close(text.substr(0, told->begin))) return unclear("close to an option");
    std::string_view behind = text.substr(told->end);
    if (constexpr std::string_view kEach = "都"; behind.starts_with(kEach))
        behind.remove_prefix(kEach.size());
    const bool alone = only_wrapping(text.substr(0, told->begin)) && only_wrapping(behind);
    return chosen(question, {index}, {}, alone ? std::string{} : words_after(reply, 0));
}

/// The option that asks which, if there is one.
std::optional<Index> option_for_others(const Question& question) {
    const auto other = std::find_if(question.options.begin(), question.options.end(),
                                    [](const Option& option) { return option.other; });
    return other == question.options.end()
               ? std::nullopt
               : std::optional{static_cast<Index>(other - question.options.begin())};
}

/// "None of these, I went into the branch", 都不是，去柜台办的: where the other option is, for a question
/// without one that says "none".
std::optional<std::size_t> other_after_none(const Question& question, const OptionNames& names,
                                            std::string_view text) {
    const bool has_other = option_for_others(question).has_value();
    const std::size_t mark = text.find_first_of(",.;:!\n");
    if (!has_other || names.empty() || mark == std::string_view::npos) return std::nullopt;
    const std::string_view none = trim_marks(text.substr(0, mark));
    const bool says_none =
        words_for_none().whole(none) != nullptr && none.size() > std::string_view{"没有"}.size();
    return says_none && !trim_marks(text.substr(mark)).empty() ? std::optional{mark} : std::nullopt;
}

/// 5，电话, "other (1)": the number of "other", and the name of a listed option, or the other way round.
bool names_a_listed_one(const OptionNames& names, std::string_view text, const Mention& other) {
    const std::string_view said = trim_marks(text.substr(other.end));
    const std::string_view behind = trim_marks(without_wrapping(said));
    if (other.by == By::number) {
        const auto whole = names.whole(said);
        const auto named = whole ? whole : names.whole(behind);
        return named && *named != other.option;
    }
    return behind.size() == 1 && behind[0] >= '1' && behind[0] <= '9' &&
           static_cast<Index>(behind[0] - '1') != other.option;
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
        return chosen(question, {*option_for_others(question)}, words_after(reply, *mark), {});
    }
    if (other_in_a_sentence(question, reply, found)) return unclear("\"other\" inside a sentence");
    if (const Mention* other = other_mention(question, found);
        other == found.mentions.data() && other != nullptr && !found.text_first) {
        const bool same_only = chosen_in(found).size() == 1;
        if (names_a_listed_one(names, reply.text, *other)) return unclear("several options");
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
        const auto other = option_for_others(question);
        const bool told = other && names.empty() != other && says_not_listed(reply.text) &&
                          reply.text.find_first_of(",.;:") != std::string::npos;
        if (told && !contains_any(reply.text, {"?", "吗"}))
            return chosen(question, {*other}, words_after(reply, 0), {});
        return unclear("no option");
    }
    if (number_in_a_sentence(question, reply.text, found)) return unclear("a number inside a sentence");
    if (says_not_listed(reply.text)) return unclear("an option, and none");
    if (concern_of(question) == Concern::self && (plays_two_parts(reply.text) || was_before(reply.text)))
        return unclear("two parts");
    if (is_withdrawn(reply.text)) return unclear("taken back");
    if (only_excused(question, names, reply)) return unclear("was all right");
    if (used_another(reply.text, found.mentions.back().end)) return unclear("one after the other");
    if (only_numbers(found) &&
        names_second_number(std::string_view{reply.text}.substr(found.mentions.back().end),
                            question.options.size()))
        return unclear("several options");
    return chosen(question, options, {}, comment_in(reply, found));
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

}  // namespace askwell::flows::reading
