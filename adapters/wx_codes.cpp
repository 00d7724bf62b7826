#include <array>

#include "adapters/wx_api.h"

namespace askwell::adapters {

namespace {

// Codes of WeChat's global error list.
constexpr std::array kWeChat = {
    CodeMeaning{"-1", SendOutcome::retry, "system busy"},
    CodeMeaning{"40001", SendOutcome::credentials, "access token or appsecret not valid"},
    CodeMeaning{"40002", SendOutcome::credentials, "kind of credential not valid"},
    CodeMeaning{"40003", SendOutcome::permanent, "not an openid of this account"},
    CodeMeaning{"40013", SendOutcome::credentials, "appid not valid"},
    CodeMeaning{"40014", SendOutcome::credentials, "access token not valid"},
    CodeMeaning{"40037", SendOutcome::permanent, "template not valid"},
    CodeMeaning{"40125", SendOutcome::credentials, "appsecret not valid"},
    CodeMeaning{"40164", SendOutcome::account, "our IP address is not in the account's list"},
    CodeMeaning{"41001", SendOutcome::credentials, "access token missing"},
    CodeMeaning{"42001", SendOutcome::credentials, "access token expired"},
    CodeMeaning{"43004", SendOutcome::blocked, "recipient does not follow the account"},
    CodeMeaning{"43019", SendOutcome::blocked, "recipient is on the account's blacklist"},
    CodeMeaning{"45002", SendOutcome::permanent, "text too long"},
    CodeMeaning{"45009", SendOutcome::retry, "daily quota used up"},
    CodeMeaning{"45011", SendOutcome::retry, "too many requests"},
    CodeMeaning{"45015", SendOutcome::window_closed, "more than 48 hours after the recipient's last message"},
    CodeMeaning{"45047", SendOutcome::window_closed, "too many messages after the recipient's last one"},
    CodeMeaning{"48001", SendOutcome::permanent, "the account lacks the permission for this API"},
    CodeMeaning{"48002", SendOutcome::blocked, "recipient refuses the account's messages"},
    CodeMeaning{"50002", SendOutcome::permanent, "account restricted"},
};

// Codes of WeCom's global error list.
constexpr std::array kWeCom = {
    CodeMeaning{"-1", SendOutcome::retry, "system busy"},
    CodeMeaning{"40001", SendOutcome::credentials, "corp secret not valid"},
    CodeMeaning{"40003", SendOutcome::permanent, "not a user id of this company"},
    CodeMeaning{"40013", SendOutcome::credentials, "corp id not valid"},
    CodeMeaning{"40014", SendOutcome::credentials, "access token not valid"},
    CodeMeaning{"40056", SendOutcome::permanent, "agent id not valid"},
    CodeMeaning{"40058", SendOutcome::permanent, "parameter not valid"},
    CodeMeaning{"41001", SendOutcome::credentials, "access token missing"},
    CodeMeaning{"42001", SendOutcome::credentials, "access token expired"},
    CodeMeaning{"45002", SendOutcome::permanent, "text too long"},
    CodeMeaning{"45009", SendOutcome::retry, "too many requests"},
    CodeMeaning{"45033", SendOutcome::retry, "too many requests at once"},
    CodeMeaning{"48002", SendOutcome::permanent, "the app lacks the permission for this API"},
    CodeMeaning{"60011", SendOutcome::permanent, "the app may not see this member"},
    CodeMeaning{"60020", SendOutcome::account, "our IP address is not in the app's list"},
    CodeMeaning{"60111", SendOutcome::permanent, "no such member"},
    CodeMeaning{"81013", SendOutcome::permanent, "nobody of the recipients can be reached"},
    CodeMeaning{"82001", SendOutcome::permanent, "no recipient"},
};

}  // namespace

std::span<const CodeMeaning> wechat_codes() {
    return kWeChat;
}

std::span<const CodeMeaning> wecom_codes() {
    return kWeCom;
}

}  // namespace askwell::adapters
