// Open answers: the customer's words as typed, without what the phone added.
#pragma once

#include <string>
#include <string_view>

#include "flows/reading_result.h"

namespace askwell::flows::reading {

/// `raw` without the signature that mail programs put below a line of two dashes (RFC 3676, 4.3). Not for
/// open answers, of which nothing must be lost.
std::string_view without_mail_signature(std::string_view raw);

/// `raw` without device signatures ("Sent from my iPhone", 发自我的iPhone) at its end, quoted lines ("> …")
/// and WeChat's quotation of the message that is answered; trimmed, otherwise as typed. Valid UTF-8.
std::string own_words(std::string_view raw);

/// Any text that says something is the answer.
Reading read_text(std::string_view raw);

}  // namespace askwell::flows::reading
