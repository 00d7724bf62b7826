#include "flows/survey_graph.h"

#include <fmt/core.h>

#include "flows/words.h"

namespace askwell::flows {

namespace {

std::string quoted(std::string_view text) {
    std::string escaped = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') escaped += '\\';
        if (c == '\n') {
            escaped += "\\n";
        } else {
            escaped += c;
        }
    }
    return escaped + '"';
}

/// `text` in lines of about `width` characters, broken at spaces, or between Han characters.
std::string wrapped(std::string_view text, std::size_t width) {
    std::string result;
    std::size_t column = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool begins_character = (byte & 0xC0U) != 0x80U;
        const bool wide = byte >= 0xE0U;
        if (text[i] == '\n') column = 0;
        if (begins_character && column >= width && (wide || text[i] == ' ')) {
            result += '\n';
            column = 0;
            if (text[i] == ' ') continue;
        }
        result += text[i];
        if (begins_character && text[i] != '\n') column += wide ? 2 : 1;
    }
    return result;
}

struct ValueText {
    std::string operator()(double number) const { return fmt::format("{}", number); }
    std::string operator()(bool yes) const { return yes ? "yes" : "no"; }
    std::string operator()(const std::string& text) const { return text; }
};

std::string comparison(const Condition& condition, const std::string& name) {
    std::string text;
    const auto add = [&text](std::string_view more) {
        text += text.empty() ? "" : " and ";
        text += more;
    };
    if (!condition.is.empty()) {
        std::string values;
        for (const auto& value : condition.is)
            values += (values.empty() ? "" : " or ") + std::visit(ValueText{}, value);
        add(fmt::format("{} = {}", name, values));
    }
    if (condition.at_least) add(fmt::format("{} ≥ {}", name, *condition.at_least));
    if (condition.at_most) add(fmt::format("{} ≤ {}", name, *condition.at_most));
    if (condition.given) add(fmt::format("{} {}", name, *condition.given ? "given" : "not given"));
    return text;
}

class Graph {
  public:
    Graph(const Survey& survey, std::string_view language) : survey_(survey), language_(language) {}

    std::string draw() {
        out_ = fmt::format("digraph {} {{\n", quoted(survey_.id));
        out_ += "  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n";
        out_ += "  edge [fontname=\"sans-serif\", fontsize=10];\n";
        node("begin", "invitation", survey_.text(survey_.invitation, language_), ", shape=oval");
        std::string before = "begin";
        if (!survey_.consent.empty()) {
            node("consent", "consent", survey_.text(survey_.consent, language_), ", shape=oval");
            edge("begin", "consent", "");
            before = "consent";
        }
        lead(before, 0, "");
        for (std::size_t i = 0; i < survey_.questions.size(); ++i) draw_question(i);
        node("end", "thanks", survey_.text(survey_.thanks, language_), ", shape=oval");
        return out_ + "}\n";
    }

  private:
    void draw_question(std::size_t index) {
        const Question& question = survey_.questions[index];
        std::string heading = fmt::format("{} · {}", question.id, to_string(question.type));
        if (question.key) heading += " · key";
        std::string text{survey_.text(question.text, language_)};
        for (const FollowUp& follow_up : question.follow_ups) {
            text += fmt::format("\n↳ {}: {}", scores(follow_up), survey_.text(follow_up.text, language_));
        }
        for (const Probe& probe : question.probes)
            text += fmt::format("\n↳ {}", survey_.text(probe.text, language_));
        node(name(index), heading, text, question.type == QuestionType::info ? ", style=dotted" : "");
        bool goes_on = true;
        for (const Goto& each : question.gotos) {
            const std::string when = each.condition ? to_string(*each.condition, survey_) : "";
            lead(name(index), each.to, when);
            goes_on = goes_on && each.condition.has_value();
        }
        if (goes_on) lead(name(index), index + 1, question.gotos.empty() ? "" : "else");
    }

    /// Edges from `from` to the first question at or after `to` that is asked.
    void lead(const std::string& from, std::size_t to, const std::string& when) {
        std::string label = when;
        for (std::size_t i = to; i < survey_.questions.size(); ++i) {
            const auto& condition = survey_.questions[i].ask_if;
            if (!condition) return edge(from, name(i), label);
            edge(from, name(i),
                 label.empty() || label == "else" ? to_string(*condition, survey_)
                                                  : label + " and " + to_string(*condition, survey_));
            if (when.empty()) label = "else";
        }
        edge(from, "end", label);
    }

    static std::string scores(const FollowUp& follow_up) {
        if (!follow_up.at_least) return fmt::format("≤ {}", follow_up.at_most.value_or(0));
        if (!follow_up.at_most) return fmt::format("≥ {}", *follow_up.at_least);
        return fmt::format("{}–{}", *follow_up.at_least, *follow_up.at_most);
    }

    /// Ids of ours never collide with "begin", "consent" and "end".
    std::string name(std::size_t index) const {
        return index < survey_.questions.size() ? "q/" + survey_.questions[index].id : "end";
    }

    void node(std::string_view id, std::string_view heading, std::string_view text, std::string_view more) {
        constexpr std::size_t kWidth = 40;
        const std::string label = fmt::format("{}\n{}", heading, wrapped(text, kWidth));
        out_ += fmt::format("  {} [label={}{}];\n", quoted(id), quoted(label), more);
    }

    void edge(std::string_view from, std::string_view to, const std::string& label) {
        const std::string attributes = label.empty() ? "" : fmt::format(" [label={}]", quoted(label));
        out_ += fmt::format("  {} -> {}{};\n", quoted(from), quoted(to), attributes);
    }

    const Survey& survey_;
    std::string_view language_;
    std::string out_;
};

}  // namespace

std::string to_string(const Condition& condition, const Survey& survey) {
    const auto joined = [&](std::string_view word) {
        std::string text;
        for (const Condition& part : condition.parts) {
            const bool nested = part.kind == Condition::Kind::all || part.kind == Condition::Kind::any;
            const std::string inner = to_string(part, survey);
            text += (text.empty() ? "" : fmt::format(" {} ", word)) +
                    (nested && condition.parts.size() > 1 ? "(" + inner + ")" : inner);
        }
        return text;
    };
    switch (condition.kind) {
        case Condition::Kind::all:
            return joined("and");
        case Condition::Kind::any:
            return joined("or");
        case Condition::Kind::none:
            return "not (" + joined("or") + ")";
        case Condition::Kind::compare:
            break;
    }
    const bool known = condition.question && *condition.question < survey.questions.size();
    return comparison(condition, known ? survey.questions[*condition.question].id : condition.field);
}

std::string to_graphviz(const Survey& survey, std::string_view language) {
    return Graph{survey, language}.draw();
}

}  // namespace askwell::flows
