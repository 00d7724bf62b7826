#include "flows/reading/ratings/figure_place.h"

#include <algorithm>

#include "flows/reading/text/phrases.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {

bool FigurePlace::follows_any(std::span<const std::string_view> names) const {
    const std::string_view before = text_.substr(0, position_);
    return std::any_of(names.begin(), names.end(), [before](std::string_view name) {
        return before.ends_with(name) && word_boundary(before, before.size() - name.size());
    });
}

bool FigurePlace::begins_hours(std::size_t end) const {
    return text_.substr(0, position_).ends_with(" at ") && matches(end, ",") &&
           number_at(text_, after_blank(end + 1)).has_value();
}

bool FigurePlace::prefixed() const {
    if (position_ == 0) return false;
    for (const std::string_view mark : {"#", "$", "¥", "£", "€", "第", "no", ".", ":0", "/", "-"}) {
        if (text_.substr(0, position_).ends_with(mark)) {
            // "score:no 4" is no ordinal; a blank or a sentence's stop before the digit is harmless.
            return mark != "." || position_ < 2 ||
                   (text_[position_ - 2] >= '0' && text_[position_ - 2] <= '9');
        }
    }
    return continues_long_number() || !word_boundary(text_, position_);
}

std::size_t FigurePlace::clock_time(std::size_t end) const {
    const auto minutes = matches(end, ":") ? number_at(text_, end + 1) : std::nullopt;
    constexpr std::size_t kMinuteDigits = 2;
    const bool is_time = minutes && minutes->form == NumberForm::digits && minutes->length == kMinuteDigits;
    return is_time ? end + 1 + kMinuteDigits - position_ : 0;
}

bool FigurePlace::numbers_a_version() const {
    constexpr std::string_view kNames[] = {"version ", "ver ",     "ver. ", "android ", "ios ",  "windows ",
                                           "module ",  "chapter ", "ext ",  "ext. ",    "extn ", "extension ",
                                           "分机",     "分机号",   "版本",  "系统"};
    return follows_any(kNames);
}

bool FigurePlace::names_a_key(std::size_t end) const {
    constexpr std::string_view kNames[] = {"press ",   "pressed ", "pressing ", "hit ", "dial ",
                                           "dialled ", "dialed ",  "按",        "按了"};
    return follows_any(kNames) && !matches(end, "分");  // 就按5分算
}

bool FigurePlace::is_age(const NumberAt& number) const {
    constexpr double kYoungest = 16;
    constexpr double kOldest = 105;
    constexpr std::string_view kNames[] = {"今年", "我",   "爸",  "妈",    "都",   "快",
                                           "已经", "i'm ", "im ", "i am ", "aged "};
    return number.low >= kYoungest && number.high <= kOldest && follows_any(kNames);
}

bool FigurePlace::is_midway() const {
    return matches(position_, "一半") && text_.substr(0, position_).ends_with("到");
}

bool FigurePlace::hour_and_minutes(const NumberAt& number) const {
    constexpr std::string_view kTimes[] = {"at ", "from ", "until ", "till ", "til ", "since ", "by "};
    constexpr std::size_t kMinutes = 3;  // ".30"
    const std::string_view said = text_.substr(position_, number.length);
    const std::size_t dot = said.find('.');
    if (number.form != NumberForm::digits || dot == std::string_view::npos || said.size() != dot + kMinutes)
        return false;
    const std::size_t next = after_blank(position_ + number.length);
    return matches(next, "am") || matches(next, "pm") || follows_any(kTimes);
}

bool FigurePlace::follows_number_word() const {
    const std::string_view before = text_.substr(0, position_);
    return before.ends_with("number ") || before.ends_with("no. ") || before.ends_with("nr ");
}

bool FigurePlace::names_which() const {
    for (const std::string_view mark : {"no. ", "no ", "number ", "nr ", "nr. "}) {
        const std::string_view before = text_.substr(0, position_);
        if (!before.ends_with(mark)) continue;
        const std::string_view rest = trim_space(before.substr(0, before.size() - mark.size()));
        if (rest.empty() || !is_word_character(code_point_at(rest, rest.size() - 1).value)) return false;
        const std::size_t word = rest.find_last_of(" ,.!?;:") + 1;
        if (number_at(rest, word)) return false;  // "7 no 8"
        static const PhraseMap<bool> scores{
            {true, {"option", "answer", "score", "rating", "choice", "is",    "it's",  "say",  "with",
                    "wait",   "oh",     "a",     "the",    "i",      "be",    "grade", "pick", "choose",
                    "select", "for",    "give",  "mark",   "to",     "would", "of"}}};
        return scores.whole(rest.substr(word)) == nullptr && !labels_.at(rest, word);
    }
    return false;
}

bool FigurePlace::compared() const {
    const std::string_view before = text_.substr(0, position_);
    if (before.ends_with("->") || before.ends_with("=>")) return false;
    return before.ends_with('<') || before.ends_with('>') || before.ends_with("≥") || before.ends_with("≤");
}

bool FigurePlace::continues_long_number() const {
    constexpr std::size_t kLong = 4;
    const std::string_view before = text_.substr(0, position_);
    const std::string_view number = before.substr(0, before.find_last_not_of(" -") + 1);
    if (before.find('-', number.size()) == std::string_view::npos) return false;
    return number.size() - (number.find_last_not_of("0123456789") + 1) >= kLong;
}

}  // namespace askwell::flows::reading
