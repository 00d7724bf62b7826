#include "adapters/http_gateway.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/answers.h"
#include "adapters/choices.h"
#include "adapters/encoding.h"
#include "adapters/http_proof.h"
#include "adapters/http_reading.h"
#include "adapters/phone.h"
#include "adapters/settings.h"
#include "adapters/text.h"
#include "flows/json_source.h"
#include "flows/placeholders.h"

namespace askwell::adapters {

namespace {

using nlohmann::json;

constexpr long kDefaultLength = 1600;
constexpr long kMaxLength = 10'000;

constexpr std::array<std::string_view, 5> kValues = {"to", "from", "text", "id", "secret"};
// No header holds what a customer is told: it may have line breaks.
constexpr std::array<std::string_view, 3> kHeaderValues = {"from", "id", "secret"};

enum class Format { json, form, query };

struct Settings {
    std::string method;
    std::string url;
    Format format = Format::json;
    std::string body;
    Headers headers;
    std::string from;
    std::string secret;
    std::string username;
    std::string number_format;
    std::size_t max_length = kDefaultLength;
    std::string success_pointer;
    std::string success_value;
    std::string id_pointer;
    HttpProof proof;
    HttpNames names;
    HttpReply reply;
    flows::SmsRule rule = flows::SmsRule::international;
};

std::vector<Setting> make_known_settings() {
    std::vector<Setting> settings = http_proof_settings();
    const std::vector<Setting> others = {
        {"answer_body", false, false, "what webhooks are answered with; default nothing"},
        {"answer_content_type", false, false, "its type, like text/plain; default none"},
        {"body", true, false,
         "what is sent, with {to}, {from}, {text}, {id} and {secret}, each escaped as format says"},
        {"format", false, false, "of body: json (default), form, or query, which is added to url"},
        {"from", false, false, "the sender, for {from}"},
        {"headers", false, false, "more headers, name: value, with {secret}, {from} and {id}"},
        {"id_pointer", false, false, "where the answer's JSON has the message's id, like /messages/0/id"},
        {"inbound", true, false,
         "where webhooks have sender, text, id, time, recipient and list (the array of messages): names of "
         "fields or JSON pointers"},
        {"max_length", false, false, "UTF-16 units in one request; longer texts are split; default 1600"},
        {"method", false, false, "POST (default), GET or PUT"},
        {"number_format", false, false,
         "of {to}: e164 (default, +86138…), digits (86138…) or mainland (138…)"},
        {"report", false, false,
         "where delivery reports have status, id, to and error, and its words in delivered, failed, blocked"},
        {"rule", false, false, "how texts are counted and numbers read: international (default) or china"},
        {"secret", false, true, "a key or password for {secret}"},
        {"success_pointer", false, false, "where the answer's JSON says whether it went well"},
        {"success_value", false, false, "and what it says then"},
        {"url", true, false, "where to send; may hold {to}, {from}, {text}, {id}, {secret}"},
        {"username", false, false, "with secret for Authorization: Basic; default none"}};
    settings.insert(settings.end(), others.begin(), others.end());
    std::sort(settings.begin(), settings.end(),
              [](const Setting& a, const Setting& b) { return a.name < b.name; });
    return settings;
}

const std::vector<Setting>& known_settings() {
    static const std::vector<Setting> settings = make_known_settings();
    return settings;
}

using Escape = std::string (*)(std::string_view);

std::string as_it_is(std::string_view text) {
    return std::string{text};
}

/// As it stands between the quotes of a JSON string.
std::string in_json_string(std::string_view text) {
    const auto quoted = to_text(json(text));
    return quoted.substr(1, quoted.size() - 2);
}

class HttpGateway final : public Adapter {
  public:
    explicit HttpGateway(Settings settings) : settings_(std::move(settings)) {}

    Received receive(const WebhookRequest& request, TimePoint now) const override {
        if (request.method != "POST" && request.method != "GET") {
            return rejected(Verdict::method, "neither POST nor GET");
        }
        if (request.body.size() > kMaxWebhookBody) return rejected(Verdict::malformed, "body too large");
        if (auto refusal = refuse_unproved(settings_.proof, request, now)) return std::move(*refusal);
        return read_http_message(request, settings_.names, settings_.rule, settings_.reply,
                                 settings_.proof.kind == HttpProof::Kind::hmac);
    }

    std::vector<SendRequest> compose(std::string_view address, const flows::Outgoing& message,
                                     const ComposeContext& /*context*/) const override {
        std::vector<SendRequest> requests;
        for (const auto& part :
             split_text(with_written_choices(message), settings_.max_length, in_utf16_units())) {
            requests.push_back(request({{"to", number(address)},
                                        {"from", settings_.from},
                                        {"text", part},
                                        {"id", own_message_id(message)},
                                        {"secret", settings_.secret}}));
        }
        return requests;
    }

    SendResult result(const SendResponse& response) const override {
        SendResult result{outcome_of_status(response.status), "", "HTTP " + std::to_string(response.status),
                          retry_after(response.headers)};
        if (result.outcome != SendOutcome::sent) return result;
        flows::JsonError error;
        const auto body = flows::parse_json(response.body, error).value_or(json{});
        if (!settings_.success_pointer.empty()) {
            const auto* const told = value_at(body, settings_.success_pointer);
            if (told == nullptr || word_of(told) != settings_.success_value) {
                // Without the value it came from something else than the gateway: it may well heal.
                result.outcome = told == nullptr ? SendOutcome::retry : SendOutcome::permanent;
                result.reason += told == nullptr ? ", not the gateway's answer" : ", refused by the gateway";
                return result;
            }
        }
        const auto id =
            settings_.id_pointer.empty() ? std::string{} : word_of(value_at(body, settings_.id_pointer));
        return {SendOutcome::sent, id, "", std::nullopt};
    }

    Traits traits() const override {
        Traits traits;
        traits.phone_numbers = true;
        traits.opt_out_letters = settings_.rule == flows::SmsRule::china;
        traits.delivery_reports = !settings_.id_pointer.empty() && !settings_.names.status.empty();
        traits.sms_rule = settings_.rule;
        return traits;
    }

  private:
    std::string number(std::string_view address) const {
        if (settings_.number_format == "digits") return without_plus(address);
        return settings_.number_format == "mainland" ? mainland_number(address) : std::string{address};
    }

    static std::string filled(std::string_view text, const Parameters& values, Escape escape) {
        return flows::fill(text, [&](std::string_view name) -> std::optional<std::string> {
            return escape(parameter(values, name));
        });
    }

    SendRequest request(const Parameters& values) const {
        SendRequest made;
        made.method = settings_.method;
        made.url = filled(settings_.url, values, percent_encode);
        if (settings_.format == Format::json) {
            made.headers.emplace_back("Content-Type", "application/json");
            made.body = filled(settings_.body, values, in_json_string);
        } else if (settings_.format == Format::form) {
            made.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
            made.body = filled(settings_.body, values, percent_encode);
        } else {
            made.url += made.url.find('?') == std::string::npos ? '?' : '&';
            made.url += filled(settings_.body, values, percent_encode);
        }
        for (const auto& [name, value] : settings_.headers) {
            made.headers.emplace_back(name, filled(value, values, as_it_is));
        }
        if (!settings_.username.empty()) {
            const auto credentials = base64_encode(settings_.username + ':' + settings_.secret);
            made.headers.emplace_back("Authorization", "Basic " + credentials);
            made.secrets.push_back(credentials);
        }
        if (!settings_.secret.empty()) {
            made.secrets.push_back(settings_.secret);
            const auto encoded = percent_encode(settings_.secret);
            if (encoded != settings_.secret) made.secrets.push_back(encoded);
        }
        return made;
    }

    Settings settings_;
};

/// Refuses names in braces that mean nothing here: they would be sent as nothing.
void check_names(SettingsReader& reader, std::string_view setting, std::string_view text,
                 std::span<const std::string_view> known) {
    for (const auto& each : flows::placeholders_in(text)) {
        if (std::find(known.begin(), known.end(), each.name) != known.end()) continue;
        std::string names;
        for (const auto name : known) names += (names.empty() ? "{" : ", {") + std::string{name} + '}';
        reader.error(setting, "{" + std::string{each.name} + "} stands for nothing here", "use " + names);
    }
}

bool is_header_text(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return c == '\t' || (c >= ' ' && c != '\x7f'); });
}

Headers read_headers(const json& values, SettingsReader& reader) {
    Headers headers;
    const auto* const list = member(values, "headers");
    if (list == nullptr) return headers;
    if (!list->is_object()) reader.error("headers", "not an object", R"(write {"X-Api-Key": "{secret}"})");
    if (!list->is_object()) return headers;
    for (const auto& item : list->items()) {
        const bool text = item.value().is_string();
        auto value = text ? item.value().get<std::string>() : std::string{};
        if (!text || item.key().empty() || !is_header_text(item.key()) || !is_header_text(value) ||
            item.key().find_first_of(" :\t") != std::string::npos) {
            reader.error("headers", "has what no header can hold", "write names and values as plain text");
            continue;
        }
        check_names(reader, "headers", value, kHeaderValues);
        headers.emplace_back(item.key(), std::move(value));
    }
    return headers;
}

void check_json_body(SettingsReader& reader, const std::string& body) {
    flows::JsonError error;
    const auto sample = flows::fill(body, [](std::string_view) { return std::optional<std::string>{"1"}; });
    if (body.empty() || flows::parse_json(sample, error)) return;
    reader.error("body", "not JSON at byte " + std::to_string(error.offset) + " once filled",
                 R"(write {"to": "{to}", "text": "{text}"})");
}

void read_request(const json& values, SettingsReader& reader, Settings& settings) {
    settings.method = reader.choice("method", {"POST", "GET", "PUT"});
    settings.url = reader.url("url");
    settings.body = reader.text("body");
    const auto format = reader.choice("format", {"json", "form", "query"});
    settings.format = format == "form" ? Format::form : format == "query" ? Format::query : Format::json;
    if (format == "json") check_json_body(reader, settings.body);
    if (settings.method == "GET" && !format.empty() && format != "query") {
        reader.error("format", "a GET has no body", "use query, or method POST");
    }
    check_names(reader, "url", settings.url, kValues);
    check_names(reader, "body", settings.body, kValues);
    settings.headers = read_headers(values, reader);
    settings.from = reader.text("from");
    settings.secret = reader.text("secret");
    settings.username = reader.text("username");
    settings.number_format = reader.choice("number_format", {"e164", "digits", "mainland"});
    settings.max_length =
        static_cast<std::size_t>(reader.number("max_length", 1, kMaxLength).value_or(kDefaultLength));
    if (!is_header_text(settings.secret) || !is_header_text(settings.from)) {
        reader.error("secret", "has a line break", "write it on one line");
    }
}

MadeAdapter make(const json& values) {
    SettingsReader reader{values, known_settings()};
    Settings settings;
    read_request(values, reader, settings);
    settings.success_pointer = reader.text("success_pointer");
    settings.success_value = reader.text("success_value");
    settings.id_pointer = reader.text("id_pointer");
    if (settings.success_pointer.empty() != settings.success_value.empty()) {
        reader.error("success_value", "success_pointer and success_value belong together",
                     "give both or none");
    }
    settings.proof = read_http_proof(reader);
    settings.names = read_http_names(values, reader);
    settings.reply = {200, reader.text("answer_content_type"), reader.text("answer_body")};
    const auto rule = reader.choice("rule", {"international", "china"});
    settings.rule = rule == "china" ? flows::SmsRule::china : flows::SmsRule::international;
    return reader.made(reader.good() ? std::make_shared<HttpGateway>(std::move(settings)) : nullptr);
}

std::string setup(std::string_view webhook_url) {
    const std::string url{webhook_url};
    return "At the gateway enter, for incoming messages and for delivery reports,\n  " + url +
           "\nor, with proof url_secret,\n  " + url +
           "/URL_SECRET\nThe settings describe the gateway, for instance\n"
           "  \"url\": \"https://gateway.example/send\", \"headers\": {\"X-Api-Key\": \"{secret}\"},\n"
           "  \"body\": \"{\\\"to\\\": \\\"{to}\\\", \\\"text\\\": \\\"{text}\\\", \\\"reference\\\": "
           "\\\"{id}\\\"}\",\n"
           "  \"inbound\": {\"sender\": \"from\", \"text\": \"text\", \"id\": \"id\"},\n"
           "  \"report\": {\"status\": \"status\", \"id\": \"reference\", \"to\": \"to\", \"error\": "
           "\"error\",\n"
           "             \"delivered\": [\"delivered\"], \"failed\": [\"failed\"], \"blocked\": "
           "[\"stopped\"]}\n";
}

}  // namespace

Platform http_platform() {
    return {"http", "Any gateway with an HTTP API", known_settings(), make, setup};
}

}  // namespace askwell::adapters
