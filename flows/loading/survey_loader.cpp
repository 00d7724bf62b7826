#include "flows/survey_loader.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "flows/embedded.h"
#include "flows/hash.h"
#include "flows/json_object.h"
#include "flows/json_source.h"
#include "flows/loading/conditions.h"
#include "flows/loading/lint.h"
#include "flows/loading/parts.h"
#include "flows/loading/questions.h"
#include "flows/loading/references.h"
#include "flows/placeholders.h"

namespace askwell::flows {

namespace {

using Json = nlohmann::json;
using namespace loading;

/// A survey of 200 questions in ten languages takes less than a quarter of it.
constexpr std::size_t kMaxBytes = std::size_t{4} * 1024 * 1024;

class Loader {
  public:
    Loader(DiagnosticSink& sink, Survey& survey)
        : sink_(sink), survey_(survey), parts_(survey, sink), conditions_(survey, parts_) {}

    void load(const Json& document) {
        const JsonObject object{document, "", sink_};
        object.allow({"$schema", "id", "version", "languages", "title", "fields", "keywords", "invitation",
                      "consent", "reminder", "expires_after", "period", "thanks", "thanks_if",
                      "thanks_partial", "ledger", "questions"});
        survey_.id = parts_.id(object, "id");
        survey_.version = object.text("version");
        read_languages(object);
        read_fields(object);
        survey_.title = parts_.texts(object, "title", true);
        survey_.keywords = parts_.words(object, "keywords");
        survey_.invitation = parts_.texts(object, "invitation", true);
        survey_.consent = parts_.texts(object, "consent", false);
        survey_.thanks = parts_.texts(object, "thanks", true);
        survey_.thanks_partial = parts_.texts(object, "thanks_partial", false);
        read_reminder(object);
        survey_.expires_after = parts_.duration(object, "expires_after", survey_.expires_after);
        read_period(object);
        QuestionReader{survey_, parts_}.read_all(object);
        read_thanks_if(object);
        read_ledger(object);
    }

  private:
    void read_languages(const JsonObject& object) {
        const Json* const list = object.array("languages", true);
        if (list == nullptr) return;
        for (std::size_t i = 0; i < list->size(); ++i) {
            const Json& tag = (*list)[i];
            const std::string pointer = fmt::format("{}/{}", object.at("languages"), i);
            if (!tag.is_string() || tag.get_ref<const std::string&>().empty()) {
                sink_.error(pointer, "a language is a text",
                            "write a BCP 47 tag such as \"zh-CN\" or \"en\"");
            } else if (std::find(survey_.languages.begin(), survey_.languages.end(),
                                 tag.get<std::string>()) != survey_.languages.end()) {
                sink_.error(pointer, "this language is listed twice", "remove one");
            } else {
                survey_.languages.push_back(tag.get<std::string>());
            }
        }
        if (list->empty()) {
            sink_.error(object.at("languages"), "a survey has at least one language",
                        "list the languages, the fallback first");
        }
    }

    void read_fields(const JsonObject& object) {
        const Json* const list = object.array("fields", false);
        for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
            const std::string name = (*list)[i].is_string() ? (*list)[i].get<std::string>() : std::string{};
            if (is_placeholder_name(name)) {
                survey_.fields.push_back(name);
                continue;
            }
            sink_.error(fmt::format("{}/{}", object.at("fields"), i), "this is no name of a field",
                        "use letters, digits, '-' and '_', at most 40, as in \"order_no\"");
        }
    }

    void read_reminder(const JsonObject& object) {
        const Json* const reminder = object.find("reminder", false, "when and how the customer is reminded");
        if (reminder == nullptr) return;
        const JsonObject settings{*reminder, object.at("reminder"), sink_};
        settings.allow({"after", "text"});
        survey_.reminder_after = parts_.duration(settings, "after", survey_.reminder_after);
        survey_.reminder = parts_.texts(settings, "text", true);
    }

    void read_period(const JsonObject& object) {
        const Json* const period = object.find("period", false, "from when until when it invites");
        if (period == nullptr) return;
        const JsonObject item{*period, object.at("period"), sink_};
        item.allow({"from", "until"});
        survey_.period.from = parts_.instant(item, "from");
        survey_.period.until = parts_.instant(item, "until");
        if (survey_.period.from && survey_.period.until && *survey_.period.from >= *survey_.period.until) {
            sink_.error(item.at("until"), "the period ends before it begins",
                        "exchange \"from\" and \"until\"");
        }
    }

    void read_thanks_if(const JsonObject& object) {
        const Json* const list = object.array("thanks_if", false);
        for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
            const JsonObject item{(*list)[i], fmt::format("{}/{}", object.at("thanks_if"), i), sink_};
            item.allow({"if", "text"});
            auto condition = conditions_.read(item, "if", true);
            Localized text = parts_.texts(item, "text", true);
            if (condition) survey_.thanks_if.push_back({*std::move(condition), std::move(text)});
        }
    }

    void read_ledger(const JsonObject& object) {
        const Json* const list = object.array("ledger", false);
        for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
            const JsonObject item{(*list)[i], fmt::format("{}/{}", object.at("ledger"), i), sink_};
            item.allow({"if", "class", "priority"});
            LedgerRule rule;
            rule.condition = conditions_.read(item, "if", false);
            rule.entry_class = one_of_or_empty(item, "class", kClasses);
            rule.priority = one_of_or_empty(item, "priority", kPriorities);
            if (!item.has("class") && !item.has("priority")) {
                sink_.error(item.at(""), "this rule sorts nothing", "add \"class\" or \"priority\"");
            }
            survey_.ledger.push_back(std::move(rule));
        }
    }

    using Words = std::array<std::string_view, 4>;
    static constexpr Words kClasses{"urgent", "important", "suggestion", "praise"};
    static constexpr Words kPriorities{"P0", "P1", "P2", "P3"};

    static std::string one_of_or_empty(const JsonObject& object, std::string_view name, const Words& words) {
        if (!object.has(name)) return {};
        return std::string{object.one_of<std::string_view>(
            name, {{words[0], words[0]}, {words[1], words[1]}, {words[2], words[2]}, {words[3], words[3]}})};
    }

    DiagnosticSink& sink_;
    Survey& survey_;
    loading::Parts parts_;
    loading::ConditionReader conditions_;
};

}  // namespace

LoadedSurvey load_survey(std::string file, std::string_view text) {
    DiagnosticSink sink{std::move(file), text};
    if (text.size() > kMaxBytes) {
        sink.error_at(0,
                      fmt::format("this file has {} bytes; a survey has at most {}", text.size(), kMaxBytes),
                      "name a survey file");
        return {nullptr, sink.take()};
    }
    JsonError error;
    const auto document = parse_json(text, error);
    if (!document) {
        sink.error_at(error.offset, error.message, "mend the JSON here");
        return {nullptr, sink.take()};
    }
    auto survey = std::make_shared<Survey>();
    Loader{sink, *survey}.load(*document);
    check_placeholders(*survey, sink);
    if (!has_errors(sink.found())) check_reachable(*survey, sink);
    if (has_errors(sink.found())) return {nullptr, sink.take()};
    lint(*survey, sink);
    survey->version += fmt::format("-{:016x}", fnv1a(document->dump()));
    return {std::move(survey), sink.take(), std::string{text}};
}

std::vector<LoadedSurvey> shipped_surveys() {
    std::vector<LoadedSurvey> loaded;
    for (const auto& [file, text] : {std::pair{"after-sales.json", embedded::after_sales_json},
                                     std::pair{"csat.json", embedded::csat_json},
                                     std::pair{"feedback-intake.json", embedded::feedback_intake_json},
                                     std::pair{"hotline.json", embedded::hotline_json},
                                     std::pair{"hotline-interview.json", embedded::hotline_interview_json},
                                     std::pair{"nps.json", embedded::nps_json},
                                     std::pair{"process-problem.json", embedded::process_problem_json},
                                     std::pair{"service-process.json", embedded::service_process_json}}) {
        loaded.push_back(load_survey(file, text));
    }
    return loaded;
}

Catalog shipped_catalog() {
    Catalog catalog;
    for (LoadedSurvey& loaded : shipped_surveys()) {
        if (!loaded.survey) {
            throw std::logic_error("a survey that ships does not load: " +
                                   to_string(loaded.diagnostics.front()));
        }
        catalog.add(std::move(loaded.survey));
    }
    return catalog;
}

}  // namespace askwell::flows
