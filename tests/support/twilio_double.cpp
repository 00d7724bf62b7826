#include "tests/support/twilio_double.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <cstdio>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <stdexcept>
#include <utility>

#include <nlohmann/json.hpp>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace askwell::test {

namespace {

using nlohmann::json;
using Clock = std::chrono::system_clock;

constexpr std::size_t kBodyLimit = 1600;
constexpr std::string_view kFormType = "application/x-www-form-urlencoded";

std::string base64(std::string_view bytes) {
    std::string out(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    const int length =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                        reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    out.resize(static_cast<std::size_t>(length));
    return out;
}

/// What Twilio says when it refuses. `our_fault` marks what a correct client never causes.
struct Refused {
    int status = 400;
    int code = 0;
    std::string message;
    bool our_fault = true;
};

HttpAnswer answer_json(int status, const json& body) {
    return {.status = status,
            .fields = {{"Content-Type", "application/json;charset=utf-8"}},
            .body = body.dump()};
}

HttpAnswer answer_refused(const Refused& refused) {
    return answer_json(refused.status,
                       {{"code", refused.code},
                        {"message", refused.message},
                        {"more_info", "https://www.twilio.com/docs/errors/" + std::to_string(refused.code)},
                        {"status", refused.status}});
}

HttpAnswer refuse(Fault fault, seconds retry_after) {
    if (fault == Fault::server_error) return answer_refused({500, 20500, "Internal Server Error"});
    HttpAnswer answer = answer_refused({429, 20429, "Too Many Requests"});
    answer.fields.emplace_back("Retry-After", std::to_string(retry_after.count()));
    return answer;
}

std::string value_of(const FormFields& form, std::string_view name) {
    const auto found = std::ranges::find(form, name, &FormFields::value_type::first);
    return found == form.end() ? "" : found->second;
}

/// E.164: '+', then up to 15 digits that do not begin with 0.
bool is_phone_number(std::string_view number) {
    return number.size() >= 8 && number.size() <= 16 && number[0] == '+' && number[1] != '0' &&
           number.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

/// The whole trimmed message, in capitals: how Twilio's default opt-out words are matched.
std::string keyword_of(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    std::string word{text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1)};
    for (char& c : word) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return word;
}

constexpr std::array<std::string_view, 8> kStopWords{"STOP",    "UNSUBSCRIBE", "END",    "QUIT",
                                                     "STOPALL", "REVOKE",      "OPTOUT", "CANCEL"};
constexpr std::array<std::string_view, 2> kStartWords{"START", "UNSTOP"};

std::string make_sid(std::uint64_t number) {
    std::array<char, 40> sid{};
    std::snprintf(sid.data(), sid.size(), "SM%032llx", static_cast<unsigned long long>(number));
    return sid.data();
}

bool again_when_not_connected(const HttpAnswer& answer) {
    return !answer.connected;
}

}  // namespace

std::string twilio_signature(std::string_view auth_token, std::string_view url, FormFields form) {
    std::ranges::sort(form);
    std::string text{url};
    for (const auto& [name, value] : form) text += name + value;
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    HMAC(EVP_sha1(), auth_token.data(), static_cast<int>(auth_token.size()),
         reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(), &length);
    return base64({reinterpret_cast<const char*>(digest.data()), length});
}

struct TwilioDouble::Impl {
    explicit Impl(Options given)
        : options{std::move(given)},
          server{{[this](const HttpQuestion& question) { return answer(question); }, refuse}} {}

    // ---- the Messages API ----

    HttpAnswer answer(const HttpQuestion& question) {
        try {
            return answer_json(201, create_message(question));
        } catch (const Refused& refused) {
            if (refused.our_fault) server.add_violation(std::to_string(refused.code) + " " + refused.message);
            return answer_refused(refused);
        }
    }

    json create_message(const HttpQuestion& question) {
        const std::string resource = "/2010-04-01/Accounts/" + options.account_sid + "/Messages.json";
        const std::string credentials = "Basic " + base64(options.account_sid + ":" + options.auth_token);
        if (field(question.fields, "Authorization") != credentials) throw Refused{401, 20003, "Authenticate"};
        if (question.target != resource)
            throw Refused{404, 20404, "The requested resource " + question.target + " was not found"};
        if (question.method != "POST") throw Refused{405, 20004, "Method not allowed"};
        if (!field(question.fields, "Content-Type").starts_with(kFormType))
            throw Refused{415, 20415, "Content-Type is not " + std::string{kFormType}};
        const FormFields form = form_decode(question.body);
        const std::string to = recipient(form);
        TwilioMessage message{.from = sender(form),
                              .text = body(form),
                              .status_callback = value_of(form, "StatusCallback"),
                              .at = Clock::now()};
        return deliver_to_phone(to, std::move(message));
    }

    static std::string recipient(const FormFields& form) {
        std::string to = value_of(form, "To");
        if (to.empty()) throw Refused{400, 21604, "A 'To' phone number is required."};
        if (!is_phone_number(to))
            throw Refused{400, 21211, "The 'To' number " + to + " is not a valid phone number.", false};
        return to;
    }

    std::string sender(const FormFields& form) const {
        const std::string from = value_of(form, "From");
        const std::string service = value_of(form, "MessagingServiceSid");
        if (from.empty() && service.empty()) throw Refused{400, 21603, "A 'From' phone number is required."};
        if (!service.empty() && service != options.messaging_service)
            throw Refused{404, 20404, "The Messaging Service " + service + " was not found"};
        if (!from.empty() && from != options.number)
            throw Refused{400, 21606,
                          "The 'From' phone number provided is not a valid message-capable Twilio phone "
                          "number for this "
                          "destination/account"};
        return from.empty() ? service : from;
    }

    static std::string body(const FormFields& form) {
        std::string text = value_of(form, "Body");
        if (text.empty()) throw Refused{400, 21602, "Message body is required."};
        if (utf16_units(text) > kBodyLimit)
            throw Refused{400, 21617, "The concatenated message body exceeds the 1600 character limit"};
        return text;
    }

    json deliver_to_phone(const std::string& to, TwilioMessage message) {
        const std::lock_guard lock{mutex};
        if (opted_out.contains(to))
            throw Refused{400, 21610, "Attempt to send to unsubscribed recipient", false};
        message.sid = make_sid(next_sid++);
        const bool by_service = message.from == options.messaging_service;
        json created = {{"sid", message.sid},
                        {"account_sid", options.account_sid},
                        {"api_version", "2010-04-01"},
                        {"status", by_service ? "accepted" : "queued"},
                        {"num_segments", by_service ? "0" : "1"},
                        {"num_media", "0"},
                        {"direction", "outbound-api"},
                        {"to", to},
                        {"from", by_service ? json{} : json(message.from)},
                        {"messaging_service_sid", by_service ? json(message.from) : json{}},
                        {"body", message.text},
                        {"error_code", nullptr},
                        {"error_message", nullptr}};
        phones[to].push_back(std::move(message));
        ++delivered;
        arrived.notify_all();
        return created;
    }

    // ---- phones ----

    /// Signs and posts `form` to every URL of `where`: signed with `signed_url`, or with the URL itself when
    /// that is "".
    WebhookRun deliver(WebhookTarget where, const FormFields& form, const std::string& signed_url) const {
        where.attempts = std::min(where.attempts, 2);
        const auto call_for = [&](const std::string& url) {
            const std::string& as = signed_url.empty() ? url : signed_url;
            return HttpCall{
                .method = "POST",
                .url = url,
                .fields = {{"Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"},
                           {"User-Agent", "TwilioProxy/1.1"},
                           {"I-Twilio-Idempotency-Token", value_of(form, "MessageSid")},
                           {"X-Twilio-Signature", twilio_signature(options.auth_token, as, form)}},
                .body = form_encode(form)};
        };
        return deliver_webhook(where, call_for, again_when_not_connected);
    }

    void keep_opt_out(const std::string& phone, std::string_view text) {
        const std::string word = keyword_of(text);
        if (std::ranges::find(kStopWords, word) != kStopWords.end()) opted_out.insert(phone);
        if (std::ranges::find(kStartWords, word) != kStartWords.end()) opted_out.erase(phone);
    }

    const Options options;
    mutable std::mutex mutex;
    mutable std::condition_variable arrived;
    std::map<std::string, std::vector<TwilioMessage>> phones;
    std::set<std::string> opted_out;
    std::uint64_t delivered = 0;
    std::uint64_t next_sid = 1;
    WebhookTarget target;
    PlatformServer server;  // last: its thread ends before what it uses goes
};

TwilioDouble::TwilioDouble() : TwilioDouble{Options{}} {}
TwilioDouble::TwilioDouble(Options options) : impl_{std::make_unique<Impl>(std::move(options))} {}
TwilioDouble::~TwilioDouble() = default;

const TwilioDouble::Options& TwilioDouble::options() const {
    return impl_->options;
}
std::string TwilioDouble::base_url() const {
    return impl_->server.base_url();
}
PlatformServer& TwilioDouble::server() {
    return impl_->server;
}
std::vector<std::string> TwilioDouble::violations() const {
    return impl_->server.violations();
}

void TwilioDouble::deliver_to(WebhookTarget target) {
    const std::lock_guard lock{impl_->mutex};
    impl_->target = std::move(target);
}

WebhookRun TwilioDouble::say(const std::string& phone, std::string_view text) {
    std::unique_lock lock{impl_->mutex};
    if (impl_->options.keeps_opt_outs) impl_->keep_opt_out(phone, text);
    const std::string sid = make_sid(impl_->next_sid++);
    const WebhookTarget where = impl_->target;
    lock.unlock();
    const FormFields form{{"ToCountry", "US"},
                          {"ToState", "CA"},
                          {"SmsMessageSid", sid},
                          {"NumMedia", "0"},
                          {"ToCity", ""},
                          {"FromZip", "94105"},
                          {"SmsSid", sid},
                          {"FromState", "CA"},
                          {"SmsStatus", "received"},
                          {"FromCity", "SAN FRANCISCO"},
                          {"Body", std::string{text}},
                          {"FromCountry", "US"},
                          {"To", impl_->options.number},
                          {"ToZip", ""},
                          {"NumSegments", "1"},
                          {"MessageSid", sid},
                          {"AccountSid", impl_->options.account_sid},
                          {"From", phone},
                          {"ApiVersion", "2010-04-01"}};
    return impl_->deliver(where, form, impl_->options.signed_url);
}

WebhookRun TwilioDouble::report(const std::string& phone, const TwilioMessage& message,
                                std::string_view status, std::string_view error_code) {
    if (message.status_callback.empty()) throw std::logic_error("the service asked for no status callback");
    FormFields form{{"MessageSid", message.sid},
                    {"SmsSid", message.sid},
                    {"MessageStatus", std::string{status}},
                    {"SmsStatus", std::string{status}},
                    {"To", phone},
                    {"From", impl_->options.number},
                    {"AccountSid", impl_->options.account_sid},
                    {"ApiVersion", "2010-04-01"}};
    if (!error_code.empty()) form.emplace_back("ErrorCode", std::string{error_code});
    std::unique_lock lock{impl_->mutex};
    WebhookTarget where = impl_->target;
    lock.unlock();
    where.urls = {message.status_callback};
    return impl_->deliver(where, form, {});
}

std::vector<TwilioMessage> TwilioDouble::messages(const std::string& phone) const {
    return wait_for_messages(phone, 0, milliseconds{0});
}

std::vector<TwilioMessage> TwilioDouble::wait_for_messages(const std::string& phone, std::size_t count,
                                                           milliseconds patience) const {
    std::unique_lock lock{impl_->mutex};
    const std::vector<TwilioMessage>& seen = impl_->phones[phone];
    impl_->arrived.wait_for(lock, patience, [&] { return seen.size() >= count; });
    return seen;
}

std::uint64_t TwilioDouble::delivered() const {
    const std::lock_guard lock{impl_->mutex};
    return impl_->delivered;
}

}  // namespace askwell::test
