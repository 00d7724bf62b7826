// The pieces of a reply to a scored question: scores, labels, durations, and the words around them.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "flows/reading/ratings/labels.h"
#include "flows/reading/ratings/rating_words.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

enum class PieceKind {
    score,      ///< a number of the scale; `firm` when a unit says that it is a score (4分, 4/5, ★★★★)
    label,      ///< `score` is the label's point; none when the point is uncertain
    duration,   ///< minute scales only; `score` is the point it falls on, none when it spans several
    off_scale,  ///< a number that is no score of the scale; `firm` when it claims to be one (90分, 8/10)
    guess,      ///< scores that are not one score: a range, decimals, "4+"; `reason` says which
    word,       ///< `role` is set
    text,       ///< anything else that says something
    separator,  ///< a comma or stronger; a question mark when `question`
    emoji,
};

/// What a word says beside its role.
enum class Sense {
    none,
    past,        ///< 以前, "last time": what was, if a clause says how it was this time
    this_time,   ///< 这次, "this time"
    now,         ///< 现在, "today": perhaps of the same service
    contrast,    ///< "but": what was supposed before is over
    conclusion,  ///< "so": the same
    refusal,     ///< 给不了 or "no" behind a score, which is not given
    wish,        ///< 就好了, "would be better": ends what was supposed; of 就 before a score: 再快点就5分
    grudge,      ///< 都嫌多 behind the lowest score
    lack,        ///< 没有, of a score that the scale does not have
    also,        ///< 也: what it is said of is so, and no condition
    remainder,   ///< 那, 另 before the points that the score given lacks of the highest
    total,       ///< 总的: the score behind it is the one of everything
    reason,      ///< "because": what follows says why the score is what it is
    off,         ///< "off for": the points before it are what the score lacks of the highest
};

struct Piece {
    PieceKind kind = PieceKind::text;
    std::size_t begin = 0;
    std::size_t end = 0;
    std::optional<int> score;
    std::optional<int> denied;  ///< of a label: the point that it negates
    bool excluded = false;      ///< of a label: what follows a label is ruled out for it (一般不是满意)
    bool hedge = false;         ///< of a label: "probably", which is a filler elsewhere
    bool filler = false;        ///< of a label: "basically", which may only begin a story
    bool degree = false;        ///< of a word: "very", 很, which says how much
    bool firm = false;
    bool figure =
        false;  ///< a score in figures, of which no idiom is made (五分熟); of a text: a key pressed
    bool praised = false;    ///< 好评 follows: a score wherever it stands
    bool moderated = false;  ///< a label near its point (挺满意)
    bool tied = false;       ///< a label that what follows makes part of something else
    bool conceded = false;   ///< a label said twice (便捷是便捷): bears out a number, and says nothing alone
    bool opens =
        false;  ///< "it was" before a label, or a label like "still dead", after a story: a new clause
    bool closes = false;  ///< of a word: "enough", after which a score is a verdict of its own
    bool question = false;
    bool ellipsis = false;  ///< a separator that trails off ("...")
    bool stop = false;      ///< a separator that ends a sentence
    bool spaced = false;    ///< a blank stands before it
    Role role = Role::lead;
    Sense sense = Sense::none;
    const char* reason = "";
};

/// A number, a label or a duration.
bool is_score(const Piece& piece);

/// A word that says nothing beside a score, on one side of it at least.
bool is_wrapping(const Piece& piece);

/// Cuts a folded reply into pieces, in order and without gaps but for blanks.
std::vector<Piece> scan_scores(const Scale& scale, const LabelMatcher& labels, std::string_view text);

}  // namespace askwell::flows::reading
