#include "bot/tls.h"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/system/system_error.hpp>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace askwell::bot {

namespace {

namespace ssl = boost::asio::ssl;

/// TLS 1.2: forward secrecy and authenticated encryption only. TLS 1.3 suites are all of that kind.
constexpr auto kCiphers = "ECDHE+AESGCM:ECDHE+CHACHA20";

void require(long success, const char* what) {
    if (success == 1) return;
    const auto code = static_cast<int>(ERR_get_error());
    throw boost::system::system_error{{code, boost::asio::error::get_ssl_category()}, what};
}

TlsContextPtr make_context(ssl::context::method method) {
    auto context = std::make_shared<ssl::context>(method);
    auto* native = context->native_handle();
    require(SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION), "TLS 1.2");
    require(SSL_CTX_set_cipher_list(native, kCiphers), "TLS ciphers");
    SSL_CTX_set_options(native,
                        SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    // Sessions resume by tickets, if at all: a cache would only hold memory.
    SSL_CTX_set_session_cache_mode(native, SSL_SESS_CACHE_OFF);
    return context;
}

}  // namespace

TlsContextPtr make_server_tls(const std::string& certificate_file, const std::string& private_key_file) {
    auto context = make_context(ssl::context::tls_server);
    context->use_certificate_chain_file(certificate_file);
    context->use_private_key_file(private_key_file, ssl::context::pem);
    require(SSL_CTX_check_private_key(context->native_handle()), "private key of the certificate");
    return context;
}

TlsContextPtr make_client_tls(const std::string& ca_file) {
    auto context = make_context(ssl::context::tls_client);
    if (ca_file.empty()) {
        context->set_default_verify_paths();
    } else {
        context->load_verify_file(ca_file);
    }
    context->set_verify_mode(ssl::verify_peer);
    return context;
}

bool expect_host(SSL* ssl, const std::string& host) {
    boost::system::error_code not_an_address;
    boost::asio::ip::make_address(host, not_an_address);
    if (!not_an_address) return X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), host.c_str()) == 1;
    SSL_set_hostflags(ssl, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    return SSL_set1_host(ssl, host.c_str()) == 1 && SSL_set_tlsext_host_name(ssl, host.c_str()) == 1;
}

}  // namespace askwell::bot
