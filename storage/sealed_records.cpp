#include "storage/sealed_records.h"

#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "storage/codec.h"

namespace askwell::storage {

namespace {

std::string state_identity(const ContactKey& key, std::uint64_t version) {
    return fmt::format("{} state {}", key.text(), version);
}

std::string message_identity(const ContactKey& key, std::uint64_t number) {
    return fmt::format("{} message {}", key.text(), number);
}

std::string finished_identity(std::string_view conversation_id, std::uint32_t revision,
                              std::string_view purpose) {
    return fmt::format("{} {} {}", conversation_id, revision, purpose);
}

std::string letter_identity(std::string_view id) {
    return fmt::format("{} dead letter", id);
}

/// The name may be any bytes, so it comes last; no other identity begins with a letter.
std::string note_identity(std::string_view name, TimePoint until) {
    return fmt::format("note {} {}", flows::to_unix_ms(until), name);
}

}  // namespace

SealedRecords::SealedRecords(std::shared_ptr<const Cipher> cipher) : cipher_(std::move(cipher)) {
    if (!cipher_) throw std::invalid_argument("a store needs a cipher");
}

std::string SealedRecords::seal(const ContactKey& key, std::uint64_t version,
                                flows::ContactState state) const {
    state.version = version;
    return cipher_->seal(encode(state), state_identity(key, version));
}

Result<flows::ContactState> SealedRecords::open_state(const ContactKey& key, std::uint64_t version,
                                                      std::string_view sealed) const {
    const Result<std::string> clear = cipher_->open(sealed, state_identity(key, version));
    if (!clear) return clear.error();
    return decode_contact(*clear);
}

std::string SealedRecords::seal(const ContactKey& key, const flows::ContactId& contact,
                                const flows::Outgoing& message, const std::string& reply_route) const {
    return cipher_->seal(encode(contact, message, reply_route), message_identity(key, message.number));
}

Pending SealedRecords::open_pending(const ContactKey& key, std::uint64_t number, int attempts,
                                    std::string_view sealed) const {
    Pending pending;
    pending.message.number = number;
    pending.attempts = attempts;
    const Result<std::string> clear = cipher_->open(sealed, message_identity(key, number));
    Result<Addressed> addressed = clear ? decode_addressed(*clear) : Result<Addressed>{clear.error()};
    pending.damaged = !addressed;
    if (pending.damaged) return pending;
    pending.contact = std::move(addressed->contact);
    pending.message = std::move(addressed->message);
    pending.reply_route = std::move(addressed->reply_route);
    return pending;
}

std::string SealedRecords::seal(const flows::Finished& finished, std::string_view purpose) const {
    return cipher_->seal(encode(finished),
                         finished_identity(finished.conversation.id, finished.revision, purpose));
}

Result<flows::Finished> SealedRecords::open(const SealedFinished& sealed, std::string_view purpose) const {
    const Result<std::string> clear =
        cipher_->open(sealed.sealed, finished_identity(sealed.conversation_id, sealed.revision, purpose));
    if (!clear) return clear.error();
    return decode_finished(*clear);
}

ClaimedFinished SealedRecords::open(const std::vector<SealedFinished>& sealed,
                                    std::string_view purpose) const {
    ClaimedFinished claimed;
    for (const SealedFinished& record : sealed) {
        Result<flows::Finished> finished = open(record, purpose);
        if (finished) claimed.finished.push_back(std::move(*finished));
        if (!finished) claimed.damaged.push_back({record.conversation_id, record.revision});
    }
    return claimed;
}

std::string SealedRecords::seal(const Failure& failure) const {
    return cipher_->seal(encode(failure), letter_identity(failure.work.id()));
}

Result<Failure> SealedRecords::open_failure(std::string_view id, std::string_view sealed) const {
    const Result<std::string> clear = cipher_->open(sealed, letter_identity(id));
    if (!clear) return clear.error();
    return decode_failure(*clear);
}

std::string SealedRecords::seal_note(std::string_view name, TimePoint until, std::string_view value) const {
    return cipher_->seal(value, note_identity(name, until));
}

Result<std::string> SealedRecords::open_note(std::string_view name, TimePoint until,
                                             std::string_view sealed) const {
    return cipher_->open(sealed, note_identity(name, until));
}

}  // namespace askwell::storage
