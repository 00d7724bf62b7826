#include "flows/reading/stories/cues.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "flows/folding.h"
#include "flows/reading/choices/option_denials.h"
#include "flows/reading/choices/option_names.h"
#include "flows/reading/choices/somebody_else.h"
#include "flows/reading/stories/cue_words.h"
#include "flows/reading/text/asked.h"
#include "flows/reading/text/feelings.h"
#include "flows/reading/text/option_words.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/reply.h"
#include "flows/reading/text/yes_no_words.h"

namespace askwell::flows::reading {
namespace {

/// A longer reply is about more than one thing; bounds the work, too.
constexpr std::size_t kLongestStory = 600;  // bytes
constexpr Index kYes = 0;
constexpr Index kNo = 1;

/// True when the English word `typed` is `word` in whatever form: leaks, leaked and leaking are leak.
bool same_word(std::string_view typed, std::string_view word) {
    constexpr std::size_t kShortestStem = 3;
    if (typed == word) return true;
    for (const std::string_view ending : {"s", "es", "d", "ed", "ing"}) {
        if (!typed.ends_with(ending) || typed.size() < ending.size() + kShortestStem) continue;
        const std::string_view stem = typed.substr(0, typed.size() - ending.size());
        const std::string_view shorter = stem.substr(0, stem.size() - 1);
        const bool doubled = stem.back() == stem[stem.size() - 2] && shorter == word;  // dropped
        const bool by_y =
            stem.ends_with('i') && word.ends_with('y') && shorter == word.substr(0, word.size() - 1);
        const bool by_e = word.ends_with('e') && stem == word.substr(0, word.size() - 1);
        if (stem == word || doubled || by_y || by_e) return true;
    }
    return false;
}

/// The word at `at`, without its apostrophes ("doesn't" is "doesnt"); moves `at` behind it.
std::string word_from(std::string_view text, std::size_t& at) {
    std::string word;
    for (; at < text.size(); at += code_point_at(text, at).length) {
        const CodePoint point = code_point_at(text, at);
        if (text[at] == '\'') continue;
        if (!is_word_character(point.value)) break;
        word += text.substr(at, point.length);
    }
    return word;
}

/// Where `phrase` ends when it stands at `at`: ideographs as text, words in whatever form.
std::optional<std::size_t> end_of(std::string_view phrase, std::string_view text, std::size_t at) {
    if (!word_boundary(text, at)) return std::nullopt;
    for (std::size_t i = 0; i < phrase.size();) {
        if (phrase[i] == ' ') {
            ++i;
            at = after_blank(text, at);
            continue;
        }
        if (at >= text.size()) return std::nullopt;
        const CodePoint point = code_point_at(phrase, i);
        if (is_word_character(point.value)) {
            const std::string word = word_from(phrase, i);
            if (!same_word(word_from(text, at), word)) return std::nullopt;
            continue;
        }
        if (!text.substr(at).starts_with(phrase.substr(i, point.length))) return std::nullopt;
        i += point.length;
        at += point.length;
    }
    return at;
}

/// A cue by one of the words that may begin it; the other parts follow in this order in the same sentence,
/// each by one of its words.
struct Cue {
    std::string first;
    std::vector<std::vector<std::string>> others;
    Index choice = 0;
};

std::vector<std::string> split(std::string_view text, std::string_view mark) {
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(mark, begin), text.size());
        if (const std::string_view part = trim_space(text.substr(begin, end - begin)); !part.empty())
            parts.emplace_back(part);
        begin = end + mark.size();
    }
    return parts;
}

/// "#" of a cue is any count above one: "# visits" is "three visits", "several visits" and "third visit", #趟
/// is 三趟 and 好几趟.
std::vector<std::string> with_counts(const std::vector<std::string>& words) {
    constexpr std::string_view kCounts[] = {
        "2",         "3",      "4",     "5",         "6",     "7",        "8",
        "9",         "10",     "两",    "二",        "三",    "四",       "五",
        "六",        "七",     "八",    "九",        "十",    "几",       "多",
        "无数",      "two",    "three", "four",      "five",  "six",      "seven",
        "eight",     "nine",   "ten",   "several",   "many",  "multiple", "umpteen",
        "countless", "second", "third", "fourth",    "fifth", "sixth",    "2nd",
        "3rd",       "4th",    "5th",   "couple of", "a few", "numerous", "half a dozen",
        "a dozen"};
    std::vector<std::string> all;
    for (const std::string& word : words) {
        const std::size_t mark = word.find('#');
        if (mark == std::string::npos) {
            all.push_back(word);
            continue;
        }
        for (const std::string_view count : kCounts) all.push_back(std::string{word}.replace(mark, 1, count));
    }
    return all;
}

struct Found {
    Index choice = 0;
    std::vector<CueSpan> spans;
};

/// The cues of a question, by their first character.
class Cues {
  public:
    explicit Cues(const Question& question) {
        add(question.yes_cues, kYes);
        add(question.no_cues, kNo);
        for (Index i = 0; i < question.options.size(); ++i) add(question.options[i].cues, i);
        for (Index i = 0; i < question.scale.points.size(); ++i) add(question.scale.points[i].cues, i);
    }

    std::vector<Found> find(std::string_view text) const {
        std::vector<Found> all;
        for (std::size_t at = 0; at < text.size(); at += code_point_at(text, at).length) {
            const auto bucket = buckets_.find(code_point_at(text, at).value);
            if (bucket == buckets_.end()) continue;
            for (const Cue& cue : bucket->second) {
                if (auto spans = match(cue, text, at); !spans.empty())
                    all.push_back({cue.choice, std::move(spans)});
            }
        }
        return all;
    }

  private:
    void add(const Synonyms& cues, Index choice) {
        for (const auto& [language, list] : cues) {
            for (const std::string& written : list) {
                std::vector<std::vector<std::string>> parts;
                for (const std::string& part : split(fold_for_matching(written), "..."))
                    parts.push_back(with_counts(split(part, "/")));
                std::erase_if(parts, [](const auto& part) { return part.empty(); });
                if (parts.empty()) continue;
                const std::vector<std::string> firsts = std::move(parts.front());
                parts.erase(parts.begin());
                for (const std::string& first : firsts)
                    buckets_[code_point_at(first, 0).value].push_back({first, parts, choice});
            }
        }
    }

    static std::vector<CueSpan> match(const Cue& cue, std::string_view text, std::size_t at) {
        const auto end = end_of(cue.first, text, at);
        if (!end) return {};
        std::vector<CueSpan> spans{{at, *end}};
        const std::size_t sentence = std::min(text.find_first_of(".!?;\n", *end), text.size());
        for (const std::vector<std::string>& part : cue.others) {
            const auto span = next(part, text, spans.back().end, sentence);
            if (!span) return {};
            spans.push_back(*span);
        }
        return spans;
    }

    /// The first of `words` between `begin` and `stop`.
    static std::optional<CueSpan> next(const std::vector<std::string>& words, std::string_view text,
                                       std::size_t begin, std::size_t stop) {
        for (std::size_t at = begin; at < stop; at += code_point_at(text, at).length) {
            for (const std::string& word : words) {
                if (const auto end = end_of(word, text, at)) return CueSpan{at, *end};
            }
        }
        return std::nullopt;
    }

    std::unordered_map<char32_t, std::vector<Cue>> buckets_;
};

const Cues& cues_of(const Question& question) {
    return question.memo.of<Cues>([&question] { return Cues{question}; });
}

bool has_cues(const Question& question) {
    const auto has = [](const auto& choice) { return !choice.cues.empty(); };
    return !question.yes_cues.empty() || !question.no_cues.empty() ||
           std::any_of(question.options.begin(), question.options.end(), has) ||
           std::any_of(question.scale.points.begin(), question.scale.points.end(), has);
}

/// "Still works" is part of "it still works badly", "until today" of "never until today": the longer one
/// tells.
void drop_parts(std::vector<Found>& found) {
    const auto inside = [](const CueSpan& part, const CueSpan& whole) {
        return part.begin >= whole.begin && part.end <= whole.end &&
               part.end - part.begin < whole.end - whole.begin;
    };
    const std::vector<Found> all = found;
    std::erase_if(found, [&](const Found& one) {
        return std::any_of(all.begin(), all.end(), [&](const Found& other) {
            return std::any_of(other.spans.begin(), other.spans.end(), [&](const CueSpan& whole) {
                const std::size_t begin = one.spans.front().begin;  // "haven't got" my refund
                if (other.choice != one.choice && begin > whole.begin && begin < whole.end) return true;
                return inside(one.spans.front(), whole) && inside(one.spans.back(), whole);
            });
        });
    });
}

bool is_in(const std::vector<CueSpan>& spans, std::size_t at) {
    return std::any_of(spans.begin(), spans.end(),
                       [at](const CueSpan& span) { return at >= span.begin && at < span.end; });
}

/// 不是投诉, "not a complaint".
bool ruled_out(std::string_view before) {
    before = trim_space(before);
    for (const std::string_view word :
         {"不是", "并非", "不算", "不是来", "not a", "not an", "not", "isn't", "isn't a"}) {
        if (before.ends_with(word) && word_boundary(before, before.size() - word.size())) return true;
    }
    return false;
}

bool any_in_clause(const std::vector<std::size_t>& clauses, const std::vector<CueSpan>& spans,
                   std::size_t clause) {
    return std::any_of(spans.begin(), spans.end(), [&clauses, clause](const CueSpan& span) {
        return clause_begin(clauses, span.begin) == clause;
    });
}

/// What a reply names outside its cues.
struct Named {
    std::set<Index> affirmed;
    std::set<Index> denied;  ///< 不影响客户
    std::vector<CueSpan> spans;
    bool open = false;  ///< whether the names and the cues add up is not certain
};

/// 成本没涨: a denial in the clause that begins at `begin` may be about what it names.
bool holds_denial(std::string_view text, const std::vector<std::size_t>& clauses, std::size_t begin) {
    for (std::size_t i = begin; i < text.size() && clause_begin(clauses, i) == begin;) {
        const auto* word = option_words().at(text, i);
        if (word != nullptr && word->meaning == OptionWord::negation && !is_verdict(word->phrase))
            return true;
        i += code_point_at(text, i).length;
    }
    return false;
}

/// 成本高，因为天天加班: the cue tells why.
bool is_reason(std::string_view text, const CueSpan& cue) {
    const std::string_view before = trim_space(text.substr(0, clause_begin(text, cue.begin)));
    return before.ends_with("因为") || before.ends_with("because");
}

/// Names and the cues of `told` add up clause by clause. It stays open for a reason, a thing that no option
/// lists in a clause of its own, a name whose clause denies something, or gives another option away by a cue.
Named named_beside(const Question& question, std::string_view text, const std::vector<CueSpan>& cues,
                   const std::set<Index>& told) {
    const OptionNames& names = names_of(question);
    const std::vector<std::size_t> clauses = clause_begins(text);
    Named named;
    for (std::size_t i = 0; i < text.size();) {
        const auto* name = names.at(text, i);
        const bool cued = is_in(cues, i);
        const bool thing = !cued && names.unlisted_at(text, i) != nullptr;
        const std::size_t clause = clause_begin(clauses, i);
        const bool with_cue = any_in_clause(clauses, cues, clause);
        named.open = named.open || (thing && !with_cue);
        if (cued || name == nullptr) {
            i += code_point_at(text, i).length;
            continue;
        }
        const CueSpan span{i, i + name->phrase.size()};
        const bool denied = is_denied(text, span, cues);
        (denied ? named.denied : named.affirmed).insert(name->meaning);
        const bool unsure =
            holds_denial(text, clauses, clause) || (with_cue && !told.contains(name->meaning));
        named.open = named.open || (!denied && unsure);
        named.spans.push_back(span);
        i = span.end;
    }
    const bool reason =
        std::any_of(cues.begin(), cues.end(), [text](const CueSpan& cue) { return is_reason(text, cue); });
    named.open = named.open || (reason && !named.affirmed.empty());
    return named;
}

bool overlap(const std::set<Index>& some, const std::set<Index>& others) {
    return std::any_of(some.begin(), some.end(), [&others](Index one) { return others.contains(one); });
}

/// 3，打不开, 选1，是表扬: the reply begins or ends with the number of an option that is none of `told`.
bool names_another_number(const Question& question, std::string_view text, const std::set<Index>& told) {
    static const Pattern number{
        "^(?:选|我选|第|option |number |no\\.? ?)?([1-9])(?:个|号|项)?(?=[ ,.;:!()])|[ ,.;:!(]([1-9])[). "
        "!]*$"};
    for (const PatternMatch& match : number.all(text)) {
        const std::string_view figure = match.group(match.group(1).empty() ? 2 : 1);
        const auto option = static_cast<std::size_t>(figure.front() - '1');
        if (option < question.options.size() && !told.contains(option)) return true;
    }
    return false;
}

/// True when the reply names an option, or what no option lists, beside the cues of `told`.
bool names_another(const Question& question, std::string_view text, const std::vector<CueSpan>& spans,
                   const std::set<Index>& told) {
    if (names_another_number(question, text, told)) return true;
    const OptionNames& names = names_of(question);
    for (std::size_t i = 0; i < text.size();) {
        const auto* name = names.at(text, i);
        const auto* thing = names.unlisted_at(text, i);
        const auto [shared, kinds] = names.shared_at(text, i);  // 也是你们的客户
        const bool kind = shared > 0 && std::none_of(told.begin(), told.end(),
                                                     [&of = kinds](Index one) { return of.contains(one); });
        if (kind && says_also(text.substr(clause_begin(text, i), i - clause_begin(text, i)))) return true;
        if (is_in(spans, i) || (name == nullptr && thing == nullptr)) {
            i += code_point_at(text, i).length;
            continue;
        }
        const bool same = name != nullptr && told.contains(name->meaning);
        const bool denied = ruled_out(text.substr(0, i));
        if (same == denied || thing != nullptr) return true;
        i += name->phrase.size();
    }
    return false;
}

/// An option is for those who have nothing bad to tell (是表扬, "It is praise").
bool offers_praise(const Question& question) {
    return std::any_of(question.options.begin(), question.options.end(), [](const Option& option) {
        return std::any_of(option.label.all().begin(), option.label.all().end(), [](const auto& label) {
            const std::vector<Feeling> feelings = feelings_in(fold_for_matching(label.second));
            return std::any_of(feelings.begin(), feelings.end(),
                               [](const Feeling& feeling) { return feeling.value > 0; });
        });
    });
}

/// "The technician was lovely" tells of no trouble where that was asked for.
bool is_pleased(const Question& question, std::string_view text, const std::vector<CueSpan>& spans) {
    if (!asks_what_was_bad(question) || offers_praise(question)) return false;
    const std::vector<Feeling> feelings = feelings_in(text);
    const auto feels = [&](int value) {
        return std::any_of(feelings.begin(), feelings.end(), [&](const Feeling& feeling) {
            return feeling.value == value && !is_in(spans, feeling.begin);
        });
    };
    return feels(1) && !feels(-1);
}

/// In a list each item must give an option away, lest one be lost; what comes before the first cue may tell
/// when or how it came about, and feelings may stand anywhere.
bool leaves_an_item(std::string_view text, const std::vector<CueSpan>& spans) {
    const std::size_t first =
        std::min_element(spans.begin(), spans.end(), [](const CueSpan& a, const CueSpan& b) {
            return a.end < b.end;
        })->end;
    for (std::size_t begin = first, i = first; i <= text.size(); ++i) {
        const bool joined = text.substr(i).starts_with(" and ");
        const std::string_view marks = ",.;:!?&+\n";
        if (i < text.size() && marks.find(text[i]) == std::string_view::npos && !joined) continue;
        const bool told = std::any_of(spans.begin(), spans.end(), [begin, i](const CueSpan& span) {
            return span.end > begin && span.begin < i;
        });
        const std::string_view clause = text.substr(begin, i - begin);
        if (begin != first && !told && !only_wrapping(clause) && feelings_in(clause).empty()) return true;
        begin = i + (joined ? std::string_view{" and"}.size() : 1);
    }
    return false;
}

/// 可以，不过别打电话: a clause of its own says yes or no, and the cues the opposite.
bool says_the_opposite(std::string_view text, bool yes) {
    constexpr std::string_view kMarks = ",.;:!\n";
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find_first_of(kMarks, begin), text.size());
        const YesNoWord* said = yes_no_words().whole(trim_marks(text.substr(begin, end - begin)));
        const bool affirms = said != nullptr && (*said == YesNoWord::yes || *said == YesNoWord::lone_yes);
        const bool denies = said != nullptr && (*said == YesNoWord::no || *said == YesNoWord::lone_no);
        if (yes ? denies : affirms) return true;
        begin = end + 1;
    }
    return false;
}

/// The whole reply is the comment, unless it is a cue and nothing else.
Reading answer_of(const Question& question, const std::set<Index>& told, const FoldedText& reply,
                  const CueSpan& first) {
    const bool bare = first.end - first.begin == trim_separators(reply.text).size();
    std::string words =
        bare ? std::string{} : valid_utf8(trim_separators(reply.raw_between(0, reply.text.size())));
    if (question.type == QuestionType::yes_no) return answer(YesNo{*told.begin() == kYes}, std::move(words));
    if (question.scored()) return answer(Score{question.scale.points[*told.begin()].score}, std::move(words));
    Chosen chosen;
    for (const Index option : told) chosen.codes.push_back(question.options[option].code);
    return answer(std::move(chosen), std::move(words));
}

}  // namespace

std::optional<Reading> told_by_cues(const Question& question, const FoldedText& reply) {
    if (!has_cues(question) || reply.text.size() > kLongestStory) return std::nullopt;
    const std::string_view text = reply.text;
    std::vector<Found> found = cues_of(question).find(text);
    drop_parts(found);
    std::set<Index> told;
    std::vector<CueSpan> spans;
    for (const Found& one : found) {
        told.insert(one.choice);
        spans.insert(spans.end(), one.spans.begin(), one.spans.end());
    }
    const bool multi = question.type == QuestionType::multi;
    if (told.empty() || (told.size() > 1 && !multi)) return std::nullopt;
    if (question.scored() && is_of_another_time(text)) return std::nullopt;
    const Concern concern = question.scored() ? Concern::deeds : concern_of(question);
    if (tells_nothing_certain(text, spans, concern)) return std::nullopt;
    if (concern == Concern::self && plays_two_parts(text)) return std::nullopt;
    for (const CueSpan& span : spans) {
        const bool other = concern == Concern::self && names_somebody_else(text, span.begin, span.end);
        if (other || is_denied(text, span, spans)) return std::nullopt;
    }
    if (question.chosen() && is_pleased(question, text, spans)) return std::nullopt;
    if (multi) {
        const Named named = named_beside(question, text, spans, told);
        if (named.open || overlap(told, named.denied)) return std::nullopt;
        const bool more =
            !std::includes(named.affirmed.begin(), named.affirmed.end(), told.begin(), told.end());
        if (more && !named.affirmed.empty() && names_only(names_of(question), text)) return std::nullopt;
        told.insert(named.affirmed.begin(), named.affirmed.end());
        spans.insert(spans.end(), named.spans.begin(), named.spans.end());
    } else if (question.chosen() && names_another(question, text, spans, told)) {
        return std::nullopt;
    }
    if (question.type == QuestionType::yes_no && says_the_opposite(text, *told.begin() == kYes))
        return std::nullopt;
    if (multi && leaves_an_item(text, spans)) return std::nullopt;
    return answer_of(question, told, reply, spans.front());
}

std::optional<Reading> with_cues(const Question& question, const FoldedText& reply, const Chosen& named) {
    if (!named.other.empty()) return std::nullopt;
    auto told = told_by_cues(question, reply);
    const auto* const all = told ? std::get_if<Chosen>(&told->value) : nullptr;
    if (all == nullptr || all->codes.size() <= named.codes.size()) return std::nullopt;
    const auto holds = [](const std::vector<std::string>& codes, const std::string& code) {
        return std::find(codes.begin(), codes.end(), code) != codes.end();
    };
    std::vector<std::string> known = named.codes;
    for (const Found& one : cues_of(question).find(reply.text))
        known.push_back(question.options[one.choice].code);
    // What is named and yet not chosen was left out for a reason (成本倒还好).
    const bool more = std::all_of(named.codes.begin(), named.codes.end(),
                                  [&](const std::string& code) { return holds(all->codes, code); }) &&
                      std::all_of(all->codes.begin(), all->codes.end(),
                                  [&](const std::string& code) { return holds(known, code); });
    return more ? std::move(told) : std::nullopt;
}

}  // namespace askwell::flows::reading
