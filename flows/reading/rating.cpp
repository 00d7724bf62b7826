#include "flows/reading/rating.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>

#include "flows/reading/asked.h"
#include "flows/reading/rating_clauses.h"
#include "flows/reading/rating_contradictions.h"
#include "flows/reading/reply.h"
#include "flows/reading/score_scan.h"
#include "flows/reading/spelling.h"
#include "flows/reading/subjects.h"

namespace askwell::flows::reading {
namespace {

constexpr const char* kNotExact = "not an exact score";

enum class Verdict {
    scores,
    withdrawn,  ///< a score that is not given: "not 10", 本来想给5分
    comment,
    wrapping,
    doubtful,
};

/// How much a score can be relied on beside another one.
enum class Weight {
    hedged,     ///< "convenient enough": nothing by itself, and beside a number like the next
    moderated,  ///< 挺满意, a synonym: a number one point away is no contradiction
    label,
    number,
};

struct Judged {
    Verdict verdict = Verdict::wrapping;
    int score = 0;
    const char* reason = "";
    Weight weight = Weight::number;
};

Judged doubtful(const char* reason) {
    return {Verdict::doubtful, 0, reason};
}

/// What two scores say together: the same, a number beside a label close to it, or a contradiction.
Judged agreed(const Judged& one, const Judged& other) {
    const Judged& heavier = one.weight >= other.weight ? one : other;
    const bool near = std::min(one.weight, other.weight) <= Weight::moderated &&
                      heavier.weight == Weight::number && std::abs(one.score - other.score) <= 1;
    if (one.score == other.score || near) return heavier;
    const bool numbers = std::min(one.weight, other.weight) == Weight::number;
    return doubtful(numbers ? "two scores" : "score and label contradict each other");
}

class Judge {
  public:
    Judge(const std::vector<Clause>& clauses, int highest) : clauses_(clauses), highest_(highest) {}

    Judged judge(std::size_t index) {
        const Judged judged = judged_by_itself(index);
        if (judged.verdict == Verdict::scores && judged.weight == Weight::number) given_ = judged.score;
        return judged;
    }

  private:
    Judged judged_by_itself(std::size_t index) {
        const Clause& clause = clauses_[index];
        if (clause.has(Role::condition) && !clause.has(Role::scale)) conditional_ = true;
        if (clause.has(Role::correction) && !clause.has(PieceKind::text)) return doubtful("corrected");
        if (const auto firm = firm_guess(clause)) return doubtful(*firm);
        if (tells_what_is_lacking(clause)) return {Verdict::comment};
        if (const auto withdrawn = withdrawn_score(clause))
            return {Verdict::withdrawn, *withdrawn, kNotExact};
        if (is_question_about_score(index)) return doubtful("a question or condition");
        if (!clause.has_score()) return without_score(clause);
        if (clause.joined && clause.begins_with(Role::then)) return doubtful("a condition");
        if (is_interjection(clause)) return {Verdict::wrapping};
        const bool spoken = clause.says_something() && !only_names_object(clause);
        if (clause.has(PieceKind::duration)) return by_time(clause);
        if (spoken) return mixed(clause);
        return plain(clause);
    }

    /// "9分，少一分怕你们骄傲": what the score lacks of the highest, to the point.
    bool tells_what_is_lacking(const Clause& clause) const {
        if (!clause.begins_with(Role::deduction) || clause.pieces.size() < 2) return false;
        const Piece& amount = clause.pieces[1];
        if (amount.kind != PieceKind::score) return false;
        const int left = highest_ - *amount.score;
        return given_ ? *given_ == left
                      : std::any_of(clauses_.begin(), clauses_.end(), [left](const Clause& other) {
                            return other.pieces.size() == 1 && other.pieces.front().score == left;
                        });
    }

    /// The score that a clause names only to rule it out (不是5分) or to tell that it might have been given.
    static std::optional<int> withdrawn_score(const Clause& clause) {
        const auto wraps = [](const Piece& piece) {
            return piece.kind == PieceKind::score ||
                   (piece.kind == PieceKind::word &&
                    (piece.role == Role::negation || piece.role == Role::lead));
        };
        const bool ruled_out = clause.has(Role::negation) && clause.pieces.back().kind == PieceKind::score &&
                               std::all_of(clause.pieces.begin(), clause.pieces.end(), wraps);
        if ((!ruled_out && !clause.has(Role::intended)) || clause.asked || clause.has(Role::condition))
            return std::nullopt;
        const auto given = std::find_if(clause.pieces.begin(), clause.pieces.end(), is_score);
        const bool figure = given != clause.pieces.end() && given->kind == PieceKind::score;
        return figure && is_only_label(clause) ? given->score : std::nullopt;
    }

    /// "90分" or "8/10" claims to be a score wherever it stands.
    static std::optional<const char*> firm_guess(const Clause& clause) {
        for (const Piece& piece : clause.pieces) {
            if (piece.kind == PieceKind::guess) return piece.reason;
            if (piece.kind == PieceKind::off_scale && piece.firm) return piece.reason;
        }
        return std::nullopt;
    }

    /// "5分是最高吗？", "5 if you call back": what runs on from the score without a stop makes it doubtful.
    bool is_question_about_score(std::size_t index) const {
        const Clause& clause = clauses_[index];
        if (!clause.joined || index == 0 || !clauses_[index - 1].has_score()) return false;
        return clause.asked || clause.has(Role::condition);
    }

    /// "But not very", 但不是很: a degree denied of what was said before.
    static bool only_hedges(const Clause& clause) {
        return std::all_of(clause.pieces.begin(), clause.pieces.end(), [](const Piece& piece) {
            return piece.kind == PieceKind::word &&
                   (piece.role == Role::negation || piece.role == Role::conjunction || piece.degree);
        });
    }

    static Judged without_score(const Clause& clause) {
        if (clause.has(Role::negation) && clause.has(Role::conjunction) && only_hedges(clause))
            return doubtful("taken back");
        if (clause.says_something()) return {Verdict::comment};
        const auto negates = [](const Piece& piece) {
            return piece.kind == PieceKind::word && piece.role == Role::negation;
        };
        if (std::all_of(clause.pieces.begin(), clause.pieces.end(), negates))
            return doubtful("taken back");  // "very satisfied... not!"
        if (clause.has(PieceKind::off_scale)) return doubtful("out of range");
        if (hedges(clause) || clause.has(Role::negation)) return {Verdict::comment};
        return {Verdict::wrapping};
    }

    /// "Well, I don't know", "well...": a label that is also a filler counts only when it is the whole
    /// message.
    bool is_interjection(const Clause& clause) const {
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
    bool guesses_alone(const Clause& clause) const {
        if (&clause != &clauses_.front() || clause.trails_off || clause.pieces.size() != 1) return false;
        const std::size_t scored = static_cast<std::size_t>(
            std::count_if(clauses_.begin(), clauses_.end(), [](const Clause& c) { return c.has_score(); }));
        return scored == 1 && !clauses_[1].joined && clause.pieces.front().hedge;
    }

    /// 对整个过程挺满意, 给小王5分: all that is said stands between 对 or 给 and the score.
    static bool only_names_object(const Clause& clause) {
        constexpr std::ptrdiff_t kLongest = 12;  // characters; a longer one tells a story
        const auto marks_object = [](const Piece& piece) {
            return piece.kind == PieceKind::word && (piece.role == Role::about || piece.role == Role::giver);
        };
        const auto is_text = [](const Piece& piece) { return piece.kind == PieceKind::text; };
        const auto marker = std::find_if(clause.pieces.begin(), clause.pieces.end(), marks_object);
        const auto score = std::find_if(marker, clause.pieces.end(), is_score);
        if (score == clause.pieces.end() || !score->firm) return false;
        const auto texts = std::count_if(clause.pieces.begin(), clause.pieces.end(), is_text);
        return !clause.has(Role::said) && !clause.has(Role::starter) && texts <= kLongest &&
               std::count_if(marker, score, is_text) == texts;
    }

    Judged by_time(const Clause& clause) const {
        if (clause.asked || conditional_ || clause.has(Role::condition))
            return doubtful("a question or condition");
        if (clause.has(Role::negation)) return doubtful("negated");
        return one_score(clause);
    }

    /// A score inside a sentence: what it belongs to is not ours to say.
    Judged mixed(const Clause& clause) const {
        for (const Piece& piece : clause.pieces) {
            const bool ends_it = &piece == &clause.pieces.back() && !clause.has(PieceKind::text);
            if (piece.kind == PieceKind::score && (piece.firm || ends_it)) {
                return doubtful("a score inside a sentence");  // also "but really 3"
            }
        }
        return {Verdict::comment};
    }

    Judged plain(const Clause& clause) const {
        if (clause.asked && clause.has(PieceKind::score)) return doubtful("a question");
        if (clause.asked) return {Verdict::comment};  // "清楚吗？不清楚": perhaps the customer answers it
        if (conditional_) return doubtful("a condition");
        if (clause.has(Role::negation)) return doubtful("negated");
        if (clause.has(Role::alternative)) return doubtful("two scores");
        if (clause.has(PieceKind::off_scale)) return doubtful("out of range");
        if (hedges(clause)) return hedged(clause);
        return one_score(clause);
    }

    static bool hedges(const Clause& clause) {
        return clause.has(Role::doubt) || clause.has(Role::deduction) || clause.has(Role::intended);
    }

    /// "almost 4" is no score; a label in doubt may still bear out a number: "convenient enough, 4".
    static Judged hedged(const Clause& clause) {
        const auto score = std::find_if(clause.pieces.begin(), clause.pieces.end(), is_score);
        if (!is_only_label(clause) || score->kind != PieceKind::label || !score->score) {
            return doubtful(kNotExact);
        }
        return {Verdict::scores, *score->score, "", Weight::hedged};
    }

    static Judged one_score(const Clause& clause) {
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
        if (!granted) return doubtful("a label inside a sentence");
        judged.weight = Weight::hedged;
        return judged;
    }

    static bool is_only_label(const Clause& clause) {
        return std::count_if(clause.pieces.begin(), clause.pieces.end(), is_score) == 1;
    }

    static Weight weight_of(const Piece& piece) {
        if (piece.kind != PieceKind::label) return Weight::number;
        return piece.moderated ? Weight::moderated : Weight::label;
    }

    static bool is_tied(const Clause& clause) {
        return std::any_of(clause.pieces.begin(), clause.pieces.end(),
                           [](const Piece& piece) { return piece.tied; });
    }

    const std::vector<Clause>& clauses_;
    int highest_;
    std::optional<int> given_;  ///< the score in figures of the last clause that has one
    bool conditional_ = false;
};

std::ptrdiff_t durations_in(const std::vector<Clause>& clauses) {
    std::ptrdiff_t count = 0;
    for (const Clause& clause : clauses) {
        count += std::count_if(clause.pieces.begin(), clause.pieces.end(),
                               [](const Piece& piece) { return piece.kind == PieceKind::duration; });
    }
    return count;
}

/// From the first to the last clause that says something beside the score.
std::string comment_of(const FoldedText& reply, const std::vector<Clause>& clauses,
                       const std::vector<Judged>& judged) {
    std::size_t first = clauses.size();
    std::size_t last = 0;
    for (std::size_t i = 0; i < clauses.size(); ++i) {
        if (judged[i].verdict != Verdict::comment) continue;
        first = std::min(first, i);
        last = i;
    }
    if (first == clauses.size()) return {};
    // What is only wrapping after a comment belongs to it; a score that follows does not.
    std::size_t end = reply.text.size();
    for (std::size_t i = last + 1; i < clauses.size(); ++i) {
        if (judged[i].verdict == Verdict::scores) {
            end = clauses[i].pieces.front().begin;
            break;
        }
    }
    const std::size_t begin = clauses[first].pieces.front().begin;
    return valid_utf8(trim_separators(reply.raw_between(begin, end)));
}

/// 0 to 10, with names for the ends only.
Scale nps_scale(const Localized& lowest, const Localized& highest) {
    Scale scale;
    for (int score = 0; score <= 10; ++score) scale.points.push_back(ScalePoint{score, {}, {}, {}, {}});
    scale.points.front().label = lowest;
    scale.points.back().label = highest;
    return scale;
}

}  // namespace

const Scale& scale_of(const Question& question) {
    static const Scale nps = nps_scale({}, {});
    return question.type == QuestionType::nps ? nps : question.scale;
}

std::optional<Reading> read_lone_digit(const Question& question, std::string_view raw) {
    const std::string_view trimmed = trim_space(raw);
    if (trimmed.size() != 1 || trimmed[0] < '0' || trimmed[0] > '9') return std::nullopt;
    const int score = trimmed[0] - '0';
    if (scale_of(question).find(score) == nullptr) return std::nullopt;
    return answer(Score{score});
}

namespace {

/// "一般，偏满意": what a label alone says must not be taken back by another one in a comment. A negation far
/// from it ("没有任何不满意的地方") leaves that open.
bool another_label(const std::vector<Clause>& clauses, const std::vector<Judged>& judged, const Scale& scale,
                   int score) {
    const int middle = scale.lowest() + scale.highest();          // twice the middle
    const auto bears_out = [middle, score](const Piece& piece) {  // "非常便捷，一点都不繁琐"
        if (piece.denied && piece.denied != score && (piece.excluded || !piece.score))
            return true;  // "not far above, just above", 有时吧，也不总是
        const bool same_side = piece.score && (2 * *piece.score - middle) * (2 * score - middle) > 0;
        if ((piece.moderated || piece.denied) && same_side && std::abs(*piece.score - score) <= 1)
            return true;  // 非常慢，慢得我花都谢了
        return piece.denied && (2 * *piece.denied - middle) * (2 * score - middle) < 0;
    };
    for (std::size_t i = 0; i < clauses.size(); ++i) {
        if (judged[i].verdict != Verdict::comment || clauses[i].asked || clauses[i].has(Role::negation))
            continue;
        for (const Piece& piece : clauses[i].pieces) {
            if (piece.kind == PieceKind::label && piece.firm && piece.score != score && !bears_out(piece))
                return true;
        }
    }
    return false;
}

constexpr const char* kNoScore = "no score";

bool is_wrapping(const Piece& piece) {
    return piece.kind == PieceKind::word &&
           (piece.role == Role::lead || piece.role == Role::tail || piece.role == Role::particle);
}

/// Denying "especially patient" leaves open how patient.
bool says_especially(std::string_view text) {
    constexpr std::string_view kWords[] = {"特别",       "非常", "十分",     "particularly",
                                           "especially", "very", "extremely"};
    return std::any_of(std::begin(kWords), std::end(kWords),
                       [text](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

/// The middle of the scale when it is called "average" and `pieces` deny the labels at both sides alike, and
/// say nothing else: 谈不上满意，也谈不上不满意, "neither easy nor difficult".
std::optional<int> between_opposites(const Scale& scale, std::string_view text,
                                     const std::vector<Piece>& pieces) {
    static const PhraseMap<bool> joints{{true, {"也", "既", "又", "and"}}};
    const int ends = scale.lowest() + scale.highest();
    std::vector<int> denied;
    for (const Piece& piece : pieces) {
        if (piece.kind == PieceKind::label && piece.denied) {
            denied.push_back(*piece.denied);
        } else if (piece.kind == PieceKind::label && piece.score && 2 * *piece.score == ends) {
            continue;  // 既不算便捷也不算繁琐，一般
        } else if (piece.kind != PieceKind::separator && !is_wrapping(piece) &&
                   joints.whole(text.substr(piece.begin, piece.end - piece.begin)) == nullptr) {
            return std::nullopt;
        }
    }
    if (says_especially(text) || denied.size() != 2 || denied[0] == denied[1] ||
        denied[0] + denied[1] != ends)
        return std::nullopt;
    const LabelMatcher& matcher = matcher_for(scale);
    const auto average = matcher.at("一般", 0);
    const auto neutral = average ? average : matcher.at("average", 0);
    return neutral && neutral->score && 2 * *neutral->score == ends ? neutral->score : std::nullopt;
}

Reading read_scores(const Scale& scale, const FoldedText& reply) {
    const std::vector<Piece> pieces = scan_scores(scale, matcher_for(scale), reply.text);
    if (const auto middle = between_opposites(scale, reply.text, pieces)) return answer(Score{*middle});
    const std::vector<Clause> clauses = clauses_of(pieces);
    Judge judge{clauses, scale.highest()};
    std::vector<Judged> judged;
    std::optional<Judged> verdict;
    std::optional<Judged> withdrawn;
    for (std::size_t i = 0; i < clauses.size(); ++i) {
        judged.push_back(judge.judge(i));
        if (judged.back().verdict == Verdict::doubtful) return unclear(judged.back().reason);
        if (verdict && clauses[i].asked && clauses[i].has(PieceKind::label)) return unclear("a question");
        if (judged.back().verdict == Verdict::withdrawn) withdrawn = judged.back();
        if (judged.back().verdict != Verdict::scores) continue;
        const Judged both = verdict ? agreed(*verdict, judged.back()) : judged.back();
        if (both.verdict == Verdict::doubtful) return unclear(both.reason);
        // "3分。客服态度一般": the label repeats the score, but about something that the customer names.
        if (verdict && clauses[i].has(Role::lead)) judged.back().verdict = Verdict::comment;
        verdict = both;
    }
    const bool replaced = verdict && verdict->weight == Weight::number;
    if (withdrawn && (!replaced || verdict->score == withdrawn->score)) return unclear(withdrawn->reason);
    if (durations_in(clauses) > 1) return unclear("several durations");
    if (!verdict) return unclear(kNoScore);
    if (verdict->weight == Weight::hedged) return unclear(kNotExact);
    for (Judged& one : judged) {  // "挺满意的，5分"
        if (one.verdict == Verdict::scores && one.score != verdict->score) one.verdict = Verdict::comment;
    }
    if (verdict->weight != Weight::number && another_label(clauses, judged, scale, verdict->score)) {
        return unclear("two labels");
    }
    if (contradicted(clauses, reply.text, scale, verdict->score))
        return unclear("score and verdict contradict each other");
    return answer(Score{verdict->score}, comment_of(reply, clauses, judged));
}

/// Reads `reply` as typed; when that says no score, once more without the subjects of its verdicts, and with
/// its slips of the finger mended.
Reading read_on(const Question& question, const Scale& scale, const FoldedText& reply) {
    Reading reading = read_scores(scale, reply);
    if (reading.reason != kNoScore) return reading;
    const std::string asked = wording_of(question);
    const auto read_again = [&](const std::optional<FoldedText>& changed) {
        Reading again = changed ? read_scores(scale, *changed) : Reading{};
        if (again.kind == ReadingKind::answer) reading = std::move(again);
        return reading.kind == ReadingKind::answer;
    };
    if (read_again(without_subjects(reply, asked, matcher_for(scale)))) return reading;
    const auto mended = respelt(reply, matcher_for(scale).words());
    if (!mended || read_again(mended)) return reading;
    read_again(without_subjects(*mended, asked, matcher_for(scale)));
    return reading;
}

/// The scale of an nps question that names its ends. Holds until the thread's next call; kept, because making
/// it takes as long as reading a short reply.
const Scale& named_nps_scale(const Question& question) {
    thread_local Scale kept;
    const bool same = !kept.points.empty() && kept.points.front().label.all() == question.low_label.all() &&
                      kept.points.back().label.all() == question.high_label.all();
    if (!same) kept = nps_scale(question.low_label, question.high_label);
    return kept;
}

/// "10, not at all likely to": words of one end beside a score at the other.
bool names_other_end(const Scale& scale, const Reading& reading) {
    constexpr int kMiddle = 5;
    const auto* const score = std::get_if<Score>(&reading.value);
    if (score == nullptr || reading.comment.empty() || scale.points.empty()) return false;
    const ScalePoint& other = score->value > kMiddle ? scale.points.front() : scale.points.back();
    const std::string comment = fold_for_matching(reading.comment);
    return std::any_of(other.label.all().begin(), other.label.all().end(), [&comment](const auto& label) {
        return comment.find(fold_for_matching(label.second)) != std::string::npos;
    });
}

}  // namespace

Reading read_rating(const Question& question, const FoldedText& reply) {
    if (question.type != QuestionType::nps) return read_on(question, question.scale, reply);
    const Scale& scale = named_nps_scale(question);
    Reading reading = read_on(question, scale, reply);
    return names_other_end(scale, reading) ? unclear("score and label contradict each other") : reading;
}

}  // namespace askwell::flows::reading
