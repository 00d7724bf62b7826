#include "bot/import/language.h"

#include <cstdint>
#include <map>

#include <unicode/locid.h>
#include <unicode/regex.h>
#include <unicode/unistr.h>

#include "bot/import/text.h"

namespace askwell::import {

namespace {

constexpr std::size_t kLongestName = 100;

icu::UnicodeString unicode(std::string_view text) {
    return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

std::string folded(icu::UnicodeString name) {
    std::string key;
    return name.foldCase().toUTF8String(key);
}

/// ISO codes by the names of languages in English and in themselves, folded.
std::map<std::string, std::string> names_of_languages() {
    std::map<std::string, std::string> names;
    for (const char* const* code = icu::Locale::getISOLanguages(); *code != nullptr; ++code) {
        const icu::Locale locale{*code};
        icu::UnicodeString shown;
        names.emplace(folded(locale.getDisplayLanguage(icu::Locale::getEnglish(), shown)), *code);
        names.emplace(folded(locale.getDisplayLanguage(locale, shown)), *code);
    }
    return names;
}

std::optional<std::string> code_of_name(std::string_view name) {
    static const std::map<std::string, std::string> names = names_of_languages();
    const auto found = names.find(folded(unicode(name)));
    if (found == names.end()) return std::nullopt;
    return found->second;
}

bool is_known(const icu::Locale& locale) {
    const std::string_view language = locale.getLanguage();
    for (const char* const* code = icu::Locale::getISOLanguages(); *code != nullptr; ++code) {
        if (language == *code) return true;
    }
    return false;
}

std::optional<std::string> canonical(std::string tag) {
    for (char& c : tag) {
        if (c == '_') c = '-';
    }
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale locale = icu::Locale::forLanguageTag(tag, status);
    if (U_FAILURE(status) || locale.isBogus() || !is_known(locale)) return std::nullopt;
    auto canonical_tag = locale.toLanguageTag<std::string>(status);
    if (U_FAILURE(status)) return std::nullopt;
    if (canonical_tag == "zh" || canonical_tag == "zh-Hans") return "zh-CN";
    return canonical_tag;
}

}  // namespace

std::optional<std::string> language_tag(std::string_view name) {
    name = trim(name);
    if (name.empty() || name.size() > kLongestName) return std::nullopt;
    const auto open = name.rfind('(');
    const auto close = name.rfind(')');
    if (open != std::string_view::npos && close != std::string_view::npos && open < close)
        return canonical(std::string{trim(name.substr(open + 1, close - open - 1))});
    if (auto tag = canonical(std::string{name})) return tag;
    if (const auto code = code_of_name(name)) return canonical(*code);
    return std::nullopt;
}

std::string guess_language(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    icu::RegexMatcher han{"\\p{Han}", 0, status};
    const icu::UnicodeString searched = unicode(text);
    han.reset(searched);
    return U_SUCCESS(status) && han.find() ? "zh-CN" : "en";
}

std::string_view stock_text(Stock stock, std::string_view language) {
    const bool chinese = language.substr(0, 2) == "zh";
    switch (stock) {
        case Stock::invitation:
            return chinese ? "您好！想请您回答几个简短的问题。现在开始吗？"
                           : "Hello! We would like to ask you a few short questions. Shall we start?";
        case Stock::begin:
            return chinese ? "现在开始吗？" : "Shall we start?";
        case Stock::reminder:
            return chinese ? "您好，几天前的问卷还没有完成，您方便时回复即可："
                           : "Hello again. Our short survey from a few days ago is still open; whenever it "
                             "suits you:";
        case Stock::thanks:
            return chinese ? "非常感谢！您的回答已收到。" : "Thank you very much! We have your answers.";
        case Stock::other:
            return chinese ? "其他" : "Other";
        case Stock::none:
            return chinese ? "以上都没有" : "None";
    }
    return {};
}

}  // namespace askwell::import
