#include "flows/reading/talk/open.h"

#include <algorithm>
#include <vector>

#include "flows/folding.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/reply.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (true) {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return lines;
        text.remove_prefix(end + 1);
    }
}

/// A signature is a short line of its own.
bool is_signature(std::string_view line) {
    constexpr std::size_t kLongest = 120;
    // Every reply comes by here: fold only what could be one.
    const auto has = [line](std::string_view part) { return line.find(part) != std::string_view::npos; };
    const bool could_be = has("ent ") || has("ENT ") || has("utlook") || has("自") || has("从") || has("從");
    if (line.size() > kLongest || !could_be) return false;
    const std::string folded = fold_for_matching(line);
    const std::string_view bare = trim_marks(folded);
    for (const std::string_view start :
         {"发自我的", "来自我的", "从我的", "发送自", "sent from my ", "sent from outlook",
          "sent from mail for", "sent from yahoo", "sent via ", "get outlook for "}) {
        if (bare.starts_with(start))
            return start != "从我的" || bare.ends_with("发送") || bare.ends_with("传送");
    }
    return false;
}

/// `line` without the signature that a program has put behind the words: "1 2 发自我的HUAWEI Mate 60".
std::string_view without_signature(std::string_view line) {
    constexpr std::size_t kLongest = 60;  // bytes
    for (const std::string_view start : {" 发自我的", " 發自我的", " Sent from my "}) {
        const std::size_t place = line.rfind(start);
        if (place != std::string_view::npos && line.size() - place <= kLongest) return line.substr(0, place);
    }
    return line;
}

/// The line that WeChat and mail programs draw below a quotation.
bool is_rule(std::string_view line) {
    const std::string_view bare = trim_space(line);
    const auto marks = std::count_if(bare.begin(), bare.end(), [](char c) { return c == '-' || c == '_'; });
    return marks >= 5 && bare.find_first_not_of("-_ ") == std::string_view::npos;
}

/// The line above the mail that a mail program quotes below the answer.
bool begins_quoted_mail(std::string_view line) {
    const std::string_view bare = trim_space(line);
    if (!bare.ends_with(':') && !bare.ends_with("：") && !bare.starts_with("---")) return false;
    const std::string folded = fold_for_matching(line);
    if (folded.starts_with("on ") && folded.ends_with(" wrote:")) return true;
    if (folded.ends_with("写道:")) return true;
    if (!folded.starts_with("---")) return false;
    const std::string_view title = trim_marks(folded);
    return title == "original message" || title == "原始邮件" || title == "forwarded message";
}

bool is_quoted(std::string_view line) {
    const std::string_view bare = trim_space(line);
    return bare.starts_with('>') || bare.starts_with("＞");
}

}  // namespace

std::string_view without_mail_signature(std::string_view raw) {
    constexpr std::ptrdiff_t kLongest = 5;  // lines, the dashes among them
    const std::vector<std::string_view> lines = lines_of(raw);
    const auto dashes = std::find_if(lines.begin() + 1, lines.end(),
                                     [](std::string_view line) { return trim_space(line) == "--"; });
    if (dashes == lines.end() || lines.end() - dashes > kLongest) return raw;
    return raw.substr(0, static_cast<std::size_t>(dashes->data() - raw.data()));
}

std::string own_words(std::string_view raw) {
    std::vector<std::string_view> lines = lines_of(raw);
    const auto rule = std::find_if(lines.begin(), lines.end(), is_rule);
    if (rule != lines.end() && trim_space(lines.front()).starts_with("「"))
        lines.erase(lines.begin(), rule + 1);
    lines.erase(std::find_if(lines.begin(), lines.end(), begins_quoted_mail), lines.end());
    if (lines.size() > 1) std::erase_if(lines, is_quoted);  // a lone ">30" quotes nobody
    const auto blank = [](std::string_view line) { return trim_space(line).empty(); };
    while (!lines.empty() && (blank(lines.back()) || is_signature(lines.back()))) lines.pop_back();
    if (!lines.empty() && trim_space(lines.back()) == "--") lines.pop_back();
    if (!lines.empty()) lines.back() = without_signature(lines.back());
    std::string kept;
    for (const std::string_view line : lines) kept.append(line).append(1, '\n');
    return valid_utf8(trim_space(kept));
}

Reading read_text(std::string_view raw) {
    std::string text = own_words(raw);
    if (says_nothing(text)) return {};
    return answer(OpenText{std::move(text)});
}

}  // namespace askwell::flows::reading
