#include "flows/json_source.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <iterator>
#include <vector>

#include <nlohmann/json.hpp>

namespace askwell::flows {

namespace {

using nlohmann::json;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Reads text for nlohmann's lexer and remembers how far it got, which SAX events do not tell.
class CountingIterator {
  public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    CountingIterator() = default;
    CountingIterator(std::string_view::iterator at, std::size_t* consumed) : at_(at), consumed_(consumed) {}

    reference operator*() const { return *at_; }
    CountingIterator& operator++() {
        ++at_;
        ++*consumed_;
        return *this;
    }
    CountingIterator operator++(int) {
        const auto before = *this;
        ++*this;
        return before;
    }
    bool operator==(const CountingIterator& other) const { return at_ == other.at_; }

  private:
    std::string_view::iterator at_;
    std::size_t* consumed_ = nullptr;
};

/// Where the string whose closing quote stands at `closing` begins: inside a string every quote follows an
/// odd number of backslashes, before its opening quote there is none.
std::size_t opening_quote(std::string_view text, std::size_t closing) {
    for (std::size_t at = closing; at-- > 0;) {
        if (text[at] != '"') continue;
        const auto before = text.substr(0, at);
        const auto last_other = before.find_last_not_of('\\');
        const auto backslashes = before.size() - (last_other == std::string_view::npos ? 0 : last_other + 1);
        if (backslashes % 2 == 0) return at;
    }
    return 0;
}

/// What nlohmann says, without its preamble and without the text it quotes: that may be a customer's.
std::string plain_message(const nlohmann::detail::exception& failure) {
    if (dynamic_cast<const json::out_of_range*>(&failure) != nullptr) return "number out of range";
    const std::string_view what = failure.what();
    const auto begin = what.find("syntax error");
    const auto text = begin == std::string_view::npos ? std::string_view{"not JSON"} : what.substr(begin);
    return std::string{text.substr(0, text.find("; last read:"))};
}

/// Builds the value while the limits hold. `consumed` is how much of `text` the lexer has taken.
class Builder final : public json::json_sax_t {
  public:
    Builder(std::string_view text, const std::size_t& consumed, int max_depth)
        : text_(text), consumed_(consumed), max_depth_(max_depth) {}

    bool null() override { return add(nullptr); }
    bool boolean(bool value) override { return add(value); }
    bool number_integer(number_integer_t value) override { return add(value); }
    bool number_unsigned(number_unsigned_t value) override { return add(value); }
    bool number_float(number_float_t value, const string_t& /*source*/) override { return add(value); }
    bool string(string_t& value) override { return add(std::move(value)); }
    bool binary(binary_t& /*value*/) override { return fail(consumed_, "binary value"); }
    bool start_object(std::size_t /*count*/) override { return open(json::object()); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t /*count*/) override { return open(json::array()); }
    bool end_array() override { return close(); }

    bool key(string_t& name) override {
        const auto [entry, fresh] =
            open_.back()->get_ref<json::object_t&>().emplace(std::move(name), nullptr);
        slot_ = &entry->second;
        if (fresh) return true;
        return fail(opening_quote(text_, consumed_ - 1), "the same key twice in one object");
    }

    bool parse_error(std::size_t position, const std::string& /*token*/,
                     const nlohmann::detail::exception& failure) override {
        return fail(position == 0 ? 0 : position - 1, plain_message(failure));
    }

    json take() { return std::move(root_); }
    JsonError take_error() { return std::move(error_); }

  private:
    bool add(json value) {
        place(std::move(value));
        return true;
    }

    json* place(json value) {
        if (open_.empty()) return &(root_ = std::move(value));
        if (open_.back()->is_object()) return &(*slot_ = std::move(value));
        open_.back()->push_back(std::move(value));
        return &open_.back()->back();
    }

    bool open(json container) {
        if (open_.size() >= static_cast<std::size_t>(std::max(max_depth_, 0))) {
            return fail(consumed_ - 1, "nested more than " + std::to_string(max_depth_) + " levels deep");
        }
        // A container grows only while it is the innermost open one, so these pointers stay valid.
        open_.push_back(place(std::move(container)));
        return true;
    }

    bool close() {
        open_.pop_back();
        return true;
    }

    bool fail(std::size_t offset, std::string message) {
        error_ = {std::min(offset, text_.size()), std::move(message)};
        return false;
    }

    std::string_view text_;
    const std::size_t& consumed_;
    int max_depth_;
    json root_;
    std::vector<json*> open_;
    json* slot_ = nullptr;
    JsonError error_;
};

// ---- walking text that is known to be JSON ----
// Every function stays inside the text even when it is not.

std::size_t skip_space(std::string_view text, std::size_t at) {
    return std::min(text.find_first_not_of(" \t\r\n", at), text.size());
}

/// After the string that begins at `at`.
std::size_t string_end(std::string_view text, std::size_t at) {
    for (++at; at < text.size(); ++at) {
        if (text[at] == '"') return at + 1;
        if (text[at] == '\\') ++at;
    }
    return text.size();
}

/// After the value that begins at `at`; iterative, whatever the depth.
std::size_t value_end(std::string_view text, std::size_t at) {
    std::size_t depth = 0;
    while (at < text.size()) {
        const char c = text[at];
        if (c == '"') {
            at = string_end(text, at);
        } else if (c == '{' || c == '[') {
            ++depth;
            ++at;
        } else if (c == '}' || c == ']') {
            depth -= depth > 0 ? 1 : 0;
            ++at;
        } else if (depth > 0) {
            ++at;
        } else {
            return std::min(text.find_first_of(",]} \t\r\n", at), text.size());
        }
        if (depth == 0) return at;
    }
    return text.size();
}

/// The key written as the JSON string `quoted`.
std::string unquote(std::string_view quoted) {
    const json key = json::parse(quoted.begin(), quoted.end(), nullptr, /*allow_exceptions=*/false);
    return key.is_string() ? key.get<std::string>() : std::string{};
}

std::optional<std::size_t> member(std::string_view text, std::size_t object, std::string_view name) {
    for (std::size_t at = skip_space(text, object + 1); at < text.size() && text[at] == '"';) {
        const auto key_end = string_end(text, at);
        const bool found = unquote(text.substr(at, key_end - at)) == name;
        const auto colon = skip_space(text, key_end);
        const auto value = skip_space(text, std::min(colon + 1, text.size()));
        if (found) return value;
        const auto comma = skip_space(text, value_end(text, value));
        at = skip_space(text, std::min(comma + 1, text.size()));
    }
    return std::nullopt;
}

std::optional<std::size_t> element(std::string_view text, std::size_t array, std::string_view token) {
    std::uint32_t index = 0;
    const auto [end, failure] = std::from_chars(token.data(), token.data() + token.size(), index);
    const bool number =
        failure == std::errc{} && end == token.data() + token.size() && (token == "0" || token[0] != '0');
    if (!number) return std::nullopt;
    auto at = skip_space(text, array + 1);
    for (; index > 0 && at < text.size() && text[at] != ']'; --index) {
        const auto comma = skip_space(text, value_end(text, at));
        if (comma >= text.size() || text[comma] != ',') return std::nullopt;
        at = skip_space(text, comma + 1);
    }
    return at < text.size() && text[at] != ']' ? std::optional{at} : std::nullopt;
}

std::optional<std::size_t> child(std::string_view text, std::size_t at, std::string_view token) {
    if (at >= text.size()) return std::nullopt;
    if (text[at] == '{') return member(text, at, token);
    if (text[at] == '[') return element(text, at, token);
    return std::nullopt;
}

/// One reference token of a JSON pointer: "~1" is "/", "~0" is "~" (RFC 6901, section 4).
std::string decode_token(std::string_view token) {
    std::string decoded;
    for (std::size_t at = 0; at < token.size(); ++at) {
        const bool escaped =
            token[at] == '~' && at + 1 < token.size() && (token[at + 1] == '0' || token[at + 1] == '1');
        decoded += escaped ? (token[++at] == '1' ? '/' : '~') : token[at];
    }
    return decoded;
}

std::size_t content_begin(std::string_view text) {
    return text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
}

}  // namespace

std::optional<json> parse_json(std::string_view text, JsonError& error, int max_depth) {
    // JSON has no raw NUL anywhere, but nlohmann takes one for the end of its input and would overlook what
    // follows.
    if (const auto nul = text.find('\0'); nul != std::string_view::npos) {
        error = {nul, "NUL byte"};
        return std::nullopt;
    }
    std::size_t consumed = 0;
    Builder builder{text, consumed, max_depth};
    const CountingIterator begin{text.begin(), &consumed};
    const CountingIterator end{text.end(), &consumed};
    if (!json::sax_parse(begin, end, &builder)) {
        error = builder.take_error();
        return std::nullopt;
    }
    return builder.take();
}

Position position_of(std::string_view text, std::size_t offset) {
    const auto skipped = content_begin(text);
    const auto before = text.substr(skipped, std::max(std::min(offset, text.size()), skipped) - skipped);
    const auto line_break = before.rfind('\n');
    const auto column = line_break == std::string_view::npos ? before.size() : before.size() - line_break - 1;
    return {1 + static_cast<int>(std::count(before.begin(), before.end(), '\n')),
            1 + static_cast<int>(column)};
}

Position locate(std::string_view text, std::string_view pointer) {
    auto at = skip_space(text, content_begin(text));
    while (pointer.starts_with('/')) {
        pointer.remove_prefix(1);
        const auto token = pointer.substr(0, pointer.find('/'));
        const auto next = child(text, at, decode_token(token));
        if (!next) break;
        at = *next;
        pointer.remove_prefix(token.size());
    }
    return position_of(text, at);
}

namespace {

Diagnostic diagnostic(Severity severity, const std::string& file, Position position, std::string_view pointer,
                      std::string message, std::string remedy) {
    return {severity,         file, position.line, position.column, std::string{pointer}, std::move(message),
            std::move(remedy)};
}

}  // namespace

void DiagnosticSink::error(std::string_view pointer, std::string message, std::string remedy) {
    found_.push_back(diagnostic(Severity::error, file_, locate(text_, pointer), pointer, std::move(message),
                                std::move(remedy)));
}

void DiagnosticSink::warning(std::string_view pointer, std::string message, std::string remedy) {
    found_.push_back(diagnostic(Severity::warning, file_, locate(text_, pointer), pointer, std::move(message),
                                std::move(remedy)));
}

void DiagnosticSink::error_at(std::size_t offset, std::string message, std::string remedy) {
    found_.push_back(diagnostic(Severity::error, file_, position_of(text_, offset), "", std::move(message),
                                std::move(remedy)));
}

}  // namespace askwell::flows
