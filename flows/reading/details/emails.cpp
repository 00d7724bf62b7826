#include "flows/reading/details/emails.h"

#include <algorithm>
#include <optional>
#include <string>

#include "flows/reading/details/beside.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/reply.h"

namespace askwell::flows::reading {
namespace {

// RFC 5321, 4.5.3.1; a label of a domain name has at most 63 octets (RFC 1035).
constexpr std::size_t kLongestLocal = 64;
constexpr std::size_t kLongestAddress = 254;
constexpr std::size_t kLongestLabel = 63;

/// Folded characters as they were typed, full-width ones narrow.
std::string as_typed(const FoldedText& reply, std::size_t begin, std::size_t end) {
    constexpr char32_t kFullWidth = 0xFEE0;
    std::string typed;
    for (std::size_t i = begin; i < end; ++i) {
        const char32_t raw = code_point_at(reply.raw, reply.origin[i]).value;
        const bool wide_letter = raw >= U'Ａ' && raw <= U'Ｚ';
        const bool capital = raw >= U'A' && raw <= U'Z';
        typed += capital       ? static_cast<char>(raw)
                 : wide_letter ? static_cast<char>(raw - kFullWidth)
                               : reply.text[i];
    }
    return typed;
}

/// `spelled` with `sign` for each match of `word`.
std::string with_sign(std::string_view spelled, const Pattern& word, char sign) {
    std::string plain;
    std::size_t from = 0;
    for (const PatternMatch& match : word.all(spelled)) {
        plain.append(spelled.substr(from, match.begin - from)).append(1, sign);
        from = match.end;
    }
    return plain.append(spelled.substr(from));
}

/// "john dot smith underscore 2" as "john.smith_2"; blanks and brackets around the words go with them.
std::string with_signs(std::string_view spelled) {
    static const Pattern dot{"(?i) ?[\\[(] ?dot ?[\\])] ?| dot | ?点 ?| ?\\. ?"};
    static const Pattern underscore{"(?i) underscore | ?下划线 ?"};
    static const Pattern hyphen{"(?i) (?:dash|hyphen) | ?横?杠 ?"};
    return with_sign(with_sign(with_sign(spelled, dot, '.'), underscore, '_'), hyphen, '-');
}

bool is_domain(std::string_view domain) {
    static const Pattern name{"^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+(?:[a-z]{2,}|xn--[a-z0-9-]+)$"};
    if (!name.found_in(domain)) return false;
    for (std::size_t begin = 0; begin < domain.size();) {
        const std::size_t end = std::min(domain.find('.', begin), domain.size());
        if (end - begin > kLongestLabel) return false;
        begin = end + 1;
    }
    return true;
}

/// No top-level domain, but what fingers make of "com" and "net".
bool mistyped(std::string_view domain) {
    const std::string_view top = domain.substr(domain.rfind('.') + 1);
    for (const std::string_view slip : {"con", "cmo", "ocm", "vom", "xom", "comm", "coom", "nett", "ent"}) {
        if (top == slip) return true;
    }
    return false;
}

/// "reach me at example dot com": a word before "at", not the name of a mailbox.
bool is_plain_word(std::string_view local) {
    for (const std::string_view word : {"me", "us", "him", "her", "it", "them", "is", "mail", "email", "look",
                                        "you", "not", "am", "i", "m"}) {
        if (local == word) return true;
    }
    return false;
}

}  // namespace

Reading read_email(const FoldedText& reply) {
    static const std::string atom = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
    static const std::string dot = "(?: ?\\.| dot | ?[\\[(] ?dot ?[\\])] ?| ?点 ?)";
    static const std::string sign_word = " (?:underscore|dash|hyphen) | ?(?:下划线|横?杠) ?";
    static const std::string domain = "([a-z0-9-]+(?:(?:" + dot + "| (?:dash|hyphen) )+[a-z0-9-]+)+)";
    static const Pattern address{
        "(?<![\\p{Latin}0-9.@+_-])(" + atom + "(?:(?:\\.| dot | ?[\\[(] ?dot ?[\\])] ?|点|" + sign_word +
        ")+" + atom + ")*)( ?@ ?| at | ?[\\[(] ?at ?[\\])] ?| ?艾特 ?)" + domain + "(?![\\p{Latin}0-9@_+])"};
    static const Pattern sign{"@|艾特"};
    const std::string_view text = reply.text;
    std::optional<std::string> found;
    std::size_t begin = 0;
    std::size_t end = 0;
    for (const PatternMatch& match : address.all(text)) {
        const auto offset = static_cast<std::size_t>(match.group(1).data() - text.data());
        const std::string typed = as_typed(reply, offset, offset + match.group(1).size());
        const std::string local = with_signs(typed);
        const std::string domain_name = with_signs(match.group(3));
        const bool spelled = match.group(2) == " at ";
        if (spelled && is_plain_word(match.group(1))) continue;
        const bool sound = local.find("..") == std::string::npos && local.size() <= kLongestLocal &&
                           is_domain(domain_name) && local.size() + 1 + domain_name.size() <= kLongestAddress;
        if (!sound) return unclear("no sound e-mail address");
        if (mistyped(domain_name)) return unclear("the address looks mistyped");
        if (ruled_out(clause_before(text, match.begin), clause_after(text, match.end)))
            return unclear("an address that is ruled out");
        const std::string whole = local + "@" + domain_name;
        if (found && *found != whole) return unclear("several addresses");
        if (!found) begin = match.begin;
        end = match.end;
        found = whole;
    }
    if (!found) return unclear(sign.found_in(text) ? "no sound e-mail address" : "no e-mail address");
    if (sign.all(text.substr(0, begin)).size() + sign.all(text.substr(end)).size() > 0)
        return unclear("no sound e-mail address");
    return answer(Detail{*std::move(found)}, words_beside(reply, begin, end));
}

}  // namespace askwell::flows::reading
