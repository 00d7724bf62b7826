#include "tests/support/json_answer.h"

#include <utility>

#include <nlohmann/json.hpp>

namespace askwell::test {

HttpAnswer answer_json(int status, const nlohmann::json& body, HttpFields more) {
    more.emplace_back("Content-Type", "application/json");
    return {.status = status, .fields = std::move(more), .body = body.dump()};
}

}  // namespace askwell::test
