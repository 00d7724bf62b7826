#include "flows/reading/yes_no/courtesies.h"

#include <string_view>

#include "flows/reading/text/hinted_pattern.h"
#include "flows/reading/text/patterns.h"

namespace askwell::flows::reading {
namespace {

/// Bytes that lead up to an answer at the start of `text`.
std::size_t lead_up(std::string_view text) {
    static const Pattern lead{
        "^(?:(?:oh|ah|aha|um+|erm?|uh|h+m+|hi(?:ya)?|hello|hey|well(?! done| "
        "(?:looked|handled|made))|honestly|to be (?:honest|fair|frank)|tbh|in all "
        "honesty|in truth|truth be told|(?:ok|okay|right|alright|all right)(?! (?:now|away|then$|"
        "but|by|with|for|if|though|as|so|and|or)(?![a-z]))|(?:good|great|fair) question|actually|"
        "thanks for asking|thank you for asking|nice of you to ask|let me (?:think|see))(?![a-z'])"
        "[ ,.!:;-]*|that'?s (?:ok|okay|fine|alright|all right),? *(?=no need|no thank|don't|not nec)|"
        "(?:(?:跟您|跟你)?(?:说实话|实话说|实话实说|老实说|老实讲|坦白说|讲真|说真的|不瞒你们?说|不瞒您说)|"
        "这个嘛|那个|嗯+|哦+|呃+|额+|你好|您好)(?:啊|呀|哈)?[ ,.!]+)+(?=[^ ])"};
    const auto found = lead.first(text);
    return found ? found->end : 0;
}

/// Where the words begin that end the reply.
std::size_t tail(std::string_view text) {
    static const HintedPattern end{
        "(?<=[^ ,.!;-])(?<!not)(?:[ ,.!;-]+(?:thanks|thank you|ta|cheers|x{1,4}|sorry|mate|love|pal|buddy|"
        "actually|of course|for sure|definitely|thankfully|luckily|unfortunately|sadly|i think|i'm afraid|"
        "im afraid|please|pls|tbh|to be honest|lol|haha)(?![a-z]))+[ .,!]*$",
        {"than",    "ta",       "cheer",     "x",    "sorry", "mate",    "love",  "pal",
         "buddy",   "actually", "of course", "sure", "def",   "luckily", "sadly", "fortunately",
         "i think", "afraid",   "pl",        "tb",   "to be", "lol",     "haha"}};
    if (!end.may_be_in(text)) return text.size();
    const auto found = end.pattern().first(text);
    return found ? found->begin : text.size();
}

/// Where 没别的 or "that's all" begins that ends the reply.
std::size_t nothing_else(std::string_view text) {
    static const HintedPattern end{
        "[ ,.!;-]+(?:(?:就|也)?(?:没|没有)(?:别的|其他的?|其它的?)了?|就这些了?|(?:and )?nothing else|that's "
        "(?:all|it)|that is all)[ .,!]*$",
        {"没", "就这些", "nothing else", "that's", "that is"}};
    if (!end.may_be_in(text)) return text.size();
    const auto found = end.pattern().first(text);
    return found ? found->begin : text.size();
}

}  // namespace

std::optional<BareReply> without_courtesies(const FoldedText& reply) {
    const std::string_view text = reply.text;
    const std::size_t begin = lead_up(text);
    const std::size_t end = tail(text);
    if (begin >= end) return std::nullopt;
    const std::size_t before_else = begin + nothing_else(text.substr(begin, end - begin));
    const std::size_t stop = before_else > begin ? before_else : end;
    if (begin == 0 && stop == text.size()) return std::nullopt;
    static const Pattern assent{"(?<![a-z])(?:ok|okay|right|alright|all right)(?![a-z])"};
    return BareReply{part_of(reply, begin, stop), assent.found_in(text.substr(0, begin)), stop < end};
}

bool may_decline(const FoldedText& bare, bool permission) {
    static const Pattern another_way{
        "^(?:i (?:don't|do not|didn't|can't|cannot) "
        "(?:understand|get|know|follow|see)|what|who|why|how|which|"
        "not by|only by|just|in "
        "writing|e-?mail|text|message|whatsapp|wechat)(?![a-z])(?!.*(?:call|ring|phone "
        "me))"};
    if (another_way.found_in(bare.text)) return true;

    static const Pattern idiom{
        "^(?:i'?m|we'?re|i am|we are|it'?s|it is|that'?s|all)(?: all)? (?:good|fine|ok|okay|alright|all "
        "right|sorted)(?: now)?[ .,!]*$"};
    return !permission && idiom.found_in(bare.text);
}

}  // namespace askwell::flows::reading
