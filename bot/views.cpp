#include "bot/views.h"

#include <variant>

#include <fmt/chrono.h>
#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "flows/words.h"

namespace askwell::bot {

using Json = nlohmann::json;

namespace {

Json optional_time(const std::optional<flows::TimePoint>& time) {
    return time ? Json(rfc3339(*time)) : Json(nullptr);
}

struct ValueWriter {
    Json operator()(std::monostate) const { return nullptr; }
    Json operator()(const flows::Score& score) const { return score.value; }
    Json operator()(const flows::Number& number) const { return number.value; }
    Json operator()(const flows::YesNo& answer) const { return answer.yes; }
    Json operator()(const flows::OpenText& text) const { return text.text; }
    Json operator()(const flows::Date& date) const { return flows::to_string(date); }
    Json operator()(const flows::Detail& detail) const { return detail.text; }
    Json operator()(const flows::Files& files) const {
        Json json = Json::array();
        for (const flows::FileReference& file : files.files) {
            json.push_back({{"name", file.name},
                            {"kind", file.kind},
                            {"size", file.size},
                            {"reference", file.reference},
                            {"at", rfc3339(file.at)}});
        }
        return json;
    }
    Json operator()(const flows::Chosen& chosen) const {
        Json json = {{"codes", chosen.codes}};
        if (!chosen.other.empty()) json["other"] = chosen.other;
        return json;
    }
};

Json answer_json(const flows::Answer& answer) {
    Json json = {{"question", answer.question_id},
                 {"status", flows::to_string(answer.status)},
                 {"value", to_json(answer.value)},
                 {"raw", answer.raw},
                 {"changed", answer.changed}};
    if (!answer.comment.empty()) json["comment"] = answer.comment;
    const bool settled = answer.status != flows::AnswerStatus::missing;
    if (settled && answer.answered_at != flows::TimePoint{})
        json["answered_at"] = rfc3339(answer.answered_at);
    return json;
}

}  // namespace

std::string rfc3339(flows::TimePoint time) {
    const auto ms = flows::to_unix_ms(time);
    const auto seconds = static_cast<std::time_t>(ms / 1000);
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(seconds), ms % 1000);
}

Json to_json(const flows::AnswerValue& value) {
    return std::visit(ValueWriter{}, value);
}

Json to_json(const flows::ContactId& contact, const flows::Conversation& conversation) {
    Json answers = Json::array();
    for (const flows::Answer& answer : conversation.answers) answers.push_back(answer_json(answer));
    Json notes = Json::array();
    for (const flows::Note& note : conversation.notes) {
        notes.push_back({{"question", note.question_id}, {"text", note.text}, {"at", rfc3339(note.at)}});
    }
    Json json = {{"id", conversation.id},
                 {"channel", contact.channel},
                 {"address", contact.address},
                 {"survey", conversation.survey_id},
                 {"survey_version", conversation.survey_version},
                 {"language", conversation.language},
                 {"origin", flows::to_string(conversation.origin)},
                 {"state", flows::to_string(conversation.state)},
                 {"fields", conversation.fields},
                 {"created_at", rfc3339(conversation.created_at)},
                 {"invited_at", optional_time(conversation.invited_at)},
                 {"began_at", optional_time(conversation.began_at)},
                 {"ended_at", optional_time(conversation.ended_at)},
                 {"reminder",
                  {{"state", flows::to_string(conversation.reminder)},
                   {"at", optional_time(conversation.reminder_at)}}},
                 {"answers", std::move(answers)},
                 {"notes", std::move(notes)}};
    if (!conversation.reminder_reason.empty()) json["reminder"]["reason"] = conversation.reminder_reason;
    if (conversation.consent)
        json["consent"] = {{"text", conversation.consent->text}, {"at", rfc3339(conversation.consent->at)}};
    if (!conversation.flags.empty()) {
        Json flags = Json::array();
        for (const flows::Flag& flag : conversation.flags)
            flags.push_back({{"kind", flows::to_string(flag.kind)}, {"evidence", flag.evidence}});
        json["flags"] = std::move(flags);
    }
    if (!conversation.entry_class.empty()) json["class"] = conversation.entry_class;
    if (!conversation.priority.empty()) json["priority"] = conversation.priority;
    if (!conversation.event_id.empty()) json["event"] = conversation.event_id;
    if (conversation.disposition) json["disposition"] = flows::to_string(*conversation.disposition);
    if (conversation.end_reason) json["end_reason"] = flows::to_string(*conversation.end_reason);
    return json;
}

Json to_json(const storage::LedgerEntry& entry) {
    Json json = to_json(entry.response.contact, entry.response.conversation);
    json["number"] = entry.number;
    json["recorded_at"] = rfc3339(entry.recorded_at);
    json["revision"] = entry.response.revision;
    return json;
}

Json to_json(const storage::DeadLetter& letter) {
    Json json = {{"id", letter.id}, {"tries", letter.tries}, {"failed_at", rfc3339(letter.at)}};
    if (!letter.failure) {
        json["error"] = "unreadable";
        return json;
    }
    const storage::Failure& failure = *letter.failure;
    json["work"] = storage::to_string(failure.work.kind);
    json["contact"] = failure.work.key.text();
    json["error"] = failure.error;
    if (!failure.conversation_id.empty()) json["conversation"] = failure.conversation_id;
    if (failure.work.kind != storage::WorkKind::event) return json;
    const auto stored = storage::decode_event(failure.payload);
    if (!stored) return json;
    json["received_at"] = rfc3339(stored->received_at);
    if (!stored->contact.channel.empty()) {
        json["channel"] = stored->contact.channel;
        json["address"] = stored->contact.address;
    }
    if (const auto* const text = std::get_if<flows::TextReceived>(&stored->event)) json["text"] = text->text;
    return json;
}

}  // namespace askwell::bot
