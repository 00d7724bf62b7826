// What we say beside the survey's own words: the way out, asking again, help, goodbye. In zh-CN and en.
#pragma once

#include <string_view>

namespace askwell::flows {

enum class Phrase {
    start_button,    ///< accepts the invitation
    decline_button,  ///< declines it, this time
    yes_button,
    no_button,
    way_out,            ///< appended to invitations and reminders
    way_out_letter,     ///< the same where a letter is the custom (SMS in China)
    skip_hint,          ///< after an open question
    several_hint,       ///< after a multi question
    ask_again_number,   ///< reprompt for ratings and nps: {low} {high} {low_label} {high_label}
    ask_again_minutes,  ///< reprompt for scales by minutes
    ask_again_choice,
    ask_again_several,
    ask_again_yes_no,
    ask_again_quantity,  ///< reprompt for number questions
    ask_again_date,
    ask_again_date_time,
    ask_again_phone,
    ask_again_email,
    ask_again_order_no,
    ask_again_attachment,
    ask_again_text,
    ask_again_consent,
    or_skip,         ///< added to the second reprompt
    moving_on,       ///< before the next question, when the last one is left unanswered
    first_question,  ///< "back" at the first question
    help_question,   ///< help while a question is open
    help_idle,       ///< help when nothing is asked
    who_writes,      ///< in reply to "who is this?", before the question; {company} of the event
    later,           ///< the customer wants to answer later
    declined,
    opt_out_check,
    opt_out_done,
    opt_in_done,
    restarted,
    agree_button,  ///< agrees to the consent text
    disagree_button,
    whole_hint,        ///< added when a number question wants no fractions
    limits_hint,       ///< added to a number's reprompt: {low} {high}
    more_choices,      ///< after a tap on one of several choices: {chosen}
    more_files,        ///< after a file
    done_button,       ///< ends either
    once_more,         ///< before a key question that stayed unanswered
    changed,           ///< a correction was taken: {answer}
    what_instead,      ///< before a question whose answer was taken back without a new one
    noted,             ///< an afterthought was added to the answer before
    file_kept,         ///< a file came where none was asked for
    language_missing,  ///< the survey does not speak the language the customer asked for
    language_set,      ///< outside a conversation: the language from now on
    which_other,       ///< "other (which?)" when the survey has no words of its own for it
};

/// The phrase in `language` ("zh-CN" or anything beginning with "zh"), else in English.
std::string_view phrase(Phrase phrase, std::string_view language);

}  // namespace askwell::flows
