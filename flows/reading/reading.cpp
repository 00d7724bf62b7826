#include "flows/reading.h"

#include <algorithm>
#include <iterator>

#include "flows/reading/choices/choices.h"
#include "flows/reading/dates/dates.h"
#include "flows/reading/details/emails.h"
#include "flows/reading/details/order_numbers.h"
#include "flows/reading/details/phone_numbers.h"
#include "flows/reading/details/refusals.h"
#include "flows/reading/numbers/quantity.h"
#include "flows/reading/ratings/rating.h"
#include "flows/reading/ratings/score_verdict.h"
#include "flows/reading/ratings/spelling.h"
#include "flows/reading/stories/cue_words.h"
#include "flows/reading/stories/cues.h"
#include "flows/reading/talk/commands.h"
#include "flows/reading/talk/corrections.h"
#include "flows/reading/talk/languages.h"
#include "flows/reading/talk/offered_skips.h"
#include "flows/reading/talk/open.h"
#include "flows/reading/talk/opt_out_wishes.h"
#include "flows/reading/text/asides.h"
#include "flows/reading/text/asked.h"
#include "flows/reading/text/disowned.h"
#include "flows/reading/text/framed.h"
#include "flows/reading/text/hearsay.h"
#include "flows/reading/text/idle_talk.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/reply.h"
#include "flows/reading/text/rewrite.h"
#include "flows/reading/text/text.h"
#include "flows/reading/text/who_writes.h"
#include "flows/reading/yes_no/yes_no.h"
#include "flows/reading/yes_no/yes_no_patterns.h"

namespace askwell::flows {
namespace {

using namespace reading;

/// "TD" is known to stop wherever texts are sent; the other letters stop only where they were offered.
bool letters_stop(std::string_view folded, const ReadingContext& context) {
    return context.opt_out_letters || trim_marks(folded) == "td";
}

std::optional<Command> command_for(std::string_view folded, const ReadingContext& context) {
    if (letters_stop(folded, context) && is_opt_out_letter(folded)) return Command::stop;
    return command_in(folded);
}

/// A command, with the language that is asked for when it is one.
Reading command_reading(Command found, std::string_view folded) {
    Reading reading = command(found);
    if (found == Command::language) reading.language = language_in(folded);
    return reading;
}

/// "Tomorrow" puts a question off, unless the question is for a day to come.
bool is_day_to_come(const Question& question, const FoldedText& reply, const ReadingContext& context) {
    return question.type == QuestionType::date &&
           read_date(question, reply, context).kind == ReadingKind::answer;
}

/// 再说吧 in answer to "may we?" evades the question rather than putting it off.
bool evades(const Question& question, std::string_view bare) {
    constexpr std::string_view kWords[] = {"再说吧",       "再说",       "到时再说", "到时候再说",
                                           "到时候再说吧", "以后再说吧", "再说再说"};
    return question.type == QuestionType::yes_no &&
           std::find(std::begin(kWords), std::end(kWords), bare) != std::end(kWords);
}

std::optional<Command> command_for(const Question& question, const FoldedText& reply,
                                   const ReadingContext& context) {
    const std::string_view folded = reply.text;
    const std::string_view bare = trim_marks(folded);
    if (is_opt_out_letter(folded)) {
        if (!letters_stop(folded, context) || letter_could_answer(question, bare)) return std::nullopt;
        return Command::stop;
    }
    const auto found = command_in(folded);
    if (found && !is_carrier_stop(folded) && is_label(question, bare)) return std::nullopt;
    if (found == Command::later && evades(question, bare)) return std::nullopt;
    if (found == Command::later && question.scored() && contains_any(folded, {"⭐", "★", "🌟"}))
        return std::nullopt;  // 在开车，⭐⭐⭐⭐
    // "Who is this?" in answer to a question asks back; the help does not tell.
    if (found == Command::help && asks_who_we_are(bare)) return std::nullopt;
    if (found == Command::later && is_day_to_come(question, reply, context)) return std::nullopt;
    return found;
}

/// Nobody says more beside a date or a number; bounds the work of their patterns.
constexpr std::size_t kDetailBytes = 600;

bool is_detail(QuestionType type) {
    return type == QuestionType::date || type == QuestionType::phone || type == QuestionType::email ||
           type == QuestionType::order_no;
}

/// Details need not be given: "no thanks" and 没有 go on to the next question.
bool may_be_declined(QuestionType type) {
    return is_detail(type) || type == QuestionType::attachment;
}

/// What is compared with labels and commands: the customer's own words, letters spaced out closed up.
std::string matched_words(std::string_view text) {
    std::string own = own_words(without_mail_signature(text));
    auto closed = closed_up(own);
    return closed ? *std::move(closed) : own;
}

/// Types whose answers are a choice, a score or a number, in few words.
bool chooses(QuestionType type) {
    return !is_detail(type) && type != QuestionType::text && type != QuestionType::attachment &&
           type != QuestionType::info;
}

Reading read_by_type(const Question& question, std::string_view raw, const FoldedText& folded,
                     const ReadingContext& context) {
    switch (question.type) {
        case QuestionType::rating:
        case QuestionType::nps:
            return read_rating(question, folded);
        case QuestionType::single:
            return read_single(question, folded);
        case QuestionType::multi:
            return read_multi(question, folded);
        case QuestionType::number:
            return read_number(question, folded);
        case QuestionType::yes_no:
            return read_yes_no(question, folded);
        case QuestionType::date:
            return read_date(question, folded, context);
        case QuestionType::phone:
            return read_phone(folded, context);
        case QuestionType::email:
            return read_email(folded);
        case QuestionType::order_no:
            return read_order_no(folded);
        case QuestionType::info:
            return {};
        case QuestionType::text:
        case QuestionType::attachment:
            break;
    }
    return read_text(raw);
}

Reading read_typed(const Question& question, std::string_view raw, const FoldedText& folded,
                   const ReadingContext& context) {
    const auto rest = question.type == QuestionType::text ? std::nullopt : after_question(question, folded);
    const FoldedText& whole = rest ? *rest : folded;
    const auto plainly = chooses(question.type) ? without_aside(whole) : std::nullopt;
    const FoldedText& said = plainly ? *plainly : whole;
    if (chooses(question.type)) {
        const bool yes_no = question.type == QuestionType::yes_no;
        if (const auto plain = with_plain_words(said, yes_no))
            return read_by_type(question, raw, *plain, context);
    }
    return read_by_type(question, raw, said, context);
}

/// True when a mark stands before position `end`: "1, oops, 2", but not 客户信息写错了.
bool ends_in_mark(std::string_view text, std::size_t end) {
    const std::string_view before = trim_space(text.substr(0, end));
    return trim_marks(before).size() < before.size() && says_nothing(before.substr(before.size() - 1));
}

/// "1 oops 2": nothing but places before and after.
bool between_places(std::string_view text, const Correction& correction) {
    static const Pattern places{
        "^[ ,.;#]*(?:我?选|options? )?(?:[0-9]{1,2}|[a-z])(?:(?:[ ,&+]|and|和)+(?:[0-9]{1,2}|[a-z]))*[ "
        ",.;!]*$"};
    return places.found_in(text.substr(0, correction.taken_back)) &&
           places.found_in(text.substr(correction.instead));
}

/// "1 and 2, oops, 1 and 3": a list that names a choice again is the whole list; "1 and 2, oops, 3" leaves
/// open which of them is meant.
bool repeats_some(const Chosen& before, const Chosen& after) {
    return after.codes.size() > 1 &&
           std::any_of(after.codes.begin(), after.codes.end(), [&before](const std::string& code) {
               return std::find(before.codes.begin(), before.codes.end(), code) != before.codes.end();
           });
}

/// What the customer put right in the same message: "3, sorry, typo, I mean 4". What is taken back and what
/// holds instead must both be answers, so that a story which sounds alike is none.
std::optional<Reading> read_corrected(const Question& question, std::string_view raw,
                                      const FoldedText& folded, const ReadingContext& context) {
    const bool multi = question.type == QuestionType::multi;
    auto correction = correction_in(folded.text, question.type != QuestionType::yes_no && !multi);
    if (multi && !correction) correction = correction_in(folded.text, true);
    if (!correction) return std::nullopt;
    if (multi) {
        const bool places = between_places(folded.text, *correction);
        if (correction->soft && !places) return std::nullopt;
        if (!places && !ends_in_mark(folded.text, correction->taken_back)) return std::nullopt;
    }
    const auto read_part = [&](std::size_t begin, std::size_t end) {
        return read_typed(question, raw, part_of(folded, begin, end), context);
    };
    Reading before = read_part(0, correction->taken_back);
    // "Below? No sorry, above"; 电话？不，app
    if (before.kind != ReadingKind::answer && (question.scored() || question.type == QuestionType::single)) {
        const std::size_t last = folded.text.find_last_not_of(" ?", correction->taken_back - 1);
        if (last != std::string::npos) before = read_part(0, last + 1);
    }
    if (before.kind != ReadingKind::answer) return std::nullopt;
    if (question.scored() && gives_up(folded.text.substr(correction->instead))) return unclear("taken back");
    Reading after = read_part(correction->instead, folded.text.size());
    if (after.kind != ReadingKind::answer) return std::nullopt;
    if (const auto* const taken_back = std::get_if<Chosen>(&before.value); multi && taken_back != nullptr) {
        if (!taken_back->other.empty()) return std::nullopt;  // "other, correction of invoices and cost"
        const auto* const instead = std::get_if<Chosen>(&after.value);
        const bool listed_anew = instead != nullptr && between_places(folded.text, *correction) &&
                                 repeats_some(*taken_back, *instead);
        if (taken_back->codes.size() > 1 && !listed_anew)
            return unclear("which of the choices is taken back");
        if (correction->soft && !listed_anew) return unclear("perhaps taken back");
    }
    if (after.comment.empty()) after.comment = before.comment;
    return after;
}

/// "Not now, the kids are in the bath", "skip, I went straight through": the command of the first clause,
/// when the rest tells why and answers nothing.
std::optional<Command> command_with_reason(const Question& question, std::string_view raw,
                                           const FoldedText& folded, const ReadingContext& context) {
    constexpr std::string_view kMarks = ",.;!\n";
    const std::size_t dash = folded.text.find(" - ");
    const std::size_t end = std::min(folded.text.find_first_of(kMarks), dash);
    if (end == std::string::npos) return std::nullopt;
    const FoldedText first = part_of(folded, 0, end);
    if (is_label(question, trim_marks(first.text))) return std::nullopt;
    const bool skips = command_in(first.text) == Command::skip;
    if (!skips && !puts_off_plainly(first.text)) return std::nullopt;
    const FoldedText rest = part_of(folded, end, folded.text.size());
    if (read_typed(question, raw, rest, context).kind != ReadingKind::unclear) return std::nullopt;
    return skips ? Command::skip : Command::later;
}

/// "Oops, fat fingers, go back to the last question": the command of any clause, when the others answer
/// nothing.
std::optional<Command> command_beside_reasons(const Question& question, const FoldedText& folded,
                                              const ReadingContext& context) {
    if (!chooses(question.type) && !is_detail(question.type)) return std::nullopt;
    const auto found = command_beside(folded.text);
    if (!found) return std::nullopt;
    const bool answers =
        read_typed(question, found->rest, fold(found->rest), context).kind == ReadingKind::answer;
    return answers ? std::nullopt : std::optional{found->command};
}

/// What the cues of a question tell where nothing else was found: of yes and no not when both were said.
std::optional<Reading> told_in_a_story(const Question& question, const FoldedText& folded,
                                       const Reading& strict) {
    if (question.type == QuestionType::yes_no && strict.reason != kNeitherYesNorNo) return std::nullopt;
    if (question.scored() && strict.reason != kNoScore) return std::nullopt;
    if (strict.reason == kNowAndThen || strict.reason == kInPassing) return std::nullopt;
    const auto rest = after_question(question, folded);
    auto told = told_by_cues(question, rest ? *rest : folded);
    const auto* const score = told ? std::get_if<Score>(&told->value) : nullptr;
    if (score != nullptr && names_another_score(question, folded.text, score->value)) return std::nullopt;
    return told;
}

/// "Doesn't affect me, but I can't log in": the objection behind the choice gives another option away.
bool objects_by_cue(const Question& question, const Reading& reading) {
    const FoldedText comment = fold(reading.comment);
    if (!begins_with_objection(comment.text)) return false;
    const auto told = told_by_cues(question, comment);
    const auto* const other = told ? std::get_if<Chosen>(&told->value) : nullptr;
    const auto* const said = std::get_if<Chosen>(&reading.value);
    return other != nullptr && said != nullptr && other->codes != said->codes;
}

/// What answers nothing, or any open question, may be a wish never to be written to again; so may a "no" to
/// "may we ask?".
Reading or_wish(Reading reading, std::string_view text, bool no_may_be_wish = false) {
    const auto* const yes_no = std::get_if<YesNo>(&reading.value);
    const bool may_be_wish = reading.kind == ReadingKind::unclear ||
                             std::holds_alternative<OpenText>(reading.value) ||
                             (no_may_be_wish && yes_no != nullptr && !yes_no->yes);
    if (!may_be_wish || !sounds_like_opt_out(text)) return reading;
    Reading wish = command(Command::stop);
    wish.confirm = true;
    return wish;
}

/// True when the whole reply only frames what looks like the answer; "last year" may be a label.
bool is_framed(const Question& question, std::string_view folded) {
    const Held held = question.scored()                       ? Held::score
                      : question.type == QuestionType::yes_no ? Held::yes_or_no
                                                              : Held::option;
    return ends_in_frame(folded) || (begins_in_frame(folded, held) && !begins_with_label(question, folded));
}

/// True when a clause is in a frame and all the others answer nothing: "my wife says the app, it keeps
/// crashing".
bool answers_in_frame_only(const Question& question, std::string_view text, const FoldedText& folded,
                           const ReadingContext& context) {
    constexpr std::size_t kLongest = 300;  // bytes; a longer reply tells a story of its own
    constexpr std::size_t kFigure = 2;     // bytes
    constexpr std::string_view kMarks = ",.;!?\n";
    const std::string_view whole = folded.text;
    if (whole.size() > kLongest || whole.find_first_of(kMarks) == std::string_view::npos) return false;
    // A score in figures stands whatever is said beside it: "4, my wife says 5" has two.
    if (question.scored() && is_digit_at(whole, 0) && whole.find_first_of(kMarks) <= kFigure) return false;
    for (std::size_t begin = 0; begin < whole.size();) {
        const std::size_t mark =
            std::min({whole.find_first_of(kMarks, begin), whole.find(" - ", begin), whole.size()});
        const std::size_t next = std::min(whole.find_first_not_of(",.;!?\n -", mark), whole.size());
        const bool alone = begin == 0 && next == whole.size();
        if (!alone && mark > begin && is_framed(question, whole.substr(begin, mark - begin))) {
            Rewrite others{folded};
            others.keep(0, begin);
            others.keep(next, whole.size());
            const auto rest = others.changed();
            const bool figure = rest && rest->text.find_first_of("0123456789") != std::string::npos;
            if (figure) return false;  // "expected a 5, got a 3"
            if (!rest || read_typed(question, text, *rest, context).kind != ReadingKind::answer) return true;
        }
        begin = next;
    }
    return false;
}

/// A wish beside an answer must be about what we send: 不要联系我 may mean a caller the story is about.
bool names_our_texts(std::string_view folded) {
    return contains_any(
        folded, {"stop", "unsub", "opt", "text", "messag", "sms", "survey", "spam", "list", "短信", "信息",
                 "消息", "退订", "取消订阅", "拉黑", "再发", "别发", "要发", "停止"});
}

/// "No, go back to the last question": the no is to this question's being asked.
bool wants_back(const Reading& reading) {
    constexpr std::size_t kShortest = 7;  // bytes: "no, back" and "no, undo" may be said of something else
    const auto* const said = std::get_if<YesNo>(&reading.value);
    if (said == nullptr || said->yes || reading.comment.size() < kShortest) return false;
    const auto asked = command_in(fold(reading.comment).text);
    return asked == Command::back || asked == Command::restart;
}

/// What the customer's own words, `folded`, say in answer to `question`; `text` is the whole reply.
Reading read_own_words(const Question& question, std::string_view text, const FoldedText& folded,
                       const ReadingContext& context) {
    if (const auto found = command_for(question, folded, context)) {
        // "Tomorrow" puts off every question but one for a day.
        const bool may_be_day = *found == Command::later && question.type == QuestionType::date;
        Reading day = may_be_day ? read_date(question, folded, context) : Reading{};
        return day.kind == ReadingKind::answer ? day : command_reading(*found, folded.text);
    }
    if (may_be_declined(question.type) && declines(folded.text)) return command(Command::skip);
    if (question.type == QuestionType::text && refuses_to_tell(folded.text)) return command(Command::skip);
    if (question.type == QuestionType::text && asks_who_we_are(folded.text))
        return unclear("asks who writes");
    Reading reading = read_typed(question, text, folded, context);
    const bool given = reading.kind == ReadingKind::answer && chooses(question.type);
    if (given && question.chosen() && !reading.comment.empty() && names_hearsay(folded.text))
        return unclear("what others say");
    if (given && question.type == QuestionType::single && objects_by_cue(question, reading))
        return unclear("taken back behind \"but\"");
    if (given && is_framed(question, folded.text)) return unclear("in a frame");
    if (given && chooses(question.type) && answers_in_frame_only(question, text, folded, context))
        return unclear("in a frame");
    if (given && !says_nothing(reading.comment) && leaves_it_to_us(folded.text)) return unclear("left to us");
    if (chooses(question.type) && takes_back_both(folded.text)) return unclear("taken back");
    if (given && only_takes_back(folded.text, !question.scored())) return unclear("taken back");
    if (given && wants_back(reading)) return command(*command_in(fold(reading.comment).text));
    const bool one_answer = question.scored() || question.type == QuestionType::single;
    if (given && one_answer && correction_in(folded.text, false)) {  // 六 哦不 七分好了
        if (auto corrected = read_corrected(question, text, folded, context)) return *std::move(corrected);
        if (withdraws(folded.text, !question.scored())) return unclear("taken back");
    }
    // "1, oops, 2" reads as two of several choices, too.
    const bool several = question.type == QuestionType::multi && reading.kind == ReadingKind::answer;
    if (reading.kind != ReadingKind::unclear && !several) return reading;
    if (auto corrected = read_corrected(question, text, folded, context)) return *std::move(corrected);
    if (several) {
        if (withdraws(folded.text, true)) return unclear("taken back");
        const auto* const named = std::get_if<Chosen>(&reading.value);
        auto more = named != nullptr ? with_cues(question, folded, *named) : std::nullopt;
        return more ? *std::move(more) : reading;
    }
    if (const auto why = command_with_reason(question, text, folded, context)) return command(*why);
    if (const auto asked = command_beside_reasons(question, folded, context)) return command(*asked);
    if (auto chosen = read_choice_before_story(question, folded)) return *std::move(chosen);
    if (auto told = told_in_a_story(question, folded, reading)) return *std::move(told);
    if (is_case_for_skipping(folded.text, wording_of(question))) return command(Command::skip);
    return reading;
}

/// `reading` of the whole reply, seen beside that of its plain part.
Reading beside_idle_talk(Reading reading, const Question& question, std::string_view text,
                         const FoldedText& folded, const ReadingContext& context) {
    const bool answered = reading.kind == ReadingKind::answer;
    if (!answered && reading.kind != ReadingKind::unclear) return reading;
    const auto plain = without_idle_talk(folded, answered ? IdleTalk::courtesies : IdleTalk::emphasis);
    if (!plain) return reading;
    Reading again = read_own_words(question, text, plain->text, context);
    // "Yes, this is Mrs Chan, thanks": what is no answer is none with thanks, either.
    if (answered) return again.kind == ReadingKind::unclear && !plain->without_number ? again : reading;
    if (again.kind == ReadingKind::answer && plain->for_staff)
        again.comment = valid_utf8(trim_separators(folded.raw));
    return again.kind == ReadingKind::answer || again.kind == ReadingKind::command ? again : reading;
}

Reading read_reply(const Question& question, std::string_view text, const ReadingContext& context) {
    if (text.size() > kAnalysedBytes) {
        return question.type == QuestionType::text ? read_text(text)
                                                   : unclear("too long for an answer to this question");
    }
    if (is_detail(question.type) && text.size() > kDetailBytes)
        return unclear("too long for an answer to this question");
    const std::string own = is_detail(question.type) ? own_words(text) : matched_words(text);
    if (says_nothing(own) && !says_nothing(text)) return unclear("only quoted words");
    const FoldedText folded = fold(own);
    if (says_nothing(own)) return {};
    if (question.scored() && !is_carrier_stop(folded.text)) {  // most replies: nothing to look at twice
        auto label = read_lone_label(question, folded);
        if (label && label->kind == ReadingKind::answer) return *std::move(label);
    }
    Reading reading = read_own_words(question, text, folded, context);
    if (chooses(question.type))
        reading = beside_idle_talk(std::move(reading), question, text, folded, context);
    if (reading.kind == ReadingKind::answer && chooses(question.type) && !reading.comment.empty())
        reading.confirm = names_our_texts(folded.text) && sounds_like_opt_out(reading.comment);
    return reading;
}

}  // namespace

Reading read_answer(const Question& question, std::string_view text, const ReadingContext& context) {
    if (question.scored()) {
        if (auto digit = read_lone_digit(question, text)) return *std::move(digit);
    }
    return or_wish(read_reply(question, text, context), text);
}

void prepare_reading(const Survey& survey) {
    // What nobody understands goes through every second look.
    for (const Question& question : survey.questions) read_answer(question, "嗯嗯哦哦 hm hm", {});
}

Reading read_open(std::string_view text, const ReadingContext& context) {
    if (text.size() <= kAnalysedBytes) {
        const std::string own = matched_words(text);
        const FoldedText folded = fold(own);
        if (const auto found = command_for(folded.text, context)) return command_reading(*found, folded.text);
    }
    return or_wish(read_text(text), text);
}

bool asks_who_writes(std::string_view text) {
    return text.size() <= kAnalysedBytes && asks_who_we_are(fold(matched_words(text)).text);
}

Reading read_consent(std::string_view text, const ReadingContext& context) {
    if (text.size() > kAnalysedBytes) return unclear("too long for a yes or no");
    const std::string own = matched_words(text);
    const FoldedText folded = fold(own);
    const bool lone_n = trim_marks(folded.text) == "n";
    if (!lone_n) {
        if (const auto found = command_for(folded.text, context)) return command_reading(*found, folded.text);
    }
    if (says_nothing(own)) return {};
    return or_wish(read_yes_no(folded), text, true);
}

Reading read_more(const Question& question, std::string_view text, const ReadingContext& context) {
    if (text.size() <= kAnalysedBytes) {
        const std::string own = own_words(text);
        const std::string folded = fold(own).text;
        const bool other_meaning = is_carrier_stop(folded) || is_label(question, trim_marks(folded));
        if (!other_meaning && says_done(folded)) return command(Command::done);
    }
    Reading reading = read_answer(question, text, context);
    // Whoever declines to say more keeps what was chosen.
    if (reading.command == Command::skip) return command(Command::done);
    return reading;
}

}  // namespace askwell::flows
