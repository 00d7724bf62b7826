#include "flows/reading/text/hearsay.h"

#include "flows/reading/text/hinted_pattern.h"
#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {

bool names_hearsay(std::string_view folded) {
    static const PhraseMap<bool> words{
        {true,
         {"听说", "据说", "听人说", "听邻居说", "听同事说", "听朋友说", "同事说他", "邻居说他", "朋友说他",
          "网上说", "i heard that", "i've heard", "i hear that", "neighbour's", "neighbor's", "neighbours'",
          "my mate's", "my friend's", "my colleague's"}}};
    for (std::size_t i = 0; i < folded.size(); i += code_point_at(folded, i).length) {
        if (words.at(folded, i) != nullptr) return true;
    }
    return false;
}

bool tells_only_hearsay(std::string_view folded) {
    static const HintedPattern english{
        "^(?:(?:people|everyone|everybody|others|folks|the (?:internet|reviews|forums?|web)|reviews)(?: "
        "(?:all|always|often|online))? (?:say|says|said|think|complain|claim|wrote|write)|rumour has it|word "
        "is|"
        "i(?:'ve)? (?:heard|read) (?:that|it was|it's|it is|you're|they're|you are|they are)) "
        "[^,.;:!?]+[.! ]*$",
        {"people", "every", "others", "folks", "the ", "reviews", "rumour", "word", "heard", "read"}};
    static const HintedPattern chinese{
        "^(?:我)?(?:也|只|就|是)*(?:听说|据说|听人说|听人家说|网上说|网上都说|别人说|人家说|大家都?说|都说)(?"
        ":你们的?|"
        "他们?|她们?|这个?|服务|客服)*[^,.;:!?]{1,16}[.! ]*$",
        {"听", "据说", "说"}};
    constexpr std::string_view kOwn[] = {" but ", " and i", " so ", " i ",   " i'",
                                         " me ",  " as ",   "但",   "我觉得"};
    return (english.found_in(folded) || chinese.found_in(folded)) && !contains_any(folded, kOwn);
}

}  // namespace askwell::flows::reading
