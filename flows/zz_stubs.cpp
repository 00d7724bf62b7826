#include "flows/reading.h"
#include "flows/screening.h"
namespace askwell::flows {
Reading read_more(const Survey& s, const Question& q, std::string_view t, const ReadingContext& c) {
    auto r = read_answer(s, q, t, c);
    return r;
}
std::optional<std::string_view> read_correction(std::string_view t) {
    if (t.starts_with("I meant ")) return t.substr(8);
    return std::nullopt;
}
bool continues_a_sentence(std::string_view t) {
    return t.starts_with("and ");
}
std::optional<OpenFlaw> flaw_of(std::string_view t) {
    if (t.size() < 8) return OpenFlaw::brief;
    return std::nullopt;
}
int sentiment(std::string_view) {
    return 0;
}
std::string to_string(const Date&) {
    return "";
}
std::vector<Flag> screen(const Survey&, const Conversation&, const ScreeningWords&) {
    return {};
}
std::uint64_t fingerprint(const Conversation&) {
    return 0;
}
ScreeningWords default_screening_words() {
    return {};
}
}  // namespace askwell::flows
