#include "tests/support/whatsapp_double.h"

#include <utility>

#include "tests/support/meta_double.h"

namespace askwell::test {

namespace {

using nlohmann::json;

constexpr std::size_t kTextLimit = 4096;
constexpr std::size_t kInteractiveLimit = 1024;
constexpr std::size_t kButtons = 3;
constexpr std::size_t kButtonTitle = 20;
constexpr std::size_t kButtonId = 256;
constexpr std::size_t kRows = 10;
constexpr std::size_t kRowTitle = 24;
constexpr std::size_t kRowId = 200;

bool is_number(const std::string& text) {
    return text.size() >= 7 && text.size() <= 15 && text.find_first_not_of("0123456789") == std::string::npos;
}

/// A country, a dot, letters and digits.
bool is_scoped_id(const std::string& text) {
    return text.size() > 3 && text[2] == '.' && text[0] >= 'A' && text[0] <= 'Z';
}

std::vector<ChatButton> buttons_of(const json& interactive) {
    std::vector<ChatButton> buttons;
    for (const json& button : array_at(interactive, "/action/buttons", kButtons, meta_bad_parameter)) {
        if (button.value("type", "") != "reply") throw meta_bad_parameter("button is no reply button");
        buttons.push_back({text_at(button, "/reply/title", kButtonTitle, meta_bad_parameter),
                           text_at(button, "/reply/id", kButtonId, meta_bad_parameter)});
    }
    expect_unique(buttons, true, meta_bad_parameter);
    return buttons;
}

std::vector<ChatButton> rows_of(const json& interactive) {
    text_at(interactive, "/action/button", kButtonTitle, meta_bad_parameter);
    const json& sections = array_at(interactive, "/action/sections", kRows, meta_bad_parameter);
    std::vector<ChatButton> rows;
    for (const json& section : sections) {
        if (sections.size() > 1) text_at(section, "/title", kRowTitle, meta_bad_parameter);
        for (const json& row : array_at(section, "/rows", kRows, meta_bad_parameter)) {
            expect_members(row, {"id", "title", "description"}, meta_bad_parameter);
            rows.push_back({text_at(row, "/title", kRowTitle, meta_bad_parameter),
                            text_at(row, "/id", kRowId, meta_bad_parameter)});
        }
    }
    if (rows.size() > kRows) throw meta_bad_parameter("more than 10 rows in all");
    expect_unique(rows, false, meta_bad_parameter);
    return rows;
}

ChatMessage interactive_of(const json& interactive) {
    expect_members(interactive, {"type", "body", "action", "header", "footer"}, meta_bad_parameter);
    ChatMessage message;
    message.text = text_at(interactive, "/body/text", kInteractiveLimit, meta_bad_parameter);
    message.way = interactive.value("type", "");
    if (message.way == "button") {
        message.buttons = buttons_of(interactive);
    } else if (message.way == "list") {
        message.buttons = rows_of(interactive);
    } else {
        throw meta_bad_parameter("interactive of an unknown type");
    }
    return message;
}

/// What the customer sees of a template: its name and its parameters.
ChatMessage template_of(const json& chosen, const std::map<std::string, std::size_t>& approved) {
    const auto name = text_at(chosen, "/name", 512, meta_bad_parameter);
    text_at(chosen, "/language/code", 15, meta_bad_parameter);
    const auto found = approved.find(name);
    if (found == approved.end()) throw meta_refusal(404, 132001, "(#132001) Template name does not exist");
    const json none = json::array();
    const json& parameters =
        found->second == 0 ? none
                           : array_at(chosen, "/components/0/parameters", found->second, meta_bad_parameter);
    if (parameters.size() != found->second)
        throw meta_refusal(400, 132000, "(#132000) Number of parameters does not match");
    ChatMessage message{"", name + ":", {}, "template"};
    for (const json& parameter : parameters) {
        const auto text = text_at(parameter, "/text", kInteractiveLimit, meta_bad_parameter);
        if (text.find_first_of("\n\t") != std::string::npos || text.find("     ") != std::string::npos)
            throw meta_refusal(400, 132012, "(#132012) Parameter format does not match");
        message.text += " " + text;
    }
    return message;
}

}  // namespace

struct WhatsAppDouble::Impl {
    explicit Impl(Options given)
        : options{std::move(given)}, meta{[this](const HttpQuestion& question) { return send(question); }} {}

    HttpAnswer send(const HttpQuestion& question) {
        const json body = meta.state.accept(question, "/v25.0/" + options.phone_number_id + "/messages",
                                            options.access_token);
        expect_members(body,
                       {"messaging_product", "recipient_type", "to", "recipient", "type", "text",
                        "interactive", "template"},
                       meta_bad_parameter);
        if (body.value("messaging_product", "") != "whatsapp")
            throw meta_bad_parameter("The parameter messaging_product is required.");
        const auto to = body.value("to", std::string{});
        const auto who = to.empty() ? body.value("recipient", std::string{}) : to;
        if (!to.empty() ? !is_number(to) : !is_scoped_id(who))
            throw meta_bad_parameter("Recipient is not valid");
        ChatMessage message = message_of(body, who);
        message.id = meta.state.next_id("wamid.OUT");
        const json contact =
            to.empty() ? json{{"input", who}, {"user_id", who}} : json{{"input", who}, {"wa_id", who}};
        json answer = {{"messaging_product", "whatsapp"},
                       {"contacts", json::array({contact})},
                       {"messages", json::array({{{"id", message.id}}})}};
        meta.phones.show(who, std::move(message));
        return answer_json(200, answer);
    }

    ChatMessage message_of(const json& body, const std::string& who) const {
        const auto type = body.value("type", "");
        if (!body.contains(type)) throw meta_bad_parameter("The parameter " + type + " is required.");
        if (type == "template") return template_of(body.at(type), options.templates);
        if (!meta.state.window_open(who)) throw meta_refusal(400, 131047, "(#131047) Re-engagement message");
        if (type == "interactive") return interactive_of(body.at(type));
        if (type != "text") throw meta_bad_parameter("unknown type");
        return {"", text_at(body, "/text/body", kTextLimit, meta_bad_parameter), {}, "text"};
    }

    WebhookRun deliver(const std::string& who, json message) {
        meta.state.open_window(who);
        const bool number = is_number(who);
        message.update(
            {{"id", meta.state.next_id("wamid.IN")}, {"timestamp", std::to_string(unix_ms() / 1000)}});
        message[number ? "from" : "from_user_id"] = who;
        const json contact = {{"profile", {{"name", "小明"}}}, {number ? "wa_id" : "user_id", who}};
        return deliver_value({{"contacts", json::array({contact})}, {"messages", json::array({message})}});
    }

    WebhookRun deliver_value(json value) const {
        value.update(
            {{"messaging_product", "whatsapp"},
             {"metadata",
              {{"display_phone_number", "15550783881"}, {"phone_number_id", options.phone_number_id}}}});
        const json change = {{"value", value}, {"field", "messages"}};
        return meta.state.deliver("whatsapp_business_account",
                                  {{"id", "102290129340398"}, {"changes", json::array({change})}});
    }

    const Options options;
    MetaPlatform meta;  // last: its server's thread ends before what it uses goes
};

WhatsAppDouble::WhatsAppDouble() : WhatsAppDouble{Options{}} {}
WhatsAppDouble::WhatsAppDouble(Options options) : impl_{std::make_unique<Impl>(std::move(options))} {}
WhatsAppDouble::~WhatsAppDouble() = default;

json WhatsAppDouble::channel() const {
    auto settings = impl_->meta.channel("whatsapp", impl_->options.access_token);
    settings["phone_number_id"] = impl_->options.phone_number_id;
    return settings;
}

PlatformServer& WhatsAppDouble::server() {
    return impl_->meta.server;
}
ChatPhones& WhatsAppDouble::phones() {
    return impl_->meta.phones;
}
void WhatsAppDouble::deliver_to(WebhookTarget target) {
    impl_->meta.state.deliver_to(std::move(target));
}

WebhookRun WhatsAppDouble::say(const std::string& who, std::string_view text) {
    return impl_->deliver(who, {{"type", "text"}, {"text", {{"body", text}}}});
}

WebhookRun WhatsAppDouble::tap(const std::string& who, std::string_view button) {
    const ChatMessage tapped = impl_->meta.phones.find_button(who, button);
    const std::string kind = tapped.way == "list" ? "list_reply" : "button_reply";
    const json reply = {{"id", tapped.buttons[0].payload}, {"title", tapped.buttons[0].caption}};
    return impl_->deliver(who, {{"type", "interactive"},
                                {"context", {{"from", "15550783881"}, {"id", tapped.id}}},
                                {"interactive", {{"type", kind}, {kind, reply}}}});
}

WebhookRun WhatsAppDouble::open_chat(const std::string& who) {
    return impl_->deliver(who, {{"type", "request_welcome"}});
}

WebhookRun WhatsAppDouble::report(const std::string& who, const std::string& message_id,
                                  std::string_view status, int error_code) {
    json report = {{"id", message_id},
                   {"status", status},
                   {"timestamp", std::to_string(unix_ms() / 1000)},
                   {"recipient_id", who}};
    if (error_code != 0) report["errors"] = json::array({{{"code", error_code}, {"title", "as planned"}}});
    return impl_->deliver_value({{"statuses", json::array({report})}});
}

void WhatsAppDouble::refuse_next(int code) {
    impl_->meta.state.refuse_next(code, 0);
}

void WhatsAppDouble::close_window(const std::string& who) {
    impl_->meta.state.close_window(who);
}

}  // namespace askwell::test
