// The feedback ledger: one entry per finished conversation, never two.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "flows/engine.h"
#include "storage/result.h"

namespace askwell::storage {

/// One row of the ledger, as staff see it. Personal fields are decrypted.
struct LedgerEntry {
    std::int64_t number = 0;  ///< given by the ledger, ascending, without gaps in the order of arrival
    flows::Finished response;
    flows::TimePoint recorded_at;
};

class Ledger {
  public:
    virtual ~Ledger() = default;

    /// Records a finished conversation; committed to disk when this returns. A second call with the same
    /// conversation id and the same or a lower revision changes nothing and succeeds; a higher revision
    /// replaces the content, keeping the number.
    virtual boost::asio::awaitable<Result<void>> record(flows::Finished finished, flows::TimePoint now) = 0;

    /// Entries with number > `after`, ascending, at most `limit`.
    virtual boost::asio::awaitable<Result<std::vector<LedgerEntry>>> entries(std::int64_t after,
                                                                             std::size_t limit) = 0;

    virtual boost::asio::awaitable<Result<std::int64_t>> count() = 0;
    virtual boost::asio::awaitable<Result<void>> check() = 0;
};

}  // namespace askwell::storage
