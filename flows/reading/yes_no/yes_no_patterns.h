// Whole replies that say yes or no by how they are built: a double denial, "nobody did", an answer put right,
// the question repeated, "…, so yes".
// Thread rule: pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "flows/reading/yes_no/echo.h"

namespace askwell::flows::reading {

/// Where the answer begins when the customer repeats the question, or most of its words, before it:
/// 第一次就解决了吗？没有; "Did the courier call me? Nope." 0 when not.
std::size_t after_repeated_question(std::string_view reply, std::string_view question);

/// Where the answer begins that puts right the one before it: "no... actually yes, once". 0 when there is
/// none.
std::size_t after_taken_back(std::string_view reply);

/// True when `text` is one word for yes or no and nothing more, or the same twice.
bool is_bare_answer(std::string_view text);

/// Where "so yes" or 所以没有 begins at the end of a reply, behind a story; 0 when none does.
std::size_t begin_of_conclusion(std::string_view reply);

/// What a double denial says: 不是不可以，但要提前讲 and 不要不联系我 are yes, and so is
/// 可以是可以，先发个短信 to what offers a contact. `maybe` when it is one that leaves open what it says,
/// `none` when the reply is no double denial.
Stance double_denial(std::string_view reply, std::string_view question);

/// What a question that wants no answer says: 哪能没打过呀 and 谁没打过 are yes, 怎么可能有 is no. `none`
/// when the reply is no such question.
Stance rhetorical_question(std::string_view reply, std::string_view question);

/// True when the question asks of other companies.
bool asks_for_others(std::string_view question);

/// An invitation, which is asked without a question of the survey, does.
bool asks_permission(std::string_view question);

/// 电信的有打过, "only Vodafone's", to "have you called other companies' hotlines?": one is named.
bool names_one_called(std::string_view reply);

/// "Yes it was not", "no, just the refund": yes and no in one breath.
bool says_both(std::string_view reply);

/// True when the reply says that nobody did what the question asks of anybody: 没人说, "nobody told me a
/// thing".
bool says_nobody(std::string_view reply, std::string_view question);

/// True when the reply grants that it was done and denies that it was the first time:
/// 解决是解决了，但不是第一次打的时候, "fixed, just not on the first call". A bare "yes" before it
/// contradicts, and grants nothing.
bool grants_but_not_first(std::string_view reply);

/// 请打13711112222找我, "call me on 0871234567": a number to call, said to what offers a contact.
bool names_a_number_to_call(std::string_view reply, std::string_view question);

/// True when `text`, what stands behind an answer, begins with "but" or its kin.
bool begins_with_objection(std::string_view text);

/// 你们打来也行: grants what was just refused.
bool grants(std::string_view text);

/// "But only half of it": what was said is true of a part.
bool leaves_a_part(std::string_view text);

/// 有的解决了有的没有, "one was solved, the other not": true of some and not of others.
bool is_true_of_some(std::string_view text);

}  // namespace askwell::flows::reading
