// Requests that are malformed, ambiguous, too large or too slow: each gets its status, and the server goes
// on.
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "tests/unit/bot/http_harness.h"

namespace askwell {
namespace {

using namespace std::string_literals;
using test::body_of;
using test::RawClient;
using test::ServerHarness;
using test::status_of;

struct Case {
    std::string name;
    std::string bytes;
    int status;
};

std::string get(std::string_view line, std::string_view headers = "Host: a\r\n") {
    return std::string{line} + "\r\n" + std::string{headers} + "\r\n";
}

/// A POST with these framing headers, and bytes that would be a second request to whoever reads the framing
/// differently.
std::string post(std::string_view framing, std::string_view body) {
    return "POST /x HTTP/1.1\r\nHost: a\r\n" + std::string{framing} + "\r\n" + std::string{body};
}

const std::string kSmuggled = "0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

std::string repeated(std::string_view text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

std::vector<Case> start_lines() {
    return {
        {"absolute form", get("GET http://a/ HTTP/1.1"), 400},
        {"absolute form, https", get("GET https://a/x HTTP/1.1"), 400},
        {"authority form", get("CONNECT a:443 HTTP/1.1"), 400},
        {"asterisk form", get("OPTIONS * HTTP/1.1"), 400},
        {"relative target", get("GET x HTTP/1.1"), 400},
        {"backslash target", get("GET \\x HTTP/1.1"), 400},
        {"no target", get("GET  HTTP/1.1"), 400},
        {"space in target", get("GET /a b HTTP/1.1"), 400},
        {"tab in target", get("GET /a\tb HTTP/1.1"), 400},
        {"NUL in target", get("GET /a\0b HTTP/1.1"s), 400},
        {"control in target", get("GET /a\x01 HTTP/1.1"), 400},
        {"DEL in target", get("GET /a\x7f HTTP/1.1"), 400},
        {"UTF-8 in target", get("GET /\xe4\xbd\xa0 HTTP/1.1"), 400},
        {"fragment in target", get("GET /a#b HTTP/1.1"), 400},
        {"two spaces before version", get("GET /  HTTP/1.1"), 400},
        {"space before method", get(" GET / HTTP/1.1"), 400},
        {"tab instead of space", get("GET\t/\tHTTP/1.1"), 400},
        {"space after version", get("GET / HTTP/1.1 "), 400},
        {"no version (HTTP/0.9)", "GET /\r\n\r\n", 400},
        {"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400},
        {"HTTP/1.2", get("GET / HTTP/1.2"), 400},
        {"HTTP/3.1", get("GET / HTTP/3.1"), 400},
        {"lower-case version", get("GET / http/1.1"), 400},
        {"version with letters", get("GET / HTTP/1.x"), 400},
        {"no method", get(" / HTTP/1.1"), 400},
        {"method with colon", get("G:ET / HTTP/1.1"), 400},
        {"method with brackets", get("G(E)T / HTTP/1.1"), 400},
        {"only an empty line", "\r\n\r\n", 400},
        {"TLS hello on the plain port", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"s, 400},
        {"noise", "\xff\xfe\xfd\xfc\r\n\r\n", 400},
        {"bare LF line end", "GET / HTTP/1.1\nHost: a\r\n\r\n", 400},
        {"bare LF before a second head", "GET / HTTP/1.1\nHost: a\n\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"bare CR line end", "GET / HTTP/1.1\rHost: a\r\n\r\n", 400},
        {"CR CR LF", "GET / HTTP/1.1\r\r\nHost: a\r\n\r\n", 400},
    };
}

std::vector<Case> hosts_and_fields() {
    return {
        {"no Host", get("GET / HTTP/1.1", ""), 400},
        {"two Hosts", get("GET / HTTP/1.1", "Host: a\r\nHost: b\r\n"), 400},
        {"two equal Hosts", get("GET / HTTP/1.1", "Host: a\r\nhost: a\r\n"), 400},
        {"two Hosts in HTTP/1.0", get("GET / HTTP/1.0", "Host: a\r\nHost: b\r\n"), 400},
        {"empty Host", get("GET / HTTP/1.1", "Host:\r\n"), 400},
        {"list in Host", get("GET / HTTP/1.1", "Host: a, b\r\n"), 400},
        {"user in Host", get("GET / HTTP/1.1", "Host: u@a\r\n"), 400},
        {"path in Host", get("GET / HTTP/1.1", "Host: a/b\r\n"), 400},
        {"space before colon", get("GET / HTTP/1.1", "Host : a\r\n"), 400},
        {"space before the first field", get("GET / HTTP/1.1", " Host: a\r\n"), 400},
        {"field without name", get("GET / HTTP/1.1", "Host: a\r\n: b\r\n"), 400},
        {"field without colon", get("GET / HTTP/1.1", "Host: a\r\nnonsense\r\n"), 400},
        {"field name with space", get("GET / HTTP/1.1", "Host: a\r\nA B: c\r\n"), 400},
        {"field name with UTF-8", get("GET / HTTP/1.1", "Host: a\r\n\xe4\xbd\xa0: c\r\n"), 400},
        {"NUL in a name", get("GET / HTTP/1.1", "Host: a\r\nA\0: c\r\n"s), 400},
        {"NUL in a value", get("GET / HTTP/1.1", "Host: a\r\nA: b\0c\r\n"s), 400},
        {"escape in a value", get("GET / HTTP/1.1", "Host: a\r\nA: \x1b[2J\r\n"), 400},
        {"bare CR in a value", get("GET / HTTP/1.1", "Host: a\r\nA: b\rc\r\n"), 400},
        {"bare LF in a value", get("GET / HTTP/1.1", "Host: a\r\nA: b\nC: d\r\n"), 400},
        {"obsolete folding", get("GET / HTTP/1.1", "Host: a\r\nA: b\r\n c\r\n"), 400},
        {"folded Transfer-Encoding", post("Transfer-Encoding:\r\n chunked\r\n", kSmuggled), 400},
        {"folded Content-Length", post("Content-Length:\r\n\t5\r\n", "hello"), 400},
        {"one header too large", get("GET / HTTP/1.1", "Host: a\r\nA: " + std::string(9000, 'b') + "\r\n"),
         431},
        {"many headers too large", get("GET / HTTP/1.1", "Host: a\r\n" + repeated("A: b\r\n", 2000)), 431},
        {"target too large", get("GET /" + std::string(9000, 'b') + " HTTP/1.1"), 431},
        {"a megabyte without line end", std::string(1 << 20, 'a'), 431},
        {"gzip body", post("Content-Encoding: gzip\r\nContent-Length: 2\r\n", "\x1f\x8b"), 415},
        {"deflate among codings", post("Content-Encoding: identity, deflate\r\nContent-Length: 1\r\n", "x"),
         415},
        {"unknown expectation", post("Expect: 200-ok\r\nContent-Length: 1\r\n", "x"), 417},
    };
}

std::vector<Case> framings() {
    return {
        {"length and chunked", post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", kSmuggled), 400},
        {"chunked and length", post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", kSmuggled), 400},
        {"gzip, then length", post("Transfer-Encoding: gzip\r\nContent-Length: 5\r\n", "hello"), 400},
        {"identity, then length", post("Transfer-Encoding: identity\r\nContent-Length: 5\r\n", "hello"), 400},
        {"gzip alone", post("Transfer-Encoding: gzip\r\n", kSmuggled), 400},
        {"gzip, chunked", post("Transfer-Encoding: gzip, chunked\r\n", kSmuggled), 400},
        {"xchunked", post("Transfer-Encoding: xchunked\r\n", kSmuggled), 400},
        {"chunkedx", post("Transfer-Encoding: chunkedx\r\n", kSmuggled), 400},
        {"chunked, identity", post("Transfer-Encoding: chunked, identity\r\n", kSmuggled), 400},
        {"identity, chunked", post("Transfer-Encoding: identity, chunked\r\n", kSmuggled), 400},
        {"chunked, chunked", post("Transfer-Encoding: chunked, chunked\r\n", kSmuggled), 400},
        {"chunked in two headers",
         post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", kSmuggled), 400},
        {"chunked and identity headers",
         post("Transfer-Encoding: chunked\r\nTransfer-encoding: identity\r\n", kSmuggled), 400},
        {"chunked with parameter", post("Transfer-Encoding: chunked;q=1\r\n", kSmuggled), 400},
        {"quoted chunked", post("Transfer-Encoding: \"chunked\"\r\n", kSmuggled), 400},
        {"leading comma", post("Transfer-Encoding: ,chunked\r\n", kSmuggled), 400},
        {"vertical tab before chunked",
         post("Transfer-Encoding: \x0b"
              "chunked\r\n",
              kSmuggled),
         400},
        {"space before the colon of Transfer-Encoding", post("Transfer-Encoding : chunked\r\n", kSmuggled),
         400},
        {"empty Transfer-Encoding", post("Transfer-Encoding:\r\n", kSmuggled), 400},
        {"chunked in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n" + kSmuggled, 400},
        {"two lengths", post("Content-Length: 5\r\nContent-Length: 6\r\n", "hello"), 400},
        {"two equal lengths", post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello"), 400},
        {"list of lengths", post("Content-Length: 5, 5\r\n", "hello"), 400},
        {"plus length", post("Content-Length: +5\r\n", "hello"), 400},
        {"minus length", post("Content-Length: -5\r\n", "hello"), 400},
        {"hex length", post("Content-Length: 0x5\r\n", "hello"), 400},
        {"empty length", post("Content-Length:\r\n", "hello"), 400},
        {"length with letters", post("Content-Length: 5a\r\n", "hello"), 400},
        {"length with inner space", post("Content-Length: 5 5\r\n", "hello"), 400},
        {"length with point", post("Content-Length: 5.0\r\n", "hello"), 400},
        {"length over 64 bits", post("Content-Length: 18446744073709551621\r\n", "hello"), 400},
        {"length of 40 digits", post("Content-Length: " + std::string(40, '1') + "\r\n", "hello"), 400},
        {"body too large, declared", post("Content-Length: 70000\r\n", std::string(70000, 'x')), 413},
        {"body too large, declared and not sent", post("Content-Length: 70000\r\n", ""), 413},
        {"body too large, expected", post("Expect: 100-continue\r\nContent-Length: 70000\r\n", ""), 413},
    };
}

std::vector<Case> chunks() {
    const auto chunked = [](std::string_view body) { return post("Transfer-Encoding: chunked\r\n", body); };
    const auto chunk_4k = "1000\r\n" + std::string(4096, 'x') + "\r\n";
    return {
        {"body too large, in chunks", chunked(repeated(chunk_4k, 20) + "0\r\n\r\n"), 413},
        {"body too large, in one chunk", chunked("100000\r\n" + std::string(0x100000, 'x') + "\r\n0\r\n\r\n"),
         413},
        {"chunk size over 64 bits", chunked("fffffffffffffffff\r\nx\r\n0\r\n\r\n"), 400},
        {"chunk size not hex", chunked("xyz\r\n"), 400},
        {"negative chunk size", chunked("-1\r\nx\r\n0\r\n\r\n"), 400},
        {"chunk size with 0x", chunked("0x1\r\nx\r\n0\r\n\r\n"), 400},
        {"empty chunk size", chunked("\r\nx\r\n0\r\n\r\n"), 400},
        {"chunk longer than its size", chunked("1\r\nxy\r\n0\r\n\r\n"), 400},
        {"chunk size ended by LF", chunked("1\nx\r\n0\r\n\r\n"), 400},
        {"chunk extension of 100 KB", chunked("1;" + std::string(100'000, 'e') + "\r\nx\r\n0\r\n\r\n"), 400},
        {"trailer of 70 KB", chunked("0\r\nA: " + std::string(70'000, 't') + "\r\n\r\n"), 400},
        {"trailer of many fields", chunked("0\r\n" + repeated("A: b\r\n", 20'000) + "\r\n"), 400},
        {"malformed trailer", chunked("0\r\nno colon\r\n\r\n"), 400},
    };
}

class MalformedTest : public testing::Test {
  protected:
    void expect_each(const std::vector<Case>& cases) {
        for (const auto& [name, bytes, status] : cases) {
            RawClient client{server_.port()};
            client.send(bytes);  // may be cut short: the server need not read what it refuses
            const auto answer = client.read_response();
            EXPECT_EQ(status_of(answer), status) << name << "\n" << answer;
            EXPECT_NE(answer.find("\r\nConnection: close\r\n"), std::string::npos) << name;
            EXPECT_NE(answer.find("application/problem+json"), std::string::npos) << name;
            client.shutdown_send();
            EXPECT_EQ(client.read(1), "") << name << ": something was answered twice";
            RawClient next{server_.port()};
            next.send("GET /next HTTP/1.1\r\nHost: a\r\n\r\n");
            EXPECT_EQ(body_of(next.read_response()), "GET /next 0") << "after " << name;
        }
        for (const auto& request : server_.requests()) EXPECT_EQ(request.target, "/next");
    }

    ServerHarness server_;
};

TEST_F(MalformedTest, StartLinesAreRefused) {
    expect_each(start_lines());
}
TEST_F(MalformedTest, HostsAndFieldsAreRefused) {
    expect_each(hosts_and_fields());
}
TEST_F(MalformedTest, AmbiguousFramingsAreRefused) {
    expect_each(framings());
}
TEST_F(MalformedTest, BadChunksAreRefused) {
    expect_each(chunks());
}

TEST_F(MalformedTest, EveryTruncationOfARequestEndsWithoutAHandler) {
    const std::string whole = post("Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n0\r\nA: b\r\n\r\n");
    for (std::size_t cut = 1; cut < whole.size(); ++cut) {
        RawClient client{server_.port()};
        client.send(std::string_view{whole}.substr(0, cut));
        client.shutdown_send();
        EXPECT_EQ(status_of(client.read_response()), 400) << cut;
    }
    EXPECT_TRUE(server_.requests().empty());
    EXPECT_EQ(server_.refused("incomplete"), static_cast<int>(whole.size()) - 1);
}

TEST_F(MalformedTest, AResetWithinARequestDisturbsNobody) {
    for (const auto* part :
         {"G", "GET / HTTP/1.1\r\n", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n123"}) {
        RawClient client{server_.port()};
        client.send(part);
        client.reset();
    }
    RawClient next{server_.port()};
    next.send("GET /next HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(status_of(next.read_response()), 200);
}

class SlowTest : public testing::Test {
  protected:
    ServerHarness server_{
        {.request_timeout = std::chrono::milliseconds{150}, .idle_timeout = std::chrono::milliseconds{300}}};
};

TEST_F(SlowTest, AnUnfinishedRequestGets408AndIsClosed) {
    for (const auto* part :
         {"G", "GET / HTTP/1.1\r\nHost: a\r\n", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n123",
          "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel"}) {
        RawClient client{server_.port()};
        client.send(part);
        EXPECT_EQ(status_of(client.read_response()), 408) << part;
        EXPECT_TRUE(client.closed_by_peer()) << part;
    }
    EXPECT_EQ(server_.refused("timeout"), 4);
}

TEST_F(SlowTest, TricklingDoesNotMoveTheDeadline) {
    RawClient client{server_.port()};
    bool open = client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n");
    // A deadline that each byte renewed would let all 60,000 through.
    int sent = 0;
    for (; open && sent < 60'000; ++sent) {
        open = client.send("x");
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    EXPECT_LT(sent, 60'000);
    EXPECT_EQ(server_.refused("timeout"), 1);
    EXPECT_TRUE(server_.requests().empty());
}

TEST_F(SlowTest, AnIdleConnectionIsClosedWithoutAWord) {
    RawClient fresh{server_.port()};
    EXPECT_EQ(fresh.read(1), "");
    RawClient used{server_.port()};
    used.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(status_of(used.read_response()), 200);
    EXPECT_EQ(used.read(1), "");
    EXPECT_EQ(server_.refused("timeout"), 0);
}

}  // namespace
}  // namespace askwell
