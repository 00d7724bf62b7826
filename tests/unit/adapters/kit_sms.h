// What the tests of the SMS platforms share: adapters with the settings of the vectors, and signatures
// computed here, independently of the adapters.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "tests/unit/adapters/kit.h"

namespace askwell::adapters::testkit {

/// 2026-01-01T00:00:00Z, the time of the vectors.
inline constexpr TimePoint kVectorTime = flows::from_unix_ms(1'767'225'600'000);

AdapterPtr aliyun_sms(const nlohmann::json& more);
AdapterPtr aliyun_sms();
AdapterPtr tencent_sms(const nlohmann::json& more);
AdapterPtr tencent_sms();
AdapterPtr vonage_sms(const nlohmann::json& more);
AdapterPtr vonage_sms();
AdapterPtr vonage_messages(const nlohmann::json& more);
AdapterPtr vonage_messages();

/// A gateway of the "http" platform that speaks JSON, with a secret in the URL.
nlohmann::json http_settings();

/// The file of a platform's vectors, or vectors/<folder>/<file>.json.
nlohmann::json vector_file(std::string_view name);

/// Runs every vector of `platform` through the adapter that `make` gives for its secret_config, and compares
/// verdict, answer and every parsed field.
void expect_vectors(std::string_view platform, AdapterPtr (*make)(const nlohmann::json& settings));

Received receive_at(const Adapter& adapter, const Hook& hook, TimePoint now);

/// Puts the signature on that Vonage's SMS API would (SHA-256 HMAC), wherever `hook` has its parameters.
void sign_as_vonage_sms(Hook& hook);
/// A token over the claims, signed with HS256.
std::string hs256(const nlohmann::json& claims, std::string_view secret);
/// The claims that Vonage would send with `body` at the vectors' time.
nlohmann::json vonage_claims(std::string_view body);
/// Puts the token on that Vonage's Messages API would.
void sign_as_vonage_messages(Hook& hook);

inline constexpr std::string_view kVonageSecret = "VonageSignatureSecretABCDEFGH0123456789";

/// An RSA key made for these tests, used nowhere else.
extern const std::string_view kTestPrivateKey;
extern const std::string_view kTestPublicKey;

}  // namespace askwell::adapters::testkit
