// The command line. CLI11 stays in this file; what the commands do is in commands/.
#include <cstdlib>
#include <string>

#include <CLI/CLI.hpp>

#include "bot/commands/commands.h"
#include "bot/version.h"

namespace {

using namespace askwell::bot;

class CommandLine {
  public:
    CommandLine()
        : app_("Askwell asks customers how it went, by SMS and chat, and keeps what they answer.",
               "askwell") {
        app_.set_version_flag("--version", version_text());
        app_.require_subcommand(1);
        add_serve();
        add_conversation();
        add_check();
        add_import();
        add_channels();
        add_small();
    }

    int run(int argc, char** argv) {
        try {
            app_.parse(argc, argv);
        } catch (const CLI::ParseError& error) {
            return app_.exit(error) == 0 ? 0 : 2;
        }
        return exit_code_;
    }

  private:
    template <typename Options>
    void on(CLI::App* command, const Options& options, int (*run)(const Options&)) {
        command->callback([this, &options, run] { exit_code_ = run(options); });
    }

    void add_serve() {
        auto* const command = app_.add_subcommand(
            "serve", "Run the service (without --config: embedded stores, web chat at /chat)");
        command->add_option("--config", serve_.config, "Configuration file (JSON)")->check(CLI::ExistingFile);
        command->add_option("--data", serve_.data, "Folder for the embedded stores and keys (default: data)");
        command->add_option("--listen", serve_.listen, "Address and port (default: 127.0.0.1:8080)");
        on(command, serve_, &serve);
    }

    void add_conversation() {
        auto* const talk = app_.add_subcommand("chat", "Talk to a survey in the terminal; nothing is stored");
        talk->add_option("FLOW", chat_.survey, "A survey that ships, or a file")->required();
        talk->add_option("--lang", chat_.language, "Language, such as zh-CN or en");
        talk->add_flag("--json", chat_.json, "Print the record at the end");
        talk->add_option("--field", chat_.fields,
                         "A value from the event, for the survey's texts: --field product_model=X100");
        on(talk, chat_, &chat);

        auto* const understand =
            app_.add_subcommand("read", "Read replies from standard input as answers to a question");
        understand->add_option("FLOW", read_.survey, "A survey that ships, or a file")->required();
        understand->add_option("QUESTION", read_.question, "The question's id, or its number from 1")
            ->required();
        understand->add_option("--lang", read_.language, "The conversation's language");
        understand->add_flag("--json", read_.json, "Each line of input is a JSON string");
        understand->add_option("--now", read_.now, "The time to read dates by (Unix seconds or RFC 3339)");
        on(understand, read_, &read);
    }

    void add_check() {
        auto* const command = app_.add_subcommand("check", "Check survey and configuration files");
        command->add_option("FILE", check_.files, "Files to check; none = the surveys that ship");
        command->add_flag("--json", check_.json, "Print the findings as JSON");
        command->add_flag(
            "--graph", check_.graph,
            "Draw one survey for Graphviz: askwell check --graph FILE | dot -Tsvg > survey.svg");
        command->add_option("--lang", check_.language, "The language of the drawing");
        on(command, check_, &check);
    }

    void add_import() {
        auto* const command = app_.add_subcommand(
            "import",
            "Make a survey of another tool's form: an XLSForm (.xlsx, or .csv with --choices or with all\n"
            "sheets in it) or a SurveyJS form (.json). Standard error says, with its place, what was "
            "dropped,\n"
            "changed or added and what to do by hand; then try it: askwell chat FILE");
        command->add_option("FILE", import_.file, "The form")->required();
        command->add_option("--choices", import_.choices,
                            "The choices sheet, when FILE is a CSV of the survey sheet alone");
        command->add_option("--from", import_.from, "What FILE is (default: told by its content)")
            ->check(CLI::IsMember({"xlsform", "surveyjs"}));
        command->add_option("--id", import_.id, "The survey's id (default: the form's, or the file's name)");
        command->add_option("--output", import_.output,
                            "Where to write the survey; never overwrites (default: standard output)");
        command->add_flag("--json", import_.json,
                          "Print {survey, dropped, added, changed} as one JSON object");
        on(command, import_, &import_survey);
    }

    void add_channels() {
        auto* const judge = app_.add_subcommand(
            "webhook", "Judge a raw HTTP request from standard input as a channel's webhook");
        judge->add_option("CHANNEL", webhook_.channel, "The channel's name in the configuration")->required();
        judge->add_option("--config", webhook_.config, "Configuration file")->check(CLI::ExistingFile);
        judge->add_option("--at", webhook_.at,
                          "The time to judge by (Unix seconds or RFC 3339; default: now)");
        on(judge, webhook_, &webhook);

        auto* const post = app_.add_subcommand("send", "Send one text through a channel");
        post->add_option("CHANNEL", send_.channel, "The channel's name in the configuration")->required();
        post->add_option("TO", send_.to, "The contact's address on that channel")->required();
        post->add_option("TEXT", send_.text, "The text")->required();
        post->add_option("--config", send_.config, "Configuration file")->check(CLI::ExistingFile);
        post->add_flag("--dry-run", send_.dry_run, "Print the HTTP request instead of sending it");
        post->add_flag("--redact", send_.redact, "Hide secrets in what --dry-run prints");
        post->add_option("--at", send_.at, "The time to sign with (default: now)");
        post->add_option("--nonce", send_.nonce, "The nonce to sign with (default: random)");
        on(post, send_, &send);

        auto* const channel = app_.add_subcommand("channel", "Work on a channel of the configuration");
        channel->require_subcommand(1);
        auto* const enter = channel->add_subcommand(
            "setup",
            "Make the platform call our webhook: register it where the platform has an API for that,\n"
            "else print what to enter where");
        enter->add_option("CHANNEL", setup_.channel, "The channel's name in the configuration")->required();
        enter->add_option("--config", setup_.config, "Configuration file")->check(CLI::ExistingFile);
        enter->add_flag("--dry-run", setup_.dry_run, "Print the request instead of sending it");
        on(enter, setup_, &channel_setup);
    }

    void add_small() {
        auto* const count = app_.add_subcommand(
            "segments", "Count the SMS that texts take; JSON strings on standard input, one a line");
        count->add_flag("--china", segments_.china,
                        "China's domestic rule: every text counts 70/67 characters");
        on(count, segments_, &segments);

        auto* const make =
            app_.add_subcommand("token", "Make a bearer token for staff or for systems that send events");
        make->add_option("--name", token_.name, "Whose token it is")->capture_default_str();
        make->add_option("--scope", token_.scopes, "staff, events or both")
            ->delimiter(',')
            ->capture_default_str();
        make->add_flag("--key", token_.key, "Make an encryption key instead");
        on(make, token_, &token);
    }

    CLI::App app_;
    int exit_code_ = 0;
    ServeOptions serve_;
    ChatOptions chat_;
    CheckOptions check_;
    ImportOptions import_;
    ReadOptions read_;
    WebhookOptions webhook_;
    SendOptions send_;
    ChannelSetupOptions setup_;
    SegmentsOptions segments_;
    TokenOptions token_;
};

}  // namespace

int main(int argc, char** argv) {
    CommandLine command_line;
    return command_line.run(argc, argv);
}
