#include "adapters/http_names.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <nlohmann/json.hpp>

#include "adapters/answers.h"

namespace askwell::adapters {

namespace {

using nlohmann::json;

std::string unescaped(std::string_view token) {
    std::string plain;
    for (std::size_t at = 0; at < token.size(); ++at) {
        const bool escape = token[at] == '~' && at + 1 < token.size();
        plain += !escape ? token[at] : token[++at] == '1' ? '/' : '~';
    }
    return plain;
}

const json* element(const json& array, std::string_view index) {
    std::size_t at = 0;
    const auto [end, failure] = std::from_chars(index.data(), index.data() + index.size(), at);
    const bool number = failure == std::errc{} && end == index.data() + index.size();
    return number && at < array.size() ? &array[at] : nullptr;
}

/// The strings of one of the two objects of names.
class NameReader {
  public:
    NameReader(const json& values, std::string_view object, SettingsReader& reader)
        : place_(object), reader_(reader) {
        const auto* const found = member(values, object);
        if (found != nullptr && found->is_object()) object_ = found;
        if (found != nullptr && !found->is_object()) {
            reader_.error(object, "not an object", R"(write {"sender": "from", …})");
        }
    }
    bool present() const { return object_ != nullptr; }

    std::string name(const char* key) {
        const auto* const value = find(key);
        if (value == nullptr) return {};
        if (!value->is_string()) error(key, "not a string", "write a field's name or a JSON pointer");
        return value->is_string() ? value->get<std::string>() : std::string{};
    }
    std::string needed(const char* key) {
        auto value = name(key);
        if (value.empty() && present()) error(key, "missing", "name where it stands");
        return value;
    }
    std::vector<std::string> words(const char* key) {
        const auto* const value = find(key);
        if (value == nullptr) return {};
        const bool good = value->is_array() && std::all_of(value->begin(), value->end(),
                                                           [](const json& word) { return word.is_string(); });
        if (!good) error(key, "not a list of strings", "write the gateway's words in double quotes");
        return good ? value->get<std::vector<std::string>>() : std::vector<std::string>{};
    }
    void refuse_others() {
        if (object_ == nullptr) return;
        for (const auto& item : object_->items()) {
            if (std::find(known_.begin(), known_.end(), item.key()) != known_.end()) continue;
            error(item.key().c_str(), "not known here", "see the platform's setup");
        }
    }

  private:
    const json* find(const char* key) {
        known_.emplace_back(key);
        return object_ == nullptr ? nullptr : member(*object_, key);
    }
    void error(const char* key, const char* message, const char* remedy) {
        reader_.error(place_ + '/' + key, message, remedy);
    }

    std::string place_;
    SettingsReader& reader_;
    const json* object_ = nullptr;
    std::vector<std::string> known_;
};

}  // namespace

HttpNames read_http_names(const json& values, SettingsReader& reader) {
    HttpNames names;
    NameReader inbound{values, "inbound", reader};
    if (member(values, "inbound") == nullptr) {
        reader.error("inbound", "\"inbound\" is missing",
                     R"(name sender and text: {"sender": "from", "text": "text"})");
    }
    names.list = inbound.name("list");
    names.sender = inbound.needed("sender");
    names.text = inbound.needed("text");
    names.id = inbound.name("id");
    names.time = inbound.name("time");
    names.recipient = inbound.name("recipient");
    inbound.refuse_others();
    NameReader report{values, "report", reader};
    names.status = report.needed("status");
    names.report_id = report.needed("id");
    names.report_to = report.name("to");
    names.error = report.name("error");
    names.delivered = report.words("delivered");
    names.failed = report.words("failed");
    names.blocked = report.words("blocked");
    report.refuse_others();
    return names;
}

const json* value_at(const json& document, std::string_view pointer) {
    if (!pointer.starts_with('/')) return member(document, pointer);
    const json* value = &document;
    while (value != nullptr && !pointer.empty()) {
        pointer.remove_prefix(1);
        const auto token = pointer.substr(0, pointer.find('/'));
        pointer.remove_prefix(token.size());
        value = value->is_array() ? element(*value, token) : member(*value, unescaped(token));
    }
    return value;
}

std::string word_of(const json* value) {
    if (value == nullptr) return {};
    if (value->is_string()) return value->get<std::string>();
    return value->is_number() || value->is_boolean() ? to_text(*value) : std::string{};
}

}  // namespace askwell::adapters
