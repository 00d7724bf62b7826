// What words around a score do to it: which ones merely wrap it, which begin a comment, which make it
// doubtful.
#pragma once

#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {

enum class Role {
    lead,          ///< may stand before a score ("I'd say", 我觉得); after a score it begins the comment
    about,         ///< 对: what follows, up to the label, is what the label is about
    tail,          ///< may stand beside a score on either side (吧, "for me")
    deed,          ///< what is done so often (主动): a tail right after a label, text elsewhere
    intended,      ///< 本来想给: the score that follows is given up if another one is given
    address,       ///< "mate", 师傅: a tail right after a score, anything else elsewhere
    particle,      ///< the same, and ends a sentence (吧, 了)
    giver,         ///< 给, 打: the score that follows is meant, whatever was said before
    then,          ///< 就给: the same, but what runs into it is a condition
    conjunction,   ///< joins clauses ("but", 所以): after a score it begins the comment
    starter,       ///< begins a comment (就是, "it took")
    said,          ///< a word of its own that is no score: thanks, very, an evaluation
    negation,      ///< not, 不是
    asking,        ///< 吗: what it ends is a question
    doubt,         ///< makes a score beside it a guess ("almost", 本来想)
    deduction,     ///< 扣: doubt, unless the score that follows is what the score given lacks of the highest
    alternative,   ///< "or", 或者
    condition,     ///< "if", 如果: scores after it are not given
    correction,    ///< "I mean", 不对: which of the scores holds is not ours to say
    praise,        ///< 好评: contradicts a low score
    blame,         ///< 差评: contradicts a high score
    irony,         ///< 呵呵, 🙄: a high score beside it may mean the opposite
    scale,         ///< names our scale ("满分5分", "1 to 5") and no score on it
    full_marks,    ///< 满分, or the start of "满分10分"
    middle_marks,  ///< 中间分
    lowest_marks,  ///< 最低分
    not_words,     ///< words that look like a score or label and are none (一下, 满意度)
};

const PhraseMap<Role>& rating_words();

/// Words right after a label that make it part of something else: "agree to", "clear as mud", 满意是满意. The
/// meaning is false for longer phrases that do not (你们的).
const PhraseMap<bool>& words_that_tie();

}  // namespace askwell::flows::reading
