#include "flows/reading/ratings/score_scan.h"

#include <algorithm>

#include "flows/reading/numbers/durations.h"
#include "flows/reading/numbers/numbers.h"
#include "flows/reading/ratings/common_labels.h"
#include "flows/reading/ratings/deeds.h"
#include "flows/reading/ratings/label_ties.h"
#include "flows/reading/ratings/piece_maker.h"
#include "flows/reading/ratings/scale_names.h"
#include "flows/reading/ratings/score_numbers.h"
#include "flows/reading/ratings/senses.h"
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

bool says_how_much(std::string_view word) {
    static const PhraseMap<bool> words{{true,
                                        {"very", "really", "too", "super", "fully", "completely", "totally",
                                         "absolutely", "很", "太", "非常", "十分", "特别"}}};
    return words.whole(word) != nullptr;
}

/// A letter of another script, of which faces are made: ʕ•ᴥ•ʔ, (＾▽＾)ノ.
bool is_face_part(char32_t letter) {
    return std::u32string_view{U"ʕʔᴥノヾوงづっつლﾉヽシツ∀Дд益皿ω"}.find(letter) != std::u32string_view::npos;
}

constexpr std::string_view kAlso = "也";
constexpr std::string_view kGive = "比";  ///< 畀, as many write it

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
        if (const auto label = labels_.at(text_, position_); label && label->length >= word_length) {
            const std::size_t granted = conceded(*label);
            Piece piece = make(PieceKind::label, std::max(granted, said_again(label->length)));
            piece.score = label->score;
            piece.moderated = label->moderated;
            piece.denied = label->denied;
            piece.excluded = label->excluded;
            piece.conceded = granted > 0;
            piece.tied = piece.conceded || is_tied(text_, position_, piece.end, labels_) || quoted_word();
            const bool first_verdict = std::none_of(pieces_.begin(), pieces_.end(), [](const Piece& before) {
                return before.kind == PieceKind::label && before.score;
            });
            piece.opens = (says_unchanged(text_.substr(position_, label->length)) && first_verdict &&
                           follows_story()) ||
                          (spaced_ && follows_ideographs() && trim_marks(text_.substr(piece.end)).empty());
            if (scale_.by_range() && label->score && says_figures(piece)) piece.kind = PieceKind::duration;
            piece.hedge = word != nullptr && says_how_likely(word->phrase);
            piece.filler = label->length == word_length && word->phrase == "basically";
            piece.firm = piece.conceded || piece.filler || word_length < label->length ||
                         (word->meaning != Role::lead && !is_wrapping_after(word->meaning)) ||
                         (label->score && piece.end < text_.size() && text_[piece.end] == ',' &&
                          says_how_often(word->phrase)) ||
                         follows_noun(piece.end);
            if (piece.tied && follows_other_label(piece) &&
                is_of_another_deed(text_, position_, piece.end, labels_))
                piece.firm = false;
            return piece;
        }
        if (auto piece = deed(word_length)) return *piece;
        if (auto piece = duration(word_length)) return *piece;
        if (word != nullptr && (word->meaning == Role::full_marks || word->meaning == Role::middle_marks ||
                                word->meaning == Role::lowest_marks))
            return marks_at(*this, word->meaning, word_length);
        if (auto piece = number(word_length)) return *piece;
        if (gives_in_cantonese()) {
            Piece piece = make(PieceKind::word, kGive.size());
            piece.role = Role::giver;
            return piece;
        }
        if (word != nullptr) {
            Piece piece =
                make(word->meaning == Role::not_words ? PieceKind::text : PieceKind::word, word_length);
            piece.role = word->meaning;
            piece.sense = sense_of(text_, position_, position_ + word_length, pieces_);
            if (word->phrase == "的话" && supposes()) piece.role = Role::condition;
            if (supposes_score(*word) || refuses_score(*word)) piece.role = Role::intended;
            if (word->phrase == "就是" && only_wrapping_so_far()) piece.role = Role::lead;
            piece.degree = says_how_much(word->phrase);
            piece.closes = word->phrase == "enough";
            piece.opens = says_it_was(word->phrase) && follows_story() &&
                          labels_.at(text_, after_blank(position_ + word_length)).has_value();
            if (piece.role == Role::address || piece.role == Role::deed) {
                const bool fits = piece.role == Role::address ? addresses(piece.end) : follows_verdict();
                piece.role = Role::tail;
                if (!fits) piece.kind = PieceKind::text;
            }
            return piece;
        }
        return rest();
    }

    /// "Never. I always had to ring them", but not "always, always on hold".
    bool follows_other_label(const Piece& piece) const {
        return std::any_of(pieces_.begin(), pieces_.end(), [&piece](const Piece& before) {
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

    static bool says_it_was(std::string_view phrase) {
        static const PhraseMap<bool> words{
            {true, {"it was", "it's", "it is", "they were", "he was", "she was", "everything was"}}};
        return words.whole(phrase) != nullptr;
    }

    /// "She explained everything twice it was very clear": a story before, whose last word reports nothing.
    bool follows_story() const {
        static const PhraseMap<bool> reports{
            {true, {"think",   "thought", "said",   "says",    "say",      "told",    "hope",
                    "hoped",   "wish",    "wished", "expect",  "expected", "claimed", "claim",
                    "that",    "whether", "sure",   "believe", "believed", "feel",    "felt",
                    "suppose", "imagine", "like",   "if",      "when",     "because", "how",
                    "what",    "wonder",  "guess",  "heard",   "unless",   "until",   "where"}}};
        const auto told = std::find_if_not(pieces_.rbegin(), pieces_.rend(), [this](const Piece& piece) {
            return piece.kind == PieceKind::word && text_[piece.begin] < 0 && is_wrapping(piece);  // 来了也
        });
        if (told == pieces_.rend() || told->kind != PieceKind::text) return false;
        const Piece& last = *told;
        return reports.whole(text_.substr(last.begin, last.end - last.begin)) == nullptr;
    }

    /// 材料麻烦, 流程麻烦: a verdict, though 麻烦 is but a courtesy elsewhere (请麻烦给4分).
    bool follows_noun(std::size_t end) const {
        if (pieces_.empty() || pieces_.back().end != position_ ||
            !is_han(code_point_at(text_, position_).value))
            return false;
        const auto* next = rating_words().at(text_, end);
        const bool ends = end == text_.size() || !is_han(code_point_at(text_, end).value) ||
                          (next != nullptr && is_wrapping_after(next->meaning));
        return pieces_.back().kind == PieceKind::text || (pieces_.back().kind == PieceKind::word && ends);
    }

    /// 不是不满意，就是一般, where the scale has no such label: a denial of a fault and nothing else so far.
    bool denies_dislike() const {
        constexpr std::size_t kLongest = 18;  // bytes: six ideographs
        const std::string_view before = trim_marks(text_.substr(0, position_));
        const bool denies = before.starts_with("不是不") || before.starts_with("也不是不") ||
                            before.starts_with("并不是不") || before.starts_with("倒不是不");
        return denies && before.size() <= kLongest && !pieces_.empty() &&
               (spaced_ || pieces_.back().kind == PieceKind::separator);
    }

    /// 嗯那个就是基本解决了吧: a filler, where nothing was said that it could limit; 不是不满意，就是一般.
    bool only_wrapping_so_far() const {
        if (denies_dislike()) return true;
        return std::all_of(pieces_.begin(), pieces_.end(), [this](const Piece& piece) {
            const std::string_view said = text_.substr(piece.begin, piece.end - piece.begin);
            const bool denies_fault = piece.kind == PieceKind::label && piece.denied && !piece.score &&
                                      (said.starts_with("不是不") || said.starts_with("并不是不")) &&
                                      pieces_.back().kind == PieceKind::separator;
            return piece.kind == PieceKind::separator || is_wrapping(piece) || denies_fault;
        });
    }

    /// 满意的话我就不打第二次了, 打5折的话10分: "if"; but 我的话4分 is "as for me".
    bool supposes() const {
        if (pieces_.empty() || pieces_.back().end != position_) return false;
        return is_score(pieces_.back()) || pieces_.back().kind == PieceKind::text;
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
             {"不能给", "不能打", "can't give", "can't give a", "can't give you", "can't give you a",
              "cannot give", "cannot give a"}}};
        if (word.meaning != Role::negation || words.whole(word.phrase) == nullptr) return false;
        const std::size_t next = after_blank(position_ + word.phrase.size());
        const auto* marks = rating_words().at(text_, next);
        return number_at(text_, next) || (marks != nullptr && marks->meaning == Role::full_marks);
    }

    /// The length of 不满意不满意不满意: a label with as many repeats as follow without a blank.
    std::size_t said_again(std::size_t length) const {
        const std::string_view label = text_.substr(position_, length);
        std::size_t end = position_ + length;
        while (is_han(code_point_at(label, 0).value) && matches(end, label)) end += length;
        return end - position_;
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

    bool follows_verdict() const { return !pieces_.empty() && is_score(pieces_.back()); }
    bool follows_label() const { return !pieces_.empty() && pieces_.back().kind == PieceKind::label; }

    /// "5 mate", 很满意师傅: whom the customer speaks to, between a score and a stop.
    bool addresses(std::size_t end) const {
        if (pieces_.empty()) return false;
        const Piece& last = pieces_.back();
        const bool scored = is_score(last) || (last.kind == PieceKind::word && is_wrapping_after(last.role));
        const std::size_t next = after_blank(end);
        if (!scored || next >= text_.size()) return scored;
        const char32_t following = code_point_at(text_, next).value;
        return !is_word_character(following) && !is_han(following);
    }

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

    /// 真是太"满意"了: a word in quotation marks inside a sentence is not meant as it stands.
    bool quoted_word() const {
        if (position_ < 2 || text_[position_ - 1] != '"' || pieces_.size() < 2) return false;
        const Piece& before = pieces_[pieces_.size() - 2];
        const std::size_t quote = position_ - 1;
        return before.kind != PieceKind::separator && after_blank(before.end) == quote;
    }

    /// "Over 30 minutes", the label itself, is as good as 31 minutes.
    bool says_figures(const Piece& piece) const {
        const std::string_view said = text_.substr(position_, piece.end - position_);
        return said.find_first_of("0123456789") != std::string_view::npos;
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

    bool follows_ideographs() const {
        return !pieces_.empty() && pieces_.back().kind == PieceKind::text &&
               is_han(code_point_at(text_, pieces_.back().begin).value);
    }

    /// 秒接 5: a figure at the very end, behind a blank and ideographs that no number names (窗口 5).
    bool closes_a_story(std::size_t end) const {
        constexpr std::string_view kNumbered[] = {
            "号",   "窗口", "单", "席", "间",   "牌", "楼", "栋", "单元", "桌",   "站", "室", "机",   "版",
            "型",   "果",   "为", "米", "电话", "线", "按", "第", "约",   "到",   "了", "过", "频道", "点",
            "时间", "级",   "班", "组", "部",   "个", "是", "有", "共",   "地址", "码", "键"};
        if (!spaced_ || !follows_ideographs() || !trim_marks(text_.substr(end)).empty()) return false;
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
