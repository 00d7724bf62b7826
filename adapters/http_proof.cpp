#include "adapters/http_proof.h"

#include <algorithm>
#include <array>
#include <utility>

#include "adapters/answers.h"
#include "adapters/encoding.h"
#include "adapters/url_secret.h"
#include "adapters/utc.h"
#include "flows/placeholders.h"

namespace askwell::adapters {

namespace {

constexpr long kDefaultAge = 300;
constexpr long kMaxAge = 7 * 24 * 60 * 60;
constexpr std::string_view kHmac = "hmac";

struct HashWord {
    std::string_view word;
    Hash hash;
};
constexpr std::array kHashes = {HashWord{"sha256", Hash::sha256}, HashWord{"sha512", Hash::sha512},
                                HashWord{"sha1", Hash::sha1}, HashWord{"md5", Hash::md5}};

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

/// A setting that the chosen proof cannot do without.
std::string needed(SettingsReader& reader, std::string_view name) {
    auto value = reader.text(name);
    if (value.empty()) {
        reader.error(name, '"' + std::string{name} + "\" is missing", "the chosen proof needs it");
    }
    return value;
}

std::string needed_url_secret(SettingsReader& reader) {
    auto secret = needed(reader, "url_secret");
    return secret.empty() ? secret : read_url_secret(reader);
}

bool names(std::string_view text, std::string_view wanted) {
    const auto found = flows::placeholders_in(text);
    return std::any_of(found.begin(), found.end(),
                       [wanted](const auto& each) { return each.name == wanted; });
}

void read_hmac(SettingsReader& reader, HttpProof& proof) {
    proof.secret = needed(reader, "hmac_secret");
    proof.header = needed(reader, "hmac_header");
    proof.prefix = reader.text("hmac_prefix");
    proof.base64 = reader.choice("hmac_encoding", {"hex", "base64"}) == "base64";
    const auto word = reader.choice("hmac_hash", {"sha256", "sha512", "sha1", "md5"});
    for (const auto& known : kHashes) {
        if (known.word == word) proof.hash = known.hash;
    }
    proof.timestamp_header = reader.text("hmac_timestamp_header");
    const bool timed = !proof.timestamp_header.empty();
    proof.max_age = std::chrono::seconds{reader.number("max_age_seconds", 1, kMaxAge).value_or(kDefaultAge)};
    proof.message = reader.text("hmac_message", timed ? "{timestamp}.{body}" : "{body}");
    if (!names(proof.message, "body") || names(proof.message, "timestamp") != timed) {
        reader.error("hmac_message", "does not cover what is proved",
                     "name {body}, and {timestamp} exactly when hmac_timestamp_header is given");
    }
}

/// The HMAC of `request` as its header would write it, without the prefix; hex digits in lower case.
std::string expected_hmac(const HttpProof& proof, const WebhookRequest& request, std::string_view timestamp) {
    const auto message = flows::fill(proof.message, [&](std::string_view name) -> std::optional<std::string> {
        return std::string{name == "body" ? request.body : timestamp};
    });
    const auto bytes = hmac(proof.hash, proof.secret, message);
    return proof.base64 ? base64_encode(bytes) : hex_encode(bytes);
}

std::optional<Received> refuse_without_hmac(const HttpProof& proof, const WebhookRequest& request,
                                            TimePoint now) {
    // Only the body is proved: a query says nothing that could be believed.
    if (request.method != "POST") return rejected(Verdict::method, "not POST");
    const auto timestamp = proof_header(request.headers, proof.timestamp_header);
    std::string claimed{proof_header(request.headers, proof.header)};
    if (!claimed.starts_with(proof.prefix)) claimed.clear();
    claimed.erase(0, std::min(proof.prefix.size(), claimed.size()));
    if (!proof.base64) claimed = lower(std::move(claimed));
    if (!same_secret(expected_hmac(proof, request, timestamp), claimed)) {
        return rejected(Verdict::forged, "the HMAC does not match");
    }
    if (proof.timestamp_header.empty()) return std::nullopt;
    const auto signed_at = from_unix_digits(timestamp);
    if (signed_at && is_recent(*signed_at, now, proof.max_age)) return std::nullopt;
    return rejected(Verdict::stale, "timestamp too old, in the future or missing");
}

bool has_basic(const HttpProof& proof, const WebhookRequest& request) {
    constexpr std::string_view kScheme = "basic ";
    const auto value = proof_header(request.headers, proof.header);
    return lower(std::string{value.substr(0, kScheme.size())}) == kScheme &&
           same_secret(proof.secret, value.substr(kScheme.size()));
}

}  // namespace

std::vector<Setting> http_proof_settings() {
    return {{"basic_password", false, true, "proof basic: the password"},
            {"basic_username", false, false, "proof basic: the user's name"},
            {"header_name", false, false, "proof header_secret: the header's name"},
            {"header_secret", false, true, "proof header_secret: the header's whole value"},
            {"hmac_encoding", false, false, "proof hmac: hex (default) or base64"},
            {"hmac_hash", false, false, "proof hmac: sha256 (default), sha512, sha1 or md5"},
            {"hmac_header", false, false, "proof hmac: the header that holds it"},
            {"hmac_message", false, false,
             "proof hmac: what it covers; default {body}, with a timestamp {timestamp}.{body}"},
            {"hmac_prefix", false, false, "proof hmac: what stands before it in the header, like sha256="},
            {"hmac_secret", false, true, "proof hmac: the key"},
            {"hmac_timestamp_header", false, false,
             "proof hmac: the header with Unix seconds; default: no time is proved"},
            {"max_age_seconds", false, false, "proof hmac: how old a timestamp may be; default 300"},
            {"proof", true, false, "how webhooks are proved: url_secret, header_secret, hmac or basic"},
            {"url_secret", false, true, "proof url_secret: the last segment of our webhook's path"}};
}

HttpProof read_http_proof(SettingsReader& reader) {
    HttpProof proof;
    const auto kind = reader.text("proof");
    if (kind == "url_secret") {
        proof.secret = needed_url_secret(reader);
    } else if (kind == "header_secret") {
        proof.kind = HttpProof::Kind::header_secret;
        proof.header = needed(reader, "header_name");
        proof.secret = needed(reader, "header_secret");
    } else if (kind == kHmac) {
        proof.kind = HttpProof::Kind::hmac;
        read_hmac(reader, proof);
    } else if (kind == "basic") {
        proof.kind = HttpProof::Kind::basic;
        proof.header = "Authorization";
        const auto username = needed(reader, "basic_username");
        proof.secret = base64_encode(username + ':' + needed(reader, "basic_password"));
    } else if (!kind.empty()) {
        reader.error("proof", "no known proof", "write url_secret, header_secret, hmac or basic");
    }
    return proof;
}

std::optional<Received> refuse_unproved(const HttpProof& proof, const WebhookRequest& request,
                                        TimePoint now) {
    switch (proof.kind) {
        case HttpProof::Kind::url_secret:
            if (has_url_secret(request.target, proof.secret)) return std::nullopt;
            return rejected(Verdict::forged, "the URL's secret does not match");
        case HttpProof::Kind::header_secret:
            if (same_secret(proof.secret, proof_header(request.headers, proof.header))) return std::nullopt;
            return rejected(Verdict::forged, "the header's secret does not match");
        case HttpProof::Kind::hmac:
            return refuse_without_hmac(proof, request, now);
        case HttpProof::Kind::basic:
            if (has_basic(proof, request)) return std::nullopt;
            return rejected(Verdict::forged, "user or password does not match");
    }
    return rejected(Verdict::forged, "no proof");
}

}  // namespace askwell::adapters
