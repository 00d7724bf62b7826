#include "flows/reading/text/asked.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "flows/folding.h"
#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {

namespace {

/// The texts of a question, folded, each by itself and all of them in lines.
struct Wording {
    explicit Wording(const Question& question) {
        for (const auto& [language, text] : question.text.all()) {
            texts.push_back(fold_for_matching(text));
            lines += texts.back() + '\n';
        }
    }
    std::vector<std::string> texts;
    std::string lines;
};

const Wording& kept_wording(const Question& question) {
    return question.memo.of<Wording>([&question] { return Wording{question}; });
}

/// The place behind whichever of `marks` stands at `place`, past the blanks on both sides; `place` when none
/// does.
std::size_t after_any(std::string_view text, std::size_t place, std::span<const std::string_view> marks) {
    const auto after_blanks = [text](std::size_t from) {
        return std::min(text.find_first_not_of(" \n", from), text.size());
    };
    const std::size_t start = after_blanks(place);
    for (const std::string_view mark : marks) {
        if (text.substr(start).starts_with(mark)) return after_blanks(start + mark.size());
    }
    return place;
}

/// Where the quotation ends that the text begins with, or the first line when a question mark ends it; 0
/// without either.
std::size_t end_of_quoted_question(std::string_view text) {
    constexpr std::string_view kLeads[] = {
        "you asked me", "you asked", "you ask", "your question was", "your question is", "你问我",
        "你问",         "您问",      "你们问"};
    if (const std::size_t begin = after_any(text, 0, kLeads); begin > 0) {
        const std::size_t end = end_of_quoted_question(text.substr(begin));
        return end == 0 ? 0 : begin + end;
    }
    const std::size_t line = text.find('\n');
    if (line != std::string_view::npos && trim_space(text.substr(0, line)).ends_with('?')) return line;
    constexpr std::pair<std::string_view, std::string_view> kQuotes[] = {
        {"\"", "\""}, {"「", "」"}, {"『", "』"}, {"《", "》"}};
    const auto quote = std::find_if(std::begin(kQuotes), std::end(kQuotes),
                                    [text](const auto& marks) { return text.starts_with(marks.first); });
    if (quote == std::end(kQuotes)) return 0;
    const std::size_t close = text.find(quote->second, quote->first.size());
    if (close == std::string_view::npos) return 0;
    constexpr std::string_view kAsks[] = {"which ", "what", "how ", "?",  "几",  "多少",
                                          "哪",     "什么", "怎么", "吗", "多选"};
    const std::string_view quoted = text.substr(0, close);
    return contains_any(quoted, kAsks) ? close + quote->second.size() : 0;
}

/// Where the first sentence ends when it asks which, what or whether, in words of the question and such as
/// ask for it in short ("Which channel did I use?", 哪个环节?); 0 otherwise, or when more is
/// asked.
std::size_t end_of_question_in_short(std::string_view text, std::string_view wording) {
    static const PhraseMap<bool> words{
        {true, {"which", "what", "哪", "什么", "啥", "是否", "能不能", "可不可以", "要不要"}},
        {false, {"did",  "do",   "does", "is",   "was",  "were", "are",   "i",    "we",      "it",   "me",
                 "my",   "us",   "our",  "the",  "of",   "to",   "use",   "used", "channel", "way",  "method",
                 "step", "type", "kind", "one",  "ones", "area", "areas", "我",   "我们",    "的",   "是",
                 "用",   "用的", "了",   "个",   "种",   "类",   "些",    "呢",   "吗",      "请问", "可以",
                 "能",   "需要", "渠道", "方式", "环节", "步骤", "类型",  "方面"}}};
    const std::size_t mark = text.find('?');
    if (mark == std::string_view::npos || text.find('?', mark + 1) != std::string_view::npos) return 0;
    bool asks = false;
    for (std::size_t i = 0; i < mark;) {
        const CodePoint point = code_point_at(text, i);
        if (const auto* word = words.at(text, i)) {
            asks = asks || word->meaning;
            i += word->phrase.size();
            continue;
        }
        std::size_t end = i + point.length;
        if (!is_han(point.value)) {
            while (end < mark && !word_boundary(text, end)) end += code_point_at(text, end).length;
        }
        const std::string_view said = text.substr(i, end - i);
        const bool asked = is_word_character(point.value) || is_han(point.value)
                               ? wording.find(said) != std::string_view::npos
                               : point.value == U' ' || point.value == U',';
        if (!asked) return 0;
        i = end;
    }
    return asks ? mark + 1 : 0;
}

/// The end of the question that the text begins with when two dashes or more stand behind it:
/// 您打几分?--四分.
std::size_t end_of_question_before_dashes(std::string_view text) {
    constexpr std::size_t kShortest = 6;  // bytes: two ideographs
    const std::size_t mark = text.find('?');
    if (mark == std::string_view::npos || mark < kShortest) return 0;
    const std::size_t dashes = text.find_first_not_of(" \n", mark + 1);
    return dashes != std::string_view::npos && text.substr(dashes).starts_with("--") ? mark + 1 : 0;
}

/// The answer behind a question in quotation marks or on a line of its own, whatever its words ("Which
/// areas?" 1 and 2), or behind the question in short.
std::optional<FoldedText> after_quotation(const FoldedText& reply, std::string_view wording) {
    std::size_t end = end_of_quoted_question(reply.text);
    if (end == 0) end = end_of_question_in_short(reply.text, wording);
    if (end == 0) end = end_of_question_before_dashes(reply.text);
    if (end == 0 || says_nothing(std::string_view{reply.text}.substr(end))) return std::nullopt;
    const std::size_t dashes = reply.text.find_first_not_of("\n ", end);
    if (reply.text.compare(dashes, 2, "--") == 0) end = reply.text.find_first_not_of('-', dashes);
    return part_of(reply, end, reply.text.size());
}

}  // namespace

const std::string& wording_of(const Question& question) {
    return kept_wording(question).lines;
}

bool asks_what_was_bad(const Question& question) {
    constexpr std::string_view kBad[] = {"没做好", "问题",   "影响", "不满",      "不好",  "耽误",   "改进",
                                         "改善",   "affect", "weak", "cost time", "wrong", "improve"};
    return contains_any(wording_of(question), kBad);
}

bool asks_for_trouble(const Question& question) {
    constexpr std::string_view kFeedback[] = {"反馈", "投诉", "feedback", "problem", "complain"};
    return asks_what_was_bad(question) || contains_any(wording_of(question), kFeedback);
}

Concern concern_of(const Question& question) {
    constexpr std::string_view kSelf[] = {"您是?", "您是\n", "您是谁", "您的身份", "are you"};
    constexpr std::string_view kDeeds[] = {"您有没有", "第一次来电", "first call",
                                           "您是否",   "have you",   "did you"};
    if (contains_any(wording_of(question), kSelf)) return Concern::self;
    return contains_any(wording_of(question), kDeeds) ? Concern::deeds : Concern::anything;
}

std::optional<FoldedText> after_question(const Question& question, const FoldedText& reply) {
    std::size_t begin = reply.text.find_first_not_of("\"' >");
    if (begin == std::string::npos) return std::nullopt;
    constexpr std::string_view kMarksQuestion[] = {"q:", "问:", "question:", "问题:"};
    constexpr std::string_view kMarksAnswer[] = {"a:", "答:", "answer:", "回答:"};
    begin = after_any(reply.text, begin, kMarksQuestion);
    for (const std::string& asked : kept_wording(question).texts) {
        if (asked.empty() || reply.text.compare(begin, asked.size(), asked) != 0) continue;
        std::size_t answer = begin + asked.size();
        const std::size_t marks = reply.text.find_first_not_of("\"' >-\n", answer);
        const bool dashes = marks != std::string::npos && marks >= answer + 2;  // "?-1" may be minus one
        if (dashes) answer = marks;
        return part_of(reply, after_any(reply.text, answer, kMarksAnswer), reply.text.size());
    }
    return after_quotation(reply, wording_of(question));
}

}  // namespace askwell::flows::reading
