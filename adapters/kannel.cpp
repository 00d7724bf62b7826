#include "adapters/kannel.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/answers.h"
#include "adapters/choices.h"
#include "adapters/crypto.h"
#include "adapters/encoding.h"
#include "adapters/kannel_reading.h"
#include "adapters/settings.h"

// Source of the wire facts: Kannel 1.4.5 User's Guide (table 7-10 escape codes, 7-16 reply codes, 7-17
// sendsms variables, chapter 10 delivery reports), checked against its smsbox. The lines that belong into
// kannel.conf are in setup().

namespace askwell::adapters {

namespace {

// dlr-mask: 1 delivered to phone + 2 not delivered to phone + 16 not delivered to SMSC.
constexpr std::string_view kReportMask = "19";

struct Settings {
    std::string username;
    std::string password;
    std::string send_url;
    std::string from;
    std::string secret;
    std::string smsc;
    std::string dlr_url;
    flows::SmsRule rule = flows::SmsRule::international;
};

const std::vector<Setting>& known_settings() {
    static const std::vector<Setting> settings = {
        {"dlr_url", false, false,
         "our webhook's URL as Kannel reaches it, for delivery reports; default: none are asked for"},
        {"from", true, false, "the sender: a number, short code or name"},
        {"password", true, true, "of the sendsms-user group"},
        {"rule", false, false, "how messages are counted and numbers read: international (default) or china"},
        {"secret", true, true, "the secret parameter of our webhook's URL; letters, digits and . _ ~ - only"},
        {"send_url", true, false, "smsbox's sendsms URL, like http://127.0.0.1:13013/cgi-bin/sendsms"},
        {"smsc", false, false, "the smsc-id to route by; default: Kannel chooses"},
        {"username", true, false, "of the sendsms-user group"}};
    return settings;
}

class Kannel final : public Adapter {
  public:
    explicit Kannel(Settings settings) : settings_(std::move(settings)) {}

    Received receive(const WebhookRequest& request, TimePoint /*now*/) const override {
        if (request.method != "GET" && request.method != "POST") {
            return rejected(Verdict::method, "neither GET nor POST");
        }
        auto parameters = decode_form(query_of(request.target));
        if (!same_secret(settings_.secret, parameter(parameters, "secret"))) {
            return rejected(Verdict::forged, "the URL's secret does not match");
        }
        if (request.body.size() > kMaxWebhookBody) return rejected(Verdict::malformed, "body too large");
        // With post-url the parameters stay in the URL and the body repeats the text; a form brings its own.
        if (request.method == "POST" && is_form(request.headers)) {
            auto form = decode_form(request.body);
            std::move(form.begin(), form.end(), std::back_inserter(parameters));
        }
        return read_kannel_parameters(parameters, settings_.rule);
    }

    /// One request, however long the text: Kannel cuts it into joined parts itself.
    std::vector<SendRequest> compose(std::string_view address, const flows::Outgoing& message,
                                     const ComposeContext& /*context*/) const override {
        const auto text = with_written_choices(message);
        const bool wide = flows::count_segments(text).encoding == flows::SmsEncoding::ucs2;
        Parameters query = {{"username", settings_.username},
                            {"password", settings_.password},
                            {"from", settings_.from},
                            {"to", std::string{address}},
                            {"charset", "UTF-8"},
                            {"coding", wide ? "2" : "0"},
                            {"text", text}};
        if (!settings_.smsc.empty()) query.emplace_back("smsc", settings_.smsc);
        if (!settings_.dlr_url.empty()) {
            query.emplace_back("dlr-mask", kReportMask);
            query.emplace_back("dlr-url", report_url(message));
        }
        return {{"GET",
                 settings_.send_url + '?' + encode_form(query),
                 {},
                 "",
                 {percent_encode(settings_.password), settings_.secret}}};
    }

    SendResult result(const SendResponse& response) const override {
        SendResult result{outcome_of_status(response.status), "", "", retry_after(response.headers)};
        if (result.outcome == SendOutcome::sent) return result;
        result.reason = "HTTP " + std::to_string(response.status);
        // 403 also says "Not routable": only this text means the user or password.
        if (response.body.find("Authorization failed") != std::string::npos) {
            result.outcome = SendOutcome::credentials;
            result.reason += ": authorization failed";
        }
        return result;
    }

    Traits traits() const override {
        Traits traits;
        traits.phone_numbers = true;
        traits.opt_out_letters = settings_.rule == flows::SmsRule::china;
        traits.sms_rule = settings_.rule;
        return traits;
    }

  private:
    /// Kannel fills in %d and %P when it calls this URL; our own parts hold no "%", which it would take for a
    /// code of its own.
    std::string report_url(const flows::Outgoing& message) const {
        const char joint = settings_.dlr_url.find('?') == std::string::npos ? '?' : '&';
        return settings_.dlr_url + joint + "secret=" + settings_.secret +
               "&message=" + own_message_id(message) + "&report=%d&to=%P";
    }

    Settings settings_;
};

MadeAdapter make(const nlohmann::json& values) {
    SettingsReader reader{values, known_settings()};
    Settings settings;
    settings.username = reader.text("username");
    settings.password = reader.text("password");
    settings.send_url = reader.url("send_url");
    settings.from = reader.text("from");
    settings.secret = reader.text("secret");
    settings.smsc = reader.text("smsc");
    settings.dlr_url = reader.url("dlr_url");
    const auto rule = reader.text("rule", "international");
    settings.rule = rule == "china" ? flows::SmsRule::china : flows::SmsRule::international;
    if (rule != "china" && rule != "international") {
        reader.error("rule", "unknown rule", "write \"international\" or \"china\"");
    }
    if (percent_encode(settings.secret) != settings.secret) {
        reader.error("secret", "has characters that a URL or Kannel would change",
                     "use letters, digits and . _ ~ - only");
    }
    if (settings.dlr_url.find('%') != std::string::npos) {
        reader.error("dlr_url", "has a %, which Kannel would take for an escape code",
                     "use a URL without one");
    }
    return reader.made(reader.good() ? std::make_shared<Kannel>(std::move(settings)) : nullptr);
}

std::string setup(std::string_view webhook_url) {
    const std::string url =
        std::string{webhook_url} + "?secret=SECRET&from=%p&to=%P&text=%b&charset=%C&id=%I&time=%T&smsc=%i";
    return "In kannel.conf, with the channel's secret for SECRET (letters, digits and . _ ~ - only):\n"
           "  group = sms-service\n"
           "  keyword = default\n"
           "  catch-all = true\n"
           "  get-url = \"" +
           url +
           "\"\n"
           "  max-messages = 0\n"
           "  omit-empty = true\n"
           "post-url with the same URL works too. Without max-messages = 0 and omit-empty = true Kannel "
           "answers the customer\n"
           "by itself. The user we send as takes long texts only with\n"
           "  group = sendsms-user\n"
           "  username = USERNAME\n"
           "  password = PASSWORD\n"
           "  concatenation = true\n"
           "  max-messages = 10\n"
           "In the smsbox group set http-request-retry = 10, so that a restart of ours loses no message, "
           "and\n"
           "mo-recode = true; in each smsc group set unified-prefix, so that numbers arrive as +countrycode, "
           "and smsc-id,\n"
           "without which there are no delivery reports. For those give dlr_url in this channel's settings; "
           "each message\n"
           "then asks for its own with\n"
           "  dlr-mask = 19, dlr-url = DLR_URL?secret=SECRET&message=ID&report=%d&to=%P\n";
}

}  // namespace

Platform kannel_platform() {
    return {"kannel", "Kannel SMS gateway", known_settings(), make, setup};
}

}  // namespace askwell::adapters
