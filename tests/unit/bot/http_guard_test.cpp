#include "bot/http_guard.h"

#include <string>

#include <gtest/gtest.h>

namespace askwell::bot {
namespace {

struct HeadCase {
    const char* name;
    std::string target = "/";
    int version = 11;
    Headers headers = {{"Host", "a"}};
    int status = 0;  ///< 0 = admitted
};

const HeadCase kHeads[] = {
    {.name = "no body"},
    {.name = "one length", .headers = {{"Host", "a"}, {"Content-Length", "5"}}},
    {.name = "length zero", .headers = {{"Host", "a"}, {"content-length", "0"}}},
    {.name = "chunked", .headers = {{"Host", "a"}, {"Transfer-Encoding", "chunked"}}},
    {.name = "chunked in capitals", .headers = {{"Host", "a"}, {"TRANSFER-ENCODING", "CHUNKED"}}},
    {.name = "HTTP/1.0 without Host", .version = 10, .headers = {}},
    {.name = "identity body", .headers = {{"Host", "a"}, {"Content-Encoding", "identity"}}},
    {.name = "expects continue", .headers = {{"Host", "a"}, {"Expect", "100-Continue"}}},
    {.name = "host with port", .headers = {{"Host", "example.org:8080"}}},
    {.name = "host IPv6", .headers = {{"Host", "[::1]:8080"}}},
    {.name = "query", .target = "/a?b=%20&c=/"},

    {.name = "no target", .target = "", .status = 400},
    {.name = "asterisk", .target = "*", .status = 400},
    {.name = "absolute form", .target = "http://a/", .status = 400},
    {.name = "authority form", .target = "a:443", .status = 400},
    {.name = "space in target", .target = "/a b", .status = 400},
    {.name = "control in target", .target = std::string{"/a\x01", 3}, .status = 400},
    {.name = "DEL in target", .target = "/a\x7f", .status = 400},
    {.name = "UTF-8 in target", .target = "/\xe4\xbd\xa0", .status = 400},
    {.name = "fragment", .target = "/a#b", .status = 400},
    {.name = "no Host", .headers = {}, .status = 400},
    {.name = "empty Host", .headers = {{"Host", ""}}, .status = 400},
    {.name = "two Hosts", .headers = {{"Host", "a"}, {"host", "a"}}, .status = 400},
    {.name = "two Hosts in HTTP/1.0",
     .version = 10,
     .headers = {{"Host", "a"}, {"Host", "b"}},
     .status = 400},
    {.name = "list of Hosts", .headers = {{"Host", "a, b"}}, .status = 400},
    {.name = "Host with path", .headers = {{"Host", "a/b"}}, .status = 400},
    {.name = "Host with user", .headers = {{"Host", "u@a"}}, .status = 400},
    {.name = "two equal lengths",
     .headers = {{"Host", "a"}, {"Content-Length", "5"}, {"Content-Length", "5"}},
     .status = 400},
    {.name = "list of lengths", .headers = {{"Host", "a"}, {"Content-Length", "5, 5"}}, .status = 400},
    {.name = "empty length", .headers = {{"Host", "a"}, {"Content-Length", ""}}, .status = 400},
    {.name = "plus", .headers = {{"Host", "a"}, {"Content-Length", "+5"}}, .status = 400},
    {.name = "minus", .headers = {{"Host", "a"}, {"Content-Length", "-5"}}, .status = 400},
    {.name = "hex", .headers = {{"Host", "a"}, {"Content-Length", "0x5"}}, .status = 400},
    {.name = "endless length",
     .headers = {{"Host", "a"}, {"Content-Length", "1234567890123456789"}},
     .status = 400},
    {.name = "length and chunked",
     .headers = {{"Host", "a"}, {"Content-Length", "5"}, {"Transfer-Encoding", "chunked"}},
     .status = 400},
    {.name = "chunked in HTTP/1.0",
     .version = 10,
     .headers = {{"Transfer-Encoding", "chunked"}},
     .status = 400},
    {.name = "gzip", .headers = {{"Host", "a"}, {"Transfer-Encoding", "gzip"}}, .status = 400},
    {.name = "gzip, chunked",
     .headers = {{"Host", "a"}, {"Transfer-Encoding", "gzip, chunked"}},
     .status = 400},
    {.name = "chunked, identity",
     .headers = {{"Host", "a"}, {"Transfer-Encoding", "chunked, identity"}},
     .status = 400},
    {.name = "xchunked", .headers = {{"Host", "a"}, {"Transfer-Encoding", "xchunked"}}, .status = 400},
    {.name = "quoted chunked",
     .headers = {{"Host", "a"}, {"Transfer-Encoding", "\"chunked\""}},
     .status = 400},
    {.name = "chunked with tab",
     .headers = {{"Host", "a"}, {"Transfer-Encoding", "chunked\t"}},
     .status = 400},
    {.name = "empty coding", .headers = {{"Host", "a"}, {"Transfer-Encoding", ""}}, .status = 400},
    {.name = "chunked twice",
     .headers = {{"Host", "a"}, {"Transfer-Encoding", "chunked"}, {"Transfer-Encoding", "chunked"}},
     .status = 400},
    {.name = "gzip body", .headers = {{"Host", "a"}, {"Content-Encoding", "gzip"}}, .status = 415},
    {.name = "second coding",
     .headers = {{"Host", "a"}, {"Content-Encoding", "identity"}, {"Content-Encoding", "br"}},
     .status = 415},
    {.name = "other expectation", .headers = {{"Host", "a"}, {"Expect", "a-miracle"}}, .status = 417},
};

TEST(HttpGuard, AdmitsOnlyHeadsOnWhichEveryImplementationAgrees) {
    for (const auto& head : kHeads) {
        const auto refusal = check_head(head.target, head.version, head.headers);
        EXPECT_EQ(refusal ? refusal->status : 0, head.status) << head.name;
    }
}

struct BytesCase {
    const char* name;
    std::string head;
    bool admitted;
};

const BytesCase kBytes[] = {
    {"plain", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", true},
    {"tab in a value", "GET / HTTP/1.1\r\nHost: a\r\nA: b\tc\r\n\r\n", true},
    {"UTF-8 in a value", "GET / HTTP/1.1\r\nHost: a\r\nA: \xe4\xbd\xa0\r\n\r\n", true},
    {"bare LF", "GET / HTTP/1.1\nHost: a\r\n\r\n", false},
    {"bare CR", "GET / HTTP/1.1\r\nHost: a\rA: b\r\n\r\n", false},
    {"CR at the end", "GET / HTTP/1.1\r", false},
    {"CR CR LF", "GET / HTTP/1.1\r\r\nHost: a\r\n\r\n", false},
    {"NUL", std::string{"GET / HTTP/1.1\r\nA: \0\r\n\r\n", 25}, false},
    {"escape", "GET / HTTP/1.1\r\nA: \x1b[31m\r\n\r\n", false},
    {"DEL", "GET / HTTP/1.1\r\nA: \x7f\r\n\r\n", false},
    {"folded by space", "GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n", false},
    {"folded by tab", "GET / HTTP/1.1\r\nTransfer-Encoding:\r\n\tchunked\r\n\r\n", false},
};

TEST(HttpGuard, RefusesControlCharactersFoldingAndLooseLineEnds) {
    for (const auto& [name, head, admitted] : kBytes) EXPECT_EQ(!check_head_bytes(head), admitted) << name;
}

TEST(HttpGuard, FieldsThatWouldBreakOutOfTheHeadAreInvalid) {
    EXPECT_TRUE(is_valid_field({"X-A", "b c\td"}));
    EXPECT_TRUE(is_valid_field({"X-A", ""}));
    EXPECT_FALSE(is_valid_field({"X-A", "b\r\nSet-Cookie: c"}));
    EXPECT_FALSE(is_valid_field({"X-A", "b\nc"}));
    EXPECT_FALSE(is_valid_field({"X-A", std::string{"\0", 1}}));
    EXPECT_FALSE(is_valid_field({"", "b"}));
    EXPECT_FALSE(is_valid_field({"X A", "b"}));
    EXPECT_FALSE(is_valid_field({"X-A:", "b"}));
}

}  // namespace
}  // namespace askwell::bot
