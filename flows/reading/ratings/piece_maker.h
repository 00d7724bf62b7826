// Making pieces of a reply to a scored question, for the parts of its scanner.
#pragma once

#include <cstddef>
#include <string_view>

#include "flows/reading/numbers/numbers.h"
#include "flows/reading/ratings/labels.h"
#include "flows/reading/ratings/score_scan.h"

namespace askwell::flows::reading {

inline constexpr const char* kOtherScale = "another scale";
inline constexpr const char* kRange = "a range of scores";
inline constexpr const char* kDecimal = "between two scores";
inline constexpr const char* kNotExact = "not an exact score";
inline constexpr const char* kOutOfRange = "out of range";

/// Words that may stand beside a score on either side.
inline bool is_wrapping_after(Role role) {
    return role == Role::tail || role == Role::particle;
}

/// Ratings in stars have five elsewhere: fewer say little on a longer scale.
constexpr int kUsualStars = 5;

/// A place in a reply, and the pieces that may begin there. Refers to the scale, the matcher and the text.
class PieceMaker {
  public:
    PieceMaker(const Scale& scale, const LabelMatcher& labels, std::string_view text)
        : scale_(scale), labels_(labels), text_(text) {}

  protected:
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
        const bool on_scale = scale_.find(truncated(value)) != nullptr;
        Piece piece = make(on_scale ? PieceKind::score : PieceKind::off_scale, length);
        if (on_scale) piece.score = truncated(value);
        piece.firm = firm;
        piece.reason = on_scale ? "" : kOutOfRange;
        return piece;
    }

    bool matches(std::size_t at, std::string_view what) const { return text_.substr(at).starts_with(what); }
    std::size_t after_blank(std::size_t at) const {
        return at < text_.size() && text_[at] == ' ' ? at + 1 : at;
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

    Piece our_scale(std::size_t length) const {
        Piece piece = make(PieceKind::word, length);
        piece.role = Role::scale;
        return piece;
    }

    const Scale& scale_;
    const LabelMatcher& labels_;
    std::string_view text_;
    std::size_t position_ = 0;
};

}  // namespace askwell::flows::reading
