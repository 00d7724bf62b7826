#include "flows/reading/ratings/rating_judge.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "flows/reading/ratings/clause_signs.h"
#include "flows/reading/ratings/piece_maker.h"

namespace askwell::flows::reading {
namespace {

constexpr const char* kInSentence = "a label inside a sentence";

Judged doubtful(const char* reason) {
    return {Verdict::doubtful, 0, reason};
}

Weight weight_of(const Piece& piece) {
    if (piece.kind != PieceKind::label) return Weight::number;
    return piece.moderated ? Weight::moderated : Weight::label;
}

bool is_tied(const Clause& clause) {
    return std::any_of(clause.pieces.begin(), clause.pieces.end(),
                       [](const Piece& piece) { return piece.tied; });
}

/// The score that a clause names only to rule it out (不是5分) or to tell that it might have been given.
std::optional<Judged> withdrawn_score(const Clause& clause) {
    const auto wraps = [](const Piece& piece) {
        return piece.kind == PieceKind::score ||
               (piece.kind == PieceKind::word && (piece.role == Role::negation || piece.role == Role::lead));
    };
    const bool ruled_out = clause.has(Role::negation) && clause.pieces.back().kind == PieceKind::score &&
                           std::all_of(clause.pieces.begin(), clause.pieces.end(), wraps);
    const bool gave = clause.has(Sense::past) && clause.has(Role::giver);  // 以前我都给5分的
    if ((!ruled_out && !gave && !clause.has(Role::intended)) || clause.asked || clause.has(Role::condition))
        return std::nullopt;
    const auto given = std::find_if(clause.pieces.begin(), clause.pieces.end(), is_score);
    if (given == clause.pieces.end() || !given->score || !is_only_label(clause)) return std::nullopt;
    // "Very dissatisfied, I used to give you 5": beside what is now, a label is enough.
    const Weight weight = clause.has(Sense::past) ? Weight::moderated : weight_of(*given);
    return Judged{Verdict::withdrawn, *given->score, kNotExact, weight};
}

/// The score of a clause that has one; 0 for a label that names no point.
int clause_score(const Clause& clause) {
    const auto score = std::find_if(clause.pieces.begin(), clause.pieces.end(), is_score);
    return score->score.value_or(0);
}

/// "90分" or "8/10" claims to be a score wherever it stands.
std::optional<const char*> firm_guess(const Clause& clause) {
    for (const Piece& piece : clause.pieces) {
        if (piece.kind == PieceKind::guess) return piece.reason;
        if (piece.kind == PieceKind::off_scale && piece.firm) return piece.reason;
    }
    return std::nullopt;
}

/// The score of a clause that is a figure with its wrapping and nothing else ("给4分吧").
std::optional<int> figure_alone(const Clause& clause) {
    const bool wrapped = std::all_of(clause.pieces.begin(), clause.pieces.end(), [](const Piece& piece) {
        return piece.kind == PieceKind::score ||
               (piece.kind == PieceKind::word &&
                (piece.role == Role::giver || piece.role == Role::lead || piece.role == Role::particle));
    });
    if (!wrapped || !is_only_label(clause)) return std::nullopt;
    return clause.pieces.back().score;
}

/// 还是挺满意的就给个四分吧: a label, and a figure next to its point.
bool bears_out(const Clause& label, const Clause& clause) {
    const auto given = figure_alone(clause);
    return given && !label.has(Role::condition) && !label.says_something() && is_only_label(label) &&
           label.has(PieceKind::label) && std::abs(clause_score(label) - *given) <= 1;
}

Judged without_score(const Clause& clause) {
    if (clause.has(Role::negation) && clause.has(Role::conjunction) && only_hedges(clause))
        return doubtful("taken back");
    if (clause.says_something()) return {Verdict::comment};
    if (only_negates(clause)) return doubtful("taken back");  // "very satisfied... not!", 完美解决（并没有）
    if (clause.begins_with(Role::alternative)) return doubtful("two scores");     // 可能满意，也可能刚好
    if (hedges(clause) || clause.has(Role::negation)) return {Verdict::comment};  // also "not 41"
    if (clause.has(PieceKind::off_scale)) return doubtful("out of range");
    return {Verdict::wrapping};
}

/// "almost 4" is no score; a label in doubt may still bear out a number: "convenient enough, 4".
Judged hedged(const Clause& clause) {
    const auto score = std::find_if(clause.pieces.begin(), clause.pieces.end(), is_score);
    if (!is_only_label(clause) || score->kind != PieceKind::label || !score->score) {
        return doubtful(kNotExact);
    }
    return {Verdict::scores, *score->score, "", Weight::hedged};
}

Judged one_score(const Clause& clause) {
    Judged judged{Verdict::wrapping};
    for (const Piece& piece : clause.pieces) {
        if (!is_score(piece)) continue;
        if (piece.excluded && judged.verdict == Verdict::scores && piece.denied != judged.score) continue;
        if (!piece.score && piece.kind == PieceKind::label && is_only_label(clause)) {
            return {Verdict::comment};  // "不方便，2分"
        }
        if (!piece.score)
            return doubtful(piece.kind == PieceKind::duration ? "spans several scores" : "no such label");
        const Judged next{Verdict::scores, *piece.score, "", weight_of(piece)};
        judged = judged.verdict == Verdict::wrapping ? next : agreed(judged, next);
        if (judged.verdict == Verdict::doubtful) return judged;
    }
    if (judged.weight == Weight::number || !is_tied(clause)) return judged;
    const bool granted = std::all_of(clause.pieces.begin(), clause.pieces.end(),
                                     [](const Piece& piece) { return !piece.tied || piece.conceded; });
    if (!granted) return doubtful(kInSentence);
    judged.weight = Weight::granted;
    return judged;
}

}  // namespace

Judged agreed(const Judged& one, const Judged& other) {
    const Judged& heavier = one.weight >= other.weight ? one : other;
    const bool near = std::min(one.weight, other.weight) <= Weight::moderated &&
                      heavier.weight == Weight::number && std::abs(one.score - other.score) <= 1;
    if (one.score == other.score || near) return heavier;
    const bool numbers = std::min(one.weight, other.weight) == Weight::number;
    return doubtful(numbers ? "two scores" : "score and label contradict each other");
}

Judged Judge::judge(std::size_t index) {
    const Judged judged = judged_by_itself(index);
    if (judged.verdict == Verdict::scores && judged.weight == Weight::number) given_ = judged.score;
    return judged;
}

Judged Judge::judged_by_itself(std::size_t index) {
    const Clause& clause = clauses_[index];
    leave_supposition(index);
    // "4, would be 5 if they had called": the condition of what is not given.
    const bool supposed = index > 0 && clause.joined && clauses_[index - 1].has(Role::intended);
    if (clause.has(Role::condition) && !clause.has(Role::scale) && !supposed) conditional_ = true;
    // 名字都给我写错了: what was written wrong is named before.
    const bool told = clause.joined && clause.begins_with(Role::giver) && !clause.has_score() &&
                      clauses_[index - 1].has(PieceKind::text);
    if (clause.has(Role::correction) && told) return {Verdict::comment};
    if (clause.has(Role::correction) && !clause.has(PieceKind::text)) {
        // 山分，打错了，三分: what was mistyped is no score, what follows is.
        const bool mistyped = index > 0 && !clause.joined && clauses_[index - 1].has(PieceKind::text);
        const bool instead = !given_ && index + 1 < clauses_.size() && figure_alone(clauses_[index + 1]);
        return mistyped && instead && !clause.has_score() ? Judged{Verdict::comment} : doubtful("corrected");
    }
    if (is_settled(index)) return {Verdict::comment};
    if (const auto judged = under_condition(index)) return *judged;
    if (misses_a_score(clause)) return {Verdict::comment};
    if (const auto firm = firm_guess(clause)) return doubtful(*firm);
    if (is_over(index) || grudges(clause)) return {Verdict::comment};
    if (tells_what_is_lacking(index)) return {Verdict::comment};
    if (is_taken_off(index)) return doubtful(kNotExact);
    if (corrects(index)) return doubtful("corrected");
    if (const auto withdrawn = withdrawn_score(clause)) return *withdrawn;
    if (is_question_about_score(index)) return doubtful("a question or condition");
    const bool replies = index > 0 && clauses_[index - 1].asked;  // 半小时？不止，四十多分钟
    if (replies && !clause.has_score() && only_negates(clause)) return {Verdict::comment};
    if (!clause.has_score()) {
        // "0, never": the lowest score cannot be denied further.
        const bool lowest = given_ == lowest_ ||
                            (index + 1 < clauses_.size() && figure_alone(clauses_[index + 1]) == lowest_);
        return lowest && only_negates(clause) ? Judged{Verdict::comment} : without_score(clause);
    }
    if (index > 0 && is_supposed(clauses_[index - 1], clause))
        return {Verdict::withdrawn, clause_score(clause), kNotExact};
    const bool just =
        index > 0 && (concludes_opinion(clauses_[index - 1]) || concludes_story(clauses_, index) ||
                      bears_out(clauses_[index - 1], clause) ||
                      (clause.pieces.front().spaced && !clauses_[index - 1].has(PieceKind::text)));
    const bool after_deed = clause.begins_with(Role::giver) && clause.has(Role::then);  // 退钱给我就给5分
    if (clause.joined && (clause.begins_with(Role::then) || after_deed) && !just)
        return doubtful("a condition");
    if (goes_on_counting(index)) return doubtful("a score inside a sentence");
    if (begins_a_story(index)) return {Verdict::comment};
    if (is_interjection(clause)) return {Verdict::wrapping};
    const bool spoken = clause.says_something() && !only_names_object(clause);
    if (clause.has(PieceKind::duration)) return by_time(clause);
    if (spoken) return mixed(clause);
    return plain(clause);
}

/// A score that is given only if something were the case ("I'd give 9 if you'd called", 再快点就5分), and
/// what lies beyond the scale ("if I could give 6 I would").
std::optional<Judged> Judge::under_condition(std::size_t index) {
    const Clause& clause = clauses_[index];
    const bool condition_follows = index + 1 < clauses_.size() && clauses_[index + 1].joined &&
                                   clauses_[index + 1].begins_with(Role::condition) &&
                                   !clauses_[index + 1].asked;
    if (clause.has(PieceKind::off_scale) && !clause.has_score() && (conditional_ || condition_follows)) {
        supposed_ = true;
        return Judged{Verdict::comment};
    }
    const bool wished = clause.joined && clause.begins_with(Role::then) && clause.has(Sense::wish);
    if ((!wished && !condition_follows) || !clause.has_score() || !is_only_label(clause) || clause.asked)
        return std::nullopt;
    const auto score = std::find_if(clause.pieces.begin(), clause.pieces.end(), is_score);
    const bool more = wished && given_ && score->score > given_;  // "4. Make it 5 if you fix it" asks again
    if (!score->score || (given_ && !more) || clause.has(Role::negation) || firm_guess(clause) ||
        (clause.says_something() && !only_names_object(clause)))
        return std::nullopt;
    supposed_ = true;
    return Judged{Verdict::withdrawn, *score->score, "a question or condition", weight_of(*score)};
}

/// "…, but it's a 2": what was supposed is over with "but", behind a wish (就好了), and for a figure that is
/// a sentence of its own.
void Judge::leave_supposition(std::size_t index) {
    if (!conditional_ || index == 0) return;
    const Clause& clause = clauses_[index];
    const Clause& before = clauses_[index - 1];
    const bool apart = !clause.joined || clause.pieces.front().spaced;
    // 要是当天就能修好，我给5分: what runs on behind 就 is part of the condition.
    const bool wished =
        apart && before.has(Sense::wish) && !before.begins_with(Role::then) && !before.has_score();
    const Sense sense = clause.pieces.front().sense;
    const bool but = sense == Sense::contrast || sense == Sense::conclusion;
    const bool goes_on = index + 1 < clauses_.size() && clauses_[index + 1].joined;
    const bool figure = clause.begins_sentence && figure_alone(clause) && !goes_on;
    if (wished || (supposed_ && (but || figure))) conditional_ = supposed_ = false;
}

/// "Between 6 and 8, so 7": of the scores that were weighed, the one that follows.
bool Judge::is_settled(std::size_t index) const {
    const Clause& clause = clauses_[index];
    const bool weighs = std::any_of(clause.pieces.begin(), clause.pieces.end(), [](const Piece& piece) {
        return piece.kind == PieceKind::guess && piece.reason == std::string_view{kRange};
    });
    if (!weighs || clause.has(Role::condition) || index + 2 != clauses_.size()) return false;
    const Clause& next = clauses_[index + 1];
    const Piece& first = next.pieces.front();
    const bool concludes = first.kind == PieceKind::word && first.sense != Sense::contrast &&
                           (first.role == Role::conjunction || first.role == Role::then ||
                            first.role == Role::giver || first.role == Role::lead);
    return concludes && next.pieces.back().kind != PieceKind::text && !next.asked && is_only_label(next) &&
           !next.says_something() && !hedges(next) && !next.has(Role::negation);
}

/// 以前繁琐，这次非常便捷, "I gave you 6 last year, now it's a 9": what was, before what is. Between labels
/// 现在 may be of the same service: 之前满意，现在不满意.
bool Judge::is_over(std::size_t index) const {
    const Clause& clause = clauses_[index];
    if (!clause.has(Sense::past) || !clause.has_score()) return false;
    const bool figure = clause.has(PieceKind::score);
    const auto later = clauses_.begin() + static_cast<std::ptrdiff_t>(index) + 1;
    const auto says = [this](const Clause& next, Sense sense) {  // also behind its score: "9 now"
        const Clause* const after = &next + 1;
        const bool behind = after < clauses_.data() + clauses_.size() && after->joined;
        // 这次弄好了给9分; 这次进步了，5分
        const bool runs_on = next.joined || sense == Sense::this_time;
        if (runs_on && (&next - 1)->has(sense)) return true;
        return next.has(sense) || (behind && after->pieces.front().sense == sense);
    };
    return std::any_of(later, clauses_.end(), [&](const Clause& next) {
        return next.has_score() && !next.has(Sense::past) &&
               (says(next, Sense::this_time) ||
                (figure && says(next, Sense::now) && next.has(PieceKind::score) && is_only_label(next)));
    });
}

/// 完全没有解决，1分都嫌多: the lowest score is still too much, beside a label that says it.
bool Judge::grudges(const Clause& clause) const {
    const auto scores_lowest = [this](const Piece& piece) {
        return piece.kind == PieceKind::score && piece.score == lowest_;
    };
    if (!clause.has(Sense::grudge) || std::none_of(clause.pieces.begin(), clause.pieces.end(), scores_lowest))
        return false;
    return std::any_of(clauses_.begin(), clauses_.end(), [this](const Clause& other) {
        return std::any_of(other.pieces.begin(), other.pieces.end(), [this](const Piece& piece) {
            return piece.kind == PieceKind::label && piece.score == lowest_;
        });
    });
}

/// "One point off for the wait", 那1分扣在等待上: no score, whatever else is said.
bool Judge::is_taken_off(std::size_t index) const {
    if (index + 1 >= clauses_.size() || !figure_alone(clauses_[index])) return false;
    const Clause& next = clauses_[index + 1];
    return next.joined && next.pieces.front().sense == Sense::off && !next.has_score();
}

/// "7 no 8".
bool Judge::corrects(std::size_t index) const {
    const Clause& clause = clauses_[index];
    return index > 0 && clause.joined && clauses_[index - 1].has(PieceKind::score) &&
           clause.pieces.size() == 2 && clause.pieces.front().sense == Sense::refusal &&
           clause.pieces.back().kind == PieceKind::score;
}

/// "9分，少一分怕你们骄傲", 扣掉的1分是因为慢: what the score lacks of the highest, to the point.
bool Judge::tells_what_is_lacking(std::size_t index) const {
    const Clause& clause = clauses_[index];
    const auto amount = std::find_if(clause.pieces.begin(), clause.pieces.end(),
                                     [](const Piece& piece) { return piece.kind == PieceKind::score; });
    if (amount == clause.pieces.end() || !is_only_label(clause)) return false;
    const bool deducts =
        clause.begins_with(Role::deduction) &&
        std::all_of(clause.pieces.begin() + 1, amount, [](const Piece& piece) { return is_wrapping(piece); });
    const Clause* const next =
        index + 1 < clauses_.size() && clauses_[index + 1].joined ? &clauses_[index + 1] : nullptr;
    const bool goes_on =
        next != nullptr ? !next->has(Sense::also) : amount + 1 != clause.pieces.end();  // 那2分也行
    const bool remains =  // 四分 那一分是怕他骄傲, but not 三分吧，那两分
        clause.pieces.front().sense == Sense::remainder && amount == clause.pieces.begin() + 1 && goes_on;
    if (!deducts && !remains && !is_taken_off(index)) return false;
    const int left = highest_ - *amount->score;
    return given_ ? *given_ == left
                  : std::any_of(clauses_.begin(), clauses_.end(),
                                [left](const Clause& other) { return figure_alone(other) == left; });
}

/// "5分是最高吗？", "5 if you call back": what runs on from the score without a stop makes it doubtful.
bool Judge::is_question_about_score(std::size_t index) const {
    const Clause& clause = clauses_[index];
    if (!clause.joined || index == 0 || !clauses_[index - 1].has_score()) return false;
    if (clauses_[index - 1].has(Role::intended)) return false;
    if (supposed_ && !clause.asked && clause.begins_with(Role::condition)) return false;
    return clause.asked || clause.has(Role::condition);
}

/// "Well, I don't know", "well...": a label that is also a filler counts only when it is the whole
/// message.
bool Judge::is_interjection(const Clause& clause) const {
    if (clauses_.size() == 1 && !clause.trails_off) return false;
    if (guesses_alone(clause)) return false;
    const bool only_weak_labels =
        std::all_of(clause.pieces.begin(), clause.pieces.end(), [](const Piece& piece) {
            return !is_score(piece) || (piece.kind == PieceKind::label && !piece.firm);
        });
    return only_weak_labels;
}

/// "Probably. Prices went up though": a first clause that is a label and hedges as no filler does, where
/// nothing else scores.
bool Judge::guesses_alone(const Clause& clause) const {
    const auto label = std::find_if_not(clause.pieces.begin(), clause.pieces.end(), is_wrapping);
    if (clause.trails_off || label == clause.pieces.end() || !label->hedge ||
        !std::all_of(label + 1, clause.pieces.end(), is_wrapping))
        return false;
    const auto scored =
        std::count_if(clauses_.begin(), clauses_.end(), [](const Clause& c) { return c.has_score(); });
    const auto index = static_cast<std::size_t>(&clause - clauses_.data());
    const bool begins = std::none_of(clauses_.begin(), clauses_.begin() + static_cast<std::ptrdiff_t>(index),
                                     [](const Clause& c) { return c.says_something(); });
    const auto next = clauses_.begin() + static_cast<std::ptrdiff_t>(index) + 1;
    const bool runs_on =
        next != clauses_.end() && next->joined && (next->pieces.size() > 1 || next->has(PieceKind::text));
    const bool ends = next == clauses_.end() && !clause.joined;  // "Took 3 days. Certainly"
    return scored == 1 && (begins || ends) && !runs_on;
}

/// "Basically, they hung up on me": a filler rather than the label, unless "but" or nothing follows.
bool Judge::begins_a_story(std::size_t index) const {
    const auto is_filler = [](const Piece& piece) { return piece.filler || is_wrapping(piece); };
    const Clause& clause = clauses_[index];
    if (!std::all_of(clause.pieces.begin(), clause.pieces.end(), is_filler)) return false;
    if (index + 1 == clauses_.size()) return false;
    const Clause& next = clauses_[index + 1];
    return next.has(PieceKind::text) && !next.begins_with(Role::conjunction);
}

/// "I pressed 2, and then 5", 按了2然后5: the next of what the sentence before counts.
bool Judge::goes_on_counting(std::size_t index) const {
    const auto bare = [](const Piece& piece) {
        return piece.kind == PieceKind::score ? !piece.firm : piece.figure;
    };
    const Clause& clause = clauses_[index];
    if (index == 0 || clause.says_something() || clause.pieces.front().kind != PieceKind::word) return false;
    const Role first = clause.pieces.front().role;
    if (first != Role::conjunction && first != Role::tail) return false;
    const bool concludes = clause.pieces.front().sense == Sense::conclusion;
    if (concludes) return false;  // "they hung up after I pressed 0, so 1"
    const Clause& before = clauses_[index - 1];
    return before.has(PieceKind::text) && std::any_of(before.pieces.begin(), before.pieces.end(), bare) &&
           std::any_of(clause.pieces.begin(), clause.pieces.end(), bare);
}

Judged Judge::by_time(const Clause& clause) const {
    const bool disputed = clause.asked || clause.has(Role::negation);
    const bool answered =
        std::any_of(&clause + 1, clauses_.data() + clauses_.size(), [](const Clause& later) {
            return later.has(PieceKind::duration) && !later.asked && !later.has(Role::negation);
        });
    if (disputed && answered && !clause.has(Role::condition)) return {Verdict::comment};
    if (clause.asked || conditional_ || clause.has(Role::condition))
        return doubtful("a question or condition");
    if (clause.has(Role::negation)) return doubtful("negated");
    const Judged judged = one_score(clause);
    // "5分钟以内，4分": the time spans several points, and the figure says which.
    const bool told = judged.verdict == Verdict::doubtful && !given_ &&
                      std::any_of(clauses_.begin(), clauses_.end(),
                                  [](const Clause& other) { return figure_alone(other).has_value(); });
    return told ? Judged{Verdict::comment} : judged;
}

/// "Agent 5, menu 1", "was a 4, now a 2": after a score a thing and its own.
bool Judge::scores_something_else(const Clause& clause) const {
    const auto texts = std::count_if(clause.pieces.begin(), clause.pieces.end(),
                                     [](const Piece& piece) { return piece.kind == PieceKind::text; });
    const Piece& last = clause.pieces.back();
    return given_ && texts == 1 && is_only_label(clause) && last.kind == PieceKind::score &&
           last.score != given_;
}

/// "5 because it was very slow", 5，因为非常不清楚: the reason for the score is a label of the other side.
bool Judge::gives_other_reason(const Clause& clause) const {
    if (!given_ || !clause.has(Sense::reason) || clause.asked || clause.has(PieceKind::text) ||
        clause.has(Role::negation) || clause.has(Role::condition) || is_tied(clause))
        return false;
    const Piece& last = clause.pieces.back();
    if (last.kind != PieceKind::label || !last.score) return false;
    const int middle = lowest_ + highest_;
    return (2 * *given_ - middle) * (2 * *last.score - middle) < 0;
}

/// A score inside a sentence: what it belongs to is not ours to say.
Judged Judge::mixed(const Clause& clause) const {
    if (gives_other_reason(clause)) return doubtful("score and label contradict each other");
    if (scores_something_else(clause)) return doubtful("two scores");
    for (const Piece& piece : clause.pieces) {
        const bool ends_it = &piece == &clause.pieces.back() && !clause.has(PieceKind::text);
        if (piece.kind == PieceKind::score && (piece.firm || ends_it)) {
            return doubtful("a score inside a sentence");  // also "but really 3"
        }
    }
    return {Verdict::comment};
}

Judged Judge::plain(const Clause& clause) const {
    if (clause.asked && clause.has(PieceKind::score)) return doubtful("a question");
    if (clause.asked) return {Verdict::comment};  // "清楚吗？不清楚": perhaps the customer answers it
    if (conditional_) return doubtful("a condition");
    if (clause.has(Role::negation)) return doubtful("negated");
    if (clause.has(Role::alternative)) return doubtful("two scores");
    if (clause.has(PieceKind::off_scale)) return doubtful("out of range");
    if (hedges(clause)) return hedged(clause);
    const Judged judged = one_score(clause);
    // "3, certainly not the worst": a label that belongs to something else stands beside a figure.
    const bool of_another = judged.verdict == Verdict::doubtful &&
                            std::string_view{judged.reason} == kInSentence && is_tied(clause);
    const bool figure =
        given_ || std::any_of(&clause + 1, clauses_.data() + clauses_.size(),
                              [](const Clause& later) { return figure_alone(later).has_value(); });
    return of_another && figure ? Judged{Verdict::comment} : judged;
}

}  // namespace askwell::flows::reading
