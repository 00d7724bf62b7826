// A simulated customer: a state machine of its own seed that reacts to what its phone shows. Pure: no clock,
// no thread, no network. Every free text carries a nonce of customer, talk, question and try, so that each
// word in the ledger is of exactly one message.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/chaos/dice.h"
#include "tests/chaos/survey.h"

namespace askwell::chaos {

/// Every nonce begins so; no word, hash or number of the service does.
inline constexpr std::string_view kNonceMark = "zqx";

/// Something to be said a while from now.
struct Speech {
    std::string talk;
    std::string question;
    std::string text;
    std::optional<int> score;
    bool correction = false;
    bool stop = false;
    bool one_breath = false;  ///< one of two messages said at once
    bool expects_word = true;
    std::chrono::milliseconds after{0};
    unsigned turn = 0;      ///< said only when the customer is still at this turn
    bool any_turn = false;  ///< … or in any case
};

class Customer {
  public:
    /// `think` is about how long an answer takes.
    Customer(Dice dice, std::uint64_t number, std::string phone, std::chrono::milliseconds think);

    const std::string& phone() const { return phone_; }
    /// Whether another survey may be begun: none is open, and nobody opted out.
    bool resting() const { return resting_ && !opted_out_; }
    bool opted_out() const { return opted_out_; }
    /// Said something and heard nothing since.
    bool waiting() const { return waiting_; }
    const std::string& talk() const { return talk_; }

    /// The id of the event with which the next survey begins.
    std::string begin();
    /// That event began nothing.
    void refused(const std::string& talk) { resting_ = resting_ || talk == talk_; }
    /// A message that the phone had not shown before.
    std::vector<Speech> hear(std::string_view text);
    /// Whether this is still what the customer wants to say; then it is said.
    bool speak(const Speech& speech);
    /// The platform reports that a speech was not delivered: the same once more, in other words.
    std::vector<Speech> not_delivered(const Speech& speech);
    /// What somebody who never answered says long afterwards.
    std::vector<Speech> afterthought();

  private:
    /// How this survey will go, drawn at its beginning.
    struct Manner {
        Prompt stops_at = Prompt::none;   ///< says STOP there instead of an answer
        Prompt silent_at = Prompt::none;  ///< says nothing there …
        bool reminder_helps = false;      ///< … until reminded
        bool declines = false;
        bool corrects = false;
        bool bursts = false;    ///< reasons follow the score in a second message at once
        bool comments = false;  ///< reasons stand beside the score
        bool has_afterthought = false;
    };
    std::vector<Speech> answer(Prompt prompt);
    std::vector<Speech> rate(Prompt prompt);
    Speech words(Prompt prompt, std::string_view beginning);
    Speech speech(std::string text, std::string_view question);
    std::string nonce(std::string_view question);
    std::chrono::milliseconds pause(std::string_view what) const;
    std::string name(std::string_view what) const;

    Dice dice_;
    std::uint64_t number_;
    std::string phone_;
    std::chrono::milliseconds think_;
    std::uint64_t talks_ = 0;
    unsigned turn_ = 0;
    unsigned tries_ = 0;
    std::string talk_;
    Manner manner_;
    Prompt open_ = Prompt::none;
    Prompt anticipated_ = Prompt::none;  ///< answered before it was asked
    bool corrected_ = false;
    bool silent_ = false;
    bool resting_ = true;
    bool opted_out_ = false;
    bool waiting_ = false;
};

}  // namespace askwell::chaos
