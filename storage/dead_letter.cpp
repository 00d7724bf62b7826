#include "storage/dead_letter.h"

#include <type_traits>
#include <utility>
#include <variant>

#include <nlohmann/json.hpp>

#include "storage/cbor.h"
#include "storage/digest.h"

namespace askwell::storage {

namespace {

using nlohmann::json;
using namespace cbor;

constexpr int kSchema = 1;

json pack_part(const std::optional<flows::TextPart>& part) {
    return part ? row(part->group, part->number, part->total) : json(nullptr);
}

flows::TextPart read_part(const json& value) {
    Row row{value, {3}};
    return {text(row.next()), integer<int>(row.next()), integer<int>(row.next())};
}

json pack_event(const flows::Event& event) {
    const auto fields = [](const auto& happened) -> json {
        using T = std::decay_t<decltype(happened)>;
        if constexpr (std::is_empty_v<T>) return nullptr;
        if constexpr (std::is_same_v<T, flows::StartRequested>)
            return row(happened.survey_id, happened.language, happened.time_zone, happened.event_id,
                       happened.fields, number_of(happened.origin), happened.opted_in,
                       happened.delay.count());
        if constexpr (std::is_same_v<T, flows::TextReceived>)
            return row(happened.text, happened.sent_at ? pack(*happened.sent_at) : json(nullptr),
                       happened.sent_at_precision.count(), pack_part(happened.part));
        if constexpr (std::is_same_v<T, flows::ChoiceReceived>) return row(happened.payload);
        if constexpr (std::is_same_v<T, flows::AttachmentReceived>)
            return row(happened.file.kind, happened.file.name, happened.file.size, happened.file.reference,
                       happened.with_words);
        if constexpr (std::is_same_v<T, flows::DeliveryFailed>)
            return row(happened.conversation_id, number_of(happened.kind), happened.blocked, happened.reason);
    };
    return row(event.index(), std::visit(fields, event));
}

flows::StartRequested read_start(const json& value) {
    Row row{value, {8}};
    flows::StartRequested start;
    start.survey_id = text(row.next());
    start.language = text(row.next());
    start.time_zone = text(row.next());
    start.event_id = text(row.next());
    start.fields = dictionary(row.next(), text);
    start.origin = enumerator(row.next(), flows::Origin::staff);
    start.opted_in = boolean(row.next());
    start.delay = flows::Duration{integer<std::int64_t>(row.next())};
    return start;
}

flows::TextReceived read_text(const json& value) {
    Row row{value, {3, 4}};
    flows::TextReceived said;
    said.text = text(row.next());
    said.sent_at = optional(row.next(), time);
    said.sent_at_precision = flows::Duration{integer<std::int64_t>(row.next())};
    said.part = row.next_or_default([](const json& part) { return optional(part, read_part); });
    return said;
}

flows::AttachmentReceived read_attachment(const json& value) {
    Row row{value, {5}};
    flows::AttachmentReceived sent;
    sent.file.kind = text(row.next());
    sent.file.name = text(row.next());
    sent.file.size = integer<std::uint64_t>(row.next());
    sent.file.reference = text(row.next());
    sent.with_words = boolean(row.next());
    return sent;
}

flows::DeliveryFailed read_delivery(const json& value) {
    Row row{value, {4}};
    flows::DeliveryFailed failed;
    failed.conversation_id = text(row.next());
    failed.kind = enumerator(row.next(), flows::MessageKind::notice);
    failed.blocked = boolean(row.next());
    failed.reason = text(row.next());
    return failed;
}

template <typename T>
T bare(const json& value) {
    require(value.is_null());
    return T{};
}

/// By the number of the alternative; flows::Event may grow at its end only.
flows::Event read_event(const json& value) {
    Row row{value, {2}};
    const auto index = integer<std::size_t>(row.next());
    const json& content = row.next();
    switch (index) {
        case 0:
            return read_start(content);
        case 1:
            return read_text(content);
        case 2: {
            Row choice{content, {1}};
            return flows::ChoiceReceived{text(choice.next())};
        }
        case 3:
            return read_attachment(content);
        case 4:
            return bare<flows::ContactBlocked>(content);
        case 5:
            return bare<flows::ContactReturned>(content);
        case 6:
            return bare<flows::TimeReached>(content);
        case 7:
            return bare<flows::ReminderRequested>(content);
        case 8:
            return read_delivery(content);
        default:
            throw Malformed{};
    }
}
static_assert(std::variant_size_v<flows::Event> == 9, "a new event needs a form here");

}  // namespace

std::string_view to_string(WorkKind kind) {
    switch (kind) {
        case WorkKind::event:
            return "event";
        case WorkKind::timer:
            return "timer";
        case WorkKind::hand_off:
            return "hand_off";
        case WorkKind::message:
            return "message";
    }
    return "unknown";
}

std::string Work::id() const {
    std::string name{to_string(kind)};
    name += '\0';
    name += key.text();
    name += '\0';
    name += item;
    return ContactKey{key.partition, place_of_note(name).digest}.text();
}

std::optional<ContactKey> letter_place(std::string_view id) {
    auto place = ContactKey::parse(id);
    if (place && place->text() != id) place.reset();  // a conversation's id
    return place;
}

std::string encode(const StoredEvent& event) {
    return to_bytes(row(kSchema, event.contact.channel, event.contact.address, pack_event(event.event),
                        event.message_id, pack(event.received_at)));
}

Result<StoredEvent> decode_event(std::string_view bytes) {
    return decode<StoredEvent>(bytes, kSchema, [](const json& value) {
        Row row{value, {6}};
        row.next();
        return StoredEvent{
            {text(row.next()), text(row.next())}, read_event(row.next()), text(row.next()), time(row.next())};
    });
}

std::string encode(const Failure& failure) {
    return to_bytes(row(kSchema, number_of(failure.work.kind), failure.work.key.text(), failure.work.item,
                        failure.conversation_id, failure.error, failure.payload, pack(failure.at)));
}

Result<Failure> decode_failure(std::string_view bytes) {
    return decode<Failure>(bytes, kSchema, [](const json& value) {
        Row row{value, {8}};
        row.next();
        Failure failure;
        failure.work.kind = enumerator(row.next(), WorkKind::message);
        const auto key = ContactKey::parse(text(row.next()));
        require(key.has_value());
        failure.work.key = *key;
        failure.work.item = text(row.next());
        failure.conversation_id = text(row.next());
        failure.error = text(row.next());
        failure.payload = text(row.next());
        failure.at = time(row.next());
        return failure;
    });
}

}  // namespace askwell::storage
