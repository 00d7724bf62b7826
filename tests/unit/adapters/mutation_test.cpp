// Two hundred changes of one bit in what each platform's proof covers: none may be accepted.
#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/unit/adapters/subject.h"

namespace askwell::adapters {
namespace {

using namespace std::string_view_literals;
using testkit::Hook;
using testkit::Subject;

constexpr int kMutants = 200;

/// A part of a webhook that the proof covers, as a text to change in place.
struct Part {
    std::string name;
    std::size_t header = 0;  ///< index, for headers
    enum class Kind { body, target, segment, parameter, header } kind = Kind::body;
};

std::vector<Part> covered(const Subject& subject) {
    std::vector<Part> parts;
    if (subject.covers_body && !subject.good.body.empty()) parts.push_back({"body", 0, Part::Kind::body});
    if (subject.covers_target) parts.push_back({"target", 0, Part::Kind::target});
    if (subject.proof_segment) parts.push_back({"last segment", 0, Part::Kind::segment});
    for (const auto& name : subject.proof_parameters) parts.push_back({name, 0, Part::Kind::parameter});
    for (std::size_t i = 0; i < subject.good.headers.size(); ++i) {
        const auto& name = subject.good.headers[i].first;
        const auto& proof = subject.proof_headers;
        if (std::find(proof.begin(), proof.end(), name) != proof.end())
            parts.push_back({name, i, Part::Kind::header});
    }
    return parts;
}

/// Where in the target the value of a query parameter stands.
std::pair<std::size_t, std::size_t> value_of(const std::string& target, const std::string& name) {
    auto at = target.find('?' + name + '=');
    if (at == std::string::npos) at = target.find('&' + name + '=');
    const auto begin = at + name.size() + 2;
    return {begin, std::min(target.find('&', begin), target.size())};
}

void flip(std::string& text, std::size_t begin, std::size_t end, std::mt19937& random) {
    const auto at = std::uniform_int_distribution<std::size_t>{begin, end - 1}(random);
    const auto bit = std::uniform_int_distribution<int>{0, 7}(random);
    text[at] = static_cast<char>(static_cast<unsigned char>(text[at]) ^ (1U << bit));
}

Hook mutant(const Subject& subject, const Part& part, std::mt19937& random) {
    Hook hook = subject.good;
    switch (part.kind) {
        case Part::Kind::body:
            flip(hook.body, 0, hook.body.size(), random);
            break;
        case Part::Kind::target:
            flip(hook.target, 0, hook.target.size(), random);
            break;
        case Part::Kind::segment:
            flip(hook.target, hook.target.rfind('/') + 1, hook.target.size(), random);
            break;
        case Part::Kind::parameter: {
            const auto [begin, end] = value_of(hook.target, part.name);
            flip(hook.target, begin, end, random);
            break;
        }
        case Part::Kind::header: {
            auto& value = hook.headers[part.header].second;
            flip(value, 0, value.size(), random);
            break;
        }
    }
    return hook;
}

class Mutants : public testing::TestWithParam<Subject (*)()> {};

TEST_P(Mutants, are_never_accepted) {
    const Subject subject = GetParam()();
    const auto parts = covered(subject);
    ASSERT_FALSE(parts.empty()) << "every platform has some proof";
    std::mt19937 random{20260101};  // NOLINT(cert-msc51-cpp): the same mutants in every run
    for (int i = 0; i < kMutants; ++i) {
        const Part& part = parts[static_cast<std::size_t>(i) % parts.size()];
        const Hook changed = mutant(subject, part, random);
        if (subject.same_proof != nullptr && subject.same_proof(changed)) continue;
        const auto got = testkit::receive(*subject.adapter, changed);
        EXPECT_NE(got.verdict, Verdict::accept)
            << part.name << ": " << changed.target << '\n'
            << (changed.headers.empty() ? "" : changed.headers.back().second) << '\n'
            << changed.body;
    }
}

/// One that whoever holds the secret could send: bytes changed, put in, taken out, its proof right.
std::string garbled(std::string body, std::mt19937& random) {
    const auto at = [&random](std::size_t size) {
        return std::uniform_int_distribution<std::size_t>{0, size}(random);
    };
    constexpr auto kBytes = "\0\"\\{}[]:,-.0eé\xff\xed\xa0\x80\xe2\x80\x8f"sv;
    for (auto changes = 1 + at(3); changes > 0; --changes) {
        const auto byte = kBytes[at(kBytes.size() - 1)];
        const auto place = at(body.size());
        if (at(2) == 0) {
            body.insert(place, 1, byte);
        } else if (!body.empty()) {
            body.erase(std::min(place, body.size() - 1), 1 + at(8));
        }
    }
    return body;
}

TEST_P(Mutants, are_safe_to_read_when_their_proof_is_right) {
    const Subject subject = GetParam()();
    std::mt19937 random{20260102};  // NOLINT(cert-msc51-cpp): the same mutants in every run
    for (int i = 0; i < 10 * kMutants; ++i) {
        Hook changed = subject.good;
        subject.set_body(changed, garbled(changed.body, random));
        const auto got = testkit::receive(*subject.adapter, changed);
        if (got.messages.empty()) EXPECT_NE(got.reason, "") << changed.body;
        for (const auto& message : got.messages) {
            EXPECT_NE(message.message_id, "") << changed.body;
            EXPECT_NE(message.address, "") << changed.body;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Platforms, Mutants, testing::ValuesIn(testkit::all_subjects()),
                         [](const auto& info) { return info.param().name; });

}  // namespace
}  // namespace askwell::adapters
