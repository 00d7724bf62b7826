#include <cstdio>
#include <iostream>
#include <string>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "bot/commands/commands.h"
#include "flows/json_source.h"
#include "flows/sms_segments.h"

namespace askwell::bot {

int segments(const SegmentsOptions& options) {
    const auto rule = options.china ? flows::SmsRule::china : flows::SmsRule::international;
    std::string line;
    while (std::getline(std::cin, line)) {
        if (line.empty()) continue;
        flows::JsonError error;
        const auto text = flows::parse_json(line, error);
        if (!text || !text->is_string()) {
            fmt::print(stderr, "Every line is a text as a JSON string, such as \"Hello\": {}\n",
                       text ? "this is JSON, but no string" : error.message);
            return 1;
        }
        const auto counted = flows::count_segments(text->get_ref<const std::string&>(), rule);
        const nlohmann::json result = {
            {"encoding", counted.encoding == flows::SmsEncoding::gsm7 ? "GSM-7" : "UCS-2"},
            {"segments", counted.count()},
            {"number_of_characters", counted.units},
            {"segment_units", counted.segment_units}};
        fmt::print("{}\n", result.dump());
    }
    return 0;
}

}  // namespace askwell::bot
