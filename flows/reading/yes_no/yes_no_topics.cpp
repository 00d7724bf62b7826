#include <algorithm>
#include <initializer_list>
#include <string>

#include "flows/reading/text/yes_no_words.h"
#include "flows/reading/yes_no/punctuality.h"
#include "flows/reading/yes_no/repeats.h"

namespace askwell::flows::reading {
namespace {

using Word = YesNoWord;

/// "Was it solved on your first call?"
const PhraseMap<Word>& fixed_first_time_words() {
    // clang-format off
    static const PhraseMap<Word> map{
        {Word::yes,
         {"一次", "一次性", "一次过", "一次就解决", "一次就解决了", "一次就搞定", "一次就搞定了", "一次就好", "一次就好了", "一次搞定", "一次解决", "一次性解决", "一次性解决了", "一次性搞定", "一通就解决", "一通就解决了", "一通电话就解决了", "一个电话就解决", "一个电话就解决了", "一个电话就搞定", "一个电话就搞定了", "一个电话搞定", "一个电话解决", "第一次就解决", "第一次就解决了", "第一次就搞定了", "第一次就搞定", "第一次就好了", "第一次就行了", "第一次就弄好了", "当场解决", "当场搞定", "当场就好了", "当场就解决了", "当场就弄好了", "首次就解决了", "第一次",
          "first time", "the first time", "first call", "on the first call", "on my first call", "first go", "first try", "first attempt", "one call", "in one call", "in one go", "in one", "one and done", "just the one call", "just one call", "one call was enough", "one call did it", "one call was all it took", "one call was all", "one call sorted it", "only took one call", "it only took one call", "took one call", "took just one call", "only needed one call", "straight away", "right away", "there and then", "then and there", "on the spot", "immediately", "at the first attempt", "on the first go", "on the first try", "at the first time of asking"}},
        {Word::no,
         {"不是第一次", "并不是第一次", "第一次没有", "第一次没", "第一次不行", "第一次没解决", "第一次没有解决", "第一次没搞定", "第一次没弄好", "第一次没打通", "没有一次解决", "没一次解决", "不止一次", "不是一次", "不是一次就解决的",
          "not the first time", "not first time", "not the first", "not on the first", "not on the first call", "not on my first call", "not first call", "not in one call", "not in one go", "not straight away", "not right away", "not immediately", "not at first", "not initially",
          "it's still broken", "still broken", "still not working", "still isn't working", "still happening", "still waiting", "still not sorted", "still unresolved", "still unsolved", "still ongoing", "unresolved", "unsolved", "not by a long way", "it took ages", "took ages", "took forever", "took weeks", "took days", "took months"}},
        {Word::maybe,
         {"never had to", "never needed to", "no need for a second", "no need for another", "no need to call again", "no need to call back", "no need to ring again", "no need to ring back", "no need to phone again", "didn't need to call again", "didn't need to ring again", "没再打", "没有再打", "不用再打", "不用打第二次", "不需要打第二次"}},
    };
    // clang-format on
    return map;
}

/// The same, and 打了一次就搞定了 with its sisters.
const PhraseMap<Word>& first_time_words() {
    static const PhraseMap<Word> map = [] {
        PhraseMap<Word> all = fixed_first_time_words();
        for (const std::string call :
             {"打了一次",   "打一次",     "就打了一次", "只打了一次", "打了一个电话", "打个电话",
              "打了个电话", "一个电话",   "一通电话",   "打了一通",   "打了一通电话", "一次电话",
              "打第一次",   "第一个电话", "第一次打",   "第一次来电", "第一次打电话", "头一个电话",
              "头一通电话", "头一通",     "头个电话",   "头一次打",   "头一回打",     "头一次打电话",
              "头一次",     "头一回",     "头回",       "第一通",     "第一通电话",   "首个电话",
              "首次来电",   "第一回",     "第一回打"}) {
            for (const char* end :
                 {"就解决", "就解决了", "就搞定", "就搞定了", "就好了", "就弄好了", "就办好了", "就处理好了",
                  "就行了", "就给解决了", "就给办好了", "解决了", "搞定了"})
                all.add(call + end, Word::yes);
        }
        for (const std::string done : {"done", "sorted", "solved", "fixed", "resolved", "handled",
                                       "dealt with", "settled", "finished"}) {
            for (const char* go :
                 {" in one", " in one go", " in one call", " in a single call", " first time", " first go",
                  " on the first call", " on the first go", " at the first attempt", " straight away",
                  " right away", " there and then", " then and there", " on the spot", " immediately"}) {
                for (const char* all_of_it : {"", "all ", "it was ", "it was all ", "everything was "})
                    all.add(all_of_it + done + go, Word::yes);
                for (const char* denial : {"not ", "wasn't ", "it wasn't "})
                    all.add(denial + done + go, Word::no);
            }
        }
        return all;
    }();
    return map;
}

/// "Shall we contact you?", "may we call you?"
const PhraseMap<Word>& fixed_contact_words() {
    // clang-format off
    static const PhraseMap<Word> map{
        {Word::yes,
         {"联系我", "联系我吧", "联系我一下", "联系一下", "联系一下吧", "再联系我", "再联系我一下", "麻烦联系我", "麻烦再联系我", "麻烦再联系我一下", "麻烦联系一下", "麻烦联系我一下", "尽快联系", "尽快联系我", "请尽快联系我", "最好联系我", "最好联系一下", "最好再联系一下", "希望联系我", "希望再联系", "希望你们联系我", "希望能联系我", "给我回个电话", "给我回电话", "给我回电", "给我回个电", "给我打电话", "给我打个电话", "给我来个电话", "给我个电话", "打给我", "打我电话", "打我手机", "打电话给我", "打个电话给我", "打电话吧", "打电话来", "打电话就行", "来电吧", "来电即可", "回电", "回个电话", "回电话", "回电吧", "回个电", "等你们电话", "等电话", "等你电话", "等你们联系", "等你们的电话", "等您电话", "等你们消息", "尽快打", "赶紧打", "可以打", "可以打给我", "可以打我电话", "可以打电话", "可以来电", "可以联系", "可以联系我", "能打", "能打电话", "尽管打", "随时打", "随时联系", "随时可以打", "随时可以联系", "随时欢迎", "欢迎", "欢迎来电", "欢迎联系", "有需要就打", "需要就打", "需要的话就打", "需要的话可以打", "有需要可以打", "需要时可以打", "打就打吧", "打呗", "打来吧", "打来啊", "打来就行", "打过来吧", "打过来就行",
          "i don't mind at all", "don't mind at all", "do not mind at all", "i do not mind at all", "i really don't mind", "wouldn't mind at all", "i wouldn't mind at all", "i wouldn't mind", "wouldn't mind", "wouldn't hurt", "it wouldn't hurt", "can't see why not", "don't see why not", "i don't see why not", "a call would be lovely", "give me a call", "give us a call", "give me a ring", "give us a ring", "give me a bell", "give us a bell", "give me a buzz", "give me a shout", "give us a shout", "drop me a line", "i'd appreciate it", "i would appreciate it", "i'd appreciate that", "i would appreciate that", "would appreciate it", "would appreciate that", "i'd appreciate a call", "i would appreciate a call", "would appreciate a call", "a call would be appreciated", "if you could", "if you would", "if you can", "appreciate it if you did", "that'd be lovely", "that'd be good", "that'd be nice", "that'd be helpful", "that'd be ideal", "that'd be brilliant", "that would be good", "that would be ideal", "that would be brilliant", "that would be appreciated", "would be nice", "would be good", "would be lovely", "would be helpful", "would be appreciated", "much appreciated", "looking forward to it", "look forward to it", "look forward to your call", "wouldn't say no", "i wouldn't say no", "be my guest", "knock yourself out", "knock yourselves out", "you may", "you're welcome to", "you are welcome to", "i'm happy for you to", "happy for you to", "call away", "call any time", "call anytime", "yes if needed", "yes if necessary", "yes if you need to", "yes if need be"}},
        {Word::no,
         {"不方便打电话", "不方便电话联系", "不方便通电话", "不联系我也行", "不联系也行", "不打也行", "有需要我会找你们", "有需要我再找你们", "有需要我再联系你们", "有需要再联系你们", "有需要会联系你们", "有需要我会联系你们", "有需要我联系你们", "有需要我再打", "有需要我自己打", "有需要再找你们", "有事我再打", "有事我会打", "有事我找你们", "有事我会找你们", "有事再找你们", "有事会找你们", "有事我再联系", "有事我联系你们", "有问题我再打", "有问题我再找你们", "有问题再找你们", "有问题再联系你们", "有问题我会联系你们", "我会联系你们", "我自己打", "别", "别吧", "别打扰", "别打扰我", "别来打扰", "别来打扰我", "别烦我", "勿扰", "请勿打扰", "请勿打扰我", "不要打扰", "不要打扰我", "能不联系就不联系", "能不打就不打", "尽量别打", "尽量不要打", "尽量不打", "尽量别", "尽量不要", "最好不要", "最好别", "最好别打", "最好不要打", "最好不打", "别打来", "别打来了", "别打过来", "不要打来", "不要打来了", "不要打过来", "不用打来", "不用打来了", "不用打过来", "不必打来", "别打电话", "别打给我", "别打了", "别打我电话", "不要打电话", "不要打", "不要打给我", "不要来电", "不用打", "不用打了", "不用打电话", "不用联系", "不用联系了", "不用联系我", "不要联系我", "别联系我", "别联系我了", "别联系了", "别再联系了", "别找我", "别找我了", "别烦我", "别来烦我", "不接电话", "不想接电话", "不接", "不太方便接电话", "不方便接电话", 
          "not necessary", "that's not necessary", "that is not necessary", "it's not necessary", "it is not necessary", "isn't necessary", "that isn't necessary", "it isn't necessary", "won't be necessary", "that won't be necessary", "that will not be necessary", "not needed", "that's not needed", "unnecessary", "no calls", "no calls please", "no phone calls", "no phone calls please", "please no calls", "please no phone calls", "no contact", "no contact please", "no more calls", "no more contact", "i'm good thanks", "all good thanks", "i'm alright thanks", "i'm all right thanks", "i'm fine thanks", "i'm ok thanks", "we're good thanks", "you're alright", "you're all right", "leave me alone", "please leave me alone", "leave it", "prefer not", "prefer not to", "i prefer not", "i prefer not to", "i'd prefer not", "i'd prefer you didn't", "prefer you didn't", "not keen", "not really keen", "not too keen", "not that keen", "i'm not keen", "i'll pass", "i will pass", "i'll call you", "i'll call you if i need to", "i'll be in touch", "i'll get in touch", "i'll contact you", "i'll ring you", "you may not", "you can not", "you can't", "it's all sorted", "all sorted", "it's sorted", "sorted now", "all sorted now", "it's fixed now", "don't", "please don't"}},
        {Word::maybe, {"如果需要", "有需要的话", "需要的话", "有必要的话", "看情况"}},
        {Word::lone_yes, {"don't hesitate", "do not hesitate", "please don't hesitate", "please do not hesitate", "don't be shy", "别犹豫", "不用犹豫", "不要犹豫"}},
        {Word::consent, {"if necessary", "if needed", "if need be", "if you need to", "if you have to", "if required", "when needed", "有需要就行", "需要时可以"}},
    };
    // clang-format on
    return map;
}

/// The same, and every way to ask for a call or to refuse it.
const PhraseMap<Word>& contact_words() {
    static const PhraseMap<Word> map = [] {
        PhraseMap<Word> all = fixed_contact_words();
        for (const std::string wish :
             {"麻烦", "请", "麻烦请", "麻烦你们", "麻烦尽快", "请尽快", "尽快", "赶紧", "希望", "希望能",
              "希望你们", "那就", "最好", "最好能", "可以", "你们", "你们可以"}) {
            for (const char* deed :
                 {"联系我", "联系我一下", "再联系我", "打给我", "打我电话", "打我手机", "给我打电话",
                  "给我打个电话", "给我回电", "给我回电话", "给我回个电话", "给我来电", "给我来个电话",
                  "回电", "回电话", "回个电话", "来电", "来个电话"})
                all.add(wish + deed, Word::yes);
        }
        for (const std::string deed :
             {"call",         "call me",          "call me back",  "call back",     "ring",
              "ring me",      "ring me back",     "phone",         "phone me",      "contact",
              "contact me",   "contact me again", "call me again", "get in touch",  "reach out",
              "telephone me", "get back to me",   "call any time", "call anytime",  "ring any time",
              "ring anytime", "phone any time",   "phone anytime", "call whenever", "ring whenever"}) {
            for (const char* refusal :
                 {"don't ", "do not ", "never ", "please don't ", "please do not ", "pls don't ",
                  "pls do not ", "no need to ", "there's no need to ", "you don't need to ", "you needn't ",
                  "don't bother to ", "i'd rather you didn't ", "i'd prefer you didn't "})
                all.add(refusal + deed, Word::no);
            for (const char* wish : {"",
                                     "please ",
                                     "pls ",
                                     "plz ",
                                     "please do ",
                                     "do ",
                                     "yes ",
                                     "yes please ",
                                     "can you ",
                                     "could you ",
                                     "can you please ",
                                     "could you please ",
                                     "just ",
                                     "feel free to ",
                                     "happy for you to ",
                                     "i'm happy for you to ",
                                     "you can ",
                                     "you may ",
                                     "you could ",
                                     "i want you to ",
                                     "i'd like you to ",
                                     "i would like you to ",
                                     "by all means ",
                                     "go ahead and "})
                if (*wish != '\0' || deed.find(' ') != std::string::npos)  // "call centre" asks for nothing
                    all.add(wish + deed, Word::yes);
            for (const char* doubt : {"don't hesitate to ", "do not hesitate to "}) {
                all.add(doubt + deed, Word::yes);
                all.add(std::string{"please "} + doubt + deed, Word::yes);
            }
        }
        return all;
    }();
    return map;
}

/// "Would you come again?"
const PhraseMap<Word>& return_words() {
    static const PhraseMap<Word> map = [] {
        PhraseMap<Word> all;
        for (const std::string deed : {"来", "来了", "再来", "再来了", "去", "去了", "住", "住了"}) {
            for (const char* denial :
                 {"不", "再也不", "不会", "不会再", "不想", "不想再", "打死也不", "打死都不", "打死也不会",
                  "打死都不会", "死也不", "绝对不", "肯定不", "肯定不会", "下次不", "以后不"})
                all.add(denial + deed, Word::no);
        }
        for (const std::string deed : {"来", "再来", "来的", "再来的", "住", "去"}) {
            for (const char* grant : {"会", "还会", "还", "肯定会", "一定会", "当然会", "肯定", "一定",
                                      "必须", "当然", "肯定还", "一定还", "下次还", "下次还会"})
                all.add(grant + deed, Word::yes);
        }
        for (const char* yes :
             {"i'll be back", "i will be back", "we'll be back", "we will be back", "will be back"})
            all.add(yes, Word::yes);
        for (const char* no :
             {"won't be back", "i won't be back", "we won't be back", "not coming back", "never coming back"})
            all.add(no, Word::no);
        return all;
    }();
    return map;
}

/// "Is anything left to do?": 没有其他事情了.
const PhraseMap<Word>& left_words() {
    static const PhraseMap<Word> map = [] {
        PhraseMap<Word> all{
            {Word::no,
             {"nothing else", "nothing further", "nothing more", "nothing left", "nothing left to do"}},
            // Courtesies fit neither side.
            {Word::maybe, {"好的", "好", "ok", "okay", "no problem", "sure", "跟进过了", "已经跟进过了"}}};
        for (const std::string none : {"没", "没有", "没什么", "没有什么", "没啥"}) {
            for (const std::string other : {"其他", "其它", "别的", "其他的", "其它的"}) {
                for (const char* thing :
                     {"", "了", "事", "事了", "事情", "事情了", "问题", "问题了", "需要了"})
                    all.add(none + other + thing, Word::no);
            }
        }
        return all;
    }();
    return map;
}

/// "Has the money arrived?": 还在等, "not a penny".
const PhraseMap<Word>& arrival_words() {
    static const PhraseMap<Word> map{
        {Word::yes,
         {"到了", "早到了", "已经到了", "昨天到了", "今天到了", "到了到了", "it came", "it came through",
          "came through", "came through yesterday", "came through today", "came through this morning"}},
        {Word::no, {"还没到", "没到", "还没到呢"}},
        {Word::no,
         {"still waiting",
          "i'm still waiting",
          "am still waiting",
          "still waiting for it",
          "nothing yet",
          "still nothing",
          "nothing so far",
          "no sign of it",
          "no sign of it yet",
          "not a penny",
          "not a penny yet",
          "not a cent",
          "haven't seen it",
          "haven't seen a penny",
          "haven't seen a cent",
          "还在等",
          "还在等着",
          "还等着",
          "还在等呢",
          "一直在等",
          "没影",
          "没影呢",
          "还没影",
          "还没影呢",
          "没动静",
          "还没动静",
          "没看到",
          "没见到",
          "没见着",
          "还没见到",
          "还没见着",
          "没看见"}}};
    return map;
}

/// "Did all of your bags arrive?", 都做完了吗.
const PhraseMap<Word>& completeness_words() {
    static const PhraseMap<Word> map{
        {Word::yes,
         {"all of it", "all of them", "all of mine", "every one", "every single one", "each and every one",
          "the lot", "the whole lot", "everything", "全部", "全部都", "全都", "全了", "全都有", "一个不少",
          "一件不少", "一样不少"}},
        {Word::no,
         {"not all",
          "not all of it",
          "not all of them",
          "not everything",
          "not every one",
          "most",
          "most of it",
          "most of them",
          "some",
          "some of it",
          "some of them",
          "only some",
          "only some of them",
          "only one",
          "only half",
          "half",
          "half of it",
          "half of them",
          "about half",
          "all but one",
          "没有全部",
          "没全",
          "没全部",
          "不是全部",
          "一半",
          "一部分",
          "只有一部分",
          "大部分",
          "部分",
          "差一点",
          "还差一点",
          "还差一个",
          "还差一件",
          "少了一个",
          "少了一件",
          "少一个",
          "少一件"}}};
    return map;
}

}  // namespace

/// Not "did anyone call you?", which asks for what has been.
bool offers_contact(std::string_view question) {
    return contains_any(question, {"联系您", "给您打", "给您回", "回电", "contact you", "call you",
                                   "ring you", "phone you"}) &&
           !contains_any(question, {"打过", "电话了吗", "联系过", "did ", "has ", "have ", "were you"});
}

const PhraseMap<YesNoWord>* words_for_topic(std::string_view question) {
    if (question.empty()) return nullptr;
    if (asks_for_first_time(question)) return &first_time_words();
    if (offers_contact(question)) return &contact_words();
    if (contains_any(question, {"下次", "再来", "还会来", "again on", "come back", "visit again",
                                "stay with us again"}))
        return &return_words();
    if (contains_any(question,
                     {"还有需要", "还有什么", "还有其他", "还有别的", "anything left", "anything else"}))
        return &left_words();
    if (contains_any(question, {"到账了吗", "收到了吗", "到了吗", "arrived?", "come through", "been paid"}))
        return &arrival_words();
    if (asks_for_punctuality(question)) return &punctuality_words();
    if (contains_any(question, {" all the ", " all of "})) return &completeness_words();
    return nullptr;
}

}  // namespace askwell::flows::reading
