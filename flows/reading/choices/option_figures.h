// What a figure or letter in a reply is, judged by its surroundings: an option's number, a count, part of a
// name. Thread rule: pure functions of the text.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "flows/reading/choices/option_mention.h"
#include "flows/reading/choices/option_names.h"
#include "flows/reading/numbers/numbers.h"
#include "flows/reading/text/text.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

/// A place in a folded reply to `question` where a figure, a letter or a mark between figures stands.
class OptionFigure {
  public:
    OptionFigure(const Question& question, const OptionNames& names, std::string_view text,
                 std::size_t position)
        : question_(question), names_(names), text_(text), position_(position) {}

    /// Bytes of the "and" of "1and3" when it stands here, or 0.
    std::size_t joint_of_numbers() const;
    /// The mark here stands between figures: 1-3 may be all from one to three, or the two.
    bool between_numbers(const CodePoint& mark) const;
    /// The figure from here to `end` has no word boundary and no "and" at one of its sides.
    bool cut(std::size_t end) const;
    /// -1 is a number below all options; "2 - 3" is none.
    bool negative() const;
    /// 我的电话是13812345678 tells a number and chooses nothing.
    bool given_as_own() const;
    /// A sign of money stands before the figure ("£123").
    bool money() const;
    /// The figure from here to `end` is a percentage, or an amount of money.
    bool amount(std::size_t end) const;
    /// The number begins its clause and another option's name follows at once: "1 working efficiency", or,
    /// when `numbered`, behind the comma that numbers an item: 3、工作效率.
    bool contradicts_name(const NumberAt& number, bool numbered) const;
    /// Bytes of the counter behind a place that ends at `end` (第四样); 0 without one.
    std::size_t place_counter(std::size_t end) const;
    /// The figure from here to `end` counts something (3次, "2 calls") or gives a day.
    bool counts_something(std::size_t end) const;
    /// "1 tablet" owns one tablet; only beside its own label is a number the index of that option. For multi.
    bool counts_another(const NumberAt& number) const;
    /// Where "12 customers", 12个客户 ends: people counted are no option called "customers"; or 0.
    std::size_t counted_people(const NumberAt& number) const;
    /// "3 of them walked out": the figure from here to `end` is a part of those named before.
    bool counts_of_them(std::size_t end) const;
    /// 400电话, 12345热线: the number is part of the name behind it.
    bool names_a_line(const NumberAt& number) const;
    /// 每周三, "called at 3", "window 2": a numeral that goes with the word before it, or with the last of
    /// the options `mentions` when that one is named right before it.
    bool goes_with_word_before(const std::vector<Mention>& mentions) const;
    /// 24/7, 05-12: one of several figures of something else.
    bool linked(std::size_t end) const;
    /// Bytes of a number of seven digits or more from here (138-1234-5678), which is no choice of one; or 0.
    std::size_t telephone() const;
    bool ordinal() const { return text_.substr(0, position_).ends_with("第"); }
    /// The letters from here to `end` stand for options: "a" is an article unless the message consists of
    /// letters and wrapping, or a label or comment follows.
    bool only_letters_beside(std::size_t end) const;
    /// Where 四个都有 ends when its numeral ends at `end`, or 0.
    std::size_t all_behind(std::size_t end) const;
    /// 13 for the first and third of several options: nothing when the number is no such list.
    std::vector<Index> run_together(const NumberAt& number) const;
    /// B, "option b", ABD from here to `end`: one word of letters in ascending order, so that "bad" is no
    /// choice, standing on its own. Nothing for other words.
    std::vector<Index> letters(std::size_t end) const;

  private:
    std::size_t asked_noun(std::size_t place) const;
    bool digit_before(std::size_t place) const;
    std::size_t joint_before_digit(std::size_t place) const;
    bool joint_ends_here() const;
    bool other_number() const;
    bool inside_sentence() const;
    bool day_beyond_options(std::size_t end) const;
    bool inside_word(std::size_t place) const;

    const Question& question_;
    const OptionNames& names_;
    std::string_view text_;
    std::size_t position_;
};

}  // namespace askwell::flows::reading
