#include "tests/chaos/survey.h"

#include <array>

namespace askwell::chaos {

namespace {

struct Mark {
    Prompt prompt;
    std::string_view text;
};

// Marks in brackets are the survey's own; the others are the service's words.
constexpr std::array<Mark, 11> kMarks{{{Prompt::invitation, "[I]"},
                                       {Prompt::r1, "[R1]"},
                                       {Prompt::f1, "[F1]"},
                                       {Prompt::t1, "[T1]"},
                                       {Prompt::r2, "[R2]"},
                                       {Prompt::f2, "[F2]"},
                                       {Prompt::t2, "[T2]"},
                                       {Prompt::thanks, "[X]"},
                                       {Prompt::declined, "That is fine. Thank you"},
                                       {Prompt::opted_out, "You are opted out"},
                                       {Prompt::again, "Sorry, I did not get that"}}};
constexpr std::string_view kReminder = "[M]";

}  // namespace

std::string survey_json() {
    return R"({
  "id": "chaos", "version": "1", "languages": ["en"], "title": {"en": "Chaos"},
  "invitation": {"en": "[I] May we ask you four questions about your visit?"},
  "reminder": {"after": "3d", "text": {"en": "[M] We are still here, no hurry:"}},
  "expires_after": "9d",
  "thanks": {"en": "[X] Thank you very much!"},
  "questions": [
    {"id": "r1", "type": "rating", "text": {"en": "[R1] How was the first part?"},
     "scale": {"points": [{"score": 1, "label": {"en": "awful"}}, {"score": 2, "label": {"en": "poor"}},
                          {"score": 3, "label": {"en": "fair"}}, {"score": 4, "label": {"en": "good"}},
                          {"score": 5, "label": {"en": "great"}}]},
     "follow_up": {"at_most": 3, "text": {"en": "[F1] Why was that?"}}},
    {"id": "t1", "type": "text", "text": {"en": "[T1] What should we know about it?"}},
    {"id": "r2", "type": "rating", "text": {"en": "[R2] How was the second part?"},
     "scale": {"points": [{"score": 1, "label": {"en": "awful"}}, {"score": 2, "label": {"en": "poor"}},
                          {"score": 3, "label": {"en": "fair"}}, {"score": 4, "label": {"en": "good"}},
                          {"score": 5, "label": {"en": "great"}}]},
     "follow_up": {"at_most": 2, "text": {"en": "[F2] What happened?"}}},
    {"id": "t2", "type": "text", "text": {"en": "[T2] What else should we know?"}}
  ]
})";
}

Prompt prompt_of(std::string_view text) {
    Prompt last = Prompt::none;
    std::size_t place = 0;
    for (const Mark& mark : kMarks) {
        const auto at = text.rfind(mark.text);
        if (at == std::string_view::npos || (last != Prompt::none && at < place)) continue;
        last = mark.prompt;
        place = at;
    }
    return last;
}

bool is_reminder(std::string_view text) {
    return text.find(kReminder) != std::string_view::npos;
}

bool is_invitation(std::string_view text) {
    return prompt_of(text) == Prompt::invitation && !is_reminder(text);
}

std::string_view question_of(Prompt prompt) {
    switch (prompt) {
        case Prompt::r1:
        case Prompt::f1:
            return "r1";
        case Prompt::t1:
            return "t1";
        case Prompt::r2:
        case Prompt::f2:
            return "r2";
        case Prompt::t2:
            return "t2";
        case Prompt::none:
        case Prompt::invitation:
        case Prompt::thanks:
        case Prompt::declined:
        case Prompt::opted_out:
        case Prompt::again:
            return "";
    }
    return "";
}

}  // namespace askwell::chaos
