#include "tests/support/tls_certificate.h"

#include <stdexcept>

namespace askwell::test {

TlsCertificate::TlsCertificate(const std::string& name) {
    const auto made =
        run({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
             "-days", "2", "-subj", "/CN=test", "-addext", "subjectAltName=" + name, "-keyout",
             key_file().string(), "-out", file().string()});
    if (made.status != 0) throw std::runtime_error("openssl makes no certificate: " + made.output);
}

}  // namespace askwell::test
