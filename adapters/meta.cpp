#include "adapters/meta.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/answers.h"
#include "adapters/crypto.h"
#include "adapters/encoding.h"
#include "flows/json_source.h"

namespace askwell::adapters {

namespace {

using nlohmann::json;

bool is_version(std::string_view text) {
    return text.starts_with('v') && text.size() > 1 &&
           text.find_first_not_of("0123456789.", 1) == std::string_view::npos;
}

Received answer_check(std::string_view query_text, std::string_view verify_token) {
    const auto query = decode_form(query_text);
    if (parameter(query, "hub.mode") != "subscribe") {
        return rejected(Verdict::forged, "hub.mode is not subscribe");
    }
    if (!same_secret(verify_token, parameter(query, "hub.verify_token"))) {
        return rejected(Verdict::forged, "hub.verify_token does not match");
    }
    const auto challenge = parameter(query, "hub.challenge");
    if (challenge.empty()) return rejected(Verdict::malformed, "hub.challenge is missing");
    return ignored("check of the URL", {200, "text/plain", std::string{challenge}});
}

/// Only the SHA-256 header counts: X-Hub-Signature (SHA-1) comes beside it for old receivers.
bool is_signed(const WebhookRequest& request, std::string_view app_secret) {
    const auto expected = "sha256=" + hex_encode(hmac_sha256(app_secret, request.body));
    return !app_secret.empty() && same_secret(expected, proof_header(request.headers, "X-Hub-Signature-256"));
}

SendOutcome outcome_of_unlisted(const json& error, std::int64_t code, int status) {
    if (code == 3 || code == 10 || (code >= 200 && code <= 299))
        return SendOutcome::credentials;  // permission
    if (bool_member(error, "is_transient")) return SendOutcome::retry;
    const auto outcome = outcome_of_status(status);
    return outcome == SendOutcome::sent ? SendOutcome::permanent : outcome;
}

SendResult failure(const json& error, const SendResponse& response, std::span<const MetaMeaning> meanings) {
    const auto code = integer_member(error, "code");
    const auto subcode = integer_member(error, "error_subcode").value_or(0);
    SendResult result{outcome_of_unlisted(error, code.value_or(-1), response.status), "",
                      "HTTP " + std::to_string(response.status), retry_after(response.headers)};
    if (!code) return result;
    result.reason += ", code " + std::to_string(*code);
    if (subcode != 0) result.reason += '/' + std::to_string(subcode);
    if (const auto* meaning = meta_meaning(meanings, *code, subcode)) {
        result.outcome = meaning->outcome;
        result.reason += ": " + std::string{meaning->text};
        result.contact_only = meaning->contact_only;
        if (!result.retry_after && meaning->wait.count() > 0) result.retry_after = meaning->wait;
    }
    return result;
}

}  // namespace

std::vector<Setting> meta_settings(std::string token_help, std::vector<Setting> own) {
    std::vector<Setting> settings = {
        {"access_token", true, true, std::move(token_help)},
        {"api_version", false, false, "version of the Graph API; default v25.0"},
        {"app_id", false, false, "the Meta app's id, to register the webhook by API; default: by hand"},
        {"app_secret", true, true, "the Meta app's secret (App settings, Basic): signs webhooks"},
        {"base_url", false, false, "where to send; default https://graph.facebook.com"},
        {"verify_token", true, true, "chosen by you, entered at Meta beside the webhook's URL"}};
    std::move(own.begin(), own.end(), std::back_inserter(settings));
    std::sort(settings.begin(), settings.end(),
              [](const Setting& a, const Setting& b) { return a.name < b.name; });
    return settings;
}

MetaSettings read_meta_settings(SettingsReader& reader) {
    MetaSettings settings;
    settings.app_secret = reader.text("app_secret");
    settings.verify_token = reader.text("verify_token");
    settings.access_token = reader.text("access_token");
    settings.base_url = reader.url("base_url", "https://graph.facebook.com");
    settings.api_version = reader.text("api_version", "v25.0");
    settings.app_id = reader.text("app_id");
    if (!settings.api_version.empty() && !is_version(settings.api_version)) {
        reader.error("api_version", "not a version of the Graph API", "write it like v25.0");
    }
    if (percent_encode(settings.app_id) != settings.app_id) {
        reader.error("app_id", "not an app's id", "write the digits that Meta shows as App ID");
    }
    return settings;
}

Received receive_from_meta(const WebhookRequest& request, const MetaSettings& settings,
                           std::string_view object, MetaEntryReader read) {
    if (request.method == "GET") return answer_check(query_of(request.target), settings.verify_token);
    if (request.method != "POST") return rejected(Verdict::method, "neither GET nor POST");
    if (!is_signed(request, settings.app_secret)) {
        return rejected(Verdict::forged, "X-Hub-Signature-256 does not match");
    }
    auto body = read_json_body(request.body);
    if (auto* refusal = std::get_if<Received>(&body)) return std::move(*refusal);
    const auto& webhook = std::get<json>(body);
    const auto found = text_member(webhook, "object");
    if (found.empty()) return rejected(Verdict::malformed, "no webhook of Meta: object is missing");
    if (found != object) return ignored("webhook of another object");
    Received received;
    for (const auto& entry : array_member(webhook, "entry")) read(entry, received);
    if (received.messages.empty()) leave_out(received, "nothing in it");
    return received;
}

SendRequest meta_request(const MetaSettings& settings, std::string_view path, const json& body) {
    return {"POST",
            settings.base_url + '/' + settings.api_version + '/' + std::string{path},
            {{"Authorization", "Bearer " + settings.access_token}, {"Content-Type", "application/json"}},
            to_text(body),
            {settings.access_token}};
}

std::optional<SendRequest> meta_registration(const MetaSettings& settings, std::string_view object,
                                             std::string_view fields, std::string_view webhook_url) {
    if (settings.app_id.empty()) return std::nullopt;
    // Subscriptions belong to the app: its own token, made of id and secret, is asked for.
    auto app = settings;
    app.access_token = settings.app_id + '|' + settings.app_secret;
    auto request = meta_request(app, app.app_id + "/subscriptions",
                                {{"object", object},
                                 {"callback_url", webhook_url},
                                 {"fields", fields},
                                 {"verify_token", settings.verify_token}});
    request.secrets.insert(request.secrets.end(), {settings.app_secret, settings.verify_token});
    return request;
}

const MetaMeaning* meta_meaning(std::span<const MetaMeaning> meanings, std::int64_t code,
                                std::int64_t subcode) {
    const auto found = std::find_if(meanings.begin(), meanings.end(), [=](const MetaMeaning& meaning) {
        return meaning.code == code && (meaning.subcode == 0 || meaning.subcode == subcode);
    });
    return found == meanings.end() ? nullptr : &*found;
}

SendResult meta_result(const SendResponse& response, std::span<const MetaMeaning> meanings,
                       std::string (*sent_id)(const json& body)) {
    flows::JsonError parse_error;
    const auto body = flows::parse_json(response.body, parse_error);
    if (const auto* error = body ? member(*body, "error") : nullptr)
        return failure(*error, response, meanings);
    const auto outcome = outcome_of_status(response.status);
    if (outcome != SendOutcome::sent) {
        return {outcome, "", "HTTP " + std::to_string(response.status), retry_after(response.headers)};
    }
    // A 2xx that is no JSON came from something else than Meta: it may well heal.
    if (!body) return {SendOutcome::retry, "", "answer is not JSON", std::nullopt};
    return {SendOutcome::sent, sent_id(*body), "", std::nullopt};
}

}  // namespace askwell::adapters
