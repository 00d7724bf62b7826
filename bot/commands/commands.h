// The commands behind `askwell`, each a function of its options that returns the exit code: 0 done, 1
// something is wrong with what was given (said on standard error), 2 wrong use.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "flows/survey.h"
#include "flows/time.h"

namespace askwell::bot {

struct ServeOptions {
    std::string config;
    std::string data;
    std::string listen;
};
int serve(const ServeOptions& options);

struct ChatOptions {
    std::string survey;  ///< an id of the catalog or a file
    std::string language;
    bool json = false;                ///< print the conversation's record at the end
    std::vector<std::string> fields;  ///< "name=value", as an event would tell
};
int chat(const ChatOptions& options);

struct CheckOptions {
    std::vector<std::string> files;  ///< surveys and configurations; none = what ships
    bool json = false;
    bool graph = false;
    std::string language;
};
int check(const CheckOptions& options);

struct ImportOptions {
    std::string file;     ///< a form of another tool
    std::string choices;  ///< its choices, when it is a CSV of questions alone
    std::string from;     ///< "xlsform", "surveyjs" or "" to tell by the file
    std::string id;
    std::string output;  ///< "" = standard output; an existing file is not overwritten
    bool json = false;   ///< survey and notes as one JSON object
};
int import_survey(const ImportOptions& options);

struct ReadOptions {
    std::string survey;
    std::string question;  ///< its id, its number from 1, or a type: the first question of that type
    std::string language;
    bool json = false;  ///< each line of input is a JSON string
    std::string now;    ///< when it was said; days count in its offset, in UTC when it has none
};
int read(const ReadOptions& options);

struct WebhookOptions {
    std::string channel;
    std::string config;
    std::string at;
};
int webhook(const WebhookOptions& options);

struct SendOptions {
    std::string channel;
    std::string to;
    std::string text;
    std::string config;
    std::string at;
    std::string nonce;
    bool dry_run = false;
    bool redact = false;  ///< hide secrets in what a dry run prints
};
int send(const SendOptions& options);

struct ChannelSetupOptions {
    std::string channel;
    std::string config;
    bool dry_run = false;
};
int channel_setup(const ChannelSetupOptions& options);

struct SegmentsOptions {
    bool china = false;
};
int segments(const SegmentsOptions& options);

struct TokenOptions {
    std::string name = "staff";
    std::vector<std::string> scopes{"staff", "events"};
    bool key = false;
};
int token(const TokenOptions& options);

// ---- what commands share ----

/// The survey of this id, or in this file; null after having said what is wrong.
flows::SurveyPtr find_survey(const std::string& name);

/// Unix seconds or RFC 3339 in whole seconds ("2026-01-01T00:00:00Z", "2026-01-01T08:00:00+08:00"); "" = now.
/// nullopt after having said what is wrong.
std::optional<flows::TimePoint> parse_time(const std::string& text);

}  // namespace askwell::bot
