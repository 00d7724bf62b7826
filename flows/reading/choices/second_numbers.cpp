#include "flows/reading/choices/second_numbers.h"

#include <string>

#include "flows/reading/text/hinted_pattern.h"

namespace askwell::flows::reading {
namespace {

constexpr const char* kNumber = "(?:第|选项|no\\.? ?|number |option )?([1-9])";

/// 后来2, "later 3": the number of the next one ends its clause.
std::string after_it() {
    return std::string{
               "(?:后来|后面|之后|最后|然后|接着|then|later|afterwards|finally|in the end)"
               "[是又改为成了走用选:, ]*"} +
           kNumber + "(?![0-9]|[\\p{Han}a-z%:-]|[.][0-9])";
}

/// "Though 4 also applies", 不过4也沾边, 带点4.
std::string beside_it() {
    const std::string english =
        "(?<![a-z])(?:though|but|and|or|also|maybe|perhaps|possibly|partly|(?:could|might|may)(?: also| "
        "well| "
        "just as well)? be|as well as|along with|a bit of|a little|some of|even)(?: "
        "(?:mostly|mainly|partly|a bit|a "
        "little|sometimes|to some extent|possibly|probably|somewhat|kind of|sort "
        "of|occasionally|even|more|really|a "
        "touch of|(?:i(?:'ve| have)? |we(?:'ve| have)? )?(?:also |even )?(?:used|tried)))* " +
        std::string{kNumber} +
        "(?: (?:also|too|as well|applies|apply|fits?|is|would|could|might|a "
        "(?:bit|little)|though)(?![a-z])|[.) "
        "!?]*$|[,;)](?! ?[0-9]))";
    const std::string chinese =
        "(?<!不)(?:也|和|或|还有|不过|但|可能|其实|带点?|兼|加上?|像|沾点|有点|包括|以及)(?:可以|能|算|是|选|"
        "像|"
        "带点|有点|属于|用过?了?|用的|去过|试过)*" +
        std::string{kNumber} + "(?:[.,;!? ]*$|[,;!?]|(?:也|都)?(?:也|都|沾|可以|算|行))";
    return english + "|" + chinese;
}

}  // namespace

bool names_second_number(std::string_view behind, std::size_t options) {
    static const HintedPattern numbers{after_it() + "|" + beside_it(),
                                       {"1", "2", "3", "4", "5", "6", "7", "8", "9"}};
    if (!numbers.may_be_in(behind)) return false;
    for (const PatternMatch& match : numbers.pattern().all(behind)) {
        for (std::size_t group = 1; group < match.groups.size(); ++group) {
            const std::string_view number = match.group(group);
            if (!number.empty() && static_cast<std::size_t>(number.front() - '0') <= options) return true;
        }
    }
    return false;
}

}  // namespace askwell::flows::reading
