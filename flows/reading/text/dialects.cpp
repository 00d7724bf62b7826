#include "flows/reading/text/dialects.h"

#include <bitset>
#include <string>
#include <string_view>
#include <utility>

#include "flows/reading/text/phrases.h"
#include "flows/reading/text/rewrite.h"

namespace askwell::flows::reading {
namespace {

struct Word {
    const char* dialect;
    const char* standard;
};

/// In folded spelling. Words that standard Mandarin uses in another sense (系, 勿, 莫, 先, 几) stand only in
/// the company that decides; a word that maps to itself protects such a company from a shorter one.
// clang-format off
constexpr Word kWords[] = {
    // Cantonese
    {"唔", "不"}, {"唔使", "不用"}, {"唔驶", "不用"}, {"唔洗", "不用"}, {"唔好打", "不要打"}, {"唔好再", "不要再"}, {"唔好call", "不要打"}, {"唔使call", "不用打"},
    {"唔好发", "不要发"}, {"唔好搵", "不要找"}, {"唔好联系", "不要联系"}, {"唔好联络", "不要联系"}, {"唔系", "不是"},
    {"唔知", "不知道"}, {"唔知道", "不知道"}, {"唔该", "谢谢"}, {"唔该晒", "谢谢"}, {"唔记得", "不记得"},
    {"唔系几", "不是很"}, {"唔系好", "不是很"}, {"唔系太", "不是太"}, {"唔多", "不太"}, {"唔错", "不错"},
    {"唔算", "不算"}, {"唔得闲", "没空"}, {"得闲", "有空"}, {"系咪", "是不是"}, {"系啊", "是啊"}, {"系呀", "是呀"},
    {"系嘅", "是的"}, {"系㗎", "是的"}, {"喺呢度", "在这里"}, {"呢度", "这里"}, {"喺度", "在这里"}, {"喺度覆", "在这里回复"}, {"喺度复", "在这里回复"}, {"喺呢度覆", "在这里回复"}, {"喺呢度复", "在这里回复"}, {"呢度覆", "这里回复"}, {"呢度复", "这里回复"}, {"覆我", "回复我"}, {"复我", "回复我"}, {"回复我", "回复我"}, {"得啦", "就行"}, {"得喇", "就行"}, {"觉得啦", "觉得啦"}, {"系满意", "是满意"}, {"系非常满意", "是非常满意"}, {"系不满意", "是不满意"}, {"系唔满意", "是不满意"}, {"系一般", "是一般"}, {"就系", "就是"}, {"都系", "都是"}, {"仲系", "还是"}, {"即系", "就是"},
    {"就系统", "就系统"}, {"都系统", "都系统"}, {"就系列", "就系列"}, {"都系列", "都系列"},
    {"梗系", "当然"}, {"实会", "一定会"}, {"公司做嘢", "公司上班"}, {"度做嘢", "这里上班"}, {"帮衬", "光顾"}, {"俾朋友", "给朋友"}, {"梗会", "当然会"}, {"冇", "没有"}, {"冇得", "没有"}, {"有冇", "有没有"}, {"冇乜", "没什么"}, {"冇咩", "没什么"}, {"冇所谓", "无所谓"},
    {"冇问题", "没问题"}, {"冇解决到", "没有解决"}, {"冇搞掂", "没有解决"}, {"仲未", "还没"}, {"仲冇", "还没有"}, {"仲有", "还有"}, {"仲叫", "还叫"}, {"仲要", "还要"}, {"仲等", "还等"}, {"仲欠", "还欠"}, {"仲差", "还差"}, {"仲话", "还说"}, {"仲想", "还想"}, {"等紧", "等着"}, {"未曾", "没"},
    {"咗", "了"}, {"嘅", "的"}, {"哋", "们"}, {"佢", "他"}, {"喺", "在"}, {"嚟", "来"}, {"嚟㗎", "啊"}, {"嚟嘅", "啊"}, {"哋系", "们是"}, {"我系", "我是"}, {"公司客", "公司客户"}, {"公司客户", "公司客户"}, {"公司客服", "公司客服"}, {"公司客人", "公司客人"}, {"畀", "给"}, {"俾", "给"},
    {"啲", "些"}, {"嘢", "东西"}, {"乜", "什么"}, {"乜嘢", "什么"}, {"咁", "这么"}, {"搵", "找"}, {"睇", "看"},
    {"嗰", "那"}, {"㗎", "啊"}, {"喇", "啦"}, {"啰", "啊"}, {"囖", "啊"}, {"噃", "啊"}, {"喎", "啊"}, {"啫", "啊"},
    {"咩", "吗"}, {"点解", "为什么"}, {"点样", "怎么样"}, {"而家", "现在"}, {"依家", "现在"}, {"听日", "明天"},
    {"寻日", "昨天"}, {"琴日", "昨天"}, {"噚日", "昨天"}, {"㖊日", "昨天"}, {"㖊晚", "昨晚"}, {"仲未整好", "还没修好"}, {"仲未修好", "还没修好"}, {"噚晚", "昨晚"}, {"廿", "二十"}, {"卅", "三十"}, {"几快", "挺快"}, {"几慢", "挺慢"}, {"未整好", "没修好"}, {"次先掂", "次才解决"}, {"次先至掂", "次才解决"}, {"一同二", "一和二"}, {"一同三", "一和三"}, {"一同四", "一和四"}, {"二同三", "二和三"}, {"二同四", "二和四"}, {"三同四", "三和四"}, {"慢到呕", "非常慢"}, {"梗系会", "当然会"}, {"梗系会啦", "当然会"}, {"下昼", "下午"}, {"上昼", "上午"}, {"朝早", "早上"}, {"夜晚", "晚上"}, {"朝头早", "早上"}, {"晏昼", "中午"}, {"听晚", "明晚"}, {"寻晚", "昨晚"}, {"琴晚", "昨晚"}, {"用唔到", "用不了"}, {"付唔到", "付不了"}, {"畀唔到钱", "付不了钱"}, {"俾唔到钱", "付不了钱"}, {"入唔到", "进不去"}, {"开唔到", "打不开"}, {"上唔到", "上不了"}, {"登入唔到", "登不上"}, {"登唔到", "登不上"}, {"连唔到", "连不上"},
    {"用到,不过", "能用,不过"}, {"用到,但系", "能用,但是"}, {"用到,就系", "能用,就是"}, {"用到但系", "能用但是"}, {"用得到,就系", "能用,就是"}, {"用得到,但系", "能用,但是"}, {"用得到,不过", "能用,不过"}, {"体验唔好", "体验不好"}, {"用系用到", "能用"}, {"用系用得", "能用"}, {"用就用到", "能用"}, {"用就用得", "能用"}, {"屋企", "家里"}, {"做嘢", "做事"}, {"慢晒", "慢了"}, {"闹爆", "骂死"}, {"嗌", "喊"}, {"同埋", "和"}, {"仲有", "还有"}, {"知唔知", "知不知道"}, {"净系", "只"}, {"净系得", "只有"},
    {"呢次", "这次"}, {"呢个", "这个"}, {"呢件", "这件"}, {"呢条", "这条"}, {"呢题", "这题"}, {"呢啲", "这些"}, {"夜晚先得", "晚上才行"}, {"晚上先得", "晚上才行"}, {"昨儿", "昨天"}, {"昨儿个", "昨天"}, {"今儿", "今天"}, {"今儿个", "今天"}, {"明儿", "明天"}, {"明儿个", "明天"}, {"前儿", "前天"}, {"后儿", "后天"}, {"迟啲", "晚点"}, {"迟D", "晚点"}, {"等阵", "等会"}, {"等阵先", "等会"},
    {"一阵先", "一会再说"}, {"迟啲先", "晚点再说"}, {"搞掂", "解决"}, {"搞掂晒", "全部解决"}, {"解决晒", "全部解决"},
    {"间中", "有时"}, {"次先解决", "次才解决"}, {"次先搞掂", "次才解决"}, {"次先至搞掂", "次才解决"}, {"次先修好", "次才修好"}, {"次先至修好", "次才修好"}, {"次先整返好", "次才修好"}, {"次先至整好", "次才修好"}, {"次先得", "次才解决"}, {"次先整好", "次才修好"},
    {"成个钟", "一个钟"}, {"成个钟头", "一个钟头"}, {"成个小时", "一个小时"}, {"成粒钟", "一个钟"}, {"粒钟", "个钟"},
    {"成半个钟", "半个钟"}, {"个零钟", "个多钟"}, {"成日", "整天"}, {"麻麻地", "一般"}, {"麻麻哋", "一般"},
    {"麻麻", "一般"}, {"都几满意", "挺满意"}, {"都几清楚", "挺清楚"}, 
    {"都几方便", "挺方便"}, {"都几专业", "挺专业"}, {"都几好", "挺好"}, {"几好", "挺好"},     {"几好几坏", "几好几坏"}, {"差唔多", "差不多"}, {"谂", "想"},
    {"几准确", "挺准确"}, {"几清楚", "挺清楚"}, {"几专业", "挺专业"}, {"几耐心", "挺耐心"}, {"几及时", "挺及时"}, {"几方便", "挺方便"}, {"几顺利", "挺顺利"}, {"几顺畅", "挺顺畅"}, {"没几满意", "不太满意"}, {"不几满意", "不太满意"},
    {"都几准确", "挺准确"}, {"都几及时", "挺及时"}, {"都几快", "挺快"}, {"都几麻烦", "挺麻烦"}, {"都几耐心", "挺耐心"},
    {"好耐", "很久"}, {"好耐心", "好耐心"}, {"好鬼", "非常"}, {"满意到飞起", "非常满意"}, {"快到飞起", "非常快"},
    {"非常之", "非常"}, {"十分之满意", "十分满意"},
    // Wu
    {"勿满意", "不满意"}, {"勿大", "不太"}, {"勿大满意", "不太满意"}, {"勿是", "不是"}, {"勿好", "不好"}, {"勿要", "不要"}, {"勿行", "不行"}, {"勿清爽", "不清楚"},
    {"勿清楚", "不清楚"}, {"勿晓得", "不知道"}, {"勿用了", "不用了"}, {"勿需要", "不需要"}, {"勿会", "不会"}, {"勿错", "不错"}, {"勿快", "不快"}, {"勿耐烦", "不耐烦"}, {"勿专业", "不专业"}, {"勿灵", "不好"}, {"请勿", "请勿"}, {"覅", "不要"}, {"呒没", "没有"},
    {"呒么", "没有"}, {"阿拉", "我们"}, {"侬", "你"}, {"邪气", "非常"}, {"交关", "非常"}, {"搞七捻三", "搞七捻三"},
    // Sichuan, Hunan, Hubei
    {"莫得", "没有"}, {"没得", "没有"}, {"没得说", "没得说"}, {"没得挑", "没得挑"}, {"没得选", "没得选"}, {"没得到", "没得到"}, {"莫得到", "没有得到"}, {"莫有", "没有"}, {"莫打", "不要打"}, {"莫要", "不要"}, {"莫再", "不要再"}, {"莫发", "不要发"},
    {"莫来", "不要来"}, {"冒得", "没有"}, {"冒解决", "没解决"}, {"冒搞好", "没搞好"}, {"木得", "没有"}, {"么得", "没有"}, {"晓得", "知道"},
    {"晓不得", "不知道"}, {"啥", "什么"}, {"啥子", "什么"}, {"咋个", "怎么"}, {"不得行", "不行"}, {"要不得", "不行"}, {"搞归一", "搞定"}, {"整归一", "弄好"}, {"弄归一", "弄好"}, {"来咯", "来了"}, {"跑咯", "跑了"}, {"打咯", "打了"}, {"等咯", "等了"}, {"修咯", "修了"}, {"去咯", "去了"}, {"问咯", "问了"}, {"不消了", "不用了"}, {"不消得", "不用"}, {"不消打", "不用打"}, {"不消联系", "不用联系"}, {"不消再", "不用再"}, {"不消麻烦", "不用麻烦"}, {"不消费心", "不用费心"},
    {"阔以", "可以"}, {"还阔以", "还可以"}, {"噻", "啊"}, {"撒子", "什么"}, {"过撒", "过啊"}, {"的撒", "的啊"}, {"了撒", "了啊"}, {"好撒", "好啊"}, {"行撒", "行啊"}, {"次次都是我", "每次都是我"}, {"次次都系我", "每次都是我"},
    // Taiwan
    {"线上", "在线"}, {"在线上", "在线"}, {"线上线下", "线上线下"}, {"选单", "菜单"}, {"简讯", "短信"}, {"品质", "质量"}, {"应用程式", "应用"}, {"小程式", "小程序"},
    {"透过", "通过"}, {"客诉", "投诉"}, {"客服专线", "客服热线"}, {"服务专线", "服务热线"}, {"专线", "热线"}, {"电邮", "邮件"},
    {"官方帐号", "公众号"}, {"尚可", "一般"}, {"普普", "一般"}, {"普普通通", "普普通通"}, {"部份", "部分"}, {"网路", "网络"}, {"伊妹儿", "邮件"},
    // the north and the net
    {"甭", "不用"}, {"甭介", "不用"}, {"别介", "不用"}, {"不中", "不行"}, {"忒", "太"}, {"倍儿", "特别"}, {"贼拉", "贼"}, {"嘎嘎", "特别"},
    {"整好了", "弄好了"}, {"没整好", "没弄好"}, {"没整明白", "没解决"}, {"咋地", "怎么"}, {"俩分", "两分"}, {"俩星", "两星"}, {"仨分", "三分"}, {"仨星", "三星"}, {"俩", "两个"}, {"仨", "三个"}, {"木有", "没有"}, {"米有", "没有"},
    {"么有", "没有"}, {"嗯呐", "嗯"}, {"嗯那", "嗯"}, {"酱紫", "这样"}, {"表打", "不要打"},
    // double denials that go on
    {"不是不能用,就是", "能用,就是"}, {"不是不能用,只是", "能用,只是"}, {"不是不能用,但", "能用,但"}, {"不是不能用就是", "能用就是"}, {"不是不能用只是", "能用只是"}, {"不是不能用但", "能用但"}, {"不是用不了,就是", "能用,就是"}, {"不是用不了,只是", "能用,只是"}, {"不是用不了,但", "能用,但"},
    {"不是用不了就是", "能用就是"}, {"不是用不了只是", "能用只是"}, {"不是用不了但", "能用但"}, {"不是没法用,就是", "能用,就是"}, {"不是没法用,只是", "能用,只是"}, {"不是没法用,但", "能用,但"}, {"不是没法用就是", "能用就是"}, {"不是没法用只是", "能用只是"}, {"不是没法用但", "能用但"},
    // Scots, northern English, spelling by ear
    {"w/o", "without"}, {"oot", "out"}, {"oot o", "out of"}, {"oot o'", "out of"}, {"oot ae", "out of"}, {"oot of", "out of"}, {"out o", "out of"},
    {"out o'", "out of"}, {"outa", "out of"}, {"outta", "out of"}, {"outtae", "out of"}, {"nae", "no"}, {"naebody", "nobody"}, {"aboot", "about"},
    {"wee bit", "little"}, {"wee", "little"}, {"cannae", "can't"}, {"dinnae", "don't"}, {"dinna", "don't"},
    {"didnae", "didn't"}, {"didna", "didn't"}, {"isnae", "isn't"}, {"isny", "isn't"}, {"wasnae", "wasn't"}, {"wisnae", "wasn't"},
    {"wouldnae", "wouldn't"}, {"widnae", "wouldn't"}, {"couldnae", "couldn't"}, {"couldny", "couldn't"}, {"hasnae", "hasn't"},
    {"havenae", "haven't"}, {"willnae", "won't"}, {"doesnae", "doesn't"}, {"nowt", "nothing"}, {"owt", "anything"},
    {"summat", "something"}, {"nuthin", "nothing"}, {"nuthin'", "nothing"}, {"nothin", "nothing"}, {"nothin'", "nothing"}, {"ain't", "isn't"}, {"aint", "isn't"},
    {"gie", "give"}, {"gies", "give"}, {"abt", "about"}, {"couldnt", "couldn't"}, {"dont", "don't"}, {"wont", "won't"}, {"cant", "can't"}, {"didnt", "didn't"}, {"doesnt", "doesn't"},
    {"isnt", "isn't"}, {"wasnt", "wasn't"}, {"arent", "aren't"}, {"werent", "weren't"}, {"wouldnt", "wouldn't"}, {"shouldnt", "shouldn't"},
    {"hasnt", "hasn't"}, {"havent", "haven't"}, {"hadnt", "hadn't"}, {"thats", "that's"}, {"ive", "i've"}, {"theyre", "they're"}, {"youre", "you're"}, {"of em", "of them"}, {"of 'em", "of them"}, {"coupla", "couple of"}, {"every bloody", "every single"}, {"every flipping", "every single"}, {"every flippin", "every single"}, {"every feckin", "every single"}, {"every fecking", "every single"}, {"every fucking", "every single"}, {"every blinking", "every single"}, {"every blinkin", "every single"}, {"every blooming", "every single"}, {"every damn", "every single"}, {"every goddamn", "every single"}, {"every friggin", "every single"}, {"every frigging", "every single"}, {"every freaking", "every single"}, {"u", "you"}, {"ur", "your"}, {"yer", "your"}, {"customers r", "customers are"}, {"guests r", "guests are"}, {"clients r", "clients are"}, {"they r", "they are"}, {"you r", "you are"}, {"l8r", "later"}, {"tomorow", "tomorrow"}, {"tommorow", "tomorrow"}, {"tommorrow", "tomorrow"}, {"tomorrw", "tomorrow"}, {"tmr", "tomorrow"}, {"tmw", "tomorrow"},
    {"yesturday", "yesterday"}, {"yesterdy", "yesterday"}, {"yestarday", "yesterday"}, {"wensday", "wednesday"}, {"wednsday", "wednesday"}, {"thurday", "thursday"}, {"tusday", "tuesday"}, {"tuseday", "tuesday"}, {"teusday", "tuesday"}, {"wendesday", "wednesday"}, {"wednesady", "wednesday"}, {"wedensday", "wednesday"}, {"thrusday", "thursday"}, {"thursady", "thursday"}, {"firday", "friday"}, {"firady", "friday"}, {"saterday", "saturday"}, {"satruday", "saturday"}, {"mondya", "monday"}, {"modnay", "monday"},
    {"to revert", "to reply"}, {"to revert back", "to reply"}, {"not revert", "not reply"}, {"telephonic", "telephone"}, {"telephonically", "telephone"}, {"the ap", "the app"}, {"your ap", "your app"},
    {"haven't been able to", "can't"}, {"havent been able to", "can't"}, {"have not been able to", "can't"}, {"hasn't been able to", "can't"}, {"not been able to", "can't"}, {"am not able to", "can't"}, {"i'm not able to", "i can't"}, {"im not able to", "i can't"},
    {"dis-satisfied", "dissatisfied"}, {"un-satisfied", "unsatisfied"}, {"un-happy", "unhappy"}, {"un-clear", "unclear"}, {"in-convenient", "inconvenient"}, {"im-patient", "impatient"}, {"un-professional", "unprofessional"}, {"in-accurate", "inaccurate"}, {"on line agent", "online agent"}, {"on line chat", "online chat"},
    {"hour n a half", "hour and a half"}, {"hour n half", "hour and a half"}, {"mini programme", "mini program"}, {"miniprogramme", "mini program"},
    {"w/", "with"}, {"不涉及", "不影响"}, {"没涉及", "没影响"},
    {"un clear", "unclear"}, {"dis satisfied", "dissatisfied"}, {"un satisfied", "unsatisfied"}, {"in convenient", "inconvenient"}, {"un professional", "unprofessional"}, {"half n hour", "half an hour"}, {"bout half", "about half"}, {"2 b honest", "to be honest"}, {"2b honest", "to be honest"}, {"三番五次", "好几次"}, {"三番两次", "好几次"},
    {"verry", "very"}, {"realy", "really"}, {"extremly", "extremely"}, {"definately", "definitely"}, {"definatly", "definitely"}, {"definetly", "definitely"}, {"probly", "probably"}, {"prolly", "probably"}, {"absolutly", "absolutely"}, {"completly", "completely"},
    {"ima give", "i'd give"}, {"ima say", "i'd say"}, {"ima go", "i'd go"}, {"imma give", "i'd give"}, {"imma say", "i'd say"}, {"imma go", "i'd go"}, {"i'ma give", "i'd give"}, {"i'ma say", "i'd say"}, {"i'ma go", "i'd go"}, {"gonna go", "i'd go"}, {"gonna have to go", "i'd go"}, {"y'all", "you all"}, {"yall", "you all"}, {"ya'll", "you all"}, {"took em", "took them"}, {"took 'em", "took them"},
    {"id give", "i'd give"}, {"id say", "i'd say"}, {"id go", "i'd go"}, {"id rate", "i'd rate"}, {"id put", "i'd put"}, {"id score", "i'd score"}, {"id call", "i'd call"}, {"ill give", "i'll give"}, {"ill say", "i'll say"}, {"ill go", "i'll go"}, {"2moro", "tomorrow"}, {"tmrw", "tomorrow"},
};
// clang-format on

class Dialects {
  public:
    static const Dialects& instance() {
        static const Dialects dialects;
        return dialects;
    }

    /// The dialect word at `position` and what it stands for, or null.
    const PhraseMap<std::string_view>::Entry* at(std::string_view text, std::size_t position) const {
        const char32_t first = code_point_at(text, position).value;
        return first < begins_.size() && begins_[first] ? words_.at(text, position) : nullptr;
    }

  private:
    Dialects() {
        for (const Word& word : kWords) {
            words_.add_folded(word.dialect, word.standard);
            begins_.set(code_point_at(word.dialect, 0).value);
        }
    }

    PhraseMap<std::string_view> words_;
    std::bitset<0x10000> begins_;  ///< first characters: most characters begin no such word
};

/// 係, which folds to 系, is Cantonese for 是 wherever it is typed so, but in 關係 and its like.
bool is_typed_be(const FoldedText& folded, std::size_t place) {
    constexpr std::string_view kFolded = "系";
    const std::string_view text = folded.text;
    if (!text.substr(place).starts_with(kFolded)) return false;
    const std::string_view before = text.substr(0, place);
    for (const std::string_view word : {"关", "联", "干", "维", "体", "派"}) {
        if (before.ends_with(word)) return false;
    }
    return folded.raw_between(place, place + kFolded.size()) == "係";
}

/// A dialect word: where it stands, how long it is, and what it stands for.
struct Found {
    std::size_t place = 0;
    std::size_t length = 0;
    std::string_view standard;
};

/// The first dialect word from `begin` on; of no length where there is none.
Found next_word(const FoldedText& folded, std::size_t begin) {
    const std::string_view text = folded.text;
    while (begin < text.size()) {
        if (const auto* word = Dialects::instance().at(text, begin))
            return {begin, word->phrase.size(), word->meaning};
        const std::size_t length = code_point_at(text, begin).length;
        if (is_typed_be(folded, begin)) return {begin, length, "是"};
        begin += length;
    }
    return {text.size(), 0, {}};
}

}  // namespace

FoldedText in_standard_words(FoldedText folded) {
    Found word = next_word(folded, 0);
    if (word.length == 0) return folded;
    Rewrite standard{folded};
    std::size_t done = 0;
    for (; word.length > 0; word = next_word(folded, done)) {
        standard.keep(done, word.place);
        standard.put(word.standard, word.place);
        done = word.place + word.length;
    }
    standard.keep(done, folded.text.size());
    return standard.finished();
}

}  // namespace askwell::flows::reading
