// Every reply in reading/*.tsv is read as the row says. Rows: question, language, reply, expected, reason;
// see reading/README.md.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "flows/reading.h"
#include "flows/words.h"
#include "reading_survey.h"

namespace askwell::flows {
namespace {

struct Row {
    std::string place;  ///< file:line
    std::string question;
    std::string language;
    std::string reply;
    std::string expected;
    std::string reason;
};

std::string unescaped(const std::string& cell) {
    std::string text;
    for (std::size_t i = 0; i < cell.size(); ++i) {
        const bool line_break = cell[i] == '\\' && i + 1 < cell.size() && cell[i + 1] == 'n';
        text += line_break ? '\n' : cell[i];
        if (line_break) ++i;
    }
    return text;
}

std::string escaped(const std::string& text) {
    std::string cell;
    for (const char c : text) cell += c == '\n' ? std::string{"\\n"} : std::string{c};
    return cell;
}

std::vector<std::string> cells(const std::string& line) {
    std::vector<std::string> found;
    std::stringstream stream{line};
    for (std::string cell; std::getline(stream, cell, '\t');) found.push_back(cell);
    return found;
}

std::vector<Row> rows_of(const std::filesystem::path& file) {
    std::vector<Row> rows;
    std::ifstream stream{file};
    int number = 0;
    for (std::string line; std::getline(stream, line);) {
        ++number;
        if (line.empty() || line.starts_with('#')) continue;
        const std::vector<std::string> row = cells(line);
        const std::string place = file.filename().string() + ":" + std::to_string(number);
        if (row.size() != 5) {
            ADD_FAILURE() << place << ": five cells, please";
            continue;
        }
        rows.push_back(
            Row{place, row[0], row[1] == "zh" ? "zh-CN" : row[1], unescaped(row[2]), row[3], row[4]});
    }
    return rows;
}

std::vector<Row> corpus() {
    std::vector<Row> rows;
    for (const auto& entry :
         std::filesystem::directory_iterator{std::filesystem::path{ASKWELL_TEST_DATA} / "reading"}) {
        if (entry.path().extension() != ".tsv") continue;
        const std::vector<Row> more = rows_of(entry.path());
        rows.insert(rows.end(), more.begin(), more.end());
    }
    return rows;
}

struct ValueText {
    std::string operator()(std::monostate) const { return "no value"; }
    std::string operator()(const Score& score) const { return std::to_string(score.value); }
    std::string operator()(const Number& number) const {
        std::ostringstream stream;
        stream << '#' << number.value;
        return stream.str();
    }
    std::string operator()(const YesNo& answer) const { return answer.yes ? "yes" : "no"; }
    std::string operator()(const OpenText& open) const { return "text:" + escaped(open.text); }
    std::string operator()(const Chosen& chosen) const {
        std::string text;
        for (const std::string& code : chosen.codes) text += (text.empty() ? "" : ",") + code;
        return chosen.other.empty() ? text : text + ":" + chosen.other;
    }
    std::string operator()(const Date& date) const { return to_string(date); }
    std::string operator()(const Detail& detail) const { return "detail:" + detail.text; }
    std::string operator()(const Files& files) const { return std::to_string(files.files.size()) + " files"; }
};

/// A reading the way the corpus writes it.
std::string written(const Reading& reading) {
    switch (reading.kind) {
        case ReadingKind::nothing:
            return "nothing";
        case ReadingKind::unclear:
            return "unclear";
        case ReadingKind::command:
            return "command:" + std::string{to_string(reading.command.value())} +
                   (reading.confirm ? ":confirm" : "") +
                   (reading.language.empty() ? "" : ":" + reading.language);
        case ReadingKind::answer:
            break;
    }
    const std::string value = std::visit(ValueText{}, reading.value);
    return reading.comment.empty() ? value : value + "|" + escaped(reading.comment);
}

/// "4|*" leaves the comment open, and whether there is one; "other|*" also what was said after "other";
/// "text:*" which text is kept.
bool matches(const std::string& got, const std::string& expected) {
    if (expected == "text:*") return got.starts_with("text:");
    if (!expected.ends_with("|*")) return got == expected;
    const std::string_view value = std::string_view{expected}.substr(0, expected.size() - 2);
    return got == value || got.starts_with(std::string{value} + '|') ||
           (value.ends_with("other") && got.starts_with(std::string{value} + ':'));
}

struct Read {
    std::string got;
    std::string reason;
};

Read read(const Row& row) {
    constexpr std::string_view kLetters = "+letters";
    constexpr std::string_view kMore = "+more";
    std::string question = row.question;
    ReadingContext context{row.language, question.ends_with(kLetters), test::reading_now(), "Asia/Shanghai"};
    if (context.opt_out_letters) question.resize(question.size() - kLetters.size());
    const bool more = question.ends_with(kMore);
    if (more) question.resize(question.size() - kMore.size());
    if (question == "wish")
        return {read_open(row.reply, context).command == Command::stop ? "true" : "false", ""};
    Reading reading;
    if (question == "follow") {
        reading = read_open(row.reply, context);
    } else if (question == "consent") {
        reading = read_consent(row.reply, context);
    } else if (more) {
        reading = read_more(test::reading_question(question).question, row.reply, context);
    } else {
        reading = read_answer(test::reading_question(question).question, row.reply, context);
    }
    return {written(reading), reading.reason};
}

TEST(ReadingCorpus, EveryReplyIsReadAsItsRowSays) {
    int misses = 0;
    int guesses = 0;
    const std::vector<Row> rows = corpus();
    for (const Row& row : rows) {
        const Read result = read(row);
        const bool right = matches(result.got, row.expected);
        EXPECT_TRUE(right) << row.place << ": " << row.question << " \"" << escaped(row.reply) << "\" ("
                           << row.reason << "), not as " << row.expected << " but as " << result.got << ' '
                           << result.reason;
        misses += !right;
        guesses += row.expected == "unclear" && result.got != "unclear";
    }
    RecordProperty("rows", static_cast<int>(rows.size()));
    EXPECT_EQ(guesses, 0) << "guessed where asking again is right";
    EXPECT_EQ(misses, 0) << "of " << rows.size();
}

/// Rules that look at a whole reply must see it through courtesies. A few replies are read otherwise with
/// them, and may be ("5-, thanks"): hence the measure.
TEST(ReadingCorpus, CourtesiesDoNotMakeAnAnswer) {
    const std::vector<std::string> chinese{"不好意思才看到，_", "说实话，_", "_，谢谢", "_，就这样"};
    const std::vector<std::string> english{"sorry for the late reply, _", "honestly, _", "_, thanks",
                                           "_. Have a nice day"};
    int asked = 0;
    int guessed = 0;
    std::string guesses;
    for (Row& row : corpus()) {
        if (row.expected != "unclear" || row.question.find('+') != std::string::npos) continue;
        if (read(row).got != "unclear") continue;
        const bool han =
            std::any_of(row.reply.begin(), row.reply.end(), [](char c) { return (c & 0x80) != 0; });
        const std::string reply = row.reply;
        const std::vector<std::string>& wrappings = han ? chinese : english;
        const std::string& wrapping = wrappings[static_cast<std::size_t>(asked) % wrappings.size()];
        const std::size_t hole = wrapping.find('_');
        row.reply = wrapping.substr(0, hole) + reply + wrapping.substr(hole + 1);
        const std::string got = read(row).got;
        const bool guess =
            got != "unclear" && got != "nothing" && !got.starts_with("command") && !got.starts_with("text");
        ++asked;
        guessed += guess;
        if (guess) guesses += row.place + ": " + escaped(row.reply) + " as " + got + '\n';
    }
    RecordProperty("asked", asked);
    EXPECT_LE(guessed * 2000, asked) << guesses;
}

/// What nobody wrote in one message, cut anywhere and joined by what joins: rules meet that never met.
TEST(ReadingCorpus, PiecesOfRepliesPutTogetherAreSafe) {
    const std::vector<Row> rows = corpus();
    const std::vector<std::string> joints{"",   " ",        ", ",        "，",   "。",      "？",
                                          "\n", " - ",      " so ",      "所以", "，所以 ", " but ",
                                          "但", "，不对，", " no wait ", "\"",   "：",      "("};
    const std::vector<std::string> answers{"yes",  "no", "不",   "可以", "4",
                                           "满意", "1",  "skip", "stop", "other"};
    std::mt19937 random{20261123};
    const auto any = [&random](std::size_t count) {
        return std::uniform_int_distribution<std::size_t>{0, count - 1}(random);
    };
    for (int round = 0; round < 10000; ++round) {
        const std::size_t index = any(rows.size());
        Row row = rows[index];
        const std::size_t neighbour =
            std::min(index + any(40), rows.size() - 1);  // of the same question, mostly
        const std::string& other = round % 2 == 0 ? answers[any(answers.size())] : rows[neighbour].reply;
        const bool whole = round % 3 != 0;  // or cut within a character
        row.reply = (whole ? row.reply : row.reply.substr(0, any(row.reply.size() + 1))) +
                    joints[any(joints.size())] + (whole ? other : other.substr(any(other.size() + 1)));
        SCOPED_TRACE(row.question + ": " + testing::PrintToString(row.reply));
        read(row);
    }
}

TEST(ReadingCorpus, IsLargeEnoughToMeanSomething) {
    const std::vector<Row> rows = corpus();
    const auto asks_again =
        std::count_if(rows.begin(), rows.end(), [](const Row& row) { return row.expected == "unclear"; });
    EXPECT_GE(rows.size(), 600u);
    EXPECT_GE(asks_again, 150);
}

}  // namespace
}  // namespace askwell::flows
