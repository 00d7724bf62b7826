#include "reading_survey.h"

#include <array>
#include <stdexcept>
#include <string>
#include <utility>

namespace askwell::flows::test {
namespace {

Localized both(std::string chinese, std::string english) {
    return Localized{{{"zh-CN", std::move(chinese)}, {"en", std::move(english)}}};
}

Question question(std::string id, QuestionType type, Localized text) {
    Question made;
    made.id = std::move(id);
    made.type = type;
    made.text = std::move(text);
    return made;
}

using Labels = std::array<std::pair<const char*, const char*>, 5>;

Question rating(std::string id, Localized text, const Labels& labels) {
    Question made = question(std::move(id), QuestionType::rating, std::move(text));
    int score = 0;
    for (const auto& [chinese, english] : labels) {
        made.scale.points.push_back(ScalePoint{++score, both(chinese, english), {}, {}, {}});
    }
    return made;
}

Question minutes() {
    Question made =
        rating("minutes", both("第一次得到回应等了多久？", "How long did you wait for our first response?"),
               {{{"超过30分钟", "over 30 minutes"},
                 {"16–30分钟", "16–30 minutes"},
                 {"6–15分钟", "6–15 minutes"},
                 {"3–5分钟", "3–5 minutes"},
                 {"3分钟以内", "under 3 minutes"}}});
    made.scale.unit = "minute";
    auto& points = made.scale.points;
    constexpr double kJustUnderThree = 2.999;
    points[0].over = 30;
    points[1].over = 15;
    points[1].up_to = 30;
    points[2].over = 5;
    points[2].up_to = 15;
    points[3].over = kJustUnderThree;
    points[3].up_to = 5;
    points[4].up_to = kJustUnderThree;
    return made;
}

Option option(std::string code, Localized label, Synonyms synonyms = {}) {
    return Option{std::move(code), std::move(label), std::move(synonyms), false, {}};
}

Option other() {
    Option made = option("other", both("其他", "Other"));
    made.other = true;
    made.other_prompt = both("是哪种？", "Which?");
    return made;
}

Question channel() {
    Question made =
        question("channel", QuestionType::single, both("您是怎么联系我们的？", "How did you contact us?"));
    made.options = {
        option("phone", both("电话", "Phone"), {{"zh-CN", {"热线", "打电话"}}, {"en", {"called", "call"}}}),
        option("online_agent", both("在线客服", "Online agent")),
        option("app", both("App/小程序", "App / mini-program")),
        option("official", both("公众号", "Official account"), {{"zh-CN", {"微信公众号"}}, {"en", {}}}),
        other()};
    return made;
}

Question aspects() {
    Question made = question("aspects", QuestionType::multi, both("哪些方面做得好？", "What was good?"));
    made.options = {option("speed", both("速度", "Speed")), option("attitude", both("态度", "Attitude")),
                    option("knowledge", both("专业", "Knowledge")), option("price", both("价格", "Price")),
                    other()};
    return made;
}

Question count() {
    Question made =
        question("count", QuestionType::number, both("您联系过我们几次？", "How often did you contact us?"));
    made.minimum = 0;
    made.maximum = 1000;
    return made;
}

Question date(std::string id, Localized text, DateRange when, bool with_time = false) {
    Question made = question(std::move(id), QuestionType::date, std::move(text));
    made.when = when;
    made.with_time = with_time;
    return made;
}

Question tongue() {
    Question made = question("tongue", QuestionType::single,
                             both("客服用哪种语言？", "Which language did the agent speak?"));
    made.options = {option("chinese", both("中文", "Chinese"), {{"en", {"Mandarin"}}}),
                    option("english", both("英语", "English"))};
    return made;
}

Survey make() {
    Survey survey;
    survey.id = "reading";
    survey.version = "1";
    survey.languages = {"zh-CN", "en"};
    survey.questions = {
        channel(),
        minutes(),
        rating("csat", both("您对总时间满意吗？", "How satisfied are you with the total time?"),
               {{{"非常不满意", "very dissatisfied"},
                 {"不满意", "dissatisfied"},
                 {"一般", "neutral"},
                 {"满意", "satisfied"},
                 {"非常满意", "very satisfied"}}}),
        rating("clear", both("沟通清楚吗？", "How clear was the communication?"),
               {{{"非常不清楚", "very unclear"},
                 {"不清楚", "unclear"},
                 {"一般", "average"},
                 {"清楚", "clear"},
                 {"非常清楚", "very clear"}}}),
        rating("ces", both("流程便捷吗？", "How convenient was the process?"),
               {{{"非常繁琐", "very cumbersome"},
                 {"繁琐", "cumbersome"},
                 {"一般", "average"},
                 {"便捷", "convenient"},
                 {"非常便捷", "very convenient"}}}),
        rating("solved", both("问题解决得怎么样？", "How well was your problem solved?"),
               {{{"完全没解决", "not at all"},
                 {"部分解决", "partly"},
                 {"基本解决", "basically"},
                 {"较好解决", "well"},
                 {"完美解决", "perfectly"}}}),
        rating("expect", both("与预期相比如何？", "How did it compare with your expectations?"),
               {{{"远低于预期", "far below"},
                 {"低于预期", "below"},
                 {"符合预期", "as expected"},
                 {"高于预期", "above"},
                 {"远超预期", "far above"}}}),
        aspects(),
        question("once", QuestionType::yes_no,
                 both("您的问题一次就解决了吗？", "Was your problem solved at the first contact?")),
        count(),
        question("nps", QuestionType::nps, both("您愿意推荐我们吗？", "How likely are you to recommend us?")),
        question("open", QuestionType::text, both("您有什么建议？", "What could be better?")),
        tongue(),
        date("visit", both("师傅哪天上门的？", "When did the technician come?"), DateRange::past),
        date("visited_at", both("师傅几点到的？", "When exactly did the technician come?"), DateRange::past,
             true),
        date("booking", both("您希望哪天上门？", "When shall we come?"), DateRange::future),
        date("booking_at", both("您希望几点上门？", "When exactly shall we come?"), DateRange::future, true),
        date("day", both("是哪一天？", "Which day is it about?"), DateRange::any),
        question("callback", QuestionType::phone, both("您的电话？", "Your telephone number?")),
        question("mail", QuestionType::email, both("您的邮箱？", "Your e-mail address?")),
        question("order", QuestionType::order_no, both("订单号是多少？", "Which order is it about?")),
        question("proof", QuestionType::attachment, both("请发一张照片。", "Please send a photo.")),
        question("intro", QuestionType::info, both("下面是几个问题。", "Some questions follow.")),
    };
    return survey;
}

}  // namespace

const Survey& reading_survey() {
    static const Survey survey = make();
    return survey;
}

TimePoint reading_now() {
    constexpr std::int64_t kNoonInShanghai = 1'795'233'600'000;
    return from_unix_ms(kNoonInShanghai);
}

const Question& reading_question(std::string_view id) {
    const Question* found = reading_survey().find(id);
    if (found == nullptr) throw std::out_of_range("no such question");
    return *found;
}

}  // namespace askwell::flows::test
