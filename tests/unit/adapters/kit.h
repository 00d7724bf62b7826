// What the tests of adapters share: webhooks as owned values, adapters with the settings of the vectors, the
// vectors.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "adapters/registry.h"

namespace askwell::adapters::testkit {

/// A webhook that owns its parts, so that a test can change them.
struct Hook {
    std::string method = "POST";
    std::string target;
    Headers headers;
    std::string body;

    void set_header(std::string_view name, std::string value);
    void remove_header(std::string_view name);
};

Received receive(const Adapter& adapter, const Hook& hook);

/// What the first message says, as the kind it must be: throws what std::get and vector::at throw.
template <typename T>
T content(const Received& received) {
    return std::get<T>(received.messages.at(0).content);
}

/// The adapter of a platform; fails the program when the settings are wrong.
AdapterPtr make_adapter(std::string_view platform, const nlohmann::json& settings);

/// Adapters with settings that agree with the vectors.
AdapterPtr twilio();
AdapterPtr telegram();
AdapterPtr kannel();

/// Puts the signature on that Twilio would, computed here from its documentation and independently of the
/// adapter.
void sign_as_twilio(Hook& hook);

/// One sample of the vectors.
struct Vector {
    std::string id;
    std::string note;
    Hook hook;
    bool accept = false;
    std::string parsed;  ///< JSON text of the fields to be extracted; "" when none are given
};
/// vectors/<platform>.json
std::vector<Vector> vectors(std::string_view platform);

/// A question with two options, or a scale of `points`.
flows::Outgoing single_choice();
flows::Outgoing scale(int points, const std::vector<std::string>& labels);
flows::Outgoing plain(std::string text);

}  // namespace askwell::adapters::testkit
