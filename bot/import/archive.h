// A zip archive in memory. libzip stays in the .cpp.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct zip;

namespace askwell::import {

/// Reads entries of a zip archive whose bytes must outlive it. Never throws on any bytes.
class Archive {
  public:
    /// nullopt when the bytes are no zip archive, or it has more entries than any workbook.
    static std::optional<Archive> open(std::string_view bytes);

    bool has(const std::string& path) const;

    /// The unpacked bytes of an entry; nullopt when there is none, it is damaged or encrypted, or the entries
    /// read so far are together larger than a form ever is: bombs end here.
    std::optional<std::string> read(const std::string& path);

  private:
    struct Discard {
        void operator()(zip* archive) const;
    };
    explicit Archive(zip* archive) : archive_(archive) {}

    std::unique_ptr<zip, Discard> archive_;
    std::size_t unpacked_ = 0;
};

}  // namespace askwell::import
