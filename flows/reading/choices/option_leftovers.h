// Items of a list that name no option we know: "late, and the driver swore at me", 主要是效率 其次是钱. A
// multiple choice that keeps what it understands must not lose them in silence.
// Thread rule: pure functions of the text.
#pragma once

#include "flows/reading/choices/option_finder.h"
#include "flows/reading/choices/option_names.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {

/// True when beside the options `found` in `reply` another item of the list stands that names none of them:
/// a clause joined to a choice by "and", "too", 其次, 顺便 or 也, an item among others, or one that holds a
/// word of an option that was not chosen. A reason, a complaint or a detail is a comment, and no item; with
/// `unlisted_kept`, neither is a thing that no option lists.
bool leaves_an_item(const OptionNames& names, const FoldedText& reply, const Findings& found,
                    bool unlisted_kept);

}  // namespace askwell::flows::reading
