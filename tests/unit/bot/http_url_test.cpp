#include "bot/http_url.h"

#include <string>

#include <gtest/gtest.h>

namespace askwell::bot {
namespace {

struct GoodCase {
    const char* text;
    bool tls;
    const char* host;
    int port;
    const char* target;
    const char* authority;
};

const GoodCase kGood[] = {
    {"http://a", false, "a", 80, "/", "a"},
    {"https://api.example.org/v1/x?y=z", true, "api.example.org", 443, "/v1/x?y=z", "api.example.org"},
    {"HTTPS://API.Example.org/V1", true, "api.example.org", 443, "/V1", "api.example.org"},
    {"http://a:8080?q", false, "a", 8080, "/?q", "a:8080"},
    {"https://a:443/", true, "a", 443, "/", "a"},
    {"http://127.0.0.1:1/", false, "127.0.0.1", 1, "/", "127.0.0.1:1"},
    {"http://[::1]:81/x", false, "::1", 81, "/x", "[::1]:81"},
    {"https://[2001:DB8::1]", true, "2001:db8::1", 443, "/", "[2001:db8::1]"},
    {"http://a/http://b@c", false, "a", 80, "/http://b@c", "a"},
};

TEST(Url, IsCutIntoConnectionAndRequestLine) {
    for (const auto& expected : kGood) {
        const auto url = parse_url(expected.text);
        ASSERT_TRUE(url) << expected.text;
        EXPECT_EQ(url->tls, expected.tls) << expected.text;
        EXPECT_EQ(url->host, expected.host) << expected.text;
        EXPECT_EQ(url->port, expected.port) << expected.text;
        EXPECT_EQ(url->target, expected.target) << expected.text;
        EXPECT_EQ(url->authority(), expected.authority) << expected.text;
    }
}

TEST(Url, AnythingElseIsRefused) {
    const char* const bad[] = {
        "",
        "a",
        "/x",
        "ftp://a/",
        "http:/a",
        "http://",
        "http:///x",
        "http://?x",
        "http://:80/",
        "http://u@a/",
        "http://u:p@a/",
        "http://a:/",
        "http://a:0/",
        "http://a:65536/",
        "http://a:-1/",
        "http://a:+1/",
        "http://a:8x/",
        "http://a/#f",
        "http://a b/",
        "http://a/ b",
        "http://a/\r\nX: y",
        "http://[::1/",
        "http://[x]/",
        "http://[127.0.0.1]/",
        "http://::1/",
        "http://[::1]x/",
        "http://\xe4\xbd\xa0/",
        "http://a\\b/",
        "file:///etc/passwd",
        "http://a%2f/",
    };
    for (const auto* text : bad) EXPECT_FALSE(parse_url(text)) << text;
}

}  // namespace
}  // namespace askwell::bot
