#include "adapters/vonage_messages_reading.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/answers.h"
#include "adapters/phone.h"
#include "adapters/transport.h"
#include "flows/timestamp.h"

namespace askwell::adapters {

namespace {

using nlohmann::json;

constexpr std::array kMeanings = {
    CodeMeaning{"1000", SendOutcome::retry, "throttled"},
    CodeMeaning{"1010", SendOutcome::permanent, "missing parameter"},
    CodeMeaning{"1020", SendOutcome::permanent, "invalid parameter"},
    CodeMeaning{"1030", SendOutcome::retry, "internal error"},
    CodeMeaning{"1040", SendOutcome::permanent, "invalid message"},
    CodeMeaning{"1050", SendOutcome::blocked, "number barred"},
    CodeMeaning{"1060", SendOutcome::account, "account barred"},
    CodeMeaning{"1070", SendOutcome::account, "out of credit"},
    CodeMeaning{"1080", SendOutcome::account, "account not enabled"},
    CodeMeaning{"1090", SendOutcome::permanent, "message too long"},
    CodeMeaning{"1100", SendOutcome::retry, "communication failed"},
    CodeMeaning{"1110", SendOutcome::credentials, "invalid signature"},
    CodeMeaning{"1120", SendOutcome::permanent, "invalid sender"},
    CodeMeaning{"1180", SendOutcome::retry, "handset not reachable"},
    CodeMeaning{"1220", SendOutcome::retry, "handset busy"},
    CodeMeaning{"1230", SendOutcome::retry, "network error"},
    CodeMeaning{"1240", SendOutcome::permanent, "illegal number"},
    CodeMeaning{"1340", SendOutcome::window_closed, "outside the messaging window"},
    CodeMeaning{"1370", SendOutcome::credentials, "access token expired"},
    CodeMeaning{"low-balance", SendOutcome::account, "out of credit"},
    CodeMeaning{"unauthorized", SendOutcome::credentials, "credentials refused"},
    CodeMeaning{"forbidden", SendOutcome::account, "not permitted"},
    CodeMeaning{"throttled", SendOutcome::retry, "throttled"},
};

// Kinds of messages that carry a file, each in a member of the same name.
constexpr std::array kFileKinds = {"image", "audio", "video", "file", "sticker", "vcard"};

std::optional<DeliveryStatus> delivery_status(std::string_view word) {
    if (word == "submitted") return DeliveryStatus::sent;
    if (word == "delivered" || word == "read") return DeliveryStatus::delivered;
    if (word == "rejected" || word == "undeliverable") return DeliveryStatus::failed;
    return std::nullopt;
}

/// v1 writes "447700900001"; the sandbox of older versions an object with "number".
std::string number_of(const json& body, std::string_view name) {
    const auto* const party = member(body, name);
    return party != nullptr && party->is_object() ? word_member(*party, "number") : word_member(body, name);
}

/// What the contact's address and our own are, given who of "from" and "to" is the contact.
Inbound inbound_of(const json& body, std::string_view contact, std::string_view ours,
                   std::string_view transport) {
    Inbound inbound;
    inbound.sender = number_of(body, contact);
    inbound.recipient = number_of(body, ours);
    const auto channel = text_member(body, "channel");
    inbound.address =
        address_of({channel.empty() ? std::string{kSms} : channel, e164(inbound.sender)}, transport);
    inbound.platform_id = text_member(body, "message_uuid");
    inbound.message_id = inbound.platform_id;
    inbound.sent_at = flows::parse_timestamp(text_member(body, "timestamp"));
    return inbound;
}

Received accepted(Inbound inbound) {
    return {Verdict::accept, "", {std::move(inbound)}, {}};
}

Received read_status(const json& body, std::string_view transport) {
    auto inbound = inbound_of(body, "to", "from", transport);
    if (inbound.sender.empty() || inbound.message_id.empty()) {
        return rejected(Verdict::malformed, "status without to or message_uuid");
    }
    const auto word = text_member(body, "status");
    const auto known = delivery_status(word);
    if (!known) return ignored("status of a kind we do not use");
    const auto ours = text_member(body, "client_ref");
    InboundStatus status{is_own_message_id(ours) ? ours : inbound.platform_id, *known, "", false, word};
    if (const auto* const error = member(body, "error")) {
        status.error_code = vonage_error_code(*error);
        const auto* const meaning = meaning_of(kMeanings, status.error_code);
        status.blocked = meaning != nullptr && meaning->outcome == SendOutcome::blocked;
    }
    inbound.message_id += ':' + word;
    inbound.content = std::move(status);
    return accepted(std::move(inbound));
}

/// A tap on one of our buttons or rows ("reply"), or on a template's quick reply ("button").
std::optional<InboundChoice> read_choice(const json& body) {
    if (const auto* const reply = member(body, "reply")) {
        auto id = text_member(*reply, "id");
        if (!id.empty()) return InboundChoice{std::move(id), "", text_member(*reply, "title")};
    }
    if (const auto* const button = member(body, "button")) {
        auto payload = text_member(*button, "payload");
        auto text = text_member(*button, "text");
        if (payload.empty()) payload = text;
        if (!payload.empty()) return InboundChoice{std::move(payload), "", std::move(text)};
    }
    return std::nullopt;
}

std::optional<InboundAttachment> read_file(const json& body) {
    for (const auto* const kind : kFileKinds) {
        const auto* const file = member(body, kind);
        if (file == nullptr || !file->is_object()) continue;
        const auto size = std::max<std::int64_t>(integer_member(*file, "size").value_or(0), 0);
        return InboundAttachment{kind, text_member(*file, "url"), text_member(*file, "name"),
                                 static_cast<std::uint64_t>(size), text_member(*file, "caption")};
    }
    return std::nullopt;
}

}  // namespace

Received read_vonage_message(const json& body, std::string_view transport) {
    if (!body.is_object()) return rejected(Verdict::malformed, "not an object");
    if (member(body, "status") != nullptr) return read_status(body, transport);
    if (member(body, "channel") == nullptr) return ignored("neither a message nor a status");
    auto inbound = inbound_of(body, "from", "to", transport);
    if (inbound.sender.empty() || inbound.message_id.empty()) {
        return rejected(Verdict::malformed, "message without from or message_uuid");
    }
    if (const auto* const text = member(body, "text"); text != nullptr && text->is_string()) {
        inbound.content = InboundText{text->get<std::string>()};
    } else if (auto choice = read_choice(body)) {
        inbound.content = std::move(*choice);
    } else if (auto file = read_file(body)) {
        inbound.content = std::move(*file);
    } else {
        return ignored("message of a kind we do not use");
    }
    return accepted(std::move(inbound));
}

std::string vonage_error_code(const json& error) {
    const auto type = text_member(error, "type");
    const auto mark = type.rfind('#');
    const auto code = mark == std::string::npos ? word_member(error, "title") : type.substr(mark + 1);
    // A title may also be a sentence: only what looks like a code is one.
    return std::string{code_word(code)};
}

std::span<const CodeMeaning> vonage_messages_codes() {
    return kMeanings;
}

}  // namespace askwell::adapters
