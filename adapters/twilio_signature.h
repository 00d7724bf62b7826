// How Twilio signs its webhooks. Source: Twilio's "Webhooks security" page and the validator in its own
// helper library.
#pragma once

#include <string>
#include <string_view>

#include "adapters/adapter.h"

namespace askwell::adapters {

/// True when X-Twilio-Signature is the base64 HMAC-SHA1, keyed with `auth_token`, of what Twilio signs:
/// - a form POST: the URL, then every parameter's name and decoded value, sorted by name; of a name's several
/// values each
///   distinct one once, sorted;
/// - a GET: the URL alone;
/// - a POST whose query has bodySHA256: the URL alone, and that hash must be the raw body's.
/// The URL is `public_origin` + the target, byte for byte, tried with and without the scheme's default port.
/// Any other body is signed by nothing and therefore refused. Twilio signs no time: replays are stopped by
/// the message id.
bool has_twilio_signature(const WebhookRequest& request, std::string_view auth_token,
                          std::string_view public_origin);

}  // namespace askwell::adapters
