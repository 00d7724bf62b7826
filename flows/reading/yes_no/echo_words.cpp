#include "flows/reading/yes_no/echo_words.h"

namespace askwell::flows::reading {

const PhraseMap<EchoWord>& echo_words() {
    // clang-format off
    static const PhraseMap<EchoWord> map{
        {EchoWord::negation,
         {"千万别", "千万不要", "千万不", "打死也别", "打死也不", "打死都不", "别再", "不要再", "请别再", "请不要再", "请勿", "没有", "没", "未", "不", "并没有", "并没", "并不", "并未", "没能", "没法", "不曾", "未曾", "未能",
          "不太", "不怎么", "不是很", "不是", "不算", "从来没", "从来没有", "从没", "不敢", "不咋", "不大",
          "没怎么", "nothing", "none", "can't", "cannot", "can not", "cant", "couldn't", "不用", "不必",
          "无需", "无须", "别", "不要", "请别", "请不要", "根本没", "根本没有", "根本不", "压根没",
          "压根没有", "压根不", "完全没", "完全没有", "完全不", "还没", "还没有", "还是没", "还是没有",
          "还不", "一点不", "一点都不", "一点也不", "一点没", "一点都没", "都没", "都没有", "绝不", "绝对不",
          "肯定不", "一定不", "才没", "才不", "仍未", "尚未", "不会再", "再也不", "木有", "没得", "not",
          "never", "still not", "not yet", "not really", "not that", "not very", "not at all", "no longer"}},
        {EchoWord::negation,
         {"wasn't", "isn't", "aren't", "weren't", "didn't", "hasn't", "haven't", "hadn't", "don't",
          "doesn't", "won't", "wouldn't", "wasnt", "isnt", "didnt", "hasnt", "havent", "dont", "doesnt",
          "wont", "wouldnt"}},
        {EchoWord::hedge,
         {"基本", "基本上", "差不多", "部分", "一部分", "一半", "勉强", "算", "算是", "大致", "大概", "可能",
          "应该", "好像", "也许", "似乎", "貌似", "或许", "不完全", "没完全", "没有完全", "未完全", "几乎",
          "有时", "有时候", "吗", "么", "如果", "要是", "只要", "除非", "almost", "partly", "partially",
          "mostly", "nearly", "basically", "kind of", "sort of", "probably", "maybe", "perhaps", "somewhat",
          "half", "not fully", "not completely", "not entirely", "not quite", "hardly", "barely",
          "sometimes", "if", "unless", "more or less", "should", "could", "might", "may"}},
        {EchoWord::filler,
         {"没想到", "没料到", "没成想", "想不到", "没多久", "没几分钟", "没一会", "没一会儿", "没等多久", "没怎么等", "没费劲", "没问题", "没毛病", "没啥问题", "没什么问题", "没有问题", "没事了", "没事", "那个", "幸好", "总算", "这回", "居然", "竟然", "着", "呐", "至今", "迄今", "到现在", "到目前", "直到现在", "到今天", "一直", "反正", "已经", "已", "都", "早就", "早已", "早", "终于", "最后", "最终", "当场", "现场", "当天", "当时",
          "马上", "立刻", "很快", "一下子", "就", "真的", "确实", "的确", "肯定", "一定", "当然", "绝对",
          "必须", "非常", "很", "挺", "太", "特别", "相当", "十分", "超", "超级", "蛮", "比较", "实在",
          "还是", "还", "也", "我", "我们", "你们", "您", "你", "他", "她", "它", "他们", "她们", "它们",
          "本人", "这次", "这", "那", "是", "是的", "对", "了", "的", "过", "啊", "呀", "呢", "啦", "呗", "随时", "尽管", "哦", "嘞", "您嘞", "来", "过来",
          "吧", "嘛", "哈", "呐", "滴", "哒", "到", "完", "好了", "掉", "现在", "目前", "今天", "昨天",
          "刚刚", "刚", "被", "给", "有点", "有些", "有点儿", "谢谢", "非常非常", "我觉得", "觉得", "我感觉",
          "感觉", "我认为", "暂时", "上周", "前天", "昨晚", "今早", "上个月", "前几天", "sure", "surely",
          "thankfully", "luckily", "sadly", "unfortunately", "一次性", "特", "老", "真", "还真", "有", "嗯",
          "嗯嗯", "恩", "一分钱", "一毛钱", "一块钱", "半毛钱", "一两次", "两三次", "强烈", "极力", "大力", "anyone", "everyone", "anybody", "everybody", "people",
          "others", "think", "yes", "请", "货", "东西", "麻烦", "anything", "something", "please", "highly",
          "then", "ever", "really", "very", "so", "quite", "pretty", "too", "extremely", "absolutely",
          "definitely", "certainly", "already", "yet", "still", "now", "finally", "just", "rather", "enough",
          "indeed", "a bit", "the", "a", "an", "my", "our", "me", "your", "to", "of", "on", "in", "at",
          "that", "this", "i", "we", "it", "they", "he", "she", "you", "been", "be", "get", "got", "any",
          "for", "at all", "today", "yesterday", "one"}},
        {EchoWord::complete,
         {"好几家", "几家", "两家", "一家", "不少", "不少家", "很多", "很多家", "好多", "好多家", "挺多", "好几次", "几次", "全", "全都", "全部", "完全", "彻底", "统统", "totally", "completely", "fully", "entirely", "all",
          "everything", "properly"}},
        {EchoWord::manner, {"fine", "ok", "okay", "alright", "all right", "perfectly", "great", "well"}},
        {EchoWord::nobody, {"nobody", "no one", "no-one", "noone", "not a soul", "没人", "没有人", "没谁"}},
        {EchoWord::auxiliary,
         {"can", "was", "were", "is", "are", "am", "did", "do", "does", "has", "have", "had", "will",
          "would", "it's", "i'd", "i'll", "i've", "we'd", "we've", "they've", "he's", "she's", "it'd",
          "愿意", "会", "能", "想", "要", "需要", "可以", "肯"}},
    };
    // clang-format on
    return map;
}

}  // namespace askwell::flows::reading
