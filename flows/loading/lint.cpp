#include "flows/loading/lint.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>

#include <fmt/core.h>

#include "flows/placeholders.h"
#include "flows/folding.h"
#include "flows/sms_segments.h"
#include "flows/wording.h"

namespace askwell::flows::loading {

namespace {

constexpr std::size_t kMaxSegments = 2;

/// Beginnings and turns of phrase that put an answer into the customer's mouth.
constexpr std::array<std::string_view, 12> kLeading{"don't you",  "didn't you",   "wouldn't you", "isn't it",
                                                    "aren't you", "surely you",   "难道",         "您一定",
                                                    "相信您",     "是不是很满意", "应该很满意",   "肯定满意"};

std::string lower(std::string_view text) {
    std::string lowered{text};
    for (char& c : lowered) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lowered;
}

class Linter {
  public:
    Linter(const Survey& survey, DiagnosticSink& sink) : survey_(survey), sink_(sink) {}

    void run() {
        texts(survey_.invitation, "/invitation");
        texts(survey_.consent, "/consent");
        texts(survey_.reminder, "/reminder/text");
        texts(survey_.thanks, "/thanks");
        texts(survey_.thanks_partial, "/thanks_partial");
        for (std::size_t i = 0; i < survey_.thanks_if.size(); ++i)
            texts(survey_.thanks_if[i].text, fmt::format("/thanks_if/{}/text", i));
        for (std::size_t i = 0; i < survey_.questions.size(); ++i)
            question(i, fmt::format("/questions/{}", i));
        if (!survey_.reminder.empty() && survey_.reminder_after >= survey_.expires_after) {
            sink_.warning("/reminder/after", "the reminder would come when the survey has expired",
                          "remind earlier or let it expire later");
        }
    }

  private:
    void texts(const Localized& texts, const std::string& pointer) {
        for (const auto& [language, text] : texts.all()) {
            const std::string place = pointer + "/" + language;
            length(text, place, "this text");
            content(text, place);
        }
    }

    void length(std::string_view text, const std::string& pointer, std::string_view what) {
        if (const auto segments = count_segments(text).count(); segments > kMaxSegments) {
            sink_.warning(pointer, fmt::format("{} takes {} SMS", what, segments),
                          fmt::format("shorten it to {}", kMaxSegments));
        }
    }

    void content(std::string_view text, const std::string& pointer) {
        const std::string lowered = lower(text);
        const auto holds = [&lowered](std::string_view part) {
            return lowered.find(part) != std::string::npos;
        };
        if (holds("http://") || holds("https://") || holds("www.")) {
            sink_.warning(pointer, "a link in a survey text looks like fraud and is filtered by carriers",
                          "remove the link");
        }
        for (const Placeholder& placeholder : placeholders_in(text)) {
            if (!placeholder.fallback.empty() || placeholder.name == "survey") continue;
            sink_.warning(
                pointer, fmt::format("\"{{{}}}\" says nothing when there is no such value", placeholder.name),
                fmt::format("give it words of its own: \"{{{}|…}}\"", placeholder.name));
        }
        const auto leading = std::find_if(kLeading.begin(), kLeading.end(), holds);
        if (leading != kLeading.end()) {
            sink_.warning(pointer, fmt::format("\"{}\" leads the customer to an answer", *leading),
                          "ask neutrally: \"How would you rate …\"");
        }
    }

    void question(std::size_t index, const std::string& pointer) {
        const Question& question = survey_.questions[index];
        for (const auto& [language, text] : question.text.all()) {
            content(text, pointer + "/text/" + language);
            length(as_written(index, language), pointer + "/text/" + language,
                   "this question with its choices");
        }
        for (const FollowUp& follow_up : question.follow_ups)
            texts(follow_up.text, pointer + "/follow_up/text");
        for (std::size_t i = 0; i < question.probes.size(); ++i)
            texts(question.probes[i].text, fmt::format("{}/probes/{}/text", pointer, i));
        OwnWords words;
        for (std::size_t i = 0; i < question.options.size(); ++i) {
            const Option& option = question.options[i];
            const std::string place = fmt::format("{}/options/{}", pointer, i);
            texts(option.other_prompt, place + "/other_prompt");
            own_words(option.label, option.synonyms, {i, true}, place, words);
            own_words({}, option.other_words, {i, false}, place, words);
        }
        words.clear();
        for (std::size_t i = 0; i < question.scale.points.size(); ++i) {
            const ScalePoint& point = question.scale.points[i];
            own_words(point.label, point.synonyms, {i, false}, fmt::format("{}/scale/points/{}", pointer, i),
                      words);
        }
    }

    /// Whose word it is, and whether another choice may have it as well.
    struct Owner {
        std::size_t choice = 0;
        bool shares = false;
    };
    using OwnWords = std::map<std::string, Owner>;

    /// Warns of a word that answers two choices. Only as a synonym of both it is meant to: whoever says it is
    /// asked which.
    void own_words(const Localized& label, const Synonyms& synonyms, Owner owner, const std::string& pointer,
                   OwnWords& words) {
        const auto add = [&](const std::string& word, bool shares) {
            const auto [known, fresh] = words.emplace(fold_for_matching(word), Owner{owner.choice, shares});
            const Owner& first = known->second;
            if (fresh || first.choice == owner.choice || (shares && first.shares)) return;
            sink_.warning(pointer, fmt::format("\"{}\" names another choice of this question too", word),
                          "let each word name one choice");
        };
        for (const auto& [language, text] : label.all()) add(text, false);
        for (const auto& [language, list] : synonyms) {
            for (const std::string& word : list) add(word, owner.shares);
        }
    }

    /// A question as a phone without buttons shows it.
    std::string as_written(std::size_t index, const std::string& language) const {
        Conversation conversation;
        conversation.id = "lint-1";
        conversation.language = language;
        Prompt prompt;
        prompt.kind = PromptKind::question;
        prompt.question = index;
        const Wording wording = word_prompt(survey_, conversation, prompt);
        std::string text = wording.text;
        for (const Choice& choice : wording.choices) text += fmt::format("\n1 {}", choice.label);
        return text;
    }

    const Survey& survey_;
    DiagnosticSink& sink_;
};

}  // namespace

void lint(const Survey& survey, DiagnosticSink& sink) {
    Linter{survey, sink}.run();
}

}  // namespace askwell::flows::loading
