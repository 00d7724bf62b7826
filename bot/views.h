// Conversations and ledger entries as the staff API shows them.
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "flows/conversation.h"
#include "storage/dead_letter.h"
#include "storage/ledger.h"

namespace askwell::bot {

/// RFC 3339 in UTC with milliseconds: "2026-11-21T09:00:00.000Z".
std::string rfc3339(flows::TimePoint time);

nlohmann::json to_json(const flows::AnswerValue& value);
nlohmann::json to_json(const flows::ContactId& contact, const flows::Conversation& conversation);
nlohmann::json to_json(const storage::LedgerEntry& entry);
nlohmann::json to_json(const storage::DeadLetter& letter);

}  // namespace askwell::bot
