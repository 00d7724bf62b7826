#include "flows/reading/choices/in_passing.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "flows/reading/choices/passing_kinds.h"
#include "flows/reading/text/asked.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/rewrite.h"

namespace askwell::flows::reading {
namespace {

constexpr std::size_t kLongest = 300;  // bytes; a longer reply is a letter, and patterns take their time
constexpr std::string_view kMarks = ",.;:!?\n";

struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool names_option = false;
};

/// Bytes of the option name at `place`, an English word in another form among them; or 0.
std::size_t name_at(const OptionNames& names, std::string_view text, std::size_t place) {
    if (const auto* name = names.at(text, place)) return name->phrase.size();
    if (is_han(code_point_at(text, place).value) || !word_boundary(text, place)) return 0;
    std::size_t end = place;
    while (end < text.size() && is_word_character(code_point_at(text, end).value))
        end += code_point_at(text, end).length;
    return end > place && names.like(text.substr(place, end - place)) ? end - place : 0;
}

/// `text` with a mark and fillers for each name of an option.
std::string masked_options(const OptionNames& names, std::string_view text) {
    std::string masked{text};
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = name_at(names, text, i);
        if (length > 0) {
            masked.replace(i, length, length, kOptionFiller);
            masked[i] = kOptionMark;
        }
        i += length > 0 ? length : code_point_at(text, i).length;
    }
    return masked;
}

bool asks_how_to_reach(const Question& question) {
    return contains_any(wording_of(question), {" shall we ", "告诉您", "联系您", "通知您"});
}

bool is_asked(const Question& question, const OptionNames& names, Asked asked) {
    switch (asked) {
        case Asked::anything:
            return true;
        case Asked::trouble:
            return asks_what_was_bad(question);
        case Asked::part:
            return asks_what_was_bad(question) &&
                   contains_any(wording_of(question), {"哪", "which", "what does", "what went", "what was"});
        case Asked::means:
            return !asks_for_trouble(question);
        case Asked::coming:
            return contains_any(wording_of(question),
                                {"联系我们", "找到我们", "contact us", "reach us", "get in touch with us"});
        case Asked::reaching:
            return asks_how_to_reach(question);
        case Asked::feedback:
            return asks_for_trouble(question) && !asks_what_was_bad(question);
        case Asked::self:
            return concern_of(question) == Concern::self;
        case Asked::often:
            return !names.frequencies().empty();
    }
    return false;
}

/// The clauses that `match` lies in, the mark behind them left out.
Span clauses_around(std::string_view text, const PatternMatch& match) {
    const std::size_t mark =
        match.begin == 0 ? std::string::npos : text.find_last_of(kMarks, match.begin - 1);
    const std::size_t last = match.end > match.begin ? match.end - 1 : match.end;
    // "I'm no good with apps so I just phoned"
    const std::size_t end =
        std::min({text.find_first_of(kMarks, last), text.find(" so i ", last), text.size()});
    return {mark == std::string::npos ? 0 : mark + 1, end, false};
}

/// Those of `reply` that one of `kinds` finds.
void add_clauses(const Question& question, const OptionNames& names, std::string_view text,
                 std::string_view masked, const std::vector<Passing>& kinds, std::vector<Span>& found) {
    for (const Passing& kind : kinds) {
        const std::string_view searched = kind.masked ? masked : text;
        if (!kind.pattern.may_be_in(searched) || !is_asked(question, names, kind.asked)) continue;
        for (const PatternMatch& match : kind.pattern.pattern().all(searched)) {
            found.push_back(kind.alone ? Span{match.begin, match.end} : clauses_around(text, match));
            found.back().names_option = kind.by_number;
        }
    }
}

/// In their order, those that touch made one.
std::vector<Span> joined(std::vector<Span> spans) {
    std::sort(spans.begin(), spans.end(),
              [](const Span& left, const Span& right) { return left.begin < right.begin; });
    std::vector<Span> apart;
    for (const Span& span : spans) {
        if (!apart.empty() && span.begin <= apart.back().end) {
            apart.back().end = std::max(apart.back().end, span.end);
            apart.back().names_option = apart.back().names_option || span.names_option;
        } else {
            apart.push_back(span);
        }
    }
    return apart;
}

}  // namespace

Passing passing(Asked asked, std::string source, std::initializer_list<std::string_view> words) {
    constexpr std::string_view kOption = "<option>";
    bool masked = false;
    for (std::size_t at = source.find(kOption); at != std::string::npos; at = source.find(kOption, at)) {
        source.replace(at, kOption.size(), "\\x01\\x04*+");
        masked = true;
    }
    return {asked, masked, HintedPattern{source, words}};
}

std::optional<InPassing> named_in_passing(const Question& question, const OptionNames& names,
                                          const FoldedText& reply) {
    const std::string_view text = reply.text;
    if (text.size() > kLongest) return std::nullopt;
    const std::string masked = masked_options(names, text);
    std::vector<Span> found;
    for (const auto* kinds : {&others_views(), &other_occasions(), &other_subjects(), &the_rest(),
                              &other_people(), &other_senses(), &no_troubles(), &other_ways()})
        add_clauses(question, names, text, masked, *kinds, found);
    if (found.empty()) return std::nullopt;
    InPassing passing;
    Replacements rest{reply};
    for (const Span& span : joined(std::move(found))) {
        rest.add(span.begin, span.end);
        const std::string_view dropped = std::string_view{masked}.substr(span.begin, span.end - span.begin);
        passing.names_option =
            passing.names_option || span.names_option || dropped.find(kOptionMark) != std::string_view::npos;
    }
    passing.rest = rest.finished();
    static const Pattern also{"也|还|(?<![a-z])(?:too|also|as well)(?![a-z])"};
    passing.adds = also.found_in(passing.rest.text);
    return passing;
}

}  // namespace askwell::flows::reading
