#include "flows/reading/text/feelings.h"

#include <optional>

#include "flows/folding.h"
#include "flows/reading.h"
#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {
namespace {

const PhraseMap<int>& words() {
    // clang-format off
    static const PhraseMap<int> map{
        {+1,
         {"好", "好多了", "很好", "太好了", "棒", "赞", "满意", "喜欢", "开心", "高兴", "感谢", "感动", "热情", "耐心", "专业", "细心", "周到",
          "贴心", "负责", "及时", "准时", "迅速", "快", "很快", "高效", "便捷", "方便", "顺利", "优秀", "完美", "出色", "给力", "友好",
          "礼貌", "靠谱", "清楚", "清晰", "点赞", "表扬", "惊喜", "超预期", "不错", "没问题", "没毛病", "无可挑剔", "五星", "值得",
          "舒服", "一流", "没得说", "good", "great", "excellent", "perfect", "perfectly", "amazing", "awesome", "wonderful",
          "fantastic", "brilliant", "superb", "outstanding", "lovely", "nice", "best", "love", "loved", "happy", "pleased",
          "satisfied", "helpful", "friendly", "polite", "kind", "patient", "professional", "efficient", "quick", "quickly",
          "fast", "prompt", "promptly", "on time", "smooth", "smoothly", "easy", "convenient", "impressed", "impressive",
          "recommend", "reliable", "clean", "courteous", "thoughtful", "well done", "no problem", "no problems", "no complaints",
          "no issues", "no issue", "works well", "👍", "😊", "😀", "😄", "❤", "🙏", "💯"}},
        {-1,
         {"差", "很差", "太差", "烂", "坏", "糟", "糟糕", "慢", "太慢", "很慢", "久", "太久", "很久", "半天", "拖", "拖延", "贵", "太贵",
          "垃圾", "失望", "生气", "气人", "气死", "投诉", "麻烦", "复杂", "繁琐", "难用", "敷衍", "推诿", "推脱", "踢皮球", "不理", "没人理",
          "没人管", "没人接", "没人回", "恶劣", "态度差", "骗", "骗人", "欺骗", "坑", "坑人", "无语", "烦", "恶心", "愤怒", "郁闷", "后悔",
          "不满", "不满意", "不爽", "不行", "不专业", "不耐烦", "不负责", "不靠谱", "没解决", "没有解决", "解决不了", "没用", "没修好",
          "坏了", "迟到", "晚点", "延误", "漏", "弄丢", "丢失", "损坏", "破损", "冷漠", "粗鲁", "无礼", "不尊重", "乱收费", "浪费时间", "浪费",
          "催了", "催", "再也不", "一塌糊涂", "失败", "难受", "bad", "badly", "terrible", "terribly", "awful", "horrible", "worst", "worse",
          "poor", "poorly", "slow", "slowly", "late", "delay", "delayed", "delays", "rude", "rudely", "useless", "unhelpful",
          "unprofessional", "disappointed", "disappointing", "disappointment", "angry", "annoyed", "annoying", "frustrated",
          "frustrating", "upset", "unhappy", "dissatisfied", "unsatisfied", "unacceptable", "ridiculous", "disgusting", "waste",
          "wasted", "broken", "broke", "damaged", "failed", "fail", "failure", "ignored", "lied", "lie", "lies", "scam",
          "complicated", "confusing", "confused", "expensive", "overpriced", "complaint", "complain", "pathetic", "nightmare",
          "joke", "incompetent", "careless", "hate", "hated", "never again", "too long", "forever", "ages", "still waiting",
          "nobody", "no one", "unresolved", "disgrace", "shame", "sucks", "crap", "rubbish", "garbage", "👎", "😡", "😠", "🤬", "💩", "😤"}},
        {0,
         {"更好", "再好", "好像", "好了", "好的", "你好", "您好", "好几", "好多", "好久不见", "好久", "只好", "正好", "好在", "最好", "快递", "快点",
          "快一点", "快些", "更快", "尽快", "赶快", "快要", "快到", "快乐", "不久", "多久", "更方便", "不麻烦", "麻烦您", "麻烦你", "慢慢",
          "差不多", "差点", "出差", "时差", "差价", "不好意思", "坏处", "好处", "爱好", "好坏", "快慢", "喜好", "方便的话", "方便时",
          "方便面", "满意度", "专业性", "better", "faster", "good luck", "good morning", "good afternoon", "good evening", "good day",
          "best regards", "kind of", "kind regards", "fast food", "no matter", "late at night", "later", "too good to be true",
          "could be better", "should be better", "as well"}},
        {-1, {"好久都", "等好久", "等了好久", "好慢", "好贵", "好烦", "好差"}},
    };
    // clang-format on
    return map;
}

enum class Bridge { negation, degree };

/// Words between a negation and what it negates, and the negations.
const PhraseMap<Bridge>& bridges() {
    // clang-format off
    static const PhraseMap<Bridge> map{
        {Bridge::negation,
         {"不", "没", "没有", "不是", "不够", "不太", "不怎么", "没那么", "没什么", "毫无", "谈不上", "算不上", "不算", "并不", "无", "别",
          "一点也不", "一点都不", "not", "no", "never", "isn't", "wasn't", "aren't", "weren't", "don't", "doesn't", "didn't", "won't",
          "can't", "cannot", "couldn't", "wouldn't", "not at all", "nothing", "without", "hardly", "far from", "lack of", "neither",
          "dont", "didnt", "isnt", "wasnt"}},
        {Bridge::degree,
         {"很", "太", "那么", "特别", "非常", "怎么", "是", "这么", "十分", "觉得", "感到", "感觉", "有", "特", "挺", "够", "so", "very", "that",
          "really", "too", "all", "a", "an", "the", "as", "particularly", "especially", "quite", "exactly", "been", "be", "was",
          "feel", "find", "any", "much", "of", "at all", "entirely", "completely", "totally", "always", "even"}},
    };
    // clang-format on
    return map;
}

/// Negations and degree words in a row, up to the word of feeling they belong to.
struct Approach {
    std::size_t end = 0;
    bool negated = false;
};

/// What begins at `position` with a negation; nothing when none stands there.
std::optional<Approach> approach(std::string_view text, std::size_t position) {
    Approach found{position, false};
    while (found.end == position || words().at(text, found.end) == nullptr) {
        const auto* bridge = bridges().at(text, found.end);
        if (bridge == nullptr || (found.end == position && bridge->meaning != Bridge::negation)) break;
        if (bridge->meaning == Bridge::negation) found.negated = !found.negated;
        found.end += bridge->phrase.size();
        if (found.end < text.size() && text[found.end] == ' ') ++found.end;
    }
    if (found.end == position) return std::nullopt;
    return found;
}

}  // namespace

std::vector<Feeling> feelings_in(std::string_view folded) {
    std::vector<Feeling> found;
    for (std::size_t position = 0; position < folded.size();) {
        const auto negation =
            words().at(folded, position) == nullptr ? approach(folded, position) : std::nullopt;
        const std::size_t begin = negation ? negation->end : position;
        if (const auto* word = words().at(folded, begin)) {
            const int sign = negation && negation->negated ? -1 : 1;
            found.push_back({position, begin + word->phrase.size(), sign * word->meaning});
            position = begin + word->phrase.size();
        } else {
            position = negation ? begin : position + code_point_at(folded, position).length;
        }
    }
    return found;
}

}  // namespace askwell::flows::reading

namespace askwell::flows {

int sentiment(std::string_view text) {
    bool praise = false;
    bool complaint = false;
    for (const reading::Feeling& feeling : reading::feelings_in(fold_for_matching(text))) {
        praise = praise || feeling.value > 0;
        complaint = complaint || feeling.value < 0;
    }
    return praise == complaint ? 0 : praise ? 1 : -1;
}

}  // namespace askwell::flows
