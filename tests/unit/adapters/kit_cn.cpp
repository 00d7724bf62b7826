#include "tests/unit/adapters/kit_cn.h"

#include <algorithm>
#include <vector>

#include "adapters/crypto.h"
#include "adapters/encoding.h"

namespace askwell::adapters::testkit {

namespace {

using nlohmann::json;

constexpr std::string_view kWxKey = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
constexpr std::string_view kFeishuKey = "feishuEncryptKey2026";
constexpr std::string_view kFeishuToken = "verifTokenABCDEF0123456789";
constexpr std::string_view kDingSecret = "SECdingAppSecret_0123456789abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kWeChatToken = "wxToken2026";
constexpr std::string_view kWeComToken = "wecomToken01";
constexpr std::string_view kRandom = "0123456789abcdef";
constexpr std::string_view kNonce = "1320562132";

std::string padded(std::string text, std::size_t block) {
    const auto missing = block - text.size() % block;
    return text.append(missing, static_cast<char>(missing));
}

std::string envelope(const std::string& encrypted) {
    return "<xml><Encrypt><![CDATA[" + encrypted + "]]></Encrypt></xml>";
}

Hook sealed(std::string path, std::string_view token, const std::string& encrypted, std::int64_t seconds) {
    const auto timestamp = std::to_string(seconds);
    return {"POST",
            std::move(path) + "timestamp=" + timestamp + "&nonce=" + std::string{kNonce} +
                "&msg_signature=" + wx_sign(token, timestamp, kNonce, encrypted),
            {{"Content-Type", "text/xml"}},
            envelope(encrypted)};
}

}  // namespace

json cn_settings(std::string_view platform) {
    if (platform == "wechat_oa") {
        return {{"token", kWeChatToken},
                {"appid", "wx1234567890abcdef"},
                {"appsecret", "wxSecret"},
                {"encoding_aes_key", kWxKey}};
    }
    if (platform == "wecom") {
        return {{"token", kWeComToken},
                {"corp_id", "ww0123456789abcdef"},
                {"corp_secret", "corpSecret"},
                {"agent_id", 1000002},
                {"encoding_aes_key", kWxKey}};
    }
    if (platform == "feishu") {
        return {{"encrypt_key", kFeishuKey},
                {"verification_token", kFeishuToken},
                {"app_id", "cli_1"},
                {"app_secret", "feishuSecret"}};
    }
    return {{"app_key", "dingKey"}, {"app_secret", kDingSecret}, {"robot_code", "ding0001robot"}};
}

AdapterPtr cn_adapter(std::string_view platform, const json& changed) {
    auto settings = cn_settings(platform);
    settings.update(changed);
    return make_adapter(platform, settings);
}

std::string wx_sign(std::string_view token, std::string_view timestamp, std::string_view nonce,
                    std::string_view encrypted) {
    std::vector<std::string> parts = {std::string{token}, std::string{timestamp}, std::string{nonce}};
    if (!encrypted.empty()) parts.emplace_back(encrypted);
    std::sort(parts.begin(), parts.end());
    std::string all;
    for (const auto& part : parts) all += part;
    return hex_encode(digest(Hash::sha1, all));
}

std::string wx_seal(std::string_view clear, std::string_view receive_id) {
    const auto key = base64_decode(std::string{kWxKey} + 'A').value().substr(0, 32);
    std::string text{kRandom};
    for (int shift = 24; shift >= 0; shift -= 8) text += static_cast<char>((clear.size() >> shift) & 0xFF);
    text += std::string{clear} + std::string{receive_id};
    return base64_encode(aes256_cbc_encrypt(key, key.substr(0, 16), padded(text, 32)).value());
}

Hook wechat_hook(std::string xml, std::int64_t seconds) {
    const auto timestamp = std::to_string(seconds);
    return {"POST",
            "/wechat?signature=" + wx_sign(kWeChatToken, timestamp, kNonce, "") + "&timestamp=" + timestamp +
                "&nonce=" + std::string{kNonce} + "&openid=oABCD",
            {{"Content-Type", "text/xml"}},
            std::move(xml)};
}

Hook wechat_safe_hook(std::string_view xml, std::int64_t seconds, std::string_view appid) {
    return sealed("/wechat?encrypt_type=aes&", kWeChatToken, wx_seal(xml, appid), seconds);
}

Hook wecom_hook(std::string_view xml, std::int64_t seconds, std::string_view corp_id) {
    return sealed("/wecom?", kWeComToken, wx_seal(xml, corp_id), seconds);
}

std::string feishu_seal(std::string_view clear, std::string_view key) {
    const auto text = padded(std::string{clear}, 16);
    return base64_encode(std::string{kRandom} + aes256_cbc_encrypt(sha256(key), kRandom, text).value());
}

void sign_as_feishu(Hook& hook, std::int64_t seconds) {
    const auto timestamp = std::to_string(seconds);
    const auto text = timestamp + "1c2d3e4f" + std::string{kFeishuKey} + hook.body;
    hook.set_header("X-Lark-Request-Timestamp", timestamp);
    hook.set_header("X-Lark-Request-Nonce", "1c2d3e4f");
    hook.set_header("X-Lark-Signature", hex_encode(sha256(text)));
}

Hook feishu_hook(std::string_view json, std::int64_t seconds) {
    Hook hook{"POST",
              "/feishu",
              {{"Content-Type", "application/json; charset=utf-8"}},
              R"({"encrypt":")" + feishu_seal(json) + "\"}"};
    sign_as_feishu(hook, seconds);
    return hook;
}

Hook dingtalk_hook(std::string json, std::int64_t milliseconds) {
    const auto timestamp = std::to_string(milliseconds);
    const auto sign = hmac_sha256(kDingSecret, timestamp + '\n' + std::string{kDingSecret});
    return {"POST",
            "/dingtalk",
            {{"Content-Type", "application/json; charset=utf-8"},
             {"timestamp", timestamp},
             {"sign", base64_encode(sign)}},
            std::move(json)};
}

std::string wx_xml(const std::vector<std::pair<std::string, std::string>>& fields) {
    std::string xml = "<xml>";
    for (const auto& [name, value] : fields) xml += '<' + name + "><![CDATA[" + value + "]]></" + name + '>';
    return xml + "</xml>";
}

std::string xml_value(const std::string& xml, const std::string& name) {
    auto at = xml.find('<' + name + '>');
    if (at == std::string::npos) return {};
    at += name.size() + 2;
    auto value = xml.substr(at, xml.find("</" + name + '>', at) - at);
    constexpr std::string_view kBegin = "<![CDATA[";
    return value.starts_with(kBegin) ? value.substr(kBegin.size(), value.size() - kBegin.size() - 3) : value;
}

}  // namespace askwell::adapters::testkit
