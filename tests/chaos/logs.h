// What logs must not say: a customer's number, or anything a customer wrote.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace askwell::chaos {

/// The lines of `file` that hold a nonce of a customer's text or one of `phones` ("+447…", with or without
/// its +), as findings; ten at most.
std::vector<std::string> indiscretions(const std::filesystem::path& file,
                                       const std::set<std::string>& phones);

}  // namespace askwell::chaos
