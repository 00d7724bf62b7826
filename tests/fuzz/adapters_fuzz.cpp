// Webhooks from outside: no request may crash an adapter, and what is accepted has an address and a message
// id. The input is a platform, a method, the target and the body; the proof is put right, else nothing behind
// it would ever be reached.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "adapters/choices.h"
#include "adapters/text.h"
#include "adapters/webchat.h"
#include "tests/unit/adapters/kit.h"

namespace {

using namespace askwell::adapters;

void require(bool holds) {
    if (!holds) std::abort();
}

void check(const Received& received) {
    require(received.verdict == Verdict::accept || received.messages.empty());
    for (const auto& message : received.messages)
        require(!message.message_id.empty() && !message.address.empty());
}

void fuzz_webhook(std::uint8_t choice, std::string_view target, std::string_view body) {
    static const AdapterPtr adapters[] = {testkit::twilio(), testkit::telegram(), testkit::kannel()};
    testkit::Hook hook{(choice & 4U) != 0 ? "GET" : "POST",
                       "/w?secret=kannel-secret&" + std::string{target},
                       {{"Content-Type", "application/x-www-form-urlencoded"},
                        {"X-Telegram-Bot-Api-Secret-Token", "Tg_secret-0123456789ABCDEFabcdef"}},
                       std::string{body}};
    if ((choice & 8U) == 0) testkit::sign_as_twilio(hook);
    check(receive(*adapters[choice % 3], hook));
}

void fuzz_sending(std::string_view text, std::string_view answer) {
    static const AdapterPtr adapters[] = {testkit::twilio(), testkit::telegram(), testkit::kannel()};
    auto message = testkit::scale(3, {std::string{answer.substr(0, 20)}});
    message.text = text.empty() ? "x" : std::string{text};
    for (const auto& adapter : adapters) {
        require(!adapter->compose("+14155550100", message, {}).empty());
        adapter->result({static_cast<int>(200 + answer.size() % 400), {}, std::string{answer}});
    }
    std::string joined;
    for (const auto& part : split_text(text, 7, in_utf16_units())) joined += part;
    require(joined == text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view input{reinterpret_cast<const char*>(data) + 1, size - 1};
    const auto line = input.substr(0, input.find('\n'));
    const auto rest = input.substr(std::min(line.size() + 1, input.size()));
    fuzz_webhook(data[0], line, rest);
    fuzz_sending(line, rest);
    const auto frame = read_chat_frame(rest);
    if (const auto* error = std::get_if<ChatError>(&frame)) write_chat_error(*error);
    return 0;
}
