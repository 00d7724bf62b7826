#include "adapters/encoding.h"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/crypto.h"

namespace askwell::adapters {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

TEST(DecodeForm, reads_what_browsers_and_platforms_write) {
    EXPECT_THAT(
        decode_form("a=1&b=x+y%26z&c=&d&%E6%BB%A1=%e6%84%8f"),
        ElementsAre(Pair("a", "1"), Pair("b", "x y&z"), Pair("c", ""), Pair("d", ""), Pair("满", "意")));
    EXPECT_THAT(decode_form(""), IsEmpty());
    EXPECT_THAT(decode_form("&&a=1&"), ElementsAre(Pair("a", "1")));
    EXPECT_THAT(decode_form("a=b=c"), ElementsAre(Pair("a", "b=c")));
}

TEST(DecodeForm, lets_a_percent_sign_that_escapes_nothing_stand) {
    EXPECT_THAT(decode_form("a=100%&b=%zz&c=%4&d=%"),
                ElementsAre(Pair("a", "100%"), Pair("b", "%zz"), Pair("c", "%4"), Pair("d", "%")));
}

TEST(EncodeForm, is_undone_by_decode_form_for_any_bytes) {
    std::mt19937 random{1};  // NOLINT: the same bytes every time
    for (int round = 0; round < 300; ++round) {
        Parameters parameters;
        for (auto count = 1 + random() % 4; count > 0; --count) {
            std::string name = "n", value;
            for (auto size = random() % 8; size > 0; --size) name += static_cast<char>(random() % 256);
            for (auto size = random() % 20; size > 0; --size) value += static_cast<char>(random() % 256);
            parameters.emplace_back(std::move(name), std::move(value));
        }
        EXPECT_EQ(decode_form(encode_form(parameters)), parameters);
    }
}

TEST(PercentEncode, keeps_only_the_unreserved_characters_of_rfc_3986) {
    EXPECT_EQ(percent_encode("aZ09-._~"), "aZ09-._~");
    EXPECT_EQ(percent_encode(" +&=/?#%'*满"), "%20%2B%26%3D%2F%3F%23%25%27%2A%E6%BB%A1");
}

TEST(Base64, agrees_with_rfc_4648) {
    const std::vector<std::pair<std::string, std::string>> samples = {
        {"", ""},        {"f", "Zg=="},        {"fo", "Zm8="},
        {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="}};
    for (const auto& [plain, encoded] : samples) {
        EXPECT_EQ(base64_encode(plain), encoded);
        EXPECT_EQ(base64_decode(encoded), plain);
    }
}

TEST(Base64, refuses_what_is_not_exactly_base64) {
    for (const auto* text :
         {"Zg=", "Zg", "Zh==", " Zg==", "Zg==\n", "Z===", "====", "Zm9v\n", "Zm-v", "=Zg="}) {
        EXPECT_EQ(base64_decode(text), std::nullopt) << text;
    }
}

TEST(Base64, decodes_any_bytes_it_encoded) {
    std::mt19937 random{2};  // NOLINT: the same bytes every time
    for (std::size_t size = 0; size < 200; ++size) {
        std::string bytes;
        for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(random() % 256);
        EXPECT_EQ(base64_decode(base64_encode(bytes)), bytes);
    }
}

TEST(QueryOf, is_what_follows_the_first_question_mark) {
    EXPECT_EQ(query_of("/a?b=c?d"), "b=c?d");
    EXPECT_EQ(query_of("/a"), "");
}

// RFC 2202, test case 2, RFC 4231, test case 2, and FIPS 180-2's "abc".
TEST(Crypto, agrees_with_published_test_cases) {
    EXPECT_EQ(hex_encode(hmac_sha1("Jefe", "what do ya want for nothing?")),
              "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
    EXPECT_EQ(hex_encode(hmac_sha256("Jefe", "what do ya want for nothing?")),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(hex_encode(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(SameSecret, is_true_for_equal_secrets_only) {
    EXPECT_TRUE(same_secret("token", "token"));
    EXPECT_FALSE(same_secret("token", "Token"));
    EXPECT_FALSE(same_secret("token", "toke"));
    EXPECT_FALSE(same_secret("token", "tokens"));
    EXPECT_FALSE(same_secret("token", ""));
}

TEST(SameSecret, never_takes_an_empty_secret_for_equal) {
    EXPECT_FALSE(same_secret("", ""));
}

}  // namespace
}  // namespace askwell::adapters
