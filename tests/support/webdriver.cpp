#include "tests/support/webdriver.h"

#include <cstdint>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <utility>

#include <nlohmann/json.hpp>
#include <openssl/evp.h>

#include "tests/support/http_exchange.h"
#include "tests/support/process.h"

namespace askwell::test {

namespace {

using nlohmann::json;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds kPatience{10};
constexpr seconds kBrowserStart{60};
constexpr const char* kElementKey =
    "element-6066-11e4-a52e-4f735466cecf";  // the web element identifier of the standard

json capabilities(const WebDriver::Options& options, const std::filesystem::path& profile) {
    const json arguments = {
        "--headless=new",
        "--remote-debugging-pipe",  // the browser ends with chromedriver, however that ends
        "--no-sandbox",             // tests run as root in containers
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        "--lang=" + options.language,
        "--accept-lang=" + options.language,
        "--user-data-dir=" + profile.string()};
    return {{"capabilities",
             {{"alwaysMatch",
               {{"browserName", "chrome"},
                {"goog:chromeOptions",
                 {{"args", arguments}, {"prefs", {{"intl.accept_languages", options.language}}}}},
                {"goog:loggingPrefs", {{"browser", "ALL"}}}}}}}};
}

std::string decoded_base64(const std::string& text) {
    std::string out(text.size() / 4 * 3, '\0');
    const int length =
        EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                        reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
    if (length < 0) throw std::runtime_error("WebDriver sent broken base64");
    const auto padding = text.size() - text.find_last_not_of('=') - 1;
    out.resize(static_cast<std::size_t>(length) - padding);
    return out;
}

}  // namespace

struct WebDriver::Impl {
    explicit Impl(const Options& options)
        : driver{{"chromedriver", "--port=" + std::to_string(port)},
                 {.output = folder.path() / "chromedriver.log"}} {
        if (!wait_until([this] { return is_listening(port); }))
            throw std::runtime_error("chromedriver does not listen: " +
                                     read_file(folder.path() / "chromedriver.log"));
        const json session =
            call("POST", "", capabilities(options, folder.path() / "profile"), kBrowserStart);
        session_path = "/" + session.at("sessionId").get<std::string>();
    }
    ~Impl() {
        // Ends the browser; chromedriver itself ends with `driver`.
        if (!session_path.empty()) http_call({.method = "DELETE", .url = url("")}, kPatience);
        driver.terminate(kPatience);
    }

    std::string url(const std::string& path) const {
        return "http://127.0.0.1:" + std::to_string(port) + "/session" + session_path + path;
    }

    json call(const std::string& method, const std::string& path, const json& parameters = json::object(),
              milliseconds patience = seconds{30}) const {
        const HttpAnswer answer = http_call({.method = method,
                                             .url = url(path),
                                             .fields = {{"Content-Type", "application/json"}},
                                             .body = method == "POST" ? parameters.dump() : ""},
                                            patience);
        const json body = json::parse(answer.body, nullptr, false);
        if (answer.status != 200 || !body.is_object())
            throw std::runtime_error("WebDriver: " + method + " " + path + ": " + answer.body);
        return body.at("value");
    }

    /// The path of the first element that matches, once there is one.
    std::string element(const std::string& css) const {
        std::optional<std::string> id;
        const auto found = [&] {
            const json matches = call("POST", "/elements", {{"using", "css selector"}, {"value", css}});
            if (!matches.empty()) id = matches.at(0).at(kElementKey).get<std::string>();
            return id.has_value();
        };
        if (!wait_until(found, kPatience)) throw std::runtime_error("no element " + css);
        return "/element/" + *id;
    }

    const std::uint16_t port = free_port();
    const TempDir folder;
    ChildProcess driver;
    std::string session_path;
};

WebDriver::WebDriver() : WebDriver{Options{}} {}
WebDriver::WebDriver(Options options) : impl_{std::make_unique<Impl>(options)} {}
WebDriver::~WebDriver() = default;

void WebDriver::open(const std::string& url) {
    impl_->call("POST", "/url", {{"url", url}});
}
void WebDriver::reload() {
    impl_->call("POST", "/refresh");
}

bool WebDriver::wait_for(const std::string& css, milliseconds patience) {
    return wait_until_true("document.querySelector(" + json(css).dump() + ")", patience);
}

bool WebDriver::wait_until_true(const std::string& expression, milliseconds patience) {
    return wait_until([&] { return script("return Boolean(" + expression + ")").get<bool>(); }, patience);
}

std::string WebDriver::text(const std::string& css) {
    return impl_->call("GET", impl_->element(css) + "/property/textContent");
}

std::vector<std::string> WebDriver::texts(const std::string& css) {
    return script("return Array.from(document.querySelectorAll(" + json(css).dump() +
                  "), (one) => one.textContent)");
}

std::string WebDriver::attribute(const std::string& css, const std::string& name) {
    const json value = impl_->call("GET", impl_->element(css) + "/attribute/" + name);
    return value.is_string() ? value.get<std::string>() : "";
}

void WebDriver::click(const std::string& css) {
    impl_->call("POST", impl_->element(css) + "/click");
}

void WebDriver::type(const std::string& css, std::string_view text) {
    impl_->call("POST", impl_->element(css) + "/value", {{"text", text}});
}

void WebDriver::press(std::string_view text) {
    const json active = impl_->call("GET", "/element/active");
    impl_->call("POST", "/element/" + active.at(kElementKey).get<std::string>() + "/value", {{"text", text}});
}

json WebDriver::script(const std::string& body) {
    return impl_->call("POST", "/execute/sync", {{"script", body}, {"args", json::array()}});
}

json WebDriver::devtools(const std::string& command, const json& parameters) {
    return impl_->call("POST", "/goog/cdp/execute", {{"cmd", command}, {"params", parameters}});
}

void WebDriver::set_offline(bool offline) {
    devtools("Network.enable", json::object());
    devtools("Network.emulateNetworkConditions",
             {{"offline", offline}, {"latency", 0}, {"downloadThroughput", -1}, {"uploadThroughput", -1}});
}

void WebDriver::set_screen(int width, int height, bool dark) {
    devtools("Emulation.setDeviceMetricsOverride",
             {{"width", width}, {"height", height}, {"deviceScaleFactor", 2}, {"mobile", true}});
    const json scheme = {{"name", "prefers-color-scheme"}, {"value", dark ? "dark" : "light"}};
    devtools("Emulation.setEmulatedMedia", {{"features", json::array({scheme})}});
}

void WebDriver::screenshot(const std::filesystem::path& path) {
    const std::string picture = impl_->call("GET", "/screenshot");
    write_file(path, decoded_base64(picture));
}

std::vector<std::string> WebDriver::take_errors() {
    std::vector<std::string> errors;
    for (const json& entry : impl_->call("POST", "/se/log", {{"type", "browser"}})) {
        if (entry.at("level") == "SEVERE") errors.push_back(entry.at("message"));
    }
    return errors;
}

}  // namespace askwell::test
