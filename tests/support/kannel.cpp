#include "tests/support/kannel.h"

#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>
#include <unicode/unistr.h>

#include "tests/support/http_exchange.h"
#include "tests/support/process.h"

namespace askwell::test {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr std::size_t kLineLimit = 64 * 1024;

struct Ports {
    std::uint16_t admin = free_port();
    std::uint16_t smsbox = free_port();
    std::uint16_t centre = free_port();
    std::uint16_t sendsms = free_port();
};

// mo-recode: what comes in UCS-2 is handed on in UTF-8, as 7-bit texts are. max-messages 0: the body of our
// answer is not sent to the phone.
constexpr std::string_view kConfiguration = R"(group = core
admin-port = {admin}
admin-interface = 127.0.0.1
admin-password = {password}
smsbox-port = {smsbox}
smsbox-interface = 127.0.0.1
box-allow-ip = 127.0.0.1
dlr-storage = internal

group = smsc
smsc = fake
smsc-id = fake
our-host = 127.0.0.1
port = {centre}
connect-allow-ip = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
bearerbox-port = {smsbox}
sendsms-interface = 127.0.0.1
sendsms-port = {sendsms}
mo-recode = true
http-request-retry = {retries}
http-queue-delay = 1

group = sms-service
keyword = default
catch-all = true
omit-empty = true
max-messages = 0
get-url = "{webhook}?secret={secret}&from=%p&to=%P&text=%b&id=%I&time=%T&smsc=%i"

group = sendsms-user
username = {username}
password = {password}
max-messages = 20
concatenation = true
)";

std::string configuration(const Kannel::Options& options, const Ports& ports) {
    return fmt::format(kConfiguration, fmt::arg("admin", ports.admin), fmt::arg("smsbox", ports.smsbox),
                       fmt::arg("centre", ports.centre), fmt::arg("sendsms", ports.sendsms),
                       fmt::arg("webhook", options.webhook_url), fmt::arg("secret", options.secret),
                       fmt::arg("username", options.username), fmt::arg("password", options.password),
                       fmt::arg("retries", options.retries));
}

// ---- the line protocol of the fake SMS centre (smsc_fake of 1.4.5), as seen on the wire ----
//   sender receiver text the text itself          7-bit text in UTF-8, to the end of the line
//   sender receiver ucs-2 %4E%2D                  UTF-16BE, URL-encoded ("ucs2" towards Kannel)
//   sender receiver data caf%C3%A9                7-bit text with control characters, UTF-8, URL-encoded
//   sender receiver udh %05%00%03%07%02%01 data … part 1 of 2 of message 7; the coding is not told

std::string url_decoded(std::string_view text) {
    const FormFields one = form_decode("v=" + std::string{text});
    return one.empty() ? "" : one[0].second;
}

std::string utf8_from_utf16be(std::string_view bytes) {
    icu::UnicodeString text;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        const auto high = static_cast<unsigned char>(bytes[i]);
        const auto low = static_cast<unsigned char>(bytes[i + 1]);
        text.append(static_cast<char16_t>(high << 8U | low));
    }
    std::string out;
    return text.toUTF8String(out);
}

std::string utf16be_from_utf8(std::string_view text) {
    const auto units = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    std::string bytes;
    for (std::int32_t i = 0; i < units.length(); ++i) {
        bytes += static_cast<char>(units[i] >> 8U);
        bytes += static_cast<char>(units[i] & 0xFFU);
    }
    return bytes;
}

/// The text of a message in parts, whose coding the protocol does not tell. Long UCS-2 texts have a NUL in
/// the first space, digit or line end, or bytes that are not UTF-8; 7-bit texts have neither.
std::string text_of_parts(const std::string& bytes) {
    const auto units = icu::UnicodeString::fromUTF8(bytes);
    const bool is_utf8 = bytes.find('\0') == std::string::npos && units.indexOf(char16_t{0xFFFD}) < 0;
    return is_utf8 ? bytes : utf8_from_utf16be(bytes);
}

struct Part {
    int reference = 0;
    int total = 1;
    int number = 1;
};

/// The concatenation element of a user data header, 3GPP TS 23.040 section 9.2.3.24.1 (8-bit reference).
std::optional<Part> part_of(std::string_view header) {
    if (header.size() != 6 || header[0] != 5 || header[1] != 0 || header[2] != 3) return std::nullopt;
    return Part{static_cast<unsigned char>(header[3]), static_cast<unsigned char>(header[4]),
                static_cast<unsigned char>(header[5])};
}

std::string take_word(std::string_view& rest) {
    const auto end = std::min(rest.find(' '), rest.size());
    std::string word{rest.substr(0, end)};
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return word;
}

bool is_printable_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

}  // namespace

struct Kannel::Impl {
    explicit Impl(Options given) : options{std::move(given)} {
        write_file(folder.path() / "kannel.conf", configuration(options, ports));
        bearerbox.emplace(start("bearerbox"));
        if (!wait_until([this] { return is_listening(ports.smsbox); })) give_up("bearerbox does not listen");
        smsbox.emplace(start("smsbox"));
        if (!wait_until([this] { return is_listening(ports.sendsms); })) give_up("smsbox does not listen");
        if (!wait_until([this] { return connect(); })) give_up("the fake SMS centre does not listen");
        asio::co_spawn(loop, read_lines(), asio::detached);
        thread = std::thread{[this] { loop.run(); }};
        if (!wait_until([this] { return is_online(); }))
            give_up("smsbox or the fake SMS centre is not online");
    }
    ~Impl() {
        loop.stop();
        if (thread.joinable()) thread.join();
        if (smsbox) smsbox->terminate(std::chrono::seconds{3});
        if (bearerbox) bearerbox->terminate(std::chrono::seconds{3});
    }

    ChildProcess start(const std::string& program) {
        return {{program, "-v", "1", (folder.path() / "kannel.conf").string()},
                {.output = folder.path() / (program + ".log")}};
    }

    [[noreturn]] void give_up(const std::string& why) const {
        throw std::runtime_error("Kannel: " + why + "\n" + log());
    }

    std::string log() const {
        return read_file(folder.path() / "bearerbox.log") + read_file(folder.path() / "smsbox.log");
    }

    bool connect() {
        boost::system::error_code error;
        socket.close(error);
        socket.connect({asio::ip::address_v4::loopback(), ports.centre}, error);
        return !error;
    }

    /// smsbox answers before it has found bearerbox, and refuses what it is given then: bearerbox must know
    /// both of its sides.
    bool is_online() const {
        const std::string url =
            "http://127.0.0.1:" + std::to_string(ports.admin) + "/status.txt?password=" + options.password;
        const std::string status = http_call({.url = url}).body;
        return status.find("(on-line") != std::string::npos     // the box
               && status.find("(online") != std::string::npos;  // the centre
    }

    asio::awaitable<void> read_lines() {
        std::string buffer;
        while (true) {
            const auto [error, size] = co_await asio::async_read_until(
                socket, asio::dynamic_buffer(buffer, kLineLimit), '\n', asio::as_tuple(asio::use_awaitable));
            if (error) co_return;
            receive(std::string_view{buffer}.substr(0, size - 1));
            buffer.erase(0, size);
        }
    }

    void receive(std::string_view line) {
        take_word(line);  // the sender
        const std::string phone = take_word(line);
        std::string type = take_word(line);
        const std::string header = type == "udh" ? url_decoded(take_word(line)) : "";
        if (type == "udh") take_word(line);  // "data"
        const std::lock_guard lock{mutex};
        ++parts;
        if (const auto part = part_of(header)) {
            receive_part(phone, *part, url_decoded(line));
        } else {
            const std::string bytes = type == "text" ? std::string{line} : url_decoded(line);
            received[phone].push_back(type == "ucs-2" ? utf8_from_utf16be(bytes) : bytes);
        }
        arrived.notify_all();
    }

    void receive_part(const std::string& phone, const Part& part, std::string bytes) {
        const auto key = std::pair{phone, part.reference};
        std::map<int, std::string>& waiting = unfinished[key];
        waiting[part.number] = std::move(bytes);
        if (waiting.size() < static_cast<std::size_t>(part.total)) return;
        std::string whole;
        for (const auto& [number, piece] : waiting) whole += piece;
        unfinished.erase(key);
        received[phone].push_back(text_of_parts(whole));
    }

    const Options options;
    const Ports ports;
    const TempDir folder;
    std::optional<ChildProcess> bearerbox;
    std::optional<ChildProcess> smsbox;
    asio::io_context loop{1};
    tcp::socket socket{loop};
    mutable std::mutex mutex;
    mutable std::condition_variable arrived;
    std::map<std::string, std::vector<std::string>> received;
    std::map<std::pair<std::string, int>, std::map<int, std::string>> unfinished;
    std::size_t parts = 0;
    std::thread thread;
};

Kannel::Kannel(Options options) : impl_{std::make_unique<Impl>(std::move(options))} {}
Kannel::~Kannel() = default;

const Kannel::Options& Kannel::options() const {
    return impl_->options;
}
std::string Kannel::base_url() const {
    return "http://127.0.0.1:" + std::to_string(impl_->ports.sendsms);
}
std::string Kannel::log() const {
    return impl_->log();
}

void Kannel::say(const std::string& from, std::string_view text, const std::string& to) {
    const std::string payload = is_printable_ascii(text)
                                    ? "text " + std::string{text}
                                    : "ucs2 " + form_encode({{"", utf16be_from_utf8(text)}}).substr(1);
    asio::post(impl_->loop, [impl = impl_.get(), line = from + " " + to + " " + payload + "\n"] {
        boost::system::error_code lost;  // shows as a message that never comes
        asio::write(impl->socket, asio::buffer(line), lost);
    });
}

std::vector<std::string> Kannel::sms_received(const std::string& phone) const {
    return wait_for_sms(phone, 0, std::chrono::milliseconds{0});
}

std::vector<std::string> Kannel::wait_for_sms(const std::string& phone, std::size_t count,
                                              std::chrono::milliseconds patience) const {
    std::unique_lock lock{impl_->mutex};
    const std::vector<std::string>& got = impl_->received[phone];
    impl_->arrived.wait_for(lock, patience, [&] { return got.size() >= count; });
    return got;
}

std::size_t Kannel::parts_sent() const {
    const std::lock_guard lock{impl_->mutex};
    return impl_->parts;
}

}  // namespace askwell::test
