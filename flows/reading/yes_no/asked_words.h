// What a question's words ask for: which of them are the verb, which only name a thing.
#pragma once

#include <cstddef>
#include <string_view>

namespace askwell::flows::reading {

/// A folded question as its echoes are held against it; may hold the texts of several languages. Views the
/// text, which must live on. Thread rule: const, no shared state.
class AskedWords {
  public:
    explicit AskedWords(std::string_view question) : question_(question) {}

    bool has(std::string_view words) const { return question_.find(words) != std::string_view::npos; }

    /// True when the question has the English `word` in whatever form: recommended answers recommend, came
    /// come.
    bool has_word(std::string_view word) const;

    /// Bytes of a verb of `clause` at `position` that says the same as one of the question's, or 0.
    std::size_t same_deed(std::string_view clause, std::size_t position) const;

    /// The name of a thing that the question asks about says nothing about it: 问题, "your parcel". Nor does
    /// what it only takes for granted: 取消 in 航班取消时，有人联系您吗.
    bool says_something(std::string_view piece) const;

    /// 长 in 等待时间长吗, 打 in 给您打电话了吗: the word alone is what is asked about.
    bool ends_in(std::string_view piece) const;

    /// 来 in 还会再来吗, 参加 in 参加秋游吗: the verb, not the thing.
    bool asks_to_do(std::string_view verb) const;

    /// 给您打, 我们来: what we offer to do for the customer.
    bool offers(std::string_view verb) const;

    /// "a pet" in "do you keep a pet?": a thing that may not be there at all.
    bool asks_for_any(std::string_view thing) const;

  private:
    bool asks_for_deed(std::string_view verb) const;
    std::size_t find_word(std::string_view word, std::size_t from) const;
    std::size_t find_form(std::string_view stem, std::size_t from) const;
    bool takes_for_granted(std::size_t place, std::size_t length) const;

    std::string_view question_;
};

}  // namespace askwell::flows::reading
