#include "tests/support/askwell_process.h"

#include <cstdlib>
#include <stdexcept>
#include <utility>

#include <nlohmann/json.hpp>

#include "tests/support/http_exchange.h"

namespace askwell::test {

using nlohmann::json;

AskwellProcess::AskwellProcess(const std::filesystem::path& folder, json config,
                               std::map<std::string, std::string> environment)
    : folder_(folder), environment_(std::move(environment)), port_(free_port()) {
    const std::string name = std::to_string(port_);
    config_file_ = folder_ / ("config-" + name + ".json");
    output_file_ = folder_ / ("output-" + name + ".log");
    config["listen"] = "127.0.0.1:" + name;
    if (!config["http"].contains("stop_delay")) config["http"]["stop_delay"] = "0s";
    if (!config.contains("data")) config["data"] = (folder_ / "data").string();
    write_file(config_file_, config.dump(2));
    start();
}

AskwellProcess::~AskwellProcess() = default;

std::string AskwellProcess::url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
}

void AskwellProcess::launch(const std::map<std::string, std::string>& more) {
    ChildProcess::Options options;
    options.environment = more;
    options.environment.insert(environment_.begin(), environment_.end());
    options.output = output_file_;
    process_ = std::make_unique<ChildProcess>(
        std::vector<std::string>{askwell_binary(), "serve", "--config", config_file_.string()},
        std::move(options));
}

bool AskwellProcess::ready() const {
    return is_listening(port_) &&
           http_call({"GET", url("/readyz"), {}, {}}, std::chrono::seconds{2}).status == 200;
}

void AskwellProcess::start() {
    launch();
    const auto decided = [this] { return !process_->alive() || ready(); };
    if (!wait_until(decided, std::chrono::seconds{30}) || !process_->alive()) {
        throw std::runtime_error("askwell serve did not become ready:\n" + output());
    }
}

std::string AskwellProcess::staff_token() const {
    std::string token = read_file(folder_ / "data" / "staff-token");
    while (!token.empty() && token.back() == '\n') token.pop_back();
    return token;
}

void AskwellProcess::kill() {
    process_->kill();
}

int AskwellProcess::stop() {
    return process_->terminate();
}

json AskwellProcess::call(const std::string& method, const std::string& path, const json& body, int* status) {
    HttpCall request{method, url(path), {{"Authorization", "Bearer " + staff_token()}}, {}};
    if (!body.is_null()) {
        request.fields.emplace_back("Content-Type", "application/cloudevents+json");
        request.body = body.dump();
    }
    const HttpAnswer answer = http_call(request);
    if (status != nullptr) *status = answer.status;
    return json::parse(answer.body, nullptr, false);
}

json AskwellProcess::trigger(const std::string& id, const json& data, int* status) {
    return call(
        "POST", "/v1/events",
        {{"specversion", "1.0"}, {"id", id}, {"source", "tests"}, {"type", "service.ended"}, {"data", data}},
        status);
}

json AskwellProcess::ledger() {
    return call("GET", "/v1/ledger?limit=200").value("entries", json::array());
}

double AskwellProcess::metric(const std::string& name_and_labels) {
    const std::string text = "\n" + http_call({"GET", url("/metrics"), {}, {}}).body;
    const auto at = text.find("\n" + name_and_labels);
    if (at == std::string::npos) return 0;
    const auto space = text.find(' ', at + 1 + name_and_labels.size());
    return space == std::string::npos ? 0 : std::strtod(text.c_str() + space, nullptr);
}

std::string AskwellProcess::output() const {
    return read_file(output_file_);
}

json AskwellProcess::quick_conversation() {
    return {{"language", "en"},       {"sending_hours", {{"from", "00:00"}, {"to", "24:00"}}},
            {"cap_any_survey", "0s"}, {"cap_same_survey", "0s"},
            {"send_lease", "2s"},     {"tick", "100ms"}};
}

}  // namespace askwell::test
