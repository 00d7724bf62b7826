#include "tests/unit/bot/certificates.h"

#include <stdexcept>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace askwell::test {

namespace {

using KeyPtr = std::shared_ptr<EVP_PKEY>;
using CertificatePtr = std::shared_ptr<X509>;

void require(bool success, const char* what) {
    if (!success) throw std::runtime_error{what};
}

KeyPtr make_key() {
    KeyPtr key{EVP_EC_gen("P-256"), EVP_PKEY_free};
    require(key != nullptr, "key");
    return key;
}

void add_extension(X509* certificate, X509* issuer, int id, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const std::shared_ptr<X509_EXTENSION> extension{X509V3_EXT_conf_nid(nullptr, &context, id, value.c_str()),
                                                    X509_EXTENSION_free};
    require(extension && X509_add_ext(certificate, extension.get(), -1) == 1, "extension");
}

/// Unsigned. `issuer` null: its own.
CertificatePtr make_certificate(EVP_PKEY* key, const std::string& name, X509* issuer,
                                const CertificateOptions& options) {
    CertificatePtr certificate{X509_new(), X509_free};
    auto* made = certificate.get();
    std::uint32_t serial = 0;
    require(RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) == 1, "serial");
    X509_set_version(made, X509_VERSION_3);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(made), serial);
    X509_gmtime_adj(X509_getm_notBefore(made), options.valid_from.count());
    X509_gmtime_adj(X509_getm_notAfter(made), options.valid_to.count());
    X509_set_pubkey(made, key);
    auto* subject = X509_get_subject_name(made);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
    X509_set_issuer_name(made, issuer != nullptr ? X509_get_subject_name(issuer) : subject);
    return certificate;
}

template <typename Write>
std::string to_pem(Write write) {
    const std::shared_ptr<BIO> memory{BIO_new(BIO_s_mem()), BIO_free};
    require(memory && write(memory.get()) == 1, "PEM");
    char* text = nullptr;
    const auto size = BIO_get_mem_data(memory.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

std::string to_pem(X509* certificate) {
    return to_pem([&](BIO* to) { return PEM_write_bio_X509(to, certificate); });
}

}  // namespace

Authority::Authority()
    : key_(make_key()), certificate_(make_certificate(key_.get(), "test authority", nullptr, {})) {
    add_extension(certificate_.get(), certificate_.get(), NID_basic_constraints, "critical,CA:TRUE");
    add_extension(certificate_.get(), certificate_.get(), NID_key_usage, "critical,keyCertSign");
    require(X509_sign(certificate_.get(), key_.get(), EVP_sha256()) > 0, "signature");
}

std::string Authority::certificate() const {
    return to_pem(certificate_.get());
}

CertificateAndKey Authority::issue(const CertificateOptions& options) const {
    const auto key = make_key();
    const auto certificate = make_certificate(key.get(), "test server", certificate_.get(), options);
    add_extension(certificate.get(), certificate_.get(), NID_subject_alt_name, options.subject_alt_name);
    require(X509_sign(certificate.get(), key_.get(), EVP_sha256()) > 0, "signature");
    auto key_pem = to_pem([&](BIO* to) {
        return PEM_write_bio_PrivateKey(to, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
    return {to_pem(certificate.get()), std::move(key_pem)};
}

}  // namespace askwell::test
