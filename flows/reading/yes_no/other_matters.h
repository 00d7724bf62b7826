// Yes and no that belong to another matter than the question: "yes, I got your text".
// Thread rule: pure functions.
#pragma once

#include <string_view>

namespace askwell::flows::reading {

/// True when `reply` affirms or denies who writes or calls (是，我是陈太), what was received or heard ("yes,
/// I can hear you"), which thing is meant ("yes, the blue one"), that this was the first call ever, who
/// called the customer, or when "no", "call", "sure" and "you may" are parts of other words ("No. 7", "no
/// thanks to you", "call it a bug", "you may well ask") — and `question` does not ask for that.
bool answers_another_matter(std::string_view reply, std::string_view question);

/// True when `reply` asks which matter is meant (你问哪件), or says that the opposite of its answer may be
/// true (应该没有吧……也说不定有).
bool leaves_it_open(std::string_view reply);

/// 好的，你说, "ok, ask away": bids us go on, and answers only what asks for leave.
bool bids_go_on(std::string_view reply);

/// "Solved, can't remember on which call", 解决了，第几次记不清.
bool forgot_which_call(std::string_view reply);

}  // namespace askwell::flows::reading
