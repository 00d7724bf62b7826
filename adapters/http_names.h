// Where the values of a gateway's messages stand: what the settings "inbound" and "report" of the "http"
// platform name, and how such a name is followed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "adapters/settings.h"

namespace askwell::adapters {

/// Names of values: of a form's or a query's fields, or of members of a JSON object, or pointers into it
/// ("/data/from", RFC 6901). "" where the gateway has no such value.
struct HttpNames {
    std::string list;  ///< the array of messages in a JSON body; "" when the body is the message

    std::string sender;
    std::string text;
    std::string id;
    std::string time;
    std::string recipient;

    // Of delivery reports, which are told from messages by having a status.
    std::string status;
    std::string report_id;
    std::string report_to;
    std::string error;
    std::vector<std::string> delivered;  ///< the gateway's words
    std::vector<std::string> failed;
    std::vector<std::string> blocked;  ///< failed because the contact opted out
};

/// Reads the settings "inbound" and "report"; what is wrong goes to `reader`.
HttpNames read_http_names(const nlohmann::json& values, SettingsReader& reader);

/// The value that `pointer` (RFC 6901) names in `document`, or the member `pointer` of it when that does not
/// begin with "/"; null when there is none.
const nlohmann::json* value_at(const nlohmann::json& document, std::string_view pointer);

/// A string as it is, a number or truth value in JSON's words; "" for anything else and for null.
std::string word_of(const nlohmann::json* value);

}  // namespace askwell::adapters
