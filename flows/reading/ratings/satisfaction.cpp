#include "flows/reading/ratings/satisfaction.h"

#include <algorithm>
#include <string>

#include "flows/folding.h"

namespace askwell::flows::reading {
namespace {

constexpr std::size_t kPoints = 5;

bool says_very(const ScalePoint& point) {
    const auto& labels = point.label.all();
    return !labels.empty() && std::all_of(labels.begin(), labels.end(), [](const auto& label) {
        return label.second.starts_with("非常") || fold_for_matching(label.second).starts_with("very ");
    });
}

ScalePoint point(int score, const char* chinese, const char* english) {
    return ScalePoint{score, Localized{{{"zh-CN", chinese}, {"en", english}}}, {}, {}, {}};
}

}  // namespace

bool runs_both_ways(const Scale& scale) {
    return scale.points.size() == kPoints && !scale.by_range() && says_very(scale.points.front()) &&
           says_very(scale.points.back());
}

const Scale& satisfaction_scale() {
    static const Scale scale{
        {point(1, "非常不满意", "very dissatisfied"), point(2, "不满意", "dissatisfied"),
         point(3, "一般", "neutral"), point(4, "满意", "satisfied"), point(5, "非常满意", "very satisfied")},
        ""};
    return scale;
}

}  // namespace askwell::flows::reading
