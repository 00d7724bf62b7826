#include "flows/reading/choices/option_contrasts.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "flows/reading/choices/option_finder.h"
#include "flows/reading/text/asked.h"
#include "flows/reading/text/feelings.h"
#include "flows/reading/text/option_words.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/rewrite.h"

namespace askwell::flows::reading {
namespace {

/// How good the clause says it is: more than nothing, and less when it was bad. What the options `named` in
/// it are called ("complaint") says neither.
int verdict(std::string_view clause, const std::vector<Mention>& named) {
    // clang-format off
    static const PhraseMap<int> words{
        {+1,
         {"fine", "grand", "ok", "okay", "alright", "all right", "spot on", "sound", "full bars", "no bother", "no fault", "no faults", "no trouble", "no problem with", "nothing wrong with", "nothing wrong", "no problem", "no problems", "满格", "没得说", "没话说", "没的说", "还行", "还好", "还可以", "可以", "正常", "没问题", "没事", "没毛病", "信号好", "都好", "on time"}},
        {-1, {"不行", "不好", "not", "no good", "isn't", "wasn't", "hopeless", "nothing", "wrong", "problem", "shambles", "disaster", "mess", "mare", "brutal", "dreadful", "desperate", "no signal", "没信号", "没有信号", "没网", "低", "降", "涨", "出问题", "破损", "damaged", "没做好", "不可以", "不正常"}},
        {0, {"可不可以", "not a problem", "not bad"}}};
    // clang-format on
    int sum = 0;
    for (std::size_t i = 0; i < clause.size();) {
        const auto* word = words.at(clause, i);
        if (word != nullptr) sum += word->meaning;
        i += word != nullptr ? word->phrase.size() : code_point_at(clause, i).length;
    }
    for (const Feeling& feeling : feelings_in(clause)) {
        const bool in_name = std::any_of(named.begin(), named.end(), [&feeling](const Mention& mention) {
            return feeling.begin >= mention.begin && feeling.end <= mention.end;
        });
        if (!in_name) sum += feeling.value;
    }
    return sum;
}

enum class Time { past, now };

bool tells(std::string_view clause, Time time) {
    static const PhraseMap<Time> words{{Time::past,
                                        {"以前", "之前", "昨天", "原来", "原先", "前几天", "上周", "used to",
                                         "before", "yesterday", "last week", "until yesterday"}},
                                       {Time::now, {"现在", "今天", "如今", "now", "today"}}};
    for (std::size_t i = 0; i < clause.size(); i += code_point_at(clause, i).length) {
        const auto* word = words.at(clause, i);
        if (word != nullptr && word->meaning == time) return true;
    }
    return false;
}

struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Words that set a clause off against the one before; false for longer ones that do not.
const PhraseMap<bool>& turns() {
    static const PhraseMap<bool> map{
        {true,
         {"but", "but it was", "but it's", "it was", "it's", "just", "although", "though", "while", "whereas",
          "但", "但是", "不过", "就是", "只是", "可", "可是", "到了", "而"}},
        {false, {"可以", "可能", "而且", "可不"}}};
    return map;
}

/// The clauses of `text`, cut behind marks and before words that set the next one off.
std::vector<Span> clauses_of(std::string_view text) {
    std::vector<Span> spans{{}};
    for (std::size_t i = 0; i < text.size();) {
        const auto* turn = turns().at(text, i);
        const bool mark = std::string_view{",.;:!\n"}.find(text[i]) != std::string_view::npos;
        const std::size_t length = turn != nullptr ? turn->phrase.size() : code_point_at(text, i).length;
        const std::size_t cut = mark ? i + 1 : i;
        if ((mark || (turn != nullptr && turn->meaning)) && cut > spans.back().begin) {
            spans.back().end = cut;
            spans.push_back({cut, cut});
        }
        i += length;
    }
    spans.back().end = text.size();
    return spans;
}

/// The clause says what was bad, or sets itself off (就是审核慢).
bool blames(std::string_view clause, int verdict) {
    const std::vector<Feeling> feelings = feelings_in(clause);
    const auto* turn = turns().at(trim_marks(clause), 0);
    return verdict < 0 || (turn != nullptr && turn->meaning) ||
           std::any_of(
               feelings.begin(), feelings.end(), [](const Feeling& feeling) { return feeling.value < 0; });
}

std::set<Index> options_of(const std::vector<Mention>& named) {
    std::set<Index> options;
    for (const Mention& mention : named) {
        if (mention.by != By::number) options.insert(mention.option);
    }
    return options;
}

}  // namespace

std::optional<FoldedText> without_excused(const Question& question, const OptionNames& names,
                                          const FoldedText& reply) {
    const std::string_view text = reply.text;
    const std::vector<Span> clauses = clauses_of(text);
    if (clauses.size() < 2 || text.find('?') != std::string_view::npos || !asks_what_was_bad(question))
        return std::nullopt;
    Rewrite rest{reply};
    std::set<Index> excused;
    std::set<Index> left;
    bool blamed = false;
    for (const Span& clause : clauses) {
        const FoldedText part = part_of(reply, clause.begin, clause.end);
        const std::vector<Mention> named = find_options(question, names, part).mentions;
        const bool over = tells(part.text, Time::past) && tells(text.substr(clause.end), Time::now);
        const int said = verdict(part.text, named);
        const bool good = over || said > 0;
        blamed = blamed || over || (!good && blames(part.text, said));
        const std::set<Index> options = options_of(named);
        if (good && !options.empty()) {
            excused.insert(options.begin(), options.end());
        } else {
            left.insert(options.begin(), options.end());
            rest.keep(clause.begin, clause.end);
        }
    }
    const bool again =
        std::any_of(left.begin(), left.end(), [&excused](Index option) { return excused.contains(option); });
    if (excused.empty() || left.empty() || again || !blamed) return std::nullopt;
    return rest.finished();
}

bool only_excused(const Question& question, const OptionNames& names, const FoldedText& reply) {
    static const Pattern fine{
        "^ ?(?:那会儿|那块|这块|那边|方面|倒是?|还|都|也|是|挺|很|蛮|was|is|were|are|went|has "
        "been|really|all| )*"
        "(?:挺好|很好|蛮好|还好|好|没问题|没毛病|不错|fine|good|great|perfect|ok|okay|right|alright|well)"
        "(?:的|呀|啊|了|嘛|呢|哦)*$"};
    const std::string_view text = reply.text;
    if (text.find('?') != std::string_view::npos || !asks_what_was_bad(question)) return false;
    bool excused = false;
    for (const Span& clause : clauses_of(text)) {
        const FoldedText part = part_of(reply, clause.begin, clause.end);
        const std::vector<Mention> named = find_options(question, names, part).mentions;
        if (named.empty()) {
            if (blames(part.text, verdict(part.text, named))) return false;
            continue;
        }
        const std::string_view behind = trim_space(std::string_view{part.text}.substr(named.back().end));
        if (named.back().by != By::name || !fine.found_in(behind) || behind.starts_with("就")) return false;
        excused = true;
    }
    return excused;
}

std::optional<Index> middle_of_denied(const Question& question, const OptionNames& names,
                                      std::string_view text) {
    constexpr std::size_t kThree = 3;
    static const PhraseMap<bool> denials{
        {false, {"neither", "nor",    "not",      "wasn't",  "isn't",    "nor was it", "or",   "不",
                 "不算",    "谈不上", "也不",     "也不算",  "也谈不上", "既不",       "又不", "没有",
                 "也没有",  "说不上", "也说不上", "and not", "也没",     "没"}}};
    if (question.options.size() != kThree) return std::nullopt;
    std::set<Index> denied;
    bool denies = false;
    for (std::size_t i = 0; i < text.size();) {
        const auto* denial = denials.at(text, i);
        const auto* name = names.at(text, i);
        const auto* word = option_words().at(text, i);
        const CodePoint point = code_point_at(text, i);
        const bool wraps = word != nullptr && word->meaning == OptionWord::wrap;
        const bool silent = point.value != U'?' && !is_word_character(point.value) && !is_han(point.value);
        if (denial != nullptr) {
            denies = true;
            i += denial->phrase.size();
        } else if (name != nullptr) {
            if (!std::exchange(denies, false)) return std::nullopt;
            denied.insert(name->meaning);
            i += name->phrase.size();
        } else if (wraps || silent) {
            i += wraps ? word->phrase.size() : point.length;
        } else {
            return std::nullopt;
        }
    }
    return denied == std::set<Index>{0, 2} ? std::optional<Index>{1} : std::nullopt;
}

}  // namespace askwell::flows::reading
