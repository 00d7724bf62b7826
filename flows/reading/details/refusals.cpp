#include "flows/reading/details/refusals.h"

#include "flows/reading/text/patterns.h"
#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {
namespace {

enum class Role { refusal, polite };

/// True when `folded`, cut at its marks, holds nothing but phrases, and one at least that is more than
/// politeness.
bool only(const PhraseMap<Role>& phrases, std::string_view folded) {
    bool refused = false;
    for (std::size_t position = 0; position < folded.size();) {
        const auto* entry = phrases.at(folded, position);
        if (entry != nullptr) {
            refused = refused || entry->meaning == Role::refusal;
            position += entry->phrase.size();
            continue;
        }
        const CodePoint point = code_point_at(folded, position);
        if (!says_nothing(folded.substr(position, point.length))) return false;
        position += point.length;
    }
    return refused;
}

const PhraseMap<Role>::Group& polite_words() {
    static const PhraseMap<Role>::Group words{
        Role::polite, {"谢谢", "多谢", "谢了",  "感谢",   "不好意思", "抱歉",          "了",        "吧",
                       "哦",   "啊",   "哈",    "呢",     "的",       "thanks",        "thank you", "thank u",
                       "thx",  "ty",   "sorry", "please", "pls",      "i'm afraid",    "hi",        "hello",
                       "你好", "您好", "嗯",    "ok",     "okay",     "at the moment", "right now", "暂时",
                       "目前", "我"}};
    return words;
}

}  // namespace

bool declines(std::string_view folded) {
    // clang-format off
    static const PhraseMap<Role> phrases{
        {Role::refusal,
         {"无", "没有", "没", "没了", "暂无", "不方便", "不太方便", "不便", "不方便说", "不方便留", "不方便提供", "不方便透露", "不方便告知",
          "不便提供", "不便透露", "不便告知", "不用", "不用了", "不必", "不必了", "不需要", "不要", "不了", "不留", "不想留", "不想给",
          "不想说", "不想提供", "不提供", "不愿意", "不愿提供", "算了", "保密", "没拍照", "没拍", "不在手边", "不在身边", "没带", "没带着", "弄丢", "丢了", "不用发", "lost it", "i lost it", "not on me", "not to hand", "none", "no", "nope", "nah",
          "no thanks", "no thank you", "n/a", "na", "nil", "nothing", "not applicable", "rather not", "i'd rather not",
          "i would rather not", "prefer not", "prefer not to", "i'd prefer not to", "i prefer not to", "rather not say",
          "i'd rather not give it", "i'd rather not share", "not comfortable sharing", "no need", "not needed",
          "not necessary", "i have none", "haven't got one", "i haven't got one", "private", "that's private",
          "it's private", "not telling", "i won't say", "none of your business"}},
        polite_words(),
    };
    // clang-format on
    static const Pattern has_none{
        "^(?:我|暂时|目前|现在)*(?:没有?|没带|无|不用|不留|不想留|不想给|不方便(?:留|给|提供|告知)?|不提供)"
        "(?:电子邮箱|电子邮件|邮箱地址|邮箱|邮件|电话|手机号?|号码|电话号码|订单号?|单号|照片|图片?|附件|"
        "截图|文件|凭证|发票|日期|单子|"
        "小票|收据)[了啊呀呢吧哦]*(?:[ ,.!]*(?:谢谢|多谢|抱歉|不好意思))?$|"
        "^(?:我|暂时|目前|现在|这会儿?|刚好|正好|单号|订单号|单子|小票)*(?:(?:手边|手头|手上|身边|身上|眼前)"
        "(?:也|又|刚好|正好|暂时|都)*没有?(?:带|单号|订单号|单子|小票)?|(?:没|不)(?:带)?在(?:手边|手头|手上|"
        "身边|身上))"
        "[了啊呀呢吧哦]*(?:[ ,.!]*(?:谢谢|多谢|抱歉|不好意思))?$|"
        "^(?:sorry,? )?(?:i'd |i would |i )?(?:rather|prefer) not(?: to)?(?: say| tell| share| give| answer| "
        "disclose| provide)?"
        "(?: (?:it|that|this|you|my [a-z]+))*$|"
        "^(?:我的?)?(?:邮箱|电话|手机号?|电话号码|手机号码|号码|联系方式|订单号|单号|照片|图片?|附件)(?:就|"
        "我|先|还是)*"
        "(?:没有|无|(?:不用|不太?方便|不便|不想|不愿意?|不能|不)(?:留|给|说|讲|提供|透露|告知|告诉你们?|公开|"
        "外传)?)了?(?:吧|哈|啊|哦)?$|"
        "^(?:sorry,? )?(?:i'?m |i am )?(?:not comfortable|uncomfortable|not happy|not keen)(?: with| about)? "
        "(?:sharing|giving|telling|handing)(?: (?:it|that|this|you|out|my [a-z]+))*$|"
        "^(?:sorry,? )?(?:i )?(?:(?:don't|do not|dont) (?:have|use)|haven't got|have not got|have no|no) "
        "(?:an? |any |the |my )?"
        "(?:e-?mail(?: address)?|(?:tele)?phone(?: number)?|mobile|number|order(?: number| no\\.?| "
        "id)?|photos?|pictures?|"
        "files?|attachments?|screenshots?|receipt|one|it|any|that)(?: with me| on me| at hand| "
        "to hand| handy)?(?: right now| at the moment| just now| now)?(?:,? (?:sorry|i'm afraid))?$|"
        "^(?:sorry,? )?(?:it's |that's )?not (?:at hand|to hand|handy|with me|on me)(?: right now| at the "
        "moment| just now| now)?(?:,? (?:sorry|i'm afraid))?$"};
    return only(phrases, folded) || has_none.found_in(trim_marks(folded));
}

bool refuses_to_tell(std::string_view folded) {
    static const Pattern refusal{
        "^(?:sorry,? |抱歉,? ?|不好意思,? ?|跳过,? ?|skip,? )*(?:"
        "(?:i'd |i would |i )?(?:rather|prefer) not(?: to)? (?:say|tell|share|give|answer|disclose|provide)"
        "(?: (?:it|that|this|you|my [a-z]+|out))*|"
        "(?:我)?(?:不太?方便|不便|不想|不愿意?)(?:透露|提供|告知|告诉你们?|公开)(?:我的?)?(?:姓名|名字|真名|"
        "全名|身份|"
        "隐私|个人信息|信息)?)"
        "(?:[,. ]+(?:so )?(?:skip(?: (?:it|this|this "
        "one|please|pls))?|next|跳过|过|略|下一题|谢谢|thanks|sorry|抱歉))*"
        "(?:吧|了|啊|哈|[ .!])*$"};
    return refusal.found_in(folded);
}

bool says_done(std::string_view folded) {
    // clang-format off
    static const PhraseMap<Role> phrases{
        {Role::refusal,
         {"没有了", "没了", "没有", "没", "无", "没别的了", "没别的", "没有别的了", "没有别的", "没有其他了", "没有其他的了",
          "没有其他", "没其他了", "没其他的了", "没什么了", "没有什么了", "就这些", "就这样", "就这个", "就这几个", "就这两个",
          "就这一个", "就这", "只有这些", "只有这个", "好了", "完了", "行了", "可以了", "够了", "不用", "不用了", "不了",
          "不需要", "不需要了", "不选了", "不加了", "不发了", "发完了", "选完了", "选好了", "传完了", "都发了", "全了", "齐了",
          "结束", "结束了", "完毕", "完成", "完成了", "以上", "下一题", "下一个", "跳过", "算了", "no", "nope", "nah",
          "none", "nothing", "nothing else", "nothing more", "no more", "no others", "no other", "not really", "that's all",
          "that is all", "thats all", "that's it", "that is it", "thats it", "that's everything", "that's all of them",
          "this is all", "all", "only that", "only those", "just that", "just those", "just these", "done", "i'm done",
          "im done", "all done", "finished", "i'm finished", "complete", "all good", "i'm good", "no thanks",
          "no thank you", "no need", "skip", "next", "go on", "move on", "that will be all", "that'll be all", "n/a"}},
        polite_words(),
    };
    // clang-format on
    return only(phrases, folded);
}

bool has_nothing_to_say(std::string_view folded) {
    // clang-format off
    static const PhraseMap<Role> phrases{
        {Role::refusal,
         {"无", "没有", "没", "没了", "没有了", "暂无", "没什么", "没啥", "没什么了", "没啥了", "没什么可说的", "没什么好说的",
          "没有什么可说的", "没有意见", "没意见", "没有建议", "没建议", "无意见", "无建议", "没什么意见", "没什么建议",
          "没有问题", "没问题", "没有补充", "没别的", "没别的了", "不用", "不用了", "不需要", "不想说", "无可奉告", "都说了",
          "说完了", "就这些", "就这样", "none", "no", "nope", "nah", "n/a", "na", "nil", "nothing", "nothing else",
          "nothing more", "nothing to add", "nothing to say", "no comment", "no comments", "no suggestions", "no feedback",
          "no more", "not really", "no thanks", "no thank you", "that's all", "that's it", "that is all", "all good",
          "can't think of anything", "nothing comes to mind", "rather not say", "i'd rather not say", "nothing really",
          "i have nothing to add", "i have nothing to say", "no complaints", "no issues", "no problems"}},
        polite_words(),
    };
    // clang-format on
    return only(phrases, folded);
}

}  // namespace askwell::flows::reading
