// What every part of loading a survey needs: ids, texts by language, synonyms, durations. Internal to
// loading.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "flows/json_object.h"
#include "flows/survey.h"

namespace askwell::flows::loading {

/// The id that no question has, because "goto" uses it.
inline constexpr std::string_view kEnd = "end";

/// Reads the fields that occur at many places. Findings go to `sink`; `survey.languages` must have been read
/// before any text. Both must outlive it.
class Parts {
  public:
    Parts(const Survey& survey, DiagnosticSink& sink) : survey_(&survey), sink_(&sink) {}

    /// An id or code; "" when absent (reported). An invalid one is reported and returned.
    std::string id(const JsonObject& object, std::string_view name) const;
    /// A text in every language of the survey; missing translations are reported.
    Localized texts(const JsonObject& object, std::string_view name, bool required) const;
    /// Words by language: "synonyms", "keywords".
    Synonyms words(const JsonObject& object, std::string_view name) const;
    Duration duration(const JsonObject& object, std::string_view name, Duration fallback) const;
    /// An instant as RFC 3339 writes it, with an offset.
    std::optional<TimePoint> instant(const JsonObject& object, std::string_view name) const;

    DiagnosticSink& sink() const { return *sink_; }

  private:
    bool has_language(std::string_view tag) const;

    const Survey* survey_;
    DiagnosticSink* sink_;
};

}  // namespace askwell::flows::loading
