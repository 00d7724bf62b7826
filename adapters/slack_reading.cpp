#include "adapters/slack_reading.h"

#include <algorithm>
#include <array>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/answers.h"

namespace askwell::adapters {

namespace {

using nlohmann::json;

struct Entity {
    std::string_view written;
    char character;
};
constexpr std::array kEntities = {Entity{"&amp;", '&'}, Entity{"&lt;", '<'}, Entity{"&gt;", '>'}};

/// What stands for "<…>": a link's label, else its address; channels and commands keep their sign.
std::string_view shown(std::string_view inside) {
    const auto bar = inside.find('|');
    const auto label = bar == std::string_view::npos ? std::string_view{} : inside.substr(bar + 1);
    if (!label.empty()) return label;
    const auto target = inside.substr(0, bar);
    return target.starts_with("mailto:") ? target.substr(7)
           : target.starts_with("tel:")  ? target.substr(4)
                                         : target;
}

std::string decoded(std::string_view text) {
    std::string plain;
    while (!text.empty()) {
        const auto* const entity =
            std::find_if(kEntities.begin(), kEntities.end(),
                         [text](const Entity& each) { return text.starts_with(each.written); });
        plain += entity == kEntities.end() ? text.front() : entity->character;
        text.remove_prefix(entity == kEntities.end() ? 1 : entity->written.size());
    }
    return plain;
}

/// The subtypes of messages that a person wrote; all others tell of changes, joins, bots.
bool written_by_a_person(const std::string& subtype) {
    return subtype.empty() || subtype == "file_share" || subtype == "me_message" ||
           subtype == "thread_broadcast";
}

bool is_direct(const json& event) {
    const auto type = text_member(event, "channel_type");
    return type.empty() ? text_member(event, "channel").starts_with('D') : type == "im";
}

/// Every file is a message of its own; the words beside them go with the first.
void read_files(const json& files, const std::string& text, const Inbound& whole, Received& received) {
    for (std::size_t i = 0; i < files.size(); ++i) {
        auto one = whole;
        if (i > 0) one.message_id += ':' + std::to_string(i);
        auto kind = text_member(files[i], "mimetype");
        auto reference = text_member(files[i], "url_private");
        const auto size = std::max<std::int64_t>(integer_member(files[i], "size").value_or(0), 0);
        one.content = InboundAttachment{
            kind.empty() ? "file" : std::move(kind),
            reference.empty() ? text_member(files[i], "id") : std::move(reference),
            text_member(files[i], "name"), static_cast<std::uint64_t>(size), i == 0 ? text : ""};
        received.messages.push_back(std::move(one));
    }
}

Received read_message(const json& event, const std::string& event_id) {
    if (!is_direct(event)) return ignored("not a direct message");
    const auto subtype = text_member(event, "subtype");
    if (member(event, "bot_id") != nullptr || subtype == "bot_message") return ignored("from a bot");
    if (!written_by_a_person(subtype)) return ignored("message that no person wrote: a change or notice");
    Inbound inbound;
    inbound.address = text_member(event, "user");
    inbound.message_id = event_id;
    inbound.platform_id = text_member(event, "ts");
    inbound.sent_at = time_from_seconds(inbound.platform_id);
    if (inbound.address.empty()) return ignored("message without user");
    const auto text = slack_plain_text(text_member(event, "text"));
    Received received;
    read_files(array_member(event, "files"), text, inbound, received);
    if (!received.messages.empty()) return received;
    if (text.empty()) return ignored("message without text or file");
    inbound.content = InboundText{text};
    received.messages.push_back(std::move(inbound));
    return received;
}

std::string inner_text(const json& holder, std::string_view name, std::string_view inner) {
    const auto* value = member(holder, name);
    return value == nullptr ? std::string{} : text_member(*value, inner);
}

/// The value of a button or of the option chosen in a menu, with what was seen on it.
InboundChoice choice_of(const json& action) {
    const auto* option = member(action, "selected_option");
    const auto& holder = option == nullptr ? action : *option;
    return {text_member(holder, "value"), "", slack_plain_text(inner_text(holder, "text", "text"))};
}

Received read_taps(const json& payload) {
    const auto* container = member(payload, "container");
    const auto message_ts = container == nullptr ? std::string{} : text_member(*container, "message_ts");
    auto channel = container == nullptr ? std::string{} : text_member(*container, "channel_id");
    if (channel.empty()) channel = inner_text(payload, "channel", "id");
    Inbound inbound;
    inbound.address = inner_text(payload, "user", "id");
    if (inbound.address.empty()) return ignored("tap without user");
    Received received;
    for (const auto& action : array_member(payload, "actions")) {
        const auto at = text_member(action, "action_ts");
        auto choice = choice_of(action);
        if (choice.payload.empty() || at.empty()) {
            leave_out(received, "tap without value");
            continue;
        }
        auto one = inbound;
        one.message_id = channel + '|' + message_ts + '|' + text_member(action, "action_id") + '|' + at;
        one.sent_at = time_from_seconds(at);
        one.content = std::move(choice);
        received.messages.push_back(std::move(one));
    }
    if (received.messages.empty()) leave_out(received, "nothing in it");
    return received;
}

}  // namespace

std::string slack_plain_text(std::string_view text) {
    std::string plain;
    while (!text.empty()) {
        const auto begin = std::min(text.find('<'), text.size());
        plain += decoded(text.substr(0, begin));
        text.remove_prefix(begin);
        const auto end = text.find('>');
        if (end == std::string_view::npos) return plain + decoded(text);
        plain += decoded(shown(text.substr(1, end - 1)));
        text.remove_prefix(end + 1);
    }
    return plain;
}

std::string slack_escaped(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        const auto* const entity = std::find_if(kEntities.begin(), kEntities.end(),
                                                [c](const Entity& each) { return each.character == c; });
        if (entity == kEntities.end()) {
            escaped += c;
        } else {
            escaped += entity->written;
        }
    }
    return escaped;
}

Received read_slack_event(const json& callback) {
    const auto type = text_member(callback, "type");
    if (type.empty()) return rejected(Verdict::malformed, "no event of Slack: type is missing");
    if (type == "url_verification") {
        const auto challenge = text_member(callback, "challenge");
        if (challenge.empty()) return rejected(Verdict::malformed, "challenge is missing");
        return ignored("check of the URL", {200, "text/plain", challenge});
    }
    const auto* event = member(callback, "event");
    const auto id = text_member(callback, "event_id");
    if (type != "event_callback" || event == nullptr || text_member(*event, "type") != "message")
        return ignored("event of a kind we do not use");
    if (id.empty()) return rejected(Verdict::malformed, "no event of Slack: event_id is missing");
    return read_message(*event, id);
}

Received read_slack_form(const Parameters& form) {
    const auto* text = find_parameter(form, "payload");
    if (text == nullptr) return ignored("form of a kind we do not use: a slash command");
    auto payload = read_json_body(*text);
    if (auto* refusal = std::get_if<Received>(&payload)) return std::move(*refusal);
    const auto& interaction = std::get<json>(payload);
    const auto type = text_member(interaction, "type");
    if (type.empty()) return rejected(Verdict::malformed, "no interaction of Slack: type is missing");
    return type == "block_actions" ? read_taps(interaction) : ignored("interaction of a kind we do not use");
}

}  // namespace askwell::adapters
