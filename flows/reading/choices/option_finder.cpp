#include "flows/reading/choices/option_finder.h"

#include <algorithm>
#include <iterator>

#include "flows/reading/choices/item_numbers.h"
#include "flows/reading/choices/option_denials.h"
#include "flows/reading/choices/option_details.h"
#include "flows/reading/choices/option_figures.h"
#include "flows/reading/choices/option_kinds.h"
#include "flows/reading/choices/option_place.h"
#include "flows/reading/choices/option_series.h"
#include "flows/reading/choices/option_story.h"
#include "flows/reading/choices/somebody_else.h"
#include "flows/reading/numbers/numbers.h"
#include "flows/reading/text/asked.h"
#include "flows/reading/text/option_words.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

class Finder {
  public:
    Finder(const Question& question, const OptionNames& names, const FoldedText& reply)
        : question_(question), names_(names), reply_(reply), text_(reply.text) {}

    Findings run() {
        const std::vector<ItemNumber> items =
            question_.type == QuestionType::multi ? item_numbers(names_, text_) : std::vector<ItemNumber>{};
        auto item = items.begin();
        while (position_ < text_.size()) {
            const std::size_t before = position_;
            if (item != items.end() && item->begin == position_) {
                position_ = item++->end;
                continue;
            }
            step();
            if (position_ <= before) position_ = before + 1;
        }
        denials_.end();
        if (found_.text_begin != std::string::npos) drop_parts();
        story_.settle(found_);
        if (found_.mentions.empty() && called_) found_.mentions.push_back(*called_);
        if (named_of_them_ && !lists_as_many()) found_.doubtful = true;
        found_.denied = denials_.uncertain();
        for (const auto* options : shared_) found_.doubtful = found_.doubtful || left_open(*options);
        found_.doubtful = found_.doubtful || (others_ && !named());  // 我老婆是员工，我是个人客户
        if (identifier_ && !named()) found_.impossible = true;
        if (odd_letter_ && found_.text_begin == std::string::npos) found_.impossible = true;
        return std::move(found_);
    }

  private:
    static constexpr std::size_t kIdeograph = 3;  // bytes
    static constexpr std::string_view kBetween = "之间";

    OptionFigure figure() const { return {question_, names_, text_, position_}; }
    OptionPlace place() const { return {question_, names_, text_, found_.mentions, position_}; }

    void step() {
        const auto* word = option_words().at(text_, position_);
        const auto* name = names_.at(text_, position_);
        const std::size_t word_length = word == nullptr ? 0 : word->phrase.size();
        if (name == nullptr && (word == nullptr || word->meaning == OptionWord::wrap)) {
            if (const auto part = han_part(); part.first > 0 && part.first >= word_length)
                return mention(part.second, By::part, part.first);
        }
        if (const auto [length, option] = names_.abbreviated_at(text_, position_);
            length > std::max(word_length, name == nullptr ? 0 : name->phrase.size()))
            return mention(option, By::name, length);
        // "First" may be a class of its own.
        if (const OptionSeries series = series_at(question_, text_, position_);
            series.length > (name == nullptr ? 0 : name->phrase.size()))
            return mention_all(series.options, series.length);
        if (const std::size_t thing =
                place().unlisted(std::max(word_length, name == nullptr ? 0 : name->phrase.size()));
            thing > 0) {
            found_.unlisted = true;
            return text(position_ + thing);
        }
        const std::size_t named = name == nullptr ? 0 : name->phrase.size();
        if (const auto* shared = names_.shared_name_at(text_, position_);
            shared != nullptr && shared->phrase.size() > named && shared->phrase.size() >= word_length)
            return meet_shared(shared->meaning, shared->phrase.size());
        if (const std::size_t before = word == nullptr ? 0 : place().begins_later(word->phrase); before > 0)
            return take(OptionWord::wrap, before);
        if (name != nullptr && place().refuses(name->phrase))
            return take(OptionWord::negation, name->phrase.size());
        if (name != nullptr && name->phrase.size() >= word_length && !within_word(*name))
            return mention(name->meaning, By::name, name->phrase.size());
        if (const std::size_t joint = figure().joint_of_numbers(); joint > 0) {
            position_ += joint;
            return;
        }
        if (const std::size_t address = address_at(text_, position_); address > 0) {
            auto option = names_.whole("email");
            if (!option) option = names_.whole("邮件");
            if (option) return mention(*option, By::name, address);
        }
        if (const std::size_t telephone = figure().telephone(); telephone > 0) {
            const std::string_view before = text_.substr(0, position_);
            const auto phone =
                before.ends_with("打") || before.ends_with("打我") ? names_.whole("电话") : std::nullopt;
            if (phone) return mention(*phone, By::name, telephone);
            identifier_ = true;
            found_.impossible = found_.impossible || figure().given_as_own();
            return text(position_ + telephone);
        }
        const auto number = number_at(text_, position_);
        if (number && !place().pronoun() && (number->length >= word_length || figure().ordinal()))
            return by_number(*number);
        const std::size_t word_end = place().word_end();
        const std::size_t rest_of_word = word_end - position_;
        if (const std::vector<Index> letters = figure().letters(word_end);
            word_length <= rest_of_word && !letters.empty())
            return mention_all(letters, rest_of_word);
        if (word != nullptr) return take(word->meaning, word_length);
        const CodePoint point = code_point_at(text_, position_);
        if (!is_word_character(point.value) && !is_han(point.value)) {
            if (figure().between_numbers(point)) found_.doubtful = true;
            if (point.value != U' ') {
                denials_.mark(typed_mark(point));
            } else if (is_han(code_point_at(text_, position_ + 1).value)) {
                denials_.blank();
            }
            if (std::string_view{",.;!\n"}.find(text_[position_]) != std::string_view::npos) {
                doubt_ = false;
                clause_begin_ = position_ + 1;
            }
            position_ += point.length;
            return;
        }
        unknown_word(word_end);
    }

    /// A name that leaves open which of `options` is meant, unless another word tells.
    void meet_shared(const std::set<Index>& options, std::size_t length) {
        if (denials_.denies_next(By::name)) {
            for (const Index option : options) denials_.deny(option);
        } else {
            shared_.push_back(&options);
        }
        position_ += length;
    }

    bool left_open(const std::set<Index>& options) const {
        return std::none_of(found_.mentions.begin(), found_.mentions.end(),
                            [&](const Mention& mention) { return options.contains(mention.option); });
    }

    /// 高速 of 高速和老家都没信号: a list goes on right behind it.
    bool joined_to_a_name(const Mention& part) const {
        return question_.type == QuestionType::multi &&
               std::any_of(found_.mentions.begin(), found_.mentions.end(), [&](const Mention& next) {
                   if (next.by != By::name || next.begin <= part.end) return false;
                   const auto* word = option_words().at(text_, after_blank(text_, part.end));
                   const bool joint = word != nullptr && word->meaning == OptionWord::joint;
                   return joint && trim_space(text_.substr(part.end, next.begin - part.end)) == word->phrase;
               });
    }

    /// "The staff were lovely" does not choose "rude staff".
    void drop_parts() {
        const auto only_part = [this](const Mention& mention) {
            return mention.by == By::part && !joined_to_a_name(mention) &&
                   std::none_of(found_.mentions.begin(), found_.mentions.end(), [&](const Mention& other) {
                       return other.by != By::part && other.option == mention.option;
                   });
        };
        std::copy_if(found_.mentions.begin(), found_.mentions.end(), std::back_inserter(found_.parts),
                     only_part);
        std::erase_if(found_.mentions, [this](const Mention& mention) {
            return std::any_of(found_.parts.begin(), found_.parts.end(),
                               [&](const Mention& part) { return part.begin == mention.begin; });
        });
    }

    /// The part of one label that stands here, unless other words run into it.
    std::pair<std::size_t, Index> han_part() const {
        const bool compound = !found_.mentions.empty() && found_.mentions.back().end == position_;
        if (compound || (text_end_ == position_ && position_ > 0)) return {0, 0};
        return names_.part_at(text_, position_);
    }

    /// 美女 does not say 女: a name of one ideograph stands apart from unknown ones before it.
    bool within_word(const PhraseMap<Index>::Entry& name) const {
        return name.phrase.size() == kIdeograph && is_han(code_point_at(name.phrase, 0).value) &&
               text_end_ == position_ && position_ > 0;
    }

    /// A word of a label stands for it beside other choices too; a letter beyond the options is no choice.
    void unknown_word(std::size_t end) {
        const std::string_view word = text_.substr(position_, end - position_);
        const bool han = is_han(code_point_at(text_, position_).value);
        if (han && place().ends_name(end)) {
            position_ = end;
            return;
        }
        if (const auto name = han ? std::nullopt : names_.like(word))
            return mention(*name, By::name, word.size());
        if (const auto name = han ? std::nullopt : names_.with_word(word))
            return mention(*name, By::part, word.size());
        // The list is looked for last: it takes a look at the whole reply.
        const bool several = question_.type == QuestionType::multi;
        if (const auto name = han || !several ? std::nullopt : names_.cut_short(word);
            name && in_a_list_with_a_name(names_, text_, position_, end))
            return mention(*name, By::name, word.size());
        const bool kiss = word.find_first_not_of('x') == std::string_view::npos && !found_.mentions.empty();
        if (kiss || (word.size() == 1 && word.front() >= 'a' && word.front() <= 'z')) {
            const bool apostrophe = text_.substr(0, position_).ends_with('\'');  // "Tom's"
            odd_letter_ = odd_letter_ || !(kiss || apostrophe);
            position_ = end;
            return;
        }
        text(end);
    }

    void text(std::size_t end) {
        found_.doubtful = kinds_.meet_word(text_, position_, found_.mentions) || found_.doubtful;
        story_.note_word(position_);
        if (found_.text_begin == std::string::npos) found_.text_begin = position_;
        if (found_.mentions.empty() && !found_.all_of) found_.text_first = true;
        denials_.other_word(text_, position_, end - position_);
        position_ = end;
        text_end_ = end;
    }

    void take(OptionWord word, std::size_t length) {
        switch (word) {
            case OptionWord::wrap:
                note_call(length);
                denials_.word(text_, position_);
                break;
            case OptionWord::joint:
                denials_.joint();
                kinds_.meet_joint();
                // 专业版的plus may be Pro Plus.
                found_.doubtful =
                    found_.doubtful || place().open_plus() ||
                    (!found_.mentions.empty() && names_.with_word(text_.substr(position_, length)));
                break;
            case OptionWord::negation:
                denials_.negation(text_.substr(position_, length), position_);
                break;
            case OptionWord::alternative:
                found_.alternative = true;
                found_.doubtful = found_.doubtful || place().offers_unknown(length, text_end_);
                denials_.joint();
                break;
            case OptionWord::range:
                found_.doubtful = found_.doubtful || place().joins_range(length);
                denials_.word(text_, position_);
                break;
            case OptionWord::unsure:
                found_.doubtful = found_.doubtful || !place().ends_courtesy(length);
                break;
            case OptionWord::doubt:
                if (wishes(length)) break;
                if (question_.type == QuestionType::multi && text_.substr(position_, length) == kBetween)
                    return text(position_ + length);  // 部门之间
                // "Out of personal interest" is why; "3 out of 5" is open.
                if (text_.substr(position_, length) == "out of" &&
                    names_.at(text_, after_blank(text_, position_ + length)) != nullptr)
                    break;
                if (counts_of_them(length)) break;
                doubt_ = true;
                found_.doubtful = found_.doubtful || !chosen_before_clause();
                break;
            case OptionWord::rhetoric:
                if (found_.mentions.empty()) found_.doubtful = true;
                return text(std::min(text_.find_first_of(",.!?;\n", position_), text_.size() - 1) + 1);
            case OptionWord::all:
                if (place().says_each(length, text_end_)) return text(position_ + length);
                found_.doubtful = found_.doubtful || denials_.denying();  // 不是全选
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

    /// 希望打电话 answers a question that asks what would suit.
    bool wishes(std::size_t length) const {
        return text_.substr(position_, length) == "希望" && only_wrapping(text_.substr(0, position_)) &&
               contains_any(wording_of(question_), {"方便", "希望", "想要", "愿意"});
    }

    /// "Two of them: efficiency and cost" says first how many follow.
    bool counts_of_them(std::size_t length) {
        static const PhraseMap<Index> counts{{1, {"one of them", "one of these"}},
                                             {2, {"two of them", "two of these"}},
                                             {3, {"three of them"}}};
        const Index* const count = counts.whole(text_.substr(position_, length));
        const std::string_view behind = text_.substr(position_ + length);
        const bool begins = only_wrapping(text_.substr(0, position_)) && found_.mentions.empty();
        const std::size_t mark = behind.find_first_not_of(' ');
        if (count == nullptr || !begins || mark == std::string_view::npos ||
            std::string_view{",:;-."}.find(behind[mark]) == std::string_view::npos)
            return false;
        named_of_them_ = *count;
        return true;
    }

    bool lists_as_many() const {
        std::set<Index> options;
        for (const Mention& mention : found_.mentions) options.insert(mention.option);
        return options.size() == *named_of_them_ && !found_.unlisted;
    }

    /// "No effect, just thought I should tell you": the doubt is about something else than the option before.
    bool chosen_before_clause() const {
        return !found_.mentions.empty() && found_.mentions.back().end <= clause_begin_;
    }

    void mention(Index option, By by, std::size_t length) {
        found_.doubtful = found_.doubtful || doubt_;
        found_.doubtful = kinds_.meet_option(option) || found_.doubtful;
        if (by == By::name && place().goes_on_denying(length)) found_.doubtful = true;
        if (by == By::name && wishes_a_call(question_, text_, position_, position_ + length))
            found_.doubtful = true;
        if (by == By::name && place().names_device(length)) return text(position_ + length);
        if (const std::size_t lacked = by == By::name ? place().lacked(length) : 0; lacked > 0) {
            denials_.deny(option);
            position_ += length + lacked;
            return;
        }
        if (by != By::number && names_somebody_else(text_, position_, position_ + length)) {
            others_ = true;
            return text(position_ + length);
        }
        if (denials_.denies_next(by)) {
            denials_.deny(option);
        } else {
            found_.mentions.push_back(Mention{option, by, position_, position_ + length});
        }
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
        const std::size_t all = found_.mentions.empty() ? figure().all_behind(end) : 0;
        if (all > 0) {
            found_.all = true;
            found_.all_of = static_cast<Index>(number.high);
            position_ = all;
            return;
        }
        if (found_.mentions.empty() && figure().negative()) {
            found_.impossible = true;
            position_ = end;
            return;
        }
        const OptionFigure here = figure();
        if (const std::size_t item = item_number_at(text_, position_); item > 0) {
            position_ += item;
            return;
        }
        if (here.counts_of_them(end)) {
            found_.doubtful = found_.doubtful || !named();
            return text(end);
        }
        if (const std::size_t people = here.counted_people(number); people > 0) return text(people);
        if (here.money() || here.amount(end)) {
            // "12%" is no list of 1 and 2, and "50% cost" leaves open how much of it counts.
            found_.impossible = found_.impossible || (found_.mentions.empty() && !here.money());
            return text(end);
        }
        const bool numbered =
            position_ == 0 &&
            (reply_.raw_between(end, std::min(end + 1, text_.size())) == "、" || place().names_one_only(end));
        if (!here.cut(end) && here.contradicts_name(number, numbered)) found_.doubtful = true;
        if (here.cut(end) || here.goes_with_word_before(found_.mentions) || here.counts_another(number) ||
            here.counts_something(end) || here.names_a_line(number))
            return text(end);
        const double value = number.high;
        const bool whole = !number.fraction && !number.span();
        if (whole && value >= 1 && value <= static_cast<double>(question_.options.size())) {
            return mention(static_cast<Index>(value) - 1, By::number,
                           number.length + here.place_counter(end));
        }
        if (const std::vector<Index> digits = here.run_together(number); !digits.empty())
            return mention_all(digits, number.length);
        // "male, 35", 打我手机13812345678: a number beside a name is not meant as a choice.
        constexpr double kIdentifier = 100;
        if (question_.type == QuestionType::single && (value >= kIdentifier || named())) {
            identifier_ = identifier_ || value >= kIdentifier;
            return text(end);
        }
        story_.note_beyond(position_, end);
        position_ = end;
    }

    /// "I called you" names the telephone unless another option is named ("called you via the app").
    void note_call(std::size_t length) {
        const auto* name = names_.at(text_, position_);
        if (name != nullptr && name->phrase.size() < length && !called_ && !denials_.denying())
            called_ = Mention{name->meaning, By::name, position_, position_ + name->phrase.size()};
    }

    /// The mark here before it was folded: 、 folds to a comma.
    char32_t typed_mark(const CodePoint& folded) const {
        const std::string_view typed = reply_.raw_between(position_, position_ + folded.length);
        return typed == "、" ? U'、' : folded.value;
    }

    /// Bytes of the numeral of "all four" behind the "all" that ends at `end`, noted as what "all" is; or 0.
    std::size_t count_of_all(std::size_t end) {
        if (end >= text_.size() || text_[end] != ' ') return 0;
        const auto number = number_at(text_, end + 1);
        if (!number || number->span() || number->high < 2) return 0;
        constexpr std::string_view kAnd = " and ";  // "both 2 and 1"
        const std::size_t behind = end + 1 + number->length;
        if (text_.substr(behind).starts_with(kAnd) && number_at(text_, behind + kAnd.size())) return 0;
        found_.all_of = static_cast<Index>(number->high);
        return 1 + number->length;
    }

    bool named() const {
        return std::any_of(found_.mentions.begin(), found_.mentions.end(),
                           [](const Mention& mention) { return mention.by == By::name; });
    }

    void mention_all(const std::vector<Index>& indexes, std::size_t length) {
        const std::size_t begin = position_;
        for (const Index index : indexes) {
            if (position_ > begin) denials_.joint();
            position_ = begin;
            mention(index, By::number, length);
        }
        position_ = begin + length;
    }

    const Question& question_;
    const OptionNames& names_;
    const FoldedText& reply_;
    std::string_view text_;
    std::size_t position_ = 0;
    std::vector<const std::set<Index>*> shared_;  ///< what names of several options may mean
    std::size_t text_end_ = 0;                    ///< where the last word ended that is no choice
    std::size_t clause_begin_ = 0;                ///< behind the last mark
    bool doubt_ = false;                          ///< a word since then puts in doubt what it stands beside
    bool others_ = false;                         ///< an option was said of somebody else
    std::optional<Index> named_of_them_;          ///< how many the reply says that it names
    bool odd_letter_ = false;                     ///< a letter that is no option's
    bool identifier_ = false;        ///< a long number, which no option has; one's detail when it is named
    std::optional<Mention> called_;  ///< an option named by the beginning of wrapping ("I called you")
    Findings found_;
    OptionKinds kinds_{question_, names_};
    OptionStory story_{question_, names_, text_};
    Denials denials_{question_, found_.mentions};
};

}  // namespace

Findings find_options(const Question& question, const OptionNames& names, const FoldedText& reply) {
    return Finder{question, names, reply}.run();
}

}  // namespace askwell::flows::reading
