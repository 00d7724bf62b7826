#include "bot/trigger.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "flows/duration.h"
#include "flows/json_object.h"
#include "flows/json_source.h"

namespace askwell::bot {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxFields = 32;
constexpr std::size_t kMaxFieldLength = 256;

std::string first_finding(flows::DiagnosticSink& sink) {
    std::string text;
    for (const flows::Diagnostic& each : sink.found()) {
        if (!text.empty()) text += " ";
        text +=
            fmt::format("{}: {}; {}.", each.pointer.empty() ? "/" : each.pointer, each.message, each.remedy);
    }
    return text;
}

/// The attributes and the data of one event, wherever they came from.
struct Envelope {
    std::string id;
    std::string source;
    std::string type;
    std::string version;
    Json data;
};

std::optional<std::string> complain(const Envelope& envelope) {
    const std::array<std::pair<std::string_view, const std::string*>, 4> required{
        {{"id", &envelope.id},
         {"source", &envelope.source},
         {"type", &envelope.type},
         {"specversion", &envelope.version}}};
    for (const auto& [name, value] : required) {
        if (value->empty()) return fmt::format("the CloudEvents attribute \"{}\" is missing", name);
        if (value->size() > 512)
            return fmt::format("the CloudEvents attribute \"{}\" is longer than 512 bytes", name);
    }
    if (envelope.version != "1.0") return "this specversion is not known; send \"1.0\"";
    return std::nullopt;
}

std::map<std::string, std::string, std::less<>> read_fields(flows::JsonObject& object,
                                                            flows::DiagnosticSink& sink) {
    std::map<std::string, std::string, std::less<>> fields;
    const Json* const given = object.find("fields", false, "{ … }");
    if (given == nullptr) return fields;
    const flows::JsonObject checked{*given, object.at("fields"), sink};
    if (!given->is_object()) return fields;
    for (const auto& item : given->items()) {
        const Json& value = item.value();
        const bool text = value.is_string() && value.get_ref<const std::string&>().size() <= kMaxFieldLength;
        if (!text && !value.is_number() && !value.is_boolean()) {
            sink.error(checked.at(item.key()),
                       "a field is a text of at most 256 bytes, a number or true or false",
                       "shorten or remove it");
            continue;
        }
        fields.emplace(item.key(), value.is_string() ? value.get<std::string>() : value.dump());
    }
    if (fields.size() > kMaxFields)
        sink.error(object.at("fields"), "there are too many fields", "send at most 32");
    return fields;
}

/// Puts the address into our form, or says what is wrong with it.
void read_address(const Channel& channel, std::string& address, flows::DiagnosticSink& sink) {
    const auto normal = channel.adapter->normal_address(address);
    if (normal) {
        address = *normal;
    } else if (channel.traits.phone_numbers) {
        sink.error("/data/address", "this is not a phone number", "write it as +8613912345678");
    } else {
        sink.error("/data/address", "this channel has no such addresses", "write it as the platform does");
    }
}

std::variant<Trigger, BadTrigger> read_event(const Envelope& envelope, const Config& config) {
    if (auto complaint = complain(envelope)) return BadTrigger{envelope.id, std::move(*complaint)};
    flows::DiagnosticSink sink{"", ""};
    flows::JsonObject data{envelope.data, "/data", sink};
    data.allow({"channel", "address", "survey", "language", "time_zone", "opted_in", "delay", "fields"});
    Trigger trigger;
    trigger.id = envelope.id;
    trigger.dedupe = "event:" + envelope.source + "\n" + envelope.id;
    trigger.contact = {data.text("channel"), data.text("address")};
    trigger.start.event_id = envelope.source + "#" + envelope.id;
    trigger.start.language = data.text("language", false);
    trigger.start.time_zone = data.text("time_zone", false);
    trigger.start.survey_id = data.text("survey", false);
    trigger.start.opted_in = data.flag("opted_in");
    trigger.start.fields = read_fields(data, sink);
    if (!trigger.start.time_zone.empty() && !flows::is_time_zone(trigger.start.time_zone)) {
        sink.error("/data/time_zone", "this is not a time zone",
                   "use an IANA name such as \"Asia/Shanghai\"");
    }
    if (data.has("delay")) {
        const auto delay = flows::parse_duration(data.text("delay"));
        if (delay) trigger.start.delay = *delay;
        if (!delay) sink.error("/data/delay", "this is not a duration", std::string{flows::kDurationRule});
    }
    const auto channel = config.channels.find(trigger.contact.channel);
    if (channel == config.channels.end()) {
        if (!trigger.contact.channel.empty())
            sink.error("/data/channel", "there is no such channel", "name one of the configuration");
    } else {
        if (trigger.start.survey_id.empty()) trigger.start.survey_id = channel->second.survey;
        trigger.start.opted_in = trigger.start.opted_in || channel->second.opted_in;
        if (!trigger.contact.address.empty()) read_address(channel->second, trigger.contact.address, sink);
    }
    if (trigger.start.survey_id.empty()) {
        sink.error("/data", "no survey is named and the channel has none", "add \"survey\"");
    } else if (config.catalog.current(trigger.start.survey_id) == nullptr) {
        sink.error("/data/survey", "there is no such survey", "name one that is on");
    }
    if (trigger.contact.address.size() > 128)
        sink.error("/data/address", "this address is too long", "send at most 128 bytes");
    if (flows::has_errors(sink.found())) return BadTrigger{envelope.id, first_finding(sink)};
    return trigger;
}

Envelope envelope_of(const Json& json) {
    const auto text = [&json](const char* name) {
        const auto found = json.find(name);
        return found != json.end() && found->is_string() ? found->get<std::string>() : std::string{};
    };
    return {text("id"), text("source"), text("type"), text("specversion"), json.value("data", Json{})};
}

bool is_type(std::string_view content_type, std::string_view wanted) {
    std::string type{content_type.substr(0, content_type.find(';'))};
    while (!type.empty() && type.back() == ' ') type.pop_back();
    std::transform(type.begin(), type.end(), type.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return type == wanted;
}

}  // namespace

Triggers read_triggers(const HttpRequest& request, const Config& config) {
    Triggers triggers;
    const std::string_view type = request.header("Content-Type");
    const bool structured = is_type(type, "application/cloudevents+json");
    triggers.batch = is_type(type, "application/cloudevents-batch+json");
    const bool binary = !structured && !triggers.batch && !request.header("ce-id").empty();
    if (!structured && !triggers.batch && !binary) {
        triggers.problem =
            "this is not a CloudEvent; send application/cloudevents+json, "
            "application/cloudevents-batch+json, or ce-* headers "
            "with a JSON body";
        return triggers;
    }
    flows::JsonError error;
    const auto json = flows::parse_json(request.body, error);
    if (!json) {
        const auto at = flows::position_of(request.body, error.offset);
        triggers.problem =
            fmt::format("the body is not JSON: {} (line {}, column {})", error.message, at.line, at.column);
        return triggers;
    }
    if (triggers.batch != json->is_array() || (structured && !json->is_object())) {
        triggers.problem = triggers.batch ? "a batch is a list of events" : "a structured event is an object";
        return triggers;
    }
    if (binary) {
        const auto header = [&request](std::string_view name) { return std::string{request.header(name)}; };
        const Envelope envelope{header("ce-id"), header("ce-source"), header("ce-type"),
                                header("ce-specversion"), *json};
        triggers.events.push_back(read_event(envelope, config));
        return triggers;
    }
    if (structured) {
        triggers.events.push_back(read_event(envelope_of(*json), config));
        return triggers;
    }
    for (const Json& each : *json) {
        triggers.events.push_back(each.is_object() ? read_event(envelope_of(each), config)
                                                   : BadTrigger{"", "an event is an object"});
    }
    return triggers;
}

}  // namespace askwell::bot
