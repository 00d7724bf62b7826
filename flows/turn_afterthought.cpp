// What was meant for an earlier question: corrections ("I meant 4"; of a question that was left without an
// answer, too), sentences sent in several messages, and words typed before the question that is open now.
#include <algorithm>

#include "flows/facts.h"
#include "flows/turn.h"

namespace askwell::flows {

namespace {

/// "I meant 4" changes an answer so long after it was given.
constexpr Duration kCorrectionWindow = std::chrono::hours{1};
/// A sentence that goes on ("and nobody called back") belongs to an answer given so recently.
constexpr Duration kSentenceWindow = std::chrono::minutes{1};
/// To an open question any words are an answer: "because …" and "and also …" too, unless they come so soon
/// that the question cannot have been read.
constexpr Duration kUnread = std::chrono::seconds{5};
/// Words of substance that answer nothing belong to the open answer before when they come so soon: hardly
/// anybody has read the next question and thought about it by then.
constexpr Duration kSameBreath = std::chrono::seconds{20};

/// Tells of something. A hedge, an opinion or a figure is more likely a try at the question that is open.
bool has_substance(std::string_view text) {
    constexpr std::size_t kSomeWords = 15;  // bytes: five ideographs, three words
    const bool figure = std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return text.size() >= kSomeWords && !figure && !flaw_of(text);
}

/// "I meant 4" can be its answer.
bool asks_for_figure(const Survey& survey, const Prompt& prompt) {
    if (prompt.kind != PromptKind::question) return false;
    const Question& question = survey.questions[prompt.question];
    return question.scored() || question.type == QuestionType::number;
}

/// "I meant …" can name a value of it. Of open words nobody knows which are meant.
bool can_be_corrected(const Question& question) {
    return question.type != QuestionType::text && question.type != QuestionType::attachment &&
           question.type != QuestionType::info;
}

/// Answered, or left without an answer where "I meant 4" can still be one.
bool is_settled(const Survey& survey, const Answer& answer) {
    if (answer.status == AnswerStatus::answered) return true;
    const bool left = answer.answered_at != TimePoint{} &&
                      (answer.status == AnswerStatus::missing || answer.status == AnswerStatus::skipped);
    const std::size_t index = survey.index_of(answer.question_id);
    return left && index < survey.questions.size() && can_be_corrected(survey.questions[index]);
}

/// The question of the answer that came last among those that are `wanted`.
template <typename Wanted>
std::optional<std::size_t> last_of(const Survey& survey, const Conversation& conversation,
                                   const Wanted& wanted) {
    const Answer* last = nullptr;
    for (const Answer& answer : conversation.answers) {
        if (wanted(answer) && (last == nullptr || answer.answered_at >= last->answered_at)) last = &answer;
    }
    const std::size_t index = last == nullptr ? survey.questions.size() : survey.index_of(last->question_id);
    return index < survey.questions.size() ? std::optional{index} : std::nullopt;
}

bool spoke_openly(const Answer& answer) {
    return !answer.comment.empty() || std::holds_alternative<OpenText>(answer.value);
}

}  // namespace

std::optional<std::size_t> Turn::last_answered() const {
    return last_of(*survey_, *step_.next.conversation,
                   [](const Answer& answer) { return answer.status == AnswerStatus::answered; });
}

std::optional<std::size_t> Turn::last_settled(TimePoint by) const {
    return last_of(*survey_, *step_.next.conversation, [this, by](const Answer& answer) {
        return answer.answered_at <= by && is_settled(*survey_, answer);
    });
}

// ---- corrections ----

bool Turn::correct(std::string_view text) {
    const auto index = last_settled();
    return index && correct(text, *index);
}

bool Turn::correct(std::string_view text, std::size_t index) {
    const PromptKind kind = conversation().prompt->kind;
    if (kind == PromptKind::invitation || kind == PromptKind::consent || kind == PromptKind::opt_out_check)
        return false;
    const auto instead = read_correction(text);
    if (!instead || context_.now - find_answer(index)->answered_at > kCorrectionWindow) return false;
    const Question& question = survey_->questions[index];
    // Of an open answer nobody knows which words are meant; what is said now is read, or joined to it.
    if (std::holds_alternative<OpenText>(find_answer(index)->value)) return false;
    if (instead->empty()) {
        note(text);
        ask(PromptKind::question, index, words(Phrase::what_instead));
        return true;
    }
    const Reading reading = read_reply_to(index, *instead);
    if (reading.kind != ReadingKind::answer) return false;
    change(index, reading, text);
    const std::string done =
        with_values(words(Phrase::changed),
                    {{"answer", spoken(*survey_, question, reading.value, conversation().language)}});
    const Prompt& prompt = *conversation().prompt;
    if (prompt.question == index && prompt.kind != PromptKind::question) {
        const bool still_why =
            prompt.kind == PromptKind::follow_up && fitting_follow_up(question, reading.value) != nullptr;
        still_why ? present_again(MessageKind::question, done) : next_question(done);
        return true;
    }
    const Facts facts{*survey_, conversation()};
    const bool still_next =
        facts.on_way(prompt.question) && facts.next().value_or(prompt.question) >= prompt.question;
    still_next ? present_again(MessageKind::question, done) : next_question(done);
    return true;
}

bool Turn::answers_at_last(std::string_view text) {
    const Prompt& prompt = *conversation().prompt;
    if (!asks_for_figure(*survey_, prompt)) return false;
    // Words that went on with the answer before are kept with it, those not understood are noted.
    const auto& notes = conversation().notes;
    const bool tried = prompt.reprompts > 0 && !notes.empty() &&
                       notes.back().question_id == survey_->questions[prompt.question].id;
    if (!tried && last_settled()) return false;
    const auto instead = read_correction(text);
    if (!instead || instead->empty()) return false;
    const Reading reading = read_reply_to(prompt.question, *instead);
    if (reading.kind != ReadingKind::answer) return false;
    take_answer(reading, text);
    return true;
}

std::optional<std::size_t> Turn::correctable(const SaidBetween& said, std::string_view instead) const {
    const auto last_before = last_settled(said.earliest);
    std::optional<std::size_t> only;
    for (const Answer& answer : step_.next.conversation->answers) {
        const std::size_t index = survey_->index_of(answer.question_id);
        // Given before, or after, for all we know: in the same seconds, or its words may have waited as long
        // as these.
        const bool meanwhile = is_settled(*survey_, answer) && answer.asked_at <= said.latest &&
                               answer.answered_at > said.earliest;
        if (index == survey_->questions.size() || (index != last_before && !meanwhile)) continue;
        const bool fits = !std::holds_alternative<OpenText>(answer.value) &&
                          (instead.empty() || read_reply_to(index, instead).kind == ReadingKind::answer);
        if (!fits) continue;
        if (only) return std::nullopt;
        only = index;
    }
    return only;
}

void Turn::change(std::size_t question, const Reading& reading, std::string_view raw) {
    Answer& answer = *find_answer(question);
    const bool another = answer.status == AnswerStatus::answered && !(answer.value == reading.value);
    answer.changed = answer.changed || another;
    answer.status = AnswerStatus::answered;
    answer.value = reading.value;
    answer.comment = lines(answer.comment, reading.comment);
    answer.raw.emplace_back(raw);
    answer.answered_at = moment();
    step_.changed = true;
}

bool Turn::correct_after_end(std::string_view text) {
    if (!contact().conversation || conversation().disposition != Disposition::complete ||
        context_.now - conversation().ended_at.value_or(TimePoint{}) > kCorrectionWindow) {
        return false;
    }
    survey_ = context_.catalog->pinned(conversation().survey_id, conversation().survey_version);
    const auto instead = read_correction(text);
    const auto index = survey_ && instead && !instead->empty() ? last_settled() : std::nullopt;
    if (!index || std::holds_alternative<OpenText>(find_answer(*index)->value)) return false;
    const Question& question = survey_->questions[*index];
    const Reading reading = read_reply_to(*index, *instead);
    if (reading.kind != ReadingKind::answer) return false;
    change(*index, reading, text);
    note(text);
    sort_and_screen();
    hand_off_again();
    say(MessageKind::notice,
        with_values(words(Phrase::changed),
                    {{"answer", spoken(*survey_, question, reading.value, conversation().language)}}));
    return true;
}

// ---- one answer in several messages ----

bool Turn::join(const Reading& reading, std::string_view text) {
    Prompt& prompt = *conversation().prompt;
    const bool words_only =
        reading.kind == ReadingKind::unclear ||
        (reading.kind == ReadingKind::answer && std::holds_alternative<OpenText>(reading.value));
    if (prompt.kind != PromptKind::question || !words_only || prompt.reprompts >= kMaxReprompts) return false;
    const auto index = last_answered();
    if (!index || *index == prompt.question) return false;
    const Answer& last = *find_answer(*index);
    const Duration since = context_.now - last.answered_at;
    const Duration window = reading.kind == ReadingKind::answer ? kUnread : kSentenceWindow;
    const bool goes_on = since <= window && continues_a_sentence(text);
    const bool same_breath = since <= kSameBreath && prompt.reprompts == 0 &&
                             reading.kind == ReadingKind::unclear && spoke_openly(last) &&
                             has_substance(text);
    if (!goes_on && !same_breath) return false;
    join_last_answer(text);
    ++prompt.reprompts;
    present_again(MessageKind::reprompt, words(Phrase::noted));
    return true;
}

bool Turn::join_last_answer(std::string_view text) {
    const auto index = last_answered();
    if (!index) return false;
    Answer& answer = *find_answer(*index);
    if (auto* const open = std::get_if<OpenText>(&answer.value)) {
        open->text = lines(open->text, text);
    } else {
        answer.comment = lines(answer.comment, text);
    }
    answer.raw.emplace_back(text);
    step_.changed = true;
    return true;
}

void Turn::hear_early(std::string_view text, const SaidBetween& said) {
    // Typed before the current question was asked: it cannot answer it. Often it goes on with the answer just
    // given, or is the reason for its score; not when it is older than that question, too.
    const Prompt prompt = *conversation().prompt;
    const Reading open = read_open(text, reading_context());
    if (open.confirm) return check_opt_out(text);
    if (open.command == Command::stop) {
        note(text);
        return opt_out();
    }
    // It corrects what was the last answer then, not one that has come since.
    if (const auto instead = read_correction(text)) {
        const auto index = correctable(said, *instead);
        if (!index || !correct(text, *index)) note(text);
        return;
    }
    const auto index = last_answered();
    const bool recent = index && context_.now - find_answer(*index)->answered_at <= kSentenceWindow &&
                        said.latest >= find_answer(*index)->asked_at;
    if (open.kind != ReadingKind::answer || !recent) return note(text);
    const bool says_more = std::holds_alternative<OpenText>(find_answer(*index)->value) ||
                           read_reply_to(*index, text).kind == ReadingKind::unclear;
    if (!says_more) return note(text);
    if (prompt.kind == PromptKind::follow_up && prompt.question == *index) return hear(text);
    join_last_answer(text);
}

}  // namespace askwell::flows
