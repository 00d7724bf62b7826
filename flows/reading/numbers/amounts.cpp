#include "flows/reading/numbers/amounts.h"

#include <algorithm>
#include <optional>

#include "flows/reading/numbers/numbers.h"
#include "flows/reading/text/option_words.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

/// What a word makes of the number beside it.
enum class Limit {
    under,   ///< less than it
    up_to,   ///< it, or less
    over,    ///< more than it
    from,    ///< it, or more
    below,   ///< 以下: whether it counts is for the neighbouring label to say
    above,   ///< 以上
    nearly,  ///< close to it, and less
    beyond,  ///< close to it, and more
    about,   ///< close to it
};

const PhraseMap<Limit>& limits_before() {
    // clang-format off
    static const PhraseMap<Limit> map{
        {Limit::under, {"under", "less than", "below", "fewer than", "younger than", "not yet", "smaller than", "不到", "不足", "不满", "未满", "少于", "低于", "小于", "没到", "还没到", "还不到", "<"}},
        {Limit::up_to, {"up to", "at most", "no more than", "not more than", "max", "maximum", "最多", "至多", "顶多", "不超过"}},
        {Limit::over, {"过了", "over", "more than", "above", "older than", "past", "in excess of", "超过", "大于", "高于", "多于", "不止", ">"}},
        {Limit::from, {"at least", "no less than", "not less than", "from", "upwards of", "minimum", "至少", "起码", "最少", "不低于", "不少于", "不下", "少说", "少说也有", "少说也得"}},
        {Limit::nearly, {"nearly", "almost", "not quite", "close to", "just under", "a bit under", "just below", "快", "将近", "接近", "近", "快到", "快要", "差不多快"}},
        {Limit::about, {"about", "around", "roughly", "approximately", "approx", "approx.", "circa", "ca", "ca.", "~", "大概", "大概有", "大概是", "大约", "约", "约莫", "差不多", "也就", "maybe", "like", "probably", "some"}},
        {Limit::beyond, {"just over", "a bit over", "a little over", "slightly over", "just past", "刚过", "刚超过"}},
    };
    // clang-format on
    return map;
}

const PhraseMap<Limit>& limits_behind() {
    // clang-format off
    static const PhraseMap<Limit> map{
        {Limit::below, {"以下", "以内", "之内", "之下"}},
        {Limit::under, {"不到", "or under", "and under", "and below", "or below", "or younger"}},
        {Limit::up_to, {"及以下", "或以下", "含以下", "or less", "or fewer", "and less", "max", "at most", "tops", "封顶"}},
        {Limit::above, {"以上", "往上", "开外", "朝上"}},
        {Limit::over, {"不止"}},
        {Limit::beyond, {"出头", "多一点", "多点"}},
        {Limit::from, {"及以上", "或以上", "起", "or more", "or over", "or above", "or older", "and over", "and above", "and older", "and up", "or up", "and more", "plus", "+", "upwards"}},
        {Limit::about, {"左右", "上下", "来", "前后", "or so", "ish", "-ish", "give or take", "roughly", "or thereabouts"}},
    };
    // clang-format on
    return map;
}

/// 万, k, thousand behind figures; words and ideographs hold theirs.
const PhraseMap<double>& multiples() {
    static const PhraseMap<double> map{{1e2, {"百", "hundred"}},
                                       {1e3, {"千", "k", "thousand", "grand"}},
                                       {1e4, {"万", "w"}},
                                       {1e6, {"百万", "million", "m", "mil"}},
                                       {1e8, {"亿"}}};
    return map;
}

const PhraseMap<double>& decades() {
    static const PhraseMap<double> map{{20, {"twenties", "20s", "20's"}}, {30, {"thirties", "30s", "30's"}},
                                       {40, {"forties", "40s", "40's"}},  {50, {"fifties", "50s", "50's"}},
                                       {60, {"sixties", "60s", "60's"}},  {70, {"seventies", "70s", "70's"}},
                                       {80, {"eighties", "80s", "80's"}}, {90, {"nineties", "90s", "90's"}}};
    return map;
}

/// Units that say the same: one counts when the labels have any of its family.
struct UnitFamily {
    bool of_question = false;  ///< the question may name it: 您的年龄 is answered in 岁
    std::vector<std::string_view> units;
};
const std::vector<UnitFamily>& unit_families() {
    // clang-format off
    static const std::vector<UnitFamily> families{
        {true, {"岁", "周岁", "岁数", "年龄", "years old", "year old", "years of age", "years", "yrs old", "yrs", "yr old", "y/o", "yo", "age", "old"}},
        {true, {"元", "块", "块钱", "元钱", "人民币", "钱", "rmb", "yuan", "cny", "¥", "£", "$", "€", "dollars", "dollar", "pounds", "pound", "euros", "euro", "quid", "bucks", "usd", "gbp", "eur", "how much"}},
        {false, {"人", "个人", "位", "口人", "people", "persons", "employees", "person", "of us"}},
        {false, {"次", "回", "times", "time", "visits"}},
        {false, {"天", "days", "day"}},
        {false, {"晚", "nights", "night"}},
        {false, {"分钟", "minutes", "minute", "mins", "min"}},
        {false, {"小时", "个小时", "hours", "hour", "hrs"}},
        {false, {"公里", "千米", "km", "kilometres", "kilometers"}},
        {false, {"平方米", "平米", "平", "sqm", "square metres"}},
        {false, {"个", "件", "台", "items", "pieces", "units"}},
    };
    // clang-format on
    return families;
}

bool asks_for(const UnitFamily& family, std::string_view asked) {
    return std::any_of(family.units.begin(), family.units.end(), [asked](std::string_view unit) {
        return find_words(asked, unit) != std::string_view::npos;
    });
}

/// Words that stand around an amount in an answer and say nothing of their own.
const PhraseMap<bool>& beside_words() {
    // clang-format off
    static const PhraseMap<bool> map{
        {true,
         {"我觉得", "我看", "觉得", "算是", "算", "还是", "肯定", "肯定是", "应该是", "大概是", "ok", "okay", "for sure", "definitely", "again", "as always", "of course", "obviously", "x", "xx", "人均", "每人", "每位", "每个人", "平均", "一个人", "一人", "赔", "赔了", "赔给", "赔我", "赔付", "赔付了", "赔的", "到手", "到账", "收到", "拿到", "拿了", "最后", "最终", "付了", "消费", "消费了", "per head", "per person", "each person", "a head", "a person", "apiece", "came to", "it came to", "comes to", "worked out at", "they paid", "they paid out", "paid", "paid out", "paid me", "paid us", "gave me", "gave us", "received", "back", "in the end", "spent", "settled at", "今年", "年龄", "年纪", "岁数", "虚岁", "每次", "一次", "一般", "平时", "通常", "一共", "总共", "刚", "刚满", "刚好", "正好", "满", "已经", "转", "转账", "花", "花了", "这档", "这一档", "那档", "档", "的样子", "age", "aged", "exactly", "turned", "just turned", "now", "already", "a go", "each time", "a time", "at a time", "each", "per time", "in total", "total", "usually", "between", "介于", "之间", "early", "mid", "late", "in my", "age is", "bracket", "group", "range", "band", "mark", "¥", "£", "$", "€", "rmb", "im"}}};
    // clang-format on
    return map;
}

void apply(Limit limit, Band& band) {
    constexpr double kAbout = 0.1;
    constexpr double kNearly = 0.95;
    switch (limit) {
        case Limit::under:
        case Limit::below:
        case Limit::up_to:
            band.low = 0;
            band.below = limit != Limit::up_to;
            break;
        case Limit::over:
        case Limit::above:
        case Limit::from:
            band.high = kInfinite;
            band.above = limit != Limit::from;
            break;
        case Limit::nearly:
            band.low *= kNearly;
            band.below = true;
            break;
        case Limit::beyond:
            band.high *= 1 + kAbout;
            band.above = true;
            break;
        case Limit::about:
            band.low *= 1 - kAbout;
            band.high *= 1 + kAbout;
            break;
    }
}

/// Reads amounts in one text; `asked` holds the units that may follow them.
class AmountReader {
  public:
    AmountReader(std::string_view text, std::string_view asked) : text_(text), asked_(asked) {}

    std::optional<Amount> at(std::size_t begin) {
        position_ = begin;
        const auto before = take(limits_before());
        bool unit = take_unit();
        auto amount = decade();
        if (!amount) amount = figures(before.has_value());
        if (!amount) return std::nullopt;
        auto behind = take(limits_behind());
        unit = take_unit() || unit || amount->unit;
        if (!behind) behind = take(limits_behind());
        if (before) apply(*before, amount->band);
        if (behind) apply(*behind, amount->band);
        amount->bare = amount->bare && !before && !behind && !unit;
        amount->unit = unit;
        amount->loose = behind == Limit::above || behind == Limit::below;
        amount->begin = begin;
        amount->end = position_;
        return amount;
    }

  private:
    template <typename Meaning>
    std::optional<Meaning> take(const PhraseMap<Meaning>& words) {
        const std::string_view rest = text_.substr(after_blank(text_, position_));
        const auto* found = words.at(rest, 0);
        if (found == nullptr) return std::nullopt;
        position_ = after_blank(text_, position_) + found->phrase.size();
        return found->meaning;
    }

    bool take_unit() {
        const std::size_t start = after_blank(text_, position_);
        std::size_t longest = 0;
        for (const UnitFamily& family : unit_families()) {
            for (const std::string_view unit : family.units) {
                const std::string_view rest = text_.substr(start);
                if (unit.size() > longest && rest.starts_with(unit) && word_boundary(rest, unit.size()) &&
                    asks_for(family, asked_))
                    longest = unit.size();
            }
        }
        if (longest > 0) position_ = start + longest;
        return longest > 0;
    }

    std::optional<Amount> decade() {
        constexpr double kYears = 9;
        const auto first = take(decades());
        if (!first) return std::nullopt;
        return Amount{Band{*first, *first + kYears, false, false}, 0, 0, false, false};
    }

    /// 35, 1.5万, 18到35岁, 一万多.
    std::optional<Amount> figures(bool bound) {
        position_ = after_blank(text_, position_);
        const auto few = handful();
        const auto first = few ? few : number_at(text_, position_);
        if (!first || first->form == NumberForm::roman) return std::nullopt;
        position_ += first->length;
        const double factor = take(multiples()).value_or(1);
        Amount amount;
        amount.band = Band{first->low * factor, first->high * factor, false, false};
        amount.bare = first->plain && !first->fraction && !first->span() && factor == 1;
        const std::string_view written = text_.substr(0, position_);
        amount.band.below = first->span() && (written.ends_with("多") || written.ends_with("余"));
        static const PhraseMap<bool> more{{true, {"多", "余"}}};
        if (factor > 1 && take(more)) {
            amount.band.high += factor;
            amount.band.below = true;
        }
        amount.unit = take_unit();
        if (!bound) go_on(amount, *first, factor);
        return amount;
    }

    /// "A few" before hundreds or thousands.
    std::optional<NumberAt> handful() const {
        struct Span {
            double low;
            double high;
        };
        static const PhraseMap<Span> words{{{2, 9}, {"a few", "several"}},
                                           {{2, 3}, {"a couple of", "a couple", "couple of"}}};
        const auto* found = words.at(text_, position_);
        if (found == nullptr) return std::nullopt;
        const std::size_t end = position_ + found->phrase.size();
        if (multiples().at(text_, after_blank(text_, end)) == nullptr) return std::nullopt;
        return NumberAt{found->meaning.low, found->meaning.high, found->phrase.size(), NumberForm::word};
    }

    /// The other end of a range: "- 35", 到2万.
    void go_on(Amount& amount, const NumberAt& first, double factor) {
        static const PhraseMap<bool> joints{{true, {"-", "~", "到", "至", "to", "and", "和", "--"}}};
        const std::size_t start = position_;
        const bool joined = take(joints).has_value();
        if (joined) take_unit();
        position_ = after_blank(text_, position_);
        const auto second = joined ? number_at(text_, position_) : std::nullopt;
        if (second) position_ += second->length;
        const double larger = second ? take(multiples()).value_or(1) : 1;
        // 1到2万 begins at ten thousand, 500到2万 at five hundred.
        const double begin =
            first.low * (factor == 1 && second && first.high < second->high ? larger : factor);
        if (!second || second->high * larger < begin) {
            position_ = start;
            return;
        }
        amount.band = Band{begin, second->high * larger, false, false};
        amount.bare = false;
        amount.unit = take_unit() || amount.unit;
    }

    std::string_view text_;
    std::string_view asked_;
    std::size_t position_ = 0;
};

/// 五年了, "10 years ago" behind a figure: since when, and no amount.
bool tells_how_long(std::string_view text, std::size_t end) {
    static const PhraseMap<bool> times{
        {true, {"年", "年多", "多年", "个月", "ago", "years ago", "years now", "months ago"}},
        {false, {"年龄", "年纪"}}};
    const auto* time = times.at(text, after_blank(text, end));
    return time != nullptr && time->meaning;
}

bool asks_for_years(std::string_view asked) {
    return asked.find("年") != std::string_view::npos && asked.find("年龄") == std::string_view::npos;
}

}  // namespace

std::vector<Amount> amounts_in(std::string_view text, std::string_view asked) {
    std::vector<Amount> found;
    AmountReader reader{text, asked};
    for (std::size_t i = 0; i < text.size();) {
        const auto* word = option_words().at(text, i);
        const auto* own = beside_words().at(text, i);
        const std::size_t known =
            std::max(word == nullptr ? 0 : word->phrase.size(), own == nullptr ? 0 : own->phrase.size());
        const auto amount = text[i] != ' ' && word_boundary(text, i) ? reader.at(i) : std::nullopt;
        if (amount && tells_how_long(text, amount->end) && !asks_for_years(asked)) {
            i = amount->end;
        } else if (amount && amount->end - i > known) {
            found.push_back(*amount);
            i = amount->end;
        } else {
            i += std::max(known, code_point_at(text, i).length);
        }
    }
    return found;
}

bool only_beside_amount(std::string_view words) {
    for (std::size_t i = 0; i < words.size();) {
        const CodePoint point = code_point_at(words, i);
        const auto* own = beside_words().at(words, i);
        const auto* wrap = option_words().at(words, i);
        const bool wraps = wrap != nullptr && wrap->meaning == OptionWord::wrap;
        const std::size_t length =
            std::max(own == nullptr ? 0 : own->phrase.size(), wraps ? wrap->phrase.size() : 0);
        const bool silent = !is_word_character(point.value) && !is_han(point.value);
        if (length == 0 && !silent) return false;
        i += std::max(length, point.length);
    }
    return true;
}

std::string units_asked_by(std::string_view question) {
    std::string units;
    for (const UnitFamily& family : unit_families()) {
        if (family.of_question && asks_for(family, question))
            units.append(family.units.front()).push_back(' ');
    }
    return units;
}

bool asks_ages(std::string_view asked) {
    return asks_for(unit_families().front(), asked);
}

}  // namespace askwell::flows::reading
