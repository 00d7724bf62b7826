// The scores of a rating: labels, synonyms, ranges.
#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "flows/loading/cues.h"
#include "flows/loading/questions.h"

namespace askwell::flows::loading {

namespace {

double just_below(double limit) {
    return std::nextafter(limit, -std::numeric_limits<double>::infinity());
}

ScalePoint read_point(const JsonObject& object, bool by_range, const Parts& parts) {
    object.allow({"score", "label", "synonyms", "cues", "over", "from", "to", "under"});
    ScalePoint point;
    const auto score = object.number("score");
    if (!score || *score != std::floor(*score) || std::abs(*score) > 100) {
        parts.sink().error(object.at("score"), "a score is a whole number", "write a number such as 5");
    } else {
        point.score = static_cast<int>(*score);
    }
    point.label = parts.texts(object, "label", true);
    point.synonyms = parts.words(object, "synonyms");
    point.cues = read_cues(object, "cues", parts);
    if (const auto over = object.number("over")) point.over = over;
    if (const auto from = object.number("from")) point.over = just_below(*from);
    if (const auto to = object.number("to")) point.up_to = to;
    if (const auto under = object.number("under")) point.up_to = just_below(*under);
    const bool has_range = point.over || point.up_to;
    if (has_range != by_range) {
        parts.sink().error(object.at("score"), by_range ? "this score says no range" : "a range needs a unit",
                           by_range ? "add \"over\", \"from\", \"to\" or \"under\""
                                    : "add \"unit\": \"minute\" to the scale");
    }
    return point;
}

/// "6–15" and "16–30" leave 15.5 to nobody; the higher range begins where the lower one ends.
void close_ranges(const JsonObject& object, Scale& scale, const Parts& parts) {
    std::vector<ScalePoint*> ascending;
    ascending.reserve(scale.points.size());
    for (ScalePoint& point : scale.points) ascending.push_back(&point);
    const auto start = [](const ScalePoint* point) {
        return point->over.value_or(-std::numeric_limits<double>::infinity());
    };
    std::sort(ascending.begin(), ascending.end(),
              [&start](const ScalePoint* a, const ScalePoint* b) { return start(a) < start(b); });
    for (std::size_t i = 1; i < ascending.size(); ++i) {
        const auto& end = ascending[i - 1]->up_to;
        const double gap = end ? start(ascending[i]) - *end : -1;
        if (gap < 0 || gap > 1) {
            parts.sink().error(object.at("points"), "the ranges overlap or leave a gap",
                               "let each range begin where the one before ends");
            return;
        }
        ascending[i]->over = end;
    }
}

}  // namespace

Scale read_scale(const JsonObject& object, const Parts& parts) {
    object.allow({"unit", "points"});
    Scale scale;
    if (object.has("unit")) {
        object.one_of<bool>("unit", {{"minute", true}});
        scale.unit = "minute";
    }
    const auto* const points = object.array("points", true);
    if (points == nullptr) return scale;
    for (std::size_t i = 0; i < points->size(); ++i) {
        const JsonObject item{(*points)[i], fmt::format("{}/{}", object.at("points"), i), parts.sink()};
        scale.points.push_back(read_point(item, scale.by_range(), parts));
    }
    std::vector<CuedChoice> choices;
    for (std::size_t i = 0; i < scale.points.size(); ++i) {
        const ScalePoint& point = scale.points[i];
        choices.push_back(
            {fmt::format("{}/{}/cues", object.at("points"), i), &point.label, &point.synonyms, &point.cues});
    }
    check_cues(choices, parts.sink());
    if (scale.points.size() < 2 || scale.points.size() > 11) {
        parts.sink().error(object.at("points"), "a scale has 2 to 11 scores",
                           "list each score with its label");
    }
    std::sort(scale.points.begin(), scale.points.end(),
              [](const ScalePoint& a, const ScalePoint& b) { return a.score < b.score; });
    const auto gap = std::adjacent_find(
        scale.points.begin(), scale.points.end(),
        [](const ScalePoint& low, const ScalePoint& high) { return high.score != low.score + 1; });
    if (gap != scale.points.end()) {
        parts.sink().error(object.at("points"), "the scores are not consecutive",
                           "use each whole number from the lowest to the highest once");
    }
    if (scale.by_range()) close_ranges(object, scale, parts);
    return scale;
}

}  // namespace askwell::flows::loading
