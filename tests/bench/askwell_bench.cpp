// The pure parts, one message's worth of work each (Google Benchmark).
#include <string>

#include <nlohmann/json.hpp>

#include <benchmark/benchmark.h>

#include "adapters/registry.h"
#include "flows/engine.h"
#include "flows/reading.h"
#include "flows/sms_segments.h"
#include "flows/survey_loader.h"
#include "storage/cipher.h"
#include "storage/codec.h"

namespace {

using namespace askwell;

const flows::Catalog& catalog() {
    static const flows::Catalog made = flows::shipped_catalog();
    return made;
}

flows::Context context() {
    flows::Context made;
    made.now = flows::from_unix_ms(1'772'416'800'000);
    made.received_at = made.now;
    made.catalog = &catalog();
    made.default_time_zone = "Asia/Shanghai";
    made.default_language = "zh-CN";
    return made;
}

flows::ContactState after(const flows::ContactState& state, const std::string& text) {
    flows::TextReceived event;
    event.text = text;
    return flows::advance(state, event, context()).next;
}

/// Three questions into the survey.
flows::ContactState in_the_middle() {
    flows::ContactState state;
    state.contact = {"tg", "987654321"};
    state.key = "017-00000000000000000000000000000000";
    flows::StartRequested start;
    start.survey_id = "service-process";
    start.origin = flows::Origin::customer;
    state = flows::advance(state, start, context()).next;
    for (const char* text : {"开始", "1", "5"}) state = after(state, text);
    return state;
}

void read_rating(benchmark::State& state, const char* text) {
    const auto survey = catalog().current("service-process");
    const auto& question = survey->questions[2];
    for (auto _ : state)
        benchmark::DoNotOptimize(flows::read_answer(*survey, question, text, {"zh-CN", false}));
}
BENCHMARK_CAPTURE(read_rating, digit, "5");
BENCHMARK_CAPTURE(read_rating, label, "非常满意");
BENCHMARK_CAPTURE(read_rating, with_comment, "4，就是等太久了");
BENCHMARK_CAPTURE(read_rating, english, "I'd say four, the wait was too long");

void advance_one_message(benchmark::State& state) {
    const auto contact = in_the_middle();
    flows::TextReceived event;
    event.text = "5";
    const auto now = context();
    for (auto _ : state) benchmark::DoNotOptimize(flows::advance(contact, event, now));
}
BENCHMARK(advance_one_message);

void due_time(benchmark::State& state) {
    const auto contact = in_the_middle();
    const auto now = context();
    for (auto _ : state) benchmark::DoNotOptimize(flows::due_at(contact, now));
}
BENCHMARK(due_time);

void encode_contact(benchmark::State& state) {
    const auto contact = in_the_middle();
    for (auto _ : state) benchmark::DoNotOptimize(storage::encode(contact));
}
BENCHMARK(encode_contact);

void decode_contact(benchmark::State& state) {
    const auto bytes = storage::encode(in_the_middle());
    for (auto _ : state) benchmark::DoNotOptimize(storage::decode_contact(bytes));
    state.counters["bytes"] = static_cast<double>(bytes.size());
}
BENCHMARK(decode_contact);

void seal(benchmark::State& state) {
    const storage::Cipher cipher{{{"k1", std::string(32, 'k')}}, "k1"};
    const auto bytes = storage::encode(in_the_middle());
    for (auto _ : state) benchmark::DoNotOptimize(cipher.seal(bytes, "017 state 7"));
}
BENCHMARK(seal);

adapters::AdapterPtr telegram() {
    return adapters::find_platform("telegram")->make({{"token", "1:a"}, {"secret_token", "secret"}}).adapter;
}

void read_update(benchmark::State& state) {
    const auto adapter = telegram();
    const adapters::Headers headers{{"X-Telegram-Bot-Api-Secret-Token", "secret"}};
    const std::string body =
        R"({"update_id":7,"message":{"message_id":1,"from":{"id":5,"is_bot":false,"language_code":"zh-hans"},)"
        R"("chat":{"id":5,"type":"private"},"date":1772416800,"text":"5"}})";
    for (auto _ : state) {
        benchmark::DoNotOptimize(adapter->receive({"POST", "/webhooks/tg", headers, body}, context().now));
    }
}
BENCHMARK(read_update);

void compose_question(benchmark::State& state) {
    const auto adapter = telegram();
    flows::TextReceived event;
    event.text = "5";
    const auto message = flows::advance(in_the_middle(), event, context()).outgoing.at(0);
    for (auto _ : state)
        benchmark::DoNotOptimize(adapter->compose("987654321", message, {context().now, "n"}));
}
BENCHMARK(compose_question);

void count_segments(benchmark::State& state) {
    const std::string text{catalog().current("service-process")->invitation.in("zh-CN", "")};
    for (auto _ : state) benchmark::DoNotOptimize(flows::count_segments(text));
}
BENCHMARK(count_segments);

}  // namespace

BENCHMARK_MAIN();
