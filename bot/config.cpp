#include "bot/config.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <utility>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "adapters/encoding.h"
#include "adapters/registry.h"
#include "flows/duration.h"
#include "flows/json_object.h"
#include "flows/json_source.h"
#include "flows/survey_loader.h"

namespace askwell::bot {

namespace {

using flows::JsonObject;
using Json = nlohmann::json;

constexpr int kMostReplicas = 16;
constexpr std::string_view kSecretRule = R"(write {"env": "NAME"} or {"file": "path"})";

bool is_name(std::string_view name) {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    return !name.empty() && name.size() <= 40 && std::all_of(name.begin(), name.end(), allowed);
}

/// What is no object has been reported already; it reads as empty.
const Json& object_or_empty(const Json& json) {
    static const Json empty = Json::object();
    return json.is_object() ? json : empty;
}

/// "HH:MM" as minutes after midnight; 24:00 is allowed as an end.
std::optional<int> parse_time_of_day(std::string_view text) {
    int hour = 0;
    int minute = 0;
    const bool shaped = text.size() == 5 && text[2] == ':';
    if (!shaped || std::from_chars(text.data(), text.data() + 2, hour).ptr != text.data() + 2 ||
        std::from_chars(text.data() + 3, text.data() + 5, minute).ptr != text.data() + 5) {
        return std::nullopt;
    }
    if (hour < 0 || minute < 0 || minute > 59 || hour * 60 + minute > 24 * 60) return std::nullopt;
    return hour * 60 + minute;
}

/// Adds a survey that loads, with the text that it can be read from again.
void add_survey(Config& config, flows::LoadedSurvey loaded) {
    config.survey_sources.insert_or_assign(std::pair{loaded.survey->id, loaded.survey->version},
                                           std::move(loaded.source));
    config.catalog.add(std::move(loaded.survey));
}

void add_shipped_surveys(Config& config) {
    for (flows::LoadedSurvey& shipped : flows::shipped_surveys()) {
        if (shipped.survey == nullptr) throw std::logic_error("a survey that ships does not load");
        add_survey(config, std::move(shipped));
    }
}

class ConfigReader {
  public:
    ConfigReader(const std::filesystem::path& file, std::string_view text, const Environment& environment)
        : folder_(file.parent_path()), environment_(environment), sink_(file.string(), text) {
        config_.file = file.string();
    }

    LoadedConfig read(const Json& document) {
        JsonObject object{document, "", sink_};
        object.allow({"$schema", "listen", "public_url", "data", "workers", "tls", "http", "store", "ledger",
                      "keys", "tokens", "surveys", "conversation", "screening", "channels", "chat", "log"});
        read_service(object);
        section(object, "tls", &ConfigReader::read_tls);
        section(object, "http", &ConfigReader::read_http);
        section(object, "store", &ConfigReader::read_store);
        section(object, "ledger", &ConfigReader::read_ledger);
        section(object, "keys", &ConfigReader::read_keys);
        section(object, "conversation", &ConfigReader::read_conversation);
        section(object, "screening", &ConfigReader::read_screening);
        section(object, "chat", &ConfigReader::read_chat);
        section(object, "log", &ConfigReader::read_log);
        read_tokens(object);
        read_surveys(object);
        read_channels(object);
        return finish();
    }

    LoadedConfig not_json(const flows::JsonError& error) {
        sink_.error_at(error.offset, error.message, "mend the JSON here");
        return finish();
    }

  private:
    using Section = void (ConfigReader::*)(JsonObject&);

    LoadedConfig finish() {
        Diagnostics all = sink_.take();
        all.insert(all.end(), others_.begin(), others_.end());
        if (flows::has_errors(all)) return {std::nullopt, std::move(all)};
        return {std::move(config_), std::move(all)};
    }

    void section(JsonObject& object, std::string_view name, Section read) {
        const Json* const value = object.find(name, false, "{ … }");
        if (value == nullptr) return;
        JsonObject inner{*value, object.at(name), sink_};
        (this->*read)(inner);
    }

    std::filesystem::path resolve(const std::string& path) const {
        const std::filesystem::path given{path};
        return given.is_absolute() ? given : folder_ / given;
    }

    void read_service(JsonObject& object) {
        if (object.has("listen")) {
            const std::string listen = object.text("listen");
            const auto colon = listen.rfind(':');
            std::uint16_t port = 0;
            const char* const end = listen.data() + listen.size();
            const bool valid = colon != std::string::npos && colon > 0 &&
                               std::from_chars(listen.data() + colon + 1, end, port).ptr == end &&
                               colon + 1 < listen.size();
            if (!valid) {
                sink_.error(object.at("listen"), "this is not an address and a port",
                            "write \"0.0.0.0:8080\"");
            } else {
                config_.listen_address = listen.substr(0, colon);
                config_.listen_port = port;
            }
        }
        config_.public_url = object.text("public_url", false);
        if (!config_.public_url.empty() && !config_.public_url.starts_with("https://") &&
            !config_.public_url.starts_with("http://")) {
            sink_.error(object.at("public_url"), "this is not a URL", "write \"https://survey.example.com\"");
        }
        if (config_.public_url.ends_with("/")) config_.public_url.pop_back();
        if (object.has("data")) config_.data = resolve(object.text("data"));
        config_.workers = static_cast<int>(object.integer("workers", 1, 1, 64));
    }

    void read_tls(JsonObject& object) {
        object.allow({"certificate", "private_key"});
        config_.tls = TlsFiles{resolve(object.text("certificate")).string(),
                               resolve(object.text("private_key")).string()};
        for (const auto& [name, path] : {std::pair{"certificate", config_.tls->certificate},
                                         std::pair{"private_key", config_.tls->private_key}}) {
            if (!std::filesystem::exists(path)) {
                sink_.error(object.at(name), "this file does not exist", "name a PEM file");
            }
        }
    }

    void read_http(JsonObject& object) {
        object.allow({"header_limit", "body_limit", "request_timeout", "stop_delay"});
        config_.header_limit =
            static_cast<std::size_t>(object.integer("header_limit", 8 * 1024, 1024, 16 * 1024));
        config_.body_limit =
            static_cast<std::size_t>(object.integer("body_limit", 64 * 1024, 1024, 16 * 1024 * 1024));
        config_.request_timeout = duration(object, "request_timeout").value_or(config_.request_timeout);
        config_.stop_delay = duration(object, "stop_delay").value_or(config_.stop_delay);
        if (config_.stop_delay > std::chrono::seconds{8}) {
            sink_.error(object.at("stop_delay"), "the service ends within ten seconds of SIGTERM",
                        "leave two of them for what is in hand: use at most \"8s\"");
        }
    }

    void read_store(JsonObject& object) {
        object.allow({"kind", "url", "ca_file", "replicas", "sentinel_user", "sentinel_password"});
        config_.store =
            object.one_of<StoreKind>("kind", {{"sqlite", StoreKind::sqlite}, {"redis", StoreKind::redis}});
        if (config_.store == StoreKind::redis) read_redis(object);
    }

    void read_redis(JsonObject& object) {
        const std::string url = secret(object, "url", true);
        if (url.empty()) return;  // reported
        auto options = storage::parse_redis_url(url);
        if (!options) {
            sink_.error(object.at("url"), options.error().message,
                        "write redis://host:6379/0, redis-cluster://host:6379,host:6379 or "
                        "redis+sentinel://host:26379,host:26379/service");
            return;
        }
        if (object.has("ca_file")) options->ca_file = resolve(object.text("ca_file")).string();
        options->replicas = static_cast<int>(object.integer("replicas", 0, 0, kMostReplicas));
        options->sentinel_user = object.text("sentinel_user", false);
        options->sentinel_password = secret(object, "sentinel_password", false);
        config_.redis = std::move(*options);
    }

    void read_ledger(JsonObject& object) {
        object.allow({"kind", "path"});
        object.one_of<bool>("kind", {{"sqlite", true}});
        if (object.has("path")) config_.ledger = resolve(object.text("path"));
    }

    void read_keys(JsonObject& object) {
        object.allow({"current", "encryption", "contacts"});
        Keys keys;
        keys.current = object.text("current");
        keys.contacts = secret(object, "contacts", true);
        if (!keys.contacts.empty() && keys.contacts.size() < 16) {
            sink_.error(object.at("contacts"), "this secret is too short",
                        "use at least 16 bytes; `askwell token --key` makes one");
        }
        if (const Json* const all = object.find("encryption", true, "keys by id")) {
            JsonObject list{*all, object.at("encryption"), sink_};
            for (const auto& item : object_or_empty(*all).items()) {
                const auto raw = adapters::base64_decode(secret(list, item.key(), true));
                if (!raw || raw->size() != 32) {
                    sink_.error(list.at(item.key()), "this is not a key of 32 bytes in base64",
                                "make one with `askwell token --key`");
                } else {
                    keys.encryption.emplace(item.key(), *raw);
                }
            }
        }
        if (!keys.current.empty() && !keys.encryption.contains(keys.current)) {
            sink_.error(object.at("current"), fmt::format("there is no key \"{}\"", keys.current),
                        "name one of \"encryption\"");
        }
        config_.keys = std::move(keys);
    }

    void read_conversation(JsonObject& object) {
        object.allow({"language", "time_zone", "sending_hours", "reminder_after", "expires_after",
                      "cap_any_survey", "cap_same_survey", "send_lease", "tick", "timers_per_second"});
        if (object.has("language")) config_.language = object.text("language");
        if (object.has("time_zone")) config_.time_zone = time_zone(object);
        config_.reminder_after = duration(object, "reminder_after");
        config_.expires_after = duration(object, "expires_after");
        config_.cap_any_survey = duration(object, "cap_any_survey").value_or(config_.cap_any_survey);
        config_.cap_same_survey = duration(object, "cap_same_survey").value_or(config_.cap_same_survey);
        config_.send_lease = duration(object, "send_lease").value_or(config_.send_lease);
        config_.tick = duration(object, "tick").value_or(config_.tick);
        if (config_.tick < std::chrono::milliseconds{50}) {
            sink_.error(object.at("tick"), "so short a tick keeps the store busy for nothing",
                        "use at least \"50ms\"");
        }
        config_.timers_per_second = static_cast<double>(object.integer("timers_per_second", 50, 1, 100'000));
        const Json* const hours = object.find("sending_hours", false, "{ … }");
        if (hours == nullptr) return;
        JsonObject item{*hours, object.at("sending_hours"), sink_};
        item.allow({"from", "to"});
        const auto from = parse_time_of_day(item.text("from"));
        const auto to = parse_time_of_day(item.text("to"));
        if (!from || !to || *from >= *to) {
            sink_.error(object.at("sending_hours"), "these are not hours of a day",
                        R"(write {"from": "09:00", "to": "20:00"})");
        } else {
            config_.sending_hours = {*from, *to};
        }
    }

    void read_screening(JsonObject& object) {
        object.allow({"abusive", "off_topic"});
        if (object.has("abusive")) config_.screening_words.abusive = words(object, "abusive");
        if (object.has("off_topic")) config_.screening_words.off_topic = words(object, "off_topic");
    }

    std::vector<std::string> words(const JsonObject& object, std::string_view name) {
        std::vector<std::string> read;
        const Json* const list = object.array(name, true);
        for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
            if ((*list)[i].is_string() && !(*list)[i].get_ref<const std::string&>().empty()) {
                read.push_back((*list)[i].get<std::string>());
            } else {
                sink_.error(fmt::format("{}/{}", object.at(name), i), "this is no word",
                            "write a word in double quotes");
            }
        }
        return read;
    }

    void read_chat(JsonObject& object) {
        object.allow({"origins"});
        if (const Json* const list = object.array("origins", false)) {
            for (const Json& origin : *list) {
                if (origin.is_string()) config_.chat_origins.push_back(origin.get<std::string>());
            }
        }
    }

    void read_log(JsonObject& object) {
        object.allow({"level"});
        config_.log_level = object.one_of<LogLevel>("level", {{"info", LogLevel::info},
                                                              {"debug", LogLevel::debug},
                                                              {"warning", LogLevel::warning},
                                                              {"error", LogLevel::error}});
    }

    void read_tokens(JsonObject& object) {
        const Json* const list = object.array("tokens", false);
        if (list == nullptr) return;
        for (std::size_t i = 0; i < list->size(); ++i) {
            JsonObject item{(*list)[i], fmt::format("/tokens/{}", i), sink_};
            item.allow({"name", "sha256", "scopes"});
            Token token{item.text("name"), item.text("sha256"), false, false};
            const bool hex = token.sha256.size() == 64 &&
                             token.sha256.find_first_not_of("0123456789abcdef") == std::string::npos;
            if (!token.sha256.empty() && !hex) {
                sink_.error(item.at("sha256"), "this is not a SHA-256 in lower-case hex",
                            "paste what `askwell token` printed");
            }
            if (const Json* const scopes = item.array("scopes", true)) {
                for (const Json& scope : *scopes) {
                    if (scope == "events") {
                        token.events = true;
                    } else if (scope == "staff") {
                        token.staff = true;
                    } else {
                        sink_.error(item.at("scopes"), "unknown scope", "use \"events\" or \"staff\"");
                    }
                }
            }
            config_.tokens.push_back(std::move(token));
        }
    }

    void read_surveys(JsonObject& object) {
        add_shipped_surveys(config_);
        const Json* const list = object.array("surveys", false);
        if (list == nullptr) return;
        for (std::size_t i = 0; i < list->size(); ++i) {
            const std::string pointer = fmt::format("/surveys/{}", i);
            const auto path =
                (*list)[i].is_string() ? resolve((*list)[i].get<std::string>()) : std::filesystem::path{};
            config_.survey_files.push_back(path);
            const auto text = read_text_file(path);
            if (!text) {
                sink_.error(pointer, "this survey file cannot be read",
                            "name an existing JSON file, relative to this one");
                continue;
            }
            flows::LoadedSurvey loaded = flows::load_survey(path.string(), *text);
            others_.insert(others_.end(), loaded.diagnostics.begin(), loaded.diagnostics.end());
            if (loaded.survey) add_survey(config_, std::move(loaded));
        }
    }

    void read_channels(JsonObject& object) {
        const Json* const list = object.find("channels", false, "{ … }");
        if (list == nullptr) return;
        JsonObject channels{*list, object.at("channels"), sink_};
        for (const auto& item : object_or_empty(*list).items()) {
            if (!is_name(item.key())) {
                sink_.error(channels.at(item.key()), "this is not a valid channel name",
                            "use 1 to 40 lower-case letters, digits, '-' or '_'");
                continue;
            }
            JsonObject settings{item.value(), channels.at(item.key()), sink_};
            read_channel(item.key(), item.value(), settings);
        }
    }

    void read_channel(const std::string& name, const Json& json, JsonObject& settings) {
        const adapters::Platform* const platform = adapters::find_platform(settings.text("platform"));
        if (platform == nullptr) {
            std::string known;
            for (const auto& each : adapters::platforms()) known += (known.empty() ? "" : ", ") + each.name;
            sink_.error(settings.at("platform"), "there is no such platform", "use one of: " + known);
            return;
        }
        std::vector<std::string_view> allowed{"platform",  "survey",   "language",
                                              "time_zone", "opted_in", "sends_per_second"};
        for (const auto& setting : platform->settings) allowed.push_back(setting.name);
        settings.allow(allowed);

        Channel channel;
        channel.name = name;
        channel.platform = platform->name;
        channel.survey = settings.text("survey", false);
        if (!channel.survey.empty() && config_.catalog.current(channel.survey) == nullptr) {
            sink_.error(settings.at("survey"), fmt::format("there is no survey \"{}\"", channel.survey),
                        "name one that ships or add its file to \"surveys\"");
        }
        channel.language = settings.text("language", false);
        if (settings.has("time_zone")) channel.time_zone = time_zone(settings);
        channel.opted_in = settings.flag("opted_in");

        const adapters::MadeAdapter made = platform->make(resolve_secrets(json, *platform, settings));
        for (const auto& error : made.errors) {
            sink_.error("/channels/" + name + error.pointer, error.message, error.remedy);
        }
        if (made.adapter == nullptr) return;
        channel.adapter = made.adapter;
        channel.traits = made.adapter->traits();
        channel.sends_per_second =
            settings.number("sends_per_second").value_or(channel.traits.sends_per_second);
        if (channel.sends_per_second <= 0) {
            sink_.error(settings.at("sends_per_second"), "a rate is above 0",
                        "write the messages per second the platform allows");
        }
        config_.channels.emplace(name, std::move(channel));
    }

    Json resolve_secrets(const Json& json, const adapters::Platform& platform, JsonObject& settings) {
        Json resolved = Json::object();
        if (!json.is_object()) return resolved;
        for (const auto& setting : platform.settings) {
            const auto found = json.find(setting.name);
            if (found == json.end()) continue;
            resolved[setting.name] = setting.secret ? Json(secret(settings, setting.name, true)) : *found;
        }
        return resolved;
    }

    std::optional<flows::Duration> duration(JsonObject& object, std::string_view name) {
        if (!object.has(name)) return std::nullopt;
        const auto parsed = flows::parse_duration(object.text(name));
        if (!parsed)
            sink_.error(object.at(name), fmt::format("\"{}\" is not a duration", name),
                        std::string{flows::kDurationRule});
        return parsed;
    }

    std::string time_zone(JsonObject& object) {
        std::string zone = object.text("time_zone");
        if (!zone.empty() && !flows::is_time_zone(zone)) {
            sink_.error(object.at("time_zone"), fmt::format("\"{}\" is not a time zone", zone),
                        "use an IANA name such as \"Asia/Shanghai\"");
        }
        return zone;
    }

    /// A secret: {"env": NAME}, {"file": PATH}, or, for trials, a plain text.
    std::string secret(JsonObject& object, std::string_view name, bool required) {
        const Json* const value = object.find(name, required, kSecretRule);
        if (value == nullptr) return {};
        if (value->is_string()) return value->get<std::string>();
        JsonObject source{*value, object.at(name), sink_};
        source.allow({"env", "file"});
        if (source.has("env")) {
            const std::string variable = source.text("env");
            auto found = environment_(variable);
            if (found && !found->empty()) return *found;
            sink_.error(source.at("env"), fmt::format("the environment variable {} is not set", variable),
                        "set it before the start");
            return {};
        }
        if (source.has("file")) {
            auto text = read_text_file(resolve(source.text("file")));
            if (!text) {
                sink_.error(source.at("file"), "this file cannot be read",
                            "name a file that the service may read");
                return {};
            }
            while (!text->empty() && (text->back() == '\n' || text->back() == '\r')) text->pop_back();
            return *text;
        }
        sink_.error(object.at(name), "this secret has no source", std::string{kSecretRule});
        return {};
    }

    using Diagnostics = flows::Diagnostics;
    std::filesystem::path folder_;
    const Environment& environment_;
    flows::DiagnosticSink sink_;
    Diagnostics others_;  // findings in files that the configuration names
    Config config_;
};

}  // namespace

const Channel* channel_named(const Config& config, std::string_view name) {
    const auto found = config.channels.find(name);
    return found == config.channels.end() ? nullptr : &found->second;
}

Environment process_environment() {
    return [](const std::string& name) -> std::optional<std::string> {
        const char* const value = std::getenv(name.c_str());
        return value == nullptr ? std::nullopt : std::optional<std::string>{value};
    };
}

std::optional<std::string> read_text_file(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) return std::nullopt;
    std::ifstream in{path, std::ios::binary};
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) return std::nullopt;
    return std::move(text).str();
}

Config default_config() {
    Config config;
    add_shipped_surveys(config);
    Channel chat;
    chat.name = "web";
    chat.platform = "webchat";
    chat.adapter = adapters::find_platform("webchat")->make(Json::object()).adapter;
    chat.traits = chat.adapter->traits();
    chat.survey = "service-process";
    config.channels.emplace(chat.name, std::move(chat));
    return config;
}

LoadedConfig parse_config(const std::filesystem::path& file, std::string_view text,
                          const Environment& environment) {
    ConfigReader reader{file, text, environment};
    flows::JsonError error;
    const auto document = flows::parse_json(text, error);
    return document ? reader.read(*document) : reader.not_json(error);
}

LoadedConfig load_config(const std::filesystem::path& file, const Environment& environment) {
    const auto text = read_text_file(file);
    if (text) return parse_config(file, *text, environment);
    return {std::nullopt,
            {{flows::Severity::error, file.string(), 0, 0, "", "the configuration file cannot be read",
              "check the path given with --config"}}};
}

}  // namespace askwell::bot
