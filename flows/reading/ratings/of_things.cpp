#include "flows/reading/ratings/of_things.h"

#include <string>

#include "flows/reading/ratings/score_sums.h"
#include "flows/reading/text/hinted_pattern.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

/// True when `asked` is about what people did, and not about what was sold.
bool asks_about_service(std::string_view asked) {
    return contains_any(asked, {"service", "hotline", "repair", "staff", "agent", "visit", "服务", "热线",
                                "维修", "客服", "人员", "师傅"}) &&
           !contains_any(asked, {"product", "machine", "device", "goods", "产品", "商品", "机器", "设备"});
}

/// What a household or an office buys, as a family of nouns.
constexpr const char* kProduct =
    "(?:products?|goods|items?|machines?|devices?|appliances?|gadgets?|washers?|washing "
    "machines?|dryers?|driers?|"
    "dishwashers?|fridges?|freezers?|cookers?|ovens?|hobs?|microwaves?|toasters?|kettles?|blenders?|mixers?|"
    "hoovers?|vacuums?|vacuum cleaners?|heaters?|boilers?|fans?|lamps?|air "
    "?con(?:ditioner)?s?|tvs?|televisions?|"
    "laptops?|computers?|tablets?|phones?|printers?|screens?|speakers?|cameras?|watch(?:es)?|routers?|"
    "cars?|bikes?|bicycles?|sofas?|beds?|mattress(?:es)?|chairs?|tables?|wardrobes?|shoes?|coats?|dress(?:es)"
    "?)";

/// "Satisfied with the product itself", "very happy with my new washing machine".
bool is_of_product_in_english(std::string_view folded) {
    static const HintedPattern words{
        std::string{
            "(?<![a-z])(?:satisfied|dissatisfied|unsatisfied|happy|unhappy|pleased|delighted|thrilled) with "
            "(?:the|my|our|your|this|that) (?:(?:new|old|actual|whole|little) ){0,2}(?:[a-z-]+ )?"} +
            kProduct + "(?: itself| i (?:bought|got|ordered))?(?= ?(?:[,.;!?\\n]|$))",
        {"satisfied with", "happy with", "pleased with", "delighted with", "thrilled with"}};
    return words.found_in(folded);
}

/// A thing that is sold, by how its name ends, and no repair of it; a 司机 is no machine.
constexpr const char* kProductInChinese =
    "(?![\\p{Han}]{0,6}[修换装送退拆查检]的?[\\p{Han}]{0,2}(?:机|炉|器|箱|调|视|锅|壶|品|西|货))[\\p{Han}]{0,"
    "4}"
    "(?:(?<![司话])机(?!构|制|会|关|场)|炉|器|冰箱|烤箱|空调|电视|锅|壶|产品|商品|东西|货)";

/// "4 stars for the vacuum itself", 产品给5分: the score went to a thing.
bool scores_a_product(std::string_view folded) {
    static const HintedPattern words{
        "^ *(?:an? |i'?d give )*" + written_score() +
            "(?: stars?| points?| marks?)? (?:for|to) (?:the|my|our|your|this|that) "
            "(?:(?:new|old|actual|whole|little) ){0,2}(?:[a-z-]+ )?" +
            kProduct +
            "(?: itself)?[.! ]*$|"
            "^我?给?(?:你们?的?)?(?:这|那)?(?:个|款|台|部|件)?" +
            kProductInChinese + "(?:本身|质量|性能)?我?(?:给|打|是|得)?" + written_score() + "[.! ]*$",
        {" for ", " to ", "给", "打", "机", "炉", "器", "箱", "空调", "电视", "锅", "壶", "品", "东西",
         "货"}};
    return words.found_in(folded);
}

/// 对面包机本身非常满意, 这款洗衣机我很满意: 机器修得很满意 is of the repair.
bool is_of_product_in_chinese(std::string_view folded) {
    static const HintedPattern words{
        std::string{"(?:^|[,.;:!?\\n ])我?对?(?:你们|你家|贵公司)?(?:的|家)?(?:这|那)?(?:个|款|台|部|件)?"} +
            kProductInChinese +
            "(?:本身|质量|性能)?我?(?:倒是?|还是|是|都|真的)*(?:非常|十分|很|挺|特别|比较|相当|极其|超级?|不|"
            "太)*满意",
        {"满意"}};
    return words.found_in(folded);
}

/// "Very professional van", "professional-looking leaflet": the word goes with the thing behind it.
bool describes_a_thing(std::string_view folded) {
    static const HintedPattern words{
        "(?<![a-z])professional(?:[- ](?:looking|sounding))? (?:[a-z]+ )?"
        "(?:vans?|trucks?|lorr(?:y|ies)|vehicles?|cars?|web ?sites?|web "
        "?pages?|sites?|logos?|uniforms?|overalls|"
        "tools?|toolbox|tool "
        "?kits?|kit|equipment|gear|leaflets?|flyers?|brochures?|invoices?|receipts?|paperwork|"
        "letters?|letterheads?|cards?|badges?|stickers?|packaging|box(?:es)?|adverts?|ads?|apps?|music|"
        "jingles?|"
        "shops?|showrooms?|premises|buildings?|offices?|signature|shoes?|haircuts?|suits?|tie)"
        "(?= ?(?:[,.;!?\\n]|$)| (?:at least|though|on the|on your|on his|with|he|she|they|you|i'?ll))",
        {"professional"}};
    const std::size_t first = folded.find("professional");
    return words.found_in(folded) && folded.find("professional", first + 1) == std::string_view::npos;
}

/// What else the reply says is about the service: "…, and the engineer was lovely".
bool names_service_too(std::string_view folded) {
    static const Pattern service{
        "(?<![a-z])(?:services?|agents?|staff|engineers?|technicians?|fitters?|drivers?|reps?|advis[eo]rs?|"
        "team|"
        "repairs?|visits?|support|call ?centre|hotline|man|lady|guys?|people|you|they|he|she)(?![a-z])|"
        "服务|客服|师傅|售后|维修|人员|小哥|热线|你们(?!的)"};
    static const Pattern left_open{
        "(?<![a-z])(?:don't know|no idea|can't say|not sure|another (?:matter|story)|other (?:matter|story)|"
        "different (?:matter|story))(?![a-z])|不知道|不好说|另说|另一回事|没数"};
    return service.found_in(folded) && !left_open.found_in(folded);
}

}  // namespace

bool is_of_a_thing(std::string_view folded, std::string_view asked) {
    if (!contains_any(folded, {" with ", "满意", "professional"}) || !asks_about_service(asked)) return false;
    if (describes_a_thing(folded)) return !names_service_too(folded);
    return (is_of_product_in_english(folded) || is_of_product_in_chinese(folded)) &&
           !names_service_too(folded);
}

bool scores_only_a_thing(std::string_view folded, std::string_view asked) {
    return scores_a_product(folded) && asks_about_service(asked);
}

}  // namespace askwell::flows::reading
