#include "tests/support/chat_api.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <set>
#include <utility>

#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace askwell::test {

using nlohmann::json;

HttpAnswer answer_with(PlatformServer& server, const HttpQuestion& question,
                       const std::function<HttpAnswer(const HttpQuestion&)>& work) {
    try {
        return work(question);
    } catch (const ChatRefusal& refusal) {
        if (refusal.our_fault) server.add_violation(refusal.what);
        return refusal.answer;
    }
}

json json_object(const HttpQuestion& question, const RefusalOf& refuse) {
    if (!field(question.fields, "Content-Type").starts_with("application/json"))
        throw refuse("Content-Type is not application/json");
    json object = json::parse(question.body, nullptr, false);
    if (!object.is_object()) throw refuse("the body is no JSON object");
    return object;
}

void expect_members(const json& object, std::initializer_list<std::string_view> known,
                    const RefusalOf& refuse) {
    for (const auto& [name, value] : object.items()) {
        if (std::ranges::find(known, name) == known.end()) throw refuse("unknown member " + name);
    }
}

std::string text_at(const json& object, const char* pointer, std::size_t limit, const RefusalOf& refuse) {
    const json::json_pointer place{pointer};
    if (!object.contains(place) || !object.at(place).is_string())
        throw refuse(std::string{pointer} + " is not a string");
    auto text = object.at(place).get<std::string>();
    if (text.find_first_not_of(" \t\r\n") == std::string::npos)
        throw refuse(std::string{pointer} + " is empty");
    if (utf16_units(text) > limit) throw refuse(std::string{pointer} + " is too long");
    return text;
}

const json& array_at(const json& object, const char* pointer, std::size_t limit, const RefusalOf& refuse) {
    const json::json_pointer place{pointer};
    if (!object.contains(place) || !object.at(place).is_array() || object.at(place).empty())
        throw refuse(std::string{pointer} + " is no list with entries");
    if (object.at(place).size() > limit) throw refuse(std::string{pointer} + " has too many entries");
    return object.at(place);
}

void expect_unique(const std::vector<ChatButton>& buttons, bool captions_too, const RefusalOf& refuse) {
    std::set<std::string> payloads;
    std::set<std::string> captions;
    for (const ChatButton& button : buttons) {
        if (!payloads.insert(button.payload).second) throw refuse("two buttons with one id");
        if (!captions.insert(button.caption).second && captions_too)
            throw refuse("two buttons with one title");
    }
}

std::string hmac_sha256_bytes(std::string_view key, std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
         reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(), &length);
    return {reinterpret_cast<const char*>(digest.data()), length};
}

std::string to_hex(std::string_view bytes) {
    std::string hex;
    for (const char c : bytes) {
        constexpr std::string_view kDigits = "0123456789abcdef";
        const auto byte = static_cast<unsigned char>(c);
        hex += kDigits[byte >> 4U];
        hex += kDigits[byte & 15U];
    }
    return hex;
}

std::string to_base64(std::string_view bytes) {
    std::string out(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    const int length =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                        reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    out.resize(static_cast<std::size_t>(length));
    return out;
}

std::int64_t unix_ms() {
    using std::chrono::system_clock;
    return std::chrono::duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

}  // namespace askwell::test
