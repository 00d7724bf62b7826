#include "adapters/adapter.h"

#include <algorithm>

#include "adapters/phone.h"

namespace askwell::adapters {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_name(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

std::string_view header(const Headers& headers, std::string_view name) {
    const auto found = std::find_if(headers.begin(), headers.end(),
                                    [name](const Header& field) { return same_name(field.first, name); });
    return found == headers.end() ? std::string_view{} : std::string_view{found->second};
}

std::string own_message_id(const flows::Outgoing& message) {
    return message.conversation_id + '.' + std::to_string(message.number);
}

bool is_own_message_id(std::string_view id) {
    constexpr std::string_view kDigits = "0123456789";
    constexpr std::string_view kName = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
    const auto point = id.rfind('.');
    if (point == std::string_view::npos || point == 0 || point + 1 == id.size()) return false;
    return id.substr(0, point).find_first_not_of(kName) == std::string_view::npos &&
           id.substr(point + 1).find_first_not_of(kDigits) == std::string_view::npos;
}

Traits Adapter::traits_for(std::string_view /*address*/) const {
    return traits();
}

std::optional<std::string> Adapter::normal_address(std::string_view given) const {
    const Traits known = traits();
    if (known.phone_numbers) return given_phone(given, known.sms_rule);
    return given.empty() ? std::nullopt : std::optional{std::string{given}};
}

std::optional<SendRequest> Adapter::acknowledge(const InboundChoice&) const {
    return std::nullopt;
}

std::optional<HttpReply> Adapter::reply_now(const std::vector<flows::Outgoing>&,
                                            const ComposeContext&) const {
    return std::nullopt;
}

std::optional<SendRequest> Adapter::token_request() const {
    return std::nullopt;
}

std::variant<TokenGrant, SendResult> Adapter::read_token(const SendResponse&) const {
    return SendResult{SendOutcome::permanent, "", "this platform has no access tokens", std::nullopt};
}

std::optional<SendRequest> Adapter::registration(std::string_view) const {
    return std::nullopt;
}

}  // namespace askwell::adapters
