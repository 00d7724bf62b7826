#include "flows/reading/ratings/score_scan.h"

#include <algorithm>

#include "flows/reading/numbers/durations.h"
#include "flows/reading/numbers/numbers.h"
#include "flows/reading/ratings/deeds.h"
#include "flows/reading/ratings/label_pieces.h"
#include "flows/reading/ratings/piece_maker.h"
#include "flows/reading/ratings/scale_names.h"
#include "flows/reading/ratings/score_numbers.h"
#include "flows/reading/ratings/word_pieces.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

/// A letter of another script, of which faces are made: ʕ•ᴥ•ʔ, (＾▽＾)ノ.
bool is_face_part(char32_t letter) {
    return std::u32string_view{U"ʕʔᴥノヾوงづっつლﾉヽシツ∀Дд益皿ω"}.find(letter) != std::u32string_view::npos;
}

constexpr std::string_view kAlso = "也";

class Scanner : PieceMaker {
  public:
    Scanner(const Scale& scale, const LabelMatcher& labels, std::string_view text)
        : PieceMaker(scale, labels, text) {}

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
        if (auto piece = stars_at(*this)) return *piece;
        const bool begins = pieces_.empty() || pieces_.back().kind == PieceKind::separator;
        if (auto piece = scale_name_at(*this, begins)) return *piece;
        const auto* word = rating_words().at(text_, position_);
        if (matches(position_, kAlso) && denial_follows() && !labels_.at(text_, position_)) {
            return make(PieceKind::text, kAlso.size());
        }
        if (word != nullptr && says_of_all(*word)) {
            Piece piece = make(PieceKind::word, std::string_view{"都"}.size());
            piece.role = Role::lead;
            return piece;
        }
        const std::size_t word_length = word == nullptr ? 0 : length_before_label(*word);
        if (auto piece = label_piece_at(*this, pieces_, spaced_, word, word_length)) return *piece;
        if (auto piece = deed(word_length)) return *piece;
        if (auto piece = duration(word_length)) return *piece;
        if (word != nullptr && word->meaning == Role::full_marks && gives(word->phrase)) {
            Piece piece = make(PieceKind::word, std::string_view{"给"}.size());
            piece.role = Role::giver;
            return piece;
        }
        if (word != nullptr && (word->meaning == Role::full_marks || word->meaning == Role::middle_marks ||
                                word->meaning == Role::lowest_marks))
            return marks_at(*this, word->meaning, word_length);
        if (auto piece = number(word_length)) return *piece;
        if (auto piece = word_piece_at(*this, pieces_, spaced_, word, word_length)) return *piece;
        return rest();
    }

    /// 态度特别好给满分: what gives, before the marks that are given.
    bool gives(std::string_view marks) const {
        return !pieces_.empty() && (marks.starts_with("给") || marks.starts_with("打"));
    }

    /// 都没解决: of everybody who was named before, or of nobody; 一个字都没记错.
    bool says_of_all(const PhraseMap<Role>::Entry& word) const {
        if (word.meaning != Role::doubt || !word.phrase.starts_with("都")) return false;
        const bool begins = pieces_.empty() || pieces_.back().kind == PieceKind::separator;
        const auto label = labels_.at(text_, position_ + std::string_view{"都"}.size());
        return label && (begins || label->denied);
    }

    /// 偶尔会说一声: what is done so often.
    std::optional<Piece> deed(std::size_t word_length) const {
        if (!follows_label()) return std::nullopt;
        const std::size_t length = deed_at(text_, position_);
        if (length <= word_length) return std::nullopt;
        Piece piece = make(PieceKind::word, length);
        piece.role = Role::tail;
        return piece;
    }

    bool follows_label() const { return !pieces_.empty() && pieces_.back().kind == PieceKind::label; }

    /// 也不算繁琐: 也 and a denied label.
    bool denial_follows() const {
        const auto label = labels_.at(text_, position_ + kAlso.size());
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

    std::optional<DurationAt> duration_here() const {
        const bool instead =
            !pieces_.empty() && pieces_.back().kind == PieceKind::word &&
            text_.substr(pieces_.back().begin, pieces_.back().end - pieces_.back().begin) == "more like" &&
            std::any_of(pieces_.begin(), pieces_.end(), is_duration);
        const auto number = instead ? number_at(text_, position_) : std::nullopt;
        auto found = duration_at(text_, position_);
        if (found || !number || !word_boundary(text_, position_ + number->length)) return found;
        return DurationAt{number->low, number->high, number->length};  // "5 minutes? more like 50"
    }

    static bool is_duration(const Piece& piece) { return piece.kind == PieceKind::duration; }

    /// "Two hours!!! two!!!": the figure of the duration again.
    bool echoes_duration(const Piece& figure) const {
        const std::string_view said = text_.substr(position_, figure.end - position_);
        return std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& piece) {
            return is_duration(piece) && !figure.firm && stands_at(text_, piece.begin, said);
        });
    }

    std::optional<Piece> duration(std::size_t word_length) const {
        const auto found = duration_here();
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

    /// "Fourish".
    std::optional<Piece> about_a_number(std::string_view word) const {
        for (const std::string_view ending : {"-ish", "ish"}) {
            if (!word.ends_with(ending)) continue;
            const std::string_view stem = word.substr(0, word.size() - ending.size());
            const auto number = number_at(stem, 0);
            if (number && number->length == stem.size()) return guess(kNotExact, word.size());
        }
        return std::nullopt;
    }

    /// 5, 4分, 4/5, 4 out of 5, 4-5. `word_length` is that of a fixed phrase at the same place (一下), which
    /// wins when longer.
    std::optional<Piece> number(std::size_t word_length) const {
        auto piece = score_number_at(*this, pieces_.empty() ? nullptr : &pieces_.back(), spaced_);
        if (!piece) return std::nullopt;
        const std::size_t length = piece->end - position_;
        const bool figures =
            text_[position_] >= '0' && text_[position_] <= '9';  // 666, but 十分 is ten points
        if (length < word_length || (length == word_length && figures)) return std::nullopt;
        if (scale_.by_range() && echoes_duration(*piece)) return make(PieceKind::text, length);
        piece->opens = figures && closes_a_story(piece->end);
        piece->firm = piece->firm || is_given();
        return piece;
    }

    /// "Give that man a 10": behind the article, of what the clause gives.
    bool is_given() const {
        if (pieces_.empty() || pieces_.back().role != Role::lead) return false;
        const Piece& article = pieces_.back();
        const std::string_view word = text_.substr(article.begin, article.end - article.begin);
        if (word != "a" && word != "an") return false;
        const auto stop = std::find_if(pieces_.rbegin(), pieces_.rend(), [](const Piece& piece) {
                              return piece.kind == PieceKind::separator;
                          }).base();
        return stop->kind == PieceKind::word && stop->role == Role::giver;
    }

    /// 秒接 5: a figure at the very end, behind a blank and ideographs that no number names (窗口 5).
    bool closes_a_story(std::size_t end) const {
        constexpr std::string_view kNumbered[] = {
            "号",   "窗口", "单", "席", "间",   "牌", "楼", "栋", "单元", "桌",   "站", "室", "机",   "版",
            "型",   "果",   "为", "米", "电话", "线", "按", "第", "约",   "到",   "了", "过", "频道", "点",
            "时间", "级",   "班", "组", "部",   "个", "是", "有", "共",   "地址", "码", "键"};
        if (!spaced_ || !follows_ideographs(text_, pieces_) || !trim_marks(text_.substr(end)).empty())
            return false;
        const std::string_view before = text_.substr(0, pieces_.back().end);
        return std::none_of(std::begin(kNumbered), std::end(kNumbered),
                            [before](std::string_view noun) { return before.ends_with(noun); });
    }

    /// "Easy 10, Marcus was awesome".
    bool stresses_number(std::size_t end) const {
        static const PhraseMap<bool> words{{true, {"easy", "hard", "clear", "straight", "comfortable"}}};
        const bool begins = pieces_.empty() || pieces_.back().kind == PieceKind::separator ||
                            pieces_.back().role == Role::lead;
        return begins && words.whole(text_.substr(position_, end - position_)) != nullptr &&
               after_blank(end) > end && number_at(text_, after_blank(end)).has_value();
    }

    /// "Could you put me down for a 5?": what asks politely gives.
    bool ends_request() const {
        const auto stop = std::find_if(pieces_.rbegin(), pieces_.rend(), [](const Piece& piece) {
                              return piece.kind == PieceKind::separator;
                          }).base();
        return std::any_of(stop, pieces_.end(), [this](const Piece& piece) {
            const std::string_view said = text_.substr(piece.begin, piece.end - piece.begin);
            return piece.kind == PieceKind::word && piece.role == Role::giver &&
                   (said.starts_with("can ") || said.starts_with("could ") ||
                    said.starts_with("would you mind"));
        });
    }

    Piece rest() const {
        const CodePoint point = code_point_at(text_, position_);
        if (is_word_character(point.value) && !is_face_part(point.value)) {
            std::size_t end = position_;
            while (end < text_.size()) {
                const CodePoint next = code_point_at(text_, end);
                const bool inner = next.value == U'\'' || next.value == U'-';
                const bool digit = next.value >= U'0' && next.value <= U'9' && end == position_;
                if (!inner && (!is_word_character(next.value) || digit)) break;
                end += next.length;
            }
            if (end == position_) end += point.length;
            if (auto about = about_a_number(text_.substr(position_, end - position_))) return *about;
            if (stresses_number(end)) return make(PieceKind::word, end - position_);
            return make(PieceKind::text, end - position_);
        }
        if (is_han(point.value)) return make(PieceKind::text, point.length);
        Piece piece =
            make(is_emoji(point.value) || is_face_part(point.value) ? PieceKind::emoji : PieceKind::separator,
                 point.length);
        piece.question = point.value == U'?' && !ends_request();
        piece.ellipsis = matches(position_, "..");
        piece.stop = std::u32string_view{U".!;。\n"}.find(point.value) != std::u32string_view::npos;
        return piece;
    }

    bool spaced_ = false;
    std::vector<Piece> pieces_;
};

}  // namespace

bool is_score(const Piece& piece) {
    return piece.kind == PieceKind::score || piece.kind == PieceKind::label ||
           piece.kind == PieceKind::duration;
}

bool is_wrapping(const Piece& piece) {
    return piece.kind == PieceKind::word && (piece.role == Role::lead || is_wrapping_after(piece.role));
}

std::vector<Piece> scan_scores(const Scale& scale, const LabelMatcher& labels, std::string_view text) {
    return Scanner{scale, labels, text}.run();
}

}  // namespace askwell::flows::reading
