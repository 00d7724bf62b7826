#include "storage/result.h"

namespace askwell::storage {

namespace {

class Category final : public boost::system::error_category {
  public:
    const char* name() const noexcept override { return "askwell.store"; }
    std::string message(int code) const override {
        switch (static_cast<StoreErrc>(code)) {
            case StoreErrc::unavailable:
                return "the store cannot be reached or is not ready";
            case StoreErrc::timeout:
                return "the store did not answer in time";
            case StoreErrc::lost_after_send:
                return "the connection to the store broke before its answer came";
            case StoreErrc::full:
                return "the store is out of memory or disk";
            case StoreErrc::corrupt:
                return "a stored value is damaged or sealed with an unknown key";
            case StoreErrc::misconfigured:
                return "the store refuses our credentials, database or name for it";
            case StoreErrc::evicts:
                return "Redis may evict what is stored in it; set maxmemory-policy noeviction on every "
                       "server";
            case StoreErrc::untrusted:
                return "no trusted TLS connection to the store: its certificate is not signed by the CA that "
                       "is "
                       "configured, is not for the host name or address that it is reached by, or has "
                       "expired; "
                       "or the port speaks no TLS";
            case StoreErrc::lease_lost:
                return "another holds the lease by now";
            case StoreErrc::protocol:
                return "the store gave an answer that is not understood";
        }
        return "unknown store error";
    }
};

}  // namespace

bool is_for_staff(const boost::system::error_code& error) {
    return error == StoreErrc::misconfigured || error == StoreErrc::evicts || error == StoreErrc::untrusted;
}

boost::system::error_code make_error_code(StoreErrc code) {
    static const Category category;
    return {static_cast<int>(code), category};
}

}  // namespace askwell::storage
