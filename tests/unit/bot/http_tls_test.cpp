// TLS on both sides: our client against our server, and an OpenSSL client that asks for what it should not
// get.
#include <chrono>
#include <filesystem>
#include <future>
#include <memory>
#include <string>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/system/system_error.hpp>
#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/ssl.h>

#include <gtest/gtest.h>

#include "bot/http_client.h"
#include "tests/support/process.h"
#include "tests/unit/bot/certificates.h"
#include "tests/unit/bot/http_harness.h"

namespace askwell {
namespace {

using namespace std::chrono_literals;
using adapters::SendResponse;
using boost::system::result;
using bot::ClientErrc;
using test::Authority;
using test::CertificateOptions;
using test::RawClient;
using test::ServerHarness;

class TlsTest : public testing::Test {
  protected:
    TlsTest() {
        test::write_file(file("ca.pem"), authority_.certificate());
        install(authority_, {.subject_alt_name = "DNS:localhost,IP:127.0.0.1"});
    }

    std::string file(const std::string& name) const { return (folder_.path() / name).string(); }

    void install(const Authority& authority, const CertificateOptions& options) {
        const auto [certificate, key] = authority.issue(options);
        test::write_file(file("server.pem"), certificate);
        test::write_file(file("server.key"), key);
    }

    bot::ServerOptions server_options() const {
        return {.request_timeout = 5s,
                .certificate_file = file("server.pem"),
                .private_key_file = file("server.key")};
    }

    result<SendResponse> get(std::uint16_t port, const std::string& host) {
        test::Loop loop;
        const auto executor = loop.context().get_executor();
        bot::HttpClient client{executor, {.timeout = 5s, .ca_file = file("ca.pem")}};
        auto sending = client.send({.method = "GET", .url = fmt::format("https://{}:{}/x", host, port)});
        auto answer = boost::asio::co_spawn(executor, std::move(sending), boost::asio::use_future).get();
        loop.run_plain([&] { client.close(); });
        return answer;
    }

    test::TempDir folder_;
    Authority authority_;
};

TEST_F(TlsTest, ServesByNameAndByAddress) {
    ServerHarness server{server_options()};
    for (const auto* host : {"localhost", "127.0.0.1"}) {
        const auto answer = get(server.port(), host);
        ASSERT_TRUE(answer) << answer.error().message();
        EXPECT_EQ(answer->body, "GET /x 0");
    }
}

TEST_F(TlsTest, ACertificateForAnotherHostIsRefused) {
    install(authority_, {.subject_alt_name = "DNS:example.org,IP:127.0.0.2"});
    ServerHarness server{server_options()};
    EXPECT_EQ(get(server.port(), "localhost").error(), ClientErrc::certificate);
    EXPECT_EQ(get(server.port(), "127.0.0.1").error(), ClientErrc::certificate);
    EXPECT_TRUE(server.requests().empty());
}

TEST_F(TlsTest, ACertificateOfAnUnknownAuthorityIsRefused) {
    install(Authority{}, {.subject_alt_name = "DNS:localhost"});
    ServerHarness server{server_options()};
    EXPECT_EQ(get(server.port(), "localhost").error(), ClientErrc::certificate);
}

TEST_F(TlsTest, AnExpiredOrFutureCertificateIsRefused) {
    for (const auto& [from, to] : {std::pair{-2h, -1h}, std::pair{1h, 2h}}) {
        install(authority_, {.subject_alt_name = "DNS:localhost", .valid_from = from, .valid_to = to});
        ServerHarness server{server_options()};
        EXPECT_EQ(get(server.port(), "localhost").error(), ClientErrc::certificate);
    }
}

/// The protocol version and cipher that a handshake of a bare OpenSSL client ends with; "" when the server
/// refuses it.
std::string handshake(std::uint16_t port, int version, const char* ciphers) {
    const std::shared_ptr<SSL_CTX> context{SSL_CTX_new(TLS_client_method()), SSL_CTX_free};
    SSL_CTX_set_min_proto_version(context.get(), version);
    SSL_CTX_set_max_proto_version(context.get(), version);
    SSL_CTX_set_security_level(context.get(), 0);  // else OpenSSL itself would not offer what is old
    if (SSL_CTX_set_cipher_list(context.get(), ciphers) != 1) return "no such cipher";
    const std::shared_ptr<BIO> connection{BIO_new_ssl_connect(context.get()), BIO_free_all};
    BIO_set_conn_hostname(connection.get(), fmt::format("127.0.0.1:{}", port).c_str());
    if (BIO_do_handshake(connection.get()) != 1) return {};
    SSL* ssl = nullptr;
    BIO_get_ssl(connection.get(), &ssl);
    return fmt::format("{} {}", SSL_get_version(ssl), SSL_get_cipher_name(ssl));
}

TEST_F(TlsTest, OldVersionsAndWeakCiphersAreRefused) {
    ServerHarness server{server_options()};
    EXPECT_EQ(handshake(server.port(), TLS1_VERSION, "ALL:@SECLEVEL=0"), "");
    EXPECT_EQ(handshake(server.port(), TLS1_1_VERSION, "ALL:@SECLEVEL=0"), "");
    EXPECT_EQ(handshake(server.port(), TLS1_2_VERSION, "ECDHE-ECDSA-AES128-SHA"), "");
    EXPECT_EQ(handshake(server.port(), TLS1_2_VERSION, "ECDHE-ECDSA-AES128-SHA256"), "");
    EXPECT_EQ(handshake(server.port(), TLS1_2_VERSION, "ECDHE-ECDSA-AES128-GCM-SHA256"),
              "TLSv1.2 ECDHE-ECDSA-AES128-GCM-SHA256");
    EXPECT_EQ(handshake(server.port(), TLS1_3_VERSION, "ALL").substr(0, 8), "TLSv1.3 ");
    EXPECT_TRUE(get(server.port(), "localhost"));
}

TEST_F(TlsTest, AReloadedCertificateServesNewConnections) {
    install(authority_, {.subject_alt_name = "DNS:example.org"});
    ServerHarness server{server_options()};
    EXPECT_EQ(get(server.port(), "localhost").error(), ClientErrc::certificate);
    install(authority_, {.subject_alt_name = "DNS:localhost"});
    server.loop().run_plain([&] { EXPECT_TRUE(server.server().reload_certificate()); });
    EXPECT_TRUE(get(server.port(), "localhost"));
}

TEST_F(TlsTest, AReloadThatFailsKeepsTheOldCertificate) {
    ServerHarness server{server_options()};
    const auto reload_fails = [&] {
        server.loop().run_plain([&] { EXPECT_FALSE(server.server().reload_certificate()); });
        EXPECT_TRUE(get(server.port(), "localhost"));
    };
    test::write_file(file("server.key"), Authority{}.issue({.subject_alt_name = "DNS:localhost"}).key);
    reload_fails();
    test::write_file(file("server.pem"), "no certificate");
    reload_fails();
    std::filesystem::remove(file("server.pem"));
    reload_fails();
}

TEST_F(TlsTest, CertificateAndKeyThatDoNotBelongTogetherStopTheStart) {
    test::write_file(file("server.key"), Authority{}.issue({.subject_alt_name = "DNS:localhost"}).key);
    EXPECT_THROW(ServerHarness{server_options()}, boost::system::system_error);
}

TEST_F(TlsTest, ASlowOrPlainHandshakeIsClosed) {
    auto options = server_options();
    options.request_timeout = 100ms;
    ServerHarness server{options};
    RawClient silent{server.port()};
    EXPECT_TRUE(silent.closed_by_peer());
    RawClient plain{server.port()};
    plain.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_TRUE(plain.closed_by_peer());
    EXPECT_TRUE(server.requests().empty());
    EXPECT_TRUE(get(server.port(), "localhost"));
}

}  // namespace
}  // namespace askwell
