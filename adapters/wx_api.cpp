#include "adapters/wx_api.h"

#include <optional>

#include <nlohmann/json.hpp>

#include "adapters/answers.h"
#include "adapters/encoding.h"

namespace askwell::adapters {

SendResult read_wx_answer(const SendResponse& response, std::span<const CodeMeaning> meanings) {
    const auto answer = answer_json(response);
    const auto code = word_member(answer, "errcode");
    if (code != "0" || outcome_of_status(response.status) != SendOutcome::sent) {
        return coded_failure(response, code, meanings);
    }
    return {SendOutcome::sent, word_member(answer, "msgid"), "", std::nullopt};
}

std::variant<TokenGrant, SendResult> read_wx_token(const SendResponse& response,
                                                   std::span<const CodeMeaning> meanings) {
    const auto answer = answer_json(response);
    const auto code = word_member(answer, "errcode");
    return token_of(answer, "access_token", "expires_in",
                    coded_failure(response, code == "0" ? "" : code, meanings));
}

SendRequest wx_post(const std::string& url, std::string_view access_token, const nlohmann::json& body) {
    const auto token = percent_encode(access_token);
    return post_json(url + "?access_token=" + token, body, {}, {token});
}

}  // namespace askwell::adapters
