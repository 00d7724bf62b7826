// Domain values to sealed bytes and back: what both stores hand to their backends. A backend never sees a
// clear value. Thread rule: immutable; use from any thread. Errors: StoreErrc::corrupt when a value does not
// open or decode.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "storage/cipher.h"
#include "storage/conversation_store.h"

namespace askwell::storage {

/// Purposes of a sealed Finished.
inline constexpr std::string_view kForHandOff = "hand-off";
inline constexpr std::string_view kForLedger = "ledger";

/// A finished conversation as a backend keeps it.
struct SealedFinished {
    std::string conversation_id;
    std::uint32_t revision = 0;
    std::string sealed;
};

class SealedRecords {
  public:
    /// `cipher` must not be null.
    explicit SealedRecords(std::shared_ptr<const Cipher> cipher);

    /// Bound to the contact and to `version`: an older value put back under a newer version does not open.
    std::string seal(const ContactKey& key, std::uint64_t version, flows::ContactState state) const;
    Result<flows::ContactState> open_state(const ContactKey& key, std::uint64_t version,
                                           std::string_view sealed) const;

    /// Bound to the contact and to the message's number.
    std::string seal(const ContactKey& key, const flows::ContactId& contact, const flows::Outgoing& message,
                     const std::string& reply_route) const;
    /// Damaged when it does not open: it must not hold up the others.
    Pending open_pending(const ContactKey& key, std::uint64_t number, int attempts,
                         std::string_view sealed) const;

    /// Bound to the conversation's id, the revision and to `purpose`.
    std::string seal(const flows::Finished& finished, std::string_view purpose) const;
    Result<flows::Finished> open(const SealedFinished& sealed, std::string_view purpose) const;
    /// A damaged record must not hold up the others: it is named apart.
    ClaimedFinished open(const std::vector<SealedFinished>& sealed, std::string_view purpose) const;

    /// Bound to the letter's id.
    std::string seal(const Failure& failure) const;
    Result<Failure> open_failure(std::string_view id, std::string_view sealed) const;

    /// Bound to the note's name and to `until`: neither can be changed.
    std::string seal_note(std::string_view name, TimePoint until, std::string_view value) const;
    Result<std::string> open_note(std::string_view name, TimePoint until, std::string_view sealed) const;

  private:
    std::shared_ptr<const Cipher> cipher_;
};

}  // namespace askwell::storage
