#include "tests/support/telegram_double.h"

#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <stdexcept>
#include <utility>

#include <nlohmann/json.hpp>

namespace askwell::test {

namespace {

using nlohmann::json;
using Clock = std::chrono::system_clock;

constexpr std::size_t kTextLimit = 4096;        // UTF-16 units
constexpr std::size_t kCallbackDataLimit = 64;  // bytes
constexpr std::size_t kCallbackTextLimit = 200;
constexpr std::int64_t kFirstUpdate = 700'000'001;

HttpAnswer answer_json(int status, const json& body) {
    return {.status = status, .fields = {{"Content-Type", "application/json"}}, .body = body.dump()};
}

HttpAnswer ok(const json& result) {
    return answer_json(200, {{"ok", true}, {"result", result}});
}

/// What the Bot API says when it refuses. `our_fault` marks what a correct client never causes.
struct Refused {
    int code = 400;
    std::string description;
    bool our_fault = true;
};

HttpAnswer answer_refused(const Refused& refused) {
    return answer_json(refused.code,
                       {{"ok", false}, {"error_code", refused.code}, {"description", refused.description}});
}

HttpAnswer refuse(Fault fault, seconds retry_after) {
    if (fault == Fault::server_error) return answer_refused({500, "Internal Server Error"});
    const auto count = retry_after.count();
    HttpAnswer answer =
        answer_json(429, {{"ok", false},
                          {"error_code", 429},
                          {"description", "Too Many Requests: retry after " + std::to_string(count)},
                          {"parameters", {{"retry_after", count}}}});
    answer.fields.emplace_back("Retry-After", std::to_string(count));
    return answer;
}

Refused bad_request(const std::string& why) {
    return {400, "Bad Request: " + why};
}

/// A string parameter that must be there; throws Refused.
std::string required_string(const json& object, const char* name, const std::string& when_missing) {
    const auto found = object.find(name);
    if (found == object.end() || !found->is_string() || found->get_ref<const std::string&>().empty())
        throw bad_request(when_missing);
    return found->get<std::string>();
}

std::int64_t chat_of(const json& parameters) {
    const auto found = parameters.find("chat_id");
    if (found == parameters.end()) throw bad_request("chat_id is empty");
    if (found->is_number_integer()) return found->get<std::int64_t>();
    try {
        return std::stoll(found->get<std::string>());
    } catch (const std::exception&) {
        throw bad_request("chat not found");
    }
}

std::string text_of(const json& parameters) {
    const std::string text = required_string(parameters, "text", "message text is empty");
    if (text.find_first_not_of(" \t\r\n") == std::string::npos) throw bad_request("message text is empty");
    if (utf16_units(text) > kTextLimit) throw bad_request("message is too long");
    return text;
}

TelegramButton button_of(const json& item) {
    if (!item.is_object())
        throw bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object");
    TelegramButton button;
    button.text =
        required_string(item, "text", "can't parse inline keyboard button: Can't find field \"text\"");
    button.data = required_string(
        item, "callback_data",
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
    if (button.data.size() > kCallbackDataLimit) throw bad_request("BUTTON_DATA_INVALID");
    return button;
}

std::vector<TelegramButton> buttons_of(const json& parameters) {
    std::vector<TelegramButton> buttons;
    const auto given = parameters.find("reply_markup");
    if (given == parameters.end()) return buttons;
    // An object, or its JSON as a text.
    const json markup = given->is_string() ? json::parse(given->get<std::string>(), nullptr, false) : *given;
    if (!markup.is_object()) throw bad_request("object expected as reply markup");
    const auto keyboard = markup.find("inline_keyboard");
    if (keyboard == markup.end()) return buttons;  // ReplyKeyboardRemove and the like
    if (!keyboard->is_array())
        throw bad_request("can't parse inline keyboard: Field \"inline_keyboard\" must be of type Array");
    for (const json& row : *keyboard) {
        if (!row.is_array()) throw bad_request("can't parse inline keyboard: row must be of type Array");
        for (const json& item : row) buttons.push_back(button_of(item));
    }
    return buttons;
}

struct Phone {
    bool known = false;
    bool blocked = false;
    std::string language;
    std::vector<TelegramMessage> seen;
    std::int64_t last_message = 10;
};

json chat_json(std::int64_t chat) {
    return {{"id", chat}, {"type", "private"}, {"first_name", "Test"}};
}

std::int64_t unix_now() {
    return std::chrono::duration_cast<seconds>(Clock::now().time_since_epoch()).count();
}

bool again_unless_accepted(const HttpAnswer&) {
    return true;
}

}  // namespace

struct TelegramDouble::Impl {
    explicit Impl(Options given)
        : options{std::move(given)},
          bot_id{std::stoll(options.token)},
          server{{[this](const HttpQuestion& question) { return answer(question); }, refuse}} {}

    // ---- the Bot API ----

    HttpAnswer answer(const HttpQuestion& question) {
        try {
            return ok(call(question));
        } catch (const Refused& refused) {
            if (refused.our_fault)
                server.add_violation(std::to_string(refused.code) + " " + refused.description);
            return answer_refused(refused);
        }
    }

    json call(const HttpQuestion& question) {
        const std::string bot = "/bot" + options.token + "/";
        if (!question.target.starts_with(bot)) throw Refused{401, "Unauthorized"};
        const std::string method = question.target.substr(bot.size());
        if (question.method != "POST") throw bad_request("this double takes POST only");
        if (!field(question.fields, "Content-Type").starts_with("application/json"))
            throw bad_request("this double takes application/json only");
        const json parameters = json::parse(question.body, nullptr, false);
        if (!parameters.is_object()) throw bad_request("can't parse JSON object");
        if (method == "sendMessage") return send_message(parameters);
        if (method == "answerCallbackQuery") return answer_callback_query(parameters);
        throw Refused{404, "Not Found"};
    }

    json send_message(const json& parameters) {
        const std::int64_t chat = chat_of(parameters);
        TelegramMessage message{
            .text = text_of(parameters), .buttons = buttons_of(parameters), .at = Clock::now()};
        const std::lock_guard lock{mutex};
        const auto found = phones.find(chat);
        if (found == phones.end() || !found->second.known)
            throw Refused{400, "Bad Request: chat not found", false};
        Phone& phone = found->second;
        if (phone.blocked) throw Refused{403, "Forbidden: bot was blocked by the user", false};
        message.id = ++phone.last_message;
        const json result = message_json(chat, message);
        phone.seen.push_back(std::move(message));
        ++delivered;
        arrived.notify_all();
        return result;
    }

    json answer_callback_query(const json& parameters) {
        const std::string gone = "query is too old and response timeout expired or query ID is invalid";
        const std::string id = required_string(parameters, "callback_query_id", gone);
        if (utf16_units(parameters.value("text", "")) > kCallbackTextLimit)
            throw bad_request("MESSAGE_TOO_LONG");
        const std::lock_guard lock{mutex};
        if (!taps.contains(id)) throw bad_request(gone);
        unanswered.erase(id);
        return true;
    }

    json message_json(std::int64_t chat, const TelegramMessage& message) const {
        const auto date = std::chrono::duration_cast<seconds>(message.at.time_since_epoch()).count();
        json object = {{"message_id", message.id},
                       {"from", bot_json()},
                       {"chat", chat_json(chat)},
                       {"date", date},
                       {"text", message.text}};
        if (!message.buttons.empty()) {
            json row = json::array();
            for (const TelegramButton& button : message.buttons)
                row.push_back({{"text", button.text}, {"callback_data", button.data}});
            object["reply_markup"] = {{"inline_keyboard", {row}}};
        }
        return object;
    }

    json bot_json() const {
        return {{"id", bot_id}, {"is_bot", true}, {"first_name", "Askwell"}, {"username", "askwell_bot"}};
    }

    // ---- phones ----

    json user_json(std::int64_t chat) {
        json user = {{"id", chat}, {"is_bot", false}, {"first_name", "Test"}};
        if (!phones[chat].language.empty()) user["language_code"] = phones[chat].language;
        return user;
    }

    /// A message of the user, with `content` beside what every message has.
    WebhookRun deliver_message(std::int64_t chat, json content) {
        std::unique_lock lock{mutex};
        Phone& phone = phones[chat];
        phone.known = true;
        content.update({{"message_id", ++phone.last_message},
                        {"from", user_json(chat)},
                        {"chat", chat_json(chat)},
                        {"date", unix_now()}});
        lock.unlock();
        return deliver({{"message", std::move(content)}});
    }

    WebhookRun deliver_membership(std::int64_t chat, const char* before, const char* after) {
        const auto member = [this](const char* status) {
            return json{{"user", bot_json()}, {"status", status}};
        };
        std::unique_lock lock{mutex};
        phones[chat].blocked = std::string_view{after} == "kicked";
        json change = {{"chat", chat_json(chat)},
                       {"from", user_json(chat)},
                       {"date", unix_now()},
                       {"old_chat_member", member(before)},
                       {"new_chat_member", member(after)}};
        lock.unlock();
        return deliver({{"my_chat_member", std::move(change)}});
    }

    WebhookRun deliver(json update) {
        std::unique_lock lock{mutex};
        update["update_id"] = next_update++;
        const WebhookTarget where = target;
        lock.unlock();
        HttpCall call{.method = "POST",
                      .fields = {{"Content-Type", "application/json"},
                                 {"X-Telegram-Bot-Api-Secret-Token", options.secret_token}},
                      .body = update.dump()};
        const auto call_for = [&call](const std::string& url) {
            call.url = url;
            return call;
        };
        return deliver_webhook(where, call_for, again_unless_accepted);
    }

    /// The tap as an update; std::out_of_range when no such button is on the phone.
    json tap_json(std::int64_t chat, std::string_view button) {
        const std::lock_guard lock{mutex};
        const std::vector<TelegramMessage>& seen = phones[chat].seen;
        for (auto message = seen.rbegin(); message != seen.rend(); ++message) {
            for (const TelegramButton& shown : message->buttons) {
                if (shown.text != button && shown.data != button) continue;
                const std::string id =
                    std::to_string(4'382'000'000'000'000 + static_cast<std::int64_t>(taps.size()));
                taps.insert(id);
                unanswered.insert(id);
                return {{"id", id},
                        {"from", user_json(chat)},
                        {"message", message_json(chat, *message)},
                        {"chat_instance", std::to_string(chat)},
                        {"data", shown.data}};
            }
        }
        throw std::out_of_range("the phone shows no button " + std::string{button});
    }

    const Options options;
    const std::int64_t bot_id;
    mutable std::mutex mutex;
    mutable std::condition_variable arrived;
    std::map<std::int64_t, Phone> phones;
    std::set<std::string> taps;
    std::set<std::string> unanswered;
    std::uint64_t delivered = 0;
    std::int64_t next_update = kFirstUpdate;
    WebhookTarget target;
    PlatformServer server;  // last: its thread ends before what it uses goes
};

TelegramDouble::TelegramDouble() : TelegramDouble{Options{}} {}
TelegramDouble::TelegramDouble(Options options) : impl_{std::make_unique<Impl>(std::move(options))} {}
TelegramDouble::~TelegramDouble() = default;

const TelegramDouble::Options& TelegramDouble::options() const {
    return impl_->options;
}
std::string TelegramDouble::base_url() const {
    return impl_->server.base_url();
}
json TelegramDouble::channel(std::string_view survey) const {
    return {{"platform", "telegram"},
            {"token", options().token},
            {"secret_token", options().secret_token},
            {"base_url", base_url()},
            {"survey", survey}};
}
PlatformServer& TelegramDouble::server() {
    return impl_->server;
}
std::vector<std::string> TelegramDouble::violations() const {
    return impl_->server.violations();
}

void TelegramDouble::deliver_to(WebhookTarget target) {
    const std::lock_guard lock{impl_->mutex};
    impl_->target = std::move(target);
}

void TelegramDouble::set_language(std::int64_t chat, std::string code) {
    const std::lock_guard lock{impl_->mutex};
    impl_->phones[chat].language = std::move(code);
}

WebhookRun TelegramDouble::say(std::int64_t chat, std::string_view text) {
    return impl_->deliver_message(chat, {{"text", text}});
}

WebhookRun TelegramDouble::start(std::int64_t chat, std::string_view payload) {
    const std::string text = payload.empty() ? "/start" : "/start " + std::string{payload};
    const json command = {{"offset", 0}, {"length", 6}, {"type", "bot_command"}};
    return impl_->deliver_message(chat, {{"text", text}, {"entities", json::array({command})}});
}

WebhookRun TelegramDouble::tap(std::int64_t chat, std::string_view button) {
    return impl_->deliver({{"callback_query", impl_->tap_json(chat, button)}});
}

WebhookRun TelegramDouble::send_photo(std::int64_t chat, std::string_view caption) {
    const json photo = {{"file_id", "AgACAgUAAxkBAAM"},
                        {"file_unique_id", "AQADq"},
                        {"width", 90},
                        {"height", 67},
                        {"file_size", 1101}};
    return impl_->deliver_message(chat, {{"photo", json::array({photo})}, {"caption", caption}});
}

WebhookRun TelegramDouble::block(std::int64_t chat) {
    return impl_->deliver_membership(chat, "member", "kicked");
}
WebhookRun TelegramDouble::unblock(std::int64_t chat) {
    return impl_->deliver_membership(chat, "kicked", "member");
}

void TelegramDouble::know(std::int64_t chat) {
    const std::lock_guard lock{impl_->mutex};
    impl_->phones[chat].known = true;
}

std::vector<TelegramMessage> TelegramDouble::messages(std::int64_t chat) const {
    return wait_for_messages(chat, 0, milliseconds{0});
}

std::vector<TelegramMessage> TelegramDouble::wait_for_messages(std::int64_t chat, std::size_t count,
                                                               milliseconds patience) const {
    std::unique_lock lock{impl_->mutex};
    const std::vector<TelegramMessage>& seen = impl_->phones[chat].seen;
    impl_->arrived.wait_for(lock, patience, [&] { return seen.size() >= count; });
    return seen;
}

std::uint64_t TelegramDouble::delivered() const {
    const std::lock_guard lock{impl_->mutex};
    return impl_->delivered;
}

std::size_t TelegramDouble::unanswered_taps() const {
    const std::lock_guard lock{impl_->mutex};
    return impl_->unanswered.size();
}

}  // namespace askwell::test
