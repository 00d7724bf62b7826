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
    for (auto _ : state) benchmark::DoNotOptimize(flows::read_answer(question, text, {"zh-CN"}));
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

/// Fifty questions of many kinds, every fifth with a condition; ten of them scored.
flows::SurveyPtr fifty_questions() {
    nlohmann::json document = {{"id", "fifty"},
                               {"version", "1"},
                               {"languages", {"en"}},
                               {"title", {{"en", "Fifty questions"}}},
                               {"invitation", {{"en", "Shall we start?"}}},
                               {"thanks", {{"en", "Thank you."}}}};
    for (int i = 0; i < 50; ++i) {
        nlohmann::json question = {{"id", "question_" + std::to_string(i)},
                                   {"text", {{"en", "How was part " + std::to_string(i) + "?"}}}};
        if (i % 5 == 0) {
            nlohmann::json points;
            for (int score = 1; score <= 5; ++score)
                points.push_back({{"score", score}, {"label", {{"en", "grade " + std::to_string(score)}}}});
            question.update({{"type", "rating"}, {"scale", {{"points", points}}}});
        } else {
            question["type"] = i % 5 == 1 ? "yes_no" : i % 5 == 2 ? "number" : "text";
        }
        if (i % 5 == 4)
            question["ask_if"] = {{"question", "question_" + std::to_string(i - 4)}, {"at_least", 2}};
        document["questions"].push_back(std::move(question));
    }
    return flows::load_survey("fifty.json", document.dump()).survey;
}

/// The last rating of fifty questions, with all answers before it on record: the worst case.
void advance_in_fifty_questions(benchmark::State& state) {
    static const flows::Catalog fifty = [] {
        flows::Catalog made;
        made.add(fifty_questions());
        return made;
    }();
    flows::Context now = context();
    now.catalog = &fifty;
    now.default_language = "en";
    flows::StartRequested start;
    start.survey_id = "fifty";
    start.origin = flows::Origin::customer;
    flows::ContactState contact;
    contact.key = "017-00000000000000000000000000000000";
    contact = flows::advance(contact, start, now).next;
    flows::TextReceived event;
    event.text = "start";
    contact = flows::advance(contact, event, now).next;
    const char* const answers[] = {"5", "yes", "7", "a few words about it", "and some more"};
    for (int i = 0; i < 45; ++i) {
        now.now += std::chrono::minutes{2};
        now.received_at = now.now;
        event.text = answers[i % 5];
        contact = flows::advance(contact, event, now).next;
    }
    if (contact.conversation->answers.size() != 45) state.SkipWithError("the talk went elsewhere");
    now.now += std::chrono::minutes{2};
    now.received_at = now.now;
    event.text = "4";
    for (auto _ : state) benchmark::DoNotOptimize(flows::advance(contact, event, now));
}
BENCHMARK(advance_in_fifty_questions);

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
