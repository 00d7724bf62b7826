// What Kannel says to us: messages and delivery reports, as parameters of the URLs in its configuration (see
// kannel.cpp). Source: Kannel 1.4.5 User's Guide, table 7-10 (escape codes) and chapter 10 (delivery
// reports), checked against its smsbox.
#pragma once

#include "adapters/adapter.h"
#include "adapters/encoding.h"

namespace askwell::adapters {

/// Reads a call of our webhook whose secret was right.
/// A message has from (%p), to (%P), text (%b), charset (%C), id (%I) and time (%T, Unix seconds); a report
/// has message (our own_message_id()), report (%d) and to (%P, who the message went to). Numbers become
/// E.164 as e164() does it.
Received read_kannel_parameters(const Parameters& parameters, flows::SmsRule rule);

}  // namespace askwell::adapters
