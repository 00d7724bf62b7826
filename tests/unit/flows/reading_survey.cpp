#include "reading_survey.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "flows/survey_loader.h"

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

/// A choice question whose options carry their English label, in lower case and with "_" for blanks, as code.
Question choice(std::string id, QuestionType type, Localized text,
                const std::vector<std::pair<const char*, const char*>>& labels) {
    Question made = question(std::move(id), type, std::move(text));
    for (const auto& [chinese, english] : labels) {
        std::string code;
        for (const char c : std::string_view{english})
            code += c == ' ' ? '_' : static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
        made.options.push_back(option(std::move(code), both(chinese, english)));
    }
    return made;
}

/// Options that hold one another, a negation, a number or a command word.
std::vector<Question> hard_choices() {
    Question reasons = choice("reasons", QuestionType::multi, both("哪里没做好？", "What went wrong?"),
                              {{"价格太高", "Too expensive"},
                               {"等待太久", "Waited too long"},
                               {"态度不好", "Rude staff"},
                               {"问题没解决", "Problem not solved"}});
    reasons.options.push_back(other());
    Question purpose =
        choice("purpose", QuestionType::multi, both("您来办什么事？", "What did you come for?"),
               {{"产品咨询", "Product enquiry"},
                {"售后维修", "Repair"},
                {"退货或换货", "Return or exchange"},
                {"投诉", "Complaint"}});
    purpose.options.push_back(other());
    return {
        std::move(purpose),
        choice("city", QuestionType::single, both("您在哪个城市？", "Which city are you in?"),
               {{"北京", "Beijing"}, {"上海", "Shanghai"}, {"广州", "Guangzhou"}, {"深圳", "Shenzhen"}}),
        choice("daytime", QuestionType::single, both("您希望什么时候上门？", "When shall we come?"),
               {{"上午", "Morning"}, {"下午", "Afternoon"}, {"晚上", "Evening"}, {"随时", "Any time"}}),
        choice("again", QuestionType::single, both("您还会再来吗？", "Will you come again?"),
               {{"会", "Yes"}, {"不会", "No"}, {"不确定", "Not sure"}}),

        choice(
            "plan", QuestionType::single, both("您用的是哪个版本？", "Which plan are you on?"),
            {{"基础版", "Basic"}, {"专业版", "Pro"}, {"专业版Plus", "Pro Plus"}, {"企业版", "Enterprise"}}),
        choice("gender", QuestionType::single, both("您的性别？", "What is your gender?"),
               {{"女", "Female"}, {"男", "Male"}, {"不愿透露", "Prefer not to say"}}),
        choice(
            "age", QuestionType::single, both("您的年龄？", "How old are you?"),
            {{"18岁以下", "Under 18"}, {"18-30岁", "18-30"}, {"31-50岁", "31-50"}, {"50岁以上", "Over 50"}}),
        choice("freq", QuestionType::single, both("您多久用一次？", "How often do you use it?"),
               {{"每天", "Daily"},
                {"每周", "Weekly"},
                {"每月", "Monthly"},
                {"很少", "Rarely"},
                {"从不", "Never"}}),
        std::move(reasons),
        choice("devices", QuestionType::multi, both("您有哪些设备？", "Which devices do you own?"),
               {{"手机", "Phone"},
                {"平板", "Tablet"},
                {"电脑", "Computer"},
                {"耳机", "Headphones"},
                {"都没有", "None of these"}})};
}

std::vector<Question> yes_no_questions() {
    return {question("recommend", QuestionType::yes_no,
                     both("您愿意把我们推荐给朋友吗？", "Would you recommend us to a friend?")),
            question("call_back", QuestionType::yes_no,
                     both("需要我们给您回电话吗？", "Would you like us to call you back?")),
            question("waited", QuestionType::yes_no, both("等待时间长吗？", "Did you have to wait long?")),
            question("polite", QuestionType::yes_no, both("客服态度好吗？", "Was the agent polite?")),
            question("received", QuestionType::yes_no,
                     both("您收到包裹了吗？", "Have you received your parcel?"))};
}

std::vector<Question> quantities() {
    Question people =
        question("people", QuestionType::number, both("一共几位客人？", "How many guests are you?"));
    people.minimum = 1;
    people.maximum = 20;
    Question spent =
        question("spent", QuestionType::number, both("您这次消费了多少元？", "How much did you spend?"));
    spent.minimum = 0;
    spent.maximum = 100000;
    return {people, spent};
}

/// The catalogue's own first question, as it ships.
Question contact() {
    Question made = shipped_catalog().current("service-process")->questions.front();
    made.id = "contact";
    return made;
}

void append(std::vector<Question>& questions, std::vector<Question> more) {
    std::move(more.begin(), more.end(), std::back_inserter(questions));
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
        rating("agree", both("客服很专业。", "Our staff knew their job."),
               {{{"完全不同意", "strongly disagree"},
                 {"不同意", "disagree"},
                 {"中立", "neither agree nor disagree"},
                 {"同意", "agree"},
                 {"完全同意", "strongly agree"}}}),
        rating("attitude", both("客服态度怎么样？", "How was the attitude of our staff?"),
               {{{"很差", "very poor"},
                 {"差", "poor"},
                 {"一般", "fair"},
                 {"好", "good"},
                 {"很好", "very good"}}}),
        rating("likely", both("您会再次选择我们吗？", "How likely are you to choose us again?"),
               {{{"非常不可能", "very unlikely"},
                 {"不太可能", "unlikely"},
                 {"不确定", "not sure"},
                 {"可能", "likely"},
                 {"非常可能", "very likely"}}}),
        rating("waiting", both("您觉得等待时间如何？", "How was the waiting time?"),
               {{{"太长", "far too long"},
                 {"有点长", "a bit long"},
                 {"可以接受", "acceptable"},
                 {"较快", "fast"},
                 {"很快", "very fast"}}}),
        rating("certain", both("您多久会用到它？", "How often would you use it?"),
               {{{"从不", "never"},
                 {"很少", "rarely"},
                 {"有时", "sometimes"},
                 {"经常", "often"},
                 {"一定会", "certainly"}}}),
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
        contact(),
    };
    append(survey.questions, hard_choices());
    append(survey.questions, yes_no_questions());
    append(survey.questions, quantities());
    return survey;
}

/// What ships, and the surveys of other trades beside the rows.
Catalog every_survey() {
    Catalog catalog = shipped_catalog();
    for (const auto& entry : std::filesystem::directory_iterator{ASKWELL_READING_SURVEYS}) {
        std::ifstream file{entry.path()};
        const std::string text{std::istreambuf_iterator<char>{file}, {}};
        const LoadedSurvey loaded = load_survey(entry.path().filename().string(), text);
        if (loaded.survey == nullptr) throw std::logic_error(entry.path().string() + " does not load");
        catalog.add(loaded.survey);
    }
    return catalog;
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

Asked reading_question(std::string_view id) {
    constexpr std::string_view kShipped = "cat:";
    static const Catalog catalog = every_survey();
    SurveyPtr shipped;
    if (id.starts_with(kShipped)) {
        id.remove_prefix(kShipped.size());
        const std::size_t colon = id.find(':');
        shipped = catalog.current(id.substr(0, colon));
        if (shipped == nullptr || colon == id.npos) throw std::out_of_range("no such survey");
        id.remove_prefix(colon + 1);
    }
    const Survey& survey = shipped == nullptr ? reading_survey() : *shipped;
    const Question* found = survey.find(id);
    if (found == nullptr) throw std::out_of_range("no such question");
    return {survey, *found};
}

}  // namespace askwell::flows::test
