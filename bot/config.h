// The configuration: one struct with defaults, read from one JSON file, secrets from the environment or from
// files. Everything wrong with it is reported at once, each finding with file, line, column and remedy.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/adapter.h"
#include "bot/log.h"
#include "flows/diagnostic.h"
#include "flows/screening.h"
#include "flows/sending_hours.h"
#include "flows/survey.h"
#include "flows/time.h"
#include "storage/redis_options.h"

namespace askwell::bot {

/// One way to reach customers: a name of ours, and the platform behind it.
struct Channel {
    std::string name;
    std::string platform;
    adapters::AdapterPtr adapter;
    adapters::Traits traits;
    std::string survey;     ///< what begins when a customer opens the chat or writes first; "" = nothing
    std::string language;   ///< "" = the service's default
    std::string time_zone;  ///< "" = the service's default
    bool opted_in =
        false;  ///< everybody on this channel agreed beforehand to be asked (a basis you can prove)
    double sends_per_second = 30;
};

/// A bearer token, known by its hash only.
struct Token {
    std::string name;
    std::string sha256;   ///< of the token's text, 64 lower-case hex digits
    bool events = false;  ///< may POST /v1/events
    bool staff = false;   ///< may see conversations and the ledger, and remind
};

struct TlsFiles {
    std::string certificate;
    std::string private_key;
    bool operator==(const TlsFiles&) const = default;
};

/// The secrets at rest. Replicas that share a store share these.
struct Keys {
    std::map<std::string, std::string, std::less<>> encryption;  ///< 32 raw bytes by key id
    std::string current;
    std::string contacts;  ///< names contacts by HMAC; at least 16 bytes; never changes
    bool operator==(const Keys&) const = default;
};

enum class StoreKind { sqlite, redis };

struct Config {
    std::string file;  ///< where it came from; "" = defaults
    std::string listen_address = "127.0.0.1";
    std::uint16_t listen_port = 8080;
    std::string public_url;  ///< what platforms call us by; "" = http://listen
    std::filesystem::path data = "data";
    int workers = 1;
    std::optional<TlsFiles> tls;
    std::size_t header_limit = 8 * 1024;
    std::size_t body_limit = 64 * 1024;
    flows::Duration request_timeout = std::chrono::seconds{10};
    /// How long requests are still taken after SIGTERM, while /readyz already says that the service stops.
    flows::Duration stop_delay = std::chrono::seconds{3};
    std::vector<std::string> chat_origins;  ///< other sites that may embed the web chat

    StoreKind store = StoreKind::sqlite;
    storage::RedisOptions redis;   ///< for StoreKind::redis
    std::filesystem::path ledger;  ///< "" = data/ledger.db
    std::optional<Keys> keys;      ///< none = made once and kept in data/keys.json

    std::vector<Token> tokens;
    std::map<std::string, Channel, std::less<>> channels;
    flows::Catalog catalog;
    /// The texts of the catalog's surveys, by id and version.
    std::map<std::pair<std::string, std::string>, std::string> survey_sources;
    std::vector<std::filesystem::path> survey_files;  ///< of our own, as found

    flows::SendingHours sending_hours;
    std::string time_zone = "UTC";
    std::string language = "en";
    std::optional<flows::Duration> reminder_after;
    std::optional<flows::Duration> expires_after;
    flows::Duration cap_any_survey = 7 * flows::kDay;
    flows::Duration cap_same_survey = 90 * flows::kDay;
    flows::ScreeningWords screening_words = flows::default_screening_words();
    /// How long the replica that committed may take to send before another does. Longer than a request to a
    /// platform may last, and with a tick short enough that what a dead replica held goes on within 30 s.
    flows::Duration send_lease = std::chrono::seconds{25};
    /// How often due work is looked for.
    flows::Duration tick = std::chrono::seconds{1};
    /// So many due times (reminders, expiries, delayed starts) a process takes up in a second, so that what
    /// became due during a stop comes back spread.
    double timers_per_second = 50;
    LogLevel log_level = LogLevel::info;
};

/// The channel of this name; null when there is none. Owned by `config`.
const Channel* channel_named(const Config& config, std::string_view name);

struct LoadedConfig {
    std::optional<Config> config;  ///< none when `diagnostics` holds an error
    flows::Diagnostics diagnostics;
};

/// Reads an environment variable; nullopt when unset.
using Environment = std::function<std::optional<std::string>(const std::string&)>;
Environment process_environment();

/// Everything on, embedded stores, one web chat channel: what `askwell serve` runs without a file.
Config default_config();

/// Parses and validates. Relative paths in the file are relative to its folder. Survey files it names are
/// loaded and checked too.
LoadedConfig load_config(const std::filesystem::path& file, const Environment& environment);
/// The same from text; `file` names it and gives the folder.
LoadedConfig parse_config(const std::filesystem::path& file, std::string_view text,
                          const Environment& environment);

/// A whole text file; nullopt when it cannot be read.
std::optional<std::string> read_text_file(const std::filesystem::path& path);

}  // namespace askwell::bot
