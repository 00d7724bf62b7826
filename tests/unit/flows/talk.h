// A conversation on the pure engine with a clock of its own: what a customer, staff and time do to it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "flows/engine.h"

namespace askwell::flows::test {

/// 2026-03-02 (a Monday) 10:00 in Shanghai.
inline constexpr TimePoint kMonday = from_unix_ms(1'772'416'800'000);

class Talk {
  public:
    /// On the surveys that ship, in Shanghai, sending hours 09:00–20:00.
    explicit Talk(std::string language = "en");

    // what happens; each returns what was said in reply
    using Fields = std::map<std::string, std::string, std::less<>>;
    std::vector<Outgoing> begin_by_customer(std::string survey = "service-process", Fields fields = {});
    std::vector<Outgoing> begin_by_event(bool opted_in = true, std::string event_id = "e1");
    std::vector<Outgoing> say(std::string_view text);
    /// A message that reached us before `received_at`'s prompt was made.
    std::vector<Outgoing> say_at(std::string_view text, TimePoint received_at);
    /// Taps the button with this label on the last message that had buttons.
    std::vector<Outgoing> tap(std::string_view label);
    std::vector<Outgoing> tap_payload(std::string_view payload);
    /// Lets time pass, giving TimeReached whenever it is due.
    std::vector<Outgoing> wait(Duration span);
    std::vector<Outgoing> happen(const Event& event);

    /// Begins and accepts: the first question is open.
    void begin();
    /// Answers everything from the open question on with good marks.
    std::vector<Outgoing> answer_all();

    const Conversation& conversation() const { return *state.conversation; }
    const Answer* answer(std::string_view question_id) const;
    /// The question that is open; "" when none is.
    std::string open_question() const;
    std::size_t said(MessageKind kind) const;

    Context context;
    ContactState state;
    Catalog catalog;
    std::vector<Outgoing> all;        ///< everything said so far
    std::vector<Finished> finished;   ///< everything handed off so far
    Refusal refusal = Refusal::none;  ///< of the last event
};

}  // namespace askwell::flows::test
