// Random histories: whatever happens in whatever order, the conversation keeps its promises. Run on a survey
// with every kind of question; what it shall ask next is known from a second, hand-written opinion
// (everything.h).
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/unit/flows/everything.h"
#include "tests/unit/flows/talk.h"

namespace askwell::flows::test {
namespace {

constexpr int kHistories = 100'000;

constexpr std::array kWords{"1",
                            "5",
                            "3, too slow",
                            "4 or 5",
                            "stop",
                            "help",
                            "skip",
                            "skip",
                            "back",
                            "restart",
                            "later",
                            "yes",
                            "yes",
                            "no",
                            "???",
                            "very good",
                            "等太久了",
                            "",
                            "elsewhere",
                            "Shop",
                            "1 2",
                            "start",
                            "please stop texting me",
                            "English",
                            "中文",
                            "yesterday",
                            "13800138000",
                            "a@example.com",
                            "AB-1234",
                            "I meant 4",
                            "I meant the web",
                            "typo, sorry",
                            "and nobody called back",
                            "so-so",
                            "that's all",
                            "everything",
                            "The clerk on Monday lost my papers and I had to come back twice."};

class History {
  public:
    explicit History(std::uint64_t seed) : random_(seed) {
        talk_.catalog = Catalog{};
        talk_.catalog.add(everything());
    }

    void run() {
        begin("e1", random_() % 2 == 0);
        const std::size_t steps = 20 + random_() % 30;
        for (std::size_t i = 0; i < steps; ++i) {
            step();
            check();
            if (testing::Test::HasFailure()) return;
        }
        talk_.wait(200 * kDay);
        check();
        EXPECT_EQ(talk_.conversation().state, ConversationState::ended) << "every conversation ends";
        EXPECT_FALSE(due_at(talk_.state, talk_.context)) << "and leaves no timer";
        check_texts();
    }

  private:
    void begin(std::string event_id, bool opted_in) {
        StartRequested start;
        start.survey_id = "everything";
        start.event_id = std::move(event_id);
        start.opted_in = opted_in;
        if (random_() % 2 == 0) start.fields["order_no"] = "A-1";
        talk_.happen(start);
    }

    void step() {
        switch (random_() % 16) {
            case 0:
                talk_.wait(std::chrono::hours{random_() % 100});
                break;
            case 1:
                tap_any();
                break;
            case 2:
            case 3:
            case 4:
                tap_current();
                break;
            case 5:
                talk_.happen(ReminderRequested{});
                break;
            case 6:
                talk_.say_at(said("note" + std::to_string(said_.size())),
                             talk_.context.now - std::chrono::milliseconds{random_() % 40});
                break;
            case 7:
                begin("e" + std::to_string(random_() % 3), true);
                break;
            case 8:
                if (random_() % 10 == 0) talk_.happen(ContactBlocked{});
                break;
            case 9:
                send_file();
                break;
            case 10:
                talk_.wait(std::chrono::seconds{random_() % 120});
                break;
            default:
                talk_.say(said(kWords[random_() % kWords.size()]));
                break;
        }
    }

    /// A button from any time: it may only answer what it was shown with.
    void tap_any() {
        if (talk_.all.empty()) return;
        const Outgoing& message = talk_.all[random_() % talk_.all.size()];
        if (message.choices.empty()) return;
        const ContactState before = talk_.state;
        const std::string payload = message.choices[random_() % message.choices.size()].payload;
        const bool current = before.conversation && before.conversation->prompt &&
                             payload.find('.' + std::to_string(before.conversation->prompt->number) + ':') !=
                                 std::string::npos &&
                             message.conversation_id == before.conversation->id;
        talk_.tap_payload(payload);
        if (current) return;
        EXPECT_EQ(talk_.refusal, Refusal::stale_choice) << "an old button answers nothing";
        EXPECT_EQ(talk_.state.messages, before.messages);
    }

    void tap_current() {
        if (talk_.all.empty() || talk_.all.back().choices.empty()) return;
        const auto& choices = talk_.all.back().choices;
        talk_.tap_payload(choices[random_() % choices.size()].payload);
    }

    void send_file() {
        AttachmentReceived event;
        event.file = {"photo", "", 10, "ref" + std::to_string(said_.size()), {}};
        said("[photo, 10 bytes, " + event.file.reference + "]");
        talk_.happen(event);
    }

    std::string said(std::string text) {
        said_.push_back(text);
        return text;
    }

    void check() {
        const Conversation& now = talk_.conversation();
        const bool waits = now.state == ConversationState::invited || now.state == ConversationState::asking;
        EXPECT_EQ(now.prompt.has_value(), waits);
        if (now.disposition == Disposition::unsolicited) return;
        if (now.prompt && now.prompt->kind == PromptKind::question) {
            asked_[now.id + everything()->questions[now.prompt->question].id].insert(now.prompt->number);
        }
        check_order(now);
        if (now.state == ConversationState::asking) check_way(now);
        if (now.disposition == Disposition::complete) check_complete(now);
        check_counts();
    }

    static void check_order(const Conversation& now) {
        std::size_t last = 0;
        for (const Answer& answer : now.answers) {
            const std::size_t place = everything()->index_of(answer.question_id) + 1;
            EXPECT_GT(place, last) << "answers stand in the survey's order, one a question";
            last = place;
        }
    }

    static const Answer* record(const Conversation& now, const std::string& id) {
        const auto found = std::find_if(now.answers.begin(), now.answers.end(),
                                        [&id](const Answer& answer) { return answer.question_id == id; });
        return found == now.answers.end() ? nullptr : &*found;
    }

    static void check_way(const Conversation& now) {
        const Prompt& prompt = *now.prompt;
        if (prompt.kind == PromptKind::opt_out_check || prompt.kind == PromptKind::consent) return;
        const std::string open = everything()->questions[prompt.question].id;
        const std::vector<std::string> way = expected_way(now);
        const auto place = std::find(way.begin(), way.end(), open);
        ASSERT_NE(place, way.end()) << open << " is asked, but not on the way";
        for (auto before = way.begin(); before != place; ++before)
            EXPECT_NE(record(now, *before), nullptr) << *before << " was skipped";
    }

    void check_complete(const Conversation& now) {
        for (const std::string& id : expected_way(now)) {
            const Answer* const answer = record(now, id);
            if (id == "shop_info") {
                EXPECT_EQ(answer, nullptr) << "an info text is no answer";
                continue;
            }
            ASSERT_NE(answer, nullptr) << id << " was never asked";
            if (everything()->find(id)->key && answer->status != AnswerStatus::answered) {
                EXPECT_TRUE(answer->asked_again);
                EXPECT_GE(asked_[now.id + id].size(), 2U) << id << " is a key item, to be asked once more";
            }
            EXPECT_LE(answer->probed.size(), kMaxProbes);
        }
        EXPECT_LE(now.answers.size(), expected_way(now).size()) << "answers off the way are notes";
    }

    void check_counts() {
        for (; checked_messages_ < talk_.all.size(); ++checked_messages_) {
            const Outgoing& message = talk_.all[checked_messages_];
            EXPECT_EQ(message.number, checked_messages_ + 1) << "messages are numbered without gaps";
            EXPECT_FALSE(message.text.empty());
            EXPECT_EQ(message.text.find('{'), std::string::npos) << message.text;
            for (const Choice& choice : message.choices) EXPECT_LE(choice.payload.size(), 40U);
            if (message.kind == MessageKind::reminder) {
                EXPECT_EQ(++reminders_[message.conversation_id], 1) << "one reminder a conversation";
            }
        }
        for (; checked_entries_ < talk_.finished.size(); ++checked_entries_) {
            const Finished& finished = talk_.finished[checked_entries_];
            if (finished.revision == 0) {
                EXPECT_EQ(++endings_[finished.conversation.id], 1) << "one ending each";
            }
        }
    }

    /// Nothing the customer said is lost: it is in an answer or in a note of what was handed off, as often as
    /// it was said.
    void check_texts() {
        std::map<std::string, Conversation> last;
        for (const Finished& finished : talk_.finished)
            last.insert_or_assign(finished.conversation.id, finished.conversation);
        std::map<std::string, int> kept;
        for (const auto& [id, conversation] : last) {
            for (const Answer& answer : conversation.answers) {
                for (const std::string& raw : answer.raw) ++kept[raw];
            }
            for (const Note& note : conversation.notes) ++kept[note.text];
        }
        std::map<std::string, int> wanted;
        for (const std::string& text : said_) ++wanted[text];
        for (const auto& [text, times] : wanted) EXPECT_GE(kept[text], times) << '"' << text << "\" was lost";
    }

    std::mt19937_64 random_;
    Talk talk_;
    std::vector<std::string> said_;
    std::size_t checked_messages_ = 0;
    std::size_t checked_entries_ = 0;
    std::map<std::string, std::set<std::uint32_t>> asked_;  ///< by conversation and question: prompt numbers
    std::map<std::string, int> reminders_;
    std::map<std::string, int> endings_;
};

TEST(EngineProperties, hold_for_any_history) {
    const char* const fixed = std::getenv("ASKWELL_SEED");
    const std::uint64_t first = fixed == nullptr ? std::random_device{}() : std::strtoull(fixed, nullptr, 10);
    for (std::uint64_t seed = first; seed < first + (fixed == nullptr ? kHistories : 1); ++seed) {
        History{seed}.run();
        if (HasFailure()) FAIL() << "replay with ASKWELL_SEED=" << seed;
    }
}

}  // namespace
}  // namespace askwell::flows::test
