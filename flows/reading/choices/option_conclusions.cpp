#include "flows/reading/choices/option_conclusions.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "flows/reading/text/asked.h"
#include "flows/reading/text/hinted_pattern.h"
#include "flows/reading/text/option_words.h"
#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {
namespace {

/// "2" before "so …" of another option than the second.
bool is_number_of_another(std::string_view before, Index option) {
    const std::string_view number = trim_marks(before);
    return number.size() == 1 && number[0] >= '1' && number[0] <= '9' &&
           static_cast<Index>(number[0] - '1') != option;
}

}  // namespace

std::optional<Index> concluded_option(const OptionNames& names, std::string_view folded) {
    constexpr std::string_view kMarks = ",.;:!?\n";
    constexpr std::string_view kSo[] = {"so ", "hence ", "therefore ", "所以", "因此", "那就"};
    const std::string_view text = folded.substr(0, folded.find_last_not_of(" .!~") + 1);
    const std::size_t mark = text.find_last_of(kMarks);
    if (mark == std::string_view::npos) return std::nullopt;
    const std::string_view last = trim_space(text.substr(mark + 1));
    for (const std::string_view so : kSo) {
        if (!last.starts_with(so)) continue;
        const std::string_view named = trim_marks(last.substr(so.size()));
        const auto whole = names.whole(named);
        const auto option = whole ? whole : names.whole(without_wrapping(named));
        return option && is_number_of_another(text.substr(0, mark), *option) ? std::nullopt
                                                                             : option;  // "2, so A"
    }
    return std::nullopt;
}

std::size_t end_of_counted_as_other(std::string_view folded) {
    static const HintedPattern counted{
        "[,.;: -]+(?:这个|这|那|就|应该|只能|只好|姑且)*(?:算|算是|归|归到|归为|归在|属于|放)(?:在|到)?"
        "\"?(?:其他|其它)\"?(?:里|里面|那栏|一类|类|项|一项)?(?:吧|了|啦|呗|的|喽)*[ .!]*$|"
        "[,.;:-]+ *(?:and )?(?:so |i guess |i suppose |i'd say |which |i think )*(?:that's|that is|that "
        "would be|that'd be|is|it's|put (?:it|that|this) (?:down )?(?:under|as)|call (?:it|that)|count (?:it|"
        "that) as|(?:goes|comes|falls|belongs) under|so) (?:an )?\"?other\"?(?: then| i guess| i suppose)?[ "
        ".!]*$",
        {"其他", "其它", "other"}};
    if (!counted.may_be_in(folded)) return 0;
    const auto found = counted.pattern().first(folded);
    return found ? found->begin : 0;
}

bool only_asked_about(const Question& question, std::string_view before) {
    constexpr std::string_view kIs[] = {"是",       "选",   "影响",   "影响了", "影响到",
                                        "影响到了", "造成", "造成了", "涉及",   "is",
                                        "was",      "are",  "were",   "be",     "'s"};
    before = trim_space(before);
    static const PhraseMap<bool> openings{{true, {"ok", "okay", "ok so", "ok then", "算", "就算"}}};
    if (openings.whole(trim_marks(before)) != nullptr) return true;  // "ok 1", 算1吧
    const bool is = std::any_of(std::begin(kIs), std::end(kIs), [before](std::string_view word) {
        return before.ends_with(word) && word_boundary(before, before.size() - word.size());
    });
    if (!is) return false;
    const std::string& wording = wording_of(question);
    for (std::size_t i = 0; i < before.size();) {
        const auto* word = option_words().at(before, i);
        const CodePoint point = code_point_at(before, i);
        std::size_t end = i + point.length;
        const bool han = is_han(point.value);
        while (!han && end < before.size() && !word_boundary(before, end))
            end += code_point_at(before, end).length;
        const bool wraps = word != nullptr && word->meaning == OptionWord::wrap;
        const bool said = is_word_character(point.value) || han;
        static const PhraseMap<bool> around{
            {true,
             {"受", "受到", "出", "在", "最", "会", "也", "都", "涉及", "到", "affected", "hit", "wrong"}}};
        const auto* asks = around.at(before, i);
        const bool asked = wording.find(before.substr(i, end - i)) != std::string::npos;
        if (said && !wraps && asks == nullptr && !asked) return false;
        i = wraps ? i + word->phrase.size() : asks != nullptr ? i + asks->phrase.size() : end;
    }
    return true;
}

}  // namespace askwell::flows::reading
