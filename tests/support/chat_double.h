// What the doubles of chat platforms (WhatsApp, Messenger, LINE, Slack) share for the tests that use them:
// the phones, and one way to talk through any of them. See whatsapp_double.h, messenger_double.h,
// line_double.h, slack_double.h.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "tests/support/platform_double.h"

namespace askwell::test {

struct ChatButton {
    std::string caption;
    std::string payload;
    bool operator==(const ChatButton&) const = default;
};

/// A message as the phone shows it.
struct ChatMessage {
    std::string id;
    std::string text;
    std::vector<ChatButton> buttons;
    std::string way;  ///< how it came, in the platform's words: "text", "list", "template", "reply", "push" …
};

/// What every customer saw. Thread rule: every member may be called from any thread.
class ChatPhones {
  public:
    void show(const std::string& who, ChatMessage message);

    /// What this phone saw, oldest first.
    std::vector<ChatMessage> messages(const std::string& who) const;
    /// Waits until the phone has seen `count` messages in all; returns what it saw, fewer when `patience`
    /// ended first.
    std::vector<ChatMessage> wait_for_messages(const std::string& who, std::size_t count,
                                               milliseconds patience = seconds{10}) const;
    /// The newest message with a button of this caption or payload, and that button alone;
    /// std::out_of_range when the phone shows none.
    ChatMessage find_button(const std::string& who, std::string_view button) const;
    std::uint64_t delivered() const;

  private:
    mutable std::mutex mutex_;
    mutable std::condition_variable arrived_;
    std::map<std::string, std::vector<ChatMessage>> seen_;
    std::uint64_t delivered_ = 0;
};

/// One chat platform. It checks what the real one checks, calls a violation what a correct client never
/// causes, answers in its words, and signs its webhooks. Thread rule: every member may be called from any
/// thread; the calls of one customer are to be made one after the other.
class ChatDouble {
  public:
    virtual ~ChatDouble() = default;
    ChatDouble() = default;
    ChatDouble(const ChatDouble&) = delete;
    ChatDouble& operator=(const ChatDouble&) = delete;

    /// The settings of a channel that talks to this double.
    virtual nlohmann::json channel() const = 0;
    virtual PlatformServer& server() = 0;
    virtual ChatPhones& phones() = 0;
    /// Where webhooks go from now on.
    virtual void deliver_to(WebhookTarget target) = 0;

    /// Each sends one webhook, waits for its end and returns what came of it.
    virtual WebhookRun say(const std::string& who, std::string_view text) = 0;
    /// Taps the newest button of this caption or payload; std::out_of_range when the phone shows none.
    virtual WebhookRun tap(const std::string& who, std::string_view button) = 0;
};

}  // namespace askwell::test
