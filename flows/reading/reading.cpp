#include "flows/reading.h"

#include "flows/reading/choices.h"
#include "flows/reading/commands.h"
#include "flows/reading/open.h"
#include "flows/reading/quantity.h"
#include "flows/reading/rating.h"
#include "flows/reading/reply.h"
#include "flows/reading/text.h"
#include "flows/reading/yes_no.h"

namespace askwell::flows {
namespace {

using namespace reading;

std::optional<Command> command_for(std::string_view folded, const ReadingContext& context) {
    if (context.opt_out_letters && is_opt_out_letter(folded)) return Command::stop;
    return command_in(folded);
}

std::optional<Command> command_for(const Question& question, std::string_view folded,
                                   const ReadingContext& context) {
    const std::string_view bare = trim_marks(folded);
    if (is_opt_out_letter(folded)) {
        if (!context.opt_out_letters || letter_could_answer(question, bare)) return std::nullopt;
        return Command::stop;
    }
    const auto found = command_in(folded);
    if (found && !is_carrier_stop(folded) && is_label(question, bare)) return std::nullopt;
    return found;
}

Reading read_closed(const Survey& survey, const Question& question, const FoldedText& folded,
                    const ReadingContext& context) {
    switch (question.type) {
        case QuestionType::rating:
        case QuestionType::nps:
            return read_rating(question, folded);
        case QuestionType::single:
            return read_single(question, folded);
        case QuestionType::multi:
            return read_multi(question, folded);
        case QuestionType::number:
            return read_number(question, folded);
        case QuestionType::yes_no:
            return read_yes_no(folded, fold_for_matching(survey.text(question.text, context.language)));
        case QuestionType::text:
        default:
            break;
    }
    return read_text(folded.raw);
}

}  // namespace

Reading read_answer(const Survey& survey, const Question& question, std::string_view text,
                    const ReadingContext& context) {
    if (question.scored()) {
        if (auto digit = read_lone_digit(question, text)) return *std::move(digit);
    }
    if (text.size() > kAnalysedBytes) {
        return question.type == QuestionType::text ? read_text(text)
                                                   : unclear("too long for an answer to this question");
    }
    const std::string own = own_words(text);
    if (says_nothing(own) && !says_nothing(text)) return unclear("only quoted words");
    const FoldedText folded = fold(own);
    if (const auto found = command_for(question, folded.text, context)) return command(*found);
    if (says_nothing(own)) return {};
    return read_closed(survey, question, folded, context);
}

Reading read_open(std::string_view text, const ReadingContext& context) {
    if (text.size() <= kAnalysedBytes) {
        if (const auto found = command_for(fold(own_words(text)).text, context)) return command(*found);
    }
    return read_text(text);
}

Reading read_consent(std::string_view text, const ReadingContext& context) {
    if (text.size() > kAnalysedBytes) return unclear("too long for a yes or no");
    const std::string own = own_words(text);
    const FoldedText folded = fold(own);
    const bool lone_n = trim_marks(folded.text) == "n";
    if (!lone_n) {
        if (const auto found = command_for(folded.text, context)) return command(*found);
    }
    if (says_nothing(own)) return {};
    return read_yes_no(folded, {});
}

}  // namespace askwell::flows
