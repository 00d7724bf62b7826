#include "flows/reading/choices/option_ticks.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "flows/reading/numbers/numbers.h"
#include "flows/reading/text/option_words.h"
#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {
namespace {

const PhraseMap<bool>& signs() {
    static const PhraseMap<bool> map{
        {true,
         {"✅", "☑", "✔", "✓", "√", "🗹", "[x]", "[√]", "[✓]", "[✔]", "[✅]", "[v]", "[*]", "(x)", "(√)"}},
        {false, {"❌", "✖", "✗", "✘", "×", "❎", "☐", "⬜", "🚫", "[ ]", "[]", "( )", "()", "[×]", "[❌]"}}};
    return map;
}

const PhraseMap<bool>& words() {
    static const PhraseMap<bool> map{{true,
                                      {"yes", "yep", "yeah", "yup", "y", "有", "是", "是的", "对", "用了",
                                       "去了", "选", "要", "选上", "勾"}},
                                     {false,
                                      {"no", "nope", "nah", "n", "没", "没有", "不", "不是", "否", "没用",
                                       "没去", "不选", "不要", "不勾"}}};
    return map;
}

struct Token {
    enum class Kind { option, yes, no } kind = Kind::option;
    Index option = 0;
    std::size_t length = 0;
};

struct Tokens {
    std::vector<Token> list;
    bool says_more = false;
};

/// The letter of an option that stands here by itself.
std::optional<Index> letter_at(const Question& question, std::string_view text, std::size_t place) {
    const auto index = static_cast<Index>(static_cast<unsigned char>(text[place]) - 'a');
    const bool alone = word_boundary(text, place) && word_boundary(text, place + 1);
    return alone && text[place] >= 'a' && index < question.options.size() ? std::optional{index}
                                                                          : std::nullopt;
}

/// The option or mark at `place`; its length is 0 when there is none.
Token token_at(const Question& question, const OptionNames& names, const PhraseMap<bool>& marks,
               std::string_view text, std::size_t place) {
    const auto* const name = names.at(text, place);
    const auto* const mark = marks.at(text, place);
    if (mark != nullptr && (name == nullptr || mark->phrase.size() >= name->phrase.size()))
        return {mark->meaning ? Token::Kind::yes : Token::Kind::no, 0, mark->phrase.size()};
    if (name != nullptr) return {Token::Kind::option, name->meaning, name->phrase.size()};
    const auto number = number_at(text, place);
    if (number && number->plain && number->high >= 1 &&
        number->high <= static_cast<double>(question.options.size()))
        return {Token::Kind::option, static_cast<Index>(number->high) - 1, number->length};
    if (const auto letter = letter_at(question, text, place)) return {Token::Kind::option, *letter, 1};
    return {};
}

Tokens tokens_of(const Question& question, const OptionNames& names, const PhraseMap<bool>& marks,
                 std::string_view text) {
    Tokens tokens;
    for (std::size_t i = 0; i < text.size();) {
        const Token token = token_at(question, names, marks, text, i);
        const auto* const word = option_words().at(text, i);
        const CodePoint point = code_point_at(text, i);
        const bool wraps =
            word != nullptr && (word->meaning == OptionWord::wrap || word->meaning == OptionWord::joint);
        if (token.length > 0) {
            tokens.list.push_back(token);
        } else if (!wraps && (is_word_character(point.value) || is_han(point.value) || point.value == U'?')) {
            tokens.says_more = true;
        }
        i += token.length > 0 ? token.length : wraps ? word->phrase.size() : point.length;
    }
    return tokens;
}

/// The options marked with yes when each option has one mark, behind it or before it, and none has two.
std::optional<std::set<Index>> paired(const std::vector<Token>& list, bool behind) {
    std::set<Index> ticked;
    std::set<Index> seen;
    for (std::size_t i = 0; i + 1 < list.size(); i += 2) {
        const Token& option = list[behind ? i : i + 1];
        const Token& mark = list[behind ? i + 1 : i];
        const bool pair = option.kind == Token::Kind::option && mark.kind != Token::Kind::option;
        if (!pair || !seen.insert(option.option).second) return std::nullopt;
        if (mark.kind == Token::Kind::yes) ticked.insert(option.option);
    }
    return list.size() % 2 == 0 ? std::optional{std::move(ticked)} : std::nullopt;
}

bool crosses_out(const std::vector<Token>& list) {
    return std::any_of(list.begin(), list.end(),
                       [](const Token& token) { return token.kind == Token::Kind::no; });
}

}  // namespace

std::optional<Ticked> ticked_in(const Question& question, const OptionNames& names, const FoldedText& reply) {
    const Tokens signed_ones = tokens_of(question, names, signs(), reply.text);
    if (crosses_out(signed_ones.list)) {
        const bool behind = signed_ones.list.front().kind == Token::Kind::option;
        return Ticked{paired(signed_ones.list, behind).value_or(std::set<Index>{}), signed_ones.says_more};
    }
    const Tokens worded = tokens_of(question, names, words(), reply.text);
    constexpr std::size_t kTwoPairs = 4;
    if (worded.says_more || worded.list.size() < kTwoPairs || !crosses_out(worded.list)) return std::nullopt;
    auto ticked = paired(worded.list, true);
    if (!ticked || ticked->empty()) return std::nullopt;
    return Ticked{*std::move(ticked), false};
}

}  // namespace askwell::flows::reading
