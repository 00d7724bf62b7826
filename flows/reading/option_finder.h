// What a reply says about the options of a question, before it is decided whether that is an answer.
// Thread rule: pure functions; OptionNames is immutable after construction.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "flows/reading/phrases.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

using Index = std::size_t;

/// Every way to name an option: labels and synonyms in all languages, and the names within a label
/// ("App/小程序"). A name that two options share belongs to the first.
class OptionNames {
  public:
    explicit OptionNames(const Question& question);

    const PhraseMap<Index>::Entry* at(std::string_view text, std::size_t position) const {
        return names_.at(text, position);
    }
    std::optional<Index> whole(std::string_view text) const;
    /// The one option whose label contains `part`, from a word's beginning: two ideographs or three letters
    /// at least.
    std::optional<Index> with_part(std::string_view part) const;

  private:
    void add_label(const std::string& label, Index index);

    PhraseMap<Index> names_;
    std::vector<std::pair<std::string, Index>> labels_;
};

enum class By { number, name };

struct Mention {
    Index option = 0;
    By by = By::name;
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// What a reply says about options, before it is decided whether that is an answer.
struct Findings {
    std::vector<Mention> mentions;
    bool all = false;
    bool denied = false;  ///< an option was named to say that it is not meant
    bool doubtful = false;
    bool alternative = false;                    ///< "or" was said: harmless inside the name of one option
    bool impossible = false;                     ///< a number that no option has
    bool loose_number = false;                   ///< a number runs into other words
    std::size_t text_begin = std::string::npos;  ///< where words begin that are neither choice nor wrapping
    bool text_first = false;                     ///< such words come before the first choice
};

/// Finds the options that the folded `text` names or numbers.
Findings find_options(const Question& question, const OptionNames& names, std::string_view text);

/// True when `text` holds nothing but particles, politeness and other wrapping.
bool only_wrapping(std::string_view text);

}  // namespace askwell::flows::reading
