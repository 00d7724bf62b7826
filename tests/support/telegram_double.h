// Telegram's Bot API for tests, and the phones of its users. It checks what api.telegram.org checks, answers
// in its words, and keeps what every phone saw. https://core.telegram.org/bots/api (sendMessage,
// answerCallbackQuery, setWebhook).
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "tests/support/platform_double.h"

namespace askwell::test {

struct TelegramButton {
    std::string text;
    std::string data;
    bool operator==(const TelegramButton&) const = default;
};

/// A message as the phone shows it.
struct TelegramMessage {
    std::int64_t id = 0;
    std::string text;
    std::vector<TelegramButton> buttons;  ///< row by row
    std::chrono::system_clock::time_point at;
};

/// Thread rule: every member may be called from any thread. The calls of one phone are to be made one after
/// the other, as a person taps; phones may run side by side.
class TelegramDouble {
  public:
    struct Options {
        std::string token = "123456:AAtest-bot-token";
        std::string secret_token =
            "webhook-secret";  ///< of setWebhook; sent as X-Telegram-Bot-Api-Secret-Token
    };
    TelegramDouble();
    explicit TelegramDouble(Options options);
    ~TelegramDouble();
    TelegramDouble(const TelegramDouble&) = delete;
    TelegramDouble& operator=(const TelegramDouble&) = delete;

    const Options& options() const;
    std::string base_url() const;
    /// The settings of a channel that is this bot, and asks `survey`.
    nlohmann::json channel(std::string_view survey = "service-process") const;
    /// Faults, violations, counts. A wrong token, an unknown method or a request that Telegram would call a
    /// Bad Request is a violation; writing to a stranger or to somebody who blocked the bot is only refused,
    /// with 400 and 403.
    PlatformServer& server();
    std::vector<std::string> violations() const;

    // ---- the phone ----

    /// Where updates go from now on. Telegram tries again after anything but 2xx: after 1 s, doubling.
    void deliver_to(WebhookTarget target);
    /// What `from.language_code` of this user says; nothing by default.
    void set_language(std::int64_t chat, std::string code);

    /// Each of these sends one update, waits for its end and returns what came of it. Any but block() make
    /// the chat known.
    WebhookRun say(std::int64_t chat, std::string_view text);
    /// /start with the parameter of a deep link, "" for none.
    WebhookRun start(std::int64_t chat, std::string_view payload = {});
    /// Taps the newest button whose text or data is `button`; std::out_of_range when the phone shows none.
    WebhookRun tap(std::int64_t chat, std::string_view button);
    /// A photo with a caption, without its bytes.
    WebhookRun send_photo(std::int64_t chat, std::string_view caption);
    WebhookRun block(std::int64_t chat);
    WebhookRun unblock(std::int64_t chat);
    /// Makes the chat known without sending an update, for tests that begin in the middle.
    void know(std::int64_t chat);

    /// What this phone saw, oldest first.
    std::vector<TelegramMessage> messages(std::int64_t chat) const;
    /// Waits until the phone has seen `count` messages in all; returns what it saw, fewer when `patience`
    /// ended first.
    std::vector<TelegramMessage> wait_for_messages(std::int64_t chat, std::size_t count,
                                                   milliseconds patience = seconds{10}) const;
    /// Messages delivered to all phones together.
    std::uint64_t delivered() const;
    /// Taps that answerCallbackQuery has not acknowledged: their buttons still show a spinner.
    std::size_t unanswered_taps() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace askwell::test
