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

}  // namespace

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
