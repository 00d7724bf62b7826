#include "flows/reading/ratings/senses.h"

#include <algorithm>
#include <iterator>

#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {
namespace {

const PhraseMap<Sense>& senses() {
    // clang-format off
    static const PhraseMap<Sense> map{
        {Sense::past, {"以前", "之前", "上次", "上一次", "上回", "原来", "原先", "过去", "从前", "去年", "上个月", "上周", "前年", "last month", "last week", "last time", "previously", "in the past", "last year", "back then", "it used to be", "used to be", "used to be a", "it used to be a", "used to", "used to give"}},
        {Sense::this_time, {"这次", "这次可以给", "这回", "本次", "this time", "this time it was"}},
        {Sense::now, {"现在", "如今", "今天", "今年", "今年的", "眼下", "now", "now it's", "currently", "today", "this year", "these days"}},
        {Sense::off, {"off for", "off because", "off as", "off since", "off due to", "lost for", "lost on", "deducted", "taken off", "docked", "knocked off", "扣在", "扣给"}},
        {Sense::reason, {"because", "cause", "cos", "coz", "cuz", "bc", "since", "因为", "由于", "主要是因为", "主要因为", "是因为"}},
        {Sense::contrast, {"but", "however", "但", "但是", "可是", "不过", "可惜"}},
        {Sense::conclusion, {"so", "so i", "so i'll", "so i'd", "so i will", "so i would", "so i'm", "so i am", "so we", "so we'll", "so we'd", "so it is", "so that's", "so it's", "so i'd say", "所以", "所以我", "因此"}},
        {Sense::refusal, {"no", "nope", "给不了", "打不了", "到不了", "给不出", "是不可能", "是不可能给", "不可能给", "不可能", "想都别想", "就别想", "别想", "没门", "免谈", "isn't happening", "is not happening", "ain't happening", "is out of the question", "isn't possible", "is not possible"}},
        {Sense::wish, {"就好了", "就更好了", "就更好", "就完美了", "就最好了", "那就好了", "会更好", "就再好不过了", "would be better", "would be nice", "would be great", "would be perfect", "would be good", "would have been better", "would have been nice", "would have helped", "would help", "would've been better", "would've been nice", "it would be better", "it would have been better", "that would be great", "that would have been better"}},
        {Sense::also, {"也"}},
        {Sense::remainder, {"那", "另"}},
        {Sense::total, {"总的", "总的来说", "总的来讲", "总体", "总体来说", "总体来讲", "总体而言", "总体上", "整体", "整体来说", "整体来讲", "整体而言", "综合", "总之", "总分", "综合评分"}},
        {Sense::lack, {"没", "没有"}},
        {Sense::grudge, {"都嫌", "都不想", "都不给", "都多", "都不配", "都嫌多"}},
    };
    // clang-format on
    return map;
}

/// 早餐再丰富点就10分了: a wish runs into 就 and its score.
bool wishes(std::string_view clause) {
    constexpr std::string_view kWishes[] = {"再", "更", "点", "些", "能", "要是", "如果", "只要", "假如"};
    return std::any_of(std::begin(kWishes), std::end(kWishes), [clause](std::string_view wish) {
        return clause.find(wish) != std::string_view::npos;
    });
}

}  // namespace

Sense sense_of(std::string_view text, std::size_t begin, std::size_t end, const std::vector<Piece>& before) {
    const std::string_view word = text.substr(begin, end - begin);
    if (word.starts_with("就") && !before.empty() && before.back().kind != PieceKind::separator) {
        const auto stop = std::find_if(before.rbegin(), before.rend(),
                                       [](const Piece& piece) { return piece.kind == PieceKind::separator; });
        const std::size_t clause = stop == before.rend() ? 0 : stop->end;
        if (wishes(text.substr(clause, begin - clause))) return Sense::wish;
    }
    const Sense* const found = senses().whole(word);
    if (found == nullptr) return Sense::none;
    const bool touches_score = !before.empty() && before.back().kind == PieceKind::score &&
                               (before.back().end == begin || static_cast<unsigned char>(word.front()) <
                                                                  0x80);  // "5 no", "5 is not happening"
    if (*found == Sense::refusal && !touches_score) return Sense::none;
    return *found;
}

}  // namespace askwell::flows::reading
