// What WeChat and WeCom have in common when they call us: the query, messages and events in XML. Sources:
// WeChat's and WeCom's pages on receiving messages and events.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/adapter.h"
#include "adapters/encoding.h"
#include "adapters/wx_envelope.h"

namespace askwell::adapters {

/// The stamp of a webhook's query; its signature is the parameter so named. Owned by `query`.
WxStamp wx_stamp(const Parameters& query, std::string_view signature_name);

/// Why a webhook cannot be one of theirs, before its proof: neither POST nor GET, or too large. nullopt when
/// it can.
std::optional<Received> refuse_wx_call(const WebhookRequest& request);

/// Why a stamp cannot be taken: its signature is not that of `encrypted` ("" when nothing is: forged), its
/// time is no number of seconds (malformed) or further from `now` than `max_age` (stale). nullopt when it
/// can.
std::optional<Received> refuse_wx_stamp(const WxEnvelope& envelope, const WxStamp& stamp,
                                        std::string_view encrypted, TimePoint now, Duration max_age);

/// The answer to a check of the URL: what it wants to read back.
Received wx_url_checked(std::string echo);

/// Opens a body that was signed with msg_signature and encrypted: the XML inside, or why it is refused.
struct OpenedWxBody {
    Received refusal;  ///< its verdict is accept when the body was opened
    std::string clear;
};
OpenedWxBody open_wx_body(const WxEnvelope& envelope, const Parameters& query, std::string_view body,
                          TimePoint now, Duration max_age);

/// Reads the clear XML of a message or event. `reply` is what the platform expects.
Received read_wx_message(std::string_view xml, const HttpReply& reply);

}  // namespace askwell::adapters
