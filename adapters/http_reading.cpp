#include "adapters/http_reading.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <iterator>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/answers.h"
#include "adapters/crypto.h"
#include "adapters/encoding.h"
#include "adapters/phone.h"
#include "adapters/utc.h"
#include "flows/json_source.h"
#include "flows/timestamp.h"

namespace askwell::adapters {

namespace {

using nlohmann::json;

/// The value of a name, "" when absent, and whether it is there at all.
using Lookup = std::function<std::optional<std::string>(std::string_view name)>;

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

/// Unix seconds or milliseconds in digits, or RFC 3339.
std::optional<TimePoint> time_of(const std::string& text) {
    constexpr std::size_t kMillisecondDigits = 13;
    if (text.size() != kMillisecondDigits) {
        const auto seconds = from_unix_digits(text);
        return seconds ? seconds : flows::parse_timestamp(text);
    }
    std::int64_t ms = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), ms);
    if (failure != std::errc{} || end != text.data() + text.size() || ms < 0) return std::nullopt;
    return flows::from_unix_ms(ms);
}

bool contains(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Reads one message or report after the other into one answer.
class Reader {
  public:
    Reader(const HttpNames& names, flows::SmsRule rule, const HttpReply& reply) : names_(names), rule_(rule) {
        received_.reply = reply;
    }

    void read(const Lookup& lookup) {
        if (const auto status = lookup(names_.status)) {
            add(read_report(lookup, *status));
        } else if (const auto text = lookup(names_.text)) {
            add(read_text(lookup, *text));
        }
    }
    void unreadable() { ++unreadable_; }

    Received take() {
        if (unreadable_ > 0 && received_.messages.empty()) {
            return rejected(Verdict::malformed, "neither a message nor a delivery report");
        }
        if (unreadable_ > 0) received_.reason = std::to_string(unreadable_) + " unreadable entries left out";
        if (unreadable_ == 0 && received_.messages.empty()) received_.reason = "nothing of a kind we use";
        return std::move(received_);
    }

  private:
    void add(std::optional<Inbound> inbound) {
        if (!inbound) return unreadable();
        received_.messages.push_back(std::move(*inbound));
    }

    std::optional<Inbound> read_text(const Lookup& lookup, const std::string& text) const {
        const auto sender = lookup(names_.sender).value_or("");
        if (sender.empty()) return std::nullopt;
        const auto time = lookup(names_.time).value_or("");
        Inbound inbound;
        inbound.address = e164(sender, rule_);
        inbound.sender = sender;
        inbound.recipient = lookup(names_.recipient).value_or("");
        inbound.message_id = lookup(names_.id).value_or("");
        if (inbound.message_id.empty()) {
            inbound.message_id = fingerprint({sender, inbound.recipient, time, text});
        }
        inbound.sent_at = time_of(time);
        inbound.content = InboundText{text};
        return inbound;
    }

    std::optional<Inbound> read_report(const Lookup& lookup, const std::string& word) const {
        const auto id = lookup(names_.report_id).value_or("");
        const auto to = lookup(names_.report_to).value_or("");
        if (id.empty()) return std::nullopt;
        InboundStatus status{id, DeliveryStatus::sent, lookup(names_.error).value_or("")};
        status.blocked = contains(names_.blocked, word);
        if (contains(names_.delivered, word)) status.status = DeliveryStatus::delivered;
        if (status.blocked || contains(names_.failed, word)) status.status = DeliveryStatus::failed;
        status.platform_status = word;
        Inbound inbound;
        inbound.address = e164(to, rule_);
        inbound.sender = to;
        inbound.message_id = id + ':' + word;
        inbound.content = std::move(status);
        return inbound;
    }

    const HttpNames& names_;
    flows::SmsRule rule_;
    Received received_;
    std::size_t unreadable_ = 0;
};

Lookup lookup_in(const Parameters& parameters) {
    return [&parameters](std::string_view name) -> std::optional<std::string> {
        const auto* const value = name.empty() ? nullptr : find_parameter(parameters, name);
        return value == nullptr ? std::nullopt : std::optional{*value};
    };
}

Lookup lookup_in(const json& document) {
    return [&document](std::string_view name) -> std::optional<std::string> {
        const auto* const value = name.empty() ? nullptr : value_at(document, name);
        return value == nullptr ? std::nullopt : std::optional{word_of(value)};
    };
}

Received read_json(std::string_view body, const HttpNames& names, Reader reader) {
    flows::JsonError error;
    const auto document = flows::parse_json(body, error);
    if (!document) return not_json(error);
    const auto* const list = names.list.empty() ? nullptr : value_at(*document, names.list);
    if (names.list.empty() && document->is_object()) {
        reader.read(lookup_in(*document));
    } else if (list == nullptr || !list->is_array()) {
        return rejected(Verdict::malformed, "not the JSON that the settings describe");
    } else {
        for (const auto& entry : *list) {
            if (entry.is_object()) reader.read(lookup_in(entry));
            if (!entry.is_object()) reader.unreadable();
        }
    }
    return reader.take();
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

Received read_http_message(const WebhookRequest& request, const HttpNames& names, flows::SmsRule rule,
                           const HttpReply& reply, bool body_only) {
    Reader reader{names, rule, reply};
    if (request.method != "GET" && is_json(request.headers)) {
        return read_json(request.body, names, std::move(reader));
    }
    auto parameters = body_only ? Parameters{} : decode_form(query_of(request.target));
    if (request.method != "GET" && is_form(request.headers)) {
        auto form = decode_form(request.body);
        std::move(form.begin(), form.end(), std::back_inserter(parameters));
    }
    const auto lookup = lookup_in(parameters);
    if (!lookup(names.status) && !lookup(names.text)) reader.unreadable();
    reader.read(lookup);
    return reader.take();
}

}  // namespace askwell::adapters
