#include "tests/support/conversation_samples.h"

namespace askwell::test {

using namespace flows;  // NOLINT(google-build-using-namespace): this file is nothing but their values

namespace {

TimePoint at(std::int64_t minute) {
    return from_unix_ms(1'790'000'000'123 + minute * 60'000);
}

Answer answer(std::string id, AnswerValue value) {
    return {std::move(id),
            AnswerStatus::answered,
            std::move(value),
            "a comment",
            {std::string{kCanaryText}, "second"},
            at(4),
            at(5),
            true};
}

}  // namespace

Conversation conversation_of_schema_1() {
    Conversation c;
    c.id = "017-0123456789abcdef0123456789abcdef-3";
    c.survey_id = "servqual";
    c.survey_version = "1.2+abcdef";
    c.language = "zh-CN";
    c.fields = {{"order_no", "A-1"}, {"product_model", "X100"}};
    c.event_id = "event-9";
    c.origin = Origin::staff;
    c.state = ConversationState::ended;
    c.created_at = at(0);
    c.begin_at = at(1);
    c.invited_at = at(2);
    c.began_at = at(3);
    c.ended_at = at(9);
    c.expires_at = at(20'000);
    c.prompt = Prompt{PromptKind::follow_up, 4, 7, at(6), 2, true};
    c.interrupted = Prompt{PromptKind::other_text, 3, 6, at(5), 1, true};
    c.prompts = 7;
    c.answers = {answer("none", std::monostate{}),
                 answer("score", Score{4}),
                 answer("chosen", Chosen{{"a", "other"}, "something else"}),
                 answer("number", Number{2.5}),
                 answer("yes_no", YesNo{true}),
                 answer("text", OpenText{"很好\xff not valid UTF-8"})};
    c.notes = {{"score", std::string{kCanaryText}, at(7)}, {"", "later", at(8)}};
    c.reminder = ReminderState::not_sent;
    c.reminder_at = at(8);
    c.reminder_reason = "window closed";
    c.disposition = Disposition::partial;
    c.end_reason = EndReason::opted_out;
    return c;
}

Conversation full_conversation() {
    Conversation c = conversation_of_schema_1();
    c.prompt = Prompt{PromptKind::probe, 4, 7, at(6), 2, true, 1};
    c.answers.push_back(answer("day", Date{2026, 11, 21, {}}));
    c.answers.push_back(answer("minute", Date{2026, 11, 21, 14 * 60 + 5}));
    c.answers.push_back(answer("phone", Detail{"+8613800000001"}));
    c.answers.push_back(
        answer("files", Files{{{"photo", "a.jpg", 1024, "ref-1", at(6)}, {"video", "", 0, "ref-2", {}}}}));
    c.answers.back().asked_again = true;
    c.answers.back().probed = {1, 0};
    c.consent = Consent{"You may quote me.", at(3)};
    c.flags = {{FlagKind::too_fast, "41 s for 7 questions"}, {FlagKind::duplicate, "the same"}};
    c.entry_class = "urgent";
    c.priority = "P1";
    return c;
}

ContactState full_contact() {
    ContactState state = contact_of_schema_3();
    state.narrow_window = Window{std::chrono::minutes{1}, 3};
    state.parts = {{{"c7", 2, 3}, "part", at(12), at(11)}};
    return state;
}

ContactState contact_of_schema_3() {
    ContactState state = contact_of_schema_2();
    state.heard_at = at(11);
    state.said_since_heard = 5;
    return state;
}

ContactState contact_of_schema_2() {
    ContactState state = contact_of_schema_1();
    state.conversation = full_conversation();
    state.last_response = "017-0123456789abcdef0123456789abcdef-2";
    state.last_fingerprint = 0xFEDCBA9876543210U;
    return state;
}

ContactState contact_of_schema_1() {
    ContactState state;
    state.contact = {"sms-cn", std::string{kCanaryAddress}};
    state.key = "017-0123456789abcdef0123456789abcdef";
    state.version = 41;
    state.language = "zh-CN";
    state.time_zone = "Asia/Shanghai";
    state.opted_out = true;
    state.blocked = true;
    state.opted_in = true;
    state.conversations = 3;
    state.messages = 19;
    state.conversation = conversation_of_schema_1();
    state.queue = {{"nps", "en", "event-10", {{"order_no", "B-2"}}, at(10)}};
    state.last_surveyed = {{"csat", at(-10'000)}, {"servqual", at(0)}};
    return state;
}

Outgoing full_outgoing() {
    Outgoing message = outgoing_of_schema_2();
    message.survey_id = "servqual";
    message.question_id = "tangibles";
    message.fields = {{"order_no", "A-1"}, {"product_model", "X100"}};
    return message;
}

Outgoing outgoing_of_schema_2() {
    return {19,
            "017-0123456789abcdef0123456789abcdef-3",
            MessageKind::reprompt,
            "zh-CN",
            std::string{kCanaryText},
            {{"7.5", "非常满意"}, {"7.4", "满意"}},
            true};
}

}  // namespace askwell::test
