// The one place where enumerations become words: for the ledger, APIs, metrics and logs.
#pragma once

#include <string_view>

#include "flows/conversation.h"
#include "flows/engine.h"
#include "flows/reading_result.h"

namespace askwell::flows {

std::string_view to_string(ConversationState state);
std::string_view to_string(Disposition disposition);
std::string_view to_string(EndReason reason);
std::string_view to_string(Origin origin);
std::string_view to_string(ReminderState state);
std::string_view to_string(AnswerStatus status);
std::string_view to_string(MessageKind kind);
std::string_view to_string(Command command);
std::string_view to_string(QuestionType type);
std::string_view to_string(FlagKind kind);

}  // namespace askwell::flows
