#include "adapters/wechat_message.h"

#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/choices.h"
#include "adapters/xml.h"

namespace askwell::adapters {

namespace {

// Limits of msgmenu, as WeChat's customer-service pages state them; bytes where they are texts.
constexpr std::size_t kMaxEntries = 10;
constexpr std::size_t kMaxHead = 1024;
constexpr std::size_t kMaxEntry = 128;

}  // namespace

bool has_wechat_menu(const flows::Outgoing& message) {
    if (message.choices.empty() || message.choices.size() > kMaxEntries) return false;
    for (std::size_t i = 0; i < message.choices.size(); ++i) {
        if (button_caption(message, i).size() > kMaxEntry) return false;
    }
    return message.text.size() <= kMaxHead;
}

nlohmann::json wechat_menu(const flows::Outgoing& message) {
    auto entries = nlohmann::json::array();
    for (std::size_t i = 0; i < message.choices.size(); ++i) {
        entries.push_back({{"id", message.choices[i].payload}, {"content", button_caption(message, i)}});
    }
    return {{"head_content", message.text}, {"list", std::move(entries)}, {"tail_content", ""}};
}

nlohmann::json wechat_template_data(const Template& chosen, const flows::Outgoing& message) {
    auto data = nlohmann::json::object();
    int position = 0;
    for (const auto& [name, value] : fill_parameters(chosen, message)) {
        // Templates of the old library number their variables.
        ++position;
        data[name.empty() ? fmt::format("keyword{}", position) : name] = {{"value", value}};
    }
    return data;
}

std::string wechat_answer(std::string_view to, std::string_view from, std::string_view text,
                          std::int64_t unix_seconds) {
    return fmt::format("<xml>{}{}<CreateTime>{}</CreateTime>{}{}</xml>", cdata_element("ToUserName", to),
                       cdata_element("FromUserName", from), unix_seconds, cdata_element("MsgType", "text"),
                       cdata_element("Content", text));
}

}  // namespace askwell::adapters
