// The answers of WeChat's and WeCom's APIs: errcode, message id, access token.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "adapters/adapter.h"
#include "adapters/code_table.h"

namespace askwell::adapters {

/// The id of a message that was sent, from the answer's member `msgid`, be it text or number; what the codes
/// mean stands in `meanings`.
SendResult read_wx_answer(const SendResponse& response, std::span<const CodeMeaning> meanings);

/// The access token, or why there is none.
std::variant<TokenGrant, SendResult> read_wx_token(const SendResponse& response,
                                                   std::span<const CodeMeaning> meanings);

/// A request that posts `body` to `url` with the access token in its query.
SendRequest wx_post(const std::string& url, std::string_view access_token, const nlohmann::json& body);

}  // namespace askwell::adapters
