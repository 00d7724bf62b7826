// The judge is judged: a history in which all is well passes every invariant, and each way to break it makes
// the invariant red that is meant for it, and no other that is not named.
#include "tests/chaos/invariants.h"

#include <algorithm>
#include <csignal>
#include <functional>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace askwell::chaos {
namespace {

using testing::IsEmpty;

constexpr std::int64_t kTenInTheMorning = 1'796'464'800'000;
constexpr const char* kPhone = "+44770090000001";
constexpr const char* kTalk = "talk-1-1";

Stamp at(std::int64_t real) {
    return {real, kTenInTheMorning + real};
}

struct Story {
    History history;
    int messages = 0;

    void show(std::int64_t real, const std::string& text) {
        history.shown.push_back({at(real), kPhone, "c-1." + std::to_string(messages += 10), text, false});
    }
    Said& say(std::int64_t real, const std::string& message, const std::string& question,
              const std::string& text) {
        Said said;
        said.at = at(real);
        said.phone = kPhone;
        said.talk = kTalk;
        said.message = message;
        said.question = question;
        said.text = text;
        history.said.push_back(said);
        history.acknowledged.push_back({at(real + 10), message});
        return history.said.back();
    }
};

/// Invited, reminded, four questions answered, one corrected.
History good() {
    Story story;
    story.history.begun.push_back({at(0), kPhone, kTalk});
    story.show(100, "[I] May we ask?");
    story.show(5'000, "[M] We are still here: [I] May we ask?");
    story.say(6'000, "m1", "", "start");
    story.show(6'100, "[R1]");
    story.say(7'000, "m2", "r1", "5").score = 5;
    story.show(7'100, "[T1]");
    Said& instead = story.say(8'000, "m3", "r1", "I meant 4");
    instead.score = 4;
    instead.correction = true;
    story.show(8'100, "Thank you, changed to \"good\". [T1]");
    story.say(9'000, "m4", "t1", "remark zqxbb of ours");
    story.show(9'100, "[R2]");
    story.say(10'000, "m5", "r2", "2, because zqxcc").score = 2;
    story.show(10'100, "[T2]");
    story.say(11'000, "m6", "t2", "remark zqxdd of ours");
    story.show(11'100, "[X] Thank you very much!");
    Row row{"c-1", kTalk, kPhone, "complete", {}, {"start"}};
    row.answers = {{"r1", "4", "", {"5", "I meant 4"}, true},
                   {"t1", "remark zqxbb of ours", "", {"remark zqxbb of ours"}, true},
                   {"r2", "2", "because zqxcc", {"2, because zqxcc"}, true},
                   {"t2", "remark zqxdd of ours", "", {"remark zqxdd of ours"}, true}};
    story.history.rows.push_back(row);
    return story.history;
}

/// Opted out at the first question.
History stopped() {
    Story story;
    story.history.begun.push_back({at(0), kPhone, kTalk});
    story.show(100, "[I] May we ask?");
    story.say(1'000, "m1", "", "start");
    story.show(1'100, "[R1]");
    story.say(2'000, "m2", "", "STOP").stop = true;
    story.show(2'100, "You are opted out and we will not message you again.");
    story.history.rows.push_back({"c-1", kTalk, kPhone, "refused", {}, {"start", "STOP"}});
    return story.history;
}

std::set<std::string> broken(const History& history) {
    std::set<std::string> names;
    for (const Violation& violation : check(history)) names.insert(violation.invariant);
    return names;
}

TEST(Invariants, histories_in_which_all_is_well_pass) {
    EXPECT_THAT(check(good()), IsEmpty());
    EXPECT_THAT(check(stopped()), IsEmpty());
    EXPECT_THAT(check(History{}), IsEmpty());
}

struct Breach {
    const char* what;
    std::function<void(History&)> commit;
    std::set<std::string> names;
    History (*story)() = good;
};

/// Shows a message once more, in its place in time; as another message when `reference` is given.
void copy_shown(History& history, std::size_t index, std::int64_t later, const std::string& reference = {}) {
    Shown copy = history.shown.at(index);
    if (!reference.empty()) copy.reference = reference;
    copy.at = at(copy.at.real + later);
    const auto place =
        std::ranges::find_if(history.shown, [&](const Shown& shown) { return shown.at.real > copy.at.real; });
    history.shown.insert(place, copy);
}

class Broken : public testing::TestWithParam<Breach> {};

TEST_P(Broken, makes_its_invariant_red) {
    History history = GetParam().story();
    GetParam().commit(history);
    EXPECT_EQ(broken(history), GetParam().names) << GetParam().what;
}

const Breach kBreaches[] = {
    {"an answer is lost", [](History& h) { h.rows[0].answers.pop_back(); }, {"nothing_acknowledged_is_lost"}},
    {"a note is lost", [](History& h) { h.rows[0].notes.clear(); }, {"nothing_acknowledged_is_lost"}},
    {"a message counts twice",
     [](History& h) { h.rows[0].answers[1].raw.push_back(h.rows[0].answers[1].raw[0]); },
     {"nothing_acknowledged_is_lost"}},
    {"a word that nobody said",
     [](History& h) { h.rows[0].notes.push_back("hello"); },
     {"nothing_acknowledged_is_lost"}},
    {"no entry", [](History& h) { h.rows.clear(); }, {"one_entry_each", "nothing_acknowledged_is_lost"}},
    {"two entries of one survey",
     [](History& h) { h.rows.push_back({"c-2", kTalk, kPhone, "complete", {}, {}}); },
     {"one_entry_each"}},
    {"one conversation twice",
     [](History& h) {
         h.begun.push_back({at(0), kPhone, "talk-1-2"});
         h.rows.push_back({"c-1", "talk-1-2", kPhone, "complete", {}, {}});
     },
     {"one_entry_each"}},
    {"an entry of nothing",
     [](History& h) { h.rows.push_back({"c-2", "talk-9-9", kPhone, "complete", {}, {}}); },
     {"one_entry_each"}},
    {"an answer to another question",
     [](History& h) { std::swap(h.rows[0].answers[1].value, h.rows[0].answers[3].value); },
     {"answers_are_what_was_said"}},
    {"a message that answers a question it was not said to",
     [](History& h) {
         std::swap(h.rows[0].answers[1].raw, h.rows[0].answers[3].raw);
         std::swap(h.rows[0].answers[1].value, h.rows[0].answers[3].value);
     },
     {"answers_are_what_was_said"}},
    {"another's words",
     [](History& h) { h.rows[0].answers[1].value = "remark zqxff"; },
     {"answers_are_what_was_said"}},
    {"another score", [](History& h) { h.rows[0].answers[2].value = "3"; }, {"answers_are_what_was_said"}},
    {"a correction without effect",
     [](History& h) { h.rows[0].answers[0].value = "5"; },
     {"answers_are_what_was_said"}},
    {"a second reminder", [](History& h) { copy_shown(h, 1, 500, "c-1.25"); }, {"reminders_are_rare"}},
    {"a copy of a reminder, whatever its cause",
     [](History& h) {
         copy_shown(h, 1, 500);
         h.shown[1].answer_dropped = true;
     },
     {"reminders_are_rare"}},
    {"a reminder after its answer",
     [](History& h) {
         copy_shown(h, 1, 4'000, "c-1.55");
         h.shown.erase(h.shown.begin() + 1);
     },
     {"reminders_are_rare"}},
    {"a reminder at night",
     [](History& h) { h.shown[1].at.service += 11 * 3'600'000; },
     {"reminders_are_rare"}},
    {"a reminder after an opt-out",
     [](History& h) {
         h.shown.push_back({at(9'000), kPhone, "c-1.90", "[M] We are still here: [R1]", false});
     },
     {"reminders_are_rare", "silence_after_opt_out"},
     stopped},
    {"a second invitation", [](History& h) { copy_shown(h, 0, 100, "c-1.15"); }, {"invitations_are_single"}},
    {"an invitation at night",
     [](History& h) { h.shown[0].at.service -= 2 * 3'600'000; },
     {"invitations_are_single"}},
    {"messages out of order",
     [](History& h) { std::swap(h.shown[5].reference, h.shown[6].reference); },
     {"order_is_kept"}},
    {"a copy without a cause", [](History& h) { copy_shown(h, 6, 100); }, {"copies_have_causes"}},
    {"more copies than causes",
     [](History& h) {
         copy_shown(h, 6, 100);
         copy_shown(h, 6, 200);
         h.faults.push_back({FaultKind::kill, "0 and the next", at(10'110), at(10'120)});
     },
     {"copies_have_causes"}},
    {"a copy whose cause came too late",
     [](History& h) {
         copy_shown(h, 6, 100);
         h.faults.push_back({FaultKind::kill, "0", at(20'000), at(20'100)});
     },
     {"copies_have_causes"}},
    {"a copy by a platform that only refused",
     [](History& h) {
         copy_shown(h, 6, 100);
         h.faults.push_back({FaultKind::platform, "fails", at(10'000), at(10'300)});
     },
     {"copies_have_causes"}},
    {"a question after an opt-out",
     [](History& h) { h.shown.push_back({at(9'000), kPhone, "c-1.90", "[T1]", false}); },
     {"silence_after_opt_out"},
     stopped},
    {"no confirmation",
     [](History& h) { h.shown.pop_back(); },
     {"silence_after_opt_out", "nobody_waits"},
     stopped},
    {"two confirmations",
     [](History& h) { copy_shown(h, 2, 100, "c-1.35"); },
     {"silence_after_opt_out"},
     stopped},
    {"an answer without a word", [](History& h) { h.shown.pop_back(); }, {"nobody_waits"}},
    {"an answer after which only a copy came",
     [](History& h) {
         h.shown.pop_back();
         copy_shown(h, h.shown.size() - 1, 1'500);
         h.shown[h.shown.size() - 2].answer_dropped = true;
     },
     {"nobody_waits"}},
    {"a phone that stayed dark", [](History& h) { h.shown.clear(); }, {"nobody_waits"}},
    {"a replica that crashed",
     [](History& h) { h.ended.push_back({at(100), 1, Ended::Order::none, 128 + SIGSEGV}); },
     {"death"}},
    {"a replica that ended as if it were done",
     [](History& h) { h.ended.push_back({at(100), 1, Ended::Order::none, 0}); },
     {"death"}},
    {"a replica that somebody else killed",
     [](History& h) { h.ended.push_back({at(100), 1, Ended::Order::none, 128 + SIGKILL}); },
     {"death"}},
    {"a replica that crashed before its crash point",
     [](History& h) { h.ended.push_back({at(100), 1, Ended::Order::crash, 128 + SIGABRT}); },
     {"death"}},
    {"a replica that had to be killed after SIGTERM",
     [](History& h) { h.ended.push_back({at(100), 1, Ended::Order::stop, 128 + SIGKILL}); },
     {"death"}},
    {"a replica that failed at its end",
     [](History& h) { h.ended.push_back({at(100), 1, Ended::Order::stop, 1}); },
     {"death"}},
    {"a drain without an end",
     [](History& h) { h.drains.push_back({at(100), at(90'100), "reminders", false, {}}); },
     {"drain"}},
    {"a crash point that nobody passed",
     [](History& h) { h.sweeps.push_back({at(100), "before_commit", false}); },
     {"sweep"}},
    {"a webhook that was refused",
     [](History& h) { h.refused.push_back({at(100), "m1", "400"}); },
     {"harness"}},
    {"a request that is none",
     [](History& h) { h.nonsense.push_back({"a request that is none: GET /"}); },
     {"harness"}},
    {"a message to nobody",
     [](History& h) { h.shown.push_back({at(12'000), "+44770090000002", "c-2.1", "[I] May we?", false}); },
     {"harness"}},
    {"work left", [](History& h) { h.findings.push_back({"queue", "1 outbox"}); }, {"queue"}},
    {"a clock that should not have been believed",
     [](History& h) { h.findings.push_back({"clock", "replica 1 believed 90000 ms"}); },
     {"clock"}},
    {"an indiscreet log", [](History& h) { h.findings.push_back({"log", "…"}); }, {"log"}},
};

INSTANTIATE_TEST_SUITE_P(Invariants, Broken, testing::ValuesIn(kBreaches), [](const auto& info) {
    std::string name;
    for (const char c : std::string{info.param.what})
        name += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
    return name;
});

struct Why {
    const char* what;
    bool dropped;
    std::vector<FaultKind> faults;
    CopyCause cause;
};

TEST(Invariants, a_copy_is_put_down_to_what_happened_since_the_copy_before) {
    const Why table[] = {
        {"nothing", false, {}, CopyCause::none},
        {"the platform only refused", false, {FaultKind::platform}, CopyCause::none},
        {"the platform hid its answer", true, {}, CopyCause::platform},
        {"the same, while a replica died", true, {FaultKind::kill}, CopyCause::platform},
        {"a kill", false, {FaultKind::kill}, CopyCause::kill},
        {"a crash point", false, {FaultKind::crash}, CopyCause::kill},
        {"two kills, and a connection that broke",
         false,
         {FaultKind::kill, FaultKind::crash, FaultKind::client_kill},
         CopyCause::kill},
        {"a pause", false, {FaultKind::pause}, CopyCause::pause},
        {"Redis",
         false,
         {FaultKind::redis_kill, FaultKind::failover, FaultKind::redis_disk},
         CopyCause::redis_kill},
        {"the clock",
         false,
         {FaultKind::clock_ahead, FaultKind::clock_behind, FaultKind::clock_skew, FaultKind::days},
         CopyCause::clock},
        {"a kill or the clock", false, {FaultKind::kill, FaultKind::clock_ahead}, CopyCause::several},
    };
    for (const Why& row : table) {
        History history = good();
        copy_shown(history, 6, 3'000);
        history.shown[6].answer_dropped = row.dropped;
        for (const FaultKind kind : row.faults) history.faults.push_back({kind, "", at(10'110), at(10'150)});
        history.faults.push_back({FaultKind::kill, "long before", at(1'000), at(1'100)});
        const Copies copies = count_copies(history);
        EXPECT_EQ(copies.by_cause, (std::map<CopyCause, int>{{row.cause, 1}})) << row.what;
        EXPECT_EQ(copies.all(), 1) << row.what;
        EXPECT_EQ(copies.most, 1) << row.what;
        EXPECT_EQ(broken(history).contains("copies_have_causes"), row.cause == CopyCause::none) << row.what;
    }
}

TEST(Invariants, replicas_may_end_as_they_are_told_and_need_Redis_to_start) {
    History history = good();
    history.ended = {{at(100), 0, Ended::Order::crash, 128 + SIGKILL},
                     {at(200), 1, Ended::Order::crash, 1},
                     {at(300), 1, Ended::Order::none, 1},
                     {at(400), 2, Ended::Order::stop, 0}};
    history.sweeps = {{at(100), "before_commit", true}};
    history.drains = {{at(500), at(800), "what was begun", true, {}}};
    EXPECT_THAT(check(history), IsEmpty());
}

TEST(Invariants, a_drain_without_an_end_names_who_waits) {
    History history = good();
    history.drains = {{at(500), at(90'500), "what was begun", false, {"+44770090000001 talk-1-1"}}};
    EXPECT_THAT(check(history),
                testing::ElementsAre(
                    testing::Field(&Violation::what, "what was begun did not come to an end in 90 s"),
                    testing::Field(&Violation::what, "+44770090000001 talk-1-1 still waits")));
}

TEST(Invariants, copies_of_waves_add_up) {
    Copies sum{{{CopyCause::kill, 2}}, 1};
    sum += {{{CopyCause::kill, 1}, {CopyCause::pause, 4}}, 3};
    EXPECT_EQ(sum.by_cause, (std::map<CopyCause, int>{{CopyCause::kill, 3}, {CopyCause::pause, 4}}));
    EXPECT_EQ(sum.most, 3);
    EXPECT_EQ(sum.all(), 7);
}

TEST(Invariants, what_was_not_acknowledged_may_be_kept_or_not) {
    History kept = good();
    kept.acknowledged.pop_back();
    EXPECT_THAT(check(kept), IsEmpty());
    History lost = kept;
    lost.rows[0].answers.pop_back();
    EXPECT_THAT(check(lost), IsEmpty());
}

TEST(Invariants, what_was_said_in_the_millisecond_of_a_question_did_not_answer_it) {
    Story story;
    story.history.begun.push_back({at(0), kPhone, kTalk});
    story.show(100, "[I] May we ask?");
    story.say(1'000, "m1", "", "start");
    story.show(1'000, "[R1]");
    story.show(9'000, "[M] We are still here: [R1]");
    EXPECT_FALSE(broken(story.history).contains("reminders_are_rare"));
}

TEST(Invariants, what_crossed_the_question_that_it_answers_was_said_in_good_faith) {
    History crossed = good();
    crossed.said[5].at.real = 9'999;  // meant for t1 once more, but t2 was just being asked
    crossed.said[5].question = "t1";
    EXPECT_THAT(check(crossed), IsEmpty());
    crossed.said[5].at.real = 10'500;
    EXPECT_THAT(broken(crossed), testing::ElementsAre("answers_are_what_was_said"));
}

TEST(Invariants, a_score_whose_reason_answered_the_next_question_is_not_corrected_any_more) {
    History passed = good();
    passed.said[2].text = "because zqxee of ours";  // the service asks t1 already, the phone does not show it
    passed.said[2].at.real = 7'050;
    passed.said[2].correction = false;
    passed.said[2].score.reset();
    passed.said[3].text = "I meant 4";
    passed.said[3].question = "r1";
    passed.said[3].correction = true;
    passed.said[3].score = 4;
    passed.rows[0].notes.push_back("I meant 4");
    passed.rows[0].answers[0] = {"r1", "5", "", {"5"}, true};
    passed.rows[0].answers[1] = {"t1", "because zqxee of ours", "", {"because zqxee of ours"}, true};
    EXPECT_THAT(check(passed), IsEmpty());
    passed.rows[0].answers[1] = {"t1", "I meant 4", "", {"I meant 4"}, true};
    passed.rows[0].notes.back() = "because zqxee of ours";
    EXPECT_THAT(broken(passed), testing::ElementsAre("answers_are_what_was_said"));
}

TEST(Invariants, a_correction_that_a_later_answer_overtook_changes_that_one) {
    History overtaken = good();
    overtaken.acknowledged[2].at.real = 10'050;  // "I meant 4" had to be sent again; r2 is answered by then
    overtaken.rows[0].answers[0] = {"r1", "5", "", {"5"}, true};
    overtaken.rows[0].answers[2] = {"r2", "4", "because zqxcc", {"2, because zqxcc", "I meant 4"}, true};
    EXPECT_THAT(check(overtaken), IsEmpty());
    overtaken.acknowledged[2].at.real = 8'500;
    EXPECT_THAT(broken(overtaken), testing::ElementsAre("answers_are_what_was_said"));
}

TEST(Invariants, a_correction_after_an_hour_is_words_like_any_other) {
    History late = good();
    late.said[2].at.service += 2 * 3'600'000;
    late.acknowledged[2].at.service += 2 * 3'600'000;
    late.rows[0].answers[0] = {"r1", "5", "", {"5"}, true};
    late.rows[0].answers[1] = {"t1", "I meant 4", "", {"I meant 4"}, true};
    late.rows[0].notes.push_back("remark zqxbb of ours");
    EXPECT_THAT(check(late), IsEmpty());
}

}  // namespace
}  // namespace askwell::chaos
