#include "adapters/whatsapp_reading.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/answers.h"

namespace askwell::adapters {

namespace {

using nlohmann::json;
using std::chrono::hours;

constexpr auto kBlocked = SendOutcome::blocked;
constexpr auto kCredentials = SendOutcome::credentials;
constexpr auto kPermanent = SendOutcome::permanent;
constexpr auto kRetry = SendOutcome::retry;

constexpr std::array kMeanings = {
    MetaMeaning{0, 0, kCredentials, "token not valid"},
    MetaMeaning{2, 0, kRetry, "temporary failure"},
    MetaMeaning{4, 0, kRetry, "too many calls"},
    MetaMeaning{100, 0, kPermanent, "wrong parameter"},
    MetaMeaning{190, 0, kCredentials, "token expired"},
    MetaMeaning{368, 0, SendOutcome::account, "blocked for violating a policy"},
    MetaMeaning{80007, 0, kRetry, "account's rate limit"},
    MetaMeaning{130429, 0, kRetry, "number's rate limit"},
    MetaMeaning{130472, 0, kBlocked, "recipient is part of an experiment"},
    MetaMeaning{130497, 0, SendOutcome::account, "account may not write to this country"},
    MetaMeaning{131000, 0, kRetry, "something went wrong"},
    MetaMeaning{131005, 0, kCredentials, "permission missing"},
    MetaMeaning{131008, 0, kPermanent, "parameter missing"},
    MetaMeaning{131009, 0, kPermanent, "parameter not valid"},
    MetaMeaning{131016, 0, kRetry, "service unavailable"},
    MetaMeaning{131021, 0, kPermanent, "recipient is the sender"},
    MetaMeaning{131026, 0, kPermanent, "undeliverable: not on WhatsApp or an old client"},
    MetaMeaning{131030, 0, kPermanent, "recipient not on the test list"},
    MetaMeaning{131031, 0, SendOutcome::account, "account locked"},
    MetaMeaning{131042, 0, SendOutcome::account, "payment problem"},
    MetaMeaning{131047, 0, SendOutcome::window_closed, "more than 24 hours since the last reply"},
    MetaMeaning{131048, 0, kRetry, "too many messages reported as spam", hours{1}},
    // Marketing that WhatsApp holds back for a day or more: by then it is out of date.
    MetaMeaning{131049, 0, kPermanent, "held back for the recipient's sake"},
    MetaMeaning{131050, 0, kBlocked, "recipient stopped marketing messages"},
    MetaMeaning{131051, 0, kPermanent, "message type not supported"},
    MetaMeaning{131056, 0, kRetry, "too many messages to this recipient", std::chrono::seconds{0}, true},
    MetaMeaning{131062, 0, kPermanent, "recipient's id not supported for this message"},
    MetaMeaning{132000, 0, kPermanent, "template: number of parameters"},
    MetaMeaning{132001, 0, kPermanent, "template does not exist"},
    MetaMeaning{132005, 0, kPermanent, "template: text too long"},
    MetaMeaning{132007, 0, kPermanent, "template violates a policy"},
    MetaMeaning{132012, 0, kPermanent, "template: form of a parameter"},
    MetaMeaning{132015, 0, kPermanent, "template is paused"},
    MetaMeaning{132016, 0, kPermanent, "template is disabled"},
};

constexpr std::array kMedia = {"image", "document", "audio", "video", "sticker"};

// Named in the reason, so that an operator who looks for a missing message finds why.
constexpr std::array kNotRead = {"reaction", "location", "contacts", "order", "system", "unsupported"};

/// E.164 for what is all digits, as WhatsApp writes numbers; business-scoped ids ("US.1349…") stay.
std::string normalised(const std::string& id) {
    const bool number =
        id.size() >= 7 && id.size() <= 15 && id.find_first_not_of("0123456789") == std::string::npos;
    return number ? '+' + id : id;
}

void set_address(Inbound& inbound, std::string id) {
    inbound.address = normalised(id);
    if (inbound.address != id) inbound.sender = std::move(id);
}

std::string first_of(const std::string& first, const std::string& second) {
    return first.empty() ? second : first;
}

/// Who takes part besides us. The number while WhatsApp shows it, because events that start surveys name
/// numbers; people with a username are known by their business-scoped id alone.
std::string person(const json& holder, const char* number, const char* user_id, const json& value) {
    auto id = first_of(text_member(holder, number), text_member(holder, user_id));
    const auto& contacts = array_member(value, "contacts");
    if (!id.empty() || contacts.size() != 1) return id;
    return first_of(text_member(contacts[0], "wa_id"), text_member(contacts[0], "user_id"));
}

std::optional<std::string> nested_text(const json& message, const char* holder, const char* name) {
    const auto* inner = member(message, holder);
    const auto* text = inner == nullptr ? nullptr : member(*inner, name);
    return text != nullptr && text->is_string() ? std::optional{text->get<std::string>()} : std::nullopt;
}

using Content = std::optional<decltype(Inbound::content)>;

Content interactive_reply(const json& message) {
    const auto* interactive = member(message, "interactive");
    if (interactive == nullptr) return std::nullopt;
    for (const auto* kind : {"button_reply", "list_reply"}) {
        if (const auto* reply = member(*interactive, kind)) {
            return InboundChoice{text_member(*reply, "id"), "", text_member(*reply, "title")};
        }
    }
    return std::nullopt;
}

Content content_of(const json& message, const std::string& type) {
    if (type == "text") {
        const auto body = nested_text(message, "text", "body");
        return body ? Content{InboundText{*body}} : std::nullopt;
    }
    if (type == "interactive") return interactive_reply(message);
    if (type == "button") {  // the quick reply of a template
        const auto text = nested_text(message, "button", "text").value_or("");
        return InboundChoice{nested_text(message, "button", "payload").value_or(text), "", text};
    }
    if (type == "request_welcome") return InboundStart{};
    if (std::find(kMedia.begin(), kMedia.end(), type) == kMedia.end()) return std::nullopt;
    const auto* file = member(message, type);
    if (file == nullptr || text_member(*file, "id").empty()) return std::nullopt;
    return InboundAttachment{first_of(text_member(*file, "mime_type"), type), text_member(*file, "id"),
                             text_member(*file, "filename"), 0, text_member(*file, "caption")};
}

std::string reason_for(const std::string& type) {
    const bool known = std::find(kNotRead.begin(), kNotRead.end(), type) != kNotRead.end();
    return known ? type : "message of a kind we do not use";
}

void read_message(const json& message, const json& value, Inbound inbound, Received& received) {
    inbound.message_id = text_member(message, "id");
    set_address(inbound, person(message, "from", "from_user_id", value));
    if (inbound.message_id.empty()) return leave_out(received, "message without id");
    if (inbound.address.empty()) return leave_out(received, "message without sender");
    if (!text_member(message, "group_id").empty()) return leave_out(received, "not a private chat");
    const auto type = text_member(message, "type");
    auto content = content_of(message, type);
    if (!content) return leave_out(received, reason_for(type));
    inbound.sent_at = time_from_seconds(text_member(message, "timestamp"));
    inbound.content = std::move(*content);
    received.messages.push_back(std::move(inbound));
}

std::optional<DeliveryStatus> delivery_status(std::string_view status) {
    if (status == "sent") return DeliveryStatus::sent;
    if (status == "delivered" || status == "read" || status == "played") return DeliveryStatus::delivered;
    if (status == "failed") return DeliveryStatus::failed;
    return std::nullopt;
}

void read_status(const json& report, const json& value, Inbound inbound, Received& received) {
    const auto id = text_member(report, "id");
    const auto word = text_member(report, "status");
    const auto known = delivery_status(word);
    if (id.empty() || !known) return leave_out(received, "status of a kind we do not use");
    InboundStatus status{id, *known, "", false, word};
    const auto& errors = array_member(report, "errors");
    if (const auto code = errors.empty() ? std::nullopt : integer_member(errors[0], "code")) {
        status.error_code = std::to_string(*code);
        const auto* meaning = meta_meaning(kMeanings, *code);
        status.blocked =
            *known == DeliveryStatus::failed && meaning != nullptr && meaning->outcome == kBlocked;
    }
    // Failed reports to people with a username may name nobody: the message's id is enough.
    set_address(inbound, person(report, "recipient_id", "recipient_user_id", value));
    inbound.message_id = id + ':' + word;
    inbound.sent_at = time_from_seconds(text_member(report, "timestamp"));
    inbound.content = std::move(status);
    received.messages.push_back(std::move(inbound));
}

/// Whoever stops our marketing messages in WhatsApp's own menu wants no invitations either.
void read_preference(const json& preference, Inbound inbound, Received& received) {
    const auto wanted = text_member(preference, "value");
    const auto timestamp = member(preference, "timestamp");
    const auto person_id = first_of(text_member(preference, "wa_id"), text_member(preference, "user_id"));
    if (person_id.empty() || timestamp == nullptr) return leave_out(received, "preference without its owner");
    if (wanted == "stop") {
        inbound.content = InboundBlocked{};
    } else if (wanted == "resume") {
        inbound.content = InboundReturned{};
    } else {
        return leave_out(received, "preference of a kind we do not use");
    }
    set_address(inbound, person_id);
    inbound.message_id = person_id + ':' + wanted + ':' + to_text(*timestamp);
    received.messages.push_back(std::move(inbound));
}

}  // namespace

std::span<const MetaMeaning> whatsapp_meanings() {
    return kMeanings;
}

void read_whatsapp_entry(const json& entry, Received& received) {
    for (const auto& change : array_member(entry, "changes")) {
        const auto* value = member(change, "value");
        const auto field = text_member(change, "field");
        if (value == nullptr || (field != "messages" && field != "user_preferences")) {
            leave_out(received, "field that we do not use");
            continue;
        }
        Inbound inbound;
        inbound.recipient = nested_text(*value, "metadata", "display_phone_number").value_or("");
        for (const auto& message : array_member(*value, "messages"))
            read_message(message, *value, inbound, received);
        for (const auto& report : array_member(*value, "statuses"))
            read_status(report, *value, inbound, received);
        for (const auto& preference : array_member(*value, "user_preferences"))
            read_preference(preference, inbound, received);
    }
}

}  // namespace askwell::adapters
