#include <string>

#include "flows/reading/choices/passing_kinds.h"

namespace askwell::flows::reading {
namespace {

/// "This survey is affecting my efficiency", 这问卷影响我工作效率.
std::string survey_itself() {
    return "(?<![a-z])(?:this|your|these|answering(?: this| your| these)?|filling in(?: this| your)?) "
           "(?:[a-z]+ )?(?:survey|questionnaire|quiz|poll|questions)(?: is| are|'s)?(?: [a-z]+)? "
           "(?:affect|hurt|tak|cost|wast|harm|ruin|eat)[a-z]*|(?:你们?|短信|问卷|调查|消息)(?:问|发|打|推送|"
           "调查|来)得?(?:也|真|可|倒|实在|太|好|挺|够)*(?:频繁|经常|勤)|"
           "(?:这|你们|这个|这份|你们这|填|做|答)(?:个|份|"
           "种|些|"
           "这)?(?:问卷|调查问卷|答题|调查表)" +
           std::string{kInClause} + "{0,6}?(?:影响|耽误|浪费|降低|拖慢|占用)";
}

/// "Customer Experience Part 2", "customer experience is my job title".
std::string titles() {
    return std::string{
               "<option>(?:'s)? (?:part (?:[0-9]|one|two|three|i{1,3}(?![a-z]))|(?:course|class|"
               "workshop|seminar|webinar|conference|award|magazine|newsletter|module|certificate|"
               "degree|podcast)(?![a-z])|(?:is|was|are)(?: also)? (?:in |part of )?my (?:own )?"
               "(?:job|title|role|degree|major|field|line of work|speciality|specialty|trade|"
               "profession|department)(?![a-z])|is what (?:i|we) (?:do for|studied|teach|sell)|(?:is|was) "
               "the name of (?:my|our|the|your))|"
               "(?:course|job title|degree|workshop|seminar|conference|training|title|role|book|"
               "lecture)(?: was| is)? (?:on|in|about|called|is|was|of) (?:a |an |the )?<option>|"
               "<option>(?:课程|培训班|讲座|论坛|证书|标语|口号)|"
               "<option>"} +
           kInClause + "{0,4}?是(?:我|我们)的?(?:职位|头衔|岗位|专业|老本行|本行|本职)|" +
           "我的?(?:职位|头衔|岗位|专业|课)(?:就|叫|是)*<option>|我们?(?:是|就是)?(?:专门)?(?:做|搞|管|教|学|"
           "研究)<option>(?:的|这块|工作)|(?<![a-z])(?:i|we) (?:manage|run|teach|head|lead|look after|study|"
           "studied|sell|train|coach) (?:the )?<option>";
}

/// 客户体验店, 你们来体验一下, "10 years' experience", "frequently asked questions".
std::string other_words() {
    return "体验(?:店|馆|厅|官|师|课|券|卡|装|营|区|中心|部(?!分|门))|(?:来|去|过来|亲自|自己)(?:亲自|自己|"
           "也|再|先|都)*体验"
           "(?:一下(?!子)|一把|一次|一回|体验|看看|就知道)|体验一下(?!子)|"
           "(?<![a-z])(?:years?|months?|decades?)(?:'s?)? (?:of )?(?:[a-z]+ )?(?:experience|service)"
           "(?: (?:in|with|of|as|at|on|under|working|behind))|(?<![a-z])frequently asked|(?<![a-z])faqs?"
           "(?![a-z])";
}

/// "We were promised it would boost efficiency", 提高效率, 降低成本: what is aimed at is not what suffers.
std::string aims() {
    const std::string no_denial_zh = "(?<=^|[,.;:!?\\n ])(?!" + std::string{kInClause} +
                                     "{0,30}(?:没|不|无法|难|影响|拖|阻|妨|耽|白))" + kInClause + "{0,20}?";
    const std::string no_denial = "(?<=^|[,.;:!?\\n])(?!" + std::string{kInClause} +
                                  "{0,50}(?:n't|not |never|no |fail|hard|difficult|unable|instead))" +
                                  kInClause + "{0,50}?(?<![a-z])";
    const std::string whose = "(?:our |the |your |its |all |working |staff |customer |overall )*";
    return no_denial_zh + "(?:(?:提高|提升|改善|优化|增进|促进)" + kInClause +
           "{0,6}?(?:效率|体验|满意度)|(?:降低|节约|节省|减少|控制|压缩)" + kInClause +
           "{0,4}?(?:成本|费用|开支|支出)|降本增效)|" + no_denial + "(?:boost|improv|rais|increas|enhanc)" +
           "(?:e|es|ed|ing|s)? " + whose + "(?:efficiency|productivity|experience|satisfaction)(?![a-z])|" +
           no_denial + "(?:cut|cuts|cutting|reduc(?:e|es|ed|ing)|sav(?:e|es|ed|ing)|lower(?:s|ed|ing)?) " +
           whose + "(?:costs?|money|expenses)(?![a-z])";
}

/// "Cost is my boss's favourite word", 老板最爱讲效率: what is preached is not what suffers.
std::string preached() {
    const std::string words =
        "(?<![a-z])(?:favou?rite|pet|buzz) ?(?:word|topic|subject|phrase|theme)(?![a-z])|(?<![a-z])(?:poster|"
        "sign|banner|slogan|motto|mug|wall)(?![a-z])" +
        std::string{kInClause} + "{0,30}?(?:says?|reads?)(?![a-z])|<option>\"? (?:sounds?|reads?)(?![a-z])";
    const std::string talk =
        "(?<![a-z])(?:talks?|talking|goes on|going on|bangs on|preach(?:es)?|lectures?(?: us)?) (?:about|on) "
        "(?:nothing but |the )?<option>(?= ?[,.;!]| ?$| all| every| day)|<option> is (?:what|something) "
        "(?:we|"
        "they|you)" +
        std::string{kInClause} +
        "{0,20}?(?:improve|boost|raise|cut|save|reduce|promise|advertise|sell|sold|claim|boast)(?:d|s)?(?![a-"
        "z])";
    return words + "|" + talk +
           "|(?:最爱|老爱|爱|喜欢|天天|整天|成天|老是|总是|日日|张口闭口)(?:都|就|在)?(?:讲|说|提|喊|念叨|"
           "强调|"
           "谈)<option>(?=[,.;!? "
           "]|$)|(?:领导|老板|经理|主管|老总|上面|公司|总部|财务)(?:们|层)?(?:都|就|只|也|最|一直|向来|特别|"
           "很|非常|天天)*"
           "(?:看重|重视|关心|在乎|在意|强调|紧抓|抓|盯)(?:的(?:就)?是|着)?<option>(?=[,.;!? "
           "]|$)|(?<![a-z])(?:boss|bosses|manager|managers|"
           "management|ceo|director|head office|hq|they)(?: (?:only|really|just|always|mostly))* "
           "(?:care|cares|worry|worries|"
           "obsess|obsesses|obsessed) about <option>(?= ?[,.;!]| ?$)|<option>" +
           kInClause + "{0,12}?挂(?:在)?嘴(?:上|边)|口头禅|(?:墙上|标语|口号)" + kInClause +
           "{0,4}?(?:写|贴|挂|是|喊|说)";
}

/// 客户体验这块是小李负责的, "I work in customer experience": whose work it is.
std::string whose_work() {
    return std::string{"<option>"} + kInClause +
           "{0,4}?(?:不?是|不?归|由)[^,.;:!?是归由]{1,8}?(?:负责|管|对接|跟进)的?(?:[, "
           "]*(?:也|又|而)?(?:不归|不是|轮不到|跟|与|和|没)我们?(?:"
           "没关系|无关|管|负责)?)?(?=[,.;!? ]|$)|"
           "(?<![a-z])(?:i|we)(?: work| am| are|'m|'re) (?:in|for|from|with|on|part of) (?:the )?<option>(?: "
           "department| team| dept| "
           "group| office| desk| side)?(?= ?[,.;!]| "
           "?$)";
}

/// 我是来取消投诉的, "I want to withdraw my complaint".
std::string called_off() {
    return "(?:取消|撤销|撤回|撤掉|撤)(?:掉|了|我的|那个|之前的|上次的|一个|一下)*<option>|(?<![a-z])(?:"
           "cancel(?:l?ing)?|"
           "withdraw(?:ing)?|drop(?:ping)?|retract(?:ing)?|tak(?:e|ing) back) (?:my|the|a|that|our|this|an? "
           "(?:earlier|"
           "old|previous))? ?<option>";
}

/// 成本你们自己算, 效率低的是你们公司.
std::string yours_to_tell() {
    return "<option>(?:是|就|让|由)*(?:你们|您|你)(?:自己)?(?:去)?(?:算|看|查|估|想|琢磨|统计)|<option>["
           "低高差]的是(?:你们?|贵|您)";
}

/// 我们部门效率一向很高: nothing is wrong with it.
std::string always_good() {
    return std::string{"<option>"} + kInClause +
           "{0,4}?(?:一向|一直|向来|历来|从来)(?:都|就|还|是)*(?:很|挺|蛮|非常|比较)?(?:高|好|不错|可以|稳定|"
           "正常|满意)|"
           "<option> (?:has|have|is|are|was|were) (?:always|consistently) (?:been )?(?:very |really |pretty "
           ")?"
           "(?:good|great|fine|excellent|high|solid|strong)(?![a-z])";
}

/// 售后维修的电话是多少, "what's the number for repairs", "who handles complaints": asks for another thing.
std::string asks_for_number() {
    return std::string{kClauseBegin} +
           "(?:who|where|when|how) "
           "(?:handles?|deals?|decides?|calculates?|pays?|checks?|answers?|reads?|is|are|was|do|"
           "does|did|can|will|should|would) " +
           kInClause + "{0,24}<option>|" + kClauseBegin +
           "(?:你们?的?|贵司的?|请问)*<option>(?:号码?)?(?:是)?(?:多少|几号|在哪里?|怎么"
           "[打发填找])|(?:电话|号码|热线|地址|邮箱|网址)(?:号码?)?(?:是|打)(?:多少|几号|什么|哪个|啥)|"
           "(?<![a-z])(?:what(?:'s| is)|do you have|can i have|give me) (?:the |a |your )?(?:phone |contact "
           ")?"
           "(?:number|address|e-?mail|link|website) (?:for|of|to) ";
}

/// "Nothing about efficiency in your manual", 合同里没写成本.
std::string documents() {
    return std::string{
               "(?<![a-z])(?:nothing|no mention|not a word|no word|something|plenty|a lot|lots|a "
               "chapter|a page|a section)(?: is| was| said| written)*(?: at all)? (?:about|of|on) "} +
           kInClause +
           "{1,30} (?:in|on) (?:your|the|my|our|that|this) [a-z]+|(?:手册|说明书|合同|条款|官网|公告|"
           "规定|制度|文件|章程|须知|海报|宣传册|宣传单)(?:里面?|上面?|中)*(?:都|也|可|就|倒|还|并|根本)*"
           "(?:没有?)?(?:写|提到?|说|讲|印|标)";
}

/// “效率第一，客户至上”，你们墙上写的: a slogan.
std::string slogans() {
    return "(?<=^|[.;!?\\n])[^.;!?\\n\"]{0,6}\"[^\"]{2,60}\"[,;. "
           "]*(?:(?:这是|是|这)?(?:你们?|贵司|公司|店里|墙上|门口|网站|官网|广告|海报|宣传)"
           "(?:的|上|里|墙上|网站|官网|广告|海报|大厅|门口)*(?:自己)?(?:写|印|挂|贴|说|喊)(?:的|着)|(?:is "
           "|it |that )*(?:says?|on|reads?) "
           "(?:it |that )?(?:on |in )?(?:your|the) "
           "(?:wall|website|poster|advert|banner|van|shop|lobby)(?![a-z]))";
}

/// 投诉多了会不会被拉黑: what would come of it.
std::string what_would_come() {
    return std::string{"<option>"} + kInClause +
           "{0,6}?(?:会不会|是不是(?:就|要)|有没有(?:用|奖|回音)|会怎么?样)|"
           "(?:选|勾|点|填)(?:了)?\"?<option>" +
           kInClause + "{0,6}?(?:会不会|是不是|有没有)";
}

/// 再这样我就投诉了, "I'd complain but what's the point": not yet done.
std::string only_threatened() {
    return "再(?:这样|这么|不|搞|来|敢)" + std::string{kInClause} +
           "{0,10}?[, ]*(?:我|俺|老子|咱)?(?:就|可就|可)(?:要|去|会|得|只能|只好)*<option>|"
           "(?<![a-z])(?:i|we)(?:'d| would| could| might| should| may)(?: only| just| even| have)? "
           "<option>[, ]*(?:but|except|"
           "only|if|unless|were it not)(?![a-z])";
}

/// “工作效率”，说得好听; "what a lovely phrase", "efficiency, what efficiency": the words are talked about.
std::string words_mocked() {
    return "<option>[,.!? ]+what <option>|<option>[,.!? "
           "]+(?:哪有|哪来的?|哪门子|什么|啥|有什么|还有什么|有个屁)(?:什么|啥)?<option>|"
           "(?<=^|[.;!?\\n])[^.;!?\\n]{0,50}(?:[,;:-] *|\" ?)what an? (?:[a-z]+ )?(?:phrase|word|term|"
           "expression|name|label|joke)(?![a-z])|(?<=^|[.;!?\\n])[^.;!?\\n]{0,24}[,\" ]+(?:这|那)(?:个|几个|"
           "种)?(?:词|字|说法|名字|名称|叫法)" +
           std::string{kInClause} +
           "{0,3}?(?:好听|漂亮|真|挺|倒|有意思|好笑|可笑)|"
           "(?<=^|[.;!?\\n])[^.;!?\\n]{0,24}[,\" ]+(?:说得|叫得|名字|听起来|听着)(?:倒|真|可|挺|好|蛮)*"
           "(?:好听|漂亮|动听|高级)|(?<![a-z])(?:what (?:do|did) (?:you|they) mean by|what(?:'s| is) meant "
           "by|define|what "
           "counts as|what exactly is)(?: the| a| an)? <option>|<option> (?:means|meaning) "
           "what(?![a-z])|what does <option> "
           "mean(?![a-z])";
}

/// "The repair was the only part that went right", 只有维修没问题.
std::string only_good() {
    const std::string good =
        "(?:went (?:right|well|smoothly|fine)|worked|was (?:fine|ok|okay|good|right|great)|"
        "is (?:fine|ok|good)|didn't go wrong|got right|you got right)";
    return "<option>" + std::string{kInClause} + "{0,4}?(?:是|算|算是)唯一" + kInClause +
           "{0,4}?(?:顺利|好|满意|没问题|靠谱|正常)|<option> (?:was|is) the "
           "(?:(?:only|one) good (?:thing|part|bit)|best (?:part|bit|thing)|high ?point|highlight)(?![a-z])|"
           "<option>" +
           kInClause +
           "{0,12}? (?:was|is|were|seems) (?:really |actually |about )?(?:the )?only (?:part|thing|bit|step|"
           "stage|one|place|good)(?: (?:that|which|you|they))?(?: (?:part|thing|bit))? ?" +
           good + "?|(?<![a-z])only (?:thing|part|bit|step) (?:that |which )?" + good +
           " (?:was|is) (?:the |your )?<option>|(?<![a-z])only (?:the |your )?<option> " + good +
           "|(?:就|只有|唯独|唯一)(?:是|有)?<option>" + kInClause +
           "{0,8}?(?:没问题|没出错|没毛病|没出问题|还行|还好|挺好|顺利|正常|靠谱|做对|满意)";
}

/// 产品质量没得说，我要讲的是另一回事; "quality is great, it's something else".
std::string something_else() {
    const std::string praise =
        "(?:没得说|没话说|没的说|没问题|没毛病|挺好|不错|很好|满意|还行|可以|good|great|fine|excellent|"
        "perfect|"
        "no complaints|spot on|no problem|nothing wrong|faultless|brilliant|lovely|ok|okay)";
    return "(?<=^|[.;!?\\n])[^.;!?\\n]{0,40}?" + praise + kInClause + "{0,8}[,.;!\\n -]+" + kInClause +
           "{0,14}?(?:(?:讲|说|反映|反馈|谈|提|投诉|问)(?:的|得)?(?:是|的是)(?:另外?|别的|其他|不是这)|(?:"
           "别的|"
           "其他|另外)(?:的)?(?:方面|地方|事|事情|问题)?(?:我|倒|还|想|有|要|就)*(?:说两句|说几句|想说|要说|"
           "有话|"
           "想讲|有意见|想提)|(?:it's|its|this is|this one's|mine is|i'm writing|i write|i want to talk|i'm "
           "here)(?: about)? (?:something else|another matter|a different (?:matter|thing)|other things|"
           "another thing)|not (?:what|why) (?:i'm|i am|i) (?:here|writing|write|came|texting))";
}

/// 领导表扬我了, "no effect on my mood", "restarting had no effect".
std::string of_other_things() {
    return std::string{
               "(?:表扬|夸奖|称赞|点赞)了?(?:我|俺|咱)(?!们?(?:要|想))|(?<![a-z])(?:praised|"
               "complimented|commended) "
               "(?:me|us)(?![a-z])|没有?影响(?:到)?(?:你们|您)|没有?影响(?:到)?(?:我们?)?的?(?:心情|情绪|"
               "胃口|食欲|睡眠|睡觉|兴致|好心情)|(?<![a-z])(?:no|little|any) (?:effect|impact) on my "
               "(?:mood|sleep|appetite|nerves|spirits|faith|opinion)|"
               "(?<![a-z])(?:no|little|any) (?:effect|impact) on (?:(?:my|our|the|his|her|their|any|all) "
               ")?(?:[a-z]+ )?"
               "(?:neighbou?rs?|husband|wife|partner|kids?|children|son|daughter|brother|sister|mum|mom|"
               "mother|"
               "father|dad|parents?|family|friends?|mates?|flatmates?|roommates?|colleagues?|coworkers?|boss|"
               "tenants?|landlord|cats?|dogs?|pets?|him|her|them|others|anyone else|anybody else|"
               "(?:other|most|some) "
               "(?:people|customers|users))(?![a-z])|对(?:我(?:们)?的?)?(?:邻居|老公|老婆|"
               "爱人|孩子|儿子|女儿|爸妈?|妈妈?|家人|朋友|同事|领导|别人|他人|其他人|他们?|她们?|猫|狗|室友)("
               "?:们)"
               "?(?:倒|都|也|是|可|没啥|一点|完全)*(?:没|没有|毫无|无)(?:什么|啥|任何)?影响|没有?影响(?:到)?("
               "?:我"
               "(?:们)?的?)?(?:邻居|老公|老婆|爱人|孩子|家人|朋友|同事|领导|别人|他人|其他人|他们?|她们?|"
               "室友)|"
               "没有?影响(?:的话)?(?:我|俺|谁)?(?:也|就|还|才|又|都)*(?:不会|不用|不必|犯得着|犯不着|"
               "何必|何苦|干嘛|干吗|哪会|怎么会|至于)|"
               "(?<![a-z])no (?:effect|impact|problem)[ ,]+(?:and |then )?i (?:wouldn't|would not|would "
               "hardly)|"} +
           kClauseBegin +
           "(?!nothing|everything|something|anything|pricing|billing|being)[a-z]{3,}ing(?: [a-z]+){0,5} "
           "(?:had|has|made|makes) (?:no|little|zero) (?:effect|difference|impact)|"
           "(?<![a-z])(?:your|the|that|their) (?:fix|update|patch|reset|restart|visit|new part|advice) "
           "(?:had|has|made|makes) (?:no|little) (?:effect|difference|impact)|"
           "(?:重启|重装|重置|刷新|更新|升级|换|修|充|清理|卸载)(?:了|过|完)?" +
           kInClause + "{0,6}?(?:也|都|还是|根本)(?:是)?(?:没有?|毫无)(?:任何|什么)?(?:效果|影响|作用)";
}

/// "She has already sent you her complaint": somebody else's.
std::string theirs() {
    return "(?<![a-z])(?:he|she|they|who|lady|man|woman|guy|gentleman|neighbou?rs?|friend|mother|father|mum|"
           "dad|wife|husband|colleague|boss|tenant)(?: at| from| in| next)?[a-z0-9 .']{0,24}? (?:(?:has|have|"
           "had|already|just) )+(?:sent|made|filed|lodged|submitted|put in|written|raised)" +
           std::string{kInClause} +
           "{0,12}? (?:her|his|their|a|an|one)(?![a-z])|(?:他|她|邻居|隔壁|朋友|同事|老公|老婆|[妈爸])" +
           kInClause + "{0,6}?(?:已经|早就|刚|昨天)(?:投诉|反馈|提|表扬)过?了";
}

/// 邮箱满了, "my phone is dead": no way to reach us or the customer.
std::string no_way() {
    return "<option>(?:也|又|老是|总是?|一直|已经|早就|早|的|都|倒|'s|is|has been|have been| "
           "|always|often|usually|also|too)*"
           "(?:满了|没电|停机|欠费|坏了|登不上|收不到|关机|丢了|注销了?|(?:full|dead|broken|flat|blocked|cut "
           "off|off(?! the hook)|dying|died|out of order|out of the question|off the table|(?:not|n't) an "
           "option|a no-go)(?![a-z]))";
}

/// 打電話打到1點都冇人聽: nobody was there.
std::string nobody_there() {
    return std::string{"<option>"} + kInClause +
           "{0,8}?(?:都|也|就|总|老)?(?:没人|没有人|无人)(?:接|听|理|回|应)|"
           "(?<![a-z])(?:nobody|no one|no-one) (?:ever |even )?(?:answers?|answered|picks? up|picked "
           "up|takes?|took)"
           "(?: on)? (?:the |your )?<option>";
}

/// 邮件我已经发给你们了, "last time you said you'd email, and never did".
std::string sent_already() {
    const std::string sent =
        "我" + std::string{kInClause} + "{0,4}?(?:已经|刚才?|昨天|早就?|之前|上周)" + kInClause +
        "{0,4}?(?:发|打|寄|写)(?:给|过)?(?:了)?(?:你们?|您|客服)(?:过|了|的)?|(?:发|打|寄|写)给(?:你们?|您)(?"
        ":过)?了|"
        "(?<![a-z])i(?:'ve| have)? (?:already |just )+(?:emailed|called|rang|rung|phoned|texted|sent|wrote|"
        "written|mailed|replied)(?![a-z])|(?<![a-z])i(?:'ve| have)? (?:only |even |also )*(?:emailed|called|"
        "rang|rung|phoned|texted|messaged|wrote|written|mailed|telephoned)(?: (?:you|in|up|over|them|to|"
        "customer service|your [a-z]+))* (?:already|yesterday|once|twice|before|earlier|last|this|on|[0-9]|"
        "two|three|four|several|many|a few|so many|an hour|ages)(?![a-z])|(?:昨天|前天|上周|刚才?|已经|早就?|"
        "之前|上午|今早|上次)" +
        std::string{kInClause} +
        "{0,4}?(?:打|发|写|寄)过(?!来|去)|(?:打|发|写|寄)过(?!来|去)(?:好)?(?:几|两|三|多|一|无数)?(?:次|回|"
        "遍|"
        "封|个|通|条)?(?:电话|邮件|短信|消息|信|邮箱)";
    const std::string promised =
        "(?<![a-z])you(?:'d| had| all)? (?:said|promised|told me|swore)(?: me)?(?: that)? (?:(?:you|somebody|"
        "someone|they)(?:'d| would| will| were going to)|to|an?)[^.;!?\\n]{0,40}?(?:never|didn't|did not|"
        "nobody|no one|nothing)(?![a-z])|(?:你们|客服|上次|上回|之前)" +
        std::string{kInClause} + "{0,4}?(?:说|答应|承诺)" + kInClause + "{0,10}[,; ]*" + kInClause +
        "{0,8}?(?:也没|都没|结果没|却没|就没)";
    return sent + "|" + promised;
}

}  // namespace

const std::vector<Passing>& other_subjects() {
    static const std::vector<Passing> kinds = [] {
        std::vector<Passing> made;
        const auto add = [&made](Asked asked, const std::string& source,
                                 std::initializer_list<std::string_view> words) {
            made.push_back(passing(asked, source, words));
        };
        add(Asked::anything, survey_itself(),
            {"survey", "questionnaire", "quiz", "poll", "questions", "问卷", "答题", "调查表", "频繁", "经常",
             "勤"});
        add(Asked::trouble, titles(),
            {" part ",     " my ",    "course",   "class",      "workshop", "seminar",     "webinar",
             "conference", "award",   "magazine", "newsletter", "module",   "certificate", "degree",
             "podcast",    "what i",  "what we",  "job title",  "training", "title",       "role",
             "book",       "lecture", "课",       "培训班",     "讲座",     "论坛",        "证书",
             "标语",       "口号",    "我",       "i ",         "we "});
        add(Asked::anything, other_words(), {"体验", "year", "month", "decade", "frequently asked", "faq"});
        add(Asked::trouble, aims(),
            {"效率", "体验", "满意度", "成本", "费用", "开支", "支出", "降本", "efficiency", "productivity",
             "experience", "satisfaction", "cost", "money", "expense"});
        add(Asked::trouble, preached(),
            {" is ", "word",   "topic",  "subject", "phrase", "theme", " about", " on",    "poster",
             "sign", "banner", "slogan", "motto",   "mug",    "wall",  "sound",  "read",   "讲",
             "说",   "提",     "喊",     "念叨",    "强调",   "谈",    "嘴",     "口头禅", "写",
             "贴",   "挂",     "看重",   "重视",    "关心",   "在乎",  "在意",   "抓",     "盯"});
        add(Asked::trouble, documents(), {" about ", " of ", " on ", "写", "提", "说", "讲", "印", "标"});
        add(Asked::trouble, slogans(), {"写", "印", "挂", "贴", "说", "喊", "say", "read", " on "});
        add(Asked::anything, words_mocked(),
            {"what ", "define", "什么", "啥", "哪", "有个屁", "好", "漂亮", "动听", "高级", "真", "挺", "倒",
             "有意思", "可笑"});
        add(Asked::feedback, only_threatened(), {"再", "'d ", "would", "could", "might", "should", "may"});
        add(Asked::feedback, what_would_come(), {"会不会", "是不是", "有没有", "会怎"});
        add(Asked::trouble, only_good(), {"only", "one good", " best ", "high", "就", "只有", "唯"});
        add(Asked::trouble, whose_work(),
            {"负责", "管", "对接", "跟进", "i work", "i am", "i'm", "we work", "we are", "we're"});
        add(Asked::feedback, whose_work(),
            {"负责", "管", "对接", "跟进", "i work", "i am", "i'm", "we work", "we are", "we're"});
        add(Asked::feedback, called_off(),
            {"取消", "撤", "cancel", "withdraw", "drop", "retract", "take back", "taking back"});
        add(Asked::trouble, yours_to_tell(), {"你", "您", "贵"});
        add(Asked::trouble, always_good(),
            {"一向", "一直", "向来", "历来", "从来", "always", "consistently"});
        add(Asked::anything, asks_for_number(),
            {"多少", "几号", "什么", "哪个", "在哪", "怎么", "who ", "where ", "when ", "how ", "number",
             "address", "mail", "link", "website"});
        add(Asked::anything, something_else(),
            {"另", "别的", "其他", "不是这", "something else", "other", "different", "not w"});
        add(Asked::anything, of_other_things(),
            {"扬", "夸", "赞", "praised", "complimented", "commended", "没", "毫无", "effect", "impact",
             "difference", "no problem"});
        add(Asked::feedback, theirs(),
            {"sent", "made", "filed", "lodged", "submitted", "put in", "written", "raised", "了"});
        add(Asked::means, no_way(), {"了",    "没电", "停机",    "欠费",   "登不上",  "收不到",  "关机",
                                     "full",  "dead", "broken",  "down",   "flat",    "blocked", "off",
                                     "dying", "died", "cut off", "out of", "off the", "option",  "no-go"});
        add(Asked::reaching, nobody_there(), {"没人", "没有人", "无人", "nobody", "no one", "no-one"});
        add(Asked::reaching, sent_already(),
            {"我", "给", "过", "i ", "i'", "you", "你们", "客服", "上次", "上回", "之前"});
        return made;
    }();
    return kinds;
}

}  // namespace askwell::flows::reading
