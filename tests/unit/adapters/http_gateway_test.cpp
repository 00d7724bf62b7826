#include "adapters/http_gateway.h"

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/crypto.h"
#include "adapters/encoding.h"
#include "adapters/http_names.h"
#include "tests/unit/adapters/kit_sms.h"

namespace askwell::adapters {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testkit::Hook;

json settings_with(const json& more) {
    auto settings = testkit::http_settings();
    settings.update(more);
    return settings;
}

AdapterPtr http(const json& more = json::object()) {
    return testkit::make_adapter("http", settings_with(more));
}

Hook json_hook(const json& body, const std::string& target = "/webhooks/gw/url-secret") {
    return {"POST", target, {{"Content-Type", "application/json"}}, body.dump()};
}

// ---- proof ----

TEST(HttpProof, takes_the_secret_of_a_header) {
    const auto adapter =
        http({{"proof", "header_secret"}, {"header_name", "X-Key"}, {"header_secret", "s3cret"}});
    const auto verdict = [&](const Headers& headers) {
        auto hook = json_hook({{"from", "1"}, {"text", "5"}});
        hook.headers.insert(hook.headers.end(), headers.begin(), headers.end());
        return receive(*adapter, hook).verdict;
    };
    EXPECT_EQ(verdict({{"x-key", "s3cret"}}), Verdict::accept);
    for (const auto& wrong : std::vector<Headers>{{},
                                                  {{"X-Key", ""}},
                                                  {{"X-Key", "s3creT"}},
                                                  {{"X-Key", "s3cret "}},
                                                  {{"X-Key", "s3cret"}, {"x-key", "s3cret"}}})
        EXPECT_EQ(verdict(wrong), Verdict::forged);
}

TEST(HttpProof, takes_user_and_password) {
    const auto adapter = http({{"proof", "basic"}, {"basic_username", "gw"}, {"basic_password", "p:w"}});
    const auto verdict = [&](const std::string& value) {
        auto hook = json_hook({{"from", "1"}, {"text", "5"}});
        hook.set_header("Authorization", value);
        return receive(*adapter, hook).verdict;
    };
    EXPECT_EQ(verdict("Basic " + base64_encode("gw:p:w")), Verdict::accept);
    EXPECT_EQ(verdict("basic " + base64_encode("gw:p:w")), Verdict::accept);
    for (const auto& wrong : {"Basic " + base64_encode("gw:p:W"), "Bearer " + base64_encode("gw:p:w"),
                              base64_encode("gw:p:w"), std::string{"Basic "}, std::string{}})
        EXPECT_EQ(verdict(wrong), Verdict::forged) << wrong;
}

TEST(HttpProof, takes_every_hmac) {
    struct Case {
        const char* word;
        Hash hash;
    };
    const auto body = json{{"from", "1"}, {"text", "5"}}.dump();
    for (const auto& item : {Case{"sha1", Hash::sha1}, Case{"sha256", Hash::sha256},
                             Case{"sha512", Hash::sha512}, Case{"md5", Hash::md5}}) {
        for (const auto* encoding : {"hex", "base64"}) {
            const auto adapter = http({{"proof", "hmac"},
                                       {"hmac_secret", "k"},
                                       {"hmac_header", "X-Sig"},
                                       {"hmac_prefix", "v1="},
                                       {"hmac_hash", item.word},
                                       {"hmac_encoding", encoding}});
            const auto bytes = hmac(item.hash, "k", body);
            const auto right = std::string{encoding} == "hex" ? hex_encode(bytes) : base64_encode(bytes);
            Hook hook{"POST", "/w", {{"content-type", "application/json"}, {"x-sig", "v1=" + right}}, body};
            EXPECT_EQ(receive(*adapter, hook).verdict, Verdict::accept) << item.word << encoding;
            auto other = right;
            other.front() = other.front() == '0' ? '1' : '0';
            for (const auto& wrong : {right, "v1=" + other, "v1=" + right + "0", "v2=" + right,
                                      std::string{"v1="}, std::string{}}) {
                hook.set_header("x-sig", wrong);
                EXPECT_EQ(receive(*adapter, hook).verdict, Verdict::forged) << wrong;
            }
        }
    }
}

TEST(HttpProof, lets_an_hmac_with_a_time_grow_old) {
    using std::chrono::seconds;
    const auto adapter = http({{"proof", "hmac"},
                               {"hmac_secret", "k"},
                               {"hmac_header", "X-Sig"},
                               {"hmac_timestamp_header", "X-Time"},
                               {"max_age_seconds", 60}});
    const auto body = json{{"from", "1"}, {"text", "5"}}.dump();
    const auto at = [&](const std::string& time, seconds offset) {
        const Hook hook{"POST",
                        "/w",
                        {{"Content-Type", "application/json"},
                         {"X-Time", time},
                         {"X-Sig", hex_encode(hmac_sha256("k", time + "." + body))}},
                        body};
        return receive_at(*adapter, hook, testkit::kVectorTime + offset).verdict;
    };
    EXPECT_EQ(at("1767225600", seconds{60}), Verdict::accept);
    EXPECT_EQ(at("1767225600", seconds{61}), Verdict::stale);
    EXPECT_EQ(at("1767225600", seconds{-61}), Verdict::stale);
    EXPECT_EQ(at("soon", seconds{0}), Verdict::stale);
    EXPECT_EQ(at("", seconds{0}), Verdict::stale);
}

TEST(HttpProof, believes_no_query_where_only_the_body_is_proved) {
    const auto adapter = http({{"proof", "hmac"}, {"hmac_secret", "k"}, {"hmac_header", "X-Sig"}});
    const std::string body = "x=1";
    Hook hook{"POST",
              "/w?from=1&text=5",
              {{"Content-Type", "application/x-www-form-urlencoded"},
               {"X-Sig", hex_encode(hmac_sha256("k", body))}},
              body};
    EXPECT_THAT(receive(*adapter, hook).messages, IsEmpty());
    hook.method = "GET";
    EXPECT_EQ(receive(*adapter, hook).verdict, Verdict::method);
}

// ---- reading ----

TEST(HttpReading, finds_values_by_pointer_and_by_name) {
    const auto document = json::parse(R"({"a":{"b/c":[10,{"~":"x"}]},"t":true,"n":null})");
    const auto word = [&](const char* pointer) { return word_of(value_at(document, pointer)); };
    EXPECT_EQ(word("/a/b~1c/0"), "10");
    EXPECT_EQ(word("/a/b~1c/1/~0"), "x");
    EXPECT_EQ(word("t"), "true");
    EXPECT_EQ(word("/t"), "true");
    for (const auto* absent : {"/a/b~1c/2", "/a/b~1c/-", "/a/b~1c/99999999999999999999", "/a/b~1c/x", "/x/y",
                               "x", "/a", "/n", "/t/x", "/"})
        EXPECT_EQ(word(absent), "") << absent;
    EXPECT_EQ(value_at(document, "/x/y/z"), nullptr);
}

TEST(HttpReading, reads_json_forms_and_queries) {
    const auto check = [](const Received& got) {
        ASSERT_THAT(got.messages, SizeIs(1)) << got.reason;
        EXPECT_EQ(std::get<InboundText>(got.messages[0].content).text, "满意 5");
        EXPECT_EQ(got.messages[0].address, "+447700900001");
        EXPECT_EQ(got.messages[0].sender, "447700900001");
        EXPECT_EQ(got.messages[0].recipient, "10690");
        EXPECT_EQ(got.messages[0].message_id, "m1");
        EXPECT_EQ(got.messages[0].sent_at, testkit::kVectorTime);
    };
    const auto adapter = http();
    check(receive(*adapter, json_hook({{"from", 447700900001},
                                       {"text", "满意 5"},
                                       {"id", "m1"},
                                       {"to", "10690"},
                                       {"time", 1767225600}})));
    const std::string form = "from=447700900001&text=%E6%BB%A1%E6%84%8F+5&id=m1&to=10690&time=1767225600000";
    check(receive(
        *adapter,
        Hook{"POST", "/w/url-secret", {{"Content-Type", "application/x-www-form-urlencoded"}}, form}));
    check(receive(*adapter, Hook{"GET", "/w/url-secret?" + form, {}, ""}));
}

TEST(HttpReading, reads_a_list_and_loses_none_to_a_bad_one) {
    const auto adapter =
        http({{"inbound", {{"list", "/data/messages"}, {"sender", "/who/n"}, {"text", "/b"}}}});
    const json good = {{"who", {{"n", "447700900001"}}}, {"b", "5"}};
    const auto of = [&](const json& list) {
        return receive(*adapter, json_hook({{"data", {{"messages", list}}}}));
    };
    EXPECT_THAT(of(json::array({good, good})).messages, SizeIs(2));
    EXPECT_THAT(of(json::array({good, 7})).messages, SizeIs(1));
    EXPECT_THAT(of(json::array({good, json{{"b", "5"}}})).reason, HasSubstr("1 unreadable"));
    EXPECT_EQ(of(json::array({7})).verdict, Verdict::malformed);
    EXPECT_EQ(of(json::object()).verdict, Verdict::malformed);
    EXPECT_EQ(of(json::array()).verdict, Verdict::accept);
}

TEST(HttpReading, reads_reports_by_the_gateways_words) {
    const auto adapter = http();
    struct Case {
        const char* word;
        DeliveryStatus status;
        bool blocked;
    };
    for (const auto& item :
         {Case{"ok", DeliveryStatus::delivered, false}, Case{"bad", DeliveryStatus::failed, false},
          Case{"stop", DeliveryStatus::failed, true}, Case{"queued", DeliveryStatus::sent, false}}) {
        const auto got = receive(
            *adapter,
            json_hook({{"status", item.word}, {"ref", "017-ab-2.7"}, {"to", "447700900001"}, {"code", 17}}));
        ASSERT_THAT(got.messages, SizeIs(1)) << got.reason;
        const auto& status = std::get<InboundStatus>(got.messages[0].content);
        EXPECT_EQ(status.status, item.status) << item.word;
        EXPECT_EQ(status.blocked, item.blocked) << item.word;
        EXPECT_EQ(status.platform_status, item.word);
        EXPECT_EQ(status.provider_id, "017-ab-2.7");
        EXPECT_EQ(status.error_code, "17");
        EXPECT_EQ(got.messages[0].address, "+447700900001");
    }
    EXPECT_EQ(receive(*adapter, json_hook({{"status", "ok"}})).verdict, Verdict::malformed);
}

TEST(HttpReading, answers_as_configured) {
    const auto adapter = http({{"answer_body", "OK"}, {"answer_content_type", "text/plain"}});
    const auto reply = receive(*adapter, json_hook({{"from", "1"}, {"text", "5"}})).reply;
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "OK");
    EXPECT_EQ(reply.content_type, "text/plain");
}

// ---- sending ----

flows::Outgoing nasty() {
    return testkit::plain("a \"b\" \\ & = ? 满意\n{to} \xff");
}

TEST(HttpCompose, escapes_what_it_fills_in_as_the_format_says) {
    const auto in_json = http()->compose("+447700900001", nasty(), {}).at(0);
    const json expected = {{"to", "+447700900001"},
                           {"text", "a \"b\" \\ & = ? 满意\n{to} \xEF\xBF\xBD"},
                           {"ref", "017-0123456789abcdef0123456789abcdef-2.7"}};
    EXPECT_EQ(json::parse(in_json.body), expected);
    EXPECT_EQ(in_json.method, "POST");
    EXPECT_EQ(in_json.url, "https://gw.example/send");
    EXPECT_EQ(header(in_json.headers, "X-Api-Key"), "k&y");
    EXPECT_THAT(in_json.secrets, testing::Contains("k&y"));

    const Parameters values = {{"to", "447700900001"}, {"text", nasty().text}, {"key", "k&y"}};
    const json form_settings = {
        {"format", "form"}, {"number_format", "digits"}, {"body", "to={to}&text={text}&key={secret}"}};
    const auto in_form = http(form_settings)->compose("+447700900001", nasty(), {}).at(0);
    EXPECT_EQ(decode_form(in_form.body), values);
    EXPECT_EQ(header(in_form.headers, "Content-Type"), "application/x-www-form-urlencoded");
    EXPECT_THAT(in_form.secrets, testing::Contains("k%26y"));

    auto query_settings = form_settings;
    query_settings.update({{"format", "query"}, {"method", "GET"}});
    const auto in_query = http(query_settings)->compose("+447700900001", nasty(), {}).at(0);
    EXPECT_EQ(in_query.method, "GET");
    EXPECT_THAT(in_query.body, IsEmpty());
    EXPECT_EQ(decode_form(query_of(in_query.url)), values);
}

TEST(HttpCompose, splits_and_authenticates_as_configured) {
    const auto adapter = http({{"max_length", 10}, {"username", "u"}, {"number_format", "mainland"}});
    const auto requests = adapter->compose("+8613800000001", testkit::plain("one two three"), {});
    ASSERT_THAT(requests, SizeIs(2));
    EXPECT_EQ(json::parse(requests[0].body).at("to"), "13800000001");
    EXPECT_EQ(header(requests[0].headers, "Authorization"), "Basic " + base64_encode("u:k&y"));
}

TEST(HttpResult, goes_by_status_and_value) {
    const auto adapter =
        http({{"success_pointer", "/code"}, {"success_value", "0"}, {"id_pointer", "/ids/0"}});
    struct Case {
        int status;
        const char* body;
        SendOutcome outcome;
    };
    const std::vector<Case> cases = {{200, R"({"code":0,"ids":["m1"]})", SendOutcome::sent},
                                     {200, R"({"code":"0"})", SendOutcome::sent},
                                     {200, R"({"code":1})", SendOutcome::permanent},
                                     {200, R"({"code":null})", SendOutcome::permanent},
                                     {200, "<html>", SendOutcome::retry},
                                     {200, "", SendOutcome::retry},
                                     {400, R"({"code":0})", SendOutcome::permanent},
                                     {401, "", SendOutcome::credentials},
                                     {429, "", SendOutcome::retry},
                                     {503, "", SendOutcome::retry}};
    for (const auto& item : cases)
        EXPECT_EQ(adapter->result({item.status, {}, item.body}).outcome, item.outcome)
            << item.status << item.body;
    EXPECT_EQ(adapter->result({200, {}, cases[0].body}).provider_id, "m1");
    EXPECT_EQ(http()->result({204, {}, ""}).outcome, SendOutcome::sent);
    EXPECT_TRUE(adapter->traits().delivery_reports);
    EXPECT_FALSE(http()->traits().delivery_reports) << "reports name our own id";
}

TEST(HttpSettings, name_what_is_wrong) {
    const auto first = [](const json& more) {
        const auto made = http_platform().make(settings_with(more));
        return made.errors.empty() ? std::string{} : made.errors[0].pointer;
    };
    EXPECT_EQ(first(json::object()), "");
    EXPECT_EQ(first({{"proof", "none"}}), "/proof");
    EXPECT_EQ(first({{"proof", ""}}), "/proof");
    EXPECT_EQ(first({{"url_secret", ""}}), "/url_secret");
    EXPECT_EQ(first({{"url_secret", "short"}}), "/url_secret");
    EXPECT_EQ(first({{"proof", "header_secret"}, {"header_name", "X"}}), "/header_secret");
    EXPECT_EQ(first({{"proof", "basic"}, {"basic_username", "u"}}), "/basic_password");
    EXPECT_EQ(first({{"proof", "hmac"}, {"hmac_secret", "k"}}), "/hmac_header");
    const json hmac = {{"proof", "hmac"}, {"hmac_secret", "k"}, {"hmac_header", "H"}};
    const auto hmac_with = [&](json more) {
        more.update(hmac);
        return first(more);
    };
    EXPECT_EQ(hmac_with({{"hmac_hash", "crc32"}}), "/hmac_hash");
    EXPECT_EQ(hmac_with({{"hmac_message", "fixed"}}), "/hmac_message");
    EXPECT_EQ(hmac_with({{"hmac_message", "{body}"}, {"hmac_timestamp_header", "T"}}), "/hmac_message");
    EXPECT_EQ(first({{"body", "{\"to\": {to"}}), "/body");
    EXPECT_EQ(first({{"body", R"({"to": "{too}"})"}}), "/body");
    EXPECT_EQ(first({{"method", "GET"}}), "/format");
    EXPECT_EQ(first({{"headers", {{"X-A", "{text}"}}}}), "/headers");
    EXPECT_EQ(first({{"headers", {{"X-A", "a\r\nB: c"}}}}), "/headers");
    EXPECT_EQ(first({{"headers", {{"X A", "a"}}}}), "/headers");
    EXPECT_EQ(first({{"secret", "a\nb"}}), "/secret");
    EXPECT_EQ(first({{"inbound", {{"sender", "from"}}}}), "/inbound/text");
    EXPECT_EQ(first({{"inbound", {{"sender", "from"}, {"text", "t"}, {"speed", "x"}}}}), "/inbound/speed");
    EXPECT_EQ(first({{"report", {{"status", "s"}, {"id", "i"}, {"failed", "x"}}}}), "/report/failed");
    EXPECT_EQ(first({{"success_pointer", "/code"}}), "/success_value");
}

}  // namespace
}  // namespace askwell::adapters
