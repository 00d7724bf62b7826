#include "tests/unit/flows/dialogue.h"

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>
#include <utility>

#include <fmt/core.h>
#include <fmt/ranges.h>

#include "adapters/choices.h"
#include "flows/duration.h"
#include "flows/words.h"
#include "tests/unit/flows/talk.h"

namespace askwell::flows::test {

namespace {

constexpr std::string_view kOurs = "<";
constexpr std::string_view kRecord = "= ";
constexpr std::array<std::pair<std::string_view, Move::Kind>, 5> kMoves{{
    {"> ", Move::Kind::says},
    {"tap: ", Move::Kind::taps},
    {"file: ", Move::Kind::sends_file},
    {"wait: ", Move::Kind::waits},
    {"# ", Move::Kind::remark},
}};
constexpr std::array<std::string_view, 6> kSettings{"survey", "language", "start",
                                                    "pace",   "opted_in", "zone"};
constexpr std::string_view kField = "field ";

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return lines;
}

/// "name: value" cut in two.
std::optional<std::pair<std::string, std::string>> setting(std::string_view line) {
    const std::size_t colon = line.find(": ");
    if (colon == std::string_view::npos) return std::nullopt;
    return std::pair{std::string{line.substr(0, colon)}, std::string{line.substr(colon + 2)}};
}

std::optional<Move> move_in(std::string_view line) {
    for (const auto& [mark, kind] : kMoves) {
        if (line.starts_with(mark)) return Move{kind, std::string{line.substr(mark.size())}};
    }
    return std::nullopt;
}

std::string_view mark(Move::Kind wanted) {
    for (const auto& [mark, kind] : kMoves) {
        if (kind == wanted) return mark;
    }
    return {};
}

bool known(std::string_view name) {
    return std::find(kSettings.begin(), kSettings.end(), name) != kSettings.end();
}

bool read_head(Dialogue& dialogue, std::string_view line) {
    if (!line.starts_with('#')) {
        const auto read = setting(line);
        if (!read) return false;
        if (read->first.starts_with(kField)) {
            dialogue.fields[read->first.substr(kField.size())] = read->second;
        } else if (known(read->first)) {
            dialogue.settings.insert(*read);
        } else {
            return false;
        }
    }
    dialogue.head.emplace_back(line);
    return true;
}

std::string in_one_line(std::string_view text) {
    std::string line;
    for (const char c : text) line += c == '\n' ? std::string{"\\n"} : std::string{c};
    return line;
}

/// An answer as the record keeps it: codes rather than labels.
struct Recorded {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(const Score& score) const { return std::to_string(score.value); }
    std::string operator()(const Chosen& chosen) const {
        std::string codes = fmt::format("{}", fmt::join(chosen.codes, ","));
        return chosen.other.empty() ? codes : fmt::format("{} ({})", codes, chosen.other);
    }
    std::string operator()(const Number& number) const { return fmt::format("{}", number.value); }
    std::string operator()(const YesNo& answer) const { return answer.yes ? "yes" : "no"; }
    std::string operator()(const OpenText& words) const { return words.text; }
    std::string operator()(const Date& date) const { return to_string(date); }
    std::string operator()(const Detail& detail) const { return detail.text; }
    std::string operator()(const Files& files) const {
        std::string names;
        for (const FileReference& file : files.files) names += (names.empty() ? "" : ", ") + file.name;
        return names;
    }
};

std::string recorded(const Answer& answer) {
    std::string line = "answer " + answer.question_id;
    line += ' ';
    line += answer.status == AnswerStatus::answered ? std::visit(Recorded{}, answer.value)
                                                    : std::string{to_string(answer.status)};
    if (!answer.comment.empty()) line += " | " + answer.comment;
    if (answer.changed) line += " [changed]";
    if (answer.asked_again) line += " [asked once more]";
    if (!answer.probed.empty()) line += fmt::format(" [probes: {}]", answer.probed.size());
    return line;
}

/// One dialogue on its way through the engine, written down as it goes.
class Player {
  public:
    explicit Player(const Dialogue& dialogue) : dialogue_(dialogue), talk_(get("language", "en")) {
        pace_ = span(get("pace", "20s"));
        talk_.context.default_time_zone = get("zone", "Asia/Shanghai");
    }

    Played run() && {
        for (const std::string& line : dialogue_.head) write(line);
        start();
        for (const Move& next : dialogue_.moves) take(next);
        write_record();
        return std::move(played_);
    }

  private:
    std::string get(const std::string& name, std::string fallback) const {
        const auto found = dialogue_.settings.find(name);
        return found == dialogue_.settings.end() ? std::move(fallback) : found->second;
    }

    static Duration span(const std::string& text) {
        const auto read = parse_duration(text);
        if (!read) throw std::runtime_error("\"" + text + "\" is no span of time");
        return *read;
    }

    void start() {
        StartRequested wish;
        wish.survey_id = get("survey", "");
        wish.origin = get("start", "event") == "customer" ? Origin::customer : Origin::event;
        wish.opted_in = get("opted_in", "yes") == "yes";
        wish.event_id = "golden";
        wish.fields = dialogue_.fields;
        if (get("start", "event") != "keyword") hear(talk_.happen(wish));
    }

    void take(const Move& next) {
        write("");
        for (const std::string_view line : lines_of(next.text))
            write(std::string{mark(next.kind)}.append(line));
        if (next.kind == Move::Kind::remark) return;
        if (next.kind == Move::Kind::waits) return hear(talk_.wait(span(next.text)));
        hear(talk_.wait(pace_));
        if (next.kind == Move::Kind::says) return hear(talk_.say(next.text));
        if (next.kind == Move::Kind::taps) return hear(talk_.tap(next.text));
        FileReference file;
        file.name = next.text;
        file.kind = "photo";
        file.size = 20'000;
        file.reference = "file-1";
        hear(talk_.happen(AttachmentReceived{file}));
    }

    void hear(const std::vector<Outgoing>& messages) {
        for (const Outgoing& message : messages) {
            played_.said.push_back(adapters::with_written_choices(message));
            write("");
            for (const std::string_view line : lines_of(played_.said.back())) {
                write(std::string{kOurs} + (line.empty() ? "" : " ") + std::string{line});
            }
        }
    }

    void write_record() {
        write("");
        if (!talk_.state.conversation) return;
        const Conversation& kept = talk_.conversation();
        const auto record = [this](std::string_view line) {
            write(std::string{kRecord} + in_one_line(line));
        };
        if (kept.disposition) record(fmt::format("disposition {}", to_string(*kept.disposition)));
        if (!kept.disposition) record("open " + talk_.open_question());
        if (!kept.entry_class.empty()) record("class " + kept.entry_class);
        if (!kept.priority.empty()) record("priority " + kept.priority);
        if (kept.consent) record("consent given");
        if (talk_.state.opted_out) record("opted out");
        if (kept.reminder == ReminderState::sent) record("reminder sent");
        for (const Answer& answer : kept.answers) record(recorded(answer));
        for (const Note& note : kept.notes) {
            if (!note.question_id.empty()) record("note " + note.question_id + " | " + note.text);
        }
        for (const Flag& flag : kept.flags)
            record(fmt::format("flag {} | {}", to_string(flag.kind), flag.evidence));
    }

    void write(std::string_view line) { played_.text.append(line).append(1, '\n'); }

    const Dialogue& dialogue_;
    Talk talk_;
    Duration pace_{0};
    Played played_;
};

}  // namespace

Dialogue parse_dialogue(std::string_view text) {
    Dialogue dialogue;
    bool in_head = true;
    bool goes_on = false;  // the line before was said by the customer, too
    int number = 0;
    for (const std::string_view line : lines_of(text)) {
        ++number;
        in_head = in_head && !line.empty();
        if (in_head && read_head(dialogue, line)) continue;
        const auto next = move_in(line);
        if (in_head || !(next || line.empty() || line.starts_with(kOurs) || line.starts_with(kRecord)))
            throw std::runtime_error(fmt::format("line {}: not a line of a dialogue: {}", number, line));
        const bool says = next && next->kind == Move::Kind::says;
        if (says && goes_on) {
            dialogue.moves.back().text += "\n" + next->text;
        } else if (next) {
            dialogue.moves.push_back(*next);
        }
        goes_on = says;
    }
    return dialogue;
}

Played play(const Dialogue& dialogue) {
    return Player{dialogue}.run();
}

}  // namespace askwell::flows::test
