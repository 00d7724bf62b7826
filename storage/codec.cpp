#include "storage/codec.h"

#include <type_traits>
#include <utility>

#include <nlohmann/json.hpp>

#include "storage/cbor.h"

namespace askwell::storage {

namespace {

using nlohmann::json;
using namespace cbor;
using cbor::pack;  // beside those below

/// What is written. Rows only ever grow at their end, so that those of older schemas are read as well: what
/// they lack is empty.
constexpr int kSchema = 4;
/// Of an addressed message with a reply route; one without is written as before, for replicas not yet
/// renewed.
constexpr int kSchemaWithRoute = 5;

json pack(const flows::FileReference& file) {
    return row(file.kind, file.name, file.size, file.reference, pack(file.at));
}

json pack(const flows::AnswerValue& value) {
    const auto fields = [](const auto& alternative) -> json {
        using T = std::decay_t<decltype(alternative)>;
        if constexpr (std::is_same_v<T, std::monostate>) return nullptr;
        if constexpr (std::is_same_v<T, flows::Score>) return alternative.value;
        if constexpr (std::is_same_v<T, flows::Chosen>) return row(alternative.codes, alternative.other);
        if constexpr (std::is_same_v<T, flows::Number>) return alternative.value;
        if constexpr (std::is_same_v<T, flows::YesNo>) return alternative.yes;
        if constexpr (std::is_same_v<T, flows::OpenText>) return alternative.text;
        if constexpr (std::is_same_v<T, flows::Date>)
            return row(alternative.year, alternative.month, alternative.day,
                       alternative.minute ? json(*alternative.minute) : json(nullptr));
        if constexpr (std::is_same_v<T, flows::Detail>) return alternative.text;
        if constexpr (std::is_same_v<T, flows::Files>) {
            json::array_t files;
            for (const flows::FileReference& file : alternative.files) files.push_back(pack(file));
            return files;
        }
    };
    return row(value.index(), std::visit(fields, value));
}

json pack(const flows::Prompt& prompt) {
    return row(number_of(prompt.kind), prompt.question, prompt.number, pack(prompt.asked_at),
               prompt.reprompts, prompt.offered_letters, prompt.probe);
}

json pack(const flows::Answer& answer) {
    return row(answer.question_id, number_of(answer.status), pack(answer.value), answer.comment, answer.raw,
               pack(answer.asked_at), pack(answer.answered_at), answer.changed, answer.asked_again,
               answer.probed);
}

json pack(const flows::Consent& consent) {
    return row(consent.text, pack(consent.at));
}

json pack(const flows::Flag& flag) {
    return row(number_of(flag.kind), flag.evidence);
}

json pack(const flows::Note& note) {
    return row(note.question_id, note.text, pack(note.at));
}

json pack(const flows::Choice& choice) {
    return row(choice.payload, choice.label);
}

json pack(const flows::QueuedStart& start) {
    return row(start.survey_id, start.language, start.event_id, start.fields, pack(start.queued_at));
}

json pack(const flows::WaitingPart& part) {
    return row(part.place.group, part.place.number, part.place.total, part.text, pack(part.arrived_at),
               part.sent_at ? pack(*part.sent_at) : json(nullptr));
}
json pack(const flows::Window& window) {
    return row(window.length.count(), window.messages);
}

json pack(const flows::Conversation& c);

template <typename T>
json pack(const std::optional<T>& value) {
    return value ? pack(*value) : json(nullptr);
}

template <typename Enum>
json pack_enum(const std::optional<Enum>& value) {
    return value ? json(number_of(*value)) : json(nullptr);
}

template <typename T>
json pack(const std::vector<T>& values) {
    json::array_t packed;
    packed.reserve(values.size());
    for (const T& value : values) packed.push_back(pack(value));
    return packed;
}

json pack(const flows::Conversation& c) {
    return row(c.id, c.survey_id, c.survey_version, c.language, c.fields, c.event_id, number_of(c.origin),
               number_of(c.state), pack(c.created_at), pack(c.begin_at), pack(c.invited_at), pack(c.began_at),
               pack(c.ended_at), pack(c.expires_at), pack(c.prompt), pack(c.interrupted), c.prompts,
               pack(c.answers), pack(c.notes), number_of(c.reminder), pack(c.reminder_at), c.reminder_reason,
               pack_enum(c.disposition), pack_enum(c.end_reason), pack(c.consent), pack(c.flags),
               c.entry_class, c.priority);
}

json pack(const flows::Outgoing& message) {
    json packed = row(message.number, message.conversation_id, number_of(message.kind), message.language,
                      message.text, pack(message.choices), message.scale);
    if (message.survey_id.empty()) return packed;  // most channels have no templates
    packed.push_back(message.survey_id);
    packed.push_back(message.question_id);
    packed.push_back(message.fields);
    return packed;
}

json pack_times(const std::map<std::string, flows::TimePoint, std::less<>>& times) {
    json packed = json::object();
    for (const auto& [name, time] : times) packed.emplace(name, flows::to_unix_ms(time));
    return packed;
}

flows::FileReference read_file(const json& value) {
    Row row{value, {5}};
    return {text(row.next()), text(row.next()), integer<std::uint64_t>(row.next()), text(row.next()),
            time(row.next())};
}

flows::AnswerValue read_value(const json& value) {
    Row row{value, {2}};
    const auto index = integer<std::size_t>(row.next());
    const json& content = row.next();
    switch (index) {
        case 0:
            require(content.is_null());
            return std::monostate{};
        case 1:
            return flows::Score{integer<int>(content)};
        case 2: {
            Row chosen{content, {2}};
            auto codes = list(chosen.next(), text);
            return flows::Chosen{std::move(codes), text(chosen.next())};
        }
        case 3:
            return flows::Number{real(content)};
        case 4:
            return flows::YesNo{boolean(content)};
        case 5:
            return flows::OpenText{text(content)};
        case 6: {
            Row date{content, {4}};
            const int year = integer<int>(date.next());
            const int month = integer<int>(date.next());
            const int day = integer<int>(date.next());
            return flows::Date{year, month, day, optional(date.next(), integer<int>)};
        }
        case 7:
            return flows::Detail{text(content)};
        case 8:
            return flows::Files{list(content, read_file)};
        default:
            throw Malformed{};
    }
}

// The braced lists below are evaluated from left to right, as written ([dcl.init.list]/4).

flows::Prompt read_prompt(const json& value) {
    Row row{value, {6, 7}};
    return {enumerator(row.next(), flows::PromptKind::more),
            integer<std::size_t>(row.next()),
            integer<std::uint32_t>(row.next()),
            time(row.next()),
            integer<int>(row.next()),
            boolean(row.next()),
            row.next_or_default(integer<std::size_t>)};
}

flows::Answer read_answer(const json& value) {
    Row row{value, {8, 10}};
    flows::Answer answer;
    answer.question_id = text(row.next());
    answer.status = enumerator(row.next(), flows::AnswerStatus::shown);
    answer.value = read_value(row.next());
    answer.comment = text(row.next());
    answer.raw = list(row.next(), text);
    answer.asked_at = time(row.next());
    answer.answered_at = time(row.next());
    answer.changed = boolean(row.next());
    answer.asked_again = row.next_or_default(boolean);
    answer.probed =
        row.next_or_default([](const json& probes) { return list(probes, integer<std::size_t>); });
    return answer;
}

flows::Consent read_consent(const json& value) {
    Row row{value, {2}};
    return {text(row.next()), time(row.next())};
}

flows::Flag read_flag(const json& value) {
    Row row{value, {2}};
    return {enumerator(row.next(), flows::FlagKind::duplicate), text(row.next())};
}

flows::Note read_note(const json& value) {
    Row row{value, {3}};
    return {text(row.next()), text(row.next()), time(row.next())};
}

flows::Choice read_choice(const json& value) {
    Row row{value, {2}};
    return {text(row.next()), text(row.next())};
}

flows::QueuedStart read_queued(const json& value) {
    Row row{value, {5}};
    return {text(row.next()), text(row.next()), text(row.next()), dictionary(row.next(), text),
            time(row.next())};
}

flows::WaitingPart read_part(const json& value) {
    Row row{value, {6}};
    return {{text(row.next()), integer<int>(row.next()), integer<int>(row.next())},
            text(row.next()),
            time(row.next()),
            optional(row.next(), time)};
}

flows::Window read_window(const json& value) {
    Row row{value, {2}};
    return {flows::Duration{integer<std::int64_t>(row.next())}, integer<int>(row.next())};
}

flows::Conversation read_conversation(const json& value) {
    Row row{value, {24, 28}};
    flows::Conversation c;
    c.id = text(row.next());
    c.survey_id = text(row.next());
    c.survey_version = text(row.next());
    c.language = text(row.next());
    c.fields = dictionary(row.next(), text);
    c.event_id = text(row.next());
    c.origin = enumerator(row.next(), flows::Origin::staff);
    c.state = enumerator(row.next(), flows::ConversationState::ended);
    c.created_at = time(row.next());
    c.begin_at = time(row.next());
    c.invited_at = optional(row.next(), time);
    c.began_at = optional(row.next(), time);
    c.ended_at = optional(row.next(), time);
    c.expires_at = time(row.next());
    c.prompt = optional(row.next(), read_prompt);
    c.interrupted = optional(row.next(), read_prompt);
    c.prompts = integer<std::uint32_t>(row.next());
    c.answers = list(row.next(), read_answer);
    c.notes = list(row.next(), read_note);
    c.reminder = enumerator(row.next(), flows::ReminderState::not_sent);
    c.reminder_at = optional(row.next(), time);
    c.reminder_reason = text(row.next());
    c.disposition = optional(
        row.next(), [](const json& number) { return enumerator(number, flows::Disposition::unsolicited); });
    c.end_reason = optional(
        row.next(), [](const json& number) { return enumerator(number, flows::EndReason::superseded); });
    c.consent = row.next_or_default([](const json& given) { return optional(given, read_consent); });
    c.flags = row.next_or_default([](const json& flags) { return list(flags, read_flag); });
    c.entry_class = row.next_or_default(text);
    c.priority = row.next_or_default(text);
    return c;
}

flows::Outgoing read_outgoing(const json& value) {
    Row row{value, {7, 10}};
    flows::Outgoing message;
    message.number = integer<std::uint64_t>(row.next());
    message.conversation_id = text(row.next());
    message.kind = enumerator(row.next(), flows::MessageKind::notice);
    message.language = text(row.next());
    message.text = text(row.next());
    message.choices = list(row.next(), read_choice);
    message.scale = boolean(row.next());
    message.survey_id = row.next_or_default(text);
    message.question_id = row.next_or_default(text);
    message.fields = row.next_or_default([](const json& fields) { return dictionary(fields, text); });
    return message;
}

flows::ContactState read_contact(const json& value) {
    Row row{value, {15, 17, 19, 21}};
    row.next();  // the schema number
    flows::ContactState state;
    state.contact.channel = text(row.next());
    state.contact.address = text(row.next());
    state.key = text(row.next());
    state.version = integer<std::uint64_t>(row.next());
    state.language = text(row.next());
    state.time_zone = text(row.next());
    state.opted_out = boolean(row.next());
    state.opted_in = boolean(row.next());
    state.conversations = integer<std::uint32_t>(row.next());
    state.messages = integer<std::uint64_t>(row.next());
    state.conversation = optional(row.next(), read_conversation);
    state.queue = list(row.next(), read_queued);
    state.last_surveyed = dictionary(row.next(), time);
    state.blocked = boolean(row.next());
    state.last_response = row.next_or_default(text);
    state.last_fingerprint = row.next_or_default(integer<std::uint64_t>);
    state.heard_at = row.next_or_default([](const json& at) { return optional(at, time); });
    state.said_since_heard = row.next_or_default(integer<std::uint32_t>);
    state.narrow_window =
        row.next_or_default([](const json& window) { return optional(window, read_window); });
    state.parts = row.next_or_default([](const json& parts) { return list(parts, read_part); });
    return state;
}

}  // namespace

std::string encode(const flows::ContactState& state) {
    return to_bytes(row(kSchema, state.contact.channel, state.contact.address, state.key, state.version,
                        state.language, state.time_zone, state.opted_out, state.opted_in, state.conversations,
                        state.messages, pack(state.conversation), pack(state.queue),
                        pack_times(state.last_surveyed), state.blocked, state.last_response,
                        state.last_fingerprint, pack(state.heard_at), state.said_since_heard,
                        pack(state.narrow_window), pack(state.parts)));
}

Result<flows::ContactState> decode_contact(std::string_view bytes) {
    return decode(bytes, kSchema, read_contact);
}

std::string encode(const flows::Outgoing& message) {
    return to_bytes(row(kSchema, pack(message)));
}

Result<flows::Outgoing> decode_outgoing(std::string_view bytes) {
    return decode<flows::Outgoing>(bytes, kSchema, [](const json& value) {
        Row row{value, {2}};
        row.next();
        return read_outgoing(row.next());
    });
}

std::string encode(const flows::ContactId& contact, const flows::Outgoing& message,
                   const std::string& reply_route) {
    if (reply_route.empty()) return to_bytes(row(kSchema, contact.channel, contact.address, pack(message)));
    return to_bytes(row(kSchemaWithRoute, contact.channel, contact.address, pack(message), reply_route));
}

Result<Addressed> decode_addressed(std::string_view bytes) {
    return decode<Addressed>(bytes, kSchemaWithRoute, [](const json& value) {
        Row row{value, {4, 5}};
        row.next();
        return Addressed{
            {text(row.next()), text(row.next())}, read_outgoing(row.next()), row.next_or_default(text)};
    });
}

std::string encode(const flows::Finished& finished) {
    return to_bytes(row(kSchema, finished.contact.channel, finished.contact.address,
                        pack(finished.conversation), finished.revision));
}

Result<flows::Finished> decode_finished(std::string_view bytes) {
    return decode<flows::Finished>(bytes, kSchema, [](const json& value) {
        Row row{value, {5}};
        row.next();
        return flows::Finished{{text(row.next()), text(row.next())},
                               read_conversation(row.next()),
                               integer<std::uint32_t>(row.next())};
    });
}

}  // namespace askwell::storage
