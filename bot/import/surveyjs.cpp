#include "bot/import/surveyjs.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "bot/import/draft.h"
#include "bot/import/language.h"
#include "bot/import/sheet.h"
#include "bot/import/surveyjs_node.h"
#include "bot/import/surveyjs_questions.h"
#include "flows/json_source.h"

namespace askwell::import {

namespace {

using flows::Localized;
using Json = nlohmann::json;

/// A longer title of a panel is a heading to read, not a name to group by.
constexpr std::size_t kLongestDimension = 24;

/// Collects what is written in the form's default language, to tell which one that is.
void collect_texts(const Json& json, std::string& all) {
    if (!json.is_structured()) return;
    for (const auto& [key, value] : json.items()) {
        const bool shown = key == "title" || key == "text" || key == "html" || key == "default";
        if (shown && value.is_string()) {
            all += value.get_ref<const std::string&>();
        } else {
            collect_texts(value, all);
        }
    }
}

/// What a page or panel gives to the questions in it.
struct Surroundings {
    std::string dimension;
    std::vector<std::size_t> gates;
};

class Reader {
  public:
    Reader(const Json& form, std::string language) : root_(form, ""), strings_(std::move(language), draft_) {
        draft_.dialect = Dialect::surveyjs;
        root_.find("locale");
    }

    Draft read() {
        flows::Survey& survey = draft_.survey;
        survey.title = Localized{strings_.read(root_, "title")};
        const Texts description = strings_.read(root_, "description");
        survey.thanks = Localized{strings_.read(root_, "completedHtml")};
        for (Node& one : root_.list("completedHtmlOnCondition")) read_thanks(one);
        for (Node& page : root_.list("pages")) read_page(page);
        // Older forms, and short ones, have their elements without a page.
        for (const std::string_view key : {"elements", "questions"}) {
            for (Node& element : root_.list(key)) read_element(element, {});
        }
        report_unread(root_, draft_);
        survey.languages = strings_.languages();
        invite(description);
        for (Item& item : draft_.items) label_added(item);
        return std::move(draft_);
    }

  private:
    void read_thanks(Node& node) {
        Texts text = strings_.read(node, "html");
        const std::string expression = node.text("expression");
        report_unread(node, draft_);
        if (!expression.empty() && !text.empty())
            draft_.thanks_if.push_back({{node.at("expression"), expression}, Localized{std::move(text)}});
    }

    /// "Other" and "none", which the form's library labels itself. Only now are all languages known.
    void label_added(Item& item) const {
        for (std::size_t i = 0; i < item.option_names.size(); ++i) {
            Localized& label = item.question.options[i].label;
            const bool other = item.question.options[i].other;
            if (!label.empty() || (!other && item.option_names[i] != "none")) continue;
            Texts texts;
            for (const std::string& language : strings_.languages())
                texts[language] = stock_text(other ? Stock::other : Stock::none, language);
            label = Localized{std::move(texts)};
        }
    }

    void invite(Texts description) {
        if (description.empty()) return;
        for (auto& [language, text] : description) {
            text += '\n';
            text += stock_text(Stock::begin, language);
        }
        draft_.survey.invitation = Localized{std::move(description)};
        draft_.changed("/description", "the description", "it is the invitation, and asks whether to begin",
                       "say who asks, what for, how long it takes and whether it is anonymous");
    }

    void read_page(Node& page) {
        page.find("name");
        page.find("type");
        if (is_hidden(page)) return;
        const Surroundings inside = enter(page, {});
        for (const std::string_view key : {"elements", "questions"}) {
            for (Node& element : page.list(key)) read_element(element, inside);
        }
        report_unread(page, draft_);
    }

    Surroundings enter(Node& node, Surroundings around) {
        add_gate(node, around.gates);
        const Texts title = strings_.read(node, "title");
        if (title.empty()) return around;
        const auto preferred = title.find(strings_.default_language());
        const std::string& text = preferred == title.end() ? title.begin()->second : preferred->second;
        if (length_of(text) <= kLongestDimension && text.find('\n') == std::string::npos) {
            around.dimension = text;
            draft_.changed(node.at("title"), fmt::format("the title \"{}\"", text),
                           "it is the dimension of its questions and not shown",
                           "name it in a question where customers should read it");
        } else {
            draft_.dropped(node.at("title"), "the title", "it is too long for a dimension",
                           "add an info where customers should read it");
        }
        return around;
    }

    void add_gate(Node& node, std::vector<std::size_t>& gates) {
        if (const std::string visible_if = node.text("visibleIf"); !trim(visible_if).empty())
            gates.push_back(draft_.add_gate(node.at("visibleIf"), visible_if));
    }

    bool is_hidden(Node& node) {
        const Json* const visible = node.find("visible");
        if (visible == nullptr || *visible != false) return false;
        draft_.dropped(node.pointer(), fmt::format("\"{}\"", node.text("name")), "it is not visible",
                       "make it visible and import again, if it is to be asked");
        return true;
    }

    void read_element(Node& element, const Surroundings& around) {
        const std::string type = element.text("type");
        if (is_hidden(element)) return;
        if (type == "panel") {
            element.find("name");
            const Surroundings inside = enter(element, around);
            for (Node& inner : element.list("elements")) read_element(inner, inside);
            report_unread(element, draft_);
            return;
        }
        std::vector<Item> items = read_questions(element, type, strings_, draft_);
        if (items.empty()) return;
        complete(element, around, type == "matrix", items);
        report_unread(element, draft_);
        for (Item& item : items) draft_.add(std::move(item));
    }

    /// What all types of elements have.
    void complete(Node& element, const Surroundings& around, bool rows, std::vector<Item>& items) {
        const Texts title = title_of(element);
        const bool required = element.flag("isRequired");
        std::vector<std::size_t> gates = around.gates;
        add_gate(element, gates);
        for (Item& item : items) {
            if (item.name.empty()) {
                item.name = fmt::format("question_{}", draft_.items.size() + 1);
                draft_.changed(item.where, "a question without a name", "it is called " + item.name,
                               "give it a name");
            }
            item.question.text = Localized{joined(title, item.question.text.all(), rows)};
            item.question.dimension = around.dimension;
            item.question.key = item.question.key || required;
            item.gates = gates;
        }
    }

    Texts title_of(Node& element) {
        Texts title = strings_.read(element, "title");
        const Texts description = strings_.read(element, "description");
        for (const auto& [language, text] : description) {
            std::string& whole = title[language];
            whole += (whole.empty() ? "" : "\n") + text;
        }
        if (!description.empty())
            draft_.changed(element.at("description"), "the description",
                           "it stands in the question's text, in a line of its own",
                           "shorten it where it takes too many messages");
        return title;
    }

    /// The row of a matrix after the matrix's title.
    static Texts joined(const Texts& title, const Texts& own, bool row) {
        if (own.empty()) return title;
        Texts texts = own;
        for (auto& [language, text] : texts) {
            const auto before = title.find(language);
            if (row && before != title.end())
                text = before->second + (language.starts_with("zh") ? "：" : ": ") + text;
        }
        return texts;
    }

    Draft draft_;
    Node root_;
    LocalStrings strings_;
};

Imported failed(Note note) {
    Imported imported;
    imported.notes.errors.push_back(std::move(note));
    return imported;
}

}  // namespace

Imported import_surveyjs(std::string_view bytes, const ImportOptions& options) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
    if (bytes.size() > kMaxBytes)
        return failed({"", "this file is too large", fmt::format("it has {} bytes", bytes.size()),
                       "keep only the form in it"});
    flows::JsonError error;
    const auto form = flows::parse_json(bytes, error);
    if (!form) {
        const auto at = flows::position_of(bytes, error.offset);
        return failed({fmt::format("{}:{}", at.line, at.column), "this is not the JSON of a form",
                       error.message, "mend the JSON here"});
    }
    const bool has_elements = form->is_object() && (form->contains("pages") || form->contains("elements") ||
                                                    form->contains("questions"));
    if (!has_elements)
        return failed({"", "this is JSON, but no form of SurveyJS",
                       "it has neither \"pages\" nor \"elements\"", "export the form's JSON from SurveyJS"});
    std::string all;
    collect_texts(*form, all);
    const std::string locale = form->contains("locale") ? value_text((*form)["locale"]) : std::string{};
    return finish(Reader{*form, language_tag(locale).value_or(guess_language(all))}.read(), options);
}

}  // namespace askwell::import
