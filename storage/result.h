// What can go wrong with a store, and the result type of everything in this room.
#pragma once

#include <string>
#include <type_traits>

#include <boost/system/error_code.hpp>
#include <boost/system/result.hpp>

namespace askwell::storage {

/// Operational failures. None of them means that a commit was refused: that is a CommitStatus.
enum class StoreErrc {
    unavailable = 1,  ///< no connection, or the store is starting, failing over, read-only: try again later;
                      ///< nothing was done
    timeout,          ///< no answer in time: it may or may not have been done
    lost_after_send,  ///< the connection broke after sending: it may or may not have been done; only
                      ///< idempotent work repeats
    full,             ///< out of memory or disk: nothing was done
    corrupt,          ///< a stored value does not decode or decrypt
    misconfigured,    ///< credentials, a database or a service refused: refuse to start
    evicts,           ///< the server may throw away what it is given (its maxmemory-policy): refuse to start
    untrusted,        ///< no TLS with a server that we can verify: nothing was sent; refuse to start
    lease_lost,       ///< another holds the lease by now: stop, the work is theirs
    protocol,         ///< the store answered something we do not understand
};

boost::system::error_code make_error_code(StoreErrc code);

template <typename T>
using Result = boost::system::result<T>;

/// Whether somebody has to mend settings or a certificate: trying again would not help.
bool is_for_staff(const boost::system::error_code& error);

}  // namespace askwell::storage

template <>
struct boost::system::is_error_code_enum<askwell::storage::StoreErrc> : std::true_type {};
