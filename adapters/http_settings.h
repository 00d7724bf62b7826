// The settings of the "http" platform.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "adapters/adapter.h"
#include "adapters/http_names.h"
#include "adapters/http_proof.h"
#include "adapters/settings.h"

namespace askwell::adapters {

/// Of what is sent.
enum class HttpFormat { json, form, query };

/// How a gateway is spoken to, and what it says.
struct HttpSettings {
    std::string method;
    std::string url;
    HttpFormat format = HttpFormat::json;
    std::string body;
    Headers headers;
    std::string from;
    std::string secret;
    std::string username;
    std::string number_format;
    std::size_t max_length = 0;  ///< UTF-16 units in one request
    std::string success_pointer;
    std::string success_value;
    std::string id_pointer;
    HttpProof proof;
    HttpNames names;
    HttpReply reply;
    flows::SmsRule rule = flows::SmsRule::international;
};

/// Every setting there is, by name.
const std::vector<Setting>& http_settings();

/// Reads them; what is wrong goes to `reader`.
HttpSettings read_http_settings(const nlohmann::json& values, SettingsReader& reader);

}  // namespace askwell::adapters
