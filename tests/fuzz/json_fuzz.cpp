// JSON from outside: no text may crash the parser or the locator, and what is accepted keeps the promises of
// json_source.h.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <nlohmann/json.hpp>

#include "flows/json_source.h"

namespace {

using askwell::flows::JsonError;
using nlohmann::json;

void require(bool holds) {
    if (!holds) std::abort();
}

int depth_of(const json& value) {
    if (!value.is_structured()) return 0;
    int deepest = 0;
    for (const auto& child : value) deepest = std::max(deepest, depth_of(child));
    return deepest + 1;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    JsonError error;
    const auto value = askwell::flows::parse_json(text, error);
    for (const auto* pointer : {"", "/0", "/a/b", "/~01/2"}) {
        const auto position = askwell::flows::locate(text, pointer);
        require(position.line >= 1 && position.column >= 1);
    }
    if (!value) {
        require(error.offset <= size && !error.message.empty());
        return 0;
    }
    require(depth_of(*value) <= askwell::flows::kMaxJsonDepth);
    JsonError again;
    require(askwell::flows::parse_json(value->dump(), again) == *value);
    return 0;
}
