#include "bot/import/expression.h"

#include <array>
#include <utility>

#include <fmt/core.h>

#include "bot/import/text.h"

namespace askwell::import {

namespace {

enum class TokenKind { end, reference, literal, word, symbol, bad };

struct Token {
    TokenKind kind = TokenKind::end;
    std::string text;
};

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.' || (c & '\x80') != 0;
}

/// Operators of signs; longer ones first.
constexpr std::array<std::pair<std::string_view, Operator>, 10> kSigns{{{"==", Operator::equal},
                                                                        {"!=", Operator::not_equal},
                                                                        {"<>", Operator::not_equal},
                                                                        {"<=", Operator::at_most},
                                                                        {">=", Operator::at_least},
                                                                        {"*=", Operator::contains_all},
                                                                        {"<", Operator::less},
                                                                        {">", Operator::greater},
                                                                        {"=", Operator::equal},
                                                                        {"≠", Operator::not_equal}}};

/// SurveyJS has words for the same.
constexpr std::array<std::pair<std::string_view, Operator>, 13> kWords{
    {{"equal", Operator::equal},
     {"notequal", Operator::not_equal},
     {"less", Operator::less},
     {"lessorequal", Operator::at_most},
     {"greater", Operator::greater},
     {"greaterorequal", Operator::at_least},
     {"contains", Operator::contains_all},
     {"contain", Operator::contains_all},
     {"allof", Operator::contains_all},
     {"anyof", Operator::contains_any},
     {"empty", Operator::missing},
     {"notempty", Operator::given},
     {"notcontains", Operator::contains_all}}};

class Lexer {
  public:
    Lexer(std::string_view text, Dialect dialect) : text_(text), dialect_(dialect) {}

    Token next() {
        while (at_ < text_.size() && is_space(text_[at_])) ++at_;
        if (at_ >= text_.size()) return {};
        const std::string_view rest = text_.substr(at_);
        const std::string_view opening = dialect_ == Dialect::xlsform ? "${" : "{";
        if (rest.starts_with(opening)) return until("}", opening.size(), TokenKind::reference);
        if (rest.front() == '\'' || rest.front() == '"')
            return until(rest.substr(0, 1), 1, TokenKind::literal);
        for (const std::string_view sign : {"&&", "||"}) {
            if (rest.starts_with(sign)) return take(sign.size(), TokenKind::symbol);
        }
        for (const auto& [sign, op] : kSigns) {
            if (rest.starts_with(sign)) return take(sign.size(), TokenKind::symbol);
        }
        std::size_t length = 0;
        while (length < rest.size() && is_word(rest[length])) ++length;
        if (length == 0) return take(1, TokenKind::symbol);
        Token word = take(length, TokenKind::word);
        if (to_number(word.text)) word.kind = TokenKind::literal;
        if (word.text == ".") word.kind = TokenKind::reference;
        return word;
    }

  private:
    Token take(std::size_t length, TokenKind kind) {
        Token token{kind, std::string{text_.substr(at_, length)}};
        at_ += length;
        return token;
    }

    Token until(std::string_view closing, std::size_t skip, TokenKind kind) {
        const auto end = text_.find(closing, at_ + skip);
        if (end == std::string_view::npos) {
            at_ = text_.size();
            return {TokenKind::bad, "a quote or brace without its end"};
        }
        const std::string_view inside = text_.substr(at_ + skip, end - at_ - skip);
        at_ = end + closing.size();
        return {kind, std::string{kind == TokenKind::reference ? trim(inside) : inside}};
    }

    std::string_view text_;
    Dialect dialect_;
    std::size_t at_ = 0;
};

Expression group(Expression::Kind kind, std::vector<Expression> parts) {
    if (parts.size() == 1 && kind != Expression::Kind::none) return std::move(parts.front());
    return {kind, std::move(parts), "", Operator::truth, {}};
}

Expression comparison(std::string name, Operator op, std::vector<std::string> values) {
    const bool inequality = op == Operator::not_equal;
    const bool empty = values.size() == 1 && values.front().empty();
    if (inequality && empty) return {Expression::Kind::compare, {}, std::move(name), Operator::given, {}};
    if (op == Operator::equal && empty)
        return {Expression::Kind::compare, {}, std::move(name), Operator::missing, {}};
    Expression compare{
        Expression::Kind::compare, {}, std::move(name), inequality ? Operator::equal : op, std::move(values)};
    return inequality ? group(Expression::Kind::none, {std::move(compare)}) : compare;
}

/// The operator that holds when the two sides change places.
std::optional<Operator> mirrored(Operator op) {
    switch (op) {
        case Operator::less:
            return Operator::greater;
        case Operator::greater:
            return Operator::less;
        case Operator::at_most:
            return Operator::at_least;
        case Operator::at_least:
            return Operator::at_most;
        case Operator::equal:
        case Operator::not_equal:
            return op;
        default:
            return std::nullopt;
    }
}

class Parser {
  public:
    Parser(std::string_view text, Dialect dialect) : lexer_(text, dialect), dialect_(dialect) { advance(); }

    std::optional<Expression> parse(std::string& error) {
        auto result = any_of();
        if (result && token_.kind != TokenKind::end) result = refuse();
        if (!result) error = error_;
        return result;
    }

  private:
    using Parsed = std::optional<Expression>;

    /// What stands on one side of an operator: a question, or literals.
    struct Operand {
        bool reference = false;
        std::string name;
        std::vector<std::string> values;
    };

    void advance() { token_ = lexer_.next(); }

    std::nullopt_t refuse(std::string why = {}) {
        if (error_.empty()) error_ = std::move(why);
        if (error_.empty() && token_.kind == TokenKind::bad) error_ = token_.text;
        if (error_.empty() && token_.kind == TokenKind::end) error_ = "the expression ends too early";
        if (error_.empty()) error_ = fmt::format("\"{}\" is not understood here", token_.text);
        return std::nullopt;
    }

    bool at_symbol(std::string_view text) const {
        return token_.kind == TokenKind::symbol && token_.text == text;
    }
    bool at_word(std::string_view text) const {
        return token_.kind == TokenKind::word && ascii_lower(token_.text) == text;
    }
    bool take_symbol(std::string_view text) {
        if (!at_symbol(text)) return false;
        advance();
        return true;
    }

    template <typename Part>
    Parsed chain(Expression::Kind kind, std::string_view word, std::string_view sign, const Part& part) {
        std::vector<Expression> parts;
        do {
            if (!parts.empty()) advance();
            auto one = part();
            if (!one) return std::nullopt;
            parts.push_back(std::move(*one));
        } while (at_word(word) || at_symbol(sign));
        return group(kind, std::move(parts));
    }

    Parsed any_of() {
        return chain(Expression::Kind::any, "or", "||", [this] { return all_of(); });
    }
    Parsed all_of() {
        return chain(Expression::Kind::all, "and", "&&", [this] { return one(); });
    }

    Parsed one() {
        if (++depth_ > kMaxExpressionDepth) return refuse("it is nested too deeply");
        auto result = term();
        --depth_;
        return result;
    }

    Parsed term() {
        if (at_word("not") || at_symbol("!")) {
            advance();
            auto part = one();
            if (!part) return std::nullopt;
            return group(Expression::Kind::none, {std::move(*part)});
        }
        if (take_symbol("(")) {
            auto inside = any_of();
            if (!inside || !take_symbol(")")) return refuse();
            return inside;
        }
        if (dialect_ == Dialect::xlsform && at_word("selected")) return selected();
        return compare();
    }

    Parsed selected() {
        advance();
        if (!take_symbol("(")) return refuse();
        const auto question = operand();
        if (!question || !question->reference || !take_symbol(",")) return refuse();
        auto choice = operand();
        if (!choice || choice->reference || !take_symbol(")")) return refuse();
        return comparison(question->name, Operator::contains_all, std::move(choice->values));
    }

    Parsed compare() {
        const auto left = operand();
        if (!left) return std::nullopt;
        const bool excluded = at_word("notcontains");
        const auto op = take_operator();
        if (!op) {
            if (!left->reference) return refuse();
            return comparison(left->name, Operator::truth, {});
        }
        if (*op == Operator::given || *op == Operator::missing) {
            if (!left->reference) return refuse();
            return comparison(left->name, *op, {});
        }
        auto right = operand();
        if (!right) return std::nullopt;
        if (left->reference == right->reference)
            return refuse(left->reference ? "it compares two questions" : "it compares no question");
        auto result = left->reference ? Parsed{comparison(left->name, *op, std::move(right->values))}
                                      : turned(right->name, *op, left->values);
        if (result && excluded) return group(Expression::Kind::none, {std::move(*result)});
        return result;
    }

    Parsed turned(std::string name, Operator op, std::vector<std::string> values) {
        const auto other = mirrored(op);
        if (!other) return refuse("the question must come first");
        return comparison(std::move(name), *other, std::move(values));
    }

    std::optional<Operator> take_operator() {
        if (token_.kind == TokenKind::symbol) {
            for (const auto& [sign, op] : kSigns) {
                if (!at_symbol(sign)) continue;
                advance();
                return op;
            }
        }
        if (dialect_ == Dialect::surveyjs && token_.kind == TokenKind::word) {
            for (const auto& [word, op] : kWords) {
                if (!at_word(word)) continue;
                advance();
                return op;
            }
        }
        return std::nullopt;
    }

    std::optional<Operand> operand() {
        const Token token = token_;
        if (token.kind == TokenKind::reference) {
            advance();
            return Operand{true, token.text, {}};
        }
        if (token.kind == TokenKind::literal) {
            advance();
            return Operand{false, "", {token.text}};
        }
        if (dialect_ == Dialect::surveyjs && take_symbol("[")) return list();
        if (token.kind != TokenKind::word) return refuse();
        advance();
        if (at_symbol("(")) return function(token.text);
        // SurveyJS takes a word without quotes for a text; in XLSForm it would be an XML element.
        if (dialect_ == Dialect::surveyjs) return Operand{false, "", {token.text}};
        return refuse(fmt::format("\"{}\" is not understood", token.text));
    }

    std::optional<Operand> function(const std::string& name) {
        const bool constant = name == "true" || name == "false" || name == "today";
        if (!constant || dialect_ != Dialect::xlsform)
            return refuse(fmt::format("the function {}() is not known", name));
        advance();
        if (!take_symbol(")")) return refuse();
        return Operand{false, "", {name == "today" ? "today()" : name}};
    }

    std::optional<Operand> list() {
        Operand values;
        while (!take_symbol("]")) {
            const bool value = token_.kind == TokenKind::literal || token_.kind == TokenKind::word;
            if (!value) return refuse();
            values.values.push_back(token_.text);
            advance();
            if (!at_symbol("]") && !take_symbol(",")) return refuse();
        }
        return values;
    }

    Lexer lexer_;
    Dialect dialect_;
    Token token_;
    std::string error_;
    int depth_ = 0;
};

}  // namespace

std::optional<Expression> parse_expression(std::string_view text, Dialect dialect, std::string& error) {
    return Parser{text, dialect}.parse(error);
}

}  // namespace askwell::import
