#include "tests/chaos/recorder.h"

#include <array>
#include <utility>

#include <nlohmann/json.hpp>

namespace askwell::chaos {

namespace {

using nlohmann::ordered_json;

struct KindName {
    FaultKind kind;
    std::string_view word;
};
constexpr std::array<KindName, 17> kKinds{{{FaultKind::kill, "kill"},
                                           {FaultKind::crash, "crash"},
                                           {FaultKind::pause, "pause"},
                                           {FaultKind::term, "term"},
                                           {FaultKind::redis_kill, "redis-kill"},
                                           {FaultKind::failover, "failover"},
                                           {FaultKind::client_kill, "client-kill"},
                                           {FaultKind::memory, "memory"},
                                           {FaultKind::platform, "platform"},
                                           {FaultKind::ledger, "ledger"},
                                           {FaultKind::disk, "disk"},
                                           {FaultKind::redis_disk, "redis-disk"},
                                           {FaultKind::clock_ahead, "clock-ahead"},
                                           {FaultKind::clock_behind, "clock-behind"},
                                           {FaultKind::clock_skew, "clock-skew"},
                                           {FaultKind::days, "days"},
                                           {FaultKind::reload, "reload"}}};

ordered_json line_of(const char* event, const Stamp& at) {
    return {{"event", event}, {"real_ms", at.real}, {"service_ms", at.service}};
}

std::string text_of(const ordered_json& line) {
    return line.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace

std::string_view to_string(FaultKind kind) {
    for (const KindName& each : kKinds) {
        if (each.kind == kind) return each.word;
    }
    return "unknown";
}

std::optional<FaultKind> fault_kind(std::string_view word) {
    for (const KindName& each : kKinds) {
        if (each.word == word) return each.kind;
    }
    return std::nullopt;
}

Recorder::Recorder(const std::filesystem::path& file, std::function<std::int64_t()> service_now)
    : service_now_(std::move(service_now)), file_(file, std::ios::app) {}

Stamp Recorder::now() const {
    const auto since = std::chrono::steady_clock::now() - start_;
    return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count(), service_now_()};
}

// The caller holds the mutex. Flushed line by line: the driver may be killed, too.
void Recorder::write(const std::string& line) {
    file_ << line << '\n' << std::flush;
}

void Recorder::begun(Begun event) {
    auto line = line_of("begun", event.at);
    line.update({{"phone", event.phone}, {"talk", event.talk}});
    const std::lock_guard lock{mutex_};
    write(text_of(line));
    history_.begun.push_back(std::move(event));
}

void Recorder::said(Said event) {
    auto line = line_of("said", event.at);
    line.update({{"phone", event.phone},
                 {"talk", event.talk},
                 {"message", event.message},
                 {"question", event.question},
                 {"text", event.text}});
    const std::lock_guard lock{mutex_};
    write(text_of(line));
    history_.said.push_back(std::move(event));
}

void Recorder::acknowledged(const std::string& message) {
    const Stamp at = now();
    auto line = line_of("acknowledged", at);
    line["message"] = message;
    const std::lock_guard lock{mutex_};
    write(text_of(line));
    history_.acknowledged.push_back({at, message});
}

void Recorder::given_up(const std::string& message) {
    const Stamp at = now();
    auto line = line_of("given_up", at);
    line["message"] = message;
    const std::lock_guard lock{mutex_};
    write(text_of(line));
    history_.given_up.push_back({at, message});
}

void Recorder::shown(Shown event) {
    auto line = line_of("shown", event.at);
    line.update({{"phone", event.phone},
                 {"reference", event.reference},
                 {"text", event.text},
                 {"answer_dropped", event.answer_dropped}});
    const std::lock_guard lock{mutex_};
    write(text_of(line));
    history_.shown.push_back(std::move(event));
}

void Recorder::fault(Fault event) {
    auto line = line_of("fault", event.from);
    line.update({{"kind", to_string(event.kind)},
                 {"detail", event.detail},
                 {"until_real_ms", event.until.real},
                 {"until_service_ms", event.until.service}});
    const std::lock_guard lock{mutex_};
    write(text_of(line));
    history_.faults.push_back(std::move(event));
}

void Recorder::row(Row event) {
    auto line = line_of("row", now());
    line.update({{"conversation", event.conversation},
                 {"talk", event.talk},
                 {"phone", event.phone},
                 {"disposition", event.disposition},
                 {"notes", event.notes}});
    for (const Row::Answer& answer : event.answers) {
        line["answers"].push_back({{"question", answer.question},
                                   {"value", answer.value},
                                   {"comment", answer.comment},
                                   {"raw", answer.raw},
                                   {"answered", answer.answered}});
    }
    const std::lock_guard lock{mutex_};
    write(text_of(line));
    history_.rows.push_back(std::move(event));
}

void Recorder::ended(Ended event) {
    static constexpr std::array<std::string_view, 3> kOrders{"none", "crash", "stop"};
    auto line = line_of("ended", event.at);
    line.update({{"replica", event.replica},
                 {"order", kOrders.at(static_cast<std::size_t>(event.order))},
                 {"status", event.status}});
    const std::lock_guard lock{mutex_};
    write(text_of(line));
    history_.ended.push_back(event);
}

void Recorder::sweep(Sweep event) {
    auto line = line_of("sweep", event.at);
    line.update({{"crash_point", event.crash_point}, {"died", event.died}});
    const std::lock_guard lock{mutex_};
    write(text_of(line));
    history_.sweeps.push_back(std::move(event));
}

void Recorder::drain(Drain event) {
    auto line = line_of("drain", event.from);
    line.update({{"what", event.what},
                 {"until_real_ms", event.until.real},
                 {"over", event.over},
                 {"waiting", event.waiting}});
    const std::lock_guard lock{mutex_};
    write(text_of(line));
    history_.drains.push_back(std::move(event));
}

void Recorder::refused(const std::string& what, const std::string& answer) {
    const Stamp at = now();
    auto line = line_of("refused", at);
    line.update({{"what", what}, {"answer", answer}});
    const std::lock_guard lock{mutex_};
    write(text_of(line));
    history_.refused.push_back({at, what, answer});
}

void Recorder::nonsense(Nonsense event) {
    auto line = line_of("nonsense", now());
    line["what"] = event.what;
    const std::lock_guard lock{mutex_};
    write(text_of(line));
    history_.nonsense.push_back(std::move(event));
}

void Recorder::finding(Finding event) {
    auto line = line_of("finding", now());
    line.update({{"kind", event.kind}, {"what", event.what}});
    const std::lock_guard lock{mutex_};
    write(text_of(line));
    history_.findings.push_back(std::move(event));
}

History Recorder::take() {
    const std::lock_guard lock{mutex_};
    return std::exchange(history_, {});
}

}  // namespace askwell::chaos
