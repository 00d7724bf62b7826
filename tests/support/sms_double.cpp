#include "tests/support/sms_double.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <stdexcept>
#include <utility>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "tests/support/sms_api.h"

namespace askwell::test {

namespace {

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

void SmsPhones::add(const std::string& phone, SmsMessage message) {
    const std::lock_guard lock{mutex_};
    phones_[phone].push_back(std::move(message));
    arrived_.notify_all();
}

std::vector<SmsMessage> SmsPhones::messages(const std::string& phone) const {
    return wait_for(phone, 0, milliseconds{0});
}

std::vector<SmsMessage> SmsPhones::wait_for(const std::string& phone, std::size_t count,
                                            milliseconds patience) const {
    std::unique_lock lock{mutex_};
    const auto seen = [&] {
        const auto found = phones_.find(phone);
        return found == phones_.end() ? std::vector<SmsMessage>{} : found->second;
    };
    arrived_.wait_for(lock, patience, [&] { return seen().size() >= count; });
    return seen();
}

std::uint64_t SmsPhones::next_id() {
    const std::lock_guard lock{mutex_};
    return ++last_id_;
}

SmsDouble::SmsDouble() = default;
SmsDouble::~SmsDouble() = default;

WebhookRun SmsDouble::say_part(const std::string&, std::string_view, int, int, const std::string&) {
    throw std::logic_error("this platform delivers texts whole");
}

void SmsDouble::refuse_next(std::string code) {
    const std::lock_guard lock{mutex_};
    refusal_ = std::move(code);
}

void SmsDouble::deliver_to(WebhookTarget target) {
    const std::lock_guard lock{mutex_};
    target_ = std::move(target);
}

void SmsDouble::serve() {
    server_ = std::make_unique<PlatformServer>(PlatformServer::Handlers{
        [this](const HttpQuestion& question) { return answer(question); },
        [this](Fault fault, seconds retry_after) { return refuse(fault, retry_after); }});
}

void SmsDouble::stop_serving() {
    server_.reset();
}

std::string SmsDouble::take_refusal() {
    const std::lock_guard lock{mutex_};
    return std::exchange(refusal_, {});
}

WebhookRun SmsDouble::deliver(const HttpCall& call) const {
    std::unique_lock lock{mutex_};
    const WebhookTarget target = target_;
    lock.unlock();
    return deliver_webhook(
        target,
        [&](const std::string& url) {
            HttpCall made = call;
            made.url = url;
            return made;
        },
        [](const HttpAnswer& answer) { return answer.status < 200 || answer.status > 299; });
}

std::string sms_sha256_hex(std::string_view data) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> made{};
    unsigned size = 0;
    EVP_Digest(data.data(), data.size(), made.data(), &size, EVP_sha256(), nullptr);
    return sms_hex({reinterpret_cast<const char*>(made.data()), size});
}

std::string sms_hmac_sha256(std::string_view key, std::string_view data) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> made{};
    unsigned size = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes_of(data), data.size(), made.data(),
         &size);
    return {reinterpret_cast<const char*>(made.data()), size};
}

std::string sms_hex(std::string_view bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text += {kDigits[byte >> 4U], kDigits[byte & 15U]};
    }
    return text;
}

std::string sms_base64(std::string_view bytes) {
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes_of(bytes),
                                       static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

std::string sms_base64url(std::string_view bytes) {
    auto text = sms_base64(bytes);
    std::ranges::replace(text, '+', '-');
    std::ranges::replace(text, '/', '_');
    text.erase(text.find_last_not_of('=') + 1);
    return text;
}

std::string sms_escape(std::string_view text) {
    constexpr std::string_view kSafe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string escaped;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (kSafe.find(c) != std::string_view::npos) {
            escaped += c;
        } else {
            escaped += {'%', kDigits[byte >> 4U], kDigits[byte & 15U]};
        }
    }
    return escaped;
}

std::int64_t now_seconds() {
    return std::chrono::duration_cast<seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

std::string clock_text(const char* pattern, seconds offset) {
    const std::time_t time = now_seconds() + offset.count();
    std::tm parts{};
    gmtime_r(&time, &parts);
    std::array<char, 64> text{};
    return {text.data(), std::strftime(text.data(), text.size(), pattern, &parts)};
}

std::string required_text(const nlohmann::json& object, const char* name, const std::string& code) {
    const auto found = object.find(name);
    require(found != object.end() && found->is_string() && !found->get<std::string>().empty(), 200, code,
            std::string{name} + " is missing or no string");
    return found->get<std::string>();
}

void require(bool good, int status, const std::string& code, const std::string& what) {
    if (!good) throw SmsRefusal{status, code, what};
}

}  // namespace askwell::test
