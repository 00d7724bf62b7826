#include "flows/reading/ratings/rating.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "flows/folding.h"
#include "flows/reading/numbers/counts.h"
#include "flows/reading/ratings/abuse.h"
#include "flows/reading/ratings/asked_deeds.h"
#include "flows/reading/ratings/asked_things.h"
#include "flows/reading/ratings/deeds.h"
#include "flows/reading/ratings/expectations.h"
#include "flows/reading/ratings/no_verdict.h"
#include "flows/reading/ratings/own_deeds.h"
#include "flows/reading/ratings/rating_contradictions.h"
#include "flows/reading/ratings/said_plainly.h"
#include "flows/reading/ratings/satisfaction.h"
#include "flows/reading/ratings/score_sums.h"
#include "flows/reading/ratings/score_verdict.h"
#include "flows/reading/ratings/set_aside.h"
#include "flows/reading/ratings/spelling.h"
#include "flows/reading/ratings/subjects.h"
#include "flows/reading/ratings/whose.h"
#include "flows/reading/text/asked.h"
#include "flows/reading/text/reply.h"
#include "flows/reading/text/rewrite.h"
#include "flows/reading/text/sounds.h"

namespace askwell::flows::reading {
namespace {

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
    if (question.type != QuestionType::nps) return question.scale;
    return question.memo.of<Scale>(
        [&question] { return nps_scale(question.low_label, question.high_label); });
}

std::optional<Reading> read_lone_digit(const Question& question, std::string_view raw) {
    const std::string_view trimmed = trim_space(raw);
    if (trimmed.size() != 1 || trimmed[0] < '0' || trimmed[0] > '9') return std::nullopt;
    const int score = trimmed[0] - '0';
    if (scale_of(question).find(score) == nullptr) return std::nullopt;
    return answer(Score{score});
}

namespace {

/// The point of the scale that says the customer has recommended us already, when `reply` tells to whom.
std::optional<int> recommended_already(const LabelMatcher& labels, std::string_view reply) {
    if (!tells_of_recommending(reply)) return std::nullopt;
    for (const std::string_view words : {"已经推荐了", "already recommended you"}) {
        const auto label = labels.at(words, 0);
        if (label && label->length == words.size() && label->score) return label->score;
    }
    return std::nullopt;
}

/// What a keyboard by pinyin may have been meant to write: the labels, and 四分.
std::vector<std::string> spoken_forms(const Scale& scale, const LabelMatcher& labels) {
    constexpr std::string_view kNumbers[] = {"零", "一", "二", "三", "四", "五",
                                             "六", "七", "八", "九", "十"};
    std::vector<std::string> forms = labels.han_forms();
    for (const ScalePoint& point : scale.points) {
        if (point.score < 0 || static_cast<std::size_t>(point.score) >= std::size(kNumbers)) continue;
        forms.push_back(std::string{kNumbers[point.score]} + "分");
    }
    return forms;
}

/// The matcher of its labels, kept with `question`: making it takes longer than reading ten replies.
const LabelMatcher& labels_of(const Question& question) {
    return question.memo.of<LabelMatcher>([&question] { return LabelMatcher{scale_of(question)}; });
}

/// Reads one reply to `question` over and over, each time in other words, until one of them says a score.
class Looks {
  public:
    explicit Looks(const Question& question)
        : question_(question),
          asked_(wording_of(question)),
          scale_(scale_of(question)),
          labels_(labels_of(question)) {}

    /// Reads `typed` without scores that are by name of something else.
    Reading read(const FoldedText& typed) {
        const auto compared = with_plain_expectations(typed);
        const FoldedText& whole = compared ? *compared : typed;
        const auto named = of_one() ? without_other_things(whole, asked_) : std::nullopt;
        const FoldedText& reply = named ? *named : whole;
        found_ = read_scores(scale_, labels_, reply);
        if (!answered() && !tells_otherwise(reply) && found_.reason == kNoScore && !in_other_words(reply))
            by_satisfaction(reply);
        return std::move(found_);
    }

  private:
    bool of_one() const { return question_.type == QuestionType::rating; }
    bool answered() const { return found_.kind == ReadingKind::answer; }

    /// Looks at `changed`, if it is a change; what was found before stays when it says no score.
    bool at(const std::optional<FoldedText>& changed) {
        Reading again = changed ? read_scores(scale_, labels_, *changed) : Reading{};
        if (again.kind == ReadingKind::answer) found_ = std::move(again);
        return answered();
    }
    bool without_subjects_of(const FoldedText& reply) { return at(without_subjects(reply, asked_, labels_)); }

    bool says(int score, const FoldedText& reply) {
        found_ = answer(Score{score}, valid_utf8(trim_separators(reply.raw)));
        return true;
    }

    /// A score told by what was done, or found once what is beside the point is set aside.
    bool tells_otherwise(const FoldedText& reply) {
        if (const auto top = recommended_already(labels_, reply.text)) return says(*top, reply);
        if (at(without_set_aside(reply, scale_, labels_))) return true;
        const bool at_odds = found_.reason.ends_with("contradict each other");
        if (of_one() && at_odds && at(without_other_feelings(reply, asked_))) {
            found_.comment = valid_utf8(trim_separators(reply.raw));
            return true;
        }
        if (!scale_.by_range() && at(without_story_figures(reply))) return true;
        if (const auto score = score_worked_out(reply.text, scale_)) return says(*score, reply);
        if (at(without_expectations(reply, asked_))) return true;
        const auto undone = without_asked_deeds(reply, asked_, labels_);
        return undone && (at(undone) || without_subjects_of(*undone));
    }

    /// Without the subjects of its verdicts, its counts in plain form, slips of the finger mended, by its
    /// sound.
    bool in_other_words(const FoldedText& reply) {
        const auto counted = with_plain_counts(reply);
        const FoldedText& plain = counted ? *counted : reply;
        if (at(counted) || without_subjects_of(plain)) return true;
        const auto mended = respelt(plain, labels_.words());
        if (mended && (at(mended) || without_subjects_of(*mended))) return true;
        const auto& sounds =
            question_.memo.of<SpokenWords>([this] { return SpokenWords{spoken_forms(scale_, labels_)}; });
        return at(sounds.heard_in(reply));
    }

    /// A bare word of satisfaction, where the scale has its like: 满意 to "were the records accurate?".
    void by_satisfaction(const FoldedText& reply) {
        if (!runs_both_ways(scale_) || labels_.at("满意", 0)) return;
        static const LabelMatcher satisfied{satisfaction_scale()};
        Reading verdict = read_scores(satisfaction_scale(), satisfied, reply);
        if (verdict.kind == ReadingKind::answer && verdict.comment.empty()) found_ = std::move(verdict);
    }

    const Question& question_;
    const std::string& asked_;
    const Scale& scale_;
    const LabelMatcher& labels_;
    Reading found_;
};

/// "10, not at all likely to", "0, I'd recommend you to everyone": words of one end beside a score at the
/// other.
bool names_other_end(const Scale& scale, const Reading& reading) {
    constexpr int kMiddle = 5;
    const auto* const score = std::get_if<Score>(&reading.value);
    if (score == nullptr || reading.comment.empty() || scale.points.empty()) return false;
    const ScalePoint& other = score->value > kMiddle ? scale.points.front() : scale.points.back();
    const std::string comment = fold_for_matching(reading.comment);
    if (recommends_otherwise(comment, score->value > kMiddle)) return true;
    if (likelihood_at_odds(comment, score->value)) return true;
    return std::any_of(other.label.all().begin(), other.label.all().end(), [&comment](const auto& label) {
        return comment.find(fold_for_matching(label.second)) != std::string::npos;
    });
}

/// "5, she swore at me", to a question about how people were treated.
bool good_beside_abuse(const Question& question, const Reading& reading) {
    const Scale& scale = scale_of(question);
    const auto* const score = std::get_if<Score>(&reading.value);
    if (score == nullptr || reading.comment.empty() || scale.points.empty()) return false;
    struct Treatment {
        bool asked = false;
    };
    return 2 * score->value > scale.lowest() + scale.highest() &&
           question.memo
               .of<Treatment>([&question] { return Treatment{asks_about_treatment(wording_of(question))}; })
               .asked &&
           tells_of_abuse(fold_for_matching(reading.comment));
}

/// One clause of a reply, its mark left out, and where the next one begins.
struct ClauseSpan {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t next = 0;
};

std::vector<ClauseSpan> spans_of(std::string_view text) {
    std::vector<ClauseSpan> spans;
    for (std::size_t begin = 0; begin < text.size(); begin = spans.back().next) {
        const std::size_t end = std::min(text.find_first_of(",.;!?\n", begin), text.size());
        spans.push_back({begin, end, std::min(text.find_first_not_of(",.;!?\n ", end), text.size())});
    }
    return spans;
}

/// Why the clause that the score of `reply` is in gives none: "the poster said 5 minutes, I live on the fifth
/// floor". The others answer nothing.
std::optional<const char*> why_no_verdict_in_clause(const Question& question, const FoldedText& reply) {
    constexpr std::size_t kLongest = 300;  // bytes
    constexpr std::size_t kFigure = 3;     // bytes: "10."
    const std::string_view text = reply.text;
    const std::vector<ClauseSpan> spans = text.size() > kLongest ? std::vector<ClauseSpan>{} : spans_of(text);
    const auto is_figure = [text](const ClauseSpan& span) {
        return span.end - span.begin <= kFigure && is_digit_at(text, span.begin);
    };
    // "Very happy with the phone, and the service too"; "promised 30 minutes, still waiting" tells both.
    const bool goes_on = contains_any(text, {" too", "as well", "also", "也", "still", "还在"});
    if (spans.size() < 2 || goes_on || std::any_of(spans.begin(), spans.end(), is_figure))
        return std::nullopt;
    for (const ClauseSpan& span : spans) {
        const std::string_view clause = text.substr(span.begin, span.end - span.begin);
        const auto why = why_no_verdict(clause, wording_of(question), scale_of(question));
        if (!why) continue;
        Rewrite others{reply};
        others.keep(0, span.begin);
        others.keep(span.next, text.size());
        const auto rest = others.changed();
        if (rest && rest->text.find_first_of("0123456789") != std::string::npos) return std::nullopt;
        if (!rest || Looks{question}.read(*rest).kind != ReadingKind::answer) return why;
    }
    return std::nullopt;
}

}  // namespace

std::optional<Reading> read_lone_label(const Question& question, const FoldedText& reply) {
    const auto label = labels_of(question).at(reply.text, 0);
    if (!label || label->length != reply.text.size() || !label->score) return std::nullopt;
    return answer(Score{*label->score});
}

bool names_another_score(const Question& question, std::string_view text, int score) {
    for (std::size_t i = 0; i < text.size(); i += code_point_at(text, i).length) {
        const auto label = labels_of(question).at(text, i);
        if (label && label->score && *label->score != score) return true;
    }
    return false;
}

Reading read_rating(const Question& question, const FoldedText& reply) {
    if (auto lone = read_lone_label(question, reply)) return *std::move(lone);
    if (const auto reason = why_no_verdict(reply.text, wording_of(question), scale_of(question)))
        return unclear(*reason);
    const auto plain = said_plainly(reply);
    const FoldedText& said = plain ? *plain : reply;
    const auto own = without_others_scores(said);
    const auto swapped = with_degree_first(said);
    const auto ours = without_own_deeds(said, labels_of(question));
    if (ours && says_nothing(ours->text)) return unclear("what the customer did");
    Reading reading = Looks{question}.read(ours ? *ours : swapped ? *swapped : own ? *own : said);
    if (ours && reading.kind == ReadingKind::answer) reading.comment = valid_utf8(trim_separators(reply.raw));
    const bool contradicts =
        question.type == QuestionType::nps && names_other_end(scale_of(question), reading);
    if (reading.kind == ReadingKind::answer) {
        if (const auto why = why_no_verdict_in_clause(question, reply)) return unclear(*why);
        if (gives_other_things_apart(reply.text, wording_of(question))) return unclear("two scores");
    }
    if (good_beside_abuse(question, reading)) return unclear("score and verdict contradict each other");
    if (reading.kind == ReadingKind::answer && leaves_a_sum(reply.text, scale_of(question)))
        return unclear("a score yet to be worked out");
    return contradicts ? unclear("score and label contradict each other") : reading;
}

}  // namespace askwell::flows::reading
