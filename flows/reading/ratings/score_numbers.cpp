#include "flows/reading/ratings/score_numbers.h"

#include <algorithm>

#include "flows/reading/numbers/number_units.h"
#include "flows/reading/numbers/numbers.h"
#include "flows/reading/ratings/counted_points.h"
#include "flows/reading/ratings/figure_place.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

class NumberReader : PieceMaker {
  public:
    NumberReader(const PieceMaker& maker, const Piece* before, bool spaced)
        : PieceMaker(maker), before_(before), spaced_(spaced) {}

    std::optional<Piece> number_piece() const {
        if (text_[position_] == '-' || text_[position_] == '+') {
            const auto negative = number_at(text_, position_ + 1);
            const bool sign =
                negative && (position_ == 0 || spaced_ || before_->kind == PieceKind::separator);
            if (!sign || negative->form != NumberForm::digits || position_ > 0) return std::nullopt;
            return guess(kOutOfRange, 1 + negative->length);
        }
        const auto found = number_at(text_, position_);
        if (!found) return std::nullopt;
        const std::size_t end = position_ + found->length;
        const FigurePlace place{text_, labels_, position_};
        if (place.numbers_a_version() || place.is_midway() || place.hour_and_minutes(*found) ||
            is_this_one(*found, end))
            return make(PieceKind::text, found->length);
        if (place.names_a_key(end)) {
            Piece key = make(PieceKind::text, found->length);
            key.figure = true;
            return key;
        }
        if (const std::size_t length = place.clock_time(end); length > 0)
            return make(PieceKind::text, length);
        if (found->high > scale_.highest() && place.follows_number_word())
            return make(PieceKind::text, found->length);
        if (const std::size_t length = spoken_decimal(end); length > 0) return guess(kDecimal, length);
        if (place.prefixed() || place.names_which() || names_a_part(text_, position_, end))
            return make(PieceKind::text, found->length);
        if (place.compared()) return guess(kNotExact, found->length);
        if (auto piece = pair(*found, end)) return piece;
        if (matches(end, "-") && text_.find_first_not_of("- ", end) == std::string_view::npos) {
            return guess(kNotExact, text_.size() - position_);  // "5-", but not "5 - great"
        }
        if (matches(end, "%") || matches(end, "+")) return guess(kNotExact, found->length + 1);
        if (const std::size_t length = misspelt_points(*found, end); length > 0)
            return scored(found->high, found->length + length, true);
        const auto* unit = number_units().at(text_.substr(after_blank(end)), 0);
        const bool egg = unit != nullptr && unit->phrase == "蛋";  // 零蛋 is no point, 两个蛋 are no score
        if (unit != nullptr && !label_longer_than(unit->phrase.size(), after_blank(end)) &&
            !begins_word(*unit, end) && (!egg || found->high == 0)) {
            return with_unit(*found, end, *unit);
        }
        if ((found->low > scale_.highest() && place.is_age(*found)) || place.begins_hours(end))
            return make(PieceKind::text, found->length);
        if (found->span() && found->low > scale_.highest())  // 80多了, 二三十: so many of something
            return scored(found->low, found->length, false);
        if (found->span() || found->fraction) return guess(found->span() ? kRange : kDecimal, found->length);
        if (!found->plain && found->high != truncated(found->high)) return guess(kNotExact, found->length);
        return bare(*found, end);
    }

    /// "④ 口音有点重": an ideograph after a blank that counts things only where it touches the figure.
    bool begins_word(const PhraseMap<NumberUnit>::Entry& unit, std::size_t end) const {
        const std::size_t after = after_blank(end) + unit.phrase.size();
        if (unit.phrase == "x" && after_blank(end) > end && after == text_.size()) return true;  // a kiss
        return unit.meaning == NumberUnit::counter && after_blank(end) > end &&
               begins_other_word(text_, after_blank(end));
    }

  private:
    /// What a number that ends at `end` counts, or null.
    const PhraseMap<NumberUnit>::Entry* unit_at(std::size_t end) const {
        const auto* unit = number_units().at(text_.substr(after_blank(end)), 0);
        return unit == nullptr || begins_word(*unit, end) ? nullptr : unit;
    }

    /// The length of 份 in "5份，辛苦了", which sounds like 分: behind the figure that begins the reply or is
    /// given, at the end of its clause. 0 for portions counted inside a sentence, or again (5份。少了1份).
    std::size_t misspelt_points(const NumberAt& number, std::size_t end) const {
        constexpr std::string_view kPortions = "份";
        const bool given = before_ != nullptr && before_->kind == PieceKind::word &&
                           before_->role == Role::giver && before_->end == position_;
        if (number.form != NumberForm::digits || number.fraction || (position_ > 0 && !given) ||
            !matches(end, kPortions) || number.span() || scale_.find(truncated(number.high)) == nullptr)
            return 0;
        const std::size_t next = end + kPortions.size();
        const bool again = text_.find(kPortions, next) != std::string_view::npos;
        return !again && (next == text_.size() || !is_letter_at(next)) ? kPortions.size() : 0;
    }
    bool is_letter_at(std::size_t position) const {
        const char32_t character = code_point_at(text_, position).value;
        return character == U' ' || is_han(character) || is_word_character(character);
    }

    /// The length of 三点五分 when it ends its clause: three and a half points, where a time goes on with
    /// what happened then. Else 0.
    std::size_t spoken_decimal(std::size_t end) const {
        constexpr std::string_view kPoint = "点";
        constexpr std::string_view kPoints = "分";
        const auto tenths = matches(end, kPoint) ? number_at(text_, end + kPoint.size()) : std::nullopt;
        if (!tenths || tenths->span() || tenths->high > 9) return 0;
        const std::size_t points = end + kPoint.size() + tenths->length;
        if (!matches(points, kPoints)) return 0;
        const std::size_t stop = points + kPoints.size();
        const bool ends = stop >= text_.size() || !is_letter_at(stop) || is_tail(stop);
        return ends ? stop - position_ : 0;
    }

    /// "Quick one - 4": the question rather than a score.
    bool is_this_one(const NumberAt& number, std::size_t end) const {
        constexpr std::string_view kStops = ",.:;-!";
        const std::size_t next = after_blank(end);
        if (number.form != NumberForm::word || number.high != 1 || !spaced_ || before_ == nullptr ||
            next >= text_.size() || kStops.find(text_[next]) == std::string_view::npos)
            return false;
        return before_->kind == PieceKind::text || before_->kind == PieceKind::label ||
               (before_->kind == PieceKind::word && before_->role == Role::said);
    }

    /// Two numbers that belong together: 4/5 and "4 out of 5" name their scale, 4-5 and "4 or 5" are no
    /// single score.
    std::optional<Piece> pair(const NumberAt& first, std::size_t end) const {
        // clang-format off
        enum class Mark { ratio, range, list };
        static const PhraseMap<Mark> marks{
            {Mark::ratio,
             {"/", "out of", "of", "分/", "points out of", "stars out of", "star out of", "outta",
              "on a scale of"}},
            {Mark::range, {"-", "~", "to", "到", "至", "--", "分到", "分至", "分-", "分~", "..", "…"}},
            {Mark::list,
             {"or", "或", "或者", "、", "分或", "分或者", "or maybe", "or even", "maybe", "->", "and", "和",
              "还是", "分还是", "or a"}},
        };
        // clang-format on
        const std::size_t start = after_blank(end);
        const auto* mark = marks.at(text_.substr(start), 0);
        if (mark == nullptr) return std::nullopt;
        const std::size_t next = after_blank(start + mark->phrase.size());
        const auto second = number_at(text_, next);
        if (!second || second->form == NumberForm::roman || too_long(first) || too_long(*second)) {
            return std::nullopt;
        }
        const bool comma = text_.substr(start, mark->phrase.size()) == ",";
        const auto on_scale = [this](const NumberAt& number) {
            return scale_.find(truncated(number.high)) != nullptr;
        };
        if (comma && (!on_scale(first) || !on_scale(*second)))  // "666，5分", "4, 45 min wait"
            return std::nullopt;
        if (is_dashed_off(text_, start, first, *second)) return std::nullopt;
        if (comma && next > start + 1 && follows_denial()) return std::nullopt;  // "not 5, 4"
        std::size_t stop = next + second->length;
        const std::size_t length = stop - position_;
        const auto* unit = unit_at(stop);
        const bool counted = unit != nullptr ? unit->meaning == NumberUnit::counter
                                             : mark->meaning == Mark::ratio && belongs_to_next(stop) &&
                                                   (second->high != scale_.highest() || plural_follows(stop));
        if (comma && (counted || belongs_to_next(stop))) return std::nullopt;  // "4, 2 of you were great"
        if (counted) return make(PieceKind::text, length);
        if (mark->meaning == Mark::range && position_ > 0 && first.high > scale_.highest() &&
            (first.high > second->high || second->high > scale_.highest()))
            return make(PieceKind::text, length);  // "open 9 to 5", "the slot was 8-12"
        if (mark->meaning == Mark::list && text_.substr(0, position_).ends_with("at "))
            return make(PieceKind::text, length);  // "texted me at 12 and 5"
        if (mark->meaning == Mark::range && first.high <= std::max(scale_.lowest(), 1) &&
            second->high == scale_.highest()) {
            if (unit != nullptr) stop = after_blank(stop) + unit->phrase.size();
            return our_scale(stop - position_);
        }
        if (mark->meaning == Mark::list && first.high == second->high && !second->span()) {
            return scored(first.high, length, false);  // "4, 4 and 4"
        }
        if (mark->meaning != Mark::ratio) return guess(kRange, length);
        if (unit != nullptr) stop = after_blank(stop) + unit->phrase.size();
        const bool told = before_ != nullptr && before_->kind == PieceKind::text;
        if (told && mark->phrase == "of" && second->high != scale_.highest())  // "they fixed 1 of 2"
            return make(PieceKind::text, length);
        if (first.fraction || first.span() || second->span() || second->high != scale_.highest() ||
            matches(stop, "/")) {
            return guess(kOtherScale, stop - position_);
        }
        return scored(first.high, stop - position_, true);
    }

    /// "Not 5": only in English, for 不是4、5 denies both.
    bool follows_denial() const {
        return before_ != nullptr && before_->kind == PieceKind::word && before_->role == Role::negation &&
               !is_han(code_point_at(text_, before_->begin).value);
    }

    Piece with_unit(const NumberAt& number, std::size_t end, const PhraseMap<NumberUnit>::Entry& unit) const {
        const std::size_t stop = after_blank(end) + unit.phrase.size();
        const std::size_t length = stop - position_;
        switch (unit.meaning) {
            case NumberUnit::counter:
                return make(PieceKind::text, length);
            case NumberUnit::fraction_of_point:
                return guess(kNotExact, length);
            case NumberUnit::scale_name:
                return scale_name(number.high, length);
            case NumberUnit::points:
                if (are_matters(text_, position_, stop)) return make(PieceKind::text, length);
                break;
            case NumberUnit::stars:
                break;
        }
        if (number.span()) return guess(kRange, length);
        if (number.fraction) return guess(kDecimal, length);
        if (auto piece = out_of(number, stop)) return *piece;
        if (names_a_brand(number, stop, unit)) return make(PieceKind::text, length);
        if (is_degree(number, end, unit)) return make(PieceKind::text, number.length);
        if (unit.meaning == NumberUnit::stars && scale_.highest() > kUsualStars && number.high <= kUsualStars)
            return guess(kOtherScale, length);
        Piece piece = scored(number.high, length, true);
        piece.figure = number.form == NumberForm::digits;
        piece.praised = matches(stop, "好评");
        return piece;
    }

    /// "4分/5分", "4 stars out of 5".
    std::optional<Piece> out_of(const NumberAt& number, std::size_t position) const {
        // clang-format off
        static const PhraseMap<bool> marks{
            {true, {"/", "out of", "of"}},
            {false, {"-", "~", "到", "至", "或", "或者", "还是", "or", "to"}},
        };
        // clang-format on
        const std::size_t start = after_blank(position);
        const auto* mark = marks.at(text_.substr(start), 0);
        const std::size_t touching = matches(start, "or") ? 2 : 0;  // "4分or5分"
        if (mark == nullptr && touching == 0) return std::nullopt;
        const std::size_t next = after_blank(start + (mark == nullptr ? touching : mark->phrase.size()));
        const auto second = number_at(text_, next);
        if (!second) return std::nullopt;
        std::size_t stop = next + second->length;
        if (const auto* unit = unit_at(stop); unit != nullptr) {
            if (unit->meaning == NumberUnit::counter) return std::nullopt;
            stop = after_blank(stop) + unit->phrase.size();
        }
        if (mark == nullptr || !mark->meaning) return guess(kRange, stop - position_);
        if (second->high != scale_.highest()) return guess(kOtherScale, stop - position_);
        return scored(number.high, stop - position_, true);
    }

    /// 三星S24.
    bool names_a_brand(const NumberAt& number, std::size_t stop,
                       const PhraseMap<NumberUnit>::Entry& unit) const {
        return unit.phrase == "星" && number.form == NumberForm::han && stop < text_.size() &&
               is_word_character(code_point_at(text_, stop).value);
    }

    /// 十分 before a word is "very", not ten points.
    bool is_degree(const NumberAt& number, std::size_t end, const PhraseMap<NumberUnit>::Entry& unit) const {
        if (number.form != NumberForm::han || number.high != 10 || unit.phrase != "分") return false;
        const std::size_t next = end + unit.phrase.size();
        if (next >= text_.size() || !is_han(code_point_at(text_, next).value)) return false;
        const auto* word = rating_words().at(text_, next);
        return word == nullptr || (!is_wrapping_after(word->meaning) && word->meaning != Role::starter);
    }

    /// A number without a unit is a score only when what follows could not belong to it.
    Piece bare(const NumberAt& number, std::size_t end) const {
        const bool given =
            before_ != nullptr && before_->kind == PieceKind::word && before_->role == Role::giver;
        // 给个3 prompts太长了
        if (given && is_han(code_point_at(text_, before_->begin).value) && matches(end, " ") &&
            end + 1 < text_.size() && !is_han(code_point_at(text_, end + 1).value) && !too_long(number))
            return scored(number.high, number.length, true);
        const std::size_t next = after_blank(end);
        const bool word_follows =
            next < text_.size() && is_word_character(code_point_at(text_, next).value) && !is_tail(next);
        const bool praised =
            before_ != nullptr && before_->kind == PieceKind::word && before_->role == Role::said;
        const bool pronoun = number.form == NumberForm::word && number.high == 1 &&
                             (word_follows || praised);  // "one was not", "the second best one"
        const bool counts = number.form == NumberForm::word && number.high > std::max(scale_.highest(), 10);
        if (counts || too_long(number) || pronoun || belongs_to_next(end) || is_as_soon_as(number, end))
            return make(PieceKind::text, number.length);
        return scored(number.high, number.length, given);
    }

    /// True when what stands at `end` could belong to the number before it: a unit we do not know, or more of
    /// the same word.
    bool belongs_to_next(std::size_t end) const {
        if (end >= text_.size()) return false;
        if (text_[end] != ' ') {
            return !word_boundary(text_, end) || (is_han(code_point_at(text_, end).value) && !known_at(end));
        }
        const std::size_t next = after_blank(end);
        const bool word = next < text_.size() && is_word_character(code_point_at(text_, next).value);
        return word && !known_at(next) && !number_at(text_, next) &&
               !(position_ == 0 && begins_a_sentence(text_, next));
    }

    /// An order number, a phone number, a year.
    static bool too_long(const NumberAt& number) {
        constexpr std::size_t kLongest = 3;
        return number.form == NumberForm::digits && !number.fraction && number.length > kLongest;
    }

    /// 一打就通: "no sooner … than", not one point.
    bool is_as_soon_as(const NumberAt& number, std::size_t end) const {
        constexpr std::size_t kLongestVerb = 9;  // bytes: three ideographs
        if (number.form != NumberForm::han || number.high != 1 || is_tail(end)) return false;
        const std::size_t then = text_.substr(end, kLongestVerb + std::string_view{"就"}.size()).find("就");
        return then != std::string_view::npos && then > 0 &&
               text_.substr(end, then).find_first_of(" ,.!?;") == std::string_view::npos;
    }

    /// "2/5 people", "3 of 5 calls".
    bool plural_follows(std::size_t end) const {
        static const PhraseMap<bool> plurals{
            {true, {"people", "men", "women", "children", "of", "staff", "in"}}};
        const std::string_view word = word_at(text_, after_blank(end));
        return word.ends_with('s') || plurals.whole(word) != nullptr;
    }

    /// "2 部分解决" is a score with its label, not two of something.
    bool label_longer_than(std::size_t length, std::size_t at) const {
        const auto label = labels_.at(text_, at);
        return label && label->length > length;
    }

    bool is_tail(std::size_t at) const {
        const auto* word = rating_words().at(text_, at);
        return word != nullptr && (is_wrapping_after(word->meaning) || word->meaning == Role::said);
    }

    bool known_at(std::size_t at) const {
        const auto* word = rating_words().at(text_, at);
        if (word != nullptr && word->meaning == Role::address) {  // "5 mate", but not "4 bud lights"
            const std::size_t next = after_blank(at + word->phrase.size());
            return next >= text_.size() || !is_word_character(code_point_at(text_, next).value);
        }
        return (word != nullptr && word->meaning != Role::not_words) || labels_.at(text_, at).has_value();
    }

    const Piece* before_;
    bool spaced_;
};

}  // namespace

std::optional<Piece> score_number_at(const PieceMaker& maker, const Piece* before, bool spaced) {
    return NumberReader{maker, before, spaced}.number_piece();
}

}  // namespace askwell::flows::reading
