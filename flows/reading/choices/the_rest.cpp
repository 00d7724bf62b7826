// What is said of all the rest, of how many people, and of other teams than the customer's.
#include <string>

#include "flows/reading/choices/passing_kinds.h"

namespace askwell::flows::reading {
namespace {

/// 其他环节都挺好, "all the other steps went fine": "other" names what went well.
std::string rest_is_fine() {
    return "(?:其他|其它|别的|其余|剩下)(?:的|几|各|所有|那)*(?:个|步|项)?(?:环节|步骤|部分|方面|地方|流程|"
           "服务|都|也|倒|就|全)+(?:是|还|都|挺|很|蛮|算|非常|比较)*(?:好|顺利|正常|不错|可以|行|满意|没问题|"
           "没毛病|没事|没啥|没什么|ok)|"
           "(?<![a-z])(?:the )?(?:all )?(?:the )?other "
           "(?:steps|parts|stages|things|bits|departments|services)"
           "(?: all| really| actually)? (?:was|were|went|is|are|worked) (?:all |really |quite |just |pretty "
           ")?"
           "(?:fine|ok|okay|good|well|great|smooth(?:ly)?|alright|perfect)(?![a-z])";
}

/// 不止成本, "more than just cost": and what else?
std::string more_than_this() {
    return "^(?:还|也|并|都|其实|影响)*(?:不止|不只|不单|不光|不仅仅?|岂止|何止)(?:是|有|影响)*[^,.;:!?]{1,"
           "20}"
           "(?<!还有)[啊呢吧呀的了 .!]*$|"
           "^(?:it's |it is |that's |it was |affected )?(?:not|isn't|wasn't|much more than|a lot more "
           "than|more than) "
           "(?:just|only|merely|simply)(?: the)? [^,.;:!?]{1,24}[.! ]*$";
}

/// "12 customers complained", 13个客户来投诉: how many people, and no choice among what is numbered.
std::string people_counted() {
    return std::string{"^"} + kInClause +
           "{0,6}?(?:[0-9]+|[一二三四五六七八九十两几]+)(?:多|几)?(?:个|位|名|家)?(?:的)?(?:客户|顾客|客人|"
           "用户|买家)们?"
           "(?:都|也|就|今天|昨天|已经)*(?:来|打电话|打来|在)?(?:投诉|抱怨|反映|催|问|骂|找|退)" +
           kInClause +
           "{0,6}[.! ]*$|^(?:about |over |around |nearly )?[0-9]+ (?:customers|clients|guests|users|people) "
           "(?:have |had |already |of ours |now |today )*(?:complained|called|rang|phoned|wrote|asked|left|"
           "cancelled|canceled|returned)(?: already| today| so far| about it| to us)?[.! ]*$";
}

/// 其他部门的人也在打听: others who ask about it.
std::string others_ask() {
    return std::string{
               "(?:其他|其它|别的)(?:部门|公司|单位|团队|小组|组|分店|门店|城市)的?(?:人|同事|员工)?"} +
           kInClause +
           "{0,4}?(?:打听|问起|问我|知道|听说|议论|关心)|(?<![a-z])other (?:departments|teams|branches|"
           "companies|people) (?:are |have been |keep |also )*(?:ask|wonder|talk|gossip)";
}

/// 工作效率低的是隔壁组, "it's the other team's efficiency".
std::string other_team() {
    return std::string{"<option>"} + kInClause +
           "{0,6}?的(?:人|那个|那些)?(?:可|倒|都|其实)*是(?:隔壁|别的|别人|其他|他们|她们|人家|另一|对面|楼["
           "上下])|"
           "(?<![a-z])(?:it's|it is|that's|that is|that was) (?:the )?(?:other|another|next) (?:team|group|"
           "department|office|shift|branch)(?:'s)? <option>";
}

/// "The customer experience team reported it", 客户体验部在查: who has the name of the option.
std::string named_so() {
    return std::string{
               "<option> (?:team|department|dept|group|committee|office|desk|unit|people|folks|guys|lead|"
               "manager|officer)(?:'s)? (?:has |have |had |is |are |was |were |just |already |also )*"
               "(?:report|said|say|told|rais|found|ask|logg|notic|flag|call|email|look|check|discover)|"
               "<option>(?:团队|部门|小组|组|部|科|中心|专员|经理)(?:的?(?:人|同事|领导))?"} +
           kInClause + "{0,4}?(?:报|说|提出|在查|在看|已经|发现|反馈|通知|来问|找我|告诉)";
}

/// 1、3，别的我就不多嘴了: nothing is said of the rest.
std::string left_unsaid() {
    return "(?<=[,.;! "
           "])(?:其他|其它|别的|其余|剩下)的?(?:事|话|方面)?(?:我|咱|俺)?(?:就|也|都|先|暂时)*(?:不|没)(?:想|"
           "便|好|用|再|必|敢)?"
           "(?:多)?(?:说|讲|嘴|提|评价|评论|发表|啰嗦|废话|聊|谈|讨论|管|操心)(?:什么|意见|了|吧|啦)*(?=[,.;!"
           " ]|$)|"
           "(?<=[,.;! -])(?:about |as for |on )?(?:the rest|the others?|anything else)[, ]*(?:i(?:'d|'ll| "
           "would| will| can)?|is|are)? "
           "?(?:rather not|not|won't|can't|cannot|leave|keep|don't want to)(?: say| comment| speak| judge| "
           "know| to myself| to others| to you| "
           "go into| on| for)*(?: it)?(?: here)?(?=[,.;! ]|$)";
}

}  // namespace

const std::vector<Passing>& the_rest() {
    static const std::vector<Passing> kinds = [] {
        std::vector<Passing> made;
        const auto add = [&made](Asked asked, const std::string& source,
                                 std::initializer_list<std::string_view> words) {
            made.push_back(passing(asked, source, words));
        };
        add(Asked::trouble, rest_is_fine(), {"其他", "其它", "别的", "其余", "剩下", "other "});
        add(Asked::anything, left_unsaid(),
            {"其他", "其它", "别的", "其余", "剩下", "the rest", "the other", "anything else"});
        made.back().alone = true;
        add(Asked::anything, more_than_this(),
            {"不止", "不只", "不单", "不光", "不仅", "岂止", "何止", " just", " only", " merely", " simply"});
        add(Asked::trouble, people_counted(),
            {"投诉", "抱怨", "反映", "催", "问", "骂", "找", "退", "complained", "called", "rang", "phoned",
             "wrote", "asked", "left", "cancel", "returned"});
        add(Asked::trouble, others_ask(), {"其他", "其它", "别的", "other "});
        add(Asked::trouble, other_team(), {"的", "other", "next"});
        add(Asked::trouble, named_so(),
            {" team", "dep", " group", "committee", "office", "desk", "unit", "people", "folks", "guys",
             "lead", "manager", "团队", "部", "组", "科", "中心", "专员", "经理"});
        return made;
    }();
    return kinds;
}

}  // namespace askwell::flows::reading
