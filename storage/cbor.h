// CBOR of rows: what the codecs of stored values are written with. Included by them only. A row is an array
// by position; rows only ever grow at their end, so that those of older schemas are read as well. Times are
// Unix ms, enums their number, absent optionals null. Thread rule: pure functions.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "flows/time.h"
#include "storage/result.h"

namespace askwell::storage::cbor {

using nlohmann::json;

// ---- writing ----

template <typename... Fields>
json row(Fields&&... fields) {
    json::array_t values;
    values.reserve(sizeof...(fields));
    (values.emplace_back(std::forward<Fields>(fields)), ...);
    return values;
}

template <typename Enum>
int number_of(Enum value) {
    return static_cast<int>(value);
}

inline json pack(flows::TimePoint time) {
    return flows::to_unix_ms(time);
}
inline std::string to_bytes(const json& value) {
    std::string bytes;
    json::to_cbor(value, bytes);
    return bytes;
}

// ---- reading ----

/// Thrown by what reads, caught by decode().
struct Malformed {};

inline void require(bool ok) {
    if (!ok) throw Malformed{};
}

inline const std::string& text(const json& value) {
    const auto* text = value.get_ptr<const json::string_t*>();
    require(text != nullptr);
    return *text;
}

template <typename Integer>
Integer integer(const json& value) {
    require(value.is_number_integer());
    if (value.is_number_unsigned()) {
        const auto number = value.get<std::uint64_t>();
        require(std::in_range<Integer>(number));
        return static_cast<Integer>(number);
    }
    const auto number = value.get<std::int64_t>();
    require(std::in_range<Integer>(number));
    return static_cast<Integer>(number);
}

inline bool boolean(const json& value) {
    require(value.is_boolean());
    return value.get<bool>();
}

inline double real(const json& value) {
    require(value.is_number());
    return value.get<double>();
}

inline flows::TimePoint time(const json& value) {
    return flows::from_unix_ms(integer<std::int64_t>(value));
}

template <typename Enum>
Enum enumerator(const json& value, Enum last) {
    const int number = integer<int>(value);
    require(number >= 0 && number <= number_of(last));
    return static_cast<Enum>(number);
}

template <typename Read>
auto list(const json& value, Read read) {
    require(value.is_array());
    std::vector<std::decay_t<decltype(read(value))>> values;
    values.reserve(value.size());
    for (const json& element : value) values.push_back(read(element));
    return values;
}

template <typename Read>
auto optional(const json& value, Read read) {
    using T = std::decay_t<decltype(read(value))>;
    return value.is_null() ? std::optional<T>{} : std::optional<T>{read(value)};
}

template <typename Read>
auto dictionary(const json& value, Read read) {
    require(value.is_object());
    std::map<std::string, std::decay_t<decltype(read(value))>, std::less<>> values;
    for (const auto& [name, element] : value.items()) values.emplace(name, read(element));
    return values;
}

/// Reads an array's elements one after another.
class Row {
  public:
    /// `sizes`: how many elements it may have, by the schemas that wrote it.
    Row(const json& value, std::initializer_list<std::size_t> sizes) : value_(value) {
        require(value.is_array() && std::ranges::find(sizes, value.size()) != sizes.end());
    }
    const json& next() { return value_[at_++]; }
    /// The next element as `read` takes it; a default value when it was written without.
    template <typename Read>
    auto next_or_default(Read read) {
        using T = std::decay_t<decltype(read(value_))>;
        return at_ < value_.size() ? T{read(next())} : T{};
    }

  private:
    const json& value_;
    std::size_t at_ = 0;
};

// CBOR parsing recurses, so it needs a bound; the deepest value is state > conversation > answers > answer >
// value > codes.
inline constexpr int kMaxDepth = 12;

/// Stops the parser before nesting becomes a stack overflow; takes everything else.
class DepthGuard final : public nlohmann::json_sax<json> {
  public:
    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override { return true; }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return true; }
    bool start_object(std::size_t) override { return ++depth_ <= kMaxDepth; }
    bool key(string_t&) override { return true; }
    bool end_object() override { return --depth_ >= 0; }
    bool start_array(std::size_t) override { return ++depth_ <= kMaxDepth; }
    bool end_array() override { return --depth_ >= 0; }
    bool parse_error(std::size_t, const std::string&, const json::exception&) override { return false; }

  private:
    int depth_ = 0;
};

/// `bytes` as `read` takes them: an array that begins with a schema number of 1 … `newest_schema`, and
/// nothing after it.
template <typename T>
Result<T> decode(std::string_view bytes, int newest_schema, T (*read)(const json&)) {
    DepthGuard guard;
    if (!json::sax_parse(bytes, &guard, json::input_format_t::cbor)) return StoreErrc::corrupt;
    const json value = json::from_cbor(bytes, true, false);
    try {
        require(value.is_array() && !value.empty());
        const int schema = integer<int>(value.front());
        require(schema >= 1 && schema <= newest_schema);
        return read(value);
    } catch (const Malformed&) {
        return StoreErrc::corrupt;
    }
}

}  // namespace askwell::storage::cbor
