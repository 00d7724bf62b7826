#include "flows/reading/text/option_words.h"

#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

/// "To" stands between options for a range, and around one as any other wrapping.
bool may_wrap(OptionWord word) {
    return word == OptionWord::wrap || word == OptionWord::range;
}

}  // namespace

const PhraseMap<OptionWord>& option_words() {
    // clang-format off
    static const PhraseMap<OptionWord> map{
        {OptionWord::wrap,
         {"on your list", "on the list", "from the list", "in your list", "the other being", "oh", "la", "lah", "leh", "lor", "liao", "sia", "or whatever", "or whatever it's called", "or whatever its called", "or whatever you call it", "or whatever that's called", "还是叫什么", "还是叫什么来着", "还是叫啥", "还是什么来着", "或者叫什么", "或者叫什么来着", "叫什么来着", "emm", "emmm", "emmmm", "hmm", "hmmm", "umm", "ummm", "uhm", "uh", "uhh", "erm", "呃", "就行", "就好", "就可以", "就这两样", "就这两个", "就这两项", "就这两点", "就这俩", "就这三样", "就这三个", "就这三项", "就这些", "nothing but", "thanks a million", "thanks a bunch", "thanks a lot", "thanks a mil", "ta very much", "cheers", "ta", "万分感谢", "麻烦了", "麻烦您了", "麻烦你了", "麻烦你们了", "辛苦了", "辛苦您了", "辛苦你了", "辛苦你们了", "打扰了", "有劳了", "if possible", "if poss", "if pos", "if at all possible", "if you can", "if you could", "if you don't mind", "if you do not mind", "if that's ok", "if thats ok", "if thats okay", "if thats alright", "if that's alright", "麻烦选", "麻烦您选", "麻烦你选", "麻烦帮我选", "麻烦您帮我选", "麻烦帮忙选", "麻烦给我选", "帮我选", "请帮我选", "帮忙选", "帮我勾", "麻烦勾", "劳烦", "劳烦选", "劳烦您选", "劳驾", "谢谢您", "谢谢你", "put me down for", "could you put me down for", "can you put me down for", "if that's okay", "if it's ok", "if that works", "if i may", "if you would", "if you please", "if anything", "方便的话", "可以的话", "如果可以", "如果可以的话", "如果方便", "如果方便的话", "要是可以", "要是方便", "最好", "最好是", "on my phone", "on my mobile", "on my tablet", "on my ipad", "on my laptop", "on my computer", "on my pc", "from my phone", "from my mobile", "用手机", "手机上的", "手机上", "电脑上", "someone called", "somebody called", "person called", "guy called", "man called", "lady called", "woman called", "girl called", "bloke called", "chap called", "lad called", "agent called", "rep called", "bot called", "robot called", "assistant called", "it's called", "app called", "thing called", "倒是", "倒", "其实", "our", "us", "its", "手机", "我", "我们", "我用的是", "我用的", "我用", "用的是", "用的", "用", "用了", "通过", "是",
          "是通过", "是用", "应该算", "应该算是", "更像", "更像是", "最接近", "最接近的是", "更接近", "归到", "归为", "算是", "must be", "must be the", "def", "closest is", "closest to", "the closest is", "nearest is", "more like", "最合适", "最符合", "比较合适", "fits best", "fits", "is closest", "is the closest", "comes closest", "我觉得", "我觉得就是", "我认为", "我认为是", "我感觉", "我感觉是", "个人觉得", "个人认为", "个人觉得是", "个人认为是", "感觉是", "觉得是", "选", "我选", "选择", "我选择", "就是", "就", "应该是", "应该", "大概是",
          "好像是", "可能是", "主要", "主要是", "after the", "after a", "after my", "after your", "before the", "before a", "just wanted to say", "only wanted to say", "i just wanted to say", "wanted to say", "主要用", "也有点", "也有一点", "使用", "使用的是", "走的", "走的是", "联系的",
          "联系", "联系你们", "联系客服", "打的", "打", "打了", "再", "给", "给我", "打给我", "找的", "找", "在", "从", "那个", "这个",
          "这次", "这次是", "当时", "方式", "渠道", "途径", "来的", "上", "上面", "里", "里面", "的", "了",
          "吧", "啊", "呀", "哦", "呢", "哈", "那种", "个", "项", "号", "一个", "选项", "答案", "答案是",
          "题", "第", "您好", "你好", "嗯", "额", "咨询", "咨询的", "沟通", "请", "谢谢", "i", "used",
          "i used", "i used the", "by", "via", "through", "the", "a", "an", "it was", "it was the", "it's",
          "it is", "was", "is", "my", "me", "we", "we used", "option", "options", "number", "no.", "choice",
          "answer", "choose", "i choose", "chose", "i chose", "pick", "tick", "i'd pick", "picked", "select",
          "selected", "one", "on", "over", "with", "from", "using", "use", "in", "your", "contacted you",
          "contacted", "contact", "called you", "mainly", "mostly", "i think", "probably", "i'd say",
          "i guess", "would be", "that", "this", "this time", "you", "guys", "please", "pls", "thanks",
          "just", "only", "hi", "hello", "well", "um", "i contacted you", "reached you", "i went with",
          "went with", "ones", "that one", "got", "in touch", "have", "i have", "are", "of", "for", "items",
          "item", "numbers", "first", "回复", "你们的", "你们", "微信", "官方", "贵司", "公司的", "我们公司", "我公司", "我司", "本公司", "我们单位", "我单位", "i'm",
          "im", "i am", "we're", "i've", "we've", "i'd", "definitely", "certainly", "obviously", "of course",
          "some", "that'd be", "it'd be", "that's", "thats", "that is", "that was", "that's the", "thats the", "that is the", "that was the", "that's a", "thats a", "here", "over here", "second", "secondly", "firstly", "thirdly", "it hit", "it hits", "it hurts", "it hurt", "it affected", "it affects", "affects", "我觉得是", "受影响的是", "首先", "首先是", "其次是", "先是", "再就是", "tbh", "tbf", "imo", "imho", "ngl", "lol", "haha", "哈哈", "哈哈哈", "honestly", "to be honest", "to be fair", "actually", "really", "basically", "接", "接听", "i wish to", "we wish to", "not only", "not just", "not merely", "especially", "特别", "非常", "不止", "不止是", "不能说不影响", "不能说没影响", "不能说没有影响", "不是不影响", "不是没影响", "不仅", "不仅是", "不仅仅", "不仅仅是", "不但", "不但是", "不光", "不光是", "不只", "不只是", "不单", "不单是", "不单单", "不单单是", "特别是", "尤其", "尤其是", "肯定", "肯定是", "当然", "当然是", "绝对", "绝对是",
          "一般", "一般是", "i mean", "基本", "基本是", "平时", "平常", "我是", "我属于", "属于", "说", "我说", "版本",
          "版", "答", "回答", "at the", "in the", "of them", "of these", "of those", "来", "e.g.", "eg", "i.e.", "没用别的", "别的都没有", "别的都没有了", "别的没有", "别的没有了", "别的倒没有", "别的倒没什么", "别的没什么", "别的没啥", "其他都没有", "其他的都没有", "其他没有了", "其他倒没有", "其他没什么", "其他没啥", "其他的没有", "其余没有", "其余都没有", "没别的了", "没有别的了", "nothing else really", "nothing else at all", "no other problems", "no other issues", "nothing more", "that's all", "that's it", "that is all", 
          "没别的", "没有别的", "没用其他的", "没有其他", "nothing else", "no others", "事情", "事", "原因",
          "方面", "问题", "只有", "仅有", "只", "仅", "那个什么", "什么的", "good morning", "good afternoon",
          "good evening", "早上好", "上午好", "下午好", "晚上好", "类型", "呗", "咯", "喽", "嘞", "噢", "哟",
          "嘛", "啦", "these", "those", "say", "prefer", "种", "条", "位", "亲", "有", "我有", "还", "就选",
          "那就", "那", "想选", "我想选", "要", "我要", "勾选", "打勾", "both of", "would", "choosing",
          "go for", "i'll go with", "go with", "going with", "mine is", "it's the", "type", "kind",
          "mostly the", "so", "then the", "usually", "normally", "always the", "think", "believe",
          "i believe", "guess", "thank you", "thx", "sorry", "不好意思", "多谢", "感谢", "choices"}},
        {OptionWord::joint,
         {"其次", "其次是", "其次就是", "再次是", "followed by", "along with", "oh and", "oh yes and", "oh yeah and", "and oh", "兼", "和", "与", "及", "以及", "还有", "跟", "加", "加上", "同", "并", "又", "也", "另外", "and", "n", "'n'", "n'",
          "plus", "&", "+", "also", "but also", "as well as", "as well", "then"}},
        {OptionWord::negation,
         {"不是", "不用", "没用", "没有用", "没", "没有", "不", "别", "并非", "非", "不选", "未", "不包括",
          "not", "isn't", "wasn't", "not by", "not via", "didn't use", "don't do", "dont do", "don't use", "did not use", "no", "never", "don't", "don't bother with", "don't bother to",
          "didn't", "neither", "nor", "none", "haven't", "没什么", "nothing to do with", "不算", "不怎么", "不太", "并没",
          "并没有", "并不", "without", "no more", "都不", "都没", "都没有", "都不是", "都不太", "全都不",
          "全不", "isnt", "wasnt", "didnt", "dont", "不行", "不好", "差", "很差", "太差",
          "不需要", "不必", "无需", "不要", "请勿", "请不要", "请别", "do not", "don't want", "no need to",
          "skip", "leave out", "leave off", "除外", "就算了", "免了", "就免了", "免谈", "就不必了", "anything but", "anything except", "不方便", "不太方便", "不便", "没空", "没时间", "没法", "接不了", "不接", "不想", "不爱", "不喜欢", "懒得", "hate", "i hate", "dislike", "nothing wrong with", "no problem with", "no problems with", "no issue with", "no issues with", "no complaints about", "no complaints with", "not about", "can't take", "cannot take", "not convenient", "isn't convenient", "倒不至于", "不至于", "谈不上", "而不是", "而非", "but not", "instead of", "rather than", "cannot", "can't", "doesn't", "doesnt", "does not", "won't", "wont", "will not", "hasn't", "has not", "hasnt", "没装", "没安装", "没下载", "没注册", "没关注", "没开通"}},
        {OptionWord::rhetoric,
         {"还能怎么", "还能咋", "还能有啥", "还能有什么", "还能是啥", "还能是什么", "还能用什么", "还能用啥",
          "不然呢", "不然还", "不然怎么", "要不然呢", "难道", "还用问", "还用说", "哪还有", "what else",
          "how else", "isn't it obvious"}},
        {OptionWord::range, {"到", "至", "to"}},
        {OptionWord::alternative, {"或", "或者", "还是", "要么", "or", "either"}},
        {OptionWord::unsure,
         {"你猜", "您猜", "猜猜", "猜一猜", "guess which", "guess who", "guess what", "have a guess", "take a guess", "得问", "听谁的", "算哪个", "算哪一个", "算哪种", "再拖下去", "i never contacted", "never contacted you", "i didn't contact", "didn't contact you", "我没联系过你们", "没联系过你们", "i never look at it", "never check it", "how would i know", "how should i know", "how do i know", "couldn't say", "couldn't tell you", "哪知道", "哪清楚", "哪晓得", "哪里知道", "哪里清楚", "哪儿知道", "怎么知道", "咋知道", "谁知道", "none of your business", "none of ur business", "not your business", "mind your own business", "none of your concern", "关你什么事", "关你屁事", "关你啥事", "不关你的事", "不关你事", "跟你没关系", "与你无关", "时好时坏", "时灵时不灵", "时有时无", "忽好忽坏", "一阵好一阵坏", "一会好一会坏", "一会儿好一会儿坏", "hit and miss", "hit or miss", "comes and goes", "i'll call", "i will call", "i'll ring", "i will ring", "i'll phone", "i will phone", "i'll email", "i will email", "我打给你", "我打给你们", "我打过去", "说不准", "说不好", "说不清", "不好说", "难说", "拿不准", "分不清", "分不清楚", "搞不清", "搞不清楚", "弄不清", "弄不清楚", "不太记得", "记不清", "记不太清", "记不得", "不太清楚", "不太确定", "不敢确定", "没印象", "不记得了", "不记得", "忘了", "不知道", "不确定", "不清楚", "也可能", "也许", "或许", "没准", "hard to say", "could be", "might be", "may be", "possibly", "can't remember", "don't remember", "not sure", "don't know", "idk", "no idea", "maybe", "can't decide", "undecided", "吗", "么", "?"}},
        {OptionWord::doubt,
         {"wouldn't say", "would not say", "wouldn't call it", "would not call it", "wouldn't call that", "wouldn't call this", "wouldn't describe it as", "谈不上", "称不上", "够不上", "can't say", "cannot say", "不能说", "也不能说", "somewhere between", "in between", "halfway between", "half way between", "介于", "之间", "快要", "即将", "快到", "让我打", "叫我打", "要我打", "让我用", "叫我用", "told me to", "asked me to", "wanted me to", "don't mind", "dont mind", "do not mind", "no preference", "either way", "up to you", "除了", "除", "除去", "如果", "本来", "要是", "离我", "离你", "离您", "离家", "离店", "离门店", "离这", "离那", "离公司", "离单位", "离得", "附近", "near", "close to", "不远",
          "什么", "的时候怎么办", "时怎么办", "怎么办理", "假如", "就好了", "希望", "但愿", "应该有", "几乎", "差不多", "almost", "nearly", "wish",
          "if only", "would have", "should have", "should", "one of them", "two of them", "three of them", "one of these", "two of these", "three of these",
          "some of them", "most of them", "few of them", "some of these", "most of these", "想用", "想打",
          "打不通", "except", "other than",
          "apart from", "if", "tried", "wanted", "couldn't", "以外",
          "之外", "all but", "everything but", "out of"}},
        {OptionWord::all,
         {"全部", "都影响", "全影响", "全都影响", "都有影响", "全都有影响", "都受影响", "全受影响", "全都受影响", "都有", "都是", "全都", "全都有", "全选", "以上都是", "以上全部", "以上都有", "所有",
          "都选", "都", "全都是", "全有", "全是", "所有的", "每个都有", "每项都有", "样样都有", "all",
          "all of them", "all of the above", "all the above", "all of these", "everything", "each of them",
          "every one", "every one of them", "all options", "select all", "all of it", "all of that",
          "all of those", "all of these things", "each one", "每一个", "每一项", "每个", "每样", "每样都有",
          "通通", "统统", "通通都有", "统统都有", "全部都有", "全部都是", "所有都有", "所有选项", "上述全部",
          "上面全部", "上面都有", "上面都是", "以上都选", "以上所有", "都要", "都算", "都占", "都占了",
          "全占了", "全部选", "全部都选", "every single one", "all apply", "all of the options", "both",
          "both of them", "both of these", "them all", "em all", "all of em", "全选上", "都选上", "全都选", "全都选上", "全勾", "都勾", "the lot", "the whole lot", "all together"}},
        {OptionWord::not_words,
         {"怎么办", "该怎么办", "怎么办呀", "怎么办啊", "咋办", "咋整", "怎么弄", "what do i do", "what should i do", "what can i do", "cost me", "costs me", "costing me", "不大不小", "不少", "不小", "不低", "不轻", "cost of living", "living costs", "in my experience", "from experience", "experience tells", "experience shows", "生活成本", "没信号", "没有信号", "都没信号", "都没有信号", "都没网", "都没有网", "信号都没有", "没网", "没有网", "no signal", "no reception", "no coverage", "没装好", "called into", "called in to the", "called in to your", "called in at", "called by the", "called by your", "called round", "called around to", "called over", "called at the", "called at your", "called to the", "called to your", "很好", "挺好", "挺好的", "非常好", "好得很", "挺不错", "很不错", "蛮好", "都好", "还好", "还行", "还可以", "还算好", "影响不大", "问题不大", "没事", "没错", "没关系", "没有关系", "没啥关系", "没多大关系", "没太大关系", "无关", "没有直接关系", "my phone is", "thought you should know", "you should know", "should know", "thought i should", "above all", "first of all", "most of all", "of all", "all in all", "all round", "all over", "all along", "能不能", "可不可以", "要不要", "会不会", "有没有", "有没有可能", "能否", "可否", "这么", "那么", "多么", "一下", "一直", "一次", "一些", "一点", "一起", "一般", "一样", "一定", "第一次", "第二次",
          "其他人", "其他的都", "别的都", "别的没", "其他没", "其他都", "一共", "都不错", "都没问题", "不错",
          "没问题", "没得说", "没话说", "no problem", "no problems", "not bad", "没毛病", "差点", "没人",
          "没人接", "没人理", "没接通", "没打通", "没接", "没反应", "没回", "没回复", "没等", "周一", "周二",
          "周三", "周四", "周五", "周六", "周日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六",
          "礼拜一", "礼拜二", "礼拜三", "礼拜四", "礼拜五", "礼拜六", "never mind", "nevermind", "其他还行",
          "其他还好", "其他还可以", "其他都行", "其他都好", "其他都还行", "其他都不错", "其他没问题",
          "其他不错", "其他满意", "其他一般", "其他的还行", "其他的都好", "the rest", "other people",
          "others", "on the other hand", "each other", "one day", "no one", "two times", "全部都不", "不都",
          "not all", "none of", "none of them", "none of the above", "以上都不是", "除此之外", "wasn't all",
          "after all", "at all", "all the time", "overall", "all day", "all right"}},
    };
    // clang-format on
    return map;
}

const PhraseMap<bool>& words_for_none() {
    // clang-format off
    static const PhraseMap<bool> map{
        {true,
         {"啥都没有", "什么都没有", "啥也没有", "什么也没有", "啥都没", "一样都没有", "一样也没有", "一项都没有", "都没有", "以上都没有", "以上都不是", "都不是", "以上均无", "以上皆非", "均无", "均没有", "无",
          "没有", "没", "一个都没有", "一个也没有", "全都没有", "全没有", "没有以上", "以上全无", "不适用", "这几个都不是", "这些都不是", "哪个都不是", "哪一个都不是", "上面都不是", "上面的都不是", "上面这些都不是", "你说的都不是", "列的都不是", "都对不上",
          "none", "none of these", "none of them", "none of the above", "none of those", "none of that", "none of those listed", "none of the ones you list", "none of the ones listed", "none of your options", "none of the options", "not any of those", "neither",
          "neither of them", "nothing", "no one", "not any", "not any of these", "n/a", "not applicable"}},
    };
    // clang-format on
    return map;
}

std::string_view without_wrapping(std::string_view text) {
    text = trim_marks(text);
    for (const auto* word = option_words().at(text, 0);
         word != nullptr && may_wrap(word->meaning) && word->phrase.size() < text.size();
         word = option_words().at(text, 0)) {
        text = trim_marks(text.substr(word->phrase.size()));
    }
    for (std::size_t i = text.size(); i-- > 1;) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) continue;
        const auto* word = option_words().at(text, i);
        if (word == nullptr || !may_wrap(word->meaning) || i + word->phrase.size() != text.size()) break;
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
        if (!silent && (word == nullptr || !may_wrap(word->meaning))) return false;
        i += silent ? point.length : word->phrase.size();
    }
    return true;
}

}  // namespace askwell::flows::reading
