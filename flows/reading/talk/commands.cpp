#include "flows/reading/talk/commands.h"

#include <algorithm>
#include <string>
#include <vector>

#include "flows/reading/talk/command_forms.h"
#include "flows/reading/talk/languages.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

/// The keywords of Twilio's and AWS's lists, and what Chinese marketing texts ask people to reply.
const PhraseMap<bool>& carrier_stops() {
    // clang-format off
    static const PhraseMap<bool> words{
        {true,
         {"stop", "stopall", "stop all", "unsubscribe", "unsubcribe", "unsubscibe", "unsuscribe", "unsubscrib", "unsubsribe", "unsubscirbe", "un subscribe", "end", "quit", "revoke", "optout", "opt-out",
          "opt out", "cancel", "arret", "remove", "退订", "停止", "取消订阅", "td退订", "t退订", "退订t",
          "退订td", "退订n", "退订r", "退订回t", "退订回td", "退订回n", "退订回r", "退订回0000", "回t退订",
          "回td退订", "回n退订", "回复t", "回复td", "回复n", "回复r", "回复退订", "回复t退订", "回复td退订",
          "回t", "回td", "回n", "回r", "拒收回t", "拒收回r", "拒收请回复r", "拒收"}},
    };
    // clang-format on
    return words;
}

const PhraseMap<Command>& commands() {
    // clang-format off
    static const PhraseMap<Command> words{
        {Command::stop,
         {"别再发了", "别发了", "不要再发了", "不要发了", "别再发短信了", "别发短信了", "不要再发短信了",
          "不要发短信了", "请勿再发", "勿扰", "我要退订", "退订短信", "取消", "停", "结束", "退出",
          "停止发送", "停止短信", "停止发短信", "不要再发", "别再发", "别再给我发了", "stop it", "stop this",
          "stop texting", "stop messaging", "unsubscribe me", "opt me out", "no more", "no more messages",
          "no more texts", "stop sending", "stop messages", "stop please", "unsub", "arrêt", "cancel all",
          "end survey", "cancel subscription", "终止"}},
        {Command::help,
         {"help", "info", "帮助", "help me", "帮助信息", "使用帮助", "说明", "怎么用", "怎么回复",
          "怎么回答", "怎么答", "help please", "please help", "what is this", "who is this", "你是谁",
          "这是什么", "求助", "how does this work", "菜单", "menu", "commands", "怎么评分", "怎么打分",
          "怎么填", "怎么操作", "如何回复", "如何评分", "如何回答", "你们是谁", "你是哪位", "你们是哪家",
          "who are you", "who's this", "who r u", "what's this", "what's this about", "what is this about",
          "how do i answer", "how do i reply", "how do i rate", "what do i do", "what do i reply",
          "need help", "i need help", "需要帮助", "我需要帮助"}},
        {Command::skip,
         {"skip", "pass", "next", "跳过", "下一题", "略过", "不想回答", "skip it", "skip this",
          "skip this one", "skip question", "skip this question", "next question", "next one", "please skip",
          "skip please", "跳过吧", "跳过这题", "跳过此题", "跳过本题", "跳过这个", "跳过这道题", "跳过该题",
          "下一个", "下一题吧", "下个问题", "下一个问题", "下一道", "不想答", "不回答", "不答", "不想说",
          "不方便回答", "不便回答", "不便透露", "不方便透露", "不方便说", "不方便讲", "不方便告知", "不便说", "不便告知", "略", "过", "pass on this", "pass on this one", "leave this one out", "leave this out", "leave it out", "leave it blank", "leave this one blank", "leave blank", "过吧", "过呗", "i pass",
          "i'll pass", "i'd rather not say", "rather not say", "prefer not to say", "prefer not to answer",
          "i'd rather not answer", "no answer", "no comment", "拒绝回答", "无可奉告", "这题跳过", "这个跳过",
          "pass this one", "let's skip", "i want to skip", "i'd like to skip this one", "我想跳过", "先跳过",
          "skip that", "不想回答这个问题", "不想回答这题", "不想回答这个", "不想说了", "不愿回答",
          "不愿意回答", "不做回答", "不予回答", "换一题", "不想评价", "不评价", "不予评价", "不做评价",
          "换个问题", "换题", "i would rather not answer", "rather not answer", "i'd rather not answer this",
          "i would rather not say", "move on", "next q", "don't want to answer", "i don't want to answer",
          "do not want to answer", "won't answer", "下一条", "不好回答", "答不了", "答不上来", "答不到"}},
        {Command::back,
         {"back", "previous", "返回", "上一题", "改上一题", "go back", "undo", "previous question",
          "the previous question", "last question", "back please", "go back please", "上一个", "上一个问题",
          "上一步", "回上一题", "返回上一题", "返回上一步", "返回上一个", "回到上一题", "改一下上一题",
          "修改上一题", "更改上一题", "后退", "回退", "撤回", "重答上一题", "重新回答上一题", "我要改上一题",
          "上题", "改上题", "上一道", "prev", "one back", "change my answer", "change last answer",
          "change my last answer", "改答案", "修改答案", "返回修改", "回到上一个问题", "回到上一步",
          "返回上一个问题", "返回上一页", "上一页", "退回上一题", "退回", "往回", "倒回去",
          "back to the previous question", "back to previous question", "back to the previous one", "back to the last one", "back to the last question",
          "go back to the previous question", "go back one", "take me back", "back one", "back up",
          "go back one question", "previous one", "change my previous answer", "change previous answer",
          "改一下上个答案", "改上一个答案"}},
        {Command::restart,
         {"restart", "重新开始", "start over", "start again", "begin again", "from the beginning",
          "start from the beginning", "重来", "重新来", "重新来过", "从头开始", "从头再来", "从头来", "重做",
          "重新填写", "重新填", "重填", "重新答", "重新作答", "重启", "reset", "start afresh", "再来一次",
          "重新评价", "redo", "从头来过", "重头来", "重头再来", "重新来一遍", "重来一遍", "重来一次",
          "重新开始评价", "重新做", "restart survey", "restart the survey", "start from scratch",
          "do it again from the start", "do over", "start all over", "start over again", "start over from the beginning", "start again from the beginning", "start from the top", "from the top", "start over from the start"}},
        {Command::later,
         {"一会说", "一会儿说", "待会说", "待会儿说", "等会说", "等会儿说", "等下说", "晚点说", "稍后说", "回头说", "晚点聊", "回头聊", "一会聊", "过会说", "晚上说", "晚些再说", "晚点儿再说", "晚一点再说", "迟点再说", "迟些再说", "下班再说", "下班说", "忙完说",
          "开会呢", "开会中", "正开会", "正在开会", "开车呢", "开车中", "上课呢", "上班呢", "busy atm", "busy rn", "busy at the moment",
          "brb", "be right back", "just a sec", "give me 5 minutes",
          "give me five minutes", "give me 5 mins", "give me 10 minutes", "give me 10 mins", "maybe tonight", "maybe tomorrow",
          "can't talk now", "can't talk", "can't right now", "can't now", "can't do this now", "can't do it now", "not the best time", "not the time", "try later", "text me later", "text later", "do this later", "i'll do this later", "will do later", "will do it later", "will reply later", "i'll reply later", "i'll answer later", "will answer later", "speak later", "catch you later", "some other day", "another day", "later mate",
          "later", "not now", "稍后", "晚点再说", "改天", "maybe later", "later please", "do it later",
          "i'll do it later", "i will do it later", "another time", "some other time", "remind me later",
          "ask me later", "ask later", "busy", "i'm busy", "busy now", "i'm busy now", "busy right now",
          "i'm busy right now", "not right now", "no time now", "in a meeting", "i'm driving", "driving",
          "tomorrow", "稍后再说", "稍后再填", "稍后回复", "稍等", "等会", "等会儿", "等下", "等一下",
          "等一会", "等会再说", "等下再说", "一会再说", "一会儿再说", "待会", "待会儿", "待会再说",
          "待会儿再说", "晚点", "晚些", "晚一点", "晚点再填", "晚点回", "晚上再说", "晚点回复", "晚些时候",
          "改天吧", "改天再说", "回头再说", "回头", "下次", "下次再说", "下次吧", "以后再说", "现在没空",
          "没空", "现在没时间", "没时间", "现在忙", "在忙", "正忙", "我在忙", "忙着呢", "现在不方便",
          "现在不太方便", "在开会", "开会中", "在开车", "开车中", "明天再说", "过会", "过会儿", "过会儿再说",
          "过一会再说", "有空再说", "有空再填", "再说吧", "later on", "a bit later", "not today", "no time",
          "have no time", "don't have time", "at a bad time", "bad time", "not a good time", "等等", "等我有空", "等我有时间", "等有空", "等有时间", "等我忙完", "等下班", "等我下班",
          "等一等", "过一会", "过一会儿", "过后", "迟点", "迟些", "明天吧", "改日", "改日再说", "改时间",
          "换个时间", "忙完再说", "很忙", "太忙了", "有点忙", "没有时间", "没有空", "不得空", "上班呢",
          "在上班", "上课呢", "在上课", "i am busy", "i am driving", "i'm in a meeting", "i am in a meeting",
          "give me a minute", "give me a sec", "one moment", "hold on", "in a bit", "in a while",
          "get back to you later", "i'll get back to you", "talk later", "ttyl"}},
        {Command::start,
         {"start", "unstop", "开始", "恢复", "订阅", "begin", "resume", "subscribe", "恢复订阅", "重新订阅",
          "开始吧", "现在开始", "let's start", "let's go", "start now", "开始评价", "开始答题", "继续",
          "continue", "opt in", "opt-in", "optin"}},
    };
    // clang-format on
    return words;
}

/// What may stand around a command in a message that says nothing else.
enum class Around {
    polite,    ///< please, particles, the question or survey the command is about
    request,   ///< "can I", 我想: asks for what the command does
    assent,    ///< "ok": before a command only; "ok, start" says yes
    time,      ///< when to ask again; goes with "later" only
    postpone,  ///< "ask me again": a "later" when a time is named
    reason,    ///< what the customer is busy with; goes with "later" only
};

const PhraseMap<Around>& around() {
    // clang-format off
    static const PhraseMap<Around> words{
        {Around::polite,
         {"请", "请问", "谢谢", "谢谢你", "谢谢您", "谢谢啦", "多谢", "感谢", "麻烦", "麻烦你", "麻烦您",
          "麻烦了", "拜托", "劳驾", "求", "吧", "啊", "呀", "哦", "呢", "啦", "哈", "嘛", "一下", "这题",
          "这一题", "这道题", "此题", "本题", "该题", "这个", "这个问题", "这一个", "这条", "这项", "问卷",
          "这份问卷", "调查", "现在", "我现在", "你", "您", "了", "我", "直接", "立即", "马上", "立刻",
          "赶紧", "快", "先", "那", "那就", "就", "亲", "please", "pls", "plz", "thanks", "thank you", "thx",
          "ty", "cheers", "now", "right now", "immediately", "this", "this one", "this question",
          "that question", "the question", "it", "this survey", "the survey", "survey", "hi", "hello", "hey",
          "sorry", "不好意思", "抱歉", "你好", "您好", "just", "for now", "wait", "hang on", "oh wait", "修改", "改", "改一下", "等我",
          "我答错了", "答错了", "选错了", "我选错了", "填错了", "点错了", "按错了", "i made a mistake",
          "my mistake", "my bad", "by mistake", "by accident", "i picked the wrong one", "i pressed the wrong one", "i hit the wrong one", "i tapped the wrong one", "i chose the wrong one", "i hit the wrong key", "oops", "question", "题", "题目", "问题", "的问题", "kindly", "at the moment",
          "to", "la", "lah", "luv", "mate", "pal", "love", "instead", "oh", "ah", "hm", "hmm", "uh", "erm", "actually", "then", "if that's ok", "if thats ok", "if that's okay", "if that's alright", "if you don't mind", "if it's ok", "哎", "唉", "呃", "额", "那个", "呗", "咯", "哟", "嘞", "算了"}},
        {Around::request,
         {"我想", "我要", "想", "要", "我想要", "我选择", "可以", "能", "能不能", "可不可以", "可否", "能否",
          "我可以", "我能", "帮我", "给我", "能不能让我", "可以让我", "能让我", "吗", "么", "行吗", "好吗", "可以吗", "let's", "i want to",
          "i want", "i'd like to", "i would like to", "i'd like", "can i", "can we", "could i", "could we",
          "may i", "can you", "could you", "i need to", "i have to", "let me", "let us", "i", "i'll",
          "i will", "we", "i wish to", "want to", "maybe", "do", "do this", "i do this", "is it ok to",
          "ok to", "if possible", "i'm", "i am", "gonna", "i'm going to"}},
        {Around::assent, {"ok", "okay", "好", "好的", "好吧", "嗯", "行", "sure", "alright", "well", "um"}},
        {Around::time,
         {"今天", "明天", "后天", "今晚", "晚上", "下午", "中午", "早上", "周末", "下周", "有空", "有空时",
          "有时间", "等我有空", "等我有时间", "我有空", "下班", "下班后", "下班了", "回家", "回家后", "到家",
          "忙完", "等我忙完", "吃完饭", "today", "tomorrow", "tonight", "this evening", "this afternoon",
          "in the evening", "in the morning", "next week", "at the weekend", "on the weekend",
          "this weekend", "after work", "in an hour", "when i have time", "when i'm free", "when i am free",
          "when i get home", "when i'm home", "when i'm back", "when i'm done", "when i get in", "some time", "sometime", "again"}},
        {Around::postpone,
         {"再说", "再答", "再填", "再回", "再回复", "再回答", "再弄", "再评", "再评价", "再做", "再来",
          "再看", "再聊", "再找你", "回复", "回你", "回复你", "回答", "remind me", "ask me", "ask me again",
          "ask again", "do it", "do that", "try again", "try me", "try me again", "get back to me", "answer",
          "reply", "fill it in", "come back", "message me again"}},
        {Around::reason,
         {"开车", "开着车", "开会", "上班", "上课", "吃饭", "做饭", "带娃", "带孩子", "看孩子", "哄娃", "哄孩子", "接孩子", "接娃",
          "睡觉", "洗澡", "干活", "搬砖", "加班", "赶路", "赶车", "坐车", "出差", "看病", "打针", "排队", "面试", "考试", "买菜", "遛狗",
          "打游戏", "看电影", "在外面", "在外地", "在路上", "在地铁上", "在车上", "在高铁上", "在飞机上", "在医院", "在忙", "手头有事", "信号不好", "信号差", "没信号", "网不好", "网络不好", "手机快没电了", "手机没电了", "快没电了", "没电了", "没戴眼镜", "眼镜没戴", "不方便打字", "打字不方便", "有事", "有点事", "有急事", "有客户", "有客人",
          "忙", "忙着", "忙得很", "正", "正在", "在", "还在", "还", "这会儿", "这会", "手上", "手头", "着", "着呢", "中", "有点", "很", "太", "没空", "暂时", "刚", "driving", "at work", "i'm at work", "working", "cooking", "cooking dinner", "making dinner", "making tea", "cooking tea", "on my break", "on shift", "on a shift", "in class",
          "in a lecture", "having dinner", "having lunch", "having breakfast", "having tea", "eating", "at dinner", "at lunch", "at the gym", "at school",
          "in the car", "on the train", "on the bus", "on a train", "on a bus", "on a plane", "in traffic", "with a client", "with a customer", "with clients",
          "with customers", "at the doctors", "at the doctor's", "at the dentist", "in hospital", "at the hospital", "kids", "with the kids", "bathing the kids", "busy with the kids",
          "feeding the baby", "in bed", "asleep", "shopping", "travelling", "traveling", "running late", "boarding", "about to board",
          "on my way to work", "heading out", "out", "still", "currently", "a bit busy", "a bit", "bit", "so", "very", "really", "too", "super", "quite", "because", "cos", "as", "since"}},
    };
    // clang-format on
    return words;
}

/// Words that stop the texts when said alone, and mean the customer's order or account as readily when asked
/// for.
bool means_other_things(std::string_view phrase) {
    static const PhraseMap<bool> words{
        {true,
         {"cancel", "remove", "end", "quit", "revoke", "取消", "结束", "退出", "busy", "subscribe", "订阅"}}};
    return words.whole(phrase) != nullptr;
}

/// The command that a message consists of beside courtesies: "can I skip this one please?",
/// 现在没空，晚点再说.
class WrappedCommand {
  public:
    explicit WrappedCommand(std::string_view text) : text_(text), forms_(command_forms(text)) {}

    /// It is said in one of those forms, not by a word that may be about something else.
    bool by_form() const { return by_form_; }

    std::optional<Command> run() {
        while (position_ < text_.size()) {
            if (!step()) return std::nullopt;
        }
        if (!command_ && postpones_ && time_) command_ = Command::later;
        if (!command_ || ((time_ || reason_) && *command_ != Command::later)) return std::nullopt;
        if (ambiguous_ && requested_) return std::nullopt;
        if (assented_ && *command_ == Command::start) return std::nullopt;
        if (postpones_ && *command_ != Command::later) return std::nullopt;
        return command_;
    }

  private:
    bool step() {
        const CodePoint point = code_point_at(text_, position_);
        if (!is_word_character(point.value) && !is_han(point.value)) {
            position_ += point.length;
            return true;
        }
        const auto* stop = carrier_stops().at(text_, position_);
        const auto* said = commands().at(text_, position_);
        const auto* beside = around().at(text_, position_);
        const auto length = [](const auto* entry) { return entry == nullptr ? 0 : entry->phrase.size(); };
        const CommandForm* const form = form_here();
        const std::size_t formed = form == nullptr ? 0 : form->end - form->begin;
        const std::size_t longest = std::max({length(stop), length(said), length(beside), formed});
        if (longest == 0) return false;
        if (formed == longest) return say_in_form(*form);
        by_form_ = by_form_ || form != nullptr;
        position_ += longest;
        if (length(stop) == longest || length(said) == longest) {
            by_form_ = by_form_ || (length(said) == longest && is_plain(*said));
            return say(length(stop) == longest ? Command::stop : said->meaning,
                       text_.substr(position_ - longest, longest));
        }
        return stand(beside->meaning);
    }

    /// 重新开始, "go back": phrases that are about nothing else, either.
    static bool is_plain(const PhraseMap<Command>::Entry& said) {
        constexpr std::size_t kShortest = 7;  // bytes: "back" and 返回 may tell of something
        return (said.meaning == Command::restart || said.meaning == Command::back) &&
               said.phrase.size() >= kShortest;
    }

    /// The longest form that begins here.
    const CommandForm* form_here() const {
        const CommandForm* longest = nullptr;
        for (const CommandForm& form : forms_) {
            if (form.begin == position_ && (longest == nullptr || form.end > longest->end)) longest = &form;
        }
        return longest;
    }

    bool say_in_form(const CommandForm& form) {
        position_ = form.end;
        by_form_ = true;
        if (command_ && *command_ != form.command) return false;
        command_ = form.command;
        return true;
    }

    bool say(Command command, std::string_view phrase) {
        constexpr std::size_t kOneIdeograph = 3;
        if (phrase.size() <= kOneIdeograph || (command_ && *command_ != command)) return false;
        command_ = command;
        ambiguous_ = ambiguous_ || means_other_things(phrase);
        return true;
    }

    bool stand(Around around) {
        requested_ = requested_ || around == Around::request;
        time_ = time_ || around == Around::time;
        postpones_ = postpones_ || around == Around::postpone;
        reason_ = reason_ || around == Around::reason;
        assented_ = assented_ || around == Around::assent;
        return around != Around::assent || !command_;
    }

    std::string_view text_;
    std::vector<CommandForm> forms_;
    std::size_t position_ = 0;
    bool by_form_ = false;
    std::optional<Command> command_;
    bool requested_ = false;
    bool assented_ = false;
    bool time_ = false;
    bool postpones_ = false;
    bool reason_ = false;
    bool ambiguous_ = false;
};

/// A whole message without the marks and particles around it, and "/stop@our_bot" as "stop".
std::string_view bare_command(std::string_view folded) {
    std::string_view bare = trim_marks(folded);
    const std::string_view start = trim_space(folded);
    if (start.starts_with('/')) bare = bare.substr(0, bare.find('@'));
    return bare;
}

/// "bcak", "stpo": a command with two letters the wrong way round.
std::optional<Command> mistyped(std::string_view bare) {
    constexpr std::pair<std::string_view, Command> kWords[] = {
        {"stop", Command::stop}, {"skip", Command::skip},   {"back", Command::back},
        {"help", Command::help}, {"later", Command::later}, {"restart", Command::restart}};
    for (const auto& [word, meaning] : kWords) {
        if (bare.size() != word.size() || bare == word) continue;
        const auto [typed, meant] = std::mismatch(bare.begin(), bare.end(), word.begin());
        if (typed + 1 == bare.end() || typed[0] != meant[1] || typed[1] != meant[0]) continue;
        if (std::equal(typed + 2, bare.end(), meant + 2)) return meaning;
    }
    return std::nullopt;
}

/// 好的，稍等我想想: whoever thinks for a moment answers next, and puts nothing off.
bool takes_a_moment(std::string_view bare) {
    return bare.ends_with("想想") && bare.find("等") != std::string_view::npos;
}

}  // namespace

std::optional<Command> command_in(std::string_view folded) {
    const std::string_view bare = bare_command(folded);
    if (carrier_stops().whole(bare) != nullptr) return Command::stop;
    if (const Command* found = commands().whole(bare)) return *found;
    if (const auto meant = mistyped(bare)) return meant;
    if (!language_in(folded).empty()) return Command::language;
    if (takes_a_moment(bare)) return std::nullopt;
    constexpr std::size_t kLongest = 90;  // bytes; whoever writes more says more
    return bare.size() <= kLongest ? WrappedCommand{bare}.run() : std::nullopt;
}

namespace {

std::vector<std::string_view> clauses_of(std::string_view folded) {
    std::vector<std::string_view> clauses;
    std::size_t begin = 0;
    while (begin < folded.size()) {
        const std::size_t mark = std::min(folded.find_first_of(",.;!?\n", begin), folded.find(" - ", begin));
        const std::size_t end = std::min(mark, folded.size());
        if (end > begin) clauses.push_back(folded.substr(begin, end - begin));
        begin = end + 1;
    }
    return clauses;
}

bool has_figure(std::string_view text) {
    return text.find_first_of("0123456789") != std::string_view::npos ||
           contains_any(text, {"⭐", "★", "🌟"});
}

}  // namespace

std::optional<CommandBeside> command_beside(std::string_view folded) {
    std::optional<CommandBeside> found;
    std::string rest;
    for (const std::string_view clause : clauses_of(folded)) {
        WrappedCommand wrapped{trim_marks(clause)};
        const auto command = wrapped.run();
        if (command && wrapped.by_form()) {
            if (found && found->command != *command) return std::nullopt;
            found = CommandBeside{*command, {}};
            continue;
        }
        if (has_figure(clause)) return std::nullopt;
        rest.append(clause).append(". ");
    }
    if (found) found->rest = std::move(rest);
    return found;
}

bool puts_off_plainly(std::string_view folded) {
    constexpr std::string_view kWords[] = {"再说",    "再填",          "再聊",         "再答",
                                           "稍后",    "晚点",          "回头",         "later",
                                           "not now", "not right now", "another time", "not a good time"};
    const std::string_view bare = trim_marks(folded);
    return command_in(bare) == Command::later && !bare.starts_with("maybe") && contains_any(bare, kWords);
}

bool is_carrier_stop(std::string_view folded) {
    return carrier_stops().whole(bare_command(folded)) != nullptr;
}

bool is_opt_out_letter(std::string_view folded) {
    static const PhraseMap<bool> letters{{true, {"t", "td", "n", "r", "0000"}}};
    return letters.whole(trim_marks(folded)) != nullptr;
}

}  // namespace askwell::flows::reading
