#include "flows/reading/languages.h"

#include "flows/reading/phrases.h"

namespace askwell::flows::reading {

std::string_view language_in(std::string_view folded) {
    // Neither "en" nor "zh": 嗯 is typed "en".
    // clang-format off
    static const PhraseMap<std::string_view> wishes{
        {"en",
         {"english", "in english", "english please", "in english please", "in english, please", "english, please",
          "english pls", "please english", "english version", "switch to english", "change to english",
          "please switch to english", "switch to english please", "speak english", "speak english please",
          "please speak english", "use english", "use english please", "please use english", "can you speak english",
          "can we speak english", "do you speak english", "could you speak english", "can we do this in english",
          "can you do english", "can i have it in english", "can i answer in english", "i speak english",
          "i prefer english", "i don't speak chinese", "i don't read chinese", "i can't read chinese", "no chinese",
          "english possible", "is there an english version", "do you have english", "do you have this in english", "could we do this in english", "could i have this in english", "can i have this in english", "can you write in english", "in english if possible", "可以说英文吗", "可以说英语吗", "能说英文吗", "能说英语吗", "可以用英文吗", "可以用英语吗", "能用英文吗", "能用英语吗", "有英文吗", "有英文版吗", "英文可以吗", "可以英文吗", "英文", "英语", "说英语", "说英文", "讲英语", "讲英文", "用英语", "用英文", "请说英语", "请说英文", "请讲英语",
          "请用英语", "请用英文", "英文版", "英语版", "英文吧", "英语吧", "切换英文", "切换英语", "切换到英文", "切换到英语",
          "切换成英文", "换英文", "换英语", "换成英文", "换成英语", "改成英文", "改用英文", "改用英语", "我要英文", "英文谢谢",
          "英文,谢谢"}},
        {"zh-CN",
         {"chinese", "in chinese", "chinese please", "in chinese please", "in chinese, please", "chinese, please",
          "chinese pls", "please chinese", "chinese version", "switch to chinese", "change to chinese",
          "please switch to chinese", "switch to chinese please", "speak chinese", "speak chinese please",
          "please speak chinese", "use chinese", "use chinese please", "can you speak chinese", "can we speak chinese",
          "do you speak chinese", "i speak chinese", "i prefer chinese", "simplified chinese", "traditional chinese",
          "mandarin", "mandarin please", "in mandarin", "in mandarin please", "中文", "说中文", "讲中文", "用中文",
          "请说中文", "请讲中文", "请用中文", "中文版", "中文吧", "切换中文", "切换到中文", "切换成中文", "换中文", "换成中文",
          "改成中文", "改用中文", "我要中文", "中文谢谢", "中文,谢谢", "汉语", "说汉语", "用汉语", "普通话", "说普通话", "讲普通话",
          "国语", "说国语", "讲国语", "华语", "华文", "可以说中文吗", "能说中文吗", "可以讲中文吗", "能讲中文吗", "可以用中文吗", "能用中文吗", "可以中文吗", "有中文吗", "有中文版吗", "中文可以吗", "中文行吗", "会中文吗", "会说中文吗", "能不能说中文", "能不能用中文", "麻烦说中文", "麻烦用中文", "please use chinese", "can we do this in chinese", "can i answer in chinese", "could you speak chinese", "can you do chinese", "no english", "i don't speak english", "简体", "简体中文", "简体字", "繁体", "繁体中文", "繁体字"}},
    };
    // clang-format on
    const std::string_view* language = wishes.whole(trim_marks(folded));
    return language == nullptr ? std::string_view{} : *language;
}

}  // namespace askwell::flows::reading
