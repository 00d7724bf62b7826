#include "flows/reading/ratings/score_verdict.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "flows/folding.h"
#include "flows/reading/ratings/rating_contradictions.h"
#include "flows/reading/ratings/rating_judge.h"
#include "flows/reading/ratings/score_scan.h"
#include "flows/reading/text/reply.h"

namespace askwell::flows::reading {
namespace {

constexpr const char* kNotExact = "not an exact score";

/// True when durations do not say the same: "straight away, less than a minute" does, 等了2分钟，又等了2分钟
/// adds up.
bool several_durations(const std::vector<Clause>& clauses) {
    const Clause* first = nullptr;
    for (const Clause& clause : clauses) {
        const auto is_duration = [](const Piece& piece) { return piece.kind == PieceKind::duration; };
        const auto count = std::count_if(clause.pieces.begin(), clause.pieces.end(), is_duration);
        if (count == 0 || clause.asked || clause.has(Role::negation)) continue;  // "5 minutes? more like 50"
        if (count > 1) return true;
        if (first != nullptr) {
            const auto score_in = [&](const Clause& one) {
                return std::find_if(one.pieces.begin(), one.pieces.end(), is_duration)->score;
            };
            if (clause.joined || clause.says_something() || clause.has(Role::conjunction) ||
                !score_in(clause) || score_in(clause) != score_in(*first))
                return true;
        }
        first = &clause;
    }
    return false;
}

/// Where the contracted word begins in which `position` stands ("I've"), or `position`.
std::size_t word_begin(std::string_view text, std::size_t position) {
    if (position == 0 || text[position - 1] != '\'') return position;
    std::size_t begin = position - 1;
    while (begin > 0 && text[begin - 1] >= 'a' && text[begin - 1] <= 'z') --begin;  // it is folded
    return begin;
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
    const std::size_t begin = word_begin(reply.text, clauses[first].pieces.front().begin);
    return valid_utf8(trim_separators(reply.raw_between(begin, end)));
}

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
        if (judged[i].verdict != Verdict::comment || clauses[i].asked || clauses[i].has(Role::negation) ||
            clauses[i].has(Sense::past))
            continue;
        for (const Piece& piece : clauses[i].pieces) {
            // 一般，有两处没讲明白: why it is the middle.
            const bool reason = 2 * score == scale.lowest() + scale.highest() && piece.score &&
                                std::abs(*piece.score - score) == 1 && !clauses[i].joined &&
                                clauses[i].has(PieceKind::text);
            if (piece.kind == PieceKind::label && piece.firm && piece.score != score && !reason &&
                !bears_out(piece))
                return true;
        }
    }
    return false;
}

/// Denying "especially patient" leaves open how patient.
bool says_especially(std::string_view text) {
    constexpr std::string_view kWords[] = {"特别",       "非常", "十分",     "particularly",
                                           "especially", "very", "extremely"};
    return contains_any(text, kWords);
}

/// True when the middle of the scale is called "average", or neither of two opposites.
bool names_middle(const Scale& scale, const LabelMatcher& labels) {
    const int ends = scale.lowest() + scale.highest();
    for (const std::string_view name : {"一般", "average", "中立"}) {
        const auto label = labels.at(name, 0);
        if (label && label->length == name.size() && label->score && 2 * *label->score == ends) return true;
    }
    const ScalePoint* const middle = ends % 2 == 0 ? scale.find(ends / 2) : nullptr;
    if (middle == nullptr) return false;
    const auto& names = middle->label.all();
    return std::any_of(names.begin(), names.end(), [](const auto& label) {
        const std::string name = fold_for_matching(label.second);
        constexpr std::string_view kDenials[] = {"neither ", "说不上", "谈不上", "既不"};
        return std::any_of(std::begin(kDenials), std::end(kDenials),
                           [&name](std::string_view denial) { return name.starts_with(denial); });
    });
}

/// The middle of the scale when it is called "average" and `pieces` deny the labels at both sides alike, and
/// say nothing else: 谈不上满意，也谈不上不满意, "neither easy nor difficult".
std::optional<int> between_opposites(const Scale& scale, const LabelMatcher& labels, std::string_view text,
                                     const std::vector<Piece>& pieces) {
    static const PhraseMap<bool> joints{
        {true, {"也", "既", "又", "但", "但也", "and", "but", "really", "either"}}};
    static const PhraseMap<bool> middles{
        {true,
         {"中间", "中等", "居中", "中间水平", "in the middle", "somewhere in the middle", "middle",
          "in between", "somewhere in between", "middling"}}};
    const int ends = scale.lowest() + scale.highest();
    std::vector<int> denied;
    bool scored = false;
    std::size_t named = 0;  // where the words for the middle end
    for (const Piece& piece : pieces) {
        const auto* const middle = middles.at(text, piece.begin);
        if (middle != nullptr) named = piece.begin + middle->phrase.size();
        // "Not easy, not difficult, 3"; 不算繁琐也不算方便，中间吧
        const bool figure = piece.kind == PieceKind::score && piece.score && 2 * *piece.score == ends;
        if (piece.begin < named || figure) {
            scored = true;
        } else if (piece.kind == PieceKind::label && piece.denied) {
            denied.push_back(*piece.denied);
        } else if (piece.kind == PieceKind::label && piece.score && 2 * *piece.score == ends) {
            continue;  // 既不算便捷也不算繁琐，一般
        } else if (piece.kind != PieceKind::separator && !is_wrapping(piece) &&
                   joints.whole(text.substr(piece.begin, piece.end - piece.begin)) == nullptr) {
            return std::nullopt;
        }
    }
    const bool but = contains_any(text, {"but", "但"});  // "not dissatisfied but not happy" leaves it open
    if (but && !contains_any(text, {"either", "也"})) return std::nullopt;
    if (says_especially(text) || denied.size() != 2 || denied[0] == denied[1] ||
        denied[0] + denied[1] != ends)
        return std::nullopt;
    return scored || names_middle(scale, labels) ? std::optional{ends / 2} : std::nullopt;
}

/// "Not easy, not difficult": labels at both sides are denied alike.
bool denies_both_sides(const Scale& scale, const std::vector<Piece>& pieces) {
    const int ends = scale.lowest() + scale.highest();
    const auto denies = [&](int sign) {
        return std::any_of(pieces.begin(), pieces.end(), [&](const Piece& piece) {
            return piece.kind == PieceKind::label && piece.denied && (2 * *piece.denied - ends) * sign > 0;
        });
    };
    return denies(1) && denies(-1);
}

}  // namespace

Reading read_scores(const Scale& scale, const LabelMatcher& labels, const FoldedText& reply) {
    const std::vector<Piece> pieces = scan_scores(scale, labels, reply.text);
    if (const auto middle = between_opposites(scale, labels, reply.text, pieces))
        return answer(Score{*middle});
    const std::vector<Clause> clauses = clauses_of(pieces);
    Judge judge{clauses, scale.lowest(), scale.highest()};
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
    const bool replaced = verdict && withdrawn && verdict->weight >= withdrawn->weight;
    if (withdrawn && (!replaced || verdict->score == withdrawn->score)) return unclear(withdrawn->reason);
    if (several_durations(clauses)) return unclear("several durations");
    if (!verdict) return unclear(kNoScore);
    if (verdict->weight == Weight::hedged) return unclear(kNotExact);
    if (verdict->weight == Weight::granted &&
        (verdict->score == scale.highest() || !objects_elsewhere(clauses, reply.text)) &&
        !rules_out_more(clauses, scale, verdict->score))
        return unclear(kNotExact);
    for (Judged& one : judged) {  // "挺满意的，5分"
        if (one.verdict == Verdict::scores && one.score != verdict->score) one.verdict = Verdict::comment;
    }
    if (verdict->weight != Weight::number && another_label(clauses, judged, scale, verdict->score)) {
        return unclear("two labels");
    }
    const bool middling = 2 * verdict->score == scale.lowest() + scale.highest();
    if (verdict->weight == Weight::number && !middling && denies_both_sides(scale, pieces))
        return unclear("denied on both sides");
    const bool good = 2 * verdict->score > scale.lowest() + scale.highest();
    if (good && verdict->weight != Weight::number && denies_of_another(reply.text))
        return unclear("two labels");
    if (contradicted(clauses, reply.text, scale, verdict->score))
        return unclear("score and verdict contradict each other");
    return answer(Score{verdict->score}, comment_of(reply, clauses, judged));
}

}  // namespace askwell::flows::reading
