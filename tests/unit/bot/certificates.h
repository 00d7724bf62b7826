// Certificates made on the spot, for tests of TLS.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include <openssl/types.h>

namespace askwell::test {

struct CertificateOptions {
    std::string subject_alt_name;            ///< as OpenSSL writes it: "DNS:localhost,IP:127.0.0.1"
    std::chrono::seconds valid_from{-3600};  ///< since now
    std::chrono::seconds valid_to{3600};
};

/// PEM texts.
struct CertificateAndKey {
    std::string certificate;
    std::string key;
};

/// An authority that signs for tests. Throws std::runtime_error when OpenSSL fails.
class Authority {
  public:
    Authority();
    std::string certificate() const;
    CertificateAndKey issue(const CertificateOptions& options) const;

  private:
    std::shared_ptr<EVP_PKEY> key_;
    std::shared_ptr<X509> certificate_;
};

}  // namespace askwell::test
