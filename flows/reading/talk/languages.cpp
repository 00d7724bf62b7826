#include "flows/reading/talk/languages.h"

#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {
namespace {

enum class Role {
    english,  ///< a name of the language
    chinese,
    beside,  ///< what stands around the name in a wish and says nothing more
    unable,  ///< "I don't speak", 看不懂: the other language is wished for
    poor,    ///< "isn't great", 不好: says so of the language before, beside a wish only
};

const PhraseMap<Role>& words() {
    // Neither "en" nor "zh" is a name: 嗯 is typed "en".
    // clang-format off
    static const PhraseMap<Role> map{
        {Role::english, {"english", "英文", "英语", "英文版", "英语版", "英文的", "english version", "no chinese", "no mandarin"}},
        {Role::chinese,
         {"chinese", "mandarin", "putonghua", "chinese version", "no english", "simplified chinese", "traditional chinese", "中文", "中文版", "中文的", "汉语",
          "普通话", "国语", "华语", "华文", "简体", "简体字", "简体中文", "繁体", "繁体字", "繁体中文"}},
        {Role::beside,
         {"please", "pls", "plz", "thanks", "thank you", "thx", "ty", "kindly", "hi", "hello", "hey", "sorry", "can i", "can we",
          "can", "can or not", "got", "lah", "leh", "can you", "could i", "could we", "could you", "may i", "may we", "would you", "i'd like", "i would like", "i'd like to",
          "i would like to", "we'd like", "i want", "i want to", "i need", "i prefer", "i'd prefer", "i would prefer", "prefer",
          "i'd rather", "i would rather", "rather", "let's", "i", "is there", "do you", "is it possible", "possible", "if possible",
          "if that's ok", "if that's okay", "if ok", "ok", "okay", "instead", "in", "to", "with", "a", "an", "the", "this", "it", "these",
          "my", "any", "no", "me", "us", "for me", "only", "do", "have", "send", "text", "message", "write", "talk", "speak", "use", "switch", "change", "go on",
          "carry on", "continue", "proceed", "answer", "reply", "respond", "get", "ask", "ask me", "survey", "the survey", "this survey",
          "questions", "the questions", "these questions", "version", "available", "now", "from now on",
          "请", "请问", "麻烦", "您", "你", "你们", "我", "能", "能不能", "能否", "可以", "可不可以", "可否", "是否", "行吗", "好吗", "可以吗", "吗",
          "么", "行", "吧", "啊", "呢", "呀", "帮我", "帮忙", "给我", "跟我", "和我", "换成", "换", "切换", "切换到", "切换成", "切换为", "改成", "改用",
          "改为", "转成", "转", "转到", "转为", "转做", "转用", "set", "set it", "用", "说", "讲", "写", "发", "问", "会", "会说", "回答", "回复", "答", "填", "聊", "沟通", "交流", "我要", "我想", "想", "要", "有",
          "有没有", "谢谢", "多谢", "你好", "您好", "一下", "问卷", "版本", "不好意思", "直接", "还是", "现在"}},
        {Role::unable,
         {"i don't speak", "i don't read", "i don't understand", "i can't read", "i can't speak", "i can't understand",
          "i cannot read", "i cannot speak", "i cannot understand", "don't speak", "can't read", "don't understand", "i don't know",
          "我不懂", "不懂", "我不会", "不会", "不会说", "看不懂", "我看不懂", "听不懂", "我听不懂", "不会看", "不认识"}},
        {Role::poor,
         {"isn't great", "is not great", "isn't good", "is not good", "isn't very good", "is not very good", "is poor", "is bad",
          "is terrible", "is rusty", "is a bit rusty", "is limited", "is shaky", "is weak", "is basic", "is only basic", "is very basic", "is broken", "is not so good", "isn't so good", "is so so", "is not enough", "isn't up to it", "is only from the radio", "is only from school", "is from school", "is only from tv", "不好", "不太好", "不行", "很差", "不太行", "不怎么样"}},
    };
    // clang-format on
    return map;
}

constexpr std::string_view kEnglish = "en";
constexpr std::string_view kChinese = "zh-CN";

std::string_view language_of(Role role) {
    if (role == Role::english) return kEnglish;
    return role == Role::chinese ? kChinese : std::string_view{};
}

/// The one language wished for by a message of such words alone.
class Wish {
  public:
    std::string_view in(std::string_view text) {
        for (std::size_t position = 0; position < text.size();) {
            const CodePoint point = code_point_at(text, position);
            const auto* entry = words().at(text, position);
            if (entry != nullptr) {
                if (!hear(entry->meaning)) return {};
                position += entry->phrase.size();
            } else if (is_word_character(point.value) || is_han(point.value)) {
                return {};
            } else {
                position += point.length;
            }
        }
        settle();
        return unable_ ? std::string_view{} : wished_;
    }

  private:
    bool hear(Role role) {
        if (role == Role::unable) unable_ = true;
        if (role == Role::poor) {
            if (named_.empty()) return false;
            named_ = {};
        }
        const std::string_view language = language_of(role);
        if (language.empty()) return true;
        settle();
        named_ = language;
        if (unable_) named_ = language == kEnglish ? kChinese : kEnglish;
        unable_ = false;
        return !clash_;
    }

    void settle() {
        clash_ = clash_ || (!wished_.empty() && !named_.empty() && wished_ != named_);
        if (!named_.empty()) wished_ = clash_ ? std::string_view{} : named_;
        named_ = {};
    }

    std::string_view named_;   ///< the last language named, unless it turns out to be spoken poorly
    std::string_view wished_;  ///< by the names before
    bool unable_ = false;
    bool clash_ = false;
};

}  // namespace

std::string_view language_in(std::string_view folded) {
    constexpr std::size_t kLongest = 90;  // bytes; whoever writes more says more
    const std::string_view bare = trim_marks(folded);
    return bare.size() <= kLongest ? Wish{}.in(bare) : std::string_view{};
}

}  // namespace askwell::flows::reading
