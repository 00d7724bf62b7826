// The house's one rule of direction: bot → storage → flows, bot → adapters → flows; adapters and storage
// never see each other.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace {

namespace fs = std::filesystem;

const std::map<std::string, std::set<std::string>>& allowed() {
    static const std::map<std::string, std::set<std::string>> rooms{
        {"flows", {"flows"}},
        {"adapters", {"adapters", "flows"}},
        {"storage", {"storage", "flows"}},
        {"bot", {"bot", "storage", "adapters", "flows"}}};
    return rooms;
}

struct Include {
    fs::path file;
    std::string what;
};

std::vector<Include> includes_of(const std::string& room) {
    static const std::regex line_form{R"(^\s*#\s*include\s*[<"]([^>"]+)[>"].*)"};
    std::vector<Include> found;
    for (const auto& entry : fs::recursive_directory_iterator(fs::path{ASKWELL_SOURCE} / room)) {
        const auto extension = entry.path().extension();
        if (extension != ".h" && extension != ".cpp") continue;
        std::ifstream in{entry.path()};
        std::smatch match;
        for (std::string line; std::getline(in, line);) {
            if (std::regex_match(line, match, line_form)) found.push_back({entry.path(), match[1]});
        }
    }
    return found;
}

bool begins_with(const std::string& text, const std::string& prefix) {
    return text.rfind(prefix, 0) == 0;
}

TEST(House, includes_point_only_in_the_drawn_direction) {
    for (const auto& [room, rooms] : allowed()) {
        const auto found = includes_of(room);
        EXPECT_GT(found.size(), 5U) << room;
        for (const Include& include : found) {
            const std::string target = include.what.substr(0, include.what.find('/'));
            const bool ours = allowed().contains(target) && include.what.find('/') != std::string::npos;
            EXPECT_TRUE(!ours || rooms.contains(target)) << include.file << " includes " << include.what;
            EXPECT_FALSE(begins_with(include.what, "tests/")) << include.file;
        }
    }
}

/// Each room of the reader includes only those before it; the entry points stand above them all.
TEST(House, rooms_of_the_reader_stand_in_their_order) {
    const std::vector<std::string> rooms{"text",    "numbers", "details", "dates", "ratings",
                                         "choices", "stories", "yes_no",  "talk"};
    const std::string reader = "flows/reading/";
    for (std::size_t i = 0; i < rooms.size(); ++i) {
        const std::vector<Include> found = includes_of(reader + rooms[i]);
        EXPECT_FALSE(found.empty()) << rooms[i];
        for (const Include& include : found) {
            if (!begins_with(include.what, reader)) continue;
            const std::string room =
                include.what.substr(reader.size(), include.what.rfind('/') - reader.size());
            const auto below = rooms.begin() + static_cast<std::ptrdiff_t>(i) + 1;
            EXPECT_NE(std::find(rooms.begin(), below, room), below)
                << include.file << " includes " << include.what;
        }
    }
}

TEST(House, flows_and_adapters_have_no_network_threads_or_clock) {
    for (const std::string room : {"flows", "adapters"}) {
        for (const Include& include : includes_of(room)) {
            for (const char* const banned :
                 {"boost/asio", "boost/beast", "hiredis", "sqlite3", "sys/socket", "spdlog"}) {
                EXPECT_FALSE(begins_with(include.what, banned))
                    << include.file << " includes " << include.what;
            }
            for (const char* const banned :
                 {"thread", "mutex", "random", "fstream", "filesystem", "iostream", "future"}) {
                EXPECT_NE(include.what, banned) << include.file;
            }
        }
        for (const auto& entry : fs::recursive_directory_iterator(fs::path{ASKWELL_SOURCE} / room)) {
            if (entry.path().extension() != ".cpp") continue;
            std::ifstream in{entry.path()};
            const std::string text{std::istreambuf_iterator<char>{in}, {}};
            for (const char* const banned :
                 {"system_clock::now", "steady_clock::now", "std::time(", "getenv"}) {
                EXPECT_EQ(text.find(banned), std::string::npos) << entry.path() << " calls " << banned;
            }
        }
    }
}

TEST(House, heavy_headers_stay_out_of_headers) {
    for (const std::string room : {"flows", "adapters", "storage", "bot"}) {
        for (const Include& include : includes_of(room)) {
            if (include.file.extension() != ".h") continue;
            // Templates of http_connection.cpp alone, and of the codecs alone.
            if (include.file.filename() == "http_websocket.h" || include.file.filename() == "cbor.h")
                continue;
            for (const char* const heavy :
                 {"boost/asio.hpp", "boost/beast", "nlohmann/json.hpp", "hiredis/hiredis.h", "CLI/"}) {
                EXPECT_FALSE(begins_with(include.what, heavy))
                    << include.file << " includes " << include.what;
            }
        }
    }
}

}  // namespace
