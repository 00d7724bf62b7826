#include "bot/import/xlsform_reader.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <fmt/core.h>

#include "bot/import/draft.h"
#include "bot/import/language.h"
#include "bot/import/xlsform_cells.h"
#include "bot/import/xlsform_constraint.h"
#include "bot/import/xlsform_texts.h"

namespace askwell::import {

namespace {

using flows::Localized;
using flows::QuestionType;

/// Groups within groups whose conditions are kept. Forms have three or four.
constexpr std::size_t kMaxNesting = 32;

/// A longer label of a group is a heading to read, not a name to group by.
constexpr std::size_t kLongestDimension = 24;

struct Choice {
    std::string name;
    Texts label;
};

/// A group or repeat that is open.
struct Group {
    std::string where;
    std::string dimension;
    std::vector<std::size_t> gates;
    bool disabled = false;
};

class Reader {
  public:
    explicit Reader(const Form& form)
        : form_(form), texts_(form.survey, form.choices, form.settings, draft_) {}

    Draft read() {
        read_settings();
        read_choices();
        for (const Row& row : form_.survey.rows()) read_row(row);
        for (const Group& group : groups_)
            draft_.changed(group.where, "a group without its end", "it ends with the sheet",
                           "see which questions belong to it");
        report_rest();
        return std::move(draft_);
    }

  private:
    const Table& sheet() const { return form_.survey; }

    // ---- settings and choices ----

    void read_settings() {
        draft_.survey.languages = texts_.languages();
        if (form_.settings.rows().empty()) return;
        const Row& row = form_.settings.rows().front();
        const auto first_of = [&](std::initializer_list<std::string_view> names) {
            for (const std::string_view name : names) {
                if (const auto text = form_.settings.text(row, name); !text.empty()) return std::string{text};
            }
            return std::string{};
        };
        draft_.survey.id = first_of({"form_id", "id_string", "set_form_id"});
        draft_.survey.version = first_of({"version"});
        Texts titles = texts_.read(form_.settings, row, "form_title");
        const std::string title = plain_text(first_of({"form_title", "title", "set_form_title"}));
        if (titles.empty() && !title.empty()) {
            for (const std::string& language : texts_.languages()) titles[language] = title;
        }
        draft_.survey.title = Localized{std::move(titles)};
    }

    void read_choices() {
        for (const Row& row : form_.choices.rows()) {
            const auto list = form_.choices.text(row, "list_name");
            const auto name = form_.choices.text(row, "name");
            if (list.empty() || name.empty()) {
                draft_.dropped(form_.choices.where(row, list.empty() ? "list_name" : "name"), "a choice",
                               list.empty() ? "it belongs to no list" : "it has no name",
                               "give it both and import again");
                continue;
            }
            choices_[std::string{list}].push_back(
                {std::string{name}, texts_.read(form_.choices, row, "label")});
        }
    }

    // ---- rows ----

    void read_row(const Row& row) {
        const std::string_view type = sheet().text(row, "type");
        if (type.empty()) {
            draft_.dropped(sheet().where(row, "type"), "a row without a type", "what it asks is not said",
                           "give it a type");
            return;
        }
        const TypeCell cell = parse_type(type);
        const bool disabled = parse_flag(sheet().text(row, "disabled")).value_or(false);
        if (cell.type == RowType::begin_group || cell.type == RowType::begin_repeat) {
            begin_group(row, cell.type, disabled);
        } else if (cell.type == RowType::end) {
            end_group(row);
        } else if (disabled || (!groups_.empty() && groups_.back().disabled)) {
            draft_.dropped(sheet().where(row, "type"), describe(row), "it is disabled",
                           "remove the row, or enable it");
        } else {
            read_question(row, cell);
        }
    }

    std::string describe(const Row& row) const {
        return fmt::format("{} \"{}\"", sheet().text(row, "type"), sheet().text(row, "name"));
    }

    void begin_group(const Row& row, RowType type, bool disabled) {
        Group group = groups_.empty() ? Group{} : groups_.back();
        group.where = sheet().where(row, "type");
        group.disabled = group.disabled || disabled;
        if (type == RowType::begin_repeat)
            draft_.changed(group.where, describe(row),
                           "a conversation repeats nothing; its questions are asked once",
                           "ask for the others in an open question");
        if (groups_.size() >= kMaxNesting) {
            draft_.dropped(group.where, describe(row),
                           "groups are nested too deeply; its questions are asked without it",
                           "write an ask_if by hand");
        } else {
            if (const auto gate = own_gate(row)) group.gates.push_back(*gate);
            name_dimension(row, group);
        }
        groups_.push_back(std::move(group));
    }

    void name_dimension(const Row& row, Group& group) {
        const Texts label = texts_.read(sheet(), row, "label");
        if (label.empty()) return;
        const std::string where = sheet().where(row, "label");
        const auto preferred = label.find(texts_.languages().front());
        const std::string& text = preferred == label.end() ? label.begin()->second : preferred->second;
        if (length_of(text) <= kLongestDimension && text.find('\n') == std::string::npos) {
            group.dimension = text;
            draft_.changed(where, fmt::format("the group's label \"{}\"", text),
                           "it is the dimension of its questions and not shown",
                           "name it in a question where customers should read it");
        } else {
            draft_.dropped(where, "the group's label", "it is too long for a dimension",
                           "add an info where customers should read it");
        }
    }

    void end_group(const Row& row) {
        if (groups_.empty()) {
            draft_.dropped(sheet().where(row, "type"), "the end of a group", "no group is open",
                           "see which questions belong to a group");
        } else {
            groups_.pop_back();
        }
    }

    std::optional<std::size_t> own_gate(const Row& row) {
        const std::string_view relevant = sheet().text(row, "relevant");
        if (relevant.empty() || parse_flag(relevant) == true) return std::nullopt;
        return draft_.add_gate(sheet().where(row, "relevant"), relevant);
    }

    void read_question(const Row& row, const TypeCell& cell) {
        Item item;
        item.where = sheet().where(row, "name");
        item.name = std::string{sheet().text(row, "name")};
        if (!set_type(row, cell, item)) return;
        if (item.name.empty()) {
            item.name = fmt::format("row_{}", row.number);
            draft_.changed(item.where, "a question without a name", "it is called " + item.name,
                           "give it a name");
        }
        item.question.text = Localized{texts_.with_hint(row)};
        if (!groups_.empty()) {
            item.question.dimension = groups_.back().dimension;
            item.gates = groups_.back().gates;
        }
        if (const auto gate = own_gate(row)) item.gates.push_back(*gate);
        read_required(row, item);
        read_constraint(row, item);
        note_cell(row, "default", "a conversation has no prefilled answers",
                  "nothing, or mention it in the text");
        note_cell(row, "choice_filter", "all choices are offered",
                  "split the question, with an ask_if on each part");
        note_cell(row, "calculation", "a conversation computes nothing",
                  "compute it from the exported answers");
        draft_.add(std::move(item));
    }

    /// False when the row asks nothing that can be asked, which is noted.
    bool set_type(const Row& row, const TypeCell& cell, Item& item) {
        flows::Question& question = item.question;
        const auto drop = [&](std::string why, std::string remedy) {
            draft_.dropped(sheet().where(row, "type"), describe(row), std::move(why), std::move(remedy));
            return false;
        };
        switch (cell.type) {
            case RowType::text:
                question.type = QuestionType::text;
                return true;
            case RowType::integer:
            case RowType::decimal:
                question.type = QuestionType::number;
                question.whole = cell.type == RowType::integer;
                return true;
            case RowType::select_one:
            case RowType::select_multiple:
                return set_options(row, cell, item);
            case RowType::date:
            case RowType::date_time:
                question.type = QuestionType::date;
                question.with_time = cell.type == RowType::date_time;
                return true;
            case RowType::time:
                draft_.changed(sheet().where(row, "type"), describe(row),
                               "a time of day is asked as an open question",
                               "nothing, or ask for date and time");
                question.type = QuestionType::text;
                return true;
            case RowType::note:
                question.type = QuestionType::info;
                return true;
            case RowType::range:
                set_range(row, question);
                return true;
            case RowType::acknowledge:
                question.type = QuestionType::yes_no;
                item.yes = {"OK"};
                draft_.changed(sheet().where(row, "type"), describe(row), "it is asked as yes or no",
                               "word it as a question");
                return true;
            case RowType::attachment:
                question.type = QuestionType::attachment;
                return true;
            case RowType::metadata:
                return drop("devices record it; Askwell keeps channel, times and event fields itself",
                            "nothing, or send it as a field of the event");
            case RowType::calculation:
                return drop("a conversation computes nothing", "compute it from the exported answers");
            default:
                return drop("this type cannot be asked by message", "ask it in words");
        }
    }

    bool set_options(const Row& row, const TypeCell& cell, Item& item) {
        const auto list = choices_.find(cell.list);
        if (list == choices_.end()) {
            draft_.dropped(sheet().where(row, "type"), describe(row),
                           fmt::format("there are no choices \"{}\"", cell.list),
                           "add them to the choices sheet (--choices FILE for CSV) and import again");
            return false;
        }
        used_lists_.insert(cell.list);
        item.question.type = cell.type == RowType::select_one ? QuestionType::single : QuestionType::multi;
        for (const Choice& choice : list->second) {
            // One more than can be offered is enough to see that there are too many.
            if (item.option_names.size() > kMaxOptions) break;
            item.option_names.push_back(choice.name);
            item.question.options.push_back({"", Localized{choice.label}, {}, false, {}});
        }
        if (cell.or_other) add_other(item);
        const auto parameters = parse_parameters(sheet().text(row, "parameters"));
        for (const auto& [name, value] : parameters) {
            if (name == "randomize") {
                item.question.randomise = parse_flag(value).value_or(false);
            } else {
                note_parameter(row, name);
            }
        }
        return true;
    }

    void add_other(Item& item) const {
        Texts label;
        for (const std::string& language : texts_.languages())
            label[language] = stock_text(Stock::other, language);
        item.option_names.emplace_back("other");
        item.question.options.push_back({"", Localized{std::move(label)}, {}, true, {}});
    }

    void set_range(const Row& row, flows::Question& question) {
        constexpr double kHighestScore = 100;
        const auto parameters = parse_parameters(sheet().text(row, "parameters"));
        const auto value = [&](std::string_view name, double fallback) {
            const auto parameter = parameters.find(name);
            return parameter == parameters.end() ? fallback : to_number(parameter->second).value_or(fallback);
        };
        for (const auto& [name, text] : parameters) {
            if (name != "start" && name != "end" && name != "step") note_parameter(row, name);
        }
        const double start = value("start", 1);
        const double end = value("end", 10);
        const double step = value("step", 1);
        const auto whole = [](double number) { return number == std::floor(number); };
        if (step == 1 && whole(start) && whole(end) && end - start >= 1 && end - start <= 10 &&
            std::abs(start) <= kHighestScore && std::abs(end) <= kHighestScore) {
            question.type = QuestionType::rating;
            for (int score = static_cast<int>(start); score <= static_cast<int>(end); ++score)
                question.scale.points.push_back({score, {}, {}, {}, {}});
            return;
        }
        question.type = QuestionType::number;
        question.minimum = std::min(start, end);
        question.maximum = std::max(start, end);
        question.whole = whole(start) && whole(step);
        draft_.changed(
            sheet().where(row, "parameters"), describe(row),
            fmt::format("a rating has 2 to 11 whole scores; it asks for a number from {} to {}, in any steps",
                        number_text(*question.minimum), number_text(*question.maximum)),
            "say the steps in the text");
    }

    void note_parameter(const Row& row, std::string_view name) {
        draft_.dropped(sheet().where(row, "parameters"), fmt::format("the parameter \"{}\"", name),
                       "Askwell has no such thing", "nothing");
    }

    void read_required(const Row& row, Item& item) {
        const std::string_view cell = sheet().text(row, "required");
        const auto required = parse_flag(cell);
        item.question.key = required.value_or(false);
        if (!required)
            draft_.dropped(sheet().where(row, "required"), fmt::format("required: {}", cell),
                           "a question is key always or never", "add \"key\": true when it matters");
    }

    void read_constraint(const Row& row, Item& item) {
        const std::string_view constraint = sheet().text(row, "constraint");
        if (constraint.empty()) return;
        std::string why;
        const std::string where = sheet().where(row, "constraint");
        if (!apply_constraint(constraint, item.question, why)) {
            draft_.dropped(where, fmt::format("the constraint {}", constraint), why,
                           "say in the text what is expected");
        } else if (!why.empty()) {
            draft_.changed(where, fmt::format("the constraint {}", constraint), why,
                           "say in the text what is expected");
        }
    }

    void note_cell(const Row& row, std::string_view column, std::string why, std::string remedy) {
        if (const auto text = sheet().text(row, column); !text.empty())
            draft_.dropped(sheet().where(row, column), fmt::format("{}: {}", column, text), std::move(why),
                           std::move(remedy));
    }

    // ---- what is left ----

    void report_rest() {
        report_columns(form_.survey,
                       {"type", "name", "label", "hint", "relevant", "constraint", "required", "parameters",
                        "disabled", "default", "choice_filter", "calculation"},
                       draft_);
        report_columns(form_.choices, {"list_name", "name", "label"}, draft_);
        report_columns(form_.settings,
                       {"form_title", "title", "set_form_title", "form_id", "id_string", "set_form_id",
                        "version", "default_language"},
                       draft_);
        for (const auto& [list, choices] : choices_) {
            if (!used_lists_.contains(list))
                draft_.dropped("choices", fmt::format("the list \"{}\"", list), "no question uses it",
                               "nothing");
        }
        for (const std::string& name : form_.other_sheets)
            draft_.dropped(name, "the sheet", "only survey, choices and settings are read",
                           "nothing, or see whether it matters");
    }

    const Form& form_;
    Draft draft_;
    FormTexts texts_;
    std::map<std::string, std::vector<Choice>> choices_;
    std::set<std::string> used_lists_;
    std::vector<Group> groups_;
};

}  // namespace

Imported import_form(const Form& form, const ImportOptions& options) {
    return finish(Reader{form}.read(), options);
}

}  // namespace askwell::import
