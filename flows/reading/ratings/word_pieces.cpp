#include "flows/reading/ratings/word_pieces.h"

#include <algorithm>

#include "flows/reading/numbers/numbers.h"
#include "flows/reading/ratings/label_pieces.h"
#include "flows/reading/ratings/rating_words.h"
#include "flows/reading/ratings/senses.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

constexpr std::string_view kGive = "比";  ///< 畀, as many write it

bool says_how_much(std::string_view word) {
    static const PhraseMap<bool> words{{true,
                                        {"very", "really", "too", "super", "fully", "completely", "totally",
                                         "absolutely", "很", "太", "非常", "十分", "特别"}}};
    return words.whole(word) != nullptr;
}

bool says_it_was(std::string_view phrase) {
    static const PhraseMap<bool> words{
        {true,
         {"it was", "it's", "it is", "they were", "he was", "she was", "everything was", "还是觉得", "我觉得",
          "总觉得", "就觉得", "我感觉", "个人觉得"}}};
    return words.whole(phrase) != nullptr;
}

class WordReader : PieceMaker {
  public:
    WordReader(const PieceMaker& maker, const std::vector<Piece>& before, bool spaced)
        : PieceMaker(maker), before_(before), spaced_(spaced) {}

    std::optional<Piece> piece(const PhraseMap<Role>::Entry* word, std::size_t word_length) const {
        if (gives_in_cantonese()) {
            Piece piece = make(PieceKind::word, kGive.size());
            piece.role = Role::giver;
            return piece;
        }
        if (word == nullptr) return std::nullopt;
        Piece piece = make(word->meaning == Role::not_words ? PieceKind::text : PieceKind::word, word_length);
        piece.role = word->meaning;
        piece.sense = sense_of(text_, position_, position_ + word_length, before_);
        if (word->phrase == "的话" && supposes()) piece.role = Role::condition;
        if (word->phrase == "只要" && number_at(text_, position_ + word_length))
            piece.kind = PieceKind::text;  // 换个屏只要120
        if (supposes_score(*word) || refuses_score(*word)) piece.role = Role::intended;
        if (word->phrase == "就是" && only_wrapping_so_far()) piece.role = Role::lead;
        piece.degree = says_how_much(word->phrase);
        piece.closes = word->phrase == "enough";
        piece.opens = says_it_was(word->phrase) && follows_story(text_, before_) &&
                      labels_.at(text_, after_blank(position_ + word_length)).has_value();
        if (piece.role == Role::address || piece.role == Role::deed) {
            const bool fits = piece.role == Role::address ? addresses(piece.end) : follows_verdict();
            piece.role = Role::tail;
            if (!fits) piece.kind = PieceKind::text;
        }
        return piece;
    }

  private:
    /// 不是不满意，就是一般, where the scale has no such label: a denial of a fault and nothing else so far.
    bool denies_dislike() const {
        constexpr std::size_t kLongest = 18;  // bytes: six ideographs
        const std::string_view before = trim_marks(text_.substr(0, position_));
        const bool denies = before.starts_with("不是不") || before.starts_with("也不是不") ||
                            before.starts_with("并不是不") || before.starts_with("倒不是不");
        return denies && before.size() <= kLongest && !before_.empty() &&
               (spaced_ || before_.back().kind == PieceKind::separator);
    }

    /// 嗯那个就是基本解决了吧: a filler, where nothing was said that it could limit; 不是不满意，就是一般.
    bool only_wrapping_so_far() const {
        if (denies_dislike()) return true;
        return std::all_of(before_.begin(), before_.end(), [this](const Piece& piece) {
            const std::string_view said = text_.substr(piece.begin, piece.end - piece.begin);
            const bool denies_fault = piece.kind == PieceKind::label && piece.denied && !piece.score &&
                                      (said.starts_with("不是不") || said.starts_with("并不是不")) &&
                                      before_.back().kind == PieceKind::separator;
            return piece.kind == PieceKind::separator || is_wrapping(piece) || denies_fault;
        });
    }

    /// 满意的话我就不打第二次了, 打5折的话10分: "if"; but 我的话4分 is "as for me".
    bool supposes() const {
        if (before_.empty() || before_.back().end != position_) return false;
        return is_score(before_.back()) || before_.back().kind == PieceKind::text;
    }

    /// "4, would be 5 if …": what might have been given.
    bool supposes_score(const PhraseMap<Role>::Entry& word) const {
        static const PhraseMap<bool> words{
            {true, {"would be", "would be a", "would have been a", "could be", "could be a", "should be"}}};
        const std::size_t number = after_blank(position_ + word.phrase.size());
        return word.meaning == Role::doubt && words.whole(word.phrase) != nullptr &&
               (number_at(text_, number) || labels_.at(text_, number) ||
                (matches(number, "a ") && number_at(text_, number + 2)));
    }

    /// 比4分: given, where nothing follows that it could be compared with (比4分高).
    bool gives_in_cantonese() const {
        static const PhraseMap<bool> ends{{true, {"啦", "啊", "吧", "了", "咯"}}};
        constexpr std::string_view kPoints = "分";
        if (!matches(position_, kGive)) return false;
        const auto number = number_at(text_, position_ + kGive.size());
        const std::size_t points = number ? position_ + kGive.size() + number->length : position_;
        if (!number || !matches(points, kPoints)) return false;
        const std::size_t end = points + kPoints.size();
        const std::string_view rest = text_.substr(end);
        return rest.empty() || std::string_view{",.!;\n"}.find(rest.front()) != std::string_view::npos ||
               ends.at(text_, end) != nullptr;
    }

    /// 不能给满分, "can't give a 5".
    bool refuses_score(const PhraseMap<Role>::Entry& word) const {
        static const PhraseMap<bool> words{
            {true,
             {"没给", "没打", "没能给", "不能给", "不能打", "can't give", "can't give a", "can't give you",
              "can't give you a", "cannot give", "cannot give a"}}};
        if (word.meaning != Role::negation || words.whole(word.phrase) == nullptr) return false;
        const std::size_t next = after_blank(position_ + word.phrase.size());
        const auto* marks = rating_words().at(text_, next);
        return number_at(text_, next) || (marks != nullptr && marks->meaning == Role::full_marks);
    }

    bool follows_verdict() const { return !before_.empty() && is_score(before_.back()); }

    /// "5 mate", 很满意师傅: whom the customer speaks to, between a score and a stop.
    bool addresses(std::size_t end) const {
        if (before_.empty()) return false;
        const Piece& last = before_.back();
        const bool scored = is_score(last) || (last.kind == PieceKind::word && is_wrapping_after(last.role));
        const std::size_t next = after_blank(end);
        if (!scored || next >= text_.size()) return scored;
        const char32_t following = code_point_at(text_, next).value;
        return !is_word_character(following) && !is_han(following);
    }

    const std::vector<Piece>& before_;
    bool spaced_;
};

}  // namespace

std::optional<Piece> word_piece_at(const PieceMaker& maker, const std::vector<Piece>& before, bool spaced,
                                   const PhraseMap<Role>::Entry* word, std::size_t length) {
    return WordReader{maker, before, spaced}.piece(word, length);
}

}  // namespace askwell::flows::reading
