#include "flows/reading/ratings/deeds.h"

#include "flows/reading/text/patterns.h"
#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {
namespace {

enum class Part {
    before,  ///< of its own accord, to whom
    verb,
    after,   ///< what about, how long
    around,  ///< before it or after it
};

const PhraseMap<Part>& parts() {
    // clang-format off
    static const PhraseMap<Part> map{
        {Part::before,
         {"会", "都会", "也会", "都", "也", "能", "主动", "主动地", "自觉", "提前", "及时", "给", "跟我", "跟我们", "和我", "向我", "对我", "同我", "有人",
          "they", "he", "she", "you", "they'd", "they would", "they'll", "they will", "would", "do", "did"}},
        {Part::verb,
         {"说", "讲", "告诉", "告知", "通知", "提醒", "联系", "汇报", "反馈", "更新", "沟通", "打", "打电话", "打个电话", "打了电话", "打过电话", "打一个电话", "来电话", "来个电话", "来电", "回电", "回电话", "发短信", "发个短信", "发消息", "发个消息", "发条消息", "发条短信", "发微信", "发个微信", "发信息", "发个信息", "回访", "吱", "吱声", "吱过声", "吭声", "吭过声", "提建议", "给建议", "给点建议", "给些建议", "提",
          "heard from them", "heard a word from them", "heard anything from them", "heard a thing from them", "heard anything", "heard a word", "heard back", "heard from anyone", "heard from you", "kept me in the loop", "keep me in the loop", "kept us in the loop", "kept me in the picture", "kept me up to date", "keep me up to date", "kept us up to date", "kept me informed", "keep me informed", "keeps me informed", "kept me posted", "keep me posted", "kept me updated", "keep me updated", "kept us informed", "kept us posted", "kept us updated", "told me", "tell me", "told us", "tell us", "informed me", "informed us", "let me know", "let us know", "updated me", "updated us", "gave me advice", "gave advice", "called", "called me", "called us", "call", "call me", "rang", "rang me", "rang us", "ring me", "phoned", "phoned me", "phone me", "texted", "texted me", "text me", "emailed", "emailed me", "messaged me", "contacted me", "contact me", "wrote to me", "gave me updates", "gave updates", "sent updates", "sent me updates", "sent a text", "sent me a text"}},
        {Part::around, {"来", "给我", "给我们"}},
        {Part::after,
         {"到哪一步", "到哪步", "到哪了", "走到哪一步", "修到哪一步", "处理到哪", "处理到哪一步", "什么进度", "什么情况", "我", "我们", "客户", "我的", "电话", "一声", "一下", "一句", "一嘴", "两句", "几句", "一句话", "一个字", "半个字", "半句", "过", "了", "来", "的", "进度", "进展", "情况", "建议",
          "anything", "a thing", "with updates", "with an update", "with news", "in advance", "about progress", "about it", "the progress", "what was going on", "what was happening", "what's going on", "on progress", "back"}},
    };
    // clang-format on
    return map;
}

/// The end of as many words of `part` as stand at `position`.
std::size_t skip(std::string_view text, std::size_t position, Part part) {
    constexpr int kMostWords = 4;
    std::size_t end = position;
    for (int i = 0; i < kMostWords; ++i) {
        const std::size_t begin = after_blank(text, end);
        const auto* word = parts().at(text, begin);
        if (word == nullptr || (word->meaning != part && word->meaning != Part::around)) break;
        end = begin + word->phrase.size();
    }
    return end;
}

}  // namespace

std::size_t deed_at(std::string_view text, std::size_t position) {
    const std::size_t verb = after_blank(text, skip(text, position, Part::before));
    const auto* done = parts().at(text, verb);
    if (done == nullptr || done->meaning != Part::verb) return 0;
    const std::size_t end = skip(text, verb + done->phrase.size(), Part::after);
    const auto* further = parts().at(text, end);  // 打电话说一下
    const bool goes_on = further != nullptr && further->meaning == Part::verb;
    return (goes_on ? skip(text, end + further->phrase.size(), Part::after) : end) - position;
}

bool tells_of_recommending(std::string_view folded) {
    static const Pattern chinese{
        "^(?=.*[了啦咯])(我|我们)?(都|早|(都|早就|早都|早)?已经?(都)?|早就|早已)?(把你们)?推荐(给|过给|给过|过|了)?"
        "(我|我们|我的|身边的?|周围的?|家里的?)?(([0-9]{1,2}|[一二两三四五六七八九十几]{1,2}|好几|好多|很多|"
        "不少)[个位名]?)?"
        "(朋友|同事|家人|家里人|亲戚|亲友|邻居|同学|闺蜜|客户|老板|爸妈|爸|妈|父母|老公|老婆|姐|妹|哥|弟|人)"
        "们?(了|啦|咯)?$"};
    static const Pattern english{
        "^(yes,? |yeah,? )?((i|we)( have|'ve)? already|(i|we)( have|'ve)|already( have)?) recommended "
        "(you|you guys) to "
        "((all )?(my|our|a|a few|several|some|lots of|loads of|[0-9]{1,2}|two|three|four|five|six)( of my| "
        "of our)? )?"
        "(friend|colleague|neighbour|neighbor|workmate|mate|relative|sister|brother|cousin|mum|mom|mother|"
        "dad|"
        "father|aunt|uncle|boss|people|family|parent|son|daughter|everyone)s?$"};
    constexpr std::size_t kLongest = 200;
    const std::string_view words = trim_marks(folded);
    const bool recommends =
        words.find("推荐") != std::string_view::npos || words.find("recommended") != std::string_view::npos;
    if (!recommends || words.size() > kLongest) return false;
    return chinese.found_in(words) || english.found_in(words);
}

}  // namespace askwell::flows::reading
