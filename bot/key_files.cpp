#include "bot/key_files.h"

#include <filesystem>
#include <functional>
#include <stdexcept>

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "adapters/encoding.h"
#include "bot/secrets.h"
#include "flows/json_source.h"

namespace askwell::bot {

namespace {

constexpr std::size_t kKeyBytes = 32;

/// Creates `path` with `text`, readable by us only. False when it exists already: another process was faster.
bool create_private_file(const std::filesystem::path& path, const std::string& text) {
    // Written aside and linked into place, so that nobody ever reads half a file.
    const std::filesystem::path draft = path.string() + "." + std::to_string(::getpid());
    const int fd = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        throw std::runtime_error("cannot write " + draft.string() + "; check the folder's permissions");
    const bool written =
        ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(fd) == 0;
    ::close(fd);
    const bool linked = written && ::link(draft.c_str(), path.c_str()) == 0;
    ::unlink(draft.c_str());
    if (!written) throw std::runtime_error("cannot write " + path.string() + "; is the disk full?");
    return linked;
}

std::string read_or_create(const std::filesystem::path& path, const std::function<std::string()>& make) {
    std::filesystem::create_directories(path.parent_path());
    if (!std::filesystem::exists(path)) create_private_file(path, make());
    auto text = read_text_file(path);
    if (!text) throw std::runtime_error("cannot read " + path.string() + "; check its permissions");
    return *text;
}

[[noreturn]] void bad_keys(const std::filesystem::path& path) {
    throw std::runtime_error(path.string() +
                             " is damaged; restore it from a backup: without it nothing stored can be read");
}

}  // namespace

Keys obtain_keys(const Config& config) {
    if (config.keys) return *config.keys;
    const auto path = config.data / "keys.json";
    const std::string text = read_or_create(path, [] {
        const nlohmann::json fresh = {
            {"current", "k1"},
            {"encryption", {{"k1", adapters::base64_encode(random_bytes(kKeyBytes))}}},
            {"contacts", random_hex(kKeyBytes)}};
        return fresh.dump(2) + "\n";
    });
    flows::JsonError error;
    const auto json = flows::parse_json(text, error);
    if (!json || !json->is_object() || !json->contains("encryption") || !(*json)["encryption"].is_object())
        bad_keys(path);
    Keys keys;
    keys.current = json->value("current", "");
    keys.contacts = json->value("contacts", "");
    for (const auto& item : (*json)["encryption"].items()) {
        const auto raw = item.value().is_string() ? adapters::base64_decode(item.value().get<std::string>())
                                                  : std::nullopt;
        if (!raw || raw->size() != kKeyBytes) bad_keys(path);
        keys.encryption.emplace(item.key(), *raw);
    }
    if (!keys.encryption.contains(keys.current) || keys.contacts.size() < 16) bad_keys(path);
    return keys;
}

std::string obtain_staff_token(Config& config) {
    std::string token =
        read_or_create(config.data / "staff-token", [] { return random_hex(kKeyBytes) + "\n"; });
    while (!token.empty() && token.back() == '\n') token.pop_back();
    config.tokens.push_back({"staff", sha256_hex(token), true, true});
    return token;
}

}  // namespace askwell::bot
