// The stored forms of events and failures.
#include "storage/dead_letter.h"

#include <vector>

#include <gtest/gtest.h>

namespace askwell::test {
namespace {

using namespace storage;

flows::TimePoint at(std::int64_t ms) {
    return flows::from_unix_ms(ms);
}

std::vector<flows::Event> events() {
    flows::StartRequested start{
        "csat", "zh-CN",           "Asia/Shanghai", "crm#7", {{"order_no", "7"}}, flows::Origin::staff,
        true,   flows::Duration{9}};
    flows::TextReceived text{std::string("a\0\xff 太慢", 10), at(7), flows::Duration{3},
                             flows::TextPart{"c7", 2, 3}};
    flows::AttachmentReceived file{{"photo", "a.jpg", 9, "ref", {}}, true};
    flows::DeliveryFailed failed{"017-1", flows::MessageKind::reminder, true, "30007"};
    return {start,
            text,
            flows::TextReceived{},
            flows::ChoiceReceived{"q2.5"},
            file,
            flows::ContactBlocked{},
            flows::ContactReturned{},
            flows::TimeReached{},
            flows::ReminderRequested{},
            failed};
}

StoredEvent stored(flows::Event event) {
    return {{"sms", "+8613800138000"}, std::move(event), "m1", at(1'790'000'000'123)};
}

Failure failure() {
    return {{WorkKind::hand_off, {17, std::string(32, 'a')}, "item"},
            "conversation",
            "corrupt",
            "payload",
            at(9)};
}

TEST(DeadLetter, every_event_comes_back_as_it_was_stored) {
    for (const flows::Event& event : events()) {
        const std::string bytes = encode(stored(event));
        const auto back = decode_event(bytes);
        ASSERT_TRUE(back) << event.index();
        EXPECT_EQ(back->event.index(), event.index());
        EXPECT_EQ(encode(*back), bytes) << event.index();
    }
    const auto back = decode_event(encode(stored(events().front())));
    const auto& start = std::get<flows::StartRequested>(back->event);
    EXPECT_EQ(start.fields.at("order_no"), "7");
    EXPECT_EQ(start.origin, flows::Origin::staff);
    EXPECT_EQ(start.delay, flows::Duration{9});
    EXPECT_EQ(back->contact, (flows::ContactId{"sms", "+8613800138000"}));
    EXPECT_EQ(back->message_id, "m1");
    EXPECT_EQ(back->received_at, at(1'790'000'000'123));
    const auto text = decode_event(encode(stored(events()[1])));
    EXPECT_EQ(std::get<flows::TextReceived>(text->event).text, std::string("a\0\xff 太慢", 10));
    EXPECT_EQ(std::get<flows::TextReceived>(text->event).sent_at, at(7));
    EXPECT_EQ(std::get<flows::TextReceived>(text->event).part->number, 2);
}

TEST(DeadLetter, a_failure_comes_back_as_it_was_stored) {
    const auto back = decode_failure(encode(failure()));
    ASSERT_TRUE(back);
    EXPECT_EQ(back->work, failure().work);
    EXPECT_EQ(back->conversation_id, "conversation");
    EXPECT_EQ(back->error, "corrupt");
    EXPECT_EQ(back->payload, "payload");
    EXPECT_EQ(back->at, at(9));
}

TEST(DeadLetter, bytes_that_were_changed_or_cut_never_throw) {
    for (const flows::Event& event : events()) {
        const std::string bytes = encode(stored(event));
        for (std::size_t size = 0; size < bytes.size(); ++size)
            EXPECT_EQ(decode_event(bytes.substr(0, size)).error(), StoreErrc::corrupt);
        EXPECT_EQ(decode_event(bytes + '\0').error(), StoreErrc::corrupt);
        for (std::size_t place = 0; place < bytes.size(); ++place) {
            std::string changed = bytes;
            changed[place] = static_cast<char>(changed[place] ^ 0x55);
            decode_event(changed);
            decode_failure(changed);
        }
    }
    EXPECT_EQ(decode_event(encode(failure())).error(), StoreErrc::corrupt);
    EXPECT_EQ(decode_failure(encode(stored(events()[1]))).error(), StoreErrc::corrupt);
    Failure nobody = failure();
    nobody.work.key.digest = "not hex";
    EXPECT_EQ(decode_failure(encode(nobody)).error(), StoreErrc::corrupt);
}

TEST(DeadLetter, an_id_names_one_piece_of_work_in_its_contacts_partition) {
    const Work work = failure().work;
    EXPECT_EQ(letter_place(work.id())->partition, 17);
    for (const Work& other :
         {Work{WorkKind::message, work.key, work.item},
          Work{work.kind, {17, std::string(32, 'b')}, work.item}, Work{work.kind, work.key, ""}}) {
        EXPECT_NE(other.id(), work.id());
    }
    EXPECT_FALSE(letter_place(work.id() + "-1").has_value()) << "a conversation's id";
    EXPECT_FALSE(letter_place("").has_value());
}

}  // namespace
}  // namespace askwell::test
