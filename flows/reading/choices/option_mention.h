// An option named in a reply.
#pragma once

#include <cstddef>

#include "flows/reading/choices/option_names.h"

namespace askwell::flows::reading {

enum class By {
    number,
    name,
    part,  ///< a word of a label of several: no choice inside a sentence
};

struct Mention {
    Index option = 0;
    By by = By::name;
    std::size_t begin = 0;
    std::size_t end = 0;
};

}  // namespace askwell::flows::reading
