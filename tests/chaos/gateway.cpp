#include "tests/chaos/gateway.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "tests/support/json_answer.h"

namespace askwell::chaos {

namespace {

using nlohmann::json;
using test::HttpAnswer;
using test::HttpQuestion;

constexpr const char* kKey = "gateway-key";

/// How the request names itself: "<conversation>.<number>"; "" when it is none of ours.
std::string reference_of(const json& body) {
    return body.is_object() ? body.value("reference", "") : std::string{};
}

}  // namespace

Gateway::Gateway(Dice dice, Recorder& recorder, Arrived arrived)
    : dice_(dice),
      recorder_(recorder),
      arrived_(std::move(arrived)),
      server_{{[this](const HttpQuestion& question) { return answer(question); }, refuse,
               [this](const HttpQuestion& question) { return choose_fault(question); }}} {}

std::string Gateway::url_secret() {
    return "webhook-secret-of-the-chaos-gateway";
}

json Gateway::channel() const {
    return {{"platform", "http"},
            {"url", server_.base_url() + "/send"},
            {"headers", {{"X-Api-Key", "{secret}"}}},
            {"secret", kKey},
            {"from", "10690000"},
            {"body", R"({"to": "{to}", "text": "{text}", "reference": "{id}"})"},
            {"success_pointer", "/code"},
            {"success_value", "0"},
            {"proof", "url_secret"},
            {"url_secret", url_secret()},
            {"inbound", {{"sender", "from"}, {"text", "text"}, {"id", "id"}, {"time", "time"}}},
            {"sends_per_second", 2000}};
}

void Gateway::set_weather(const Weather& weather) {
    const std::lock_guard lock{mutex_};
    weather_ = weather;
}

std::optional<test::Fault> Gateway::choose_fault(const HttpQuestion& question) {
    const std::string reference = reference_of(json::parse(question.body, nullptr, false));
    const std::string request = reference + "#" + std::to_string(++requests_[reference]);
    std::unique_lock lock{mutex_};
    const Weather weather = weather_;
    lock.unlock();
    const std::vector<std::pair<double, test::Fault>> shares = {
        {weather.throttled, test::Fault::too_many_requests},
        {weather.failed, test::Fault::server_error},
        {weather.reset, test::Fault::reset},
        {weather.hanging, test::Fault::hang},
        {weather.dropped, test::Fault::drop_answer},
        {weather.slow, test::Fault::slow}};
    double left = dice_.share(request);
    std::optional<test::Fault> fault;
    for (const auto& [share, kind] : shares) {
        if (left < share) {
            fault = kind;
            break;
        }
        left -= share;
    }
    dropping_ = fault == test::Fault::drop_answer;
    return fault;
}

HttpAnswer Gateway::refuse(test::Fault fault, test::seconds retry_after) {
    if (fault == test::Fault::server_error) return test::answer_json(500, {{"code", -1}});
    return test::answer_json(429, {{"code", -1}}, {{"Retry-After", std::to_string(retry_after.count())}});
}

HttpAnswer Gateway::answer(const HttpQuestion& question) {
    const json body = json::parse(question.body, nullptr, false);
    const std::string reference = reference_of(body);
    if (test::field(question.fields, "X-Api-Key") != kKey || reference.empty()) {
        server_.add_violation("a request that is none: " + question.method + " " + question.target);
        return test::answer_json(400, {{"code", 1}});
    }
    Shown shown;
    shown.at = recorder_.now();
    shown.phone = body.value("to", "");
    shown.reference = reference;
    shown.text = body.value("text", "");
    shown.answer_dropped = std::exchange(dropping_, false);
    const bool first = ++copies_[reference] == 1;
    const std::string phone = shown.phone;
    const std::string text = shown.text;
    recorder_.shown(std::move(shown));
    if (first) arrived_(phone, text);
    return test::answer_json(200, {{"code", "0"}});
}

}  // namespace askwell::chaos
