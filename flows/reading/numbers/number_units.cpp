#include "flows/reading/numbers/number_units.h"

namespace askwell::flows::reading {

const PhraseMap<NumberUnit>& number_units() {
    // clang-format off
    static const PhraseMap<NumberUnit> map{
        {NumberUnit::points, {"分", "分儿", "fen", "points", "point", "pts", "pt", "marks", "mark", "score", "蛋"}},
        {NumberUnit::stars,
         {"⭐", "★", "🌟", "星", "颗星", "个星", "颗星星", "个星星", "颗⭐", "颗", "星级", "颗小星星", "个小星星", "starts", "stars",
          "star", "-star", "*"}},
        {NumberUnit::scale_name,
         {"分制", "分满分", "分为满分", "分是满分", "分制的", "分制的话", "分制里", "分制下", "分制中", "分中的", "分里的", "分里面", "分里", "分当中", "星制", "point scale", "-point scale"}},
        {NumberUnit::fraction_of_point,
         {"分半", "星半", "分多", "颗半", "星多", "点几", "半", "分以上", "分以下", "星以上", "星以下",
          "分不到", "分之间", "分往上", "分往下", "分朝上", "分起", "分起步", "往上", "ish", "-ish", "or so", "and a half", "多", "开外", "以上", "以下", "分或以上"}},
        {NumberUnit::counter,
         {"个", "次", "天", "号", "楼", "点", "月", "年", "日", "周", "位", "名", "条", "张", "台", "部",
          "块", "元", "毛", "折", "倍", "度", "级", "届", "期", "章", "节", "课", "秒", "小时", "时", "人",
          "家", "粒", "款", "本", "斤", "公里", "米", "岁", "口", "句", "杯", "遍", "趟", "回", "轮", "件",
          "份", "步", "种", "场", "层", "排", "组", "页", "行", "题", "栋", "路", "角", "套", "双", "只",
          "把", "代", "版", "成", "厘", "分钟", "分之", "分析", "分公司", "分店", "分别", "分开", "分类",
          "分享", "分期", "分机", "分行", "分熟", "分饱", "分醉", "分像", "分靠", "分甜", "分糖", "分把握", "分天注定", "分相似", "分辨", "分不清", "分不开", "分不出", "分不了", "分区", "分钱", "分秒", "星期", "星光", "星座",
          "星巴克", "星手机", "星酒店", "星级酒店", "星电", "般", "下", "些", "起", "定", "样", "共",
          "切", "旦", "再", "向", "律", "致", "边", "面", "角钱", "大", "小", "手", "心", "流", "亿", "万",
          "千", "百", "几", "分贝", "db", "号线", "g", "x", "k", "kg", "km", "thing", "things", "of us", "of them", "of you", "of the", "of your", "of my", "of our", "of those", "of these", "marks on the", "marks on my", "marks left", "单"}},
    };
    // clang-format on
    return map;
}

std::string_view word_at(std::string_view text, std::size_t begin) {
    std::size_t end = begin;
    while (end < text.size() && is_word_character(code_point_at(text, end).value))
        end += code_point_at(text, end).length;
    return text.substr(begin, end - begin);
}

bool begins_a_sentence(std::string_view text, std::size_t begin) {
    static const PhraseMap<bool> verbs{
        {true, {"took",    "was",   "wasn't", "is",     "isn't",  "never", "came",     "arrived", "didn't",
                "doesn't", "has",   "had",    "hasn't", "hadn't", "could", "couldn't", "would",   "wouldn't",
                "should",  "needs", "never",  "keeps",  "kept",   "went",  "broke"}}};
    // What staff did, with whoever did it left out: "4 forgot his ladder".
    static const PhraseMap<bool> deeds{
        {true, {"forgot", "broke", "left", "lost", "damaged", "ignored", "missed", "refused", "charged"}}};
    // "2 answered, both rude" counts them.
    static const PhraseMap<bool> helpful{
        {true,
         {"rang me", "called me", "phoned me", "helped", "fixed", "sorted", "solved", "resolved", "answered",
          "replied", "explained", "listened", "showed", "knew", "repaired", "handled", "turned up",
          "understood"}}};
    // "8 your man Chen is a gem": no number counts what belongs to somebody.
    static const PhraseMap<bool> owners{{true, {"your", "ur", "yer", "his", "her", "their"}}};
    static const PhraseMap<bool> measures{
        {true, {"minute", "min",    "hour",   "hr",      "day",  "week", "month", "year",
                "star",   "point",  "person", "man",     "part", "call", "time",  "mile",
                "pound",  "dollar", "quid",   "percent", "out",  "of",   "th",    "people"}}};
    const std::string_view word = word_at(text, begin);
    const bool singular = word.size() > 2 && !word.ends_with('s') && measures.whole(word) == nullptr;
    const std::size_t next = begin + word.size();
    if ((deeds.whole(word) != nullptr || owners.whole(word) != nullptr) && next < text.size()) return true;
    const bool counted = contains_any(text.substr(begin),
                                      {" both", " all ", " each", "none", "neither", " other", "different"});
    if (const auto* deed = helpful.at(text, begin);
        deed != nullptr && !counted && begin + deed->phrase.size() < text.size())
        return true;
    return singular && next < text.size() && text[next] == ' ' && verbs.at(text, next + 1) != nullptr;
}

bool begins_other_word(std::string_view text, std::size_t position) {
    static const PhraseMap<bool> words{
        {true, {"口音",   "口气", "口头", "大家", "大体", "大致", "小姐",   "小哥",     "小伙", "小妹",
                "小姑娘", "手续", "心情", "流程", "步骤", "路上", "件件",   "家里",     "家人", "部分",
                "台词",   "条件", "本来", "本人", "本次", "句句", "节奏",   "代表",     "版本", "成本",
                "下次",   "下单", "直接", "定位", "样样", "共同", "再说",   "再接再厉", "向上", "面对",
                "边等",   "起初", "年轻", "月底", "单位", "单独", "单纯",   "日常",     "时间", "点赞",
                "位置",   "名字", "人员", "人工", "人好", "人很", "人不错", "号码",     "元旦", "回复",
                "回访",   "回答", "题目", "份量", "种种", "场面", "组织",   "套路",     "只是", "只因",
                "把我",   "把事", "几乎", "百分", "行动", "度过", "级别",   "期待",     "期间"}}};
    return words.at(text, position) != nullptr;
}

}  // namespace askwell::flows::reading
