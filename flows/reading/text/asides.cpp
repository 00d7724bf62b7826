#include "flows/reading/text/asides.h"

#include "flows/reading/text/hinted_pattern.h"

namespace askwell::flows::reading {
std::optional<FoldedText> without_aside(const FoldedText& reply) {
    static const HintedPattern aside{
        "(?:[,.!;] ?| - ?)(?:and |but )?(?:(?:would|can|could) you (?:credit|believe|imagine)(?: (?:it|that|"
        "this))?|if you (?:can|could|would) (?:credit|believe|imagine)(?: (?:it|that|this))?|believe "
        "(?:it|me) or "
        "not|believe me|believe you me|if you please|if you ask me|mind you|no less|go figure|imagine that|"
        "(?:just )?so you know|for what it'?s worth|(?:你|您)(?:敢|能)信(?:吗|么|不)?|"
        "信不信由你|不骗你|不瞒你说|说出来你都不信|你想想|你说气不气人|你说巧不巧|你品品)[?!. ]*$",
        {"you", "believe", "no less", "go figure", "imagine", "worth", "信", "不骗", "不瞒", "你"}};
    const auto found = aside.may_be_in(reply.text) ? aside.pattern().first(reply.text) : std::nullopt;
    if (!found || says_nothing(std::string_view{reply.text}.substr(0, found->begin))) return std::nullopt;
    return part_of(reply, 0, found->begin);
}

}  // namespace askwell::flows::reading
