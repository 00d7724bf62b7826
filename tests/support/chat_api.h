// For the sources of the doubles of chat platforms only: JSON over HTTP, refusals, proofs. Written apart from
// the product's code, so that a mistake in one of them is not mirrored here.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/support/chat_double.h"
#include "tests/support/json_answer.h"

namespace askwell::test {

/// What a platform says when it refuses: thrown by the checks below and by a double's own.
struct ChatRefusal {
    HttpAnswer answer;
    std::string what;       ///< for the list of violations
    bool our_fault = true;  ///< a correct client never causes this
};

/// A platform's way to refuse one request for `why`.
using RefusalOf = std::function<ChatRefusal(const std::string& why)>;

/// `work` with refusals answered, and noted at `server` when they are our fault.
HttpAnswer answer_with(PlatformServer& server, const HttpQuestion& question,
                       const std::function<HttpAnswer(const HttpQuestion&)>& work);

/// The object that a request brings as application/json.
nlohmann::json json_object(const HttpQuestion& question, const RefusalOf& refuse);

/// Refuses members of `object` that are not `known`: most platforms ignore them, a correct client has none.
void expect_members(const nlohmann::json& object, std::initializer_list<std::string_view> known,
                    const RefusalOf& refuse);

/// A string of 1 … `limit` UTF-16 units at a JSON pointer.
std::string text_at(const nlohmann::json& object, const char* pointer, std::size_t limit,
                    const RefusalOf& refuse);

/// An array of 1 … `limit` entries at a JSON pointer.
const nlohmann::json& array_at(const nlohmann::json& object, const char* pointer, std::size_t limit,
                               const RefusalOf& refuse);

/// Refuses two buttons with the same payload or, where the platform minds, the same caption.
void expect_unique(const std::vector<ChatButton>& buttons, bool captions_too, const RefusalOf& refuse);

std::string hmac_sha256_bytes(std::string_view key, std::string_view text);
std::string to_hex(std::string_view bytes);
std::string to_base64(std::string_view bytes);

std::int64_t unix_ms();

}  // namespace askwell::test
