#include "flows/reading/numbers/duration_words.h"

namespace askwell::flows::reading {

const PhraseMap<DurationUnit>& duration_units() {
    // clang-format off
    static const PhraseMap<DurationUnit> map{
        {{kSecond}, {"秒钟", "秒", "s", "sec", "secs", "second", "seconds"}},
        {{1}, {"分钟", "min", "mins", "minute", "minutes", "minuets", "mintues", "m"}},
        {{1, true}, {"分"}},
        {{15}, {"刻钟"}},
        {{kHour}, {"个小时", "小时", "个钟头", "钟头", "个钟", "h", "hr", "hrs", "hour", "hours"}},
        {{kDay}, {"天", "个工作日", "工作日", "d", "day", "days", "working days", "business days"}},
        {{7 * kDay}, {"周", "个星期", "星期", "个礼拜", "week", "weeks"}},
        {{30 * kDay}, {"个月", "month", "months"}},
    };
    // clang-format on
    return map;
}

const PhraseMap<DurationAt>& whole_durations() {
    // clang-format off
    static const PhraseMap<DurationAt> map{
        {{0, kJust},
         {"马上", "立刻", "立即", "秒回", "秒接", "即时", "实时", "当场", "立马", "即刻", "瞬间", "一秒", "几秒", "几秒钟",
          "没等", "没有等", "不用等", "没怎么等", "right away", "immediately", "instantly", "instant",
          "at once", "straight away", "straightaway", "no wait", "no waiting", "no time at all",
          "a few seconds", "few seconds", "seconds", "didn't wait"}},
        {{30, 30},
         {"半小时", "半个小时", "半个钟", "半个钟头", "半个钟点", "half an hour", "half hour", "half-hour", "half an hr", "half hr", "half an h",
          "a half hour", "half a hour", "1/2 hour"}},
        {{30 + kJust, 45},
         {"半个多小时", "半小时多", "半个小时多", "大半个小时", "大半小时", "半个小时以上", "半小时以上", "半个多钟头", "半个多钟", "半个钟头多", "半个钟多", "大半个钟头", "大半个钟"}},
        {{0.5, 0.5}, {"半分钟", "half a minute"}},
        {{15, 15},
         {"一刻钟", "a quarter of an hour", "quarter of an hour", "a quarter hour", "quarter hour"}},
        {{45, 45}, {"三刻钟", "three quarters of an hour"}},
        {{1, 1}, {"a minute", "a min"}},
        {{1, 2}, {"a minute or two", "a min or two", "minute or two", "min or two"}},
        {{kHour, 2 * kHour}, {"an hour or two"}},
        {{kDay, 2 * kDay}, {"a day or two"}},
        {{kHour, kHour},
         {"an hour", "a hour", "个把小时", "个把钟头", "个把钟", "一个来小时", "个来小时", "a full hour", "a whole hour", "a good hour", "a solid hour"}},
        {{30, 30}, {"a good half hour", "a good half an hour", "a full half hour", "a solid half hour"}},
        {{30 + kJust, kHour}, {"best part of an hour", "better part of an hour", "the best part of an hour", "the better part of an hour", "most of an hour"}},
        {{20, 30 - kJust}, {"小半个小时", "小半个钟头", "小半小时", "小半个钟"}},
        {{2 * kHour, 3 * kHour}, {"couple of hours", "a couple of hours", "couple hours", "a couple hours"}},
        {{kDay, 3 * kDay}, {"couple of days", "a couple of days", "couple days", "a couple days"}},
        {{3 * kHour, kDay}, {"大半天", "all day", "all day long", "all morning", "all afternoon", "all evening", "the whole day", "the whole morning", "the whole afternoon", "一上午", "一下午", "一整个上午", "一整个下午", "整整一上午", "整整一下午", "一天一夜", "整天", "一晚上", "一整晚"}},
        {{90, 90},
         {"an hour and a half", "hour and a half", "one and a half hours", "一个半小时", "一个半钟头",
          "一个半钟"}},
        {{kHour, 2 * kHour},
         {"一个多小时", "一个多钟头", "一个多钟", "1个多小时", "hours", "over an hour"}},
        {{2 * kHour, kDay},
         {"好几个小时", "几个小时", "several hours", "hours and hours", "a few hours", "many hours"}},
        {{kDay, 30 * kDay},
         {"第二天", "隔天", "次日", "好几天", "几天", "一整天", "两天", "a day", "days", "next day",
          "the next day", "next morning", "the next morning", "following day", "the following day", "the following morning", "overnight", "several days", "a week"}},
        {{2, 2}, {"a couple of minutes", "couple of minutes", "a couple minutes", "couple minutes", "a couple of mins", "couple of mins", "a couple mins", "couple mins"}},
        {{2, 5}, {"a few minutes", "a few mins", "几分钟",
          "several minutes"}},
    };
    // clang-format on
    return map;
}

const PhraseMap<Bound>& bounds_before() {
    // clang-format off
    static const PhraseMap<Bound> map{
        {Bound::short_of,
         {"a bit under", "a little under", "just shy of", "shy of", "a bit less than", "a little less than", "slightly under", "slightly less than", "just under", "not quite", "just less than", "just below", "not more than", "no more than", "at most", "最多", "至多", "顶多", "不超过", "没超过", "差一点", "差一点点", "差点", "差点儿"}},
        {Bound::below,
         {"不到", "不足", "少于", "小于", "低于", "未到", "没到", "<", "less than",
          "under", "within", "fewer than", "below", "in under", "in less than", "not even"}},
        {Bound::above,
         {"well over", "way over", "well above", "far more than", "way more than", "upwards of", "超过", "大于", "多于", ">", "more than", "over", "above", "起码", "至少", "at least",
          "longer than", "不止", "何止", "岂止"}},
        {Bound::beyond, {"just over", "a bit over", "a little over", "slightly over", "a bit more than", "a little more than", "slightly more than", "just above", "刚过"}},
        {Bound::about,
         {"足足", "整整", "得有", "大概有", "差不多有", "足有", "more like", "getting on for", "bang on", "exactly", "i'd say", "say", "a good", "a solid", "a full", "a whole", "easily", "快要", "大概", "大约", "约", "差不多", "about", "around", "roughly", "approximately", "approx",
          "approx.", "maybe", "probably", "~", "将近", "快", "almost", "nearly", "like", "等了", "ca."}},
    };
    // clang-format on
    return map;
}

const PhraseMap<Bound>& bounds_after() {
    // clang-format off
    static const PhraseMap<Bound> map{
        {Bound::below, {"以内", "之内", "内", "以下", "不到", "都不到", "or less", "or so less"}},
        {Bound::short_of, {"不到一点", "不到点", "不到一点点", "差一点", "差点", "少一点", "tops", "max", "maximum", "at most", "at the most"}},
        {Bound::above, {"以上", "开外", "+", "plus", "or more", "at least", "and more", "and counting", "and then some", "不止", "都不止", "还不止"}},
        {Bound::beyond, {"多", "多点", "多一点", "还多", "还要多", "还多点", "还多一点", "有余", "出头", "and a bit"}},
        {Bound::about,
         {"左右", "上下", "or so", "ish", "-ish", "or thereabouts", "give or take", "give or take a minute", "give or take a minute or two", "roughly", "approx", "more or less", "的样子", "光景", "前后"}},
    };
    // clang-format on
    return map;
}

}  // namespace askwell::flows::reading
