// A certificate for a test's servers, which is its own authority.
#pragma once

#include <filesystem>
#include <string>

#include "tests/support/process.h"

namespace askwell::test {

class TlsCertificate {
  public:
    /// For what `name` says, as OpenSSL writes it: "IP:127.0.0.1", "DNS:example". Throws std::runtime_error
    /// when openssl makes none.
    explicit TlsCertificate(const std::string& name = "IP:127.0.0.1");

    std::filesystem::path file() const { return folder_.path() / "cert.pem"; }
    std::filesystem::path key_file() const { return folder_.path() / "key.pem"; }

  private:
    TempDir folder_;
};

}  // namespace askwell::test
