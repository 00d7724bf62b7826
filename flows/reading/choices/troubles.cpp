#include "flows/reading/choices/troubles.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "flows/reading/choices/option_finder.h"
#include "flows/reading/text/asked.h"
#include "flows/reading/text/hinted_pattern.h"
#include "flows/reading/text/option_words.h"
#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {
namespace {

enum class Sign {
    both,     ///< both were used, one after the other
    trouble,  ///< what is named would not do
    shut,     ///< the same, whoever wanted to use it
    used,     ///< what is named was used in the end
    none,     ///< begins like one of these (还给我点了已完成)
};

const PhraseMap<Sign>& trouble_signs() {
    // clang-format off
    static const PhraseMap<Sign> signs{
        {Sign::trouble,
         {"were shut", "没坐成", "打不通", "没人接", "没接", "接不通", "打不进", "打不进去", "占线", "忙线", "一直忙", "用不了", "打不开", "登不上", "登录不了", "登不进", "崩了", "崩溃", "闪退", "卡", "太卡", "卡死", "找不到", "没反应", "没人理", "没人回", "没打通", "没接通", "接不上", "没人", "busy signal", "不好用", "不会用", "难用", "看不清", "看不见", "看不清楚", "听不清", "听不清楚", "收不到", "不会看", "不会发", "不会弄", "不会打字", "排队", "要排队", "太慢", "busy", "engaged", "no answer", "nobody answered", "no one answered", "no one picked up", "nobody picked up", "nobody answers", "no one answers", "never answered", "never picked up", "not answered", "wasn't answered", "unanswered", "down", "was down", "broken", "crashed", "crashes", "crashing", "keeps crashing", "kept crashing", "doesn't work", "didn't work", "does not work", "not working", "wasn't working", "isn't working", "won't open", "wouldn't open", "wouldn't load", "won't load", "couldn't log in", "can't log in", "couldn't get through", "can't get through", "couldn't reach", "kept cutting", "cuts out", "cut out", "hung up", "on hold", "useless", "dead", "takes too long", "took too long", "queue"}},
        {Sign::shut,
         {"was closed", "were closed", "is closed", "closed", "was shut", "was full", "fully booked", "was out of order", "out of order", "wasn't open", "not open", "关了", "关着", "关门", "没开", "不开放", "维修中", "在维修", "满了", "停用", "坏了", "was broken", "没喝成", "没用成", "没去成", "没吃成"}},
        {Sign::both, {"最后", "最终", "先", "又", "还", "也", "first", "also", "too", "both", "as well"}},
        {Sign::used,
         {"so just", "so only", "so i just", "so we just", "just", "only", "所以只", "只用", "只去", "就只", "就去", "只好", "才用", "改用", "换成", "换", "就用", "用的", "再用", "然后", "后来", "就在", "ended up", "instead", "finally", "then", "eventually", "so i", "so we", "switched", "went to", "had to", "used", "or", "或", "还是", "转用", "so we used", "had to use", "resorted to", "went with", "worked", "got through"}},
        {Sign::none, {"还给我", "还没", "还在", "还说", "还问", "还让我", "还叫我", "还跟我"}},
    };
    // clang-format on
    return signs;
}

/// The first word of `sign` in `text`: where it begins, or the end of `text`. What is shut is in trouble.
std::size_t find_sign(std::string_view text, Sign sign) {
    for (std::size_t i = 0; i < text.size(); i += code_point_at(text, i).length) {
        const auto* found = trouble_signs().at(text, i);
        if (found == nullptr) continue;
        if (found->meaning == sign || (sign == Sign::trouble && found->meaning == Sign::shut)) return i;
    }
    return text.size();
}

bool has_sign(std::string_view text, Sign sign) {
    return find_sign(text, sign) < text.size();
}

bool is_han_before(std::string_view text, std::size_t position) {
    std::size_t begin = position - 1;
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
    return is_han(code_point_at(text, begin).value);
}

/// Where the first clause ends: at a mark, before "because", or at a blank where scripts meet.
std::size_t first_clause_end(std::string_view text) {
    static const PhraseMap<bool> reasons{{true,
                                          {"because", "since", "as", "cos", "cuz", "coz", "bc", "b/c", "but",
                                           "因为", "但", "但是", "不过", "由于"}}};
    for (std::size_t i = 0; i < text.size(); i += code_point_at(text, i).length) {
        if (std::string_view{",.;:!\n"}.find(text[i]) != std::string_view::npos) return i;
        if (i > 0 && reasons.at(text, i) != nullptr) return i;
        const bool blank = text[i] == ' ' && i > 0 && i + 1 < text.size();
        if (blank && is_han(code_point_at(text, i + 1).value) != is_han_before(text, i)) return i;
    }
    return text.size();
}

/// Behind 机 or "machine" of 咖啡机, "the coffee machine".
std::size_t after_thing(std::string_view text, std::size_t position) {
    static const PhraseMap<bool> nouns{{true, {"机", "厅", "室", "区", "machine", "room", "area", "bar"}}};
    const std::size_t next = after_blank(text, position);
    const auto* noun = nouns.at(text, next);
    return noun == nullptr ? next : after_blank(text, next + noun->phrase.size());
}

std::set<Index> named_in(const Findings& found) {
    std::set<Index> options;
    for (const Mention& mention : found.mentions) options.insert(mention.option);
    return options;
}

/// The one option that `part` chooses for certain.
std::optional<Index> only_choice(const Question& question, const OptionNames& names, const FoldedText& part) {
    const Findings found = find_options(question, names, part);
    const std::set<Index> options = named_in(found);
    const bool plain =
        !found.denied && !found.doubtful && !found.impossible && !found.alternative && !found.all;
    return plain && options.size() == 1 ? std::optional{*options.begin()} : std::nullopt;
}

/// True when `text` names options, but never `choice`; what it says of them does not matter.
bool names_another(const OptionNames& names, std::string_view text, Index choice) {
    bool another = false;
    for (std::size_t i = 0; i < text.size(); i += code_point_at(text, i).length) {
        const auto* name = names.at(text, i);
        const auto* shared = names.shared_name_at(text, i);
        if (name != nullptr ? name->meaning == choice : shared != nullptr && shared->meaning.contains(choice))
            return false;
        another = another || name != nullptr || shared != nullptr;
    }
    return another;
}

/// 我手机白天静音, "I'm on the phone all day": each option is named within a clause of other words, and none
/// is taken instead or as well.
bool only_tells(const Question& question, const OptionNames& names, const FoldedText& part) {
    constexpr std::string_view kMarks = ",.;:!?\n";
    constexpr int kFewest = 3;  // ideographs; an English word counts as two
    const std::string_view text = part.text;
    const auto has = [text](std::string_view word) { return text.find(word) != std::string_view::npos; };
    if (has("?") || has("都")) return false;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find_first_of(kMarks, begin), text.size());
        int unknown = 0;
        bool named = false;
        for (std::size_t i = begin; i < end;) {
            const auto* name = names.at(text, i);
            const auto* word = option_words().at(text, i);
            const CodePoint point = code_point_at(text, i);
            const bool joins = word != nullptr && (word->meaning == OptionWord::joint ||
                                                   word->meaning == OptionWord::alternative);
            if (joins && trim_space(text.substr(begin, i - begin)).empty()) return false;
            std::size_t length = std::max(name == nullptr ? 0 : name->phrase.size(),
                                          word == nullptr ? 0 : word->phrase.size());
            const auto* sign =
                name == nullptr ? trouble_signs().at(text, i) : nullptr;  // not "first enquiry"
            if (sign != nullptr && sign->meaning == Sign::both) return false;
            named = named || name != nullptr;
            if (length == 0) {
                length = point.length;
                if (is_han(point.value)) unknown += 1;
                if (is_word_character(point.value) && word_boundary(text, i)) unknown += 2;
            }
            i += length;
        }
        const bool bare = named && unknown < kFewest;  // but for what is denied: 别打电话
        if (bare && !find_options(question, names, part_of(part, begin, end)).mentions.empty()) return false;
        begin = end + 1;
    }
    const Findings found = find_options(question, names, part);
    return !found.all && std::none_of(found.mentions.begin(), found.mentions.end(),
                                      [](const Mention& mention) { return mention.by == By::number; });
}

/// The option that the first clause chooses and says nothing else, where the rest names another.
std::optional<ChoiceBesideTrouble> choice_first(const Question& question, const OptionNames& names,
                                                const FoldedText& reply) {
    const std::string_view text = reply.text;
    const std::size_t end = first_clause_end(text);
    const FoldedText head = part_of(reply, 0, end);
    const auto choice = only_choice(question, names, head);
    if (!choice || find_options(question, names, head).text_begin != std::string::npos) return std::nullopt;
    if (has_sign(text.substr(end), Sign::used) || !names_another(names, text.substr(end), *choice))
        return std::nullopt;
    return ChoiceBesideTrouble{*choice, end, text.size()};
}

std::optional<ChoiceBesideTrouble> choice_then_trouble(const Question& question, const OptionNames& names,
                                                       const FoldedText& reply) {
    const auto choice = choice_first(question, names, reply);
    const std::string_view text = reply.text;
    return choice && has_sign(text.substr(choice->reason_begin), Sign::trouble) ? choice : std::nullopt;
}

std::optional<ChoiceBesideTrouble> trouble_then_choice(const Question& question, const OptionNames& names,
                                                       const FoldedText& reply) {
    const std::string_view text = reply.text;
    const std::size_t end = find_sign(text, Sign::used);
    if (has_sign(text, Sign::both)) return std::nullopt;
    if (end == text.size() || !has_sign(text.substr(0, end), Sign::trouble) ||
        has_sign(text.substr(end), Sign::trouble))
        return std::nullopt;
    const auto choice = only_choice(question, names, part_of(reply, end, text.size()));
    if (!choice || !names_another(names, text.substr(0, end), *choice)) return std::nullopt;
    return ChoiceBesideTrouble{*choice, 0, end};
}

/// Words that urge the customer to something, and words that say it was not done.
enum class Urge { urges, refused };

const PhraseMap<Urge>& urges() {
    static const PhraseMap<Urge> map{
        {Urge::urges,
         {"让我", "叫我", "推荐我", "要我", "建议我", "劝我", "催我", "推荐", "told me to", "wanted me to",
          "asked me to", "telling me to", "asking me to", "tried to get me to", "pushing me to",
          "urged me to"}},
        {Urge::refused,
         {"没下",    "没装",     "没用",   "没加",    "没打",    "没去",     "没关注",
          "没理",    "没听",     "没同意", "懒得",    "不想",    "不愿意",   "拒绝",
          "refused", "wouldn't", "didn't", "did not", "said no", "declined", "not interested"}}};
    return map;
}

/// The first word of `urge` in `text` from `begin`, or the end of `text`.
std::size_t find_urge(std::string_view text, std::size_t begin, Urge urge) {
    for (std::size_t i = begin; i < text.size(); i += code_point_at(text, i).length) {
        const auto* found = urges().at(text, i);
        if (found != nullptr && found->meaning == urge) return i;
    }
    return text.size();
}

/// 用的是电话，机器人老让我下App，我没下: another option was urged, and refused.
std::optional<ChoiceBesideTrouble> choice_then_refusal(const Question& question, const OptionNames& names,
                                                       const FoldedText& reply) {
    const std::string_view text = reply.text;
    const std::size_t urged = find_urge(text, 0, Urge::urges);
    if (find_urge(text, urged, Urge::refused) == text.size()) return std::nullopt;
    const std::size_t end = text.find_last_of(",.;:!\n", urged);
    if (end == std::string_view::npos) return std::nullopt;
    const auto choice = only_choice(question, names, part_of(reply, 0, end));
    if (!choice || !names_another(names, text.substr(urged), *choice)) return std::nullopt;
    return ChoiceBesideTrouble{*choice, end, text.size()};
}

/// 我要投诉！客服态度太差了: what the customer came for is said first, and `rest` tells why.
bool declares(std::string_view head, std::string_view rest) {
    static const Pattern wish{
        "^(?:你好|您好|喂|我|我们|俺|就是?|真|来|必须|非|一定|[ ,!])*(?:要|想)(?!不|问)|(?<![a-z])i(?:'d| "
        "would| want|"
        " wish| need|'m here| am going|'m going)(?: like)? to "};
    return wish.found_in(head) &&
           !contains_any(rest, {"也", "还要", "还有", "还是", "又", "或", "另外", "顺便", "建议", "?", "吗",
                                "and ", "also", "plus", "as well", " too", "or "});
}

}  // namespace

std::optional<ChoiceBesideTrouble> choice_before_story(const Question& question, const OptionNames& names,
                                                       const FoldedText& reply) {
    const auto choice = choice_first(question, names, reply);
    if (!choice) return std::nullopt;
    // "No impact, but I can't use it": what the choice denies, the rest may name.
    constexpr std::string_view kDenials[] = {"no ", "not ", "n't", "没", "不", "无"};
    const std::string_view head = std::string_view{reply.text}.substr(0, choice->reason_begin);
    if (asks_for_trouble(question) && contains_any(head, kDenials)) return std::nullopt;
    const FoldedText rest = part_of(reply, choice->reason_begin, choice->reason_end);
    return only_tells(question, names, rest) || declares(head, rest.text) ? choice : std::nullopt;
}

bool used_another(std::string_view text, std::size_t begin) {
    // clang-format off
    static const PhraseMap<bool> laters{
        {true, {"后来又", "后来", "后面又", "后面", "又", "再", "接着", "then", "and then", "later", "afterwards", "after that", "followed by"}}};
    static const PhraseMap<bool> ways{
        {true, {"网上", "官网", "网站", "网页", "聊", "留言", "留的言", "发消息", "发信息", "website", "web page", "webpage", "your site", "the site", "online", "messaged", "wrote", "chatted", "texted"}}};
    // clang-format on
    // 一开始就不对，后来也不对: more than one of them went wrong.
    static const HintedPattern as_well{
        "(?:后来|后面|之后|以后)也(?:都|还|是|一样)*(?:不对|不行|不好|一样|这样|错|有问题|出问题|没好)|(?:"
        "then|"
        "later|afterwards|after that)(?: on)? (?:too|also|as well)(?![a-z])|(?:and|so was|so did) (?:the )?"
        "(?:next|later) (?:one|ones|step|steps)(?: too| as well)(?![a-z])",
        {"也", " too", " also", "as well"}};
    if (as_well.found_in(text.substr(std::min(begin, text.size())))) return true;
    bool later = false;
    for (std::size_t i = begin; i < text.size(); i += code_point_at(text, i).length) {
        later = later || laters.at(text, i) != nullptr;
        if (later && ways.at(text, i) != nullptr) return true;
    }
    return false;
}

bool names_shut(const OptionNames& names, std::string_view text) {
    for (std::size_t i = 0; i < text.size(); i += code_point_at(text, i).length) {
        const auto* name = names.at(text, i);
        if (name == nullptr) continue;
        const auto* said = trouble_signs().at(text, after_thing(text, i + name->phrase.size()));
        if (said != nullptr && said->meaning == Sign::shut) return true;
    }
    return false;
}

std::optional<ChoiceBesideTrouble> choice_beside_trouble(const Question& question, const OptionNames& names,
                                                         const FoldedText& reply) {
    // Where trouble is asked for, "no effect but it won't open" says two things; 能用，就是有时候打不开 one.
    constexpr std::string_view kSometimes[] = {"有时",      "偶尔",         "经常",  "时不时",
                                               "sometimes", "now and then", "often", "at times"};
    const bool contradicts = asks_for_trouble(question) && !contains_any(reply.text, kSometimes);
    auto choice = contradicts ? std::nullopt : choice_then_trouble(question, names, reply);
    if (!choice) choice = choice_then_refusal(question, names, reply);
    return choice ? choice : trouble_then_choice(question, names, reply);
}

}  // namespace askwell::flows::reading
