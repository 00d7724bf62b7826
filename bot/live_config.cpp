#include "bot/live_config.h"

#include <utility>

#include "flows/reading.h"

namespace askwell::bot {

namespace {

/// Keeps `running` in `next`; names it when they differ.
template <typename T>
void keep(const T& running, T& next, const char* name, std::vector<std::string>& differing) {
    if (running != next && (differing.empty() || differing.back() != name)) differing.emplace_back(name);
    next = running;
}

/// Before customers wait for it.
void prepare(const Config& config) {
    for (const flows::SurveyPtr& survey : config.catalog.all()) flows::prepare_reading(*survey);
}

}  // namespace

LiveConfig::LiveConfig(Config first) : current_(nullptr) {
    prepare(first);
    all_.push_back(std::make_unique<const Config>(std::move(first)));
    current_ = all_.back().get();
}

std::vector<std::string> LiveConfig::replace(Config next) {
    const std::lock_guard lock{mutex_};
    const Config& running = **this;
    std::vector<std::string> differing;
    keep(running.listen_address, next.listen_address, "listen", differing);
    keep(running.listen_port, next.listen_port, "listen", differing);
    keep(running.data, next.data, "data", differing);
    keep(running.workers, next.workers, "workers", differing);
    keep(running.tls, next.tls, "tls", differing);
    keep(running.header_limit, next.header_limit, "http", differing);
    keep(running.body_limit, next.body_limit, "http", differing);
    keep(running.request_timeout, next.request_timeout, "http", differing);
    keep(running.store, next.store, "store", differing);
    keep(running.redis, next.redis, "store", differing);
    keep(running.ledger, next.ledger, "ledger", differing);
    keep(running.keys, next.keys, "keys", differing);
    if (next.tokens.empty()) next.tokens = running.tokens;  // the staff token of our own making
    next.catalog.add_earlier(running.catalog);
    next.survey_sources.insert(running.survey_sources.begin(), running.survey_sources.end());
    prepare(next);
    all_.push_back(std::make_unique<const Config>(std::move(next)));
    current_.store(all_.back().get(), std::memory_order_release);
    return differing;
}

}  // namespace askwell::bot
