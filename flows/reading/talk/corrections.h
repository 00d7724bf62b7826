// Corrections inside one message: "3, sorry, typo, I mean 4".
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace askwell::flows::reading {

/// Where the words end that are taken back, and where those begin that hold instead.
struct Correction {
    std::size_t taken_back = 0;
    std::size_t instead = 0;
    bool soft = false;  ///< only "sorry" or "no," says so
};

/// The first correction in `folded` that has words before and after it. Whether these are answers is for the
/// caller to see. What only may correct ("sorry", "no,") counts when `soft`.
std::optional<Correction> correction_in(std::string_view folded, bool soft);

/// True when `folded` ends in taking back what it said, and nothing comes instead: "cost, no wait, let me
/// think". A mark with nothing behind it ("cost, scratch that") counts when `bare_mark`; beside a score it
/// may be a comment ("straight through, no wait").
bool only_takes_back(std::string_view folded, bool bare_mark);

/// True when the first clause of `folded` is taken back, whatever comes behind it: "3, scrap that. I'm at
/// work". With `slips` also by 打错了 and "no wait", which beside a score may be a comment.
bool withdraws(std::string_view folded, bool slips);

/// True when what was put right ends in not knowing ("a 2 no idea", 2分，哎我也不知道), or is only perhaps so.
bool gives_up(std::string_view instead);

/// True when what came instead of a score is taken back as well: 基本解决，不对，应该算没解决，也不对.
bool takes_back_both(std::string_view folded);

}  // namespace askwell::flows::reading
