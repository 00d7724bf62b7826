#include "flows/words.h"

namespace askwell::flows {

std::string_view to_string(ConversationState state) {
    switch (state) {
        case ConversationState::waiting:
            return "waiting";
        case ConversationState::invited:
            return "invited";
        case ConversationState::asking:
            return "asking";
        case ConversationState::ended:
            return "ended";
    }
    return "unknown";
}

std::string_view to_string(Disposition disposition) {
    switch (disposition) {
        case Disposition::complete:
            return "complete";
        case Disposition::partial:
            return "partial";
        case Disposition::refused:
            return "refused";
        case Disposition::no_response:
            return "no_response";
        case Disposition::undeliverable:
            return "undeliverable";
        case Disposition::unsolicited:
            return "unsolicited";
    }
    return "unknown";
}

std::string_view to_string(EndReason reason) {
    switch (reason) {
        case EndReason::completed:
            return "completed";
        case EndReason::declined:
            return "declined";
        case EndReason::opted_out:
            return "opted_out";
        case EndReason::blocked:
            return "blocked";
        case EndReason::expired:
            return "expired";
        case EndReason::undeliverable:
            return "undeliverable";
        case EndReason::superseded:
            return "superseded";
    }
    return "unknown";
}

std::string_view to_string(Origin origin) {
    switch (origin) {
        case Origin::event:
            return "event";
        case Origin::customer:
            return "customer";
        case Origin::staff:
            return "staff";
    }
    return "unknown";
}

std::string_view to_string(ReminderState state) {
    switch (state) {
        case ReminderState::pending:
            return "pending";
        case ReminderState::sent:
            return "sent";
        case ReminderState::not_sent:
            return "not_sent";
    }
    return "unknown";
}

std::string_view to_string(AnswerStatus status) {
    switch (status) {
        case AnswerStatus::answered:
            return "answered";
        case AnswerStatus::skipped:
            return "skipped";
        case AnswerStatus::missing:
            return "missing";
        case AnswerStatus::shown:
            return "shown";
    }
    return "unknown";
}

std::string_view to_string(MessageKind kind) {
    switch (kind) {
        case MessageKind::invitation:
            return "invitation";
        case MessageKind::question:
            return "question";
        case MessageKind::reprompt:
            return "reprompt";
        case MessageKind::help:
            return "help";
        case MessageKind::reminder:
            return "reminder";
        case MessageKind::thanks:
            return "thanks";
        case MessageKind::notice:
            return "notice";
    }
    return "unknown";
}

std::string_view to_string(Command command) {
    switch (command) {
        case Command::stop:
            return "stop";
        case Command::help:
            return "help";
        case Command::skip:
            return "skip";
        case Command::back:
            return "back";
        case Command::restart:
            return "restart";
        case Command::later:
            return "later";
        case Command::start:
            return "start";
        case Command::language:
            return "language";
        case Command::done:
            return "done";
    }
    return "unknown";
}

std::string_view to_string(QuestionType type) {
    switch (type) {
        case QuestionType::rating:
            return "rating";
        case QuestionType::nps:
            return "nps";
        case QuestionType::single:
            return "single";
        case QuestionType::multi:
            return "multi";
        case QuestionType::yes_no:
            return "yes_no";
        case QuestionType::text:
            return "text";
        case QuestionType::number:
            return "number";
        case QuestionType::date:
            return "date";
        case QuestionType::phone:
            return "phone";
        case QuestionType::email:
            return "email";
        case QuestionType::order_no:
            return "order_no";
        case QuestionType::attachment:
            return "attachment";
        case QuestionType::info:
            return "info";
    }
    return "unknown";
}

std::string_view to_string(FlagKind kind) {
    switch (kind) {
        case FlagKind::all_highest:
            return "all_highest";
        case FlagKind::all_lowest:
            return "all_lowest";
        case FlagKind::all_same:
            return "all_same";
        case FlagKind::too_fast:
            return "too_fast";
        case FlagKind::score_against_comment:
            return "score_against_comment";
        case FlagKind::abusive:
            return "abusive";
        case FlagKind::off_topic:
            return "off_topic";
        case FlagKind::duplicate:
            return "duplicate";
    }
    return "unknown";
}

}  // namespace askwell::flows
