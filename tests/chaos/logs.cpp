#include "tests/chaos/logs.h"

#include <cctype>
#include <fstream>

#include "tests/chaos/customer.h"

namespace askwell::chaos {

namespace {

constexpr std::size_t kShortestPhone = 10;
constexpr std::size_t kMost = 10;

bool names_a_phone(const std::string& line, const std::set<std::string>& phones) {
    std::string digits;
    for (const char c : line + " ") {
        if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
            digits += c;
            continue;
        }
        if (digits.size() >= kShortestPhone && phones.contains("+" + digits)) return true;
        digits.clear();
    }
    return false;
}

}  // namespace

std::vector<std::string> indiscretions(const std::filesystem::path& file,
                                       const std::set<std::string>& phones) {
    std::vector<std::string> found;
    std::ifstream in{file};
    for (std::string line; found.size() < kMost && std::getline(in, line);) {
        if (line.find(kNonceMark) != std::string::npos || names_a_phone(line, phones)) found.push_back(line);
    }
    return found;
}

}  // namespace askwell::chaos
