#include "storage/cipher.h"

#include <set>
#include <stdexcept>

#include <gtest/gtest.h>

namespace askwell::storage {
namespace {

using Keys = std::map<std::string, std::string, std::less<>>;

const std::string kOld(32, 'o');
const std::string kNew(32, 'n');

TEST(Cipher, what_was_sealed_opens_under_the_same_identity_only) {
    const Cipher cipher{Keys{{"k1", kOld}}, "k1"};
    for (const std::string& clear : {std::string{}, std::string{"x"}, std::string(100'000, '\0')}) {
        const std::string sealed = cipher.seal(clear, "here");
        EXPECT_EQ(cipher.open(sealed, "here").value(), clear);
        EXPECT_EQ(cipher.open(sealed, "there").error(), StoreErrc::corrupt);
        EXPECT_EQ(cipher.open(sealed, "").error(), StoreErrc::corrupt);
    }
    EXPECT_EQ(cipher.open(cipher.seal("x", ""), "").value(), "x");
}

TEST(Cipher, sealing_twice_gives_different_bytes) {
    const Cipher cipher{Keys{{"k1", kOld}}, "k1"};
    std::set<std::string> sealed;
    for (int i = 0; i < 1000; ++i) sealed.insert(cipher.seal("same", "here"));
    EXPECT_EQ(sealed.size(), 1000U);
}

TEST(Cipher, after_rotation_old_values_open_and_new_ones_use_the_new_key) {
    const Cipher before{Keys{{"k1", kOld}}, "k1"};
    const Cipher after{Keys{{"k1", kOld}, {"k2", kNew}}, "k2"};
    const Cipher later{Keys{{"k2", kNew}}, "k2"};
    EXPECT_EQ(after.open(before.seal("x", "here"), "here").value(), "x");
    EXPECT_EQ(later.open(after.seal("x", "here"), "here").value(), "x");
    EXPECT_EQ(later.open(before.seal("x", "here"), "here").error(), StoreErrc::corrupt);
}

TEST(Cipher, any_changed_bit_any_cut_and_any_addition_is_corrupt) {
    const Cipher cipher{Keys{{"k1", kOld}}, "k1"};
    const std::string sealed = cipher.seal("+8613800138000", "here");
    EXPECT_EQ(sealed.find("+86"), std::string::npos);
    for (std::size_t at = 0; at < sealed.size(); ++at) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            std::string changed = sealed;
            changed[at] = static_cast<char>(static_cast<unsigned char>(changed[at]) ^ (1U << bit));
            EXPECT_EQ(cipher.open(changed, "here").error(), StoreErrc::corrupt) << at;
        }
        EXPECT_EQ(cipher.open(sealed.substr(0, at), "here").error(), StoreErrc::corrupt) << at;
    }
    EXPECT_EQ(cipher.open(sealed + "x", "here").error(), StoreErrc::corrupt);
}

TEST(Cipher, the_key_id_is_authenticated) {
    const Cipher cipher{Keys{{"k1", kOld}, {"k2", kOld}}, "k1"};
    std::string sealed = cipher.seal("x", "here");
    sealed[3] = '2';  // the same key under another name
    EXPECT_EQ(cipher.open(sealed, "here").error(), StoreErrc::corrupt);
}

TEST(Cipher, unfit_keys_are_refused) {
    EXPECT_THROW(Cipher(Keys{{"k1", "short"}}, "k1"), std::invalid_argument);
    EXPECT_THROW(Cipher(Keys{{"k1", kOld}}, "k2"), std::invalid_argument);
    EXPECT_THROW(Cipher(Keys{}, ""), std::invalid_argument);
    for (const char* id : {"", "with space", "seventeen_letters", "é"}) {
        EXPECT_THROW(Cipher(Keys{{id, kOld}}, id), std::invalid_argument) << id;
    }
}

}  // namespace
}  // namespace askwell::storage
