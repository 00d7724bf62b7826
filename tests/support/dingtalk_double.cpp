#include "tests/support/dingtalk_double.h"

#include "tests/support/cn_crypto.h"

namespace askwell::test {

namespace {

using nlohmann::json;

constexpr const char* kAppKey = "dingappkey0001";
constexpr const char* kSecret = "SECdingAppSecret_0123456789";
constexpr const char* kRobot = "ding0001robot";
constexpr std::string_view kTapLink = "dtmd://dingtalkclient/sendMessage?";
constexpr std::size_t kBodyLimit = 20'000;  // bytes

/// The new API: an HTTP status and a word.
CnRefused refused(int status, const std::string& word, const std::string& why, bool fault = true) {
    return {
        status, {{"code", word}, {"message", why}, {"requestid", "TEST"}}, fault ? word + ": " + why : ""};
}

/// The old API, which session webhooks belong to: a number behind 200.
CnRefused old_refused(int code, const std::string& why, bool fault = true) {
    return {200, {{"errcode", code}, {"errmsg", why}}, fault ? std::to_string(code) + ' ' + why : ""};
}

HttpAnswer refuse(Fault fault, seconds /*retry_after*/) {
    if (fault == Fault::server_error)
        return answer_json(503, {{"code", "ServiceUnavailable"}, {"message", "try later"}});
    return answer_json(429, {{"code", "Throttling.Api"}, {"message", "too many requests"}});
}

CnButton button(const std::string& title, const std::string& link) {
    if (!link.starts_with(kTapLink))
        throw refused(400, "invalidParameter", "a button that leads away: " + link);
    const auto query = form_decode(link.substr(kTapLink.size()));
    if (query.size() != 1 || query[0].first != "content" || query[0].second.empty())
        throw refused(400, "invalidParameter", "a button without content");
    return {title, query[0].second};
}

CnMessage sample(const std::string& key, const json& parameters) {
    if (key == "sampleText") return {parameters.at("content"), {}};
    constexpr std::string_view kCard = "sampleActionCard";
    const std::string count = key.starts_with(kCard) ? key.substr(kCard.size()) : "";
    if (count.size() != 1 || count[0] < '2' || count[0] > '5')
        throw refused(400, "invalidParameter", "msgKey");
    CnMessage message{parameters.at("text"), {}};
    if (parameters.at("title").empty()) throw refused(400, "invalidParameter", "title");
    for (char i = '1'; i <= count[0]; ++i) {
        message.buttons.push_back(button(parameters.at(std::string{"actionTitle"} + i),
                                         parameters.at(std::string{"actionURL"} + i)));
    }
    return message;
}

CnMessage session_message(const json& body) {
    const std::string kind = body.value("msgtype", "");
    if (kind == "text") return {body.at("text").at("content"), {}};
    if (kind != "actionCard") throw old_refused(40035, "msgtype");
    const json& card = body.at("actionCard");
    if (card.at("title").empty()) throw old_refused(40035, "title");
    CnMessage message{card.at("text"), {}};
    for (const json& each : card.at("btns"))
        message.buttons.push_back(button(each.at("title"), each.at("actionURL")));
    return message;
}

}  // namespace

DingTalkDouble::DingTalkDouble()
    : server_{{[this](const HttpQuestion& question) { return answer(question); }, refuse}} {}

json DingTalkDouble::settings() const {
    return {{"platform", "dingtalk"},         {"app_key", kAppKey},
            {"app_secret", kSecret},          {"robot_code", kRobot},
            {"base_url", server_.base_url()}, {"oapi_base_url", server_.base_url()}};
}

HttpAnswer DingTalkDouble::answer(const HttpQuestion& question) {
    return answered(server_, [&] {
        const CnTarget target = split_target(question.target);
        if (question.body.size() > kBodyLimit) throw old_refused(460101, "message too long");
        if (target.path == "/v1.0/oauth2/accessToken") return get_token(question);
        if (target.path == "/v1.0/robot/oToMessages/batchSend") return batch_send(question);
        if (target.path == "/robot/sendBySession") return send_by_session(question, target);
        throw refused(404, "InvalidAction.NotFound", target.path);
    });
}

json DingTalkDouble::get_token(const HttpQuestion& question) {
    const json body = posted_json(question, {{"code", "invalidParameter"}});
    if (body.value("appKey", "") != kAppKey || body.value("appSecret", "") != kSecret)
        throw refused(400, "invalidClientIdOrSecret", "no such app");
    return {{"accessToken", tokens_.issue()}, {"expireIn", 7200}};
}

json DingTalkDouble::batch_send(const HttpQuestion& question) {
    const json body = posted_json(question, {{"code", "invalidParameter"}});
    const auto state = tokens_.judge(field(question.fields, "x-acs-dingtalk-access-token"));
    if (state != CnTokens::State::valid)
        throw refused(400, "InvalidAuthentication", "access token", state == CnTokens::State::unknown);
    if (body.value("robotCode", "") != kRobot) throw refused(400, "robot.not.found", "robotCode");
    const json users = body.value("userIds", json::array());
    if (users.size() != 1) throw refused(400, "invalidParameter", "userIds");
    const json parameters = json::parse(body.value("msgParam", ""), nullptr, false);
    if (!parameters.is_object()) throw refused(400, "invalidParameter", "msgParam is not a string of JSON");
    CnMessage message = sample(body.value("msgKey", ""), parameters);
    const std::string user = users.at(0);
    const std::lock_guard lock{mutex_};
    const bool gone = removed_.contains(user);
    if (!gone) phones_.show(user, std::move(message));
    return {{"processQueryKey", "key-" + std::to_string(++next_message_)},
            {"invalidStaffIdList", gone ? json::array({user}) : json::array()},
            {"flowControlledStaffIdList", json::array()}};
}

json DingTalkDouble::send_by_session(const HttpQuestion& question, const CnTarget& target) {
    const json body = posted_json(question, {{"errcode", 40035}});
    CnMessage message = session_message(body);
    const std::lock_guard lock{mutex_};
    const auto session = target.query.find("session");
    const auto found = session == target.query.end() ? sessions_.end() : sessions_.find(session->second);
    if (found == sessions_.end()) throw old_refused(300001, "token is not exist");
    if (ended_) throw old_refused(300001, "token is not exist", false);
    ++in_session_;
    phones_.show(found->second, std::move(message));
    return {{"errcode", 0}, {"errmsg", "ok"}};
}

void DingTalkDouble::end_sessions() {
    const std::lock_guard lock{mutex_};
    ended_ = true;
}

int DingTalkDouble::answered_in_session() const {
    const std::lock_guard lock{mutex_};
    return in_session_;
}

void DingTalkDouble::remove(const std::string& user) {
    const std::lock_guard lock{mutex_};
    removed_.insert(user);
}

bool DingTalkDouble::say(const std::string& user, std::string_view text) {
    const std::string now = std::to_string(seconds_now() * 1000);
    std::unique_lock lock{mutex_};
    const std::string session = "s" + std::to_string(sessions_.size() + 1);
    sessions_[session] = user;
    const std::string id = "msg" + std::to_string(++next_message_) + "==";
    lock.unlock();
    const json body = {{"conversationId", "cidA=="},
                       {"msgId", id},
                       {"senderNick", "小明"},
                       {"senderStaffId", user},
                       {"senderId", "$:LWCP_v1:$" + user},
                       {"senderCorpId", "ding0001"},
                       {"chatbotUserId", "$:LWCP_v1:$bot"},
                       {"sessionWebhook", server_.base_url() + "/robot/sendBySession?session=" + session},
                       {"sessionWebhookExpiredTime", (seconds_now() + 5400) * 1000},
                       {"createAt", seconds_now() * 1000},
                       {"conversationType", "1"},
                       {"robotCode", kRobot},
                       {"msgtype", "text"},
                       {"text", {{"content", " " + std::string{text}}}}};
    return post("",
                {{"Content-Type", "application/json; charset=utf-8"},
                 {"timestamp", now},
                 {"sign", hmac_sha256_base64(kSecret, now + "\n" + kSecret)}},
                body.dump());
}

bool DingTalkDouble::tap(const std::string& user, std::string_view wanted) {
    return say(user, phones_.button(user, wanted).key);
}

}  // namespace askwell::test
