#include "adapters/http_settings.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/answers.h"
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

std::vector<Setting> make_settings() {
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

void read_request(const json& values, SettingsReader& reader, HttpSettings& settings) {
    settings.method = reader.choice("method", {"POST", "GET", "PUT"});
    settings.url = reader.url("url");
    settings.body = reader.text("body");
    const auto format = reader.choice("format", {"json", "form", "query"});
    settings.format = format == "form"    ? HttpFormat::form
                      : format == "query" ? HttpFormat::query
                                          : HttpFormat::json;
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

void read_answer(SettingsReader& reader, HttpSettings& settings) {
    settings.success_pointer = reader.text("success_pointer");
    settings.success_value = reader.text("success_value");
    settings.id_pointer = reader.text("id_pointer");
    if (settings.success_pointer.empty() != settings.success_value.empty()) {
        reader.error("success_value", "success_pointer and success_value belong together",
                     "give both or none");
    }
}

}  // namespace

const std::vector<Setting>& http_settings() {
    static const std::vector<Setting> settings = make_settings();
    return settings;
}

HttpSettings read_http_settings(const json& values, SettingsReader& reader) {
    HttpSettings settings;
    read_request(values, reader, settings);
    read_answer(reader, settings);
    settings.proof = read_http_proof(reader);
    settings.names = read_http_names(values, reader);
    settings.reply = {200, reader.text("answer_content_type"), reader.text("answer_body")};
    const auto rule = reader.choice("rule", {"international", "china"});
    settings.rule = rule == "china" ? flows::SmsRule::china : flows::SmsRule::international;
    return settings;
}

}  // namespace askwell::adapters
