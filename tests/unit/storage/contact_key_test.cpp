#include "storage/contact_key.h"

#include <set>
#include <stdexcept>

#include <gtest/gtest.h>

namespace askwell::storage {
namespace {

const ContactKeys kKeys{"a secret of 16 b"};
constexpr const char* kDigest = "11223344556677889900aabbccddeeff";

TEST(ContactKey, is_the_first_half_of_hmac_sha256_over_channel_nul_address) {
    // printf 'sms\0+49301234' | openssl dgst -sha256 -hmac 'a secret of 16 b'
    const ContactKey key = kKeys.of({"sms", "+49301234"});
    EXPECT_EQ(key.digest, "8f9e5e0e6ed47a4ddb3875655b72c86a");
    EXPECT_EQ(key.partition, std::stoi(key.digest.substr(0, 2), nullptr, 16));
}

TEST(ContactKey, differs_by_address_channel_and_secret) {
    std::set<ContactKey> keys{kKeys.of({"a", "bc"}), kKeys.of({"ab", "c"}), kKeys.of({"a", "bd"}),
                              kKeys.of({"", "abc"}), ContactKeys{"another 16 bytes"}.of({"a", "bc"})};
    EXPECT_EQ(keys.size(), 5U);
    EXPECT_EQ(kKeys.of({"a", "bc"}), kKeys.of({"a", "bc"}));
}

TEST(ContactKey, spreads_contacts_over_all_partitions) {
    std::set<int> partitions;
    for (int i = 0; i < 5000; ++i) partitions.insert(kKeys.of({"sms", std::to_string(i)}).partition);
    EXPECT_EQ(partitions.size(), static_cast<std::size_t>(kPartitions));
    EXPECT_EQ(*partitions.begin(), 0);
    EXPECT_EQ(*partitions.rbegin(), kPartitions - 1);
}

TEST(ContactKey, text_has_three_digits_of_partition_and_comes_back) {
    for (const int partition : {0, 7, 17, 255}) {
        const ContactKey key{partition, kDigest};
        EXPECT_EQ(key.text().size(), 36U);
        EXPECT_EQ(ContactKey::parse(key.text()), key);
        EXPECT_EQ(ContactKey::parse(key.text() + "-1"), key);
        EXPECT_EQ(ContactKey::parse(key.text() + "-4294967295"), key);
    }
    EXPECT_EQ((ContactKey{7, kDigest}.text()), std::string{"007-"} + kDigest);
}

TEST(ContactKey, nothing_else_is_a_key) {
    const std::string good = std::string{"017-"} + kDigest;
    for (const std::string& text :
         {std::string{}, std::string{"017-"}, good.substr(0, 35), "17-" + good.substr(4),
          "256-" + good.substr(4), "999-" + good.substr(4), "-17-" + good.substr(4), "017_" + good.substr(4),
          "017-A" + good.substr(5), "017-g" + good.substr(5), good + "-", good + "1", good + "-x",
          good + "-1-2", good + "--1", good + "-12345678901", " " + good, good + "\n"}) {
        EXPECT_EQ(ContactKey::parse(text), std::nullopt) << text;
    }
}

TEST(ContactKey, short_secrets_are_refused) {
    EXPECT_THROW(ContactKeys{"15 bytes long.."}, std::invalid_argument);
}

}  // namespace
}  // namespace askwell::storage
