#include "flows/reading/ratings/label_ties.h"

#include "flows/reading/numbers/numbers.h"
#include "flows/reading/ratings/common_labels.h"
#include "flows/reading/ratings/deeds.h"
#include "flows/reading/ratings/label_senses.h"
#include "flows/reading/ratings/rating_words.h"
#include "flows/reading/text/feelings.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {
namespace {

/// "Immediately after I complained" tells when, not how.
bool says_when(std::string_view text, std::size_t begin, std::size_t end) {
    static const PhraseMap<bool> moments{
        {true, {"immediately", "instantly", "instant", "right away", "straight away", "at once"}}};
    static const PhraseMap<bool> joints{{true, {"after", "before", "when", "once"}}};
    return moments.whole(text.substr(begin, end - begin)) != nullptr &&
           joints.at(text, after_blank(text, end)) != nullptr;
}

/// "Never had to ask" is no "never", "sometimes they forgot" no "sometimes": what happened so often is
/// the opposite of what we ask.
bool is_how_often(std::string_view text, std::size_t begin, std::size_t end) {
    static const PhraseMap<bool> duties{{true,
                                         {"at the worst",
                                          "the wrong",
                                          "had to",
                                          "have to",
                                          "needed",
                                          "need to",
                                          "having to",
                                          "on the phone",
                                          "late",
                                          "wrong",
                                          "rude",
                                          "busy",
                                          "chasing",
                                          "waiting",
                                          "asking",
                                          "wonder",
                                          "slow",
                                          "delayed",
                                          "on hold",
                                          "forgot",
                                          "forget",
                                          "ignored",
                                          "ignore",
                                          "hung up",
                                          "hang up",
                                          "let me down",
                                          "lied",
                                          "made me",
                                          "kept me waiting",
                                          "要我",
                                          "得我",
                                          "需要我",
                                          "用我",
                                          "都哭",
                                          "哭",
                                          "cries",
                                          "cry",
                                          "cried",
                                          "crying",
                                          "screams",
                                          "要催",
                                          "得催",
                                          "打不通",
                                          "忘",
                                          "忘了",
                                          "忘记",
                                          "联系不上",
                                          "找不到",
                                          "拖",
                                          "迟到",
                                          "出错",
                                          "打错",
                                          "给错"}}};
    static const PhraseMap<bool> adverbs{
        {true, {"never",     "rarely",     "seldom",     "sometimes", "occasionally", "usually",  "often",
                "always",    "constantly", "every time", "从不",      "很少",         "有时",     "有时候",
                "偶尔",      "经常",       "总是",       "每天",      "每天都",       "天天",     "天天都",
                "every day", "most days",  "从来不",     "从来没",    "每次都",       "每一步都", "每步都"}},
        {true, {"every single time", "each time", "each and every time"}}};
    static const PhraseMap<bool> subjects{{true, {"they", "he", "she", "it", "you", "i", "we", "it was"}}};
    if (adverbs.whole(text.substr(begin, end - begin)) == nullptr) return false;
    std::size_t next = after_blank(text, end);
    if (const auto* subject = subjects.at(text, next))
        next = after_blank(text, next + subject->phrase.size());
    const std::size_t done = deed_at(text, next);  // "always call at the worst time"
    return duties.at(text, next) != nullptr ||
           (done > 0 && duties.at(text, after_blank(text, next + done)) != nullptr);
}

/// 有时差, 有时限: other words than 有时.
bool begins_another_word(std::string_view text, std::size_t begin, std::size_t end) {
    constexpr std::string_view kSometimes = "有时";
    if (text.substr(begin, end - begin) != kSometimes) return false;
    const std::string_view rest = text.substr(end);
    if (rest.starts_with("差")) return !rest.starts_with("差不多") && !rest.starts_with("差点");
    return rest.starts_with("限") || rest.starts_with("效") || rest.starts_with("空");
}

/// "Always works", 总是很流畅: how often something happens that we know nothing of, perhaps the opposite of
/// what we ask.
bool happens_otherwise(std::string_view text, std::size_t begin, std::size_t end,
                       const LabelMatcher& labels) {
    static const PhraseMap<bool> praise{
        {true, {"很",   "挺",    "太",     "非常", "特别",   "比较", "都很", "还算",    "十分",
                "正常", "流畅",  "顺畅",   "好用", "没问题", "没事", "不错", "very",    "really",
                "so",   "quite", "pretty", "good", "great",  "ok",   "okay", "perfect", "perfectly"}}};
    if (says_how_often(text.substr(begin, end - begin)) &&
        praise.at(text, after_blank(text, end)) != nullptr && deed_at(text, after_blank(text, end)) == 0)
        return true;
    const std::size_t next = end + 1;
    if (next >= text.size() || text[end] != ' ' || !is_word_character(code_point_at(text, next).value))
        return false;
    return says_how_often(text.substr(begin, end - begin)) && rating_words().at(text, next) == nullptr &&
           !labels.at(text, next) && deed_at(text, next) == 0 && !number_at(text, next);
}

/// "Clear the old order from my account please": what we shall do.
bool is_to_be_cleared(std::string_view text, std::size_t begin, std::size_t end) {
    static const PhraseMap<bool> things{
        {true,
         {"my", "the old", "the order", "the error", "the account", "the debt", "the balance", "the record",
          "it from", "it off", "them", "up the", "up my", "away"}}};
    const std::string_view before = trim_space(text.substr(0, begin));
    const bool opens = before.empty() || before.ends_with("please") ||
                       std::string_view{",.;!?\n"}.find(before.back()) != std::string_view::npos;
    return opens && text.substr(begin, end - begin) == "clear" &&
           things.at(text, after_blank(text, end)) != nullptr;
}

/// "Quick question", "clear your cache", "fast food": one English word right before one that we do not
/// know.
bool names_a_thing(std::string_view text, std::size_t begin, std::size_t end, const LabelMatcher& labels) {
    static const PhraseMap<bool> adjectives{
        {true,
         {"quick",        "fast",      "slow",      "clear",     "perfect",  "prompt",     "simple",
          "easy",         "hard",      "smooth",    "late",      "correct",  "convenient", "complicated",
          "professional", "neutral",   "average",   "difficult", "accurate", "inaccurate", "above",
          "below",        "far above", "far below", "patient",   "partly",   "perfectly"}}};
    static const PhraseMap<bool> judged{
        {true, {"response", "responses", "reply",    "replies", "answer", "answers",  "solution",
                "fix",      "repair",    "guy",      "man",     "lady",   "person",   "people",
                "lad",      "chap",      "bloke",    "woman",   "girl",   "team",     "staff",
                "crew",     "outfit",    "approach", "manner",  "way",    "attitude", "job",
                "service",  "patience",  "every",    "n",       "ji",     "on",       "at",
                "to",       "in",        "by",       "w",       "from",   "all",      "as"}}};
    const std::size_t next = end + 1;
    if (adjectives.whole(text.substr(begin, end - begin)) == nullptr) return false;
    if (next >= text.size() || text[end] != ' ') return false;
    const char first = text[next];
    return first >= 'a' && first <= 'z' && rating_words().at(text, next) == nullptr &&
           judged.at(text, next) == nullptr && !labels.at(text, next) && !number_at(text, next);
}

/// "I perfectly understand", "perfectly possible": the adverb of something else than how it was solved.
bool is_adverb_of_another(std::string_view text, std::size_t begin, std::size_t end) {
    static const PhraseMap<bool> adverbs{{true, {"perfectly", "well", "basically", "partly"}}};
    static const PhraseMap<bool> others{
        {true, {"possible", "understandable", "understand", "reasonable", "normal", "fair",    "honest",
                "aware",    "capable",        "legal",      "natural",    "true",   "obvious", "entitled",
                "willing",  "able",           "know",       "knew",       "known",  "imagine", "realise",
                "realize",  "remember",       "reasonably", "within"}}};
    return adverbs.whole(text.substr(begin, end - begin)) != nullptr &&
           others.at(text, after_blank(text, end)) != nullptr;
}

/// "Above all, I wanted an answer", "the above-mentioned call", "all above board".
bool is_above_in_an_idiom(std::string_view text, std::size_t begin, std::size_t end) {
    static const PhraseMap<bool> idioms{{true, {"all else", "board", "mentioned", "named", "all i", "said"}}};
    if (text.substr(begin, end - begin) != "above") return false;
    const std::string_view rest = trim_space(text.substr(end));
    return rest.starts_with("all,") || rest.starts_with("-mentioned") || rest.starts_with("-named") ||
           (idioms.at(rest, 0) != nullptr && rest.find("expect") == std::string_view::npos);
}

/// "I am the patient, my nurse ordered it", "as a patient I need it", "the patient in room 4".
bool is_sick_person(std::string_view before, std::string_view text, std::size_t end) {
    static const PhraseMap<bool> nouns{{true,
                                        {"in", "at", "of", "from", "who", "was", "is", "has", "had", "room",
                                         "ward", "number", "here", "i"}}};
    constexpr std::string_view kIs[] = {"i am the ", "i'm the ", "im the ",  "i was the ", "as the ", "as a ",
                                        "your ",     "my ",      "another ", "every ",     "each ",   "one "};
    for (const std::string_view is : kIs) {
        if (before.ends_with(is) && word_boundary(before, before.size() - is.size())) return true;
    }
    return before.ends_with("the ") && nouns.at(text, after_blank(text, end)) != nullptr;
}

/// "I'm a patient at St Mary's", "I was very patient".
bool names_a_person(std::string_view text, std::size_t begin, std::size_t end) {
    static const PhraseMap<bool> places{{true, {"at", "in", "of", "from", "here", "with", "who"}}};
    const std::string_view before = text.substr(0, begin);
    const bool article = before.ends_with(" a ") || before.ends_with(" an ") || before == "a ";
    const bool noun = text.substr(begin, end - begin) == "patient";
    static const PhraseMap<bool> selves{
        {true,
         {"i was", "i'm", "im", "i am", "i have been", "i've been", "we were", "i had to be", "i'm being"}}};
    const std::string_view subject = trim_space(before.substr(before.find_last_of(",.;!?\n") + 1));
    static const Pattern oneself{"(?<![a-z])(?:i was|i'm|i am) the $"};
    static const Pattern was_me{"^ (?:one|party|person|customer) (?:was|is) (?:me|us)(?![a-z])"};
    if (text.substr(begin, end - begin).ends_with("patient") &&
        (oneself.found_in(before) || was_me.found_in(text.substr(end))))
        return true;
    if (selves.whole(subject) != nullptr && text.substr(begin, end - begin).ends_with("patient")) return true;
    if (article && noun && trim_marks(text.substr(end)).empty()) return true;
    if (noun && is_sick_person(before, text, end)) return true;
    return article && places.at(text, after_blank(text, end)) != nullptr;
}

/// "I usually keep my phone on silent", "I never answer unknown numbers": how often the customer does
/// something, where "I never heard from you" tells of staff.
bool is_habit_of_customer(std::string_view before, std::string_view text, std::size_t begin,
                          std::size_t end) {
    static const PhraseMap<bool> habits{
        {true,
         {"keep",   "kept",    "answer", "pick",   "picked",   "check",  "checked", "read",   "look",
          "looked", "use",     "used",   "carry",  "work",     "worked", "travel",  "pay",    "paid",
          "forget", "forgot",  "miss",   "missed", "ignore",   "switch", "turn",    "leave",  "left",
          "put",    "sleep",   "live",   "deal",   "dealt",    "try",    "tried",   "prefer", "complain",
          "order",  "ordered", "buy",    "bought", "shop",     "write",  "wrote",   "text",   "open",
          "listen", "talk",    "go",     "went",   "take",     "took",   "do",      "did",    "delete",
          "had my", "have my", "had it", "am",     "was home", "am at",  "was at",  "hang",   "drive",
          "eat",    "say",     "tell",   "fill",   "give",     "gave",   "respond"}}};
    const bool own = before == "i" || before == "we" || before.ends_with(" i") || before.ends_with(" we");
    return own && says_how_often(text.substr(begin, end - begin)) &&
           habits.at(text, after_blank(text, end)) != nullptr;
}

/// 总是我主动打电话去问, "always me chasing": how often the customer had to, when we are asked about.
bool is_what_customer_did(std::string_view text, std::size_t begin, std::size_t end) {
    static const PhraseMap<bool> adverbs{
        {true,
         {"sometimes", "usually", "often", "always", "constantly", "every time", "all the time", "有时",
          "有时候", "偶尔", "经常", "常常", "总是", "每次", "每次都", "一直", "一直都", "回回都"}},
        {true, {"every single time", "each time", "each and every time"}}};
    static const PhraseMap<bool> selves{
        {true, {"我",       "我们",      "是我",   "都是我",  "我自己",       "都是我自己", "得我",
                "靠我",     "都靠我",    "要靠我", "i",       "we",           "me",         "us",
                "i had to", "we had to", "me who", "me that", "me having to", "us who"}}};
    static const PhraseMap<bool> ways{
        {true,
         {"主动", "自己", "去", "来", "在", "一直", "一直在", "再", "先", "also", "myself", "ourselves"}}};
    static const PhraseMap<bool> efforts{
        {true, {"打",     "问",      "催",      "追",        "找",        "联系", "跑",      "反映",
                "投诉",   "call",    "called",  "calling",   "ring",      "rang", "ringing", "phone",
                "phoned", "phoning", "chase",   "chased",    "chasing",   "ask",  "asked",   "asking",
                "email",  "emailed", "contact", "contacted", "contacting"}}};
    const std::string_view before = trim_space(text.substr(0, begin));
    if (is_habit_of_customer(before, text, begin, end)) return true;
    if (adverbs.whole(text.substr(begin, end - begin)) == nullptr) return false;
    const std::size_t clause = after_blank(before, before.find_last_of(",.;!?\n") + 1);
    if (const auto* self = selves.at(before, clause);  // "I had to chase them every time"
        self != nullptr && efforts.at(before, after_blank(before, clause + self->phrase.size())) != nullptr)
        return true;
    const bool told = before.ends_with("我") || before.ends_with("我们") || before == "i" || before == "we" ||
                      before.ends_with(" i") || before.ends_with(" we");
    const auto* self = selves.at(text, after_blank(text, end));
    if (self == nullptr && !told) return false;
    const std::size_t named = after_blank(text, end) + (self == nullptr ? 0 : self->phrase.size());
    std::size_t next = after_blank(text, named);
    for (const auto* way = ways.at(text, next); way != nullptr; way = ways.at(text, next))
        next = after_blank(text, next + way->phrase.size());
    return efforts.at(text, next) != nullptr;
}

/// "Satisfied that I'll never call you again", 满意得再也不想打了: what is sworn off was not good.
bool swears_off(std::string_view text, std::size_t end) {
    static const PhraseMap<bool> joints{{true, {"that", "because", "knowing", "到", "得", "到我", "得我"}}};
    static const PhraseMap<bool> oaths{
        {true, {"i'll never",   "i will never",  "i'd never",        "i would never",    "i never have to",
                "i won't ever", "i never want",  "i don't have to",  "i won't have to",  "i no longer",
                "we'll never",  "we will never", "we never have to", "we don't have to", "再也不",
                "再不",         "永远不",        "下次不",           "以后不",           "都不想",
                "不想再"}}};
    const std::size_t next = after_blank(text, end);
    const auto* joint = joints.at(text, next);
    return joint != nullptr && oaths.at(text, after_blank(text, next + joint->phrase.size())) != nullptr;
}

/// 我耐心地解释了半天: how the customer did it.
bool is_how_customer_acted(std::string_view text, std::size_t begin, std::size_t end) {
    const std::string_view before = text.substr(0, begin);
    const std::string_view clause = before.substr(before.find_last_of(",.;!?\n") + 1);
    return text.substr(end).starts_with("地") && clause.find("我") != std::string_view::npos;
}

/// "Satisfied with 2 of the 3 calls".
bool is_about_some(std::string_view text, std::size_t end) {
    static const PhraseMap<bool> some{
        {true, {"with one", "with some", "with part", "with half", "with most", "with two"}}};
    constexpr std::string_view kWith = "with ";
    const std::size_t next = after_blank(text, end);
    const bool with = text.substr(next).starts_with(kWith);
    const auto number = with ? number_at(text, next + kWith.size()) : std::nullopt;
    return some.at(text, next) != nullptr ||
           (number && text.substr(next + kWith.size() + number->length).starts_with(" of"));
}

/// "Not at all bad", "certainly not cheap": the denial of what follows, no answer to "how well?" or "how
/// likely?".
bool denies_what_follows(std::string_view text, std::size_t begin, std::size_t end) {
    static const PhraseMap<bool> qualities{
        {true,
         {"cheap", "the cheapest", "the best", "the worst", "the first", "the last", "my first", "my fault",
          "a problem", "surprised", "acceptable", "amused", "normal", "fair", "ideal", "what i"}}};
    const std::string_view label = text.substr(begin, end - begin);
    const bool not_at_all = label.starts_with("not ") && label.ends_with("at all");
    if (!not_at_all && !label.ends_with("ly not")) return false;
    const std::string_view rest = text.substr(after_blank(text, end));
    if (qualities.at(rest, 0) != nullptr) return true;
    const auto feelings = feelings_in(rest);
    return !feelings.empty() && feelings.front().begin == 0 && !rest.starts_with("recommend");
}

}  // namespace

bool is_never_of_a_deed(std::string_view text, std::size_t begin, std::size_t end,
                        const LabelMatcher& labels) {
    static const PhraseMap<bool> deeds{
        {true,
         {"had",   "have",         "a",           "any",    "been",     "seen",   "heard",   "met",
          "felt",  "let",          "got",         "get",    "wait",     "waited", "waiting", "failed",
          "fails", "fail",         "known",       "knew",   "found",    "used",   "needed",  "need",
          "dealt", "disappointed", "experienced", "missed", "received", "came",   "come",    "called",
          "call",  "rang",         "rude",        "late",   "left",     "lied",   "broke",   "broken"}}};
    if (text.substr(begin, end - begin) != "never") return false;
    // "5, I'd never go anywhere else".
    static const Pattern loyal{
        "^ (?:(?:be|to) "
        ")?(?:go|going|use|using|buy|buying|choose|want|consider|shop|look|switch|leave|leaving)(?: "
        "(?:to|with|"
        "from|at|back to))? (?:anywhere|anyone|anybody|any other|another|elsewhere)"};
    if (loyal.found_in(text.substr(end))) return true;
    return text.substr(end).starts_with(" ") && deeds.at(text, end + 1) != nullptr &&
           !labels.at("sometimes", 0);
}

bool is_of_another_deed(std::string_view text, std::size_t begin, std::size_t end,
                        const LabelMatcher& labels) {
    return is_how_often(text, begin, end) || is_what_customer_did(text, begin, end) ||
           happens_otherwise(text, begin, end, labels);
}

bool is_tied(std::string_view text, std::size_t begin, std::size_t end, const LabelMatcher& labels) {
    if (text.substr(end).starts_with('"')) ++end;  // a label in quotation marks is talked about
    // "A little unclear on the return part", but not "I wasn't clear on the costs".
    const std::string_view label = text.substr(begin, end - begin);
    if (label.ends_with("clear") && label.find("n't ") == std::string_view::npos &&
        text.substr(end).starts_with(" on "))
        return false;
    if (begins_another_word(text, begin, end) || names_a_person(text, begin, end) ||
        is_above_in_an_idiom(text, begin, end) || in_another_sense(text, begin, end) ||
        is_of_another_deed(text, begin, end, labels) || says_when(text, begin, end) ||
        names_a_thing(text, begin, end, labels) || is_about_some(text, end) ||
        is_adverb_of_another(text, begin, end) || is_how_customer_acted(text, begin, end) ||
        swears_off(text, end) || is_to_be_cleared(text, begin, end) || denies_what_follows(text, begin, end))
        return true;
    const std::size_t next = after_blank(text, end);
    const auto* word = words_that_tie().at(text, next);
    if (word == nullptr || !word->meaning) return false;
    const auto* longer = rating_words().at(text, next);
    return longer == nullptr || longer->phrase.size() <= word->phrase.size();
}

}  // namespace askwell::flows::reading
