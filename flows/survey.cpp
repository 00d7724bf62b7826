#include "flows/survey.h"

#include <algorithm>

namespace askwell::flows {

std::string_view Localized::in(std::string_view language, std::string_view fallback) const {
    for (const std::string_view wanted : {language, fallback}) {
        if (const auto found = texts_.find(wanted); found != texts_.end()) return found->second;
    }
    return texts_.empty() ? std::string_view{} : std::string_view{texts_.begin()->second};
}

const ScalePoint* Scale::find(int score) const {
    const auto found = std::find_if(points.begin(), points.end(),
                                    [score](const ScalePoint& point) { return point.score == score; });
    return found == points.end() ? nullptr : &*found;
}

const Option* Question::find_option(std::string_view code) const {
    const auto found = std::find_if(options.begin(), options.end(),
                                    [code](const Option& option) { return option.code == code; });
    return found == options.end() ? nullptr : &*found;
}

std::size_t Survey::index_of(std::string_view question_id) const {
    const auto found =
        std::find_if(questions.begin(), questions.end(),
                     [question_id](const Question& question) { return question.id == question_id; });
    return static_cast<std::size_t>(found - questions.begin());
}

const Question* Survey::find(std::string_view question_id) const {
    const std::size_t index = index_of(question_id);
    return index == questions.size() ? nullptr : &questions[index];
}

void Catalog::add(SurveyPtr survey) {
    versions_.insert_or_assign(std::pair{survey->id, survey->version}, survey);
    current_.insert_or_assign(survey->id, std::move(survey));
}

void Catalog::add_earlier(const Catalog& earlier) {
    versions_.insert(earlier.versions_.begin(), earlier.versions_.end());
}

SurveyPtr Catalog::current(std::string_view id) const {
    const auto found = current_.find(id);
    return found == current_.end() ? nullptr : found->second;
}

SurveyPtr Catalog::pinned(std::string_view id, std::string_view version) const {
    const auto found = versions_.find(std::pair{std::string{id}, std::string{version}});
    return found == versions_.end() ? current(id) : found->second;
}

std::vector<SurveyPtr> Catalog::all() const {
    std::vector<SurveyPtr> surveys;
    surveys.reserve(current_.size());
    for (const auto& [id, survey] : current_) surveys.push_back(survey);
    return surveys;
}

}  // namespace askwell::flows
