// The judge is judged: a history in which all is well passes every invariant, and each way to break it makes
// the invariant red that is meant for it, and no other that is not named.
#include "tests/chaos/invariants.h"

#include <algorithm>
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
         h.faults.push_back({FaultKind::kill, "0", at(10'110), at(10'120)});
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
    {"work left", [](History& h) { h.findings.push_back({"queue", "1 outbox"}); }, {"queue"}},
    {"an indiscreet log", [](History& h) { h.findings.push_back({"log", "…"}); }, {"log"}},
};

INSTANTIATE_TEST_SUITE_P(Invariants, Broken, testing::ValuesIn(kBreaches), [](const auto& info) {
    std::string name;
    for (const char c : std::string{info.param.what})
        name += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
    return name;
});

TEST(Invariants, copies_have_causes_when_the_answer_was_dropped_or_a_replica_died) {
    History dropped = good();
    copy_shown(dropped, 6, 2'000);
    dropped.shown[6].answer_dropped = true;
    EXPECT_THAT(check(dropped), IsEmpty());
    History killed = good();
    copy_shown(killed, 6, 3'000);
    killed.faults.push_back({FaultKind::kill, "0", at(10'110), at(10'150)});
    EXPECT_THAT(check(killed), IsEmpty());
    EXPECT_EQ(count_copies(killed).extra, 1);
    EXPECT_EQ(count_copies(killed).most, 1);
}

TEST(Invariants, what_was_not_acknowledged_may_be_kept_or_not) {
    History kept = good();
    kept.acknowledged.pop_back();
    EXPECT_THAT(check(kept), IsEmpty());
    History lost = kept;
    lost.rows[0].answers.pop_back();
    EXPECT_THAT(check(lost), IsEmpty());
}

TEST(Invariants, what_crossed_the_question_that_it_answers_was_said_in_good_faith) {
    History crossed = good();
    crossed.said[5].at.real = 9'999;  // meant for t1 once more, but t2 was just being asked
    crossed.said[5].question = "t1";
    EXPECT_THAT(check(crossed), IsEmpty());
    crossed.said[5].at.real = 10'500;
    EXPECT_THAT(broken(crossed), testing::ElementsAre("answers_are_what_was_said"));
}

TEST(Invariants, what_was_said_before_its_question_by_a_clock_that_was_set_back_belongs_to_the_one_before) {
    History early = good();
    Said& remark = early.said[3];
    early.rows[0].answers[0].comment = remark.text;
    early.rows[0].answers[0].raw.push_back(remark.text);
    early.rows[0].answers.erase(early.rows[0].answers.begin() + 1);
    EXPECT_THAT(broken(early), testing::ElementsAre("answers_are_what_was_said"));
    remark.at.service -= 5'000;
    EXPECT_THAT(check(early), IsEmpty());
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
