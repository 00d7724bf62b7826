// Words that say nothing about a question by themselves, but turn what is said of it: denials, hedges,
// fillers. Thread rule: immutable after construction.
#pragma once

#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {

enum class EchoWord {
    negation,
    hedge,      ///< neither yes nor no
    filler,     ///< adverbs of degree and time, subjects, particles
    complete,   ///< hedges when it is denied: "not fully solved"
    manner,     ///< how well, behind what was asked about: "works fine"; hedges when it is denied
    nobody,     ///< denies, but not alone
    auxiliary,  ///< a verb that answers alone: "I would", "she was", 愿意
};

const PhraseMap<EchoWord>& echo_words();

}  // namespace askwell::flows::reading
