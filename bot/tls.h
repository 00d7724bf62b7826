// What TLS means in this service, for both directions: version 1.2 or later, modern ciphers, certificates
// checked. A context is immutable once made and may be shared by every connection of a worker.
#pragma once

#include <memory>
#include <string>

#include <openssl/types.h>

namespace boost::asio::ssl {
class context;
}

namespace askwell::bot {

using TlsContextPtr = std::shared_ptr<boost::asio::ssl::context>;

/// Throws boost::system::system_error when the PEM chain or the key does not load, or they do not belong
/// together.
TlsContextPtr make_server_tls(const std::string& certificate_file, const std::string& private_key_file);

/// Verifies servers against `ca_file`, or the system's store when "". Throws boost::system::system_error when
/// it does not load.
TlsContextPtr make_client_tls(const std::string& ca_file);

/// Makes the handshake of `ssl` name `host` (SNI; RFC 6066 §3 forbids it for addresses) and accept only a
/// certificate for it. `host` is a DNS name or an IP address without brackets. False when OpenSSL takes no
/// such name.
bool expect_host(SSL* ssl, const std::string& host);

}  // namespace askwell::bot
