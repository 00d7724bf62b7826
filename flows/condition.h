// Conditions on what a customer answered and on what the event told: when a question is asked, where it
// leads, which thanks are said.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace askwell::flows {

/// A tree of comparisons. A comparison with something that is not there does not hold.
struct Condition {
    enum class Kind {
        all,      ///< every part holds
        any,      ///< one part holds
        none,     ///< the part does not hold
        compare,  ///< the members below
    };
    Kind kind = Kind::compare;
    std::vector<Condition> parts;

    std::optional<std::size_t> question;  ///< what is compared: the answer to this question …
    std::string field;                    ///< … or this field of the event
    /// One of these fits. Scores and numbers are numbers, yes and no are truth values, codes and fields
    /// texts.
    std::vector<std::variant<double, bool, std::string>> is;
    std::optional<double> at_least;
    std::optional<double> at_most;
    std::optional<bool> given;  ///< there is an answer (a field that is not empty), or there is none
};

}  // namespace askwell::flows
