// How a folded reply begins that says yes or no before it goes on: parts of patterns.
#pragma once

namespace askwell::flows::reading {

inline constexpr const char* kEnglishAnswer =
    "^(?:hi|hello|oh|ah|[, ])*(?:yes|yeah|yep|yup|yea|aye|ok|okay|no|nope)[,.! ]+(?:yes[,.! ]+)?(?:sure[,. "
    "]+)?";
inline constexpr const char* kHanAnswer =
    "^(?:系(?:的|啊|呀)?|是的?|是啊|是呀|对的?|对啊|对对|没错|嗯+|有啊|有的|有呀|好的?|行|哦|喂|不是?)(?:啊|"
    "呀)?[,.! ]*";

}  // namespace askwell::flows::reading
