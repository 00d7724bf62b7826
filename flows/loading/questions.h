// Reading questions: their types with the fields of each. Internal to loading.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "flows/loading/conditions.h"
#include "flows/loading/parts.h"

namespace askwell::flows::loading {

/// Reads the list of questions into a survey whose languages and fields have been read. One use only.
class QuestionReader {
  public:
    QuestionReader(Survey& survey, const Parts& parts)
        : survey_(survey), parts_(parts), conditions_(survey, parts) {}

    void read_all(const JsonObject& document);

  private:
    Question read(const JsonObject& object);
    void read_goto(const JsonObject& object, Question& question);
    std::size_t target(const JsonObject& object, std::string_view name) const;
    void read_rating(const JsonObject& object, Question& question);
    void read_follow_ups(const JsonObject& object, Question& question);
    FollowUp read_follow_up(const JsonObject& object, const Question& question);
    void read_options(const JsonObject& object, Question& question);
    Option read_option(const JsonObject& object);
    void read_number(const JsonObject& object, Question& question);
    void read_yes_no(const JsonObject& object, Question& question);
    void read_probes(const JsonObject& object, Question& question);

    Survey& survey_;
    const Parts& parts_;
    ConditionReader conditions_;
    std::vector<std::string> ids_;  ///< of all questions, later ones included; "" where there is none
};

/// Reads a rating's scale.
Scale read_scale(const JsonObject& object, const Parts& parts);

}  // namespace askwell::flows::loading
