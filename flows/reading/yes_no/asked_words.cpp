#include "flows/reading/yes_no/asked_words.h"

#include <algorithm>
#include <iterator>

#include "flows/reading/text/phrases.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

constexpr std::size_t kIdeograph = 3;  // bytes

/// Verbs that say the same in answer to each other: 解决了吗 is answered by 搞定了.
constexpr std::string_view kSameDeed[][8] = {
    {"解决", "搞定", "处理好", "弄好", "办好", "修好", "搞好", "办妥"},
    {"solved", "resolved", "fixed", "sorted", "sorted out", "settled", "dealt with", "taken care of"},
    {"开通", "开了", "激活", "启用"},
    {"收到", "拿到", "签收", "领到", "到货", "到账"},
    {"考虑过", "想过"},
    {"received", "arrived", "delivered", "got it", "got mine", "have it"},
    {"告诉", "通知", "告知", "说", "讲", "提到", "提过"},
    {"told", "explained", "informed"},
    {"第一次", "头一次", "头一回", "第一回", "首次"},
    {"到齐", "都到了", "全到了"},
    {"参加", "去", "报名"},
    {"join", "come", "go", "attend"},
};

/// Verbs whose forms share no stem, the plain one first.
constexpr std::string_view kForms[][4] = {
    {"come", "came"},
    {"get", "got", "gotten"},
    {"tell", "told"},
    {"keep", "kept"},
    {"fly", "flew", "flown"},
    {"wear", "wore", "worn"},
    {"hear", "heard"},
    {"give", "gave", "given"},
    {"say", "said"},
    {"go", "went", "gone"},
    {"pay", "paid"},
    {"send", "sent"},
    {"find", "found"},
    {"make", "made"},
    {"take", "took", "taken"},
    {"bring", "brought"},
    {"meet", "met"},
    {"buy", "bought"},
    {"speak", "spoke", "spoken"},
    {"know", "knew", "known"},
    {"see", "saw", "seen"},
    {"do", "did", "done"},
    {"think", "thought"},
    {"ring", "rang", "rung"},
    {"hold", "held"},
    {"show", "showed", "shown"},
    {"choose", "chose", "chosen"},
};

bool follows_determiner(std::string_view before) {
    for (const std::string_view word : {" the ", " your ", " a ", " our "}) {
        if (before.ends_with(word)) return true;
    }
    return false;
}

/// 打 in 给您打电话了吗: the verb alone answers what asks whether it was done.
bool is_verb_with_object(std::string_view piece, std::string_view until) {
    if (piece.size() != code_point_at(piece, 0).length || !is_han(code_point_at(piece, 0).value))
        return false;
    for (const std::string_view done : {"了吗", "过吗"}) {
        if (!until.ends_with(done)) continue;
        const std::string_view object = until.substr(0, until.size() - done.size());
        return !object.empty() && object.size() <= 2 * kIdeograph;
    }
    // 打过电话吗, 穿了鞋套吗
    const bool done = until.starts_with("过") || until.starts_with("了");
    return done && until.ends_with("吗") && until.size() > 2 * kIdeograph && until.size() <= 5 * kIdeograph;
}

}  // namespace

bool AskedWords::has_word(std::string_view word) const {
    return find_word(word, 0) != std::string_view::npos;
}

/// A lone ideograph answers, but a question with it may ask for anything: 说 stands in 说明书 as well.
bool AskedWords::asks_for_deed(std::string_view verb) const {
    if (verb.size() <= kIdeograph && (verb.empty() || is_han(code_point_at(verb, 0).value))) return false;
    return is_han(code_point_at(verb, 0).value) ? has(verb) : has_word(verb);
}

std::size_t AskedWords::same_deed(std::string_view clause, std::size_t position) const {
    for (const auto& deed : kSameDeed) {
        std::size_t longest = 0;
        for (const std::string_view verb : deed) {
            if (!verb.empty() && stands_at(clause, position, verb)) longest = std::max(longest, verb.size());
        }
        const bool asked = longest > 0 && std::any_of(std::begin(deed), std::end(deed),
                                                      [this](auto verb) { return asks_for_deed(verb); });
        if (asked) return longest;
    }
    return 0;
}

std::size_t AskedWords::find_word(std::string_view word, std::size_t from) const {
    for (const auto& forms : kForms) {
        if (std::find(std::begin(forms), std::end(forms), word) == std::end(forms)) continue;
        std::size_t first = std::string_view::npos;
        for (const std::string_view form : forms) {
            if (!form.empty()) first = std::min(first, find_form(form, from));
        }
        return first;
    }
    return find_form(word, from);
}

std::size_t AskedWords::find_form(std::string_view word, std::size_t from) const {
    constexpr std::size_t kShortestStem = 4;
    std::string_view stem = word;
    for (const std::string_view ending : {"ing", "ed", "d", "s"}) {
        if (!word.ends_with(ending) || word.size() < kShortestStem + ending.size()) continue;
        stem.remove_suffix(ending.size());
        break;
    }
    for (std::size_t place = question_.find(stem, from); place != std::string_view::npos;
         place = question_.find(stem, place + 1)) {
        if (!word_boundary(question_, place)) continue;
        for (const std::string_view ending : {"", "s", "d", "ed", "ing"}) {
            const std::size_t end = place + stem.size() + ending.size();
            if ((ending.empty() || stem.size() >= kShortestStem) &&
                question_.substr(place + stem.size()).starts_with(ending) && word_boundary(question_, end))
                return place;
        }
    }
    return std::string_view::npos;
}

/// 航班取消时，有人联系您吗; 晚点时有人告诉您原因吗; "did anyone call when the flight was cancelled?";
/// 怎么吃药.
bool AskedWords::takes_for_granted(std::size_t place, std::size_t length) const {
    const std::string_view rest = question_.substr(place + length);
    const std::string_view sentence = rest.substr(0, std::min(rest.find_first_of("?\n"), rest.size()));
    const std::size_t comma = sentence.find(',');
    if (comma != std::string_view::npos) {
        const std::string_view half = without_endings(sentence.substr(0, comma), {" "});
        for (const std::string_view ending : {"时", "的时候", "以后", "之后", "以前", "之前"}) {
            if (half.ends_with(ending)) return true;
        }
    }
    for (const std::string_view then : {"时有", "时,", "的时候", "以后,", "之后,"}) {
        if (sentence.starts_with(then)) return true;
    }
    const std::string_view all_before = question_.substr(0, place);
    if (all_before.ends_with("怎么") || all_before.ends_with("如何") || all_before.ends_with(" how to "))
        return true;
    const std::string_view before = all_before.substr(all_before.find_last_of("?\n") + 1);  // npos + 1 is 0
    const std::size_t when = before.find(" when ");
    return when != std::string_view::npos && before.find(',', when) == std::string_view::npos;
}

bool AskedWords::ends_in(std::string_view piece) const {
    for (std::size_t place = question_.find(piece); place != std::string_view::npos;
         place = question_.find(piece, place + 1)) {
        const std::string_view before = question_.substr(0, place);
        const auto follows = [before](std::string_view word) { return before.ends_with(word); };
        if (follows("给") || follows("跟") || follows("对") || follows("向") || follows_determiner(before))
            continue;  // 推荐给朋友吗
        if (takes_for_granted(place, piece.size())) continue;
        const std::string_view rest = question_.substr(place + piece.size());
        const std::string_view until = rest.substr(0, std::min(rest.find_first_of("?\n"), rest.size()));
        if (without_endings(until, {"吗", "么", "呢", "了", "过", "的", " "}).empty()) return true;
        if (is_verb_with_object(piece, until)) return true;
    }
    return false;
}

bool AskedWords::says_something(std::string_view piece) const {
    if (ends_in(piece)) return true;
    if (!is_han(code_point_at(piece, 0).value)) {
        for (std::size_t place = find_word(piece, 0); place != std::string_view::npos;
             place = find_word(piece, place + 1)) {
            const std::string_view before = question_.substr(0, place);
            if (!follows_determiner(before) && !takes_for_granted(place, piece.size())) return true;
        }
        return false;
    }
    for (std::size_t place = question_.find(piece); place != std::string_view::npos;
         place = question_.find(piece, place + 1)) {
        const std::string_view before = question_.substr(0, place);
        const bool begins =
            before.empty() || std::string_view{"\n ,.!?"}.find(before.back()) != std::string_view::npos;
        if (!begins && !before.ends_with("的") && !before.ends_with("给") &&
            !takes_for_granted(place, piece.size()))
            return true;
    }
    return false;
}

bool AskedWords::asks_to_do(std::string_view verb) const {
    if (verb.size() < 2 * kIdeograph) return ends_in(verb);
    return has(verb) && says_something(verb);
}

bool AskedWords::offers(std::string_view verb) const {
    for (std::size_t place = question_.find(verb); place != std::string_view::npos;
         place = question_.find(verb, place + 1)) {
        const std::string_view before = question_.substr(0, place);
        for (const std::string_view offer : {"给您", "给你", "我们", "我们再"}) {
            if (before.ends_with(offer)) return true;
        }
    }
    return false;
}

bool AskedWords::asks_for_any(std::string_view thing) const {
    for (const std::string_view ending : {"", "s", "es"}) {
        if (!thing.ends_with(ending)) continue;
        const std::string_view one = thing.substr(0, thing.size() - ending.size());
        for (std::size_t place = find_word(one, 0); one.size() > 2 && place != std::string_view::npos;
             place = find_word(one, place + 1)) {
            const std::string_view before = question_.substr(0, place);
            if (before.ends_with(" a ") || before.ends_with(" an ") || before.ends_with(" any ")) return true;
        }
    }
    return false;
}

}  // namespace askwell::flows::reading
