#include "flows/reading/ratings/score_numbers.h"

#include <algorithm>
#include <iterator>

#include "flows/reading/numbers/number_units.h"
#include "flows/reading/numbers/numbers.h"
#include "flows/reading/ratings/counted_points.h"
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
        if (numbers_a_version() || is_midway() || hour_and_minutes(*found) || is_this_one(*found, end))
            return make(PieceKind::text, found->length);
        if (names_a_key(end)) {
            Piece key = make(PieceKind::text, found->length);
            key.figure = true;
            return key;
        }
        if (const std::size_t length = clock_time(end); length > 0) return make(PieceKind::text, length);
        if (found->high > scale_.highest() && follows_number_word())
            return make(PieceKind::text, found->length);
        if (const std::size_t length = spoken_decimal(end); length > 0) return guess(kDecimal, length);
        if (prefixed() || names_which() || names_a_part(text_, position_, end))
            return make(PieceKind::text, found->length);
        if (compared()) return guess(kNotExact, found->length);
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
        if (is_age(*found) || is_hour(end)) return make(PieceKind::text, found->length);
        if (found->span() && found->low > scale_.highest())  // 80多了, 二三十: so many of something
            return scored(found->low, found->length, false);
        if (found->span() || found->fraction) return guess(found->span() ? kRange : kDecimal, found->length);
        if (!found->plain && found->high != truncated(found->high))
            return guess(kNotExact, found->length);
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
    /// "They texted me at 9, 12 and 5": the first of several hours.
    bool is_hour(std::size_t end) const {
        return text_.substr(0, position_).ends_with(" at ") && matches(end, ",") &&
               number_at(text_, after_blank(end + 1)).has_value();
    }

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
            !matches(end, kPortions) || number.span() ||
            scale_.find(truncated(number.high)) == nullptr)
            return 0;
        const std::size_t next = end + kPortions.size();
        const bool again = text_.find(kPortions, next) != std::string_view::npos;
        return !again && (next == text_.size() || !is_letter_at(next)) ? kPortions.size() : 0;
    }
    bool is_letter_at(std::size_t position) const {
        const char32_t character = code_point_at(text_, position).value;
        return character == U' ' || is_han(character) || is_word_character(character);
    }

    /// An order number, a price, an ordinal, the 5 of "v5": no score, whatever follows.
    bool prefixed() const {
        if (position_ == 0) return false;
        for (const std::string_view mark : {"#", "$", "¥", "£", "€", "第", "no", ".", ":0", "/", "-"}) {
            if (text_.substr(0, position_).ends_with(mark)) {
                // "score:no 4" is no ordinal; a blank or a sentence's stop before the digit is harmless.
                return mark != "." || position_ < 2 ||
                       (text_[position_ - 2] >= '0' && text_[position_ - 2] <= '9');
            }
        }
        return continues_long_number() || !word_boundary(text_, position_);
    }

    /// The length of "4:30pm" when the digits up to `end` are its hour, else 0.
    std::size_t clock_time(std::size_t end) const {
        const auto minutes = matches(end, ":") ? number_at(text_, end + 1) : std::nullopt;
        constexpr std::size_t kMinuteDigits = 2;
        const bool is_time =
            minutes && minutes->form == NumberForm::digits && minutes->length == kMinuteDigits;
        return is_time ? end + 1 + kMinuteDigits - position_ : 0;
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

    /// "Since version 4.2", "android 14", "Kevin (ext. 203)".
    bool numbers_a_version() const {
        constexpr std::string_view kNames[] = {
            "version ", "ver ",  "ver. ", "android ",   "ios ", "windows ", "module ", "chapter ",
            "ext ",     "ext. ", "extn ", "extension ", "分机", "分机号",   "版本",    "系统"};
        return follows_any(kNames);
    }

    /// "Press 3, press 7", 按3按7: the keys of a menu.
    bool names_a_key(std::size_t end) const {
        constexpr std::string_view kNames[] = {"press ",   "pressed ", "pressing ", "hit ", "dial ",
                                               "dialled ", "dialed ",  "按",        "按了"};
        return follows_any(kNames) && !matches(end, "分");  // 就按5分算
    }

    /// "I'm 68 and", 我今年六十八了: years lived, beyond the scale.
    bool is_age(const NumberAt& number) const {
        constexpr double kYoungest = 16;
        constexpr double kOldest = 105;
        constexpr std::string_view kNames[] = {"今年", "我",   "爸",  "妈",    "都",   "快",
                                               "已经", "i'm ", "im ", "i am ", "aged "};
        return number.low > scale_.highest() && number.low >= kYoungest && number.high <= kOldest &&
               follows_any(kNames);
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

    template <std::size_t kSize>
    bool follows_any(const std::string_view (&names)[kSize]) const {
        const std::string_view before = text_.substr(0, position_);
        return std::any_of(std::begin(names), std::end(names), [before](std::string_view name) {
            return before.ends_with(name) && word_boundary(before, before.size() - name.size());
        });
    }

    /// 聊到一半: half way, not half a point.
    bool is_midway() const {
        return matches(position_, "一半") && text_.substr(0, position_).ends_with("到");
    }

    /// "At 4.30", "4.30pm".
    bool hour_and_minutes(const NumberAt& number) const {
        constexpr std::string_view kTimes[] = {"at ", "from ", "until ", "till ", "til ", "since ", "by "};
        constexpr std::size_t kMinutes = 3;  // ".30"
        const std::string_view said = text_.substr(position_, number.length);
        const std::size_t dot = said.find('.');
        if (number.form != NumberForm::digits || dot == std::string_view::npos ||
            said.size() != dot + kMinutes)
            return false;
        const std::string_view before = text_.substr(0, position_);
        const std::size_t next = after_blank(position_ + number.length);
        return matches(next, "am") || matches(next, "pm") ||
               std::any_of(std::begin(kTimes), std::end(kTimes), [before](std::string_view word) {
                   return before.ends_with(word) && word_boundary(before, before.size() - word.size());
               });
    }

    /// "It's number 14, not 41": no score when the scale ends before it.
    bool follows_number_word() const {
        const std::string_view before = text_.substr(0, position_);
        return before.ends_with("number ") || before.ends_with("no. ") || before.ends_with("nr ");
    }

    /// "Agent no. 3", "window number 2": which one of several, not how many points.
    bool names_which() const {
        for (const std::string_view mark : {"no. ", "no ", "number ", "nr ", "nr. "}) {
            const std::string_view before = text_.substr(0, position_);
            if (!before.ends_with(mark)) continue;
            const std::string_view rest = trim_space(before.substr(0, before.size() - mark.size()));
            if (rest.empty() || !is_word_character(code_point_at(rest, rest.size() - 1).value)) return false;
            const std::size_t word = rest.find_last_of(" ,.!?;:") + 1;
            if (number_at(rest, word)) return false;  // "7 no 8"
            static const PhraseMap<bool> scores{
                {true, {"option", "answer", "score", "rating", "choice", "is",    "it's",  "say",  "with",
                        "wait",   "oh",     "a",     "the",    "i",      "be",    "grade", "pick", "choose",
                        "select", "for",    "give",  "mark",   "to",     "would", "of"}}};
            return scores.whole(rest.substr(word)) == nullptr && !labels_.at(rest, word);
        }
        return false;
    }

    /// "12345 - 4": part of the order number, or a score after it.
    bool continues_long_number() const {
        constexpr std::size_t kLong = 4;
        const std::string_view before = text_.substr(0, position_);
        const std::string_view number = before.substr(0, before.find_last_not_of(" -") + 1);
        if (before.find('-', number.size()) == std::string_view::npos) return false;
        return number.size() - (number.find_last_not_of("0123456789") + 1) >= kLong;
    }

    /// "<3", "≥4": a bound, or a heart. An arrow ("→", "=>") is none.
    bool compared() const {
        const std::string_view before = text_.substr(0, position_);
        if (before.ends_with("->") || before.ends_with("=>")) return false;
        return before.ends_with('<') || before.ends_with('>') || before.ends_with("≥") ||
               before.ends_with("≤");
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
