#include "flows/reading/yes_no/punctuality.h"

#include <string>

#include "flows/reading/text/patterns.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

constexpr const char* kEnglishDelay =
    "(?:(?:an?|one|two|three|four|five|half|several|couple|few|good|about|around|over|nearly|almost|at "
    "least|[0-9]+|of|minutes?|mins?|hours?|hrs?|days?|bit|little|while|quite|so|very|too|rather|really|"
    "slightly|well) )*late";
constexpr const char* kHanDelay =
    "(?:(?:来|到)?(?:得)?(?:晚|迟|拖|耽误|耽搁)了(?:有|足足|整整|差不多|大概|将近|快|好|近)*"
    "(?:[0-9一二两三四五六七八九十半几多]+(?:个)?(?:多)?(?:半)?(?:分钟?|小时|钟头|钟|点|天|刻钟)(?:多|左右)?|"
    "很久|好久|半天|一会儿?|点儿?|些|不少|很多)?|迟到了?(?:[0-9一二两三四五六七八九十半几多]+(?:个)?(?:多)?"
    "(?:半)?(?:分钟?|小时|钟头|钟|天|刻钟)(?:多|左右)?)?)";

constexpr const char* kEnglishCame =
    "(?:(?:he|she|they|it|the (?:fitter|man|guy|engineer|driver|technician|courier|plumber|lad|chap)) "
    ")?(?:did "
    ")?(?:come|came|arrived?|turned up|turn up|showed up|show up|showed|was|were|is|are|got here|been)";

/// Late, in a clause that says who came or nothing else: "he was half an hour late", 来了，晚了一个小时.
const Pattern& late() {
    static const Pattern pattern{
        "^(?:(?:no|nope|nah)[,.! ]+)?(?:(?:yes|yeah|yep|well)[,. ]+(?=but |though |although |" +
        std::string{kEnglishCame} + "))?(?:(?:but|though|although|only|just|and)[, ]+|" + kEnglishCame +
        "[, ]+)*" + kEnglishDelay +
        "[.! ]*$|^(?:(?:没有?|不|否)[,.! "
        "]+)?(?:有)?(?:师傅|他|她|他们|人)?(?:(?:来|到|上门)(?:过)?(?:是|了|的)*)*"
        "[,. ]*(?:但是?|不过|可是?|就是|只是|然而)?(?:他|师傅)?" +
        kHanDelay + "(?:的|呢|啊|才来|才到)*[.!~ ]*$"};
    return pattern;
}

/// The same at the end of a reply that says something else before it: "yes, just 10 minutes late".
const Pattern& late_in_the_end() {
    static const Pattern pattern{"(?<![a-z])" + std::string{kEnglishDelay} + "(?: than never)?[.! ]*$|" +
                                 kHanDelay + "(?:的|呢|啊|吧)*[.!~ ]*$"};
    return pattern;
}

/// "Not a minute late", 一点没晚; or late at another time.
bool denies_delay(std::string_view reply) {
    static const Pattern denied{
        "(?:not|never|n't|no)(?: even| a| an| one| single| minutes?| seconds?| bit| too| very| that| was| "
        "been)* "
        "late|(?:没有?|不|未|别)(?:有|算|怎么|太|来)?(?:晚|迟|拖|耽)"};
    return contains_any(reply, {"?", "上次", "以前", "之前", "怕", "准时", "按时"}) || denied.found_in(reply);
}

}  // namespace

bool asks_for_punctuality(std::string_view question) {
    return contains_any(question, {"约定的时间", "约好的时间", "准时", "按时", "准点", "agreed time",
                                   "on time", "scheduled time", "time agreed"});
}

Stance told_of_arrival(std::string_view reply, std::string_view question) {
    if (!asks_for_punctuality(question) || !contains_any(reply, {"late", "晚", "迟", "拖", "耽"}) ||
        denies_delay(reply))
        return Stance::none;
    const std::string_view bare = trim_marks(reply);
    const auto* word = punctuality_words().at(bare, 0);
    if (word != nullptr && word->phrase.size() == bare.size())
        return Stance::none;  // nothing to keep beside it
    if (contains_any(reply, {"late last time", "late the last time", "late the first time"}))
        return Stance::maybe;
    if (late().found_in(reply)) return Stance::no;
    return late_in_the_end().found_in(reply) ? Stance::maybe : Stance::none;
}

const PhraseMap<YesNoWord>& punctuality_words() {
    using Word = YesNoWord;
    // clang-format off
    static const PhraseMap<Word> map{
        {Word::yes,
         {"准时", "准时来的", "准时来了", "准时到的", "准时到了", "很准时", "非常准时", "挺准时", "挺准时的", "按时", "按时来了", "按时到了", "按时来的",
          "按时到的", "准点", "准点到了", "准点来的", "分秒不差", "一分钟不差", "一分不差", "掐着点来的", "掐着点到的", "没迟到", "没有迟到", "没晚",
          "说几点就几点", "on time", "right on time", "bang on time", "dead on time", "exactly on time", "spot on",
          "on the dot", "to the minute", "punctual", "very punctual", "as agreed", "just as agreed",
          "as promised", "he was on time", "she was on time", "they were on time", "he came on time",
          "she came on time", "they came on time", "he was punctual", "they were punctual", "never late",
          "not late", "not a minute late", "not even a minute late", "wasn't late"}},
        {Word::no,
         {"迟到", "迟到了", "他迟到了", "来晚了", "来迟了", "晚到了", "到晚了", "晚了", "来得晚", "来得很晚", "没准时", "不准时", "没按时", "不按时",
          "没来", "没来过", "根本没来", "一直没来", "还没来", "没人来", "没有来", "放鸽子", "放鸽子了", "放我鸽子", "放了我鸽子", "爽约", "爽约了",
          "被放鸽子了", "late", "he was late", "she was late", "they were late", "was late", "very late",
          "came late", "he came late", "they came late", "too late", "running late", "not on time",
          "wasn't on time", "never came", "never showed", "never showed up", "never turned up", "no show",
          "no-show", "didn't show", "didn't show up", "didn't turn up", "he didn't show up",
          "they didn't show up", "he never came", "they never came", "nobody came", "no one came",
          "nobody turned up", "no one turned up", "nobody showed up", "no one showed up", "stood me up"}},
    };
    // clang-format on
    return map;
}

}  // namespace askwell::flows::reading
