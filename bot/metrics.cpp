#include "bot/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace askwell::bot {

namespace {

using prometheus::BuildCounter;
using prometheus::BuildGauge;
using prometheus::BuildHistogram;
using CounterFamily = prometheus::Family<prometheus::Counter>;

std::string text_of(std::string_view view) {
    return std::string{view};
}

}  // namespace

struct Metrics::Impl {
    prometheus::Registry registry;
    CounterFamily& webhooks = BuildCounter()
                                  .Name("askwell_webhooks_total")
                                  .Help("Webhook requests answered, by channel and status")
                                  .Register(registry);
    prometheus::Family<prometheus::Histogram>& webhook_seconds =
        BuildHistogram()
            .Name("askwell_webhook_seconds")
            .Help("Time from a webhook's arrival to its answer, commit included")
            .Register(registry);
    CounterFamily& events = BuildCounter()
                                .Name("askwell_events_total")
                                .Help("What became of events given to conversations, by channel and result")
                                .Register(registry);
    prometheus::Counter& conflicts = BuildCounter()
                                         .Name("askwell_commit_conflicts_total")
                                         .Help("Commits repeated because another replica was faster")
                                         .Register(registry)
                                         .Add({});
    CounterFamily& sends = BuildCounter()
                               .Name("askwell_sends_total")
                               .Help("Send attempts, by channel and outcome")
                               .Register(registry);
    CounterFamily& tokens = BuildCounter()
                                .Name("askwell_access_tokens_total")
                                .Help("Access tokens asked for, by channel and result")
                                .Register(registry);
    prometheus::Family<prometheus::Gauge>& circuits =
        BuildGauge()
            .Name("askwell_channel_circuit_open")
            .Help("1 while a platform does not answer and its channel's messages wait")
            .Register(registry);
    prometheus::Family<prometheus::Gauge>& waiting =
        BuildGauge()
            .Name("askwell_channel_waiting")
            .Help("Messages of a channel that wait in this process for their turn to be sent")
            .Register(registry);
    CounterFamily& messages = BuildCounter()
                                  .Name("askwell_messages_total")
                                  .Help("Messages put into the outbox, by kind")
                                  .Register(registry);
    CounterFamily& finished = BuildCounter()
                                  .Name("askwell_conversations_finished_total")
                                  .Help("Conversations that ended, by disposition")
                                  .Register(registry);
    CounterFamily& handoffs = BuildCounter()
                                  .Name("askwell_ledger_handoffs_total")
                                  .Help("Hand-offs to the ledger, by result")
                                  .Register(registry);
    CounterFamily& failures =
        BuildCounter()
            .Name("askwell_work_failures_total")
            .Help("Work that failed because of what it is, by kind and what became of it")
            .Register(registry);
    prometheus::Gauge& dead_letters = BuildGauge()
                                          .Name("askwell_dead_letters")
                                          .Help("Failed work that waits for staff, as counted last")
                                          .Register(registry)
                                          .Add({});
    prometheus::Gauge& clock_doubted = BuildGauge()
                                           .Name("askwell_clock_doubted")
                                           .Help(
                                               "1 while reminders and left-over messages wait because the "
                                               "clock jumped or differs from the store's")
                                           .Register(registry)
                                           .Add({});
    CounterFamily& refused = BuildCounter()
                                 .Name("askwell_http_refused_total")
                                 .Help("Requests refused before they reached a handler, by reason")
                                 .Register(registry);
};

Metrics::Metrics() : impl_(std::make_unique<Impl>()) {}
Metrics::~Metrics() = default;

void Metrics::webhook(std::string_view channel, int status, std::chrono::duration<double> took) {
    const std::string name = text_of(channel);
    impl_->webhooks.Add({{"channel", name}, {"status", std::to_string(status)}}).Increment();
    static const prometheus::Histogram::BucketBoundaries buckets{
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
    impl_->webhook_seconds.Add({{"channel", name}}, buckets).Observe(took.count());
}

void Metrics::event(std::string_view channel, std::string_view result) {
    impl_->events.Add({{"channel", text_of(channel)}, {"result", text_of(result)}}).Increment();
}

void Metrics::conflict() {
    impl_->conflicts.Increment();
}

void Metrics::send(std::string_view channel, std::string_view outcome) {
    impl_->sends.Add({{"channel", text_of(channel)}, {"outcome", text_of(outcome)}}).Increment();
}

void Metrics::token(std::string_view channel, std::string_view result) {
    impl_->tokens.Add({{"channel", text_of(channel)}, {"result", text_of(result)}}).Increment();
}

void Metrics::circuit(std::string_view channel, bool open) {
    impl_->circuits.Add({{"channel", text_of(channel)}}).Set(open ? 1 : 0);
}

void Metrics::waiting(std::string_view channel, int change) {
    impl_->waiting.Add({{"channel", text_of(channel)}}).Increment(change);
}

void Metrics::message(std::string_view kind) {
    impl_->messages.Add({{"kind", text_of(kind)}}).Increment();
}

void Metrics::finished(std::string_view disposition) {
    impl_->finished.Add({{"disposition", text_of(disposition)}}).Increment();
}

void Metrics::handed_off(bool recorded) {
    impl_->handoffs.Add({{"result", recorded ? "recorded" : "failed"}}).Increment();
}

void Metrics::failure(std::string_view work, bool dead) {
    impl_->failures.Add({{"work", text_of(work)}, {"result", dead ? "dead_letter" : "tried_again"}})
        .Increment();
}

void Metrics::dead_letters(std::size_t count) {
    impl_->dead_letters.Set(static_cast<double>(count));
}

void Metrics::clock_doubted(bool doubted) {
    impl_->clock_doubted.Set(doubted ? 1 : 0);
}

void Metrics::http_refused(std::string_view reason) {
    impl_->refused.Add({{"reason", text_of(reason)}}).Increment();
}

std::string Metrics::text() const {
    return prometheus::TextSerializer{}.Serialize(impl_->registry.Collect());
}

}  // namespace askwell::bot
