#include "adapters/twilio_reading.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/answers.h"

namespace askwell::adapters {

namespace {

constexpr int kMaxMedia = 10;  // Messages resource, parameter MediaUrl

// Twilio's error dictionary. Its messages repeat the number; these do not. Unknown codes go by their HTTP
// status.
constexpr std::array kMeanings = {
    TwilioMeaning{10001, SendOutcome::account, "account not active"},
    TwilioMeaning{20003, SendOutcome::credentials, "authentication failed"},
    TwilioMeaning{20429, SendOutcome::retry, "too many requests"},
    TwilioMeaning{21211, SendOutcome::permanent, "not a valid number"},
    TwilioMeaning{21408, SendOutcome::permanent, "region not enabled"},
    TwilioMeaning{21606, SendOutcome::permanent, "sender cannot send this"},
    TwilioMeaning{21607, SendOutcome::permanent, "sender cannot send this"},
    TwilioMeaning{21608, SendOutcome::permanent, "number not verified on a trial account"},
    TwilioMeaning{21610, SendOutcome::blocked, "recipient opted out"},
    TwilioMeaning{21614, SendOutcome::permanent, "not a mobile number"},
    TwilioMeaning{21617, SendOutcome::permanent, "text too long"},
    TwilioMeaning{30001, SendOutcome::retry, "queue overflow"},
    TwilioMeaning{30002, SendOutcome::account, "account suspended"},
    TwilioMeaning{30003, SendOutcome::retry, "handset not reachable"},
    TwilioMeaning{30004, SendOutcome::blocked, "message blocked"},
    TwilioMeaning{30005, SendOutcome::permanent, "unknown handset"},
    TwilioMeaning{30006, SendOutcome::permanent, "landline or carrier not reachable"},
    TwilioMeaning{30007, SendOutcome::permanent, "filtered by the carrier"},
    TwilioMeaning{30008, SendOutcome::retry, "unknown error"},
    TwilioMeaning{30034, SendOutcome::permanent, "sender not registered (A2P 10DLC)"},
    TwilioMeaning{63014, SendOutcome::blocked, "blocked by the recipient"},
    TwilioMeaning{63016, SendOutcome::window_closed, "outside the messaging window"},
};

int number_of(std::string_view digits) {
    int number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

/// What a status means to us; nullopt for those on the way there (queued, sending …).
std::optional<DeliveryStatus> delivery_status(std::string_view status) {
    if (status == "sent") return DeliveryStatus::sent;
    if (status == "delivered" || status == "read") return DeliveryStatus::delivered;
    if (status == "undelivered" || status == "failed" || status == "canceled") return DeliveryStatus::failed;
    return std::nullopt;
}

Received read_status(const Parameters& form, const std::string& sid) {
    const auto to = parameter(form, "To");
    if (to.empty()) return rejected(Verdict::malformed, "status without To");
    const std::string status{parameter(form, "MessageStatus")};
    const auto known = delivery_status(status);
    if (!known) return ignored("message still on its way", empty_twiml());
    const std::string error{parameter(form, "ErrorCode")};
    const auto* meaning = twilio_meaning(number_of(error));
    const bool blocked = meaning != nullptr && meaning->outcome == SendOutcome::blocked;
    Inbound inbound{std::string{to}, sid + ':' + status, std::nullopt, "",
                    InboundStatus{sid, *known, error, *known == DeliveryStatus::failed && blocked}};
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
        if (i > 0) one.message_id += ':' + index;
        const auto caption = i == 0 ? parameter(form, "Body") : std::string_view{};
        one.content = InboundAttachment{std::string{parameter(form, "MediaContentType" + index)},
                                        std::string{url}, "", 0, std::string{caption}};
        media.push_back(std::move(one));
    }
    return media;
}

Received read_message(const Parameters& form, const std::string& sid) {
    const auto from = parameter(form, "From");
    if (from.empty()) return rejected(Verdict::malformed, "message without From");
    Inbound inbound{std::string{from}, sid, std::nullopt, "",
                    InboundText{std::string{parameter(form, "Body")}}};
    // With Advanced Opt-Out Twilio has already acted on these words and answered them.
    const auto opt_out = parameter(form, "OptOutType");
    if (opt_out == "HELP") return ignored("HELP, which Twilio has answered", empty_twiml());
    if (opt_out == "STOP") {
        inbound.content = InboundBlocked{};
    } else if (opt_out == "START") {
        inbound.content = InboundReturned{};
    } else if (const auto payload = parameter(form, "ButtonPayload"); !payload.empty()) {
        inbound.content = InboundChoice{std::string{payload}, ""};
    } else if (auto media = read_media(form, inbound); !media.empty()) {
        return {Verdict::accept, "", std::move(media), empty_twiml()};
    }
    return {Verdict::accept, "", {std::move(inbound)}, empty_twiml()};
}

}  // namespace

const TwilioMeaning* twilio_meaning(std::int64_t code) {
    const auto* found = std::find_if(kMeanings.begin(), kMeanings.end(),
                                     [code](const TwilioMeaning& meaning) { return meaning.code == code; });
    return found == kMeanings.end() ? nullptr : found;
}

HttpReply empty_twiml() {
    return {200, "text/xml", "<Response/>"};
}

Received read_twilio_form(const Parameters& form) {
    const std::string sid{parameter(form, "MessageSid")};
    if (sid.empty()) return ignored("no MessageSid", empty_twiml());
    return find_parameter(form, "MessageStatus") != nullptr ? read_status(form, sid)
                                                            : read_message(form, sid);
}

}  // namespace askwell::adapters
