#include "adapters/vonage_messages.h"

#include <memory>

#include <nlohmann/json.hpp>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/crypto.h"
#include "adapters/encoding.h"
#include "adapters/jwt.h"
#include "tests/unit/adapters/kit_sms.h"

namespace askwell::adapters {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testkit::Hook;

Hook hook_with(const json& body) {
    Hook hook{"POST", "/vonage", {{"Content-Type", "application/json"}}, body.dump()};
    testkit::sign_as_vonage_messages(hook);
    return hook;
}

json message_with(const json& more) {
    json body = {
        {"channel", "whatsapp"}, {"message_uuid", "aaaa"}, {"to", "447700900000"}, {"from", "447700900001"}};
    body.update(more);
    return body;
}

Received received(const json& body) {
    return receive(*testkit::vonage_messages(), hook_with(body));
}

Verdict verdict_of(const json& claims, std::string_view secret = testkit::kVonageSecret) {
    auto hook = hook_with(message_with({{"text", "5"}}));
    hook.set_header("Authorization", "Bearer " + testkit::hs256(claims, secret));
    return receive(*testkit::vonage_messages(), hook).verdict;
}

json claims_with(const json& more) {
    auto claims = testkit::vonage_claims(message_with({{"text", "5"}}).dump());
    claims.update(more);
    return claims;
}

TEST(VonageMessagesWebhook, agrees_with_every_vector) {
    testkit::expect_vectors("vonage_messages", testkit::vonage_messages);
}

TEST(VonageMessagesWebhook, checks_every_claim) {
    struct Case {
        json more;
        Verdict verdict;
    };
    const std::vector<Case> cases = {{json::object(), Verdict::accept},
                                     {{{"iat", 1'767'225'600 - 90'000}}, Verdict::accept},
                                     {{{"iat", 1'767'225'600 - 90'001}}, Verdict::stale},
                                     {{{"iat", 1'767'225'600 + 90'001}}, Verdict::stale},
                                     {{{"iat", nullptr}}, Verdict::stale},
                                     {{{"iat", "1767225600"}}, Verdict::stale},
                                     {{{"iat", 9'000'000'000'000'000'000}}, Verdict::stale},
                                     {{{"exp", 1'767'225'600}}, Verdict::stale},
                                     {{{"exp", 1'767'225'601}}, Verdict::accept},
                                     {{{"nbf", 1'767'225'601}}, Verdict::stale},
                                     {{{"payload_hash", hex_encode(sha256("other"))}}, Verdict::forged},
                                     {{{"payload_hash", nullptr}}, Verdict::forged},
                                     {{{"payload_hash", ""}}, Verdict::forged},
                                     {{{"api_key", "abcd1235"}}, Verdict::forged},
                                     {{{"api_key", nullptr}}, Verdict::forged}};
    for (const auto& item : cases) EXPECT_EQ(verdict_of(claims_with(item.more)), item.verdict) << item.more;
    EXPECT_EQ(verdict_of(claims_with(json::object()), "another secret"), Verdict::forged);
    EXPECT_EQ(verdict_of(json::array({1})), Verdict::forged);
}

TEST(VonageMessagesWebhook, wants_one_bearer_token) {
    const auto good = hook_with(message_with({{"text", "5"}}));
    const std::string value{header(good.headers, "Authorization")};
    const auto token = value.substr(7);
    const auto verdict = [&](const Headers& headers) {
        auto hook = good;
        hook.headers = headers;
        return receive(*testkit::vonage_messages(), hook).verdict;
    };
    EXPECT_EQ(verdict({{"AUTHORIZATION", value}}), Verdict::accept);
    EXPECT_EQ(verdict({{"authorization", "bearer " + token}}), Verdict::accept);
    EXPECT_EQ(verdict({}), Verdict::forged);
    EXPECT_EQ(verdict({{"Authorization", token}}), Verdict::forged);
    EXPECT_EQ(verdict({{"Authorization", "Basic " + token}}), Verdict::forged);
    EXPECT_EQ(verdict({{"Authorization", value}, {"authorization", value}}), Verdict::forged);
}

// RFC 8725 names what goes wrong with such tokens.
TEST(Jwt, takes_hs256_and_nothing_else) {
    const json claims = {{"a", 1}};
    const auto token = testkit::hs256(claims, "secret");
    EXPECT_EQ(verify_hs256(token, "secret"), claims);
    EXPECT_EQ(verify_hs256(token, "secreT"), std::nullopt);
    EXPECT_EQ(verify_hs256(token, ""), std::nullopt);
    const auto payload = token.substr(token.find('.') + 1, token.rfind('.') - token.find('.') - 1);
    for (const auto* head :
         {R"({"alg":"none"})", R"({"alg":"RS256"})", R"({"alg":"HS512"})", R"({"alg":"hs256"})", "{}",
          R"({"alg":"HS256","crit":["b64"]})", "[]", "HS256", ""}) {
        const auto input = base64url_encode(head) + '.' + payload;
        EXPECT_EQ(verify_hs256(input + '.' + base64url_encode(hmac_sha256("secret", input)), "secret"),
                  std::nullopt)
            << head;
        EXPECT_EQ(verify_hs256(input + '.', "secret"), std::nullopt) << head;
    }
    for (const auto* bad : {"", ".", "..", "a.b", "a.b.c", "a.b.c.d", "\xff.\xff.\xff"})
        EXPECT_EQ(verify_hs256(bad, "secret"), std::nullopt) << bad;
    EXPECT_EQ(verify_hs256(token + "=", "secret"), std::nullopt);
    EXPECT_EQ(verify_hs256(token + ".x", "secret"), std::nullopt);
}

TEST(Jwt, encodes_for_urls) {
    EXPECT_EQ(base64url_encode("\xfb\xff\xfe"), "-__-");
    EXPECT_EQ(base64url_encode("a"), "YQ");
    EXPECT_EQ(base64url_decode("YQ"), "a");
    for (const auto* bad : {"YQ==", "Y", "YR", "+A", "/A", "Y Q"})
        EXPECT_EQ(base64url_decode(bad), std::nullopt) << bad;
}

bool verified_rs256(const std::string& token) {
    const std::string pem{testkit::kTestPublicKey};
    const std::unique_ptr<BIO, decltype(&BIO_free)> source{
        BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free};
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key{
        PEM_read_bio_PUBKEY(source.get(), nullptr, nullptr, nullptr), &EVP_PKEY_free};
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
    const auto input = token.substr(0, token.rfind('.'));
    const auto signature = base64url_decode(token.substr(token.rfind('.') + 1)).value_or("");
    return EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
           EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char*>(signature.data()),
                            signature.size(), reinterpret_cast<const unsigned char*>(input.data()),
                            input.size()) == 1;
}

TEST(Jwt, signs_rs256_that_its_public_key_verifies) {
    const auto key = RsaKey::from_pem(testkit::kTestPrivateKey);
    ASSERT_TRUE(key);
    const auto token = key->sign({{"a", 1}});
    EXPECT_TRUE(verified_rs256(token));
    EXPECT_EQ(token, key->sign({{"a", 1}}));
    auto other = token;
    other[other.find('.') + 1] ^= 1;
    EXPECT_FALSE(verified_rs256(other));
    for (const auto bad :
         {std::string_view{""}, std::string_view{"-----BEGIN PRIVATE KEY-----"}, testkit::kTestPublicKey})
        EXPECT_FALSE(RsaKey::from_pem(bad));
}

TEST(VonageMessagesWebhook, keeps_the_transport_in_addresses_that_are_not_its_own) {
    const auto sms = received(message_with({{"channel", "sms"}, {"text", "5"}})).messages.at(0);
    EXPECT_EQ(sms.address, "+447700900001");
    EXPECT_EQ(sms.sender, "447700900001");
    EXPECT_EQ(sms.recipient, "447700900000");
    EXPECT_EQ(received(message_with({{"text", "5"}})).messages.at(0).address, "whatsapp:+447700900001");
    const auto whatsapp = testkit::vonage_messages({{"transport", "whatsapp"}});
    EXPECT_EQ(receive(*whatsapp, hook_with(message_with({{"text", "5"}}))).messages.at(0).address,
              "+447700900001");
}

TEST(VonageMessagesWebhook, reads_taps_and_files) {
    const auto tap = received(
        message_with({{"message_type", "reply"}, {"reply", {{"id", "c2.3:5"}, {"title", "5 · Very"}}}}));
    const auto& choice = std::get<InboundChoice>(tap.messages.at(0).content);
    EXPECT_EQ(choice.payload, "c2.3:5");
    EXPECT_EQ(choice.label, "5 · Very");
    const auto quick = received(
        message_with({{"message_type", "button"}, {"button", {{"payload", "yes"}, {"text", "Yes"}}}}));
    EXPECT_EQ(std::get<InboundChoice>(quick.messages.at(0).content).payload, "yes");
    const auto photo =
        received(message_with({{"message_type", "image"},
                               {"image", {{"url", "https://m/1"}, {"name", "a.jpg"}, {"caption", "4"}}}}));
    const auto& file = std::get<InboundAttachment>(photo.messages.at(0).content);
    EXPECT_EQ(file.kind, "image");
    EXPECT_EQ(file.reference, "https://m/1");
    EXPECT_EQ(file.name, "a.jpg");
    EXPECT_EQ(file.caption, "4");
    for (const auto& more :
         {json{{"message_type", "location"}, {"location", {{"lat", 1}}}}, json{{"text", 7}},
          json{{"reply", "x"}}, json{{"image", "x"}}, json{{"message_type", "unsupported"}}}) {
        const auto got = received(message_with(more));
        EXPECT_EQ(got.verdict, Verdict::accept) << more;
        EXPECT_THAT(got.messages, IsEmpty()) << more;
        EXPECT_THAT(got.reason, Not(IsEmpty()));
    }
}

TEST(VonageMessagesWebhook, reads_statuses) {
    struct Case {
        const char* word;
        DeliveryStatus status;
    };
    const std::vector<Case> cases = {{"submitted", DeliveryStatus::sent},
                                     {"delivered", DeliveryStatus::delivered},
                                     {"read", DeliveryStatus::delivered},
                                     {"rejected", DeliveryStatus::failed},
                                     {"undeliverable", DeliveryStatus::failed}};
    for (const auto& item : cases) {
        const auto got = received({{"message_uuid", "aaaa"},
                                   {"to", "447700900001"},
                                   {"from", "447700900000"},
                                   {"channel", "sms"},
                                   {"status", item.word},
                                   {"timestamp", "2026-01-01T00:00:00Z"}});
        ASSERT_THAT(got.messages, SizeIs(1)) << got.reason;
        const auto& status = std::get<InboundStatus>(got.messages[0].content);
        EXPECT_EQ(status.status, item.status);
        EXPECT_EQ(status.platform_status, item.word);
        EXPECT_EQ(status.provider_id, "aaaa");
        EXPECT_EQ(got.messages[0].address, "+447700900001") << "the customer's, not ours";
        EXPECT_EQ(got.messages[0].message_id, std::string{"aaaa:"} + item.word);
        EXPECT_EQ(got.messages[0].sent_at, testkit::kVectorTime);
    }
    const auto failed = received(
        {{"message_uuid", "aaaa"},
         {"to", "447700900001"},
         {"channel", "sms"},
         {"status", "rejected"},
         {"client_ref", "017-ab-2.7"},
         {"error", {{"type", "https://developer.vonage.com/api-errors/messages#1050"}, {"title", "x"}}}});
    const auto& status = std::get<InboundStatus>(failed.messages.at(0).content);
    EXPECT_EQ(status.provider_id, "017-ab-2.7");
    EXPECT_EQ(status.error_code, "1050");
    EXPECT_TRUE(status.blocked);
    EXPECT_EQ(received({{"status", "delivered"}}).verdict, Verdict::malformed);
    EXPECT_THAT(received({{"status", "invented"}, {"message_uuid", "a"}, {"to", "1"}}).messages, IsEmpty());
}

// ---- sending ----

json body_of(const SendRequest& request) {
    return json::parse(request.body);
}

TEST(VonageMessagesCompose, writes_sms_with_numbered_lines) {
    const auto requests = testkit::vonage_messages()->compose("+447700900001", testkit::single_choice(), {});
    ASSERT_THAT(requests, SizeIs(1));
    EXPECT_EQ(requests[0].url, "https://api.nexmo.com/v1/messages");
    EXPECT_EQ(header(requests[0].headers, "Authorization"), "Basic " + base64_encode("abcd1234:api-secret"));
    const json expected = {{"message_type", "text"},
                           {"channel", "sms"},
                           {"to", "447700900001"},
                           {"from", "447700900000"},
                           {"text", "How did you reach us?\n1. Phone\n2. Online agent"},
                           {"client_ref", "017-0123456789abcdef0123456789abcdef-2.7"}};
    EXPECT_EQ(body_of(requests[0]), expected);
    EXPECT_THAT(testkit::vonage_messages()->compose("+44", testkit::plain(std::string(1001, 'a')), {}),
                SizeIs(2));
}

TEST(VonageMessagesCompose, writes_buttons_lists_and_lines_on_whatsapp) {
    const auto adapter = testkit::vonage_messages({{"transport", "whatsapp"}});
    const auto custom = [&](const flows::Outgoing& message) {
        return body_of(adapter->compose("+447700900001", message, {}).back());
    };
    const auto buttons = custom(testkit::single_choice());
    EXPECT_EQ(buttons.at("channel"), "whatsapp");
    EXPECT_EQ(buttons.at("message_type"), "custom");
    const json expected = json::parse(
        R"({"type":"interactive","interactive":{"type":"button","body":{"text":"How did you reach us?"},)"
        R"("action":{"buttons":[{"type":"reply","reply":{"id":"c2.3:phone","title":"Phone"}},)"
        R"({"type":"reply","reply":{"id":"c2.3:online","title":"Online agent"}}]}}})");
    EXPECT_EQ(buttons.at("custom"), expected);
    const auto list = custom(testkit::scale(5, {"很不满意"})).at("custom").at("interactive");
    EXPECT_EQ(list.at("type"), "list");
    const auto& rows = list.at("action").at("sections").at(0).at("rows");
    ASSERT_THAT(rows, SizeIs(5));
    EXPECT_EQ(rows[0], (json{{"id", "c2.3:1"}, {"title", "1 · 很不满意"}}));
    EXPECT_EQ(custom(testkit::scale(11, {})).at("message_type"), "text") << "a list has ten rows";
    const auto numbers = custom(testkit::scale(3, {std::string(25, 'x')})).at("custom").at("interactive");
    EXPECT_EQ(numbers.at("action").at("buttons").at(0).at("reply").at("title"), "1") << "never cut";
    auto longer = testkit::single_choice();
    longer.text = std::string(1500, 'a');
    EXPECT_THAT(adapter->compose("+44", longer, {}), SizeIs(2));
}

TEST(VonageMessagesCompose, says_templates_outside_the_window) {
    const auto adapter =
        testkit::vonage_messages({{"transport", "whatsapp"},
                                  {"templates",
                                   {{{"template", "ns:invite"},
                                     {"message", "invitation"},
                                     {"locale", "en-GB"},
                                     {"parameters", json::array({"{text}", "{choices}"})}}}}});
    ComposeContext closed;
    closed.window_open = false;
    auto message = testkit::single_choice();
    EXPECT_THAT(adapter->compose("+44", message, closed), IsEmpty());
    message.kind = flows::MessageKind::invitation;
    const auto body = body_of(adapter->compose("+44", message, closed).at(0));
    EXPECT_EQ(body.at("message_type"), "template");
    EXPECT_EQ(
        body.at("template"),
        (json{{"name", "ns:invite"}, {"parameters", {"How did you reach us?", "1. Phone 2. Online agent"}}}));
    EXPECT_EQ(body.at("whatsapp"), (json{{"policy", "deterministic"}, {"locale", "en-GB"}}));
    EXPECT_EQ(adapter->traits().window, flows::kDay);
    EXPECT_TRUE(adapter->traits().template_invitation);
    EXPECT_FALSE(adapter->traits().template_reminder);
    EXPECT_EQ(testkit::vonage_messages()->traits().window, std::nullopt);
    // One account carries both: each address by the rule of its own transport.
    EXPECT_EQ(testkit::vonage_messages()->traits_for("whatsapp:+447700900001").window, flows::kDay);
    EXPECT_EQ(testkit::vonage_messages()->traits_for("+447700900001").window, std::nullopt);
    EXPECT_EQ(adapter->traits_for("sms:+447700900001").window, std::nullopt);
}

TEST(VonageMessagesCompose, proves_itself_with_its_key) {
    const auto adapter = testkit::vonage_messages(
        {{"api_secret", ""}, {"application_id", "app-1"}, {"private_key", testkit::kTestPrivateKey}});
    const auto requests =
        adapter->compose("+44", testkit::plain(std::string(1001, 'a')), {testkit::kVectorTime, "nonce"});
    ASSERT_THAT(requests, SizeIs(2));
    const std::string authorization{header(requests[1].headers, "Authorization")};
    const auto token = authorization.substr(authorization.find(' ') + 1);
    EXPECT_TRUE(verified_rs256(token));
    const auto claims = json::parse(
        base64url_decode(token.substr(token.find('.') + 1, token.rfind('.') - token.find('.') - 1)).value());
    EXPECT_EQ(claims, (json{{"application_id", "app-1"},
                            {"iat", 1'767'225'600},
                            {"exp", 1'767'226'500},
                            {"jti", "nonce-1"}}));
    EXPECT_THAT(requests[1].secrets, testing::ElementsAre(token));
}

TEST(VonageMessagesResult, goes_by_the_code_behind_the_type) {
    struct Case {
        int status;
        const char* code;
        SendOutcome outcome;
    };
    const std::vector<Case> cases = {{429, "1000", SendOutcome::retry},
                                     {422, "1020", SendOutcome::permanent},
                                     {403, "1050", SendOutcome::blocked},
                                     {402, "1070", SendOutcome::account},
                                     {401, "unauthorized", SendOutcome::credentials},
                                     {403, "forbidden", SendOutcome::account},
                                     {402, "low-balance", SendOutcome::account},
                                     {422, "1340", SendOutcome::window_closed},
                                     {400, "9999", SendOutcome::permanent},
                                     {500, "9999", SendOutcome::retry}};
    for (const auto& item : cases) {
        const json body = {
            {"type", "https://developer.vonage.com/api-errors/messages#" + std::string{item.code}},
            {"title", "bad"},
            {"detail", "447700900001"}};
        const auto result = testkit::vonage_messages()->result({item.status, {}, body.dump()});
        EXPECT_EQ(result.outcome, item.outcome) << item.code;
        EXPECT_THAT(result.reason, Not(HasSubstr("4477")));
        EXPECT_THAT(result.reason, HasSubstr(item.code));
    }
    const auto sent = testkit::vonage_messages()->result({202, {}, R"({"message_uuid":"aaaa"})"});
    EXPECT_EQ(sent.outcome, SendOutcome::sent);
    EXPECT_EQ(sent.provider_id, "aaaa");
    EXPECT_EQ(testkit::vonage_messages()->result({503, {}, "<html>"}).outcome, SendOutcome::retry);
}

TEST(VonageMessagesSettings, want_a_way_to_prove_themselves) {
    const auto first = [](const json& more) {
        json settings = {{"signature_secret", "s"}, {"api_key", "k"}, {"from", "1"}};
        settings.update(more);
        const auto made = vonage_messages_platform().make(settings);
        return made.errors.empty() ? std::string{} : made.errors[0].pointer;
    };
    EXPECT_EQ(first(json::object()), "/private_key");
    EXPECT_EQ(first({{"api_secret", "x"}}), "");
    EXPECT_EQ(first({{"application_id", "x"}, {"private_key", "no key"}}), "/private_key");
    EXPECT_EQ(first({{"private_key", testkit::kTestPrivateKey}}), "/application_id");
    EXPECT_EQ(first({{"api_secret", "x"}, {"transport", "fax"}}), "/transport");
}

}  // namespace
}  // namespace askwell::adapters
