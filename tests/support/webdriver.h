// A real headless Chromium, driven through chromedriver's W3C WebDriver interface
// (https://www.w3.org/TR/webdriver2/) and, where that has no word for it, the Chrome DevTools Protocol. Each
// object is one browser with a profile of its own; it reaches 127.0.0.1 only.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace askwell::test {

/// Keys for press(), from the WebDriver standard's table of key codes.
namespace keys {
inline constexpr std::string_view kTab = "\uE004";
inline constexpr std::string_view kEnter = "\uE007";
inline constexpr std::string_view kSpace = " ";
}  // namespace keys

/// Every member that names an element waits up to ten seconds for it, and throws std::runtime_error with
/// WebDriver's own words when the browser refuses. Elements are named by CSS selectors; the first match
/// counts.
class WebDriver {
  public:
    struct Options {
        std::string language = "en-US";  ///< of the browser, and so navigator.language
    };
    WebDriver();
    explicit WebDriver(Options options);
    ~WebDriver();
    WebDriver(const WebDriver&) = delete;
    WebDriver& operator=(const WebDriver&) = delete;

    void open(const std::string& url);
    void reload();

    /// Waits until an element is there; false when it is not within `patience`.
    bool wait_for(const std::string& css, std::chrono::milliseconds patience = std::chrono::seconds{10});
    /// Waits until the JavaScript expression is truthy.
    bool wait_until_true(const std::string& expression,
                         std::chrono::milliseconds patience = std::chrono::seconds{10});

    /// What is in the element, hidden or not (textContent).
    std::string text(const std::string& css);
    /// Of every element that matches now.
    std::vector<std::string> texts(const std::string& css);
    std::string attribute(const std::string& css, const std::string& name);
    void click(const std::string& css);
    /// Types at the end of what an element holds.
    void type(const std::string& css, std::string_view text);
    /// Presses one key, or types text, wherever the focus is.
    void press(std::string_view keys);

    /// Runs the body of a function in the page and returns what it returns.
    nlohmann::json script(const std::string& body);
    /// A command of the DevTools protocol. `parameters` is a JSON object.
    nlohmann::json devtools(const std::string& command, const nlohmann::json& parameters);

    void set_offline(bool offline);
    /// A phone's screen of so many CSS pixels.
    void set_screen(int width, int height, bool dark = false);
    /// Writes a PNG of what the screen shows.
    void screenshot(const std::filesystem::path& path);

    /// What the console and the network said at level SEVERE since the last call.
    std::vector<std::string> take_errors();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace askwell::test
