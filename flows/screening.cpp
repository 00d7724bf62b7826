#include "flows/screening.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/core.h>

#include "flows/hash.h"
#include "flows/folding.h"
#include "flows/reading.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/text.h"

namespace askwell::flows {
namespace {

using reading::code_point_at;
using reading::CodePoint;

/// Fewer say nothing about how somebody answers.
constexpr std::size_t kEnoughItems = 3;
constexpr int kHighestNps = 10;

/// An answered question of the survey.
struct Item {
    const Question* question = nullptr;
    const Answer* answer = nullptr;
};

std::vector<Item> answered_items(const Survey& survey, const Conversation& conversation) {
    std::vector<Item> items;
    for (const Answer& answer : conversation.answers) {
        const Question* question = survey.find(answer.question_id);
        if (question != nullptr && answer.status == AnswerStatus::answered)
            items.push_back({question, &answer});
    }
    return items;
}

// ---- scores ----

struct ScoredItem {
    const Question* question = nullptr;
    const Answer* answer = nullptr;
    int score = 0;

    int lowest() const { return question->type == QuestionType::nps ? 0 : question->scale.lowest(); }
    int highest() const {
        return question->type == QuestionType::nps ? kHighestNps : question->scale.highest();
    }
    /// The score as a mark: the higher the better, counted from the scale's worst.
    int mark() const { return question->best == Best::high ? score - lowest() : highest() - score; }
    int best_mark() const { return highest() - lowest(); }
};

std::vector<ScoredItem> scored_items(const std::vector<Item>& items) {
    std::vector<ScoredItem> scored;
    for (const auto& [question, answer] : items) {
        const auto* score = std::get_if<Score>(&answer->value);
        if (question->scored() && score != nullptr) scored.push_back({question, answer, score->value});
    }
    return scored;
}

void flag_uniform_scores(const std::vector<ScoredItem>& items, std::vector<Flag>& flags) {
    if (items.size() < kEnoughItems) return;
    const auto all = [&items](auto holds) { return std::all_of(items.begin(), items.end(), holds); };
    if (all([](const ScoredItem& item) { return item.mark() == item.best_mark(); })) {
        flags.push_back({FlagKind::all_highest, fmt::format("the best score on all {} items", items.size())});
    } else if (all([](const ScoredItem& item) { return item.mark() == 0; })) {
        flags.push_back({FlagKind::all_lowest, fmt::format("the worst score on all {} items", items.size())});
    } else if (all([&](const ScoredItem& item) { return item.score == items.front().score; })) {
        flags.push_back(
            {FlagKind::all_same, fmt::format("{} on all {} items", items.front().score, items.size())});
    }
}

void flag_contradictions(const std::vector<ScoredItem>& items, std::vector<Flag>& flags) {
    for (const ScoredItem& item : items) {
        // Of the eleven scores of an NPS two at each end are taken for the end: 9 is a promoter's as 10 is.
        const int end = item.question->type == QuestionType::nps ? 1 : 0;
        const bool top = item.mark() >= item.best_mark() - end;
        const bool bottom = item.mark() <= end;
        if (!top && !bottom) continue;
        const int feeling = sentiment(item.answer->comment);
        if ((top && feeling < 0) || (bottom && feeling > 0)) {
            flags.push_back({FlagKind::score_against_comment,
                             fmt::format("{}: score {}, but the comment reads like {}", item.question->id,
                                         item.score, feeling < 0 ? "a complaint" : "praise")});
        }
    }
}

// ---- time ----

/// How fast a text can be read: twice the average of silent reading, 238 English words a minute (M.
/// Brysbaert, "How many words do we read per minute?", Journal of Memory and Language 109, 2019; most adults
/// read 175 to 300), and for Chinese twice 260 characters a minute, which takes a character and a half for a
/// word. Who is faster has not read.
constexpr double kWordsPerMinute = 2 * 238;
constexpr double kIdeographsPerMinute = 2 * 260;

double seconds_to_read(std::string_view text) {
    constexpr double kMinute = 60;
    double minutes = 0;
    bool inside_word = false;
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = code_point_at(text, i);
        i += point.length;
        const bool word = reading::is_word_character(point.value);
        if (reading::is_han(point.value)) minutes += 1 / kIdeographsPerMinute;
        if (word && !inside_word) minutes += 1 / kWordsPerMinute;
        inside_word = word;
    }
    return minutes * kMinute;
}

bool is_closed(const Question& question) {
    return question.scored() || question.chosen() || question.type == QuestionType::yes_no;
}

/// The choices under a question, as one text.
std::string choices_of(const Survey& survey, const Question& question, std::string_view language) {
    std::string text;
    for (const ScalePoint& point : question.scale.points)
        text.append(survey.text(point.label, language)).append(1, ' ');
    for (const Option& option : question.options)
        text.append(survey.text(option.label, language)).append(1, ' ');
    return text;
}

void flag_haste(const Survey& survey, const Conversation& conversation, const std::vector<Item>& items,
                std::vector<Flag>& flags) {
    double needed = 0;
    Duration taken{0};
    std::size_t count = 0;
    std::set<std::string> known_choices;  // nobody reads the same scale twice
    for (const auto& [question, answer] : items) {
        const bool timed = answer->asked_at != TimePoint{} && answer->answered_at >= answer->asked_at;
        if (!is_closed(*question) || !timed) continue;
        ++count;
        taken += answer->answered_at - answer->asked_at;
        needed += seconds_to_read(survey.text(question->text, conversation.language));
        std::string choices = choices_of(survey, *question, conversation.language);
        const double for_choices = seconds_to_read(choices);
        if (known_choices.insert(std::move(choices)).second) needed += for_choices;
    }
    const double seconds = std::chrono::duration<double>(taken).count();
    if (count < kEnoughItems || seconds >= needed) return;
    flags.push_back({FlagKind::too_fast, fmt::format("{:.0f} s for {} questions; reading takes {:.0f} s",
                                                     seconds, count, std::ceil(needed))});
}

// ---- words ----

/// Something the customer wrote.
struct Words {
    std::string_view question_id;
    std::string_view text;
    bool may_be_a_link = false;
};

std::vector<Words> words_of(const Survey& survey, const Conversation& conversation) {
    std::vector<Words> found;
    const auto add = [&found](std::string_view id, std::string_view text, bool link = false) {
        if (!text.empty()) found.push_back({id, text, link});
    };
    for (const Answer& answer : conversation.answers) {
        const Question* question = survey.find(answer.question_id);
        const bool attachment = question != nullptr && question->type == QuestionType::attachment;
        if (const auto* open = std::get_if<OpenText>(&answer.value))
            add(answer.question_id, open->text, attachment);
        if (const auto* chosen = std::get_if<Chosen>(&answer.value)) add(answer.question_id, chosen->other);
        add(answer.question_id, answer.comment);
    }
    for (const Note& note : conversation.notes) add(note.question_id, note.text);
    return found;
}

/// A configured word, found in folded texts; the meaning is its place in the list.
class WordList {
  public:
    explicit WordList(const std::vector<std::string>& words) : words_(words) {
        for (std::size_t i = 0; i < words.size(); ++i) phrases_.add(words[i], i);
    }
    /// The list's own entry, or null.
    const std::string* found_in(std::string_view folded) const {
        for (std::size_t i = 0; i < folded.size(); i += code_point_at(folded, i).length) {
            if (const auto* entry = phrases_.at(folded, i)) return &words_[entry->meaning];
        }
        return nullptr;
    }

  private:
    const std::vector<std::string>& words_;
    reading::PhraseMap<std::size_t> phrases_;
};

/// One character again and again: "aaaaaa", 啊啊啊啊啊.
bool repeats_one_character(std::string_view folded) {
    constexpr int kTooOften = 5;
    int count = 0;
    char32_t first = 0;
    for (std::size_t i = 0; i < folded.size();) {
        const CodePoint point = code_point_at(folded, i);
        i += point.length;
        if (point.value == U' ') continue;
        if (count == 0) first = point.value;
        if (point.value != first) return false;
        ++count;
    }
    return count >= kTooOften;
}

/// Keys pressed at random: neighbours of a row, or letters that no word has together.
bool is_mashing(std::string_view folded) {
    static const reading::Pattern mashed{
        "^(?:(?:asdf?g?h?j?k?l?|sdfg?|dfgh?|fghj?|ghjk?|hjkl?|jkl|qwer?t?y?u?|wert?|erty|zxcv?b?n?m?|xcvb?|"
        "lkjh?|poiu?|fdsa?|"
        "rewq?)[ "
        ";,.]?){2,}$|^(?:qwert[yuiop]*|asdf[ghjkl]*|zxcv[bnm]*)$|^[bcdfghjklmnpqrstvwxz]{7,}$|^(?=.{8,})(?:"
        "asdf|qwer|zxcv)[a-z ;,.]*$"};
    return mashed.found_in(folded);
}

bool is_only_links(std::string_view folded) {
    static const reading::Pattern links{"^(?:(?:https?://|www\\.)[^ ]+[ ,]*)+$"};
    return links.found_in(folded);
}

/// What makes a text say nothing about the service; "" when it does say something.
const char* emptiness(const Words& words, std::string_view folded) {
    if (repeats_one_character(folded)) return "one character repeated";
    if (is_mashing(folded)) return "random keys";
    if (!words.may_be_a_link && is_only_links(folded)) return "only links";
    return "";
}

void flag_words(const Survey& survey, const Conversation& conversation, const ScreeningWords& lists,
                std::vector<Flag>& flags) {
    const WordList abusive{lists.abusive};
    const WordList off_topic{lists.off_topic};
    const auto flag = [&flags](FlagKind kind, const Words& words, std::string_view rule) {
        flags.push_back({kind, words.question_id.empty() ? std::string{rule}
                                                         : fmt::format("{}: {}", words.question_id, rule)});
    };
    for (const Words& words : words_of(survey, conversation)) {
        const std::string folded = fold_for_matching(words.text);
        if (const std::string* word = abusive.found_in(folded))
            flag(FlagKind::abusive, words, fmt::format("abusive word \"{}\"", *word));
        if (const std::string* word = off_topic.found_in(folded)) {
            flag(FlagKind::off_topic, words, fmt::format("off-topic word \"{}\"", *word));
        } else if (const std::string_view empty = emptiness(words, folded); !empty.empty()) {
            flag(FlagKind::off_topic, words, empty);
        }
    }
}

// ---- fingerprint ----

/// Stable over machines and versions, unlike std::hash. Parts are kept apart by a zero byte.
class Hash {
  public:
    void add(std::string_view part) {
        constexpr std::string_view kEnd{"\0", 1};
        value_ = value_ == 0 ? fnv1a(part) : fnv1a(part, value_);
        value_ = fnv1a(kEnd, value_);
    }
    std::uint64_t value() const { return value_; }

  private:
    std::uint64_t value_ = 0;
};

struct ValueHash {
    Hash& hash;

    void operator()(std::monostate) const {}
    void operator()(const Score& score) const { hash.add(fmt::format("score {}", score.value)); }
    void operator()(const Number& number) const { hash.add(fmt::format("number {}", number.value)); }
    void operator()(const YesNo& answer) const { hash.add(answer.yes ? "yes" : "no"); }
    void operator()(const OpenText& open) const { hash.add(fold_for_matching(open.text)); }
    void operator()(const Date& date) const { hash.add(to_string(date)); }
    void operator()(const Detail& detail) const { hash.add(detail.text); }
    void operator()(const Files& files) const { hash.add(fmt::format("{} files", files.files.size())); }
    void operator()(const Chosen& chosen) const {
        for (const std::string& code : chosen.codes) hash.add(code);
        hash.add(fold_for_matching(chosen.other));
    }
};

}  // namespace

ScreeningWords default_screening_words() {
    // clang-format off
    return {
        {"傻逼", "傻b", "煞笔", "沙比", "操你", "草泥马", "你妈逼", "妈逼", "他妈的", "你妈的", "尼玛", "去你妈", "狗日的", "王八蛋", "混蛋", "滚蛋",
         "去死", "贱人", "婊子", "脑残", "智障", "弱智", "白痴", "死全家", "畜生", "cnm", "nmsl", "fuck", "fucking", "fucked", "fucker",
         "motherfucker", "shit", "bullshit", "bitch", "bastard", "asshole", "arsehole", "dickhead", "cunt", "wanker", "twat", "moron",
         "retard", "scumbag", "piece of shit", "kill yourself", "drop dead"},
        {"刷单", "代开发票", "博彩", "赌场", "彩票内幕", "贷款秒批", "加微信领", "日结兼职", "六合彩", "casino", "viagra", "onlyfans",
         "crypto investment", "bitcoin investment", "forex signals", "earn money from home", "work from home and earn", "lorem ipsum"},
    };
    // clang-format on
}

std::vector<Flag> screen(const Survey& survey, const Conversation& conversation,
                         const ScreeningWords& words) {
    std::vector<Flag> flags;
    const std::vector<Item> items = answered_items(survey, conversation);
    const std::vector<ScoredItem> scored = scored_items(items);
    flag_uniform_scores(scored, flags);
    flag_haste(survey, conversation, items, flags);
    flag_contradictions(scored, flags);
    flag_words(survey, conversation, words, flags);
    return flags;
}

std::uint64_t fingerprint(const Conversation& conversation) {
    Hash hash;
    hash.add(conversation.survey_id);
    std::size_t answers = 0;
    bool open_words = false;
    for (const Answer& answer : conversation.answers) {
        if (answer.status != AnswerStatus::answered) continue;
        ++answers;
        open_words = open_words || !answer.comment.empty() || std::holds_alternative<OpenText>(answer.value);
        hash.add(answer.question_id);
        std::visit(ValueHash{hash}, answer.value);
        hash.add(fold_for_matching(answer.comment));
    }
    return answers < kEnoughItems && !open_words ? 0 : hash.value();
}

}  // namespace askwell::flows
