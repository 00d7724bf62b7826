// Fixed phrases found at a place in a folded text, the longest first.
// Thread rule: immutable after construction.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "flows/folding.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {

/// True when no word of a script with blanks is cut at `position`: "app" is not found in "happy".
inline bool word_boundary(std::string_view text, std::size_t position) {
    if (position == 0 || position >= text.size()) return true;
    const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    if (is_letter(text[position]) && is_letter(text[position - 1])) return false;  // most places in English
    std::size_t before = position - 1;
    while (before > 0 && (static_cast<unsigned char>(text[before]) & 0xC0) == 0x80) --before;
    return !is_word_character(code_point_at(text, before).value) ||
           !is_word_character(code_point_at(text, position).value);
}

/// True when `phrase` stands at `position` as whole words.
inline bool stands_at(std::string_view text, std::size_t position, std::string_view phrase) {
    return !phrase.empty() && text.substr(position).starts_with(phrase) && word_boundary(text, position) &&
           word_boundary(text, position + phrase.size());
}

/// Where `phrase` first stands in `text` as whole words, or npos.
inline std::size_t find_words(std::string_view text, std::string_view phrase) {
    std::size_t place = text.find(phrase);
    while (place != std::string_view::npos && !stands_at(text, place, phrase))
        place = text.find(phrase, place + 1);
    return place;
}

/// Phrases, each with a meaning. Entries are folded when they are added, so they may be written as people
/// write them.
template <typename Meaning>
class PhraseMap {
  public:
    struct Entry {
        std::string phrase;
        Meaning meaning;
    };
    struct Group {
        Meaning meaning;
        std::initializer_list<const char*> phrases;
    };

    PhraseMap() = default;
    PhraseMap(std::initializer_list<Group> groups) {
        for (const Group& group : groups) {
            for (const char* phrase : group.phrases) add(phrase, group.meaning);
        }
    }

    void add(std::string_view phrase, Meaning meaning) {
        add_folded(fold_for_matching(phrase), std::move(meaning));
    }

    /// For phrases that are folded already.
    void add_folded(std::string folded, Meaning meaning) {
        if (folded.empty()) return;
        std::vector<Entry>& bucket = bucket_for(code_point_at(folded, 0).value);
        const auto place =
            std::lower_bound(bucket.begin(), bucket.end(), folded,
                             [](const Entry& entry, const std::string& text) { return entry.phrase < text; });
        if (place != bucket.end() && place->phrase == folded)
            return;  // the first meaning given to a phrase holds
        bucket.insert(place, Entry{std::move(folded), std::move(meaning)});
    }

    /// The longest phrase at `position`, or null.
    const Entry* at(std::string_view text, std::size_t position) const {
        if (position >= text.size()) return nullptr;
        const std::vector<Entry>* bucket = bucket_at(text, position);
        if (bucket == nullptr || !word_boundary(text, position)) return nullptr;
        return longest_prefix(*bucket, text, position);
    }

    /// The meaning of `text` when it is a phrase as a whole, or null.
    const Meaning* whole(std::string_view text) const {
        const Entry* entry = at(text, 0);
        return entry != nullptr && entry->phrase.size() == text.size() ? &entry->meaning : nullptr;
    }

  private:
    static constexpr std::size_t kAscii = 128;

    std::vector<Entry>& bucket_for(char32_t first) {
        std::uint32_t& number = first < kAscii ? ascii_[first] : wide_[first];
        if (number == 0) {
            buckets_.emplace_back();
            number = static_cast<std::uint32_t>(buckets_.size());
        }
        return buckets_[number - 1];
    }

    const std::vector<Entry>* bucket_at(std::string_view text, std::size_t position) const {
        const auto byte = static_cast<unsigned char>(text[position]);
        std::uint32_t number = 0;
        if (byte < kAscii) {
            number = ascii_[byte];
        } else if (const auto wide = wide_.find(code_point_at(text, position).value); wide != wide_.end()) {
            number = wide->second;
        }
        return number == 0 ? nullptr : &buckets_[number - 1];
    }

    /// Narrows the sorted entries down, byte by byte, to those that begin like the text.
    static const Entry* longest_prefix(const std::vector<Entry>& entries, std::string_view text,
                                       std::size_t position) {
        const std::string_view rest = text.substr(position);
        const Entry* first = entries.data();
        const Entry* last = first + entries.size();
        const Entry* longest = nullptr;
        for (std::size_t depth = 1; first != last; ++depth) {
            // Of the entries that share `depth` bytes with the text, one of that length stands first.
            if (first->phrase.size() == depth) {
                if (word_boundary(text, position + depth)) longest = first;
                ++first;
            }
            if (depth == rest.size()) break;
            const auto byte = static_cast<unsigned char>(rest[depth]);
            const auto at_depth = [depth](const Entry& entry) {
                return static_cast<unsigned char>(entry.phrase[depth]);
            };
            first =
                std::partition_point(first, last, [&](const Entry& entry) { return at_depth(entry) < byte; });
            last = std::partition_point(first, last,
                                        [&](const Entry& entry) { return at_depth(entry) == byte; });
        }
        return longest;
    }

    std::vector<std::vector<Entry>> buckets_;  ///< the phrases with one first character each, sorted
    std::array<std::uint32_t, kAscii>
        ascii_{};  ///< by that character, the number of its bucket from 1; 0: none
    std::unordered_map<char32_t, std::uint32_t> wide_;  ///< the same for all other characters
};

}  // namespace askwell::flows::reading
