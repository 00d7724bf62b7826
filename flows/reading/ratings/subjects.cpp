#include "flows/reading/ratings/subjects.h"

#include <algorithm>
#include <cstddef>

#include "flows/reading/numbers/numbers.h"
#include "flows/reading/ratings/rating_words.h"
#include "flows/reading/ratings/score_sums.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/rewrite.h"

namespace askwell::flows::reading {
namespace {

enum class Part {
    before,  ///< may stand before the noun, or between its parts
    person,
    aspect,  ///< what of the person is judged; goes with a person only
    title,   ///< with the name before it, a person: 张师傅
};

const PhraseMap<Part>& parts() {
    // clang-format off
    static const PhraseMap<Part> map{
        {Part::before,
         {"的", "来的", "上门的", "上门", "来修的", "修的", "来安装的", "安装的", "维修的", "派来的", "接电话的", "接听的", "你们", "你们的", "贵公司的", "这个", "那个", "这", "那", "这次的", "今天的", "今天", "这次", "售后的", "客服的", "4s店的", "店里的", "门店的", "网点的", "来", "我觉得", "觉得", "我感觉", "感觉", "总体", "整体",
          "the", "this", "that", "your", "our", "my", "both", "both of the", "two", "a", "all the", "all your", "all of the", "all of your", "of", "and",
          "5g", "4g", "wifi", "wi-fi", "broadband", "router", "internet", "fibre", "tv", "young", "nice", "lovely", "service", "repair", "female", "male", "old", "older", "support", "customer", "call", "phone", "field", "call centre", "call center", "helpline",
          "i spoke to", "i spoke with", "i talked to", "i got", "i had", "who came", "who came out", "who came round", "that came", "that came out", "you sent", "you sent out", "they sent", "who visited", "who called", "who answered", "who picked up", "who helped", "who helped me", "on the phone", "on the line", "on the other end", "here"}},
        {Part::person,
         {"for the elderly", "for old people", "for older people", "for elderly people", "老年人", "老人", "老人家", "年纪大的", "年纪大的人", "上了年纪的人", "上年纪的人", "套餐", "5g套餐", "4g套餐", "流量套餐", "宽带套餐", "宽带", "资费", "话费", "账单", "合同", "条款", "合约", "人", "这位", "那位", "这一位", "师傅", "技术员", "技师", "工程师", "维修工", "维修员", "安装工", "修理工", "工人", "员工", "店员", "小哥", "小伙", "小伙子", "小姑娘", "姑娘", "小妹", "小姐姐", "小哥哥", "大姐", "大哥", "客服", "客服小姐", "客服小姐姐", "客服人员", "人工客服", "人工", "坐席", "座席", "接线员", "话务员", "服务员", "专员", "客服专员", "服务人员", "工作人员", "技术人员", "维修人员", "售后人员", "售后", "人员", "经理", "主管", "女孩", "女孩子", "男生", "女生", "师傅们", "对方", "机器人", "系统", "语音", "维修师傅", "安装师傅", "售后师傅", "老师傅",
          "engineer", "engineers", "technician", "technicians", "tech", "techs", "fitter", "fitters", "plumber", "electrician", "repairman", "repair man", "repairmen", "mechanic", "installer", "guy", "guys", "man", "men", "lady", "ladies", "woman", "women", "girl", "girls", "gentleman", "gentlemen", "chap", "chaps", "bloke", "blokes", "fella", "lad", "lads", "person", "people", "team", "staff", "agent", "agents", "operator", "operators", "rep", "reps", "representative", "representatives", "advisor", "advisors", "adviser", "advisers", "assistant", "employee", "employees", "worker", "workers", "manager", "handler", "driver", "everyone", "everybody", "bot", "chatbot", "robot", "system", "workman", "workmen", "contractor", "contractors", "explanation", "explanations", "msg", "message", "messages", "名字", "姓名", "地址", "电话号码", "号码", "手机号", "手机号码", "门牌号", "型号", "日期", "name", "address", "phone number", "postcode", "details"}},
        {Part::aspect,
         {"态度", "服务态度", "服务", "水平", "技术", "技术水平", "专业水平", "专业性", "业务水平", "业务能力", "业务", "能力", "用着", "用起来", "讲解", "解释", "说明", "说的", "讲的", "说得", "讲得", "解释得", "介绍得", "讲解得", "说明得", "沟通", "沟通能力", "表现", "手艺", "手法", "做事", "干活", "修得", "修的", "办事", "处理得", "整体", "回复", "反应", "响应"}},
        {Part::title, {"师傅", "工", "经理", "姐", "哥", "老师", "先生", "女士", "小姐", "主管", "客服", "专员", "主任"}},
    };
    // clang-format on
    return map;
}

bool ends_clause(char character) {
    return std::string_view{",.;:!?\n"}.find(character) != std::string_view::npos;
}

bool joins_clauses(std::string_view text, std::size_t position, std::size_t& length) {
    const auto* word = rating_words().at(text, position);
    if (word == nullptr || word->meaning != Role::conjunction) return false;
    length = word->phrase.size();
    return true;
}

/// 说实话, "honestly": what leads up to a verdict, before its subject.
bool opens_clause(std::string_view text, std::size_t position, std::size_t& length) {
    const auto* word = rating_words().at(text, position);
    if (word == nullptr || word->meaning != Role::lead || word->phrase.starts_with("我"))
        return false;  // 我老公
    length = word->phrase.size();
    return true;
}

std::size_t after_blanks(std::string_view text, std::size_t position) {
    while (position < text.size() && text[position] == ' ') ++position;
    return position;
}

/// A subject read from left to right, part by part.
class SubjectReader {
  public:
    SubjectReader(std::string_view text, std::string_view question, const LabelMatcher& labels)
        : text_(text), question_(question), labels_(labels) {}

    /// The end of the subject that begins at `begin`, or `begin`.
    /// Words of the question count when they name the `whole` of what is asked.
    std::size_t end_from(std::size_t begin, bool whole) {
        constexpr int kMostParts = 8;
        std::size_t position = begin;
        bool named = false;
        bool person = false;
        bool counted = false;
        for (int i = 0; i < kMostParts && position < text_.size(); ++i) {
            const auto* known = parts().at(text_, position);
            const std::size_t known_end = position + (known == nullptr ? 0 : known->phrase.size());
            if (const std::size_t end = name_at(position); end > known_end) {
                position = end;
                named = person = true;
            } else if (const std::size_t order = after_order(position); order > position) {
                position = order;
                named = true;
            } else if (const std::size_t asked = whole ? asked_words_at(position) : position;
                       asked > position) {
                position = asked;
                named = true;
            } else if (const std::size_t count = counted ? position : after_count(position);
                       count > position) {
                position = count;
                counted = true;
            } else if (const auto* part = parts().at(text_, position);
                       part != nullptr && (part->meaning != Part::aspect || person)) {
                position += part->phrase.size();
                person = person || part->meaning == Part::person;
                named = named || person;
            } else {
                break;
            }
            if (named && verdict_follows(position, counted)) return position;
            position = after_blanks(text_, position);
        }
        return begin;
    }

    /// True when words of the question stand at `position`.
    bool names_asked(std::size_t position) const {
        return position < text_.size() && asked_words_at(position) > position;
    }

  private:
    /// 小王, 老李, 张师傅.
    std::size_t name_at(std::size_t position) const {
        const CodePoint first = code_point_at(text_, position);
        const std::size_t next = position + first.length;
        if (!is_han(first.value) || next >= text_.size()) return position;
        const CodePoint second = code_point_at(text_, next);
        constexpr std::u32string_view kFamiliar = U"小老阿";
        constexpr std::u32string_view kNoNames = U"的是有不没时我俺你您他她";  // 我姐 is none of ours
        if (kFamiliar.find(first.value) != std::u32string_view::npos && is_han(second.value) &&
            kNoNames.find(second.value) == std::u32string_view::npos)
            return next + second.length;
        const auto* title = parts().at(text_, next);
        const bool titled = title != nullptr && (title->meaning == Part::title || title->phrase == "师傅" ||
                                                 title->phrase == "经理" || title->phrase == "客服");
        return titled && kNoNames.find(first.value) == std::u32string_view::npos ? next + title->phrase.size()
                                                                                 : position;
    }

    /// The end of 订单20261118003的事, "order 88213006": which matter it was, or `position`.
    std::size_t after_order(std::size_t position) const {
        constexpr std::size_t kShortest = 6;  // digits
        static const PhraseMap<bool> names{
            {true,
             {"订单", "订单号", "单号", "工单", "工单号", "服务单", "order", "order no", "order number",
              "ticket", "ticket no", "ticket number", "case", "case no", "case number", "ref", "reference"}}};
        static const PhraseMap<bool> matters{
            {true, {"的事", "的事情", "的问题", "这单", "那单", "这个单", "的单"}}};
        const auto* name = names.at(text_, position);
        const std::size_t start =
            name == nullptr ? position : after_blanks(text_, position + name->phrase.size());
        const std::size_t end = std::min(text_.find_first_not_of("0123456789", start), text_.size());
        if (end - start < kShortest) return position;
        const auto* matter = matters.at(text_, end);
        return matter == nullptr ? end : end + matter->phrase.size();
    }

    /// The end of 三个, 4位, "all three": how many people there were, two at least, or `position`.
    std::size_t after_count(std::size_t position) const {
        static const PhraseMap<bool> all{{true, {"all", "the", "all the", "all of the"}}};
        static const PhraseMap<bool> counters{{true, {"个", "位", "名", "人"}}};
        static const PhraseMap<bool> uncounted{{true, {"几个", "几位", "好几个", "好几位", "俩", "仨"}}};
        if (const auto* some = uncounted.at(text_, position)) return position + some->phrase.size();
        const auto* every = all.at(text_, position);
        const std::size_t start =
            every == nullptr ? position : after_blanks(text_, position + every->phrase.size());
        const auto number = number_at(text_, start);
        if (!number || number->span() || number->fraction || number->low < 2 ||
            !word_boundary(text_, start + number->length))
            return position;
        const std::size_t end = start + number->length;
        if (number->form == NumberForm::word || every != nullptr) return end;
        const auto* counter = counters.at(text_, end);
        if (counter != nullptr) return end + (counter->phrase == "人" ? 0 : counter->phrase.size());
        return end < text_.size() && text_[end] == ' ' ? end : position;
    }

    /// The end of words that the question has too, where a verdict may follow.
    std::size_t asked_words_at(std::size_t position) const {
        // People say 反应 for 响应.
        static const PhraseMap<std::string_view> near{{"响应", {"反应", "回应", "回复"}}, {"解决", {"处理"}}};
        if (const auto* word = near.at(text_, position);
            word != nullptr && question_.find(word->meaning) != std::string_view::npos)
            return position + word->phrase.size();
        const CodePoint first = code_point_at(text_, position);
        if (!is_han(first.value)) return asked_word_at(position);
        std::size_t longest = position;
        for (std::size_t end = position + first.length; end < text_.size();) {
            const CodePoint point = code_point_at(text_, end);
            if (!is_han(point.value)) break;
            end += point.length;
            if (question_.find(text_.substr(position, end - position)) == std::string_view::npos) break;
            longest = end;
            if (verdict_follows(end, false)) return end;
        }
        return longest;
    }

    std::size_t asked_word_at(std::size_t position) const {
        constexpr std::size_t kShortest = 4;
        std::size_t end = position;
        while (end < text_.size() &&
               (is_word_character(code_point_at(text_, end).value) || text_[end] == '-'))
            end += code_point_at(text_, end).length;
        const std::string_view word = text_.substr(position, end - position);
        if (word.size() < kShortest || labels_.at(text_, position)) return position;
        for (std::size_t place = question_.find(word); place != std::string_view::npos;
             place = question_.find(word, place + 1)) {
            if (stands_at(question_, place, word)) return end;
        }
        return position;
    }

    /// True when a score ends the clause at `position`: "the girl was a 5".
    bool score_ends_clause(std::size_t position) const {
        const auto number = number_at(text_, position);
        if (!number || number->span() || number->fraction) return false;
        const std::size_t end = position + number->length;
        return end == text_.size() || ends_clause(text_[end]);
    }

    /// True when nothing but words that wrap a verdict stands between `position` and a label, or a score.
    /// Of people that were counted, 一个 is another one: 两个师傅一个很专业.
    bool verdict_follows(std::size_t position, bool counted) const {
        constexpr int kMostWords = 3;
        bool likened = false;  // "was a"
        for (int i = 0; i <= kMostWords; ++i) {
            position = after_blanks(text_, position);
            if (labels_.at(text_, position)) return true;
            if (likened && !counted && lone_figure_ && score_ends_clause(position)) return true;
            const auto* word = rating_words().at(text_, position);
            if (word == nullptr) return false;
            likened =
                word->phrase == "a" || word->phrase.ends_with(" a") || (likened && word->phrase != "the");
            constexpr std::string_view kAll = "都";
            if (word->phrase.starts_with(kAll) && labels_.at(text_, position + kAll.size())) return true;
            if (word->meaning != Role::lead || (counted && word->phrase.ends_with("个"))) return false;
            position += word->phrase.size();
        }
        return false;
    }

    std::string_view text_;
    std::string_view question_;
    const LabelMatcher& labels_;
    bool lone_figure_ = figures_in(text_).size() == 1;
};

}  // namespace

std::optional<FoldedText> without_subjects(const FoldedText& reply, std::string_view question,
                                           const LabelMatcher& labels) {
    const std::string_view text = reply.text;
    SubjectReader reader{text, question, labels};
    Rewrite rest{reply};
    bool begins = true;
    bool whole = true;  // no part of what is asked was named apart: "progress they told, advice never"
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t begin = begins ? after_blanks(text, i) : i;
        const std::size_t end = begins ? reader.end_from(begin, whole) : begin;
        if (end > begin) {
            i = end;
            begins = false;
            continue;
        }
        whole = whole && !(begins && reader.names_asked(begin));
        std::size_t length = code_point_at(text, i).length;
        const bool opens = begins && opens_clause(text, i, length);  // 说实话师傅不专业
        begins =
            opens || ends_clause(text[i]) || (begins && text[i] == ' ') || joins_clauses(text, i, length);
        rest.keep(i, i + length);
        i += length;
    }
    return rest.changed();
}

}  // namespace askwell::flows::reading
