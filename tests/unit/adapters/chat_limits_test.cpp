// Whatever is to be said, each chat platform gets it whole and within its limits.
#include <functional>
#include <random>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/choices.h"
#include "tests/unit/adapters/chat_kit.h"

namespace askwell::adapters {
namespace {

using nlohmann::json;

/// One request as the platform would show it.
struct Shown {
    std::vector<std::string> texts;
    std::vector<std::string> captions;
    std::vector<std::string> payloads;
};

struct Limits {
    std::string name;
    AdapterPtr adapter;
    std::size_t text;             ///< UTF-16 units
    std::size_t text_by_buttons;  ///< the same for the text above buttons
    std::size_t buttons;
    std::size_t caption;
    std::function<Shown(const json& body)> read;
};

Shown from_whatsapp(const json& body) {
    if (body.at("type") == "text") return {{body.at("text").at("body")}, {}, {}};
    const auto& interactive = body.at("interactive");
    const auto& action = interactive.at("action");
    Shown shown{{interactive.at("body").at("text")}, {}, {}};
    for (const auto& button : action.value("buttons", json::array())) {
        shown.captions.push_back(button.at("reply").at("title"));
        shown.payloads.push_back(button.at("reply").at("id"));
    }
    for (const auto& section : action.value("sections", json::array())) {
        for (const auto& row : section.at("rows")) {
            shown.captions.push_back(row.at("title"));
            shown.payloads.push_back(row.at("id"));
        }
    }
    return shown;
}

Shown from_messenger(const json& body) {
    const auto& message = body.at("message");
    Shown shown{{message.at("text")}, {}, {}};
    for (const auto& reply : message.value("quick_replies", json::array())) {
        shown.captions.push_back(reply.at("title"));
        shown.payloads.push_back(reply.at("payload"));
    }
    return shown;
}

Shown from_line(const json& body) {
    Shown shown;
    for (const auto& message : body.at("messages")) {
        shown.texts.push_back(message.at("text"));
        for (const auto& item : message.value("/quickReply/items"_json_pointer, json::array())) {
            shown.captions.push_back(item.at("action").at("label"));
            shown.payloads.push_back(item.at("action").at("data"));
        }
    }
    return shown;
}

Shown from_slack(const json& body) {
    Shown shown{{body.at("text")}, {}, {}};
    for (const auto& block : body.value("blocks", json::array())) {
        for (const auto& element : block.value("elements", json::array())) {
            shown.captions.push_back(element.at("text").at("text"));
            shown.payloads.push_back(element.at("value"));
        }
    }
    return shown;
}

std::vector<Limits> platforms_under_test() {
    return {{"whatsapp", testkit::whatsapp(), 4096, 1024, 10, 24, from_whatsapp},
            {"messenger", testkit::messenger(), 2000, 2000, 13, 20, from_messenger},
            {"line", testkit::line(), 5000, 5000, 13, 20, from_line},
            {"slack", testkit::slack(), 3000, 3000, 25, 75, from_slack}};
}

/// Texts in which every way to cut wrong shows: long words, spaces, emoji of several code points, Chinese.
std::string any_text(std::mt19937& random, std::size_t characters) {
    const std::vector<std::string> pieces = {"a", "b ", "word", "\n", "满", "意", "😀", "👩‍👩‍👧",
                                             "é", "한", "👍🏽", "."};
    std::uniform_int_distribution<std::size_t> choose{0, pieces.size() - 1};
    std::string text = "?";
    for (std::size_t i = 0; i < characters; ++i) text += pieces[choose(random)];
    return text;
}

flows::Outgoing any_message(std::mt19937& random) {
    const auto below = [&random](std::size_t end) {
        return std::uniform_int_distribution<std::size_t>{0, end - 1}(random);
    };
    auto message = testkit::plain(any_text(random, below(4) == 0 ? below(9'000) : below(300)));
    message.scale = below(2) == 0;
    const auto choices = below(3) == 0 ? 0 : below(30);
    const auto longest = below(2) == 0 ? 6U : 60U;
    for (std::size_t i = 1; i <= choices; ++i)
        message.choices.push_back({"c2.3:" + std::to_string(i), any_text(random, below(longest))});
    return message;
}

void expect_whole_and_within(const Limits& limits, const flows::Outgoing& message) {
    const auto units = in_utf16_units();
    std::vector<std::string> payloads;
    std::string said;
    for (const auto& request : limits.adapter->compose("U1", message, {})) {
        const auto shown = limits.read(json::parse(request.body));
        for (const auto& text : shown.texts) {
            EXPECT_LE(units(text), shown.payloads.empty() ? limits.text : limits.text_by_buttons);
            said += text;
        }
        EXPECT_LE(shown.payloads.size(), limits.buttons);
        for (const auto& caption : shown.captions) {
            EXPECT_FALSE(caption.empty());
            EXPECT_LE(units(caption), limits.caption);
        }
        payloads.insert(payloads.end(), shown.payloads.begin(), shown.payloads.end());
    }
    const bool written = said == with_written_choices(message);
    EXPECT_TRUE(written || said == message.text) << "every word arrives, in order";
    if (payloads.empty()) {
        EXPECT_TRUE(written) << "without buttons the choices are in the text";
        return;
    }
    std::vector<std::string> expected;
    for (const auto& choice : message.choices) expected.push_back(choice.payload);
    EXPECT_EQ(payloads, expected);
}

TEST(ChatLimits, hold_for_whatever_is_said_and_nothing_is_lost) {
    const auto all = platforms_under_test();
    std::mt19937 random{20260103};  // NOLINT(cert-msc51-cpp): the same messages in every run
    for (int i = 0; i < 200; ++i) {
        const auto message = any_message(random);
        for (const auto& limits : all) {
            SCOPED_TRACE(limits.name + ", message " + std::to_string(i));
            expect_whole_and_within(limits, message);
        }
    }
}

}  // namespace
}  // namespace askwell::adapters
