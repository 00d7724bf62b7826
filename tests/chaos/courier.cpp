#include "tests/chaos/courier.h"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "tests/chaos/gateway.h"

namespace askwell::chaos {

namespace {

using nlohmann::json;
using std::chrono::milliseconds;
using std::chrono::seconds;

/// Shorter than any platform's (2 s to 20 s): a replica that is stopped holds a thread of ours for so long.
constexpr milliseconds kDeadline{2'500};
constexpr std::int64_t kLatest = 1'500;  // milliseconds

milliseconds pause_before(const RetrySchedule& schedule, std::size_t tries) {
    const auto index = std::min(tries, schedule.pauses.size()) - 1;
    const auto compressed = std::chrono::duration_cast<milliseconds>(schedule.pauses[index]) / kCompression;
    return std::clamp(compressed, milliseconds{20}, kLongestPause);
}

}  // namespace

const std::vector<RetrySchedule>& retry_schedules() {
    static const std::vector<RetrySchedule> schedules = {
        {"telegram",
         {seconds{1}, seconds{2}, seconds{4}, seconds{8}, seconds{16}, seconds{32}, seconds{64}},
         true},
        {"whatsapp", {seconds{0}, seconds{15}, seconds{60}, seconds{300}}, true},
        {"feishu", {seconds{15}, seconds{300}, seconds{3600}, seconds{21'600}}, false},
        {"slack", {seconds{0}, seconds{60}, seconds{300}}, false},
        {"aliyun", {seconds{60}, seconds{300}, seconds{600}}, false},
        {"wechat", {seconds{5}, seconds{5}, seconds{5}}, false},
        {"twilio", {seconds{0}}, false},  // the fallback URL: another replica
    };
    return schedules;
}

Courier::Courier(Dice dice, Shares shares, std::vector<Address> replicas, std::string token,
                 Recorder& recorder)
    : dice_(dice),
      shares_(shares),
      replicas_(std::move(replicas)),
      token_(std::move(token)),
      recorder_(recorder) {}

void Courier::deliver(const std::string& message, const std::string& phone, const std::string& text,
                      std::function<void()> lost) {
    ++messages_;
    const auto& schedules = retry_schedules();
    Parcel parcel;
    parcel.message = message;
    parcel.name = message;
    parcel.body =
        json{{"from", phone}, {"text", text}, {"id", message}, {"time", std::to_string(platform_now())}}
            .dump();
    parcel.schedule = &schedules[dice_.roll("schedule/" + phone) % schedules.size()];
    parcel.lost = std::move(lost);
    const std::int64_t copies =
        dice_.chance(shares_.duplicated, "copy/" + message) ? dice_.between(1, 3, "copies/" + message) : 0;
    for (std::int64_t number = 1; number <= copies; ++number) {
        Parcel copy = parcel;
        copy.copy = true;
        copy.name += "#" + std::to_string(number);
        const milliseconds wait{dice_.between(0, kLatest, "wait/" + copy.name)};
        timetable_.after(wait, [this, copy = std::move(copy)] { carry(copy, 0); });
    }
    const bool late = dice_.chance(shares_.late, "late/" + message);
    const milliseconds wait{late ? dice_.between(100, kLatest, "wait/" + message) : 0};
    timetable_.after(wait, [this, parcel = std::move(parcel)] { carry(parcel, 0); });
}

void Courier::carry(Parcel parcel, std::size_t tries) {
    if (held_) {
        timetable_.after(milliseconds{50},
                         [this, parcel = std::move(parcel), tries] { carry(parcel, tries); });
        return;
    }
    const auto answer = post(replica(parcel.name, tries).webhook, parcel.body, false);
    if (answer.status / 100 == 2) return acknowledge(parcel.message);
    if (answer.status / 100 == 4) recorder_.refused(parcel.message, std::to_string(answer.status));
    ++tries;
    const bool over = !parcel.schedule->endless && tries > parcel.schedule->pauses.size();
    if (over && parcel.copy) return;
    if (over && !is_acknowledged(parcel.message)) {
        recorder_.given_up(parcel.message);
        return parcel.lost();
    }
    if (over) return;
    const auto wait = pause_before(*parcel.schedule, tries);
    timetable_.after(wait, [this, parcel = std::move(parcel), tries] { carry(parcel, tries); });
}

void Courier::offer(const std::string& talk, const std::string& phone,
                    std::function<void(const std::string&)> done) {
    const json event = {
        {"specversion", "1.0"},
        {"id", talk},
        {"source", "chaos"},
        {"type", "service.ended"},
        {"data", {{"channel", "sms"}, {"address", phone}, {"survey", "chaos"}, {"opted_in", true}}}};
    const auto attempt = [this, talk, body = event.dump(), done = std::move(done)](
                             const auto& self, std::size_t tries) -> void {
        const auto answer = post(replica(talk, tries).events, body, true);
        if (answer.status == 202) {
            const json result = json::parse(answer.body, nullptr, false);
            return done(result.is_object() ? result.value("status", "") + " " + result.value("reason", "")
                                           : "");
        }
        timetable_.after(milliseconds{200}, [self, tries] { self(self, tries + 1); });
    };
    timetable_.after(milliseconds{0}, [attempt] { attempt(attempt, 0); });
}

std::int64_t Courier::platform_now() {
    const std::lock_guard lock{mutex_};
    latest_ = std::max(latest_, recorder_.now().service);
    return latest_;
}

void Courier::acknowledge(const std::string& message) {
    {
        const std::lock_guard lock{mutex_};
        if (!acknowledged_.insert(message).second) return;
    }
    recorder_.acknowledged(message);
}

bool Courier::is_acknowledged(const std::string& message) {
    const std::lock_guard lock{mutex_};
    return acknowledged_.contains(message);
}

const Courier::Address& Courier::replica(const std::string& name, std::size_t tries) const {
    return replicas_[(dice_.roll("replica/" + name) + tries) % replicas_.size()];
}

test::HttpAnswer Courier::post(const std::string& url, const std::string& body, bool with_token) {
    ++posts_;
    test::HttpCall call{"POST", url, {{"Content-Type", "application/json"}}, body};
    if (with_token) {
        call.fields = {{"Content-Type", "application/cloudevents+json"},
                       {"Authorization", "Bearer " + token_}};
    }
    return test::http_call(call, kDeadline);
}

}  // namespace askwell::chaos
