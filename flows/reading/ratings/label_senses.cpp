#include "flows/reading/ratings/label_senses.h"

#include "flows/reading/text/patterns.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

constexpr std::size_t kNear = 48;  // bytes on either side

std::string_view near_before(std::string_view text, std::size_t begin) {
    const std::string_view before = text.substr(0, begin);
    return before.size() <= kNear ? before : before.substr(before.find(' ', before.size() - kNear) + 1);
}

/// "Please be prompt next time", "are you satisfied with yourselves", 请准确填写.
bool is_asked_for(std::string_view before) {
    static const Pattern words{
        "(?:^|[,.;!?\\n] ?|(?<![a-z])(?:please|pls|plz|just|next time|kindly) )be (?:(?:more|very|a bit|so) "
        ")?$|"
        "(?:^|[,.;!?\\n] ?)(?:are|were) you(?: all| lot| guys)?(?: really| even| now)? "
        "$|请(?:你们|您|你)?(?:务必|一定|"
        "尽量)?$"};
    return contains_any(before, {"be ", "you", "请"}) && words.found_in(before);
}

/// "Sometimes I think you're robots".
bool is_how_often_one_thinks(std::string_view label, std::string_view after) {
    static const PhraseMap<bool> often{
        {true, {"always", "usually", "often", "sometimes", "rarely", "never"}}};
    static const Pattern thinks{"^ i (?:think|wonder|feel like|suspect|doubt|wish|believe|fear|worry) [a-z]"};
    return often.whole(label) != nullptr && thinks.found_in(after);
}

/// "I'd be satisfied with a refund", "I want to make it clear", 我没耐心填.
bool is_of_customer(std::string_view before, std::string_view label, std::string_view after) {
    if (is_how_often_one_thinks(label, after)) return true;
    if (label.ends_with("satisfied")) return before.ends_with("i'd be ") || before.ends_with("i would be ");
    if (label.ends_with("clear")) {
        static const Pattern made{
            "(?<![a-z])(?:(?:make|makes|made|making) (?:it|myself|this|that|things|one thing)|to be|let me "
            "be|let's be)"
            "(?: (?:very|perfectly|quite|abundantly))? $"};
        return made.found_in(before);
    }
    static const Pattern own{
        "(?<![对跟给和与让])我(?:也|们|真|真的|实在|已经|倒是?|可|算|还|挺|很|蛮|够|非常|一直|都)*$"};
    if (label.ends_with("清楚")) {
        static const Pattern remembers{
            "(?:^|[,.;!? ])我(?:还|都|可|倒|自己)*记得(?:很|非常|特别|挺|最|清清)?$"};
        if (remembers.found_in(before)) return true;
    }
    static const Pattern habits{"^(?:填|看短信|看手机|用微信|接|出差|熬夜|加班|喝酒|上网)"};
    if (label == "清楚")
        return before.ends_with("我") && (after.starts_with("记得") || after.starts_with("地记得"));
    return own.found_in(before) && (label.ends_with("耐心") || habits.found_in(after));
}

/// "Above my pay grade", "not sure which one you mean", "perfectly good laptop", 及时行乐.
bool is_of_another_thing(std::string_view before, std::string_view label, std::string_view after) {
    if (label.ends_with("above") || label.ends_with("below")) {
        static const Pattern other{
            "^ (?:my|your|the|our|zero)(?! (?:expect|average|standard|norm|usual))(?![^,.;!?]"
            "*expect)"};
        static const Pattern referring{"(?<![a-z])(?:as|see) $"};
        return referring.found_in(before) || other.found_in(after);
    }
    if (label == "as expected") return after.starts_with(" of ") || after.starts_with(" from a ");
    if (after.starts_with(" with yourselves") || after.starts_with(" with themselves") ||
        after.starts_with(" with yourself"))
        return true;
    if (label == "certainly not" || label == "definitely not") {
        static const Pattern somebodys{"^ (?:my|your|our|his|her|their) [a-z]+"};
        return somebodys.found_in(after);
    }
    if (label == "not sure" || label == "unsure") {
        static const Pattern open{"^ (?:who|which|what|why|when|where|whose)(?![a-z])"};
        return open.found_in(after);
    }
    if (label == "prompt") {
        static const Pattern wanted{
            "^ (?:reply|response|answer|call|callback|action) (?:would|will|please|is|needed|"
            "requested|wanted|asap|next)"};
        return wanted.found_in(after);
    }
    if (label == "perfectly" || label == "completely") {  // "perfectly good laptop now in the bin"
        static const Pattern of_a_thing{
            "^ (?:good|usable|decent|sound|healthy|serviceable|working|reasonable|nice|new|different|wrong|"
            "useless) [a-z]+"};
        return of_a_thing.found_in(after);
    }
    if (label == "well") return trim_marks(after) == "then" || before.ends_with("oh ");
    if (label == "及时")
        return after.starts_with("行乐") || after.starts_with("雨") || after.starts_with("止损");
    return false;
}

}  // namespace

bool in_another_sense(std::string_view text, std::size_t begin, std::size_t end) {
    const std::string_view before = near_before(text, begin);
    const std::string_view label = text.substr(begin, end - begin);
    const std::string_view after = text.substr(end, kNear);
    return is_asked_for(before) || is_of_customer(before, label, after) ||
           is_of_another_thing(before, label, after);
}

}  // namespace askwell::flows::reading
