// Decisions that a seed and a name make: the same every time, whichever thread asks and when. What a run
// decides is therefore the same in its replay, even where threads come in another order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace askwell::chaos {

class Dice {
  public:
    explicit Dice(std::uint64_t seed) : seed_(seed) {}

    /// Any 64 bits.
    std::uint64_t roll(std::string_view what) const {
        constexpr std::uint64_t kPrime = 0x100000001b3;  // FNV-1a, then splitmix64's last steps
        std::uint64_t hash = 0xcbf29ce484222325 ^ seed_;
        for (const char c : what) hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
        hash = (hash ^ (hash >> 30U)) * 0xbf58476d1ce4e5b9;
        hash = (hash ^ (hash >> 27U)) * 0x94d049bb133111eb;
        return hash ^ (hash >> 31U);
    }
    /// 0 … 1, without 1.
    double share(std::string_view what) const {
        return static_cast<double>(roll(what) >> 11U) / static_cast<double>(std::uint64_t{1} << 53U);
    }
    bool chance(double probability, std::string_view what) const { return share(what) < probability; }
    /// lowest … highest, both included.
    std::int64_t between(std::int64_t lowest, std::int64_t highest, std::string_view what) const {
        const auto span = static_cast<std::uint64_t>(highest - lowest) + 1;
        return lowest + static_cast<std::int64_t>(roll(what) % span);
    }
    /// Decisions of their own, independent of ours.
    Dice of(std::string_view whom) const { return Dice{roll(whom)}; }

  private:
    std::uint64_t seed_;
};

}  // namespace askwell::chaos
