#include "flows/reading/choices/option_place.h"

#include <algorithm>
#include <iterator>

#include "flows/folding.h"
#include "flows/reading/numbers/durations.h"
#include "flows/reading/numbers/numbers.h"
#include "flows/reading/text/hinted_pattern.h"
#include "flows/reading/text/option_words.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

constexpr std::string_view kAll = "都";

}  // namespace

std::string_view OptionPlace::word_at(std::size_t begin) const {
    std::size_t end = begin + code_point_at(text_, begin).length;
    while (end < text_.size() && !word_boundary(text_, end)) end += code_point_at(text_, end).length;
    return text_.substr(begin, end - begin);
}

std::size_t OptionPlace::begins_later(std::string_view word) const {
    const auto outlasts = [&](std::size_t before) {
        const auto* name = names_.at(text_, position_ + before);
        return name != nullptr && name->phrase.size() > word.size() - before;
    };
    constexpr std::string_view kIs = "是";  // 是用不了 is no 是用
    const bool feared = text_.substr(0, position_).ends_with("怕");
    if (word.starts_with(kIs) && word != kIs && !feared && outlasts(kIs.size())) return kIs.size();
    if (word.starts_with(kAll)) return word != kAll && outlasts(kAll.size()) ? kAll.size() : 0;
    const std::size_t blank = word.find(' ');
    const auto* first =
        blank == std::string_view::npos ? nullptr : option_words().whole(word.substr(0, blank));
    const bool wraps = first != nullptr && *first == OptionWord::wrap;
    return wraps && outlasts(blank + 1) ? blank + 1 : 0;
}

std::size_t OptionPlace::unlisted(std::size_t known) const {
    const auto* thing = names_.unlisted_at(text_, position_);
    return thing != nullptr && thing->phrase.size() > known ? thing->phrase.size() : 0;
}

bool OptionPlace::refuses(std::string_view name) const {
    const auto* word = option_words().at(text_, position_);
    if (word == nullptr || word->meaning != OptionWord::negation || word->phrase != name) return false;
    for (std::size_t next = position_ + name.size(); next < text_.size();) {
        if (text_[next] == ' ') {
            ++next;
            continue;
        }
        if (names_.at(text_, next) != nullptr || names_.like(word_at(next))) return true;
        const auto* wrap = option_words().at(text_, next);
        if (wrap == nullptr || wrap->meaning != OptionWord::wrap) return false;
        next += wrap->phrase.size();
    }
    return false;
}

bool OptionPlace::goes_on_denying(std::size_t length) const {
    return text_.substr(position_, length).find("不") != std::string_view::npos &&
           text_.substr(position_ + length).starts_with("不");
}

bool OptionPlace::ends_name(std::size_t end) const {
    static const PhraseMap<bool> endings{
        {true, {"性", "士", "版", "款", "类", "型", "端", "线", "式", "机", "牌", "种", "生", "方"}}};
    return !mentions_.empty() && mentions_.back().end == position_ &&
           endings.at(text_, position_) != nullptr &&
           (end >= text_.size() || !is_han(code_point_at(text_, end).value) ||
            option_words().at(text_, end) != nullptr);
}

bool OptionPlace::names_one_only(std::size_t place) const {
    if (!text_.substr(place).starts_with(',')) return false;
    const std::string_view named = trim_marks(text_.substr(place + 1));
    return std::any_of(question_.options.begin(), question_.options.end(), [named](const Option& option) {
        const auto& labels = option.label.all();
        return std::any_of(labels.begin(), labels.end(),
                           [named](const auto& label) { return fold_for_matching(label.second) == named; });
    });
}

bool OptionPlace::offers_unknown(std::size_t length, std::size_t text_end) const {
    const auto* name = names_.at(text_, after_blank(text_, position_ + length));
    if (question_.type != QuestionType::single || name == nullptr) return false;
    const std::size_t before = trim_space(text_.substr(0, position_)).size();
    if (mentions_.empty()) return before > 0 && text_end == before;
    const Mention& last = mentions_.back();
    return last.by == By::part && last.end == before && last.option != name->meaning;
}

/// "We ship everything", "they redo it all", in a clause behind the choices.
bool OptionPlace::is_done_to_all() const {
    static const PhraseMap<bool> subjects{{true, {"we", "i", "they", "he", "she", "you", "staff"}}};
    if (mentions_.empty()) return false;
    const std::size_t mark = text_.find_last_of(",.;:!\n", position_);
    if (mark == std::string_view::npos || mark < mentions_.back().end) return false;
    const std::string_view clause = trim_space(text_.substr(mark + 1, position_ - mark - 1));
    const auto* subject = subjects.at(clause, 0);
    return subject != nullptr && !only_wrapping(clause.substr(subject->phrase.size()));
}

bool OptionPlace::says_each(std::size_t length, std::size_t text_end) const {
    if (is_done_to_all()) return true;
    const std::size_t next = position_ + length;
    static const Pattern all_right{
        "^(?: else)? (?:was|is|were|are|went|seems?|seemed|has been|worked)(?: all| just| pretty| "
        "perfectly)? (?:fine|ok|okay|"
        "good|great|well|alright|right|perfect|smooth(?:ly)?)(?![a-z])"};
    if (!mentions_.empty() && text_.substr(position_, length).starts_with("everything") &&
        all_right.found_in(text_.substr(next)))
        return true;
    if (length == kAll.size() && text_.substr(position_).starts_with(kAll) && duration_at(text_, next))
        return true;  // 都两个星期了
    if (!text_.substr(position_).starts_with(kAll) || next >= text_.size()) return false;
    if (!is_han(code_point_at(text_, next).value)) return false;
    if (text_.substr(next).starts_with("第")) return true;
    constexpr std::string_view kTold[] = {"说", "觉得", "认为", "反映", "抱怨"};  // 大家都说影响效率
    const bool told = std::any_of(std::begin(kTold), std::end(kTold), [&](std::string_view word) {
        return text_.substr(next).starts_with(word);
    });
    if (told && position_ > 0 && length == kAll.size()) return true;
    const bool after_words = text_end == position_ && position_ > 0;
    const bool bare = !mentions_.empty() && length == kAll.size();  // 员工都在抱怨
    return after_words &&
           (bare || (option_words().at(text_, next) == nullptr && names_.at(text_, next) == nullptr));
}

std::size_t OptionPlace::lacked(std::size_t length) const {
    static const PhraseMap<bool> denials{
        {true,
         {"我没有", "我也没有", "我又没有", "我没", "我也没", "我不用", "我也不用", "我不会用", "我也不会用",
          "我接不到", "我也接不到", "我接不了", "我也接不了", "我收不到", "我也收不到", "我用不了",
          "我也用不了", "我不看", "我也不看"}}};
    // 公众号我早就取关了, "the app I've deleted".
    static const HintedPattern given_up{
        "^(?:,? "
        "?我(?:们|家)?)?(?:也|又|早就?|已经|都|早已|前阵子|去年|后来|刚|给)*(?:取关|取消关注|卸载|删|注销|"
        "退订)(?:了|掉|掉了)+|^ (?:i've |i have |i |we've |is |was )(?:already |long |since )*(?:deleted|"
        "uninstalled|removed|unfollowed|unsubscribed|got rid of)(?: (?:it|ages ago|long ago|years "
        "ago))*(?![a-z])",
        {"取", "卸载", "删", "注销", "退订", "delet", "install", "remov", "unfoll", "unsubs", "rid of"}};
    if (question_.type != QuestionType::single) return 0;
    const std::string_view behind = text_.substr(position_ + length);
    if (const auto found = given_up.may_be_in(behind) ? given_up.pattern().first(behind) : std::nullopt)
        return found->end;
    const auto* denial = denials.at(text_, position_ + length);
    return denial != nullptr ? denial->phrase.size() : 0;
}

bool OptionPlace::names_device(std::size_t length) const {
    static const PhraseMap<bool> devices{{true, {"phone", "mobile", "手机"}}};
    static const PhraseMap<bool> ties{{true, {"on my", "from my", "via my", "using my"}}};
    if (mentions_.empty() || devices.whole(text_.substr(position_, length)) == nullptr) return false;
    const std::string_view between = text_.substr(mentions_.back().end, position_ - mentions_.back().end);
    const std::size_t my = between.rfind("my ");
    const std::size_t begin = my == std::string_view::npos ? my : between.substr(0, my).find_last_not_of(' ');
    if (begin == std::string_view::npos) return false;
    const std::size_t tie = between.substr(0, begin).rfind(' ') + 1;
    const std::string_view make = between.substr(my + std::string_view{"my "}.size());
    return ties.at(between, tie) != nullptr && trim_marks(between.substr(0, tie)).empty() &&
           std::count(make.begin(), make.end(), ' ') <= 1;
}

bool OptionPlace::joins_range(std::size_t length) const {
    constexpr std::string_view kOrdinal = "第";
    std::size_t next = after_blank(text_, position_ + length);
    if (text_.substr(next).starts_with(kOrdinal)) next += kOrdinal.size();
    return !mentions_.empty() && trim_space(text_.substr(0, position_)).size() == mentions_.back().end &&
           (names_.at(text_, next) != nullptr || number_at(text_, next));
}

bool OptionPlace::ends_courtesy(std::size_t length) const {
    static const PhraseMap<bool> courtesies{
        {true,
         {"if that's ok", "if thats ok", "if that's okay", "if thats okay", "if that's alright",
          "if thats alright", "if it's ok", "if i may", "if possible", "if you can", "行吗", "行不", "行不行",
          "好吗", "好不好", "可以吗", "可以不", "可不可以"}}};
    const std::string_view before = text_.substr(0, position_);
    const std::size_t comma = before.find_last_of(",.;:!?\n");
    const std::size_t begin = comma == std::string_view::npos ? 0 : comma + 1;
    const std::string_view clause = trim_marks(text_.substr(begin, position_ + length - begin));
    return !mentions_.empty() && mentions_.back().end <= begin && courtesies.whole(clause) != nullptr;
}

bool OptionPlace::open_plus() const {
    return text_[position_] == '+' && !mentions_.empty() && mentions_.back().end == position_ &&
           trim_marks(text_.substr(position_)).empty();
}

bool OptionPlace::pronoun() const {
    constexpr std::string_view kOne = "one";
    if (!stands_at(text_, position_, kOne)) return false;
    // "The one with Sandeep", "the one where he came".
    static const PhraseMap<bool> ties{
        {true, {"with", "where", "that", "who", "which", "when", "i",      "we",    "you",    "he",   "she",
                "they", "about", "from", "at",  "in",    "by",   "before", "after", "on the", "on my"}}};
    const std::string_view before = text_.substr(0, position_);
    const bool points = before.ends_with("the ") || before.ends_with("that ");
    if (points && ties.at(text_, after_blank(text_, position_ + kOne.size())) != nullptr) return true;
    // "The WeChat one"; "the number one" is a number.
    static const Pattern described{
        "(?<![a-z])(?:the|that|this) (?!number |no |option |choice |answer |top |other )[a-z-]{3,} $"};
    if (described.found_in(before)) return true;
    if (mentions_.empty()) return false;
    const Mention& last = mentions_.back();
    return last.by != By::number && last.end + 1 == position_;
}

}  // namespace askwell::flows::reading
