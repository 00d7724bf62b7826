#include "tests/chaos/site.h"

#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <thread>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "tests/chaos/gateway.h"
#include "tests/chaos/survey.h"

namespace askwell::chaos {

namespace {

using nlohmann::json;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::int64_t kDay = 86'400'000;
constexpr std::int64_t kMorning = 10 * 3'600'000;

std::int64_t system_now() {
    return std::chrono::duration_cast<milliseconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

json configuration(const std::filesystem::path& folder, const json& store, json channel) {
    channel["survey"] = kSurveyId;
    json hours = {{"from", fmt::format("{:02}:00", kOpensAt)}, {"to", fmt::format("{:02}:00", kClosesAt)}};
    return {{"store", store},
            {"surveys", {(folder / "chaos.json").string()}},
            {"conversation",
             {{"language", "en"},
              {"time_zone", "UTC"},
              {"sending_hours", std::move(hours)},
              {"cap_any_survey", "0s"},
              {"cap_same_survey", "0s"},
              {"send_lease", "3s"},
              {"tick", "400ms"}}},
            {"channels", {{"sms", std::move(channel)}}}};
}

std::string text_of(const json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

Row row_of(const json& entry) {
    Row row;
    row.conversation = entry.at("id");
    const std::string event = entry.value("event", "");  // "<source>#<id>"
    row.talk = event.substr(event.find('#') + 1);
    row.phone = entry.at("address");
    row.disposition = entry.value("disposition", "");
    for (const json& note : entry.at("notes")) row.notes.push_back(note.at("text"));
    for (const json& answer : entry.at("answers")) {
        row.answers.push_back({answer.at("question"), text_of(answer.at("value")),
                               answer.value("comment", ""), answer.at("raw"),
                               answer.at("status") == "answered"});
    }
    return row;
}

}  // namespace

InjectedClock::InjectedClock(const std::filesystem::path& folder, std::size_t replicas) {
    for (std::size_t i = 0; i < replicas; ++i) machines_.push_back({folder / fmt::format("clock-{}", i)});
    move_to_morning();
}

std::int64_t InjectedClock::now() const {
    return system_now() + offset_;
}

void InjectedClock::write(const Machine& machine) const {
    // Replaced as a whole: half a number would be a jump of its own.
    const std::filesystem::path draft = machine.file.string() + ".new";
    test::write_file(draft, fmt::format("{} {}\n", offset_ - behind_.count(), machine.skew.count()));
    std::filesystem::rename(draft, machine.file);
}

void InjectedClock::move(milliseconds by) {
    offset_ += by.count();
    for (const Machine& machine : machines_) write(machine);
}

void InjectedClock::set_back(milliseconds by) {
    behind_ = by;
    for (const Machine& machine : machines_) write(machine);
}

void InjectedClock::skew(std::size_t replica, milliseconds by) {
    machines_.at(replica).skew = by;
    write(machines_.at(replica));
}

void InjectedClock::move_to_morning() {
    const std::int64_t since_midnight = now() % kDay;
    const std::int64_t ahead = (kMorning - since_midnight + kDay) % kDay;
    move(milliseconds{ahead});
}

Site::Site(const std::filesystem::path& folder, RedisSite redis, const json& channel, std::string sabotage,
           const InjectedClock& clock)
    : folder_(folder), redis_(std::move(redis)), crash_at_(kReplicas) {
    test::write_file(folder_ / "chaos.json", survey_json());
    const json config = configuration(folder_, redis_.store(), channel);
    std::map<std::string, std::string> environment = {{"ASKWELL_SABOTAGE", std::move(sabotage)}};
    for (std::size_t i = 0; i < kReplicas; ++i) {
        environment["ASKWELL_CLOCK_OFFSET_FILE"] = clock.file(i).string();
        replicas_.push_back(std::make_unique<test::AskwellProcess>(folder_, config, environment));
    }
}

std::vector<Courier::Address> Site::addresses() const {
    std::vector<Courier::Address> all;
    for (const auto& replica : replicas_)
        all.push_back({replica->url("/webhooks/sms/" + Gateway::url_secret()), replica->url("/v1/events")});
    return all;
}

std::vector<std::filesystem::path> Site::log_files() const {
    std::vector<std::filesystem::path> files;
    for (const auto& replica : replicas_) files.push_back(replica->output_file());
    return files;
}

void Site::kill(std::size_t index) {
    replicas_.at(index)->kill();
}

void Site::launch(std::size_t index, const std::string& crash_at) {
    crash_at_.at(index) = crash_at;
    std::map<std::string, std::string> more;
    if (!crash_at.empty()) more["ASKWELL_CRASH_AT"] = crash_at;
    replicas_.at(index)->launch(more);
}

bool Site::keep(Recorder& recorder) {
    bool all_ready = true;
    for (std::size_t i = 0; i < kReplicas; ++i) {
        test::AskwellProcess& replica = *replicas_[i];
        if (!replica.process().alive()) {
            const int status = replica.process().wait(milliseconds{0});
            const auto order = crash_at_[i].empty() ? Ended::Order::none : Ended::Order::crash;
            recorder.ended({recorder.now(), i, order, status});
            launch(i);
        }
        all_ready = all_ready && replica.ready();
    }
    return all_ready;
}

bool Site::wait_until_ready(Recorder& recorder) {
    return test::wait_until([&] { return keep(recorder); }, seconds{30});
}

std::vector<Row> Site::read_ledger(std::int64_t& after) {
    std::vector<Row> rows;
    for (;;) {
        int status = 0;
        const json page =
            replicas_.front()->call("GET", fmt::format("/v1/ledger?limit=200&after={}", after), {}, &status);
        if (status != 200) throw std::runtime_error(fmt::format("the ledger cannot be read: {}", status));
        const json& entries = page.at("entries");
        if (entries.empty()) return rows;
        for (const json& entry : entries) rows.push_back(row_of(entry));
        after = entries.back().at("number");
    }
}

}  // namespace askwell::chaos
