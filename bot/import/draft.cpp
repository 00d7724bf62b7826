#include "bot/import/draft.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include <fmt/core.h>
#include <fmt/ranges.h>

#include "bot/import/condition.h"
#include "bot/import/identifier.h"
#include "bot/import/language.h"
#include "bot/import/references.h"
#include "bot/import/survey_json.h"

namespace askwell::import {

namespace {

using flows::Localized;
using flows::QuestionType;

constexpr std::size_t kMaxScored = 10;
constexpr std::size_t kMinOptions = 2;

/// "new (was \"old\"), …" for the names that could not stay.
std::string renamed(const std::vector<std::string>& names, const std::vector<std::string>& ids) {
    std::vector<std::string> changes;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] != ids[i]) changes.push_back(fmt::format("\"{}\" is now \"{}\"", names[i], ids[i]));
    }
    return fmt::format("{}", fmt::join(changes, ", "));
}

/// Calls `change` for each label of the question that a customer must be able to read, which may replace it,
/// and with what stands in when there is none in any language.
template <typename Change>
void for_each_label(Item& item, const Change& change) {
    flows::Question& question = item.question;
    for (std::size_t i = 0; i < question.options.size(); ++i)
        change(question.options[i].label, item.option_names.at(i));
    for (flows::ScalePoint& point : question.scale.points) change(point.label, std::to_string(point.score));
    for (Localized* const label : {&question.low_label, &question.high_label}) {
        if (!label->empty()) change(*label, std::string{});
    }
}

class Finisher {
  public:
    explicit Finisher(Draft draft) : draft_(std::move(draft)) {}

    Imported finish(const ImportOptions& options) {
        name_survey(options);
        if (draft_.items.empty()) {
            error("the form has no question that can be asked by message", "it would be an empty survey",
                  "see what was dropped, and add questions");
        }
        if (draft_.asked > kMaxQuestions) {
            error(fmt::format("the form has {} questions", draft_.asked),
                  fmt::format("a survey has at most {}", kMaxQuestions), "import it in parts");
        }
        if (!draft_.notes.errors.empty()) return {"", std::move(draft_.notes)};
        for (Item& item : draft_.items) fit_options(item);
        limit_scores();
        give_ids();
        parse_gates();
        for (Item& item : draft_.items) find_other(item);
        write_conditions();
        resolve_texts();
        add_stock_texts();
        for (Item& item : draft_.items) draft_.survey.questions.push_back(std::move(item.question));
        return {to_json(draft_.survey), std::move(draft_.notes)};
    }

  private:
    void error(std::string what, std::string why, std::string remedy) {
        draft_.notes.errors.push_back({"", std::move(what), std::move(why), std::move(remedy)});
    }

    void name_survey(const ImportOptions& options) {
        flows::Survey& survey = draft_.survey;
        if (!options.id.empty() && !is_identifier(options.id, kSurveyIds)) {
            error(fmt::format("\"{}\" is no id for a survey", options.id),
                  "ids are lower-case letters, digits, '-' and '_', begin with a letter and have at most 40 "
                  "characters",
                  fmt::format("use --id {}", identifier_for(options.id, kSurveyIds)));
            return;
        }
        const std::string name = survey.id.empty() ? options.name : survey.id;
        survey.id = options.id.empty() ? identifier_for(name, kSurveyIds) : options.id;
        if (survey.id != name)
            draft_.changed("", fmt::format("the form's name \"{}\"", name),
                           fmt::format("the survey's id is \"{}\"", survey.id), "choose another with --id");
        if (survey.version.empty()) {
            survey.version = "1";
            draft_.notes.added.push_back(
                {"", "version", "the form has none", "raise it whenever you change the survey"});
        }
        if (survey.title.empty()) {
            Texts titles;
            for (const std::string& language : survey.languages)
                titles[language] = name.empty() || ill_formed_at(name) ? survey.id : name;
            survey.title = Localized{std::move(titles)};
            draft_.notes.added.push_back(
                {"", "title", "the form has none; its name stands in", "write a title"});
        }
    }

    /// Brings the number of options to what one message can offer.
    void fit_options(Item& item) {
        flows::Question& question = item.question;
        if (!question.chosen()) return;
        const std::size_t count = question.options.size();
        if (count == 1) {
            draft_.changed(item.where, "a question with one choice", "it is asked as yes or no",
                           "say in its text what is agreed to");
            item.yes = {item.option_names.front()};
            question.type = QuestionType::yes_no;
        } else if (count < kMinOptions || count > kMaxOptions) {
            draft_.changed(item.where,
                           count == 0 ? "a question without choices" : "a question with too many choices",
                           fmt::format("a message offers {} to {}; it is asked as an open question",
                                       kMinOptions, kMaxOptions),
                           "shorten the list or ask in two steps");
            question.type = QuestionType::text;
        }
        if (question.chosen()) return;
        question.options.clear();
        item.option_names.clear();
    }

    /// What is over the number of scored questions keeps its answers, but is not scored.
    void limit_scores() {
        std::size_t scored = 0;
        for (Item& item : draft_.items) {
            if (!item.question.scored() || ++scored <= kMaxScored) continue;
            const bool labelled = has_labels(item.question);
            draft_.changed(item.where, "a scored question",
                           fmt::format("a survey has at most {} of them; this one is asked as {}", kMaxScored,
                                       labelled ? "a choice" : "a number"),
                           "keep the scores that matter, or make two surveys");
            labelled ? score_to_options(item) : score_to_number(item.question);
        }
    }

    static bool has_labels(const flows::Question& question) {
        return question.type == QuestionType::rating &&
               std::any_of(question.scale.points.begin(), question.scale.points.end(),
                           [](const flows::ScalePoint& point) {
                               return std::any_of(point.label.all().begin(), point.label.all().end(),
                                                  [&point](const auto& label) {
                                                      return label.second != std::to_string(point.score);
                                                  });
                           });
    }

    static void score_to_options(Item& item) {
        item.question.type = QuestionType::single;
        for (flows::ScalePoint& point : item.question.scale.points) {
            item.option_names.push_back(std::to_string(point.score));
            item.question.options.push_back({"", std::move(point.label), {}, false, {}});
        }
        item.question.scale = {};
    }

    static void score_to_number(flows::Question& question) {
        const bool nps = question.type == QuestionType::nps;
        question.minimum = nps ? 0 : question.scale.lowest();
        question.maximum = nps ? 10 : question.scale.highest();
        question.whole = true;
        question.type = QuestionType::number;
        question.scale = {};
        question.low_label = {};
        question.high_label = {};
    }

    void give_ids() {
        std::vector<std::string> names;
        for (const Item& item : draft_.items) names.push_back(item.name);
        const std::vector<std::string> ids = identifiers_for(names, kQuestionIds);
        for (std::size_t i = 0; i < ids.size(); ++i) {
            Item& item = draft_.items[i];
            item.question.id = ids[i];
            if (ids[i] != item.name)
                draft_.changed(item.where, "a question's name", renamed({item.name}, {ids[i]}),
                               "use the new id when you compare with older results");
            give_codes(item);
        }
    }

    void give_codes(Item& item) {
        const std::vector<std::string> codes = identifiers_for(item.option_names, kOptionCodes);
        for (std::size_t i = 0; i < codes.size(); ++i) item.question.options[i].code = codes[i];
        if (codes != item.option_names)
            draft_.changed(item.where, "names of choices", renamed(item.option_names, codes),
                           "use the new codes when you compare with older results");
    }

    std::optional<Expression> parse(const Gate& gate, std::string_view otherwise, std::string_view remedy) {
        std::string why;
        auto expression = parse_expression(gate.text, draft_.dialect, why);
        if (!expression)
            draft_.dropped(gate.where, "the condition " + gate.text, fmt::format("{}; {}", why, otherwise),
                           std::string{remedy});
        return expression;
    }

    void parse_gates() {
        for (const Gate& gate : draft_.gates) expressions_.push_back(parse(gate, kAskedAlways, kWriteAskIf));
    }

    /// A choice called "other" asks which, unless the form has a question of its own for that.
    void find_other(Item& item) {
        for (std::size_t i = 0; i < item.option_names.size(); ++i) {
            flows::Option& option = item.question.options[i];
            if (option.other || item.option_names[i] != "other" || is_asked_about(item.name, "other"))
                continue;
            option.other = true;
            draft_.changed(item.where, "the choice \"other\"", "it asks which, since no later question does",
                           "remove \"other\": true when you do not want to know");
        }
    }

    bool is_asked_about(std::string_view question, std::string_view choice) const {
        bool found = false;
        for (const auto& expression : expressions_) {
            if (!expression) continue;
            for_each_comparison(*expression, [&](const Expression& compare) {
                const auto& values = compare.values;
                found = found || (compare.name == question &&
                                  std::find(values.begin(), values.end(), choice) != values.end());
            });
        }
        return found;
    }

    void write_conditions() {
        std::vector<std::optional<std::optional<flows::Condition>>> written(draft_.gates.size());
        for (std::size_t i = 0; i < draft_.items.size(); ++i) {
            std::vector<flows::Condition> conditions;
            for (const std::size_t gate : draft_.items[i].gates) {
                // A group's expression is judged, and noted, once: at the group's first question.
                if (!written[gate]) written[gate] = condition(gate, i);
                if (*written[gate]) conditions.push_back(**written[gate]);
            }
            if (!conditions.empty()) draft_.items[i].question.ask_if = all_of(std::move(conditions));
        }
        for (auto& [gate, text] : draft_.thanks_if) {
            const auto expression = parse(gate, "the usual thanks are said", "write it as thanks_if");
            std::string why;
            if (!expression) continue;
            auto when = to_condition(*expression, draft_.items, draft_.items.size(), why);
            if (when) {
                draft_.survey.thanks_if.push_back({std::move(*when), std::move(text)});
            } else {
                draft_.dropped(gate.where, "the condition " + gate.text, why + "; the usual thanks are said",
                               "write it as thanks_if");
            }
        }
    }

    std::optional<flows::Condition> condition(std::size_t gate, std::size_t before) {
        if (!expressions_[gate]) return std::nullopt;
        std::string why;
        auto result = to_condition(*expressions_[gate], draft_.items, before, why);
        if (!result)
            draft_.dropped(draft_.gates[gate].where, "the condition " + draft_.gates[gate].text,
                           fmt::format("{}; {}", why, kAskedAlways), std::string{kWriteAskIf});
        return result;
    }

    void resolve_texts() {
        for (std::size_t i = 0; i < draft_.items.size(); ++i) {
            Item& item = draft_.items[i];
            std::set<std::string> untranslated;
            label_numbers(item);
            item.question.text = resolved(item.question.text, item.where, i);
            translate(item.question.text, doubled_braces(item.name), untranslated);
            for_each_label(item, [&](Localized& label, const std::string& stand_in) {
                label = without_references(label, item.where);
                translate(label, stand_in, untranslated);
            });
            for (const std::string& language : untranslated) {
                draft_.changed(item.where, fmt::format("texts that are missing in {}", language),
                               "the text in another language, or the name, stands in", "translate them");
            }
        }
        resolve_common_texts();
    }

    /// A number needs no words: without a label it reads as itself in any language.
    void label_numbers(Item& item) const {
        const auto label_with = [this](Localized& label, const std::string& number) {
            if (!label.empty() || !to_number(number)) return;
            Texts texts;
            for (const std::string& language : draft_.survey.languages) texts[language] = number;
            label = Localized{std::move(texts)};
        };
        for_each_label(item, label_with);
    }

    void resolve_common_texts() {
        flows::Survey& survey = draft_.survey;
        const std::size_t all = draft_.items.size();
        std::set<std::string> untranslated;
        const auto complete = [&](Localized& text, Stock stock) {
            if (text.empty()) return;
            translate(text, std::string{stock_text(stock, survey.languages.front())}, untranslated);
        };
        survey.title = without_references(survey.title, "");
        translate(survey.title, survey.id, untranslated);
        survey.invitation = resolved(survey.invitation, "", 0);
        complete(survey.invitation, Stock::invitation);
        survey.thanks = resolved(survey.thanks, "", all);
        complete(survey.thanks, Stock::thanks);
        for (auto& thanks : survey.thanks_if) {
            thanks.text = resolved(thanks.text, "", all);
            complete(thanks.text, Stock::thanks);
        }
        for (const std::string& language : untranslated) {
            draft_.changed("", fmt::format("title, invitation or thanks that are missing in {}", language),
                           "the text in another language stands in", "translate them");
        }
    }

    Localized resolved(const Localized& localized, const std::string& where, std::size_t before) {
        Texts texts;
        for (const auto& [language, text] : localized.all()) {
            const auto id_of = [&](std::string_view name) { return value_id(name, where, before); };
            texts[language] =
                std::string{trim(replace_references(text, draft_.dialect, Braces::doubled, id_of))};
        }
        return Localized{std::move(texts)};
    }

    /// Labels are said as they are written, braces and all.
    Localized without_references(const Localized& label, const std::string& where) {
        Texts texts;
        const auto note = [&](std::string_view name) -> std::optional<std::string> {
            note_value(name, where, "titles, choices and scores hold no values");
            return std::nullopt;
        };
        for (const auto& [language, text] : label.all())
            texts[language] = std::string{trim(replace_references(text, draft_.dialect, Braces::kept, note))};
        return Localized{std::move(texts)};
    }

    /// Once for the same reference in several translations.
    void note_value(std::string_view name, const std::string& where, std::string why) {
        if (unresolved_.emplace(where, name).second)
            draft_.dropped(where, fmt::format("the value of \"{}\" in a text", name), std::move(why),
                           "reword the text, or name a field of the event");
    }

    /// The id whose answer can stand in a text before question `before`.
    std::optional<std::string> value_id(std::string_view name, const std::string& where, std::size_t before) {
        const auto index = find_item(draft_.items, name);
        if (index && *index < before) {
            const QuestionType type = draft_.items[*index].question.type;
            if (type != QuestionType::info && type != QuestionType::attachment)
                return draft_.items[*index].question.id;
        }
        note_value(name, where, "no earlier question has such an answer");
        return std::nullopt;
    }

    void translate(Localized& localized, const std::string& stand_in,
                   std::set<std::string>& untranslated) const {
        Texts texts = localized.all();
        std::erase_if(texts, [](const auto& entry) { return entry.second.empty(); });
        const std::vector<std::string>& languages = draft_.survey.languages;
        const auto first =
            std::find_if(languages.begin(), languages.end(),
                         [&texts](const std::string& language) { return texts.contains(language); });
        const std::string text = first == languages.end() ? stand_in : texts[*first];
        for (const std::string& language : languages) {
            if (texts.emplace(language, text).second) untranslated.insert(language);
        }
        localized = Localized{std::move(texts)};
    }

    void add_stock_texts() {
        flows::Survey& survey = draft_.survey;
        const auto add = [&](Localized& text, Stock stock, std::string what, std::string remedy) {
            if (!text.empty()) return;
            Texts texts;
            for (const std::string& language : survey.languages)
                texts[language] = stock_text(stock, language);
            text = Localized{std::move(texts)};
            draft_.notes.added.push_back(
                {"", std::move(what), "the form has none; a neutral text stands in", std::move(remedy)});
        };
        add(survey.invitation, Stock::invitation, "invitation",
            "say who asks, what for, how long it takes and whether it is anonymous");
        add(survey.reminder, Stock::reminder, "reminder", "remove it when nobody shall be reminded");
        add(survey.thanks, Stock::thanks, "thanks", "say what the answers are used for");
        draft_.notes.added.push_back(
            {"", "expires_after", "the form has no such thing; a survey ends 15 days after its invitation",
             "change it if customers shall have more or less time"});
    }

    static constexpr std::string_view kAskedAlways = "what depends on it is asked always";
    static constexpr std::string_view kWriteAskIf = "write an ask_if by hand";

    Draft draft_;
    std::vector<std::optional<Expression>> expressions_;
    std::set<std::pair<std::string, std::string>> unresolved_;
};

}  // namespace

void Draft::add(Item item) {
    if (++asked <= kMaxQuestions) items.push_back(std::move(item));
}

void Draft::dropped(std::string where, std::string what, std::string why, std::string remedy) {
    notes.dropped.push_back({std::move(where), std::move(what), std::move(why), std::move(remedy)});
}

void Draft::changed(std::string where, std::string what, std::string why, std::string remedy) {
    notes.changed.push_back({std::move(where), std::move(what), std::move(why), std::move(remedy)});
}

std::size_t Draft::add_gate(std::string where, std::string_view text) {
    gates.push_back({std::move(where), std::string{text}});
    return gates.size() - 1;
}

Imported finish(Draft draft, const ImportOptions& options) {
    return Finisher{std::move(draft)}.finish(options);
}

}  // namespace askwell::import
