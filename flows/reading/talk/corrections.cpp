#include "flows/reading/talk/corrections.h"

#include "flows/reading/text/hinted_pattern.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

enum class Mark {
    slip,       ///< says that what was written is wrong
    withdrawn,  ///< the same, and never a comment
    soft,       ///< the same, but may as well begin a comment
    beside,     ///< goes with one: "sorry", "it's", 应该是
};

const PhraseMap<Mark>& marks() {
    // clang-format off
    static const PhraseMap<Mark> map{
        {Mark::slip,
         {"i mean", "i meant", "meant", "meant to say", "i meant to say", "i meant to put", "i meant to write",
          "i meant to type", "i meant to press", "typo", "typos", "a typo", "that was a typo", "that's a typo",
          "correction", "scratch that", "strike that", "no wait", "wait no", "oops", "whoops", "my mistake",
          "my bad", "make that", "make it", "change that to", "change it to", "i mistyped", "mistyped",
          "wrong button", "wrong key", "wrong number", "fat finger", "fat fingers", "wrong one", "edit",
          "打错", "打错了", "打错字了", "写错", "写错了", "说错", "说错了", "点错", "点错了", "按错", "按错了", "选错", "选错了",
          "发错了", "填错了", "输错了", "错了", "手滑", "手滑了", "手误", "手抖", "手抖了", "笔误", "口误", "更正", "更正一下", "纠正一下",
          "改成", "改为", "我改成", "改一下", "哦不是", "啊不是", "噢不是", "呃不是", "不对", "不对不对", "不不", "不不不"}},
        {Mark::withdrawn,
         {"哦不", "噢不", "啊不", "呃不", "额不", "等等不对", "哎不对", "啊不对", "哦不对", "噢不对", "呃不对", "额不对", "哎呀不对", "说反了", "打反了", "选反了", "写反了", "我说反了", "i take that back", "i take it back", "i'll take that back", "take that back", "i withdraw that", "scrap that", "forget it", "forget that", "forget i said that", "forget i said anything", "forget what i said", "ignore that", "ignore me", "disregard that", "收回", "我收回", "收回这句", "收回刚才的", "当我没说", "当我没讲", "就当我没说", "这个不算", "这句不算", "刚才的不算", "不是这个"}},
        {Mark::soft, {"算了", "sorry", "wait", "hold on", "hang on", "actually", "rather", "or rather", "no", "nope", "不", "不是", "等等", "不好意思", "抱歉"}},
        {Mark::beside,
         {"i", "it", "it's", "its", "it is", "it was", "it should be", "should be", "should have been", "that", "that's", "to be", "a", "an", "to",
          "to say", "i'd say", "is", "oh", "ah", "um", "er", "ugh", "lol", "haha", "my finger slipped", "finger slipped", "my fingers slipped", "on the glass", "on the screen", "on the keypad", "on the key", "on the keyboard", "on the phone", "on this phone", "on a tiny phone", "on a small phone", "on this tiny phone", "on this small screen", "my thumb slipped", "thumb slipped", "hit the wrong key", "hit the wrong button", "pressed the wrong key", "pressed the wrong button",  "that was wrong", "that's wrong", "that's not right", "that isn't right", "that is wrong", "that is not right", "my answer is", "go with", "i'll go with", "let me correct", "put", "say",
          "我", "是", "应该是", "应该", "应为", "其实是", "其实", "我是说", "我想说的是", "我想说", "想打", "想选", "想说", "想打的是", "想选的是", "我要选", "我要打", "我想打", "我想选", "要选", "选",
          "给", "哈哈", "哈", "啊", "哎呀", "哎", "哦", "噢", "呃", "额", "了", "刚才", "刚刚", "刚", "前面", "上面", "字", "对不起", "重新打", "重新给", "重新选", "的是"}},
    };
    // clang-format on
    return map;
}

bool is_mark_at(std::string_view text, std::size_t position) {
    return position >= text.size() ||
           (text[position] != ' ' &&
            says_nothing(text.substr(position, code_point_at(text, position).length)));
}

/// "4, no, 5": a soft mark between separators.
bool stands_apart(std::string_view text, std::size_t begin, std::size_t end) {
    const std::string_view before = trim_space(text.substr(0, begin));
    return !before.empty() && is_mark_at(before, before.size() - 1) && is_mark_at(text, end);
}

/// The end of the marks, separators and words beside them from `position` on.
std::size_t after_marks(std::string_view text, std::size_t position) {
    while (position < text.size()) {
        const std::size_t length = code_point_at(text, position).length;
        if (const auto* entry = marks().at(text, position)) {
            position += entry->phrase.size();
        } else if (says_nothing(text.substr(position, length))) {
            position += length;
        } else {
            break;
        }
    }
    return position;
}

/// "Let me think again": there will be another answer.
bool thinks_again(std::string_view words) {
    // clang-format off
    static const PhraseMap<bool> phrases{
        {true,
         {"再想想", "想想", "让我想想", "让我再想想", "等我想想", "等我再想想", "容我想想", "想一下", "再想一下", "再看看", "再考虑考虑", "再考虑一下", "考虑一下", "让我想一下", "重新想想", "不知道", "不知道打几分", "不知道选哪个", "不打了", "不评了", "不选了", "不填了", "不打分了",
          "no idea", "dunno", "don't know", "i don't know", "can't decide", "i can't decide",
          "let me think", "let me think again", "let me think about it", "let me think about that", "let me see", "let me check", "i'll think again", "i'll think about it", "i need to think", "need to think", "i need to think about it", "not sure now", "now i'm not sure", "i'm not sure now"}}};
    // clang-format on
    return phrases.whole(trim_marks(words)) != nullptr;
}

/// 六 哦不 and "4 scrap that" need no mark between; "they ignore me" takes nothing back.
bool may_follow(std::string_view phrase, std::string_view before) {
    const bool ascii = static_cast<unsigned char>(phrase.front()) < 0x80;
    return !ascii || before.find(' ') == std::string_view::npos;
}

}  // namespace

bool takes_back_both(std::string_view folded) {
    static const HintedPattern both{
        "[,.;! ](?:不对|不是|不|错了|no|wait|actually|sorry|scratch that)[,.;! ][^?]{1,60}[,.;! "
        "]+(?:呃|额|好像|"
        "no,? |but |and |hmm+,? )*(?:也不(?:对|是|准|准确|太对)|都不(?:对|是|准)|(?:that(?:'s| is)(?: "
        "not|n't) "
        "(?:right|it|true|quite right)|not that|nor that|that(?:'s| is) wrong)(?: either| too)?|neither(?: "
        "of "
        "(?:them|those))?(?: is right)?|both wrong)[.! ]*$",
        {"也不", "都不", "that", "neither", "both"}};
    return both.found_in(folded);
}

bool only_takes_back(std::string_view folded, bool bare_mark) {
    std::size_t first = 0;   // where the marks before this one begin: "actually, forget it"
    std::size_t behind = 0;  // what is behind them
    for (std::size_t i = 0; i < folded.size();) {
        const auto* entry = marks().at(folded, i);
        if (entry == nullptr) {
            i += code_point_at(folded, i).length;
            continue;
        }
        const std::size_t end = i + entry->phrase.size();
        if (i != behind) first = i;
        behind = std::min(folded.find_first_not_of(" ,.", end), folded.size());
        const std::string_view before = trim_space(folded.substr(0, first));
        const bool something = !trim_marks(before).empty();
        const bool spaced = something && before.size() < first;
        const bool marked = something && static_cast<unsigned char>(before.back()) < 0x80 &&
                            is_mark_at(before, before.size() - 1);
        const bool apart =
            marked || (spaced && entry->meaning == Mark::withdrawn && may_follow(entry->phrase, before));
        const std::string_view rest = folded.substr(after_marks(folded, end));
        const bool stressed = folded.substr(end).starts_with(" it");  // "4, I mean it"
        const bool mistaken =
            entry->meaning == Mark::withdrawn || (entry->meaning == Mark::slip && bare_mark);
        const bool slip = mistaken && rest.empty() && !stressed;
        const bool waits = entry->meaning != Mark::beside &&
                           (thinks_again(rest) || thinks_again(folded.substr(end)));  // 4分 算了不知道
        if ((apart && slip) || ((marked || spaced) && waits)) return true;
        i = end;
    }
    return false;
}

bool withdraws(std::string_view folded, bool slips) {
    for (std::size_t i = 0; i < folded.size();) {
        const auto* entry = marks().at(folded, i);
        const std::size_t end = i + (entry ? entry->phrase.size() : code_point_at(folded, i).length);
        const std::string_view before = trim_marks(folded.substr(0, i));
        if (before.find_first_of(",.;:!?\n") != std::string_view::npos) return false;
        const bool opens =
            !before.empty() && before.size() < i && (entry == nullptr || may_follow(entry->phrase, before));
        const bool takes_back = entry != nullptr && (entry->meaning == Mark::withdrawn ||
                                                     (slips && entry->meaning == Mark::slip));
        if (takes_back && opens && is_mark_at(folded, end)) return true;
        i = end;
    }
    return false;
}

bool gives_up(std::string_view instead) {
    static const Pattern unknown{
        "(?:(?<![a-z])(?:no idea|dunno|idk|(?:i )?(?:really )?(?:don't|dont|do not) know|can't decide)|"
        "不知道(?:打几分|给几分|选哪个|怎么选|怎么打)?|说不好|说不清)[ ,.!了啊呢吧]*$|"
        "^[ ,.]*(?:maybe|perhaps|possibly|可能|也许|或许|说不定)(?:是| an?)? ?[0-9一二两三四五六七八九十]"};
    return unknown.found_in(instead);
}

std::optional<Correction> correction_in(std::string_view folded, bool soft) {
    std::size_t taken_back = 0;  // where the soft marks before a slip begin: "1 sorry meant 2"
    std::size_t marked = 0;      // where they end, and the blank behind them
    for (std::size_t i = 0; i < folded.size();) {
        const auto* entry = marks().at(folded, i);
        const std::size_t length = code_point_at(folded, i).length;
        if (entry == nullptr || trim_marks(folded.substr(0, i)).empty()) {
            i += entry == nullptr ? length : entry->phrase.size();
            continue;
        }
        const std::size_t end = i + entry->phrase.size();
        if (i != marked) taken_back = i;
        // "5 no sorry 8", but not "clear... no actually kind of confusing, idk".
        const bool again = soft && entry->meaning == Mark::soft && i == marked &&
                           folded.find_first_of(",.;!?", after_marks(folded, end)) == std::string_view::npos;
        const bool holds =
            entry->meaning == Mark::slip || entry->meaning == Mark::withdrawn || again ||
            (soft && entry->meaning == Mark::soft &&
             (stands_apart(folded, i, end) || (i == marked && stands_apart(folded, taken_back, end))));
        if (!holds) {
            if (entry->meaning == Mark::soft)
                marked = std::min(folded.find_first_not_of(" ,.", end), folded.size());
            i = end;
            continue;
        }
        const std::size_t instead = after_marks(folded, end);
        if (instead >= folded.size()) return std::nullopt;
        return Correction{taken_back, instead, entry->meaning == Mark::soft};
    }
    return std::nullopt;
}

}  // namespace askwell::flows::reading
