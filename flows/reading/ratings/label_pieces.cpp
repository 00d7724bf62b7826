#include "flows/reading/ratings/label_pieces.h"

#include <algorithm>
#include <iterator>

#include "flows/reading/ratings/common_labels.h"
#include "flows/reading/ratings/label_ties.h"
#include "flows/reading/ratings/rating_words.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

/// Words that answer "how likely?" by themselves, and wrap another answer elsewhere.
bool says_how_likely(std::string_view word) {
    static const PhraseMap<bool> words{
        {true,
         {"probably", "maybe", "perhaps", "likely", "possibly", "certainly", "definitely", "absolutely",
          "of course", "也许", "可能", "大概", "应该", "当然", "肯定", "绝对"}}};
    return words.whole(word) != nullptr;
}

class LabelReader : PieceMaker {
  public:
    LabelReader(const PieceMaker& maker, const std::vector<Piece>& before, bool spaced)
        : PieceMaker(maker), before_(before), spaced_(spaced) {}

    std::optional<Piece> piece(const PhraseMap<Role>::Entry* word, std::size_t word_length) const {
        const auto label = labels_.at(text_, position_);
        if (!label || label->length < word_length) return std::nullopt;
        if (is_never_of_a_deed(text_, position_, position_ + label->length, labels_)) return std::nullopt;
        const std::size_t granted = conceded(*label);
        Piece piece = make(PieceKind::label, std::max(granted, said_again(label->length)));
        piece.score = label->score;
        piece.moderated = label->moderated;
        piece.denied = label->denied;
        piece.excluded = label->excluded;
        piece.conceded = granted > 0;
        piece.tied = piece.conceded || is_tied(text_, position_, piece.end, labels_) || quoted_word();
        const bool first_verdict = std::none_of(before_.begin(), before_.end(), [](const Piece& before) {
            return before.kind == PieceKind::label && before.score;
        });
        piece.opens =
            (says_unchanged(text_.substr(position_, label->length)) && first_verdict &&
             follows_story(text_, before_)) ||
            (spaced_ && follows_ideographs(text_, before_) && trim_marks(text_.substr(piece.end)).empty());
        if (scale_.by_range() && label->score && says_figures(piece)) piece.kind = PieceKind::duration;
        piece.hedge = word != nullptr && says_how_likely(word->phrase);
        piece.filler = label->length == word_length && word->phrase == "basically";
        piece.firm = stands_firm(piece, *label, word, word_length);
        return piece;
    }

  private:
    /// No filler, and no part of another deed.
    bool stands_firm(const Piece& piece, const LabelMatcher::Match& label, const PhraseMap<Role>::Entry* word,
                     std::size_t word_length) const {
        if (piece.tied && follows_other_label(piece) &&
            is_of_another_deed(text_, position_, piece.end, labels_))
            return false;
        const bool ends_clause = label.score && piece.end < text_.size() && text_[piece.end] == ',';
        return piece.conceded || piece.filler || word_length < label.length ||
               (word->meaning != Role::lead && !is_wrapping_after(word->meaning)) ||
               (ends_clause && says_how_often(word->phrase)) || follows_noun(piece.end);
    }

    /// "Never. I always had to ring them", but not "always, always on hold".
    bool follows_other_label(const Piece& piece) const {
        return std::any_of(before_.begin(), before_.end(), [&piece](const Piece& before) {
            return before.kind == PieceKind::label && before.score != piece.score;
        });
    }

    /// The length of 便捷是便捷, 便捷倒是挺便捷: a label granted before an objection; 0 when it is none.
    std::size_t conceded(const LabelMatcher::Match& label) const {
        static const PhraseMap<bool> joints{
            {true, {"是", "倒是", "归", "倒", "是倒是", "倒也是", "也是", "系", "就系"}}};
        if (!label.score || !is_han(code_point_at(text_, position_).value)) return 0;
        const auto* joint = joints.at(text_, position_ + label.length);
        if (joint == nullptr) return 0;
        const std::size_t second = position_ + label.length + joint->phrase.size();
        const auto again = labels_.at(text_, second);
        const bool same =
            again && again->score == label.score &&
            text_.substr(second, again->length).ends_with(text_.substr(position_, label.length));
        return same ? second + again->length - position_ : 0;
    }

    /// "Battery still dead", 水管还在漏水: a label that is a verdict whatever it is said of.
    static bool says_unchanged(std::string_view label) {
        constexpr std::string_view kWords[] = {"still ", "还是", "还在", "还没", "仍", "依然", "依旧"};
        return std::any_of(std::begin(kWords), std::end(kWords),
                           [label](std::string_view word) { return label.starts_with(word); });
    }

    /// 材料麻烦, 流程麻烦: a verdict, though 麻烦 is but a courtesy elsewhere (请麻烦给4分).
    bool follows_noun(std::size_t end) const {
        if (before_.empty() || before_.back().end != position_ ||
            !is_han(code_point_at(text_, position_).value))
            return false;
        const auto* next = rating_words().at(text_, end);
        const bool ends = end == text_.size() || !is_han(code_point_at(text_, end).value) ||
                          (next != nullptr && is_wrapping_after(next->meaning));
        return before_.back().kind == PieceKind::text || (before_.back().kind == PieceKind::word && ends);
    }

    /// The length of 不满意不满意不满意: a label with as many repeats as follow without a blank.
    std::size_t said_again(std::size_t length) const {
        const std::string_view label = text_.substr(position_, length);
        std::size_t end = position_ + length;
        while (is_han(code_point_at(label, 0).value) && matches(end, label)) end += length;
        return end - position_;
    }

    /// 真是太"满意"了: a word in quotation marks inside a sentence is not meant as it stands.
    bool quoted_word() const {
        if (position_ < 2 || text_[position_ - 1] != '"' || before_.size() < 2) return false;
        const Piece& before = before_[before_.size() - 2];
        const std::size_t quote = position_ - 1;
        constexpr std::string_view kChosen = "选";  // 就选"有时"吧
        if (text_.substr(0, quote).ends_with(kChosen)) return false;
        return before.kind != PieceKind::separator && after_blank(before.end) == quote;
    }

    /// "Over 30 minutes", the label itself, is as good as 31 minutes.
    bool says_figures(const Piece& piece) const {
        const std::string_view said = text_.substr(position_, piece.end - position_);
        return said.find_first_of("0123456789") != std::string_view::npos;
    }

    const std::vector<Piece>& before_;
    bool spaced_;
};

}  // namespace

std::optional<Piece> label_piece_at(const PieceMaker& maker, const std::vector<Piece>& before, bool spaced,
                                    const PhraseMap<Role>::Entry* word, std::size_t word_length) {
    return LabelReader{maker, before, spaced}.piece(word, word_length);
}

/// "She explained everything twice it was very clear": a story before, whose last word reports nothing.
bool follows_story(std::string_view text, const std::vector<Piece>& before) {
    static const PhraseMap<bool> reports{
        {true,
         {"think",    "thought", "said",     "says",    "say",     "told",   "hope",    "hoped", "wish",
          "wished",   "expect",  "expected", "claimed", "claim",   "that",   "whether", "sure",  "believe",
          "believed", "feel",    "felt",     "suppose", "imagine", "like",   "if",      "when",  "because",
          "how",      "what",    "wonder",   "guess",   "heard",   "unless", "until",   "where"}}};
    const auto told = std::find_if_not(before.rbegin(), before.rend(), [text](const Piece& piece) {
        return piece.kind == PieceKind::word && text[piece.begin] < 0 && is_wrapping(piece);  // 来了也
    });
    if (told == before.rend() || told->kind != PieceKind::text) return false;
    const Piece& last = *told;
    return reports.whole(text.substr(last.begin, last.end - last.begin)) == nullptr;
}

bool follows_ideographs(std::string_view text, const std::vector<Piece>& before) {
    const auto last = std::find_if_not(before.rbegin(), before.rend(), [text](const Piece& piece) {
        return piece.kind == PieceKind::word && text[piece.begin] < 0 && is_wrapping(piece);  // 回电了
    });
    return last != before.rend() && last->kind == PieceKind::text &&
           is_han(code_point_at(text, last->begin).value);
}

}  // namespace askwell::flows::reading
