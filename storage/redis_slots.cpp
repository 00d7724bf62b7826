#include "storage/redis_slots.h"

#include <algorithm>
#include <string>

#include <boost/crc.hpp>

#include "storage/decimal.h"

namespace askwell::storage {

namespace {

constexpr int kMaxPort = 65'535;

std::string_view hash_tag(std::string_view key) {
    const auto open = key.find('{');
    if (open == std::string_view::npos) return key;
    const auto close = key.find('}', open + 1);
    if (close == std::string_view::npos || close == open + 1) return key;
    return key.substr(open + 1, close - open - 1);
}

/// A node that does not know its own name leaves it out: it is where we reached it.
RedisAddress address_of(std::string_view host, std::uint16_t port, const RedisAddress& from) {
    return {host.empty() ? from.host : std::string{host}, port};
}

struct Range {
    std::uint16_t first = 0;
    std::uint16_t last = 0;
    RedisAddress master;
};

/// "first slot, last slot, [host, port, …] of the master, its replicas …"
std::optional<Range> parse_range(const RedisReply& reply, const RedisAddress& from) {
    if (reply.elements.size() < 3 || reply.elements[2].elements.size() < 2) return std::nullopt;
    const std::int64_t first = reply.elements[0].integer;
    const std::int64_t last = reply.elements[1].integer;
    const std::int64_t port = reply.elements[2].elements[1].integer;
    if (first < 0 || first > last || last >= kSlots || port < 1 || port > kMaxPort) return std::nullopt;
    return Range{static_cast<std::uint16_t>(first), static_cast<std::uint16_t>(last),
                 address_of(reply.elements[2].elements[0].text, static_cast<std::uint16_t>(port), from)};
}

}  // namespace

std::uint16_t key_slot(std::string_view key) {
    const std::string_view tag = hash_tag(key);
    boost::crc_optimal<16, 0x1021, 0, 0, false, false>
        crc;  // CRC-16/XMODEM, as the cluster specification has it
    crc.process_bytes(tag.data(), tag.size());
    return static_cast<std::uint16_t>(crc.checksum() % kSlots);
}

std::optional<Redirect> parse_redirect(const RedisReply& reply, const RedisAddress& from) {
    if (!reply.is_error()) return std::nullopt;
    std::string_view text = reply.text;
    Redirect redirect;
    if (text.starts_with("MOVED ")) {
        redirect.kind = Redirect::Kind::moved;
    } else if (text.starts_with("ASK ")) {
        redirect.kind = Redirect::Kind::ask;
    } else {
        return std::nullopt;
    }
    text.remove_prefix(text.find(' ') + 1);
    const auto space = text.find(' ');
    const auto colon = text.rfind(':');  // an IPv6 address has colons of its own
    if (space == std::string_view::npos || colon == std::string_view::npos || colon < space)
        return std::nullopt;
    const auto slot = number<std::uint16_t>(text.substr(0, space));
    const auto port = number<std::uint16_t>(text.substr(colon + 1));
    if (!slot || *slot >= kSlots || !port || *port == 0) return std::nullopt;
    redirect.slot = *slot;
    redirect.address = address_of(text.substr(space + 1, colon - space - 1), *port, from);
    return redirect;
}

Result<SlotMap> SlotMap::parse(const RedisReply& reply, const RedisAddress& from) {
    if (reply.type != RedisReply::Type::array) return StoreErrc::protocol;
    SlotMap map;
    for (const RedisReply& element : reply.elements) {
        const auto range = parse_range(element, from);
        if (!range) return StoreErrc::protocol;
        const auto begin = map.owners_.begin();
        std::fill(begin + range->first, begin + range->last + 1, map.index_of(range->master));
    }
    return map;
}

std::optional<RedisAddress> SlotMap::owner(std::uint16_t slot) const {
    const std::size_t index = owners_.at(slot);
    if (index == kNobody) return std::nullopt;
    return masters_[index];
}

void SlotMap::assign(std::uint16_t slot, const RedisAddress& address) {
    owners_.at(slot) = index_of(address);
}

std::size_t SlotMap::index_of(const RedisAddress& address) {
    const auto found = std::ranges::find(masters_, address);
    const auto index = static_cast<std::size_t>(found - masters_.begin());
    if (found == masters_.end()) masters_.push_back(address);
    return index;
}

}  // namespace askwell::storage
