// The compact form of stored values: CBOR with a schema number first. Sealing is the caller's business.
// Every schema that ever was stays readable: a decode test per version. Values are arrays by position, times
// in Unix ms, enums by their number, absent optionals null. Schema 2 has the newer kinds of answers, probes,
// consent, flags and the last response; schema 3 when a contact was heard, and what fills a message's
// template (left out where there is none); schema 4 the narrow window of a contact, and parts of
// texts; schema 5 the reply route of a message.
// Thread rule: pure functions. Errors: StoreErrc::corrupt for any bytes that are not exactly such a value;
// nothing throws.
#pragma once

#include <string>
#include <string_view>

#include "flows/conversation.h"
#include "flows/engine.h"
#include "storage/result.h"

namespace askwell::storage {

std::string encode(const flows::ContactState& state);
Result<flows::ContactState> decode_contact(std::string_view bytes);

std::string encode(const flows::Outgoing& message);
Result<flows::Outgoing> decode_outgoing(std::string_view bytes);

/// A message in an outbox says to whom it goes and by what (Pending::reply_route), so that a claimer need not
/// load the contact.
struct Addressed {
    flows::ContactId contact;
    flows::Outgoing message;
    std::string reply_route;
};
std::string encode(const flows::ContactId& contact, const flows::Outgoing& message,
                   const std::string& reply_route);
Result<Addressed> decode_addressed(std::string_view bytes);

std::string encode(const flows::Finished& finished);
Result<flows::Finished> decode_finished(std::string_view bytes);

}  // namespace askwell::storage
