#include "flows/reading/ratings/common_labels.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "flows/folding.h"

namespace askwell::flows::reading {
namespace {

/// The labels that name a point, and what else people say for it.
struct Common {
    std::vector<std::string_view> labels;
    std::vector<std::string_view> words;
};
using Kind = std::vector<Common>;

// clang-format off
const Kind& frequencies() {
    static const Kind kind{
        {{"never", "从不", "从来不", "从来没有", "从未", "从没"},
         {"not once", "not even once", "never did", "never do", "they never did", "not ever", "never ever", "never once", "not a single time", "not one time", "no never", "nope never", "hasn't once", "it hasn't once", "never yet", "never so far",
          "从来没有", "从来没", "从没", "从没有", "从未", "从来都没", "从来都没有", "从来不", "从来都不", "一次都没有", "一次也没有", "一次都没", "一次也没", "一回都没有", "一次没有", "没有过", "从来没有过", "没有一次", "从头到尾没", "从头到尾都没", "从头到尾没有", "全程没", "全程都没", "全程没有", "自始至终没", "自始至终都没", "始终没"}},
        {{"rarely", "seldom", "hardly ever", "很少", "极少"},
         {"rarely", "seldom", "hardly ever", "almost never", "rarely did", "rarely do", "they rarely did", "seldom did", "they seldom did", "hardly ever did", "they hardly ever did", "barely ever", "very rarely", "very seldom", "only rarely", "scarcely ever", "once in a blue moon", "on rare occasions", "few and far between",
          "很少", "极少", "几乎没有", "几乎没", "几乎不", "几乎不会", "几乎从不", "基本没有", "基本不", "基本不会", "难得", "难得一次", "少有", "鲜少", "鲜有", "比较少", "很少会", "偶尔一次"}},
        {{"sometimes", "occasionally", "now and then", "有时", "有时候", "偶尔"},
         {"sometimes", "occasionally", "now and then", "now and again", "sometimes did", "sometimes do", "they sometimes did", "occasionally did", "they occasionally did", "every now and then", "every now and again", "every so often", "from time to time", "at times", "on occasion", "on and off", "off and on", "some of the time", "once in a while", "every once in a while",
          "有时", "有时候", "有时会", "有时候会", "有的时候", "有些时候", "偶尔", "偶尔会", "偶尔有", "偶尔会有", "时不时", "时不时会", "时而", "间或", "隔三差五"}},
        {{"usually", "most of the time", "mostly", "通常", "大多数时候", "大部分时候", "多数时候"},
         {"usually", "most of the time", "mostly", "more often than not", "nearly always", "usually did", "usually do", "mostly did", "they mostly did", "almost always", "nearly every time", "almost every time", "most times",
          "通常", "通常会", "大多数时候", "大部分时候", "多数时候", "多数情况", "大部分时间", "几乎每次", "差不多每次", "几乎总是"}},
        {{"often", "frequently", "经常", "常常"},
         {"often", "frequently", "a lot of the time", "often did", "they often did", "most of the time", "more often than not",
          "经常", "常常", "经常会", "常会", "时常", "很多时候", "好多时候", "三天两头", "动不动", "动不动就", "大多数时候", "大部分时候", "多数时候"}},
        {{"always", "every time", "总是", "一直", "每次"},
         {"always", "every time", "every single time", "always did", "always do", "they always did", "each time", "each and every time", "all the time", "all of the time", "without fail", "constantly", "every day without fail", "100% of the time",
          "总是", "总会", "每次都", "每次都会", "每次都这样", "每回都", "回回都", "次次都", "一直", "一直都", "一直都会", "老是", "老是这样", "总是这样", "天天这样"}},
    };
    return kind;
}

const Kind& comparisons() {
    static const Kind kind{
        {{"far below", "far below expectations", "much worse than expected", "远低于预期", "远不如预期"},
         {"far below what i expected", "far below my expectations", "far below expectations", "much worse than expected", "a lot worse than expected", "way worse than expected", "far worse than expected", "much worse than i expected", "a lot worse than i expected", "way worse than i expected", "nowhere near what i expected", "nowhere near my expectations", "nowhere near expectations", "nothing like what i expected", "way under what i expected", "well under what i expected", "miles off what i expected", "a mile off what i expected", "a long way off what i expected", "fell miles short", "fell a long way short", "far short of what i expected", "well short of what i expected", "miles below", "miles off", "fell far short", "fell well short", "fell far short of expectations", "fell far short of my expectations", "fell well short of my expectations",
          "远不如预期", "远远低于预期", "远远不如预期", "远没达到预期", "远没有达到预期", "远远没有达到预期", "比预期差太多", "比预期差多了", "比预期差远了", "比预期差很多", "比预期的差太多", "比预期的差多了", "比预期的差远了", "比预期的差很多", "比我想的差太多", "比我想的差远了", "跟预期差远了", "和预期差太远", "跟预期差太远"}},
        {{"below", "below expectations", "worse than expected", "低于预期", "不如预期", "不及预期"},
         {"below expectations", "below my expectations", "below what i expected", "worse than expected", "worse than i expected", "worse than i thought", "worse than i hoped", "less than i expected", "less than expected", "short of what i expected", "under what i expected", "worse than what i expected", "less than i hoped", "a bit below", "slightly below", "a little below", "not as good as expected", "not as good as i expected", "not as good as i hoped", "not as good as i'd hoped", "not as good as i thought", "fell short", "it fell short", "fell short of expectations", "fell short of my expectations", "fell short of what i expected", "fell a bit short", "didn't meet expectations", "didn't meet my expectations", "did not meet my expectations", "did not meet expectations", "not up to expectations", "not up to my expectations", "not quite what i expected", "not quite what i hoped", "not quite what i'd hoped", "not quite what i hoped for", "not quite up to expectations",
          "didn't live up to expectations", "didn't live up to my expectations", "didn't live up to what i expected", "didn't live up to what i hoped", "didn't live up to what i'd hoped", "didn't live up to the hype", "didn't quite live up to expectations", "didn't quite live up to my expectations", "didn't quite live up to what i expected", "didn't quite live up to what i hoped", "didn't quite live up to what i'd hoped", "didn't really live up to my expectations", "did not live up to my expectations", "did not live up to expectations", "didn't quite meet my expectations", "didn't quite meet expectations",
          "低于预期", "不如预期", "不及预期", "没达到预期", "没有达到预期", "未达到预期", "达不到预期", "没到预期", "比预期差", "比预期的差", "比预期要差", "比预期差一点", "比预期差点", "比预期的差一点", "比我预期的差", "比我想的差", "比想象的差", "比想象中差", "不如想象的好", "不如想象中好", "不如想象", "没有想象的好", "没有想象中好", "没有预期的好", "没有预期好", "没有我想的好", "没想象的好", "没预期的好", "没预期好", "不如我想的", "不如我预期的", "稍微低于预期", "略低于预期"}},
        {{"as expected", "meets expectations", "met expectations", "met my expectations", "about what i expected", "符合预期", "达到预期", "和预期一样", "与预期一致"},
         {"as i expected", "just as expected", "just as i expected", "exactly as expected", "exactly as i expected", "pretty much as expected", "pretty much as i expected", "more or less as expected", "much as expected", "about as expected", "what i expected", "what i expected, nothing more", "what i expected, nothing less", "what i expected, no more", "what i expected, nothing more nothing less", "what i expected, nothing more, nothing less", "what i expected, no more no less", "what i expected, no more, no less", "just what i expected", "exactly what i expected", "pretty much what i expected", "pretty much exactly what i expected", "about what i expected", "roughly what i expected", "more or less what i expected", "as i thought", "as i thought it would be", "what i thought it would be", "met expectations", "met my expectations", "it met my expectations", "it met expectations", "meets expectations", "meets my expectations", "in line with expectations", "in line with my expectations", "in line with what i expected", "no better no worse", "no better or worse than expected", "neither better nor worse", "no better and no worse", "no surprises", "about the same as expected",
          "符合预期", "达到预期", "达到了预期", "基本符合预期", "和预期一样", "和预期差不多", "和预期一致", "跟预期的差不多", "跟预期的一样", "和想象的一样", "和想象的差不多", "和想象中一样", "跟想的一样", "跟想的差不多", "跟我想的一样", "跟我想的差不多", "跟我预期的差不多", "跟我预期的一样", "在预期之内", "在预期内", "意料之中", "在意料之中", "如预期一样", "如我所料", "不高不低", "不高于也不低于预期", "差不多符合预期"}},
        {{"above", "above expectations", "better than expected", "exceeded expectations", "exceeds expectations", "高于预期", "超出预期", "好于预期", "超过预期", "超预期"},
         {"above expectations", "above my expectations", "above what i expected", "better than expected", "better than i expected", "better than i thought", "better than i hoped", "better than i'd hoped", "better than i thought it would be", "a bit better than expected", "a bit better than i expected", "a little better than expected", "a little better than i expected", "slightly better than expected", "slightly better than i expected", "a bit above", "slightly above", "a little above", "exceeded expectations", "exceeded my expectations", "it exceeded my expectations", "it exceeded expectations", "exceeds my expectations", "exceeds expectations", "exceeded what i expected", "surpassed my expectations", "surpassed expectations", "beat my expectations", "beat expectations", "more than i expected", "more than i hoped for", "more than i bargained for", "pleasantly surprised", "i was pleasantly surprised", "beyond expectations", "beyond my expectations", "beyond what i expected", "better than what i expected",
          "高于预期", "超出预期", "超过预期", "超预期", "超出了预期", "好于预期", "优于预期", "比预期好", "比预期的好", "比预期要好", "比预期的要好", "比预期还好", "比预期的还好", "比我预期的好", "比我预期的要好", "比我想的好", "比我想的要好", "比想象的好", "比想象的要好", "比想象中好", "比想象中的好", "比预期好一点", "比预期好一些", "比预期好点", "比预期的好一点", "比预期的好一些", "比预期稍好", "比预期略好", "比预期高", "比预期高一点", "稍微高于预期", "略高于预期", "有点超预期", "有惊喜"}},
        {{"far above", "far above expectations", "much better than expected", "far exceeded expectations", "远超预期", "远高于预期", "大大超出预期"},
         {"far above expectations", "far above my expectations", "far above what i expected", "much better than expected", "a lot better than expected", "far better than expected", "way better than expected", "much better than i expected", "a lot better than i expected", "far better than i expected", "way better than i expected", "so much better than i expected", "so much better than expected", "far exceeded expectations", "far exceeded my expectations", "it far exceeded my expectations", "greatly exceeded my expectations", "vastly exceeded my expectations", "well exceeded my expectations", "exceeded all expectations", "exceeded all my expectations", "exceeded my expectations by far", "exceeded them by far", "exceeded them by miles", "exceeded my expectations by miles", "exceeded expectations by miles", "exceeded expectations by far", "exceeded them by a mile", "exceeded them by a long way", "exceeded my expectations by a long way", "far exceeded them", "way exceeded them", "way exceeded my expectations", "greatly exceeded them", "vastly exceeded them", "exceeded my wildest expectations", "surpassed all my expectations", "far beyond what i expected", "blew my expectations out of the water", "blew my expectations clean out of the water", "blew my expectations right out of the water", "blew my expectations completely out of the water", "blew them out of the water", "blew every expectation out of the water", "blew my expectations sky high", "way beyond what i expected", "well beyond what i expected", "way beyond my expectations", "well beyond my expectations", "way beyond expectations", "well beyond expectations", "far beyond my expectations", "far beyond expectations", "over and above what i expected", "miles better than what i expected", "way better than what i expected", "everything i expected and more", "blew all my expectations out of the water", "blew my expectations away", "blew away my expectations", "blew away all my expectations", "miles above", "miles better than expected", "miles better than i expected",
          "远超预期", "远超我的预期", "远远超出预期", "远远超过预期", "远远高于预期", "大大超出预期", "大大超过预期", "大超预期", "比预期好太多", "比预期好太多了", "比预期好很多", "比预期好得多", "比预期好多了", "比预期的好太多", "比预期的好很多", "比预期的好得多", "比预期的好多了", "比我预期的好太多", "比我预期的好很多", "比我想的好太多", "比我想的好很多", "比我想的好多了", "比想象的好太多", "比想象的好很多", "比想象的好多了", "比想象中好太多", "比想象中好很多", "远超想象"}},
    };
    return kind;
}
// clang-format on

bool is_label_of(const Common& common, std::string_view form) {
    return std::find(common.labels.begin(), common.labels.end(), form) != common.labels.end();
}

std::vector<LabelForm> words_of(const Kind& kind, const std::vector<LabelForm>& labels) {
    constexpr std::size_t kEnough = 3;
    std::vector<LabelForm> words;
    std::set<int> points;
    for (const Common& common : kind) {
        const auto label = std::find_if(labels.begin(), labels.end(), [&common](const LabelForm& form) {
            return is_label_of(common, form.first);
        });
        if (label == labels.end()) continue;
        points.insert(label->second);
        for (const std::string_view word : common.words)
            words.emplace_back(fold_for_matching(word), label->second);
    }
    return points.size() < kEnough ? std::vector<LabelForm>{} : words;
}

}  // namespace

bool says_how_often(std::string_view label) {
    return std::any_of(frequencies().begin(), frequencies().end(), [label](const Common& common) {
        return is_label_of(common, label) ||
               std::find(common.words.begin(), common.words.end(), label) != common.words.end();
    });
}

std::vector<LabelForm> everyday_words(const std::vector<LabelForm>& labels) {
    std::vector<LabelForm> words = words_of(frequencies(), labels);
    std::vector<LabelForm> compared = words_of(comparisons(), labels);
    words.insert(words.end(), std::make_move_iterator(compared.begin()),
                 std::make_move_iterator(compared.end()));
    return words;
}

}  // namespace askwell::flows::reading
