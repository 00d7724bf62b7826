#include "adapters/twilio_reading.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/answers.h"
#include "adapters/transport.h"

namespace askwell::adapters {

namespace {

constexpr int kMaxMedia = 10;  // Messages resource, parameter MediaUrl

// Twilio's error dictionary. Its messages repeat the number; these do not. Unknown codes go by their HTTP
// status.
constexpr std::array kMeanings = {
    CodeMeaning{"10001", SendOutcome::account, "account not active"},
    CodeMeaning{"20003", SendOutcome::credentials, "authentication failed"},
    CodeMeaning{"20429", SendOutcome::retry, "too many requests"},
    CodeMeaning{"21211", SendOutcome::permanent, "not a valid number"},
    CodeMeaning{"21408", SendOutcome::permanent, "region not enabled"},
    CodeMeaning{"21606", SendOutcome::permanent, "sender cannot send this"},
    CodeMeaning{"21607", SendOutcome::permanent, "sender cannot send this"},
    CodeMeaning{"21608", SendOutcome::permanent, "number not verified on a trial account"},
    CodeMeaning{"21610", SendOutcome::blocked, "recipient opted out"},
    CodeMeaning{"21614", SendOutcome::permanent, "not a mobile number"},
    CodeMeaning{"21617", SendOutcome::permanent, "text too long"},
    CodeMeaning{"30001", SendOutcome::retry, "queue overflow"},
    CodeMeaning{"30002", SendOutcome::account, "account suspended"},
    CodeMeaning{"30003", SendOutcome::retry, "handset not reachable"},
    CodeMeaning{"30004", SendOutcome::blocked, "message blocked"},
    CodeMeaning{"30005", SendOutcome::permanent, "unknown handset"},
    CodeMeaning{"30006", SendOutcome::permanent, "landline or carrier not reachable"},
    CodeMeaning{"30007", SendOutcome::permanent, "filtered by the carrier"},
    CodeMeaning{"30008", SendOutcome::retry, "unknown error"},
    CodeMeaning{"30034", SendOutcome::permanent, "sender not registered (A2P 10DLC)"},
    CodeMeaning{"63014", SendOutcome::blocked, "blocked by the recipient"},
    CodeMeaning{"63016", SendOutcome::window_closed, "outside the messaging window"},
};

int number_of(std::string_view digits) {
    int number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

/// What a status means to us; nullopt for words that Twilio may yet invent.
std::optional<DeliveryStatus> delivery_status(std::string_view status) {
    struct Word {
        std::string_view word;
        DeliveryStatus status;
    };
    constexpr std::array kWords = {
        Word{"accepted", DeliveryStatus::sent},       Word{"scheduled", DeliveryStatus::sent},
        Word{"queued", DeliveryStatus::sent},         Word{"sending", DeliveryStatus::sent},
        Word{"sent", DeliveryStatus::sent},           Word{"partially_delivered", DeliveryStatus::sent},
        Word{"delivered", DeliveryStatus::delivered}, Word{"read", DeliveryStatus::delivered},
        Word{"undelivered", DeliveryStatus::failed},  Word{"failed", DeliveryStatus::failed},
        Word{"canceled", DeliveryStatus::failed}};
    const auto* const found = std::find_if(kWords.begin(), kWords.end(),
                                           [status](const Word& word) { return word.word == status; });
    return found == kWords.end() ? std::nullopt : std::optional{found->status};
}

/// What a message and a status have in common, but for whose address is the contact's.
Inbound inbound_of(std::string_view contact, std::string_view ours, std::string_view transport) {
    Inbound inbound;
    inbound.address = address_of(reach_of(contact, kSms), transport);
    if (inbound.address != contact) inbound.sender = contact;
    inbound.recipient = ours;
    return inbound;
}

Received read_status(const Parameters& form, const std::string& sid, std::string_view own_id,
                     std::string_view transport) {
    const auto to = parameter(form, "To");
    if (to.empty()) return rejected(Verdict::malformed, "status without To");
    const std::string word{parameter(form, "MessageStatus")};
    const auto known = delivery_status(word);
    if (!known) return ignored("status of a kind we do not use", empty_twiml());
    const std::string error{parameter(form, "ErrorCode")};
    const auto* meaning = meaning_of(kMeanings, error);
    const bool blocked = meaning != nullptr && meaning->outcome == SendOutcome::blocked;
    auto inbound = inbound_of(to, parameter(form, "From"), transport);
    inbound.message_id = sid + ':' + word;
    inbound.platform_id = sid;
    inbound.content = InboundStatus{is_own_message_id(own_id) ? std::string{own_id} : sid, *known, error,
                                    *known == DeliveryStatus::failed && blocked, word};
    return {Verdict::accept, "", {std::move(inbound)}, empty_twiml()};
}

std::vector<Inbound> read_media(const Parameters& form, const Inbound& message) {
    std::vector<Inbound> media;
    const int count = std::clamp(number_of(parameter(form, "NumMedia")), 0, kMaxMedia);
    for (int i = 0; i < count; ++i) {
        const auto index = std::to_string(i);
        const auto url = parameter(form, "MediaUrl" + index);
        if (url.empty()) continue;
        Inbound one = message;
        if (i > 0) {
            one.platform_id = one.message_id;
            one.message_id += ':' + index;
        }
        const auto caption = i == 0 ? parameter(form, "Body") : std::string_view{};
        one.content = InboundAttachment{std::string{parameter(form, "MediaContentType" + index)},
                                        std::string{url}, "", 0, std::string{caption}};
        media.push_back(std::move(one));
    }
    return media;
}

/// A tap on a quick reply or a row of a list (WhatsApp).
std::optional<InboundChoice> read_choice(const Parameters& form) {
    struct Names {
        std::string_view payload;
        std::string_view label;
    };
    for (const auto& [payload, label] :
         {Names{"ButtonPayload", "ButtonText"}, Names{"ListId", "ListTitle"}}) {
        const auto given = parameter(form, payload);
        if (!given.empty()) return InboundChoice{std::string{given}, "", std::string{parameter(form, label)}};
    }
    return std::nullopt;
}

Received read_message(const Parameters& form, const std::string& sid, std::string_view transport) {
    const auto from = parameter(form, "From");
    if (from.empty()) return rejected(Verdict::malformed, "message without From");
    auto inbound = inbound_of(from, parameter(form, "To"), transport);
    inbound.message_id = sid;
    inbound.content = InboundText{std::string{parameter(form, "Body")}};
    // With Advanced Opt-Out Twilio has already acted on these words and answered them.
    const auto opt_out = parameter(form, "OptOutType");
    if (opt_out == "HELP") return ignored("HELP, which Twilio has answered", empty_twiml());
    if (opt_out == "STOP") {
        inbound.content = InboundBlocked{};
    } else if (opt_out == "START") {
        inbound.content = InboundReturned{};
    } else if (auto choice = read_choice(form)) {
        inbound.content = std::move(*choice);
    } else if (auto media = read_media(form, inbound); !media.empty()) {
        return {Verdict::accept, "", std::move(media), empty_twiml()};
    }
    return {Verdict::accept, "", {std::move(inbound)}, empty_twiml()};
}

}  // namespace

std::span<const CodeMeaning> twilio_codes() {
    return kMeanings;
}

HttpReply empty_twiml() {
    return {200, "text/xml", "<Response/>"};
}

Received read_twilio_form(const Parameters& form, std::string_view own_id, std::string_view transport) {
    const std::string sid{parameter(form, "MessageSid")};
    if (sid.empty()) return ignored("no MessageSid", empty_twiml());
    return find_parameter(form, "MessageStatus") != nullptr ? read_status(form, sid, own_id, transport)
                                                            : read_message(form, sid, transport);
}

}  // namespace askwell::adapters
