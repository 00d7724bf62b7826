#include "flows/reading/ratings/scale_names.h"

#include <algorithm>

#include "flows/reading/numbers/numbers.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

class ScaleReader : PieceMaker {
  public:
    explicit ScaleReader(const PieceMaker& maker) : PieceMaker(maker) {}

    /// ⭐⭐⭐⭐, ★★★☆☆; more than five on a longer scale. A lone star may be mere decoration; a row of hollow
    /// ones says nothing.
    std::optional<Piece> stars() const {
        int full = 0;
        int hollow = 0;
        std::size_t end = position_;
        while (end < text_.size()) {
            const CodePoint point = code_point_at(text_, end);
            if (point.value == 0x2B50 || point.value == 0x2605 || point.value == 0x1F31F) {
                if (hollow > 0) return guess(kNotExact, end - position_);
                ++full;
            } else if (point.value == 0x2606) {
                ++hollow;
            } else if (point.value != U' ' || full + hollow == 0) {
                break;
            }
            end += point.length;
        }
        if (full + hollow == 0) return std::nullopt;
        const std::size_t length = end - position_;
        if (full == 1 && hollow == 0 && length < text_.size()) return make(PieceKind::emoji, length);
        const bool whole_row = full + hollow == scale_.highest();
        const bool few = scale_.highest() > kUsualStars && full <= kUsualStars;  // of five, or of ten?
        if (few || full == 0 || (hollow > 0 && !whole_row) || (full == 1 && hollow == 0)) {
            return guess("stars that do not count", length);
        }
        Piece piece = scored(full, length, true);
        piece.figure = true;  // ⭐⭐⭐⭐⭐小姑娘很好
        return piece;
    }

    /// 满分 is the highest score, 中间分 the middle of a scale that has one; 满分5分 and 满分是10 name the
    /// scale, 给满分10分 does both.
    Piece marks(Role role, std::size_t length) const {
        if (role == Role::lowest_marks) return top_or_bottom(scale_.lowest(), length);
        if (role == Role::middle_marks) {
            const int ends = scale_.lowest() + scale_.highest();
            return ends % 2 == 0 && closes_clause(position_ + length) ? top_or_bottom(ends / 2, length)
                                                                      : make(PieceKind::text, length);
        }
        const std::string_view before = text_.substr(0, position_);  // 我给 + 满分5分
        const bool given = matches(position_, "给") || matches(position_, "打") || before.ends_with("给") ||
                           before.ends_with("打");
        std::size_t next = position_ + length;
        for (const std::string_view joint : {"是", "为", ":", " "}) {
            if (matches(next, joint)) next += joint.size();
        }
        const auto number = number_at(text_, next);
        if (!number || number->span()) return top_or_bottom(scale_.highest(), length);
        std::size_t end = next + number->length;
        if (matches(end, "分")) end += std::string_view{"分"}.size();
        const std::size_t mark = before.find_last_of(",.;!\n");
        const bool opens =  // 都推荐过了，满分10分！, but 4分，满分5分 names the scale
            trim_marks(mark == std::string_view::npos ? before : before.substr(mark)).empty() &&
            !contains_any(before, {"分", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"});
        static const PhraseMap<bool> stresses{{true,
                                               {"妥妥", "妥妥的", "必须", "必须的", "没得说", "没话说",
                                                "没毛病", "不解释", "走起", "好评", "谢谢"}}};
        const std::string_view behind = trim_marks(text_.substr(end));  // 满分10分！, 满分十分，妥妥的
        const bool alone = number->high == scale_.highest() && opens &&
                           (behind.empty() || stresses.whole(behind) != nullptr);
        if (alone) return top_or_bottom(scale_.highest(), end - position_);
        if (given && number->high == scale_.highest()) return scored(number->high, end - position_, true);
        return scale_name(number->high, end - position_);
    }

    /// 给个中间分吧, but not 中间分了两次.
    bool closes_clause(std::size_t end) const {
        const std::size_t next = after_blank(end);
        if (next >= text_.size() || !(is_han(code_point_at(text_, next).value) ||
                                      is_word_character(code_point_at(text_, next).value)))
            return true;
        const auto* word = rating_words().at(text_, next);
        return word != nullptr && is_wrapping_after(word->meaning) && word->phrase != "了";
    }

    /// The end of "1 is worst and", 1分最低: the other end of our scale, named before; else where we stand.
    std::size_t after_worst() const {
        static const PhraseMap<bool> worsts{
            {true,
             {"最低", "最差", "是最低", "是最差", "是最低分", "是最差的", "最低分", "is worst",
              "is the worst", "is lowest", "is the lowest", "being the worst"}}};
        static const PhraseMap<bool> joints{{true, {",", "and", "和", "、", ", and"}}};
        const auto number = number_at(text_, position_);
        if (!number || number->high != scale_.lowest() || number->span()) return position_;
        std::size_t end = position_ + number->length;
        if (matches(end, "分")) end += std::string_view{"分"}.size();
        const auto* worst = worsts.at(text_, after_blank(end));
        if (worst == nullptr) return position_;
        end = after_blank(after_blank(end) + worst->phrase.size());
        const auto* joint = joints.at(text_, end);
        return joint == nullptr ? end : after_blank(end + joint->phrase.size());
    }

    /// "If 5 is the best then", "5 being the highest": names our scale, unless it turns it upside down.
    std::optional<Piece> best_named() const {
        static const PhraseMap<bool> conditions{
            {true, {"if", "with", "where", "assuming", "如果", "若", "要是", "假如"}}};
        static const PhraseMap<bool> joints{
            {true, {"is", "being", "is the", "being the", "means", "as the", "是", "为", "算", "=", "代表"}}};
        static const PhraseMap<bool> bests{
            {true,
             {"best", "the best", "highest", "top", "max", "maximum", "most", "excellent", "perfect",
              "very good", "very satisfied", "最好", "最高", "最满意", "满分", "最高分", "非常满意"}}};
        static const PhraseMap<bool> ends{
            {true,
             {"then", "的话", "吧", "那", "那么", "then it's", "then i'd say", "吗", "对吗", "对吧", "是吗",
              "是吧", "right", "correct", "yes"}}};
        std::size_t end = after_worst();
        const auto* condition = conditions.at(text_, end);
        if (condition != nullptr) end = after_blank(end + condition->phrase.size());
        const auto number = number_at(text_, end);
        if (!number || number->span()) return std::nullopt;
        end += number->length;
        if (matches(end, "分")) end += std::string_view{"分"}.size();
        end = after_blank(end);
        const auto* joint = joints.at(text_, end);
        if (joint == nullptr && !matches(end, "最")) return std::nullopt;
        if (joint != nullptr) end = after_blank(end + joint->phrase.size());
        const auto* best = bests.at(text_, end);
        if (best == nullptr) return std::nullopt;
        end += best->phrase.size();
        const auto* last = ends.at(text_, after_blank(end));
        const bool supposed = condition != nullptr || last != nullptr || matches(end, "?") ||
                              (joint != nullptr && joint->phrase.starts_with("being"));
        if (!supposed) return std::nullopt;
        if (last != nullptr) end = after_blank(end) + last->phrase.size();
        return number->high == scale_.highest() ? our_scale(end - position_)
                                                : guess(kOtherScale, end - position_);
    }

    /// "1 = very dissatisfied, 5 = very satisfied?": two points and their labels, as we named them.
    std::optional<Piece> legend() const {
        static const PhraseMap<bool> joints{{true, {"=", "is", "means", "being", "是", "代表", "表示"}}};
        int pairs = 0;
        std::size_t end = position_;
        for (std::size_t place = position_; place < text_.size();) {
            const auto number = number_at(text_, place);
            const std::size_t behind = number ? after_blank(place + number->length) : place;
            const auto* joint = number ? joints.at(text_, behind) : nullptr;
            if (joint == nullptr) break;
            const std::size_t named = after_blank(behind + joint->phrase.size());
            const auto label = labels_.at(text_, named);
            if (!label || !label->score || *label->score != number->high) break;
            ++pairs;
            end = named + label->length;
            place = std::min(text_.find_first_not_of(" ,;", end), text_.size());
            if (stands_at(text_, place, "and")) place += std::string_view{"and "}.size();
        }
        return pairs < 2 ? std::nullopt : std::optional{our_scale(end - position_)};
    }

    /// "out of 5? 2": names the scale before the score.
    std::optional<Piece> scale_alone() const {
        constexpr std::string_view kOutOf = "out of ";
        if (!matches(position_, kOutOf) || !word_boundary(text_, position_)) return std::nullopt;
        const auto highest = number_at(text_, position_ + kOutOf.size());
        if (!highest || highest->high != scale_.highest()) return std::nullopt;
        return our_scale(kOutOf.size() + highest->length);
    }
};

}  // namespace

std::optional<Piece> stars_at(const PieceMaker& maker) {
    return ScaleReader{maker}.stars();
}

Piece marks_at(const PieceMaker& maker, Role role, std::size_t length) {
    return ScaleReader{maker}.marks(role, length);
}

std::optional<Piece> scale_name_at(const PieceMaker& maker, bool begins_clause) {
    const ScaleReader reader{maker};
    if (auto piece = begins_clause ? reader.scale_alone() : std::nullopt) return piece;
    if (auto piece = reader.legend()) return piece;
    return reader.best_named();
}

}  // namespace askwell::flows::reading
