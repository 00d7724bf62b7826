#include "storage/codec.h"

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

#include "tests/support/conversation_samples.h"
#include "tests/support/process.h"

namespace askwell::storage {
namespace {

using test::full_contact;
using test::full_conversation;
using test::full_outgoing;

std::string from_hex(std::string hex) {
    std::erase(hex, '\n');
    std::string bytes;
    for (std::size_t at = 0; at + 1 < hex.size(); at += 2) {
        bytes += static_cast<char>(std::stoi(hex.substr(at, 2), nullptr, 16));
    }
    return bytes;
}

/// What a past version of the program stored: tests/unit/storage/samples/<name>.hex, written once and never
/// changed.
std::string sample(const std::string& name) {
    return from_hex(test::read_file(std::string{ASKWELL_TEST_DATA} + "/samples/" + name + ".hex"));
}

flows::Finished full_finished() {
    return {full_contact().contact, full_conversation()};
}

TEST(Codec, values_in_which_every_field_is_set_come_back_the_same) {
    // The encoding itself compares: it names every field, and a field that decode forgot would be missing in
    // it.
    EXPECT_EQ(encode(decode_contact(encode(full_contact())).value()), encode(full_contact()));
    EXPECT_EQ(encode(decode_finished(encode(full_finished())).value()), encode(full_finished()));
    EXPECT_EQ(decode_outgoing(encode(full_outgoing())).value(), full_outgoing());
    const auto addressed =
        decode_addressed(encode(full_contact().contact, full_outgoing(), "session")).value();
    EXPECT_EQ(addressed.contact, full_contact().contact);
    EXPECT_EQ(addressed.message, full_outgoing());
    EXPECT_EQ(addressed.reply_route, "session");
}

TEST(Codec, empty_values_come_back_empty) {
    EXPECT_EQ(encode(decode_contact(encode(flows::ContactState{})).value()), encode(flows::ContactState{}));
    EXPECT_EQ(encode(decode_finished(encode(flows::Finished{})).value()), encode(flows::Finished{}));
    EXPECT_EQ(decode_outgoing(encode(flows::Outgoing{})).value(), flows::Outgoing{});
}

TEST(Codec, every_kind_of_answer_comes_back) {
    const auto conversation = decode_finished(encode(full_finished())).value().conversation;
    ASSERT_EQ(conversation.answers.size(), full_conversation().answers.size());
    for (std::size_t at = 0; at < conversation.answers.size(); ++at) {
        EXPECT_EQ(conversation.answers[at].value, full_conversation().answers[at].value) << at;
        EXPECT_EQ(conversation.answers[at].raw, full_conversation().answers[at].raw) << at;
    }
}

/// What was stored, and what of today's it must decode to.
struct Stored {
    std::string suffix;  ///< of the samples' names
    flows::ContactState contact;
    flows::Conversation conversation;
    flows::Outgoing outgoing;
};

TEST(Codec, every_schema_is_read_as_it_was_stored) {
    const std::vector<Stored> past{
        {"1", test::contact_of_schema_1(), test::conversation_of_schema_1(), test::outgoing_of_schema_2()},
        {"2", test::contact_of_schema_2(), full_conversation(), test::outgoing_of_schema_2()},
        {"3", test::contact_of_schema_3(), full_conversation(), full_outgoing()},
        {"4", full_contact(), full_conversation(), full_outgoing()},
    };
    for (const Stored& stored : past) {
        SCOPED_TRACE("schema " + stored.suffix);
        EXPECT_EQ(encode(decode_contact(sample("contact_" + stored.suffix)).value()), encode(stored.contact));
        EXPECT_EQ(encode(decode_finished(sample("finished_" + stored.suffix)).value()),
                  encode(flows::Finished{stored.contact.contact, stored.conversation}));
        EXPECT_EQ(decode_outgoing(sample("outgoing_" + stored.suffix)).value(), stored.outgoing);
        const auto addressed = decode_addressed(sample("addressed_" + stored.suffix)).value();
        EXPECT_EQ(addressed.contact, stored.contact.contact);
        EXPECT_EQ(addressed.message, stored.outgoing);
        EXPECT_EQ(addressed.reply_route, "");
    }
    EXPECT_EQ(decode_addressed(sample("addressed_5")).value().reply_route, "session");
}

TEST(Codec, what_is_written_is_the_newest_sample) {
    EXPECT_EQ(encode(full_contact()), sample("contact_4"));
    EXPECT_EQ(encode(full_finished()), sample("finished_4"));
    EXPECT_EQ(encode(full_outgoing()), sample("outgoing_4"));
    EXPECT_EQ(encode(full_contact().contact, full_outgoing(), ""), sample("addressed_4"));
    EXPECT_EQ(encode(full_contact().contact, full_outgoing(), "session"), sample("addressed_5"));
}

TEST(Codec, a_message_without_a_template_takes_no_more_room_than_before_there_were_any) {
    const flows::Outgoing plain = test::outgoing_of_schema_2();
    EXPECT_EQ(encode(plain).size(), sample("outgoing_2").size());
    EXPECT_EQ(decode_outgoing(encode(plain)).value(), plain);
}

TEST(Codec, a_row_longer_or_shorter_than_any_schema_wrote_is_corrupt) {
    const nlohmann::json whole = nlohmann::json::from_cbor(encode(full_contact()));
    for (const std::size_t size : {0U, 1U, 14U, 16U, 18U, 20U, 22U}) {
        nlohmann::json::array_t row = whole;
        row.resize(size);
        std::string bytes;
        nlohmann::json::to_cbor(row, bytes);
        EXPECT_EQ(decode_contact(bytes).error(), StoreErrc::corrupt) << size;
    }
}

TEST(Codec, a_schema_of_the_future_or_of_no_program_is_corrupt_not_guessed_at) {
    std::string bytes = encode(full_contact());
    ASSERT_EQ(bytes[1], 4) << "the schema number follows the array's head";
    for (const char schema : {'\0', '\5', '\x17'}) {
        bytes[1] = schema;
        EXPECT_EQ(decode_contact(bytes).error(), StoreErrc::corrupt) << static_cast<int>(schema);
    }
}

TEST(Codec, one_kind_of_value_is_not_another) {
    EXPECT_EQ(decode_contact(encode(full_outgoing())).error(), StoreErrc::corrupt);
    EXPECT_EQ(decode_outgoing(encode(full_contact())).error(), StoreErrc::corrupt);
    EXPECT_EQ(decode_finished(encode(full_contact().contact, full_outgoing(), "")).error(),
              StoreErrc::corrupt);
}

TEST(Codec, a_value_cut_short_or_with_something_after_it_is_corrupt) {
    const std::string whole = encode(full_contact());
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_EQ(decode_contact(std::string_view{whole}.substr(0, size)).error(), StoreErrc::corrupt)
            << size;
    }
    EXPECT_EQ(decode_contact(whole + '\0').error(), StoreErrc::corrupt);
}

TEST(Codec, a_changed_byte_never_throws_and_what_decodes_encodes_again) {
    const std::string whole = encode(full_contact());
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (const unsigned flip : {0x01U, 0x20U, 0x80U, 0xffU}) {
            std::string changed = whole;
            changed[at] = static_cast<char>(static_cast<unsigned char>(changed[at]) ^ flip);
            const auto decoded = decode_contact(changed);
            if (decoded) {
                EXPECT_TRUE(decode_contact(encode(*decoded)));
            } else {
                EXPECT_EQ(decoded.error(), StoreErrc::corrupt);
            }
        }
    }
}

TEST(Codec, nesting_that_would_exhaust_the_stack_is_corrupt) {
    EXPECT_EQ(decode_contact(std::string(1'000'000, '\x81')).error(), StoreErrc::corrupt);
    EXPECT_EQ(decode_contact(std::string(1'000'000, '\xa1')).error(), StoreErrc::corrupt);
}

TEST(Codec, enums_and_numbers_out_of_range_are_corrupt) {
    flows::Outgoing message = full_outgoing();
    message.kind = static_cast<flows::MessageKind>(99);
    EXPECT_EQ(decode_outgoing(encode(message)).error(), StoreErrc::corrupt);
    message.kind = static_cast<flows::MessageKind>(-1);
    EXPECT_EQ(decode_outgoing(encode(message)).error(), StoreErrc::corrupt);
}

TEST(Codec, a_state_is_small) {
    EXPECT_LT(encode(test::contact_of_schema_1()).size(), 1000U);
}

}  // namespace
}  // namespace askwell::storage
