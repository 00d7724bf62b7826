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
            return {"（不想说可回复“跳过”）", "(Or reply \"skip\".)"};
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
