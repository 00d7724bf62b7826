#include "tests/chaos/customer.h"

#include <array>
#include <utility>

namespace askwell::chaos {

namespace {

using std::chrono::milliseconds;

/// Longer than the service takes words for an answer to a question that was asked after they were said: who
/// said something and is then asked for just that waits so long for it to arrive.
constexpr milliseconds kUntilAskedAgain{4'500};
/// After the platform gave a message up, time for what was done all the same to show itself.
constexpr milliseconds kUntilSaidAgain{9'000};

/// Digits as letters, so that no nonce is read as a number.
std::string letters(std::uint64_t value) {
    constexpr std::string_view kDigits = "bcdfghjklm";
    std::string text;
    do {
        text.insert(text.begin(), kDigits[value % 10]);
        value /= 10;
    } while (value > 0);
    return text;
}

Prompt prompt_at(std::int64_t index) {
    constexpr std::array<Prompt, 5> kPrompts{Prompt::invitation, Prompt::r1, Prompt::t1, Prompt::r2,
                                             Prompt::t2};
    return kPrompts.at(static_cast<std::size_t>(index));
}

}  // namespace

Customer::Customer(Dice dice, std::uint64_t number, std::string phone, milliseconds think)
    : dice_(dice), number_(number), phone_(std::move(phone)), think_(think) {}

std::string Customer::name(std::string_view what) const {
    return std::to_string(talks_) + "/" + std::string{what};
}

std::string Customer::nonce(std::string_view question) {
    return std::string{kNonceMark} + letters(number_) + "n" + letters(talks_) + "r" +
           (question.empty()   ? "z"
            : question == "r1" ? "bb"
            : question == "t1" ? "cb"
            : question == "r2" ? "bc"
                               : "cc") +
           "s" + letters(++tries_);
}

milliseconds Customer::pause(std::string_view what) const {
    return milliseconds{
        dice_.between(think_.count() / 4, think_.count() * 7 / 4, name(what) + std::to_string(turn_))};
}

std::string Customer::begin() {
    ++talks_;
    tries_ = 0;
    talk_ = "talk-" + std::to_string(number_) + "-" + std::to_string(talks_);
    Manner manner;
    const double share = dice_.share(name("manner"));
    const Prompt where = prompt_at(dice_.between(0, 4, name("where")));
    if (share < 0.10) {
        manner.stops_at = where;
    } else if (share < 0.25) {
        manner.silent_at = where;
        manner.reminder_helps = dice_.chance(0.6, name("reminder"));
        manner.has_afterthought = dice_.chance(0.5, name("afterthought"));
    } else if (share < 0.28) {
        manner.declines = true;
    }
    manner.corrects = dice_.chance(0.2, name("corrects"));
    manner.bursts = dice_.chance(0.2, name("bursts"));
    manner.comments = dice_.chance(0.2, name("comments"));
    manner_ = manner;
    open_ = Prompt::none;
    anticipated_ = Prompt::none;
    corrected_ = silent_ = waiting_ = resting_ = false;
    ++turn_;
    return talk_;
}

std::vector<Speech> Customer::hear(std::string_view text) {
    ++turn_;
    waiting_ = false;
    const Prompt prompt = prompt_of(text);
    switch (prompt) {
        case Prompt::none:
            return {};
        case Prompt::thanks:
        case Prompt::declined:
            resting_ = true;
            open_ = Prompt::none;
            return {};
        case Prompt::opted_out:
            open_ = Prompt::none;
            return {};
        case Prompt::again:
            return answer(open_);
        default:
            break;
    }
    open_ = prompt;
    if (prompt == manner_.silent_at && !is_reminder(text)) {
        silent_ = true;
        return {};
    }
    if (is_reminder(text) && silent_ && !manner_.reminder_helps) return {};
    silent_ = false;
    if (is_reminder(text)) corrected_ = true;  // after days, "I meant 4" is a riddle
    return answer(prompt);
}

std::vector<Speech> Customer::answer(Prompt prompt) {
    if (prompt == manner_.stops_at && prompt != Prompt::none) {
        Speech stop = speech("STOP", "");
        stop.stop = true;
        return {stop};
    }
    switch (prompt) {
        case Prompt::invitation:
            return {speech(manner_.declines ? "not this time" : "start", "")};
        case Prompt::r1:
        case Prompt::r2:
            return rate(prompt);
        case Prompt::f1:
        case Prompt::f2: {
            Speech why = words(prompt, "because ");
            if (prompt == std::exchange(anticipated_, Prompt::none)) why.after = kUntilAskedAgain;
            return {why};
        }
        case Prompt::t1:
            if (manner_.corrects && !corrected_) {
                corrected_ = true;
                const int score = static_cast<int>(dice_.between(1, 5, name("correction")));
                Speech instead = speech("I meant " + std::to_string(score), "r1");
                instead.score = score;
                instead.correction = true;
                return {instead};
            }
            return {words(prompt, "remark ")};
        case Prompt::t2:
            return {words(prompt, "remark ")};
        default:
            return {};
    }
}

std::vector<Speech> Customer::rate(Prompt prompt) {
    const std::string_view question = question_of(prompt);
    const int score = static_cast<int>(dice_.between(1, 5, name(question)));
    const bool asked_why = score <= (prompt == Prompt::r1 ? 3 : 2);
    Speech rating = speech(std::to_string(score), question);
    rating.score = score;
    if (manner_.comments) {
        rating.text += ", because " + nonce(question);
        return {rating};
    }
    if (!manner_.bursts || !asked_why) return {rating};
    anticipated_ = prompt == Prompt::r1 ? Prompt::f1 : Prompt::f2;
    Speech why = words(anticipated_, "because ");
    why.after = rating.after + milliseconds{15};
    why.expects_word = false;  // said before its score it is a note, said after it the answer
    why.any_turn = true;
    rating.one_breath = why.one_breath = true;
    return {rating, why};
}

Speech Customer::words(Prompt prompt, std::string_view beginning) {
    const std::string_view question = question_of(prompt);
    return speech(std::string{beginning} + nonce(question) + " of ours", question);
}

Speech Customer::speech(std::string text, std::string_view question) {
    Speech made;
    made.talk = talk_;
    made.question = question;
    made.text = std::move(text);
    made.after = pause(question);
    made.turn = turn_;
    return made;
}

bool Customer::speak(const Speech& speech) {
    const bool now = speech.any_turn ? speech.talk == talk_ : speech.turn == turn_;
    if (!now || opted_out_) return false;
    if (speech.expects_word) waiting_ = true;
    if (speech.stop) opted_out_ = true;
    return true;
}

std::vector<Speech> Customer::not_delivered(const Speech& undelivered) {
    if (undelivered.turn != turn_ || !waiting_) return {};
    opted_out_ = opted_out_ && !undelivered.stop;
    waiting_ = false;
    std::vector<Speech> again = answer(open_);
    for (Speech& each : again) each.after += kUntilSaidAgain;
    return again;
}

std::vector<Speech> Customer::afterthought() {
    if (!silent_ || opted_out_ || !manner_.has_afterthought) return {};
    silent_ = false;
    ++turn_;
    Speech late = speech("a late remark " + nonce("") + " of ours", "");
    late.expects_word = false;
    return {late};
}

}  // namespace askwell::chaos
