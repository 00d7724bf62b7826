#include "bot/import/surveyjs_questions.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace askwell::import {

namespace {

using flows::Localized;
using flows::QuestionType;
using Json = nlohmann::json;

constexpr double kHighestScore = 100;
constexpr std::size_t kMinScores = 2;
constexpr std::size_t kMaxScores = 11;

/// The values as scores when they are whole, consecutive and ascending or descending, else nullopt.
std::optional<std::vector<int>> scores_of(const std::vector<NamedText>& named) {
    std::vector<int> scores;
    for (const NamedText& one : named) {
        const auto number = to_number(one.value);
        if (!number || *number != std::floor(*number) || std::abs(*number) > kHighestScore)
            return std::nullopt;
        scores.push_back(static_cast<int>(*number));
    }
    if (scores.size() < kMinScores || scores.size() > kMaxScores) return std::nullopt;
    const int direction = scores[1] - scores[0];
    if (std::abs(direction) != 1) return std::nullopt;
    for (std::size_t i = 1; i < scores.size(); ++i) {
        if (scores[i] - scores[i - 1] != direction) return std::nullopt;
    }
    return scores;
}

void set_options(Item& item, QuestionType type, std::vector<NamedText> named) {
    item.question.type = type;
    for (NamedText& one : named) {
        item.option_names.push_back(std::move(one.value));
        item.question.options.push_back({"", Localized{std::move(one.text)}, {}, false, {}});
    }
}

/// A rating when the values are scores, else a choice among them.
void set_scale(Item& item, std::vector<NamedText> named) {
    const auto scores = scores_of(named);
    if (!scores) {
        set_options(item, QuestionType::single, std::move(named));
        return;
    }
    item.question.type = QuestionType::rating;
    auto& points = item.question.scale.points;
    for (std::size_t i = 0; i < named.size(); ++i)
        points.push_back({(*scores)[i], Localized{std::move(named[i].text)}, {}, {}, {}});
    if (points.front().score > points.back().score) std::reverse(points.begin(), points.end());
}

class Reader {
  public:
    Reader(Node& element, std::string_view type, LocalStrings& strings, Draft& draft)
        : element_(element), type_(type), strings_(strings), draft_(draft) {
        item_.where = element.pointer();
        item_.name = element.text("name");
    }

    std::vector<Item> read() {
        if (type_ == "matrix") return read_matrix();
        if (!read_one()) return {};
        return {std::move(item_)};
    }

  private:
    bool read_one() {
        if (type_ == "text") return read_text();
        if (type_ == "radiogroup" || type_ == "dropdown") return read_choices(QuestionType::single);
        if (type_ == "checkbox" || type_ == "tagbox") return read_choices(QuestionType::multi);
        if (type_ == "imagepicker")
            return read_choices(element_.flag("multiSelect") ? QuestionType::multi : QuestionType::single);
        if (type_ == "boolean") return read_boolean();
        if (type_ == "rating") return read_rating();
        if (type_ == "html") return read_html();
        if (type_ == "comment") item_.question.type = QuestionType::text;
        if (type_ == "file") item_.question.type = QuestionType::attachment;
        return type_ == "comment" || type_ == "file" || drop();
    }

    bool drop() {
        const bool computed = type_ == "expression";
        draft_.dropped(
            item_.where,
            fmt::format("{} \"{}\"", type_.empty() ? "an element without a type" : type_, item_.name),
            computed ? "a conversation computes nothing" : "this type cannot be asked by message",
            computed ? "compute it from the exported answers" : "ask it in words or with other types");
        return false;
    }

    void change(std::string what, std::string why, std::string remedy) {
        draft_.changed(item_.where, std::move(what), std::move(why), std::move(remedy));
    }

    // ---- text ----

    bool read_text() {
        constexpr std::array<std::pair<std::string_view, QuestionType>, 8> kInputs{
            {{"", QuestionType::text},
             {"text", QuestionType::text},
             {"number", QuestionType::number},
             {"range", QuestionType::number},
             {"date", QuestionType::date},
             {"datetime-local", QuestionType::date},
             {"email", QuestionType::email},
             {"tel", QuestionType::phone}}};
        const std::string input = element_.text("inputType");
        const auto* const known = std::find_if(kInputs.begin(), kInputs.end(),
                                               [&input](const auto& entry) { return entry.first == input; });
        item_.question.type = known == kInputs.end() ? QuestionType::text : known->second;
        if (known == kInputs.end())
            change(fmt::format("inputType {}", input), "it is asked as an open question",
                   "say in the text what is expected");
        item_.question.with_time = input == "datetime-local";
        if (item_.question.type == QuestionType::number) read_limits();
        read_validators();
        return true;
    }

    void read_limits() {
        item_.question.minimum = element_.number("min");
        item_.question.maximum = element_.number("max");
        const auto step = element_.number("step");
        item_.question.whole =
            step && *step == std::floor(*step) &&
            item_.question.minimum.value_or(0) == std::floor(item_.question.minimum.value_or(0));
        if (step && *step != 1)
            change(fmt::format("step {}", number_text(*step)), "any number within the limits is accepted",
                   "say the steps in the text");
        check_limits();
    }

    void check_limits() {
        flows::Question& question = item_.question;
        if (!question.minimum || !question.maximum || *question.minimum <= *question.maximum) return;
        draft_.dropped(item_.where, "the limits", "the lowest number is above the highest", "set them right");
        question.minimum.reset();
        question.maximum.reset();
    }

    void read_validators() {
        for (Node& validator : element_.list("validators")) {
            const std::string kind = validator.text("type");
            flows::Question& question = item_.question;
            if (kind == "email" && question.type == QuestionType::text) {
                question.type = QuestionType::email;
            } else if (kind == "numeric" &&
                       (question.type == QuestionType::text || question.type == QuestionType::number)) {
                question.type = QuestionType::number;
                if (const auto low = validator.number("minValue")) question.minimum = low;
                if (const auto high = validator.number("maxValue")) question.maximum = high;
                check_limits();
            } else if (kind != "email" || question.type != QuestionType::email) {
                draft_.dropped(validator.pointer(), fmt::format("the validator \"{}\"", kind),
                               "only limits of numbers and e-mail addresses are checked",
                               "say in the text what is expected");
                continue;
            }
            report_unread(validator, draft_);
        }
    }

    // ---- choices ----

    bool read_choices(QuestionType type) {
        auto named = read_named(element_, "choices", strings_, draft_);
        if (named.empty()) {
            change("choices that the form does not hold itself", "it is asked as an open question",
                   "list them as options");
            item_.question.type = QuestionType::text;
            return true;
        }
        set_options(item_, type, std::move(named));
        if (type_ == "imagepicker")
            change("pictures to choose from", "their texts are offered", "see that the texts say enough");
        const std::string order = element_.text("choicesOrder");
        item_.question.randomise = order == "random";
        if (order == "asc" || order == "desc")
            change("choicesOrder " + order, "choices keep the order they are written in",
                   "sort them by hand");
        if (is_set("showNoneItem", "hasNone")) {
            add_option("none", "noneText", false);
            if (type == QuestionType::multi)
                change("the choice \"none\"", "it can be chosen beside others", "nothing");
        }
        if (is_set("showOtherItem", "hasOther")) add_option("other", "otherText", true);
        return true;
    }

    bool is_set(std::string_view key, std::string_view older) {
        const Json* const value = element_.find_either(key, older);
        return value != nullptr && value->is_boolean() && value->get<bool>();
    }

    void add_option(std::string value, std::string_view text_key, bool other) {
        item_.option_names.push_back(std::move(value));
        item_.question.options.push_back({"", Localized{strings_.read(element_, text_key)}, {}, other, {}});
    }

    bool read_boolean() {
        item_.question.type = QuestionType::yes_no;
        if (const std::string yes = element_.text("valueTrue"); !yes.empty()) item_.yes.push_back(yes);
        if (const std::string no = element_.text("valueFalse"); !no.empty()) item_.no.push_back(no);
        return true;
    }

    bool read_html() {
        item_.question.type = QuestionType::info;
        item_.question.text = Localized{strings_.read(element_, "html")};
        if (!item_.question.text.empty()) return true;
        draft_.dropped(item_.where, fmt::format("html \"{}\"", item_.name), "it has no text", "nothing");
        return false;
    }

    // ---- scales ----

    bool read_rating() {
        auto named = read_named(element_, "rateValues", strings_, draft_);
        const double low = element_.number("rateMin").value_or(1);
        const double step = element_.number("rateStep").value_or(1);
        const auto count = element_.number("rateCount");
        const double high = element_.number("rateMax").value_or(count ? low + step * (*count - 1) : 5);
        const Texts low_label = strings_.read(element_, "minRateDescription");
        const Texts high_label = strings_.read(element_, "maxRateDescription");
        if (!named.empty()) {
            set_scale(item_, std::move(named));
        } else if (low == 0 && high == 10 && step == 1) {
            item_.question.type = QuestionType::nps;
        } else if (!read_steps(low, high, step)) {
            return true;
        }
        label_ends(low_label, high_label);
        return true;
    }

    /// False when there are too many steps for a scale, and it becomes a number.
    bool read_steps(double low, double high, double step) {
        const double last = step > 0 ? std::floor((high - low) / step) : 0;
        if (last < 1 || last >= static_cast<double>(kMaxScores)) {
            item_.question.type = QuestionType::number;
            item_.question.minimum = std::min(low, high);
            item_.question.maximum = std::max(low, high);
            change("rating", "a rating has 2 to 11 scores; it asks for a number", "use a shorter scale");
            return false;
        }
        std::vector<NamedText> named;
        for (int i = 0; i <= static_cast<int>(last); ++i) {
            named.push_back({number_text(low + step * i), {}});
        }
        set_scale(item_, std::move(named));
        return true;
    }

    void label_ends(const Texts& low, const Texts& high) {
        flows::Question& question = item_.question;
        const bool nps = question.type == QuestionType::nps;
        if (!nps && question.scale.points.empty()) return;
        Localized& lowest = nps ? question.low_label : question.scale.points.front().label;
        Localized& highest = nps ? question.high_label : question.scale.points.back().label;
        if (!low.empty()) lowest = Localized{low};
        if (!high.empty()) highest = Localized{high};
    }

    std::vector<Item> read_matrix() {
        const auto columns = read_named(element_, "columns", strings_, draft_);
        const auto rows = read_named(element_, "rows", strings_, draft_);
        if (columns.size() < kMinScores || columns.size() > kMaxScores || rows.empty() ||
            rows.size() > kMaxQuestions) {
            draft_.dropped(item_.where, fmt::format("matrix \"{}\"", item_.name),
                           fmt::format("a row can be asked with 2 to 11 columns; it has {} and {} rows",
                                       columns.size(), rows.size()),
                           "ask its rows by hand");
            return {};
        }
        change(fmt::format("matrix \"{}\"", item_.name), "each row is a question of its own",
               "shorten the texts where they repeat");
        const bool all_required = element_.flag("isAllRowRequired") || element_.flag("eachRowRequired");
        std::vector<Item> items;
        for (const NamedText& row : rows) {
            Item item;
            item.where = item_.where;
            item.name = item_.name + "." + row.value;
            item.question.text =
                Localized{row.text.empty() ? Texts{{strings_.default_language(), row.value}} : row.text};
            item.question.key = all_required;
            set_scale(item, columns);
            items.push_back(std::move(item));
        }
        return items;
    }

    Node& element_;
    std::string_view type_;
    LocalStrings& strings_;
    Draft& draft_;
    Item item_;
};

}  // namespace

std::vector<Item> read_questions(Node& element, std::string_view type, LocalStrings& strings, Draft& draft) {
    return Reader{element, type, strings, draft}.read();
}

}  // namespace askwell::import
