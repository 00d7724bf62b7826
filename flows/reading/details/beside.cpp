#include "flows/reading/details/beside.h"

#include "flows/reading/text/patterns.h"
#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {
namespace {

constexpr std::string_view kClauseMarks = ",;!?\n";

const PhraseMap<bool>& labels() {
    // clang-format off
    static const PhraseMap<bool> words{
        {true,
         {"我的", "我", "记得", "记得是", "我记得", "我记得是", "应该是", "这张", "那张", "这张单", "那张单", "这个单", "那个单", "这单", "那单", "这笔", "那笔", "的单", "的单子", "单子", "一单", "上面写的", "写的是", "写着", "短信里", "短信上",  "单子上", "小票上", "收据上", "显示的是", "显示", "查到的是", "是", "的", "在", "电话", "手机", "手机号", "手机号码", "电话号码", "号码", "联系方式", "联系电话", "座机",
          "固话", "打", "拨", "拨打", "请", "请打", "可以", "联系", "这个", "就是", "为", "吧", "哦", "呢", "啊", "了", "哈", "给",
          "邮箱", "邮件", "电子邮箱", "电子邮件", "邮箱地址", "地址", "邮箱号", "发到", "发", "到", "订单", "订单号", "订单号码",
          "订单编号", "单号", "编号", "快递", "快递单号", "运单号", "运单", "工单号", "工单", "服务单号", "服务单", "维修单号", "维修单", "派工单", "流水号", "应该", "您好", "你好", "谢谢",
          "多谢", "好的", "好", "嗯", "那", "就", "用", "加", "这里", "麻烦", "你们", "您", "你", "号",
          "my", "i", "me", "i'm", "is", "it's", "its", "it", "the", "at", "on", "to", "can", "you", "reach", "be", "reached", "call",
          "text", "try", "use", "with", "a", "phone", "number", "no", "no.", "mobile", "cell", "cellphone", "tel", "telephone",
          "landline", "email", "e-mail", "mail", "mailto", "address", "order", "orders", "order no", "order id", "id",
          "ref", "reference", "invoice", "tracking", "please", "pls", "sure", "ok", "okay", "yes", "hi", "hello", "thanks",
          "thank", "thx", "here", "here's", "this", "that's", "was", "one", "number's", "and", "so", "well", "contact", "write",
          "send", "by", "via", "of", "for me", "code", "slip", "docket", "receipt", "label", "sheet", "form", "paperwork", "sticker", "box", "would be", "should be", "i think", "i've", "i've got", "i have", "have it", "i have it", "got it", "got", "found", "found it", "here you go", "here you are", "here it is", "in front of me", "right here", "right", "handy", "to hand", "just found it", "有的", "有", "找到了", "查到了", "翻到了", "手边就有", "手边", "喏"}},
    };
    // clang-format on
    return words;
}

/// What is said in a stretch of the reply, clause by clause: a clause of labels is dropped as a whole, others
/// stay as typed.
std::string words_in(const FoldedText& reply, std::size_t begin, std::size_t end) {
    const std::string_view text = reply.text;
    while (begin < end) {  // leading clauses that only label
        const std::size_t mark = std::min(text.find_first_of(kClauseMarks, begin), end);
        if (!only_labels(text.substr(begin, mark - begin))) break;
        begin = std::min(mark + 1, end);
    }
    while (begin < end) {  // trailing ones
        const std::size_t mark = text.substr(begin, end - begin).find_last_of(kClauseMarks);
        const std::size_t start = mark == std::string_view::npos ? begin : begin + mark + 1;
        if (!only_labels(text.substr(start, end - start))) break;
        end = start == begin ? begin : start - 1;
    }
    constexpr std::string_view kClosing = ")]>'\"";
    while (begin < end && kClosing.find(text[begin]) != std::string_view::npos) ++begin;
    return valid_utf8(trim_separators(reply.raw_between(begin, end)));
}

}  // namespace

bool only_labels(std::string_view folded) {
    for (std::size_t position = 0; position < folded.size();) {
        if (const auto* entry = labels().at(folded, position)) {
            position += entry->phrase.size();
            continue;
        }
        const CodePoint point = code_point_at(folded, position);
        if (!says_nothing(folded.substr(position, point.length)) && !is_emoji(point.value)) return false;
        position += point.length;
    }
    return true;
}

std::string words_beside(const FoldedText& reply, std::size_t begin, std::size_t end) {
    const std::string before = words_in(reply, 0, begin);
    const std::string after = words_in(reply, end, reply.text.size());
    return before.empty() || after.empty() ? before + after : before + "\n" + after;
}

std::string_view clause_before(std::string_view text, std::size_t position) {
    const std::string_view before = text.substr(0, position);
    const std::size_t mark = before.find_last_of(kClauseMarks);
    return mark == std::string_view::npos ? before : before.substr(mark + 1);
}

std::string_view clause_after(std::string_view text, std::size_t position) {
    const std::string_view after = text.substr(std::min(position, text.size()));
    return after.substr(0, after.find_first_of(kClauseMarks));
}

bool ruled_out(std::string_view before, std::string_view after) {
    static const Pattern denial{
        "不是|不要|不用|别|勿|没|不能|以前|原来|旧|之前|可能|也许|好像|不确定|不知道|(?<![a-z])(?:maybe|"
        "perhaps|probably|not|no longer|never|don't|dont|do "
        "not|except|old|former|"
        "isn't|wasn't)(?![a-z])|"
        "(?<![a-z])(?:you|they|he|she|someone|somebody)(?: guys| all)?(?: just| only| last| once)? (?:rang|"
        "called|phoned|texted|contacted|messaged|emailed|wrote)(?: (?:me|us|to me))?(?: (?:last "
        "week|yesterday|today|earlier))? (?:from|off)(?![a-z])|(?<![a-z])(?:your|the|an?|some|one of your|"
        "that) [a-z]+(?: [a-z]+)?(?: just| once| last)? (?:rang|called|phoned|texted|messaged|emailed|wrote)"
        "(?: (?:me|us|to me))?(?: [a-z]+){0,2} (?:from|off|on|using|with)(?![a-z])|(?<![a-z])(?:got|had|have|"
        "received|getting|get)(?: a| an| your| another| two| several| the| missed| odd| strange)* (?:calls?|"
        "texts?|messages?|e?-?mails?) "
        "from(?![a-z])|(?:接到|收到|未接|有一?个)(?:了|个|过|一个|你们)*(?:来电)?(?:是)"
        "? ?$|"
        "(?:你们|您|客服|对方)(?:上次|刚才|昨天|今天)?(?:是)?(?:用|拿|从) "
        "?$|(?:你们|客服)?(?:来电|打来|打过来)"
        "的?(?:电话|号码?)(?:显示)?(?:是|为) ?$|(?:上次|刚才|昨天|今天|之前)"
        "[^,.;]{0,6}?打(?:给)?我的?(?:号码|电话)?(?:是|就是) ?$"};
    static const Pattern void_now{
        "^ ?(?:元|块|或|还是|or(?![a-z]))|"
        "^ "
        "?(?:是|就是|那是)?(?:我|俺|他|她|我家|我们)?的?(?:以前|之前|原来|旧|老|前一个|上一个|过去)的?(?:旧|"
        "老)?"
        "(?:号|手机|电话|邮箱|地址)|"
        "^ ?(?:is|was|'s) (?:my|an|the|our|his|her) (?:old|former|previous|ex)(?![a-z])|"
        "^ ?(?:打来|打过来|打给我|来电)的|^ ?的(?:来电|未接|短信)|"
        "^ "
        "?(?:已经|早就|现在|也|都|是|了)*(?:空号|停机|停用|不用了|作废|错|不对|不是|打不通|换了|没用|取消|"
        "满了|收不到|用不了|登不上)|"
        "^ "
        "?(?:这个?(?:号码?|电话|手机|邮箱)?)?(?:已经|早就?|现在|是)*(?:满了|收不到|登不上|不用了|停机|停用|"
        "作废|注销|空号|换了|打不通)|"
        "^ ?(?:might|may|could)(?: still)? be (?:his|hers|her|theirs|old|wrong|out)(?![a-z])|"
        "^ ?(?:is|was)? ?(?:wrong|not(?! "
        "(?:before|after|until|till|at|on|in|during|between|while)(?![a-z]))|no longer|old|out "
        "of|dead|disconnected|cancell?ed|invalid)(?![a-z])"};
    return denial.found_in(before) || void_now.found_in(after);
}

bool given_up(std::string_view before, std::string_view after) {
    static const Pattern doubt{
        "可能|也许|好像|不确定|不知道|(?<![a-z])(?:maybe|perhaps|probably|except)(?![a-z])"};
    static const Pattern open{"^ ?(?:元|块|或|还是|or(?![a-z])|打不通(?:了|时|就|再|的))"};
    return ruled_out(before, after) && !doubt.found_in(before) && !open.found_in(after);
}

}  // namespace askwell::flows::reading
