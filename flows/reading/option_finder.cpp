#include "flows/reading/option_finder.h"

#include <algorithm>
#include <set>

#include "flows/reading/numbers.h"
#include "flows/reading/text.h"

namespace askwell::flows::reading {
namespace {

enum class Word {
    wrap,         ///< may stand around a choice (我用的是, "by")
    joint,        ///< joins choices (和, "and")
    negation,     ///< the choice after it is not meant
    alternative,  ///< the one or the other (或者)
    doubt,        ///< what is chosen is not ours to say ("except", 除了)
    all,          ///< every option
    not_words,    ///< contains a number or label and means none
};

const PhraseMap<Word>& words() {
    // clang-format off
    static const PhraseMap<Word> map{
        {Word::wrap,
         {"手机", "我", "我们", "我用的是", "我用的", "我用", "用的是", "用的", "用", "用了", "通过", "是",
          "是通过", "是用", "选", "我选", "选择", "我选择", "就是", "就", "应该是", "应该", "大概是",
          "好像是", "可能是", "主要", "主要是", "主要用", "使用", "使用的是", "走的", "走的是", "联系的",
          "联系", "联系你们", "联系客服", "打的", "打", "打了", "找的", "找", "在", "从", "那个", "这个",
          "这次", "这次是", "当时", "方式", "渠道", "途径", "来的", "上", "上面", "里", "里面", "的", "了",
          "吧", "啊", "呀", "哦", "呢", "哈", "那种", "个", "项", "号", "一个", "选项", "答案", "答案是",
          "题", "第", "您好", "你好", "嗯", "额", "咨询", "咨询的", "沟通", "请", "谢谢", "i", "used",
          "i used", "i used the", "by", "via", "through", "the", "a", "an", "it was", "it was the", "it's",
          "it is", "was", "is", "my", "me", "we", "we used", "option", "options", "number", "no.", "choice",
          "answer", "choose", "i choose", "chose", "i chose", "pick", "i'd pick", "picked", "select",
          "selected", "one", "on", "over", "with", "from", "using", "use", "in", "your", "contacted you",
          "contacted", "contact", "called you", "mainly", "mostly", "i think", "probably", "i'd say",
          "i guess", "would be", "that", "this", "this time", "to", "you", "guys", "please", "pls",
          "thanks", "just", "only", "hi", "hello", "well", "um", "i contacted you", "reached you",
          "i went with", "went with", "ones", "that one", "got", "in touch", "have", "i have", "are", "of",
          "for", "items", "item", "numbers", "first", "回复", "你们的", "你们", "微信", "官方", "贵司",
          "公司的"}},
        {Word::joint,
         {"和", "与", "及", "以及", "还有", "跟", "加", "加上", "同", "并", "又", "也", "另外", "and",
          "plus", "&", "+", "also", "as well as", "as well", "then"}},
        {Word::negation,
         {"不是", "不用", "没用", "没有用", "没", "没有", "不", "别", "并非", "非", "不选", "未", "不包括",
          "not", "isn't", "wasn't", "not by", "not via", "didn't use", "did not use", "no", "never",
          "don't", "didn't", "neither", "nor", "none"}},
        {Word::alternative, {"或", "或者", "还是", "要么", "or", "either"}},
        {Word::doubt,
         {"除了", "除", "除去", "而不是", "如果", "本来", "想用", "想打", "打不通", "不记得", "忘了",
          "不知道", "不确定", "不清楚", "吗", "么", "?", "except", "other than", "apart from", "instead of",
          "rather than", "but not", "if", "tried", "wanted", "can't remember", "don't remember", "not sure",
          "don't know", "idk", "no idea", "couldn't", "to", "到", "至", "以外", "之外", "all but",
          "everything but", "maybe", "out of"}},
        {Word::all,
         {"全部", "都有", "都是", "全都", "全都有", "全选", "以上都是", "以上全部", "以上都有", "所有",
          "都选", "都", "全都是", "全有", "全是", "所有的", "每个都有", "每项都有", "样样都有", "all",
          "all of them", "all of the above", "all the above", "all of these", "everything", "each of them",
          "every one", "every one of them", "both", "all four", "all three", "all five", "all options",
          "select all"}},
        {Word::not_words,
         {"一下", "一直", "一次", "一些", "一点", "一起", "一般", "一样", "一定", "第一次", "第二次",
          "其他人", "其他的都", "一共", "other people", "others", "on the other hand", "each other",
          "one of", "one day", "no one", "two times", "全部都不", "都不", "都没", "都没有", "不都",
          "not all", "none of", "none of them", "none of the above", "以上都不是", "都不是", "除此之外",
          "wasn't all", "after all", "at all", "all the time", "overall", "all day", "all right"}},
    };
    // clang-format on
    return map;
}

/// Words people use for an option "other" in any survey.
constexpr const char* kOtherWords[] = {
    "其他",   "其它",  "别的",           "另外的",  "其他方式",    "其他渠道",       "其它方式",  "其他的",
    "其它的", "other", "something else", "another", "another way", "some other way", "other way", "others"};

/// What stands between the names of a label with several ("App、小程序", "app/mini-program").
constexpr std::string_view kNameMarks[] = {"/", ",", "或", " or ", ";", "(", ")"};

std::vector<std::string> names_in(const std::string& label) {
    std::vector<std::string> names{label};
    for (const std::string_view mark : kNameMarks) {
        std::vector<std::string> parts;
        for (const std::string& name : names) {
            std::size_t begin = 0;
            for (std::size_t end = name.find(mark); end != std::string::npos; end = name.find(mark, begin)) {
                parts.push_back(name.substr(begin, end - begin));
                begin = end + mark.size();
            }
            parts.push_back(name.substr(begin));
        }
        names = std::move(parts);
    }
    return names;
}

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
        return std::move(found_);
    }

  private:
    void step() {
        const auto* word = words().at(text_, position_);
        const auto* name = names_.at(text_, position_);
        const std::size_t word_length = word == nullptr ? 0 : word->phrase.size();
        if (name != nullptr && name->phrase.size() >= word_length)
            return mention(name->meaning, By::name, name->phrase.size());
        const auto number = number_at(text_, position_);
        if (number && (number->length >= word_length || ordinal())) return by_number(*number);
        if (letters()) return;
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

    /// 1-3 may be all from one to three, or the two.
    bool between_numbers(const CodePoint& mark) const {
        return (mark.value == U'-' || mark.value == U'~') && position_ > 0 &&
               number_at(text_, position_ + mark.length) && text_[position_ - 1] >= '0' &&
               text_[position_ - 1] <= '9';
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
        if (const auto part = han ? std::nullopt : names_.with_part(word))
            return mention(*part, By::name, word.size());
        if (word.size() == 1 && word.front() >= 'a' && word.front() <= 'z') found_.impossible = true;
        text(end);
    }

    void text(std::size_t end) {
        if (found_.text_begin == std::string::npos) found_.text_begin = position_;
        if (found_.mentions.empty()) found_.text_first = true;
        position_ = end;
    }

    void take(Word word, std::size_t length) {
        switch (word) {
            case Word::wrap:
            case Word::joint:
                break;
            case Word::negation:
                // 价格不好: what follows a name speaks against it.
                found_.denied =
                    found_.denied || (!found_.mentions.empty() && found_.mentions.back().end == position_);
                denying_ = true;
                break;
            case Word::alternative:
                found_.alternative = true;
                break;
            case Word::doubt:
                found_.doubtful = true;
                break;
            case Word::all:
                found_.all = true;
                break;
            case Word::not_words:
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
        const bool cut = !word_boundary(text_, position_) || !word_boundary(text_, end);
        if (cut || counts_something(end)) return text(end);
        const double value = number.high;
        const bool whole = !number.fraction && !number.span();
        if (whole && value >= 1 && value <= static_cast<double>(question_.options.size())) {
            return mention(static_cast<Index>(value) - 1, By::number, number.length);
        }
        if (run_together(number)) return;
        found_.impossible = true;
        position_ = end;
    }

    bool counts_something(std::size_t end) const {
        // clang-format off
        static const PhraseMap<bool> counters{
            {false,
             {"个", "号", "项", "选项", "种", "和", "与", "及", "以及", "还有", "跟", "加", "也", "都",
              "吧", "啊", "是", "了", "的", "就是", "因为", "但是", "但", "不过", "主要", "或", "或者",
              "还是", "到", "至", "呢", "哦", "谢谢", "、", "个选项", "这个", "那个", "两个", "两项",
              "三项", "都有", "都选", "都是"}},
        };
        // clang-format on
        const std::size_t next = end < text_.size() && text_[end] == ' ' ? end + 1 : end;
        if (next >= text_.size()) return false;
        const CodePoint point = code_point_at(text_, next);
        if (is_han(point.value)) {
            if (names_.at(text_, next) != nullptr) return text_.substr(next - (next - end)).starts_with("个");
            if (number_at(text_, next)) return false;
            const auto* counter = counters.at(text_, next);
            if (counter == nullptr) return next == end || counter_after_blank(next);
            // 3个 counts unless 第 or the end of the message makes it "the third".
            if (counter->phrase != "个" && counter->phrase != "种" && counter->phrase != "项") return false;
            return !ordinal() && next + counter->phrase.size() < text_.size() &&
                   is_han(code_point_at(text_, next + counter->phrase.size()).value);
        }
        if (!is_word_character(point.value) || next == end) return false;
        return words().at(text_, next) == nullptr && names_.at(text_, next) == nullptr &&
               !number_at(text_, next) && !starts_comment(next) && !other_number();
    }

    bool ordinal() const { return text_.substr(0, position_).ends_with("第"); }
    /// "5 in store": the words after the number of the option "other" say which.
    bool other_number() const {
        const auto number = number_at(text_, position_);
        const auto index = number ? static_cast<Index>(number->high) : 0;
        return index >= 1 && index <= question_.options.size() && question_.options[index - 1].other;
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

    bool run_together(const NumberAt& number) {
        if (question_.type != QuestionType::multi || question_.options.size() > 9 || !number.plain)
            return false;
        const std::string_view digits = text_.substr(position_, number.length);
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
        // clang-format off
        static const PhraseMap<bool> wrapping{
            {true,
             {"and", "option", "options", "选", "和", "选项", "我选", "i choose", "choose", "选择",
              "answer", "项", "吧", "、", "的", "与", "是", "我"}},
        };
        // clang-format on
        const auto harmless = [](std::string_view text) {
            for (std::size_t i = 0; i < text.size();) {
                const auto* entry = wrapping.at(text, i);
                const CodePoint point = code_point_at(text, i);
                if (entry != nullptr) {
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
        if (rest.empty() || rest.front() == ',' || rest.front() == '.' || rest.front() == ':' ||
            rest.front() == ')')
            return true;
        return harmless(rest);
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
    Findings found_;
};

}  // namespace

OptionNames::OptionNames(const Question& question) {
    const std::vector<Option>& options = question.options;
    for (Index i = 0; i < options.size(); ++i) {
        for (const auto& [language, label] : options[i].label.all()) add_label(label, i);
    }
    for (Index i = 0; i < options.size(); ++i) {
        for (const auto& [language, synonyms] : options[i].synonyms) {
            for (const std::string& synonym : synonyms) names_.add(synonym, i);
        }
    }
    for (const auto& [label, index] : labels_) {
        for (const std::string& name : names_in(label)) names_.add(name, index);
    }
    for (Index i = 0; i < options.size(); ++i) {
        if (!options[i].other) continue;
        for (const char* word : kOtherWords) names_.add(word, i);
    }
}

void OptionNames::add_label(const std::string& label, Index index) {
    names_.add(label, index);
    labels_.emplace_back(fold_for_matching(label), index);
}

std::optional<Index> OptionNames::whole(std::string_view text) const {
    const Index* found = names_.whole(text);
    return found == nullptr ? std::nullopt : std::optional{*found};
}

std::optional<Index> OptionNames::with_part(std::string_view part) const {
    constexpr std::size_t kShortest = 3;  // bytes: three letters, or one ideograph
    if (part.empty() || part.size() < (is_han(code_point_at(part, 0).value) ? 2 * kShortest : kShortest))
        return std::nullopt;
    std::set<Index> found;
    for (const auto& [label, index] : labels_) {
        for (std::size_t place = label.find(part); place != std::string::npos;
             place = label.find(part, place + 1)) {
            if (word_boundary(label, place)) found.insert(index);
        }
    }
    return found.size() == 1 ? std::optional{*found.begin()} : std::nullopt;
}

Findings find_options(const Question& question, const OptionNames& names, std::string_view text) {
    return Finder{question, names, text}.run();
}

bool only_wrapping(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto* word = words().at(text, i);
        const CodePoint point = code_point_at(text, i);
        const bool silent = !is_word_character(point.value) && !is_han(point.value);
        if (!silent && (word == nullptr || word->meaning != Word::wrap)) return false;
        i += silent ? point.length : word->phrase.size();
    }
    return true;
}

}  // namespace askwell::flows::reading
