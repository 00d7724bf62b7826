#include "tests/support/cn_double.h"

#include <stdexcept>
#include <utility>

namespace askwell::test {

using nlohmann::json;

void CnPhones::show(const std::string& user, CnMessage message) {
    const std::lock_guard lock{mutex_};
    seen_[user].push_back(std::move(message));
    arrived_.notify_all();
}

std::vector<CnMessage> CnPhones::seen(const std::string& user) const {
    return wait_for(user, 0, milliseconds{0});
}

std::vector<CnMessage> CnPhones::wait_for(const std::string& user, std::size_t count,
                                          milliseconds patience) const {
    std::unique_lock lock{mutex_};
    const auto all = [&]() -> std::vector<CnMessage> {
        const auto found = seen_.find(user);
        return found == seen_.end() ? std::vector<CnMessage>{} : found->second;
    };
    arrived_.wait_for(lock, patience, [&] { return all().size() >= count; });
    return all();
}

CnButton CnPhones::button(const std::string& user, std::string_view wanted) const {
    const auto messages = seen(user);
    for (auto message = messages.rbegin(); message != messages.rend(); ++message) {
        for (const CnButton& button : message->buttons) {
            if (button.text == wanted || button.key == wanted) return button;
        }
    }
    throw std::out_of_range("the phone shows no button " + std::string{wanted});
}

std::string CnTokens::issue() {
    const std::lock_guard lock{mutex_};
    return "token-" + std::to_string(++issued_);
}

CnTokens::State CnTokens::judge(std::string_view token) const {
    const std::lock_guard lock{mutex_};
    for (std::uint64_t i = 1; i <= issued_; ++i) {
        if (token == "token-" + std::to_string(i)) return i <= expired_ ? State::expired : State::valid;
    }
    return State::unknown;
}

void CnTokens::expire() {
    const std::lock_guard lock{mutex_};
    expired_ = issued_;
}

std::uint64_t CnTokens::issued() const {
    const std::lock_guard lock{mutex_};
    return issued_;
}

bool CnPlatform::post(const std::string& query, const HttpFields& fields, const std::string& body,
                      HttpAnswer* last) const {
    bool taken = !target_.urls.empty();
    for (const std::string& url : target_.urls) {
        for (int copy = 0; copy < target_.copies; ++copy) {
            HttpAnswer answer = http_call({"POST", url + query, fields, body}, target_.patience);
            taken = taken && answer.status / 100 == 2;
            if (last != nullptr) *last = std::move(answer);
        }
    }
    return taken;
}

CnTarget split_target(const std::string& target) {
    const auto mark = target.find('?');
    CnTarget split{target.substr(0, mark), {}};
    if (mark == std::string::npos) return split;
    for (auto& [name, value] : form_decode(target.substr(mark + 1))) split.query.emplace(name, value);
    return split;
}

json posted_json(const HttpQuestion& question, const json& refusal) {
    const auto refuse = [&](const std::string& why) {
        return CnRefused{400, refusal, question.target.substr(0, question.target.find('?')) + ": " + why};
    };
    if (question.method != "POST") throw refuse("not POST");
    if (!field(question.fields, "Content-Type").starts_with("application/json"))
        throw refuse("not sent as JSON");
    // Some of these platforms show an escape as it stands.
    if (question.body.find("\\u4") != std::string::npos) throw refuse("Chinese as an escape");
    json body = json::parse(question.body, nullptr, false);
    if (!body.is_object()) throw refuse("not a JSON object");
    return body;
}

std::int64_t seconds_now() {
    return std::chrono::duration_cast<seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace askwell::test
