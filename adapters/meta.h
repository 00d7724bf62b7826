// What WhatsApp and Messenger have in common: Meta's webhooks and its Graph API. Source: Meta's pages
// "Webhooks getting started" and "Graph API error handling".
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "adapters/adapter.h"
#include "adapters/settings.h"

namespace askwell::adapters {

struct MetaSettings {
    std::string app_secret;    ///< signs webhooks
    std::string verify_token;  ///< proves the check of our URL
    std::string access_token;  ///< for sending
    std::string base_url;
    std::string api_version;  ///< "v25.0"
    std::string app_id;       ///< for registration; "" = by hand
};

/// The settings above as a platform lists them, `own` added, sorted. `token_help` says which access token.
std::vector<Setting> meta_settings(std::string token_help, std::vector<Setting> own);
MetaSettings read_meta_settings(SettingsReader& reader);

/// Adds what one webhook's `entry` says to `received`.
using MetaEntryReader = void (*)(const nlohmann::json& entry, Received& received);

/// A GET is the check of our URL: answered with its challenge when the token is right. A POST must be signed
/// over its raw bytes (Meta writes "\u00e9" and "\/": a body written anew would not do) and is then read
/// entry by entry; one of another `object` than ours is ignored.
Received receive_from_meta(const WebhookRequest& request, const MetaSettings& settings,
                           std::string_view object, MetaEntryReader read);

/// A POST of JSON to `path` below the API's version, authorised by a header, so that no URL shows the token.
SendRequest meta_request(const MetaSettings& settings, std::string_view path, const nlohmann::json& body);

/// The subscription of the app to `fields` of `object`, at `webhook_url`; nullopt without an app_id.
std::optional<SendRequest> meta_registration(const MetaSettings& settings, std::string_view object,
                                             std::string_view fields, std::string_view webhook_url);

/// One error of the Graph API. Its own texts repeat numbers and ids; these do not.
struct MetaMeaning {
    int code;
    int subcode;  ///< 0 = any
    SendOutcome outcome;
    std::string_view text;
    std::chrono::seconds wait{0};  ///< how long our number as a whole has to wait; 0 = unsaid
    bool contact_only = false;     ///< SendResult::contact_only
};

/// The first that fits; nullptr for what is not listed.
const MetaMeaning* meta_meaning(std::span<const MetaMeaning> meanings, std::int64_t code,
                                std::int64_t subcode = 0);

/// What the Graph API answered; unlisted codes go by their range, by "is_transient" and by HTTP status.
/// `id` of a message that was sent is found by the caller's `sent_id`.
SendResult meta_result(const SendResponse& response, std::span<const MetaMeaning> meanings,
                       std::string (*sent_id)(const nlohmann::json& body));

}  // namespace askwell::adapters
