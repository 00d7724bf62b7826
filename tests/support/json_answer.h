// What doubles of platforms with a JSON API answer.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "tests/support/http_exchange.h"

namespace askwell::test {

HttpAnswer answer_json(int status, const nlohmann::json& body, HttpFields more = {});

}  // namespace askwell::test
