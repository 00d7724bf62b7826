#include "bot/import/xlsform_texts.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/core.h>

#include "bot/import/language.h"

namespace askwell::import {

namespace {

bool is_text_column(const Table::Column& column) {
    return column.name == "label" || column.name == "hint" || column.name == "form_title";
}

struct ColumnFate {
    std::string_view name;
    std::string_view why;
    std::string_view remedy;
};

ColumnFate fate_of(std::string_view column) {
    constexpr std::array<ColumnFate, 6> kFates{
        {{"appearance", "messages have no layout", "nothing"},
         {"constraint_message", "Askwell says itself what it expects",
          "nothing, or say it in the question's text"},
         {"required_message", "nobody is forced to answer", "nothing"},
         {"guidance_hint", "it is for interviewers", "nothing, or add it to the question's text"},
         {"readonly", "an info is for what is only read", "make it a note and import again"},
         {"", "Askwell has no such column", "see whether the survey needs it"}}};
    if (column.starts_with("media::"))
        return {"", "pictures and sounds are not sent", "say in the text what they show"};
    const auto* const found = std::find_if(kFates.begin(), kFates.end() - 1,
                                           [column](const ColumnFate& fate) { return fate.name == column; });
    return *found;
}

std::size_t filled_cells(const Table& table, const Table::Column& column) {
    return static_cast<std::size_t>(
        std::count_if(table.rows().begin(), table.rows().end(),
                      [&column](const Row& row) { return !Table::text(row, column).empty(); }));
}

}  // namespace

FormTexts::FormTexts(const Table& survey, const Table& choices, const Table& settings, Draft& draft)
    : survey_(survey), draft_(draft) {
    learn_default(settings);
    for (const Table* const table : {&survey, &choices, &settings}) learn(*table);
    const bool bare = std::any_of(
        survey.columns().begin(), survey.columns().end(),
        [](const Table::Column& column) { return column.name == "label" && column.language.empty(); });
    if (default_.empty() && (bare || languages_.empty())) {
        default_ = guess();
        draft_.changed("", "the language of texts without a language",
                       fmt::format("it is taken to be {}", default_),
                       "set default_language to \"English (en)\", say, and import again");
    }
    if (default_.empty()) default_ = languages_.front();
    const auto known = std::find(languages_.begin(), languages_.end(), default_);
    if (known != languages_.end()) languages_.erase(known);
    languages_.insert(languages_.begin(), default_);
    note_hints();
}

void FormTexts::learn_default(const Table& settings) {
    if (settings.rows().empty()) return;
    const Row& row = settings.rows().front();
    const std::string_view name = settings.text(row, "default_language");
    if (name.empty()) return;
    if (const auto tag = language_tag(name)) {
        default_ = *tag;
        return;
    }
    draft_.dropped(settings.where(row, "default_language"), fmt::format("the language \"{}\"", name),
                   "which language that is is not known", "write its code in parentheses: \"English (en)\"");
}

void FormTexts::learn(const Table& table) {
    for (const Table::Column& column : table.columns()) {
        if (!is_text_column(column) || column.language.empty() || tags_.contains(column.language)) continue;
        const auto tag = language_tag(column.language);
        if (!tag) {
            draft_.dropped(table.where(column), fmt::format("the column \"{}\"", column.header),
                           "which language that is is not known",
                           "write its code in parentheses: \"label::English (en)\"");
            continue;
        }
        tags_.emplace(column.language, *tag);
        if (std::find(languages_.begin(), languages_.end(), *tag) == languages_.end())
            languages_.push_back(*tag);
    }
}

std::string FormTexts::guess() const {
    std::string all;
    for (const Row& row : survey_.rows()) all += survey_.text(row, "label");
    return guess_language(all);
}

void FormTexts::note_hints() {
    for (const Table::Column& column : survey_.columns()) {
        if (column.name == "hint" && filled_cells(survey_, column) > 0)
            draft_.changed(survey_.where(column), fmt::format("the column \"{}\"", column.header),
                           "hints stand in the question's text, in a line of their own",
                           "shorten where it takes too many messages");
    }
}

Texts FormTexts::read(const Table& table, const Row& row, std::string_view column) const {
    Texts texts;
    std::string bare;
    for (const Table::Column& candidate : table.columns()) {
        if (candidate.name != column) continue;
        std::string text = plain_text(Table::text(row, candidate));
        const auto tag = tags_.find(candidate.language);
        if (text.empty()) continue;
        if (candidate.language.empty()) {
            bare = std::move(text);
        } else if (tag != tags_.end()) {
            texts.emplace(tag->second, std::move(text));
        }
    }
    // A column that names its language knows better.
    if (!bare.empty()) texts.emplace(default_, std::move(bare));
    return texts;
}

Texts FormTexts::with_hint(const Row& row) const {
    Texts texts = read(survey_, row, "label");
    for (auto& [language, hint] : read(survey_, row, "hint")) {
        std::string& text = texts[language];
        text += (text.empty() ? "" : "\n") + hint;
    }
    return texts;
}

void report_columns(const Table& table, const std::set<std::string_view>& known, Draft& draft) {
    for (const Table::Column& column : table.columns()) {
        const std::size_t cells = filled_cells(table, column);
        if (known.contains(column.name) || cells == 0) continue;
        const ColumnFate fate = fate_of(column.name);
        draft.dropped(table.where(column), fmt::format("the column \"{}\" ({} filled)", column.header, cells),
                      std::string{fate.why}, std::string{fate.remedy});
    }
}

}  // namespace askwell::import
