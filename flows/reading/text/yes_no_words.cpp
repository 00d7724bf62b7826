#include "flows/reading/text/yes_no_words.h"

#include <string>
#include <utility>

namespace askwell::flows::reading {
namespace {

using Word = YesNoWord;

const PhraseMap<Word>& fixed_words() {
    // clang-format off
    static const PhraseMap<Word> map{
        {Word::yes,
         {"id like that", "i would like that", "id love that", "i would love that", "id love to", "thatd be great", "thatd be lovely", "that'd be lovely", "thatd be grand", "that'd be grand", "that would be grand", "have i what", "did i what", "do i what", "have i ever", "did i ever", "haven't we all", "hasn't everyone", "in a heartbeat", "in a flash", "like a shot",
          "ok by me", "okay by me", "fine by me", "fine with me", "ok with me", "okay with me", "good by me", "alright by me", "all right by me", "works for me", "that works for me", "okk", "okkk", "okie", "okie dokie", "okey dokey", "okeydokey", "you may", "yes you may", "yes you can", "of corse", "of coarse", "of cource", "of cause", "ofcourse", "off course", "yeah go on", "yeah go ahead", "yes go ahead", "no bother", "no bother at all", "no hassle", "not a bother", "ofc", "def", "defo", "deffo", "yessir", "you betcha", "np", "no worries at all", "can lah", "can can", "can la", "can loh", "too right", "aye go on", "no problems", "no issues", "no issue", "是", "是的", "是啊", "是呀", "是哒", "是滴", "对", "对的",
          "对啊", "对呀", "对对", "对对对", "没错", "没问题", "没有问题", "可以", "可以的", "可以啊", "行",
          "行的", "行啊", "行吧", "好", "好的", "好啊", "好呀", "好滴", "好哒", "好吧", "好嘞", "嗯呢",
          "恩恩", "嗯是的", "当然", "当然可以", "当然愿意", "必须", "必须的", "有", "有的", "有啊", "有过",
          "会", "会的", "愿意", "愿意的", "同意", "确实", "确认", "正确", "肯定", "肯定的", "一定", "一定会",
          "肯定会", "需要", "要", "要的", "能", "能的", "成", "中", "得", "1", "ok的", "没毛病", "妥",
          "妥了", "乐意", "方便", "没意见", "不是问题", "怎么不是", "可不是", "可不", "不错", "挺不错",
          "还不错", "那必须", "那必须的", "那是必须的", "那当然", "那当然了", "那是", "那是当然", "那可不",
          "完全可以", "完全没问题", "毫无疑问", "毋庸置疑", "百分百", "百分之百", "100%", "参加", "愿意参加",
          "同意参加", "接受", "没得说", "稳", "欧克", "木问题", "么问题", "来吧", "好滴呀", "可", "可以可以",
          "没得问题", "得嘞", "中啊", "要得", "冇问题", "系", "系的", "y", "yes", "yep", "yup", "yeah",
          "yea", "ya", "yah", "ye", "yess", "yesss", "yeap", "yas", "yupp", "yepp", "yes it is",
          "yes it was", "yes i do", "yes i did", "yes please", "yes pls", "sure thing", "of course",
          "no problem", "no prob", "no probs", "no problemo", "no problem at all", "no worries", "yeah no worries", "yeah no problem", "yeah no prob", "yeah no bother", "aye no worries", "aye no problem", "k", "kk",
          "aye", "affirmative", "why not", "go ahead", "fine by me", "fine with me", "sounds good",
          "sounds great", "by all means", "you bet", "i think so", "i believe so", "think so", "gladly",
          "happy to", "i'd be happy to", "not a problem", "without a doubt", "no doubt", "no doubt about it",
          "for sure", "uh huh", "mhm", "very much so", "i would be happy to", "would be happy to",
          "i'd be glad to", "i would be glad to", "yeh", "yh", "yhh", "yuh", "yeahh", "aight", "ight", "oui", "si", "that's right", "that is right",
          "that's correct", "that is correct", "hell yes", "hell yeah", "heck yes", "heck yeah", "god yes", "oh god yes", "lord yes", "gosh yes",
          "with pleasure", "please do", "pls do", "plz do", "let's do it", "fire away", "go on then", "go on", "shoot",
          "go for it", "i'd love to", "i'd love that", "would love to", "i'd love it", "i'd like that",
          "that would be great", "that'd be great", "would be great", "that would be nice",
          "that would be lovely", "that would be helpful", "already have", "already did", "i already have",
          "i already did", "couldn't agree more", "can't complain", "bring it on", "you can",
          "one hundred percent", "most definitely", "most certainly", "so it was", "√", "✓", "✔", "✅", "☑",
          "👌"}},
        {Word::lone_yes,
         {"haan", "haan ji", "haanji", "ji haan", "han ji", "ji han", "shi", "shide", "shi de", "dui", "duide", "dui de", "keyi", "ke yi", "haode", "hao de", "sure", "ok", "okay", "okey", "alright", "all right", "certainly", "definitely", "absolutely",
          "indeed", "correct", "right", "true", "fine", "positive", "agreed", "totally", "exactly",
          "always", "constantly"}},
        {Word::no,
         {"can't say i have", "not by a long way", "not a bit", "not in the slightest", "none that i know of", "none i know of", "nothing that i know of", "none that i can think of", "none i can think of", "none whatsoever", "not once", "not once in my life", "never once", "never ever", "never in my life", "not that i know of", "not that i'm aware of", "not that i am aware of", "not as far as i know", "not to my knowledge", "not that i can think of", "不麻烦你们了", "不麻烦您了", "不麻烦你了", "不用麻烦你们了", "不用麻烦您了", "不用麻烦你了", "不打扰你们了", "不劳烦你们了", "不劳烦您了", "就不麻烦了", "就不用了", "就不必了", "hard no", "hard pass", "nuh uh", "no siree", "cannot lah", "no no", "no no no", "不劳烦了", "不劳驾", "哪有", "哪儿有", "哪有啊", "哪能啊", "免了吧", "免啦", "不打扰了", "甭了", "没兴趣", "不感兴趣", "not interested", "不", "不是", "不是的", "否", "没", "没有", "没有的",
          "没有啊", "没呢", "没啊", "还没", "还没有", "还没呢", "不行", "不可以", "不能", "不会", "不要",
          "不用", "不用了", "不必", "不必了", "不需要", "无需", "无需了", "无须", "毋须", "毋需", "不愿意", "不想", "不对", "不同意", "不好", "不了",
          "不方便", "不乐意", "未", "并没有", "并没", "并不", "并不是", "才没有", "从来没有", "从没",
          "根本没有", "完全没有", "根本没", "压根没有", "压根没", "绝不", "算了", "算了吧", "错", "错误",
          "不正确", "无", "木有", "2", "绝对不会", "绝对不", "肯定不会", "肯定不", "当然不", "当然不会",
          "当然没有", "当然不是", "一定不会", "坚决不", "死也不", "再也不会", "再也不会了", "不会了",
          "永远不会", "不可能", "绝无可能", "没门", "想得美", "想都别想", "免了", "免谈", "不必麻烦", "不必麻烦了", "不必麻烦你们", "不必麻烦你们了", "不必麻烦您了", "不需要麻烦", "不麻烦", "不用麻烦了",
          "不用麻烦", "不麻烦了", "别了", "拒绝", "不参加", "不想参加", "不接受", "不是啊", "不是哦", "不呢",
          "不哦", "没得", "冇", "唔系", "不咯", "不要了", "不考虑", "n", "nope", "nah", "nay", "nop", "noo",
          "nooo", "naw", "no it isn't", "no it wasn't", "no i don't", "no i didn't", "not yet", "no way",
          "of course not", "of corse not", "of coarse not", "of cource not", "ofcourse not", "absolutely not", "definitely not", "certainly not", "no thanks", "no thank you",
          "no thx", "no ty", "i don't think so", "don't think so", "not a chance", "no chance",
          "not this time", "afraid not", "i'm afraid not", "unfortunately not", "sadly not",
          "unfortunately no", "no sorry", "sorry no", "non", "不太行", "不咋行",
          "没必要", "没有必要", "没啥必要", "没这个必要", "大可不必", "用不着", "犯不着", "没那个必要", "👎", "×", "✗", "✘", "❌", "✖", "打死也不", "不想填", "不填", "不想做", "不做", "不参与", "不想参与",
          "没心情", "hell no", "heck no", "god no", "oh god no", "good god no", "lord no", "good lord no", "jesus no", "christ no", "gosh no", "my god no", "never again", "not in a million years", "not on your life",
          "over my dead body", "no need", "not needed", "not necessary", "no need to",
          "that won't be necessary", "won't be necessary", "don't bother", "please don't", "please do not",
          "i decline", "decline", "i refuse", "i'd rather not", "rather not", "i'd prefer not to",
          "nothing of the sort", "far from it", "quite the opposite", "quite the contrary",
          "on the contrary", "no sir", "nope never", "by no means", "不是不是", "没有没有", "不不", "不不不",
          "没没", "不太会", "不大会", "不怎么会", "不愿意参加", "不同意参加", "surely not",
          "there's no need", "there is no need", "not required", "i'd rather you didn't", "不太方便",
          "不是很方便", "不是很想", "不太想", "不太愿意", "不大愿意", "不大想", "不怎么想",
          "not by a long shot", "not even close", "不算", "不算是", "no not at all", "not so far",
          "not anymore", "not any more", "not quite yet"}},
        {Word::lone_no,
         {"definitely no", "certainly no", "absolutely no", "of course no", "nahi", "nahin", "nahi ji", "ji nahi", "bushi", "bu shi", "meiyou", "mei you", "buyong", "bu yong", "bukeyi", "bu keyi", "bu ke yi", "not if you paid me", "not for all the tea in china", "千万别", "可千万别", "可别", 
          "better not", "i'd better not", "maybe better not", "i would rather you didn't", "rather you didn't", "i'd prefer you didn't", "i'd prefer if you didn't", "i'd prefer it if you didn't", "i'd prefer not", "i would prefer not", "prefer not", "prefer if you didn't", "cannot", "still no", "still not", "no", "not", "never", "not really", "not at all", "incorrect", "false", "wrong", "negative"}},
        {Word::maybe,
         {"也许", "可能", "可能吧", "或许", "大概", "大概吧", "差不多", "不知道", "不清楚", "不确定",
          "不好说", "不一定", "不记得", "忘了", "说不好", "说不准", "一半", "一半一半", "部分", "算是",
          "算是吧", "看情况", "看吧", "再看", "是吗", "是么", "对吗", "有吗", "不是没有", "不是不",
          "不是不可以", "不是不行", "没有不", "不能说没有", "不能说不", "也是也不是", "是也不是", "是不是",
          "有没有", "可以吗", "行吗", "行不行", "好不好", "未必", "不见得", "应该", "应该吧", "应该是",
          "好像", "好像是", "好像没有", "算吧", "是个头", "好个头", "行个头", "好个屁", "好什么好",
          "是什么是", "没有不好", "maybe", "perhaps", "possibly", "probably", "not sure", "i'm not sure",
          "unsure", "don't know", "i don't know", "dont know", "idk", "dunno", "no idea", "no clue",
          "sort of", "kind of", "kinda", "sorta", "partly", "partially", "half", "more or less", "depends",
          "it depends", "yes and no", "yes or no", "hard to say", "can't say", "can't remember",
          "don't remember", "i guess", "i suppose", "somewhat", "almost", "sometimes", "not exactly",
          "not quite", "not entirely", "not completely", "not fully", "hardly", "barely", "is it", "was it",
          "really", "either", "neither", "both", "what", "why", "which", "if", "如果", "要是", "除非",
          "yes but no", "no and yes", "和", "或", "或者", "or", "not no", "not never", 
          "no answer yet", "no answer from", "no news yet", "no news from", "no word from", "no word yet", "no reply from", "能不打就不打", "能不打就别打", "no i don't mind", "no 1", "no. 1", "no.1", "no 2", "no. 2", "no.2", "可是", "不至于", "yeah right", "yea right", "yh right", "yeah sure", "sure sure",
          "as if", "i wish", "of sorts", "just about", "not necessarily", "in a way", "maybe not",
          "probably not", "not always", "ish", "yes-ish", "mostly", "mainly", "for the most part", "基本上",
          "基本", "勉强"}},
        {Word::postpone, {"later", "稍后", "晚点", "晚一点", "晚些", "以后", "改天", "not now", "回头"}},
        {Word::maybe, {"not everything", "not everyone", "not every", "up to you", "it's up to you", "you decide", "your call", "你们定", "你们决定", "看你们", "你们看着办", "我想想", "让我想想", "等我想想", "稍等我想想", "容我想想", "我先想想", "让我先想想", "等我考虑一下", "我考虑一下", "我考虑考虑", "想想", "考虑一下", "考虑考虑", "再考虑", "let me think", "i'll think about it", "再说吧", "再说", "到时候再说"}},
        {Word::verdict,
 {"great", "cool", "perfect", "awesome", "nice", "lovely", "excellent", "还行", "一般", "一般般", "还好",
  "还可以", "无所谓", "随便", "都行", "都可以", "好了", "都好了", "全好了", "已经好了"}},
        {Word::consent,
         {"不介意", "不会介意", "我不介意", "无妨", "不妨", "不反对", "don't mind", "i don't mind",
          "do not mind", "i do not mind", "dont mind", "wouldn't mind", "i wouldn't mind", "don't mind at all",
          "i don't mind at all", "no objection", "no objections", "i have no objection", "feel free", "anytime", "any time", "any time is fine", "随时", "随时可以", "随时都行"}},
        {Word::hum, {"👍", "嗯", "嗯嗯", "恩", "恩恩", "嗯嗯嗯", "嗯哼", "昂"}},
        {Word::wrap,
         {"yh nah", "yh no", "yeah no", "yea no", "yeah nah", "yeh nah", "no complaints", "no complaints here", "no complaints at all", "no complaints from me", "can't fault it", "can't fault you", "can't fault them", "最好", "最好还是", "还是最好", "我觉得最好还是", "我看最好还是", "开始吧", "开始", "问吧", "您问吧", "你说", "你问", "您说", "您问", "说吧", "请说", "请讲", "请问",
          "你问吧", "start", "let's go", "let's start", "吧", "啊", "呀", "哦", "噢", "呢", "啦", "了", "的",
          "嘛", "哈", "哈哈", "滴", "哒", "喽", "呗", "~", "我", "我们", "亲", "亲亲", "现在", "他们",
          "你好", "您好", "请", "pls", "please", "thanks", "thx", "ty", "thank you", "谢谢", "谢谢你",
          "谢谢您", "感谢", "well", "oh", "hi", "hello", "um", "hmm", "very much", "so much", "sir", "mate",
          "man", "dear", "so far", "没事", "没关系", "i think", "唉", "哎", "额", "呃", "哎呀", "当时", "这次", "的呢", "回复",
          "选", "选择", "答案", "我觉得", "觉得", "我感觉", "感觉", "我认为", "个人觉得", "surely", "ah", "erm", "i believe", "i would say", "i guess", "in fact", "to be fair", "amazingly", "surprisingly", "to my surprise", "believe it or not", "glad to say", "pleased to say", "happy to say", "i'm glad to say", "i'm pleased to say", "i'm happy to say", "good news", "for once", "this time", "那个", "没想到",
          "thankfully", "sorry", "sadly", "unfortunately", "luckily", "fortunately", "actually",
          "to be honest", "honestly", "tbh", "那", "那就", "就", "也", "都", "咯", "哟", "诶", "欸", "喔",
          "耶", "哇", "嘞", "呐", "madam", "ma'am", "folks", "guys", "ta", "option", "answer",
          "my answer is", "the answer is", "i say", "i'd say", "i'd have to say", "then", "again", "now"}},
        {Word::joint,
         {"and", "and then", "然后", "而", "但", "但是", "不过", "就是", "只是", "but", "though", "although",
          "however"}},
        {Word::starter,
         {"not at", "not before", "not after", "not on", "not in", "not until", "not during", "not between", "not while", "not when", "不要早上", "不要晚上", "别在", "不要在", "因为", "后来", "而且", "虽然", "不然", "because", "it came", "they", "the", "it", "my", "he",
          "she", "we", "after", "only", "just", "since", "cos", "cuz", "still", "until", "even", "i had",
          "i still", "i", "with", "on", "in", "at", "for", "this", "that", "when", "thanks for", "had to",
          "took", "as", "so", "you", "your", "it's", "i'm", "i've", "there", "very", "first", "second"}},
    };
    // clang-format on
    return map;
}

}  // namespace

const PhraseMap<YesNoWord>* own_words_of(const Question& question) {
    if (question.yes_words.empty() && question.no_words.empty()) return nullptr;
    return &question.memo.of<PhraseMap<Word>>([&question] {
        PhraseMap<Word> map;
        const auto add = [&map](const Synonyms& synonyms, Word meaning) {
            for (const auto& [language, words] : synonyms) {
                for (const std::string& word : words) map.add(word, meaning);
            }
        };
        add(question.yes_words, Word::yes);
        add(question.no_words, Word::no);
        // 没有用过 where 用过 is a yes.
        for (const auto& [language, words] : question.yes_words) {
            for (const std::string& word : words) {
                if (!word.ends_with("过")) continue;
                for (const std::string denial :
                     {"没", "没有", "未", "从没", "从没有", "从来没", "从来没有", "都没", "都没有"})
                    map.add(denial + word, Word::no);
            }
        }
        return map;
    });
}

/// The fixed words, and the same stressed: 确实没有 is no, though 确实 alone is yes.
const PhraseMap<YesNoWord>& yes_no_words() {
    static const PhraseMap<Word> map = [] {
        PhraseMap<Word> all = fixed_words();
        for (const std::string stress : {"确实", "的确", "真", "真的", "还真", "肯定", "绝对", "当然", "反正",
                                         "暂时", "先", "暂时先", "目前", "还是"}) {
            for (const char* no :
                 {"没有",   "没",   "不是", "不会",   "不",   "不行",   "不可以", "不能", "不需要", "不要",
                  "不愿意", "不想", "不用", "不用了", "不必", "不方便", "不要了", "算了", "别了",   "免了"})
                all.add(stress + no, Word::no);
            for (const char* yes : {"是", "是的", "有", "会", "能", "可以", "行", "愿意", "需要", "要"})
                all.add(stress + yes, Word::yes);
        }
        for (const std::string least :
             {"一次", "一回", "一个", "一家", "一点", "一件", "一句", "一条", "一通", "半个", "一个电话",
              "一通电话", "半个电话", "一丁点", "一声"}) {
            for (const char* none :
                 {"都没", "也没", "都没有", "也没有", "都没打", "也没打", "都没打过", "也没打过", "都没说",
                  "也没说", "都没讲", "也没讲", "都没接到", "也没接到", "都没收到", "也没收到"})
                all.add(least + none, Word::no);
        }
        for (const std::string softened : {"应该", "应该是", "好像", "大概", "估计"}) {
            for (const char* no : {"没了", "没有了", "没有", "没", "没什么了", "没啥了", "没别的了", "没事了",
                                   "不用", "不用了", "不需要", "不需要了", "不必了"})
                all.add(softened + no, Word::no);
        }
        return all;
    }();
    return map;
}

}  // namespace askwell::flows::reading
