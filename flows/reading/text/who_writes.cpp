#include "flows/reading/text/who_writes.h"

#include "flows/reading/text/hinted_pattern.h"

namespace askwell::flows::reading {

bool asks_who_we_are(std::string_view folded) {
    static const HintedPattern words{
        "^(?:(?:sorry|hi|hiya|hello|hey|no|yes|yeah|ok|um|er|what|but|and|new phone|excuse me|请问|你好|您好|"
        "不好意思|喂|不是|不|是|嗯)[ ,.!?]*)*"
        "(?:(?:and )?(?:who|whos|who's) (?:(?:is|are|r|am) )?(?:the (?:hell|heck) (?:is|are) )?"
        "(?:this|that|dis|you|u|it|calling|asking|texting|messaging|writing|i (?:talking|speaking|texting|"
        "chatting) (?:to|with))(?: (?:from|calling|asking|texting|messaging|writing))?|"
        "who (?:do|did) you (?:work for|represent|say you (?:are|were))|(?:what|which) company (?:is "
        "this|are you)"
        "(?: (?:from|with))?|"
        "(?:[你您]们?|这里?|那边)(?:到底|究竟)?是?(?:谁|哪位|哪家(?:公司)?的?|哪里的?|什么人|哪个公司的?|"
        "什么公司的?)|"
        "[你您]们?(?:到底)?(?:是)?干(?:嘛|什么|啥)的|哪位)"
        "(?: |啊|呀|呢|吗|哦|哇|please|pls|plz|sorry|mate|again|谢谢|[,.!?])*$",
        {"who", "company", "谁", "哪", "什么", "干嘛", "干啥"}};
    return words.found_in(folded);
}

}  // namespace askwell::flows::reading
