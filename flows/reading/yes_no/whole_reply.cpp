#include "flows/reading/yes_no/whole_reply.h"

#include "flows/reading/stories/cue_words.h"
#include "flows/reading/text/disowned.h"
#include "flows/reading/text/reply.h"
#include "flows/reading/text/yes_no_words.h"
#include "flows/reading/yes_no/contact_terms.h"
#include "flows/reading/yes_no/echo.h"
#include "flows/reading/yes_no/other_matters.h"
#include "flows/reading/yes_no/punctuality.h"
#include "flows/reading/yes_no/receipt.h"
#include "flows/reading/yes_no/repeats.h"
#include "flows/reading/yes_no/yes_no_patterns.h"

namespace askwell::flows::reading {

std::optional<const char*> why_no_answer(std::string_view reply, std::string_view question) {
    if (question.empty()) return std::nullopt;
    if (is_disowned(reply)) return "another's words";
    if (answers_another_matter(reply, question)) return "about something else";
    if (leaves_it_open(reply)) return kNeitherYesNorNo;
    if (bids_go_on(reply) && !asks_permission(question) && !offers_contact(question)) return kBidsGoOn;
    return std::nullopt;
}

/// What the build of the reply says, whatever its words; the whole reply is the comment.
std::optional<Reading> read_pattern(const FoldedText& reply, std::string_view question) {
    const auto said = [&reply](bool yes) {
        return answer(YesNo{yes}, valid_utf8(trim_separators(reply.raw_between(0, reply.text.size()))));
    };
    if (const auto why = why_no_answer(reply.text, question)) return unclear(*why);
    if (offers_contact(question) && calls_it_off(reply.text)) return said(false);
    const bool asks = reply.text.find('?') != std::string::npos;
    const Stance denial = question.empty() ? Stance::none : double_denial(reply.text, question);
    if (denial == Stance::maybe) return unclear(kNeitherYesNorNo);
    if (denial == Stance::yes && !asks) return said(true);
    const Stance meant = question.empty() ? Stance::none : rhetorical_question(reply.text, question);
    if (meant != Stance::none) return answer(YesNo{meant == Stance::yes});
    if (!question.empty() && is_true_of_some(reply.text)) return unclear("yes and no");
    if (!question.empty() && says_both(reply.text)) return unclear("yes and no");
    if (says_nobody(reply.text, question)) return said(false);
    if (const Stance told = told_of_message(reply.text, question); told != Stance::none)
        return said(told == Stance::yes);
    if (const Stance told = told_of_arrival(reply.text, question); told != Stance::none)
        return told == Stance::maybe ? unclear("yes, but late") : said(told == Stance::yes);
    if (names_a_number_to_call(reply.text, question)) return said(true);
    if (const Stance told = offers_contact(question) ? terms_of_contact(reply.text, question) : Stance::none;
        told != Stance::none)
        return told == Stance::maybe ? unclear("whose call") : said(told == Stance::yes);
    if (asks_for_others(question) && names_one_called(reply.text)) return said(true);
    if (asks_for_first_time(question) && grants_but_not_first(reply.text) &&
        !tells_nothing_certain(reply.text, {}, Concern::deeds))
        return said(false);
    return std::nullopt;
}

}  // namespace askwell::flows::reading
