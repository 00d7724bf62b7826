#include "tests/support/wechat_double.h"

#include <algorithm>
#include <stdexcept>

#include "tests/support/cn_crypto.h"

namespace askwell::test {

namespace {

using nlohmann::json;

constexpr const char* kAppId = "wx1234567890abcdef";
constexpr const char* kSecret = "wechat-app-secret";
constexpr const char* kToken = "wxToken2026";
constexpr const char* kAccount = "gh_0123456789ab";
constexpr std::int64_t kWindow = 48 * 3600;  // seconds
constexpr int kBudget = 5;
constexpr std::size_t kTextLimit = 2048;  // bytes
constexpr std::size_t kMenuLimit = 10;

json error(int code, const std::string& words) {
    return {{"errcode", code}, {"errmsg", words + " rid: 65a0-test"}};
}

/// `fault` marks what a correct client never causes.
CnRefused refused(int code, const std::string& words, bool fault = true) {
    return {200, error(code, words), fault ? std::to_string(code) + " " + words : ""};
}

HttpAnswer refuse(Fault fault, seconds /*retry_after*/) {
    if (fault == Fault::server_error) return {.status = 502, .fields = {}, .body = "Bad Gateway"};
    return answer_json(200, error(45011, "api minute-quota reach limit"));
}

std::string element(const std::string& name, std::string_view text) {
    return '<' + name + "><![CDATA[" + std::string{text} + "]]></" + name + '>';
}

std::string limited(const json& object, const char* name, std::size_t limit) {
    const std::string text = object.value(name, "");
    if (text.empty()) throw refused(44004, std::string{"empty "} + name);
    if (text.size() > limit) throw refused(45002, std::string{"content size out of limit: "} + name);
    return text;
}

CnMessage shown(const json& body) {
    const std::string kind = body.value("msgtype", "");
    if (!body.contains(kind) || !body.at(kind).is_object()) throw refused(40008, "invalid message type");
    const json& content = body.at(kind);
    if (kind == "text") return {limited(content, "content", kTextLimit), {}};
    if (kind != "msgmenu") throw refused(40008, "invalid message type");
    CnMessage message{limited(content, "head_content", kTextLimit), {}};
    if (content.at("list").size() > kMenuLimit) throw refused(47001, "too many menu entries");
    for (const json& entry : content.at("list"))
        message.buttons.push_back({limited(entry, "content", 128), limited(entry, "id", 64)});
    return message;
}

}  // namespace

WeChatDouble::WeChatDouble(Options options)
    : options_{options},
      server_{{[this](const HttpQuestion& question) { return answer(question); }, refuse}} {}

json WeChatDouble::settings() const {
    json settings = {{"platform", "wechat_oa"},
                     {"appid", kAppId},
                     {"appsecret", kSecret},
                     {"token", kToken},
                     {"base_url", server_.base_url()}};
    if (options_.safe) settings.update({{"encoding_aes_key", kEncodingAesKey}, {"mode", "safe"}});
    return settings;
}

// ---- the API ----

HttpAnswer WeChatDouble::answer(const HttpQuestion& question) {
    return answered(server_, [&] {
        const CnTarget target = split_target(question.target);
        if (target.path == "/cgi-bin/stable_token") return stable_token(question);
        const auto token = target.query.find("access_token");
        if (token == target.query.end()) throw refused(41001, "access_token missing");
        if (target.path == "/cgi-bin/message/custom/send") return custom_send(question, token->second);
        throw refused(40066, "invalid url");
    });
}

json WeChatDouble::stable_token(const HttpQuestion& question) {
    const json body = posted_json(question, error(47001, "data format error"));
    if (body.value("appid", "") != kAppId) throw refused(40013, "invalid appid");
    if (body.value("secret", "") != kSecret) throw refused(40125, "invalid appsecret");
    if (body.value("grant_type", "") != "client_credential") throw refused(40002, "invalid grant_type");
    if (body.value("force_refresh", false)) throw refused(45009, "force_refresh is for emergencies");
    return {{"access_token", tokens_.issue()}, {"expires_in", 7200}};
}

void WeChatDouble::check_token(const std::string& token) {
    switch (tokens_.judge(token)) {
        case CnTokens::State::valid:
            return;
        case CnTokens::State::expired:
            throw refused(42001, "access_token expired", false);
        case CnTokens::State::unknown:
            throw refused(40001, "invalid credential, access_token is invalid or not latest");
    }
}

void WeChatDouble::check_window(const std::string& user) {
    const std::lock_guard lock{mutex_};
    const auto found = followers_.find(user);
    if (found == followers_.end()) throw refused(40003, "invalid openid");
    Follower& follower = found->second;
    if (!follower.follows)
        throw refused(45015, "response out of time limit or subscription is canceled", false);
    if (seconds_now() - follower.last_wrote > kWindow)
        throw refused(45015, "response out of time limit or subscription is canceled");
    if (++follower.sent_since > kBudget) throw refused(45047, "out of response count limit");
}

json WeChatDouble::custom_send(const HttpQuestion& question, const std::string& token) {
    const json body = posted_json(question, error(47001, "data format error"));
    check_token(token);
    if (!options_.customer_service) throw refused(48001, "api unauthorized", false);
    const std::string user = body.value("touser", "");
    CnMessage message = shown(body);
    check_window(user);
    phones_.show(user, std::move(message));
    return {{"errcode", 0}, {"errmsg", "ok"}};
}

// ---- the phone ----

std::string WeChatDouble::stamped(std::string_view signature_name, const std::string& encrypted) const {
    const std::string timestamp = std::to_string(seconds_now());
    std::vector<std::string> texts = {kToken, timestamp, "88231"};
    if (!encrypted.empty()) texts.push_back(encrypted);
    return "timestamp=" + timestamp + "&nonce=88231&" + std::string{signature_name} + '=' +
           wx_signature(std::move(texts));
}

std::string WeChatDouble::check_url() const {
    return http_call(
               {"GET", target_.urls.at(0) + '?' + stamped("signature", "") + "&echostr=583739757", {}, {}})
        .body;
}

std::int64_t WeChatDouble::event_time() {
    const std::lock_guard lock{mutex_};
    last_event_ = std::max(seconds_now(), last_event_ + 1);
    return last_event_;
}

bool WeChatDouble::deliver(const std::string& user, const std::string& fields, bool wrote) {
    {
        const std::lock_guard lock{mutex_};
        Follower& follower = followers_[user];
        if (wrote) follower = {true, seconds_now(), 0};
    }
    const std::string clear = "<xml>" + element("ToUserName", kAccount) + element("FromUserName", user) +
                              "<CreateTime>" + std::to_string(event_time()) + "</CreateTime>" + fields +
                              "</xml>";
    const std::string encrypted = options_.safe ? wx_seal(clear, kAppId) : "";
    std::string query = '?' + stamped("signature", "") + "&openid=" + user;
    if (options_.safe) query += "&encrypt_type=aes&" + stamped("msg_signature", encrypted);
    const std::string body =
        options_.safe ? "<xml>" + element("ToUserName", kAccount) + element("Encrypt", encrypted) + "</xml>"
                      : clear;
    HttpAnswer answer;
    const bool taken = post(query, {{"Content-Type", "text/xml"}}, body, &answer);
    show_reply(user, answer);
    return taken;
}

/// One copy's answer is shown, as WeChat shows one; a mistake in it would show the user
/// "该公众号暂时无法提供服务".
void WeChatDouble::show_reply(const std::string& user, const HttpAnswer& answer) {
    if (answer.body.empty() || answer.body == "success") return;
    try {
        std::string xml = answer.body;
        if (options_.safe) {
            const std::string encrypted = xml_text(xml, "Encrypt");
            const auto signature =
                wx_signature({kToken, xml_text(xml, "TimeStamp"), xml_text(xml, "Nonce"), encrypted});
            if (signature != xml_text(xml, "MsgSignature"))
                throw std::invalid_argument("MsgSignature is wrong");
            xml = wx_open(encrypted, kAppId);
        }
        if (!xml.starts_with("<xml>") || !xml.ends_with("</xml>")) throw std::invalid_argument("not XML");
        if (xml_text(xml, "ToUserName") != user || xml_text(xml, "FromUserName") != kAccount)
            throw std::invalid_argument("not addressed to the one who wrote");
        if (std::abs(std::stoll(xml_text(xml, "CreateTime")) - seconds_now()) > 60)
            throw std::invalid_argument("CreateTime is not now in seconds");
        if (xml_text(xml, "MsgType") != "text") throw std::invalid_argument("MsgType");
        phones_.show(user, {xml_text(xml, "Content"), {}, true});
    } catch (const std::exception& problem) {
        server_.add_violation("该公众号暂时无法提供服务: " + std::string{problem.what()} + ": " +
                              answer.body);
    }
}

bool WeChatDouble::say(const std::string& user, std::string_view text) {
    return deliver(user,
                   element("MsgType", "text") + element("Content", text) + "<MsgId>" +
                       std::to_string(++next_message_) + "</MsgId>",
                   true);
}

bool WeChatDouble::tap(const std::string& user, std::string_view button) {
    const CnButton tapped = phones_.button(user, button);
    return deliver(user,
                   element("MsgType", "text") + element("Content", tapped.text) + "<MsgId>" +
                       std::to_string(++next_message_) + "</MsgId><bizmsgmenuid>" + tapped.key +
                       "</bizmsgmenuid>",
                   true);
}

bool WeChatDouble::follow(const std::string& user, std::string_view scene) {
    const std::string key = scene.empty() ? "" : "qrscene_" + std::string{scene};
    return deliver(
        user, element("MsgType", "event") + element("Event", "subscribe") + element("EventKey", key), true);
}

bool WeChatDouble::unfollow(const std::string& user) {
    {
        const std::lock_guard lock{mutex_};
        followers_[user].follows = false;
    }
    return deliver(user, element("MsgType", "event") + element("Event", "unsubscribe"), false);
}

}  // namespace askwell::test
