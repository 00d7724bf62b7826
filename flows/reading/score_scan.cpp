#include "flows/reading/score_scan.h"

#include <algorithm>

#include "flows/reading/durations.h"
#include "flows/reading/number_units.h"
#include "flows/reading/numbers.h"
#include "flows/reading/text.h"

namespace askwell::flows::reading {
namespace {

constexpr const char* kOtherScale = "another scale";
constexpr const char* kRange = "a range of scores";
constexpr const char* kDecimal = "between two scores";
constexpr const char* kNotExact = "not an exact score";
constexpr const char* kOutOfRange = "out of range";

bool is_wrapping_after(Role role) {
    return role == Role::tail || role == Role::particle;
}

bool hedges(std::string_view word) {
    static const PhraseMap<bool> words{
        {true, {"probably", "maybe", "perhaps", "likely", "possibly", "也许", "可能", "大概", "应该"}}};
    return words.whole(word) != nullptr;
}

bool says_how_much(std::string_view word) {
    static const PhraseMap<bool> words{{true,
                                        {"very", "really", "too", "super", "fully", "completely", "totally",
                                         "absolutely", "很", "太", "非常", "十分", "特别"}}};
    return words.whole(word) != nullptr;
}

class Scanner {
  public:
    Scanner(const Scale& scale, const LabelMatcher& labels, std::string_view text)
        : scale_(scale), labels_(labels), text_(text) {}

    std::vector<Piece> run() {
        while (position_ < text_.size()) {
            if (text_[position_] == ' ') {
                ++position_;
                spaced_ = true;
                continue;
            }
            Piece piece = next();
            piece.begin = position_;
            piece.end = std::max(piece.end, position_ + 1);
            piece.spaced = spaced_;
            spaced_ = false;
            position_ = piece.end;
            pieces_.push_back(piece);
        }
        return std::move(pieces_);
    }

  private:
    Piece next() {
        if (auto piece = stars()) return *piece;
        if (auto piece = scale_alone()) return *piece;
        const auto* word = rating_words().at(text_, position_);
        if (word != nullptr && word->phrase == "也不" && denial_follows()) {
            return make(PieceKind::text, std::string_view{"也"}.size());
        }
        const std::size_t word_length = word == nullptr ? 0 : length_before_label(*word);
        if (const auto label = labels_.at(text_, position_); label && label->length >= word_length) {
            Piece piece = make(PieceKind::label, label->length);
            piece.score = label->score;
            piece.moderated = label->moderated;
            piece.denied = label->denied;
            piece.excluded = label->excluded;
            piece.tied = tied(piece.end) || quoted_word();
            piece.hedge = word != nullptr && hedges(word->phrase);
            piece.firm = word_length < label->length ||
                         (word->meaning != Role::lead && !is_wrapping_after(word->meaning));
            return piece;
        }
        if (auto piece = duration(word_length)) return *piece;
        if (word != nullptr && is_marks(word->meaning)) return marks(word->meaning, word_length);
        if (auto piece = number(word_length)) return *piece;
        if (word != nullptr) {
            Piece piece =
                make(word->meaning == Role::not_words ? PieceKind::text : PieceKind::word, word_length);
            piece.role = word->meaning;
            piece.degree = says_how_much(word->phrase);
            if (piece.role == Role::address || piece.role == Role::deed) {
                const bool fits = piece.role == Role::address ? addresses(piece.end) : follows_label();
                piece.role = Role::tail;
                if (!fits) piece.kind = PieceKind::text;
            }
            return piece;
        }
        return rest();
    }

    bool follows_label() const { return !pieces_.empty() && pieces_.back().kind == PieceKind::label; }

    /// "5 mate", 很满意师傅: whom the customer speaks to, between a score and a stop.
    bool addresses(std::size_t end) const {
        if (pieces_.empty()) return false;
        const Piece& last = pieces_.back();
        const bool scored = last.kind == PieceKind::score || last.kind == PieceKind::label ||
                            last.kind == PieceKind::duration ||
                            (last.kind == PieceKind::word && is_wrapping_after(last.role));
        const std::size_t next = after_blank(end);
        if (!scored || next >= text_.size()) return scored;
        const char32_t following = code_point_at(text_, next).value;
        return !is_word_character(following) && !is_han(following);
    }

    /// 也不算繁琐: 也 and a denied label.
    bool denial_follows() const {
        const auto label = labels_.at(text_, position_ + std::string_view{"也"}.size());
        return label && label->denied;
    }

    /// The length of `word` without the last character, when that begins a label: 给满 + 意 is 给 + 满意.
    std::size_t length_before_label(const PhraseMap<Role>::Entry& word) const {
        constexpr std::size_t kIdeograph = 3;  // bytes
        const std::size_t length = word.phrase.size();
        if (word.meaning != Role::giver || length <= kIdeograph) return length;
        const std::size_t shorter = length - kIdeograph;
        if (!is_han(code_point_at(text_, position_ + shorter).value)) return length;
        const auto label = labels_.at(text_, position_ + shorter);
        return label && label->length > kIdeograph ? shorter : length;
    }

    /// 真是太"满意"了: a word in quotation marks inside a sentence is not meant as it stands.
    bool quoted_word() const {
        if (position_ < 2 || text_[position_ - 1] != '"' || pieces_.size() < 2) return false;
        const Piece& before = pieces_[pieces_.size() - 2];
        return before.kind != PieceKind::separator && before.end + 1 == position_;
    }

    bool tied(std::size_t end) const {
        if (matches(end, "\"")) ++end;  // a label in quotation marks is talked about
        if (names_a_person(end) || is_how_often(end)) return true;
        const auto* word = words_that_tie().at(text_, after_blank(end));
        if (word == nullptr || !word->meaning) return false;
        const auto* longer = rating_words().at(text_, after_blank(end));
        return longer == nullptr || longer->phrase.size() <= word->phrase.size();
    }

    /// "Never had to ask" is no "never": what happened so often is the opposite of what we ask.
    bool is_how_often(std::size_t end) const {
        static const PhraseMap<bool> duties{{true,
                                             {"had to", "have to", "needed", "need to", "having to", "要我",
                                              "得我", "需要我", "要催", "得催"}}};
        static const PhraseMap<bool> adverbs{
            {true,
             {"never", "rarely", "seldom", "sometimes", "occasionally", "usually", "often", "always",
              "constantly", "every time", "从不", "很少", "有时", "经常", "总是", "每次都"}}};
        return adverbs.whole(text_.substr(position_, end - position_)) != nullptr &&
               duties.at(text_, after_blank(end)) != nullptr;
    }

    /// "I'm a patient at St Mary's".
    bool names_a_person(std::size_t end) const {
        static const PhraseMap<bool> places{{true, {"at", "in", "of", "from", "here", "with", "who"}}};
        const std::string_view before = text_.substr(0, position_);
        const bool article = before.ends_with(" a ") || before.ends_with(" an ") || before == "a ";
        const bool noun = text_.substr(position_, end - position_) == "patient";
        if (article && noun && trim_marks(text_.substr(end)).empty()) return true;
        return article && places.at(text_, after_blank(end)) != nullptr;
    }

    Piece make(PieceKind kind, std::size_t length) const {
        Piece piece;
        piece.kind = kind;
        piece.end = position_ + length;
        return piece;
    }
    Piece guess(const char* reason, std::size_t length) const {
        Piece piece = make(PieceKind::guess, length);
        piece.reason = reason;
        return piece;
    }
    Piece scored(double value, std::size_t length, bool firm) const {
        const bool on_scale = scale_.find(static_cast<int>(value)) != nullptr;
        Piece piece = make(on_scale ? PieceKind::score : PieceKind::off_scale, length);
        if (on_scale) piece.score = static_cast<int>(value);
        piece.firm = firm;
        piece.reason = on_scale ? "" : kOutOfRange;
        return piece;
    }

    bool matches(std::size_t at, std::string_view what) const { return text_.substr(at).starts_with(what); }
    std::size_t after_blank(std::size_t at) const {
        return at < text_.size() && text_[at] == ' ' ? at + 1 : at;
    }

    /// ⭐⭐⭐⭐, ★★★☆☆. A lone star may be mere decoration; a row of hollow ones says nothing.
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
        if (scale_.highest() > 5 || full == 0 || (hollow > 0 && !whole_row) || (full == 1 && hollow == 0)) {
            return guess("stars that do not count", length);
        }
        return scored(full, length, true);
    }

    std::optional<Piece> duration(std::size_t word_length) const {
        const auto found = duration_at(text_, position_);
        if (!found || found->length < word_length) return std::nullopt;
        if (!scale_.by_range()) return make(PieceKind::text, found->length);
        Piece piece = make(PieceKind::duration, found->length);
        const auto low = point_of(found->low);
        if (low == point_of(found->high)) piece.score = low;
        return piece;
    }

    std::optional<int> point_of(double minutes) const {
        const auto point =
            std::find_if(scale_.points.begin(), scale_.points.end(), [minutes](const ScalePoint& p) {
                return (!p.over || minutes > *p.over) && (!p.up_to || minutes <= *p.up_to);
            });
        return point == scale_.points.end() ? std::nullopt : std::optional{point->score};
    }

    static bool is_marks(Role role) { return role == Role::full_marks || role == Role::lowest_marks; }

    /// 满分 is the highest score; 满分5分 and 满分是10 name the scale, 给满分10分 does both.
    Piece marks(Role role, std::size_t length) const {
        if (role == Role::lowest_marks) return top_or_bottom(scale_.lowest(), length);
        const bool given = matches(position_, "给") || matches(position_, "打");
        std::size_t next = position_ + length;
        for (const std::string_view joint : {"是", "为", ":", " "}) {
            if (matches(next, joint)) next += joint.size();
        }
        const auto number = number_at(text_, next);
        if (!number || number->span()) return top_or_bottom(scale_.highest(), length);
        std::size_t end = next + number->length;
        if (matches(end, "分")) end += std::string_view{"分"}.size();
        if (given && number->high == scale_.highest()) return scored(number->high, end - position_, true);
        return scale_name(number->high, end - position_);
    }

    Piece top_or_bottom(int score, std::size_t length) const {
        Piece piece = scored(score, length, true);
        piece.figure = true;  // 满分走起: no idiom either
        return piece;
    }

    Piece scale_name(double highest, std::size_t length) const {
        if (highest != scale_.highest()) return guess(kOtherScale, length);
        return our_scale(length);
    }

    /// "out of 5? 2": names the scale before the score.
    std::optional<Piece> scale_alone() const {
        constexpr std::string_view kOutOf = "out of ";
        if (!matches(position_, kOutOf) || !word_boundary(text_, position_)) return std::nullopt;
        const bool begins = pieces_.empty() || pieces_.back().kind == PieceKind::separator;
        const auto highest = number_at(text_, position_ + kOutOf.size());
        if (!begins || !highest || highest->high != scale_.highest()) return std::nullopt;
        return our_scale(kOutOf.size() + highest->length);
    }

    Piece our_scale(std::size_t length) const {
        Piece piece = make(PieceKind::word, length);
        piece.role = Role::scale;
        return piece;
    }

    /// 5, 4分, 4/5, 4 out of 5, 4-5. `word_length` is that of a fixed phrase at the same place (一下), which
    /// wins when longer.
    std::optional<Piece> number(std::size_t word_length) const {
        auto piece = number_piece();
        if (!piece) return std::nullopt;
        const std::size_t length = piece->end - position_;
        const bool figures =
            text_[position_] >= '0' && text_[position_] <= '9';  // 666, but 十分 is ten points
        if (length < word_length || (length == word_length && figures)) return std::nullopt;
        return piece;
    }

    std::optional<Piece> number_piece() const {
        if (text_[position_] == '-' || text_[position_] == '+') {
            const auto negative = number_at(text_, position_ + 1);
            const bool sign =
                negative && (position_ == 0 || spaced_ || pieces_.back().kind == PieceKind::separator);
            if (!sign || negative->form != NumberForm::digits || position_ > 0) return std::nullopt;
            return guess(kOutOfRange, 1 + negative->length);
        }
        const auto found = number_at(text_, position_);
        if (!found) return std::nullopt;
        const std::size_t end = position_ + found->length;
        if (prefixed()) return make(PieceKind::text, found->length);
        if (compared()) return guess(kNotExact, found->length);
        if (auto piece = pair(*found, end)) return piece;
        if (matches(end, "-") && text_.find_first_not_of("- ", end) == std::string_view::npos) {
            return guess(kNotExact, text_.size() - position_);  // "5-", but not "5 - great"
        }
        if (matches(end, "%") || matches(end, "+")) return guess(kNotExact, found->length + 1);
        const auto* unit = number_units().at(text_.substr(after_blank(end)), 0);
        if (unit != nullptr && !label_longer_than(unit->phrase.size(), after_blank(end)) &&
            !begins_word(*unit, end)) {
            return with_unit(*found, end, *unit);
        }
        if (found->span() || found->fraction) return guess(found->span() ? kRange : kDecimal, found->length);
        if (!found->plain && found->high != static_cast<int>(found->high))
            return guess(kNotExact, found->length);
        return bare(*found, end);
    }

    /// "④ 口音有点重": an ideograph after a blank that counts things only where it touches the figure.
    bool begins_word(const PhraseMap<NumberUnit>::Entry& unit, std::size_t end) const {
        static const PhraseMap<bool> words{
            {true,
             {"口音", "口气", "口头", "大家", "大体",     "大致", "小姐", "小哥", "小伙", "小妹",   "小姑娘",
              "手续", "心情", "流程", "步骤", "路上",     "件件", "家里", "家人", "部分", "台词",   "条件",
              "本来", "本人", "本次", "句句", "节奏",     "代表", "版本", "成本", "下次", "下单",   "直接",
              "定位", "样样", "共同", "再说", "再接再厉", "向上", "面对", "边等", "起初", "年轻",   "月底",
              "日常", "时间", "点赞", "位置", "名字",     "人员", "人工", "人好", "人很", "人不错", "号码",
              "元旦", "回复", "回访", "回答", "题目",     "份量", "种种", "场面", "组织", "套路",   "只是",
              "只因", "把我", "把事", "几乎", "百分",     "行动", "度过", "级别", "期待", "期间"}}};
        return unit.meaning == NumberUnit::counter && after_blank(end) > end &&
               words.at(text_, after_blank(end)) != nullptr;
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
        if (comma && scale_.find(static_cast<int>(first.high)) == nullptr) return std::nullopt;  // "666，5分"
        std::size_t stop = next + second->length;
        const std::size_t length = stop - position_;
        const auto* unit = number_units().at(text_.substr(after_blank(stop)), 0);
        const bool counted = unit != nullptr ? unit->meaning == NumberUnit::counter
                                             : mark->meaning == Mark::ratio && belongs_to_next(stop);
        if (counted) return make(PieceKind::text, length);
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
        if (first.fraction || first.span() || second->span() || second->high != scale_.highest() ||
            matches(stop, "/")) {
            return guess(kOtherScale, stop - position_);
        }
        return scored(first.high, stop - position_, true);
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
            case NumberUnit::stars:
                break;
        }
        if (number.span()) return guess(kRange, length);
        if (number.fraction) return guess(kDecimal, length);
        if (auto piece = out_of(number, stop)) return *piece;
        if (names_a_brand(number, stop, unit)) return make(PieceKind::text, length);
        if (is_degree(number, end, unit)) return make(PieceKind::text, number.length);
        if (unit.meaning == NumberUnit::stars && scale_.highest() > 5) return guess(kOtherScale, length);
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
        if (const auto* unit = number_units().at(text_.substr(after_blank(stop)), 0); unit != nullptr) {
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
        const bool pronoun = number.form == NumberForm::word && number.high == 1 &&
                             after_blank(end) < text_.size() &&
                             is_word_character(code_point_at(text_, after_blank(end)).value) &&
                             !is_tail(after_blank(end));  // "one was not"
        const bool counts = number.form == NumberForm::word && number.high > std::max(scale_.highest(), 10);
        if (counts || too_long(number) || pronoun || belongs_to_next(end) || is_as_soon_as(number, end))
            return make(PieceKind::text, number.length);
        const bool given =
            !pieces_.empty() && pieces_.back().kind == PieceKind::word && pieces_.back().role == Role::giver;
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
        return word && !known_at(next) && !number_at(text_, next);
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
        return (word != nullptr && word->meaning != Role::not_words) || labels_.at(text_, at).has_value();
    }

    Piece rest() const {
        const CodePoint point = code_point_at(text_, position_);
        if (is_word_character(point.value)) {
            std::size_t end = position_;
            while (end < text_.size()) {
                const CodePoint next = code_point_at(text_, end);
                const bool inner = next.value == U'\'' || next.value == U'-';
                const bool digit = next.value >= U'0' && next.value <= U'9' && end == position_;
                if (!inner && (!is_word_character(next.value) || digit)) break;
                end += next.length;
            }
            if (end == position_) end += point.length;
            return make(PieceKind::text, end - position_);
        }
        if (is_han(point.value)) return make(PieceKind::text, point.length);
        Piece piece = make(is_emoji(point.value) ? PieceKind::emoji : PieceKind::separator, point.length);
        piece.question = point.value == U'?';
        piece.ellipsis = matches(position_, "..");
        return piece;
    }

    const Scale& scale_;
    const LabelMatcher& labels_;
    std::string_view text_;
    std::size_t position_ = 0;
    bool spaced_ = false;
    std::vector<Piece> pieces_;
};

}  // namespace

std::vector<Piece> scan_scores(const Scale& scale, const LabelMatcher& labels, std::string_view text) {
    return Scanner{scale, labels, text}.run();
}

}  // namespace askwell::flows::reading
