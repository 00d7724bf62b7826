#include "flows/phrases.h"

namespace askwell::flows {

namespace {

struct Wording {
    std::string_view zh;
    std::string_view en;
};

Wording wording(Phrase phrase) {
    switch (phrase) {
        case Phrase::start_button:
            return {"开始", "Start"};
        case Phrase::decline_button:
            return {"这次不了", "Not this time"};
        case Phrase::yes_button:
            return {"是", "Yes"};
        case Phrase::no_button:
            return {"否", "No"};
        case Phrase::way_out:
            return {"回复“停止”可随时退出。", "Reply STOP at any time to opt out."};
        case Phrase::way_out_letter:
            return {"拒收请回复R", "Reply R to opt out."};
        case Phrase::skip_hint:
            return {"（也可以回复“跳过”）", "(Or reply \"skip\".)"};
        case Phrase::several_hint:
            return {"（可多选，如“1 3”）", "(You may choose several, for example \"1 3\".)"};
        case Phrase::ask_again_number:
            return {
                "抱歉，没看明白。请回复{low}到{high}中的一个数字：{low}={low_label}，{high}={high_label}。",
                "Sorry, I did not get that. Please reply with one number from {low} to {high}: "
                "{low} = {low_label}, {high} = {high_label}."};
        case Phrase::ask_again_minutes:
            return {"抱歉，没看明白。请选择一项，或直接回复时长，如“10分钟”。",
                    "Sorry, I did not get that. Please choose one, or reply with the time it took, for "
                    "example \"10 minutes\"."};
        case Phrase::ask_again_choice:
            return {"抱歉，没看明白。请从下面选择一项，回复序号即可。",
                    "Sorry, I did not get that. Please choose one of these; its number is enough."};
        case Phrase::ask_again_several:
            return {"抱歉，没看明白。请回复所选各项的序号，如“1 3”。",
                    "Sorry, I did not get that. Please reply with the numbers of your choices, for example "
                    "\"1 3\"."};
        case Phrase::ask_again_yes_no:
            return {"抱歉，没看明白。请回复“是”或“否”。",
                    "Sorry, I did not get that. Please reply yes or no."};
        case Phrase::ask_again_quantity:
            return {"抱歉，没看明白。请回复一个数字。",
                    "Sorry, I did not get that. Please reply with a number."};
        case Phrase::ask_again_date:
            return {"抱歉，没看明白是哪一天。请回复日期，如“11月3日”或“昨天”。",
                    "Sorry, I did not get the day. Please reply with a date, for example \"3 November\" or "
                    "\"yesterday\"."};
        case Phrase::ask_again_date_time:
            return {
                "抱歉，没看明白是什么时候。请回复日期和时间，如“11月3日下午3点”。",
                "Sorry, I did not get the time. Please reply with day and time, for example \"3 November, "
                "3 pm\"."};
        case Phrase::ask_again_phone:
            return {"抱歉，这个号码好像不完整。请只回复一个电话号码。",
                    "Sorry, that does not look like a complete number. Please reply with one phone number."};
        case Phrase::ask_again_email:
            return {
                "抱歉，这个邮箱地址好像不完整。请只回复一个邮箱地址。",
                "Sorry, that does not look like a complete address. Please reply with one e-mail address."};
        case Phrase::ask_again_order_no:
            return {
                "抱歉，没看明白单号。请只回复一个单号，字母和数字都要。",
                "Sorry, I did not get the number. Please reply with one order number, letters and digits."};
        case Phrase::ask_again_attachment:
            return {"请发送图片、视频或文件；没有的话，回复“没有”即可。",
                    "Please send a picture, a video or a file. If you have none, just reply \"none\"."};
        case Phrase::ask_again_text:
            return {"抱歉，没看明白。请用文字回复。", "Sorry, I did not get that. Please reply in words."};
        case Phrase::ask_again_consent:
            return {
                "抱歉，没看明白。现在开始吗？请回复“开始”或“这次不了”。",
                "Sorry, I did not get that. Shall we start? Please reply \"start\" or \"not this time\"."};
        case Phrase::or_skip:
            return {"也可以回复“跳过”。", "Or reply \"skip\"."};
        case Phrase::moving_on:
            return {"没关系，我们看下一个。", "Never mind, let us go on."};
        case Phrase::first_question:
            return {"这已经是第一个问题了。", "This is the first question already."};
        case Phrase::help_question:
            return {
                "请直接回复您的答案；也可以回复“跳过”“上一题”或“停止”。当前问题：",
                "Just reply with your answer. You can also reply \"skip\", \"back\" or \"stop\". We are at:"};
        case Phrase::help_idle:
            return {
                "我们会在服务结束后请您评价，帮助改进服务。现在没有待回答的问题。回复“停止”即不再联系您。",
                "We ask customers how a service went, to make it better. Nothing is waiting for your answer "
                "now. "
                "Reply STOP and we will not write to you again."};
        case Phrase::who_writes:
            return {"这里是{company|客户服务中心}，想听听您对我们服务的看法。不愿收到的话，回复“停止”即可。",
                    "This is {company|customer service}. We would like to hear how our service went; if you "
                    "would rather not be asked, reply STOP."};
        case Phrase::later:
            return {"好的，您方便时再回复即可，我们会从这里继续。",
                    "Of course. Reply whenever it suits you and we will go on from here."};
        case Phrase::declined:
            return {"好的，不打扰您了。祝您一切顺利！", "That is fine. Thank you, and all the best!"};
        case Phrase::opt_out_check:
            return {"您是希望我们今后不再发消息给您吗？",
                    "Would you like us to stop messaging you for good?"};
        case Phrase::opt_out_done:
            return {"已为您退订，我们不会再打扰您。如需恢复，请回复“开始”。",
                    "You are opted out and we will not message you again. Reply START to come back."};
        case Phrase::opt_in_done:
            return {"欢迎回来。以后服务结束时，我们会再请您评价。",
                    "Welcome back. We will ask you again after a future service."};
        case Phrase::restarted:
            return {"好的，我们从头开始。", "All right, from the beginning."};
        case Phrase::agree_button:
            return {"同意", "I agree"};
        case Phrase::disagree_button:
            return {"不同意", "I do not agree"};
        case Phrase::whole_hint:
            return {"请用整数。", "A whole number, please."};
        case Phrase::limits_hint:
            return {"请在{low}到{high}之间。", "Anything from {low} to {high} will do."};
        case Phrase::more_choices:
            return {"已选：{chosen}。还有其他的吗？", "Noted: {chosen}. Anything else?"};
        case Phrase::more_files:
            return {"收到了。还有要发的吗？", "I have it. Anything else to send?"};
        case Phrase::done_button:
            return {"没有了", "That is all"};
        case Phrase::once_more:
            return {"还有一个问题对我们很重要，方便的话请再看一下：",
                    "One question matters a lot to us; if you do not mind, once more:"};
        case Phrase::changed:
            return {"好的，已改为“{answer}”。", "Thank you, changed to \"{answer}\"."};
        case Phrase::what_instead:
            return {"没关系，我们重新来：", "No problem. Once again:"};
        case Phrase::noted:
            return {"已一并记下，谢谢。", "Thank you, I have added that."};
        case Phrase::file_kept:
            return {"文件已收到。", "I have kept your file."};
        case Phrase::language_missing:
            return {"抱歉，这份问卷暂时没有这种语言。",
                    "Sorry, this survey does not speak that language yet."};
        case Phrase::language_set:
            return {"好的，以后我们用中文联系您。", "Of course. We will write to you in English."};
        case Phrase::which_other:
            return {"请问是哪一项？", "Which one was it?"};
    }
    return {};
}

}  // namespace

std::string_view phrase(Phrase phrase, std::string_view language) {
    const Wording words = wording(phrase);
    return language.substr(0, 2) == "zh" ? words.zh : words.en;
}

}  // namespace askwell::flows
