// Which of the options that a reply names it rules out: 不是电话，是公众号 means the other one.
// Thread rule: a value of one reply.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "flows/reading/choices/option_mention.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

/// True for a word that says something bad of the option before it (价格不好) and denies none after it.
bool is_verdict(std::string_view phrase);

/// Follows a reply from left to right. Each option is told as affirmed or denied; where a denial may reach
/// more or less than it seems to, `uncertain()` says so, and the reply has to be asked again.
class Denials {
  public:
    /// `mentions` are the options affirmed so far, and must outlive this.
    Denials(const Question& question, std::vector<Mention>& mentions)
        : question_(question), mentions_(mentions) {}

    /// "Not", as `phrase` at `position`.
    void negation(std::string_view phrase, std::size_t position);
    /// True when the option named here, in the way `by`, is denied.
    bool denies_next(By by);
    /// "And", "or": what is denied goes on.
    void joint();
    /// A word around a choice, at `position`.
    void word(std::string_view text, std::size_t position);
    /// A word that is neither choice nor wrapping.
    void other_word(std::string_view text, std::size_t position, std::size_t length);
    /// Punctuation as typed, for 、 lists what "," may contrast; a blank is none.
    void mark(char32_t mark);
    /// A blank between ideographs: behind a particle it cuts like a comma (一和二吧 三不算).
    void blank();
    void end();

    /// True when the next option would be denied.
    bool denying() const { return reach_ == Reach::forward || reach_ == Reach::behind; }
    void deny(Index option) { denied_.insert(option); }
    /// A denial whose reach is open, or one that leaves nothing affirmed.
    bool uncertain() const;

  private:
    enum class Reach {
        none,
        forward,  ///< the next option is denied
        behind,   ///< said right after an option: denies it (电脑没有), or the next (电话不是微信)
        listing,  ///< an option was denied: "and", "or" would deny the next as well
        comma,    ///< the denied option and a comma: it may be a list
        closed,   ///< the options before were denied; another one without a mark between is not understood
    };

    void set_off_last(std::string_view text);
    void deny_clause();
    void close_clause();
    bool names_end_at(std::size_t position) const;
    bool asked_about(std::string_view word) const;

    const Question& question_;
    std::vector<Mention>& mentions_;
    std::set<Index> denied_;
    Reach reach_ = Reach::none;
    bool strayed_ = false;          ///< words stand between the negation and what it may deny
    bool turns_forward_ = false;    ///< the negation behind an option may deny the next one (不是, "not")
    bool corrects_ = false;         ///< the negation denies one thing for another (不是, "not")
    bool open_ = false;             ///< an option after a denied one and a comma: denied as well, or affirmed
    bool affirmed_ = false;         ///< since the last mark a word said that what is named holds (主要是)
    std::size_t comma_ = 0;         ///< the first of the options since the last comma
    bool joined_ = false;           ///< "and" or 、 joined options before the last comma
    bool words_since_ = false;      ///< words since the last option: a comma ends its clause
    std::size_t clause_begin_ = 0;  ///< the first of the options that a denial at this clause's end denies
    bool apart_ = false;            ///< a mark, or a word of its own, stands between the last option and here
    bool uncertain_ = false;
};

}  // namespace askwell::flows::reading
