#include "flows/reading/choices/choice_readings.h"

#include <algorithm>
#include <utility>

#include "flows/folding.h"
#include "flows/reading/choices/in_passing.h"
#include "flows/reading/choices/option_conclusions.h"
#include "flows/reading/choices/option_denials.h"
#include "flows/reading/text/option_words.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/reply.h"

namespace askwell::flows::reading {

std::optional<Index> whole_name(const OptionNames& names, std::string_view text) {
    return text.find_first_of("?+") == std::string_view::npos ? names.whole(trim_marks(text)) : std::nullopt;
}

std::set<Index> chosen_in(const Findings& found) {
    std::set<Index> chosen;
    for (const Mention& mention : found.mentions) chosen.insert(mention.option);
    return chosen;
}

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

const Mention* other_mention(const Question& question, const Findings& found) {
    const auto place =
        std::find_if(found.mentions.begin(), found.mentions.end(),
                     [&](const Mention& mention) { return question.options[mention.option].other; });
    return place == found.mentions.end() ? nullptr : &*place;
}

std::string comment_in(const FoldedText& reply, const Findings& found) {
    if (found.text_begin == std::string::npos || found.mentions.empty()) return {};
    if (!found.text_first) return words_after(reply, found.mentions.back().end);
    return valid_utf8(trim_separators(reply.raw));  // 影响了客户体验，客户都投诉到我这里
}

bool other_in_a_sentence(const Question& question, const FoldedText& reply, const Findings& found) {
    const Mention* const other = other_mention(question, found);
    if (other == nullptr || chosen_in(found).size() != 1) return false;
    const bool determiner = std::string_view{reply.text}.substr(0, other->begin).ends_with("the ") &&
                            !ends_at_separator(reply.text, other->end);
    return found.text_first || determiner;
}

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

bool number_in_a_sentence(const Question& question, std::string_view text, const Findings& found) {
    return only_numbers(found) && found.text_first &&
           !only_asked_about(question, text.substr(0, found.mentions.front().begin));
}

std::string comment_between(const FoldedText& reply, const ChoiceBesideTrouble& choice) {
    return valid_utf8(trim_separators(reply.raw_between(choice.reason_begin, choice.reason_end)));
}

Reading with_all_said(Reading reading, const FoldedText& reply) {
    reading.comment = valid_utf8(trim_separators(reply.raw_between(0, reply.text.size())));
    return reading;
}

Reading read_but_passing(const Question& question, const FoldedText& reply, const ReadReply& read) {
    const auto passing = named_in_passing(question, names_of(question), reply);
    if (!passing) return read(reply);
    Reading own = says_nothing(passing->rest.text) ? unclear(kInPassing) : read(passing->rest);
    // "Used to be cost, now efficiency too" leaves open whether the first still holds.
    const bool open = passing->names_option && passing->adds && question.type == QuestionType::multi;
    if (own.kind == ReadingKind::answer && open) return unclear(kInPassing);
    if (own.kind == ReadingKind::answer) return with_all_said(std::move(own), reply);
    return passing->names_option ? unclear(kInPassing) : read(reply);
}

}  // namespace askwell::flows::reading
