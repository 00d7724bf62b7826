// Random histories: whatever happens in whatever order, the conversation keeps its promises.
#include <cstdint>
#include <cstdlib>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/unit/flows/talk.h"

namespace askwell::flows::test {
namespace {

constexpr int kHistories = 20'000;

class History {
  public:
    explicit History(std::uint64_t seed) : random_(seed) {}

    void run() {
        talk_.begin_by_event(random_() % 2 == 0);
        for (int i = 0; i < 40; ++i) {
            step();
            check();
            if (testing::Test::HasFailure()) return;
        }
        talk_.wait(200 * kDay);
        check();
        EXPECT_EQ(talk_.conversation().state, ConversationState::ended) << "every conversation ends";
        check_texts();
    }

  private:
    void step() {
        static const std::vector<std::string> kWords{"1",
                                                     "5",
                                                     "3, too slow",
                                                     "4 or 5",
                                                     "stop",
                                                     "help",
                                                     "skip",
                                                     "back",
                                                     "restart",
                                                     "later",
                                                     "yes",
                                                     "no",
                                                     "???",
                                                     "非常满意",
                                                     "等太久了",
                                                     "",
                                                     "其他",
                                                     "start",
                                                     "please stop texting me"};
        switch (random_() % 12) {
            case 0:
                talk_.wait(hours());
                break;
            case 1:
                if (!payloads_.empty()) talk_.tap_payload(payloads_[random_() % payloads_.size()]);
                break;
            case 2:
                talk_.happen(ReminderRequested{});
                break;
            case 3:
                talk_.say_at(say(), talk_.context.now - std::chrono::milliseconds{random_() % 40});
                break;
            case 4:
                talk_.begin_by_event(true, "e" + std::to_string(random_() % 3));
                break;
            case 5:
                if (random_() % 10 == 0) talk_.happen(ContactBlocked{});
                break;
            default:
                talk_.say(say(kWords[random_() % kWords.size()]));
                break;
        }
        for (const Outgoing& message : talk_.all) {
            if (seen_.insert(message.number).second) {
                for (const Choice& choice : message.choices) payloads_.push_back(choice.payload);
            }
        }
    }

    Duration hours() { return std::chrono::hours{random_() % 100}; }

    /// Every text carries a mark of its own, so that the end can tell whether it is still there.
    std::string say(std::string word = "note") {
        if (word == "note") {
            word += std::to_string(marks_.size());
            marks_.push_back(word);
        }
        return word;
    }

    void check() {
        const Conversation& now = talk_.conversation();
        EXPECT_EQ(now.prompt.has_value(),
                  now.state == ConversationState::invited || now.state == ConversationState::asking);
        std::set<std::string> ids;
        std::size_t last = 0;
        const auto survey = talk_.catalog.current(now.survey_id);
        for (const Answer& answer : now.answers) {
            EXPECT_TRUE(ids.insert(answer.question_id).second) << "no question is answered twice";
            const auto index =
                static_cast<std::size_t>(survey->find(answer.question_id) - survey->questions.data());
            EXPECT_GE(index, last) << "answers stand in the survey's order";
            last = index;
        }
        if (now.prompt && now.state == ConversationState::asking &&
            now.prompt->kind == PromptKind::question) {
            for (std::size_t i = 0; i < now.prompt->question; ++i) {
                EXPECT_TRUE(ids.contains(survey->questions[i].id)) << "no question is skipped";
            }
        }
        check_counts();
    }

    void check_counts() {
        std::map<std::string, int> reminders;
        std::map<std::string, int> entries;
        std::uint64_t number = 0;
        for (const Outgoing& message : talk_.all) {
            EXPECT_EQ(message.number, ++number) << "messages are numbered without gaps";
            EXPECT_FALSE(message.text.empty());
            for (const Choice& choice : message.choices) EXPECT_LE(choice.payload.size(), 40U);
            if (message.kind == MessageKind::reminder) {
                EXPECT_EQ(++reminders[message.conversation_id], 1) << "one reminder a conversation";
            }
        }
        for (const Finished& finished : talk_.finished) {
            if (finished.revision == 0) {
                EXPECT_EQ(++entries[finished.conversation.id], 1) << "one ending each";
            }
        }
    }

    /// Nothing the customer said is lost: it is in an answer or in a note of something handed off.
    void check_texts() {
        std::string kept;
        for (const Finished& finished : talk_.finished) {
            for (const Answer& answer : finished.conversation.answers) {
                for (const std::string& raw : answer.raw) kept += raw + "\n";
            }
            for (const Note& note : finished.conversation.notes) kept += note.text + "\n";
        }
        for (const std::string& mark : marks_) {
            EXPECT_NE(kept.find(mark + "\n"), std::string::npos) << mark << " was lost";
        }
    }

    std::mt19937_64 random_;
    Talk talk_;
    std::set<std::uint64_t> seen_;
    std::vector<std::string> payloads_;
    std::vector<std::string> marks_;
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
