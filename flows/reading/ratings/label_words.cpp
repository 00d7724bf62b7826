#include "flows/reading/ratings/label_words.h"

namespace askwell::flows::reading {

const PhraseMap<Degree>& degrees() {
    // clang-format off
    static const PhraseMap<Degree> map{
        {Degree::strong,
         {"非常", "十分", "特别", "极其", "极为", "极度", "极", "超级", "超", "非长", "飞常", "灰常", "很", "很是", "太", "超超", "完全",
          "彻底", "强烈", "一点", "一点都", "一点也", "根本", "压根", "压根儿", "根本就", "压根就", "完全就", "丝毫", "百分百", "百分之百", "绝对", "无比", "巨", "老", "贼", "相当相当", "远", "远远", "大大",
          "very", "v.", "extremely", "really", "super", "so", "highly", "completely", "totally", "absolutely",
          "fully", "entirely", "100%", "perfectly", "incredibly", "utterly", "most", "far", "well", "much",
          "way", "v", "vry", "too", "strongly", "greatly", "deeply", "wholly", "thoroughly",
          "truly", "immensely", "dead", "proper", "real", "bloody", "hella", "damn", "awfully", "terribly", "ever so", "exceptionally", "exceedingly",
          "tremendously", "hugely", "unbelievably", "insanely", "ridiculously", "remarkably", "beyond", "couldn't be more",
          "could not be more", "couldn't have been more", "could not have been more", "can't be more", "cannot be more", "不能更", "不能再", "没法更",
          "verry", "realy", "extremly", "extreamly", "vey", "格外", "超级无敌", "无敌", "超级超级", "尤为", "相当之", "贼拉", "那叫一个", "真是太", "实在太", "实在是太", "真的太", "真的很", "真的非常", "一百个", "一万个", "百分百的"}},
        {Degree::mild,
         {"more or less", "相对", "相对来说", "相对比较", "比较", "较", "较为", "挺", "蛮", "还算", "还是比较", "还是挺", "算是", "也算", "也算是", "还算是", "基本算", "基本算是", "基本上算", "基本上算是", "有点", "有点儿", "有一点", "有些",
          "稍微", "稍", "略", "quite", "fairly", "pretty", "rather", "somewhat", "mostly", "reasonably",
          "generally", "基本", "基本上", "基本是", "基本上是", "大体上是", "大体", "大体上", "大致", "大致上", "总体", "a bit", "a little", "slightly", "moderately", "relatively", "decently", "kind of", "kinda", "sort of", "sorta",
          "bit", "bit too", "bit of a", "tad", "a little bit", "a little bit too", "a bit too", "a little too", "a tad", "a tad too", "a touch", "a smidge", "a smidgen", "a shade", "mildly", "ever so slightly", "slightly too", "a bit on the", "a tad bit",
          "一丢丢", "有一丢丢", "有那么点", "有那么点儿", "有那么一点", "多少有点", "多少有些", "略显", "略微", "略有点", "略嫌", "稍显", "稍嫌", "稍稍", "稍微有点", "稍有些", "偏", "怪", "些许", "有点偏", "有点太"}},
        {Degree::none, {"so far", "thus far", "超出", "超过", "超预期", "超期望", "超期待", "太阳", "so-so", "so so"}},
    };
    // clang-format on
    return map;
}

const PhraseMap<bool>& trailing_degrees() {
    static const PhraseMap<bool> map{
        {true, {"极了",       "得很",     "的很",       "滴很",      "得不得了",      "的不得了",
                "得不行",     "的不行",   "透了",       "透顶",      "至极",          "死了",
                "死咯",       "死啦",     "死喽",       "得要死",    "得要命",        "坏了",
                "得一塌糊涂", "到不行",   "by miles",   "by a mile", "by a long way", "by a long chalk",
                "big time",   "strongly", "completely", "totally",   "entirely",      "wholeheartedly",
                "100%",       "100 %",    "到爆",       "爆了",      "得没话说",      "得没的说",
                "得没得说",   "得飞起",   "惨了"}},
        {false, {"没话讲", "没话说", "没得说", "没的说", "没得讲", "没得挑"}}};
    return map;
}

bool diminishes(std::string_view text, std::size_t position) {
    static const PhraseMap<bool> words{
        {true, {"有点",  "有点儿",   "有一点",       "有些",     "稍微",       "稍",
                "略",    "一丢丢",   "有一丢丢",     "有那么点", "有那么一点", "略显",
                "略微",  "略有点",   "稍显",         "稍稍",     "稍微有点",   "些许",
                "a bit", "a little", "slightly",     "bit",      "bit of a",   "tad",
                "a tad", "a touch",  "a little bit", "somewhat", "mildly",     "ever so slightly"}}};
    return words.at(text, position) != nullptr;
}

bool moderates(std::string_view text, std::size_t position) {
    static const PhraseMap<bool> words{{true,
                                        {"比较", "较", "较为", "还算", "挺", "蛮", "相对", "fairly", "quite",
                                         "pretty", "rather", "reasonably", "relatively"}}};
    return words.at(text, position) != nullptr;
}

const PhraseMap<Negation>& negations() {
    // clang-format off
    static const PhraseMap<Negation> map{
        {Negation::plain,
         {"不", "不太", "不大", "不怎么", "不够", "不算", "不很", "不是很", "不是太", "不是特别",
          "不是那么", "没那么", "没有那么", "没有很", "没", "没有", "不是", "并不", "并不是", "说不上多", "谈不上多", "算不上多", "算不得", "not all that", "不能算", "不咋", "不甚", "算不上", "不算很", "并没有", "并没", "还不", "还没", "don't", "do not", "dont", "didn't", "not", "not very", "not overly", "not especially", "not terribly", "not hugely", "not massively", "not v", "not v.", "not really", "not so",
          "not too", "not that", "not quite", "isn't", "wasn't", "aren't", "weren't", "am not",
          "not particularly", "not exactly", "isnt", "wasnt", "wasn't very", "isn't very", "aren't very", "weren't very", "wasnt very", "isnt very", "wasn't really", "isn't really", "aren't really", "weren't really", "wasn't that", "isn't that", "aren't that", "weren't that", "wasn't so", "isn't so", "wasn't too", "isn't too", "weren't too", "wasn't quite", "isn't quite", "wasn't particularly", "isn't particularly", "weren't particularly", "wasn't exactly", "isn't exactly", "wasn't all that", "isn't all that"}},
        {Negation::strong,
         {"一点都不", "一点也不", "一点儿都不", "一点儿也不", "完全不", "根本不", "毫不", "绝不", "丝毫不",
          "非常不", "not at all", "not in the least", "not remotely", "absolutely not", "totally not",
          "completely not"}},
        {Negation::elevated,
         {"谈不上", "称不上", "说不上", "没到", "没有到", "还没到", "达不到", "没达到", "够不上", "到不了", "还不到", "称不上是", "wouldn't say", "i wouldn't say", "can't say", "cannot say", "i can't say", "couldn't say", "i couldn't say", "can't say it was", "can't say that", "would not say", "i would not say", "wouldn't call it", "i wouldn't call it", "不是非常", "不是十分", "不是完全", "没有完全", "没完全", "不完全", "没有非常", "没有特别",
          "没有彻底", "not extremely", "not completely", "never", "not fully", "not totally", "not entirely",
          "not super", "not perfectly", "not highly", "neither", "nor"}},
    };
    // clang-format on
    return map;
}

const std::vector<InterchangeableWords>& interchangeable() {
    static const std::vector<InterchangeableWords> rows{
        {"便捷", "方便", "便利", "方便快捷", "快捷方便"},
        {"解决", "搞定", "修好", "弄好", "处理好", "办好", "搞好", "解决到", "解决掉", "修理好", "弄妥",
         "办妥"},
        {"准确", "准却", "准缺"},
        {"及时", "即时", "急时"},
        {"耐心", "奈心"},
        {"专业", "专页"},
        {"一次就", "一趟就", "一回就", "1次就", "来一次就", "来了一次就", "来了一趟就", "来一趟就",
         "上门一次就", "上门一趟就", "跑一趟就", "一次性"},
        {"very", "verry"},
        {"never", "never ever"},
        {"才", "才给"},
        {"一部分", "部分", "一半", "一小半"},
        {"繁琐", "麻烦", "复杂", "繁杂", "烦琐"},
        {"清楚", "清晰", "清楚明白", "清晰明了", "清楚明了"},
        {"高于", "高过", "好于", "好过", "超出", "超过", "超", "超出了", "超过了"},
        {"跟", "和", "与", "同"},
        {"想的",       "我想的",   "想象的",   "想象中",   "想象中的", "我想象中", "我以为的",
         "以为的",     "我预想的", "我期望的", "我期待的", "原来想的", "原先想的", "我想象的",
         "我想象中的", "预想的",   "预想中的", "预期的",   "我预期的", "期望的",   "期待的"},
        {"预期", "期望", "期待", "我的预期", "我的期望", "我的期待", "心理预期", "我预期"},
        {"没有", "没", "未"},
        {"较好", "比较好", "较好地", "较好的"},
        {"完美", "圆满"},
        {"彻底", "彻彻底底", "完完全全", "完全彻底"},
        {"一般",
         "一般般",
         "普通",
         "中等",
         "一般吧",
         "马马虎虎",
         "凑合",
         "不好不坏",
         "不好也不坏",
         "中规中矩",
         "平平",
         "说快不快,说慢不慢",
         "说快不快说慢不慢",
         "说好不好,说坏不坏",
         "说好不好说坏不坏",
         "不快不慢",
         "不难不易",
         "不算好也不算坏",
         "说不上好也说不上坏",
         "既不好也不坏",
         "说不上好坏",
         "谈不上好坏",
         "还凑合",
         "凑合吧",
         "凑活",
         "普普通通",
         "一般化",
         "中不溜",
         "平平常常",
         "平平无奇",
         "马虎",
         "马马虎虎吧"},
        {"neutral", "average", "so-so", "so so", "neither satisfied nor dissatisfied", "in the middle",
         "in between", "neither good nor bad", "neither great nor terrible", "not good not bad",
         "neither one nor the other", "middle of the road", "middling", "run of the mill",
         "neither here nor there", "ordinary"},
        {"dissatisfied", "unsatisfied", "unhappy", "dissapointed", "disappointed"},
        {"satisfied", "happy", "pleased", "content", "chuffed"},
        {"took", "took him", "took her", "took them", "took you", "took me", "took us", "takes", "needed"},
        {"cumbersome", "complicated", "tedious"},
        {"convenient", "easy", "simple"},
        {"solved", "resolved", "fixed", "sorted", "sorted out", "repaired", "mended"},
        {"on the first try",   "first try",
         "first time",         "the first time",
         "first time round",   "at the first attempt",
         "at the first try",   "on the first attempt",
         "in one go",          "in one visit",
         "on the first visit", "on first visit",
         "on first attempt",   "on first try",
         "on the first go",    "first go",
         "at first attempt",   "in a single visit",
         "with one visit",     "in just one visit"},
        {"first class", "first-class", "1st class", "1st-class"},
        {"first rate", "first-rate", "1st rate", "1st-rate"},
        {"probably", "prob", "probs", "prolly"},
        {"far above", "far beyond", "well above", "way above"},
        {"far below", "well below", "way below"},
        {"far too", "way too", "much too"},
        {"fix it", "finally fix it", "eventually fix it", "get it fixed", "get it solved", "get it sorted",
         "get it repaired", "get it working"},
        {"得", "的"},
        {"满意", "满义", "漫意"},
        {"清楚", "请楚", "清处"},
        {"一般", "一班"},
        {"不满意", "不满"},
        {"一点", "一点点", "一点儿", "一丢丢", "一点点儿"},
        {"晚了一点", "晚了点", "迟了一点", "迟了点"},
        {"早了一点", "早了点"},
        {"晚了很多", "晚了好多", "迟了很多", "晚到很多", "晚到了很多"},
        {"同意", "赞同", "赞成", "认同"},
        {"difficult", "hard"},
        {"on time", "bang on time", "right on time", "dead on time", "spot on time", "punctual"},
        {"准时", "按时", "准点"},
        {"完好", "完好无损", "完好无缺", "完整无损"},
        {"not useful", "useless", "no use", "of no use"},
        {"差", "不好", "差劲"},
        {"poor", "bad"},
        {"有时", "有时候"},
        {"很少", "极少"},
        {"从不", "从来不", "从来没有"},
    };
    return rows;
}

}  // namespace askwell::flows::reading
