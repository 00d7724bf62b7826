// What a word or name in a reply is, judged by what stands around it: an option's name, the beginning of a
// longer one, a range, a refusal. Thread rule: pure functions of the text.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "flows/reading/choices/option_mention.h"
#include "flows/reading/choices/option_names.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

/// A place in a folded reply to `question` where a word or name begins; `mentions` are the options named
/// before it.
class OptionPlace {
  public:
    OptionPlace(const Question& question, const OptionNames& names, std::string_view text,
                const std::vector<Mention>& mentions, std::size_t position)
        : question_(question), names_(names), text_(text), mentions_(mentions), position_(position) {}

    /// Where the word ends that begins here.
    std::size_t word_end() const { return position_ + word_at(position_).size(); }
    /// 都没修好, "that's all the time": the bytes of `word` behind which a name begins that goes on beyond
    /// it, or 0.
    std::size_t begins_later(std::string_view word) const;
    /// Bytes of something no option lists that stands here in more than `known` bytes (客户信任 beside 客户),
    /// or 0.
    std::size_t unlisted(std::size_t known) const;
    /// "No calls please": the name of "no reply" (no, don't, 不用) before that of another option refuses it.
    bool refuses(std::string_view name) const;
    /// 影响不大不小: the name of `length` bytes is half of what is said.
    bool goes_on_denying(std::size_t length) const;
    /// 男性, 专业版: a noun's last syllable, which ends at `end`, after the name it completes.
    bool ends_name(std::size_t end) const;
    /// 2，客户体验: behind the comma at `place` the label of one option, and nothing else.
    bool names_one_only(std::size_t place) const;
    /// "Fax or email", "text or email": of the two that the customer would take, one is no option, or perhaps
    /// another. `length` is that of "or", `text_end` where the last word ended that is no choice.
    bool offers_unknown(std::size_t length, std::size_t text_end) const;
    /// 客户等太久都走了, 都第三次了, "we ship everything twice": the word for all of `length` bytes has a
    /// verb of its own and is no choice of all.
    bool says_each(std::size_t length, std::size_t text_end) const;
    /// Bytes of 我没有, 我也接不到 behind the name of `length` bytes: the customer has no use of what it
    /// names; or 0.
    std::size_t lacked(std::size_t length) const;
    /// "The app, on my samsung phone": the name of `length` bytes tells which device the option before it ran
    /// on.
    bool names_device(std::size_t length) const;
    /// 1到3, 每天到每周; not 遇到, 发到我邮箱.
    bool joins_range(std::size_t length) const;
    /// "A suggestion, if that's ok?", 打电话，行吗: the word of `length` bytes that asks ends a courtesy
    /// behind what was named.
    bool ends_courtesy(std::size_t length) const;
    /// "Pro+" may be another thing than "Pro".
    bool open_plus() const;
    /// "The online one" counts nothing.
    bool pronoun() const;

  private:
    bool is_done_to_all() const;
    std::string_view word_at(std::size_t begin) const;

    const Question& question_;
    const OptionNames& names_;
    std::string_view text_;
    const std::vector<Mention>& mentions_;
    std::size_t position_;
};

}  // namespace askwell::flows::reading
