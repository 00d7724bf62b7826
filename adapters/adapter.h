// One platform, as pure functions: verify and read a webhook, compose a send request, read its result.
// No I/O, no clock, no randomness, no threads: time and nonce are passed in. Adapters are immutable after
// construction and may be used from any thread. Bad input gives a verdict, never an exception.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "flows/engine.h"
#include "flows/sms_segments.h"
#include "flows/time.h"

namespace askwell::adapters {

using flows::Duration;
using flows::TimePoint;

// ---- HTTP as plain values ----

using Header = std::pair<std::string, std::string>;
using Headers = std::vector<Header>;

/// The first value of a header, its name compared without case; "" when absent.
std::string_view header(const Headers& headers, std::string_view name);

/// A webhook as it came, before anything was decoded. Views are owned by the caller.
struct WebhookRequest {
    std::string_view method;
    std::string_view target;  ///< path and query, byte for byte
    const Headers& headers;
    std::string_view body;
};

struct HttpReply {
    int status = 200;
    std::string content_type;  ///< "" when no type is to be sent
    std::string body;
};

/// A request to a platform. `url` is absolute.
struct SendRequest {
    std::string method = "POST";
    std::string url;
    Headers headers;
    std::string body;
    /// What part of the URL or the headers is secret, so that logs and dry runs can hide it.
    std::vector<std::string> secrets;
};

struct SendResponse {
    int status = 0;
    Headers headers;
    std::string body;
};

// ---- inbound ----

enum class DeliveryStatus { sent, delivered, failed };

struct InboundText {
    std::string text;
    std::optional<flows::TextPart> part = {};  ///< where the platform delivers a long text in several
};
struct InboundChoice {
    std::string payload;      ///< as we gave it in flows::Choice::payload
    std::string callback_id;  ///< for platforms that want taps acknowledged (Telegram); else ""
    std::string label;        ///< what the customer saw on it, where the platform says so
};
struct InboundAttachment {
    std::string kind;  ///< "photo", "document", "image/jpeg" …
    std::string reference;
    std::string name;
    std::uint64_t size = 0;  ///< bytes; 0 when unknown
    std::string caption;     ///< what was written beside it, to be read like a text; "" when nothing
};
/// The contact opened the conversation (/start, follow). `parameter` is what the link carried.
struct InboundStart {
    std::string parameter;
};
struct InboundBlocked {};   ///< the contact blocked us or unsubscribed at the platform
struct InboundReturned {};  ///< … and came back
struct InboundStatus {
    std::string provider_id;  ///< the id the platform gave when the message was sent; or ours, when it
                              ///< carries ours back
    DeliveryStatus status = DeliveryStatus::sent;
    std::string error_code;
    bool blocked = false;         ///< failed because the contact opted out
    std::string platform_status;  ///< the platform's own word ("undelivered", "read")
};

struct Inbound {
    std::string address;     ///< the contact's, normalised ("+8613800000001", a chat id)
    std::string message_id;  ///< dedupe key, unique within the channel; never empty
    std::optional<TimePoint> sent_at;
    std::string language;  ///< what the platform says of the user's language; "" when nothing
    std::variant<InboundText, InboundChoice, InboundAttachment, InboundStart, InboundBlocked, InboundReturned,
                 InboundStatus>
        content;
    std::string sender;     ///< the address as the platform writes it, where we normalise it; else ""
    std::string recipient;  ///< our number or account that was written to; "" when the platform does not say
    std::string platform_id;  ///< the platform's id of the message, where message_id is another; else ""
    /// By what this very message can be answered for a short time, opaque outside the adapter: a reply token
    /// (LINE), a session's URL (DingTalk), who wrote to whom (WeChat). Given back in
    /// ComposeContext::reply_route for what is said in answer, and to reply_now(). May be secret.
    std::string reply_route;
    /// What this lets us say, where it is less than what a word of the contact's does (Traits::window,
    /// budget).
    std::optional<flows::Window> window;
};

enum class Verdict {
    accept,
    forged,     ///< signature or secret is wrong: 403
    stale,      ///< signed too long ago: 403
    malformed,  ///< not what this platform sends: 400
    method,     ///< not a method this webhook has: 405
};

struct Received {
    Verdict verdict = Verdict::accept;
    std::string reason;  ///< why not accepted, or why nothing was read ("edited message"); no personal data
    std::vector<Inbound> messages;  ///< empty unless accepted; what must be ignored is left out
    HttpReply reply;                ///< what the platform expects, after the commit
};

// ---- outbound ----

/// What becomes of a send, for the sender to act on.
enum class SendOutcome {
    sent,
    retry,          ///< later, after `retry_after` when given
    permanent,      ///< never with this content or address
    blocked,        ///< the contact opted out or blocked us: end the conversation
    window_closed,  ///< outside the platform's messaging window
    credentials,    ///< our token was refused: alarm; retry later
    account,        ///< our account is suspended or out of money: alarm; retry later
};

struct SendResult {
    SendOutcome outcome = SendOutcome::sent;
    std::string provider_id;  ///< the platform's id of the message, for delivery reports; "" when it gives
                              ///< none: see own_message_id()
    std::string reason;       ///< error code and meaning; no personal data
    std::optional<Duration> retry_after;
    /// For `retry`: it is this contact who got too many, whatever the HTTP status; the channel goes on.
    bool contact_only = false;
};

/// The id we give a message ourselves: "<conversation id>.<number>". A platform that answers a send without
/// an id of its own (Kannel) gets it along and names it in delivery reports: so where SendResult::provider_id
/// is "" after a send, an InboundStatus::provider_id is this. Only URL-safe characters; no personal data.
std::string own_message_id(const flows::Outgoing& message);
/// True for what has the form of own_message_id(): a report may also carry what others gave along.
bool is_own_message_id(std::string_view id);

struct ComposeContext {
    TimePoint now;
    std::string nonce;         ///< fresh per request where a scheme needs one; 32 hex digits
    std::string access_token;  ///< the current one, where the adapter has a token_request(); else ""
    /// Inbound::reply_route of the message that is answered; "" when nothing is, when the route serves no
    /// more (Traits::reply_route_lasts), or when it was refused.
    std::string reply_route;
    /// False when the platform's window has closed (Traits::window): only an approved template may be sent.
    bool window_open = true;
};

/// A fresh access token, read from the platform's answer to token_request().
struct TokenGrant {
    std::string token;    ///< never empty
    Duration lifetime{};  ///< as the platform says, from now
};

/// How messages reach the contact.
enum class Delivery {
    push,  ///< we call the platform
    pull,  ///< the contact's own client fetches them (web chat): they stay in the outbox until it says it has
           ///< them
};

struct Traits {
    Delivery delivery = Delivery::push;
    bool phone_numbers = false;    ///< addresses are phone numbers
    bool opt_out_letters = false;  ///< texts end with a one-letter way out (T, R), as SMS in China do
    bool delivery_reports =
        false;                     ///< reports name the provider's id of the message: it has to be remembered
    bool customer_starts = false;  ///< the platform lets us write only to people who wrote first (Telegram)
    std::optional<Duration> window;  ///< how long after the customer's last message we may write
    std::optional<int> budget;       ///< how many messages we may send after each of the customer's
    bool templates = false;  ///< approved templates are configured: compose() may need Outgoing::fields
    /// Outside the window these kinds can still be said, by an approved template.
    bool template_invitation = false;
    bool template_reminder = false;
    bool access_token = false;  ///< compose() needs ComposeContext::access_token: see token_request()
    /// The platform takes the answer inside the webhook's response when it is ready within this time
    /// (WeChat): see reply_now().
    std::optional<Duration> reply_within;
    /// A reply route serves for a while and for any number of messages, so that it is kept with what is said
    /// in answer. False: it is tried at once, for the first message, or never.
    bool reply_route_lasts = false;
    flows::SmsRule sms_rule = flows::SmsRule::international;
    double sends_per_second = 30;  ///< default rate limit of the channel
};

class Adapter {
  public:
    virtual ~Adapter() = default;
    Adapter() = default;
    Adapter(const Adapter&) = delete;
    Adapter& operator=(const Adapter&) = delete;

    /// Verifies over the raw bytes, then parses once and reads.
    virtual Received receive(const WebhookRequest& request, TimePoint now) const = 0;

    /// The requests that say `message` to `address`, in order; more than one where the platform's unit forces
    /// a split.
    virtual std::vector<SendRequest> compose(std::string_view address, const flows::Outgoing& message,
                                             const ComposeContext& context) const = 0;

    /// What the platform's answer to one composed request means.
    virtual SendResult result(const SendResponse& response) const = 0;

    /// Acknowledges a button tap where the platform wants that; nullopt where it does not.
    virtual std::optional<SendRequest> acknowledge(const InboundChoice& choice) const;

    /// The webhook's response that says all of `messages` to who wrote; nullopt when they do not fit into
    /// one, or when the platform takes no answer there (Traits::reply_within).
    virtual std::optional<HttpReply> reply_now(const std::vector<flows::Outgoing>& messages,
                                               const ComposeContext& context) const;

    /// What fetches an access token; nullopt for platforms without (Traits::access_token).
    virtual std::optional<SendRequest> token_request() const;
    /// The platform's answer to token_request(): a token, or why there is none (credentials, retry …).
    virtual std::variant<TokenGrant, SendResult> read_token(const SendResponse& response) const;

    /// What registers `webhook_url` (our public URL) with the platform; nullopt where it is entered by hand:
    /// see Platform::setup.
    virtual std::optional<SendRequest> registration(std::string_view webhook_url) const;

    virtual Traits traits() const = 0;
    /// What holds for one address: differs from traits() where an account carries several transports.
    virtual Traits traits_for(std::string_view address) const;

    /// An address as other systems write it, as we write it; nullopt when it can be nobody's here. By default
    /// a phone number where addresses are phone numbers (Traits::phone_numbers), else any text.
    virtual std::optional<std::string> normal_address(std::string_view given) const;
};

using AdapterPtr = std::shared_ptr<const Adapter>;

}  // namespace askwell::adapters
