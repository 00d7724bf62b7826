#include "flows/reading/option_finder.h"

#include <algorithm>
#include <set>

#include "flows/reading/numbers.h"
#include "flows/reading/option_words.h"
#include "flows/reading/text.h"

namespace askwell::flows::reading {
namespace {

class Finder {
  public:
    Finder(const Question& question, const OptionNames& names, std::string_view text)
        : question_(question), names_(names), text_(text) {}

    Findings run() {
        while (position_ < text_.size()) {
            const std::size_t before = position_;
            step();
            if (position_ <= before) position_ = before + 1;
        }
        if (found_.text_begin != std::string::npos) drop_parts();
        if (odd_letter_ && found_.text_begin == std::string::npos) found_.impossible = true;
        return std::move(found_);
    }

  private:
    void step() {
        const auto* word = option_words().at(text_, position_);
        const auto* name = names_.at(text_, position_);
        const std::size_t word_length = word == nullptr ? 0 : word->phrase.size();
        if (name == nullptr && (word == nullptr || word->meaning == OptionWord::wrap)) {
            if (const auto part = han_part(); part.first > 0 && part.first >= word_length)
                return mention(part.second, By::part, part.first);
        }
        if (name != nullptr && name->phrase.size() >= word_length && !within_word(*name))
            return mention(name->meaning, By::name, name->phrase.size());
        if (const std::size_t joint = joint_of_numbers(); joint > 0) {
            position_ += joint;
            return;
        }
        const auto number = number_at(text_, position_);
        if (number && !pronoun() && (number->length >= word_length || ordinal())) return by_number(*number);
        if (word_length <= word_end() - position_ && letters()) return;
        if (word != nullptr) return take(word->meaning, word_length);
        const CodePoint point = code_point_at(text_, position_);
        if (!is_word_character(point.value) && !is_han(point.value)) {
            if (point.value == U'?' || between_numbers(point)) found_.doubtful = true;
            if (point.value != U' ') denying_ = false;
            position_ += point.length;
            return;
        }
        unknown_word(word_end());
    }

    /// "The staff were lovely" does not choose "rude staff".
    void drop_parts() {
        std::erase_if(found_.mentions, [this](const Mention& mention) {
            return mention.by == By::part &&
                   std::none_of(found_.mentions.begin(), found_.mentions.end(), [&](const Mention& other) {
                       return other.by != By::part && other.option == mention.option;
                   });
        });
    }

    /// The "and" of "1and3": its length, or 0.
    std::size_t joint_of_numbers() const {
        return digit_before(position_) ? joint_before_digit(position_) : 0;
    }
    bool digit_before(std::size_t place) const {
        return place > 0 && text_[place - 1] >= '0' && text_[place - 1] <= '9';
    }
    std::size_t joint_before_digit(std::size_t place) const {
        for (const std::string_view joint : {"and", "n"}) {
            const std::size_t next = place + joint.size();
            if (next < text_.size() && text_.substr(place).starts_with(joint) && text_[next] >= '0' &&
                text_[next] <= '9')
                return joint.size();
        }
        return 0;
    }
    bool joint_ends_at(std::size_t place) const {
        for (const std::string_view joint : {"and", "n"}) {
            if (place > joint.size() && text_.substr(0, place).ends_with(joint) &&
                digit_before(place - joint.size()))
                return true;
        }
        return false;
    }

    /// "Pro+" may be another thing than "Pro".
    bool open_plus() const {
        return text_[position_] == '+' && !found_.mentions.empty() &&
               found_.mentions.back().end == position_ && trim_marks(text_.substr(position_)).empty();
    }

    /// 1-3 may be all from one to three, or the two.
    bool between_numbers(const CodePoint& mark) const {
        if (mark.value != U'-' && mark.value != U'~') return false;
        const std::string_view before = trim_space(text_.substr(0, position_));
        const std::string_view after = trim_space(text_.substr(position_ + mark.length));
        return !before.empty() && before.back() >= '0' && before.back() <= '9' &&
               number_at(after, 0).has_value();
    }

    /// The ideographs from here to the next joint or mark when just one label has them (咨询和维修): how many
    /// bytes, and whose.
    std::pair<std::size_t, Index> han_part() const {
        constexpr std::size_t kLongest = 8 * 3;
        const bool compound = !found_.mentions.empty() && found_.mentions.back().end == position_;
        if (compound || (text_end_ == position_ && position_ > 0)) return {0, 0};
        for (std::size_t end = position_; end < text_.size() && end - position_ < kLongest;) {
            const CodePoint point = code_point_at(text_, end);
            if (!is_han(point.value)) break;
            end += point.length;
            if (!part_may_end(end)) continue;
            if (const auto option = names_.with_part(text_.substr(position_, end - position_)))
                return {end - position_, *option};
        }
        return {0, 0};
    }

    bool part_may_end(std::size_t end) const {
        if (end >= text_.size() || !is_han(code_point_at(text_, end).value)) return true;
        const auto* word = option_words().at(text_, end);
        return word != nullptr && (word->meaning == OptionWord::joint || word->meaning == OptionWord::wrap);
    }

    /// 美女 does not say 女: a name of one ideograph stands apart from unknown ones before it.
    bool within_word(const PhraseMap<Index>::Entry& name) const {
        constexpr std::size_t kOneIdeograph = 3;
        return name.phrase.size() == kOneIdeograph && is_han(code_point_at(name.phrase, 0).value) &&
               text_end_ == position_ && position_ > 0;
    }

    std::size_t word_end() const {
        std::size_t end = position_ + code_point_at(text_, position_).length;
        while (end < text_.size() && !word_boundary(text_, end)) end += code_point_at(text_, end).length;
        return end;
    }

    /// A word of a label stands for it beside other choices too; a letter beyond the options is no choice.
    void unknown_word(std::size_t end) {
        const std::string_view word = text_.substr(position_, end - position_);
        const bool han = is_han(code_point_at(text_, position_).value);
        if (han && ends_name(end)) {
            position_ = end;
            return;
        }
        if (const auto name = han ? std::nullopt : names_.like(word))
            return mention(*name, By::name, word.size());
        if (const auto name = han ? std::nullopt : names_.with_word(word))
            return mention(*name, By::part, word.size());
        if (word.size() == 1 && word.front() >= 'a' && word.front() <= 'z') {
            odd_letter_ = true;
            position_ = end;
            return;
        }
        text(end);
    }

    /// 男性, 专业版: a noun's last syllable after the name it completes.
    bool ends_name(std::size_t end) const {
        static const PhraseMap<bool> endings{
            {true, {"性", "士", "版", "款", "类", "型", "端", "线", "式", "机", "牌", "种", "生", "方"}}};
        return !found_.mentions.empty() && found_.mentions.back().end == position_ &&
               endings.at(text_, position_) != nullptr &&
               (end >= text_.size() || !is_han(code_point_at(text_, end).value) ||
                option_words().at(text_, end) != nullptr);
    }

    void text(std::size_t end) {
        if (found_.text_begin == std::string::npos) found_.text_begin = position_;
        if (found_.mentions.empty()) found_.text_first = true;
        position_ = end;
        text_end_ = end;
    }

    void take(OptionWord word, std::size_t length) {
        switch (word) {
            case OptionWord::wrap:
                break;
            case OptionWord::joint:
                found_.doubtful = found_.doubtful || open_plus();
                break;
            case OptionWord::negation:
                // 价格不好: what follows a name speaks against it.
                found_.denied =
                    found_.denied || (!found_.mentions.empty() && found_.mentions.back().end == position_);
                denying_ = true;
                break;
            case OptionWord::alternative:
                found_.alternative = true;
                break;
            case OptionWord::doubt:
                found_.doubtful = true;
                break;
            case OptionWord::all:
                // 1和3都有: all of those just named.
                if (found_.mentions.empty() || found_.mentions.back().end != position_) found_.all = true;
                if (text_.substr(position_, length).starts_with("both")) found_.all_of = 2;
                if (const std::size_t counted = count_of_all(position_ + length); counted > 0)
                    length += counted;
                break;
            case OptionWord::not_words:
                return text(position_ + length);
        }
        position_ += length;
    }

    void mention(Index option, By by, std::size_t length) {
        if (denying_) {
            found_.denied = true;
        } else {
            found_.mentions.push_back(Mention{option, by, position_, position_ + length});
        }
        denying_ = false;
        position_ += length;
    }

    /// 2, 第二个, 13 for the first and third. A number that counts something (3次) or is part of a word is
    /// text.
    void by_number(NumberAt number) {
        const std::size_t dot = text_.substr(position_, number.length).find('.');
        if (question_.type == QuestionType::multi &&
            dot != std::string_view::npos) {  // 1.3 is a list, not a decimal
            number = *number_at(text_.substr(position_, dot), 0);
        }
        const std::size_t end = position_ + number.length;
        if (const std::size_t all = all_behind(end); all > 0) {
            found_.all = true;
            found_.all_of = static_cast<Index>(number.high);
            position_ = all;
            return;
        }
        if (negative()) {
            found_.impossible = true;
            position_ = end;
            return;
        }
        const bool cut = (!word_boundary(text_, position_) && !joint_ends_at(position_)) ||
                         (!word_boundary(text_, end) && joint_before_digit(end) == 0);
        if (cut || part_of_day_or_time() || counts_another(number, end) ||
            (joint_before_digit(end) == 0 && counts_something(end)) || names_a_line(number, end))
            return text(end);
        const double value = number.high;
        const bool whole = !number.fraction && !number.span();
        if (whole && value >= 1 && value <= static_cast<double>(question_.options.size())) {
            return mention(static_cast<Index>(value) - 1, By::number, number.length);
        }
        if (run_together(number)) return;
        // "male, 35": a number beside a name is not meant as a choice.
        constexpr double kNoIdentifier = 1000;
        if (question_.type == QuestionType::single && value < kNoIdentifier && named()) return text(end);
        found_.impossible = true;
        position_ = end;
    }

    /// -1 is a number below all options; "2 - 3" is none.
    bool negative() const {
        return position_ > 0 && text_[position_ - 1] == '-' &&
               (position_ == 1 || text_[position_ - 2] == ' ') && found_.mentions.empty();
    }

    /// Where 四个都有 ends when its numeral ends at `end`, or 0.
    std::size_t all_behind(std::size_t end) const {
        const std::string_view rest = text_.substr(end);
        for (const std::string_view counter : {"个", "项", "样", "种", ""}) {
            if (!rest.starts_with(counter)) continue;
            const auto* word = option_words().at(text_, end + counter.size());
            const bool all = word != nullptr && word->meaning == OptionWord::all;
            return all && (!counter.empty() || word->phrase == "全选") && found_.mentions.empty()
                       ? end + counter.size() + word->phrase.size()
                       : 0;
        }
        return 0;
    }

    /// Bytes of the numeral of "all four" behind the "all" that ends at `end`, noted as what "all" is; or 0.
    std::size_t count_of_all(std::size_t end) {
        if (end >= text_.size() || text_[end] != ' ') return 0;
        const auto number = number_at(text_, end + 1);
        if (!number || number->span() || number->high < 2) return 0;
        found_.all_of = static_cast<Index>(number->high);
        return 1 + number->length;
    }

    bool named() const {
        return std::any_of(found_.mentions.begin(), found_.mentions.end(),
                           [](const Mention& mention) { return mention.by == By::name; });
    }

    /// "The online one" counts nothing.
    bool pronoun() const {
        if (!stands_at(text_, position_, "one") || found_.mentions.empty()) return false;
        const Mention& last = found_.mentions.back();
        return last.by != By::number && last.end + 1 == position_;
    }

    /// 每周三, "called at 3": a numeral that goes with the name or word before it.
    bool part_of_day_or_time() const {
        if (text_.substr(0, position_).ends_with(" at ")) return true;
        const bool digits = text_[position_] >= '0' && text_[position_] <= '9';
        return !digits && !found_.mentions.empty() && found_.mentions.back().by == By::name &&
               found_.mentions.back().end == position_;
    }

    /// "1 tablet" owns one tablet; only beside its own label is a number the index of that option.
    bool counts_another(const NumberAt& number, std::size_t end) const {
        if (question_.type != QuestionType::multi || end >= text_.size() || text_[end] != ' ') return false;
        const auto* name = names_.at(text_, end + 1);
        return name != nullptr && name->meaning + 1 != static_cast<Index>(number.high) &&
               !question_.options[name->meaning].other;
    }

    /// 400电话, 12345热线: the number is part of the name behind it.
    bool names_a_line(const NumberAt& number, std::size_t end) const {
        constexpr double kShortestLine = 100;
        return number.low >= kShortestLine && end < text_.size() && names_.at(text_, end) != nullptr;
    }

    bool counts_something(std::size_t end) const {
        // clang-format off
        static const PhraseMap<bool> counters{
            {false,
             {"个", "号", "项", "选项", "种", "和", "与", "及", "以及", "还有", "跟", "加", "也", "都",
              "吧", "啊", "是", "了", "的", "就是", "因为", "但是", "但", "不过", "主要", "或", "或者",
              "还是", "到", "至", "呢", "哦", "谢谢", "、", "个选项", "这个", "那个", "两个", "两项",
              "三项", "都有", "都选", "都是", "没有", "没", "不是", "不", "没用", "第"}},
        };
        // clang-format on
        const std::size_t next = end < text_.size() && text_[end] == ' ' ? end + 1 : end;
        if (next >= text_.size()) return false;
        const CodePoint point = code_point_at(text_, next);
        if (is_han(point.value)) {
            if (names_.at(text_, next) != nullptr) return text_.substr(next - (next - end)).starts_with("个");
            if (number_at(text_, next)) return false;
            const auto* counter = counters.at(text_, next);
            if (counter != nullptr && counter->phrase == "号" && time_of_day(next + counter->phrase.size()))
                return true;
            if (counter == nullptr) return next == end || counter_after_blank(next);
            // 3个 counts, 第3个 names.
            if (counter->phrase != "个" && counter->phrase != "种" && counter->phrase != "项") return false;
            return !ordinal();
        }
        if (!is_word_character(point.value) || next == end) return false;
        return option_words().at(text_, next) == nullptr && names_.at(text_, next) == nullptr &&
               !number_at(text_, next) && !starts_comment(next) && (is_unit(next) || !other_number());
    }

    /// 2号下午: the day of the month.
    bool time_of_day(std::size_t position) const {
        static const PhraseMap<bool> times{
            {true, {"上午", "下午", "早上", "中午", "晚上", "凌晨", "那天", "当天", "前后", "左右"}}};
        return times.at(text_, position) != nullptr;
    }

    bool ordinal() const { return text_.substr(0, position_).ends_with("第"); }
    /// "5 in store": the words after the number of the option "other" say which.
    bool other_number() const {
        const auto number = number_at(text_, position_);
        const auto index = number ? static_cast<Index>(number->high) : 0;
        return index >= 1 && index <= question_.options.size() && question_.options[index - 1].other;
    }
    bool is_unit(std::size_t next) const {
        static const PhraseMap<bool> units{
            {true,
             {"star", "stars", "point", "points", "time", "times", "minute", "minutes", "min",     "mins",
              "hour", "hours", "day",   "days",   "week", "weeks", "people", "calls",   "percent", "years"}}};
        return units.at(text_, next) != nullptr;
    }
    bool counter_after_blank(std::size_t next) const {
        // clang-format off
        static const PhraseMap<bool> counters{
            {true,
             {"次", "天", "分钟", "小时", "个", "位", "名", "人", "号楼", "楼", "元", "块", "年", "月"}},
        };
        // clang-format on
        return counters.at(text_, next) != nullptr;
    }
    bool starts_comment(std::size_t next) const {
        // clang-format off
        static const PhraseMap<bool> starters{
            {true,
             {"because", "but", "since", "cause", "as", "though", "it's", "was", "which", "so", "i", "they",
              "thanks", "cos"}},
        };
        // clang-format on
        return starters.at(text_, next) != nullptr;
    }

    /// 24/7, 05-12: one of several figures of something else.
    bool linked(std::size_t begin, std::size_t end) const {
        const auto mark = [this](std::size_t place) {
            return place < text_.size() &&
                   std::string_view{"/-:"}.find(text_[place]) != std::string_view::npos;
        };
        return (mark(end) && end + 1 < text_.size() && number_at(text_, end + 1)) ||
               (begin > 1 && mark(begin - 1) && digit_before(begin - 1));
    }

    bool run_together(const NumberAt& number) {
        if (question_.type != QuestionType::multi || question_.options.size() > 9 || !number.plain)
            return false;
        const std::string_view digits = text_.substr(position_, number.length);
        if (linked(position_, position_ + number.length)) return false;
        std::vector<Index> indexes;
        for (std::size_t i = 0; i < digits.size();) {
            const auto digit = number_at(digits.substr(i, code_point_at(digits, i).length), 0);
            if (!digit || digit->high < 1 || digit->high > static_cast<double>(question_.options.size()))
                return false;
            indexes.push_back(static_cast<Index>(digit->high) - 1);
            i += code_point_at(digits, i).length;
        }
        if (std::set<Index>(indexes.begin(), indexes.end()).size() != indexes.size()) return false;
        mention_all(indexes, number.length);
        return true;
    }

    /// B, "option b", ABD. One word of letters in ascending order, so that "bad" is no choice, standing on
    /// its own.
    bool letters() {
        const std::size_t end = word_end();
        const std::string_view word = text_.substr(position_, end - position_);
        if (word.empty() || word.size() > question_.options.size()) return false;
        std::vector<Index> indexes;
        for (const char letter : word) {
            const auto index = static_cast<Index>(letter - 'a');
            if (letter < 'a' || letter > 'z' || index >= question_.options.size()) return false;
            if (!indexes.empty() && index <= indexes.back()) return false;
            indexes.push_back(index);
        }
        if (word.size() > 1 && question_.type != QuestionType::multi) return false;
        if (!only_letters_beside(end)) return false;
        mention_all(indexes, word.size());
        return true;
    }

    /// "a" is an article unless the message consists of letters, or "option" stands before it.
    bool only_letters_beside(std::size_t end) const {
        const auto harmless = [](std::string_view text) {
            for (std::size_t i = 0; i < text.size();) {
                const auto* entry = option_words().at(text, i);
                const bool wrapping =
                    entry != nullptr && entry->phrase.size() > 1 &&
                    (entry->meaning == OptionWord::wrap || entry->meaning == OptionWord::joint);
                const CodePoint point = code_point_at(text, i);
                if (wrapping) {
                    i += entry->phrase.size();
                } else if (is_han(point.value)) {
                    return false;
                } else if (is_word_character(point.value)) {
                    std::size_t stop = i + point.length;
                    while (stop < text.size() && !word_boundary(text, stop))
                        stop += code_point_at(text, stop).length;
                    if (stop - i > 1 &&
                        text.substr(i, stop - i).find_first_not_of("abcdefghij") != std::string_view::npos)
                        return false;
                    if (stop - i == 1 && (text[i] < 'a' || text[i] > 'z')) return false;
                    i = stop;
                } else {
                    i += point.length;
                }
            }
            return true;
        };
        if (position_ > 0 && !harmless(text_.substr(0, position_))) return false;
        const std::string_view rest = text_.substr(end);
        const bool label_follows = end < text_.size() && is_han(code_point_at(text_, end).value) &&
                                   names_.at(text_, end) != nullptr;  // b在线客服
        const std::string_view behind = trim_space(rest);
        const bool mark_follows = !behind.empty() && !is_han(code_point_at(behind, 0).value) &&
                                  !is_word_character(code_point_at(behind, 0).value) && !inside_word(end);
        if (label_follows || mark_follows || (rest.starts_with(' ') && starts_comment(end + 1))) return true;
        if (rest.empty() || rest.front() == ',' || rest.front() == '.' || rest.front() == ':' ||
            rest.front() == ')')
            return true;
        return harmless(rest);
    }

    /// The mark at `place` ties letters together: e-mail, "c'mon".
    bool inside_word(std::size_t place) const {
        return place + 1 < text_.size() &&
               std::string_view{"-'/."}.find(text_[place]) != std::string_view::npos &&
               is_word_character(code_point_at(text_, place + 1).value);
    }

    void mention_all(const std::vector<Index>& indexes, std::size_t length) {
        const std::size_t begin = position_;
        for (const Index index : indexes) {
            position_ = begin;
            mention(index, By::number, length);
        }
        position_ = begin + length;
    }

    const Question& question_;
    const OptionNames& names_;
    std::string_view text_;
    std::size_t position_ = 0;
    bool denying_ = false;
    std::size_t text_end_ = 0;  ///< where the last word ended that is no choice
    bool odd_letter_ = false;   ///< a letter that is no option's
    Findings found_;
};

}  // namespace

Findings find_options(const Question& question, const OptionNames& names, std::string_view text) {
    return Finder{question, names, text}.run();
}

std::string_view without_wrapping(std::string_view text) {
    text = trim_marks(text);
    for (const auto* word = option_words().at(text, 0);
         word != nullptr && word->meaning == OptionWord::wrap && word->phrase.size() < text.size();
         word = option_words().at(text, 0)) {
        text = trim_marks(text.substr(word->phrase.size()));
    }
    for (std::size_t i = text.size(); i-- > 1;) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) continue;
        const auto* word = option_words().at(text, i);
        if (word == nullptr || word->meaning != OptionWord::wrap || i + word->phrase.size() != text.size())
            break;
        text = trim_marks(text.substr(0, i));
        i = text.size();
    }
    return text;
}

bool only_wrapping(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto* word = option_words().at(text, i);
        const CodePoint point = code_point_at(text, i);
        const bool silent = !is_word_character(point.value) && !is_han(point.value);
        if (!silent && (word == nullptr || word->meaning != OptionWord::wrap)) return false;
        i += silent ? point.length : word->phrase.size();
    }
    return true;
}

}  // namespace askwell::flows::reading
