// Ids and codes for names of other tools: kept where they are valid, else made valid in a way that depends on
// the names alone, so that results exported under the same ids match.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace askwell::import {

/// What an id may look like: at most `longest` of a-z, 0-9, '-' and '_', beginning with a letter, and not
/// "end".
struct IdentifierRule {
    std::size_t longest = 40;
    char prefix = 'q';          ///< put before a name that does not begin with a letter, or is `reserved`
    std::string_view reserved;  ///< is no id
};
inline constexpr IdentifierRule kSurveyIds{40, 's', ""};
inline constexpr IdentifierRule kQuestionIds{40, 'q', "end"};
inline constexpr IdentifierRule kOptionCodes{24, 'c', ""};

bool is_identifier(std::string_view name, const IdentifierRule& rule);

/// The id for one name. Valid names are kept. Others are transliterated to Latin letters without accents in
/// lower case; whatever else is not allowed becomes one '_'; a name that then begins with no letter, or is
/// reserved, gets the prefix and '_'. What is too long is cut, and '_' and eight hexadecimal digits of a hash
/// of the name follow.
std::string identifier_for(std::string_view name, const IdentifierRule& rule);

/// Ids for `names`, in their order, all different. Valid names come first to keep theirs; of others that
/// would share one, the later get "_2", "_3" …
std::vector<std::string> identifiers_for(const std::vector<std::string>& names, const IdentifierRule& rule);

}  // namespace askwell::import
