// CloudEvents 1.0 over HTTP (structured, binary and batch) as requests to start surveys. Pure: reads
// requests, does nothing. Source: CloudEvents "HTTP Protocol Binding" and "JSON Event Format", v1.0.2.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "bot/config.h"
#include "bot/http.h"
#include "flows/engine.h"

namespace askwell::bot {

/// One event that starts a survey.
struct Trigger {
    std::string id;  ///< the event's id, for the answer
    flows::ContactId contact;
    flows::StartRequested start;
    std::string dedupe;  ///< source and id: the same event twice starts one survey
};

/// Why an event was not understood: what is wrong and what would be right, without personal data.
struct BadTrigger {
    std::string id;  ///< "" when it has none
    std::string detail;
};

struct Triggers {
    std::vector<std::variant<Trigger, BadTrigger>> events;
    bool batch = false;
    std::string problem;  ///< the request as a whole is not CloudEvents; "" when it is
};

/// Reads POST /v1/events. The data of an event is
///   {"channel", "address", "survey"?, "language"?, "time_zone"?, "opted_in"?, "delay"?, "fields"?: {name:
///   text}}.
Triggers read_triggers(const HttpRequest& request, const Config& config);

}  // namespace askwell::bot
