#include "flows/reading/choices/frequencies.h"

#include <algorithm>
#include <cstddef>
#include <limits>

#include "flows/folding.h"
#include "flows/reading/numbers/numbers.h"
#include "flows/reading/text/asked.h"
#include "flows/reading/text/option_words.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr double kDaysAWeek = 7;
constexpr double kHoursADay = 8;  // of work
constexpr double kMonth = 1.0 / 4;
constexpr double kYear = 1.0 / 52;

/// How many of the span make a week.
using Spans = PhraseMap<double>;

/// The span a count is for, said before it: 每天三次, 一周两回.
const Spans& spans_before() {
    // clang-format off
    static const Spans map{
        {kDaysAWeek, {"每天", "一天", "天天", "每日", "日日", "一日", "今天", "今日", "今儿", "每个工作日", "每个班", "一个班"}},
        {1, {"每周", "一周", "每星期", "一星期", "每个星期", "一个星期", "每礼拜", "一礼拜", "每个礼拜", "一个礼拜", "个把星期", "周均", "这周", "本周", "这星期", "这个星期", "这礼拜", "这个礼拜", "上周", "最近一周", "过去一周"}},
        {kMonth, {"每月", "一个月", "每个月", "一月"}},
        {kDaysAWeek * kHoursADay, {"每小时", "一小时", "一个小时", "每个小时"}},
        {kYear, {"每年", "一年"}},
    };
    // clang-format on
    return map;
}

/// The span behind a count: "twice a week", "5 times per day".
const Spans& spans_behind() {
    // clang-format off
    static const Spans map{
        {kDaysAWeek, {"a day", "per day", "each day", "every day", "every single day", "daily", "/day", "/ day", "in a day", "today", "already today", "so far today", "a shift", "per shift", "every shift"}},
        {1, {"a week", "per week", "each week", "every week", "weekly", "/week", "/ week", "in a week", "this week", "already this week", "so far this week", "this past week", "in the last week", "in the past week", "last week", "a wk", "per wk", "pw", "p/w"}},
        {kMonth, {"a month", "per month", "each month", "every month", "monthly", "/month", "in a month", "a mth", "per mth"}},
        {kDaysAWeek * kHoursADay, {"an hour", "per hour", "each hour", "every hour", "hourly"}},
        {kYear, {"a year", "per year", "each year", "every year", "yearly", "a yr", "per yr", "/year", "in a year", "annually"}},
    };
    // clang-format on
    return map;
}

enum class Bound { least, most, about };

const PhraseMap<Bound>& bounds() {
    // clang-format off
    static const PhraseMap<Bound> map{
        {Bound::least, {"至少", "起码", "少说", "少说也有", "少说也得", "少说有", "最少", "不下", "不少于", "不止", "超过", "多于", "大于", "怎么也得", "怎么也有", "at least", "more than", "over", "no fewer than", "no less than", "not less than", "upwards of"}},
        {Bound::most, {"不到", "最多", "至多", "顶多", "不超过", "少于", "不足", "at most", "up to", "less than", "fewer than", "no more than", "not more than", "under"}},
        {Bound::about, {"总有那么", "总会有", "总会有那么", "总得有", "总得有那么", "总要有", "能来", "能来个", "要来", "要来个", "得来", "得来个", "来个", "得有个", "能有个", "有个", "总有个", "能碰上", "能碰到", "能遇上", "能遇到", "要碰上", "碰上", "碰到", "遇上", "遇到", "会碰上", "会遇到", "发生", "会发生", "出现", "会出现", "约莫", "上下", "a good", "easily", "已经", "都", "就", "也", "要", "得", "会", "有", "都有", "都要", "都得", "都会", "大概", "大概有", "大约", "约", "差不多", "差不多有", "平均", "总有", "能有", "得有", "总得", "出现", "发生", "会出现", "会发生", "要出", "遇到", "碰到", "碰上", "来", "一般", "基本", "了", "about", "around", "roughly", "maybe", "like", "probably", "some", "on average", "approximately", "easily"}},
    };
    // clang-format on
    return map;
}

const PhraseMap<Bound>& bounds_behind() {
    static const PhraseMap<Bound> map{
        {Bound::least,
         {"以上", "及以上", "或以上", "或更多", "开外", "不止", "or more", "and more", "plus", "+"}},
        {Bound::most, {"以下", "以内", "之内", "不到", "or less", "or fewer", "at most", "tops", "max"}}};
    return map;
}

void apply(Bound bound, Frequency& frequency) {
    if (bound == Bound::least) frequency.high = kInfinite;
    if (bound == Bound::most) frequency.low = 0;
}

class Reader {
  public:
    /// With `bare_spans` 每月 is a frequency by itself.
    explicit Reader(std::string_view text, bool bare_spans = false) : text_(text), bare_spans_(bare_spans) {}

    /// The frequency that begins at `begin`, and where it ends.
    std::optional<Frequency> at(std::size_t begin) {
        position_ = begin;
        if (auto found = interval()) return found;
        position_ = begin;
        if (const auto* span = spans_before().at(text_, begin)) {
            position_ = begin + span->phrase.size();
            if (auto told = counted(span->meaning)) return told;
            // 每月都来; 一个月 alone lasts.
            position_ = begin + span->phrase.size();
            return bare_spans_ && span->phrase.starts_with("每")
                       ? std::optional{Frequency{span->meaning, span->meaning}}
                       : std::nullopt;
        }
        return counted_first();
    }

    std::size_t end() const { return position_; }

  private:
    void skip_blank() {
        if (position_ < text_.size() && text_[position_] == ' ') ++position_;
    }

    bool take(const PhraseMap<bool>& words) {
        const auto* word = words.at(text_.substr(std::min(position_, text_.size())), 0);
        if (word != nullptr) position_ += word->phrase.size();
        return word != nullptr;
    }

    std::optional<Bound> bound_here() {
        std::optional<Bound> bound;
        for (const auto* word = bounds().at(text_, position_); word != nullptr;
             word = bounds().at(text_, position_)) {
            if (word->meaning != Bound::about) bound = word->meaning;
            position_ += word->phrase.size();
            skip_blank();
        }
        return bound;
    }

    /// 3, 三四, 2-3, "two or three", "a couple of".
    std::optional<Frequency> count() {
        static const PhraseMap<double> words{{1, {"once"}}, {2, {"twice"}}, {3, {"thrice"}}};
        static const PhraseMap<bool> couple{{true, {"a couple of", "a couple", "couple of", "couple"}}};
        static const PhraseMap<bool> joints{
            {true, {"-", "~", "到", "至", "or", "to", "或", "或者", "、", ","}}};
        static const PhraseMap<bool> few{{true, {"a few", "few", "several"}}};
        constexpr double kFewest = 2;
        constexpr double kMost = 9;
        if (take(couple)) return Frequency{2, 3};
        if (take(few)) return Frequency{kFewest, kMost};
        const auto one = [&]() -> std::optional<Frequency> {
            if (const auto* word = words.at(text_, position_)) {
                position_ += word->phrase.size();
                return Frequency{word->meaning, word->meaning};
            }
            const auto number = number_at(text_, position_);
            if (!number || number->fraction) return std::nullopt;
            position_ += number->length;
            return Frequency{number->low, number->high};
        };
        auto first = one();
        if (!first) return std::nullopt;
        const std::size_t after_first = position_;
        skip_blank();
        if (take(joints)) {
            skip_blank();
            if (const auto second = one(); second && second->high > first->low)
                return Frequency{first->low, second->high};
        }
        position_ = after_first;
        return first;
    }

    bool counter() {
        static const PhraseMap<bool> counters{
            {true, {"次", "回", "遍", "趟", "起", "例", "单", "times", "time", "x", "occasions"}}};
        skip_blank();
        return take(counters);
    }

    void bound_behind(Frequency& frequency) {
        const std::size_t start = position_;
        skip_blank();
        const auto* bound = bounds_behind().at(text_.substr(position_), 0);
        if (bound == nullptr) {
            position_ = start;
            return;
        }
        position_ += bound->phrase.size();
        apply(bound->meaning, frequency);
    }

    /// 每天 … 五六次以上: what follows the span.
    std::optional<Frequency> counted(double spans) {
        skip_blank();
        const auto bound = bound_here();
        auto told = count();
        if (!told) return std::nullopt;
        bound_behind(*told);
        if (!counter()) return std::nullopt;
        bound_behind(*told);
        if (bound) apply(*bound, *told);
        return Frequency{told->low * spans, told->high * spans};
    }

    /// "At least 5 times a day", "once a week".
    std::optional<Frequency> counted_first() {
        const auto bound = bound_here();
        const std::size_t begin = position_;
        auto told = count();
        if (!told) return std::nullopt;
        const std::string_view number = text_.substr(begin, position_ - begin);
        const bool adverb =
            number.ends_with("once") || number.ends_with("twice") || number.ends_with("thrice");
        bound_behind(*told);
        if (!counter() && !adverb) return std::nullopt;
        bound_behind(*told);
        skip_blank();
        const auto* span = spans_behind().at(text_, position_);
        if (span == nullptr) return std::nullopt;
        position_ += span->phrase.size();
        if (bound) apply(*bound, *told);
        return Frequency{told->low * span->meaning, told->high * span->meaning};
    }

    /// "Every day" or "every single day, six or seven times": how often in each, when that is told.
    Frequency times_each(double spans) {
        const std::size_t start = position_;
        if (position_ < text_.size() && text_[position_] == ',') ++position_;
        skip_blank();
        bound_here();
        const auto times = count();
        if (times && counter() && spans_behind().at(text_, after_blank(text_, position_)) == nullptr)
            return Frequency{times->low * spans, times->high * spans};
        position_ = start;
        return Frequency{spans, spans};
    }

    /// 三天一次, 隔天一次, "every other day", "every two weeks", "daily".
    std::optional<Frequency> interval() {
        static const PhraseMap<double> fixed{
            {kDaysAWeek / 2, {"隔天一次", "隔天", "隔日一次", "every other day", "every second day"}},
            {kDaysAWeek, {"每天一次", "once daily", "daily", "every day", "every single day"}},
            {1, {"weekly", "every week", "each week", "every wk", "每周都有"}},
            {kMonth, {"月月", "monthly", "every month", "each month", "once monthly"}},
            {kYear, {"年年", "yearly", "annually", "every year", "each year", "once yearly"}},
            {1.0 / 2, {"every other week", "fortnightly", "once a fortnight"}},
            {kDaysAWeek * kHoursADay, {"hourly", "every hour"}}};
        if (const auto* found = fixed.at(text_, position_)) {
            position_ += found->phrase.size();
            return times_each(found->meaning);
        }
        static const PhraseMap<bool> every{{true, {"每", "每隔", "隔", "every", "once every"}}};
        static const PhraseMap<double> units{{kDaysAWeek, {"天", "日", "days"}},
                                             {1, {"周", "个星期", "星期", "个礼拜", "weeks"}},
                                             {kMonth, {"个月", "months"}},
                                             {kDaysAWeek * kHoursADay, {"个小时", "小时", "hours"}}};
        take(every);
        skip_blank();
        const auto number = number_at(text_, position_);
        if (!number || number->fraction || number->low < 2) return std::nullopt;
        position_ += number->length;
        skip_blank();
        const auto* unit = units.at(text_.substr(position_), 0);
        if (unit == nullptr) return std::nullopt;
        position_ += unit->phrase.size();
        const bool latin = unit->phrase.ends_with('s');
        if (latin) return Frequency{unit->meaning / number->high, unit->meaning / number->low};
        bound_here();
        const auto times = count();
        if (!times || !counter()) return std::nullopt;
        return Frequency{times->low * unit->meaning / number->high,
                         times->high * unit->meaning / number->low};
    }

    std::string_view text_;
    bool bare_spans_;
    std::size_t position_ = 0;
};

/// The frequency that `label` is as a whole, but for "about", the question's words and the like.
std::optional<Frequency> frequency_of_label(const Question& question, std::string_view label) {
    const auto told = frequency_in(label, true);
    if (!told) return std::nullopt;
    const std::string& wording = wording_of(question);
    const auto says_nothing_new = [&wording](std::string_view words) {
        for (std::size_t i = 0; i < words.size();) {
            const auto* bound = bounds().at(words, i);
            const CodePoint point = code_point_at(words, i);
            const bool asked = wording.find(words.substr(i, point.length)) != std::string::npos;
            const bool word = is_word_character(point.value) || (is_han(point.value) && !asked);
            static const PhraseMap<bool> around{{true, {"左右", "大概", "or so", "roughly", "都"}}};
            const auto* near = around.at(words, i);
            const std::size_t known = std::max(bound == nullptr ? 0 : bound->phrase.size(),
                                               near == nullptr ? 0 : near->phrase.size());
            if (word && known == 0) return false;
            i += std::max(known, point.length);
        }
        return true;
    };
    const bool alone =
        says_nothing_new(label.substr(0, told->begin)) && says_nothing_new(label.substr(told->end));
    return alone ? told : std::nullopt;
}

const PhraseMap<bool>& first_times() {
    // clang-format off
    static const PhraseMap<bool> map{
        {true, {"第一次", "第一回", "头一次", "头一回", "头回", "首次", "初次", "头一遭", "从没来过", "从来没来过", "以前没来过", "之前没来过", "以前没用过", "从没用过", "first time", "first visit", "1st time", "1st visit", "never been before", "never been there before", "never been here before", "never been", "never before", "never used it before", "first ever"}}};
    // clang-format on
    return map;
}

}  // namespace

bool names_a_span(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); i += code_point_at(text, i).length) {
        if (spans_before().at(text, i) != nullptr || spans_behind().at(text, i) != nullptr) return true;
    }
    return false;
}

bool names_first_time(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); i += code_point_at(text, i).length) {
        if (first_times().at(text, i) != nullptr) return true;
    }
    return false;
}

bool says_first_time(std::string_view text) {
    static const PhraseMap<bool> around{{true,
                                         {"这是", "还是", "来", "来的", "来这", "来这里", "来你们这", "用",
                                          "遇到", "碰到", "碰上", "there", "here", "ever", "visit"}}};
    bool said = false;
    for (std::size_t i = 0; i < text.size();) {
        const auto* first = first_times().at(text, i);
        const auto* beside = around.at(text, i);
        const auto* wrap = option_words().at(text, i);
        const CodePoint point = code_point_at(text, i);
        const bool silent = point.value != U'?' && !is_word_character(point.value) && !is_han(point.value);
        const bool wraps = beside == nullptr && wrap != nullptr && wrap->meaning == OptionWord::wrap;
        if (first == nullptr && beside == nullptr && !wraps && !silent) return false;
        said = said || first != nullptr;
        i += first != nullptr    ? first->phrase.size()
             : beside != nullptr ? beside->phrase.size()
             : wraps             ? wrap->phrase.size()
                                 : point.length;
    }
    return said;
}

std::optional<Frequency> frequency_in(std::string_view text, bool bare_spans) {
    std::optional<Frequency> found;
    Reader reader{text, bare_spans};
    for (std::size_t i = 0; i < text.size();) {
        const auto here = word_boundary(text, i) ? reader.at(i) : std::nullopt;
        if (!here) {
            i += code_point_at(text, i).length;
            continue;
        }
        const bool daily = found && found->low == kDaysAWeek && found->high == kDaysAWeek;
        const bool oftener = daily && here->low > found->low;  // "every day, ten times a day"
        const bool each_day = found && here->low == kDaysAWeek && here->high == kDaysAWeek &&
                              found->low >= kDaysAWeek;  // "6 times a day, every day"
        if (each_day) {
            i = std::max(reader.end(), i + 1);
            continue;
        }
        if (found && !oftener && (found->low != here->low || found->high != here->high)) return std::nullopt;
        found = here;
        found->begin = i;
        i = found->end = std::max(reader.end(), i + 1);
    }
    return found;
}

std::vector<Frequency> frequencies_of_options(const Question& question) {
    std::vector<Frequency> spans;
    for (const Option& option : question.options) {
        Frequency span{kInfinite, -1};
        const auto widen = [&span](const Frequency& named) {
            span.low = std::min(span.low, named.low);
            span.high = std::max(span.high, named.high);
        };
        for (const auto& [language, label] : option.label.all()) {
            if (const auto named = frequency_of_label(question, fold_for_matching(label))) widen(*named);
        }
        for (const auto& [language, synonyms] : option.synonyms) {
            for (const std::string& synonym : synonyms) {
                const std::string folded = fold_for_matching(synonym);
                Reader reader{folded};
                const auto named = reader.at(0);
                if (named && reader.end() == folded.size()) widen(*named);
            }
        }
        spans.push_back(span);
    }
    const bool any =
        std::any_of(spans.begin(), spans.end(), [](const Frequency& span) { return span.high >= 0; });
    return any ? spans : std::vector<Frequency>{};
}

std::optional<std::size_t> option_of_frequency(const std::vector<Frequency>& spans, const Frequency& told) {
    std::optional<std::size_t> chosen;
    for (std::size_t i = 0; i < spans.size(); ++i) {
        if (spans[i].high < 0 || told.low < spans[i].low || told.high > spans[i].high) continue;
        if (chosen) return std::nullopt;
        chosen = i;
    }
    return chosen;
}

}  // namespace askwell::flows::reading
