// Languages as other tools name them, and the texts that other tools do not have.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace askwell::import {

/// The BCP 47 tag for "English (en)", "zh-cn", "French" or 中文; nullopt when it is none that ICU knows.
/// Chinese without a region is zh-CN.
std::optional<std::string> language_tag(std::string_view name);

/// The language a form is most likely in when it does not tell: zh-CN when it holds Han characters, else en.
std::string guess_language(std::string_view text);

enum class Stock { invitation, begin, reminder, thanks, other, none };

/// A neutral text in `language`: Chinese or, for all others, English.
std::string_view stock_text(Stock stock, std::string_view language);

}  // namespace askwell::import
