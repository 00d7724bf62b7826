// The whole service under load: customers who answer a Telegram survey against a double of Telegram, with a
// real Redis that syncs every write, beside a bare Beast server that answers 200. Usage: askwell_load
// [seconds] [customers]
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <fmt/core.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "tests/bench/bare_beast.h"
#include "tests/bench/load.h"
#include "tests/support/askwell_process.h"
#include "tests/support/redis_server.h"

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;
using nlohmann::json;

constexpr std::string_view kSecret = "bench-secret";
constexpr auto kToken = asio::as_tuple(asio::use_awaitable);

/// One customer's current conversation: when the last webhook left, and whether its question has come.
struct Chat {
    explicit Chat(const asio::any_io_executor& executor) : answered(executor) {}
    Clock::time_point sent_at{};
    bool waiting = false;
    asio::steady_timer answered;
};

class Bench {
  public:
    Bench(std::uint16_t askwell_port, tcp::acceptor acceptor, int customers)
        : askwell_port_(askwell_port), acceptor_(std::move(acceptor)), customers_(customers) {}

    void run(std::chrono::seconds warm_up, std::chrono::seconds duration) {
        asio::io_context& context = static_cast<asio::io_context&>(acceptor_.get_executor().context());
        measure_from_ = Clock::now() + warm_up;
        end_ = measure_from_ + duration;
        asio::co_spawn(context, accept(), asio::detached);
        for (int i = 0; i < customers_; ++i) asio::co_spawn(context, converse(), asio::detached);
        context.run_until(end_ + std::chrono::seconds{2});
    }

    std::vector<double>& latencies() { return latencies_; }
    std::size_t failures() const { return failures_; }
    std::size_t webhooks() const { return webhooks_; }

  private:
    asio::awaitable<void> accept() {
        for (;;) {
            auto [error, socket] = co_await acceptor_.async_accept(kToken);
            if (error) co_return;
            const auto executor = acceptor_.get_executor();
            asio::co_spawn(executor, telegram(std::move(socket)), asio::detached);
        }
    }

    /// The double: checks what it is sent and answers as Telegram does.
    asio::awaitable<void> telegram(tcp::socket socket) {
        boost::beast::flat_buffer buffer;
        socket.set_option(tcp::no_delay(true));
        for (std::int64_t id = 1;; ++id) {
            http::request<http::string_body> request;
            const auto [read_error, size] = co_await http::async_read(socket, buffer, request, kToken);
            if (read_error) co_return;
            const json body = json::parse(request.body(), nullptr, false);
            const bool right = request.target() == "/bot1:bench/sendMessage" && body.is_object() &&
                               body.contains("chat_id") && !body.value("text", "").empty();
            if (right)
                saw(body["chat_id"].is_string() ? std::stoll(body["chat_id"].get<std::string>())
                                                : body["chat_id"].get<std::int64_t>());
            if (!right) ++failures_;
            http::response<http::string_body> response{right ? http::status::ok : http::status::bad_request,
                                                       11};
            response.set(http::field::content_type, "application/json");
            response.body() = right ? fmt::format(R"({{"ok":true,"result":{{"message_id":{}}}}})", id)
                                    : R"({"ok":false,"error_code":400})";
            response.prepare_payload();
            const auto [write_error, written] = co_await http::async_write(socket, response, kToken);
            if (write_error) co_return;
        }
    }

    void saw(std::int64_t chat) {
        const auto found = chats_.find(chat);
        if (found == chats_.end() || !found->second->waiting) return;
        found->second->waiting = false;
        const auto now = Clock::now();
        if (found->second->sent_at >= measure_from_ && now <= end_) {
            latencies_.push_back(
                std::chrono::duration<double, std::milli>(now - found->second->sent_at).count());
        }
        found->second->answered.cancel();
    }

    asio::awaitable<void> converse() {
        const auto executor = acceptor_.get_executor();
        tcp::socket socket{executor};
        const auto [error] =
            co_await socket.async_connect({asio::ip::address_v4::loopback(), askwell_port_}, kToken);
        if (error) co_return;
        socket.set_option(tcp::no_delay(true));
        boost::beast::flat_buffer buffer;
        static const std::vector<std::string> kScript{"/start", "开始", "1", "5", "5", "4", "5", "5", "5"};
        while (Clock::now() < end_) {
            const std::int64_t chat = ++next_chat_;
            const auto state = chats_.emplace(chat, std::make_unique<Chat>(executor)).first->second.get();
            for (const std::string& text : kScript) {
                http::request<http::string_body> request{http::verb::post, "/webhooks/tg", 11};
                request.set(http::field::host, "127.0.0.1");
                request.set(http::field::content_type, "application/json");
                request.set("X-Telegram-Bot-Api-Secret-Token", kSecret);
                request.body() = fmt::format(
                    R"({{"update_id":{},"message":{{"message_id":1,"from":{{"id":{},"is_bot":false,"language_code":"zh-hans"}},)"
                    R"("chat":{{"id":{},"type":"private"}},"date":{},"text":"{}"}}}})",
                    ++next_update_, chat, chat, std::time(nullptr), text);
                request.prepare_payload();
                state->waiting = true;
                state->sent_at = Clock::now();
                const auto [write_error, written] = co_await http::async_write(socket, request, kToken);
                http::response<http::string_body> response;
                if (write_error) co_return;
                const auto [read_error, size] = co_await http::async_read(socket, buffer, response, kToken);
                if (read_error) co_return;
                ++webhooks_;
                if (response.result() != http::status::ok) ++failures_;
                if (state->waiting) {
                    state->answered.expires_after(std::chrono::seconds{10});
                    co_await state->answered.async_wait(kToken);
                    if (state->waiting) ++failures_;
                }
                if (Clock::now() > end_) co_return;
            }
            chats_.erase(chat);
        }
    }

    std::uint16_t askwell_port_;
    tcp::acceptor acceptor_;
    int customers_;
    Clock::time_point measure_from_;
    Clock::time_point end_;
    std::unordered_map<std::int64_t, std::unique_ptr<Chat>> chats_;
    std::vector<double> latencies_;
    std::size_t failures_ = 0;
    std::size_t webhooks_ = 0;
    std::int64_t next_chat_ = 1000;
    std::int64_t next_update_ = 0;
};

/// User and system CPU of a process so far, in seconds.
double cpu_seconds(pid_t pid) {
    std::ifstream in{"/proc/" + std::to_string(pid) + "/stat"};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    std::istringstream rest{text.substr(text.rfind(')') + 2)};
    std::string skipped;
    for (int i = 0; i < 11; ++i) rest >> skipped;
    double user = 0;
    double system = 0;
    rest >> user >> system;
    return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

double percentile(std::vector<double>& values, double quantile) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(quantile * static_cast<double>(values.size() - 1))];
}

askwell::bench::LoadResult measure_bare(std::chrono::seconds duration, int connections) {
    asio::io_context context{1};
    tcp::acceptor acceptor{context, {asio::ip::address_v4::loopback(), 0}};
    askwell::bench::LoadOptions options;
    options.port = acceptor.local_endpoint().port();
    options.connections = static_cast<std::size_t>(connections);
    options.duration = duration;
    options.bodies = {R"({"update_id":1,"message":{"text":"5"}})"};
    asio::co_spawn(context, askwell::bench::serve_bare(acceptor), asio::detached);
    std::thread serving{[&context] { context.run(); }};
    auto result = askwell::bench::run_load(options);
    context.stop();
    serving.join();
    return result;
}

}  // namespace

int main(int argc, char** argv) {
    const std::chrono::seconds duration{argc > 1 ? std::atoi(argv[1]) : 10};
    const int customers = argc > 2 ? std::atoi(argv[2]) : 32;
    if (duration.count() < 1 || customers < 1 || customers > 1000) {
        fmt::print(stderr, "usage: askwell_load [seconds] [customers, 1 to 1000]\n");
        return 2;
    }
    const auto bare = measure_bare(std::min(duration, std::chrono::seconds{5}), customers);

    asio::io_context context{1};
    tcp::acceptor acceptor{context, {asio::ip::address_v4::loopback(), 0}};
    const std::string telegram = fmt::format("http://127.0.0.1:{}", acceptor.local_endpoint().port());
    const askwell::test::RedisServer redis;
    const askwell::test::TempDir folder;
    json config;
    config["store"] = {{"kind", "redis"}, {"url", redis.url()}};
    config["conversation"] = {{"language", "zh-CN"}};
    config["log"] = {{"level", "warning"}};
    config["channels"]["tg"] = {{"platform", "telegram"},      {"token", "1:bench"},
                                {"secret_token", kSecret},     {"base_url", telegram},
                                {"survey", "service-process"}, {"sends_per_second", 1000000}};
    askwell::test::AskwellProcess askwell{folder.path(), config};
    const double cpu_before = cpu_seconds(askwell.process().pid());
    Bench bench{askwell.port(), std::move(acceptor), customers};
    bench.run(std::chrono::seconds{2}, duration);
    const double cpu = cpu_seconds(askwell.process().pid()) - cpu_before;
    auto& latencies = bench.latencies();
    const double rate = static_cast<double>(latencies.size()) / static_cast<double>(duration.count());

    fmt::print("bare Beast, answers 200: {:.0f} requests/s, p50 {:.2f} ms, p99 {:.2f} ms ({} connections)\n",
               bare.per_second(), static_cast<double>(bare.latency(0.5).count()) / 1e6,
               static_cast<double>(bare.latency(0.99).count()) / 1e6, customers);
    fmt::print(
        "Askwell, Telegram survey, Redis with appendfsync always: {:.0f} messages/s, webhook to outgoing "
        "question p50 {:.2f} ms, "
        "p99 {:.2f} ms, {:.0f} us CPU a message ({} customers at once, {} failures)\n",
        rate, percentile(latencies, 0.5), percentile(latencies, 0.99),
        cpu * 1e6 / static_cast<double>(std::max<std::size_t>(bench.webhooks(), 1)), customers,
        bench.failures());
    return bench.failures() == 0 && !latencies.empty() ? 0 : 1;
}
