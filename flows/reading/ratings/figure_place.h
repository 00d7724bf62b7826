// Figures that are no points, by the words and marks around them: hours, ages, versions, keys of a menu,
// order numbers, which of several things.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "flows/reading/numbers/numbers.h"
#include "flows/reading/ratings/labels.h"

namespace askwell::flows::reading {

/// A figure of `text` that begins at `position`. Refers to the text and the labels. Thread rule: immutable.
class FigurePlace {
  public:
    FigurePlace(std::string_view text, const LabelMatcher& labels, std::size_t position)
        : text_(text), labels_(labels), position_(position) {}

    /// "They texted me at 9, 12 and 5": the first of several hours.
    bool begins_hours(std::size_t end) const;
    /// An order number, a price, an ordinal, the 5 of "v5": no score, whatever follows.
    bool prefixed() const;
    /// The length of "4:30pm" when the digits up to `end` are its hour, else 0.
    std::size_t clock_time(std::size_t end) const;
    /// "Since version 4.2", "android 14", "Kevin (ext. 203)".
    bool numbers_a_version() const;
    /// "Press 3, press 7", 按3按7: the keys of a menu.
    bool names_a_key(std::size_t end) const;
    /// "I'm 68 and", 我今年六十八了: years lived.
    bool is_age(const NumberAt& number) const;
    /// 聊到一半: half way, not half a point.
    bool is_midway() const;
    /// "At 4.30", "4.30pm".
    bool hour_and_minutes(const NumberAt& number) const;
    /// "It's number 14, not 41": no score when the scale ends before it.
    bool follows_number_word() const;
    /// "Agent no. 3", "window number 2": which one of several, not how many points.
    bool names_which() const;
    /// "<3", "≥4": a bound, or a heart. An arrow ("→", "=>") is none.
    bool compared() const;

  private:
    /// "12345 - 4": part of the order number, or a score after it.
    bool continues_long_number() const;
    bool follows_any(std::span<const std::string_view> names) const;

    bool matches(std::size_t at, std::string_view what) const { return text_.substr(at).starts_with(what); }
    std::size_t after_blank(std::size_t at) const {
        return at < text_.size() && text_[at] == ' ' ? at + 1 : at;
    }

    std::string_view text_;
    const LabelMatcher& labels_;
    std::size_t position_;
};

}  // namespace askwell::flows::reading
