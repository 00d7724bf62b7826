#include "tests/support/wecom_double.h"

#include <algorithm>
#include <cctype>

#include "tests/support/cn_crypto.h"

namespace askwell::test {

namespace {

using nlohmann::json;

constexpr const char* kCorpId = "ww0123456789abcdef";
constexpr const char* kSecret = "wecom-corp-secret";
constexpr const char* kToken = "wecomToken01";
constexpr int kAgent = 1000002;
constexpr std::size_t kTextLimit = 2048;  // bytes
constexpr std::size_t kMaxButtons = 6;

json error(int code, const std::string& words) {
    return {{"errcode", code}, {"errmsg", words + ", hint: [1767225600_test]"}};
}

CnRefused refused(int code, const std::string& words, bool fault = true) {
    return {200, error(code, words), fault ? std::to_string(code) + " " + words : ""};
}

HttpAnswer refuse(Fault fault, seconds /*retry_after*/) {
    if (fault == Fault::server_error) return {.status = 502, .fields = {}, .body = "Bad Gateway"};
    return answer_json(200, error(45009, "api freq out of limit"));
}

std::string element(const std::string& name, std::string_view text) {
    return '<' + name + "><![CDATA[" + std::string{text} + "]]></" + name + '>';
}

bool is_task_id(const std::string& id) {
    return !id.empty() && id.size() <= 128 && std::all_of(id.begin(), id.end(), [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '_' || c == '-' || c == '@';
    });
}

CnMessage shown_card(const json& card) {
    if (card.value("card_type", "") != "button_interaction") throw refused(40058, "card_type");
    if (!card.contains("main_title") || card.value("sub_title_text", "").empty())
        throw refused(40058, "neither main_title.title nor sub_title_text");
    if (!is_task_id(card.value("task_id", ""))) throw refused(40058, "task_id");
    const json& buttons = card.at("button_list");
    if (buttons.empty() || buttons.size() > kMaxButtons) throw refused(40058, "button_list");
    CnMessage message{card.at("sub_title_text"), {}};
    for (const json& button : buttons) {
        const std::string text = button.value("text", "");
        const std::string key = button.value("key", "");
        if (text.empty() || key.empty() || key.size() > 1024) throw refused(40058, "button");
        // The task stands with the key, as the platform gives it back with a tap.
        message.buttons.push_back({text, key + '\n' + card.at("task_id").get<std::string>()});
    }
    return message;
}

CnMessage shown(const json& body) {
    const std::string kind = body.value("msgtype", "");
    if (kind == "template_card") return shown_card(body.at("template_card"));
    if (kind != "text") throw refused(40008, "invalid message type");
    const std::string text = body.at("text").value("content", "");
    if (text.empty()) throw refused(44004, "empty content");
    // The real one cuts in silence: what the customer never saw is our fault.
    if (text.size() > kTextLimit) throw refused(45002, "content is cut");
    return {text, {}};
}

}  // namespace

WeComDouble::WeComDouble()
    : server_{{[this](const HttpQuestion& question) { return answer(question); }, refuse}} {}

json WeComDouble::settings() const {
    return {{"platform", "wecom"},
            {"corp_id", kCorpId},
            {"corp_secret", kSecret},
            {"agent_id", kAgent},
            {"token", kToken},
            {"encoding_aes_key", kEncodingAesKey},
            {"base_url", server_.base_url()}};
}

HttpAnswer WeComDouble::answer(const HttpQuestion& question) {
    return answered(server_, [&] {
        const CnTarget target = split_target(question.target);
        if (target.path == "/cgi-bin/gettoken") return get_token(question, target);
        if (target.path == "/cgi-bin/message/send") return send(question, target);
        throw refused(40066, "invalid url");
    });
}

json WeComDouble::get_token(const HttpQuestion& question, const CnTarget& target) {
    if (question.method != "GET") throw refused(43001, "require GET method");
    if (target.query != std::map<std::string, std::string>{{"corpid", kCorpId}, {"corpsecret", kSecret}})
        throw refused(40001, "invalid credential");
    return {{"errcode", 0}, {"errmsg", "ok"}, {"access_token", tokens_.issue()}, {"expires_in", 7200}};
}

json WeComDouble::send(const HttpQuestion& question, const CnTarget& target) {
    const json body = posted_json(question, error(40058, "invalid json"));
    const auto token = target.query.find("access_token");
    if (token == target.query.end()) throw refused(41001, "access_token missing");
    const auto state = tokens_.judge(token->second);
    if (state == CnTokens::State::expired) throw refused(42001, "access_token expired", false);
    if (state == CnTokens::State::unknown) throw refused(40014, "invalid access_token");
    if (body.value("agentid", json{}) != json(kAgent)) throw refused(40056, "invalid agentid");
    std::string user = body.value("touser", "");
    if (user.empty() || user.starts_with('@') || user.find('|') != std::string::npos)
        throw refused(82001, "not one member");
    CnMessage message = shown(body);
    const std::lock_guard lock{mutex_};
    json result = {{"errcode", 0},
                   {"errmsg", "ok"},
                   {"invaliduser", ""},
                   {"msgid", "m-" + std::to_string(++next_message_)}};
    const bool repeated = body.value("enable_duplicate_check", 0) == 1 && !said_.insert(question.body).second;
    if (hidden_.contains(user)) {
        std::transform(user.begin(), user.end(), user.begin(),
                       [](unsigned char c) { return std::tolower(c); });
        result["invaliduser"] = user;
    } else if (!repeated) {
        phones_.show(user, std::move(message));
    }
    return result;
}

void WeComDouble::hide(const std::string& user) {
    const std::lock_guard lock{mutex_};
    hidden_.insert(user);
}

std::string WeComDouble::stamped(const std::string& encrypted) const {
    const std::string timestamp = std::to_string(seconds_now());
    return "?timestamp=" + timestamp +
           "&nonce=1597212914&msg_signature=" + wx_signature({kToken, timestamp, "1597212914", encrypted});
}

std::string WeComDouble::check_url() const {
    const std::string echo = wx_seal("1616140317555161061", kCorpId);
    const std::string query = stamped(echo) + '&' + form_encode({{"echostr", echo}});
    return http_call({"GET", target_.urls.at(0) + query, {}, {}}).body;
}

std::int64_t WeComDouble::event_time() {
    const std::lock_guard lock{mutex_};
    last_event_ = std::max(seconds_now(), last_event_ + 1);
    return last_event_;
}

bool WeComDouble::deliver(const std::string& user, const std::string& fields) {
    const std::string clear = "<xml>" + element("ToUserName", kCorpId) + element("FromUserName", user) +
                              "<CreateTime>" + std::to_string(event_time()) + "</CreateTime>" + fields +
                              "<AgentID>" + std::to_string(kAgent) + "</AgentID></xml>";
    const std::string encrypted = wx_seal(clear, kCorpId);
    return post(stamped(encrypted), {{"Content-Type", "text/xml"}},
                "<xml>" + element("ToUserName", kCorpId) + element("Encrypt", encrypted) +
                    element("AgentID", std::to_string(kAgent)) + "</xml>");
}

bool WeComDouble::say(const std::string& user, std::string_view text) {
    std::unique_lock lock{mutex_};
    const std::string id = std::to_string(++next_message_);
    lock.unlock();
    return deliver(user, element("MsgType", "text") + element("Content", text) + "<MsgId>" + id + "</MsgId>");
}

bool WeComDouble::tap(const std::string& user, std::string_view button) {
    const CnButton tapped = phones_.button(user, button);
    const auto end = tapped.key.find('\n');
    return deliver(user, element("MsgType", "event") + element("Event", "template_card_event") +
                             element("EventKey", tapped.key.substr(0, end)) +
                             element("TaskId", tapped.key.substr(end + 1)) +
                             element("CardType", "button_interaction") +
                             element("ResponseCode", "response-1"));
}

}  // namespace askwell::test
