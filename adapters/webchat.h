// The web chat's protocol: JSON text frames between the page in the customer's browser and us, as pure
// functions. The connection belongs to bot/; a frame a WebSocket message. Any text is safe to read.
//
// Client to server:
//   {"type":"hello","token":"…"|"","survey":"…"?,"language":"…"?,"seen":12?}   first; token "" begins a new
//   conversation
//   {"type":"text","id":"<uuid>","text":"…"}                                    id is the client's own, the
//   same on a repeat
//   {"type":"choice","id":"<uuid>","payload":"…"}
//   {"type":"ack","number":12}                                                   messages up to 12 are shown
// Server to client:
//   {"type":"welcome","token":"…","language":"…"}
//   {"type":"message","number":12,"kind":"question","text":"…","language":"…","scale":true,"choices":[{"payload":"…","label":"…"}]}
//   {"type":"received","id":"…"}                                                 committed: the client may
//   forget it
//   {"type":"error","code":"…","message":"…"}
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "adapters/registry.h"

namespace askwell::adapters {

inline constexpr std::size_t kMaxChatFrame = 32 * 1024;  ///< bytes
inline constexpr std::size_t kMaxChatText = 4000;        ///< code points
inline constexpr std::size_t kMaxChatId = 64;            ///< bytes; client ids and payloads
inline constexpr std::size_t kMaxChatToken = 256;        ///< bytes

struct ChatHello {
    std::string token;       ///< as given in our welcome; "" on the first visit
    std::string survey;      ///< "" = the channel's
    std::string language;    ///< the browser's, BCP 47; "" when it did not say
    std::uint64_t seen = 0;  ///< the highest message number that is shown already
};
struct ChatText {
    std::string id;
    std::string text;
};
struct ChatChoice {
    std::string id;
    std::string payload;
};
struct ChatAck {
    std::uint64_t number = 0;
};

/// What went wrong, in words the page's script knows.
enum class ChatErrorCode {
    bad_frame,  ///< not a frame of this protocol
    too_long,   ///< a frame, text or id above its limit
    unknown_survey,
    bad_token,    ///< expired or not ours: begin anew
    hello_first,  ///< anything before hello
    busy,         ///< try again soon; nothing was stored
    closed,       ///< the service is stopping: connect again
};
/// As on the wire: "bad_frame" …
std::string_view to_string(ChatErrorCode code);

struct ChatError {
    ChatErrorCode code = ChatErrorCode::bad_frame;
    std::string message;  ///< for developers; no personal data
};

using ChatFrame = std::variant<ChatHello, ChatText, ChatChoice, ChatAck, ChatError>;

/// Reads a client's frame; a ChatError for anything that is not one. Unknown members are ignored, so that
/// pages may be newer than the service.
ChatFrame read_chat_frame(std::string_view text);

std::string write_chat_welcome(std::string_view token, std::string_view language);
std::string write_chat_message(const flows::Outgoing& message);
std::string write_chat_received(std::string_view id);
std::string write_chat_error(const ChatError& error);

/// "webchat": the contact's page fetches its messages (Traits::delivery is pull). There is no webhook:
/// receive() refuses every method, compose() gives nothing.
Platform webchat_platform();

}  // namespace askwell::adapters
