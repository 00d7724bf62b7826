#include "flows/reading/choices/option_leftovers.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "flows/reading/numbers/numbers.h"
#include "flows/reading/text/feelings.h"
#include "flows/reading/text/option_words.h"
#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {
namespace {

/// What a word says about the clause it stands in.
enum class Sign {
    lists,    ///< begins one more item whatever it is (其次, "also")
    joins,    ///< begins one more item, or goes on with what was said (然后, "and")
    adds,     ///< makes its clause one more item: 也 anywhere, "too" at the end
    remarks,  ///< begins a reason, a complaint or a detail (因为, "it", "nobody")
    denies,   ///< says what is not so, or that there is nothing more
};

const PhraseMap<Sign>& signs() {
    // clang-format off
    static const PhraseMap<Sign> map{
        {Sign::lists,
         {"其次", "其次是", "其次就是", "第二是", "二是", "三是", "四是", "再就是", "再有", "再有就是", "再一个", "再一个是", "再者", "还有", "还有就是", "另外", "另外还", "另外还有", "另外就是", "另外也", "此外", "除此之外", "顺便", "顺便还", "顺带", "顺手", "顺道", "同时", "外加", "加上", "再加上", "以及", "并且", "还顺便", "也顺便",
          "also", "and also", "but also", "secondly", "second of all", "followed by", "on top of that", "besides", "besides that", "in addition", "additionally", "plus", "as well as", "along with", "not to mention"}},
        {Sign::joins, {"和", "与", "跟", "然后", "然后是", "接着", "还", "and", "and then", "then", "next"}},
        {Sign::adds, {"也", "too", "as well", "aswell"}},
        {Sign::remarks,
         {"还有点", "还好", "还行", "还是", "还不", "还没", "还要", "还得", "还在", "还挺", "还很", "还可以", "还算", "还能", "还会", "还老", "还总", "还说", "也太", "也很", "也挺", "也真", "也就", "也是", "也罢", "也行", "也好", "和我", "和你", "跟我", "跟你", "跟他",
          "前者", "后者", "两者", "前面那个", "后面那个", "former", "latter", "the former", "the latter", "因为", "所以", "但", "但是", "不过", "可", "可是", "就是", "真的", "太", "很", "好", "非常", "特别", "都", "这", "这个", "那", "他", "她", "它", "他们", "我", "我们", "你", "你们", "每", "天天", "经常", "一直", "老", "老是", "总", "总是", "多", "反正", "比如", "例如", "尤其", "希望", "谢谢", "麻烦", "请", "要", "能", "可以", "等", "等等", "之类", "啥的", "其他", "别的", "其它",
          "above all", "most of all", "first of all", "because", "cos", "coz", "cuz", "since", "so", "but", "though", "although", "as", "it", "it's", "its", "this", "that", "that's", "these", "those", "they", "they're", "he", "she", "i", "i'm", "i've", "we", "we're", "we've", "you", "your", "my", "nobody", "everybody", "everyone", "someone", "somebody", "who", "which", "when", "where", "while", "if", "for", "with", "especially", "particularly", "like", "such", "e.g.", "eg", "etc", "etc.", "so on", "more", "so forth",
          "stuff", "things", "the like", "all that", "thanks", "thank", "ta", "cheers", "please", "pls", "there", "there's", "by", "very", "really", "just", "only", "mainly", "mostly", "definitely", "honestly", "hope", "sorry", "big", "lots", "loads", "a lot", "quite", "every", "always", "often", "still", "now"}},
        {Sign::denies,
         {"skip", "leave", "leave out", "leave off", "除外", "就算了", "不", "没", "没有", "无", "别", "not", "no", "nothing", "none", "never", "isn't", "wasn't", "weren't", "aren't", "don't", "doesn't", "didn't", "haven't", "hasn't", "can't", "cannot", "couldn't", "won't", "without", "nobody", "no one", "nowhere", "neither", "nor", "else"}},
    };
    // clang-format on
    return map;
}

/// How a clause begins.
enum class Joint { none, mark, bracket, list_mark, joins, lists };

struct Clause {
    std::size_t begin = 0;
    std::size_t end = 0;
    Joint joint = Joint::none;
};

Joint joint_of(Sign sign) {
    return sign == Sign::lists ? Joint::lists : sign == Sign::joins ? Joint::joins : Joint::none;
}

/// True for the blank that stands between ideographs, which Chinese writes for a comma.
bool blank_cuts(std::string_view text, std::size_t place) {
    constexpr std::size_t kIdeograph = 3;
    return text[place] == ' ' && place >= kIdeograph &&
           is_han(code_point_at(text, place - kIdeograph).value) && place + 1 < text.size() &&
           is_han(code_point_at(text, place + 1).value);
}

Joint mark_at(const FoldedText& reply, std::size_t place) {
    const char mark = reply.text[place];
    const bool listed = mark == ',' && reply.raw_between(place, place + 1) == "、";
    if (listed || mark == '+' || mark == '&') return Joint::list_mark;
    if (mark == '(') return Joint::bracket;
    const bool cuts = std::string_view{",.;:!?)\n/"}.find(mark) != std::string_view::npos;
    return cuts || blank_cuts(reply.text, place) ? Joint::mark : Joint::none;
}

/// The clauses of `reply` that say something, cut at marks and before words that join an item.
std::vector<Clause> clauses_of(const FoldedText& reply) {
    const std::string_view text = reply.text;
    std::vector<Clause> clauses{{}};
    const auto cut = [&](std::size_t end, std::size_t next, Joint joint) {
        clauses.back().end = end;
        const bool empty = trim_marks(text.substr(clauses.back().begin, end - clauses.back().begin)).empty();
        if (empty) {
            clauses.back().begin = next;
            clauses.back().joint = std::max(joint, clauses.back().joint);
        } else {
            clauses.push_back({next, next, joint});
        }
    };
    for (std::size_t i = 0; i < text.size();) {
        const auto* sign = signs().at(text, i);
        const Joint word = sign == nullptr ? Joint::none : joint_of(sign->meaning);
        const Joint mark = mark_at(reply, i);
        const std::size_t length = sign == nullptr ? code_point_at(text, i).length : sign->phrase.size();
        if (word != Joint::none || mark != Joint::none) cut(i, i + length, std::max(word, mark));
        i += length;
    }
    clauses.back().end = text.size();
    return clauses;
}

/// A word of `sign` in `words`; of English ones only the last word when it must end them.
bool has(std::string_view words, Sign sign) {
    for (std::size_t i = 0; i < words.size(); i += code_point_at(words, i).length) {
        const auto* found = signs().at(words, i);
        if (found == nullptr || found->meaning != sign) continue;
        const bool anywhere = sign != Sign::adds || is_han(code_point_at(words, i).value);
        if (anywhere || i + found->phrase.size() == words.size()) return true;
    }
    return false;
}

bool begins_with(std::string_view words, Sign sign) {
    const auto* first = signs().at(words, 0);
    return first != nullptr && first->meaning == sign;
}

int feeling_of(std::string_view words) {
    int sum = 0;
    for (const Feeling& feeling : feelings_in(words)) sum += feeling.value;
    return sum;
}

/// No more than the name of a thing: `most` English words, or twice as many ideographs.
bool is_short(std::string_view words, int most) {
    int size = 0;
    for (std::size_t i = 0; i < words.size(); i += code_point_at(words, i).length) {
        const bool han = is_han(code_point_at(words, i).value);
        if (han || (i == 0 || words[i - 1] == ' ')) size += han ? 1 : 2;
    }
    return size <= 2 * most;
}

/// "Slows", of "slows our work down, drives people mad": what one begins with the other goes on with.
bool is_third_person(std::string_view words) {
    constexpr std::size_t kShortest = 4;
    const std::string_view first = words.substr(0, words.find(' '));
    return first.size() < words.size() && first.size() >= kShortest && first.ends_with('s') &&
           !first.ends_with("ss") && !begins_with(words, Sign::remarks);
}

class Leftovers {
  public:
    Leftovers(const OptionNames& names, const FoldedText& reply, const Findings& found, bool unlisted_kept)
        : names_(names),
          text_(reply.text),
          found_(found),
          unlisted_kept_(unlisted_kept),
          clauses_(clauses_of(reply)) {}

    bool any() const {
        for (std::size_t i = 0; i < clauses_.size(); ++i) {
            const std::string_view words = words_of(i);
            const bool says = !words.empty() && !only_wrapping(words) && !holds_choice(i);
            if (says && !(unlisted_kept_ && names_unlisted(words)) && is_item(i, words)) return true;
        }
        return false;
    }

  private:
    std::string_view words_of(std::size_t i) const {
        return trim_marks(text_.substr(clauses_[i].begin, clauses_[i].end - clauses_[i].begin));
    }

    bool lies_in(std::size_t i, const Mention& mention) const {
        return i < clauses_.size() && mention.begin < clauses_[i].end && mention.end > clauses_[i].begin;
    }

    bool holds_choice(std::size_t i) const {
        return std::any_of(found_.mentions.begin(), found_.mentions.end(),
                           [&](const Mention& mention) { return lies_in(i, mention); });
    }

    /// The clause says a choice, and nothing behind it.
    bool ends_with_choice(std::size_t i) const {
        std::size_t end = 0;
        for (const Mention& mention : found_.mentions) {
            if (mention.by != By::part && lies_in(i, mention)) end = std::max(end, mention.end);
        }
        return end > 0 && (end >= clauses_[i].end || only_wrapping(text_.substr(end, clauses_[i].end - end)));
    }

    bool only_choice(std::size_t i) const {
        if (!ends_with_choice(i)) return false;
        std::size_t begin = clauses_[i].end;
        for (const Mention& mention : found_.mentions) {
            if (lies_in(i, mention)) begin = std::min(begin, mention.begin);
        }
        return begin <= clauses_[i].begin ||
               only_wrapping(text_.substr(clauses_[i].begin, begin - clauses_[i].begin));
    }

    /// A word of an option that is not chosen.
    bool holds_part(std::size_t i) const {
        return std::any_of(found_.parts.begin(), found_.parts.end(),
                           [&](const Mention& part) { return lies_in(i, part); });
    }

    bool names_unlisted(std::string_view words) const {
        for (std::size_t i = 0; i < words.size(); i += code_point_at(words, i).length) {
            if (names_.unlisted_at(words, i) != nullptr) return true;
        }
        return false;
    }

    bool names_an_option(std::string_view words) const {
        for (std::size_t i = 0; i < words.size(); i += code_point_at(words, i).length) {
            if (names_.at(words, i) != nullptr) return true;
        }
        return false;
    }

    /// 公司成夲: a name of four ideographs or more with one of them another.
    bool nearly_names(std::string_view words) const {
        constexpr std::size_t kIdeograph = 3;
        constexpr std::size_t kFewest = 4 * kIdeograph;
        if (words.size() < kFewest) return false;
        const auto like = [words](const std::string& name) {
            if (name.size() != words.size()) return false;
            std::size_t other = 0;
            for (std::size_t at = 0; at < words.size(); at += kIdeograph)
                other +=
                    words.substr(at, kIdeograph) != std::string_view{name}.substr(at, kIdeograph) ? 1 : 0;
            return other == 1;
        };
        const std::vector<std::string>& all = names_.han_names();
        return std::any_of(all.begin(), all.end(), like);
    }

    bool is_item(std::size_t i, std::string_view words) const {
        const Joint joint = clauses_[i].joint;
        if (has(words, Sign::denies) &&
            (joint != Joint::lists || begins_with(words, Sign::denies) || names_an_option(words)))
            return false;
        if (joint == Joint::lists || nearly_names(words)) return true;
        const bool figure = words.find_first_of("0123456789") != std::string_view::npos;
        if (joint == Joint::bracket || figure || number_at(words, 0)) return false;
        const int feeling = feeling_of(words);
        if (holds_part(i)) return feeling <= 0;
        if (has(words, Sign::adds)) return true;
        if (begins_with(words, Sign::remarks)) return false;
        if (i > 0 && is_third_person(words) && is_third_person(words_of(i - 1))) return true;
        const bool joined = i > 0 && ends_with_choice(i - 1) && joint >= Joint::list_mark;
        if (joined && (feeling == 0 || is_short(words, 2))) return true;  // "costs and delays"
        return feeling == 0 && is_listed(i, words);
    }

    /// What stands here is short and in a list with choices.
    bool is_listed(std::size_t i, std::string_view words) const {
        constexpr int kMostWords = 3;
        const bool before = i > 0 && ends_with_choice(i - 1);
        const Joint next = i + 1 < clauses_.size() ? clauses_[i + 1].joint : Joint::none;
        if (!is_short(words, kMostWords)) return false;
        if (next >= Joint::list_mark && ends_with_choice(i + 1)) return i == 0 || before;
        const bool between = before && i + 1 < clauses_.size() && only_choice(i + 1);
        const bool third = i > 1 && only_choice(i - 1) && only_choice(i - 2);
        return between || third || (names_things() && !is_han(code_point_at(words, 0).value));
    }

    /// "Gym, sauna", "money, time, patience": every clause is a choice or one word for a thing.
    bool names_things() const {
        for (std::size_t i = 0; i < clauses_.size(); ++i) {
            const std::string_view words = words_of(i);
            const bool thing = is_short(words, 1) && feeling_of(words) == 0 && !words.ends_with("ly") &&
                               !begins_with(words, Sign::remarks) && !has(words, Sign::denies);
            if (!words.empty() && !only_choice(i) && !thing) return false;
        }
        return true;
    }

    const OptionNames& names_;
    std::string_view text_;
    const Findings& found_;
    bool unlisted_kept_;
    std::vector<Clause> clauses_;
};

}  // namespace

bool leaves_an_item(const OptionNames& names, const FoldedText& reply, const Findings& found,
                    bool unlisted_kept) {
    return !found.mentions.empty() && Leftovers{names, reply, found, unlisted_kept}.any();
}

}  // namespace askwell::flows::reading
