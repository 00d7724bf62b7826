// The names that a reply may use for the options of a question.
// Thread rule: immutable after construction.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "flows/reading/choices/frequencies.h"
#include "flows/reading/choices/option_bands.h"
#include "flows/reading/text/phrases.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

using Index = std::size_t;

/// Every way to name an option: labels and synonyms in all languages, and the names within a label
/// ("App/小程序"). A synonym of several options names none of them (微信: a mini-program, or an account
/// there).
class OptionNames {
  public:
    explicit OptionNames(const Question& question);

    const PhraseMap<Index>::Entry* at(std::string_view text, std::size_t position) const {
        return names_.at(text, position);
    }
    /// The options of which any may be meant by the longest synonym of several at `position`, or null.
    const PhraseMap<std::set<Index>>::Entry* shared_name_at(std::string_view text,
                                                            std::size_t position) const {
        return shared_.at(text, position);
    }
    /// The option that `text` as a whole names; "none" names the option that says so.
    std::optional<Index> whole(std::string_view text) const;
    /// The option that says that none of the others applies.
    std::optional<Index> empty() const { return empty_; }
    /// The one option that an English word names but for its ending or a slip of the finger.
    std::optional<Index> like(std::string_view word) const;
    /// The one option that has `word`, or what is like it, among the words of its names.
    std::optional<Index> with_word(std::string_view word) const;
    /// The one option named by an English word of which `word` is the first half or less ("lab").
    std::optional<Index> cut_short(std::string_view word) const;
    /// The one option whose label contains `part`, from a word's beginning: two ideographs or three letters
    /// at least.
    std::optional<Index> with_part(std::string_view part) const;
    /// The ideographs from `position` to the next joint or mark when just one label has them (咨询和维修):
    /// how many bytes, and whose; 0 bytes when none has.
    std::pair<std::size_t, Index> part_at(std::string_view text, std::size_t position) const;
    /// A word, or two ideographs, at `position` that the labels of several options share (客户: 个人客户,
    /// 企业客户): how many bytes, and whose; 0 bytes when it is not.
    std::pair<std::size_t, std::set<Index>> shared_at(std::string_view text, std::size_t position) const;
    /// The one option whose label's words begin in turn with those at `position`, some of them cut short
    /// ("cust exp"): how many bytes, and whose; 0 bytes when there is none.
    std::pair<std::size_t, Index> abbreviated_at(std::string_view text, std::size_t position) const;
    /// The options that are bands of numbers.
    const OptionBands& bands() const { return bands_; }
    /// How often each option says something happens; empty when none does.
    const std::vector<Frequency>& frequencies() const { return frequencies_; }
    /// The option that is for the first time, among those that say how often.
    std::optional<Index> first_time() const { return first_time_; }
    /// The longest of the "other" option's words for what no option lists, at `position`, or null.
    const PhraseMap<Index>::Entry* unlisted_at(std::string_view text, std::size_t position) const {
        return unlisted_.at(text, position);
    }

    /// The names of two ideographs or more and nothing else.
    const std::vector<std::string>& han_names() const { return han_names_; }

  private:
    void add_synonyms(const std::vector<Option>& options);
    void add_label(const std::string& label, Index index);
    void add(std::string_view name, Index index, bool label);
    void add_variants();
    template <typename Counts>
    std::optional<Index> only_word(std::string_view word, Counts counts) const;

    OptionBands bands_;
    std::vector<Frequency> frequencies_;
    std::optional<Index> first_time_;
    PhraseMap<Index> names_;
    PhraseMap<std::set<Index>> shared_;
    PhraseMap<Index> unlisted_;
    std::vector<std::pair<std::string, Index>> words_;  ///< the English words of all names
    std::optional<Index> empty_;
    std::vector<std::pair<std::string, Index>> labels_;
    std::vector<std::pair<std::string, Index>> synonyms_;
    std::vector<std::string> han_names_;
};

/// The names of `question`, kept with it: making them takes longer than reading a reply.
const OptionNames& names_of(const Question& question);

}  // namespace askwell::flows::reading
