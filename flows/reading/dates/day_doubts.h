// What clauses say about the days and times they name: words that leave open which it is. They are looked for
// in masked text, in which a mark and fillers stand for each mention. Thread rule: pure functions.
#pragma once

#include <string_view>

namespace askwell::flows::reading {

// What stands for a mention in the masked text, so that the words around it can be told from it.
inline constexpr char kDayMark = '\x01';
inline constexpr char kTimeMark = '\x02';
inline constexpr char kPartMark = '\x03';
inline constexpr char kMentionFiller = '\x04';  ///< follows a mark: a mention keeps its length

/// Words about the day that leave open which day it is, looked for in the clause that names it; null for
/// none.
const char* doubt_about_day(std::string_view clause);

/// "…, or the day before": what stands in the clause before is only one of several.
bool opens_another_choice(std::string_view clause);

/// "Monday, no", 周三吧，算了, "Thursday is hard to say": what a clause of its own takes back.
bool takes_back_day(std::string_view clause);

/// The time is a bound or one of several, though each word of it is a time.
bool doubt_about_time(std::string_view clause);

/// "…, but it broke some other day", "this was a good while after", 这回的我还没查: it was another day than
/// the one named.
bool tells_of_another_day(std::string_view masked);

/// 明天不行, 周一要开会, "Monday is no good": a clause that rules its day out.
bool does_not_suit(std::string_view clause);

/// 我22号要出差, "I'm away on the 22nd": no day that was.
bool tells_of_plans(std::string_view masked);

/// 你们上次说周五联系我, "you promised Monday": the day that somebody of ours once named.
bool tells_of_promise(std::string_view clause);

}  // namespace askwell::flows::reading
