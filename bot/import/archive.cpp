#include "bot/import/archive.h"

#include <array>

#include <zip.h>

namespace askwell::import {

namespace {

constexpr zip_int64_t kMaxEntries = 2000;
constexpr std::size_t kMaxUnpacked = std::size_t{48} << 20U;

struct Close {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

}  // namespace

void Archive::Discard::operator()(zip* archive) const {
    zip_discard(archive);
}

std::optional<Archive> Archive::open(std::string_view bytes) {
    zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
    if (source == nullptr) return std::nullopt;
    zip* const opened = zip_open_from_source(source, ZIP_RDONLY, nullptr);
    if (opened == nullptr) {
        zip_source_free(source);
        return std::nullopt;
    }
    Archive archive{opened};
    const zip_int64_t entries = zip_get_num_entries(opened, 0);
    if (entries < 1 || entries > kMaxEntries) return std::nullopt;
    return archive;
}

bool Archive::has(const std::string& path) const {
    return zip_name_locate(archive_.get(), path.c_str(), 0) >= 0;
}

std::optional<std::string> Archive::read(const std::string& path) {
    const std::unique_ptr<zip_file_t, Close> file{zip_fopen(archive_.get(), path.c_str(), 0)};
    if (file == nullptr) return std::nullopt;
    std::string content;
    std::array<char, 65536> chunk{};
    for (;;) {
        const zip_int64_t count = zip_fread(file.get(), chunk.data(), chunk.size());
        if (count < 0) return std::nullopt;
        if (count == 0) return content;
        content.append(chunk.data(), static_cast<std::size_t>(count));
        unpacked_ += static_cast<std::size_t>(count);
        if (unpacked_ > kMaxUnpacked) return std::nullopt;
    }
}

}  // namespace askwell::import
