#include "bot/survey_archive.h"

#include "bot/log.h"
#include "flows/survey_loader.h"

namespace askwell::bot {

namespace asio = boost::asio;
using flows::Catalog;
using storage::Result;

namespace {

/// Since it was used last; no conversation lasts that long, corrections after its end included.
constexpr flows::Duration kKeptFor = 400 * flows::kDay;
/// A version in use is kept anew so often.
constexpr flows::Duration kKeptAnew = flows::kDay;
/// What was not found is looked for again after this long.
constexpr flows::Duration kLookedForAnew = std::chrono::minutes{1};

std::string note_name(const SurveyArchive::Version& version) {
    return "survey:" + version.first + '\n' + version.second;
}

bool is_recent(const std::map<SurveyArchive::Version, flows::TimePoint>& times,
               const SurveyArchive::Version& version, flows::TimePoint now, flows::Duration span) {
    const auto found = times.find(version);
    return found != times.end() && now < found->second + span && found->second <= now;
}

}  // namespace

std::optional<SurveyArchive::Version> SurveyArchive::missing(const Catalog& known,
                                                             const flows::ContactState& state) {
    const auto& conversation = state.conversation;
    if (!conversation || conversation->survey_id.empty()) return std::nullopt;
    const auto reachable = known.pinned(conversation->survey_id, conversation->survey_version);
    if (reachable != nullptr && reachable->version == conversation->survey_version) return std::nullopt;
    return Version{conversation->survey_id, conversation->survey_version};
}

asio::awaitable<Result<std::shared_ptr<const Catalog>>> SurveyArchive::with(const Catalog* known,
                                                                            Version version) {
    auto survey = co_await fetch(std::move(version));
    if (!survey) co_return survey.error();
    if (*survey == nullptr) co_return std::shared_ptr<const Catalog>{};
    Catalog earlier;
    earlier.add(std::move(*survey));
    auto wider = std::make_shared<Catalog>(*known);
    wider->add_earlier(earlier);
    co_return std::shared_ptr<const Catalog>{std::move(wider)};
}

asio::awaitable<Result<flows::SurveyPtr>> SurveyArchive::fetch(Version version) {
    if (const auto found = fetched_.find(version); found != fetched_.end()) co_return found->second.survey;
    const auto now = environment_.now();
    if (is_recent(not_found_, version, now, kLookedForAnew)) co_return flows::SurveyPtr{};
    const auto text = co_await environment_.store.find_note(note_name(version), now);
    if (!text) co_return text.error();
    const std::optional<std::string>& kept = *text;
    const auto& [id, number] = version;
    if (!kept) {
        log(LogLevel::warning, "survey_version_gone", {{"survey", id}, {"version", number}});
        not_found_[version] = now;
        co_return flows::SurveyPtr{};
    }
    flows::SurveyPtr survey = flows::load_survey(id, *kept).survey;
    if (survey == nullptr || survey->id != id || survey->version != number) {
        log(LogLevel::error, "survey_version_unreadable", {{"survey", id}, {"version", number}});
        co_return storage::make_error_code(storage::StoreErrc::corrupt);
    }
    fetched_.emplace(std::move(version), Fetched{survey, *kept});
    co_return survey;
}

std::optional<SurveyArchive::Version> SurveyArchive::unkept(const flows::ContactState& state) const {
    const auto& conversation = state.conversation;
    if (!conversation || conversation->state == flows::ConversationState::ended) return std::nullopt;
    Version version{conversation->survey_id, conversation->survey_version};
    if (is_recent(kept_, version, environment_.now(), kKeptAnew)) return std::nullopt;
    return version;
}

const std::string* SurveyArchive::source_of(const Version& version) const {
    const auto& known = environment_.config->survey_sources;
    if (const auto found = known.find(version); found != known.end()) return &found->second;
    const auto fetched = fetched_.find(version);
    return fetched == fetched_.end() ? nullptr : &fetched->second.source;
}

asio::awaitable<Result<void>> SurveyArchive::keep(Version version) {
    const std::string* const source = source_of(version);
    // Its conversations began before versions were kept.
    if (source == nullptr) co_return Result<void>{};
    const auto now = environment_.now();
    auto kept = co_await environment_.store.keep_note(note_name(version), *source, now + kKeptFor, now);
    if (kept) kept_[std::move(version)] = now;
    co_return kept;
}

}  // namespace askwell::bot
