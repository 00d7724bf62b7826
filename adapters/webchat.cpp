#include "adapters/webchat.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/answers.h"
#include "adapters/settings.h"
#include "flows/json_source.h"

namespace askwell::adapters {

namespace {

using nlohmann::json;

constexpr int kMaxFrameDepth = 4;
constexpr std::size_t kMaxName = 64;  // survey ids, language tags; bytes

ChatError bad_frame(std::string message) {
    return {ChatErrorCode::bad_frame, std::move(message)};
}

std::size_t code_points(std::string_view utf8) {
    return static_cast<std::size_t>(std::count_if(
        utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// Takes members out of a frame and remembers the first thing that is wrong with one.
class FrameReader {
  public:
    explicit FrameReader(const json& frame) : frame_(frame) {}

    std::string text(const char* name, std::size_t most_bytes) {
        const auto* value = member(frame_, name);
        if (value == nullptr) return {};
        if (!value->is_string()) fail(bad_frame(std::string{name} + " is not a string"));
        auto text = text_member(frame_, name);
        if (text.size() > most_bytes) fail({ChatErrorCode::too_long, std::string{name} + " is too long"});
        return text;
    }

    std::string needed_text(const char* name, std::size_t most_bytes) {
        auto value = text(name, most_bytes);
        if (value.empty()) fail(bad_frame(std::string{name} + " is missing or empty"));
        return value;
    }

    std::uint64_t number(const char* name, bool needed) {
        const auto* value = member(frame_, name);
        if (value == nullptr && !needed) return 0;
        if (value != nullptr && value->is_number_unsigned()) return value->get<std::uint64_t>();
        fail(bad_frame(std::string{name} + " is not a whole number"));
        return 0;
    }

    void fail(ChatError error) {
        if (!error_) error_ = std::move(error);
    }

    ChatFrame finished(ChatFrame frame) const { return error_ ? ChatFrame{*error_} : std::move(frame); }

  private:
    const json& frame_;
    std::optional<ChatError> error_;
};

ChatFrame read_hello(FrameReader& reader) {
    ChatHello hello;
    hello.token = reader.text("token", kMaxChatToken);
    hello.survey = reader.text("survey", kMaxName);
    hello.language = reader.text("language", kMaxName);
    hello.seen = reader.number("seen", false);
    return reader.finished(std::move(hello));
}

ChatFrame read_text(FrameReader& reader) {
    ChatText text;
    text.id = reader.needed_text("id", kMaxChatId);
    text.text = reader.text("text", kMaxChatFrame);
    if (code_points(text.text) > kMaxChatText) {
        reader.fail(
            {ChatErrorCode::too_long, "text has more than " + std::to_string(kMaxChatText) + " characters"});
    }
    return reader.finished(std::move(text));
}

ChatFrame read_choice(FrameReader& reader) {
    ChatChoice choice;
    choice.id = reader.needed_text("id", kMaxChatId);
    choice.payload = reader.needed_text("payload", kMaxChatId);
    return reader.finished(std::move(choice));
}

ChatFrame read_ack(FrameReader& reader) {
    const ChatAck ack{reader.number("number", true)};
    return reader.finished(ack);
}

struct FrameType {
    std::string_view name;
    ChatFrame (*read)(FrameReader&);
};
constexpr std::array kFrameTypes = {FrameType{"hello", read_hello}, FrameType{"text", read_text},
                                    FrameType{"choice", read_choice}, FrameType{"ack", read_ack}};

std::string_view name_of(flows::MessageKind kind) {
    switch (kind) {
        case flows::MessageKind::invitation:
            return "invitation";
        case flows::MessageKind::question:
            return "question";
        case flows::MessageKind::reprompt:
            return "reprompt";
        case flows::MessageKind::help:
            return "help";
        case flows::MessageKind::reminder:
            return "reminder";
        case flows::MessageKind::thanks:
            return "thanks";
        case flows::MessageKind::notice:
            return "notice";
    }
    return "notice";
}

class WebChat final : public Adapter {
  public:
    Received receive(const WebhookRequest& /*request*/, TimePoint /*now*/) const override {
        return rejected(Verdict::method, "the web chat has no webhook");
    }

    std::vector<SendRequest> compose(std::string_view /*address*/, const flows::Outgoing& /*message*/,
                                     const ComposeContext& /*context*/) const override {
        return {};
    }

    SendResult result(const SendResponse& /*response*/) const override {
        return {SendOutcome::permanent, "", "the web chat sends no requests", std::nullopt};
    }

    Traits traits() const override {
        Traits traits;
        traits.delivery = Delivery::pull;
        traits.customer_starts = true;
        return traits;
    }
};

MadeAdapter make(const json& values) {
    const std::vector<Setting> none;
    SettingsReader reader{values, none};
    return reader.made(std::make_shared<WebChat>());
}

std::string setup(std::string_view /*webhook_url*/) {
    return "Nothing to enter anywhere: the chat page is at /chat.\n";
}

}  // namespace

std::string_view to_string(ChatErrorCode code) {
    switch (code) {
        case ChatErrorCode::bad_frame:
            return "bad_frame";
        case ChatErrorCode::too_long:
            return "too_long";
        case ChatErrorCode::unknown_survey:
            return "unknown_survey";
        case ChatErrorCode::bad_token:
            return "bad_token";
        case ChatErrorCode::hello_first:
            return "hello_first";
        case ChatErrorCode::busy:
            return "busy";
        case ChatErrorCode::closed:
            return "closed";
    }
    return "bad_frame";
}

ChatFrame read_chat_frame(std::string_view text) {
    if (text.size() > kMaxChatFrame) return ChatError{ChatErrorCode::too_long, "frame is too long"};
    flows::JsonError error;
    const auto frame = flows::parse_json(text, error, kMaxFrameDepth);
    if (!frame) return bad_frame("not JSON at byte " + std::to_string(error.offset) + ": " + error.message);
    const auto type = text_member(*frame, "type");
    for (const auto& known : kFrameTypes) {
        if (known.name != type) continue;
        FrameReader reader{*frame};
        return known.read(reader);
    }
    return bad_frame("type is none of hello, text, choice, ack");
}

std::string write_chat_welcome(std::string_view token, std::string_view language) {
    return to_text({{"type", "welcome"}, {"token", token}, {"language", language}});
}

std::string write_chat_message(const flows::Outgoing& message) {
    json choices = json::array();
    for (const auto& choice : message.choices) {
        choices.push_back({{"payload", choice.payload}, {"label", choice.label}});
    }
    return to_text({{"type", "message"},
                    {"number", message.number},
                    {"kind", name_of(message.kind)},
                    {"text", message.text},
                    {"language", message.language},
                    {"scale", message.scale},
                    {"choices", std::move(choices)}});
}

std::string write_chat_received(std::string_view id) {
    return to_text({{"type", "received"}, {"id", id}});
}

std::string write_chat_error(const ChatError& error) {
    return to_text({{"type", "error"}, {"code", to_string(error.code)}, {"message", error.message}});
}

Platform webchat_platform() {
    return {"webchat", "Web chat", {}, make, setup};
}

}  // namespace askwell::adapters
