// Redis Cluster's slots: which one a key is in, and which master has it. Values; no I/O.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "storage/redis_options.h"
#include "storage/redis_protocol.h"
#include "storage/result.h"

namespace askwell::storage {

inline constexpr std::uint16_t kSlots = 16'384;

/// The slot of `key`: of what stands between its first '{' and the next '}', when there is something there.
std::uint16_t key_slot(std::string_view key);

/// What a node answers when a key is not its own to serve. The command was certainly not run.
struct Redirect {
    enum class Kind {
        moved,  ///< the slot has another owner, for good
        ask,    ///< the slot is moving, and this key is, or would be, with its next owner: ask there, once
    };
    Kind kind = Kind::moved;
    std::uint16_t slot = 0;
    RedisAddress address;
};

/// The redirection in an error reply of the node at `from`; nullopt when it is none.
std::optional<Redirect> parse_redirect(const RedisReply& reply, const RedisAddress& from);

/// Which master serves which slot.
class SlotMap {
  public:
    /// Reads the answer of the node at `from` to CLUSTER SLOTS; `protocol` when it is no such answer.
    static Result<SlotMap> parse(const RedisReply& reply, const RedisAddress& from);

    /// The master of `slot`; nullopt when nobody serves it.
    std::optional<RedisAddress> owner(std::uint16_t slot) const;
    void assign(std::uint16_t slot, const RedisAddress& address);
    /// Every master with a slot at some time of this map.
    const std::vector<RedisAddress>& masters() const { return masters_; }

  private:
    std::size_t index_of(const RedisAddress& address);

    std::vector<RedisAddress> masters_;
    std::vector<std::size_t> owners_ = std::vector<std::size_t>(kSlots, kNobody);  ///< indexes of masters_
    static constexpr std::size_t kNobody = static_cast<std::size_t>(-1);
};

}  // namespace askwell::storage
